"""Two reviewers of one folder: where they differ, how far they agree, and bringing both into one file."""

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from core.audit import AuditEntry, EntryKind
from core.checks import CheckId
from core.compare import cohens_kappa, compare
from core.deciders import both_deciders, deciders, originally
from core.differences import CellDifference, MarkDifference, both_sides, side
from core.edits import (
    Edit,
    IdentityField,
    Mark,
    ReviewState,
    SetCorrection,
    SetIdentity,
    SetMark,
    SetNote,
    SetState,
    Verdict,
)
from core.errors import UnwritableFileError
from core.folder import list_reports
from core.merge import merge
from core.review import Review
from core.store import OpenMode, ReviewFile, verify
from tests.core.store.conftest import read_samples, samples  # noqa: F401 - fixtures
from tests.core.store.support import (
    CARRIED_IN,
    GRANTED,
    RECEIVED,
    Clock,
    correct,
    do,
    open_file,
    read_all,
    restored,
    undo,
)

PASS, FAIL, NA = Verdict.PASSES, Verdict.FAILS, Verdict.NOT_APPLICABLE
FLOW = CheckId("requests.flow.total")


def _second(folder: Path, reviewer: str = "李四") -> ReviewFile:
    """A blind second review in a file of its own."""
    file = ReviewFile.open(folder, reviewer, path=folder / "second.sqlite", clock=Clock())
    read_all(file)
    return file


def _mark(file: ReviewFile, source: str, check: CheckId, verdict: Verdict) -> None:
    review = restored(file, source)
    do(file, review, SetMark(check, review.mark_for(check, Mark(verdict))))


def test_differences_are_listed_with_the_source_text(samples: Path) -> None:  # noqa: F811
    first, second, third, fourth, _ = list_reports(samples)
    with open_file(samples) as one, _second(samples) as two:
        for file, value, unit in ((one, 1, "甲"), (two, 2, "乙")):
            review = restored(file, first)
            do(file, review, correct(RECEIVED, value))
            do(file, review, correct(GRANTED, 7))  # both alike
            do(file, review, SetIdentity(IdentityField.UNIT, unit))
        do(one, restored(one, first), correct(CARRIED_IN, 3))
        _mark(one, second, FLOW, FAIL)
        _mark(two, second, FLOW, PASS)
        do(one, restored(one, third), SetState(ReviewState.REVIEWED))
        do(two, restored(two, fourth), SetState(ReviewState.REVIEWED))
        found = compare(one, two)
        review = restored(one, first)
        printed = review.cell(RECEIVED).source
        unread = review.cell(CARRIED_IN).source
        cells = len(review.form.index) + len(restored(one, second).form.index)
    assert (found.first_reviewers, found.second_reviewers) == (("张三",), ("李四",))
    assert (found.both, found.only_first, found.only_second) == (
        (first, second),
        (third,),
        (fourth,),
    )
    assert [(cell.ref, cell.read) for cell in found.cells] == [
        (RECEIVED, printed),
        (CARRIED_IN, unread),
    ]
    assert printed.raw is not None
    assert printed.raw in found.cells[0].line
    assert [cell.first.value if cell.first else None for cell in found.cells] == [1, 3]
    assert [cell.second.value if cell.second else None for cell in found.cells] == [2, None]
    assert [(mark.check, mark.first and mark.first.verdict) for mark in found.marks] == [
        (FLOW, FAIL)
    ]
    (unit,) = found.identities
    assert (unit.field, unit.first, unit.second) == (IdentityField.UNIT, "甲", "乙")
    assert found.cells_compared == cells
    assert found.cells_compared - found.cells_equal == 2
    assert found.agreement == Fraction(found.cells_equal, found.cells_compared)
    assert (found.marked, found.agreed, found.kappa) == (1, 0, 0)


