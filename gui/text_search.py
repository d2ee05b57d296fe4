"""Owns the search of the texts of a folder: one at a time, handed over in parts."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.errors import GoujiError
from gui.listed import ListedReport, search_line
from gui.workers import Handlers, Job, Workers

_BATCH = 200
"""Rows after which what was found is handed over."""


class TextSearch(QObject):
    """Looks for words in the texts of a folder; a later search takes the place of the one under way."""

    found = Signal(object, object)  # words, sources whose line or text holds all of them

    def __init__(self, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._job: Job[None] | None = None

    def begin(self, folder: Path, rows: Sequence[ListedReport], words: Sequence[str]) -> None:
        """Find the `rows` whose line or text holds all `words`; single characters alone find too much."""
        self.stop()
        if any(len(word) > 1 for word in words):
            self._job = self._workers.start(
                partial(_search, folder, rows, tuple(words)),
                Handlers(delivered=partial(self.found.emit, tuple(words))),
            )

    def stop(self) -> None:
        """Look no further."""
        if self._job is not None:
            self._job.cancel()
            self._job = None


def _search(
    folder: Path, rows: Sequence[ListedReport], words: Sequence[str], job: Job[None]
) -> None:
    """Hand over the sources of `rows` whose line or text holds all `words`, in parts."""
    from core.text import read_text

    found: set[str] = set()
    for done, row in enumerate(rows, start=1):
        line = search_line(row)
        missing = [word for word in words if word.casefold() not in line]
        if missing:
            try:
                text = read_text(folder / row.source).text
            except GoujiError:
                continue  # the list says of the file itself that it cannot be read
            missing = [word for word in missing if word not in text]
        if not missing:
            found.add(row.source)
        if done % _BATCH == 0:
            job.progress(done, len(rows))
            if found:
                job.deliver(frozenset(found))
                found.clear()
    job.deliver(frozenset(found))
