"""Invents values of core for property tests: any edit, any reading, whatever a reviewer or a reader may make."""

from decimal import Decimal

from hypothesis import strategies as st

from core.cells import MISSING_CELL, Candidate, Cell, CellStatus, Span, Value
from core.checks import CheckId
from core.edits import (
    Correction,
    Edit,
    EditGroup,
    IdentityField,
    Mark,
    ReviewState,
    SetCorrection,
    SetDismissal,
    SetIdentity,
    SetMark,
    SetNote,
    SetState,
    Verdict,
)
from core.findings import Finding
from core.forms import Form, load_forms
from core.reports import Identified, Reading, ReportKind
from core.tables import Cells

TEXTS = st.text(max_size=20)
COUNTS = st.integers(0, 10**12)
AMOUNTS = st.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=4) | st.sampled_from(
    [Decimal("1.50"), Decimal("0.00"), Decimal("1E+2"), Decimal("12345678901234567890.1")]
)
VALUES: st.SearchStrategy[Value] = COUNTS | st.integers(-(10**6), -1) | AMOUNTS
UNITS = st.sampled_from([None, "元", "万元", "亿元"])
FORMS = st.sampled_from(sorted(load_forms())).map(lambda id: load_forms()[id])
REFS = FORMS.flatmap(lambda form: st.sampled_from(form.index.refs))
CHECKS: st.SearchStrategy[CheckId] = FORMS.flatmap(
    lambda form: st.sampled_from(sorted(form.checks_by_id))
)

CORRECTIONS = st.builds(Correction, st.none() | VALUES, UNITS, TEXTS)
MARKS = st.builds(
    Mark,
    st.sampled_from(Verdict),
    TEXTS,
    st.lists(st.tuples(REFS, st.none() | VALUES), max_size=5).map(tuple),
)
SINGLE_EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(SetCorrection, REFS, st.none() | CORRECTIONS),
    st.builds(SetMark, CHECKS, st.none() | MARKS),
    st.builds(SetNote, TEXTS),
    st.builds(SetState, st.sampled_from(ReviewState)),
    st.builds(SetIdentity, st.sampled_from(IdentityField), st.none() | TEXTS),
    st.builds(SetDismissal, TEXTS, st.booleans()),
)
EDITS: st.SearchStrategy[Edit] = st.recursive(
    SINGLE_EDITS,
    lambda parts: st.lists(parts, max_size=5).map(lambda edits: EditGroup(tuple(edits))),
    max_leaves=8,
)

SPANS = st.tuples(st.integers(0, 10**6), st.integers(0, 100)).map(
    lambda pair: Span(pair[0], pair[0] + pair[1])
)
CANDIDATES = st.builds(Candidate, st.none() | VALUES, st.none() | TEXTS, st.none() | SPANS)
CELLS = st.just(MISSING_CELL) | st.builds(
    Cell,
    st.none() | VALUES,
    st.none() | TEXTS,
    st.none() | SPANS,
    st.sampled_from(CellStatus),
    UNITS,
    st.lists(CANDIDATES, max_size=3).map(tuple),
)
PARAMS = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS | AMOUNTS,
    lambda parts: st.lists(parts, max_size=3).map(tuple),
    max_leaves=4,
)
FINDINGS = st.builds(
    Finding,
    st.sampled_from(["blank_cell", "row_missing", "surplus_value"]),
    st.lists(REFS, max_size=3).map(tuple),
    st.none() | SPANS,
    st.dictionaries(TEXTS, PARAMS, max_size=3),
)
IDENTIFIED = st.builds(
    Identified, TEXTS, st.none() | SPANS, st.sampled_from(["title", "file_name"])
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any Reading under either form: a few cells are anything at all, the others repeat them."""
    form: Form = draw(FORMS)
    some = draw(st.lists(CELLS, min_size=1, max_size=12))
    order = draw(st.permutations(range(len(some))))
    cells = [some[order[at % len(some)]] for at in range(len(form.index))]
    return Reading(
        draw(st.sampled_from(ReportKind)),
        form.id,
        draw(st.none() | IDENTIFIED),
        draw(st.none() | IDENTIFIED),
        Cells.of(form.index, cells),
        tuple(draw(st.lists(FINDINGS, max_size=3))),
    )


def exact(value: object) -> object:
    """`value` such that 1 and 1.00, which compare equal, differ."""
    return (type(value), str(value)) if isinstance(value, Decimal | int) else value
