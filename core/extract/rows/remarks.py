"""Owns what an aligner hands on of one table: which tokens its rows are made of, and what it noticed.

All of it is told by positions among the tokens, so that what was found once holds wherever the same table
stands again with other figures.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

Slot = tuple[int, int]
"""The first and the last token of what stands in one cell; several where a space split its digits."""

LINE = "*"
"""Stands in a remark for all rows of a table whose rows stand side by side."""

EMPTY: Slot = (-1, -1)
"""The Slot of a cell that is there and holds nothing."""


class Trust(Enum):
    """How far a row's place in the table is certain, apart from what its figures say."""

    LABELLED = "labelled"  # its own label stands before it
    PLACED = "placed"  # told by its position only
    FITTED = "fitted"  # its own label stands before it, but it has fewer cells than it should
    IN_GRID = "in_grid"  # its own label stands before it, its figures below their headers
    CUT = "cut"  # its own label stands before it, but figures below may be the rest of its digits
    BESIDE = "beside"  # the same of one figure with a line to itself, as a page number has
    UNEVEN = "uneven"  # its own label stands before it, but blank lines part its figures unlike those of other rows


class CompleteRow(NamedTuple):
    """Row number `row` with just its figures: one a column, from the token `first` on."""

    row: int
    first: int
    trust: Trust = Trust.LABELLED


class FoundRow(NamedTuple):
    """Any other row: the Slots found, one a column if `is_whole`; None where its figures cannot be told."""

    row: int
    slots: tuple[Slot, ...] | None
    is_whole: bool
    trust: Trust = Trust.LABELLED


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the aligner noticed: a finding's code, rows it is about, where (first and last token), parameters."""

    code: str
    rows: tuple[str, ...] = ()
    tokens: tuple[int, int] | None = None
    params: dict[str, object] = field(default_factory=dict)

    def moved(self, by: int) -> "Remark":
        """The same `by` tokens further on."""
        if self.tokens is None:
            return self
        return Remark(self.code, self.rows, _moved(self.tokens, by), self.params)


@dataclass(frozen=True, slots=True)
class TableReading:
    """What stands in one table of the text: its complete rows, any other row found, remarks.

    `again` are rows that stand in the table once more, with as many figures. `is_lasting` tells that it rests
    on labels and borders alone, whatever the figures are; `is_by_labels`, that borders were no evidence, as every
    row stands under its label with just its figures, parted like all others.
    """

    complete: list[CompleteRow]
    rows: list[FoundRow]
    remarks: list[Remark]
    is_lasting: bool = True
    again: list[CompleteRow] = field(default_factory=list)
    is_by_labels: bool = False

    def moved(self, by: int) -> "TableReading":
        """The same `by` tokens further on."""
        return TableReading(
            [CompleteRow(row, first + by, trust) for row, first, trust in self.complete],
            [
                found._replace(slots=tuple(_moved(slot, by) for slot in found.slots))
                if found.slots
                else found
                for found in self.rows
            ],
            [remark.moved(by) for remark in self.remarks],
            self.is_lasting,
            [CompleteRow(row, first + by, trust) for row, first, trust in self.again],
            self.is_by_labels,
        )


def _moved(tokens: tuple[int, int], by: int) -> tuple[int, int]:
    return tokens if tokens == EMPTY else (tokens[0] + by, tokens[1] + by)
