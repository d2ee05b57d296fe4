"""Owns plain figures: digits with a sign or decimals that have a field to themselves, nearly all figures there are."""

import re
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from typing import NamedTuple

from core.cells import Value

_MOST_DIGITS = 15
PRINTED = rf"[+-]?(?:0|[1-9][0-9]{{0,{_MOST_DIGITS - 1}}})(?:\.[0-9]{{1,6}})?"
"""What a plain figure prints, folded, as a regular expression."""
_PLAIN = re.compile(PRINTED)

_MOST_OF_REPORT = 2_000
"""More figures than the tables of a report hold."""


class PlainFigures(NamedTuple):
    """The plain figures of a text.

    `starts` is where each starts; `printed` and `values` are what they print, folded, and its value.
    """

    starts: list[int]
    printed: list[str]
    values: list[Value]


class _Values(dict[str, Value]):
    """What plain figures print. Small ones are held, for nearly all figures are small. KeyError where one is none."""

    def __missing__(self, printed: str) -> Value:
        if printed.isdecimal() and printed[0] != "0" and len(printed) <= _MOST_DIGITS:
            return int(printed)
        if not _PLAIN.fullmatch(printed):
            raise KeyError(printed)
        return Decimal(printed) if "." in printed else int(printed)


_VALUES = _Values((str(number), number) for number in range(1000))


def value_of(printed: str) -> Value:
    """The value that a plain figure prints."""
    return _VALUES[printed]


def values_of(printed: Sequence[str]) -> list[Value]:
    """The values that plain figures print."""
    if len(printed) > _MOST_OF_REPORT:  # whatever these are, they are not mostly small
        with suppress(ValueError):  # some have decimals
            return [*map(int, printed)]
    return [*map(_VALUES.__getitem__, printed)]


def values_if_plain(printed: Sequence[str]) -> list[Value] | None:
    """The values of what is `printed` in ASCII, None where not all of it is plain figures."""
    try:
        return [*map(_VALUES.__getitem__, printed)]
    except KeyError:
        return None
