"""Owns getting what was done onto the disk: written beside the GUI thread, tried again, taken elsewhere."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import GoujiError
from gui.workers import Handlers, Job, Workers

if TYPE_CHECKING:
    from core.store import ReviewFile

RETRY_MS = 3000
"""How long to wait before unsaved steps are tried again."""

HELD_RETRY_MS = 300
"""The same where another program merely uses the file."""

_PATIENCE_S = 1.0
"""So long nothing is said about another program that uses the file."""


class Saving(QObject):
    """Writes what is staged in a review file. What cannot be written is kept, and written by a later attempt."""

    saved = Signal()
    failed = Signal(object)  # GoujiError; `unsaved` steps are kept
    moved = Signal(object, bool)  # Path; whether work goes on there, or it holds what waited
    handed_over = Signal(object)  # Path
    refused = Signal(object)  # GoujiError; no copy could be made

    def __init__(self, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._file: ReviewFile | None = None
        self._is_writing = False
        self._waiting: list[Callable[[bool], None]] = []
        self.has_failed = False
        self.is_held = False
        """Whether the last attempt failed as another program uses the file."""
        self._retry = QTimer(self)
        self._retry.timeout.connect(self.retry)

    def use(self, file: "ReviewFile | None") -> None:
        """Write to `file` from now on; None where no folder is open."""
        self._file = file
        self._is_writing = self.has_failed = self.is_held = False
        self._waiting.clear()
        self._retry.stop()
        if file is not None:
            file.patience_s = _PATIENCE_S

    @property
    def unsaved(self) -> int:
        """How many steps are not on the disk."""
        return self._file.unsaved if self._file is not None else 0

    def save(self) -> None:
        """Write what is staged; whatever is staged meanwhile goes with the next write."""
        if self._file is None or self._is_writing:
            return
        self._is_writing = True
        self._workers.start(
            partial(_write, self._file),
            Handlers(
                done=partial(self._on_written, self._file),
                failed=partial(self._on_failed, self._file),
                ended=partial(self._on_write_ended, self._file),
            ),
        )

    def retry(self) -> None:
        """Try once more to write what could not be saved."""
        if self.unsaved:
            self.save()

    def settle(self, then: Callable[[bool], None]) -> None:
        """Call `then` once everything is saved, at once where it is; with False where writing fails."""
        if not self.unsaved:
            then(True)
            return
        self._waiting.append(then)
        self.save()

    def hand_over(self, path: Path) -> None:
        """Write the whole review as one file at `path`; `handed_over` tells."""
        if self._file is not None:
            self._workers.start(
                partial(_copy, self._file, path),
                Handlers(done=partial(self._on_handed_over, path), failed=self.refused.emit),
            )

    def save_elsewhere(self, path: Path) -> None:
        """Go on in a copy of the review file at `path`, with all that is unsaved; `moved` tells."""
        if self._file is not None:
            self._workers.start(
                partial(_move, self._file, path),
                Handlers(
                    done=partial(self._on_moved, self._file, path),
                    failed=partial(self._on_failed, self._file),
                ),
            )

    def _on_written(self, file: "ReviewFile", _: None) -> None:
        if file is self._file and not self.unsaved:
            self._retry.stop()
            self.has_failed = self.is_held = False
            self.saved.emit()

    def _on_failed(self, file: "ReviewFile", error: GoujiError) -> None:
        if file is self._file:
            self.has_failed = True
            self.is_held = _is_held(error)
            self._retry.start(HELD_RETRY_MS if self.is_held else RETRY_MS)
        self.failed.emit(error)

    def _on_write_ended(self, file: "ReviewFile") -> None:
        if file is not self._file:
            return
        self._is_writing = False
        if self.unsaved and not self.has_failed:
            self.save()
            return
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then(not self.unsaved)

    def _on_handed_over(self, path: Path, _: None) -> None:
        self.handed_over.emit(path)

    def _on_moved(self, file: "ReviewFile", path: Path, goes_on: bool) -> None:
        if file is self._file:
            self.moved.emit(path, goes_on)
            if goes_on:
                self._on_written(file, None)


def _is_held(error: GoujiError) -> bool:
    from core.store import HeldError  # not before the window is up

    return isinstance(error, HeldError)


def _write(file: "ReviewFile", job: Job[None]) -> None:  # noqa: ARG001
    file.retry()


def _copy(file: "ReviewFile", path: Path, job: Job[None]) -> None:  # noqa: ARG001
    file.copy_to(path)


def _move(file: "ReviewFile", path: Path, job: Job[bool]) -> bool:  # noqa: ARG001
    return file.save_elsewhere(path)
