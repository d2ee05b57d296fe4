"""Owns the journal that is shown: that of the open report, kept in step, and that of the folder when asked for."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.audit import AuditEntry
from core.review import Review
from gui.workers import Handlers, Job, Workers

if TYPE_CHECKING:
    from core.store import ReviewFile


class Journal(QObject):
    """The entries of the open report without a look at the disk; what is on the disk is read beside the window."""

    folder_read = Signal(object)  # the journal of the whole folder, oldest first
    renumbered = Signal()  # entries of the open report have other numbers now
    failed = Signal(object)  # GoujiError

    def __init__(self, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._file: ReviewFile | None = None
        self._review: Review | None = None
        self._entries: list[AuditEntry] = []
        self._renumbered = 0

    @property
    def entries(self) -> tuple[AuditEntry, ...]:
        """The journal of the open report, oldest first."""
        return tuple(self._entries)

    def use(self, file: "ReviewFile | None") -> None:
        """Follow `file` from now on, and no report of it yet; None where no folder is open."""
        self._file = file
        self._renumbered = file.renumbered if file is not None else 0
        self.show(None, ())

    def show(self, review: Review | None, entries: Sequence[AuditEntry]) -> None:
        """Follow `review`, whose journal so far is `entries`."""
        self._review, self._entries = review, list(entries)

    def add(self, entry: AuditEntry) -> None:
        """Something was done in the open report."""
        self._entries.append(entry)

    def has_gone_on(self, entries: Sequence[AuditEntry]) -> bool:
        """Whether more was done in the open report than these `entries` of it tell."""
        if not self._entries:
            return False
        return not entries or entries[-1].seq < self._entries[-1].seq

    def ask_folder(self) -> None:
        """Read the journal of the whole folder; `folder_read` brings it."""
        if self._file is not None:
            self._read(self._file, None)

    def follow_saved(self) -> None:
        """Where another program had written in between, the last entries have other numbers now."""
        file, review = self._file, self._review
        if file is not None and review is not None and file.renumbered != self._renumbered:
            self._renumbered = file.renumbered
            self._read(file, review)

    def _read(self, file: "ReviewFile", review: Review | None) -> None:
        self._workers.start(
            partial(_read, file, review),
            Handlers(done=partial(self._on_read, file, review), failed=self.failed.emit),
        )

    def _on_read(
        self, file: "ReviewFile", review: Review | None, entries: tuple[AuditEntry, ...]
    ) -> None:
        if file is not self._file:
            return
        if review is None:
            self.folder_read.emit(entries)
        elif review is self._review:
            self._entries = list(entries)
            self.renumbered.emit()


def _read(
    file: "ReviewFile",
    review: Review | None,
    job: Job[tuple[AuditEntry, ...]],  # noqa: ARG001
) -> tuple[AuditEntry, ...]:
    return file.trail(review)
