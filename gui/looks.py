"""Owns the walk of F8: the things in one report that need a look, in the order in which they are visited.

Things go by the printed order of the tables. Cells that a finding is about are visited with the finding, so
that a lost row is one stop and not seven.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from core.cells import CellRef, TableKind
from core.checks import CheckId, Severity
from core.edits import Edit, EditGroup, SetCorrection, SetMark
from core.findings import Finding
from core.review import Review
from core.wording import Language, wording_in

if TYPE_CHECKING:
    from core.suggestions import Suggestion

Place: TypeAlias = tuple[int, int, int, int]
"""Where something stands in the walk: table (from 0; what is about the whole report stands before them, mere
information behind), stage within it, position there, and among those at one position (0 for a cell, from 1
for the findings about it)."""

_CELLS, _CHECKS = 0, 1


@dataclass(frozen=True, slots=True)
class Target:
    """What has the focus: a cell, a check, a finding or a suggestion; of the others `cell` is the cell shown.

    All None means the report as a whole.
    """

    cell: CellRef | None = None
    check: CheckId | None = None
    finding: Finding | None = None
    suggestion: "Suggestion | None" = None


@dataclass(frozen=True, slots=True)
class Look:
    """One stop of the walk."""

    place: Place
    target: Target


def target_of(edit: Edit, review: Review) -> Target | None:
    """What of `review` shows the effect of `edit` best, None where nothing does."""
    match edit:
        case SetCorrection(ref, _) if ref in review.form.index.positions:
            return Target(ref)
        case SetMark(check, _) if check in review.form.checks_by_id:
            return Target(check=check)
        case EditGroup(edits):
            return next((found for part in edits if (found := target_of(part, review))), None)
        case _:
            return None


def looks(review: Review) -> list[Look]:
    """Everything in `review` that needs a look, in the order of the walk."""
    stops = [
        Look(_finding_place(review, finding), finding_target(review, finding))
        for finding in review.open_findings
    ]
    stops += [Look(cell_place(review, ref), Target(ref)) for ref in review.lone_cells]
    stops += [Look(check_place(review, check), Target(check=check)) for check in review.open_checks]
    return sorted(stops, key=lambda stop: stop.place)


def finding_target(review: Review, finding: Finding) -> Target:
    """What has the focus when a reviewer comes to `finding`: with it the first cell that is to be settled."""
    known = [ref for ref in finding.cells if ref in review.reading.cells]
    unsettled = (ref for ref in known if review.cell(ref).needs_look)
    return Target(next(unsettled, known[0] if known else None), finding=finding)


def open_by_table(review: Review) -> dict[TableKind, int]:
    """How many stops each table has."""
    counts = dict.fromkeys(review.form.tables, 0)
    kinds = list(review.form.tables)
    for stop in looks(review):
        if 0 <= stop.place[0] < len(kinds):
            counts[kinds[stop.place[0]]] += 1
    return counts


def cell_place(review: Review, ref: CellRef) -> Place:
    """Where the cell `ref` stands in the walk."""
    return _table_at(review, ref.table), _CELLS, review.form.index.positions[ref], 0


def check_place(review: Review, check: CheckId) -> Place:
    """Where `check` stands in the walk: after the cells of its table."""
    table = review.form.checks_by_id[check].cells[0].table
    return _table_at(review, table), _CHECKS, list(review.results).index(check), 0


def target_place(review: Review, target: Target) -> Place | None:
    """Where `target` stands in the walk, None for the report as a whole."""
    if target.check is not None:
        return check_place(review, target.check)
    if target.finding is not None:
        return _finding_place(review, target.finding)
    if target.cell is not None:
        return cell_place(review, target.cell)
    return None


def next_look(stops: Sequence[Look], place: Place | None) -> Look | None:
    """The first stop behind `place` (the first of all for None)."""
    return next((stop for stop in stops if place is None or stop.place > place), None)


def previous_look(stops: Sequence[Look], place: Place | None) -> Look | None:
    """The last stop before `place` (the last of all for None)."""
    return next((stop for stop in reversed(stops) if place is None or stop.place < place), None)


def _finding_place(review: Review, finding: Finding) -> Place:
    order = 1 + review.findings.index(finding)
    cell = _first(finding.cells)
    if cell is None or cell not in review.form.index.positions:
        weighs = _severity(finding.code) is not Severity.INFORMATION
        return (-1 if weighs else len(review.form.tables)), _CELLS, 0, order
    table, stage, position, _ = cell_place(review, cell)
    return table, stage, position, order


def _severity(code: str) -> Severity:
    return wording_in(Language.CHINESE).severity(code)  # the same in every language


def _first(refs: tuple[CellRef, ...]) -> CellRef | None:
    return refs[0] if refs else None


def _table_at(review: Review, table: TableKind) -> int:
    return list(review.form.tables).index(table)
