"""Owns finding the titles of reports (某某局2020年政府信息公开工作年度报告) and what in them is unit and year.

A title stands on a line or in a cell of its own, now and then broken over lines. Whatever in it is neither
year nor the words of every title is the unit, whether or not it looks like a unit's name.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from core.extract.identity.marks import MarkedWords

YEARS = (r"20[0-9]{2}", r"二[〇○零Oo0][〇○零一二三四五六七八九]{2}")
"""The ways to write a year, as regular expressions."""
YEAR = f"(?:{'|'.join(YEARS)})"
_REPORT = regex.compile(
    rf"(?:政[^\S\n]{{0,2}}府\s{{0,2}})?信息公开(?:工作)?\s{{0,3}}(?P<inner>{YEAR}\s{{0,3}}年?)?\s{{0,3}}(?:年?度)?(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:报告|年报)"
)
_NAMES = MarkedWords(("报告", "年报"), "报")
"""What those words end with."""
_NAME_LENGTH = 2
_GOVERNMENT = regex.compile(r"政[^\S\n]{0,2}府\s{0,2}\Z")
_SUBJECT = "信息公开"
_LONGEST_LEAD = 6
_LONGEST_WORDS = 40
"""Characters of the longest words of every title before those that name the report."""
_YEAR = regex.compile(rf"(?P<year>{YEAR})\s{{0,3}}(?:年\s{{0,3}}度?|年?度)")
_ANY_YEAR = regex.compile(YEAR)
_ONLY_YEAR = regex.compile(
    rf"\s{{0,9}}\(?\s{{0,3}}{_YEAR.pattern}\s{{0,3}}\)?[^\S\n]{{0,9}}(?:\n|$)"
)
_BORDER = regex.compile(r"[\n\t|]")
_UNIT = regex.compile(r"[\p{Han}·]+(?:\([\p{Han}]{1,16}\)[\p{Han}·]*)*")
# re, not regex: it skips to the characters that one of several words may begin with.
_NO_TITLE = re.compile(r"[。;!?>]|上一[篇条]|下一[篇条]|相关|附件|根据|按照|现将|通知|解读")
_NO_UNIT = re.compile(
    r"公开|报告|年报|通知|解读|目录|指南|首页|位置|打印|分享|字体|字号|来源|[我本该各全]|^[^·()]{0,2}政府$"
)
_ANNOUNCED = ("现公布", "现发布", "公布", "发布", "现将", "特公布", "编制")
_LEAD = ("关于", "名称", "标题", "题名", *_ANNOUNCED, "了")
_LONGEST = 90
_SHORTEST_UNIT = 2
_LONGEST_UNIT = 40
_SEARCHED = 400
"""Characters before and behind the words of every title in which its line begins and ends."""
_REST = 12
"""So many characters may stand behind a title on its line (a year in brackets, 全文)."""
_BEFORE = 2
"""So many lines before the words of every title may still belong to it."""


class Title(NamedTuple):
    """A title: where it stands, and where in it its unit and its year do; None for what it does not name."""

    start: int
    end: int
    unit: tuple[int, int] | None
    year: tuple[int, int] | None


def report_places(text: str, end: int) -> list[int]:
    """Where in text[:end] a report may be named."""
    return _NAMES.places(text, end)


def titles(text: str, end: int, places: Iterable[int] | None = None) -> Iterator[Title]:
    """The titles in text[:end] (squeezed), in order.

    `places`: those of `report_places`, where they are known.
    """
    for match in _reports(text, end, places):
        piece_start = _begin(text, match.start(), "\n\t|")
        if piece_start is None:
            continue
        stop = _BORDER.search(text, match.end(), match.end() + _SEARCHED)
        piece_end = stop.start() if stop else len(text)
        if piece_end > match.end() + _REST and text[match.end()] == " " and not piece_start:
            piece_end = match.end()  # the text begins with it, on one line with all that follows
        elif stop is None and match.end() + _SEARCHED < len(text):
            continue
        piece = text[piece_start:piece_end].strip()
        rest = text[match.end() : piece_end].strip()
        if len(piece) > _LONGEST or len(rest) > _REST or _NO_TITLE.search(piece) or "《" in piece:
            continue
        yield _title(text, match, piece_start, piece_end)


def announced(text: str, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Units whose report the sentences of `text` speak of as this one (现公布某某局2020年度…报告).

    `places` as in `titles`.
    """
    for match in _reports(text, len(text), places):
        start = _begin(text, match.start(), "\n\t|。;,:《(")
        if start is None or not text.startswith(_ANNOUNCED, start):
            continue
        unit = _unit_in(text, start, match.start())
        if unit is not None:
            yield unit


