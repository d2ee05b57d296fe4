"""Owns choosing entries of the journal: by person, by cell or check, by words."""

from dataclasses import dataclass

from core.audit import AuditEntry, EntryKind
from core.cells import CellRef
from core.checks import CheckId
from core.decisions import single_edits
from core.edits import SetCorrection, SetDismissal, SetMark


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What entries must have: None or empty asks for nothing. `subject` counts in the report `source` alone."""

    person: str | None = None
    subject: CellRef | CheckId | None = None
    source: str | None = None
    words: tuple[str, ...] = ()

    def wants(self, entry: AuditEntry, step: AuditEntry) -> bool:
        """Whether `entry` is shown, but for its words; `step` is the one that it undid or redid, else itself."""
        if self.person is not None and entry.reviewer != self.person:
            return False
        if self.subject is None:
            return True
        if self.source is not None and entry.source != self.source:
            return False
        return concerns(step, self.subject)


def concerns(entry: AuditEntry, subject: CellRef | CheckId) -> bool:
    """Whether `entry` is about a cell (its value, a mark given for it, its finding) or about a check."""
    name = subject.name if isinstance(subject, CellRef) else None
    if entry.kind is EntryKind.REREAD and name is not None:
        return name in entry.facts.get("cells", {})
    for edit in single_edits(entry.edit) if entry.edit is not None else ():
        match edit:
            case SetCorrection(ref, _) if ref == subject:
                return True
            case SetMark(check, mark):
                if check == subject:
                    return True
                if mark is not None and any(ref == subject for ref, _ in mark.judged):
                    return True
            case SetDismissal(key, _) if name is not None and name in key.split("|")[1:]:
                return True
    return False
