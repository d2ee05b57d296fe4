"""Owns the order of a table that is one line of figures: by the labels of its rows and columns, as printed."""

from collections.abc import Sequence
from typing import NamedTuple

from core.extract.headers.column_order import AS_ON_FORM, UNCLEAR, ColumnOrder
from core.forms import Block


class LineLabel(NamedTuple):
    """One printed label: the row or the column that it names, and the number of figures just behind it; the rows
    under it if it is a merged one."""

    row: str | None
    column: str | None
    figures: int
    covers: tuple[str, ...] = ()


def line_order(block: Block, labels: Sequence[LineLabel]) -> ColumnOrder:
    """Which of the line's figures stands for each cell of `block`, row by row, by its `labels` in order.

    Rows side by side may change places, columns within them too; and the table may be printed with its columns
    as rows, three figures behind each of their labels.
    """
    own_rows = [row.key for row in block.rows]
    own_columns = [column.key for column in block.columns]
    if _is_torn_apart(labels):
        return UNCLEAR
    rows = list(dict.fromkeys(label.row for label in labels if label.row is not None))
    if sorted(rows) != sorted(own_rows):
        rows = own_rows  # some are lost: nothing contradicts the form
    columns = [label.column for label in labels if label.column is not None]
    width = len(own_columns)
    chosen = columns[:width]
    if len(columns) not in (width, width * len(own_rows)) or _lack(chosen, own_columns, columns):
        chosen = columns = own_columns  # some are lost, or there are others
    elif sorted(chosen) != sorted(own_columns):
        return UNCLEAR
    repeated = [columns[at : at + width] for at in range(0, len(columns), width)]
    if any(one != chosen for one in repeated if len(one) == width):
        return UNCLEAR
    behind = [label.figures for label in labels if label.column is not None and label.figures]
    if len(behind) == width == len(columns) and set(behind) == {len(rows)}:
        printed = [(row, column) for column in chosen for row in rows]
    else:
        printed = [(row, column) for row in rows for column in chosen]
    at = tuple(printed.index((row, column)) for row in own_rows for column in own_columns)
    return AS_ON_FORM if at == tuple(range(len(at))) else ColumnOrder(at, True)


def _is_torn_apart(labels: Sequence[LineLabel]) -> bool:
    """Whether rows stand before the merged label over them, or another row between that and them."""
    first = next((at for at, label in enumerate(labels) if label.covers), None)
    if first is None:
        return False
    covers = labels[first].covers
    if any(label.row in covers for label in labels[:first]):
        return True
    behind = [label.row for label in labels[first:] if label.row is not None]
    return bool(behind) and behind[0] not in covers and not {*behind}.isdisjoint(covers)


def _lack(chosen: Sequence[str], own: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether `columns` are just the `chosen`, the first of which are those of the form in its order, and the others
    are of further rows: headers that are printed again may have been dropped."""
    if columns != chosen or sorted(chosen) == sorted(own):
        return False
    first = next(at for at, key in enumerate(chosen) if key != own[at])
    places = [own.index(key) for key in chosen[first:]]
    return first > 0 and places == sorted(places) and set(chosen[first:]) <= set(chosen[:first])
