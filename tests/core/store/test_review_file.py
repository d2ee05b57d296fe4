"""What a reviewer does is saved at once, comes back, and can be undone after any number of closings."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.audit import EntryKind
from core.checks import CheckId
from core.edits import (
    Edit,
    EditGroup,
    IdentityField,
    Mark,
    ReviewState,
    SetDismissal,
    SetIdentity,
    SetMark,
    SetNote,
    SetState,
    Verdict,
)
from core.errors import ReadOnlyReviewFileError
from core.folder import list_reports
from core.review import finding_key
from core.store import OpenMode, ReviewFile
from tests.core.store.support import (
    CARRIED_IN,
    GRANTED,
    RECEIVED,
    Clock,
    correct,
    do,
    open_file,
    read_all,
    redo,
    restore_to,
    restored,
    steps,
    undo,
    whole_state,
)

FLOW = CheckId("requests.flow.total")


@pytest.fixture
def source(samples: Path) -> str:
    return list_reports(samples)[1]


def test_all_kinds_of_decisions_come_back(samples: Path, source: str) -> None:
    with open_file(samples) as file:
        review = restored(file, source)
        finding = finding_key(review.findings[0])
        for edit in (
            correct(RECEIVED, 61),
            SetMark(FLOW, review.mark_for(FLOW, Mark(Verdict.FAILS, "报告有误"))),
            SetNote("与镇里核对"),
            SetState(ReviewState.LATER),
            SetIdentity(IdentityField.UNIT, "清河街道办事处"),
            SetIdentity(IdentityField.YEAR, "2021"),
            SetDismissal(finding, True),
            SetIdentity(IdentityField.FORM, "2021" if review.form.id == "2019" else "2019"),
        ):
            do(file, review, edit)
        saved = whole_state(review)
    with open_file(samples) as file:
        again = restored(file, source)
        assert whole_state(again) == saved
        assert again.unit == "清河街道办事处"
        assert again.dismissed == {finding}


def test_an_entry_says_who_when_what_and_why(samples: Path, source: str) -> None:
    with open_file(samples) as file:
        review = restored(file, source)
        said = review.cell(RECEIVED).source
        file.record(review, review.apply(correct(RECEIVED, 61)), reason="原文漏印")
        (entry,) = file.trail(review)
    assert entry.kind is EntryKind.EDIT
    assert entry.reviewer == "张三"
    assert entry.reason == "原文漏印"
    assert entry.source == source
    assert entry.at.utcoffset() == timedelta(hours=8)
    assert entry.at > Clock().now
    assert entry.edit == correct(RECEIVED, 61)
    assert entry.inverse == type(correct(RECEIVED, 0))(RECEIVED, None)
    assert entry.facts["read"] == {RECEIVED.name: [said.status.value, said.raw, said.value]}


def test_undo_and_redo_survive_closing(samples: Path, source: str) -> None:
    with open_file(samples) as file:
        review = restored(file, source)
        untouched = whole_state(review)
        do(file, review, correct(RECEIVED, 1))
        one = whole_state(review)
        do(file, review, SetNote("两次"))
        two = whole_state(review)
        assert undo(file, review) is not None
        assert whole_state(review) == one
    with open_file(samples) as file:
        review = restored(file, source)
        assert whole_state(review) == one
        assert steps(file.history(review)) == ([correct(RECEIVED, 1)], [SetNote("两次")])
        assert redo(file, review) is not None
        assert whole_state(review) == two
        undo(file, review)
        undo(file, review)
        assert whole_state(review) == untouched
        assert undo(file, review) is None
    with open_file(samples) as file:
        review = restored(file, source)
        assert whole_state(review) == untouched
        redo(file, review)
        redo(file, review)
        assert whole_state(review) == two
        assert redo(file, review) is None
        kinds = [entry.kind.value for entry in file.trail(review)]
        assert kinds == ["edit", "edit", "undo", "redo", "undo", "undo", "redo", "redo"]
        assert [entry.refers_to for entry in file.trail(review)][2:] == [2, 2, 2, 1, 1, 2]


def test_the_history_names_the_next_steps(samples: Path, source: str) -> None:
    with open_file(samples) as file:
        review = restored(file, source)
        history = file.history(review)
        assert history.next_undo is None
        do(file, review, correct(RECEIVED, 1), reason="漏印")
        assert history.next_undo is not None
        assert history.next_undo.edit == correct(RECEIVED, 1)
        assert (history.next_undo.reviewer, history.next_undo.reason) == ("张三", "漏印")
        undo(file, review)
        assert history.next_undo is None
        assert history.next_redo is not None
        assert history.next_redo.edit == correct(RECEIVED, 1)


def test_reports_are_undone_each_by_itself(samples: Path) -> None:
    first, second, *_ = list_reports(samples)
    with open_file(samples) as file:
        one, two = restored(file, first), restored(file, second)
        do(file, one, correct(RECEIVED, 1))
        do(file, two, correct(RECEIVED, 2))
        do(file, one, SetNote("x"))
        undo(file, two)
        assert two.corrections == {}
        assert one.note == "x"
        assert undo(file, two) is None


def test_discarded_steps_stay_in_the_trail_and_can_be_gone_back_to(
    samples: Path, source: str
) -> None:
    with open_file(samples) as file:
        review = restored(file, source)
        do(file, review, correct(RECEIVED, 1))
        wanted = do(file, review, EditGroup((correct(GRANTED, 5), correct(CARRIED_IN, 7))))
        then = whole_state(review)
        undo(file, review)
        do(file, review, correct(GRANTED, 9))
        assert file.history(review).next_redo is None
        now = whole_state(review)
    with open_file(samples) as file:
        review = restored(file, source)
        change = restore_to(file, review, wanted, "还是先前的对")
        assert change is not None
        assert {GRANTED, CARRIED_IN} == set(change.cells)
        assert whole_state(review) == then
        last = file.trail(review)[-1]
        assert (last.kind, last.refers_to, last.reason) == (
            EntryKind.RESTORE,
            wanted,
            "还是先前的对",
        )
        assert isinstance(last.edit, EditGroup)
        assert restore_to(file, review, wanted) is None
        undo(file, review)
        assert whole_state(review) == now
        redo(file, review)
    with open_file(samples) as file:
        assert whole_state(restored(file, source)) == then


def test_going_back_before_the_first_step_leaves_nothing(samples: Path, source: str) -> None:
    other = {"2019": "2021", "2021": "2019"}
    with open_file(samples) as file:
        review = restored(file, source)
        untouched = whole_state(review)
        do(file, review, SetState(ReviewState.REVIEWED))
        do(file, review, SetIdentity(IdentityField.FORM, other[review.form.id]))
        do(file, review, correct(RECEIVED, 3))
        restore_to(file, review, 0)
        assert whole_state(review) == untouched


def test_a_correction_under_another_form_is_kept_aside_and_comes_back(
    samples: Path, source: str
) -> None:
    with open_file(samples) as file:
        review = restored(file, source)
        first = review.form.id
        second = "2021" if first == "2019" else "2019"
        do(file, review, SetIdentity(IdentityField.FORM, second))
        only_here = next(
            ref for ref in review.form.index.refs if ref not in review.report.reading.cells
        )
        do(file, review, correct(only_here, 4))
        do(file, review, SetIdentity(IdentityField.FORM, None))
        saved = whole_state(review)
    with open_file(samples) as file:
        review = restored(file, source)
        assert whole_state(review) == saved
        undo(file, review)
        assert review.cell(only_here).value == 4
        undo(file, review)
        assert only_here not in review.corrections


def test_a_read_only_file_shows_and_does_nothing(samples: Path, source: str) -> None:
    with open_file(samples) as file:
        review = restored(file, source)
        do(file, review, correct(RECEIVED, 1))
        with ReviewFile.open(samples, "李四", mode=OpenMode.READ_ONLY) as reader:
            same = restored(reader, source)
            assert whole_state(same) == whole_state(review)
            change = same.apply(SetNote("x"))
            for attempt in (
                lambda: reader.record(same, change),
                lambda: reader.rules.switch("rule", False),
            ):
                with pytest.raises(ReadOnlyReviewFileError):
                    attempt()
            assert reader.unsaved == 0
            do(file, review, correct(RECEIVED, 2))
            assert len(reader.trail()) == 2  # what the other writes is seen


def test_a_second_reviewer_has_a_file_of_their_own(samples: Path, source: str) -> None:
    with open_file(samples) as file:
        do(file, restored(file, source), correct(RECEIVED, 1))
        own = samples / "gouji-review-lisi.sqlite"
        with ReviewFile.open(samples, "李四", path=own, clock=Clock()) as second:
            read_all(second)
            review = restored(second, source)
            assert review.corrections == {}
            do(second, review, correct(RECEIVED, 2))
        assert restored(file, source).corrections[RECEIVED].value == 1
    assert own.name not in list_reports(samples)


def test_times_carry_the_zone_of_this_machine(samples: Path, source: str) -> None:
    with ReviewFile.open(samples, "张三") as file:
        read_all(file)
        review = restored(file, source)
        do(file, review, SetNote("x"))
        at = file.trail()[0].at
    assert at.utcoffset() is not None
    assert abs(datetime.now().astimezone() - at) < timedelta(minutes=1)


EVERY_EDIT: list[Edit] = [
    correct(RECEIVED, 5),
    correct(RECEIVED, None),
    SetMark(FLOW, Mark(Verdict.NOT_APPLICABLE, "不适用")),
    SetNote("备注"),
    SetState(ReviewState.REVIEWED),
    SetIdentity(IdentityField.UNIT, "甲"),
    SetIdentity(IdentityField.YEAR, "2023"),
    SetIdentity(IdentityField.FORM, "2021"),
    SetIdentity(IdentityField.FORM, "2019"),
    SetDismissal("row_missing|requests.granted.total", True),
    EditGroup((correct(RECEIVED, 1), correct(RECEIVED, 2), SetNote("两项"))),
]


@pytest.mark.parametrize("edit", EVERY_EDIT, ids=lambda edit: type(edit).__name__)
def test_every_edit_is_undone_and_redone_twice_over(samples: Path, source: str, edit: Edit) -> None:
    with open_file(samples) as file:
        review = restored(file, source)
        do(file, review, correct(GRANTED, 77))  # so that there is something to keep
        before = whole_state(review)
        do(file, review, edit)
        after = whole_state(review)
        for _ in range(2):
            undo(file, review)
            assert whole_state(review) == before
            assert whole_state(restored(file, source)) == before
            redo(file, review)
            assert whole_state(review) == after
            assert whole_state(restored(file, source)) == after
