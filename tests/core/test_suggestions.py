"""Suggestions: the true repair first, nothing broken, nothing applied, the blame where it belongs."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.cells import Candidate, Cell, CellRef, CellStatus, Span, TableKind, Value
from core.checks import CheckId, Outcome, run_checks
from core.edits import Correction, Mark, SetCorrection, SetMark, Verdict
from core.extract.reader import read_report
from core.narrative import read_claims
from core.reports import Report
from core.review import Review
from core.suggestions import (
    Slip,
    Suggestion,
    SuggestionKind,
    Witness,
    demanded_values,
    suggest,
    suggestion_edit,
)
from core.suggestions.slips import slip_between
from core.text import read_text
from tests.bench._corruption import Experiment, _matrix, _singles, cases, experiments
from tests.factories import ambiguous, form_of, report_of, review_of, zeros

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
FORM = form_of("2021")


def ref(name: str) -> CellRef:
    return CellRef.parse(name)


def figures(**by_row: dict[str, int]) -> dict[CellRef, Value]:
    """Zeros, but for the rows of table 三 given as {column: figure}."""
    values: dict[CellRef, Value] = zeros(FORM)
    for row, columns in by_row.items():
        for column, value in columns.items():
            values[CellRef(TableKind.REQUESTS, row, column)] = value
    return values


def balanced() -> dict[CellRef, Value]:
    """A small office's report: 64 applications, 61 done, 3 left."""
    return figures(
        received={"natural_person": 45, "enterprise": 19, "total": 64},
        granted={"natural_person": 28, "enterprise": 17, "total": 45},
        denied_process={"natural_person": 14, "enterprise": 2, "total": 16},
        results_total={"natural_person": 42, "enterprise": 19, "total": 61},
        carried_out={"natural_person": 3, "enterprise": 0, "total": 3},
    )


def sample(number: str) -> Review:
    path = next(SAMPLES.glob(f"{number}_*.txt"))
    text = read_text(path)
    return review_of(Report(path.name, text, read_report(text, path.name)))


def by_name(suggestion: Suggestion) -> dict[str, Value | None]:
    return {cell.name: value for cell, value in suggestion.cells.items()}


def outcomes_with(review: Review, cells: dict[CellRef, Value]) -> dict[CheckId, Outcome]:
    """The outcomes if `cells` had these values."""

    def look(cell: CellRef) -> tuple[Value | None, CellStatus]:
        return (cells[cell], CellStatus.READ) if cell in cells else review.look(cell)

    return {id: result.outcome for id, result in run_checks(review.form.checks, look).items()}


# --- the experiments ------------------------------------------------------------------------------


@pytest.mark.parametrize("experiment", experiments(), ids=lambda e: e.name)
def test_the_true_repair_comes_first(experiment: Experiment) -> None:
    first = total = 0
    for case in cases(experiment, count=40, ask=False):
        printed = case.right if experiment.is_source_right else None
        review = review_of(report_of(case.form, case.faulty, printed=printed))
        suggestions = suggest(review)
        total += 1
        first += bool(suggestions) and dict(suggestions[0].cells) == case.repair
    assert first / total >= experiment.goal


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    changes=st.dictionaries(
        st.sampled_from([r for r in FORM.index.refs if r.table is not TableKind.PROACTIVE]),
        st.one_of(st.none(), st.integers(0, 120)),
        max_size=6,
    )
)
def test_every_suggestion_mends_what_it_says_and_breaks_nothing(
    changes: dict[CellRef, int | None],
) -> None:
    review = review_of(report_of(FORM, balanced() | changes))
    before = outcomes_with(review, {})
    for suggestion in suggest(review):
        after = outcomes_with(review, dict(suggestion.cells))
        assert suggestion.mends
        assert all(after[check] is Outcome.PASS for check in suggestion.mends)
        assert all(before[check] is not Outcome.PASS for check in suggestion.mends)
        assert not [id for id in before if before[id] is Outcome.PASS is not after[id]]
        assert not [id for id in before if after[id] is Outcome.FAIL is not before[id]]
        assert all(isinstance(value, int) and value >= 0 for value in suggestion.cells.values())


