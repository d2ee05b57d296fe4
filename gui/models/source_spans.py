"""Owns which places of a source text belong to which cells, looked up by position."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from core.cells import CellRef, Span
from core.tables import Cells

_OVERLAP = 8
"""How many spans before a position are asked whether they reach over it; figures do not nest deeper."""


class Places:
    """Spans in text order."""

    def __init__(self, spans: Sequence[Span] = ()) -> None:
        self.spans = spans
        self._starts = [span.start for span in spans]

    def __len__(self) -> int:
        return len(self.spans)

    def first_from(self, position: int) -> int:
        """Which span is the first that begins at `position` or behind it; len() where none does."""
        return bisect_left(self._starts, position)

    def over(self, start: int, end: int) -> Iterator[Span]:
        """The spans that share a character with [start, end)."""
        first = max(0, self.first_from(start) - _OVERLAP)
        for span in self.spans[first : self.first_from(end)]:
            if span.end > start:
                yield span


class SourceSpans(Places):
    """The places of all cells; one that several readings share belongs to the likeliest."""

    def __init__(self, cells: Cells | None = None) -> None:
        found: dict[Span, tuple[int, CellRef]] = {}
        for ref, span, rank in _places(cells) if cells is not None else ():
            if span not in found or rank < found[span][0]:
                found[span] = (rank, ref)
        super().__init__(sorted(found))
        self._refs = [found[span][1] for span in self.spans]

    def at(self, position: int) -> tuple[Span, CellRef] | None:
        """The narrowest place that holds the character at `position`, and its cell."""
        last = self.first_from(position + 1)
        found = [
            (self.spans[at], self._refs[at])
            for at in range(max(0, last - _OVERLAP), last)
            if position < self.spans[at].end
        ]
        return min(found, key=lambda item: item[0].end - item[0].start, default=None)


def _places(cells: Cells) -> Iterator[tuple[CellRef, Span, int]]:
    """Each place with its cell and its rank among the readings of that cell."""
    for ref, cell in zip(cells.index.refs, cells.in_order, strict=True):
        if cell.span is not None:
            yield ref, cell.span, 0
        for rank, candidate in enumerate(cell.candidates, start=1):
            if candidate.span is not None:
                yield ref, candidate.span, rank
