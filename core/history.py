"""Owns what can be undone and redone in one report: derived from its journal, so that it survives closing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from core.audit import AuditEntry, EntryKind
from core.edits import Edit


class Standing(Enum):
    """What became of a step."""

    IN_FORCE = "in_force"
    UNDONE = "undone"  # redo repeats it
    DISCARDED = "discarded"  # undone, and another step was done then: going back alone reaches it


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a reviewer: `edit` repeats it, `inverse` takes it back, `seq` is its entry."""

    seq: int
    kind: EntryKind
    edit: Edit
    inverse: Edit
    reviewer: str
    at: datetime
    reason: str


class History:
    """The steps of one report that are in force and those that were undone.

    A new step discards the undone ones here, as every editor does; in the trail they stay.
    """

    def __init__(self, entries: Iterable[AuditEntry] = ()) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._discarded: list[Step] = []
        self.reset(entries)

    def reset(self, entries: Iterable[AuditEntry]) -> None:
        """Follow these entries from the beginning."""
        self._done.clear()
        self._undone.clear()
        self._discarded.clear()
        for entry in entries:
            self.add(entry)

    @property
    def done(self) -> tuple[Step, ...]:
        """The steps in force, oldest first."""
        return tuple(self._done)

    @property
    def undone(self) -> tuple[Step, ...]:
        """The steps that can be redone, the next one last."""
        return tuple(self._undone)

    @property
    def discarded(self) -> tuple[Step, ...]:
        """The steps that were undone and that redo does not reach any more."""
        return tuple(self._discarded)

    @property
    def next_undo(self) -> Step | None:
        """What undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Step | None:
        """What redo would repeat."""
        return self._undone[-1] if self._undone else None

    def add(self, entry: AuditEntry) -> None:
        """Follow one more entry of this report's journal."""
        if entry.kind is EntryKind.UNDO:
            self._move(self._done, self._undone, entry.refers_to)
        elif entry.kind is EntryKind.REDO:
            self._move(self._undone, self._done, entry.refers_to)
        elif entry.kind.is_step and entry.edit is not None and entry.inverse is not None:
            step = Step(
                entry.seq,
                entry.kind,
                entry.edit,
                entry.inverse,
                entry.reviewer,
                entry.at,
                entry.reason,
            )
            self._done.append(step)
            self._discarded += self._undone
            self._undone.clear()

    def _move(self, source: list[Step], target: list[Step], seq: int | None) -> None:
        """In a journal with lost entries the step may be unknown: then there is nothing to move."""
        if source and source[-1].seq == seq:
            target.append(source.pop())


def standings(entries: Iterable[AuditEntry]) -> dict[int, Standing]:
    """What became of each step among `entries`, which may be of many reports: by the number of its entry."""
    histories: dict[str | None, History] = {}
    for entry in entries:
        histories.setdefault(entry.report, History()).add(entry)
    found: dict[int, Standing] = {}
    for history in histories.values():
        for steps, standing in (
            (history.done, Standing.IN_FORCE),
            (history.undone, Standing.UNDONE),
            (history.discarded, Standing.DISCARDED),
        ):
            found.update((step.seq, standing) for step in steps)
    return found