@settings(max_examples=60, deadline=None)
@given(
    cell=st.sampled_from([r for r in FORM.index.refs if r.table is not TableKind.PROACTIVE]),
    value=st.integers(0, 200),
)
def test_every_repair_by_one_cell_is_found(cell: CellRef, value: int) -> None:
    values = balanced() | {cell: value}
    review = review_of(report_of(FORM, values))
    import numpy as np

    matrix = _matrix(FORM)
    numbers = np.array([int(values[r]) for r in FORM.index.refs])
    true = {FORM.index.refs[at] for at in _singles(matrix, numbers, matrix @ numbers)}
    found = {next(iter(s.cells)) for s in suggest(review) if len(s.cells) == 1}
    # Of a check whose five cells might each be wrong, the most plausible few are listed.
    assert found <= true
    assert found == true or len(true) > 3


# --- the samples ----------------------------------------------------------------------------------


def test_three_wrong_cells_that_hang_together_are_found() -> None:
    """Two in one row, two in one column: no change of one or two cells mends what they break."""
    values = balanced()
    chain = [
        ref("requests.granted.natural_person"),
        ref("requests.granted.enterprise"),
        ref("requests.denied_process.enterprise"),
    ]
    faulty = dict(values)
    for cell, by in zip(chain, (10, 7, 20), strict=True):
        faulty[cell] += by
    told = suggest(review_of(report_of(FORM, faulty)))
    assert {cell: values[cell] for cell in chain} in [dict(one.cells) for one in told]


def test_sample_001_total_was_not_brought_up_to_date() -> None:
    review = sample("001")
    first, *_ = suggest(review)
    assert by_name(first) == {
        "requests.results_total.natural_person": 61,
        "requests.results_total.total": 61,
    }
    assert set(first.mends) == {
        "requests.flow.natural_person",
        "requests.flow.total",
        "requests.results.natural_person",
        "requests.results.total",
    }
    assert first.kind is SuggestionKind.REPORT
    assert [reason.slip for reason in first.reasons] == [Slip.TOTAL_STALE]
    assert not review.corrections
    assert len(review.failing) == 4


def test_sample_000_both_readings_that_balance_are_offered() -> None:
    review = sample("000")
    upheld, corrected = (ref(f"disputes.litigation_after.{c}") for c in ("upheld", "corrected"))
    offered = [
        (suggestion.cells[upheld], suggestion.cells[corrected]) for suggestion in suggest(review)
    ]
    assert sorted(offered) == [(0, 1), (1, 0)]
    assert all(s.kind is SuggestionKind.READING for s in suggest(review))


@pytest.mark.parametrize("number", ["002", "003", "004"])
def test_samples_without_failing_checks_get_no_suggestion(number: str) -> None:
    assert suggest(sample(number)) == ()


# --- blame ----------------------------------------------------------------------------------------


def test_what_the_source_prints_is_a_wrong_reading() -> None:
    wrong = balanced() | {ref("requests.granted.natural_person"): 82}
    review = review_of(report_of(FORM, wrong, printed=balanced()))
    first, *_ = suggest(review)
    assert by_name(first) == {"requests.granted.natural_person": 28}
    assert first.kind is SuggestionKind.READING
    assert first.witnesses == {ref("requests.granted.natural_person"): (Witness.SOURCE,)}


def test_a_correction_that_breaks_a_balance_is_suggested_away() -> None:
    review = review_of(report_of(FORM, balanced()))
    review.apply(SetCorrection(ref("requests.granted.total"), Correction(54)))
    first, *_ = suggest(review)
    assert by_name(first) == {"requests.granted.total": 45}
    assert first.kind is SuggestionKind.READING


