"""Owns marks: characters of a private plane around every value, by which a value is followed through layouts.

A marked value is START(cell number) + text + END. Marks are taken out when the text is finished.
"""

import re
from collections.abc import Iterator

from core.cells import Span

_BASE = 0xF0000
END = "\U000ffffd"
_MARKED = re.compile(f"([\U000f0000-\U000fff00])([^{END}]*){END}")
MARK_CHARS = re.compile("[\U000f0000-\U000fffff]")


def mark(number: int, text: str) -> str:
    """`text` marked as the value of cell `number`."""
    return f"{chr(_BASE + number)}{text}{END}"


def is_marked(text: str) -> bool:
    """Whether a value is marked in `text`."""
    return END in text


def marked(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Cell number and match (groups: mark, value) of every marked value in `text`."""
    for match in _MARKED.finditer(text):
        yield ord(match[1]) - _BASE, match


def marked_numbers(text: str) -> list[int]:
    """The cell numbers in `text`, in order."""
    return [number for number, _ in marked(text)]


def without_marks(text: str) -> str:
    """`text` without marks."""
    return MARK_CHARS.sub("", text)


def take_marks(text: str) -> tuple[str, dict[int, list[Span]]]:
    """`text` without marks, and where each marked value stands in it."""
    parts: list[str] = []
    spans: dict[int, list[Span]] = {}
    length = at = 0
    for number, match in marked(text):
        before = text[at : match.start()]
        parts += [before, match[2]]
        start = length + len(before)
        length = start + len(match[2])
        spans.setdefault(number, []).append(Span(start, length))
        at = match.end()
    parts.append(text[at:])
    plain = "".join(parts)
    if MARK_CHARS.search(plain):
        raise ValueError("a mark was torn")
    return plain, spans
