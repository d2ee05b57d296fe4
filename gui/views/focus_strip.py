"""Owns the strip that says in one line what has the focus: label, value, source, status, equations.

Beside a corrected value stands its reason, which is typed in place.
"""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from gui.theme import SPACE, Role, Theme

_NOTE_WIDTH = 240


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the line; `is_heavy` in the weight of emphasis."""

    text: str
    role: Role = Role.TEXT
    is_heavy: bool = False


class StripLine(QWidget):
    """Draws pieces one after the other, cut off with an ellipsis; the whole line is the tool tip."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.pieces: tuple[Piece, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(200, QFontMetrics(self.font()).height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        left = 0
        for piece in self.pieces:
            room = self.width() - left
            if room <= 0:
                break
            font = QFont(self.font())
            font.setBold(piece.is_heavy)
            metrics = QFontMetrics(font)
            text = metrics.elidedText(piece.text, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.setPen(self._theme.colour(piece.role))
            painter.drawText(
                QRect(left, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, text
            )
            left += metrics.horizontalAdvance(text) + 3 * SPACE


class NoteEdit(QLineEdit):
    """A short text about something: Enter or leaving it submits, Esc takes back."""

    entered = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setFixedWidth(_NOTE_WIDTH)
        self.returnPressed.connect(self._on_return_pressed)

    def show_text(self, text: str) -> None:
        """Show what is kept; what is being typed meanwhile stays."""
        if not (self.hasFocus() and self.text() != self._shown):
            self.setText(text)
            self.setCursorPosition(0)
        self._shown = text

    def finish(self) -> None:
        """Submit what is being typed, before something else is shown."""
        text = self.text().strip()
        if text != self._shown:
            self._shown = text
            self.entered.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._shown)
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finish()

    def _on_return_pressed(self) -> None:
        self.finish()
        self.left.emit()


class FocusStrip(QWidget):
    """The line, and the reason of a correction. `reason_left` says that the keyboard wants to go back."""

    reason_entered = Signal(str)
    reason_left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line = StripLine(theme, self)
        self.reason = NoteEdit(self)
        self.reason.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, 2, 2 * SPACE, 2)
        row.setSpacing(2 * SPACE)
        row.addWidget(self._line, 1)
        row.addWidget(self.reason)
        self.setFixedHeight(self.reason.sizeHint().height() + SPACE)
        self.reason.entered.connect(self.reason_entered)
        self.reason.left.connect(self.reason_left)
        theme.changed.connect(self.update)
        self.retranslate()

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "  ".join(piece.text for piece in self._line.pieces)

    def show_pieces(self, pieces: tuple[Piece, ...]) -> None:
        """Say this."""
        if pieces != self._line.pieces:
            self._line.pieces = pieces
            self._line.setToolTip(self.text)
            self.setAccessibleName(self.text)
            self._line.update()

    def show_reason(self, reason: str | None) -> None:
        """Offer the reason of a correction for typing; None where there is no correction."""
        self.reason.setVisible(reason is not None)
        self.reason.show_text(reason or "")

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.reason.setPlaceholderText(self.tr("Reason for the correction (Ctrl+R)"))
        self.reason.setAccessibleName(self.tr("Reason for the correction (Ctrl+R)"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(Role.RAISED))
        painter.setPen(self._theme.colour(Role.LINE))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
