"""Owns the equations of a report as sparse integer rows, and what a change of cells does to them.

Cells are numbered by their place in the Form's index. A check is a row of (cell, +1 or -1); its residual
is the left side minus the right. Blank cells count as 0, as in `core.checks`; an equation with a cell of
unknown value has no residual and constrains nothing until that cell is given one.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TypeAlias

from core.cells import CellRef, CellStatus, Quantity, TableKind, Value
from core.checks import CheckId, Look
from core.forms import Arrangement, Form

Change: TypeAlias = Mapping[int, Value]
"""New values by cell number."""


class LineKind(Enum):
    """What a line of figures is in its table."""

    ROW = "row"
    COLUMN = "column"
    STRIP = "strip"  # all rows of a side-by-side table, as they stand in one printed line


@dataclass(frozen=True, slots=True)
class Line:
    """Cells that stand in one line on paper, in printed order."""

    kind: LineKind
    table: TableKind
    cells: tuple[int, ...]


class Equations:
    """The checks of one Form, ready for searching; built once per Form."""

    def __init__(self, form: Form) -> None:
        positions = form.index.positions
        self.form = form
        self.ids: tuple[CheckId, ...] = tuple(check.id for check in form.checks)
        self.terms: tuple[tuple[tuple[int, int], ...], ...] = tuple(
            tuple((positions[ref], 1) for ref in check.left)
            + tuple((positions[ref], -1) for ref in check.right)
            for check in form.checks
        )
        self.signs: tuple[dict[int, int], ...] = tuple(map(dict, self.terms))
        of_cell: list[list[tuple[int, int]]] = [[] for _ in form.index.refs]
        for check, terms in enumerate(self.terms):
            for cell, coefficient in terms:
                of_cell[cell].append((check, coefficient))
        self.of_cell: tuple[tuple[tuple[int, int], ...], ...] = tuple(map(tuple, of_cell))
        self.lines: tuple[Line, ...] = tuple(_lines(form))
        self.totals: frozenset[int] = frozenset(
            positions[check.left[0]] for check in form.checks if len(check.left) == 1
        )
        """Cells that stand alone for the sum of others."""
        self.blocks: tuple[int, ...] = self._blocks()

    def _blocks(self) -> tuple[int, ...]:
        """For each check the smallest check that it hangs together with through common cells."""
        block = list(range(len(self.terms)))
        for of_cell in self.of_cell:
            together = {block[check] for check, _ in of_cell}
            if len(together) > 1:
                low = min(together)
                block = [low if b in together else b for b in block]
        return tuple(block)


@lru_cache(maxsize=8)
def equations_of(form: Form) -> Equations:
    """The Equations of `form`."""
    return Equations(form)


def _lines(form: Form) -> Iterator[Line]:
    positions = form.index.positions
    for table in form.tables.values():
        if table.arrangement is Arrangement.BLOCKS:
            continue  # no figure there is the sum of others
        (block,) = table.blocks
        grid = [
            tuple(positions[CellRef(table.kind, row.key, c.key)] for c in block.columns)
            for row in block.rows
        ]
        yield from (Line(LineKind.ROW, table.kind, row) for row in grid)
        if table.arrangement is Arrangement.MATRIX:
            yield from (
                Line(LineKind.COLUMN, table.kind, column) for column in zip(*grid, strict=True)
            )
        else:
            yield Line(LineKind.STRIP, table.kind, tuple(cell for row in grid for cell in row))


class Standing(Enum):
    """How a check stands for the values at hand."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"  # it would fail, but rests on a blank cell taken as 0
    UNKNOWN = "unknown"  # a cell has no value


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change mends: bit sets over the failing checks, and over those that were not decided."""

    mended: int
    settled: int


class Problem:
    """The values of one report against the Equations of its Form.

    `values[i]` is None where cell i has no value; `numbers[i]` takes a blank as 0. Checks that the
    reviewer called not applicable are left out.
    """

    def __init__(
        self,
        equations: Equations,
        look: Look,
        leave_out: Callable[[CheckId], bool] = lambda _check: False,
    ) -> None:
        self.equations = equations
        refs = equations.form.index.refs
        looked = [look(ref) for ref in refs]
        self.values: list[Value | None] = [value for value, _ in looked]
        self.blank: frozenset[int] = frozenset(
            at
            for at, (value, status) in enumerate(looked)
            if value is None and status is CellStatus.BLANK
        )
        self.numbers: list[Value | None] = [
            0 if at in self.blank else value for at, value in enumerate(self.values)
        ]
        self.left_out = frozenset(check for check, id in enumerate(equations.ids) if leave_out(id))
        self.residuals: list[Value | None] = []
        self.standing: list[Standing] = []
        for check, terms in enumerate(equations.terms):
            residual, standing = self._judge(terms)
            if check in self.left_out:
                residual, standing = None, Standing.UNKNOWN
            self.residuals.append(residual)
            self.standing.append(standing)
        self.failing: tuple[int, ...] = tuple(
            check for check, standing in enumerate(self.standing) if standing is Standing.FAILS
        )
        self.whole = frozenset(
            at
            for at, ref in enumerate(refs)
            if equations.form.column(ref).quantity is Quantity.COUNT
        )

    def _judge(self, terms: tuple[tuple[int, int], ...]) -> tuple[Value | None, Standing]:
        residual: Value = 0
        assumed = False
        for cell, coefficient in terms:
            number = self.numbers[cell]
            if number is None:
                return None, Standing.UNKNOWN
            assumed = assumed or cell in self.blank
            residual += coefficient * number
        if residual == 0:
            return residual, Standing.HOLDS
        return residual, Standing.OPEN if assumed else Standing.FAILS

    def legal(self, cell: int, value: Value) -> bool:
        """Whether `value` can stand in `cell`: counts are whole and at least 0."""
        if cell not in self.whole:
            return True
        return value >= 0 and (isinstance(value, int) or value == value.to_integral_value())

    def effect(self, change: Change) -> Effect | None:
        """What `change` mends; None where it is illegal, changes nothing, or leaves a check failing.

        Every check that has a changed cell must hold afterwards, unless a value is still unknown there
        or it rested on a blank before and still does.
        """
        moved: dict[int, Value] = {}
        filled: set[int] = set()
        for cell, value in change.items():
            number = self.numbers[cell]
            if not self.legal(cell, value) or (value == number and cell not in self.blank):
                return None
            if number is None or cell in self.blank:
                filled.add(cell)
            for check, coefficient in self.equations.of_cell[cell]:
                moved[check] = moved.get(check, 0) + coefficient * (value - (number or 0))
        mended = settled = 0
        for check, by in moved.items():
            if check in self.left_out:
                continue
            standing = self.standing[check]
            residual = self.residuals[check]
            if standing is Standing.UNKNOWN:
                residual = self._completed(check, filled)
                if residual is None:
                    continue
            assert residual is not None
            if residual + by != 0:
                if standing is Standing.OPEN and not self._filled(check, filled):
                    continue
                return None
            if standing is Standing.FAILS:
                mended |= 1 << check
            elif standing is not Standing.HOLDS:
                settled |= 1 << check
        return Effect(mended, settled)

    def _completed(self, check: int, filled: set[int]) -> Value | None:
        """The residual of `check` with the cells of `filled` at 0, None where others are unknown."""
        residual: Value = 0
        for cell, coefficient in self.equations.terms[check]:
            number = self.numbers[cell]
            if number is not None:
                residual += coefficient * number
            elif cell not in filled:
                return None
        return residual

    def _filled(self, check: int, filled: set[int]) -> bool:
        """Whether no cell of `check` is still blank once those of `filled` have values."""
        return all(cell in filled for cell, _ in self.equations.terms[check] if cell in self.blank)