def test_neighbours_read_in_the_wrong_order_are_told_by_their_place_in_the_text() -> None:
    one, other = ref("requests.granted.natural_person"), ref("requests.granted.enterprise")
    report = report_of(FORM, balanced())
    cells = report.reading.cells
    crossed = report_of(FORM, balanced(), cells={one: cells[other], other: cells[one]})
    first, *_ = suggest(review_of(crossed))
    assert dict(first.cells) == {one: 28, other: 17}
    assert first.kind is SuggestionKind.READING


def test_taking_up_a_wrong_reading_corrects_it_and_can_be_undone() -> None:
    wrong = balanced() | {ref("requests.granted.natural_person"): 82}
    review = review_of(report_of(FORM, wrong, printed=balanced()))
    first, *_ = suggest(review)
    change = review.apply(suggestion_edit(review, first, "why"))
    assert review.failing == ()
    assert review.corrections[ref("requests.granted.natural_person")] == Correction(28, None, "why")
    review.apply(change.inverse)
    assert review.corrections == {}
    assert len(review.failing) == 2


def test_taking_up_the_reports_own_error_marks_the_checks_and_keeps_the_cells() -> None:
    review = sample("001")
    first, *_ = suggest(review)
    review.apply(suggestion_edit(review, first, "应为 61"))
    assert review.corrections == {}
    assert review.open_checks == ()
    assert {review.marks[check].verdict for check in first.mends} == {Verdict.FAILS}
    assert {review.marks[check].note for check in first.mends} == {"应为 61"}


def test_parts_with_different_blame_are_not_one_suggestion() -> None:
    granted, received = ref("requests.granted.natural_person"), ref("requests.received.enterprise")
    wrong = balanced() | {granted: 82, received: 91}
    review = review_of(report_of(FORM, wrong, printed=balanced() | {received: 91}))
    suggestions = suggest(review)
    assert [len(suggestion.cells) for suggestion in suggestions[:2]] == [1, 1]
    assert {s.kind for s in suggestions[:2]} == set(SuggestionKind)


def test_independent_parts_follow_the_whole() -> None:
    granted, received = ref("requests.granted.natural_person"), ref("requests.received.enterprise")
    review = review_of(report_of(FORM, balanced() | {granted: 82, received: 91}))
    whole, *parts = suggest(review)
    assert dict(whole.cells) == {granted: 28, received: 19}
    assert {granted: 28} in [dict(part.cells) for part in parts]
    assert {received: 19} in [dict(part.cells) for part in parts]


# --- evidence -------------------------------------------------------------------------------------


def test_the_narrative_decides_between_cells_of_one_equation() -> None:
    total = ref("disputes.reconsideration.total")
    values = balanced() | {ref("disputes.reconsideration.upheld"): 2, total: 7}
    sentence = "2021年，因政府信息公开被申请行政复议2件。"
    report = report_of(FORM, values, narrative=sentence, year=2021)
    review = review_of(report)
    claims = read_claims(report.text, report.reading, FORM)
    told, *_ = suggest(review, claims=claims)
    assert dict(told.cells) == {total: 2}
    assert told.witnesses[total] == (Witness.NARRATIVE,)
    assert told.cost < min(s.cost for s in suggest(review) if s.cells == told.cells)


def test_last_years_report_confirms_what_was_carried_in() -> None:
    cell = ref("requests.carried_in.natural_person")
    review = review_of(report_of(FORM, balanced() | {cell: 5}))
    last = review_of(report_of(FORM, zeros(FORM), year=2019))
    first, *_ = suggest(review, last_year=last)
    assert dict(first.cells) == {cell: 0}
    assert first.witnesses == {cell: (Witness.LAST_YEAR,)}


