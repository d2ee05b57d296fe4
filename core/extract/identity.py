"""Owns telling which unit and which year a report is of, and where the text says so.

In the order of trust: title, narrative, signature, name of file or folder.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import regex

from core.extract.fold import Squeezed, fold, squeeze
from core.extract.names import names
from core.extract.titles import YEAR, announced, titles
from core.reports import Identified

_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HEAD = 3000
"""Characters of a report's beginning in which its title is sought."""
_NARRATIVE = 200_000
"""Characters of a text in which unit and year are sought; no report known has a tenth of that."""

_PERIOD = regex.compile(
    rf"(?:统计期限|期限|时间|数据)[^。\n]{{0,24}}?(?P<year>{YEAR})\s*年\s*1\s*月\s*1\s*日"
)
_UNTIL = regex.compile(
    rf"(?:截[止至]|至|到)\s*(?:到)?(?P<year>{YEAR})\s*年\s*(?:12\s*月\s*3[01]\s*日|年?底|末)"
)
_ANY_YEAR = regex.compile(rf"(?P<year>{YEAR})\s*年度?(?!\s*\d{{1,2}}\s*月)")
_SIGNED = regex.compile(
    rf"(?P<year>{YEAR})\s*年\s*[0-9一二三四五六七八九十]{{1,3}}\s*月\s*[0-9一二三四五六七八九十]{{1,3}}\s*日"
)
_CONTACT = regex.compile(r"(?:请与|请向|联系|咨询)[^。]{2,60}?(?:联系|咨询|\(地址|地址)")
_PLACE = regex.compile(
    r"(?:^|[\n,。;]|可在)[^\S\n]{0,40}(?:20[0-9]{2}年度?,?)?(?P<place>(?![^,\n]{0,8}[我本各全该])\p{Han}{2,10}(?:省|自治区|市|州|盟|县|区|旗))"
    r"(?=坚持|政府信息公开|(?:人民政府|政府)?门户网站|认真|深入|严格|积极|全面|高度|按照)"
)
_PLANS = regex.compile(r"[^。;；\n]{0,12}(?:重点做好|将|下一步|计划|拟|打算|展望)")
_FILE_YEAR = regex.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


class Identity(NamedTuple):
    """Unit and year, each None where nothing says it."""

    unit: Identified | None
    year: Identified | None


def identify(squeezed: Squeezed, text: str, source: str) -> Identity:
    """Which unit and year the report `text` (`squeezed`: as folded) is of; `source` is its path in the folder."""
    title = _title(squeezed, text)
    unit = title.unit or _unit_without_title(squeezed, text, source)
    year = title.year or narrative_year(squeezed) or _signed_year(squeezed) or _year_of_path(source)
    return Identity(unit, year)


def _title(squeezed: Squeezed, text: str) -> Identity:
    """Unit and year of the first title that names a unit; else the year of the first."""
    found = Identity(None, None)
    for title in titles(squeezed.text, _HEAD):
        year = _year(squeezed, title.year, "title") if title.year else None
        if title.unit is not None:
            start, end = title.unit
            start += names().parent(squeezed.text[start:end])
            return Identity(_identified(squeezed, start, end, text, "title"), year or found.year)
        if found.year is None:
            found = Identity(None, year)
    return found


def _unit_without_title(squeezed: Squeezed, text: str, source: str) -> Identified | None:
    """The unit that narrative, signature or path name; of names for one unit the fuller one."""
    narrative = narrative_unit(squeezed, text)
    others = [one for one in (_signed_unit(squeezed, text), _unit_of_path(source)) if one]
    if narrative is not None:
        return next((one for one in others if _is_fuller(one.value, narrative.value)), narrative)
    if others:
        return others[0]
    place, contact = _place_unit(squeezed, text), _contact_unit(squeezed, text)
    if place and contact and contact.value == f"{place.value}人民政府":
        return contact
    return place or contact


def _is_fuller(name: str, other: str) -> bool:
    return len(name) > len(other) and same_unit(name, other)


def same_unit(name: str, other: str) -> bool:
    """Whether two names may stand for one unit: one is the other, abbreviated at its head or its end."""
    first, second = (names().short(squeeze(fold(one)).text) for one in (name, other))
    return first in second or second in first


def _identified(squeezed: Squeezed, start: int, end: int, text: str, place: str) -> Identified:
    """The name squeezed.text[start:end] as the source prints it, but for brackets with pinyin."""
    span = squeezed.span(start, end)
    if span.end - span.start == end - start:
        return Identified(text[span.start : span.end], span, place)
    return Identified(squeezed.text[start:end], span, place)