def test_reviews_that_agree_have_nothing_to_list(samples: Path) -> None:  # noqa: F811
    source = list_reports(samples)[0]
    with open_file(samples) as one, _second(samples) as two:
        for file in (one, two):
            do(file, restored(file, source), correct(RECEIVED, 9))
        found = compare(one, two)
    assert found.agreement == 1
    assert found.cells == found.marks == found.identities == ()
    assert found.kappa is None


def test_a_report_under_two_forms_is_one_difference(samples: Path) -> None:  # noqa: F811
    source = list_reports(samples)[0]
    with open_file(samples) as one, _second(samples) as two:
        do(one, restored(one, source), correct(RECEIVED, 9))
        review = restored(two, source)
        other = "2021" if review.form.id == "2019" else "2019"
        do(two, review, SetIdentity(IdentityField.FORM, other))
        found = compare(one, two)
    assert found.cells == ()
    assert found.cells_compared == 0
    assert found.agreement is None
    (difference,) = found.identities
    assert (difference.source, difference.field) == (source, IdentityField.FORM)
    assert (difference.first, difference.second) == (None, other)
    assert difference.first_by is None
    assert difference.second_by is not None
    assert difference.second_by.reviewer == "李四"


@pytest.mark.parametrize(
    ("verdicts", "kappa"),
    [
        ([], None),
        ([(PASS, PASS)], None),
        ([(PASS, PASS), (FAIL, FAIL)], Fraction(1)),
        ([(PASS, FAIL), (FAIL, PASS)], Fraction(-1)),
        # The example of Cohen's tables as they are usually taught: 20, 5, 10, 15 of 50.
        (
            20 * [(PASS, PASS)] + 5 * [(PASS, FAIL)] + 10 * [(FAIL, PASS)] + 15 * [(FAIL, FAIL)],
            Fraction(2, 5),
        ),
        ([(PASS, PASS), (FAIL, NA), (NA, NA)], Fraction(1, 2)),
    ],
)
def test_kappa(verdicts: list[tuple[Verdict, Verdict]], kappa: Fraction | None) -> None:
    assert cohens_kappa(Counter(verdicts)) == kappa


def test_an_adjudication_is_entered_as_that(samples: Path) -> None:  # noqa: F811
    source = list_reports(samples)[0]
    with open_file(samples) as one, _second(samples) as two:
        do(one, restored(one, source), correct(RECEIVED, 1))
        do(two, restored(two, source), correct(RECEIVED, 2))
        _mark(one, source, FLOW, FAIL)
        _mark(two, source, FLOW, PASS)
        found = compare(one, two)
        (cell,), (mark,) = found.cells, found.marks
        assert isinstance(cell, CellDifference)
        assert isinstance(mark, MarkDifference)
        one.reviewer = "赵六"
        review = restored(one, source)
        entry = _adjudicate(one, review, cell, correct(RECEIVED, 3), "原文为 3")
        assert entry.kind is EntryKind.ADJUDICATION
        assert (entry.reviewer, entry.reason) == ("赵六", "原文为 3")
        assert entry.facts["first"]["to"] == {"value": 1}
        assert entry.facts["second"]["to"] == {"value": 2}
        assert RECEIVED.name in entry.facts["read"]
        _adjudicate(one, review, mark, side(mark, is_first=False), "核对无误")
        assert review.corrections[RECEIVED].value == 3
        assert review.marks[FLOW].verdict is PASS
        assert not compare(one, two).marks
        undo(one, review)
        assert review.marks[FLOW].verdict is FAIL
    assert verify(one.path).is_whole


