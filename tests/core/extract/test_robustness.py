"""Whatever the text: reading it raises nothing, every span is exact, and nothing read before shows."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from core.cells import Cell, CellStatus, TableKind
from core.extract.reader import _Reader, read_report
from core.forms import load_forms
from core.paths import resources_dir
from core.reports import Reading
from core.text import source_text
from tests.corpus.kept import kept_cases, kept_families
from tests.fuzz.mutate import FRAGMENTS, HOSTILE, mutate
from tests.fuzz.seeds import report_texts
from tests.fuzz.shapes import SHAPES
from tests.fuzz.soundness import Readers, assert_printable, assert_sound

REPOSITORY = Path(__file__).resolve().parents[3]
SAMPLES = [
    path.read_text(encoding="utf-8") for path in sorted((resources_dir() / "samples").glob("*.txt"))
]
READERS = Readers()
# Plain layouts, in which every row stands under its labels: an office's prose beside them changes nothing.
PLAIN = ("V1", "V2", "V3", "V5", "V8")


@cache
def kept_texts() -> tuple[str, ...]:
    """The samples, and a few texts of each layout family."""
    return tuple(report_texts(4))


def plain_texts() -> list[str]:
    """The samples, and one text of each plain layout."""
    kept = [next(kept_cases(family, load_forms())).text for family in PLAIN]
    return [*SAMPLES, *kept]


def said(reading: Reading) -> list[tuple[object, ...]]:
    """What the cells of a reading say, wherever it stands."""
    return [_said(cell) for cell in reading.cells.in_order]


def _said(cell: Cell) -> tuple[object, ...]:
    values = tuple(candidate.value for candidate in cell.candidates)
    return cell.value, cell.status, cell.unit, values


def read(text: str) -> Reading:
    """The Reading of `text`, found sound."""
    source = source_text(text)
    reading = READERS.read(source)
    assert_sound(source, reading)
    return reading


# --- any text --------------------------------------------------------------------------------------


@pytest.mark.parametrize("family", kept_families())
def test_texts_of_every_layout_are_read_soundly(family: str) -> None:
    for case in list(kept_cases(family, load_forms()))[::3]:
        read(case.text)


@settings(deadline=None, max_examples=120)
@given(st.data())
def test_a_report_damaged_in_any_way_is_read_soundly(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(kept_texts()))
    times = data.draw(st.integers(1, 20))
    damaged = mutate(text, Random(data.draw(st.integers(0, 2**32))), times)
    source = source_text(damaged[:40_000])
    assert_printable(source, read(source.text))


@settings(deadline=None, max_examples=120)
@given(st.lists(st.text(max_size=8) | st.sampled_from((*HOSTILE, *FRAGMENTS)), max_size=60))
def test_any_characters_are_read_soundly(parts: list[str]) -> None:
    source = source_text("".join(parts))
    assert_printable(source, read(source.text))


@pytest.mark.parametrize("character", [*HOSTILE], ids=lambda char: f"{ord(char):x}")
def test_a_character_anywhere_in_a_figure_never_makes_another_figure_certain(
    character: str,
) -> None:
    """123 with a character in it that is no digit, sign or point is 123 (invisible ones), or not certain."""
    if character in "０９.．-—–−＋+":
        return
    for inside in (f"1{character}23", f"12{character * 2}3", f"{character}123", f"123{character}"):
        row = f"{inside}\t0\t0\t0\t0\t0\t123"
        text = (
            f"自然人\t总计\n（一）予以公开\t{row}\n（二）部分公开\t{row}\n（三）不予公开\t{row}\n"
        )
        reading = read(text)
        for cell in reading.cells.in_order:
            if cell.status is CellStatus.READ:
                assert cell.value in (0, 123), (cell, inside)


@pytest.mark.parametrize("shape", SHAPES)
def test_hostile_shapes_are_read_soundly(shape: str) -> None:
    source = source_text(SHAPES[shape](6_000))
    assert_sound(source, read_report(source))


@pytest.mark.long
@pytest.mark.parametrize("shape", SHAPES)
def test_hostile_shapes_of_half_a_million_characters_end(shape: str) -> None:
    """Quadratic work on these would outlast the timeout that every test has."""
    source = source_text(SHAPES[shape](500_000))
    assert_sound(source, read_report(source))


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_is_at_most_twice_the_work(shape: str) -> None:
    """Work is counted in calls; what single calls cost is for tests/bench/bench_linear.py."""
    once, twice = (_calls(SHAPES[shape](size)) for size in (3_000, 6_000))
    assert twice <= 2.2 * once + 500


def _calls(text: str) -> int:
    """The calls that a reader that remembers nothing makes over `text`."""
    source = source_text(text)
    reader = _Reader(load_forms())
    reader.read(source_text("规章\n"), "", None)
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        reader.read(source, "", None)
    finally:
        sys.setprofile(before)
    return count


# --- what does not matter --------------------------------------------------------------------------

NARRATIVE = "本机关认真贯彻落实条例，做好政府信息公开工作，全年召开会议3次，培训12人次。\n"


@pytest.mark.parametrize("number", range(len(SAMPLES) + len(PLAIN)))
def test_prose_before_and_after_changes_no_figure(number: int) -> None:
    text = plain_texts()[number]
    assert said(read(NARRATIVE * 5 + text + "\n" + NARRATIVE * 5)) == said(read(text))


@pytest.mark.parametrize("number", range(len(SAMPLES) + len(PLAIN)))
def test_line_ends_of_any_system_change_nothing(number: int) -> None:
    text = source_text(plain_texts()[number])
    for line_end in ("\r\n", "\r"):
        other = source_text(text.text.replace("\n", line_end))
        assert other == text
    for line_end in ("\u2028", "\x0b", "\x85"):
        assert said(read(text.text.replace("\n", line_end))) == said(read(text.text))


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u2004", "\u202f", "\u205f", "\u3000"])
def test_spaces_of_any_width_are_spaces(space: str) -> None:
    for text in plain_texts():
        assert said(read(text.replace(" ", space))) == said(read(text.replace("\u3000", " ")))


@pytest.mark.parametrize("number", range(len(SAMPLES) + len(PLAIN)))
def test_a_report_in_the_other_script_says_the_same(number: int) -> None:
    text = plain_texts()[number]
    other = "\n".join(map(OpenCC("s2t").convert, text.split("\n")))
    assert said(read(other)) == said(read(text))


@settings(deadline=None, max_examples=20)
@given(st.data())
def test_pinyin_and_invisible_characters_between_words_change_nothing(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SAMPLES))
    random = Random(data.draw(st.integers(0, 2**32)))
    marks = ("(he)", "(hé)", "（shǔ）", "(jiē)(jiē)", "\u200b", "\ufeff", "\u00ad")
    pieces = [
        char + random.choice(marks) if "一" < char < "龥" and random.random() < 0.1 else char
        for char in text
    ]
    assert said(read("".join(pieces))) == said(read(text))


# --- purity ----------------------------------------------------------------------------------------

SCRIPT = """
import hashlib
from core.extract.reader import read_report
from core.reading_codec import encode_reading
from core.text import source_text
from tests.fuzz.seeds import report_texts
for text in report_texts(1):
    print(hashlib.sha256(encode_reading(read_report(source_text(text))).encode()).hexdigest())
