"""Owns what narrative, signature and path say of a report's unit and year, each as it is printed there."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import regex

from core.cells import Span
from core.extract.folding.fold import Squeezed, fold, squeeze
from core.extract.identity.marks import places_of_marks
from core.extract.identity.names import SHORTEST, names
from core.extract.identity.titles import YEARS, titles
from core.reports import Identified

_CHINESE_DIGITS = str.maketrans("〇○Oo零一二三四五六七八九", "00000123456789")
_CHINESE_MONTHS = {word: number for number, word in enumerate("一二三四五六七八九十", 1)}
LONGEST = 200_000
"""Characters of a text in which unit and year are sought; no report known has a tenth of that."""
_END = 300
"""Characters of a report's end in which its signature is sought."""

# One for each way to write a year: a pattern that begins with a character is found fast.
_YEARS = tuple(regex.compile(rf"{year}\s*年") for year in YEARS)
_YEAR_LENGTH = 4
_PERIOD_BEFORE = regex.compile(r"(?r)(?:期限|时间|数据)[^。\n]{0,24}")
# re, not regex, to match at many places: regex first looks for what must be there up to the end of the text.
_S = r"[^\S\x1c-\x1f]*"
_FROM = re.compile(rf"{_S}1{_S}月{_S}1{_S}日")
_UNTIL_BEFORE = regex.compile(r"(?r)(?:截止|至|到)\s*")
_UNTIL = re.compile(rf"{_S}(?:12{_S}月{_S}3[01]{_S}日|年?底|末)")
_MONTH = re.compile(rf"{_S}\d{{1,2}}{_S}月")
_DAY = re.compile(
    rf"{_S}(?P<month>[0-9一二三四五六七八九十]{{1,3}}){_S}月{_S}[0-9一二三四五六七八九十]{{1,3}}{_S}日"
)
_CONTACT_WORD = re.compile(r"请\s{0,9}[与向]|联系|咨询")
_LONGEST_CONTACT = 75
_CONTACT = regex.compile(rf"(?:{_CONTACT_WORD.pattern})[^。]{{2,60}}?(?:联系|咨询|\(地址|地址)")
_PLACE_ENDINGS = ("省", "自治区", "市", "州", "盟", "县", "区", "旗")
_PLACE_MARKS = tuple(ending[-1] for ending in _PLACE_ENDINGS)
_PLACE_SPEAKS = (
    "坚持", "政府信息公开", "人民政府门户网站", "政府门户网站", "门户网站",
    "认真", "深入", "严格", "积极", "全面", "高度", "按照",
)  # fmt: skip
"""What follows where a place stands for its government."""
_PLACE = regex.compile(
    r"(?:^|[\n,。;]|可在)[^\S\n]{0,40}(?:20[0-9]{2}年度?,?)?(?P<place>(?![^,\n]{0,8}[我本各全该])"
    rf"\p{{Han}}{{2,10}}(?:{'|'.join(_PLACE_ENDINGS)}))(?={'|'.join(_PLACE_SPEAKS)})"
)
_PLACE_REACH = 100
"""Characters before and behind the last one of a place within which all stands that makes it one."""
_PLANS = regex.compile(r"[^。;；\n]{0,12}(?:重点做好|将|下一步|计划|拟|打算|展望)")
_NEAR = 12
_SERVANT = re.compile(r"(?:承办|技术支持|技术保障|运行维护|维护|开发)[^\n。;]{0,6}\Z")
"""What stands before the name of one who runs the website."""
_LINKS = ("上一篇", "下一篇", "上一条", "下一条", "相关")
_FILE_YEAR = regex.compile(r"(?<!\d)(20[0-4]\d)(?![0-9A-Za-z])")


class Mention(NamedTuple):
    """A unit that the narrative names: its fullest name, how often it is spoken of, as a subject threefold."""

    unit: Identified
    weight: int


class Signature(NamedTuple):
    """Who signed a report, and when: year and month, and where the date stands; None for what is not there."""

    unit: Identified | None
    year: str | None
    month: int | None
    at: Span | None


def same_unit(name: str, other: str) -> bool:
    """Whether two names may stand for one unit: one is the other, abbreviated at its head or its end."""
    first, second = _short(name), _short(other)
    return first in second or second in first


