"""Files are known by their text: moved, renamed, re-encoded, copied, changed on disk, read by a newer reader."""

import os
import shutil
import sqlite3
from pathlib import Path

from core.audit import EntryKind
from core.cells import CellStatus
from core.checks import CheckId
from core.edits import (
    IdentityField,
    Mark,
    ReviewState,
    SetDismissal,
    SetIdentity,
    SetMark,
    SetState,
    Verdict,
)
from core.folder import list_reports, read_one, read_packed
from core.review import finding_key
from core.store import RebaseCause, ReviewFile
from tests.core.store.support import (
    RECEIVED,
    correct,
    do,
    open_file,
    opened,
    read_all,
    restored,
    whole_state,
)

FIRST = "000_c3aabf95d6dbbe44.txt"
SECOND = "001_3ec8066f863f1309.txt"


def _reviewed(samples: Path, source: str = FIRST, value: int = 11) -> None:
    with open_file(samples) as file:
        do(file, restored(file, source), correct(RECEIVED, value))


def _corrected(file: ReviewFile, source: str) -> int | None:
    correction = restored(file, source).corrections.get(RECEIVED)
    return None if correction is None else int(correction.value or 0)


def test_a_moved_file_finds_its_review(samples: Path) -> None:
    _reviewed(samples)
    (samples / "城区").mkdir()
    (samples / FIRST).rename(samples / "城区" / "甲.txt")
    with open_file(samples) as file:
        assert _corrected(file, "城区/甲.txt") == 11
        assert file.reports.summaries()["城区/甲.txt"].corrections == 1
        assert FIRST not in file.reports.summaries()


def test_a_reviewed_file_that_changes_after_it_was_read_is_kept_as_it_is_then(
    samples: Path,
) -> None:
    _reviewed(samples)
    original = (samples / FIRST).read_text(encoding="utf-8")
    with open_file(samples) as file:
        (samples / FIRST).write_text(original + "。", encoding="utf-8")
        packed = list(read_packed(samples, file.reports.survey([FIRST])))
        (samples / FIRST).write_text(original + "。。", encoding="utf-8")
        (rebase,) = file.reports.keep(packed)
        assert rebase.cause is RebaseCause.TEXT
        assert file.trail()[-1].digest == read_one(samples, FIRST).text.digest
        assert _corrected(file, FIRST) == 11
        (samples / FIRST).unlink()
        assert file.reports.keep(packed) == ()


def test_a_re_encoded_file_finds_its_review(samples: Path) -> None:
    _reviewed(samples)
    text = (samples / FIRST).read_text(encoding="utf-8")
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        (samples / FIRST).write_bytes(text.replace("\n", "\r\n").encode(encoding))
        with open_file(samples) as file:
            assert _corrected(file, FIRST) == 11
            assert len(file.trail()) == 1


def test_files_that_exchanged_their_names_find_their_reviews(samples: Path) -> None:
    _reviewed(samples, FIRST, 1)
    _reviewed(samples, SECOND, 2)
    (samples / FIRST).rename(samples / "x")
    (samples / SECOND).rename(samples / FIRST)
    (samples / "x").rename(samples / SECOND)
    with open_file(samples) as file:
        assert (_corrected(file, FIRST), _corrected(file, SECOND)) == (2, 1)


def test_a_review_moves_with_its_text_though_another_file_took_the_name(samples: Path) -> None:
    _reviewed(samples, FIRST, 1)
    (samples / FIRST).rename(samples / "moved.txt")
    shutil.copy(samples / SECOND, samples / FIRST)
    with open_file(samples) as file:
        assert _corrected(file, "moved.txt") == 1
        assert _corrected(file, FIRST) is None


def test_two_identical_files_have_a_review_each(samples: Path) -> None:
    shutil.copy(samples / FIRST, samples / "copy.txt")
    with open_file(samples) as file:
        do(file, restored(file, FIRST), correct(RECEIVED, 1))
        do(file, restored(file, "copy.txt"), correct(RECEIVED, 2))
    with open_file(samples) as file:
        assert (_corrected(file, FIRST), _corrected(file, "copy.txt")) == (1, 2)
    (samples / FIRST).unlink()
    with open_file(samples) as file:
        assert _corrected(file, "copy.txt") == 2


