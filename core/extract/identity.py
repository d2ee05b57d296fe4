"""Owns telling which unit and which year a report is of, and where the text says so.

In the order of trust: title, narrative, signature, name of file or folder.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from core.extract.fold import Squeezed
from core.extract.names import names
from core.reports import Identified

_HAN = r"\p{Han}"
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = r"(?:20[0-9]{2}|二[〇○零Oo0][〇○零一二三四五六七八九]{2})"
_REPORT = regex.compile(r"信息公开(?:工作)?(?:年度)?(?:工作)?报告")
_HEAD = 1500
"""Characters of a report's beginning in which its title is sought."""
_NARRATIVE = 200_000
"""Characters of a text in which unit and year are sought; no report known has a tenth of that."""

_YEAR_BEFORE_REPORT = regex.compile(
    rf"(?P<year>{_YEAR})\s*+(?:年\s*+)?(?:度\s*+)?(?P<between>[{_HAN}()·\s]{{0,40}}?)\s*+(?:政府)?{_REPORT.pattern}"
)
_NOT_BEFORE_YEAR = regex.compile(rf"(?r)[^{_HAN}()·A-Za-z0-9\s]")
_NOT_BEFORE_REPORT = regex.compile(rf"(?r)[^{_HAN}()·]")
_PERIOD = regex.compile(
    rf"(?:统计期限|期限|时间|数据)[^。\n]{{0,24}}?(?P<year>{_YEAR})\s*年\s*1\s*月\s*1\s*日"
)
_UNTIL = regex.compile(
    rf"(?:截[止至]|至|到)\s*(?:到)?(?P<year>{_YEAR})\s*年\s*(?:12\s*月\s*3[01]\s*日|年?底|末)"
)
_ANY_YEAR = regex.compile(rf"(?P<year>{_YEAR})\s*年度?(?!\s*\d{{1,2}}\s*月)")
_SIGNED = regex.compile(
    rf"(?P<year>{_YEAR})\s*年\s*[0-9一二三四五六七八九十]{{1,3}}\s*月\s*[0-9一二三四五六七八九十]{{1,3}}\s*日"
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
    unit = (
        title.unit
        or _narrative_unit(squeezed, text)
        or _signed_unit(squeezed, text)
        or _unit_of_path(source)
    )
    year = (
        title.year or _narrative_year(squeezed) or _signed_year(squeezed) or _year_of_path(source)
    )
    return Identity(unit, year)


class _Title(NamedTuple):
    """Something like a title in the head of a text: where it is, its year, and where its unit may stand."""

    start: int
    end: int
    year: tuple[int, int] | None
    unit: tuple[tuple[int, int], ...]


def _title(squeezed: Squeezed, text: str) -> Identity:
    head = squeezed.text[:_HEAD]
    reports = [match.span() for match in _REPORT.finditer(head)]
    if not reports:
        return Identity(None, None)
    found: Identity | None = None
    for title in _titles_with_year(head):
        if not _is_prose(head, title):
            unit = _unit_in(squeezed, title, text)
            year = _year(squeezed, title.year, "title") if title.year else None
            if unit is not None:
                return Identity(unit, year)
            found = found or Identity(None, year)
    for title in _titles_without_year(head, reports):
        if not _is_prose(head, title):
            unit = _unit_in(squeezed, title, text)
            if unit is not None:
                return Identity(unit, found.year if found else None)
    return found or Identity(None, None)


def _titles_with_year(head: str) -> Iterator[_Title]:
    """某某局2020年政府信息公开工作年度报告; the unit may also stand behind the year."""
    free = 0
    for match in _YEAR_BEFORE_REPORT.finditer(head):
        before_end = free + len(head[free : match.start()].rstrip())
        least = max(free, before_end - 60)
        other = _NOT_BEFORE_YEAR.search(head, least, before_end)
        start = int(other.end()) if other else least
        free = int(match.end())
        yield _Title(start, free, match.span("year"), (match.span("between"), (start, before_end)))


def _titles_without_year(head: str, reports: list[tuple[int, int]]) -> Iterator[_Title]:
    """某某局关于政府信息公开工作年度报告."""
    free = 0
    for report, end in reports:
        before_end = report
        for word in ("政府", "关于"):
            if head.endswith(word, free, before_end):
                before_end -= len(word)
        least = max(free, before_end - 40)
        other = _NOT_BEFORE_REPORT.search(head, least, before_end)
        start = int(other.end()) if other else least
        if before_end - start >= 2:
            free = end
            yield _Title(start, end, None, ((start, before_end),))


def _unit_in(squeezed: Squeezed, title: _Title, text: str) -> Identified | None:
    for start, end in title.unit:
        unit = _named_unit(squeezed, start, end, text, "title")
        if unit is not None:
            return unit
    return None


def _is_prose(head: str, title: _Title) -> bool:
    """Whether it stands inside a sentence (现将…报告如下, 《…报告》) rather than on a line of its own."""
    line_end = head.find("\n", title.end)
    rest = head[title.end : line_end if line_end >= 0 else len(head)].strip()
    line_start = head.rfind("\n", 0, title.start + 1) + 1
    before = head[line_start : title.start].strip()
    return len(rest) > 12 or before.endswith(("《", "现将", "根据", "按照")) or len(before) > 20


def _named_unit(
    squeezed: Squeezed, start: int, end: int, text: str, place: str
) -> Identified | None:
    """The last unit name in squeezed.text[start:end], as the source prints it."""
    name = None
    for line in squeezed.text[start:end].split("\n"):
        for first, last in names().find(line):
            name = start + first, start + last
        start += len(line) + 1
    if name is None:
        return None
    first, last = name
    lead, is_name = names().trimmed(squeezed.text[first:last])
    return _identified(squeezed, first + lead, last, text, place) if is_name else None


def _identified(squeezed: Squeezed, start: int, end: int, text: str, place: str) -> Identified:
    """The name squeezed.text[start:end] as the source prints it, but for brackets with pinyin."""
    span = squeezed.span(start, end)
    if span.end - span.start == end - start:
        return Identified(text[span.start : span.end], span, place)
    return Identified(squeezed.text[start:end], span, place)


def _narrative_unit(squeezed: Squeezed, text: str) -> Identified | None:
    """The unit that the narrative names most, among names that stand for one unit and not for any."""
    body = squeezed.text[:_NARRATIVE]
    weights: Counter[str] = Counter()
    fullest: dict[str, str] = {}
    first: dict[str, tuple[int, int]] = {}
    known = names()
    for start, end in known.find(body):
        lead, is_name = known.trimmed(body[start:end])
        if not is_name:
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
    return _named_unit(squeezed, *first[fullest[best]], text, "narrative")


def _signed_unit(squeezed: Squeezed, text: str) -> Identified | None:
    end = len(squeezed.text)
    lines = squeezed.text[max(0, end - 300) :].split("\n")
    for line in reversed(lines[1:]):
        start = end - len(line)
        name = line.strip()
        if names().is_whole(name):
            start += line.index(name)
            return _named_unit(squeezed, start, start + len(name), text, "signature")
        end = start - 1
    return None


def _unit_of_path(source: str) -> Identified | None:
    parts = source.replace("\\", "/").split("/")
    for number, part in enumerate(reversed(parts)):
        stem = part.rsplit(".", 1)[0] if number == 0 else part
        found = list(names().find(stem))
        if found:
            start, end = found[-1]
            return Identified(stem[start:end], None, "file_name" if number == 0 else "folder_name")
    return None


def _year(squeezed: Squeezed, span: tuple[int, int], place: str) -> Identified:
    start, end = span
    return Identified(_digits(squeezed.text[start:end]), squeezed.span(start, end), place)


def _digits(year: str) -> str:
    return year.translate(_CHINESE_DIGITS).replace("O", "0").replace("o", "0")


def _narrative_year(squeezed: Squeezed) -> Identified | None:
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
