"""Owns what one printed thing may be, wherever it stands: a label, a figure, a blank mark, other text."""

from dataclasses import dataclass
from enum import IntEnum

from core.cells import CellStatus, Value
from core.extract.tokens.lexicon import FOREIGN, Entry
from core.numbers import PrintedNumber

LONGEST_LABEL = 60
MONEY_UNITS = frozenset(("元", "万元", "亿元"))
LEAST_PROSE = 24
"""Longer text that is unlike any label is prose."""


class Kind(IntEnum):
    """What a token is."""

    NUMBER = 0
    BLANK = 1  # a dash, a slash, 无
    LABEL = 2
    TEXT = 3
    NOISE = 4  # a page number or rule, to be overlooked


@dataclass(
    slots=True, eq=False
)  # not frozen, which would make it three times as dear: there are thousands
class Piece:
    """What one printed thing may be, wherever it stands. Never changed once it is made.

    `offset` is how far behind the last separator it begins, `stop` how far behind it it ends. `value` and
    `status` are those of a Cell that it stands in alone. `key` and `key_without_note` are how labels and short
    texts are compared; `may_open` tells whether a label that was broken up may begin with it, or whether it
    may be the money unit of the figure before; `is_remote`, that it is long for a cell and unlike any label.
    """

    kind: Kind
    offset: int
    stop: int
    entry: Entry | None = None
    number: PrintedNumber | None = None
    value: Value | None = None
    status: CellStatus = CellStatus.BLANK
    key: str = ""
    key_without_note: str = ""
    may_open: bool = False
    is_remote: bool = False

    def moved(self, offset: int) -> "Piece":
        """The same `offset` characters further behind its separator."""
        if not offset:
            return self
        return Piece(
            self.kind,
            self.offset + offset,
            self.stop + offset,
            self.entry,
            self.number,
            self.value,
            self.status,
            self.key,
            self.key_without_note,
            self.may_open,
            self.is_remote,
        )

    @property
    def is_prose(self) -> bool:
        """Whether it is no label nor part of one that was broken up, nor any other thing in a cell."""
        if self.kind is not Kind.TEXT:
            return False
        return self.stop - self.offset > LONGEST_LABEL or (self.is_remote and self.key == FOREIGN)


PLAIN = Piece(Kind.NUMBER, 0, 0, status=CellStatus.READ)
"""Stands for each plain figure that has its field to itself; what it says is asked of its Tokens."""

Field = tuple[Piece, ...]
"""What stands between two separators."""
