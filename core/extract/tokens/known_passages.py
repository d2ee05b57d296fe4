"""Owns the passages that were met before: finding one again by what stands between its figures, and those that
were met often by a look at the whole text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.cells import Value
from core.extract.tokens.passages import Passage
from core.extract.tokens.plain_figures import values_if_plain

_MOST = 1_000
"""Passages that are remembered."""
_MOST_FIGURES = 2_000
_LARGEST = 20_000
"""Characters of a passage that is remembered, figures apart; larger ones are no tables of one report."""
_OFTEN = 24
"""Met so many times a passage gets a pattern, which takes as long to make as it then saves."""
_TRIED = 8
"""Patterns that are tried at a text: a folder holds few layouts that are met over and over."""
_FIGURE = "([+-9]++)"
"""What a plain figure is made of, and little else: quickly made a pattern of, quickly found."""


class _Pattern(NamedTuple):
    """What a passage begins with, and what it matches as a whole, with a group for each figure."""

    lead: str
    whole: "re.Pattern[str]"
    passage: Passage


@dataclass(slots=True, eq=False)
class _Met:
    """A passage, how often it was looked for, and its pattern once that was often."""

    passage: Passage
    times: int = 0
    pattern: _Pattern | None = None


class FoundPassage(NamedTuple):
    """A passage in a text, from `start` to `end`, and what its figures print, and their values."""

    start: int
    end: int
    printed: tuple[str, ...]
    values: list[Value]
    passage: Passage


class KnownPassages:
    """Remembers passages by the texts between their figures."""

    def __init__(self) -> None:
        self._met: dict[tuple[str, ...], _Met] = {}
        self._patterns: list[_Pattern] = []  # the one that was found last comes first

    def get(self, between: tuple[str, ...]) -> Passage | None:
        """The passage whose figures stand `between` these texts, None where it was not met before."""
        if len(between) > _MOST_FIGURES:
            return None
        met = self._met.get(between)
        if met is None:
            return None
        met.times += 1
        if met.times % _OFTEN == 0:
            if met.pattern is None:
                whole = re.compile(_FIGURE.join(map(re.escape, between)))
                met.pattern = _Pattern(between[0], whole, met.passage)
            self._patterns = [met.pattern, *self._patterns[: _TRIED - 1]]
        return met.passage

    def keep(self, between: Sequence[str], passage: Passage) -> None:
        """Remember the `passage` whose figures stand `between` these texts."""
        if len(between) <= _MOST_FIGURES and passage.length <= _LARGEST:
            if len(self._met) >= _MOST:
                self._met.clear()
            self._met[tuple(between)] = _Met(passage)

    def find(self, text: str) -> FoundPassage | None:
        """A passage met often, where it first seems to begin in `text`; None where none of them is found."""
        for number, (lead, whole, passage) in enumerate(self._patterns):
            start = text.find(lead)
            match = whole.match(text, start) if start >= 0 else None
            if match is None:
                continue
            printed = match.groups()
            values = values_if_plain(printed)
            if values is not None:
                if number:
                    self._patterns.insert(0, self._patterns.pop(number))
                return FoundPassage(start, match.end(), printed, values, passage)
        return None

    def forget(self, found: FoundPassage) -> None:
        """Look no more for a passage that stood among other things than it is met among."""
        self._patterns = [one for one in self._patterns if one.passage is not found.passage]
