"""Owns the pane of the source text: what the window knows of it, and finding words in it."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.cells import Span
from core.reports import Reading, Report
from gui.models.source_search import FOUND_LIMIT, SourceSearch
from gui.models.source_spans import Places, SourceSpans
from gui.spans import ShownText
from gui.theme import Theme
from gui.views.layouts import pile
from gui.views.source_find import FindBar
from gui.views.source_view import SourceView

_QUERY_LENGTH = 60


class SourcePane(QWidget):
    """The text of a report, read-only, with its figures marked; every position is core's code points.

    Ctrl+F finds while the pane has the focus; `open_find` does so from anywhere.
    """

    span_clicked = Signal(int)
    """The position that was clicked, where a figure stands that is read into a cell."""
    cell_clicked = Signal(object)
    """The CellRef of the figure that was clicked; the likeliest where several readings share it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self._spans = SourceSpans()
        self._found = Places()
        self._found_at = -1
        self._view = SourceView(theme, self)
        self._find = FindBar(self)
        self._search = SourceSearch(self)
        self.setFocusProxy(self._view)
        pile(self, self._find, self._view, stretched=self._view)
        self._view.clicked_at.connect(self._on_clicked_at)
        self._view.find_wanted.connect(self.open_find)
        self._find.query_changed.connect(self._on_query_changed)
        self._find.step_wanted.connect(self._on_step_wanted)
        self._find.closed.connect(self._on_find_closed)
        self._search.ready.connect(self._on_search_ready)
        theme.changed.connect(self._view.follow_theme)
        self._retranslate()

    # --- what the window uses ----------------------------------------------------------------------

    def show_report(self, report: Report | None, reading: Reading | None = None) -> None:
        """Show the text of `report` and the places of the cells of `reading`; nothing for None.

        The same report with another reading (the form was corrected) keeps the place.
        """
        if reading is None and report is not None:
            reading = report.reading
        self._spans = SourceSpans(reading.cells if reading is not None else None)
        if report is None or self._report is None or report.text is not self._report.text:
            shown = ShownText(report.text.text if report is not None else "")
            self._search.forget()
        else:
            shown = self._view.shown
        self._report = report
        self._view.show_text(shown, self._spans)
        self._found, self._found_at = Places(), -1
        if self._find.isVisible():
            self._search.take(shown.core)

    def mark(self, spans: Iterable[Span], current: Span | None = None) -> None:
        """Mark `spans` (the cells of a check) and, more, `current`; bring `current` into sight."""
        self._view.mark(spans, current)

    def clear_marks(self) -> None:
        """Mark nothing."""
        self._view.mark((), None)

    def open_find(self) -> None:
        """Open the find bar, with what is selected in the text to begin with."""
        selected = self.selected_text()
        is_query = 0 < len(selected) <= _QUERY_LENGTH and "\n" not in selected
        self._find.open(selected if is_query else "")
        self._search.take(self._view.shown.core)

    def selected_text(self) -> str:
        """What is selected, as the source has it."""
        mime = self._view.createMimeDataFromSelection()
        return mime.text()

    @property
    def find_bar(self) -> FindBar:
        """The bar, for those who drive it."""
        return self._find

    @property
    def view(self) -> SourceView:
        """The text on the screen."""
        return self._view

    # --- events ------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """The language in force has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F3 steps on, also from the text; Esc there closes the bar."""
        if event.key() == Qt.Key.Key_F3:
            shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._on_step_wanted(-1 if shifted else 1)
        elif event.key() == Qt.Key.Key_Escape and self._find.isVisible():
            self._find.close_bar()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _retranslate(self) -> None:
        self._view.setAccessibleName(self.tr("Source text"))

    # --- clicks ------------------------------------------------------------------------------------

    def _on_clicked_at(self, position: int) -> None:
        found = self._spans.at(position)
        if found is not None:
            self.span_clicked.emit(position)
            self.cell_clicked.emit(found[1])

    # --- finding -----------------------------------------------------------------------------------

    def _on_query_changed(self) -> None:
        self._search.take(self._view.shown.core)
        if self._search.is_ready:
            self._look_up()

    def _on_search_ready(self) -> None:
        if self._find.isVisible():
            self._look_up()

    def _look_up(self) -> None:
        """Find anew, and go to the first place from where the text is now."""
        start = self._view.shown.to_core(self._view.textCursor().selectionStart())
        self._found = self._search.find(self._find.query)
        self._view.show_found(self._found)
        count = len(self._found)
        at = self._found.first_from(start) if count else -1
        self._go(0 if at == count else at)

    def _on_step_wanted(self, step: int) -> None:
        count = len(self._found)
        if count:
            self._go((self._found_at + step) % count)

    def _go(self, at: int) -> None:
        self._found_at = at
        count = len(self._found)
        if count:
            self._view.reveal(self._found.spans[at], is_selected=True)
        self._find.say_count(at + 1, count, count >= FOUND_LIMIT)

    def _on_find_closed(self) -> None:
        self._found, self._found_at = Places(), -1
        self._view.show_found(self._found)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
