"""Owns what happens to a review when its reading changes: which cells differ, and what comes back for a look."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from core.audit import AuditEntry, EntryKind
from core.cells import MISSING_CELL, Cell, CellRef, Value
from core.decisions import Decisions, single_edits
from core.edits import Edit, EditGroup, ReviewState, SetDismissal, SetState
from core.findings import Finding
from core.reports import Reading
from core.review import finding_key

RETURNED = "reading_changed"
"""The finding of a cell that came back."""


class RebaseCause(Enum):
    """Why a report reads differently from when it was reviewed."""

    TEXT = "text"  # the file changed
    READER = "reader"  # the program reads better now


@dataclass(frozen=True, slots=True)
class Rebase:
    """A review that was carried over to a new reading; `cells` read differently and come back for a look."""

    key: str
    source: str
    cause: RebaseCause
    cells: tuple[CellRef, ...]


def changed_cells(before: Reading, now: Reading) -> tuple[CellRef, ...]:
    """The cells of either form that say something else now, in the order of the present form.

    A cell that merely stands elsewhere in the text, or is read with more or less certainty, says the same.
    """
    refs = dict.fromkeys((*now.cells, *before.cells))
    return tuple(
        ref
        for ref in refs
        if _said(before.cells.get(ref, MISSING_CELL)) != _said(now.cells.get(ref, MISSING_CELL))
    )


def is_same_report(before: Reading, now: Reading) -> bool:
    """Whether a changed text is still the report of the same unit and year, as far as it says."""
    for was, is_now in ((before.unit, now.unit), (before.year, now.year)):
        if was is not None and is_now is not None and was.value != is_now.value:
            return False
    return True


def describe_change(
    before: Reading, now: Reading, cells: Iterable[CellRef]
) -> dict[str, list[str]]:
    """What each cell said before and says now, by its name, for the journal and the finding."""
    return {
        ref.name: [
            _shown(before.cells.get(ref, MISSING_CELL)),
            _shown(now.cells.get(ref, MISSING_CELL)),
        ]
        for ref in cells
    }


def edit_of_rebase(
    decisions: Decisions, cells: Iterable[CellRef]
) -> tuple[Edit | None, Edit | None]:
    """What carrying over does, and its inverse: a reviewed report opens again, a settled change is unsettled."""
    edits: list[Edit] = []
    inverse: list[Edit] = []
    cells = tuple(cells)
    if cells and decisions.state is ReviewState.REVIEWED:
        edits.append(SetState(ReviewState.UNREVIEWED))
        inverse.append(SetState(ReviewState.REVIEWED))
    for ref in cells:
        key = finding_key(Finding(RETURNED, (ref,)))
        if key in decisions.dismissed:
            edits.append(SetDismissal(key, False))
            inverse.append(SetDismissal(key, True))
    return (EditGroup(tuple(edits)), EditGroup(tuple(inverse))) if edits else (None, None)


def returned_findings(
    entries: Iterable[AuditEntry], cells: Mapping[CellRef, Cell]
) -> tuple[Finding, ...]:
    """The cells that came back for a look, by the journal of their report; once settled they say so no more.

    A cell that reads again what it read when it was reviewed needs no look.
    """
    back: dict[str, tuple[str, str]] = {}
    settled: set[str] = set()
    for entry in entries:
        if entry.kind is EntryKind.REREAD:
            for name, (before, now) in entry.facts.get("cells", {}).items():
                first = back[name][0] if name in back and name not in settled else before
                settled.discard(name)
                back[name] = (first, now)
                if first == now:
                    del back[name]
        elif entry.edit is not None:
            for edit in single_edits(entry.edit):
                if isinstance(edit, SetDismissal) and edit.finding.startswith(f"{RETURNED}|"):
                    name = edit.finding.partition("|")[2]
                    (settled.add if edit.dismissed else settled.discard)(name)
    found = []
    for name, (before, now) in back.items():
        ref = CellRef.parse(name)
        cell = cells.get(ref)
        if cell is not None:
            params = {"before": before, "now": now}
            found.append(Finding(RETURNED, (ref,), cell.span, params))
    return tuple(found)


def _said(cell: Cell) -> tuple[object, ...]:
    return (cell.value, cell.unit, tuple(candidate.value for candidate in cell.candidates))


def _shown(cell: Cell) -> str:
    """The value, with its unit; the candidates where there are several; a dash where there is none."""
    if cell.candidates:
        return " / ".join(_text(candidate.value) for candidate in cell.candidates)
    return f"{_text(cell.value)} {cell.unit}" if cell.unit else _text(cell.value)


def _text(value: Value | None) -> str:
    return "—" if value is None else str(value)
