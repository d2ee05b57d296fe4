"""From bytes to SourceText: every encoding that reports come in, and a clear refusal of what is no text."""

import os
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cells import Span
from core.errors import FileTooLargeError, GoujiError, UndecodableTextError, UnreadableFileError
from core.text import SIZE_LIMIT_MB, decode, read_text, source_text

SIMPLIFIED = "一、本年新收政府信息公开申请数量\t61\n二、上年结转政府信息公开申请数量\t0\n"
TRADITIONAL = "一、本年新收政府信息公開申請數量\t61\n四、政府信息公開行政復議、行政訴訟情況\n"
PATH = Path("报告.txt")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "utf-8-sig"),
        (SIMPLIFIED, "utf-16"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "utf-8"),
        (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "big5"),
    ],
)
def test_text_comes_back_from_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), PATH).text == text


def test_line_ends_are_folded_and_nothing_else_is_changed() -> None:
    assert source_text("一\r\n二\r三\u2028四\u00a0 ").text == "一\n二\n三\u2028四\u00a0 "


def test_the_digest_knows_a_text_again_in_another_encoding() -> None:
    digests = {
        decode(SIMPLIFIED.encode(name), PATH).digest for name in ("utf-8", "gb18030", "utf-16")
    }
    assert len(digests) == 1


def test_spans_and_lines_count_code_points() -> None:
    text = source_text("𠮷\n61\n")
    assert text.at(Span(2, 4)) == "61"
    assert (text.line_number(0), text.line_number(2)) == (1, 2)


def test_bytes_of_no_text_are_refused() -> None:
    with pytest.raises(UndecodableTextError):
        decode(b"\x00\xff\x81" * 7 + b"\xff", PATH)


def test_a_missing_file_and_a_huge_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        read_text(tmp_path / "nowhere.txt")
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate((SIZE_LIMIT_MB + 1) * 1_000_000)
    with pytest.raises(FileTooLargeError):
        read_text(huge)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a file of unknown size")
def test_a_file_is_read_to_its_end_whatever_size_its_folder_says(tmp_path: Path) -> None:
    path = tmp_path / "说是空的.txt"
    os.mkfifo(path)
    writer = Thread(target=path.write_text, args=(SIMPLIFIED * 5000, "utf-8"))
    writer.start()
    text = read_text(path).text
    writer.join()
    assert text == SIMPLIFIED * 5000


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text = decode(data, PATH).text
    except GoujiError:
        return
    assert "\r" not in text
