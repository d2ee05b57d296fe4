"""Owns what a Cell is: its address, what the source says there, and how sure the reading is.

The vocabulary (table, row and column keys, statuses) is the contract that the command line prints.
"""

from decimal import Decimal
from enum import Enum
from typing import NamedTuple, TypeAlias

Value: TypeAlias = int | Decimal


class TableKind(Enum):
    """The three statutory tables; the value is the first part of every cell name."""

    PROACTIVE = "proactive"
    REQUESTS = "requests"
    DISPUTES = "disputes"

    # Members are the only ones of their kind; Enum would hash their names, in Python, at every look-up of a cell.
    __hash__ = object.__hash__


class CellStatus(Enum):
    """How a Cell's value stands to the text; the value is what files and the command line print."""

    READ = "read"  # the text says so and only one reading fits
    INFERRED = "inferred"  # out of place or not printed; one value fits; to be looked at
    AMBIGUOUS = "ambiguous"  # several readings fit; see candidates
    BLANK = "blank"  # the cell is there and holds nothing, a dash, a slash or 无
    INVALID = "invalid"  # something is printed that is not a number
    MISSING = "missing"  # the row, the column or the table is not in the text

    __hash__ = object.__hash__  # as TableKind

    @property
    def needs_look(self) -> bool:
        """Whether a reviewer must look before the cell can be trusted."""
        return self is not CellStatus.READ


STATUS_LETTERS = {
    CellStatus.READ: "r",
    CellStatus.INFERRED: "i",
    CellStatus.AMBIGUOUS: "a",
    CellStatus.BLANK: "b",
    CellStatus.INVALID: "x",
    CellStatus.MISSING: "m",
}
"""What stands for each status where those of many cells stand in a row, in the review file as well."""


class Quantity(Enum):
    """What a column counts, and thereby which figures are legal in it."""

    COUNT = "count"  # whole, at least 0
    CHANGE = "change"  # whole, may be negative (本年增/减)
    MONEY = "money"  # at least 0, decimals allowed, has a unit


class CellRef(NamedTuple):
    """Address of a Cell: which Table, and the row and column keys of the Form.

    A named tuple, for it is looked up more often than anything else: a dataclass would be hashed in Python.
    """

    table: TableKind
    row: str
    column: str

    @property
    def name(self) -> str:
        """`table.row.column`, as in files and on the command line."""
        return f"{self.table._value_}.{self.row}.{self.column}"  # .value is looked up in Python

    @classmethod
    def parse(cls, name: str) -> "CellRef":
        """The CellRef that `name` spells; ValueError where it is not of that shape."""
        table, row, column = name.split(".")
        return cls(TableKind(table), row, column)

    def __str__(self) -> str:
        return self.name


class Span(NamedTuple):
    """Characters `start` up to but not including `end` of a SourceText (code points, from 0)."""

    start: int
    end: int


class Candidate(NamedTuple):
    """One of several readings of a Cell. `raw` and `span` are None where nothing is printed for it."""

    value: Value | None
    raw: str | None
    span: Span | None


class Cell(NamedTuple):
    """What the source says at one place of a Form, before any Correction.

    `value`: count or figure as printed; None unless status is READ or INFERRED.
    `raw`, `span`: the characters the value was read from, so that text[span.start:span.end] == raw.
    `unit`: "万元", "元", "亿元" or None; only ever set for money.
    `candidates`: the readings of an AMBIGUOUS Cell, likeliest first.
    """

    value: Value | None
    raw: str | None
    span: Span | None
    status: CellStatus
    unit: str | None = None
    candidates: tuple[Candidate, ...] = ()


MISSING_CELL = Cell(None, None, None, CellStatus.MISSING)
