"""Owns the tokens of a folded text: printed labels, figures, blank marks and other text, with positions.

Nothing is decided here about which separator means what: the characters between two tokens stay available as
their gap.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import NamedTuple

import regex

from core.cells import Value
from core.extract.folding.fold import FILLER, places_of
from core.extract.tokens.foreign import LEAST_SHARING
from core.extract.tokens.lexicon import Entry
from core.extract.tokens.passages import Passage
from core.extract.tokens.pieces import PLAIN, Kind, Piece
from core.extract.tokens.plain_figures import PlainFigures, value_of
from core.numbers import PrintedNumber, read_plain_number


class PlacedPassage(NamedTuple):
    """A passage in a text: its first token, and which of the text's plain figures is its first."""

    first: int
    first_figure: int
    passage: Passage

    @property
    def end(self) -> int:
        """The token behind its last."""
        return self.first + len(self.passage.pieces)


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The tokens of one text, in order: a Piece each, and where it starts and ends in `folded`.

    `kinds` holds the Kind of each as a byte, `labels` the positions of those that are labels, `plain` the plain
    figures, for each of which the Piece is PLAIN, `passages` the passages in order.
    """

    folded: str
    pieces: list[Piece]
    starts: "array[int]"
    ends: "array[int]"
    kinds: bytes
    labels: list[int]
    plain: PlainFigures
    passages: list[PlacedPassage]
    _found: dict[str, list[int]] = field(default_factory=dict)
    _gaps: dict[tuple[int, int], list[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.pieces)

    def text(self, at: int) -> str:
        """What the token at `at` prints, folded."""
        return self.folded[self.starts[at] : self.ends[at]]

    def length(self, at: int) -> int:
        """The number of characters of the token at `at`."""
        return self.ends[at] - self.starts[at]

    def passage(self, start: int, end: int) -> PlacedPassage | None:
        """The passage that the tokens from `start` up to `end` stand in, all of them, and their lines."""
        found = self.passage_at(start)
        if found is None or not found.first < start or not end <= found.end:
            return None
        return found if found.passage.opens and found.passage.closes else None

    def passage_at(self, at: int) -> PlacedPassage | None:
        """The passage that the token at `at` stands in, or behind which; None before all."""
        number = bisect_right(self.passages, at, key=attrgetter("first"))
        return self.passages[number - 1] if number else None

    def passage_of_labels(self) -> PlacedPassage | None:
        """The passage that all labels stand in."""
        found = self.passage_at(self.labels[0]) if self.labels else None
        return found if found is not None and self.labels[-1] < found.end else None

    def number(self, at: int) -> PrintedNumber | None:
        """The number that the token at `at` prints, None where it prints none."""
        piece = self.pieces[at]
        return read_plain_number(self.text(at)) if piece is PLAIN else piece.number

    def value(self, at: int) -> Value | None:
        """The value of the number that the token at `at` prints, None where it prints none."""
        piece = self.pieces[at]
        return value_of(self.text(at)) if piece is PLAIN else piece.value

    def plain_from(self, at: int, count: int) -> PlainFigures:
        """The `count` tokens from the one at `at` on, which are plain figures all."""
        first = self._number_of(at)
        last = first + count
        starts, printed, values = self.plain
        return PlainFigures(starts[first:last], printed[first:last], values[first:last])

    def _number_of(self, at: int) -> int:
        """Which of the plain figures the token at `at` is."""
        found = self.passage_at(at)
        assert found is not None
        return found.first_figure + bisect_left(found.passage.figures, at - found.first)

    def shape(self, start: int, end: int) -> tuple[object, ...]:
        """The tokens from `start` up to `end` but for what an aligner does not go by.

        Figures are without their values. Of prose behind the last figure it only counts that it is there.
        """
        shape: list[object] = [
            PLAIN if piece.kind is _NUMBER else piece for piece in self.pieces[start:end]
        ]
        prose = start + len(self.kinds[start:end].rstrip(_PROSE_KINDS))
        if start < prose < end and self.kinds[prose - 1] <= Kind.BLANK:
            for at in range(prose, end):
                if self.pieces[at].is_remote:
                    shape[at - start] = Kind.TEXT
        if len(self.folded) >= LEAST_SHARING:  # a Piece alone does not tell what it prints
            shape.append(self.folded[self.starts[start] : self.reach(end)])
        return tuple(shape)

    def gaps(self, start: int, end: int) -> list[str]:
        """What stands between each of the tokens from `start` up to `end` and the next; found once a table."""
        gaps = self._gaps.get((start, end))
        if gaps is None:
            folded = self.folded
            places = zip(self.ends[start : end - 1], self.starts[start + 1 : end], strict=True)
            gaps = self._gaps[start, end] = [folded[before:after] for before, after in places]
        return gaps

    def lines(self, ats: Sequence[int]) -> list[int]:
        """For each of the tokens `ats`, in order, the number of its line, counted from that of the first."""
        starts = [self.starts[at] for at in ats]
        breaks = [self.folded.count("\n", a, b) for a, b in pairwise(starts)]
        return list(accumulate(breaks, initial=0)) if ats else []

    def are_on_line(self, at: int, other: int) -> bool:
        """Whether the tokens at `at` and `other`, in order, stand on one line."""
        return "\n" not in self.folded[self.ends[at] : self.starts[other]]

    def line_start(self, at: int) -> int:
        """Where the line of the token at `at` begins."""
        start = self.starts[at]
        before = self.folded.rfind("\n", max(0, start - _AT_HAND), start)
        if before >= 0:
            return before + 1
        line_ends = self._places("\n")
        line = bisect_left(line_ends, start)
        return line_ends[line - 1] + 1 if line else 0

    def line_end(self, at: int) -> int:
        """Where the line of the last character of the token at `at` ends."""
        end = self.ends[at]
        behind = self.folded.find("\n", end, end + _AT_HAND)
        if behind >= 0:
            return behind
        line_ends = self._places("\n")
        line = bisect_left(line_ends, end)
        return line_ends[line] if line < len(line_ends) else len(self.folded)

    def marks_before(self, at: int, mark: str) -> int:
        """How many of the character `mark` stand before the token at `at` on its line."""
        return self._count(mark, self.line_start(at), self.starts[at])

    def _count(self, mark: str, start: int, end: int) -> int:
        if end - start <= _AT_HAND:
            return self.folded.count(mark, start, end)
        marks = self._places(mark)
        return bisect_left(marks, end) - bisect_left(marks, start)

    def first_mark(self, at: int) -> str:
        """What the line of the token at `at` begins with, spaces apart; nothing where that is the token."""
        match = _LEADING_SPACES.match(self.folded, self.line_start(at))
        return self.folded[match.end()] if match.end() < self.starts[at] else ""

    def _places(self, char: str) -> list[int]:
        """Where `char` stands in the text; found once, however many tables the text holds."""
        places = self._found.get(char)
        if places is None:
            places = self._found[char] = places_of(char, self.folded)
        return places

    def reach(self, end: int) -> int:
        """Where the token at `end` starts; where the text ends if there is none."""
        return self.starts[end] if end < len(self) else len(self.folded)

    def gap_behind(self, end: int) -> str:
        """What stands between the token before `end` and the one at `end`, or the end of the text."""
        return self.folded[self.ends[end - 1] : self.reach(end)]

    def surroundings(self, start: int, end: int) -> tuple[object, ...]:
        """What the tokens from `start` up to `end` stand in, as far as cell borders tell it.

        The tabs and the pipes before the first of them on its line, what that line begins with, and the merged
        row label before it; what stands between the last of them and the next token or the end of the text, the
        tabs and the pipes behind it on its line, and what that line ends with.
        """
        last = end - 1
        entry = self.pieces[start - 1].entry if start else None
        group = None
        if entry is not None and entry.has_group:
            group = (entry, self.folded[self.ends[start - 1] : self.starts[start]])
        before = self.marks_before(start, "\t"), self.marks_before(start, "|")
        line_end = self.line_end(last)
        behind = [self._count(mark, self.ends[last], line_end) for mark in "\t|"]
        closing = self.folded[max(self.ends[last], line_end - _NEAR) : line_end].rstrip(" ")[-1:]
        return (*before, self.first_mark(start), group, *behind, closing, *self.behind(end))

    def behind(self, end: int) -> tuple[str, bytes]:
        """What stands between the token before `end` and the one at `end`, and the Kind of that, if there is one."""
        return self.gap_behind(end), self.kinds[end : end + 1]

    def labels_between(self, start: int, end: int) -> list[int]:
        """The labels among the tokens from `start` up to `end`."""
        return self.labels[bisect_left(self.labels, start) : bisect_left(self.labels, end)]

    def are_alike(self, rows: Iterable[tuple[int, int]]) -> bool:
        """Whether as many lines end within each of the `rows` (first token, width) as within others as wide."""
        folded, starts, ends = self.folded, self.starts, self.ends
        breaks: dict[int, int] = {}
        for first, width in rows:
            found = folded.count("\n", ends[first], starts[first + width - 1])
            if breaks.setdefault(width, found) != found:
                return False
        return True

    def are_led_alike(self, ats: Iterable[int]) -> bool:
        """Whether as many borders stand before each of the tokens, behind the token before it."""
        folded, starts, ends = self.folded, self.starts, self.ends
        places = [(ends[at - 1], starts[at]) for at in ats]
        return len({folded.count("|", *one) + folded.count("\t", *one) for one in places}) < 2

    def figures_behind(self, at: int) -> int:
        """The number of figures and blank marks that follow the token at `at` with nothing between."""
        match = _FIGURE_KINDS.match(self.kinds, at + 1)
        return match.end() - match.start() if match else 0

    def opens_cell(self, at: int) -> bool:
        """Whether the token at `at` stands just behind a tab or a pipe."""
        start = self.ends[at - 1] if at else 0
        return self.folded[start : self.starts[at]].rstrip(" " + FILLER).endswith(("\t", "|"))

    def label(self, at: int) -> Entry:
        """What the label at `at` may name."""
        entry = self.pieces[at].entry
        assert entry is not None
        return entry


_LEADING_SPACES = regex.compile(rf"[ {FILLER}]*+")
_NEAR = 64
"""Characters at a line's end that are looked at: many spaces may stand there."""
_AT_HAND = 1_000
"""Characters that are simply searched; beyond, the places of a mark are found once a text."""
_PROSE_KINDS = bytes((Kind.TEXT, Kind.NOISE))
_FIGURE_KINDS = re.compile(b"[%c%c]++" % (Kind.NUMBER, Kind.BLANK))
_NUMBER = Kind.NUMBER
"""By itself: looking one up in its Enum takes Python ten times as long."""
