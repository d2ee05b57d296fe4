"""Owns deciding between readings: which of them the balance equations leave.

Nothing is repaired: only readings of what is printed compete. An equation may decide between readings only
where it holds with figures other than 0; what is decided that way is INFERRED, never READ.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import chain, product, repeat
from math import prod
from typing import NamedTuple, cast

from core.cells import Value
from core.extract.cells.equations import Balance, Equation, Place, Verdict
from core.extract.rows.remarks import Trust
from core.extract.rows.rows import Hypothesis, RowReading
from core.sums import Sides, SidesOnceMore

_MOST_COMBINATIONS = 400
_MEMORY = 500
_HOLDS, _TRIVIAL, _FAILS = Verdict.HOLDS, Verdict.TRIVIAL, Verdict.FAILS


@dataclass(slots=True)
class Line:
    """A RowReading, where it goes in its table, and the readings still possible (all of them at first).

    `cells` are those that it fills, counted from the first of the table.
    """

    place: Place
    cells: range
    reading: RowReading
    left: Sequence[Hypothesis]

    @property
    def is_open(self) -> bool:
        """Whether more than one reading is possible."""
        return len(self.left) > 1

    @property
    def is_uncut(self) -> bool:
        """Whether the row adds up though a figure stands below, which cannot be the rest of just one of its figures."""
        trust, within = self.reading.trust, self.place.within
        return trust is Trust.BESIDE and bool(self.left and within)


_BY_PLACE = (Trust.PLACED, Trust.CUT, Trust.BESIDE, Trust.UNEVEN)


class Over(NamedTuple):
    """The equations across the rows of a table that are over figures of some of these.

    `parts` are what each is over these figures alone, counted one row after the other.
    """

    equations: Sequence[Equation]
    parts: Sequence[Equation]
    sides: Sides

    def balances(self, settled: Sequence[Value | None], has_lost: bool) -> Iterable[Balance]:
        """What the sides of each come to with the figures of the table, some of which are lost or none."""
        if has_lost:
            return [equation.balance(settled) for equation in self.equations]
        lefts, rights = self.sides(cast(Sequence[Value], settled))
        return map(Balance, lefts, rights, repeat(False), repeat(False))


class Across:
    """The balance equations of a table that run across its rows, over its cells counted from the first."""

    def __init__(self, rows: Sequence[range], equations: Iterable[Equation]) -> None:
        self._rows = rows
        self._equations = [
            one for one in equations if not any(one.keys <= {*cells} for cells in rows)
        ]
        self._over: dict[tuple[int, ...], Over] = {}

    def over(self, rows: tuple[int, ...]) -> Over:
        """Those over figures of `rows`."""
        found = self._over.get(rows)
        if found is None:
            cells = chain.from_iterable([self._rows[row] for row in rows])
            columns = {at: column for column, at in enumerate(cells)}
            if len(self._over) >= _MEMORY:
                self._over.clear()
            own = [one for one in self._equations if not one.keys.isdisjoint(columns)]
            sides = SidesOnceMore([(one.left, one.right) for one in own])
            found = self._over[rows] = Over(own, [one.over(columns) for one in own], sides)
        return found


def resolve(
    lines: Sequence[Line], across: Across, known: Sequence[Value | None], absent: Set[int]
) -> None:
    """Drop the readings that the balance equations of the table exclude.

    `known` are the figures of the table by cell, blank as 0, where rows have one reading and are not in `lines`;
    the others count as 0. `absent` are the cells that no row in the text holds.
    """
    for line in lines:
        if line.is_open:
            line.left = _balanced(line)
        elif line.left and line.reading.trust in _BY_PLACE:
            # A row that was told by its position alone, or whose figures may be cut, or one of another place.
            if line.place.is_contradicted(line.left[0].tried):
                line.left = ()
    open_lines = [line for line in lines if line.is_open]
    if open_lines:
        over = across.over(tuple([line.reading.row for line in open_lines]))
        if over.equations:
            _resolve_across(lines, open_lines, over, known, absent)


def _balanced(line: Line) -> Sequence[Hypothesis]:
    """The readings that no equation of the line contradicts, if figures other than 0 prove them."""
    if not line.place.within or not any(one.value for one in line.reading.figures):
        return line.left  # zeros contradict nothing
    verdicts: dict[Sequence[Value | None], Verdict] = {}
    for tried in {one.tried for one in line.left}:
        verdict = verdicts[tried] = line.place.verdict(tried)
        if verdict is _TRIVIAL:
            return line.left  # it holds as 0 = 0, which excludes nothing
    kept = [one for one in line.left if verdicts[one.tried] is not _FAILS]
    return kept or line.left


def _resolve_across(
    lines: Sequence[Line],
    open_lines: Sequence[Line],
    over: Over,
    known: Sequence[Value | None],
    absent: Set[int],
) -> None:
    """Choose jointly between the readings of several lines by the equations that run across them."""
    if prod([len(line.left) for line in open_lines]) > _MOST_COMBINATIONS:
        return
    settled, unknown, has_lost = [*known], {*absent}, False
    for line in lines:
        if line.is_open:
            settled[line.cells.start : line.cells.stop] = [0] * len(line.cells)
        elif line.left:
            figures = line.left[0].tried
            settled[line.cells.start : line.cells.stop] = figures
            has_lost |= None in figures
        else:
            unknown.update(line.cells)
    readings = [*product(*[line.left for line in open_lines])]
    tried = [
        sum([one.tried for one in reading], ()) for reading in readings
    ]  # one behind the other
    columns = [*zip(*tried, strict=True)]
    varying = {column for column, values in enumerate(columns) if len({*values}) > 1}
    verdicts = [
        part.verdicts(columns, balance)
        for equation, part, balance in zip(*over[:2], over.balances(settled, has_lost), strict=True)
        if not part.keys.isdisjoint(varying) and equation.keys.isdisjoint(unknown)
    ]
    if not verdicts:
        return
    balanced = [
        (reading, said)
        for reading, said in zip(readings, zip(*verdicts, strict=True), strict=True)
        if _FAILS not in said
    ]
    if not balanced or any(_HOLDS not in said for _, said in balanced):
        return
    chosen = zip(*[reading for reading, _ in balanced], strict=True)
    for line, kept in zip(open_lines, chosen, strict=True):
        line.left = [one for one in line.left if one in kept]
