"""Owns the lines between the cells of a grid."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QLine

from gui.models.grid_shape import GridShape
from gui.views.grid_metrics import GridMetrics


def grid_lines(shape: GridShape, metrics: GridMetrics) -> list[QLine]:
    """The right and lower edges of the cells of the body, merged cells as one, each in one stroke."""
    xs = [sum(metrics.column_widths[:at]) for at in range(shape.columns + 1)]
    ys = [sum(metrics.row_heights[:at]) for at in range(shape.rows + 1)]
    ends = {
        (row, column): (row, column) for row in range(shape.rows) for column in range(shape.columns)
    }
    for row, column, rows, columns in shape.spans:
        for r in range(row, row + rows):
            for c in range(column, column + columns):
                ends[r, c] = (row + rows - 1, column + columns - 1)
    lines: list[QLine] = []
    for column in range(shape.columns):
        x = xs[column + 1] - 1
        edges = [ends[row, column][1] == column for row in range(shape.rows)]
        lines += [QLine(x, ys[start], x, ys[stop] - 1) for start, stop in _runs(edges)]
    for row in range(shape.rows):
        y = ys[row + 1] - 1
        edges = [ends[row, column][0] == row for column in range(shape.columns)]
        lines += [QLine(xs[start], y, xs[stop] - 1, y) for start, stop in _runs(edges)]
    return lines


def _runs(edges: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Start and end of each unbroken run of true values."""
    start: int | None = None
    for at, is_edge in enumerate((*edges, False)):
        if is_edge and start is None:
            start = at
        elif not is_edge and start is not None:
            yield start, at
            start = None
