"""Owns the patterns of claims, from resources/narrative.toml, ready to be searched for."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, cached_property
from typing import Any

import regex

from core.cells import CellRef
from core.errors import ResourceError
from core.forms import Form
from core.narrative.claims import ClaimKind
from core.narrative.numerals import DIGITS
from core.paths import resources_dir


@dataclass(frozen=True, slots=True)
class ClaimPattern:
    expression: regex.Pattern[str]
    is_loose: bool
    is_zero: bool


@dataclass(frozen=True, slots=True)
class ClaimRule:
    kind: ClaimKind
    words: tuple[str, ...]
    patterns: tuple[ClaimPattern, ...]
    exception: regex.Pattern[str] | None
    meanings: tuple[tuple[str, ...], ...]
    needs: regex.Pattern[str] | None
    unless: regex.Pattern[str] | None


@dataclass(frozen=True)
class ClaimRules:
    rules: tuple[ClaimRule, ...]
    number: regex.Pattern[str]
    listed: regex.Pattern[str]
    doubtful: regex.Pattern[str]
    subject: regex.Pattern[str]
    foreign: regex.Pattern[str]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of all rules."""
        return tuple({word: None for rule in self.rules for word in rule.words})


@cache
def claim_rules() -> ClaimRules:
    """All patterns, compiled once. ResourceError where the data is impossible."""
    path = resources_dir() / "narrative.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        number = rf"(?P<n>{DIGITS})(?P<about>余|多|万)?\s*(?P<c>{data['counters']})"
        return ClaimRules(
            tuple(_claim_rule(item, data["gap"], number) for item in data["claims"]),
            regex.compile(number),
            regex.compile(rf"{number}(?P<link>:|,?其中:?)(?P<list>.+)"),
            regex.compile(data["doubtful"]),
            regex.compile(data["subject"]),
            regex.compile(data["foreign"]),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError, regex.error) as error:
        raise ResourceError(path=str(path), reason=repr(error)) from error


def _claim_rule(item: Mapping[str, Any], gap: str, number: str) -> ClaimRule:
    def compiled(key: str, is_loose: bool, is_zero: bool) -> Iterator[ClaimPattern]:
        for text in item.get(key, ()):
            expression = text.replace("{G}", gap).replace("{N}", number)
            yield ClaimPattern(regex.compile(expression), is_loose, is_zero)

    return ClaimRule(
        ClaimKind(item["kind"]),
        tuple(item["words"]),
        (
            *compiled("patterns", False, False),
            *compiled("loose", True, False),
            *compiled("zero", False, True),
        ),
        regex.compile(item["except"]) if "except" in item else None,
        tuple(tuple(meaning) for meaning in item["meanings"]),
        regex.compile(item["needs"]) if "needs" in item else None,
        regex.compile(item["unless"]) if "unless" in item else None,
    )


@cache
def meanings_of(form: Form, kind: ClaimKind) -> tuple[tuple[CellRef, ...], ...]:
    """The meanings of a claim in the cells of `form`."""
    rule = next(rule for rule in claim_rules().rules if rule.kind is kind)
    names = list(zip(form.index.names, form.index.refs, strict=True))
    return tuple(
        cells
        for meaning in rule.meanings
        if (
            cells := tuple(
                ref for name, ref in names if any(fnmatchcase(name, glob) for glob in meaning)
            )
        )
    )
