"""Owns comparing reports of one folder: two years of one unit, and a parent with its children.

Unit, scope and year together are the key of a report: one body can issue two reports for a year, for its
own organ and for its whole system. Where a key stands for several reports nothing is compared. That last
year's matters plus this year's change were the number of decisions (上一年＋增/减＝处理决定) is not a rule.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

import regex

from core.cells import CellRef, CellStatus, Quantity, TableKind, Value
from core.checks import Outcome
from core.errors import ResourceError
from core.extract.fold import FILLER, fold
from core.findings import Finding
from core.forms import Form
from core.paths import resources_dir
from core.review import Review
from core.units import OwnFigures, Unit, UnitTree


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


@dataclass(frozen=True, slots=True)
class UnitSum:
    """A parent's report beside the sum of its own figures and its children's.

    `missing` names the children without exactly one report of the year: then nothing is compared.
    `differing` has, by cell, the parent's figure and the sum; `is_least` says that the parent's own
    figures are not known, so that only a sum above the parent's figure counts as differing.
    """

    parent: Review
    children: tuple[Review, ...]
    missing: tuple[str, ...]
    is_least: bool
    differing: Mapping[CellRef, tuple[Value, Value]]


_SPACE = regex.compile(rf"[\s{FILLER}]+")
_OWN = regex.compile(r"[(]?(?:机关)?本级(?:机关)?[)]?")
_SYSTEM = regex.compile(r"[(]?全?系统[)]?|[(]全[国省市区县州旗][)]|[(]汇总[)]")
_SUFFIX = regex.compile(r"(?<=街道)办事处$|(?<=[镇乡])人民政府$")


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


def by_key(reviews: Iterable[Review]) -> dict[ReportKey, Review]:
    """Reports by key, without the keys that several reports have."""
    found: dict[ReportKey, list[Review]] = defaultdict(list)
    for review in reviews:
        key = report_key(review)
        if key is not None:
            found[key].append(review)
    return {key: reviews[0] for key, reviews in found.items() if len(reviews) == 1}


# --- two years ------------------------------------------------------------------------------------


def year_pairs(reviews: Iterable[Review]) -> list[tuple[Review, Review]]:
    """Each report with that of the same unit and scope of the year before, in the order of the keys."""
    known = by_key(reviews)
    pairs = []
    for key, review in known.items():
        before = known.get(ReportKey(key.unit, key.scope, key.year - 1))
        if before is not None:
            pairs.append((review, before))
    return pairs


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


# --- parents and children -------------------------------------------------------------------------


def compare_units(tree: UnitTree, reviews: Iterable[Review]) -> tuple[UnitSum, ...]:
    """Every parent of `tree` beside its children, for each year that the parent reports on."""
    known: dict[tuple[str, int], list[Review]] = defaultdict(list)
    for review in reviews:
        if review.unit and review.year is not None:
            known[unit_name(review.unit), review.year].append(review)
    found = []
    for unit in tree.units:
        parents = sorted(
            (
                (year, found)
                for (name, year), found in known.items()
                if name == unit_name(unit.name)
            ),
            key=lambda item: item[0],
        )
        for year, candidates in parents:
            parent = _one_of(candidates, Scope.SYSTEM)
            if parent is not None:
                found.append(_unit_sum(unit, year, parent, known))
    return tuple(found)


def _unit_sum(
    unit: Unit, year: int, parent: Review, known: Mapping[tuple[str, int], Sequence[Review]]
) -> UnitSum:
    names = list(unit.children)
    if unit.own is OwnFigures.REPORTED:
        names.append(unit.own_name)
    children = []
    missing = []
    for name in names:
        scope = Scope.OWN if name == unit.own_name else Scope.SYSTEM
        candidates = [r for r in known.get((unit_name(name), year), ()) if r is not parent]
        child = _one_of(candidates, scope)
        if child is None or child.form is not parent.form:
            missing.append(name)
        else:
            children.append(child)
    is_least = unit.own is OwnFigures.UNKNOWN
    differing = {} if missing else _differing(parent, children, is_least)
    return UnitSum(parent, tuple(children), tuple(missing), is_least, differing)


def _one_of(candidates: Sequence[Review], scope: Scope) -> Review | None:
    """The only candidate, or the only one of this scope."""
    if len(candidates) == 1:
        return candidates[0]
    fit = [r for r in candidates if (key := report_key(r)) is not None and key.scope is scope]
    return fit[0] if len(fit) == 1 else None


def _differing(
    parent: Review, children: Sequence[Review], is_least: bool
) -> dict[CellRef, tuple[Value, Value]]:
    """Cells of which every report has a value, and whose sum is not the parent's figure."""
    found: dict[CellRef, tuple[Value, Value]] = {}
    for ref in parent.form.index.refs:
        figures = [review.look(ref)[0] for review in (parent, *children)]
        known = [figure for figure in figures if figure is not None]
        if len(known) < len(figures):
            continue
        if parent.form.column(ref).quantity is Quantity.MONEY and not _is_one_unit(
            ref, (parent, *children)
        ):
            continue
        total = sum(known[1:])
        if total > known[0] or (total != known[0] and not is_least):
            found[ref] = (known[0], total)
    return found


def _is_one_unit(ref: CellRef, reviews: Iterable[Review]) -> bool:
    """Whether the amounts that are not 0 are all in one unit of money."""
    units = {review.cell(ref).unit for review in reviews if review.look(ref)[0]}
    return len(units) <= 1 and None not in units


def unit_findings(sums: Iterable[UnitSum]) -> Iterator[tuple[Review, Finding]]:
    """Findings of the parents' reports: what differs, or which children are missing."""
    for unit_sum in sums:
        parent = unit_sum.parent
        if unit_sum.missing:
            params: dict[str, object] = {
                "year": parent.year,
                "missing": "、".join(unit_sum.missing),
            }
            yield parent, Finding("units_missing", (), None, params)
        elif unit_sum.differing:
            left, right = next(iter(unit_sum.differing.values()))
            params = {"count": len(unit_sum.children), "left": left, "right": right}
            yield parent, Finding("units_sum", tuple(unit_sum.differing), None, params)
