"""Owns what may stand in one row of a table: the figures found there, and every way to read them.

A row that holds as many figures as the form has columns has one reading. Any other row has several, and all
of them are kept, cheapest first, until the balance equations or the reviewer decide.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb
from operator import attrgetter
from typing import NamedTuple

from core.cells import Quantity
from core.extract.figures import BLANK, LOST, Figure, figure_in, join
from core.extract.remarks import FoundRow, Trust
from core.extract.tokens import Tokens
from core.numbers import PrintedNumber

_MOST_READINGS = 40
"""Rows that can be read in more ways than this are not told by their equations; each cell has candidates."""


class Hypothesis(NamedTuple):
    """One way to read a row: a Figure a column. `cost` counts figures displaced from where they stand."""

    figures: tuple[Figure, ...]
    cost: int


class RowReading(NamedTuple):
    """All readings of row number `row`, cheapest first; none where it can be read in too many ways."""

    row: int
    hypotheses: tuple[Hypothesis, ...]
    trust: Trust
    loose: tuple[Figure, ...] = ()  # the figures of a row with too many readings to list


def reading_of(found: FoundRow, quantities: Sequence[Quantity], tokens: Tokens) -> RowReading:
    """Every way to read the row `found`, whose columns hold `quantities`."""
    width = len(quantities)
    if found.slots is None:
        return RowReading(found.row, (), found.trust)
    figures = [figure_in(slot, tokens) for slot in found.slots]
    hypotheses = exact(figures) if found.is_whole else readings(figures, width, quantities)
    loose = () if hypotheses else tuple(figures)
    return RowReading(found.row, hypotheses, found.trust, loose)


def exact(figures: Sequence[Figure]) -> tuple[Hypothesis, ...]:
    """The one reading of a row with as many figures as columns."""
    return (Hypothesis(tuple(figures), 0),)


def readings(
    figures: Sequence[Figure], width: int, quantities: Sequence[Quantity]
) -> tuple[Hypothesis, ...]:
    """Every way to read `figures` into `width` columns, cheapest first; none where they are too many."""
    found = len(figures)
    if found == width:
        return exact(figures)
    if found == 0:
        return (Hypothesis((BLANK,) * width, 0),)
    if comb(max(found, width), min(found, width)) > _MOST_READINGS:
        return ()
    every = list(_with_lost(figures, width) if found < width else _with_surplus(figures, width))
    if any(figure.number is not None and not _fits_anywhere(figure.number) for figure in figures):
        every = [hypothesis for hypothesis in every if _fits(hypothesis, quantities)] or every
    return tuple(sorted(every, key=attrgetter("cost")))


def choices(figures: Sequence[Figure], width: int) -> list[list[Figure]]:
    """For each column the figures that may stand in it, the likeliest first, whatever the others are."""
    spare = width - len(figures)
    if spare < 0:
        return [list(figures[column : column + 1 - spare]) for column in range(width)]
    lost = [LOST] if spare else []
    return [[*figures[max(0, column - spare) : column + 1][::-1], *lost] for column in range(width)]


def _with_lost(figures: Sequence[Figure], width: int) -> Iterator[Hypothesis]:
    """Each set of columns that may have lost its figure; losing later columns displaces fewer figures."""
    for kept in combinations(range(width), len(figures)):
        slots = [LOST] * width
        cost = 0
        for figure, (at, column) in zip(figures, enumerate(kept), strict=True):
            slots[column] = figure
            cost += column - at
        yield Hypothesis(tuple(slots), cost)


def _with_surplus(figures: Sequence[Figure], width: int) -> Iterator[Hypothesis]:
    """Each set of figures that may not belong, and each pair that may be one number split in two."""
    found = len(figures)
    for kept in combinations(range(found), width):
        cost = sum(at - column for column, at in enumerate(kept))
        yield Hypothesis(tuple(figures[at] for at in kept), cost)
    if found == width + 1:
        for at in range(found - 1):
            joined = join(figures[at], figures[at + 1])
            if joined is not None:
                slots = (*figures[:at], joined, *figures[at + 2 :])
                yield Hypothesis(slots, found - at + width)


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


def _fits_anywhere(number: PrintedNumber) -> bool:
    return not (number.decimals or number.unit or number.is_signed)
