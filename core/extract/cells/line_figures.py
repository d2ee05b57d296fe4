"""Owns the Cells of a row that is not plain: what stands in each column by the readings that are left of it."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from core.cells import Quantity, Value
from core.extract.cells.make_cells import Source, cell_of, loose_cell, single_cell
from core.extract.cells.resolve import Line
from core.extract.rows.figures import LOST, Figure
from core.extract.rows.remarks import Trust
from core.extract.rows.rows import Hypothesis, choices
from core.tables import CellColumns

_NOT_PLAIN = object()
"""Stands for the value of a figure into which something was interpreted, or that is not printed at all."""

_Picks: TypeAlias = tuple[tuple[int, ...], ...]
"""Readings of a row: the number of the figure in each column."""


def put_cells(
    line: Line,
    columns: CellColumns,
    source: Source,
    units: Mapping[int, str | None],
    is_doubtful: bool,
) -> None:
    """Put the Cells of `line` into the `columns` of its table.

    `is_doubtful` where the table as a whole is not certain (its headers); `units` holds, for each cell of money, the
    unit that its header gives.
    """
    _put(line, columns, source)
    trust, place = line.reading.trust, line.place
    if trust is Trust.PLACED or is_doubtful:
        columns.infer(line.cells)
    elif trust in (Trust.CUT, Trust.BESIDE) and not line.is_uncut:
        figures = zip(line.cells, place.quantities, strict=True)
        columns.infer([at for at, one in figures if not _is_uncut(columns.values[at], one)])
    for column, at in enumerate(place.cells if units else ()):
        if at in units:
            own = line.reading.figures[line.left[0].picks[column]].number if line.left else None
            cell = columns.cell(line.cells[column])
            columns.put(line.cells[column], cell._replace(unit=(own and own.unit) or units[at]))


def _is_uncut(value: Value | None, quantity: Quantity) -> bool:
    """Whether no digits can be missing behind the figure: no count above 9 begins with 0."""
    return value == 0 and quantity is Quantity.COUNT


def _put(line: Line, columns: CellColumns, source: Source) -> None:
    reading, cells = line.reading, line.cells
    figures, hypotheses = reading.figures, reading.hypotheses
    if not hypotheses:
        several = choices(figures, line.place.width)
        if reading.printed_at is not None:
            several = [several[at] for at in reading.printed_at]
        for at, some in zip(cells, several, strict=True):
            columns.put(at, loose_cell(some, source))
    elif not line.left:
        for at, pick in zip(cells, hypotheses[0].picks, strict=True):
            columns.put(at, loose_cell((figures[pick], LOST), source))
    elif len(hypotheses) == 1:
        for at, pick in zip(cells, hypotheses[0].picks, strict=True):
            _put_figure(figures[pick], at, columns, source)
    else:
        _put_several(line, columns, source)


def _put_figure(figure: Figure, at: int, columns: CellColumns, source: Source) -> None:
    """Put the Cell of a figure that has one reading in."""
    if figure.is_just_digits and source.is_plain:
        start, end = figure.start, figure.end
        columns.put_figure(at, figure.value, source.text[start:end], start)
    else:
        columns.put(at, single_cell(figure, source))


def _put_several(line: Line, columns: CellColumns, source: Source) -> None:
    """Put the Cells of a row that has several readings in."""
    figures, hypotheses = line.reading.figures, line.reading.hypotheses
    plain = [figure.value if figure.is_plain else _NOT_PLAIN for figure in figures]
    worth = [(figure, figure.value) for figure in figures]
    picks = tuple([one.picks for one in hypotheses])
    left = picks if len(line.left) == len(picks) else tuple([one.picks for one in line.left])
    may_stand = may_still = _by_column(picks)
    if figures.index(LOST) < len(line.cells):  # behind all that were found: there are too few
        left = _with_demanded(line, left, worth)
    if left is not picks:
        may_still = _by_column(left)
    for at, every, still in zip(line.cells, may_stand, may_still, strict=True):
        printed = {*map(plain.__getitem__, every)}
        if len(printed) == 1 and _NOT_PLAIN not in printed:
            # The same is printed plainly, whichever of them it is.
            _put_figure(figures[still[0]], at, columns, source)
        else:
            columns.put(at, cell_of([worth[number] for number in still], source))


@lru_cache(maxsize=1_000)
def _by_column(readings: _Picks) -> _Picks:
    """The numbers of the figures that stand in each column in any of the `readings`, in their order."""
    return tuple([tuple(dict.fromkeys(column)) for column in zip(*readings, strict=True)])


def _with_demanded(line: Line, left: _Picks, worth: list[tuple[Figure, Value | None]]) -> _Picks:
    """The readings `left` with figures for those that were lost where the equations of the line demand one value.

    Such figures come behind the others in `worth`, the figures of the row with their values, one for each value.
    """
    numbers: dict[Value, int] = {}
    readings = [[*picks] for picks in left]
    for picks, hypothesis in zip(readings, line.left, strict=True):
        for column, value in _demanded(line, hypothesis):
            if value not in numbers:
                numbers[value] = len(worth)
                worth.append((LOST, value))
            picks[column] = numbers[value]
    return tuple(map(tuple, readings))


def _demanded(line: Line, hypothesis: Hypothesis) -> Iterator[tuple[int, Value]]:
    """The columns of figures that were lost for which the equations of the line demand one value, and that."""
    figures = line.reading.figures
    lost = {column for column, pick in enumerate(hypothesis.picks) if figures[pick] is LOST}
    known = [value or 0 for value in hypothesis.tried]
    for equation in line.place.within:
        missing = equation.keys & lost
        if len(missing) == 1:
            (column,) = missing
            yield column, equation.demanded(column, known)
