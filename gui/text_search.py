"""Owns the search of the texts of a folder: one at a time, handed over in parts."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui import folder_jobs
from gui.folder_jobs import FoundTexts
from gui.listed import ListedReport
from gui.workers import Handlers, Job, Workers


class TextSearch(QObject):
    """Looks for words in the texts of a folder; a later search takes the place of the one under way."""

    found = Signal(object, object)  # words, sources

    def __init__(self, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._job: Job[None] | None = None

    def begin(self, folder: Path, rows: Sequence[ListedReport], words: Sequence[str]) -> None:
        """Find the `rows` whose line or text holds all `words`; single characters alone find too much."""
        self.stop()
        if any(len(word) > 1 for word in words):
            self._job = self._workers.start(
                partial(folder_jobs.search, folder, rows, tuple(words)),
                Handlers(delivered=partial(self._on_found, tuple(words))),
            )

    def stop(self) -> None:
        """Look no further."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_found(self, words: tuple[str, ...], piece: object) -> None:
        if isinstance(piece, FoundTexts):
            self.found.emit(words, piece.sources)
