"""Owns cutting folded text into Tokens: printed labels, figures, blank marks and other text, with positions.

Cells may be separated by line ends, tabs, pipes or spaces, whatever made the text. Nothing is decided here
about which separator means what: the characters between two tokens stay available as their gap.
"""

from dataclasses import replace
from enum import IntEnum
from typing import NamedTuple

import regex

from core.extract.fold import FILLER
from core.extract.lexicon import Entry, Lexicon, key_of, strip_note
from core.numbers import PrintedNumber, is_blank_mark, read_number


class Kind(IntEnum):
    """What a Token is."""

    NUMBER = 0
    BLANK = 1  # a dash, a slash, 无
    LABEL = 2
    TEXT = 3
    NOISE = 4  # a page number or rule, to be overlooked


class Token(NamedTuple):
    """One printed thing: `start` and `end` in the text, and what it may be."""

    kind: Kind
    start: int
    end: int
    entry: Entry | None = None
    number: PrintedNumber | None = None


_PIECE = regex.compile(rf"[^\s{FILLER}|](?:[^\t\n|]*[^\s{FILLER}|])?")
_WORD = regex.compile(rf"[^\s{FILLER}](?:[^\s]*[^\s{FILLER}])?")
_RULE = regex.compile(
    r"[:+]?[-=_─━┄┅┈┉]{3,}[:+]?|[┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋─━═+=-]{2,}|:?-{1,2}:|:-{1,2}"
)
_PAGE_NUMBER = regex.compile(
    r"[-~·•]\s*\d{1,4}\s*[-~·•]|第\s*\d{1,4}\s*页.{0,12}|\d{1,3}\s*/\s*\d{1,3}|page\s*\d+.{0,10}",
    regex.IGNORECASE,
)
_MAY_BE_FIGURE = regex.compile(r"[0-9OoＯｏ〇○lIｌ]|[-/\\无*~]")
_ENDS_IN_FIGURE = regex.compile(r"\S\s+[-+]?[0-9][0-9,.]*$")
"""A label and its figures on one line: they are cut apart before the label is looked up."""
_FIGURES_INSIDE = regex.compile(r"(?:\s[0-9]+(?=\s)){3}")
"""A table whose line ends became spaces: prose has no three numbers in a row."""
_PROSE = 120
_UNITS = frozenset(("元", "万元", "亿元"))
_JOINS = 14

_Part = tuple[int, int, Kind, Entry | None, PrintedNumber | None]


class Tokenizer:
    """Cuts texts into Tokens. Remembers pieces it has seen, as reports repeat the same labels and figures."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._memo: dict[str, tuple[_Part, ...]] = {}

    def tokens(self, folded: str) -> list[Token]:
        """The Tokens of `folded` in order."""
        memo = self._memo
        if len(memo) > 20_000:
            memo.clear()
        found: list[Token] = []
        append = found.append
        make = Token._make
        for match in _PIECE.finditer(folded):
            piece = match.group()
            parts = memo.get(piece)
            if parts is None:
                parts = self._parts(piece)
                if len(piece) <= _PROSE:
                    memo[piece] = parts
            at = match.start()
            for start, end, kind, entry, number in parts:
                append(make((kind, at + start, at + end, entry, number)))
        return self._join(found, folded)

    def _parts(self, piece: str) -> tuple[_Part, ...]:
        if " " not in piece or not _ENDS_IN_FIGURE.search(piece):
            whole = self._classify(piece)
            if whole[2] is not Kind.TEXT or " " not in piece:
                return (whole,)
        else:
            whole = (0, len(piece), Kind.TEXT, None, None)
        if len(piece) > _PROSE and not (
            _ENDS_IN_FIGURE.search(piece) or _FIGURES_INSIDE.search(piece)
        ):
            return (whole,)
        return tuple(
            (match.start() + start, match.start() + end, kind, entry, number)
            for match in _WORD.finditer(piece)
            for start, end, kind, entry, number in (self._classify(match.group()),)
        )

    def _classify(self, piece: str) -> _Part:
        length = len(piece)
        if length <= 24:
            plain = piece.replace(FILLER, "")
            if _RULE.fullmatch(plain) or _PAGE_NUMBER.fullmatch(plain):
                return (0, length, Kind.NOISE, None, None)
            if _MAY_BE_FIGURE.search(plain):
                number = read_number(plain)
                if number is not None:
                    return (0, length, Kind.NUMBER, None, number)
                if is_blank_mark(plain):
                    return (0, length, Kind.BLANK, None, None)
        entry = self._lexicon.look_up(piece)
        if entry is not None:
            return (0, length, Kind.LABEL, entry, None)
        return (0, length, Kind.TEXT, None, None)

    def _join(self, tokens: list[Token], folded: str) -> list[Token]:
        """Put labels together that were broken over several tokens (商业 / 企业; one character a line)."""
        prefixes = self._lexicon.prefixes
        entries = self._lexicon.entries
        joined: list[Token] = []
        at = 0
        count = len(tokens)
        while at < count:
            token = tokens[at]
            if (
                token.kind is Kind.NUMBER
                and at + 1 < count
                and _is_unit(token, tokens[at + 1], folded)
            ):
                joined.append(_with_unit(token, tokens[at + 1], folded))
                at += 2
                continue
            if token.kind < Kind.LABEL or token.end - token.start > 40:
                joined.append(token)
                at += 1
                continue
            key = key_of(folded[token.start : token.end]) if token.kind is not Kind.NOISE else ""
            if key not in prefixes:
                joined.append(token)
                at += 1
                continue
            best = None
            for ahead in range(at + 1, min(at + _JOINS, count)):
                following = tokens[ahead]
                if following.kind < Kind.LABEL or following.end - following.start > 60:
                    break
                if following.kind is Kind.NOISE:
                    continue
                if token.kind is Kind.LABEL and following.kind is Kind.LABEL:
                    break
                piece = folded[following.start : following.end]
                without_note = key + key_of(strip_note(piece))
                key += key_of(piece)
                entry = entries.get(key) or entries.get(without_note)
                if entry is not None:
                    best = (ahead, entry)
                if key not in prefixes:
                    break
            if best is None:
                joined.append(token)
                at += 1
            else:
                last, whole = best
                joined.append(Token(Kind.LABEL, token.start, tokens[last].end, whole, None))
                at = last + 1
        return joined


def _is_unit(figure: Token, following: Token, folded: str) -> bool:
    """Whether a money unit stands behind the figure, apart from it by spaces only."""
    return (
        following.kind is Kind.TEXT
        and following.end - following.start <= 2
        and folded[following.start : following.end] in _UNITS
        and folded[figure.end : following.start].strip(" ") == ""
        and figure.number is not None
        and figure.number.unit is None
    )


def _with_unit(figure: Token, following: Token, folded: str) -> Token:
    number = figure.number
    assert number is not None
    with_unit = replace(number, unit=folded[following.start : following.end])
    return Token(Kind.NUMBER, figure.start, following.end, None, with_unit)
