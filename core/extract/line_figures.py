"""Owns the Cells of a row that is not plain: what stands in each column by the readings that are left of it."""

from collections.abc import Mapping
from functools import lru_cache

from core.cells import Cell, Quantity, Value
from core.extract.figures import LOST, Figure
from core.extract.make_cells import Source, cell_of, less_certain, loose_cell, single_cell
from core.extract.remarks import Trust
from core.extract.resolve import Line
from core.extract.rows import Hypothesis, choices

_NOT_PLAIN = object()
"""Stands for the value of a figure into which something was interpreted, or that is not printed at all."""


def cells_of(
    line: Line, source: Source, units: Mapping[int, str | None], is_doubtful: bool
) -> list[Cell]:
    """The Cells of `line` in order. `is_doubtful` where the table as a whole is not certain (its headers).

    `units` holds, for each cell of money, the unit that its header gives.
    """
    cells = _cells_of(line, source)
    trust, place = line.reading.trust, line.place
    if trust is Trust.PLACED or is_doubtful:
        cells = [less_certain(cell) for cell in cells]
    elif trust is Trust.CUT:
        cells = [
            cell if _is_uncut(cell, quantity) else less_certain(cell)
            for cell, quantity in zip(cells, place.quantities, strict=True)
        ]
    for column, at in enumerate(place.cells):
        if at in units:
            own = line.reading.figures[line.left[0].picks[column]].number if line.left else None
            cells[column] = cells[column]._replace(unit=(own and own.unit) or units[at])
    return cells


def _is_uncut(cell: Cell, quantity: Quantity) -> bool:
    """Whether no digits can be missing behind the figure: no count above 9 begins with 0."""
    return cell.value == 0 and quantity is Quantity.COUNT


def _cells_of(line: Line, source: Source) -> list[Cell]:
    reading = line.reading
    figures, hypotheses = reading.figures, reading.hypotheses
    if not hypotheses:
        columns = choices(figures, line.place.width)
        if reading.printed_at is not None:
            columns = [columns[at] for at in reading.printed_at]
        return [loose_cell(one, source) for one in columns]
    if not line.left:
        return [loose_cell((figures[pick], LOST), source) for pick in hypotheses[0].picks]
    if len(hypotheses) == 1:
        return [single_cell(figures[pick], source) for pick in hypotheses[0].picks]
    plain = [figure.value if figure.is_plain else _NOT_PLAIN for figure in figures]
    worth, left = _worth(line)
    may_stand = _by_column(tuple([one.picks for one in hypotheses]))
    cells: list[Cell] = []
    for every, still in zip(may_stand, _by_column(left), strict=True):
        printed = {plain[number] for number in every}
        if len(printed) == 1 and _NOT_PLAIN not in printed:
            # The same is printed plainly, whichever of them it is.
            cells.append(single_cell(figures[still[0]], source))
        else:
            cells.append(cell_of([worth[number] for number in still], source))
    return cells


@lru_cache(maxsize=1_000)
def _by_column(readings: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    """The numbers of the figures that stand in each column in any of the `readings`, in their order."""
    return tuple([tuple(dict.fromkeys(column)) for column in zip(*readings, strict=True)])


def _worth(
    line: Line,
) -> tuple[list[tuple[Figure, Value | None]], tuple[tuple[int, ...], ...]]:
    """The figures of the row with their values, by number, and the readings left as such numbers.

    Figures that were lost come behind the others, one for each value that the equations of the line demand.
    """
    worth = [(figure, figure.value) for figure in line.reading.figures]
    readings = [one.picks for one in line.left]
    numbers: dict[Value, int] = {}
    for at, one in enumerate(line.left):
        if None in one.tried:
            demanded = _demanded(line, one)
            for value in demanded.values():
                if value not in numbers:
                    numbers[value] = len(worth)
                    worth.append((LOST, value))
            if demanded:
                picks = [*one.picks]
                for column, value in demanded.items():
                    picks[column] = numbers[value]
                readings[at] = tuple(picks)
    return worth, tuple(readings)


def _demanded(line: Line, hypothesis: Hypothesis) -> dict[int, Value]:
    """What the equations of the line demand for a figure that was lost, where they demand one value (by column)."""
    figures = line.reading.figures
    lost = {column for column, pick in enumerate(hypothesis.picks) if figures[pick] is LOST}
    known = [value or 0 for value in hypothesis.tried]
    demanded: dict[int, Value] = {}
    for equation in line.place.within:
        missing = equation.keys & lost
        if len(missing) == 1:
            (column,) = missing
            excess = equation.excess(known)
            demanded[column] = -excess if column in equation.left else excess
    return demanded
