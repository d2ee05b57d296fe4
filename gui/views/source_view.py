"""Owns the text of a report on the screen: exactly as it is, with line numbers and its figures marked.

Only what is in sight is highlighted: two hundred highlights cost more than the text itself.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from core.cells import Span
from gui.models.source_spans import Places, SourceSpans
from gui.spans import ShownText
from gui.theme import SPACE, Role, Theme

_LINES_AROUND = 40
"""Blocks above and below what is in sight whose highlights are ready before they are scrolled to."""


class SourceView(QPlainTextEdit):
    """The text, read-only. Positions in and out are core's code points."""

    clicked_at = Signal(int)
    find_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = ShownText("")
        self._spans = SourceSpans()
        self._marks: tuple[Span, ...] = ()
        self._current: Span | None = None
        self._found = Places()
        self._ready = range(0)
        self._pressed = QPoint()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(2 * SPACE)
        self._follow_font()
        self._gutter = Gutter(self)
        self.blockCountChanged.connect(self._on_block_count_changed)
        self.updateRequest.connect(self._on_update_request)
        self.cursorPositionChanged.connect(self._gutter.update)
        self.follow_theme()

    # --- what is shown -----------------------------------------------------------------------------

    @property
    def shown(self) -> ShownText:
        """The text and its positions."""
        return self._shown

    @property
    def theme(self) -> Theme:
        """The colours in force."""
        return self._theme

    def show_text(self, shown: ShownText, spans: SourceSpans) -> None:
        """Show a text from its beginning; `spans` are the places of its cells."""
        self._marks, self._current, self._found = (), None, Places()
        self.setExtraSelections([])
        if shown is not self._shown:
            self._shown = shown
            self.setPlainText(shown.text)
        self._spans = spans
        self._highlight()

    def mark(self, spans: Iterable[Span], current: Span | None) -> None:
        """Mark `spans`, and `current` most of all; bring `current` comfortably into sight."""
        self._marks, self._current = tuple(spans), current
        if current is not None:
            self.reveal(current, is_selected=False)
        self._highlight()

    def show_found(self, found: Places) -> None:
        """Highlight what was found."""
        self._found = found
        self._highlight()

    def reveal(self, span: Span, *, is_selected: bool) -> None:
        """Put the caret at `span` and scroll only where it is not comfortably in sight already."""
        start, end = self._shown.qt_span(span)
        cursor = self.textCursor()
        cursor.setPosition(start)
        is_comfortable = self._is_comfortable(cursor)
        if is_selected:
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        if not is_comfortable:
            self.centerCursor()

    def follow_theme(self) -> None:
        """Use the colours that are now in force."""
        palette = QPalette(self._theme.palette())
        self.setPalette(palette)
        self._highlight()
        self._gutter.update()

    def _is_comfortable(self, cursor: QTextCursor) -> bool:
        """Whether it is in sight and not at the very edge; asks no layout of far away lines."""
        block = cursor.block().blockNumber()
        first, last = self._blocks_in_sight()
        if not first <= block <= last:
            return False
        rect = self.cursorRect(cursor)
        height = self.viewport().height()
        edge = min(3 * rect.height(), height // 4)
        return edge <= rect.top() and rect.bottom() <= height - edge

    # --- highlights --------------------------------------------------------------------------------

    def _blocks_in_sight(self) -> tuple[int, int]:
        bottom = QPoint(self.viewport().width() - 1, self.viewport().height() - 1)
        return (
            self.firstVisibleBlock().blockNumber(),
            self.cursorForPosition(bottom).block().blockNumber(),
        )

    def _highlight(self) -> None:
        """Highlight what is in sight and a little around it."""
        first, last = self._blocks_in_sight()
        self._ready = range(max(0, first - _LINES_AROUND), last + _LINES_AROUND + 1)
        document = self.document()
        end = min(self._ready.stop, document.blockCount()) - 1
        end_block = document.findBlockByNumber(end)
        start = self._shown.to_core(document.findBlockByNumber(self._ready.start).position())
        stop = self._shown.to_core(end_block.position() + end_block.length())
        marked = {*self._marks, self._current}
        plain = [span for span in self._spans.between(start, stop) if span not in marked]
        marks = [span for span in self._marks if start <= span.start < stop]
        selections = self._current_line(start, stop) + self._selections(plain, Role.SPAN)
        selections += self._selections(self._found.between(start, stop), Role.FOUND)
        selections += self._selections(marks, Role.CHECK_CELL)
        if self._current is not None and start <= self._current.start < stop:
            selections += self._selections([self._current], Role.SPAN_CURRENT, is_framed=True)
        self.setExtraSelections(selections)

    def _current_line(self, start: int, stop: int) -> list[QTextEdit.ExtraSelection]:
        """The whole line of the current span: one narrow figure is hard to find in a page."""
        if self._current is None or not start <= self._current.start < stop:
            return []
        (line,) = self._selections([Span(self._current.start, self._current.start)], Role.HOVER)
        line.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # type: ignore[attr-defined]
        return [line]

    def _selections(
        self, spans: Sequence[Span], role: Role, *, is_framed: bool = False
    ) -> list[QTextEdit.ExtraSelection]:
        form = QTextCharFormat()
        form.setBackground(self._theme.colour(role))
        if is_framed:
            form.setFontUnderline(True)
        found = []
        for span in spans:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            start, end = self._shown.qt_span(span)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor  # type: ignore[attr-defined]
            selection.format = form  # type: ignore[attr-defined]
            found.append(selection)
        return found

    def _on_update_request(self, rect: QRect, dy: int) -> None:
        if dy:
            self._gutter.scroll(0, dy)
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())
        first, last = self._blocks_in_sight()
        if first < self._ready.start or last >= self._ready.stop:
            self._highlight()

    # --- keys and mouse ----------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Ctrl+F here finds in this text, whatever it does elsewhere in the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _is_find(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F opens the find bar; Enter goes to the cell of the figure at the caret."""
        if _is_find(event):
            self.find_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.clicked_at.emit(self._shown.to_core(self.textCursor().position()))
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a click from the selection of text."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a character, not the selection of text."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        is_still = (point - self._pressed).manhattanLength() < 2 * SPACE
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and is_still and not self.textCursor().hasSelection():
            position = self._character_at(point)
            if position is not None:
                self.clicked_at.emit(position)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is core's text, not what Qt makes of it."""
        cursor = self.textCursor()
        start = self._shown.to_core(cursor.selectionStart())
        end = self._shown.to_core(cursor.selectionEnd())
        data = QMimeData()
        data.setText(self._shown.core[start:end])
        return data

    def _character_at(self, point: QPoint) -> int | None:
        """The character under `point`; None beside the text."""
        cursor = self.cursorForPosition(point)
        position = cursor.position()
        rect = self.cursorRect(cursor)
        if not rect.top() <= point.y() <= rect.bottom():
            return None
        if point.x() < rect.left():
            position -= 1
        found = self._shown.to_core(max(position, 0))
        is_character = found < len(self._shown.core) and self._shown.core[found] != "\n"
        return found if is_character else None

    def changeEvent(self, event: QEvent) -> None:
        """The font in force has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._follow_font()

    def _follow_font(self) -> None:
        """Tabs as wide as three characters: reports indent by them, and the pane is narrow."""
        self.setTabStopDistance(3 * self.fontMetrics().horizontalAdvance("国"))

    # --- line numbers ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The gutter is as high as the text."""
        super().resizeEvent(event)
        self._place_gutter()

    def _on_block_count_changed(self) -> None:
        self.setViewportMargins(self._gutter.sizeHint().width(), 0, 0, 0)
        self._place_gutter()

    def _place_gutter(self) -> None:
        inside = self.contentsRect()
        width = self._gutter.sizeHint().width()
        self._gutter.setGeometry(QRect(inside.left(), inside.top(), width, inside.height()))

    def draw_line_numbers(self, painter: QPainter, area: QRect) -> None:
        """Number the lines in sight; a broken overlong line has its number once."""
        painter.fillRect(area, self._theme.colour(Role.RAISED))
        painter.setFont(self.font())
        quiet, current = self._theme.colour(Role.TEXT_FAINT), self._theme.colour(Role.TEXT)
        here = self.textCursor().blockNumber()
        block = self.firstVisibleBlock()
        height = self.fontMetrics().height()
        width = self._gutter.width() - 2 * SPACE
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= area.bottom():
            number = block.blockNumber()
            if not self._shown.is_continued(number):
                painter.setPen(current if number == here else quiet)
                painter.drawText(
                    QRect(0, round(top), width, height),
                    Qt.AlignmentFlag.AlignRight,
                    str(self._shown.line_number(number)),
                )
            top += self.blockBoundingRect(block).height()
            block = block.next()


class Gutter(QWidget):
    """The strip of line numbers."""

    def __init__(self, view: SourceView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self) -> QSize:
        """Room for the largest line number, at least three digits."""
        digits = max(3, len(str(self._view.blockCount())))
        return QSize(self._view.fontMetrics().horizontalAdvance("0") * digits + 4 * SPACE, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Number the lines."""
        painter = QPainter(self)
        self._view.draw_line_numbers(painter, event.rect())
        painter.end()


def _is_find(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier
