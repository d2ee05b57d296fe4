"""Owns reading one printed number: which value it says, and what about its printing is not plain.

Values as domain notes list them: full-width digits, thousands separators, signs, money with its unit, the
letter O for 0. What had to be interpreted is said in `oddities`, so that a reading that rests on it is never
taken for certain.
"""

import re
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

import regex

from core.cells import Value


class Oddity(Enum):
    """Something about a printed number that a reviewer should know."""

    LETTER_FOR_DIGIT = "letter_for_digit"  # O, o, 〇 for 0; l, I for 1
    BAD_GROUPING = "bad_grouping"  # separators that do not stand at thousands
    FOOTNOTE_MARK = "footnote_mark"  # a *, ① or [1] beside the figure
    LEADING_ZERO = "leading_zero"  # 03: what is left of a figure that was torn
    RUN_ON = "run_on"  # nothing stands between it and the label before it
    COUNTER = "counter"  # 件, 条, 宗 … behind the figure


class PrintedNumber(NamedTuple):
    """A printed number: its value as printed, its money unit if one stands there, and its oddities.

    `is_signed` tells +10 from 10; `decimals` is the number of printed decimal places.
    """

    value: Value
    unit: str | None = None
    is_signed: bool = False
    decimals: int = 0
    oddities: tuple[Oddity, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether nothing had to be interpreted into the figure itself."""
        return all(oddity is Oddity.COUNTER for oddity in self.oddities)


BLANK_MARKS = frozenset(
    {
        "",
        "/",
        "\\",
        "-",
        "--",
        "---",
        "—",
        "——",
        "–",
        "－",
        "/ /",
        "无",
        "無",
        "／",
        "＼",
        "~",
        "*",
        "空",
        "不适用",
    }
)
"""What is printed, besides nothing, in a cell that holds no figure (spaces removed)."""

_WIDTH = str.maketrans(
    "０１２３４５６７８９．，＋－—–−﹣（）％′’",
    "0123456789.,+-----()%''",
)
LONGEST = 40
"""Characters of the longest thing taken for a number: figures and amounts of this world have far fewer."""
_LETTERS = str.maketrans("OoＯｏ〇○lIｌ", "000000111")
_PATTERN = regex.compile(
    r"""
    (?P<sign>[+-]|增加?|减少?|減少?)?\s*
    (?P<digits>[0-9OoＯｏ〇○lIｌ](?:[0-9OoＯｏ〇○lIｌ]|[,'](?=[0-9])|(?<=[0-9]),\s(?=[0-9]{3}(?![0-9])))*)
    (?P<decimals>\.[0-9]+)?
    \s*(?P<unit>万元|萬元|亿元|億元|元)?
    (?P<counter>件|条|條|项|項|宗|起|份|个|個|次)?
    (?P<mark>[*＊※†‡①-⑳¹²³]|注[0-9]{0,2}|\[(?:注?[0-9]{1,2})\]|\((?:注?[0-9]{1,2}|注)\))?
    """,
    regex.VERBOSE,
)
_PLAIN = re.compile(r"([+-]?)(0|[1-9][0-9]*)(?:\.([0-9]+))?")
_UNITS = {"萬元": "万元", "億元": "亿元"}
_GROUPED = regex.compile(r"[1-9][0-9]{0,2}(,\s?[0-9]{3})+")
_MINUS = frozenset("-减減")


def read_plain_number(text: str) -> PrintedNumber | None:
    """The number that `text` prints where it is nothing but digits, a sign and decimals; else None.

    For the others, and for zeros before other digits, see `read_number`.
    """
    match = _PLAIN.fullmatch(text)
    if match is None or len(text) > LONGEST:
        return None
    sign, whole, decimals = match.groups()
    if decimals is None:
        return PrintedNumber(-int(whole) if sign == "-" else int(whole), None, bool(sign))
    value = Decimal(f"{whole}.{decimals}")
    return PrintedNumber(-value if sign == "-" else value, None, bool(sign), len(decimals))


def read_number(text: str) -> PrintedNumber | None:
    """The number that `text` prints, None where it prints none. Outer white space is ignored."""
    stripped = text.strip(" \t\n\r\u00a0\u3000\u200b\ufeff")
    if len(stripped) > LONGEST:
        return None
    plain_number = read_plain_number(stripped)
    if plain_number is not None:
        return plain_number
    match = _PATTERN.fullmatch(stripped.translate(_WIDTH))
    if match is None:
        return None
    digits = match["digits"]
    oddities: list[Oddity] = []
    plain = digits.translate(_LETTERS)
    if plain != digits:
        if not any(char.isdigit() and char.isascii() for char in digits) and len(digits) > 1:
            return None  # "Il", "oo": a word rather than a number
        oddities.append(Oddity.LETTER_FOR_DIGIT)
    if "," in plain or "'" in plain:
        plain = plain.replace("'", ",")
        if not _GROUPED.fullmatch(plain):
            oddities.append(Oddity.BAD_GROUPING)
        plain = "".join(plain.replace(",", "").split())
    if len(plain) > 1 and plain[0] == "0":
        oddities.append(Oddity.LEADING_ZERO)
    if match["counter"]:
        oddities.append(Oddity.COUNTER)
    if match["mark"]:
        oddities.append(Oddity.FOOTNOTE_MARK)
    sign = match["sign"]
    decimals = match["decimals"] or ""
    unit = match["unit"]
    value: Value = Decimal(plain + decimals) if decimals else int(plain)
    if sign and sign[0] in _MINUS:
        value = -value
    return PrintedNumber(
        value, _UNITS.get(unit, unit), bool(sign), max(len(decimals) - 1, 0), tuple(oddities)
    )


def is_blank_mark(text: str) -> bool:
    """Whether `text` is what a form without a figure holds: nothing, a dash, a slash or 无."""
    return "".join(text.split()).strip("\u200b\ufeff") in BLANK_MARKS
