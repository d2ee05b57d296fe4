"""Owns the text of a report on the screen: exactly as it is, with line numbers and its figures marked."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, QStringListModel, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextLine,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from core.cells import Span
from gui.models.source_spans import Places, SourceSpans
from gui.spans import ShownText
from gui.theme import SPACE, Role, Theme
from gui.views.source_gutter import Gutter


class SourceView(QPlainTextEdit):
    """The text, read-only. Positions in and out are core's code points."""

    clicked_at = Signal(int)
    find_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = ShownText("")
        self._spans = SourceSpans()
        self._marks = Places()
        self._current: Span | None = None
        self._found = Places()
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
        self._gutter = Gutter(theme, self, self)
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
        self._marks, self._current, self._found = Places(), None, Places()
        if shown is not self._shown:
            self._shown = shown
            self.setPlainText(shown.text)
        self._spans = spans
        self.viewport().update()

    def mark(self, spans: Iterable[Span], current: Span | None) -> None:
        """Mark `spans`, and `current` most of all; bring `current` comfortably into sight."""
        self._marks, self._current = Places(sorted(spans)), current
        if current is not None:
            self.reveal(current, is_selected=False)
        self.viewport().update()

    def show_found(self, found: Places) -> None:
        """Highlight what was found."""
        self._found = found
        self.viewport().update()

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
        # What was found is selected while the find bar has the focus.
        selection = self._theme.colour(Role.SELECTION)
        palette.setColor(QPalette.ColorGroup.Inactive, QPalette.ColorRole.Highlight, selection)
        self.setPalette(palette)
        self._gutter.update()

    def _is_comfortable(self, cursor: QTextCursor) -> bool:
        """Whether it is in sight and not at the very edge; asks no layout of far away lines."""
        block = cursor.block().blockNumber()
        bottom = QPoint(self.viewport().width() - 1, self.viewport().height() - 1)
        last = self.cursorForPosition(bottom).blockNumber()
        if not self.firstVisibleBlock().blockNumber() <= block <= last:
            return False
        rect = self.cursorRect(cursor)
        height = self.viewport().height()
        edge = min(3 * rect.height(), height // 4)
        return edge <= rect.top() and rect.bottom() <= height - edge

    # --- drawing -----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The marks go under the text, those of the lines that are to be painted; then Qt draws the text.

        Qt's own highlights (extra selections) are text formats: two hundred cost more than the text.
        """
        blocks = list(self.blocks_within(event.rect()))
        if blocks:
            painter = QPainter(self.viewport())
            self._draw_marks(painter, blocks)
            painter.end()
        super().paintEvent(event)

    def blocks_within(self, area: QRect) -> Iterator[tuple[QTextBlock, float]]:
        """The blocks that reach into `area` of the viewport, and the top of each."""
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= area.bottom():
            height = self.blockBoundingRect(block).height()
            if top + height >= area.top():
                yield block, top
            top += height
            block = block.next()

    def _draw_marks(self, painter: QPainter, blocks: Sequence[tuple[QTextBlock, float]]) -> None:
        starts = [block.position() for block, _ in blocks]
        last = blocks[-1][0]
        start = self._shown.to_core(starts[0])
        end = self._shown.to_core(last.position() + last.length())
        colour, current = self._theme.colour, self._current
        is_in_sight = current is not None and start <= current.start < end
        if current is not None and is_in_sight:
            # One narrow figure is hard to find in a page: its line is marked as well.
            block, top = blocks[bisect_right(starts, self._shown.to_qt(current.start)) - 1]
            height = self.blockBoundingRect(block).height()
            painter.fillRect(QRectF(0, top, self.viewport().width(), height), colour(Role.HOVER))
        for places, role in (
            (self._spans, Role.SPAN),
            (self._found, Role.FOUND),
            (self._marks, Role.CHECK_CELL),
        ):
            ground = colour(role)
            for span in places.over(start, end):
                for box in self._boxes(span, blocks, starts):
                    painter.fillRect(box, ground)
        if current is not None and is_in_sight:
            for box in self._boxes(current, blocks, starts):
                painter.fillRect(box, colour(Role.SPAN_CURRENT))
                under = QRectF(box.left(), box.bottom() - 1, box.width(), 2)
                painter.fillRect(under, colour(Role.CHECK_LINE))

    def _boxes(
        self, span: Span, blocks: Sequence[tuple[QTextBlock, float]], starts: Sequence[int]
    ) -> Iterator[QRectF]:
        """Where `span` is drawn: one box for each line that it has a part in."""
        start, end = self._shown.qt_span(span)
        left = self.contentOffset().x()
        for number in range(max(0, bisect_right(starts, start) - 1), len(blocks)):
            begin = starts[number]
            if begin >= end:
                return
            block, top = blocks[number]
            at, stop = max(start - begin, 0), min(end - begin, block.length() - 1)
            layout = block.layout()
            while at < stop:
                line = layout.lineForTextPosition(at)
                if not line.isValid():
                    break
                until = min(stop, line.textStart() + line.textLength())
                x = left + _cursor_x(line, at)
                width = left + _cursor_x(line, until) - x
                yield QRectF(x, top + line.y(), width, line.height())
                at = max(until, at + 1)

    def _on_update_request(self, rect: QRect, dy: int) -> None:
        if dy:
            self._gutter.scroll(0, dy)
        else:
            self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

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
        data = _mime_data()
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
        width = self._gutter.sizeHint().width()
        if width != self.viewportMargins().left():
            self.setViewportMargins(width, 0, 0, 0)
            self._place_gutter()

    def _place_gutter(self) -> None:
        inside = self.contentsRect()
        width = self._gutter.sizeHint().width()
        self._gutter.setGeometry(QRect(inside.left(), inside.top(), width, inside.height()))


def _is_find(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _cursor_x(line: QTextLine, position: int) -> float:
    """Where the caret stands before the character at `position` of the block."""
    found: Any = line.cursorToX(position)  # the position and the place, whatever the stubs say
    return float(found[0] if isinstance(found, tuple) else found)


def _mime_data() -> QMimeData:
    """Mime data without a part in Python, as a model makes it: the clipboard may hold it when Python has ended."""
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    data.clear()
    return data
