"""Owns comparing two years of one unit, and telling by what a report is known among others.

Unit, scope and year together are the key of a report: one body can issue two reports for a year, for its
own organ and for its whole system. Where a key stands for several reports nothing is compared. That last
year's matters plus this year's change were the number of decisions (上一年＋增/减＝处理决定) is not a rule.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any

import regex

from core.cells import CellRef, CellStatus, TableKind, Value
from core.checks import Outcome
from core.errors import ResourceError
from core.extract.folding.fold import FILLER, fold
from core.findings import Finding
from core.forms import Form
from core.paths import resources_dir
from core.review import Review


class Scope(Enum):
    """Whose figures a report holds, as far as its unit's name says."""

    UNSTATED = ""
    OWN = "own"  # 本级, 机关本级
    SYSTEM = "system"  # 全系统, 全县 …


@dataclass(frozen=True, slots=True)
class ReportKey:
    """What a report is known by among others. `unit` is folded and without what names vary in."""

    unit: str
    scope: Scope
    year: int


class When(Enum):
    """Which of two years a cell is taken from."""

    THIS = "this"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class YearCheck:
    """One equation over two years of a unit: the sums of `left` and `right` are equal.

    `rule` is its rule in resources/rules.toml and the code of its Finding; `words` is the equation in
    each language.
    """

    id: str
    rule: str
    left: tuple[tuple[When, CellRef], ...]
    right: tuple[tuple[When, CellRef], ...]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class YearResult:
    """What a YearCheck says about two reports, three-valued like a CheckResult."""

    check: YearCheck
    this: Review
    last: Review
    outcome: Outcome
    left: Value | None
    right: Value | None


_SPACE = regex.compile(rf"[\s{FILLER}]+")
_OWN = regex.compile(r"[(]?(?:机关)?本级(?:机关)?[)]?")
_SYSTEM = regex.compile(r"[(]?全?系统[)]?|[(]全[国省市区县州旗][)]|[(]汇总[)]")
_SUFFIX = regex.compile(r"(?<=街道)办事处$|(?<=[镇乡])人民政府$")


@lru_cache(maxsize=65536)
def unit_name(name: str) -> str:
    """A unit's name as units are told apart by it: folded, without spaces and usual endings."""
    plain: str = _SPACE.sub("", fold(name))
    for pattern in (_OWN, _SYSTEM, _SUFFIX):
        plain = pattern.sub("", plain)
    return plain


def report_key(review: Review) -> ReportKey | None:
    """The key of a report, None where its unit or year is not known."""
    if not review.unit or review.year is None:
        return None
    plain = _SPACE.sub("", fold(review.unit))
    scope = Scope.UNSTATED
    if _OWN.search(plain):
        scope = Scope.OWN
    elif _SYSTEM.search(plain):
        scope = Scope.SYSTEM
    return ReportKey(unit_name(review.unit), scope, review.year)


# --- two years ------------------------------------------------------------------------------------


def compare_years(this: Review, last: Review) -> tuple[YearResult, ...]:
    """What every rule over two years says of a report and that of the year before."""
    return tuple(_judge(check, this, last) for check in year_checks(this.form, last.form))


def _judge(check: YearCheck, this: Review, last: Review) -> YearResult:
    sides: list[Value] = []
    is_assumed = False
    for side in (check.left, check.right):
        total: Value = 0
        for when, ref in side:
            value, status = (this if when is When.THIS else last).look(ref)
            if value is None and status is not CellStatus.BLANK:
                return YearResult(check, this, last, Outcome.UNDECIDED, None, None)
            is_assumed = is_assumed or value is None
            total += value or 0
        sides.append(total)
    left, right = sides
    wrong = Outcome.UNDECIDED if is_assumed else Outcome.FAIL
    return YearResult(check, this, last, Outcome.PASS if left == right else wrong, left, right)


def year_findings(results: Iterable[YearResult]) -> Iterator[Finding]:
    """A Finding of this year's report for each rule over two years that fails."""
    for result in results:
        if result.outcome is Outcome.FAIL:
            check = result.check
            cells = [ref for when, ref in check.left + check.right if when is When.THIS]
            params = {
                "left": result.left,
                "right": result.right,
                "other": result.last.report.source,
            }
            yield Finding(check.rule, tuple(cells), None, params)


@cache
def year_checks(this: Form, last: Form) -> tuple[YearCheck, ...]:
    """The rules over two years for reports on these forms."""
    path = resources_dir() / "rules.toml"
    try:
        items = tomllib.loads(path.read_text(encoding="utf-8"))["years"]
        return tuple(
            check
            for item in items
            if this.id in item["this_forms"] and last.id in item["last_forms"]
            for check in _year_family(item, this)
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise ResourceError(path=str(path), reason=repr(error)) from error


def _year_family(item: Mapping[str, Any], form: Form) -> Iterator[YearCheck]:
    table = TableKind(item["table"])
    in_columns = {"column": True, "row": False}[item["each"]]
    for key in item["keys"]:

        def term(text: str, key: str = key) -> tuple[When, CellRef]:
            when, other = text.split(":")
            ref = CellRef(table, other, key) if in_columns else CellRef(table, key, other)
            return When(when), ref

        left, right = (tuple(map(term, item[side])) for side in ("left", "right"))
        first = left[0][1]
        label = form.column(first).label if in_columns else form.row(first).label
        words = {tongue: text.replace("{label}", label) for tongue, text in item["words"].items()}
        yield YearCheck(f"{item['id']}.{key}", item["id"], left, right, words)
