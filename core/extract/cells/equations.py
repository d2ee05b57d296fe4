"""Owns balance equations as the reader needs them: over positions, of a row by itself or of a whole table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias, cast

from core.cells import CellRef, Quantity, TableKind, Value
from core.forms import Arrangement, Form, FormTable
from core.sums import Sides, sides_of
from core.tables import CellColumns

_SLIPS = 1
"""So many sums of a table may be wrong by a slip of the report, whatever the others are."""


class Verdict(Enum):
    """What an equation says of figures."""

    HOLDS = "holds"  # with figures other than 0
    TRIVIAL = "trivial"  # as 0 = 0, which proves nothing
    FAILS = "fails"
    UNKNOWN = "unknown"  # a figure is lost


_HOLDS, _TRIVIAL, _FAILS, _UNKNOWN = Verdict
"""By themselves: looking one up in its Enum takes Python longer than adding up."""


class Balance(NamedTuple):
    """What the sides of an equation come to: the sums of what is known, and whether a figure is lost there."""

    left: Value
    right: Value
    is_left_lost: bool
    is_right_lost: bool

    def verdict(self, left: Sequence[Any], right: Sequence[Any]) -> Verdict:
        """What the equation says with these figures on each side besides; lost ones are None."""
        total, other, is_left_lost, is_right_lost = self
        if None in left:
            is_left_lost = True
            total += _sum(left)
        else:
            total += sum(left)
        if None in right:
            is_right_lost = True
            other += _sum(right)
        else:
            other += sum(right)
        # What is lost may be any count, but never less than nothing.
        if is_left_lost:
            return _FAILS if total > other and not is_right_lost else _UNKNOWN
        if is_right_lost:
            return _FAILS if other > total else _UNKNOWN
        return _verdict(total, other)


def _verdict(left: Value, right: Value) -> Verdict:
    """What an equation says whose sides come to so much."""
    if left != right:
        return _FAILS
    return _HOLDS if left else _TRIVIAL


_NOTHING = Balance(0, 0, False, False)
_Values: TypeAlias = Sequence[Value | None]
_Getter: TypeAlias = Callable[[_Values], Sequence[Any]]
"""Any: a Value, or None where it is lost; saying so by a cast takes longer than the sum."""


def _sum(values: Iterable[Value | None]) -> Value:
    return sum([value for value in values if value is not None])


def _getter(keys: Sequence[int]) -> _Getter:
    """What takes the values of `keys`: at once where they stand equally far apart."""
    if not keys:
        return itemgetter(slice(0))
    first, last = keys[0], keys[-1]
    step = max(1, keys[1] - first) if len(keys) > 1 else 1
    if list(keys) == list(range(first, last + 1, step)):
        return itemgetter(slice(first, last + 1, step))
    return itemgetter(*keys)


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

    def moved(self, by: int) -> "Equation":
        """The same over keys that are greater `by` so much."""
        return Equation.of([key + by for key in self.left], [key + by for key in self.right])

    def verdict(self, values: _Values) -> Verdict:
        """What it says of `values`, of which lost ones are None."""
        left, right = self._left(values), self._right(values)
        if None in left or None in right:
            return _NOTHING.verdict(left, right)
        return _verdict(sum(left), sum(right))

    def balance(self, values: _Values) -> Balance:
        """What its sides come to with `values`, of which lost ones are None."""
        left, right = self._left(values), self._right(values)
        is_left_lost, is_right_lost = None in left, None in right
        return Balance(
            _sum(left) if is_left_lost else sum(left),
            _sum(right) if is_right_lost else sum(right),
            is_left_lost,
            is_right_lost,
        )

    def over(self, columns: Mapping[int, int]) -> "Equation":
        """What of it is over other keys: `columns` tells which of them stands for which of its own."""
        left, right = (
            [columns[key] for key in side if key in columns] for side in (self.left, self.right)
        )
        return Equation.of(left, right)

    def verdicts(self, columns: Sequence[Sequence[Value | None]], rest: Balance) -> list[Verdict]:
        """What it says of several readings, of which `columns` hold the figures by key. Besides there is `rest`."""
        left, right = self.left, self.right
        if len(left) + len(right) == 1:  # as of one row alone
            values = columns[(left or right)[0]]
            said = {
                one: rest.verdict((one,), ()) if left else rest.verdict((), (one,))
                for one in {*values}
            }
            return [*map(said.__getitem__, values)]
        readings = [*zip(*[columns[key] for key in left + right], strict=True)]
        middle = len(left)
        verdicts = {one: rest.verdict(one[:middle], one[middle:]) for one in {*readings}}
        return [*map(verdicts.__getitem__, readings)]

    def excess(self, values: Sequence[Value]) -> Value:
        """By how much its left side is greater with `values`."""
        return sum(self._left(values)) - sum(self._right(values))

    def demanded(self, key: int, values: Sequence[Value]) -> Value:
        """What stands at `key` if it holds; `values` have 0 there."""
        excess = self.excess(values)
        return -excess if key in self.left else excess


@dataclass(frozen=True, eq=False)  # no slots: what adds it up is made when it is first asked for
class Place:
    """Where a row of figures goes: its first cell (position in the Form), and the equations within the row.

    A table that is one line of figures is one such row.
    """

    first: int
    width: int
    cells: range
    quantities: tuple[Quantity, ...]
    within: tuple[Equation, ...]

    def verdict(self, values: Sequence[Value | None]) -> Verdict:
        """What the equations within the row say of its figures together: one that fails outweighs the others, one
        that holds those that tell nothing. Without any equation that is TRIVIAL."""
        if None in values:
            return self._verdict_of_some(values)
        lefts, rights = self._sides(cast(Sequence[Value], values))
        if lefts != rights:
            return _FAILS
        return _HOLDS if any(lefts) else _TRIVIAL

    @cached_property
    def _sides(self) -> Sides:
        """What adds up both sides of the equations within the row."""
        return sides_of([(equation.left, equation.right) for equation in self.within])

    def _verdict_of_some(self, values: Sequence[Value | None]) -> Verdict:
        """`verdict` where figures are lost."""
        together = _TRIVIAL
        for equation in self.within:
            verdict = equation.verdict(values)
            if verdict is _FAILS:
                return verdict
            if together is _TRIVIAL or verdict is _HOLDS:
                together = verdict
        return together

    def is_contradicted(self, values: Sequence[Value | None]) -> bool:
        """Whether an equation within the row fails for its figures, as equations try them."""
        return self.verdict(values) is _FAILS

    def is_confirmed(self, values: Sequence[Value | None]) -> bool:
        """Whether no equation within the row fails, and one holds with figures other than 0."""
        return self.verdict(values) is _HOLDS

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


class Sums:
    """The equations of one table together, over positions in the table."""

    def __init__(self, equations: Sequence[Equation]) -> None:
        self._equations = equations
        self._sides = sides_of([(one.left, one.right) for one in equations])

    def wrong(self, columns: CellColumns) -> list[Equation]:
        """Those that do not hold, whatever figures that were lost may be."""
        # One that fails whatever was lost does not add up with 0 for it.
        lefts, rights = self._sides(columns.known())
        if lefts == rights:
            return []
        sides = zip(self._equations, lefts, rights, strict=True)
        unlike = [one for one, left, right in sides if left != right]
        return [one for one in unlike if one.verdict(columns.values) is _FAILS]

    def are_most(self, wrong: Sequence[Equation], columns: CellColumns) -> bool:
        """Whether the `wrong` ones are most, so that the figures stand under other columns than they should.

        The labels may be all there: one figure was lost and a page number stands behind, one column has gone and
        another come. Sums of nothing but 0 prove nothing.
        """
        if len(wrong) <= _SLIPS:
            return False
        holding = sum(one.verdict(columns.values) is _HOLDS for one in self._equations)
        return len(wrong) > holding


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
