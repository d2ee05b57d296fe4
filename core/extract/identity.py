"""Owns telling which unit and which year a report is of, and where the text says so.

In the order of trust: title, narrative, signature, name of file or folder. The words that units are called by
are data: resources/units.toml.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import regex

from core.extract.fold import Squeezed
from core.paths import resources_dir
from core.reports import Identified

_HAN = r"\p{Han}"
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = r"(?:20[0-9]{2}|二[〇○零Oo0][〇○零一二三四五六七八九]{2})"
_REPORT = r"(?:政府)?信息公开(?:工作)?(?:年度)?(?:工作)?报告"
_HEAD = 1500
"""Characters of a report's beginning in which its title is sought."""

_TITLE = regex.compile(
    rf"(?P<before>[{_HAN}()·A-Za-z0-9\s]{{0,60}}?)\s*(?P<year>{_YEAR})\s*年?\s*度?\s*"
    rf"(?P<between>[{_HAN}()·\s]{{0,40}}?)\s*{_REPORT}"
)
_TITLE_WITHOUT_YEAR = regex.compile(rf"(?P<before>[{_HAN}()·]{{2,40}}?)(?:关于)?{_REPORT}")
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


@dataclass(frozen=True, slots=True)
class _Words:
    unit: regex.Pattern[str]
    signed: regex.Pattern[str]
    generic: regex.Pattern[str]
    not_in_name: regex.Pattern[str]
    left_out: regex.Pattern[str]
    lead_in: regex.Pattern[str]
    parent: regex.Pattern[str]


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


def _title(squeezed: Squeezed, text: str) -> Identity:
    head = squeezed.text[:_HEAD]
    best: tuple[Identified | None, Identified | None] | None = None
    for match in _TITLE.finditer(head):
        if _is_prose(head, match):
            continue
        unit = None
        for part in ("between", "before"):
            start, end = match.span(part)
            unit = _named_unit(squeezed, start, end, text, "title")
            if unit is not None:
                break
        found = (unit, _year(squeezed, match, "title"))
        if unit is not None:
            return Identity(*found)
        best = best or found
    for match in _TITLE_WITHOUT_YEAR.finditer(head):
        if best is not None and best[0] is not None:
            break
        if _is_prose(head, match):
            continue
        unit = _named_unit(squeezed, match.start("before"), match.end("before"), text, "title")
        if unit is not None:
            best = (unit, best[1] if best else None)
    return Identity(*(best or (None, None)))


def _is_prose(head: str, match: regex.Match[str]) -> bool:
    """Whether the match stands inside a sentence (现将…报告如下, 《…报告》) rather than on a line of its own."""
    line_end = head.find("\n", match.end())
    rest = head[match.end() : line_end if line_end >= 0 else len(head)].strip()
    line_start = head.rfind("\n", 0, match.start() + 1) + 1
    before = head[line_start : match.start()].strip()
    return len(rest) > 12 or before.endswith(("《", "现将", "根据", "按照")) or len(before) > 20