def test_a_check_that_does_not_apply_is_left_out() -> None:
    review = review_of(report_of(FORM, balanced() | {ref("disputes.reconsideration.total"): 3}))
    assert suggest(review)
    check = CheckId("disputes.sum.reconsideration")
    review.apply(SetMark(check, review.mark_for(check, Mark(Verdict.NOT_APPLICABLE))))
    assert suggest(review) == ()


def test_ambiguous_cells_of_a_row_are_chosen_together() -> None:
    """A row of six figures for seven columns: the lost one may be the first or any other."""
    values = balanced()
    row = [
        r for r in FORM.index.refs if r.table is TableKind.REQUESTS and r.row == "denied_process"
    ]
    right = [14, 2, 0, 0, 0, 0, 16]
    shifted = [0, 14, 2, 0, 0, 0, 0]
    cells = {
        cell: ambiguous(a, b) for cell, a, b in zip(row, shifted, right, strict=True) if a != b
    }
    first, *rest = suggest(review_of(report_of(FORM, values, cells=cells)))
    assert [first.cells.get(cell, 0) for cell in row] == right
    assert rest == []
    assert [reason.slip for reason in first.reasons] == [Slip.CHOICE]


def candidates(text: str, *values: Value | None) -> Cell:
    """An ambiguous cell; a figure is found in the text of the line, nothing printed is a blank."""
    found = [
        Candidate(value, None if value is None else str(value), _place(text, value))
        for value in values
    ]
    return Cell(None, None, None, CellStatus.AMBIGUOUS, None, tuple(found))


def _place(text: str, value: Value | None) -> Span | None:
    if value is None:
        return None
    start = text.index(str(value))
    return Span(start, start + len(str(value)))


def test_figures_keep_their_order_and_none_is_used_twice() -> None:
    """14 2 16 where blanks vanished: 16 can only be the total, and 14 stands before 2."""
    row = [
        r for r in FORM.index.refs if r.table is TableKind.REQUESTS and r.row == "denied_process"
    ]
    line = "14 2 16"
    cells = {
        row[0]: candidates(line, 14, None),
        row[1]: candidates(line, 2, 14, None),
        row[2]: candidates(line, None, 16, 2, 14),
        **{cell: candidates(line, None, 16, 2) for cell in row[3:6]},
        row[6]: candidates(line, 16, None),
    }
    review = review_of(report_of(FORM, balanced(), cells=cells))
    for suggestion in suggest(review):
        figures = [suggestion.cells[cell] for cell in row]
        assert [figure for figure in figures if figure is not None] == [14, 2, 16]
        assert figures[-1] == 16
    first, *_ = suggest(review)
    assert [first.cells[cell] for cell in row] == [14, 2, None, None, None, None, 16]
    review.apply(suggestion_edit(review, first, "why"))
    assert review.corrections[row[2]] == Correction(None, None, "why")
    assert review.failing == ()


def test_lines_are_chosen_so_that_they_fit_each_other() -> None:
    """Both rows may stand one column to the right; the totals below allow it of neither."""
    values = figures(
        received={"natural_person": 5, "total": 5},
        granted={"natural_person": 3, "total": 3},
        partly_granted={"natural_person": 2, "total": 2},
        results_total={"natural_person": 5, "total": 5},
    )
    cells = {}
    for row, figure in (("granted", 3), ("partly_granted", 2)):
        cells[ref(f"requests.{row}.natural_person")] = ambiguous(0, figure)
        cells[ref(f"requests.{row}.enterprise")] = ambiguous(figure, 0)
    offered = suggest(review_of(report_of(FORM, values, cells=cells)))
    first = {suggestion.reasons[0].cells[0].row: suggestion for suggestion in reversed(offered)}
    for row, figure in (("granted", 3), ("partly_granted", 2)):
        assert first[row].cells[ref(f"requests.{row}.natural_person")] == figure
        assert first[row].cells[ref(f"requests.{row}.enterprise")] == 0


# --- demanded values ------------------------------------------------------------------------------


