"""Owns who decided what: for each thing that can be decided the last entry of a journal that did."""

from collections.abc import Iterable
from typing import NamedTuple

from core.audit import AuditEntry, EntryKind
from core.canonical import Json
from core.decisions import single_edits
from core.edit_codec import encode_edit
from core.edits import (
    Edit,
    EditGroup,
    SetCorrection,
    SetDismissal,
    SetIdentity,
    SetMark,
    SetNote,
    SetState,
)


class Decider(NamedTuple):
    """Who decided something, when (as the entry has it, with the zone), and why."""

    reviewer: str
    at: str
    reason: str = ""


def subject_of(edit: Edit) -> str:
    """What an edit decides, whatever it decides."""
    match edit:
        case SetCorrection(ref, _):
            return f"correction {ref.name}"
        case SetMark(check, _):
            return f"mark {check}"
        case SetIdentity(field, _):
            return f"identity {field.value}"
        case SetDismissal(finding, _):
            return f"dismissal {finding}"
        case SetNote() | SetState() | EditGroup():
            return str(encode_edit(edit)["do"])


def deciders(entries: Iterable[AuditEntry]) -> dict[str, Decider]:
    """Whose each decision of one report is, by subject; what was taken over is theirs who decided it first."""
    decided: dict[str, Decider] = {}
    for entry in entries:
        if entry.edit is None or entry.kind is EntryKind.REREAD:
            continue
        before = originally(entry)
        here = Decider(entry.reviewer, entry.at.isoformat(), entry.reason)
        for edit in single_edits(entry.edit):
            subject = subject_of(edit)
            decided[subject] = before.get(subject, here)
    return decided


def originally(entry: AuditEntry) -> dict[str, Decider]:
    """Who decided what a merge took over, by subject; nothing for other entries."""
    by = entry.facts.get("by") if entry.kind is EntryKind.MERGE else None
    return {subject: _decider(told) for subject, told in by.items()} if by else {}


def both_deciders(entry: AuditEntry) -> tuple[Decider | None, Decider | None]:
    """Whose the two decisions were that an adjudication chose between; None where that is not known."""
    by = entry.facts.get("by") if entry.kind is EntryKind.ADJUDICATION else None
    if not by:
        return None, None
    first, second = by.get("first"), by.get("second")
    return _decider(first) if first else None, _decider(second) if second else None


def encoded(decider: Decider | None) -> Json:
    """As the facts of an entry hold it."""
    return None if decider is None else list(decider)


def _decider(told: Json) -> Decider:
    """The inverse; entries of earlier versions hold no reason."""
    return Decider(*map(str, told))
