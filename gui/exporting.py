"""Owns saving the workbook of the open folder beside the window, one at a time, once everything is saved."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.session import ReviewSession
from gui.workbook_job import WorkbookTask, export
from gui.workers import Handlers, Job, Workers

if TYPE_CHECKING:
    from core.agreement import Agreement
    from core.wording import Language


class Exporting(QObject):
    """Where saving what was done fails the session says why; a workbook without the latest steps would be wrong."""

    progressed = Signal(int, int)  # 0 of 0 when it begins
    exported = Signal(object)  # Path
    failed = Signal(object)  # GoujiError
    ended = Signal()

    def __init__(self, session: ReviewSession, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._workers = workers
        self._job: Job[Path] | None = None

    @property
    def is_running(self) -> bool:
        """Whether a workbook is being made."""
        return self._job is not None

    def begin(self, path: Path, language: "Language", agreement: "Agreement | None") -> None:
        """Save the workbook at `path`, with how far a second reviewer agrees where the two were compared."""
        folder = self._session.folder
        if folder is not None and not self.is_running:
            self._session.saving.settle(partial(self._begin, folder, path, language, agreement))

    def _begin(
        self,
        folder: Path,
        path: Path,
        language: "Language",
        agreement: "Agreement | None",
        is_saved: bool,
    ) -> None:
        if not is_saved or self.is_running:
            return
        self.progressed.emit(0, 0)
        task = WorkbookTask(folder, self._session.review_file, path, language, agreement)
        self._job = self._workers.start(
            partial(_export, task),
            Handlers(
                done=self.exported.emit,
                failed=self.failed.emit,
                progressed=self.progressed.emit,
                ended=self._on_ended,
            ),
        )

    def stop(self) -> None:
        """End it; what was at its place is untouched."""
        if self._job is not None:
            self._job.cancel()

    def _on_ended(self) -> None:
        self._job = None
        self.ended.emit()


def _export(task: WorkbookTask, job: Job[Path]) -> Path:
    return export(task, job.progress)