def _named_unit(
    squeezed: Squeezed, start: int, end: int, text: str, place: str
) -> Identified | None:
    """The last unit name in squeezed.text[start:end], as the source prints it."""
    words = _words()
    name = None
    for line in regex.finditer(r"[^\n]+", squeezed.text[start:end]):
        for match in words.unit.finditer(line.group()):
            name = (start + line.start() + match.start(), start + line.start() + match.end())
    if name is None:
        return None
    first, last = _trim(squeezed.text, *name)
    printed = squeezed.text[first:last]
    if last - first < 3 or not _is_name(printed):
        return None
    span = squeezed.span(first, last)
    # Where nothing was stripped, the name is as printed; else the brackets with pinyin are left out.
    if span.end - span.start == last - first:
        printed = text[span.start : span.end]
    return Identified(printed, span, place)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut off words that lead in to a name (由, 根据, 我…) and the government that stands over the unit."""
    words = _words()
    while True:
        match = words.lead_in.match(text, start, end)
        if match is None or match.end() >= end or match.end() == start:
            break
        start = match.end()
    parent = None
    for match in words.parent.finditer(text, start, end):
        if match.end() < end:
            parent = match
    return (parent.end() if parent else start), end


def _narrative_unit(squeezed: Squeezed, text: str) -> Identified | None:
    """The unit that the narrative names most, among names that stand for one unit and not for any."""
    body = squeezed.text
    weights: Counter[str] = Counter()
    fullest: dict[str, str] = {}
    first: dict[str, tuple[int, int]] = {}
    for match in _words().unit.finditer(body):
        start, end = _trim(body, *match.span())
        name = body[start:end]
        if end - start < 3 or not _is_name(name):
            continue
        # A name at the head of a clause is the subject; one in mid-sentence may be anything.
        is_subject = start == 0 or not body[start - 1].isalpha() or body[start - 1] in "年度"
        short = _words().left_out.sub("", name)
        weights[short] += 3 if is_subject else 1
        fullest[short] = max(fullest.get(short, ""), name, key=len)
        first.setdefault(name, (start, end))
    if not weights:
        return None
    best = max(weights, key=lambda short: (weights[short], len(short), -first[fullest[short]][0]))
    return _named_unit(squeezed, *first[fullest[best]], text, "narrative")


def _is_name(name: str) -> bool:
    words = _words()
    return not (words.not_in_name.search(name) or words.generic.fullmatch(name))


def _signed_unit(squeezed: Squeezed, text: str) -> Identified | None:
    start = max(0, len(squeezed.text) - 300)
    match = _last(_words().signed.finditer(squeezed.text, start))
    if match is None:
        return None
    return _named_unit(squeezed, match.start(1), match.end(1), text, "signature")


def _unit_of_path(source: str) -> Identified | None:
    parts = source.replace("\\", "/").split("/")
    for number, part in enumerate(reversed(parts)):
        stem = part.rsplit(".", 1)[0] if number == 0 else part
        match = _last(_words().unit.finditer(stem))
        if match is not None:
            return Identified(match.group(), None, "file_name" if number == 0 else "folder_name")
    return None


def _year(squeezed: Squeezed, match: regex.Match[str], place: str) -> Identified:
    start, end = match.span("year")
    return Identified(_digits(match["year"]), squeezed.span(start, end), place)


def _digits(year: str) -> str:
    return year.translate(_CHINESE_DIGITS).replace("O", "0").replace("o", "0")


def _narrative_year(squeezed: Squeezed) -> Identified | None:
    """The stated period; else the year that the narrative speaks of most, plans for the next one apart."""
    for pattern in (_PERIOD, _UNTIL):
        match = pattern.search(squeezed.text)
        if match is not None:
            return _year(squeezed, match, "narrative")
    counts: Counter[str] = Counter()
    first: dict[str, regex.Match[str]] = {}
    for match in _ANY_YEAR.finditer(squeezed.text):
        if _is_cited(squeezed.text, match.start()) or _PLANS.match(squeezed.text, match.end()):
            continue
        year = _digits(match["year"])
        counts[year] += 1
        first.setdefault(year, match)
    if not counts:
        return None
    year = max(counts, key=lambda year: (counts[year], -int(year)))
    return _year(squeezed, first[year], "narrative")


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


@cache
def _words() -> _Words:
    data = tomllib.loads((resources_dir() / "units.toml").read_text(encoding="utf-8"))
    endings = "|".join(sorted(map(regex.escape, data["endings"]), key=len, reverse=True))
    generic = "|".join(map(regex.escape, data["generic"]))
    lead_in = "|".join(sorted(map(regex.escape, data["lead_in"]), key=len, reverse=True))
    parents = "|".join(map(regex.escape, data["parents"]))
    han = rf"[{_HAN}]"
    kept = "|".join(map(regex.escape, data["kept_together"]))
    name = (
        rf"{han}(?:{han}|\([{_HAN}]{{1,12}}\)|·){{1,24}}?(?:{endings})"
        rf"(?:{han}{{0,10}}?(?:{endings}))*(?:\([{_HAN}]{{1,12}}\))?"
    )
    return _Words(
        unit=regex.compile(rf"{name}(?!(?:{'|'.join(map(regex.escape, data['not_before']))}))"),
        signed=regex.compile(rf"\n\s*({name})\s*(?=\n|$)"),
        generic=regex.compile(rf"(?:{generic})+(?:{endings})?|(?:{endings})"),
        not_in_name=regex.compile("|".join(map(regex.escape, data["not_in_name"]))),
        left_out=regex.compile("|".join(map(regex.escape, data["left_out"]))),
        lead_in=regex.compile(rf"(?:{lead_in})"),
        parent=regex.compile(rf"(?:{parents})(?={han}{{2}})(?!{kept})"),
    )