def test_what_only_the_other_did_is_taken_over(samples: Path) -> None:  # noqa: F811
    first, second, *_ = list_reports(samples)
    with open_file(samples) as one, _second(samples) as two:
        do(one, restored(one, first), correct(RECEIVED, 1))
        do(two, restored(two, first), correct(GRANTED, 2))
        _mark(two, second, FLOW, FAIL)
        do(two, restored(two, second), SetState(ReviewState.REVIEWED))
        trial = merge(one, two, is_trial=True)
        assert not restored(one, second).marks
        done = merge(one, two, reason="交接")
        assert done == trial
        assert done.reviewers == ("李四",)
        assert [report.source for report in done.reports] == [first, second]
        assert done.conflicts == ()
        review = restored(one, first)
        assert {ref: kept.value for ref, kept in review.corrections.items()} == {
            RECEIVED: 1,
            GRANTED: 2,
        }
        other = restored(one, second)
        assert other.state is ReviewState.REVIEWED
        assert other.marks == restored(two, second).marks
        entry = one.trail(other)[-1]
        assert (entry.kind, entry.reviewer, entry.reason) == (EntryKind.MERGE, "张三", "交接")
        assert entry.facts["by"][f"mark {FLOW}"][0] == "李四"
        assert merge(one, two).reports == ()
        undo(one, other)
        assert not other.marks


def test_what_both_did_is_a_conflict_and_stays(samples: Path) -> None:  # noqa: F811
    source = list_reports(samples)[0]
    with open_file(samples) as one, _second(samples) as two:
        for file, value in ((one, 1), (two, 2)):
            review = restored(file, source)
            do(file, review, correct(RECEIVED, value))
            do(file, review, correct(GRANTED, 5))
            do(file, review, SetNote(f"备注 {value}"))
        do(two, restored(two, source), correct(CARRIED_IN, 8))
        for _ in range(2):  # until it is settled, it is said each time
            found = merge(one, two)
            assert [(conflict.here, conflict.there) for conflict in found.conflicts] == [
                (correct(RECEIVED, 1), correct(RECEIVED, 2)),
                (SetNote("备注 1"), SetNote("备注 2")),
            ]
        review = restored(one, source)
        assert review.corrections[RECEIVED].value == 1
        assert review.corrections[CARRIED_IN].value == 8
        do(one, review, correct(RECEIVED, 2))
        do(one, review, SetNote("备注 2"))
        assert merge(one, two).conflicts == ()


def test_a_copy_that_went_on_comes_back(samples: Path) -> None:  # noqa: F811
    """Hand-over: the whole folder goes to a colleague and comes back with more done."""
    first, second, *_ = list_reports(samples)
    sent = samples / "sent.sqlite"
    with open_file(samples) as one:
        do(one, restored(one, first), correct(RECEIVED, 1))
        do(one, restored(one, first), correct(GRANTED, 1))
        one.copy_to(sent)
        assert verify(sent).head == verify(one.path).head
        with pytest.raises(UnwritableFileError):
            one.copy_to(samples / "no such folder" / "sent.sqlite")
    with ReviewFile.open(samples, "李四", path=sent, clock=Clock()) as two:
        do(two, restored(two, first), correct(RECEIVED, 2))  # changes what was there
        do(two, restored(two, first), SetCorrection(GRANTED, None))  # takes something back
        do(two, restored(two, second), SetNote("二"))
    with (
        open_file(samples) as one,
        ReviewFile.open(samples, "", path=sent, mode=OpenMode.READ_ONLY) as two,
    ):
        do(one, restored(one, second), SetState(ReviewState.LATER))
        found = merge(one, two)
        assert found.conflicts == ()
        review = restored(one, first)
        assert {ref: kept.value for ref, kept in review.corrections.items()} == {RECEIVED: 2}
        review = restored(one, second)
        assert (review.note, review.state) == ("二", ReviewState.LATER)
        do(one, restored(one, first), correct(RECEIVED, 3))
        assert merge(one, two).conflicts == ()  # they have not gone on since
    assert verify(samples / "gouji-review.sqlite").is_whole


def test_what_has_no_place_here_is_said(samples: Path) -> None:  # noqa: F811
    first, second, *_ = list_reports(samples)
    with _second(samples) as two:
        do(two, restored(two, first), SetNote("x"))
        do(two, restored(two, second), SetNote("y"))
        two.rules.switch("blank_cell", False)
    (samples / first).unlink()
    (samples / second).rename(samples / "moved.txt")
    with (
        open_file(samples) as one,
        ReviewFile.open(
            samples, "", path=samples / "second.sqlite", mode=OpenMode.READ_ONLY
        ) as two,
    ):
        found = merge(one, two)
        assert found.unplaced == (first,)
        assert [report.source for report in found.reports] == ["moved.txt"]
        (switch,) = found.rules
        assert (switch.rule, switch.is_on, switch.is_conflict) == ("blank_cell", False, False)
        assert one.rules.off == frozenset()


