"""Owns waiting for a review file that somebody else holds: a look every second whether it is free."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from gui.workers import Handlers, Job, Workers

LOCK_MS = 1000
"""How often to look whether a review file that is waited for is free."""


class LockWatch(QObject):
    """Watches one review file at a time."""

    freed = Signal()  # what was watched can be written now

    def __init__(self, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._path: Path | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOCK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_on(self) -> bool:
        """Whether a file is watched."""
        return self._timer.isActive()

    def start(self, review_file: Path) -> None:
        """Watch the review file until it is free."""
        self._path = review_file
        self._timer.start()

    def stop(self) -> None:
        """Watch nothing any more."""
        self._timer.stop()

    def _look(self) -> None:
        if self._path is not None:
            self._workers.start(
                partial(_can_be_taken, self._path),
                Handlers(done=partial(self._on_seen, self._path)),
            )

    def _on_seen(self, path: Path, is_free: bool) -> None:
        if is_free and self.is_on and path == self._path:
            self.stop()
            self.freed.emit()


def _can_be_taken(path: Path, job: Job[bool]) -> bool:  # noqa: ARG001
    """Whether nobody writes the review file any more."""
    from core.store.lock import is_free, lock_path

    return is_free(lock_path(path))
