"""Owns balance equations as the reader needs them: over positions, of a row by itself or of a whole table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from operator import itemgetter
from typing import Any, TypeAlias, cast

from core.cells import CellRef, Quantity, TableKind, Value
from core.forms import Arrangement, Form, FormTable


class Verdict(Enum):
    """What an equation says of figures."""

    HOLDS = "holds"  # with figures other than 0
    TRIVIAL = "trivial"  # as 0 = 0, which proves nothing
    FAILS = "fails"
    UNKNOWN = "unknown"  # a figure is lost


_Values: TypeAlias = Mapping[int, Value | None] | Sequence[Value | None]
_Getter: TypeAlias = Callable[[_Values], tuple[Any, ...]]
"""Any: a Value, or None where it is lost; saying so by a cast takes longer than the sum."""


def _getter(keys: tuple[int, ...]) -> _Getter:
    """What takes the values of `keys`; itemgetter gives no tuple for a single one."""
    if len(keys) == 1:
        (key,) = keys
        return lambda values: (values[key],)
    return cast(_Getter, itemgetter(*keys))


@dataclass(frozen=True, slots=True, eq=False)
class Equation:
    """A balance check over keys: positions of cells in the Form, or columns of one row."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    keys: frozenset[int]
    _left: _Getter
    _right: _Getter

    @classmethod
    def of(cls, left: Iterable[int], right: Iterable[int]) -> "Equation":
        """The Equation of both sides."""
        left, right = tuple(left), tuple(right)
        return cls(left, right, frozenset(left + right), _getter(left), _getter(right))

    def verdict(self, values: _Values) -> Verdict:
        """What it says of `values`, of which lost ones are None."""
        left, right = self._left(values), self._right(values)
        if None not in left and None not in right:
            total = sum(left)
            if total != sum(right):
                return Verdict.FAILS
            return Verdict.HOLDS if total else Verdict.TRIVIAL
        known_left = sum(value for value in left if value is not None)
        known_right = sum(value for value in right if value is not None)
        if None not in left and known_right > known_left:
            return Verdict.FAILS
        if None not in right and known_left > known_right:
            return Verdict.FAILS
        return Verdict.UNKNOWN


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where a row of figures goes: its first cell (position in the Form), and the equations within the row.

    A table that is one line of figures is one such row.
    """

    first: int
    width: int
    cells: range
    quantities: tuple[Quantity, ...]
    within: tuple[Equation, ...]

    def is_contradicted(self, values: Sequence[Value | None]) -> bool:
        """Whether an equation within the row fails for its figures, as equations try them."""
        return any(equation.verdict(values) is Verdict.FAILS for equation in self.within)

    def is_confirmed(self, values: Sequence[Value | None]) -> bool:
        """Whether the equations within the row all hold, one of them with figures other than 0."""
        verdicts = [equation.verdict(values) for equation in self.within]
        return Verdict.HOLDS in verdicts and Verdict.FAILS not in verdicts

    def as_printed(self, printed_at: Sequence[int]) -> "Place":
        """The Place of a row whose columns are printed in another order: `printed_at` says where each stands."""
        quantities = tuple(self.quantities[printed_at.index(at)] for at in range(self.width))
        within = tuple(
            Equation.of(
                [printed_at[at] for at in equation.left], [printed_at[at] for at in equation.right]
            )
            for equation in self.within
        )
        return Place(self.first, self.width, self.cells, quantities, within)


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
        Equation.of([at - first for at in equation.left], [at - first for at in equation.right])
        for equation in equations_of(form)
        if own.issuperset(equation.keys)
    )
    quantities = tuple(form.column(ref).quantity for ref in refs)
    return Place(first, len(cells), range(first, first + len(cells)), quantities, within)


def equations_of(form: Form, table: TableKind | None = None) -> list[Equation]:
    """The checks of `form` (of one table) over positions of cells."""
    positions = form.index.positions
    return [
        Equation.of([positions[ref] for ref in check.left], [positions[ref] for ref in check.right])
        for check in form.checks
        if table is None or check.cells[0].table is table
    ]
