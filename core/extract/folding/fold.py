"""Owns folding a text for matching: Traditional to Simplified, width variants, bracketed pinyin.

Folding never changes the length: every character stands where it stood, what is to be overlooked becomes
FILLER. So a position in the folded text is a position in the source, and no span ever shifts. It is for
matching only; names and figures are taken from the source (OpenCC turns 乾县 into 干县).
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any

from core.cells import Span

FILLER = "\x00"
"""Stands in folded text for a character that matching overlooks."""

# Ranges whose characters may be Traditional; compatibility and radical forms, which text of PDF files is full of.
_HAN = ((0x2E80, 0x2FE0), (0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))
_COMPATIBLE = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
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

_TONED = "êńňǹāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü" + "".join(map(chr, range(0x300, 0x30D)))
_OF_PINYIN = "abcdefghijklmnopqrstuvwxyz" + _TONED
_LONGEST = 8
"""Letters, and tones beside them, of the longest syllable."""
_PINYIN = re.compile(
    rf"\([{_OF_PINYIN}]{{1,{_LONGEST}}}\)"
)  # led by a bracket, it is sought quickly
# The same in the shape of a text, a byte a character: a letter, a part of a figure, a filler as below.
_LETTER, _FIGURE, _NOTHING, _OTHER = b"a0 ."
_SYLLABLES = [(b"(" + b"a" * length + b")", bytes(length + 2)) for length in range(1, _LONGEST + 1)]
_APART = re.compile(rb"0 *+\0[\0 ]*+(?=0)")
"""Syllables between figures, in a shape whose syllables are zeros."""

_BMP = 0x10000


@dataclass(frozen=True)
class Squeezed:
    """Folded text without its fillers, for searching prose; `span` leads back into the source.

    `places`: where each character of `text` stands in `folded`, as an array; None where nothing was left out.
    """

    text: str
    folded: str
    places: Any = field(default=None, compare=False, repr=False)

    def span(self, start: int, end: int) -> Span:
        """The source span of text[start:end]."""
        if self.places is None:
            return Span(start, end)
        first = self._place(start)
        return Span(first, self._place(end - 1) + 1 if end > start else first)

    def _place(self, at: int) -> int:
        """Where the character at `at` of `text` stands in `folded`; its end for the end of `text`."""
        return int(self.places[at]) if at < len(self.text) else len(self.folded)


def fold(text: str) -> str:
    """`text` folded for matching, of the same length in code points."""
    table = _table()
    at = codes_of(text).astype(table.numpy.intp)  # else numpy does so piece by piece
    return _without_pinyin(table.codes.take(at))


@lru_cache(maxsize=4)
def folded_report(text: str) -> str:
    """`fold`, remembered for the last few texts: one rule after the other looks at the same report."""
    return fold(text)


def _without_pinyin(codes: Any) -> str:
    """The folded text that `codes` are, with bracketed pinyin overlooked.

    Between figures it is no pinyin and keeps them apart.
    """
    folded = _text_of(codes)
    if "(" not in folded or not _PINYIN.search(folded):
        return folded
    table = _table()
    shape: bytes = table.shapes.take(codes, mode="clip").tobytes()
    for syllable, zeros in _SYLLABLES:  # a pass each: a match each would take twice as long
        shape = shape.replace(syllable, zeros)
    shape = _APART.sub(lambda match: bytes([_OTHER]) * len(match[0]), shape)
    table.numpy.putmask(codes, table.numpy.frombuffer(shape, table.numpy.uint8) == 0, ord(FILLER))
    return _text_of(codes)


def splits_figure(before: str, after: str) -> bool:
    """Whether what stands between `before` and `after` keeps characters of figures apart.

    Then it must not be overlooked, whatever it is: 2(he)30 and 2__30 are not 230.
    """
    return before.rstrip(FILLER)[-1:] in _OF_FIGURES and after.lstrip(FILLER)[:1] in _OF_FIGURES


def squeeze(folded: str) -> Squeezed:
    """`folded` without fillers."""
    if FILLER not in folded:
        return Squeezed(folded, folded)
    codes = codes_of(folded)
    places = (codes != ord(FILLER)).nonzero()[0]
    return Squeezed(_text_of(codes.take(places)), folded, places)


def places_of(char: str, text: str) -> list[int]:
    """Where `char` stands in `text`, in order."""
    places: list[int] = _table().numpy.flatnonzero(codes_of(text) == ord(char)).tolist()
    return places


def places_of_byte(byte: int, data: bytes) -> list[int]:
    """Where `byte` stands in `data`, in order."""
    numpy = _table().numpy
    places: list[int] = (numpy.frombuffer(data, numpy.uint8) == byte).nonzero()[0].tolist()
    return places


def codes_of(text: str) -> Any:
    """The code points of `text` as an array."""
    return _table().numpy.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _text_of(codes: Any) -> str:
    """The text that the code points `codes` are: read as they are, as decoding them would take twice as long."""
    if not len(codes):
        return ""
    text: str = codes.view(f"<U{len(codes)}").item()
    return text.ljust(len(codes), FILLER)  # NUL at its end is none of a text, to numpy


@dataclass(frozen=True)
class _Table:
    """Code points and what they fold to: `sources` and `targets`, and the module that computes with them."""

    numpy: Any
    sources: Any
    targets: Any

    @cached_property
    def codes(self) -> Any:
        """What each code point folds to."""
        codes = self.numpy.arange(0x110000, dtype="<u4")
        codes[self.sources] = self.targets
        return codes

    @cached_property
    def shapes(self) -> Any:
        """What each folded code point is where pinyin is looked for; the last stands for all behind it."""
        shapes = self.numpy.full(_BMP, _OTHER, dtype=self.numpy.uint8)
        for chars, kind in ((_OF_PINYIN, _LETTER), (_OF_FIGURES, _FIGURE), (FILLER, _NOTHING)):
            shapes[[*map(ord, chars)]] = kind
        for bracket in "()":
            shapes[ord(bracket)] = ord(bracket)
        return shapes


@cache
def _table() -> _Table:
    """The table, made once a process: a fold by table costs a third of OpenCC's."""
    import numpy as np  # late: the window must be up before numpy is imported

    han, folded_han = _han(np)
    width = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | _WIDTH
    width[FILLER] = " "  # printed in a text, it must not be overlooked: 1\x002 is not 12
    return _Table(
        np,
        np.concatenate(
            [han, np.frombuffer("".join(width.keys()).encode("utf-32-le"), dtype="<u4")]
        ),
        np.concatenate(
            [folded_han, np.frombuffer("".join(width.values()).encode("utf-32-le"), dtype="<u4")]
        ),
    )


def _han(np: Any) -> tuple[Any, Any]:
    """The Han characters that fold to another one, and these, as code points."""
    from opencc import OpenCC

    han = np.concatenate([np.arange(start, end, dtype="<u4") for start, end in _HAN])
    plain = han.copy()
    for at in np.flatnonzero(np.isin(han, [code for block in _COMPATIBLE for code in block])):
        unified = unicodedata.normalize("NFKC", chr(han[at]))
        plain[at] = ord(unified) if len(unified) == 1 else ord(" ")
    # One character a line, so that OpenCC applies no phrase.
    lines = np.full(2 * len(plain), ord("\n"), dtype="<u4")
    lines[::2] = plain
    converted = OpenCC("t2s").convert(lines.tobytes().decode("utf-32-le")).split("\n")
    one_each = "".join([line if len(line) == 1 else " " for line in converted[: len(plain)]])
    folded = np.frombuffer(one_each.encode("utf-32-le"), dtype="<u4")
    is_other = (folded != han) & (folded != ord(" "))
    return han[is_other], folded[is_other]
