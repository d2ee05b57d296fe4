"""Reports whose parts stand otherwise than on the form: as a careful reader would take them."""

from itertools import permutations

import pytest

from core.cells import CellRef, CellStatus, TableKind
from core.extract.reader import read_report
from core.reports import Reading, ReportKind
from core.text import SourceText, source_text
from tests.core.extract.made import BEHIND, FORM, HEADINGS, report, table

FIGURES = {"proactive.licensing.decisions": "12", "requests.received.natural_person": "3",
           "requests.received.total": "3", "disputes.reconsideration.upheld": "4"}  # fmt: skip


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def assert_read(text: SourceText, kinds: tuple[TableKind, ...] = tuple(TableKind)) -> Reading:
    """The tables `kinds` are read with certainty, the others are missing."""
    reading = read_report(text)
    assert reading.kind is ReportKind.ANNUAL_REPORT
    for ref, cell in reading.cells.items():
        if ref.table in kinds:
            assert (str(cell.value), cell.status) == (FIGURES.get(ref.name, "0"), CellStatus.READ)
        else:
            assert cell.status is CellStatus.MISSING
    return reading


@pytest.mark.parametrize("order", list(permutations(TableKind)))
def test_tables_in_any_order(order: tuple[TableKind, ...]) -> None:
    assert_read(report(tables={kind: table(kind, FIGURES) for kind in order}))


def test_tables_without_headings() -> None:
    assert codes(assert_read(report(FIGURES, headings={}))) == []


@pytest.mark.parametrize("missing", list(TableKind))
def test_two_tables_of_three(missing: TableKind) -> None:
    kinds = tuple(kind for kind in TableKind if kind is not missing)
    reading = assert_read(report(tables={kind: table(kind, FIGURES) for kind in kinds}), kinds)
    (finding,) = reading.findings
    assert finding.code == "table_missing"
    assert set(finding.cells) == set(FORM.tables[missing].refs())


@pytest.mark.parametrize("kind", list(TableKind))
def test_one_table_of_three(kind: TableKind) -> None:
    reading = assert_read(report(tables={kind: table(kind, FIGURES)}), (kind,))
    assert codes(reading) == ["table_missing", "table_missing"]


def test_a_heading_over_nothing_is_shown() -> None:
    tables = {kind: table(kind, FIGURES) for kind in TableKind}
    text = report(tables={**tables, TableKind.DISPUTES: "（见附图）"})
    reading = assert_read(text, (TableKind.PROACTIVE, TableKind.REQUESTS))
    (finding,) = reading.findings
    assert finding.code == "table_without_text"
    assert finding.span is not None
    assert HEADINGS[TableKind.DISPUTES].endswith(text.at(finding.span).lstrip("四、"))


def test_a_meta_table_is_no_statutory_table() -> None:
    meta = "索引号\t1138/2024-00012\t主题分类\t政务公开\n发布机构\t铁西区教育局\t发文日期\t2024-01-19\n文号\t无\n"
    text = source_text(meta + report(FIGURES).text)
    assert codes(assert_read(text)) == []


def test_tables_printed_twice_alike_are_read_once() -> None:
    body = report(FIGURES).text
    again = "\n".join(f"{HEADINGS[kind]}\n{table(kind, FIGURES)}" for kind in TableKind)
    text = source_text(body + again + "\n")
    reading = assert_read(text)
    assert [code for code in codes(reading) if code != "section_number"] == ["table_twice"] * 3
    for finding in reading.findings:
        if finding.code == "table_twice":
            assert finding.span is not None
            assert finding.span.start > len(body) - len(BEHIND)  # where the second print begins


def test_tables_printed_twice_with_other_figures_are_to_be_chosen_from() -> None:
    other = table(TableKind.REQUESTS, {**FIGURES, "requests.received.total": "5"})
    text = source_text(report(FIGURES).text + other + "\n")
    reading = read_report(text)
    cell = reading.cells[CellRef.parse("requests.received.total")]
    assert cell.status is CellStatus.AMBIGUOUS
    assert [one.value for one in cell.candidates] == [3, 5]
    (finding,) = (one for one in reading.findings if one.code == "tables_differ")
    assert [ref.name for ref in finding.cells] == ["requests.received.total"]


# --- several reports -------------------------------------------------------------------------------


def test_of_two_reports_the_first_is_read_and_the_second_named() -> None:
    first = report(FIGURES).text
    title = "铁西区司法局2022年政府信息公开工作年度报告"
    text = source_text(first + report({"requests.granted.natural_person": "9"}, title=title).text)
    reading = assert_read(text)
    assert (reading.unit and reading.unit.value, reading.year_number) == ("铁西区教育局", 2023)
    finding = reading.findings[0]
    assert finding.code == "several_reports"
    assert finding.span is not None
    assert text.at(finding.span) == title


def test_a_link_to_last_years_report_is_no_second_report() -> None:
    links = "上一篇：铁西区教育局2022年政府信息公开工作年度报告\n下一篇：没有了\n"
    again = "\n".join(f"{table(kind, FIGURES)}" for kind in TableKind)
    reading = read_report(source_text(report(FIGURES).text + links + again))
    assert "several_reports" not in codes(reading)


def test_the_same_report_twice_is_one_report() -> None:
    text = source_text(report(FIGURES).text * 2)
    assert "several_reports" not in codes(assert_read(text))
