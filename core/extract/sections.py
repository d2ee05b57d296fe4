"""Owns the findings about section headings: numbers that are wrong, repeated or skipped."""

import re
import tomllib
from functools import cache, lru_cache

import regex

from core.extract.fold import Squeezed
from core.findings import Finding
from core.paths import resources_dir

_NUMBERED = re.compile(r"\n[^\S\n]*(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[^\S\n]*[、.,]")
_HEADING = regex.compile(
    r"[^\S\n]*(?P<number>[一二三四五六七八九十]{1,3}|[0-9]{1,2})[^\S\n]*[、.,](?P<title>[^\n。;|\t]{2,40})"
)
_LONGEST = 60


def section_findings(prose: Squeezed) -> list[Finding]:
    """A Finding for each section of the form whose heading carries another number than the form gives it."""
    findings: list[Finding] = []
    text = f"\n{prose.text}\n"
    for match in _NUMBERED.finditer(text):
        start = match.start() + 1
        line = text[start : text.index("\n", start)]
        expected = _other_number(line) if len(line) <= _LONGEST else ""
        if expected:
            span = prose.span(start - 1, start - 1 + len(line))
            params = {"printed": " ".join(line.split()), "expected": expected}
            findings.append(Finding("section_number", (), span, params))
    return findings


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
    plain = title.replace(" ", "").replace("、", "")
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
