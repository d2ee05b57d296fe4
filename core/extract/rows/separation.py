"""Owns how the cells of a table are separated, and what the characters between two tokens say about that."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import regex

from core.extract.folding.fold import FILLER

_SHARE = 4
"""Where one in so many borders between figures has a line end as well, lines are no rows."""
_BLANK = regex.compile(r"(?<=\|) +(?=\|)|(?<=\n) +(?=\n)")
_LONGEST_REMEMBERED = 100
"""Characters of a gap that is remembered: there are few such gaps, and they stand everywhere."""
_MARKS = frozenset(f"\n\t|{FILLER}")


class Separation(NamedTuple):
    """How cells are separated: `unit` between two figures of one row, `mark` its telling character."""

    unit: str
    mark: str

    @classmethod
    def of(cls, unit: str) -> "Separation":
        """The Separation whose unit is `unit`."""
        return cls(unit, next((mark for mark in "|\t\n" if mark in unit), " "))

    @classmethod
    def among(cls, units: Counter[str]) -> "Separation":
        """The Separation by what was found between figures: the commonest, where it ends no row.

        Where lines hold several cells each, a line end is no more than part of a border.
        """
        (unit, count), *others = units.most_common()
        for other, times in others:
            if other == f"{unit}\n" and unit == "|" and _SHARE * times > count:
                return cls.of(other)
        return cls.of(unit)

    @property
    def is_linewise(self) -> bool:
        """Whether a row is a line, its cells divided by tabs or pipes."""
        return self.is_tracked and "\n" not in self.unit

    @property
    def is_tracked(self) -> bool:
        """Whether an empty cell leaves a trace: a tab or pipe of its own."""
        return self.mark in "\t|"

    def count(self, gap: str) -> int:
        """How many cell borders `gap` holds.

        Where a mark stands on either side of a line end, an empty cell has no more than one between two of these.
        """
        marks, line_ends = self.unit.count(self.mark), self.unit.count("\n")
        if marks > line_ends > 0:
            return gap.count("\n") // line_ends
        return gap.count(self.mark) // max(1, marks)

    def breaks(self, gap: str) -> bool:
        """Whether a row ends within `gap`."""
        if self.mark == " " or "\n" not in self.unit:
            return "\n" in gap
        if self.mark == "|":
            return "\n||" in gap
        if self.mark == "\t":
            # One cell a line: an empty one is a tab and a line end, an empty line ends the row.
            if self._row_end in gap:
                return True
            if self.unit[0] == self.unit[-1] == "\n":
                return "\t" not in gap  # one line end stands between two empty cells, not two
            spare = self.unit.count("\n") - self.unit.count("\t")
            return gap.count("\n") - gap.count("\t") > spare
        return False

    @property
    def _row_end(self) -> str:
        """Line ends that end a row, one cell a line: more in a row than stand between two cells."""
        return "\n" * (max(map(len, self.unit.split("\t"))) + 1)

    def before_break(self, gap: str) -> str:
        """The part of `gap` that still belongs to the row."""
        if "\n" not in self.unit:
            return gap.split("\n", 1)[0]
        if self.mark == "\n":
            return gap
        return gap.split("\n||" if self.mark == "|" else self._row_end, 1)[0]


def marks_of(gap: str) -> str:
    """The borders and line ends in `gap`, and a space for those between two pipes of one line or on a line alone.

    Two cells that are blank are so told from the pipes that fill up a row, and a blank line from an empty one.
    """
    return _marks_of(gap) if len(gap) <= _LONGEST_REMEMBERED else _marks_of.__wrapped__(gap)


@lru_cache(maxsize=2_000)
def _marks_of(gap: str) -> str:
    gap = gap.replace(FILLER, "")
    if "| " in gap or "\n " in gap:
        gap = _BLANK.sub(FILLER, gap)
    return "".join([char for char in gap if char in _MARKS]).replace(FILLER, " ") or " "


def without_spaces(gaps: Iterable[str]) -> str:
    """All of the `gaps` in turn, apart from one another, without what is never a border."""
    return "/".join(gaps).replace(" ", "").replace(FILLER, "")


def unit_of(gap: str) -> str:
    """`gap` without what is never a border."""
    return gap.replace(FILLER, "").replace(" ", "") or " "
