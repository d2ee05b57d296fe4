"""Owns the findings about section headings: numbers that are wrong, repeated or skipped."""

import re
import tomllib
from functools import cache, lru_cache

import regex

from core.cells import Span
from core.extract.fold import FILLER, Squeezed
from core.findings import Finding
from core.paths import resources_dir

_NUMBERED = re.compile(r"\n[^\S\n]*(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[^\S\n]*[、.,]")
_HEADING = regex.compile(
    r"[^\S\n]*(?P<number>[一二三四五六七八九十]{1,3}|[0-9]{1,2})[^\S\n]*[、.,](?P<title>[^\n。;|\t]{2,40})"
)
_LONGEST = 60
_NUMERALS = "一二三四五六七八九十"


def section_findings(prose: Squeezed) -> list[Finding]:
    """What is wrong with the numbers of section headings: one Finding, as one slip shifts all that follow.

    Headings numbered 1, 2, 3 in the right order are a matter of style, said as such.
    """
    wrong: list[tuple[str, str, Span]] = []
    text = f"\n{prose.text}\n"
    for match in _NUMBERED.finditer(text):
        start = match.start() + 1
        line = text[start : text.index("\n", start)]
        expected = _other_number(line) if len(line) <= _LONGEST else ""
        if expected:
            span = prose.span(start - 1, start - 1 + len(line))
            wrong.append((" ".join(line.split()), expected, span))
    if not wrong:
        return []
    if all(printed[:1] == str(_NUMERALS.index(expected) + 1) for printed, expected, _ in wrong):
        return [Finding("section_style", (), wrong[0][2], {"printed": wrong[0][0]})]
    printed, expected, span = wrong[0]
    slips = "；".join(f"“{other}”→“{number}”" for other, number, _ in wrong)
    params = {"printed": printed, "expected": expected, "slips": slips}
    return [Finding("section_number", (), span, params)]


def is_heading(text: str) -> bool:
    """Whether `text` (folded) is the heading of a section of the form, whatever its number."""
    if len(text) > _LONGEST:
        return False
    return _is_heading(text)


@lru_cache(maxsize=4096)
def _is_heading(text: str) -> bool:
    match = _HEADING.fullmatch(text)
    return _expected((match["title"] if match else text).strip()) is not None


@lru_cache(maxsize=4096)
def _other_number(line: str) -> str:
    """The number that the form gives the section, if it is another than that of the heading `line`; else nothing."""
    match = _HEADING.fullmatch(line)
    expected = _expected(match["title"].strip()) if match is not None else None
    if match is None or expected is None or expected == match["number"]:
        return ""
    return expected


def _expected(title: str) -> str | None:
    """The number that the form gives the section with this title, None where it has none such."""
    plain = title.replace(" ", "").replace(FILLER, "").replace("、", "")
    for number, words in _sections():
        if any(
            plain.endswith(word) or (plain.startswith(word) and len(plain) < len(word) + 8)
            for word in words
        ):
            return number
    return None


@cache
def _sections() -> tuple[tuple[str, tuple[str, ...]], ...]:
    data = tomllib.loads((resources_dir() / "sections.toml").read_text(encoding="utf-8"))
    return tuple(
        (section["number"], tuple(word.replace("、", "") for word in section["words"]))
        for section in data["sections"]
    )
