"""Owns how a table of a Form is printed: which label or value stands where, and which cells are merged.

The window, the workbook and the tests' report writer draw from the same PrintedTable.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from core.cells import CellRef
from core.forms import Arrangement, Block, FormTable


class PrintedKind(Enum):
    """What a printed cell holds."""

    HEADING = "heading"  # a line over a whole block (第二十条第（一）项)
    COLUMN_LABEL = "column_label"
    ROW_LABEL = "row_label"
    VALUE = "value"
    EMPTY = "empty"  # part of the grid that the form leaves empty


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One printed cell; `row` and `column` from 0, spans at least 1. `ref` only for values."""

    row: int
    column: int
    row_span: int
    column_span: int
    kind: PrintedKind
    text: str
    ref: CellRef | None = None


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as printed: a grid of `row_count` x `column_count`, covered by `cells` without overlap.

    The first `header_rows` rows hold column labels only (0 where blocks carry their own headers).
    The first `label_columns` columns hold row labels only.
    """

    row_count: int
    column_count: int
    header_rows: int
    label_columns: int
    cells: tuple[PrintedCell, ...]

    def position(self, ref: CellRef) -> tuple[int, int]:
        """Row and column of the value `ref`; KeyError where the table has no such value."""
        for cell in self.cells:
            if cell.ref == ref:
                return cell.row, cell.column
        raise KeyError(ref)


def printed_table(table: FormTable) -> PrintedTable:
    """`table` as the official form prints it."""
    if table.arrangement is Arrangement.BLOCKS:
        return _blocks(table)
    if table.arrangement is Arrangement.MATRIX:
        return _matrix(table)
    return _side_by_side(table)


def _blocks(table: FormTable) -> PrintedTable:
    """Blocks one under the other on a common grid; narrower headers and values are merged to its width."""
    width = max(block.width for block in table.blocks)
    cells: list[PrintedCell] = []
    line = 0
    for block in table.blocks:
        cells.append(PrintedCell(line, 0, 1, width + 1, PrintedKind.HEADING, block.heading or ""))
        spans = _spread(block.width, width)
        corner = table.corner or ""
        cells.append(PrintedCell(line + 1, 0, 1, 1, PrintedKind.COLUMN_LABEL, corner))
        for (start, span), column in zip(spans, block.columns, strict=True):
            kind = PrintedKind.COLUMN_LABEL
            cells.append(PrintedCell(line + 1, 1 + start, 1, span, kind, column.label))
        for offset, row in enumerate(block.rows, start=2):
            at = line + offset
            cells.append(PrintedCell(at, 0, 1, 1, PrintedKind.ROW_LABEL, row.label))
            for (start, span), column in zip(spans, block.columns, strict=True):
                ref = CellRef(table.kind, row.key, column.key)
                cells.append(PrintedCell(at, 1 + start, 1, span, PrintedKind.VALUE, "", ref))
        line += 2 + len(block.rows)
    return PrintedTable(line, width + 1, 0, 1, tuple(cells))


def _spread(parts: int, width: int) -> list[tuple[int, int]]:
    """Start and span of `parts` cells over `width` columns, the last taking what is left over."""
    return [(at, 1 if at < parts - 1 else width - at) for at in range(parts)]


def _matrix(table: FormTable) -> PrintedTable:
    (block,) = table.blocks
    header_rows = max(len(column.path) for column in block.columns)
    label_columns = max(len(row.path) for row in block.rows)
    cells = [
        PrintedCell(0, 0, header_rows, label_columns, PrintedKind.COLUMN_LABEL, table.corner or "")
    ]
    cells += [
        PrintedCell(top, label_columns + start, height, span, PrintedKind.COLUMN_LABEL, text)
        for top, start, height, span, text in merge_labels(
            [c.path for c in block.columns], header_rows
        )
    ]
    # The same merging, turned by 90 degrees, gives the row labels.
    cells += [
        PrintedCell(header_rows + start, left, span, width, PrintedKind.ROW_LABEL, text)
        for left, start, width, span, text in merge_labels(
            [r.path for r in block.rows], label_columns
        )
    ]
    cells += _values(table, block, header_rows, label_columns)
    return PrintedTable(
        header_rows + len(block.rows),
        label_columns + block.width,
        header_rows,
        label_columns,
        tuple(cells),
    )


def _side_by_side(table: FormTable) -> PrintedTable:
    (block,) = table.blocks
    paths = [row.path for row in block.rows]
    depth = max(map(len, paths))
    width = block.width
    cells = [
        PrintedCell(top, start * width, 1, span * width, PrintedKind.COLUMN_LABEL, text)
        for top, start, _, span, text in merge_labels(paths, depth)
    ]
    for at, row in enumerate(block.rows):
        top = len(row.path)  # a shorter path leaves its column labels more room, as printed
        for offset, column in enumerate(block.columns):
            left = at * width + offset
            height = depth - top + 1
            cells.append(PrintedCell(top, left, height, 1, PrintedKind.COLUMN_LABEL, column.label))
            ref = CellRef(table.kind, row.key, column.key)
            cells.append(PrintedCell(depth + 1, left, 1, 1, PrintedKind.VALUE, "", ref))
    return PrintedTable(depth + 2, len(block.rows) * width, depth + 1, 0, tuple(cells))


def _values(table: FormTable, block: Block, top: int, left: int) -> list[PrintedCell]:
    return [
        PrintedCell(
            top + row_index,
            left + column_index,
            1,
            1,
            PrintedKind.VALUE,
            "",
            CellRef(table.kind, row.key, column.key),
        )
        for row_index, row in enumerate(block.rows)
        for column_index, column in enumerate(block.columns)
    ]


def merge_labels(
    paths: Sequence[tuple[str, ...]], depth: int
) -> list[tuple[int, int, int, int, str]]:
    """Label paths as merged cells: (level, start, levels, span, text), outermost level first.

    Neighbours that share a label and all labels outside it become one cell; the innermost label of a
    short path reaches down to `depth`.
    """
    merged: list[tuple[int, int, int, int, str]] = []
    for level in range(depth):
        start = 0
        while start < len(paths):
            path = paths[start]
            if level >= len(path):
                start += 1
                continue
            end = start + 1
            while end < len(paths) and paths[end][: level + 1] == path[: level + 1]:
                end += 1
            levels = depth - level if level == len(path) - 1 else 1
            merged.append((level, start, levels, end - start, path[level]))
            start = end
    return merged
