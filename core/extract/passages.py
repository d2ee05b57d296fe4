"""Owns passages: the parts of a text between its prose, each known by what stands between its plain figures.

A table printed by the same office in the same way is the same Passage whatever its figures are: what is found
out about it once holds for all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain
from typing import Any

from core.extract.pieces import Kind, Piece

Stretch = tuple[list[Piece], list[int], list[int]]
"""Tokens of some text: their pieces, and where each starts and ends, counted from its first character; behind them
PLAIN, empty, for the figure that follows."""


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """The tokens of a passage but for where they stand, which depends on how long its figures are.

    `figures` are the numbers of the tokens that are plain figures, `opens` and `closes` say whether the passage
    begins with a line and ends with one. `_starts` and `_ends` hold where each token would start and end were
    all figures empty, `_counts` how many tokens stand up to each figure (that one included) and behind the last.
    """

    pieces: list[Piece]
    kinds: bytes
    figures: list[int]
    length: int
    opens: bool
    closes: bool
    _starts: Any
    _ends: Any
    _first_figure: int
    _counts: Any
    _figures: Any
    _figure_starts: Any

    @classmethod
    def of(
        cls,
        stretches: Sequence[Stretch],
        between: Sequence[str],
    ) -> "Passage":
        """The passage with a plain figure between each of the `stretches` (the tokens of the texts `between`)
        and the next."""
        numpy = _numpy()
        pieces = list(chain.from_iterable([some for some, _, _ in stretches]))
        counts = numpy.array([len(some) for some, _, _ in stretches])
        places = [*accumulate(map(len, between), initial=0)]
        moved = numpy.array(places[:-1]).repeat(counts)
        starts = numpy.array([*chain.from_iterable([some for _, some, _ in stretches])]) + moved
        ends = numpy.array([*chain.from_iterable([some for _, _, some in stretches])]) + moved
        figures = counts.cumsum()[:-1] - 1
        counts[-1] -= 1  # no figure stands behind the last stretch
        pieces.pop()
        kinds = bytes([piece.kind for piece in pieces])
        return cls(
            pieces,
            kinds,
            figures.tolist(),
            places[-1],
            between[0][:1] == "\n",
            between[-1][-1:] == "\n",
            starts[:-1],
            ends[:-1],
            next((at for at, kind in enumerate(kinds) if kind <= Kind.BLANK), len(kinds)),
            counts,
            figures,
            starts[figures],
        )

    def has_figures_before(self, at: int) -> bool:
        """Whether a figure or a blank mark stands before the token at `at`."""
        return self._first_figure < at

    def places(self, start: int, lengths: list[int]) -> tuple[bytes, bytes, list[int]]:
        """Where each token starts and ends (as 64-bit integers), and where each figure starts, if the passage starts
        at `start` and its figures have such `lengths`."""
        numpy = _numpy()
        shifts = numpy.empty(len(lengths) + 1, dtype=numpy.int64)
        shifts[0] = start
        shifts[1:] = lengths
        widths = shifts[1:].copy()
        shifts.cumsum(out=shifts)
        moved = shifts.repeat(self._counts)
        ends = self._ends + moved
        ends[self._figures] += widths
        return (
            (self._starts + moved).tobytes(),
            ends.tobytes(),
            (self._figure_starts + shifts[:-1]).tolist(),
        )


@cache
def _numpy() -> Any:
    import numpy as np  # late: the window must be up before numpy is imported

    return np
