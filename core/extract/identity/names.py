"""Owns finding names of publishing units in prose, and telling names from phrases that look like one.

The words that names are made of are data: resources/units.toml.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import regex

from core.extract.identity.marks import MarkedWords
from core.paths import resources_dir

SHORTEST = 3
"""Characters of the shortest name."""
_LONGEST = 60
"""Longer runs of endings are no name."""
_UNITS_BEFORE_ENDING = 24
_BETWEEN_ENDINGS = 10
_SUBJECT = "信息公开"
"""Behind 政府 it may be the words of every title that have that."""
_HAN = (
    "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufa6d\ufa70-\ufad9\U00016fe2\U00016fe3\U00016ff0-\U00016ff6\U00020000-\U0002a6df"
    "\U0002a700-\U0002b81e\U0002b820-\U0002cead\U0002ceb0-\U0002ebe0\U0002ebf0-\U0002ee5d"
    "\U0002f800-\U0002fa1d\U00030000-\U0003134a\U00031350-\U00033479"
)
"""Chinese characters, as the inside of a set in re."""
_UP_TO_NO_HAN = re.compile(rf"(?s:.*)[^{_HAN}]")
# re, not regex: it begins quicker, and few characters are looked at.
_NOT_HAN = re.compile(rf"[^{_HAN}]")
_BRACKET = regex.compile(r"\(\p{Han}{1,12}\)")
_BRACKET_BEFORE = regex.compile(r"(?r)\(\p{Han}{1,12}\)")


class Names:
    """The words that names are made of, ready to search with."""

    def __init__(self, data: dict[str, Any]) -> None:
        endings = sorted(data["endings"], key=len, reverse=True)
        self._ending = _any_of(endings)
        self._marked_endings = MarkedWords(endings, data["marks"])
        # How long endings are that begin with the same characters, longest first, by the longest.
        self._lengths = {
            long: tuple(len(short) for short in endings if long.startswith(short))
            for long in endings
        }
        self._last = (*dict.fromkeys(ending[-1] for ending in endings), ")")
        self._not_behind = tuple(data["not_before"])
        self._telling = (*self._not_behind, _SUBJECT, "(")
        lead_in = sorted(data["lead_in"], key=len, reverse=True)
        self._lead_in = _any_of(lead_in)
        self._led_by = _any_of(sorted(data["led_by"], key=len, reverse=True))
        kept = "|".join(map(re.escape, data["kept_together"]))
        self._any_parent = _any_of(data["parents"])
        parents = _alternatives(data["parents"])
        self._parent = regex.compile(rf"(?:{parents})(?=\p{{Han}}{{2}})(?!{kept})")
        self._phrase = _any_of(data["not_in_name"])
        self._in_name = _any_of(data["in_name"])
        generic = "|".join(map(re.escape, data["generic"]))
        self._generic = re.compile(rf"(?:{generic})+(?:{_alternatives(endings)})?")
        self._endings_alone = frozenset(endings)
        self._left_out = _any_of(data["left_out"])

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where in `text` (folded) something ends like a name: start and end, from left to right.

        A name begins up to 25 characters before its first ending, runs on over further endings (桂溪街道办事处)
        and may have a note in brackets behind it.
        """
        endings = self._endings(text)
        free = 0
        for at, (first, _) in enumerate(endings):
            start = _start(text, first, free) if first >= free + 2 else None
            if start is None:
                continue
            end = self._end(text, endings, at, None)
            if end is not None:
                yield start, end
                free = end

    def is_whole(self, text: str) -> bool:
        """Whether `text` (folded) is one name from beginning to end."""
        if not SHORTEST <= len(text) <= _LONGEST or not text.endswith(self._last):
            return False
        endings = self._endings(text)
        return any(
            first >= 2
            and _start(text, first, 0) == 0
            and self._end(text, endings, at, len(text)) is not None
            for at, (first, _) in enumerate(endings)
        )

    def _endings(self, text: str) -> list[tuple[int, str]]:
        """Each place where an ending begins, with the longest one."""
        places = self._marked_endings.places(text)
        return [(at, match[0]) for at in places if (match := self._ending.match(text, at))]

    def _end(
        self, text: str, endings: list[tuple[int, str]], at: int, wanted: int | None
    ) -> int | None:
        """Where the name ends whose first ending is endings[at]; if `wanted`, only there."""
        start, longest = endings[at]
        end = start + len(longest)
        following = at + 1
        while following < len(endings) and endings[following][0] < end:
            following += 1
        is_last = following == len(endings) or endings[following][0] > end + _BETWEEN_ENDINGS
        if is_last and not text.startswith(self._telling, end) and wanted in (None, end):
            return end
        return self._end_of_run(text, endings, at, wanted)

    def _end_of_run(
        self, text: str, endings: list[tuple[int, str]], at: int, wanted: int | None
    ) -> int | None:
        """Where the name ends that may run on over endings behind endings[at]; if `wanted`, only there.

        The longest run of endings is tried first. Every place is left at most once.
        """
        seen: set[int] = set()
        stack = [self._after(endings[at])]
        ends: list[int] = []
        while stack:
            end = next(stack[-1], None)
            if end is None:
                stack.pop()
                if not ends:
                    return None
                end = ends.pop()
            elif end in seen:
                continue
            else:
                seen.add(end)
                following = bisect_left(endings, (end, ""))
                if _reaches(endings, following, end):
                    ends.append(end)
                    stack.append(self._following(text, endings, following, end))
                    continue
            stop = self._stop(text, end, wanted)
            if stop is not None:
                return stop
        return None

    def _after(self, ending: tuple[int, str]) -> Iterator[int]:
        """Where an ending may end: the longest one at its place first."""
        start, longest = ending
        return iter([start + length for length in self._lengths[longest]])

    def _following(
        self, text: str, endings: list[tuple[int, str]], at: int, end: int
    ) -> Iterator[int]:
        """Where further endings end that begin a few characters behind `end`."""
        while _reaches(endings, at, end):
            if _NOT_HAN.search(text, end, endings[at][0]):
                return
            yield from self._after(endings[at])
            at += 1

    def _stop(self, text: str, end: int, wanted: int | None) -> int | None:
        """`end`, or behind the bracket there, where a name may stop; None where it may not."""
        if text.startswith(_SUBJECT, end) and text.endswith("政府", 0, end):
            if not text.endswith("人民政府", 0, end):
                return None  # 某某镇政府信息公开: 政府 is no part of the name
        if text.startswith("(", end):
            bracket = _BRACKET.match(text, end)
            if bracket and self._may_stop(text, bracket.end(), wanted):
                return int(bracket.end())
        return end if self._may_stop(text, end, wanted) else None

    def _may_stop(self, text: str, end: int, wanted: int | None) -> bool:
        return end == wanted or (wanted is None and not text.startswith(self._not_behind, end))

    @lru_cache(maxsize=4096)  # noqa: B019  # there is one Names a process
    def trimmed(self, name: str) -> tuple[int, bool]:
        """How many characters of `name` lead in to it (由, 根据) or name its parent; whether the rest is a name."""
        led = [match.end() for match in self._led_by.finditer(name) if match.end() < len(name)]
        start = led[-1] if led else 0
        match = self._lead_in.match(name, start)
        while match is not None and start < match.end() < len(name):
            if self._in_name.match(name, start):
                break  # 从化区, 经济和信息化局
            start = match.end()
            match = self._lead_in.match(name, start)
        start += self.parent(name[start:])
        rest = name[start:]
        is_name = SHORTEST <= len(rest) <= _LONGEST and not (
            self._phrase.search(self._in_name.sub("", rest))
            or self._generic.fullmatch(rest)
            or rest in self._endings_alone
        )
        return start, is_name

    def parent(self, name: str) -> int:
        """How many characters of `name` name the government over the unit (垫江县人民政府桂溪街道办事处)."""
        if self._any_parent.search(name) is None:
            return 0
        found = [match.end() for match in self._parent.finditer(name) if match.end() < len(name)]
        return found[-1] if found else 0

    @lru_cache(maxsize=4096)  # noqa: B019  # there is one Names a process
    def short(self, name: str) -> str:
        """`name` as two names are compared: 麻江县政府 is 麻江县人民政府."""
        return self._left_out.sub("", name)


