"""Owns figures: what stands in one slot of a row, and the figures that stand on one line of a table."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial, reduce
from itertools import repeat
from typing import NamedTuple, cast

import regex

from core.cells import Value
from core.extract.rows.remarks import EMPTY, Slot
from core.extract.tokens.pieces import PLAIN, Kind
from core.extract.tokens.tokens import Tokens
from core.numbers import LONGEST, Oddity, PrintedNumber, read_plain_number

_DECIMALS = regex.compile(r"[.][0-9]{1,6}(?:万元|亿元|元)?")
_WHOLE = regex.compile(r"[0-9]{1,9}[.]")
_TEXT = Kind.TEXT
"""By itself: looking one up in its Enum takes Python ten times as long."""
_NUMBERING = 2
"""Characters of what may also be a row's numbering: 3."""
_TORN = regex.compile(r"[0-9]{1,3}(?:[,'][0-9]{3})*[,']")


class Printed(Enum):
    """What stands in a slot of a row."""

    NUMBER = "number"
    BLANK = "blank"  # printed as a dash or nothing, at a place that is known
    LOST = "lost"  # nothing is printed, though the form wants a figure
    INVALID = "invalid"  # something that is no number
    SPLIT = "split"  # one cell holding two numbers: digits split by a space
    JOINED = "joined"  # two figures read as one number
    PART = "part"  # some digits of what is printed as one number

    # A member is the only one of its kind; Enum would hash its name, in Python.
    __hash__ = object.__hash__


_NUMBER, _BLANK, _JOINED = Printed.NUMBER, Printed.BLANK, Printed.JOINED
"""By themselves: looking one up in its Enum is slow."""


class Figure(NamedTuple):
    """One slot: what stands there; `start` and `end` in the text (0, 0 where nothing is printed).

    `number` is None where no number is printed, or nothing but the digits of one.
    """

    printed: Printed
    value: Value | None
    start: int
    end: int
    number: PrintedNumber | None = None
    parts: tuple[Value, ...] = ()

    @property
    def is_just_digits(self) -> bool:
        """Whether nothing but the digits of a number is printed."""
        return self.number is None and self.printed is _NUMBER

    @property
    def is_plain(self) -> bool:
        """Whether it is printed as a plain number, with nothing interpreted into it."""
        number = self.number
        return self.printed is _NUMBER and (number is None or number.is_plain)


_new_figure = cast(Callable[[tuple[object, ...]], Figure], partial(tuple.__new__, Figure))
"""Makes one without a look at its fields: a row that is not plain has a dozen."""

_MOST_PARTS = LONGEST
"""A cell that holds more numbers than that holds no number split in parts."""

BLANK = Figure(Printed.BLANK, None, 0, 0)
LOST = Figure(Printed.LOST, None, 0, 0)


