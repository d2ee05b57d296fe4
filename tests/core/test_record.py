"""The extraction record keeps its contract: keys and their order, every cell, exact spans and numbers."""

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from core.cells import MISSING_CELL, Candidate, Cell, CellRef, CellStatus, Span
from core.extract.reader import read_report
from core.findings import Finding
from core.folder import list_reports, read_one
from core.forms import Form, load_forms
from core.record import RecordJob, record_line
from core.reports import Identified, Reading, Report, ReportKind
from core.tables import Cells
from core.text import source_text
from core.wording import Language, Wording

FORMS = load_forms()
CHINESE, ENGLISH = Wording(Language.CHINESE), Wording(Language.ENGLISH)
AMOUNT = CellRef.parse("proactive.procurement.amount")
RECEIVED = CellRef.parse("requests.received.total")


def _report(
    cells: dict[CellRef, Cell],
    *,
    text: str = "",
    form: str = "2019",
    findings: Sequence[Finding] = (),
    unit: str | None = "某街道",
) -> Report:
    order = FORMS[form].index
    reading = Reading(
        ReportKind.ANNUAL_REPORT,
        form,
        Identified(unit) if unit else None,
        Identified("2020") if unit else None,
        Cells.of(order, [cells.get(ref, MISSING_CELL) for ref in order.refs]),
        tuple(findings),
    )
    return Report("夹/报告.txt", source_text(text), reading)


def _record(report: Report, wording: Wording = CHINESE) -> dict[str, object]:
    return json.loads(record_line(report, FORMS[report.reading.form], wording))


def _cell(report: Report, ref: CellRef) -> dict[str, object]:
    cells = _record(report)["cells"]
    assert isinstance(cells, dict)
    return cells[ref.name]


def _read(number: int) -> Cell:
    return Cell(number, str(number), Span(0, len(str(number))), CellStatus.READ)


def test_keys_are_there_in_the_order_of_the_contract() -> None:
    assert list(_record(_report({}))) == [
        "source",
        "unit",
        "year",
        "form",
        "kind",
        "cells",
        "checks",
        "findings",
        "suggestions",
    ]


def test_identity_is_text_but_the_year_is_a_number() -> None:
    record = _record(_report({}))
    assert (record["source"], record["unit"], record["year"], record["form"], record["kind"]) == (
        "夹/报告.txt",
        "某街道",
        2020,
        "2019",
        "annual_report",
    )


def test_unknown_unit_and_year_are_null() -> None:
    record = _record(_report({}, unit=None))
    assert record["unit"] is None
    assert record["year"] is None


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_every_cell_of_the_form_is_there_in_its_order(form: Form) -> None:
    cells = _record(_report({}, form=form.id))["cells"]
    assert isinstance(cells, dict)
    assert tuple(cells) == form.index.names
    assert len(cells) == {"2019": 198, "2021": 200}[form.id]


def test_a_read_count() -> None:
    report = _report({RECEIVED: Cell(61, "61", Span(1021, 1023), CellStatus.READ)})
    expected = {"value": 61, "raw": "61", "span": [1021, 1023], "status": "read"}
    assert _cell(report, RECEIVED) == expected
    assert list(_cell(report, RECEIVED)) == list(expected)


def test_an_amount_keeps_its_decimals_and_names_its_unit() -> None:
    cell = Cell(Decimal("145540.00"), "145540.00", Span(7, 16), CellStatus.READ, "万元")
    line = record_line(_report({AMOUNT: cell}), FORMS["2019"], CHINESE)
    assert '"value": 145540.00, "raw": "145540.00"' in line
    assert _cell(_report({AMOUNT: cell}), AMOUNT)["unit"] == "万元"


def test_an_amount_is_never_written_with_an_exponent() -> None:
    cell = Cell(Decimal("1E+6"), "1E+6", Span(0, 4), CellStatus.READ)
    assert _cell(_report({AMOUNT: cell}), AMOUNT)["value"] == 1_000_000


def test_an_amount_without_a_stated_unit_says_null_and_counts_have_no_unit() -> None:
    cell = Cell(Decimal("1.5"), "1.5", Span(0, 3), CellStatus.READ)
    assert _cell(_report({AMOUNT: cell}), AMOUNT)["unit"] is None
    assert "unit" not in _cell(_report({RECEIVED: _read(3)}), RECEIVED)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            Cell(None, None, None, CellStatus.MISSING),
            {"value": None, "raw": None, "span": None, "status": "missing"},
        ),
        (
            Cell(None, "/", Span(4, 5), CellStatus.BLANK),
            {"value": None, "raw": "/", "span": [4, 5], "status": "blank"},
        ),
        (
            Cell(None, "若干", Span(4, 6), CellStatus.INVALID),
            {"value": None, "raw": "若干", "span": [4, 6], "status": "invalid"},
        ),
        (
            Cell(-2, "减2", Span(4, 6), CellStatus.INFERRED),
            {"value": -2, "raw": "减2", "span": [4, 6], "status": "inferred"},
        ),
        (
            Cell(
                None,
                None,
                None,
                CellStatus.AMBIGUOUS,
                candidates=(Candidate(1, "1", Span(2, 3)), Candidate(0, "0", Span(0, 1))),
            ),
            {"value": None, "raw": None, "span": None, "status": "ambiguous", "candidates": [1, 0]},
        ),
    ],
)
def test_cells_that_are_not_certain(cell: Cell, expected: dict[str, object]) -> None:
    assert _cell(_report({RECEIVED: cell}), RECEIVED) == expected


def test_a_cell_that_carries_no_candidates_has_no_such_key() -> None:
    assert "candidates" not in _cell(_report({RECEIVED: _read(1)}), RECEIVED)


