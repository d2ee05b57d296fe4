"""The five sample reports come out as a careful human reads them, cell by cell."""

import json
from pathlib import Path

import pytest

from core.cells import CellRef
from core.checks import Outcome
from core.extract.reader import read_report
from core.forms import load_forms
from core.paths import resources_dir
from core.reports import Report
from core.review import Review
from core.text import read_text

EXPECTED = Path(__file__).parents[2] / "data" / "expected"
SAMPLES = sorted(path.stem for path in EXPECTED.glob("*.json"))


def read_sample(stem: str) -> Report:
    source = read_text(resources_dir() / "samples" / f"{stem}.txt")
    return Report(f"{stem}.txt", source, read_report(source, f"{stem}.txt"))


@pytest.mark.parametrize("stem", SAMPLES)
def test_sample_is_read_as_expected(stem: str) -> None:
    report = read_sample(stem)
    reading = report.reading
    expected = json.loads((EXPECTED / f"{stem}.json").read_text(encoding="utf-8"))

    assert reading.unit is not None
    assert (reading.unit.value, reading.year_number, reading.form) == (
        expected["unit"],
        expected["year"],
        expected["form"],
    )
    wrong = {}
    for name, wanted in expected["cells"].items():
        cell = reading.cells[CellRef.parse(name)]
        found = {"value": None if cell.value is None else float(cell.value)}
        if "status" in wanted and cell.status.value in wanted["status"]:
            found["status"] = wanted["status"]
        if "unit" in wanted:
            found["unit"] = cell.unit
        if "candidates" in wanted:
            found["candidates"] = [candidate.value for candidate in cell.candidates]
        if found != wanted:
            wrong[name] = (found, wanted)
    assert wrong == {}
    assert len(expected["cells"]) == len(reading.cells)


@pytest.mark.parametrize("stem", SAMPLES)
def test_every_span_holds_what_the_cell_says_was_printed(stem: str) -> None:
    report = read_sample(stem)
    spanned = [cell for cell in report.reading.cells.in_order if cell.span is not None]
    assert spanned
    assert all(report.text.at(cell.span) == cell.raw for cell in spanned if cell.span)


def test_only_the_report_that_contradicts_itself_has_failing_checks() -> None:
    failing = {}
    for stem in SAMPLES:
        report = read_sample(stem)
        review = Review(report, load_forms(), lambda report, form: report.reading)
        failing[stem[:3]] = list(review.failing)
    assert failing == {
        "000": [],
        "001": [
            "requests.flow.natural_person",
            "requests.flow.total",
            "requests.results.natural_person",
            "requests.results.total",
        ],
        "002": [],
        "003": [],
        "004": [],
    }


def test_two_readings_of_the_review_table_leave_its_check_undecided() -> None:
    report = read_sample(SAMPLES[0])
    review = Review(report, load_forms(), lambda report, form: report.reading)
    result = review.results[review.form.checks[-1].id]
    assert result.outcome is Outcome.UNDECIDED
    assert {ref.column for ref in result.lacking} == {"upheld", "corrected"}


def test_findings_name_what_is_odd_about_each_sample() -> None:
    codes = {
        stem[:3]: {finding.code for finding in read_sample(stem).reading.findings}
        for stem in SAMPLES
    }
    assert codes == {
        "000": {"surplus_value", "section_number"},
        "001": {"surplus_value", "section_number"},
        "002": {"split_row", "lost_value"},
        "003": {"equal_headers", "amount_without_unit"},
        "004": {"lost_label"},
    }