def test_of_files_with_one_text_the_moved_one_takes_its_review_along(samples: Path) -> None:
    copies = [f"{number}.txt" for number in range(4)]
    for copy in copies:
        shutil.copy(samples / FIRST, samples / copy)
    for number, copy in enumerate(copies[1:3]):
        _reviewed(samples, copy, number)
    (samples / copies[2]).rename(samples / "moved.txt")
    with open_file(samples) as file:
        found = {source: _corrected(file, source) for source in (*copies[:2], copies[3], FIRST)}
        assert found == {copies[0]: None, copies[1]: 0, copies[3]: None, FIRST: None}
        assert _corrected(file, "moved.txt") == 1
        shutil.copy(samples / FIRST, samples / copies[2])
        read_all(file)
        assert _corrected(file, copies[2]) is None
        (samples / "moved.txt").rename(samples / "again.txt")
        read_all(file)
        assert _corrected(file, "again.txt") == 1
        assert len({entry.report for entry in file.trail()}) == 2


def test_a_copy_made_later_starts_anew(samples: Path) -> None:
    _reviewed(samples)
    shutil.copy(samples / FIRST, samples / "copy.txt")
    with open_file(samples) as file:
        assert _corrected(file, "copy.txt") is None
        assert _corrected(file, FIRST) == 11


def test_a_file_that_vanished_keeps_its_review(samples: Path) -> None:
    _reviewed(samples)
    kept = (samples / FIRST).read_bytes()
    (samples / FIRST).unlink()
    with open_file(samples) as file:
        assert file.reports.summaries()[FIRST].corrections == 1
    (samples / "back.txt").write_bytes(kept)
    with open_file(samples) as file:
        assert _corrected(file, "back.txt") == 11


def _change_a_figure(samples: Path, source: str) -> tuple[str, str]:
    """Another figure in one certain cell of table 三 of the file; its cell's name and the row's label."""
    report = read_one(samples, source)
    ref, cell = next(
        (ref, cell)
        for ref, cell in report.reading.cells.items()
        if cell.status is CellStatus.READ and cell.value == 0 and ref.row == "denied_process"
    )
    assert cell.span is not None
    text = report.text.text
    changed = text[: cell.span.start] + "7" + text[cell.span.end :]
    (samples / source).write_text(changed, encoding="utf-8")
    return ref.name, changed


def test_a_changed_file_keeps_its_review_and_only_changed_cells_come_back(samples: Path) -> None:
    source = SECOND
    flow = CheckId("requests.flow.total")
    with open_file(samples) as file:
        review = restored(file, source)
        do(file, review, correct(RECEIVED, 11))
        do(file, review, SetMark(flow, review.mark_for(flow, Mark(Verdict.FAILS))))
        do(file, review, SetState(ReviewState.REVIEWED))
    before = (samples / source).read_bytes()
    name, _ = _change_a_figure(samples, source)
    with ReviewFile.open(samples, "李四") as file:
        (rebase,) = read_all(file)
        assert rebase.source == source
        assert rebase.cause is RebaseCause.TEXT
        assert name in [ref.name for ref in rebase.cells]
        found = opened(file, source)
        review = found.review
        assert found.rebase is None  # said once, when it was read
        assert review.corrections[RECEIVED].value == 11
        assert review.mark_is_current(flow)  # its values did not change
        assert review.state is ReviewState.UNREVIEWED
        assert {ref.name for finding in review.returned for ref in finding.cells} == {
            ref.name for ref in rebase.cells
        }
        returned = next(f for f in review.returned if f.cells[0].name == name)
        assert dict(returned.params) == {"before": "0", "now": "7"}
        assert returned in review.open_findings
        assert file.trail(review)[-1].kind is EntryKind.REREAD
        for finding in review.returned:
            do(file, review, SetDismissal(finding_key(finding), True))
    with open_file(samples) as file:
        review = restored(file, source)
        assert not [found for found in review.returned if found in review.open_findings]
    (samples / source).write_bytes(before)
    with open_file(samples) as file:
        review = restored(file, source)
        again = next(f for f in review.returned if f.cells[0].name == name)
        assert dict(again.params) == {"before": "7", "now": "0"}
        assert again in review.open_findings  # it changed again after it was settled


def test_a_change_that_is_taken_back_needs_no_look(samples: Path) -> None:
    _reviewed(samples, SECOND)
    before = (samples / SECOND).read_bytes()
    _change_a_figure(samples, SECOND)
    with open_file(samples) as file:
        assert restored(file, SECOND).returned
    (samples / SECOND).write_bytes(before)
    with open_file(samples) as file:
        assert not restored(file, SECOND).returned


