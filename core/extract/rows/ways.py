"""Owns how figures may stand in a row that has more or fewer columns: by number alone, worked out once a size."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations
from math import comb
from operator import itemgetter
from typing import Any, NamedTuple

_MOST_WAYS = 21
"""Rows that can be read in more ways than this are not told by their equations; each cell has candidates."""


class Way(NamedTuple):
    """One way: the number of the figure in each column; what was lost has the number behind the last figure.

    `cost` counts figures displaced from where they stand; `pick` takes what stands in each column from a list of
    what belongs to each number.
    """

    picks: tuple[int, ...]
    cost: int
    pick: Callable[[Sequence[Any]], tuple[Any, ...]]


@cache
def ways(found: int, width: int) -> tuple[Way, ...]:
    """Every way in which `found` figures may stand in `width` columns; none where they are too many."""
    if comb(max(found, width), min(found, width)) > _MOST_WAYS:
        return ()
    return _with_lost(found, width) if found < width else _with_surplus(found, width)


def _with_lost(found: int, width: int) -> tuple[Way, ...]:
    """Each set of columns that may have lost its figure; losing later columns displaces fewer figures."""
    every: list[Way] = []
    for kept in combinations(range(width), found):
        picks = [found] * width
        for number, column in enumerate(kept):
            picks[column] = number
        every.append(_way(tuple(picks), sum(kept)))
    return tuple(every)


def _with_surplus(found: int, width: int) -> tuple[Way, ...]:
    """Each set of figures that may not belong."""
    least = width * (width - 1) // 2
    return tuple([_way(kept, sum(kept) - least) for kept in combinations(range(found), width)])


def _way(picks: tuple[int, ...], cost: int) -> Way:
    if len(picks) > 1:
        return Way(picks, cost, itemgetter(*picks))
    return Way(picks, cost, lambda figures: tuple([figures[at] for at in picks]))
