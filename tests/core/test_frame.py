"""The checks of a folder on one frame say what core.checks says, to the last digit."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cells import CellRef, CellStatus, TableKind, Value
from core.checks import CheckId, Outcome, run_checks
from core.edits import Correction, SetCorrection
from core.frame import (
    ReportFrame,
    check_frame,
    frame_of_cells,
    frame_of_reviews,
    frame_of_values,
)
from tests.factories import form_of, report_of, review_of, zeros

FORM = form_of("2021")
Looked = tuple[Value | None, CellStatus]
CHECKED = [ref for ref in FORM.index.refs if ref.table is not TableKind.PROACTIVE]

figure = st.one_of(
    st.integers(0, 9),
    st.integers(-(2**60), 2**60),
    st.decimals(-100, 100, places=2),
)
looked: st.SearchStrategy[Looked] = st.one_of(
    figure.map(lambda value: (value, CellStatus.READ)),
    st.sampled_from(
        [
            (None, CellStatus.BLANK),
            (None, CellStatus.MISSING),
            (None, CellStatus.INVALID),
            (None, CellStatus.AMBIGUOUS),
        ]
    ),
)


def values_of(changes: dict[CellRef, Looked]) -> list[Looked]:
    return [changes.get(ref, (0, CellStatus.READ)) for ref in FORM.index.refs]


def assert_same(frame: ReportFrame, rows: list[list[Looked]]) -> None:
    results = check_frame(frame)
    for row, values in enumerate(rows):
        true = run_checks(FORM.checks, lambda ref, v=values: v[FORM.index.positions[ref]])  # type: ignore[misc]
        for at, check in enumerate(FORM.checks):
            assert results.outcome(row, at) is true[check.id].outcome
            assert results.sides(row, at) == (true[check.id].left, true[check.id].right)


@settings(max_examples=60, deadline=None)
@given(
    reports=st.lists(
        st.dictionaries(st.sampled_from(CHECKED), looked, max_size=12), min_size=1, max_size=6
    )
)
def test_verdicts_are_those_of_the_checks(reports: list[dict[CellRef, Looked]]) -> None:
    rows = [values_of(changes) for changes in reports]
    frame = frame_of_values(FORM, ((f"{at}.txt", row) for at, row in enumerate(rows)))
    assert_same(frame, rows)


def test_a_blank_passes_on_an_assumption_or_stays_undecided() -> None:
    received, total = (
        CellRef(TableKind.REQUESTS, "received", column) for column in ("natural_person", "total")
    )
    rows = [
        values_of({received: (None, CellStatus.BLANK)}),
        values_of({received: (None, CellStatus.BLANK), total: (4, CellStatus.READ)}),
        values_of({received: (None, CellStatus.MISSING)}),
        values_of({total: (4, CellStatus.READ)}),
    ]
    frame = frame_of_values(FORM, ((f"{at}.txt", row) for at, row in enumerate(rows)))
    results = check_frame(frame)
    check = [check.id for check in FORM.checks].index(CheckId("requests.sum.received"))
    assert [results.outcome(row, check) for row in range(4)] == [
        Outcome.PASS,
        Outcome.UNDECIDED,
        Outcome.UNDECIDED,
        Outcome.FAIL,
    ]
    assert results.failing() == [1, 3]  # in row 1 the column of the totals has no blank
    assert results.counts()[CheckId("requests.sum.received")] == {
        Outcome.PASS: 1,
        Outcome.FAIL: 1,
        Outcome.UNDECIDED: 2,
    }


def test_sums_beyond_an_int64_are_exact() -> None:
    huge = 10**30
    part, total = (
        CellRef(TableKind.DISPUTES, "reconsideration", column) for column in ("upheld", "total")
    )
    rows = [
        values_of({part: (huge + 1, CellStatus.READ), total: (huge, CellStatus.READ)}),
        values_of(
            {part: (Decimal("1.5"), CellStatus.READ), total: (Decimal("1.50"), CellStatus.READ)}
        ),
    ]
    frame = frame_of_values(FORM, ((f"{at}.txt", row) for at, row in enumerate(rows)))
    assert_same(frame, rows)
    assert check_frame(frame).failing() == [0]


def test_amounts_with_decimals_do_not_make_a_report_odd() -> None:
    fees = CellRef(TableKind.PROACTIVE, "fees", "amount")
    frame = frame_of_values(
        FORM, [("a.txt", values_of({fees: (Decimal("75.058"), CellStatus.READ)}))]
    )
    assert frame.odd == {}
    assert frame.to_pandas().loc["a.txt", fees.name] == Decimal("75.058")


def test_the_pandas_frame_tells_0_from_nothing() -> None:
    row = values_of({CHECKED[0]: (None, CellStatus.BLANK), CHECKED[1]: (7, CellStatus.READ)})
    data = frame_of_values(FORM, [("a.txt", row)]).to_pandas()
    assert data.shape == (1, len(FORM.index))
    assert list(data.columns) == list(FORM.index.names)
    assert data[CHECKED[0].name].isna().all()
    assert data.loc["a.txt", CHECKED[1].name] == 7
    assert data.loc["a.txt", CHECKED[2].name] == 0


def test_reviews_come_with_their_corrections_and_only_on_their_form() -> None:
    cell = CellRef(TableKind.DISPUTES, "reconsideration", "total")
    review = review_of(report_of(FORM, zeros(FORM)))
    review.apply(SetCorrection(cell, Correction(3)))
    other = review_of(report_of(form_of("2019"), zeros(form_of("2019"))))
    frame = frame_of_reviews(FORM, [review, other])
    assert frame.sources == ("report.txt",)
    assert check_frame(frame).failing() == [0]


def test_readings_give_the_same_frame_as_their_reviews() -> None:
    report = report_of(FORM, zeros(FORM))
    read = frame_of_cells(FORM, [("report.txt", report.reading.cells.in_order)])
    reviewed = frame_of_reviews(FORM, [review_of(report)])
    assert (read.numbers == reviewed.numbers).all()
    assert (read.gaps == reviewed.gaps).all()


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_a_folder_without_reports_is_no_trouble(form: str) -> None:
    results = check_frame(frame_of_values(form_of(form), []))
    assert results.failing() == []
