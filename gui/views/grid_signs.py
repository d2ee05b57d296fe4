"""Owns the signs over a cell: shapes that say how the figure stands, so that colour is never alone."""

from PySide6.QtCore import QLine, QPoint, QRect, Qt
from PySide6.QtGui import QBrush, QFont, QPainter, QPen, QPolygon

from gui.models.grid_looks import Sign
from gui.theme import SPACE, Role, Theme
from gui.views.grid_metrics import SIGN_ROOM

_CORNER = 2 * SPACE - 1
_CROSS = SPACE - 1
_BAR = SPACE // 2
_FIGURE_MARGIN = SPACE - 1
"""Where Qt's own delegate leaves off writing a figure, from the right edge of its cell."""


def sign_rect(cell: QRect) -> QRect:
    """The place of ? and ! in a cell; a click there opens the readings."""
    side = SIGN_ROOM + 2
    return QRect(cell.x() + 2, cell.center().y() - side // 2 + 1, side, side)


class SignPainter:
    """Draws the signs of one cell in the colours of the theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def draw(self, painter: QPainter, cell: QRect, signs: int, text: str) -> None:
        """Draw `signs` over the cell at `cell`, whose figure is `text`."""
        found = Sign(signs)
        if found & Sign.IN_CHECK:
            painter.setPen(self._theme.colour(Role.CHECK_LINE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(cell.adjusted(0, 0, -2, -2))
        if found & Sign.CORRECTED:
            self._corner(painter, cell)
        if found & Sign.INFERRED:
            self._underline(painter, cell, text)
        if found & Sign.AMBIGUOUS:
            self._chip(painter, cell, "?")
        elif found & Sign.INVALID:
            self._chip(painter, cell, "!")
            self._printed(painter, cell, text)
        elif found & Sign.FAILING:
            self._cross(painter, cell, Role.FAIL)
        elif found & Sign.PART:
            painter.fillRect(cell.x(), cell.y(), _BAR, cell.height(), self._theme.colour(Role.FAIL))
        elif found & Sign.JUDGED:
            self._cross(painter, cell, Role.UNDECIDED)

    def _corner(self, painter: QPainter, cell: QRect) -> None:
        right, top = cell.right(), cell.top()
        triangle = QPolygon(
            [QPoint(right - _CORNER, top), QPoint(right, top), QPoint(right, top + _CORNER)]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Role.CORRECTED))
        painter.drawPolygon(triangle)

    def _underline(self, painter: QPainter, cell: QRect, text: str) -> None:
        font = painter.fontMetrics()
        right = cell.right() - _FIGURE_MARGIN
        y = cell.center().y() + font.height() // 2
        pen = QPen(self._theme.colour(Role.LOOK_LINE), 2)
        pen.setDashPattern([1.0, 1.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(right - max(font.horizontalAdvance(text), 3 * SPACE), y, right, y)

    def _chip(self, painter: QPainter, cell: QRect, sign: str) -> None:
        rect = sign_rect(cell)
        painter.setPen(QPen(self._theme.colour(Role.LOOK_LINE), 1))
        painter.setBrush(QBrush(self._theme.colour(Role.BASE)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawEllipse(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        font = QFont(painter.font())
        heavy = QFont(font)
        heavy.setBold(True)
        painter.setFont(heavy)
        painter.setPen(self._theme.colour(Role.LOOK))
        painter.drawText(rect.adjusted(1, 1, 0, 0), Qt.AlignmentFlag.AlignCenter, sign)
        painter.setFont(font)

    def _printed(self, painter: QPainter, cell: QRect, text: str) -> None:
        """What is printed instead of a number, as much of it as fits beside the sign."""
        room = cell.adjusted(SIGN_ROOM + 2 * SPACE, 0, -SPACE, 0)
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, cut)

    def _cross(self, painter: QPainter, cell: QRect, role: Role) -> None:
        x, y = cell.x() + SPACE + _CROSS, cell.center().y() + 1
        painter.setPen(QPen(self._theme.colour(role), 2 if role is Role.FAIL else 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawLines(
            [
                QLine(x - _CROSS, y - _CROSS, x + _CROSS, y + _CROSS),
                QLine(x - _CROSS, y + _CROSS, x + _CROSS, y - _CROSS),
            ]
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
