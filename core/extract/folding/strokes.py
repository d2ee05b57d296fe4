"""Owns the vertical strokes of a drawn table: where they stand in the text, and in which columns of the display.

How many columns a character takes is up to the program that drew the table: it shows by its strokes, which stand
below one another.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, TypeAlias

from core.extract.folding.fold import codes_of

_JOINTS = "├┤┼┌┐└┘┬┴╞╡╪╟╢╫╠╣╬╔╗╚╝╦╩┏┓┗┛┣┫┳┻╋╭╮╰╯"
_STROKE = re.compile(rf"[|{_JOINTS}]|\+(?=[-=])|(?<=[-=])\+")
_NARROW, _WIDE, _AMBIGUOUS, _COMBINING = range(4)
_KINDS = {"W": _WIDE, "F": _WIDE, "A": _AMBIGUOUS}
"""By what Unicode says of the width of a character in East Asia; all others are narrow."""
_SCHEMES = ((1, 2, 1, 0), (1, 2, 2, 0), (1, 1, 1, 1))
"""Columns that a character of each kind takes, the likelier first."""
_BMP = 0x10000


Stretch: TypeAlias = tuple[int, int, int, int, int]
"""What stands between two strokes of one line: the number of that, display columns (from, to) and positions in the
text (from, to)."""


def stretches(text: str, folded: str, lines: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    """What stands between the strokes of `lines` (start, end), which follow one another, in the order of the text.

    Strokes are those of `folded`, the folded `text`; widths those of the characters as printed.
    """
    numpy = _numpy()
    start, end = lines[0][0], lines[-1][1]
    strokes = numpy.array([match.start() for match in _STROKE.finditer(folded, start, end)], int)
    starts = numpy.array([first for first, _ in lines])
    of_line = starts.searchsorted(strokes, "right") - 1
    kinds = _kinds(text[start:end])

    def drawn(scheme: tuple[int, ...]) -> tuple[Any, Any]:
        """The columns that each stroke begins and ends in."""
        widths = numpy.array(scheme).take(kinds)
        reached = widths.cumsum() - widths
        columns = reached[strokes - start] - reached[starts - start][of_line]
        return columns, columns + widths[strokes - start]

    begins, ends = max(map(drawn, _SCHEMES), key=lambda one: _agreement(of_line, one[0]))
    is_closed = of_line[1:] == of_line[:-1]
    bounds = (of_line[:-1], ends[:-1], begins[1:], strokes[:-1] + 1, strokes[1:])
    return zip(*[one[is_closed].tolist() for one in bounds], strict=True)


def _agreement(of_line: Any, columns: Any) -> int:
    """How many strokes stand below a stroke of the line above; each given by the number of its line and its column."""
    line_width = int(columns.max(initial=0)) + 1
    places = of_line * line_width + columns
    below = (places + line_width).tolist()
    return len({*below}.intersection(places.tolist()))


def _kinds(text: str) -> Any:
    """What kind of width each character of `text` has."""
    codes = codes_of(text)
    kinds = _kinds_of_most().take(codes, mode="clip")
    for at in (codes >= _BMP).nonzero()[0]:
        kinds[at] = _kind(chr(codes[at]))
    return kinds


@cache
def _kinds_of_most() -> Any:
    """The kind of each character up to U+FFFF, looked up once a process."""
    return _numpy().frombuffer(bytes(map(_kind, map(chr, range(_BMP)))), "u1")


def _kind(char: str) -> int:
    """What kind of width `char` has, as the place in each of the _SCHEMES."""
    kind = _KINDS.get(unicodedata.east_asian_width(char), _NARROW)
    return _COMBINING if kind == _NARROW and unicodedata.combining(char) else kind


@cache
def _numpy() -> Any:
    import numpy as np  # late: the window must be up before numpy is imported

    return np