"""


def test_neither_hashes_nor_clock_nor_locale_change_a_reading() -> None:
    printed = set()
    for seed, zone, locale in (("0", "UTC", "C"), ("7", "Asia/Shanghai", "zh_CN.GB18030")):
        settings = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "LANG": locale}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=REPOSITORY,
            env={**os.environ, **settings},
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=100,
        )
        printed.add(done.stdout)
    assert len(printed) == 1
    assert len(printed.pop().split()) > 20


def test_what_was_read_before_does_not_show() -> None:
    """Tables that look the same, one further to the right on its line than the other."""
    for text in report_texts(1):
        read(text)
        for before, after in (
            ("\n", "\n\t"),
            ("\n\t", "\n"),
            ("|", "||"),
            ("\t\t", "\t"),
            ("\n", "\n\n"),
        ):
            at = text.find(before, text.find("总"))
            if at >= 0:
                read(text[:at] + after + text[at + len(before) :])


ROWS = tuple(load_forms()["2021"].tables[TableKind.REQUESTS].rows())


def test_headers_before_a_remembered_table_are_looked_at_again() -> None:
    """总计 before all other headers says that the totals come first; the table behind it is the same."""
    headers = "自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他"
    rows = [f"{row.label}\t1\t0\t0\t0\t0\t0\t1" for row in ROWS]
    for first in ("序号", "总计", "序号"):
        read("\n".join([f"{first}\t{headers}", *rows]))


def test_rows_of_a_remembered_table_are_looked_at_one_by_one() -> None:
    """As many borders in the whole table, one more in one row and one less in another."""
    rows = [f"{row.label} | 3 | 0 | 2 | 0 | 1 | 0 | 6 |" for row in ROWS]
    read("\n".join(rows))
    rows[4] = rows[4].replace("0 | 2", "0 || 2")
    rows[9] = rows[9].replace("0 | 2", "0 2")
    read("\n".join(rows))


def test_borders_of_a_remembered_row_are_looked_at_one_by_one() -> None:
    """As many borders in the same row: two figures in one cell, and an empty one beside them."""
    rows = [f"{row.label} | 3 | 0 | 2 | 0 | 1 | 0 | 6 |" for row in ROWS]
    read("\n".join(rows))
    rows[4] = rows[4].replace("0 | 2 | 0", "0 || 2 0")
    read("\n".join(rows))


def test_the_place_of_single_figures_is_looked_at_one_by_one() -> None:
    """As many line ends in the whole table, but one figure stands below its label instead of beside it."""
    table = load_forms()["2021"].tables[TableKind.PROACTIVE]
    first, *rest = [
        f"{row.label} {' '.join('123'[: block.width])}"
        for block in table.blocks
        for row in block.rows
    ]
    others = "\n".join(f"{row.label} 1 0 0 0 0 0 1" for row in ROWS)
    for place in (" {}\n\n", "\n{}\n"):
        rows = "\n".join(rest).replace(" 1\n", place.format(1), 1)
        read(f"{first}\n{rows}\n{others}")


def test_what_follows_a_remembered_table_is_looked_at_again() -> None:
    """A figure on the last line is a page number where something follows it, else the rest of the row."""
    rows = "\n".join(f"{row.label}\t1\t0\t0\t0\t0\t0\t1" for row in ROWS)
    for behind in ("", "五、存在的主要问题及改进情况\n", ""):
        read(f"{rows}\t说明\n12\n{behind}")