def test_rules_are_merged_where_that_is_asked_for_and_conflicts_never(samples: Path) -> None:  # noqa: F811
    with _second(samples) as two:
        two.rules.switch("blank_cell", False, "always wrong here")
        two.rules.switch("same_text", False)
        two.rules.switch("section_number", False)
        two.rules.switch("section_number", True)
    with (
        open_file(samples) as one,
        ReviewFile.open(
            samples, "", path=samples / "second.sqlite", mode=OpenMode.READ_ONLY
        ) as two,
    ):
        one.rules.switch("section_number", False)
        one.rules.switch("same_text", False)
        found = merge(one, two, takes_rules=True, is_trial=True)
        assert [switch.rule for switch in found.free_rules] == ["blank_cell"]
        assert [switch.rule for switch in found.rule_conflicts] == ["section_number"]
        assert one.rules.off == {"section_number", "same_text"}
        assert merge(one, two).rules == found.rules
        assert one.rules.off == {"section_number", "same_text"}
        assert merge(one, two, takes_rules=True).rules == found.rules
        assert one.rules.off == {"blank_cell", "section_number", "same_text"}
        entry = one.folder_entries()[-1]
        assert entry.facts["by"][0] == "李四"
        assert entry.facts["by"][2] == "always wrong here"
        assert not merge(one, two, takes_rules=True).free_rules
    assert verify(samples / "gouji-review.sqlite").is_whole


def test_who_decided_first_is_known_through_every_merge(samples: Path) -> None:  # noqa: F811
    source = list_reports(samples)[0]
    with _second(samples) as two:
        do(two, restored(two, source), correct(RECEIVED, 5), "as the annex says")
    at = samples / "second.sqlite"
    with open_file(samples) as one, _read(samples, at) as two:
        merge(one, two)
        (entry,) = one.trail()
        (decider,) = originally(entry).values()
        assert (decider.reviewer, decider.reason) == ("李四", "as the annex says")
        third = samples / "third.sqlite"
        with ReviewFile.open(samples, "王五", path=third) as three:
            merge(three, one)
            assert list(originally(three.trail()[0]).values()) == [decider]
            assert deciders(three.trail()) == {"correction requests.received.total": decider}


def test_an_adjudication_says_whose_the_two_values_were(samples: Path) -> None:  # noqa: F811
    source = list_reports(samples)[0]
    with _second(samples) as two:
        do(two, restored(two, source), correct(RECEIVED, 5), "theirs")
    with open_file(samples) as one, _read(samples, samples / "second.sqlite") as two:
        do(one, restored(one, source), correct(RECEIVED, 4), "mine")
        (difference,) = compare(one, two).cells
        review = restored(one, source)
        entry = _adjudicate(one, review, difference, side(difference, is_first=False), "looked")
        mine, theirs = both_deciders(entry)
        assert mine is not None
        assert theirs is not None
        assert (mine.reviewer, mine.reason) == ("张三", "mine")
        assert (theirs.reviewer, theirs.reason) == ("李四", "theirs")


def _adjudicate(
    file: ReviewFile,
    review: Review,
    difference: CellDifference | MarkDifference,
    edit: Edit,
    reason: str,
) -> AuditEntry:
    """What the window does to settle a difference by `edit`."""
    change = review.apply(edit)
    return file.record(review, change, reason, EntryKind.ADJUDICATION, both_sides(difference))


def _read(folder: Path, path: Path) -> ReviewFile:
    return ReviewFile.open(folder, "", path=path, mode=OpenMode.READ_ONLY)
