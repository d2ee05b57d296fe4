"""Owns where a key leads within a table: labels are stepped over, a merged cell is one step."""

from enum import Enum

from gui.models.grid_shape import GridShape, Position


class Move(Enum):
    """A way to go from one cell to another."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    NEXT = "next"  # right, and on to the next row
    PREVIOUS = "previous"
    ROW_START = "row_start"
    ROW_END = "row_end"
    TOP = "top"
    BOTTOM = "bottom"
    FIRST = "first"
    LAST = "last"
    PAGE_UP = "page_up"
    PAGE_DOWN = "page_down"


def moved(
    shape: GridShape, here: Position | None, move: Move, *, wish: int | None = None, page: int = 1
) -> Position:
    """Where `move` leads from the cell that starts at `here` (None: from nowhere, to the first cell).

    `wish` is the column to keep to when going up or down past merged cells; `page` counts rows.
    """
    if here is None:
        return shape.positions[shape.refs[0]]
    if move in _ALONG:
        return _along(shape, here, move)
    if move in (Move.FIRST, Move.LAST):
        return shape.positions[shape.refs[0 if move is Move.FIRST else -1]]
    row, column = here
    if wish is not None and shape.at(row, wish) == shape.at(*here):
        column = wish
    return _across(shape, row, column, move, page)


_ALONG = {
    Move.LEFT,
    Move.RIGHT,
    Move.NEXT,
    Move.PREVIOUS,
    Move.ROW_START,
    Move.ROW_END,
}


def _along(shape: GridShape, here: Position, move: Move) -> Position:
    """Among the cells in printed order: they are ordered by row, then from left to right."""
    places = [shape.positions[ref] for ref in shape.refs]
    row = [place for place in places if place[0] == here[0]]
    if move is Move.ROW_START:
        return row[0]
    if move is Move.ROW_END:
        return row[-1]
    ahead = move in (Move.RIGHT, Move.NEXT)
    within = places if move in (Move.NEXT, Move.PREVIOUS) else row
    at = within.index(here) + (1 if ahead else -1)
    return within[at] if 0 <= at < len(within) else here


def _across(shape: GridShape, row: int, column: int, move: Move, page: int) -> Position:
    rows = [at for at in shape.value_rows() if shape.at(at, column) is not None]
    steps = {Move.UP: -1, Move.DOWN: 1, Move.PAGE_UP: -page, Move.PAGE_DOWN: page}
    if move is Move.TOP:
        target = rows[0]
    elif move is Move.BOTTOM:
        target = rows[-1]
    else:
        at = rows.index(row) + steps[move]
        target = rows[min(max(at, 0), len(rows) - 1)]
    ref = shape.at(target, column)
    return shape.positions[ref] if ref is not None else (row, column)
