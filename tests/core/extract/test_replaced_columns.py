"""Tables in which one column has gone and another come: as many figures a row as there should be, none certain."""

from collections.abc import Iterator, Sequence

import pytest

from core.cells import Cell, CellStatus, TableKind
from core.extract.reader import read_report
from core.reports import Reading
from tests.core.extract.made import FORM, report, table

COLUMNS = [column.label for column in FORM.tables[TableKind.REQUESTS].blocks[0].columns]
ROWS = [row.label for row in FORM.tables[TableKind.REQUESTS].rows()]
BUSY = (0, 2, 6, len(ROWS) - 2)
"""Rows of an office with a few applications; all others are 0."""


def read(headers: Sequence[str], rows: Sequence[Sequence[object]], mark: str = "\t") -> Reading:
    """What is read of a report whose table 三 has these headers and rows (label and figures)."""
    lines = [mark.join(headers), *[mark.join(map(str, row)) for row in rows]]
    tables = {kind: table(kind) for kind in TableKind} | {TableKind.REQUESTS: "\n".join(lines)}
    return read_report(report(tables=tables))


def requests(reading: Reading) -> Iterator[Cell]:
    """The cells of table 三."""
    return (cell for ref, cell in reading.cells.items() if ref.table is TableKind.REQUESTS)


def figures(number: int) -> list[int]:
    """The figures of a row with their total."""
    own = [3, 1, 0, 2, 0, 1] if number in BUSY else [0] * 6
    return [*own, sum(own)]


@pytest.mark.parametrize("mark", ["\t", " | ", "\n"])
@pytest.mark.parametrize(("gone", "come"), [(0, "上年总计"), (3, "上年"), (6, "备注")])
def test_a_column_replaced_by_another_leaves_no_figure_certain(
    gone: int, come: str, mark: str
) -> None:
    headers = ["项目", *COLUMNS[:gone], *COLUMNS[gone + 1 :], come]
    rows = []
    for number, label in enumerate(ROWS):
        own = figures(number)
        rows.append([label, *own[:gone], *own[gone + 1 :], number % 3])
    reading = read(headers, rows, mark)
    assert CellStatus.READ not in {cell.status for cell in requests(reading)}
    assert "header_replaced" in {finding.code for finding in reading.findings}


@pytest.mark.parametrize("mark", ["\t", " | ", "\n"])
def test_a_line_number_before_the_headers_replaces_a_column_as_well(mark: str) -> None:
    rows = [[label, n + 1, *figures(n)[:6]] for n, label in enumerate(ROWS)]
    reading = read(["项目", "行次", *COLUMNS[:6]], rows, mark)
    assert CellStatus.READ not in {cell.status for cell in requests(reading)}


def test_what_stands_before_the_headers_counts_though_the_table_was_met_before() -> None:
    rows = [[label, *figures(n)] for n, label in enumerate(ROWS)]
    plain = read(["项目", "", *COLUMNS[:6]], rows)
    assert {cell.status for cell in requests(plain)} == {CellStatus.READ}
    replaced = read(["项目", "行次", *COLUMNS[:6]], rows)
    assert CellStatus.READ not in {cell.status for cell in requests(replaced)}


@pytest.mark.parametrize("mark", ["\t", " | ", "\n"])
def test_a_summary_of_several_units_is_none_of_applicants(mark: str) -> None:
    """Its sums hold, and its last column is 合计 as the form's may be."""
    units = ["教育局", "民政局", "财政局", "司法局", "街道办", "镇政府", "合计"]
    rows = [[label, *figures(n)] for n, label in enumerate(ROWS)]
    assert {cell.status for cell in requests(read(["", *COLUMNS], rows, mark))} == {CellStatus.READ}
    reading = read(["项目", *units], rows, mark)
    assert CellStatus.READ not in {cell.status for cell in requests(reading)}


