"""Owns finding words in a source text, however they are printed there.

Text and query are folded alike: Traditional finds Simplified, full width finds half width, and bracketed
pinyin is overlooked. Folding loads OpenCC and numpy and takes its time with a long text, so it runs beside
the GUI thread, once a text.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from core.cells import Span
from gui.models.source_spans import Places

if TYPE_CHECKING:
    from core.extract.folding.fold import Squeezed

FOUND_LIMIT = 9_999
"""So many places are found at most; nobody steps through more."""


class _News(QObject):
    """Brings the folded text to the GUI thread."""

    ready = Signal(int, object)


class _Fold(QRunnable):
    def __init__(self, number: int, text: str, news: _News) -> None:
        super().__init__()
        self._number = number
        self._text = text
        self._news = news

    def run(self) -> None:
        self._news.ready.emit(self._number, _folded(self._text))


class SourceSearch(QObject):
    """Finds in one text at a time; `ready` when a text can be searched."""

    ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._number = 0
        self._text: str | None = None
        self._folded: Squeezed | None = None
        self._news = _News(self)
        self._news.ready.connect(self._on_ready)

    @property
    def is_ready(self) -> bool:
        """Whether the text can be searched now."""
        return self._folded is not None

    def take(self, text: str) -> None:
        """Make `text` ready to be searched, unless it is that already."""
        if text is self._text:
            return
        self._text, self._folded = text, None
        self._number += 1
        self._pool.start(_Fold(self._number, text, self._news))

    def forget(self) -> None:
        """Hold no text; what is still under way is dropped."""
        self._text, self._folded = None, None
        self._number += 1

    def find(self, query: str) -> Places:
        """Where the text has `query`, without overlaps; nothing while it is not ready."""
        if self._folded is None:
            return Places()
        wanted = _folded(query).text
        text = self._folded.text
        lowered = text.lower()
        # Lower case of some letters is longer: then case counts, or positions would shift.
        if len(lowered) == len(text):
            text, wanted = lowered, wanted.lower()
        found: list[Span] = []
        at = text.find(wanted) if wanted else -1
        while at >= 0 and len(found) < FOUND_LIMIT:
            end = at + len(wanted)
            found.append(self._folded.span(at, end))
            at = text.find(wanted, end)
        return Places(found)

    def _on_ready(self, number: int, folded: "Squeezed") -> None:
        if number == self._number:
            self._folded = folded
            self.ready.emit()


def _folded(text: str) -> "Squeezed":
    # Imported late: it brings the whole reader with it, which the window does without when it starts.
    from core.extract.folding.fold import fold, squeeze

    return squeeze(fold(text))
