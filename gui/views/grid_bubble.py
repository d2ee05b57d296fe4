"""Owns the bubble at a cell of a grid: why something is refused there, or what there is to know."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from core.cells import CellRef
from gui.theme import SPACE, Role, Theme, small_font
from gui.views.grid_metrics import WRAP
from gui.views.grid_view import GridView

_WIDTH = 280


class Bubble(QFrame):
    """A few words beside a cell of `view`. It takes neither focus nor clicks, and goes when the cell is left."""

    def __init__(self, theme: Theme, view: GridView, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self._view = view
        self._theme = theme
        self._text = ""
        self._role = Role.FAIL
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFont(small_font(parent.font()))
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return self._text if self.isVisible() else ""

    def say(self, text: str, ref: CellRef, role: Role = Role.FAIL) -> None:
        """Appear with `text` below the cell, or above it. `role` is FAIL for a refusal, LOOK for news."""
        rect = self._view.cell_rect(ref)
        cell = QRect(self._view.viewport().mapTo(self._ground, rect.topLeft()), rect.size())
        self._text, self._role = text, role
        self.setAccessibleName(text)
        size = self.sizeHint()
        room = self._ground.rect()
        x = max(0, min(cell.right() + 1 - size.width(), room.width() - size.width()))
        below = cell.bottom() + SPACE
        fits = below + size.height() <= room.height()
        y = below if fits else max(0, cell.top() - SPACE - size.height())
        self.setGeometry(QRect(QPoint(x, y), size))
        self.show()
        self.raise_()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def sizeHint(self) -> QSize:
        """The room that its text takes within a comfortable width."""
        limit = min(_WIDTH, max(self._ground.width() - 4 * SPACE, 120))
        text = self.fontMetrics().boundingRect(QRect(0, 0, limit, 1000), int(WRAP), self._text)
        return QSize(text.width() + 5 * SPACE, text.height() + 2 * SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """A framed note with a bar at its left."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(_GROUNDS[self._role]))
        painter.fillRect(0, 0, SPACE - 1, self.height(), self._theme.colour(self._role))
        painter.setPen(self._theme.colour(self._role))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setPen(self._theme.colour(Role.TEXT))
        inner = self.rect().adjusted(3 * SPACE, SPACE, -SPACE, -SPACE)
        painter.drawText(inner, int(WRAP | Qt.AlignmentFlag.AlignVCenter), self._text)
        painter.end()


_GROUNDS = {Role.FAIL: Role.FAIL_BACKGROUND, Role.LOOK: Role.LOOK_BACKGROUND}
