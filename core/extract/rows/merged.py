"""Owns rows whose merged cells were written once for each column that they cover: 9 | 9 | 9 for the one figure 9."""

from collections.abc import Sequence
from functools import cache
from itertools import combinations, pairwise
from operator import eq

from core.extract.rows.figures import Figure


def unmerged(
    figures: Sequence[Figure], width: int, covers: Sequence[int] | None
) -> list[Figure] | None:
    """The figures of `width` columns, if `figures` are these with some repeated; None where they are not.

    `covers` is the column that each printed cell belongs to, where the headers tell; else there must be no
    more than one way to take them, by their values.
    """
    says = [(figure.printed, figure.value) for figure in figures]
    if covers is None and not any(map(eq, says, says[1:])):
        return None
    found: dict[tuple[object, ...], list[Figure]] = {}
    for way in _ways(len(figures), width) if covers is None else (tuple(covers),):
        if len(way) != len(figures) or {*way} != {*range(width)}:
            continue
        firsts = [way.index(column) for column in range(width)]
        if says == [says[firsts[column]] for column in way]:
            found[tuple([says[first] for first in firsts])] = [figures[first] for first in firsts]
    return found.popitem()[1] if len(found) == 1 else None


@cache
def _ways(cells: int, width: int) -> tuple[tuple[int, ...], ...]:
    """Each way in which `width` columns may cover `cells` cells, in order."""
    ways: list[tuple[int, ...]] = []
    for cuts in combinations(range(1, cells), width - 1):
        spans = [after - before for before, after in pairwise((0, *cuts, cells))]
        ways.append(tuple([column for column, span in enumerate(spans) for _ in range(span)]))
    return tuple(ways)
