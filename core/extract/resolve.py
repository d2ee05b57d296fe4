"""Owns deciding between readings: which of them the balance equations leave, and what each Cell then is.

Nothing is repaired: only readings of what is printed compete. An equation may decide between readings only
where it holds with figures other than 0; what is decided that way is INFERRED, never READ.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple, cast

from core.cells import Cell, CellRef, CellStatus, Quantity, TableKind, Value
from core.extract.figures import LOST, Printed
from core.extract.make_cells import Source, cell_of, loose_cell
from core.extract.remarks import Trust
from core.extract.rows import Hypothesis, RowReading, choices
from core.forms import Arrangement, Form, FormTable

_MOST_COMBINATIONS = 400


class Equation(NamedTuple):
    """A balance check over keys: positions of cells in the Form, or columns of one row."""

    left: tuple[int, ...]
    right: tuple[int, ...]

    @property
    def keys(self) -> tuple[int, ...]:
        """Every key of the equation."""
        return self.left + self.right


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a row of figures goes: its first cell (position in the Form), and the equations within the row.

    A table that is one line of figures is one such row.
    """

    first: int
    quantities: tuple[Quantity, ...]
    within: tuple[Equation, ...]

    @property
    def width(self) -> int:
        """The number of its columns."""
        return len(self.quantities)

    @property
    def cells(self) -> range:
        """The positions of its cells."""
        return range(self.first, self.first + self.width)


def places_of_rows(form: Form, table: FormTable) -> list[Place]:
    """The Places of the rows of `table` in printed order."""
    positions = form.index.positions
    rows: list[list[CellRef]] = []
    for block in table.blocks:
        for row in block.rows:
            refs = [CellRef(table.kind, row.key, column.key) for column in block.columns]
            if table.arrangement is Arrangement.SIDE_BY_SIDE and rows:
                rows[0] += refs
            else:
                rows.append(refs)
    return [_place(form, refs, [positions[ref] for ref in refs]) for refs in rows]


def _place(form: Form, refs: list[CellRef], cells: list[int]) -> Place:
    first = cells[0]
    own = set(cells)
    within = tuple(
        Equation(
            tuple(at - first for at in equation.left), tuple(at - first for at in equation.right)
        )
        for equation in equations_of(form)
        if own.issuperset(equation.keys)
    )
    quantities = tuple(form.column(ref).quantity for ref in refs)
    return Place(first, quantities, within)


def equations_of(form: Form, table: TableKind | None = None) -> list[Equation]:
    """The checks of `form` (of one table) over positions of cells."""
    positions = form.index.positions
    return [
        Equation(
            tuple(positions[ref] for ref in check.left),
            tuple(positions[ref] for ref in check.right),
        )
        for check in form.checks
        if table is None or check.cells[0].table is table
    ]


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
    lines: Sequence[Line], known: Mapping[int, Value | None], equations: Sequence[Equation]
) -> None:
    """Drop the readings that the balance equations of the table exclude.

    `known` are the figures (by position, blank as 0) of the rows that have one reading and are not in `lines`.
    """
    for line in lines:
        if line.is_open:
            line.left = _balanced(line)
        elif line.left and line.reading.trust is Trust.PLACED:
            # A row that was told by its position alone.
            if is_contradicted(line.place, [figure.tried for figure in line.left[0].figures]):
                line.left = ()
    open_lines = [line for line in lines if line.is_open]
    if open_lines:
        _resolve_across(lines, open_lines, known, equations)


def is_contradicted(place: Place, values: list[Value | None]) -> bool:
    """Whether the equations within a row do not hold for its figures, as equations try them."""
    return any(_verdict(equation, values) == "fails" for equation in place.within)


def is_confirmed(place: Place, cells: Sequence[Cell]) -> bool:
    """Whether the equations within a row all hold for its cells, one of them with figures other than 0."""
    values = [0 if cell.status is CellStatus.BLANK else cell.value for cell in cells]
    verdicts = [_verdict(equation, values) for equation in place.within]
    return "holds" in verdicts and "fails" not in verdicts


