"""Owns laying tokens one behind the other: from passages and prose to the Tokens of a text."""

from array import array
from collections.abc import Sequence

from core.cells import Value
from core.extract.tokens.passages import Passage, Stretch
from core.extract.tokens.pieces import Kind, Piece
from core.extract.tokens.plain_figures import PlainFigures
from core.extract.tokens.tokens import PlacedPassage, Tokens


class Laid:
    """Tokens laid one behind the other, from the place `start` on."""

    def __init__(self, start: int) -> None:
        self._place = start
        self._pieces: list[Piece] = []
        self._kinds: list[bytes] = []
        self._labels: list[int] = []
        self._starts = array("q")
        self._ends = array("q")
        self._figure_starts: list[int] = []
        self._printed: list[str] = []
        self._values: list[Value] = []
        self._passages: list[PlacedPassage] = []

    def add_passage(
        self, passage: Passage, printed: Sequence[str], values: Sequence[Value]
    ) -> None:
        """Lay a passage whose figures print that, and have these values."""
        first = len(self._pieces)
        starts, ends, figure_starts, end = passage.places(self._place, printed)
        self._passages.append(PlacedPassage(first, len(self._printed), passage))
        self._pieces += passage.pieces
        self._kinds.append(passage.kinds)
        self._labels += [first + at for at in passage.labels]
        self._starts.frombytes(starts)
        self._ends.frombytes(ends)
        self._figure_starts += figure_starts
        self._printed += printed
        self._values += values
        self._place = end

    def add(self, tokens: Stretch, length: int) -> None:
        """Lay the `tokens` of a text of such `length`, without plain figures."""
        pieces, kinds, starts, ends = tokens
        place, first = self._place, len(self._pieces)
        at = kinds.find(Kind.LABEL)
        while at >= 0:  # there are few in prose
            self._labels.append(first + at)
            at = kinds.find(Kind.LABEL, at + 1)
        self._pieces += pieces
        self._kinds.append(kinds)
        self._starts.extend([place + start for start in starts])
        self._ends.extend([place + end for end in ends])
        self._place += length

    def tokens(self, folded: str) -> Tokens:
        """The Tokens of `folded`, all laid."""
        return Tokens(
            folded,
            self._pieces,
            self._starts,
            self._ends,
            b"".join(self._kinds),
            self._labels,
            PlainFigures(self._figure_starts, self._printed, self._values),
            self._passages,
        )