def test_checks_say_outcome_and_both_sides() -> None:
    names = ("upheld", "corrected", "other", "pending")
    cells = {CellRef.parse(f"disputes.reconsideration.{name}"): _read(1) for name in names}
    cells[CellRef.parse("disputes.reconsideration.total")] = _read(5)
    checks = _record(_report(cells))["checks"]
    assert isinstance(checks, dict)
    assert checks["disputes.sum.reconsideration"] == {"outcome": "fail", "left": 5, "right": 4}
    assert list(checks) == [check.id for check in FORMS["2019"].checks]


def test_a_blank_cell_tried_as_zero_is_named() -> None:
    names = ("upheld", "corrected", "other", "total")
    cells = {CellRef.parse(f"disputes.reconsideration.{name}"): _read(0) for name in names}
    blank = CellRef.parse("disputes.reconsideration.pending")
    cells[blank] = Cell(None, "/", Span(0, 1), CellStatus.BLANK)
    checks = _record(_report(cells))["checks"]
    assert isinstance(checks, dict)
    assert checks["disputes.sum.reconsideration"] == {
        "outcome": "pass",
        "left": 0,
        "right": 0,
        "assumed": [blank.name],
    }


def test_an_undecided_check_has_no_sums() -> None:
    checks = _record(_report({}))["checks"]
    assert isinstance(checks, dict)
    found = checks["requests.flow.total"]
    assert (found["outcome"], found["left"], found["right"]) == ("undecided", None, None)


def test_findings_carry_code_cells_span_severity_and_a_message() -> None:
    finding = Finding("amount_without_unit", (AMOUNT,), Span(3, 6), {"printed": "1.5"})
    report = _report({}, findings=[finding])
    assert _record(report)["findings"] == [
        {
            "code": "amount_without_unit",
            "cells": [AMOUNT.name],
            "span": [3, 6],
            "severity": "warning",
            "message": CHINESE.finding(finding, FORMS["2019"]),
        }
    ]


def test_messages_come_in_the_language_asked_for() -> None:
    report = _report({}, findings=[Finding("not_a_report")])
    (chinese,) = _record(report)["findings"]
    (english,) = _record(report, ENGLISH)["findings"]
    assert chinese["message"] != english["message"]
    assert english["message"].isascii()


def test_suggestions_are_written_as_they_come() -> None:
    suggestion = {"cells": {"a.b.c": Decimal("1.50")}, "mends": ["x", "y"], "why": "因为"}
    line = record_line(_report({}), FORMS["2019"], CHINESE, suggestions=[suggestion])
    assert '"suggestions": [{"cells": {"a.b.c": 1.50}, "mends": ["x", "y"], "why": "因为"}]' in line


@pytest.mark.parametrize(
    "odd",
    ["a\nb", 'a"b', "a\\b", "a\x01b", "a\u2028b", "a\x85b", "\ud800", "𠮷", "</script>", "\t 1 "],
    ids=ascii,
)
def test_any_text_makes_one_line_of_utf8_that_says_the_same(odd: str) -> None:
    cell = Cell(None, odd, Span(0, len(odd)), CellStatus.INVALID)
    report = _report({RECEIVED: cell}, unit=odd)
    line = record_line(report, FORMS["2019"], CHINESE)
    assert len(line.splitlines()) == 1
    record = json.loads(line.encode("utf-8"))
    assert record["unit"] == odd
    assert record["cells"][RECEIVED.name]["raw"] == odd


def test_amounts_are_written_to_their_last_digit() -> None:
    cell = Cell(Decimal("0.10"), "0.10", Span(0, 4), CellStatus.READ)
    report = _report({AMOUNT: cell})
    record = json.loads(record_line(report, FORMS["2019"], CHINESE), parse_float=Decimal)
    assert record["cells"][AMOUNT.name]["value"].as_tuple() == Decimal("0.10").as_tuple()


def test_chinese_is_written_as_it_is() -> None:
    assert '"unit": "某街道"' in record_line(_report({}), FORMS["2019"], CHINESE)


def test_spans_of_real_reports_point_at_the_raw_text(samples: Path) -> None:
    for path in sorted(samples.glob("*.txt")):
        report = read_one(samples, path.name)
        text = report.text.text
        record = json.loads(RecordJob(Language.CHINESE)(report))
        found = [cell for cell in record["cells"].values() if cell["span"]]
        assert found
        for cell in found:
            start, end = cell["span"]
            assert text[start:end] == cell["raw"]
        for finding in record["findings"]:
            assert finding["message"]


def test_the_job_ends_its_line_and_works_in_either_language() -> None:
    report = Report("x.txt", source_text("没有表格"), read_report(source_text("没有表格"), "x.txt"))
    for language in Language:
        line = RecordJob(language)(report)
        assert line.endswith("}\n")
        assert json.loads(line)["source"] == "x.txt"


def test_the_job_adds_what_narrative_and_suggestions_say(samples: Path) -> None:
    record = json.loads(RecordJob(Language.CHINESE)(read_one(samples, list_reports(samples)[1])))
    failing = {id for id, check in record["checks"].items() if check["outcome"] == "fail"}
    assert failing
    for suggestion in record["suggestions"]:
        assert set(suggestion) >= {"cells", "mends", "why"}
        assert set(suggestion["cells"]) <= set(record["cells"])
        assert set(suggestion["mends"]) <= set(record["checks"])
    assert failing & {id for suggestion in record["suggestions"] for id in suggestion["mends"]}


def test_findings_given_take_the_place_of_those_of_the_reading() -> None:
    report = _report({}, findings=[Finding("not_a_report")])
    line = record_line(report, FORMS["2019"], CHINESE, findings=[Finding("blank_form")])
    assert [finding["code"] for finding in json.loads(line)["findings"]] == ["blank_form"]
