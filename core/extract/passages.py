"""Owns passages: the parts of a text between its prose, each known by what stands between its plain figures.

A table printed by the same office in the same way is the same Passage whatever its figures are: what is found
out about it once holds for all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

from core.extract.pieces import PLAIN, Kind, Piece

Stretch = tuple[list[Piece], list[int], list[int]]
"""Tokens of some text: their pieces, and where each starts and ends, counted from its first character."""


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
        pieces: list[Piece] = []
        starts: list[int] = []
        ends: list[int] = []
        counts: list[int] = []
        places = list(accumulate(map(len, between), initial=0))
        for place, behind, (some, some_starts, some_ends) in zip(
            places, places[1:], stretches, strict=False
        ):
            pieces += some
            starts += [place + start for start in some_starts]
            ends += [place + end for end in some_ends]
            pieces.append(PLAIN)
            starts.append(behind)
            ends.append(behind)
            counts.append(len(some) + 1)
        for last in (pieces, starts, ends):
            last.pop()  # no figure stands behind the last stretch
        counts[-1] -= 1
        numpy = _numpy()
        figures = [number - 1 for number in accumulate(counts[:-1])]
        return cls(
            pieces,
            bytes([piece.kind for piece in pieces]),
            figures,
            places[-1],
            between[0][:1] == "\n",
            between[-1][-1:] == "\n",
            numpy.array(starts, dtype=numpy.int64),
            numpy.array(ends, dtype=numpy.int64),
            numpy.array(counts, dtype=numpy.int64),
            numpy.array(figures, dtype=numpy.int64),
            numpy.array([starts[at] for at in figures], dtype=numpy.int64),
        )

    def has_figures_before(self, at: int) -> bool:
        """Whether a figure or a blank mark stands before the token at `at`."""
        return min(self.kinds[:at], default=Kind.NOISE) <= Kind.BLANK

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