def test_a_change_outside_the_tables_brings_nothing_back(samples: Path) -> None:
    with open_file(samples) as file:
        review = restored(file, SECOND)
        do(file, review, SetState(ReviewState.REVIEWED))
        saved = whole_state(review)
    path = samples / SECOND
    path.write_text("　　\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with open_file(samples) as file:
        review = restored(file, SECOND)
        assert review.decisions == saved[0]
        assert review.returned == ()
        assert file.reports.summaries()[SECOND].state is ReviewState.REVIEWED


def test_another_units_report_under_the_same_name_starts_anew(samples: Path) -> None:
    _reviewed(samples)
    replaced = (samples / SECOND).read_text(encoding="utf-8")
    (samples / SECOND).unlink()
    (samples / FIRST).write_text(replaced + "\n附注", encoding="utf-8")
    with open_file(samples) as file:
        assert _corrected(file, FIRST) is None


def _as_read_by_an_older_reader(path: Path) -> None:
    """Make the review file one whose readings an older reader made: it saw 5 where there is 0."""
    from core.forms import load_forms
    from core.reading_codec import decode_reading, pack_json
    from core.store.cache import Cache

    database = sqlite3.connect(path, isolation_level=None)
    cache = Cache(database)
    for known in cache.reports():
        body = cache.reading(known.id)
        assert body is not None
        assert decode_reading(body, load_forms())
        older = body.decode().replace('"value":[0,', '"value":[5,')
        cache.put_readings([(known.id, pack_json(older))])
    database.execute("UPDATE reports SET reader = '0-00000000'")
    database.close()


def test_a_better_reader_reads_again_and_says_what_differs(samples: Path) -> None:
    with open_file(samples) as file:
        review = restored(file, FIRST)
        do(file, review, correct(RECEIVED, 11))
        do(file, review, SetState(ReviewState.REVIEWED))
        path = file.path
        (first_cell, *_) = review.form.index.refs
        assert review.reading.cells[first_cell].value == 0
    _as_read_by_an_older_reader(path)
    with ReviewFile.open(samples, "张三") as file:
        sources = list_reports(samples)
        assert file.reports.survey(sources) == tuple(sources)
        assert file.reports.cached(FIRST) is None
        (rebase,) = read_all(file)
        assert (rebase.source, rebase.cause) == (FIRST, RebaseCause.READER)
        assert rebase.cells == (first_cell,)
        review = restored(file, FIRST)
        assert review.corrections[RECEIVED].value == 11
        assert dict(review.returned[0].params) == {"before": "5", "now": "0"}
        assert review.state is ReviewState.UNREVIEWED
        assert file.reports.survey(sources) == ()


def test_a_changed_report_is_carried_over_when_it_is_opened_first(samples: Path) -> None:
    """The window may show a report before the folder has been read through."""
    _reviewed(samples, SECOND)
    name, _ = _change_a_figure(samples, SECOND)
    with ReviewFile.open(samples, "张三") as file:
        found = opened(file, SECOND)
        assert found.rebase is not None
        assert name in [ref.name for ref in found.rebase.cells]
        assert found.review.corrections[RECEIVED].value == 11
        assert file.unsaved == 0
        assert read_all(file) == ()
        assert len(file.trail()) == 2


def test_a_file_written_just_now_is_read_again_next_time(samples: Path) -> None:
    """Its time would not tell it from what is written into it within the same tick."""
    (samples / FIRST).write_text("年度报告", encoding="utf-8")
    with open_file(samples) as file:
        assert file.reports.survey(list_reports(samples)) == (FIRST,)
        assert file.reports.cached(FIRST) is not None


def test_a_name_that_is_no_text_is_kept(samples: Path) -> None:
    name = b"\xb1\xa8\xb8\xe6.txt"
    shutil.copy(samples / FIRST, os.fsdecode(os.fsencode(samples) + b"/" + name))
    source = os.fsdecode(name)
    with open_file(samples) as file:
        do(file, restored(file, source), correct(RECEIVED, 3))
    with open_file(samples) as file:
        assert source in file.reports.summaries()
        assert _corrected(file, source) == 3
        assert file.trail()[0].source == source


def test_under_a_chosen_form_the_readings_of_that_form_are_compared(samples: Path) -> None:
    with open_file(samples) as file:
        review = restored(file, SECOND)
        other = "2021" if review.form.id == "2019" else "2019"
        do(file, review, SetIdentity(IdentityField.FORM, other))
        assert review.form.id == other
    path = samples / SECOND
    path.write_text("　\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with ReviewFile.open(samples, "张三") as file:
        (rebase,) = read_all(file)
        assert rebase.cells == ()
    name, _ = _change_a_figure(samples, SECOND)
    with ReviewFile.open(samples, "张三") as file:
        (rebase,) = read_all(file)
        assert name in [ref.name for ref in rebase.cells]
        review = restored(file, SECOND)
        assert review.form.id == other
        assert name in [finding.cells[0].name for finding in review.returned]