@lru_cache(maxsize=4096)
def _short(name: str) -> str:
    return names().short(squeeze(fold(name)).text)


def identified(squeezed: Squeezed, start: int, end: int, text: str, place: str) -> Identified:
    """The name squeezed.text[start:end] as the source prints it, but for brackets with pinyin."""
    span = squeezed.span(start, end)
    if span.end - span.start == end - start:
        return Identified(text[span.start : span.end], span, place)
    return Identified(squeezed.text[start:end], span, place)


def year_at(squeezed: Squeezed, span: tuple[int, int], place: str) -> Identified:
    """The year that stands at `span` of the squeezed text, in digits."""
    start, end = span
    return Identified(digits(squeezed.text[start:end]), squeezed.span(start, end), place)


def digits(year: str) -> str:
    """A year in digits: 二〇二〇 is 2020."""
    return year if year.isascii() else year.translate(_CHINESE_DIGITS)


# --- units -----------------------------------------------------------------------------------------


def narrated_units(squeezed: Squeezed, text: str) -> Iterator[Mention]:
    """The units that the narrative names, the weightiest first, but for whom to turn to with questions."""
    body = squeezed.text[:LONGEST]
    weights: dict[str, int] = {}
    fullest: dict[str, str] = {}
    first: dict[str, tuple[int, int]] = {}
    known = names()
    contacts = _Contacts(body)
    for start, end in known.find(body):
        lead, is_name = known.trimmed(body[start:end])
        if not is_name or contacts.cover(start):
            continue
        if _SERVANT.search(body, max(0, start - _NEAR), start):
            continue
        start += lead
        name = body[start:end]
        # A name at the head of a clause is the subject; one in mid-sentence may be anything.
        is_subject = start == 0 or not body[start - 1].isalpha() or body[start - 1] in "年度"
        short = known.short(name)
        weights[short] = weights.get(short, 0) + (3 if is_subject else 1)
        fullest[short] = max(fullest.get(short, ""), name, key=len)
        first.setdefault(name, (start, end))
    ranked = sorted(
        weights, key=lambda short: (-weights[short], -len(short), first[fullest[short]][0])
    )
    for short in ranked:
        start, end = first[fullest[short]]
        yield Mention(identified(squeezed, start, end, text, "narrative"), weights[short])


class _Contacts:
    """Where `body` says whom to turn to with questions."""

    def __init__(self, body: str) -> None:
        self._body = body

    def cover(self, at: int) -> bool:
        """Whether the character at `at` stands in such words."""
        near = _CONTACT_WORD.search(self._body, max(0, at - _LONGEST_CONTACT), at + 2)
        return near is not None and any(start <= at < end for start, end in self._spans)

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [match.span() for match in _CONTACT.finditer(self._body)]


def place_unit(squeezed: Squeezed, text: str) -> Identified | None:
    """The place whose government speaks (2023年,弥勒市坚持…), or the unit whose office answers questions."""
    contact = _contact_unit(squeezed, text)
    span = _speaking_place(squeezed)
    if span is None:
        return contact
    place = identified(squeezed, *span, text, "narrative")
    is_its_government = contact is not None and contact.value == f"{place.value}人民政府"
    return contact if is_its_government else place


def _speaking_place(squeezed: Squeezed) -> tuple[int, int] | None:
    """The first place that stands for its government: as `_PLACE.search`, tried around each place there is."""
    body = squeezed.text[:LONGEST]
    for last in places_of_marks(body, _PLACE_MARKS):
        if not body.startswith(_PLACE_SPEAKS, last + 1):
            continue
        match = _PLACE.search(body, max(0, last - _PLACE_REACH), last + _PLACE_REACH)
        if match is not None and match.start("place") <= last:
            start, end = match.span("place")
            return start, end
    return None


def _contact_unit(squeezed: Squeezed, text: str) -> Identified | None:
    match = _CONTACT.search(squeezed.text, 0, LONGEST)
    if match is None:
        return None
    for start, end in names().find(match.group()):
        lead, is_name = names().trimmed(match.group()[start:end])
        start, end = match.start() + start + lead, match.start() + end
        rest = squeezed.text[start:end].removesuffix("办公室")
        if is_name and names().is_whole(rest):
            end = start + len(rest)
        if is_name:
            return identified(squeezed, start, end, text, "narrative")
    return None


