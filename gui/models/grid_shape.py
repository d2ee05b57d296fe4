"""Owns how a statutory table falls apart on the screen: a scrolling body and labels that stay in sight.

The body holds the figures (and, in a table of blocks, the headers of the blocks below the first). Row labels
and column labels stand in frozen areas beside and above it. All of it is derived from `core.layout`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from core.cells import CellRef, TableKind
from core.forms import FormTable
from core.layout import PrintedCell, PrintedKind, printed_table

Position: TypeAlias = tuple[int, int]
"""Row and column of the body, from 0."""


@dataclass(frozen=True, slots=True)
class Label:
    """An official label in a frozen area.

    `start` and `span` count along the body (rows or columns), `level` and `levels` across it, outermost
    level 0. `is_heading` tells a line over a whole block, which runs through row labels and body;
    `is_corner` what stands above row labels, beside the header of a block (信息内容).
    """

    text: str
    start: int
    span: int
    level: int
    levels: int
    is_heading: bool = False
    is_corner: bool = False


@dataclass(frozen=True, slots=True)
class BodyLabel:
    """A label that scrolls with the body: header of a block below the first."""

    text: str
    row: int
    column: int
    row_span: int
    column_span: int
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Section:
    """What stands above the body while its rows from `first_row` on are at the top.

    `corner` are the labels above the row labels: along the label columns, across the header's lines.
    """

    first_row: int
    column_labels: tuple[Label, ...]
    corner: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class GridShape:
    """One statutory table as the grid shows it: a body of `rows` x `columns`.

    `cells` has a CellRef at each place of the body, the same one at all places that a merged cell covers,
    and None where a label stands. `spans` are the merged places: row, column, rows, columns.
    """

    kind: TableKind
    rows: int
    columns: int
    header_levels: int
    label_levels: int
    refs: tuple[CellRef, ...]
    positions: dict[CellRef, Position]
    cells: tuple[tuple[CellRef | None, ...], ...]
    spans: tuple[tuple[int, int, int, int], ...]
    row_labels: tuple[Label, ...]
    body_labels: tuple[BodyLabel, ...]
    sections: tuple[Section, ...]

    def at(self, row: int, column: int) -> CellRef | None:
        """The cell at a place of the body, None for labels and places outside."""
        if 0 <= row < self.rows and 0 <= column < self.columns:
            return self.cells[row][column]
        return None

    def value_rows(self) -> Iterator[int]:
        """The rows of the body that hold figures."""
        return (row for row in range(self.rows) if any(self.cells[row]))


def grid_shape(table: FormTable) -> GridShape:
    """The shape of `table`."""
    printed = printed_table(table)
    # A table of blocks has no header of its own; that of its first block stands frozen at first.
    headed = printed.header_rows or 2
    is_blocks = printed.header_rows == 0
    levels = printed.label_columns
    rows, columns = printed.row_count - headed, printed.column_count - levels
    cells: list[list[CellRef | None]] = [[None] * columns for _ in range(rows)]
    positions: dict[CellRef, Position] = {}
    spans: list[tuple[int, int, int, int]] = []
    for cell in printed.cells:
        if cell.ref is None:
            continue
        row, column = cell.row - headed, cell.column - levels
        positions[cell.ref] = (row, column)
        if cell.row_span > 1 or cell.column_span > 1:
            spans.append((row, column, cell.row_span, cell.column_span))
        for r in range(row, row + cell.row_span):
            for c in range(column, column + cell.column_span):
                cells[r][c] = cell.ref
    labels = [cell for cell in printed.cells if cell.ref is None]
    body_labels = tuple(_body_labels(labels, headed, levels)) if is_blocks else ()
    spans += [
        (b.row, b.column, b.row_span, b.column_span)
        for b in body_labels
        if b.row_span > 1 or b.column_span > 1
    ]
    return GridShape(
        kind=table.kind,
        rows=rows,
        columns=columns,
        header_levels=headed,
        label_levels=levels,
        refs=tuple(table.refs()),
        positions=positions,
        cells=tuple(map(tuple, cells)),
        spans=tuple(spans),
        row_labels=tuple(_row_labels(labels, headed, levels)),
        body_labels=body_labels,
        sections=tuple(_sections(labels, headed, levels, is_blocks)),
    )


def _row_labels(labels: list[PrintedCell], headed: int, levels: int) -> Iterator[Label]:
    """Labels beside the body; of a block's header what stands above the row labels."""
    for cell in labels:
        if cell.row >= headed and cell.column < levels:
            yield Label(
                cell.text,
                cell.row - headed,
                cell.row_span,
                cell.column,
                min(cell.column_span, levels - cell.column),
                cell.kind is PrintedKind.HEADING,
                cell.kind is PrintedKind.COLUMN_LABEL,
            )


def _body_labels(labels: list[PrintedCell], headed: int, levels: int) -> Iterator[BodyLabel]:
    for cell in labels:
        end = cell.column + cell.column_span
        if cell.row >= headed and end > levels:
            start = max(cell.column, levels)
            yield BodyLabel(
                cell.text,
                cell.row - headed,
                start - levels,
                cell.row_span,
                end - start,
                cell.kind is PrintedKind.HEADING,
            )


def _sections(
    labels: list[PrintedCell], headed: int, levels: int, is_blocks: bool
) -> Iterator[Section]:
    tops = [cell.row for cell in labels if cell.kind is PrintedKind.HEADING] if is_blocks else [0]
    for top in tops:
        header = [cell for cell in labels if top <= cell.row < top + headed]
        yield Section(
            max(top - headed, 0),
            tuple(_header_label(cell, top, levels) for cell in header if _end(cell) > levels),
            tuple(_corner_label(cell, top, levels) for cell in header if cell.column < levels),
        )


def _end(cell: PrintedCell) -> int:
    return cell.column + cell.column_span


def _header_label(cell: PrintedCell, top: int, levels: int) -> Label:
    start = max(cell.column, levels)
    is_heading = cell.kind is PrintedKind.HEADING
    return Label(
        cell.text, start - levels, _end(cell) - start, cell.row - top, cell.row_span, is_heading
    )


def _corner_label(cell: PrintedCell, top: int, levels: int) -> Label:
    span = min(cell.column_span, levels - cell.column)
    is_heading = cell.kind is PrintedKind.HEADING
    return Label(cell.text, cell.column, span, cell.row - top, cell.row_span, is_heading)
