"""Owns numbers as prose writes them: digits with thousands separators, and Chinese numerals."""

_HAN_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}

DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万]+"
"""What a number looks like in folded text, as a regular expression."""


def read_whole_number(text: str) -> int | None:
    """A whole number in digits, with thousands separators or not, or in Chinese numerals."""
    plain = text.replace(",", "")
    if plain.isdigit():
        return int(plain)
    return chinese_number(text)


def chinese_number(text: str) -> int | None:
    """The number that Chinese numerals say (一百零六, 两千, 一万二千, 二〇), None where they say none."""
    if not text or any(c not in _HAN_DIGITS and c not in _HAN_UNITS and c != "万" for c in text):
        return None
    if all(char in _HAN_DIGITS for char in text):
        return int("".join(str(_HAN_DIGITS[char]) for char in text))
    if text.count("万") > 1:
        return None
    high, _, low = text.rpartition("万")
    if high:
        above = _below_ten_thousand(high)
        below = _below_ten_thousand(low) if low else 0
        return None if above is None or below is None else above * 10_000 + below
    return _below_ten_thousand(text) if low == text else None


def _below_ten_thousand(text: str) -> int | None:
    total = 0
    digit: int | None = None
    least = 10_000
    for char in text:
        if char in _HAN_UNITS:
            unit = _HAN_UNITS[char]
            if unit >= least or digit == 0:
                return None
            total += (1 if digit is None else digit) * unit
            least, digit = unit, None
        elif digit:
            return None
        else:
            digit = _HAN_DIGITS[char]
    if digit and least in (100, 1000) and "零" not in text[-2:] and "〇" not in text[-2:]:
        return None  # 三百二 is 320 to some and 302 to others
    return total + (digit or 0)
