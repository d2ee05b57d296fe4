"""Owns passages: the parts of a text between its prose, each known by what stands between its plain figures.

A table printed by the same office in the same way is the same Passage whatever its figures are: what is found
out about it once holds for all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from core.extract.folding.fold import places_of_byte
from core.extract.tokens.pieces import PLAIN, Kind, Piece

_LINE_END = ord("\n")


class Stretch(NamedTuple):
    """Tokens of some text: their pieces, the Kind of each as a byte, and where each starts and ends, counted from
    the first character."""

    pieces: list[Piece]
    kinds: bytes
    starts: list[int]
    ends: list[int]


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """The tokens of a passage but for where they stand, which depends on how long its figures are.

    `labels` and `figures` are the numbers of the tokens that are labels and plain figures, `opens` and `closes`
    say whether the passage begins with a line and ends with one. `_places` holds where each token would start, where
    each would end, and where each figure would start, were all figures empty, less the number of figures before it,
    which is in `_behind`.
    """

    pieces: list[Piece]
    kinds: bytes
    labels: list[int]
    figures: list[int]
    length: int
    opens: bool
    closes: bool
    _first_figure: int
    _places: Any
    _behind: Any

    @classmethod
    def of(cls, tokens: Stretch, between: Sequence[str]) -> "Passage":
        """The passage with a plain figure between each of the texts `between` and the next: its `tokens`, PLAIN for
        each figure, as they stand were all figures empty."""
        numpy = _numpy()
        pieces, kinds, starts, ends = tokens
        figures = [at for at, piece in enumerate(pieces) if piece is PLAIN]
        edges = numpy.array([0, *figures, len(pieces)])
        before = edges[1:] - edges[:-1]
        up_to = before.copy()  # with each figure itself
        up_to[0] += 1
        up_to[-1] -= 1
        numbers = numpy.arange(len(before))
        behind = numpy.concatenate((numbers.repeat(up_to), numbers.repeat(before), numbers[:-1]))
        places = [*starts, *ends, *[starts[at] for at in figures]]
        return cls(
            pieces,
            kinds,
            places_of_byte(Kind.LABEL, kinds),
            figures,
            sum(map(len, between)),
            between[0][:1] == "\n",
            between[-1][-1:] == "\n",
            next((at for at, kind in enumerate(kinds) if kind <= Kind.BLANK), len(kinds)),
            numpy.array(places, numpy.int64) - behind,
            behind,
        )

    def has_figures_before(self, at: int) -> bool:
        """Whether a figure or a blank mark stands before the token at `at`."""
        return self._first_figure < at

    def places(self, start: int, printed: Sequence[str]) -> tuple[bytes, bytes, list[int], int]:
        """Where each token starts and ends (as 64-bit integers), where each figure starts, and where the passage ends,
        if it starts at `start` and its figures print that."""
        numpy = _numpy()
        lines = "\n".join(["", *printed, ""]).encode()
        # Where figures end, each on a line of its own: as far as all of them are long, and a line end for each.
        ends = (numpy.frombuffer(lines, numpy.uint8) == _LINE_END).nonzero()[0]
        places = ends.take(self._behind)
        places += self._places
        places += start
        whole, tokens = places.tobytes(), 8 * len(self.pieces)
        figures = places[2 * len(self.pieces) :].tolist()
        end = start + self.length + len(lines) - 1 - len(printed)
        return whole[:tokens], whole[tokens : 2 * tokens], figures, end


@cache
def _numpy() -> Any:
    import numpy as np  # late: the window must be up before numpy is imported

    return np
