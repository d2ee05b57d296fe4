"""Owns rows that hold as many figures as they should by accident: one was lost, another is none of theirs.

Where nothing marks the cells of a row, it looks complete with a page number among its figures, or with one that a
space split; those between have slid. A slip of the report leaves one figure that does not add up. Figures that have
slid leave several, and all are right again one cell further.
"""

from collections.abc import Iterator, Sequence

from core.cells import Candidate, CellStatus, Value
from core.extract.cells.equations import Equation, Place, Verdict
from core.extract.cells.make_cells import ambiguous_cell
from core.numbers import LONGEST
from core.tables import CellColumns

_FEWEST = 2
"""Figures that have slid, and equations that mend with them: a slip of the report is one of each."""
_TOLD = (CellStatus.READ, CellStatus.BLANK)

_Figures = list[Candidate]
"""What stands in the cells of a row, one after the other."""


class SlidRows:
    """Finds such rows of one table, whose cells and `equations` are counted from the cell `first` of the Form; made
    once, used for every text."""

    def __init__(self, places: Sequence[Place], first: int, equations: Sequence[Equation]) -> None:
        self._places = [(place, place.first - first) for place in places]
        self._equations = [equation.moved(-first) for equation in equations]

    def doubt(self, columns: CellColumns, wrong: Sequence[Equation]) -> list[int]:
        """Offer both readings of figures that may have slid in rows of the `wrong` equations; their cells."""
        doubted: list[int] = []
        for place, first in self._places:
            cells = range(first, first + place.width)
            if all(one.keys.isdisjoint(cells) for one in wrong):
                continue
            if all(columns.status(at) in _TOLD for at in cells):
                doubted += self._offer(place, cells, columns)
        return doubted

    def _offer(self, place: Place, cells: range, columns: CellColumns) -> list[int]:
        """Make the cells of the row AMBIGUOUS that hold another figure if they have slid; which these are."""
        own = [Candidate(*columns.cell(at)[:3]) for at in cells]
        candidates: dict[int, dict[Value | None, Candidate]] = {}
        for figures in self._slid(own, place, cells, columns):
            for at, one, printed in zip(cells, figures, own, strict=True):
                if one.value != printed.value:
                    candidates.setdefault(at, {}).setdefault(one.value, one)
        for at, offered in candidates.items():
            printed = own[at - cells.start]
            offered.setdefault(printed.value, printed)
            columns.put(at, ambiguous_cell(offered))
        return [*candidates]

    def _slid(
        self, own: _Figures, place: Place, cells: range, columns: CellColumns
    ) -> Iterator[_Figures]:
        """The ways in which figures of the row may have slid, so that several equations hold again and none fails."""
        values = [
            0 if columns.status(at) is CellStatus.BLANK else value
            for at, value in enumerate(columns.values)
        ]
        over = [one for one in self._equations if not one.keys.isdisjoint(cells)]
        before = [one.verdict(values) for one in over]
        right = [
            one.keys
            for one, verdict in zip(over, before, strict=True)
            if verdict in (Verdict.HOLDS, Verdict.TRIVIAL) and not one.keys.issubset(cells)
        ]
        fixed = {at for at in cells if any(at in keys for keys in right)}
        if place.width - len(fixed) < _FEWEST:
            return
        for figures in _others(own, place):
            slid = [*values]
            slid[cells.start : cells.stop] = [one.value or 0 for one in figures]
            changed = {at for at in cells if slid[at] != values[at]}
            if len(changed) < _FEWEST or not changed.isdisjoint(fixed):
                continue
            now = [one.verdict(slid) for one in over]
            mended = [was for was, verdict in zip(before, now, strict=True) if was is not verdict]
            if Verdict.FAILS not in now and mended.count(Verdict.FAILS) >= _FEWEST:
                yield figures


def _others(own: _Figures, place: Place) -> Iterator[_Figures]:
    """Each way to read the figures of a row with one too many and one too few."""
    for fewer in _with_one_less(own):
        yield from _with_one_lost(fewer, place)
        yield from _with_one_parted(fewer)


def _with_one_less(own: _Figures) -> Iterator[_Figures]:
    """The figures without each of them, and with each two neighbours as one number."""
    for at, first in enumerate(own):
        yield [*own[:at], *own[at + 1 :]]
        text = f"{first.value}{own[at + 1].value}" if first.value and at + 1 < len(own) else ""
        if text.isdigit() and len(text) <= LONGEST:
            yield [*own[:at], Candidate(int(text), None, None), *own[at + 2 :]]


def _with_one_lost(figures: _Figures, place: Place) -> Iterator[_Figures]:
    """The figures and, at each place, one that was lost: what the equations of the row want there."""
    for column in range(place.width):
        values = [one.value or 0 for one in figures]
        values.insert(column, 0)
        demanded = {one.demanded(column, values) for one in place.within if column in one.keys}
        value = demanded.pop() if len(demanded) == 1 else -1
        if value >= 0:
            yield [*figures[:column], Candidate(value, None, None), *figures[column:]]


def _with_one_parted(figures: _Figures) -> Iterator[_Figures]:
    """The figures with each taken for two that ran together."""
    for at, one in enumerate(figures):
        digits = str(one.value)
        for cut in range(1, len(digits) if digits.isdigit() else 0):
            if digits[cut] != "0" or cut + 1 == len(digits):
                parts = (digits[:cut], digits[cut:])
                both = [Candidate(int(part), None, None) for part in parts]
                yield [*figures[:at], *both, *figures[at + 1 :]]
