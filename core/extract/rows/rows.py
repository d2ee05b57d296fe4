"""Owns what may stand in one row of a table: the figures found there, and every way to read them.

A row that holds as many figures as the form has columns has one reading. Any other row has several, and all
of them are kept, cheapest first, until the balance equations or the reviewer decide.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from operator import attrgetter
from typing import NamedTuple, cast

from core.cells import Quantity, Value
from core.extract.cells.equations import Place
from core.extract.rows.figures import (
    BLANK,
    LOST,
    Figure,
    Printed,
    figure_in,
    figures_of,
    join,
    part,
    tried,
)
from core.extract.rows.merged import unmerged
from core.extract.rows.remarks import EMPTY, FoundRow, Slot, Trust
from core.extract.rows.ways import ways
from core.extract.tokens.tokens import Tokens
from core.numbers import PrintedNumber

_BLANK, _COST = Printed.BLANK, attrgetter("cost")


class Hypothesis(NamedTuple):
    """One way to read a row: the number of the Figure in each column, among those of its RowReading.

    `cost` counts figures displaced from where they stand; `tried` are the figures as equations try them.
    """

    picks: tuple[int, ...]
    cost: int
    tried: tuple[Value | None, ...]


_new_hypothesis = cast(
    Callable[[tuple[object, ...]], Hypothesis], partial(tuple.__new__, Hypothesis)
)
"""Makes one without a look at its fields: a row may have a score."""


class RowReading(NamedTuple):
    """All readings of row number `row`, cheapest first; none where it can be read in too many ways.

    `figures` are all that one of them takes for a figure of the row.
    """

    row: int
    figures: Sequence[Figure]
    hypotheses: tuple[Hypothesis, ...]
    trust: Trust
    printed_at: tuple[int, ...] | None = None  # see OddRow
    is_merged: bool = False  # a merged cell was written into each column that it covers


class OddRow(NamedTuple):
    """A row that is not complete, whatever its figures are.

    `place` is where it goes, its columns in the order that they are printed in; `run` are the tokens in its cells,
    where these are one each, one behind the other. Of the headers it tells: `cells` is the number of columns that
    the widest rows have; `printed_at`, which of the row's figures stands for each column, where the columns are
    printed in another order; `covers`, the column of each printed cell, where headers are repeated.
    """

    found: FoundRow
    place: Place
    run: range | None
    cells: int
    printed_at: tuple[int, ...] | None
    covers: tuple[int, ...] | None


def run_of(slots: Sequence[Slot] | None) -> range | None:
    """The tokens in `slots` where these are one each, one behind the other."""
    if not slots:
        return None
    first = slots[0][0]
    is_run = first >= 0 and [*slots] == [(at, at) for at in range(first, first + len(slots))]
    return range(first, first + len(slots)) if is_run else None


def reading_of(row: OddRow, tokens: Tokens, by: int) -> RowReading:
    """Every way to read `row`, which stands `by` tokens further on."""
    found, place, run, cells, printed_at, covers = row
    if found.slots is None:
        return RowReading(found.row, (), (), found.trust)
    if run is not None:
        figures = figures_of(tokens, range(run.start + by, run.stop + by))
    else:
        figures = [
            BLANK if slot == EMPTY else figure_in((slot[0] + by, slot[1] + by), tokens)
            for slot in found.slots
        ]
    is_whole, trust = found.is_whole, found.trust
    if is_whole and _is_slid(figures, place, trust):
        is_whole = False
        figures = [figure for figure in figures if figure is not BLANK]
    hypotheses: tuple[Hypothesis, ...] = ()
    is_merged = False
    width, count = place.width, len(figures)
    if width < count == cells:
        kept = unmerged(figures, width, covers)
        is_merged = kept is not None and (covers is not None or width == 1)
        if kept is not None and (is_merged or len({one.value for one in figures}) > 1):
            figures = kept
            hypotheses = exact(figures)
            trust = trust if is_merged else Trust.PLACED  # told by its values alone
    if not hypotheses:
        figures, hypotheses = (figures, exact(figures)) if is_whole else readings(figures, place)
    if len(hypotheses) == 1 and count not in (0, width) and not is_merged:
        trust = Trust.PLACED  # told by the kind of its figures: visible, not certain
    if printed_at is not None:
        hypotheses = tuple([_reordered(one, printed_at) for one in hypotheses])
    return RowReading(found.row, figures, hypotheses, trust, printed_at, is_merged)


def _reordered(hypothesis: Hypothesis, printed_at: Sequence[int]) -> Hypothesis:
    """The reading with its figures at the columns of the form."""
    picks, cost, tried = hypothesis
    return Hypothesis(
        tuple([picks[at] for at in printed_at]), cost, tuple([tried[at] for at in printed_at])
    )


def _is_slid(figures: Sequence[Figure], place: Place, trust: Trust) -> bool:
    """Whether figures beside empty cells do not add up, so that they may stand under other columns.

    Figures that ran together, or a column that was dropped, leave an empty cell at the wrong place. A total
    all by itself says nothing of its parts. Where the place of the cells is told by more than their number, the
    row must look as one does that slid.
    """
    if BLANK not in figures or trust not in (Trust.FITTED, Trust.IN_GRID, Trust.LABELLED):
        return False
    printed = [one.value for one in figures if one is not BLANK]
    if len(printed) < 2 or not place.is_contradicted(tried(figures)):
        return False
    if trust is Trust.FITTED:
        return True
    if figures[-1] is not BLANK:  # to the right, where its last was lost
        return trust is Trust.IN_GRID and figures[0] is BLANK
    if figures[-2] is BLANK:
        return False
    *parts, total = printed  # to the left, over a figure that was lost, its total with it
    return sum(one or 0 for one in parts) <= (total or 0)


def exact(figures: Sequence[Figure]) -> tuple[Hypothesis, ...]:
    """The one reading of a row with as many figures as columns."""
    return (Hypothesis(tuple(range(len(figures))), 0, tuple(tried(figures))),)


def readings(figures: list[Figure], place: Place) -> tuple[list[Figure], tuple[Hypothesis, ...]]:
    """Every way to read `figures` into the columns of `place`, cheapest first, and the figures so read.

    There are no ways, and just `figures`, where they are too many.
    """
    found, width = len(figures), place.width
    if found == width:
        return figures, exact(figures)
    if found == 0:
        blank = [BLANK] * width
        return blank, exact(blank)
    known = ways(found, width)
    if not known:
        return figures, ()
    read = [*figures, LOST]
    values = tried(read)
    if not any(values) and all(one.is_just_digits for one in figures):
        return read, _of_zeros(found, width)
    every = [_new_hypothesis((picks, cost, pick(values))) for picks, cost, pick in known]
    if found > width:
        marks = {number for number, one in enumerate(figures) if one.printed is _BLANK}
        if marks:
            every = [_without_marks(one, marks, found) for one in every]
        if found == width + 1:
            every += _joined(read, values)
    numbers = [one.number for one in figures if one.number is not None]
    if not all(map(_fits_anywhere, numbers)):
        every = [one for one in every if _fits(one, read, place.quantities)] or every
    if found == width - 1:
        every += [one for one in _parted(read, values) if place.is_confirmed(one.tried)]
    every.sort(key=_COST)
    return read, tuple(every)


@cache
def _of_zeros(found: int, width: int) -> tuple[Hypothesis, ...]:
    """`readings` where nothing but `found` zeros stands in the row: there are many such rows."""
    values = [*[0] * found, None]
    every = [Hypothesis(picks, cost, pick(values)) for picks, cost, pick in ways(found, width)]
    return tuple(sorted(every, key=_COST))


def choices(figures: Sequence[Figure], width: int) -> list[list[Figure]]:
    """For each column the figures that may stand in it, the likeliest first, whatever the others are."""
    spare = width - len(figures)
    if spare < 0:
        return [list(figures[column : column + 1 - spare]) for column in range(width)]
    lost = [LOST] if spare else []
    return [[*figures[max(0, column - spare) : column + 1][::-1], *lost] for column in range(width)]


def _without_marks(one: Hypothesis, marks: set[int], found: int) -> Hypothesis:
    """A dash is the first to go: it may be a remark beside the row's figures."""
    dashes = len(marks.intersection(one.picks))
    return Hypothesis(one.picks, one.cost + found * dashes, one.tried)


