"""Owns the findings about section headings: numbers that are wrong, repeated or skipped."""

import tomllib
from functools import cache

import regex

from core.extract.fold import Squeezed
from core.findings import Finding
from core.paths import resources_dir

_HEADING = regex.compile(
    r"^[^\S\n]*(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})[^\S\n]*[、.,](?P<title>[^\n。;|\t]{2,40})$",
    regex.MULTILINE,
)


def section_findings(prose: Squeezed) -> list[Finding]:
    """A Finding for each section of the form whose heading carries another number than the form gives it."""
    findings: list[Finding] = []
    for match in _HEADING.finditer(prose.text):
        expected = _expected(match["title"].strip())
        if expected is not None and match["number"] != expected:
            span = prose.span(*match.span())
            params = {"printed": " ".join(match.group().split()), "expected": expected}
            findings.append(Finding("section_number", (), span, params))
    return findings


def _expected(title: str) -> str | None:
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
