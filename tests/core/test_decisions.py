"""What edits add up to, whatever they are, and the way from one standing to another."""

from hypothesis import given
from hypothesis import strategies as st

from core.decisions import Decisions, decisions_after, edits_between, single_edits
from core.edits import Edit, EditGroup, IdentityField, SetIdentity, SetNote
from core.forms import load_forms
from core.review import Review
from tests.core.strategies import EDITS
from tests.factories import form_of, report_of, zeros

MANY = st.lists(EDITS, max_size=5)


def test_nothing_adds_up_to_nothing() -> None:
    assert decisions_after([]) == Decisions()
    assert edits_between(Decisions(), Decisions()) == ()


@given(MANY, MANY)
def test_there_is_a_way_from_any_standing_to_any_other(one: list[Edit], other: list[Edit]) -> None:
    before, after = decisions_after(one), decisions_after(other)
    way = edits_between(before, after)
    assert decisions_after([*one, *way]) == after
    assert decisions_after([*other, *edits_between(after, before)]) == before
    assert edits_between(after, after) == ()


@given(MANY)
def test_a_group_is_its_parts(edits: list[Edit]) -> None:
    assert decisions_after([EditGroup(tuple(edits))]) == decisions_after(edits)
    assert not any(isinstance(edit, EditGroup) for edit in single_edits(EditGroup(tuple(edits))))


@given(MANY)
def test_a_review_follows_as_the_journal_says(edits: list[Edit]) -> None:
    """Replaying one by one and resuming at once lead to the same place."""
    known = [
        edit
        for group in edits
        for edit in single_edits(group)
        if not isinstance(edit, SetIdentity)
        or edit.field is not IdentityField.FORM
        or edit.value in {"2019", "2021", None}
    ]
    report = report_of(form_of("2021"), zeros(form_of("2021")))
    reread = lambda report, form: report_of(form_of(form), zeros(form_of(form))).reading  # noqa: E731
    stepwise = Review(report, load_forms(), reread)
    for edit in known:
        stepwise.replay(edit)
    at_once = Review(report, load_forms(), reread)
    at_once.resume(decisions_after(known))
    assert at_once.decisions == stepwise.decisions == decisions_after(known)
    assert at_once.results == stepwise.results
    assert at_once.form is stepwise.form


@given(MANY)
def test_undoing_in_reverse_leads_back(edits: list[Edit]) -> None:
    report = report_of(form_of("2021"), zeros(form_of("2021")))
    reread = lambda report, form: report_of(form_of(form), zeros(form_of(form))).reading  # noqa: E731
    review = Review(report, load_forms(), reread)
    before = review.decisions
    inverses = [review.replay(edit).inverse for edit in edits]
    for inverse in reversed(inverses):
        review.replay(inverse)
    assert review.decisions == before


def test_a_form_that_this_version_lacks_is_passed_over() -> None:
    report = report_of(form_of("2021"), zeros(form_of("2021")))
    review = Review(report, load_forms(), lambda report, form: report.reading)
    review.resume(decisions_after([SetIdentity(IdentityField.FORM, "2031"), SetNote("x")]))
    assert review.form.id == "2021"
    assert review.note == "x"