@pytest.mark.parametrize("mark", ["\t", " | ", "\n"])
@pytest.mark.parametrize("corner", ["信息内容", "项目"])
def test_figures_of_other_times_are_none_of_this_year(corner: str, mark: str) -> None:
    lines = [[corner, "一季度", "二季度", "三季度"]]
    for block in FORM.tables[TableKind.PROACTIVE].blocks:
        lines += [[row.label, *"123"[: block.width]] for row in block.rows]
    text = "\n".join(mark.join(line) for line in lines)
    tables = {kind: table(kind) for kind in TableKind} | {TableKind.PROACTIVE: text}
    reading = read_report(report(tables=tables))
    cells = [cell for ref, cell in reading.cells.items() if ref.table is TableKind.PROACTIVE]
    assert CellStatus.READ not in {cell.status for cell in cells}
    assert "header_replaced" in {finding.code for finding in reading.findings}


@pytest.mark.parametrize("printed", ["商业企亚", "其池", "社会公益组职"])
def test_a_misprinted_header_is_no_other_column(printed: str) -> None:
    at = {"商业企亚": 1, "其池": 5, "社会公益组职": 3}[printed]
    headers = ["", *COLUMNS]
    headers[at + 1] = printed
    reading = read(headers, [[label, *figures(n)] for n, label in enumerate(ROWS)])
    assert {cell.status for cell in requests(reading)} == {CellStatus.READ}


def test_headers_that_are_all_misprinted_are_no_other_columns() -> None:
    text = table(TableKind.PROACTIVE).replace("本年", "木年").replace("有效", "有郊")
    tables = {kind: table(kind) for kind in TableKind} | {TableKind.PROACTIVE: text}
    reading = read_report(report(tables=tables))
    assert "header_replaced" not in {finding.code for finding in reading.findings}


def test_most_sums_wrong_without_any_header_leave_no_figure_certain() -> None:
    rows = [[label, *figures(n)[1:], n % 4] for n, label in enumerate(ROWS)]
    reading = read([], rows)
    assert not [one for one in requests(reading) if one.status is CellStatus.READ and one.value]
    assert "line_slid" in {finding.code for finding in reading.findings}


def test_rows_of_zeros_are_certain_whatever_else_does_not_add_up() -> None:
    """An office with next to no applications, and two slips."""
    rows: list[list[str | int]] = [[label, *[0] * 7] for label in ROWS]
    rows[1][7] = rows[-2][1] = 1
    reading = read(["", *COLUMNS], rows)
    unsure = [one for one in requests(reading) if one.status is not CellStatus.READ]
    assert len(unsure) == 14


def test_a_slip_of_the_report_leaves_all_figures_certain() -> None:
    rows = [[label, *figures(n)] for n, label in enumerate(ROWS)]
    rows[2][7] = 9
    reading = read(["", *COLUMNS], rows)
    assert {cell.status for cell in requests(reading)} == {CellStatus.READ}
    assert "line_slid" not in {finding.code for finding in reading.findings}


def test_blank_totals_prove_nothing() -> None:
    rows = [[label, *figures(n)[:6], ""] for n, label in enumerate(ROWS)]
    reading = read(["", *COLUMNS], rows)
    assert "line_slid" not in {finding.code for finding in reading.findings}


@pytest.mark.parametrize("mark", ["\t", " | ", "\n"])
def test_two_totals_leave_no_column_for_others(mark: str) -> None:
    """合计 may be the form's 总计; beside that it stands for another column."""
    rows = [[label, *figures(n)] for n, label in enumerate(ROWS)]
    reading = read(["", *COLUMNS[:5], "合计", "总计"], rows, mark)
    assert CellStatus.READ not in {cell.status for cell in requests(reading)}


@pytest.mark.parametrize("mark", ["\t", " | ", "\n"])
def test_columns_of_the_other_form_are_none_of_this_one(mark: str) -> None:
    """What was made in 2019 is not what was issued in 2021: one cell name, another meaning."""
    text = table(TableKind.PROACTIVE, {"proactive.normative_documents.in_force": "12"})
    others = zip(
        ["本年制发件数", "本年废止件数", "现行有效件数"],
        ["本年新制作数量", "本年新公开数量", "对外公开总数量"],
        strict=True,
    )
    for own, other in others:
        text = text.replace(own, other)
    tables = {kind: table(kind) for kind in TableKind}
    tables[TableKind.PROACTIVE] = text.replace("\t", mark)
    reading = read_report(report(tables=tables), form=FORM.id)
    rows = ("regulations", "normative_documents")
    found = [cell for ref, cell in reading.cells.items() if ref.row in rows]
    assert {cell.status for cell in found} == {CellStatus.INFERRED}
