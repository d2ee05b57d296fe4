"""Owns rows whose merged cells were written once for each column that they cover: 9 | 9 | 9 for the one figure 9."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from core.extract.figures import Figure


def unmerged(
    figures: Sequence[Figure], width: int, covers: Sequence[int] | None
) -> list[Figure] | None:
    """The figures of `width` columns, if `figures` are these with some repeated; None where they are not.

    `covers` is the column that each printed cell belongs to, where the headers tell; else there must be no
    more than one way to take them, by their values.
    """
    ways = [tuple(covers)] if covers is not None else list(_ways(len(figures), width))
    found: dict[tuple[object, ...], list[Figure]] = {}
    for way in ways:
        if len(way) != len(figures) or {*way} != {*range(width)}:
            continue
        kept = [figures[way.index(column)] for column in range(width)]
        if all(_same(figure, kept[column]) for figure, column in zip(figures, way, strict=True)):
            found[tuple([(figure.printed, figure.value) for figure in kept])] = kept
    return found.popitem()[1] if len(found) == 1 else None


def _ways(cells: int, width: int) -> Iterator[tuple[int, ...]]:
    """Each way in which `width` columns may cover `cells` cells, in order."""
    for cuts in combinations(range(1, cells), width - 1):
        spans = [after - before for before, after in pairwise((0, *cuts, cells))]
        yield tuple(column for column, span in enumerate(spans) for _ in range(span))


def _same(figure: Figure, other: Figure) -> bool:
    return (figure.printed, figure.value) == (other.printed, other.value)
