"""A folder of reports: which files count, reading them in order, and what goes wrong with single ones."""

import multiprocessing
import os
import pickle
import shutil
from pathlib import Path

import pytest

from core.errors import FolderError, UndecodableTextError, UnreadableFileError, UnsupportedFileError
from core.folder import (
    IN_LINE_LIMIT,
    PackedReport,
    file_kind,
    list_reports,
    natural_key,
    read_each,
    read_one,
    read_packed,
    read_source,
    reread,
    stamp_of,
)
from core.forms import load_forms
from core.progress import Cancelled
from core.reports import FailedReport, Report
from core.review import Review
from core.rules import tell
from core.summary import summarize
from core.wording import Language, Wording


def _write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("报告", encoding="utf-8")


def test_reports_are_listed_naturally_folder_by_folder(tmp_path: Path) -> None:
    _write(tmp_path, "10.txt", "9.txt", "乙/2.txt", "乙/10.txt", "b.TXT", "A.txt", "第2份.txt")
    assert list_reports(tmp_path) == [
        "9.txt",
        "10.txt",
        "A.txt",
        "b.TXT",
        "乙/2.txt",
        "乙/10.txt",
        "第2份.txt",
    ]


def test_what_holds_no_report_is_left_out(tmp_path: Path) -> None:
    ours = ["gouji-review.sqlite", "gouji-review.sqlite-wal", "gouji-review.sqlite.lock"]
    ours.append("gouji-review.damaged-20261122-170000.sqlite")
    others = ["勾稽.xlsx", "~$勾稽.xlsx", "~$草稿.docx", ".hidden.txt", ".git/config.txt", "图.png"]
    _write(tmp_path, "a.txt", "no_suffix", "b.html", "c.docx", "d.PDF", *ours, *others)
    assert list_reports(tmp_path) == ["a.txt", "b.html", "c.docx", "d.PDF", "no_suffix"]


def test_a_dot_in_a_sentence_is_no_suffix() -> None:
    assert file_kind("甲/报告.txt") == ".txt"
    assert file_kind("甲.乙/报告") == ""
    assert file_kind("关于公开的报告.2020年") == ""
    assert file_kind("1.某街道报告") == ""


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FolderError) as caught:
        list_reports(tmp_path / "nowhere")
    assert "nowhere" in Wording(Language.CHINESE).error(caught.value)


def test_numbers_sort_by_value_whatever_surrounds_them() -> None:
    names = ["2020年第10号", "2020年第9号", "2019年第11号"]
    assert sorted(names, key=natural_key) == ["2019年第11号", "2020年第9号", "2020年第10号"]


def _itself(report: Report) -> Report:
    return report


def test_the_samples_are_read_in_order_with_their_stamps(samples: Path) -> None:
    sources = list_reports(samples)
    reports = list(read_each(samples, sources, _itself))
    assert [report.source for report in reports] == sources
    for report in reports:
        assert isinstance(report, Report)
        assert report == read_one(samples, report.source)
        assert report.stamp == stamp_of(samples / report.source)


def test_processes_read_what_one_process_reads(samples: Path) -> None:
    for copy in range(10):
        shutil.copytree(samples, samples / f"{copy}", ignore=shutil.ignore_patterns("[0-9]"))
    sources = list_reports(samples)
    assert len(sources) > IN_LINE_LIMIT
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        if not seen or seen[-1] != (done, total):  # it is also told that nothing has come
            seen.append((done, total))

    in_processes = list(read_packed(samples, sources, progress, workers=2))
    assert in_processes == list(read_packed(samples, sources, workers=1))
    assert seen == [(done, len(sources)) for done in range(len(sources) + 1)]
    assert not multiprocessing.active_children()


def test_packed_reports_carry_the_line_of_the_list(samples: Path) -> None:
    forms = load_forms()
    for packed in read_packed(samples, list_reports(samples)):
        assert isinstance(packed, PackedReport)
        report = packed.unpack(read_source(samples, packed.source)[0], forms)
        assert report == read_one(samples, packed.source)
        review = Review(report, forms, reread)
        tell(review)
        assert packed.summary == summarize(review)


@pytest.mark.parametrize("workers", [1, 2])
def test_one_bad_file_is_said_of_it_alone(samples: Path, workers: int) -> None:
    (samples / "a.docx").write_bytes(b"PK")
    (samples / "b.txt").write_bytes(bytes(range(256)) * 4)
    for copy in range(9):
        shutil.copytree(samples, samples / f"z{copy}", ignore=shutil.ignore_patterns("z?"))
    sources = [*list_reports(samples), "gone.txt"]
    results = list(read_packed(samples, sources, workers=workers))
    assert [result.source for result in results] == sources
    failed = {
        result.source: type(result.error) for result in results if isinstance(result, FailedReport)
    }
    assert failed.pop("gone.txt") is UnreadableFileError
    assert len(failed) == 20
    for source, kind in failed.items():
        assert kind is (UnsupportedFileError if source.endswith("docx") else UndecodableTextError)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_folder_inside_that_cannot_be_listed_is_shown(samples: Path) -> None:
    (samples / "closed").mkdir(mode=0o000)
    sources = list_reports(samples)
    assert "closed/" in sources
    failed = [item for item in read_packed(samples, sources) if isinstance(item, FailedReport)]
    assert [(item.source, type(item.error)) for item in failed] == [("closed/", FolderError)]


def test_cancelling_ends_the_reading_and_its_processes(samples: Path) -> None:
    for copy in range(20):
        shutil.copytree(samples, samples / f"{copy}", ignore=shutil.ignore_patterns("[0-9]*"))
    sources = list_reports(samples)

    def progress(done: int, total: int) -> None:
        if done == 3:
            raise Cancelled

    got: list[PackedReport | FailedReport] = []
    with pytest.raises(Cancelled):
        got.extend(read_packed(samples, sources, progress, workers=2))
    assert not multiprocessing.active_children()


def test_errors_travel_between_processes() -> None:
    sent = pickle.dumps(UnsupportedFileError(path="a.docx", kind="docx"))
    error = pickle.loads(sent)  # noqa: S301 - our own
    assert isinstance(error, UnsupportedFileError)
    assert error.params == {"path": "a.docx", "kind": "docx"}