def without(values: dict[CellRef, Value], *names: str) -> dict[CellRef, Value | None]:
    return {cell: value for cell, value in values.items() if cell.name not in names}


def test_a_missing_cell_shows_what_its_equations_demand() -> None:
    values = without(balanced(), "requests.granted.total", "requests.granted.natural_person")
    assert demanded_values(review_of(report_of(FORM, values))) == {
        ref("requests.granted.natural_person"): 28,
        ref("requests.granted.total"): 45,
    }


def test_blanks_beside_a_total_of_zero_are_zero() -> None:
    blanks = {
        cell: None
        for cell in FORM.index.refs
        if cell.row == "unprocessed_repeat" and cell.column != "total"
    }
    demanded = demanded_values(review_of(report_of(FORM, balanced() | blanks)))
    assert demanded == dict.fromkeys(blanks, 0)


def test_nothing_is_demanded_where_equations_contradict_each_other() -> None:
    values = without(balanced(), "requests.granted.natural_person")
    values[ref("requests.granted.total")] = 99
    demanded = demanded_values(review_of(report_of(FORM, values)))
    assert ref("requests.granted.natural_person") not in demanded


def test_a_rectangle_of_missing_cells_has_no_single_answer() -> None:
    names = [
        f"requests.{row}.{column}"
        for row in ("granted", "denied_process")
        for column in ("natural_person", "enterprise")
    ]
    assert demanded_values(review_of(report_of(FORM, without(balanced(), *names)))) == {}


def test_a_single_suspect_shows_its_value_and_rivals_show_none() -> None:
    cell = ref("requests.granted.natural_person")
    assert demanded_values(review_of(report_of(FORM, balanced() | {cell: 82}))) == {cell: 28}
    rivals = balanced() | {ref("disputes.reconsideration.total"): 3}
    assert demanded_values(review_of(report_of(FORM, rivals))) == {}


# --- slips ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "slip"),
    [
        (61, 16, Slip.TRANSPOSED),
        (61, 91, Slip.DIGIT_CHANGED),
        (68, 63, Slip.MISREAD),
        (6, 61, Slip.DIGIT_LOST),
        (611, 61, Slip.DIGIT_ADDED),
        (61000, 61, Slip.MAGNITUDE),
        (-61, 61, Slip.SIGN),
        (0, 61, Slip.LEFT_OUT),
        (None, 61, Slip.LEFT_OUT),
        (61, 0, Slip.NOT_ZERO),
        (61, 9347, Slip.OTHER),
        (Decimal("16.0"), 61, Slip.TRANSPOSED),
    ],
)
def test_slips_are_told_apart(old: Value | None, new: int, slip: Slip) -> None:
    assert slip_between(old, new)[0] is slip


def test_a_form_without_figures_is_no_trouble() -> None:
    review = review_of(report_of(FORM, {}))
    assert suggest(review) == ()
    assert demanded_values(review) == {}


def test_forms_of_both_years_are_searched() -> None:
    form = form_of("2019")
    values: dict[CellRef, Value] = zeros(form) | {ref("requests.other.total"): 4}
    first, *_ = suggest(review_of(report_of(form, values)))
    assert by_name(first) == {"requests.other.total": 0}


def test_a_slip_of_the_reviewer_is_taken_back_not_blamed_on_the_report() -> None:
    text = read_text(SAMPLES / "001_3ec8066f863f1309.txt")
    report = Report("001.txt", text, read_report(text))
    review = Review(report, {"2019": form_of("2019")}, lambda report, form: report.reading)
    typed = CellRef.parse("requests.received.enterprise")
    review.apply(SetCorrection(typed, Correction(40)))

    first, second = suggest(review)

    assert (first.kind, dict(first.cells)) == (SuggestionKind.READING, {typed: 0})
    assert second.kind is SuggestionKind.REPORT
    assert {ref.row for ref in second.cells} == {"results_total"}
