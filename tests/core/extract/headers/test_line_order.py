"""The review table: its blocks and columns in any order, read by their labels."""

from collections.abc import Callable, Sequence
from random import Random

import pytest

from core.cells import CellStatus, TableKind, Value
from core.extract.reader import read_report
from core.forms import load_forms
from core.reports import Reading
from core.text import source_text
from tests.corpus.figures import Scale, balanced_figures

FORM = load_forms()["2021"]
TABLE = FORM.tables[TableKind.DISPUTES]
REFS = tuple(TABLE.refs())
(BLOCK,) = TABLE.blocks
ROWS = [row.label for row in BLOCK.rows]
COLUMNS = [column.label for column in BLOCK.columns]
HEADING = "四、政府信息公开行政复议、行政诉讼情况"
BEFORE = "2023年度某某区某某局政府信息公开工作年度报告\n\n一、总体情况\n我局认真贯彻落实条例。\n\n"
BEHIND = "\n\n五、存在的主要问题及改进情况\n无。\n"
Shape = Callable[[Sequence[Value]], list[list[object]]]


def printed(figures: Sequence[Value], rows: Sequence[int], columns: Sequence[int]) -> list[object]:
    """The figures of one line whose rows and columns stand in that order."""
    return [figures[5 * row + column] for row in rows for column in columns]


def in_order(figures: Sequence[Value]) -> list[list[object]]:
    return [[*ROWS], COLUMNS * 3, [*figures]]


def rows_as_lines(figures: Sequence[Value]) -> list[list[object]]:
    return [["", *COLUMNS], *[[ROWS[n], *figures[5 * n : 5 * n + 5]] for n in range(3)]]


def blocks_moved(figures: Sequence[Value]) -> list[list[object]]:
    rows = (1, 2, 0)
    return [[ROWS[n] for n in rows], COLUMNS * 3, printed(figures, rows, range(5))]


def lines_moved(figures: Sequence[Value]) -> list[list[object]]:
    return [["", *COLUMNS], *[[ROWS[n], *figures[5 * n : 5 * n + 5]] for n in (2, 0, 1)]]


def totals_first(figures: Sequence[Value]) -> list[list[object]]:
    columns = (4, 0, 1, 2, 3)
    return [[*ROWS], [COLUMNS[n] for n in columns] * 3, printed(figures, range(3), columns)]


def columns_as_lines(figures: Sequence[Value]) -> list[list[object]]:
    lines = [[COLUMNS[n], *[figures[5 * row + n] for row in range(3)]] for n in range(5)]
    return [["", *ROWS], *lines]


def grand_total_behind(figures: Sequence[Value]) -> list[list[object]]:
    total = sum(figures[9::5])
    return [[*ROWS, "合计"], [*COLUMNS * 3, ""], [*figures, total]]


def read(lines: Sequence[Sequence[object]], mark: str = "\t") -> Reading:
    table = "\n".join(mark.join(map(str, line)) for line in lines)
    return read_report(source_text(f"{BEFORE}{HEADING}\n{table}{BEHIND}"), form=FORM.id)


def figures_of(seed: int) -> list[Value]:
    figures = balanced_figures(FORM, Scale.DENSE, Random(seed))
    return [figures[ref] for ref in REFS]


@pytest.mark.parametrize("mark", ["\t", " | ", "\n"])
@pytest.mark.parametrize("shape", [in_order, rows_as_lines])
def test_the_form_s_order_is_certain(shape: Shape, mark: str) -> None:
    figures = figures_of(1)
    reading = read(shape(figures), mark)
    assert [reading.cells[ref].value for ref in REFS] == figures
    assert {reading.cells[ref].status for ref in REFS} == {CellStatus.READ}


@pytest.mark.parametrize("mark", ["\t", "\n"])
@pytest.mark.parametrize("shape", [blocks_moved, lines_moved, totals_first, columns_as_lines])
def test_another_order_is_followed_and_not_certain(shape: Shape, mark: str) -> None:
    figures = figures_of(2)
    reading = read(shape(figures), mark)
    assert [reading.cells[ref].value for ref in REFS] == figures
    assert {reading.cells[ref].status for ref in REFS} == {CellStatus.INFERRED}
    assert "header_order" in {finding.code for finding in reading.findings}


def test_a_grand_total_that_the_form_does_not_have_moves_no_figure() -> None:
    figures = figures_of(3)
    reading = read(grand_total_behind(figures))
    assert [reading.cells[ref].value for ref in REFS] == figures


def test_a_line_that_slid_is_not_certain() -> None:
    figures = figures_of(4)
    reading = read([[*ROWS], COLUMNS * 3, [*figures[1:], 9]], "\n")
    assert CellStatus.READ not in {reading.cells[ref].status for ref in REFS}
    assert "line_slid" in {finding.code for finding in reading.findings}


def test_one_block_that_does_not_add_up_is_the_report_s_own_affair() -> None:
    figures = figures_of(5)
    figures[4] += 1
    reading = read(in_order(figures))
    assert [reading.cells[ref].value for ref in REFS] == figures
    assert {reading.cells[ref].status for ref in REFS} == {CellStatus.READ}


def test_of_a_line_for_each_of_several_units_none_is_certain() -> None:
    mine, whole = figures_of(6), figures_of(7)
    reading = read([[*ROWS], COLUMNS * 3, ["局机关", *mine], ["合计", *whole]])
    assert CellStatus.READ not in {reading.cells[ref].status for ref in REFS}


def test_headers_that_were_dropped_as_repeated_do_not_change_the_order() -> None:
    figures = figures_of(8)
    reading = read([[*ROWS], [*COLUMNS[:4], COLUMNS[0]], [*figures]])
    assert [reading.cells[ref].value for ref in REFS] == figures
    assert {reading.cells[ref].status for ref in REFS} == {CellStatus.READ}
    moved = read([[*ROWS], [COLUMNS[4], *COLUMNS[:3], COLUMNS[4]], [*figures]])
    assert CellStatus.READ not in {moved.cells[ref].status for ref in REFS}


def test_numbers_of_lines_are_neither_figures_nor_the_end_of_the_table() -> None:
    figures = figures_of(9)
    lines = ["\t".join(map(str, line)) for line in in_order(figures)]
    table = "\n".join(f"{number}: {line}" for number, line in enumerate(lines, 50))
    reading = read_report(source_text(f"{BEFORE}{HEADING}\n{table}{BEHIND}"), form=FORM.id)
    cells = [reading.cells[ref] for ref in REFS]
    assert CellStatus.BLANK not in {cell.status for cell in cells}
    assert all(
        cell.value == figure
        for cell, figure in zip(cells, figures, strict=True)
        if cell.status is CellStatus.READ
    )


def test_a_blank_last_cell_is_none_where_the_line_then_does_not_add_up() -> None:
    """Who makes Markdown fills lines up at their end: the line lost a figure further on."""
    figures = figures_of(11)
    lines = [[*ROWS], COLUMNS * 3, [*figures[:6], *figures[7:], ""]]
    table = "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
    reading = read_report(source_text(f"{BEFORE}{HEADING}\n{table}{BEHIND}"), form=FORM.id)
    wrong = [
        ref.name
        for ref, figure in zip(REFS, figures, strict=True)
        if reading.cells[ref].status is CellStatus.READ and reading.cells[ref].value != figure
    ]
    assert wrong == []