def narrative_unit(squeezed: Squeezed, text: str) -> Identified | None:
    """The unit whose report it calls itself; else that which it names most, of names for one unit alone."""
    body = squeezed.text[:_NARRATIVE]
    for start, end in announced(body):
        return _identified(squeezed, start, end, text, "narrative")
    weights: Counter[str] = Counter()
    fullest: dict[str, str] = {}
    first: dict[str, tuple[int, int]] = {}
    known = names()
    contacts = [match.span() for match in _CONTACT.finditer(body)]
    for start, end in known.find(body):
        lead, is_name = known.trimmed(body[start:end])
        if not is_name or any(a <= start < b for a, b in contacts):
            continue
        start += lead
        name = body[start:end]
        # A name at the head of a clause is the subject; one in mid-sentence may be anything.
        is_subject = start == 0 or not body[start - 1].isalpha() or body[start - 1] in "年度"
        short = known.short(name)
        weights[short] += 3 if is_subject else 1
        fullest[short] = max(fullest.get(short, ""), name, key=len)
        first.setdefault(name, (start, end))
    if not weights:
        return None
    best = max(weights, key=lambda short: (weights[short], len(short), -first[fullest[short]][0]))
    return _identified(squeezed, *first[fullest[best]], text, "narrative")


def _signed_unit(squeezed: Squeezed, text: str) -> Identified | None:
    end = len(squeezed.text)
    lines = squeezed.text[max(0, end - 300) :].split("\n")
    for line in reversed(lines[1:]):
        start = end - len(line)
        name = line.strip()
        if names().is_whole(name):
            lead, is_name = names().trimmed(name)
            if is_name:
                start += line.index(name)
                return _identified(squeezed, start + lead, start + len(name), text, "signature")
        end = start - 1
    return None


def _unit_of_path(source: str) -> Identified | None:
    """The unit in the name of the file, else of the folder next to it."""
    for number, part in enumerate(reversed(source.replace("\\", "/").split("/"))):
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


def _place_unit(squeezed: Squeezed, text: str) -> Identified | None:
    """The place whose government speaks: 2023年,弥勒市坚持…."""
    match = _PLACE.search(squeezed.text, 0, _NARRATIVE)
    if match is None:
        return None
    start, end = match.span("place")
    return _identified(squeezed, start, end, text, "narrative")


def _contact_unit(squeezed: Squeezed, text: str) -> Identified | None:
    """The unit whose office answers questions."""
    match = _CONTACT.search(squeezed.text, 0, _NARRATIVE)
    if match is None:
        return None
    for start, end in names().find(match.group()):
        lead, is_name = names().trimmed(match.group()[start:end])
        start, end = match.start() + start + lead, match.start() + end
        rest = squeezed.text[start:end].removesuffix("办公室")
        if is_name and names().is_whole(rest):
            end = start + len(rest)
        if is_name:
            return _identified(squeezed, start, end, text, "narrative")
    return None


def _year(squeezed: Squeezed, span: tuple[int, int], place: str) -> Identified:
    start, end = span
    return Identified(_digits(squeezed.text[start:end]), squeezed.span(start, end), place)


def _digits(year: str) -> str:
    return year.translate(_CHINESE_DIGITS).replace("O", "0").replace("o", "0")


def narrative_year(squeezed: Squeezed) -> Identified | None:
    """The stated period; else the year that the narrative speaks of most, plans for the next one apart."""
    for pattern in (_PERIOD, _UNTIL):
        match = pattern.search(squeezed.text, 0, _NARRATIVE)
        if match is not None:
            return _year(squeezed, match.span("year"), "narrative")
    counts: Counter[str] = Counter()
    first: dict[str, regex.Match[str]] = {}
    for match in _ANY_YEAR.finditer(squeezed.text, 0, _NARRATIVE):
        if _is_cited(squeezed.text, match.start()) or _PLANS.match(squeezed.text, match.end()):
            continue
        year = _digits(match["year"])
        counts[year] += 1
        first.setdefault(year, match)
    if not counts:
        return None
    year = max(counts, key=lambda year: (counts[year], -int(year)))
    return _year(squeezed, first[year].span("year"), "narrative")


def _is_cited(text: str, at: int) -> bool:
    """Whether the position stands in the title of another document (《…》 or 〔2019〕)."""
    before = text[max(0, at - 60) : at]
    return before.rfind("《") > before.rfind("》") or before.endswith(("(", "["))


def _signed_year(squeezed: Squeezed) -> Identified | None:
    """Reports are signed in the January after the year they are of."""
    match = _last(_SIGNED.finditer(squeezed.text, max(0, len(squeezed.text) - 200)))
    if match is None:
        return None
    year = int(_digits(match["year"])) - 1
    return Identified(str(year), squeezed.span(*match.span("year")), "signature")


def _year_of_path(source: str) -> Identified | None:
    for number, part in enumerate(reversed(source.replace("\\", "/").split("/"))):
        years = _FILE_YEAR.findall(part)
        if years:
            return Identified(years[-1], None, "file_name" if number == 0 else "folder_name")
    return None


def _last(matches: Iterable[regex.Match[str]]) -> regex.Match[str] | None:
    return max(matches, key=lambda match: match.start(), default=None)