def _reports(text: str, end: int, places: Iterable[int] | None) -> Iterator["regex.Match[str]"]:
    """Where the words of every title stand in text[:end]: as `_REPORT.finditer`, but only near a report's name."""
    free = 0
    for last in report_places(text, end) if places is None else places:
        if last + _NAME_LENGTH > end:
            return
        at = text.find(_SUBJECT, max(free, last - _LONGEST_WORDS), last)
        while at >= 0:
            match = _REPORT.match(text, _lead(text, free, at), end)
            if match is not None:
                yield match
                free = match.end()
                break
            at = text.find(_SUBJECT, at + 1, last)


def _lead(text: str, free: int, at: int) -> int:
    """Where 政府 begins right before `at`, spaced or not, but not before `free`; else `at`."""
    least = max(free, at - _LONGEST_LEAD)
    if text.startswith("政府", at - 2, at) and at - 2 >= least:
        return at - 2
    lead = _GOVERNMENT.search(text, least, at)
    return int(lead.start()) if lead else at


def _begin(text: str, end: int, marks: str) -> int | None:
    """Where the piece of text begins that reaches to `end`, after one of `marks`; None where it is too long."""
    least = max(0, end - _SEARCHED)
    found = max(text.rfind(mark, least, end) for mark in marks)
    return None if found < 0 < least else found + 1


def _title(text: str, match: "regex.Match[str]", start: int, end: int) -> Title:
    """What the title says whose last words are `match`, in the piece of the text from `start` to `end`."""
    year = match.span("inner") if match["inner"] else None
    if year is not None:
        inner = _ANY_YEAR.search(text, *year)
        year = inner.span() if inner else None
    year = year or _year_in(text, start, match.start())
    unit = _unit_in(text, start, match.start())
    before = start
    for _ in range(_BEFORE):
        if unit is not None:
            break
        least = max(0, before - _SEARCHED)
        before_end = least + len(text[least:before].rstrip())
        line = max(text.rfind("\n", least, before_end) + 1, least)
        if len(text[line:before_end].strip()) > _LONGEST_UNIT or _NO_TITLE.search(
            text, line, before_end
        ):
            break
        unit = _unit_in(text, line, before_end)
        year = year or _year_in(text, line, before_end)
        before = line
    if year is None:
        year = _year_in(text, match.end(), end) or _year_behind(text, end)
    return Title(before if unit else start, end, unit, year)


def _year_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    found = _YEAR.search(text, start, end)
    return found.span("year") if found else None


def _year_behind(text: str, end: int) -> tuple[int, int] | None:
    """A year on the next line, with nothing but brackets around it."""
    found = _ONLY_YEAR.match(text, end)
    return found.span("year") if found else None


def _unit_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The unit in text[start:end], what is left of it without year and lead-in: behind the year, else before."""
    found = _YEAR.search(text, start, end)
    if found is None:
        return _clean(text, start, end)
    return _clean(text, found.end(), end) or _clean(text, start, found.start())


def _clean(text: str, start: int, end: int) -> tuple[int, int] | None:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    end = start + len(part.strip())
    if end - start < _SHORTEST_UNIT:
        return None
    # What stands before a space is the name of a website's column, or spacing within the name.
    last = max(text.rfind(" ", start, end), text.rfind(":", start, end)) + 1
    if last > start and end - last >= 3:
        start = last
    changed = True
    while changed:
        changed = text.startswith(_LEAD, start, end) or text.endswith(_LEAD, start, end)
        for word in _LEAD if changed else ():
            start += len(word) if text.startswith(word, start, end) else 0
            end -= len(word) if text.endswith(word, start, end) else 0
        part = text[start:end]
        trimmed = part.strip(" :,、-—_[]【】")
        if trimmed != part:
            start += part.index(trimmed) if trimmed else len(part)
            end, changed = start + len(trimmed), True
    if text.startswith("信息公开", end + 2) and text.endswith("人民", start, end):
        end += 2  # 某镇人民政府信息公开: 政府 is both the unit's and that of 政府信息公开
    name = text[start:end]
    if (
        not _SHORTEST_UNIT <= len(name) <= _LONGEST_UNIT
        or not _UNIT.fullmatch(name)
        or _NO_UNIT.search(name)
    ):
        return None
    return start, end
