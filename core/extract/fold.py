"""Owns folding a text for matching: Traditional to Simplified, width variants, bracketed pinyin.

Folding never changes the length: every character stands where it stood, what is to be overlooked becomes
FILLER. So a position in the folded text is a position in the source, and no span ever shifts. It is for
matching only; names and figures are taken from the source (OpenCC turns 乾县 into 干县).
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import regex

from core.cells import Span

FILLER = "\x00"
"""Stands in folded text for a character that matching overlooks."""

# Ranges whose characters may be Traditional, or compatibility and radical forms that PDF text is full of.
_HAN = ((0x2E80, 0x2FE0), (0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))
_SPACES = "\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
_WIDTH = {
    **dict.fromkeys(_SPACES, " "),
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
_OF_FIGURES = frozenset("0123456789.,+-")
_MAY_SPLIT = _OF_FIGURES | {FILLER}
_PINYIN = regex.compile(r"((?:\([a-zêńňǹāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü\u0300-\u030c]{1,8}\))+)")


@dataclass(frozen=True)
class Squeezed:
    """Folded text without its fillers, for searching prose; `span` leads back into the source."""

    text: str
    folded: str

    def span(self, start: int, end: int) -> Span:
        """The source span of text[start:end]."""
        if len(self.text) == len(self.folded):
            return Span(start, end)
        first = self._place(start)
        return Span(first, self._place(end - 1) + 1 if end > start else first)

    def _place(self, at: int) -> int:
        """Where the character at `at` of `text` stands in `folded`; its end for the end of `text`."""
        return int(self._places[at]) if at < len(self.text) else len(self.folded)

    @cached_property
    def _places(self) -> Any:
        """Where each character of `text` stands in `folded`, as an array."""
        return _table().numpy.flatnonzero(_codes(self.folded) != ord(FILLER))


def fold(text: str) -> str:
    """`text` folded for matching, of the same length in code points."""
    table = _table()
    folded: str = table.codes.take(_codes(text)).tobytes().decode("utf-32-le", "surrogatepass")
    return _without_pinyin(folded) if "(" in folded else folded


def _without_pinyin(folded: str) -> str:
    """`folded` with bracketed pinyin overlooked; beside a digit it is no pinyin and keeps digits apart."""
    parts: list[str] = _PINYIN.split(folded)
    if len(parts) == 1:
        return folded
    for at in range(1, len(parts), 2):
        before = parts[at - 1]
        if before[-1:] not in _MAY_SPLIT or not splits_figure(before, parts[at + 1]):
            parts[at] = FILLER * len(parts[at])
    return "".join(parts)


def splits_figure(before: str, after: str) -> bool:
    """Whether what stands between `before` and `after` keeps characters of figures apart.

    Then it must not be overlooked, whatever it is: 2(he)30 and 2__30 are not 230.
    """
    return before.rstrip(FILLER)[-1:] in _OF_FIGURES and after.lstrip(FILLER)[:1] in _OF_FIGURES


def squeeze(folded: str) -> Squeezed:
    """`folded` without fillers."""
    return Squeezed(folded.replace(FILLER, ""), folded)


def places_of(char: str, text: str) -> list[int]:
    """Where `char` stands in `text`, in order."""
    places: list[int] = _table().numpy.flatnonzero(_codes(text) == ord(char)).tolist()
    return places


def line_starts(text: str) -> list[int]:
    """Where each line of `text` begins."""
    places: list[int] = (_table().numpy.flatnonzero(_codes(text) == 10) + 1).tolist()
    return [0, *places]


def _codes(text: str) -> Any:
    """The code points of `text` as an array."""
    return _table().numpy.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


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
    codes[ord(FILLER)] = ord(" ")  # printed in a text, it must not be overlooked: 1\x002 is not 12
    return _Table(np, codes)
