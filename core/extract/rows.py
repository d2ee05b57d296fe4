"""Owns what may stand in one row of a table: the figures found there, and every way to read them.

A row that holds as many figures as the form has columns has one reading. Any other row has several, and all
of them are kept, cheapest first, until the balance equations or the reviewer decide.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb
from operator import attrgetter, itemgetter
from typing import NamedTuple

from core.cells import Quantity, Value
from core.extract.equations import Place
from core.extract.figures import BLANK, LOST, Figure, Printed, figure_in, join, part
from core.extract.merged import unmerged
from core.extract.remarks import FoundRow, Trust
from core.extract.tokens import Tokens
from core.numbers import PrintedNumber

_MOST_READINGS = 21
"""Rows that can be read in more ways than this are not told by their equations; each cell has candidates."""


class Hypothesis(NamedTuple):
    """One way to read a row: a Figure a column. `cost` counts figures displaced from where they stand.

    `tried` are the figures as equations try them.
    """

    figures: tuple[Figure, ...]
    cost: int
    tried: tuple[Value | None, ...]


class RowReading(NamedTuple):
    """All readings of row number `row`, cheapest first; none where it can be read in too many ways."""

    row: int
    hypotheses: tuple[Hypothesis, ...]
    trust: Trust
    loose: tuple[Figure, ...] = ()  # the figures of a row with too many readings to list
    printed_at: tuple[int, ...] | None = None  # see RowHeaders
    is_merged: bool = False  # a merged cell was written into each column that it covers


class RowHeaders(NamedTuple):
    """What the headers of a table tell of one of its rows.

    `cells` is the number of columns that the widest rows have. `printed_at`: which of the row's figures stands
    for each column, where the columns are printed in another order. `covers`: the column of each printed cell,
    where headers are repeated.
    """

    cells: int
    printed_at: tuple[int, ...] | None = None
    covers: tuple[int, ...] | None = None


def reading_of(found: FoundRow, place: Place, tokens: Tokens, told: RowHeaders) -> RowReading:
    """Every way to read the row `found`, which goes to `place` and stands under such headers."""
    if told.printed_at is not None:
        place = place.as_printed(told.printed_at)
    if found.slots is None:
        return RowReading(found.row, (), found.trust)
    figures = [figure_in(slot, tokens) for slot in found.slots]
    is_whole, trust = found.is_whole, found.trust
    if trust is Trust.FITTED and is_whole and _is_patched(figures, place):
        is_whole = False
        figures = [figure for figure in figures if figure is not BLANK]
    hypotheses: tuple[Hypothesis, ...] = ()
    is_merged = False
    if place.width < len(figures) == told.cells:
        kept = unmerged(figures, place.width, told.covers)
        is_merged = kept is not None and (told.covers is not None or place.width == 1)
        if kept is not None and (is_merged or len({one.value for one in figures}) > 1):
            hypotheses = exact(kept)
            trust = trust if is_merged else Trust.PLACED  # told by its values alone
    if not hypotheses:
        hypotheses = exact(figures) if is_whole else readings(figures, place)
    loose = () if hypotheses else tuple(figures)
    if len(hypotheses) == 1 and len(figures) not in (0, place.width) and not is_merged:
        trust = Trust.PLACED  # told by the kind of its figures: visible, not certain
    if told.printed_at is not None:
        hypotheses = tuple([_reordered(one, told.printed_at) for one in hypotheses])
    return RowReading(found.row, hypotheses, trust, loose, told.printed_at, is_merged)


def _reordered(hypothesis: Hypothesis, printed_at: Sequence[int]) -> Hypothesis:
    """The reading with its figures at the columns of the form."""
    figures = tuple([hypothesis.figures[at] for at in printed_at])
    return Hypothesis(figures, hypothesis.cost, tuple([hypothesis.tried[at] for at in printed_at]))


def _is_patched(figures: Sequence[Figure], place: Place) -> bool:
    """Whether figures beside empty cells do not add up, so that they may stand under other columns.

    Figures that ran together, or a column that was dropped, leave an empty cell at the wrong place. A total
    all by itself says nothing of its parts.
    """
    printed = sum(1 for figure in figures if figure is not BLANK)
    return printed > 1 and place.is_contradicted([figure.tried for figure in figures])


def exact(figures: Sequence[Figure]) -> tuple[Hypothesis, ...]:
    """The one reading of a row with as many figures as columns."""
    return (Hypothesis(tuple(figures), 0, tuple([figure.tried for figure in figures])),)


def readings(figures: Sequence[Figure], place: Place) -> tuple[Hypothesis, ...]:
    """Every way to read `figures` into the columns of `place`, cheapest first; none where they are too many."""
    found, width = len(figures), place.width
    if found == width:
        return exact(figures)
    if found == 0:
        return exact([BLANK] * width)
    if comb(max(found, width), min(found, width)) > _MOST_READINGS:
        return ()
    every = list(_with_lost(figures, width) if found < width else _with_surplus(figures, width))
    if any(figure.number is not None and not _fits_anywhere(figure.number) for figure in figures):
        every = [one for one in every if _fits(one, place.quantities)] or every
    if found == width - 1:
        every += [one for one in _with_parted(figures) if place.is_confirmed(one.tried)]
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
    tried = [figure.tried for figure in figures]
    for kept in combinations(range(width), len(figures)):
        slots = [LOST] * width
        values: list[Value | None] = [None] * width
        for figure, value, column in zip(figures, tried, kept, strict=True):
            slots[column] = figure
            values[column] = value
        yield Hypothesis(tuple(slots), sum(kept), tuple(values))


def _with_surplus(figures: Sequence[Figure], width: int) -> Iterator[Hypothesis]:
    """Each set of figures that may not belong, and each pair that may be one number split in two."""
    found = len(figures)
    tried = [figure.tried for figure in figures]
    least = width * (width - 1) // 2
    marks = [at for at, value in enumerate(figures) if value.printed is Printed.BLANK]
    for kept in combinations(range(found), width):
        taken = itemgetter(*kept) if width > 1 else None
        slots = taken(figures) if taken else (figures[kept[0]],)
        values = taken(tried) if taken else (tried[kept[0]],)
        # A dash is the first to go: it may be a remark beside the row's figures.
        dashes = sum(1 for at in marks if at in kept)
        yield Hypothesis(slots, sum(kept) - least + found * dashes, values)
    if found == width + 1:
        for at in range(found - 1):
            joined = join(figures[at], figures[at + 1])
            if joined is not None:
                slots = (*figures[:at], joined, *figures[at + 2 :])
                values = (*tried[:at], joined.value, *tried[at + 2 :])
                yield Hypothesis(slots, found - at + width, values)


def _with_parted(figures: Sequence[Figure]) -> Iterator[Hypothesis]:
    """Each way to take one figure for two that ran together."""
    for at, figure in enumerate(figures):
        for first, second in part(figure):
            parted = (*figures[:at], first, second, *figures[at + 1 :])
            yield Hypothesis(parted, 0, tuple([one.tried for one in parted]))


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
