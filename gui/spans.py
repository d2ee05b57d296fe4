"""Owns the way between core's text and what Qt shows of it; the only place that counts in UTF-16.

Core counts code points from 0. Qt counts UTF-16 units, starts a new block where it meets certain characters,
and takes seconds to lay out one block of a megabyte. So Qt is given a ShownText: the same characters, except
that those which Qt would rewrite or drop are replaced one for one, and that overlong lines are broken.
"""

import re
from array import array
from bisect import bisect_right

from core.cells import Span

LINE_LIMIT = 5_000
"""Longer lines are broken for Qt into pieces of at most PIECE code points."""

PIECE = 1_000

# U+2029 and the two frame marks would start a new block and NUL shows nothing; a lone surrogate is
# no character, PySide drops it.
_SHOWN_FOR = {
    "\0": "\u2400",
    "\r": "\u2028",
    "\u2029": "\u2028",
    "\ufdd0": "\ufffd",
    "\ufdd1": "\ufffd",
}
_REWRITTEN = re.compile("[\0\r\u2029\ufdd0\ufdd1\ud800-\udfff]")
_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")
_LONG_LINE = re.compile(rf"^[^\n]{{{LINE_LIMIT + 1},}}", re.MULTILINE)


class ShownText:
    """What Qt is given for the core text `core`, and the positions of both."""

    def __init__(self, core: str) -> None:
        self.core = core
        breaks = [at for line in _LONG_LINE.finditer(core) for at in _breaks(line)]
        self._continued = array("Q")  # blocks that go on with the line before them
        self.text = self._broken(core, breaks) if breaks else core
        if _REWRITTEN.search(self.text):
            self.text = _REWRITTEN.sub(
                lambda found: _SHOWN_FOR.get(found.group(), "\ufffd"), self.text
            )
        # Core positions from which on Qt's are one larger: behind each character of two units, and at
        # each break.
        self._shifts = array("Q", (found.end() for found in _BEYOND_BMP.finditer(core)))
        if breaks:
            self._shifts = array("Q", sorted([*self._shifts, *breaks]))
        self._thresholds = array("Q", (at + i for i, at in enumerate(self._shifts, start=1)))

    def to_qt(self, position: int) -> int:
        """Qt's position of the code point at `position`."""
        return position + bisect_right(self._shifts, position)

    def to_core(self, qt_position: int) -> int:
        """The code point at (or, within a pair of units, behind) Qt's position."""
        return qt_position - bisect_right(self._thresholds, qt_position)

    def qt_span(self, span: Span) -> tuple[int, int]:
        """Start and end of `span` in Qt's positions; no break before its end is counted into it."""
        if span.end <= span.start:
            start = self.to_qt(span.start)
            return start, start
        return self.to_qt(span.start), self.to_qt(span.end - 1) + self._units(span.end - 1)

    def line_number(self, block: int) -> int:
        """The line of the source (from 1) that Qt's block number `block` (from 0) belongs to."""
        return block + 1 - bisect_right(self._continued, block)

    def is_continued(self, block: int) -> bool:
        """Whether `block` goes on with the line of the block before it."""
        at = bisect_right(self._continued, block)
        return at > 0 and self._continued[at - 1] == block

    def _units(self, position: int) -> int:
        return 2 if self.core[position] > "\uffff" else 1

    def _broken(self, core: str, breaks: list[int]) -> str:
        """`core` with a line end before each of `breaks`."""
        pieces: list[str] = []
        start = line = 0
        for count, at in enumerate(breaks, start=1):
            piece = core[start:at]
            pieces.append(piece)
            line += piece.count("\n")
            self._continued.append(line + count)
            start = at
        pieces.append(core[start:])
        return "\n".join(pieces)


def _breaks(line: re.Match[str]) -> list[int]:
    """Where to break an overlong line: every PIECE, but rather behind a space than within a word."""
    text = line.string
    found: list[int] = []
    start, end = line.span()
    while end - start > PIECE:
        at = start + PIECE
        while at > start + PIECE // 2 and not _is_gap(text[at - 1]):
            at -= 1
        if at == start + PIECE // 2:
            at = start + PIECE
            while at > start + 1 and _in_figure(text[at - 1]) and _in_figure(text[at]):
                at -= 1
            at = at if at > start + PIECE // 2 else start + PIECE
        found.append(at)
        start = at
    return found


def _is_gap(char: str) -> bool:
    return char.isspace() or char in "，。；、|,;>"


def _in_figure(char: str) -> bool:
    return char.isdigit() or char in ".,，．+-"
