"""The verification degree: who confirms which figure."""

from core.cells import CellRef, TableKind
from core.edits import Correction, SetCorrection
from core.narrative import read_claims
from core.verification import (
    StatementKind,
    confirmations,
    degrees,
)
from tests.factories import form_of, report_of, review_of, zeros

FORM = form_of("2021")


def ref(name: str) -> CellRef:
    return CellRef.parse(name)


def figures() -> dict[CellRef, int | None]:
    values: dict[CellRef, int | None] = dict(zeros(FORM))
    for row in ("carried_in", "granted", "results_total"):
        for column in ("natural_person", "total"):
            values[ref(f"requests.{row}.{column}")] = 4
    return values


def test_equations_confirm_unless_they_hold_as_0_equals_0() -> None:
    degree = degrees(confirmations(review_of(report_of(FORM, figures()))))
    assert degree[ref("requests.granted.natural_person")] == 2
    assert degree[ref("requests.granted.enterprise")] == 1  # its row, not its empty column
    assert degree[ref("requests.denied_process.enterprise")] == 0
    assert degree[ref("disputes.reconsideration.total")] == 0


def test_nothing_confirms_table_two_within_a_year() -> None:
    values = figures() | {ref("proactive.licensing.decisions"): 42}
    degree = degrees(confirmations(review_of(report_of(FORM, values))))
    assert {degree[cell] for cell in degree if cell.table is TableKind.PROACTIVE} == {0}


def test_a_failing_check_and_an_assumption_confirm_nothing() -> None:
    review = review_of(report_of(FORM, figures()))
    review.apply(SetCorrection(ref("requests.granted.enterprise"), Correction(None)))
    degree = degrees(confirmations(review))
    assert degree[ref("requests.granted.enterprise")] == 0
    assert degree[ref("requests.granted.natural_person")] == 1
    review.apply(SetCorrection(ref("requests.granted.natural_person"), Correction(5)))
    assert degrees(confirmations(review))[ref("requests.granted.natural_person")] == 0


def test_narrative_and_last_year_count_as_statements() -> None:
    report = report_of(
        FORM, figures(), narrative="2021年，本单位未收到政府信息公开申请。", year=2021
    )
    review = review_of(report)
    last_values = dict(zeros(FORM)) | {ref("requests.carried_out.natural_person"): 4}
    last = review_of(report_of(FORM, last_values, year=2020))
    claims = read_claims(report.text, report.reading, FORM)
    told = confirmations(review, claims, last)
    received = told[ref("requests.received.total")]
    assert StatementKind.NARRATIVE in {statement.kind for statement in received}
    carried = told[ref("requests.carried_in.natural_person")]
    assert StatementKind.LAST_YEAR in {statement.kind for statement in carried}
    other = told[ref("requests.carried_in.enterprise")]
    assert StatementKind.LAST_YEAR not in {statement.kind for statement in other}
