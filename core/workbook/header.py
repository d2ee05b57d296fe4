"""Owns the official header of a table when a report is one row: the printed labels, merged as printed.

What the form prints to the left of a figure stands above what it prints over it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from core.cells import CellRef
from core.forms import Arrangement, FormTable
from core.layout import PrintedKind, merge_labels, printed_table


class HeaderCell(NamedTuple):
    """One header cell: its first row and column from 0, how many it covers, and its label."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


class Header(NamedTuple):
    """The header over the figures `refs`, one column each: `depth` rows of merged cells without overlap."""

    depth: int
    cells: tuple[HeaderCell, ...]
    refs: tuple[CellRef, ...]


def flat_header(table: FormTable) -> Header:
    """The header of `table` with all its figures in one row, in the order of the form."""
    refs = tuple(table.refs())
    if table.arrangement is Arrangement.SIDE_BY_SIDE:
        printed = printed_table(table)  # one line of figures already
        cells = tuple(
            HeaderCell(cell.row, cell.column, cell.row_span, cell.column_span, cell.text)
            for cell in printed.cells
            if cell.kind is PrintedKind.COLUMN_LABEL
        )
        return Header(printed.header_rows, cells, refs)
    columns = [column for block in table.blocks for _ in block.rows for column in block.columns]
    beside = [
        (*((block.heading,) if block.heading else ()), *row.path)
        for block in table.blocks
        for row in block.rows
        for _ in block.columns
    ]
    over = [column.path for column in columns]
    upper, lower = max(map(len, beside)), max(map(len, over))
    return Header(upper + lower, _stacked(beside, over, upper, lower), refs)


def _stacked(
    beside: Sequence[tuple[str, ...]], over: Sequence[tuple[str, ...]], upper: int, lower: int
) -> tuple[HeaderCell, ...]:
    """The labels beside the figures on top, those over the figures below, row by row of the form."""
    cells = [
        HeaderCell(level, start, levels, span, text)
        for level, start, levels, span, text in merge_labels(beside, upper)
    ]
    start = 0
    while start < len(beside):  # column labels are merged within one row of the form only
        end = start
        while end < len(beside) and beside[end] == beside[start]:
            end += 1
        cells += [
            HeaderCell(upper + level, start + at, levels, span, text)
            for level, at, levels, span, text in merge_labels(over[start:end], lower)
        ]
        start = end
    return tuple(cells)
