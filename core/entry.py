"""Owns what a reviewer types into a Cell: the Correction that it means, or why it is refused.

Nothing is converted silently: 25.1万元 stays 25.1 in 万元, and what could be read in two ways (a letter for a
digit, separators that do not stand at thousands) is refused with a reason instead of being guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from core.cells import Quantity, Value
from core.edits import Correction
from core.forms import Column
from core.numbers import Oddity, is_blank_mark, read_number

DIGIT_LIMIT = 15
"""More digits than a spreadsheet keeps exactly; a longer figure would come out of the Workbook altered."""

_LENGTH_LIMIT = 60
"""Longer texts are not looked at any further: a page may be pasted by mistake."""

_SIGN_WORDS = "增减減"  # as some reports print 本年增/减; no sign anywhere else


class RefusalCode(Enum):
    """Why a typed text is no value for a Cell; the value names its sentence in messages/entry.toml."""

    NOT_A_NUMBER = "not_a_number"
    LETTER = "letter"  # O for 0, l for 1
    GROUPING = "grouping"  # 1,23 may be 123 or 1.23
    COUNTER = "counter"  # 3件
    FOOTNOTE = "footnote"  # 3*
    NOT_WHOLE = "not_whole"
    NEGATIVE = "negative"
    UNIT_OF_COUNT = "unit_of_count"  # 3元 where cases are counted
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A text that is no value for a Cell: `params` fill the sentence of `code` (`Wording.message("entry", …)`)."""

    code: RefusalCode
    params: Mapping[str, object] = field(default_factory=dict)


_ODDITIES = {
    Oddity.LETTER_FOR_DIGIT: RefusalCode.LETTER,
    Oddity.BAD_GROUPING: RefusalCode.GROUPING,
    Oddity.COUNTER: RefusalCode.COUNTER,
    Oddity.FOOTNOTE_MARK: RefusalCode.FOOTNOTE,
}


def parse_entry(text: str, column: Column, unit: str | None = None) -> Correction | Refusal:
    """The Correction that `text`, typed into a cell of `column`, means.

    Nothing, a dash, a slash or 无 is blank. `unit` is the money unit that the cell has now; it is kept where
    none is typed, and where the cell has none either the one that the column's header states.
    """
    money = column.quantity is Quantity.MONEY
    unit = (unit or column.unit) if money else None
    typed = text.strip()
    if len(typed) > _LENGTH_LIMIT:
        return Refusal(RefusalCode.NOT_A_NUMBER, {"text": shorten(typed)})
    if is_blank_mark(typed):
        return Correction(None, unit)
    if sum(char.isdigit() for char in typed) > DIGIT_LIMIT:
        return Refusal(RefusalCode.TOO_LONG, {"limit": DIGIT_LIMIT})
    number = read_number(typed)
    if number is None or (
        column.quantity is not Quantity.CHANGE and any(word in typed for word in _SIGN_WORDS)
    ):
        return Refusal(RefusalCode.NOT_A_NUMBER, {"text": shorten(typed)})
    refused = [oddity for oddity in number.oddities if oddity in _ODDITIES]
    if refused:
        return Refusal(_ODDITIES[refused[0]], {"text": shorten(typed)})
    if number.unit and not money:
        return Refusal(RefusalCode.UNIT_OF_COUNT, {"unit": number.unit})
    if number.value < 0 and column.quantity is not Quantity.CHANGE:
        return Refusal(RefusalCode.NEGATIVE)
    if money:
        return Correction(number.value, number.unit or unit)
    if number.value != int(number.value):
        return Refusal(RefusalCode.NOT_WHOLE, {"text": shorten(typed)})
    return Correction(int(number.value))


def entry_text(value: Value | None, unit: str | None, column: Column) -> str:
    """`value` as one would type it: `parse_entry` reads it back as the same value and unit.

    The unit is left out where the column's header states it anyway.
    """
    if value is None:
        return ""
    figure = format(value, "f") if isinstance(value, Decimal) else str(value)
    return figure if unit is None or unit == column.unit else figure + unit


def shorten(text: str, limit: int = 16) -> str:
    """`text` on one line, cut at `limit` characters, for a sentence about it."""
    line = " ".join(text[: 4 * limit].split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
