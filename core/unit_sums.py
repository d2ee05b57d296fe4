"""Owns comparing a parent's report with its own figures and those of its children."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.across import Scope, report_key, unit_name
from core.cells import CellRef, Quantity, Value
from core.findings import Finding
from core.review import Review
from core.units import OwnFigures, Unit


@dataclass(frozen=True, slots=True)
class UnitSum:
    """A parent's report beside the sum of its own figures and its children's.

    `missing` names the children without exactly one report of the year: then nothing is compared.
    `compared` counts the cells that were; `differing` has, by cell, the parent's figure and the sum.
    `is_least` says that the parent's own figures are not known, so that only a sum above the parent's
    figure counts as differing.
    """

    parent: Review
    children: tuple[Review, ...]
    missing: tuple[str, ...]
    is_least: bool
    compared: int
    differing: Mapping[CellRef, tuple[Value, Value]]


Find = Callable[[str, int], Sequence[Review]]
"""Gives the reports of the unit of that name (`core.across.unit_name`) for a year."""


def parent_of_sum(unit: Unit, year: int, find: Find) -> Review | None:
    """The report that holds the sums of `unit` for `year`, None where there is not exactly one."""
    return _one_of(find(unit_name(unit.name), year), Scope.SYSTEM)


def unit_sum(unit: Unit, year: int, parent: Review, find: Find) -> UnitSum:
    """The report of `unit` for `year` beside those of its children."""
    names = list(unit.children)
    if unit.own is OwnFigures.REPORTED:
        names.append(unit.own_name)
    children = []
    missing = []
    for name in names:
        scope = Scope.OWN if name == unit.own_name else Scope.SYSTEM
        candidates = [r for r in find(unit_name(name), year) if r is not parent]
        child = _one_of(candidates, scope)
        if child is None or child.form is not parent.form:
            missing.append(name)
        else:
            children.append(child)
    is_least = unit.own is OwnFigures.UNKNOWN
    if missing:
        return UnitSum(parent, tuple(children), tuple(missing), is_least, 0, {})
    compared, differing = _compare(parent, children, is_least)
    return UnitSum(parent, tuple(children), (), is_least, compared, differing)


def unit_findings(sums: Iterable[UnitSum]) -> Iterator[Finding]:
    """Findings of the parents' reports: what differs, or which children are missing."""
    for found in sums:
        if found.missing:
            missing = "、".join(found.missing)
            params: dict[str, object] = {"year": found.parent.year, "missing": missing}
            yield Finding("units_missing", (), None, params)
        elif found.differing:
            left, right = next(iter(found.differing.values()))
            params = {"count": len(found.children), "left": left, "right": right}
            yield Finding("units_sum", tuple(found.differing), None, params)


def _one_of(candidates: Sequence[Review], scope: Scope) -> Review | None:
    """The only candidate, or the only one of this scope."""
    if len(candidates) == 1:
        return candidates[0]
    fit = [r for r in candidates if (key := report_key(r)) is not None and key.scope is scope]
    return fit[0] if len(fit) == 1 else None


def _compare(
    parent: Review, children: Sequence[Review], is_least: bool
) -> tuple[int, dict[CellRef, tuple[Value, Value]]]:
    """How many cells every report has a value of, and those whose sum is not the parent's figure."""
    compared = 0
    found: dict[CellRef, tuple[Value, Value]] = {}
    reports = (parent, *children)
    for ref, *figures in zip(parent.form.index.refs, *map(_values, reports), strict=True):
        known = [figure for figure in figures if figure is not None]
        if len(known) < len(figures):
            continue
        if parent.form.column(ref).quantity is Quantity.MONEY and not _is_one_unit(ref, reports):
            continue
        compared += 1
        total = sum(known[1:])
        if total > known[0] or (total != known[0] and not is_least):
            found[ref] = (known[0], total)
    return compared, found


def _values(review: Review) -> list[Value | None]:
    """The values in force in the order of the Form."""
    if not review.corrections:  # nearly every report; a sum has many
        return review.reading.cells.columns.values
    return [review.look(ref)[0] for ref in review.form.index.refs]


def _is_one_unit(ref: CellRef, reviews: Iterable[Review]) -> bool:
    """Whether the amounts that are not 0 are all in one unit of money."""
    units = {review.cell(ref).unit for review in reviews if review.look(ref)[0]}
    return len(units) <= 1 and None not in units