def signature(squeezed: Squeezed, text: str) -> Signature:
    """Who signed the report, on a line of its own near the end, and the date there."""
    unit = signed_unit(squeezed, text)
    prose = squeezed.text
    for start, end in reversed(years_in(prose, max(0, len(prose) - _END))):
        date = _DAY.match(prose, end)
        if date is not None:
            month = date["month"]
            number = int(month) if month.isdigit() else _CHINESE_MONTHS.get(month)
            year = prose[start : start + _YEAR_LENGTH]
            return Signature(unit, digits(year), number, squeezed.span(start, start + _YEAR_LENGTH))
    return Signature(unit, None, None, None)


def signed_unit(squeezed: Squeezed, text: str) -> Identified | None:
    """Who signed the report, as in its `signature`."""
    end = len(squeezed.text)
    lines = squeezed.text[max(0, end - _END) :].split("\n")
    is_whole = names().is_whole
    for line in reversed(lines[1:]):
        start = end - len(line)
        name = line.strip()
        if len(name) >= SHORTEST and is_whole(name):
            lead, is_name = names().trimmed(name)
            if is_name:
                start += line.index(name)
                return identified(squeezed, start + lead, start + len(name), text, "signature")
        end = start - 1
    return None


def unit_of_path(source: str) -> Identified | None:
    """The unit in the name of the file, else in that of the folder next to it."""
    for number, part in enumerate(reversed(source.replace("\\", "/").split("/"))):
        if part.isascii():
            continue
        stem = part.rsplit(".", 1)[0] if number == 0 else part
        place = "file_name" if number == 0 else "folder_name"
        folded = fold(stem)
        title = next(iter(titles(folded, len(folded))), None)
        found = [title.unit] if title and title.unit else list(names().find(folded))
        if found:
            start, end = found[-1]
            start += names().parent(folded[start:end])
            return Identified(stem[start:end], None, place)
    return None


# --- years -----------------------------------------------------------------------------------------


def stated_year(squeezed: Squeezed, years: Sequence[tuple[int, int]]) -> Identified | None:
    """The year of the period that the narrative states, one of `years`."""
    body = squeezed.text[:LONGEST]
    for before, behind in ((_PERIOD_BEFORE, _FROM), (_UNTIL_BEFORE, _UNTIL)):
        for start, end in years:
            if behind.match(body, end) and before.match(body, 0, start):
                return year_at(squeezed, (start, start + _YEAR_LENGTH), "narrative")
    return None


def years_in(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Where text[start:] names years: start, and end behind the word for year, from left to right."""
    return sorted(match.span() for pattern in _YEARS for match in pattern.finditer(text, start))


def narrated_years(squeezed: Squeezed, years: Sequence[tuple[int, int]]) -> dict[str, list[Span]]:
    """Those of `years` that the narrative speaks of and where, the most frequent first: no plans, no cited titles."""
    found: dict[str, list[Span]] = {}
    body = squeezed.text[:LONGEST]
    for start, end in years:
        if body.startswith("度", end):
            end += not _MONTH.match(body, end + 1)
        elif _MONTH.match(body, end):
            continue
        if _is_cited(squeezed.text, start) or _PLANS.match(squeezed.text, end):
            continue
        year = slice(start, start + _YEAR_LENGTH)
        found.setdefault(digits(body[year]), []).append(squeezed.span(year.start, year.stop))
    order = sorted(found, key=lambda year: (-len(found[year]), int(year)))
    return {year: found[year] for year in order}


def _is_cited(text: str, at: int) -> bool:
    """Whether the position stands in the title of another document (《…》, 〔2019〕, 上一篇：…)."""
    before = text[max(0, at - 60) : at]
    if before.rfind("《") > before.rfind("》") or before.endswith(("(", "[")):
        return True
    return before.rpartition("\n")[2].lstrip().startswith(_LINKS)


def year_of_path(source: str) -> Identified | None:
    """The year in the name of the file, else in that of the folder next to it."""
    for number, part in enumerate(reversed(source.replace("\\", "/").split("/"))):
        years = _FILE_YEAR.findall(part)
        if years:
            return Identified(years[-1], None, "file_name" if number == 0 else "folder_name")
    return None
