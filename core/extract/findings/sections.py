"""Owns the findings about section headings: numbers that are wrong, repeated or skipped."""

import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from core.cells import Span
from core.extract.folding.fold import FILLER, Squeezed
from core.extract.identity.marks import places_of_marks
from core.findings import Finding
from core.paths import resources_dir

_HEADING = regex.compile(
    r"[^\S\n]*(?P<number>[一二三四五六七八九十]{1,3}|[0-9]{1,2})[^\S\n]*[、.,](?P<title>[^\n。;|\t]{2,40})"
)
_LONGEST = 60
_NUMERALS = "一二三四五六七八九十"
_NUMERICAL = f"{_NUMERALS}0123456789 \t\x1c\x1d\x1e\x1f"
"""What a line begins with that is a heading with a number, in folded text."""


class _Sections(NamedTuple):
    """The sections of the form: the number of each with the words of its title, without 、.

    `words` are all of those, `marks` characters of which each of them has one.
    """

    numbered: tuple[tuple[str, tuple[str, ...]], ...]
    words: tuple[str, ...]
    marks: tuple[str, ...]


@cache
def _sections() -> _Sections:
    data = tomllib.loads((resources_dir() / "sections.toml").read_text(encoding="utf-8"))
    numbered = tuple(
        (section["number"], tuple(word.replace("、", "") for word in section["words"]))
        for section in data["sections"]
    )
    words = tuple(word for _, of_section in numbered for word in of_section)
    return _Sections(numbered, words, tuple(data["marks"]))


def section_findings(prose: Squeezed) -> list[Finding]:
    """What is wrong with the numbers of section headings: one Finding, as one slip shifts all that follow.

    Headings numbered 1, 2, 3 in the right order are a matter of style, said as such.
    """
    wrong: list[tuple[str, str, Span]] = []
    for start, line in _numbered_lines(prose):
        expected = _other_number(line)
        if expected:
            span = prose.span(start, start + len(line))
            wrong.append((" ".join(line.split()), expected, span))
    if not wrong:
        return []
    if all(printed[:1] == str(_NUMERALS.index(expected) + 1) for printed, expected, _ in wrong):
        return [Finding("section_style", (), wrong[0][2], {"printed": wrong[0][0]})]
    printed, expected, span = wrong[0]
    slips = "；".join(f"“{other}”→“{number}”" for other, number, _ in wrong)
    params = {"printed": printed, "expected": expected, "slips": slips}
    return [Finding("section_number", (), span, params)]


def _numbered_lines(prose: Squeezed) -> Iterator[tuple[int, str]]:
    """Lines that may be headings of sections with a number: where each begins, and what it says."""
    text = prose.text
    done = 0
    for at in places_of_marks(text, _sections().marks):
        if at < done:
            continue
        done = text.find("\n", at)
        if done < 0:
            done = len(text)
        if done - at > _LONGEST:
            continue
        start = text.rfind("\n", max(0, at - _LONGEST), at) + 1
        if done - start > _LONGEST or text[start] not in _NUMERICAL:
            continue
        line = text[start:done]
        # A mark is part of the title, and none of these is.
        if not ("。" in line or "\t" in line[at - start :] or "|" in line):
            yield start, line


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
    sections = _sections()
    if not plain.endswith(sections.words) and not plain.startswith(sections.words):
        return None
    for number, words in sections.numbered:
        if any(
            plain.endswith(word) or (plain.startswith(word) and len(plain) < len(word) + 8)
            for word in words
        ):
            return number
    return None
