"""After any edits the checks say what they would say if all were run anew."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from core.cells import CellRef, TableKind, Value
from core.checks import run_checks
from core.edits import Correction, SetCorrection
from tests.factories import form_of, report_of, review_of, zeros

FORM = form_of("2021")
CHECKED = [ref for ref in FORM.index.refs if ref.table is not TableKind.PROACTIVE]
value = st.one_of(st.none(), st.integers(0, 99), st.just(Decimal(4)))
edit = st.tuples(
    st.sampled_from(CHECKED[:30] + CHECKED[-8:]), st.one_of(st.none(), st.builds(Correction, value))
)


@settings(max_examples=80, deadline=None)
@given(
    start=st.dictionaries(st.sampled_from(CHECKED[:30]), value, max_size=5),
    edits=st.lists(edit, max_size=12),
)
def test_checks_after_edits_are_those_of_a_fresh_run(
    start: dict[CellRef, Value | None], edits: list[tuple[CellRef, Correction | None]]
) -> None:
    review = review_of(report_of(FORM, zeros(FORM) | start))
    for ref, correction in edits:
        change = review.apply(SetCorrection(ref, correction))
        assert review.results == run_checks(FORM.checks, review.look)
        review.apply(change.inverse)
        assert review.results == run_checks(FORM.checks, review.look)
        review.apply(change.edit)
