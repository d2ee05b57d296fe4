"""Owns taking over what was decided only in another review file of the same folder."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import GoujiError
from gui.workers import Handlers, Job, Workers

if TYPE_CHECKING:
    from core.merge import Merge
    from core.store import ReviewFile


class Merging(QObject):
    """At most one merge runs, beside the window."""

    merged = Signal(object)  # core.merge.Merge
    stopped = Signal()  # some reports were taken over, others not
    failed = Signal(object)  # GoujiError; nothing was taken over
    progressed = Signal(int, int)
    taken_over = Signal()  # behind `merged` and `stopped`: the review file holds more than is shown

    def __init__(self, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._job: Job[Merge] | None = None

    def begin(self, file: "ReviewFile", path: Path, *, takes_rules: bool) -> None:
        """Take into `file` what the review file at `path` has more, unless a merge runs already.

        `takes_rules`: rules that were switched only there are switched here, too.
        """
        if self._job is None:
            self._job = self._workers.start(
                partial(_merge, file, path, takes_rules),
                Handlers(
                    done=self._on_done,
                    failed=self._on_failed,
                    cancelled=self._on_cancelled,
                    progressed=self.progressed.emit,
                    ended=self._on_ended,
                ),
            )

    def stop(self) -> None:
        """Take nothing more over; what was taken over stays, report by report."""
        if self._job is not None:
            self._job.cancel()

    def _on_done(self, merge: "Merge") -> None:
        self.merged.emit(merge)
        self.taken_over.emit()

    def _on_failed(self, error: GoujiError) -> None:
        self.failed.emit(error)

    def _on_cancelled(self) -> None:
        self.stopped.emit()
        self.taken_over.emit()

    def _on_ended(self) -> None:
        self._job = None


def _merge(file: "ReviewFile", path: Path, takes_rules: bool, job: "Job[Merge]") -> "Merge":
    """Take what was decided only in the review file at `path` into `file`. Raises as `core.merge.merge`."""
    from core.merge import merge
    from core.store import OpenMode, ReviewFile

    with ReviewFile.open(file.folder, "", mode=OpenMode.READ_ONLY, path=path) as there:
        return merge(file, there, takes_rules=takes_rules, progress=job.progress)
