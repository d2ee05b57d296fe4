"""Owns folding a text for matching: Traditional to Simplified, width variants, bracketed pinyin.

Folding never changes the length: every character stands where it stood, what is to be overlooked becomes
FILLER. So a position in the folded text is a position in the source, and no span ever shifts. It is for
matching only; names and figures are taken from the source (OpenCC turns 乾县 into 干县).
"""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

import regex

from core.cells import Span

FILLER = "\x00"
"""Stands in folded text for a character that matching overlooks."""

# Ranges whose characters may be Traditional, or compatibility and radical forms that PDF text is full of.
_HAN = ((0x2E80, 0x2FE0), (0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))
_WIDTH = {
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u3000": " ",
    "\u000b": "\n",
    "\u000c": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\u0085": "\n",
    "，": ",",
    "．": ".",
    "：": ":",
    "；": ";",
    "﹣": "-",
    "－": "-",
    "—": "-",
    "–": "-",
    "−": "-",
    "―": "-",
    "“": '"',
    "”": '"',
    "「": '"',
    "」": '"',
    "『": '"',
    "』": '"',
    "‘": "'",
    "’": "'",
    "〔": "(",
    "〕": ")",
    "【": "(",
    "】": ")",
    "﹙": "(",
    "﹚": ")",
    "\u200b": FILLER,
    "\u200c": FILLER,
    "\u200d": FILLER,
    "\u2060": FILLER,
    "\ufeff": FILLER,
    "\u00ad": FILLER,
    "│": "|",
    "┃": "|",
    "║": "|",
    "￨": "|",
    "｜": "|",
    "¦": "|",
}
_PINYIN = regex.compile(r"(?:\([a-zêńňǹāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü\u0300-\u030c]{1,8}\))+")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """Folded text without its fillers, for searching prose; `span` leads back into the source."""

    text: str
    _starts: tuple[int, ...]
    _shifts: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The source span of text[start:end]."""
        return Span(
            self._source(start), self._source(end - 1) + 1 if end > start else self._source(start)
        )

    def _source(self, position: int) -> int:
        at = bisect_right(self._starts, position) - 1
        return position + (self._shifts[at] if at >= 0 else 0)


def fold(text: str) -> str:
    """`text` folded for matching, of the same length in code points."""
    table = _table()
    codes = table.numpy.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    folded: str = table.codes[codes].tobytes().decode("utf-32-le", "surrogatepass")
    if "(" not in folded:
        return folded
    return str(_PINYIN.sub(lambda match: FILLER * (match.end() - match.start()), folded))


def squeeze(folded: str) -> Squeezed:
    """`folded` without fillers."""
    if FILLER not in folded:
        return Squeezed(folded, (), ())
    starts: list[int] = []
    lengths: list[int] = []
    dropped = 0
    for match in regex.finditer(f"{FILLER}+", folded):
        starts.append(match.start() - dropped)
        lengths.append(match.end() - match.start())
        dropped += lengths[-1]
    return Squeezed(folded.replace(FILLER, ""), tuple(starts), tuple(accumulate(lengths)))


@dataclass(frozen=True, slots=True)
class _Table:
    numpy: Any
    codes: Any


@cache
def _table() -> _Table:
    """Folded code point by code point; built once a process, as a fold by table costs a third of OpenCC's."""
    import numpy as np  # late: the window must be up before numpy is imported
    from opencc import OpenCC

    codes = np.arange(0x110000, dtype="<u4")
    han = [chr(code) for start, end in _HAN for code in range(start, end)]
    # One character a line, so that OpenCC applies no phrase; compatibility forms are unified first.
    plain = [unicodedata.normalize("NFKC", char) for char in han]
    lines = "\n".join(char if len(char) == 1 else " " for char in plain)
    for char, folded in zip(han, OpenCC("t2s").convert(lines).split("\n"), strict=True):
        if len(folded) == 1 and folded != " ":
            codes[ord(char)] = ord(folded)
    for code in range(0xFF01, 0xFF5F):
        codes[code] = code - 0xFEE0
    for char, folded in _WIDTH.items():
        codes[ord(char)] = ord(folded)
    return _Table(np, codes)