def _reaches(endings: list[tuple[int, str]], at: int, end: int) -> bool:
    """Whether endings[at] begins so close behind `end` that a name may run on over it."""
    return at < len(endings) and endings[at][0] <= end + _BETWEEN_ENDINGS


def _alternatives(words: list[str]) -> str:
    return "|".join(map(re.escape, words))


def _any_of(words: list[str]) -> re.Pattern[str]:
    # re, not regex: it skips to the characters that one of many words may begin with.
    return re.compile(_alternatives(words))


def _start(text: str, ending: int, free: int) -> int | None:
    """Where a name begins whose first ending begins at `ending`, not before `free`; None where nothing names it."""
    least = max(free, ending - _UNITS_BEFORE_ENDING - 1)
    other = _UP_TO_NO_HAN.match(text, least, ending)
    start = other.end() if other else least
    if other is None or text[start - 1] not in "·)":
        return start if ending - start >= 2 else None
    return _start_over_brackets(text, ending, free)


def _start_over_brackets(text: str, ending: int, free: int) -> int | None:
    best = None
    at = ending
    for units in range(_UNITS_BEFORE_ENDING + 1):
        if at <= free:
            break
        char = text[at - 1]
        if char == ")":
            bracket = _BRACKET_BEFORE.match(text, free, at)
            if bracket is None:
                break
            at = bracket.start()
        elif char == "·":
            at -= 1
        elif _NOT_HAN.match(char):
            break
        else:
            at -= 1
            if units:
                best = at
    return best


@cache
def names() -> Names:
    """The Names of this product, read once."""
    return Names(tomllib.loads((resources_dir() / "units.toml").read_text(encoding="utf-8")))
