"""Owns the strip that says in one line what has the focus: label, value, source, status, equations."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import SPACE, Role, Theme


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the line; `is_heavy` in the weight of emphasis."""

    text: str
    role: Role = Role.TEXT
    is_heavy: bool = False


class FocusStrip(QWidget):
    """Draws pieces one after the other, cut off with an ellipsis; the whole line is the tool tip."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pieces: tuple[Piece, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "  ".join(piece.text for piece in self._pieces)

    def show_pieces(self, pieces: tuple[Piece, ...]) -> None:
        """Say this."""
        if pieces == self._pieces:
            return
        self._pieces = pieces
        self.setToolTip(self.text)
        self.setAccessibleName(self.text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, QFontMetrics(self.font()).height() + 2 * SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(Role.RAISED))
        painter.setPen(self._theme.colour(Role.LINE))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        left = 2 * SPACE
        for piece in self._pieces:
            room = self.width() - left - 2 * SPACE
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