def _joined(read: list[Figure], values: Sequence[Value | None]) -> Iterator[Hypothesis]:
    """Each pair of figures that may be one number split in two; what they are together is added to `read`."""
    lost = len(read) - 1
    for at in range(lost - 1):
        joined = join(read[at], read[at + 1]) if values[at] else None
        if joined is not None:
            picks = (*range(at), len(read), *range(at + 2, lost))
            own = (*values[:at], joined.value, *values[at + 2 : lost])
            read.append(joined)
            yield _new_hypothesis((picks, lost - at + lost - 1, own))


def _parted(read: list[Figure], values: Sequence[Value | None]) -> Iterator[Hypothesis]:
    """Each way to take one figure for two that ran together; these are added to `read`."""
    lost = len(read) - 1
    for at in range(lost):
        for first, second in part(read[at]):
            picks = (*range(at), len(read), len(read) + 1, *range(at + 1, lost))
            own = (*values[:at], first.value, second.value, *values[at + 1 : lost])
            read += (first, second)
            yield Hypothesis(picks, 0, own)


def _fits(one: Hypothesis, read: Sequence[Figure], quantities: Sequence[Quantity]) -> bool:
    """Whether each figure is of a kind that its column can hold: money alone has decimals and a unit."""
    for pick, quantity in zip(one.picks, quantities, strict=True):
        number = read[pick].number
        if number is None:
            continue
        if quantity is not Quantity.MONEY and (number.decimals or number.unit):
            return False
        if quantity is not Quantity.CHANGE and number.is_signed:
            return False
    return True


def _fits_anywhere(number: PrintedNumber) -> bool:
    return not (number.decimals or number.unit or number.is_signed)
