"""Owns what may stand in one row of a table: the figures found there, and every way to read them.

A row that holds as many figures as the form has columns has one reading. Any other row has several, and all
of them are kept, cheapest first, until the balance equations or the reviewer decide.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import combinations
from typing import NamedTuple

from core.cells import Quantity, Value
from core.numbers import PrintedNumber

_MOST_READINGS = 600


class Printed(Enum):
    """What stands in a slot of a row."""

    NUMBER = "number"
    BLANK = "blank"  # printed as a dash or nothing, at a place that is known
    LOST = "lost"  # nothing is printed, though the form wants a figure
    INVALID = "invalid"  # something that is no number
    SPLIT = "split"  # one cell holding two numbers: digits split by a space
    JOINED = "joined"  # two figures read as one number


class Figure(NamedTuple):
    """One slot: what stands there; `start` and `end` in the text (0, 0 where nothing is printed)."""

    printed: Printed
    value: Value | None
    start: int
    end: int
    number: PrintedNumber | None = None
    parts: tuple[Value, ...] = ()


BLANK = Figure(Printed.BLANK, None, 0, 0)
LOST = Figure(Printed.LOST, None, 0, 0)


class Hypothesis(NamedTuple):
    """One way to read a row: a Figure a column. `cost` counts figures displaced from where they stand."""

    figures: tuple[Figure, ...]
    cost: int


class Trust(Enum):
    """How far a row's place in the table is certain, apart from what its figures say."""

    LABELLED = "labelled"  # its own label stands before it
    PLACED = "placed"  # told by its position only


class RowReading(NamedTuple):
    """All readings of row number `row`, cheapest first; none where it can be read in too many ways."""

    row: int
    width: int
    hypotheses: tuple[Hypothesis, ...]
    trust: Trust
    found: int = 0
    start: int = 0
    end: int = 0
    loose: tuple[Figure, ...] = ()  # the figures of a row with too many readings to list


def exact(figures: Sequence[Figure]) -> tuple[Hypothesis, ...]:
    """The one reading of a row with as many figures as columns."""
    return (Hypothesis(tuple(figures), 0),)


def readings(
    figures: Sequence[Figure], width: int, quantities: Sequence[Quantity]
) -> tuple[Hypothesis, ...]:
    """Every way to read `figures` into `width` columns, cheapest first; none where they are too many."""
    found = len(figures)
    if found == width:
        every: list[Hypothesis] = list(exact(figures))
    elif found == 0:
        return (Hypothesis((BLANK,) * width, 0),)
    elif found < width:
        every = list(_with_lost(figures, width))
    else:
        every = list(_with_surplus(figures, width))
    if not every or len(every) > _MOST_READINGS:
        return ()
    fitting = [hypothesis for hypothesis in every if _fits(hypothesis, quantities)] or every
    unique = {
        hypothesis.figures: hypothesis for hypothesis in sorted(fitting, key=_cost, reverse=True)
    }
    return tuple(sorted(unique.values(), key=_cost))


def _cost(hypothesis: Hypothesis) -> int:
    return hypothesis.cost


def _with_lost(figures: Sequence[Figure], width: int) -> Iterator[Hypothesis]:
    """Each set of columns that may have lost its figure; losing later columns displaces fewer figures."""
    for kept in _limited(combinations(range(width), len(figures))):
        slots = [LOST] * width
        cost = 0
        for figure, (at, column) in zip(figures, enumerate(kept), strict=True):
            slots[column] = figure
            cost += column - at
        yield Hypothesis(tuple(slots), cost)


def _with_surplus(figures: Sequence[Figure], width: int) -> Iterator[Hypothesis]:
    """Each set of figures that may not belong, and each pair that may be one number split in two."""
    found = len(figures)
    for kept in _limited(combinations(range(found), width)):
        cost = sum(at - column for column, at in enumerate(kept))
        yield Hypothesis(tuple(figures[at] for at in kept), cost)
    if found == width + 1:
        for at in range(found - 1):
            joined = join(figures[at], figures[at + 1])
            if joined is not None:
                slots = (*figures[:at], joined, *figures[at + 2 :])
                yield Hypothesis(slots, found - at + width)


def join(first: Figure, second: Figure) -> Figure | None:
    """Two figures read as one number; None where that is no number a form holds (leading zero, sign)."""
    for figure in (first, second):
        if (
            figure.printed is not Printed.NUMBER
            or not isinstance(figure.value, int)
            or figure.value < 0
        ):
            return None
    if first.value == 0 or (second.number and second.number.is_signed):
        return None
    value = int(f"{first.value}{second.value}")
    parts = tuple(figure.value for figure in (first, second) if figure.value is not None)
    return Figure(Printed.JOINED, value, first.start, second.end, None, parts)


def _fits(hypothesis: Hypothesis, quantities: Sequence[Quantity]) -> bool:
    """Whether each figure is of a kind that its column can hold: money alone has decimals and a unit."""
    for figure, quantity in zip(hypothesis.figures, quantities, strict=True):
        number = figure.number
        if number is None:
            continue
        if quantity is not Quantity.MONEY and (number.decimals or number.unit):
            return False
        if quantity is not Quantity.CHANGE and number.is_signed:
            return False
    return True


def _limited(choices: Iterator[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    for count, choice in enumerate(choices):
        if count > _MOST_READINGS:
            return
        yield choice


def is_plain(figure: Figure) -> bool:
    """Whether the figure is printed as a plain number, with nothing interpreted into it."""
    return figure.printed is Printed.NUMBER and (figure.number is None or figure.number.is_plain)
