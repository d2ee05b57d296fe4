"""Owns deciding between readings: which of them the balance equations leave, and what each Cell then is.

Nothing is repaired: only readings of what is printed compete. An equation may decide between readings only
where it holds with figures other than 0; what is decided that way is INFERRED, never READ.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from core.cells import Cell, CellStatus, Quantity, Value
from core.extract.equations import Equation, Place, Verdict
from core.extract.figures import LOST
from core.extract.make_cells import Source, cell_of, loose_cell, single_cell
from core.extract.remarks import Trust
from core.extract.rows import Hypothesis, RowReading, choices

_MOST_COMBINATIONS = 400


@dataclass(slots=True)
class Line:
    """A RowReading with the cells it fills, and the readings still possible (all of them at first)."""

    place: Place
    reading: RowReading
    left: tuple[Hypothesis, ...]

    @property
    def is_open(self) -> bool:
        """Whether more than one reading is possible."""
        return len(self.left) > 1


def resolve(
    lines: Sequence[Line],
    known: Mapping[int, Value | None],
    equations: Sequence[Equation],
) -> None:
    """Drop the readings that the balance equations of the table exclude.

    `known` are the figures (by position, blank as 0) of the rows that have one reading and are not in `lines`.
    """
    for line in lines:
        if line.is_open:
            line.left = _balanced(line)
        elif line.left and line.reading.trust in (Trust.PLACED, Trust.CUT):
            # A row that was told by its position alone, or whose figures may be cut.
            if line.place.is_contradicted(line.left[0].tried):
                line.left = ()
    open_lines = [line for line in lines if line.is_open]
    if open_lines:
        _resolve_across(lines, open_lines, known, equations)


def _balanced(line: Line) -> tuple[Hypothesis, ...]:
    """The readings that no equation of the line contradicts, if figures other than 0 prove them."""
    if not line.place.within:
        return line.left
    kept: list[Hypothesis] = []
    for hypothesis in line.left:
        verdicts = [equation.verdict(hypothesis.tried) for equation in line.place.within]
        if Verdict.FAILS in verdicts:
            continue
        if Verdict.HOLDS not in verdicts and Verdict.UNKNOWN not in verdicts:
            return line.left  # it holds as 0 = 0, which excludes nothing
        kept.append(hypothesis)
    return tuple(kept) or line.left


def _resolve_across(
    lines: Sequence[Line],
    open_lines: list[Line],
    known: Mapping[int, Value | None],
    equations: Sequence[Equation],
) -> None:
    """Choose jointly between the readings of several lines by the equations that run across them."""
    combinations = 1
    for line in open_lines:
        combinations *= len(line.left)
    if combinations > _MOST_COMBINATIONS:
        return
    varying = {
        at
        for line in open_lines
        for column, at in enumerate(line.place.cells)
        if len({hypothesis.tried[column] for hypothesis in line.left}) > 1
    }
    open_cells = [frozenset(line.place.cells) for line in open_lines]
    touched = [
        equation
        for equation in equations
        if not varying.isdisjoint(equation.keys)
        and not any(equation.keys <= cells for cells in open_cells)
    ]
    needed = frozenset[int]().union(*[equation.keys for equation in touched])
    values = {at: known[at] for at in needed if at in known}
    for line in lines:
        if line.left:
            values.update(_tried(line, line.left[0]))
    across = [equation for equation in touched if equation.keys <= values.keys()]
    if not across:
        return
    kept: list[tuple[Hypothesis, ...]] = []
    tried = [
        [(hypothesis, list(_tried(line, hypothesis))) for hypothesis in line.left]
        for line in open_lines
    ]
    for combination in product(*tried):
        for _, figures in combination:
            values.update(figures)
        verdicts = [equation.verdict(values) for equation in across]
        if Verdict.FAILS in verdicts:
            continue
        if Verdict.HOLDS not in verdicts:
            return
        kept.append(tuple([hypothesis for hypothesis, _ in combination]))
    for at, line in enumerate(open_lines):
        remaining = {id(combination[at]) for combination in kept}
        if remaining:
            line.left = tuple(h for h in line.left if id(h) in remaining)


def _tried(line: Line, hypothesis: Hypothesis) -> Iterator[tuple[int, Value | None]]:
    """The figures of a reading of `line` by position, as equations try them."""
    return zip(line.place.cells, hypothesis.tried, strict=True)


def cells_of(
    line: Line, source: Source, units: Mapping[int, str | None], is_doubtful: bool
) -> Iterator[Cell]:
    """The Cells of `line` in order. `is_doubtful` where the table as a whole is not certain (its headers).

    `units` holds, for each cell of money, the unit that its header gives.
    """
    place, trust = line.place, line.reading.trust
    placed = trust is Trust.PLACED or is_doubtful
    for at, cell in zip(place.cells, _cells_of(line, source), strict=True):
        if cell.status is CellStatus.READ and (
            placed
            or (trust is Trust.CUT and not _is_uncut(cell, place.quantities[at - place.first]))
        ):
            cell = cell._replace(status=CellStatus.INFERRED)
        if at in units:
            number = line.left[0].figures[at - line.place.first].number if line.left else None
            cell = cell._replace(unit=number.unit if number and number.unit else units[at])
        yield cell


def _is_uncut(cell: Cell, quantity: Quantity) -> bool:
    """Whether no digits can be missing behind the figure: no count above 9 begins with 0."""
    return cell.value == 0 and quantity is Quantity.COUNT


def _cells_of(line: Line, source: Source) -> Iterator[Cell]:
    """The Cells of `line` as far as its figures and equations tell them."""
    hypotheses = line.reading.hypotheses
    if not line.left:
        # A row told by its position that does not add up, or one with too many readings: candidates, no more.
        if hypotheses:
            return (loose_cell((figure, LOST), source) for figure in hypotheses[0].figures)
        every = choices(line.reading.loose, line.place.width)
        if line.reading.printed_at is not None:
            every = [every[at] for at in line.reading.printed_at]
        return (loose_cell(figures, source) for figures in every)
    if len(hypotheses) == 1:
        return (single_cell(figure, source) for figure in hypotheses[0].figures)
    own_figures = zip(*[hypothesis.figures for hypothesis in hypotheses], strict=True)
    left = zip(*[hypothesis.figures for hypothesis in line.left], strict=True)
    demands = [_demanded(line, hypothesis) for hypothesis in line.left]
    return (
        cell_of(own, figures, [demand.get(column) for demand in demands], source)
        for column, (own, figures) in enumerate(zip(own_figures, left, strict=True))
    )


def _demanded(line: Line, hypothesis: Hypothesis) -> dict[int, Value]:
    """What the equations of the line demand for a figure that was lost, where they demand one value (by column)."""
    if LOST not in hypothesis.figures:
        return {}
    lost = {at for at, figure in enumerate(hypothesis.figures) if figure is LOST}
    values = hypothesis.tried
    demanded: dict[int, Value] = {}
    for equation in line.place.within:
        missing = [column for column in equation.keys if column in lost]
        if len(missing) != 1:
            continue
        (column,) = missing
        left = _sum(values, equation.left)
        right = _sum(values, equation.right)
        demanded[column] = right - left if column in equation.left else left - right
    return demanded


def _sum(values: Sequence[Value | None], columns: Iterable[int]) -> Value:
    return sum(values[column] or 0 for column in columns)
