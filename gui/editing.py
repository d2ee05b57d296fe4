"""Owns the one way to change anything in the open report: apply, enter into the journal, show, save."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.audit import AuditEntry, EntryKind
from core.canonical import Json
from core.edits import Change, Edit, ReviewState, SetState
from core.errors import EditError
from core.review import Review
from gui.journal import Journal
from gui.open_report import OpenReport
from gui.opening import Opening
from gui.saving import Saving

if TYPE_CHECKING:
    from core.history import History, Step


class Editing(QObject):
    """Changes the open report. Every step is an entry of its journal, taking one back among them."""

    changed = Signal(object)  # Change
    refused = Signal(object)  # GoujiError; nothing was changed
    stands_already = Signal()  # going back changed nothing: it is how the report stands

    def __init__(
        self,
        opening: Opening,
        report: OpenReport,
        journal: Journal,
        saving: Saving,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._opening = opening
        self._report = report
        self._journal = journal
        self._saving = saving

    @property
    def next_undo(self) -> "Step | None":
        """What undo would take back in the open report."""
        history = self._history
        return None if history is None else history.next_undo

    @property
    def next_redo(self) -> "Step | None":
        """What redo would repeat in the open report."""
        history = self._history
        return None if history is None else history.next_redo

    def submit(
        self,
        edit: Edit,
        reason: str = "",
        kind: EntryKind = EntryKind.EDIT,
        facts: Mapping[str, Json] | None = None,
    ) -> bool:
        """Apply `edit` to the open report and save it. False where it was refused, changing nothing."""
        review = self._report.review
        if review is None or self._opening.file_to_write() is None:
            return False
        try:
            change = review.apply(edit)
        except EditError as error:
            self.refused.emit(error)
            return False
        self._keep(review, change, kind, reason, facts=facts)
        return True

    def set_state(self, state: ReviewState) -> bool:
        """Say where the review of the open report stands."""
        review = self._report.review
        if review is None or review.state is state:
            return review is not None
        return self.submit(SetState(state))

    def undo(self) -> Change | None:
        """Take the last step of the open report back, as a new entry of its journal."""
        step = self.next_undo
        return self._replay(step.inverse, EntryKind.UNDO, step.seq) if step is not None else None

    def redo(self) -> Change | None:
        """Repeat the step that was taken back last."""
        step = self.next_redo
        return self._replay(step.edit, EntryKind.REDO, step.seq) if step is not None else None

    def restore_to(self, entry: AuditEntry) -> bool:
        """Bring the open report back to how it was after `entry`, as a new step; False where it stands so."""
        from core.store.folding import edits_back

        review = self._report.review
        if review is None or self._opening.file_to_write() is None:
            return False
        edits = edits_back(review, self._journal.entries, entry.seq)
        if edits is None:
            self.stands_already.emit()
            return False
        return self._replay(edits, EntryKind.RESTORE, entry.seq) is not None

    @property
    def _history(self) -> "History | None":
        file, review = self._opening.file, self._report.review
        if file is None or review is None or file.is_read_only:
            return None
        return file.history(review)

    def _replay(self, edit: Edit, kind: EntryKind, refers_to: int) -> Change | None:
        """Do what was done before, or take it back: it needs no look at whether it fits."""
        review = self._report.review
        if review is None or self._opening.file_to_write() is None:
            return None
        change = review.replay(edit)
        self._keep(review, change, kind, refers_to=refers_to)
        return change

    def _keep(
        self,
        review: Review,
        change: Change,
        kind: EntryKind,
        reason: str = "",
        refers_to: int | None = None,
        facts: Mapping[str, Json] | None = None,
    ) -> None:
        """Enter what was done into the journal, show it, and write it beside the GUI thread."""
        file = self._opening.file
        if file is None:
            return
        others = self._report.follow(change)
        self._journal.add(file.stage(review, change, reason, kind, refers_to, facts))
        self._report.show_rows(others)
        self.changed.emit(change)
        self._saving.save()