def _balanced(line: Line) -> tuple[Hypothesis, ...]:
    """The readings that no equation of the line contradicts, if figures other than 0 prove them."""
    if not line.place.within:
        return line.left
    kept: list[Hypothesis] = []
    for hypothesis in line.left:
        values = [figure.tried for figure in hypothesis.figures]
        verdicts = [_verdict(equation, values) for equation in line.place.within]
        if "fails" in verdicts:
            continue
        if "holds" not in verdicts and "unknown" not in verdicts:
            return line.left  # it holds as 0 = 0, which excludes nothing
        kept.append(hypothesis)
    return tuple(kept) or line.left


def _verdict(equation: Equation, values: Mapping[int, Value | None] | list[Value | None]) -> str:
    """holds (with figures other than 0), trivial (0 = 0), fails, or unknown (a figure is lost)."""
    left = [values[key] for key in equation.left]
    right = [values[key] for key in equation.right]
    if None not in left and None not in right:
        total = sum(cast(list[Value], left))
        if total != sum(cast(list[Value], right)):
            return "fails"
        return "holds" if total else "trivial"
    known_left = sum(value for value in left if value is not None)
    known_right = sum(value for value in right if value is not None)
    if None not in left and known_right > known_left:
        return "fails"
    if None not in right and known_left > known_right:
        return "fails"
    return "unknown"


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
        if len({hypothesis.figures[column].tried for hypothesis in line.left}) > 1
    }
    fixed = dict(known)
    for line in lines:
        if line.left:
            fixed.update(_tried(line, line.left[0]))
    across = [
        equation
        for equation in equations
        if any(at in varying for at in equation.keys)
        and all(at in fixed for at in equation.keys)
        and not any(_is_within(equation, line.place) for line in open_lines)
    ]
    if not across:
        return
    kept: list[tuple[Hypothesis, ...]] = []
    values = dict(fixed)
    tried = [
        [(hypothesis, list(_tried(line, hypothesis))) for hypothesis in line.left]
        for line in open_lines
    ]
    for combination in product(*tried):
        for _, figures in combination:
            values.update(figures)
        verdicts = [_verdict(equation, values) for equation in across]
        if "fails" in verdicts:
            continue
        if "holds" not in verdicts:
            return
        kept.append(tuple([hypothesis for hypothesis, _ in combination]))
    for at, line in enumerate(open_lines):
        remaining = {id(combination[at]) for combination in kept}
        if remaining:
            line.left = tuple(h for h in line.left if id(h) in remaining)


def _tried(line: Line, hypothesis: Hypothesis) -> Iterator[tuple[int, Value | None]]:
    """The figures of a reading of `line` by position, as equations try them."""
    return zip(line.place.cells, [figure.tried for figure in hypothesis.figures], strict=True)


def _is_within(equation: Equation, place: Place) -> bool:
    return all(at in place.cells for at in equation.keys)


def cells_of(
    line: Line, source: Source, units: Mapping[int, str | None], is_doubtful: bool
) -> Iterator[Cell]:
    """The Cells of `line` in order. `is_doubtful` where the table as a whole is not certain (its headers).

    `units` holds, for each cell of money, the unit that its header gives.
    """
    placed = line.reading.trust is Trust.PLACED or is_doubtful
    hypotheses = line.reading.hypotheses
    every = zip(*(hypothesis.figures for hypothesis in hypotheses), strict=True)
    if not line.left:
        # A row told by its position that does not add up: its figures are candidates, no more.
        placed_only = ((*figures, LOST) for figures in every)
        loose = choices(line.reading.loose, line.place.width)
        for figures in placed_only if hypotheses else loose:
            yield loose_cell(figures, source)
        return
    left = zip(*(hypothesis.figures for hypothesis in line.left), strict=True)
    demanded = [_demanded(line, hypothesis) for hypothesis in line.left]
    for at, own, figures in zip(line.place.cells, every, left, strict=True):
        demands = [demand.get(at - line.place.first) for demand in demanded]
        cell = cell_of(own, figures, demands, source)
        if placed and cell.status is CellStatus.READ:
            cell = cell._replace(status=CellStatus.INFERRED)
        if at in units:
            number = figures[0].number
            cell = cell._replace(unit=number.unit if number and number.unit else units[at])
        yield cell


def _demanded(line: Line, hypothesis: Hypothesis) -> dict[int, Value]:
    """What the equations of the line demand for a figure that was lost, where they demand one value (by column)."""
    figures = hypothesis.figures
    if LOST not in figures:
        return {}
    lost = [at for at, figure in enumerate(figures) if figure.printed is Printed.LOST]
    values = [figure.tried for figure in figures]
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
