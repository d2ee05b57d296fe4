"""Owns what a journal's entries add up to: a report's decisions, its returned cells, the folder's rules."""

from collections.abc import Iterable, Sequence

from core.audit import AuditEntry, EntryKind
from core.canonical import Json, value_to_json
from core.decisions import Decisions, decisions_after, edits_between, single_edits
from core.edits import Edit, EditGroup, SetCorrection
from core.review import Review
from core.store.rebase import returned_findings


def decisions_of(entries: Iterable[AuditEntry]) -> Decisions:
    """What holds after the entries of one report."""
    return decisions_after(entry.edit for entry in entries if entry.edit is not None)


def resume(review: Review, entries: Sequence[AuditEntry]) -> None:
    """Put `review` where its entries lead."""
    review.resume(decisions_of(entries))
    review.returned = returned_findings(entries, review.reading.cells)


def edits_back(review: Review, entries: Iterable[AuditEntry], seq: int) -> EditGroup | None:
    """What leads `review`, whose entries these are, back to what held after entry `seq`; None where it holds now."""
    then = decisions_of(entry for entry in entries if entry.seq <= seq)
    edits = edits_between(review.decisions, then)
    return EditGroup(edits) if edits else None


def rules_off(entries: Iterable[AuditEntry]) -> frozenset[str]:
    """The rules that the folder's entries leave switched off."""
    is_on = {
        str(entry.facts["rule"]): bool(entry.facts["on"])
        for entry in entries
        if entry.kind is EntryKind.RULE
    }
    return frozenset(rule for rule, on in is_on.items() if not on)


def rule_of(entry: AuditEntry) -> str | None:
    """The rule that an entry switches, None for other entries."""
    return str(entry.facts["rule"]) if entry.kind is EntryKind.RULE else None


def what_the_source_said(review: Review, edit: Edit) -> dict[str, Json]:
    """Status, raw text and value of each cell that `edit` corrects, so that the trail stands by itself."""
    cells = review.reading.cells
    said = {}
    for single in single_edits(edit):
        if isinstance(single, SetCorrection) and single.ref in cells:
            cell = cells[single.ref]
            said[single.ref.name] = [cell.status.value, cell.raw, value_to_json(cell.value)]
    return {"read": said} if said else {}