def tried(figures: Iterable[Figure]) -> list[Value | None]:
    """The figures as equations try them: blank as 0, lost and invalid as unknown."""
    return [0 if one.printed is _BLANK else one.value for one in figures]


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that stand on one line of a table, cell by cell: the first and the last token of each."""

    firsts: Sequence[int]
    lasts: Sequence[int]

    def __len__(self) -> int:
        return len(self.lasts)

    @property
    def is_run(self) -> bool:
        """Whether it is one run of tokens, each a cell."""
        return self.firsts == self.lasts and self.lasts[-1] - self.firsts[0] == len(self) - 1

    @property
    def slots(self) -> list[Slot]:
        """What stands in each cell."""
        return list(zip(self.firsts, self.lasts, strict=True))

    def without_first(self) -> "Group":
        """The cells but the first."""
        return Group(self.firsts[1:], self.lasts[1:])

    def up_to(self, limit: int) -> "Group":
        """The cells before the token `limit`."""
        count = sum(1 for at in self.lasts if at < limit)
        return Group(self.firsts[:count], self.lasts[:count])


def figures_of(tokens: Tokens, ats: range) -> list[Figure]:
    """The Figures that the tokens `ats` print, one each."""
    first, count = ats.start, len(ats)
    if tokens.pieces[first : ats.stop].count(PLAIN) < count:
        return [figure_of(tokens, at) for at in ats]
    starts, printed, values = tokens.plain_from(first, count)
    numbers: Iterable[PrintedNumber | None] = repeat(None)
    if not "".join(printed).encode().isdigit():
        numbers = [None if one.isdigit() else read_plain_number(one) for one in printed]
    ends = tokens.ends[first : first + count]
    rows = zip(repeat(_NUMBER), values, starts, ends, numbers, repeat(()), strict=False)
    return [*map(_new_figure, rows)]


def figure_in(slot: Slot, tokens: Tokens) -> Figure:
    """The Figure that stands in `slot`; numbers that share a cell are one SPLIT Figure."""
    first, last = slot
    if slot == EMPTY:
        return BLANK
    if first == last:
        return figure_of(tokens, first)
    if last - first > _MOST_PARTS:
        return Figure(Printed.INVALID, None, tokens.starts[first], tokens.ends[last])
    return reduce(split_figure, [figure_of(tokens, at) for at in range(first, last + 1)])


def figure_of(tokens: Tokens, at: int) -> Figure:
    """The Figure that the token at `at` prints."""
    piece = tokens.pieces[at]
    start, end = tokens.starts[at], tokens.ends[at]
    if piece is PLAIN:
        text = tokens.folded[start:end]
        if text.isdigit():
            return _new_figure((Printed.NUMBER, int(text), start, end, None, ()))
    number = tokens.number(at)
    if number is not None:
        return _new_figure((Printed.NUMBER, number.value, start, end, number, ()))
    printed = Printed.BLANK if piece.kind is Kind.BLANK else Printed.INVALID
    return Figure(printed, None, start, end)


def split_figure(first: Figure, second: Figure) -> Figure:
    """Two numbers in one cell: digits that a space split, or two figures run together."""
    parts = tuple(value for value in (first.value, second.value) if value is not None)
    if not parts:  # dashes, or words
        return Figure(Printed.INVALID, None, first.start, second.end)
    text = "".join(str(part) for part in parts)
    value = int(text) if text.isdigit() and len(text) <= LONGEST else None
    return Figure(Printed.SPLIT, value, first.start, second.end, None, parts)


def join(first: Figure, second: Figure) -> Figure | None:
    """Two figures read as one number; None where that is no number a form holds (leading zero, sign)."""
    if not first.value:
        return None
    if not (_is_count(first) and _is_count(second)):
        return None
    if second.number and second.number.is_signed:
        return None
    text = f"{first.value}{second.value}"
    if len(text) > LONGEST:
        return None
    parts = (first.value, second.value)
    return _new_figure((_JOINED, int(text), first.start, second.end, None, parts))


def _is_count(figure: Figure) -> bool:
    return figure.printed is _NUMBER and isinstance(figure.value, int) and figure.value >= 0


def part(figure: Figure) -> Iterator[tuple[Figure, Figure]]:
    """Each way in which `figure` may be two figures that ran together."""
    number = figure.number
    if figure.printed is not Printed.NUMBER or not isinstance(figure.value, int):
        return
    if number is not None and (number.is_signed or number.decimals):
        return
    digits = str(figure.value)
    if number is not None and Oddity.LEADING_ZERO in number.oddities:
        digits = f"0{digits}"
    start, end = figure.start, figure.end
    if end - start != len(digits):
        return  # separators, or marks beside it
    for cut in range(1, len(digits)):
        if cut == 1 or digits[0] != "0":
            head, tail = digits[:cut], digits[cut:]
            if tail == "0" or tail[0] != "0":
                middle = start + cut
                yield (
                    Figure(Printed.PART, int(head), start, middle),
                    Figure(Printed.PART, int(tail), middle, end),
                )


def is_torn(tokens: Tokens, at: int) -> bool:
    """Whether the text at `at` is part of a figure that was torn at a separator: 1, and 234 apart, or 20 and .35."""
    if tokens.kinds[at] != _TEXT:
        return False
    text = tokens.text(at)
    following = tokens.kinds[at + 1] if at + 1 < len(tokens) else Kind.TEXT
    if _TORN.fullmatch(text):
        if following == Kind.TEXT:
            return at + 1 < len(tokens) and _TORN.fullmatch(tokens.text(at + 1)) is not None
        return following == Kind.NUMBER
    if _DECIMALS.fullmatch(text):
        return at > 0 and tokens.kinds[at - 1] == Kind.NUMBER
    if _WHOLE.fullmatch(text) and following == Kind.NUMBER:
        return len(text) > _NUMBERING or _follows_row_label(tokens, at)
    return False


def _follows_row_label(tokens: Tokens, at: int) -> bool:
    entry = tokens.pieces[at - 1].entry if at else None
    return entry is not None and entry.has_row
