"""Owns the signs over a cell: shapes that say how the figure stands, so that colour is never alone."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPixmap, QPolygonF

from gui.models.grid_looks import Looks, Sign
from gui.theme import SPACE, Role, Theme
from gui.views.grid_metrics import SIGN_ROOM

_SIDE = SIGN_ROOM + 2
_CORNER = 2 * SPACE - 1
_CROSS = SPACE - 0.5
_BAR = SPACE // 2
_DOTS_HEIGHT = SPACE
_FIGURE_MARGIN = SPACE - 1
"""Where Qt's own delegate leaves off writing a figure, from the right edge of its cell."""


def sign_rect(cell: QRect) -> QRect:
    """The place of ? and ! in a cell; a click there opens the readings."""
    return QRect(cell.x() + 2, cell.center().y() - _SIDE // 2 + 1, _SIDE, _SIDE)


class SignPainter:
    """Draws the signs of one cell in the colours of the theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._stamps: dict[tuple[int, float], QPixmap] = {}

    def forget(self) -> None:
        """The colours or the font have changed: the signs are to be drawn anew."""
        self._stamps.clear()

    def draw(self, painter: QPainter, cell: QRect, looks: Looks) -> None:
        """Draw the signs of `looks` over the cell at `cell`."""
        text, signs, ghost = looks
        if signs & _IN_CHECK:
            painter.setPen(self._theme.colour(Role.CHECK_LINE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(cell.adjusted(0, 0, -2, -2))
        if signs & _CORRECTED:
            painter.drawPixmap(
                cell.right() + 1 - _CORNER, cell.top(), self._stamp(painter, _CORRECTED)
            )
        if signs & _INFERRED:
            self._underline(painter, cell, text)
        if signs & _INVALID:
            self._printed(painter, cell, text)
        if signs & _PART:
            painter.fillRect(cell.x(), cell.y(), _BAR, cell.height(), self._theme.colour(Role.FAIL))
        if ghost:
            self._ghost(painter, cell, looks)
        for sign in _DEGREES:
            if signs & sign:
                at = cell.bottomLeft() + QPoint(2, -_DOTS_HEIGHT - 1)
                painter.drawPixmap(at, self._stamp(painter, sign))
        for sign in _AT_LEFT:
            if signs & sign:
                painter.drawPixmap(sign_rect(cell).topLeft(), self._stamp(painter, sign))
                return

    def _stamp(self, painter: QPainter, sign: int) -> QPixmap:
        """The picture of `sign`: drawn once, as smooth lines cost much and there may be hundreds."""
        ratio = painter.device().devicePixelRatioF()
        if (sign, ratio) not in self._stamps:
            width, height = _SIZES.get(sign, (_SIDE, _SIDE))
            picture = QPixmap(round(width * ratio), round(height * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            brush = QPainter(picture)
            brush.setRenderHint(QPainter.RenderHint.Antialiasing)
            brush.setFont(painter.font())
            _DRAWN[sign](brush, QRectF(0, 0, width, height), self._theme)
            brush.end()
            self._stamps[sign, ratio] = picture
        return self._stamps[sign, ratio]

    def _underline(self, painter: QPainter, cell: QRect, text: str) -> None:
        font = painter.fontMetrics()
        right = cell.right() - _FIGURE_MARGIN
        y = cell.center().y() + font.height() // 2
        pen = QPen(self._theme.colour(Role.LOOK_LINE), 2)
        pen.setDashPattern([1.0, 1.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(right - max(font.horizontalAdvance(text), 3 * SPACE), y, right, y)

    def _ghost(self, painter: QPainter, cell: QRect, looks: Looks) -> None:
        """What is not there, to the left of what is: slanted, and never in the ink of a figure."""
        is_suggested = looks.signs & _SUGGESTED
        figure = painter.fontMetrics().horizontalAdvance(looks.text)
        room = cell.adjusted(0, 0, -_FIGURE_MARGIN - (figure + SPACE if figure else 0), 0)
        upright = painter.font()
        slanted = QFont(upright)
        slanted.setItalic(True)
        painter.setFont(slanted)
        painter.setPen(self._theme.colour(Role.CORRECTED if is_suggested else Role.TEXT_SECONDARY))
        painter.drawText(
            room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, looks.ghost
        )
        painter.setFont(upright)

    def _printed(self, painter: QPainter, cell: QRect, text: str) -> None:
        """What is printed instead of a number, as much of it as fits beside the sign."""
        room = cell.adjusted(SIGN_ROOM + 2 * SPACE, 0, -SPACE, 0)
        painter.setPen(self._theme.colour(Role.LOOK))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, cut)


def _draw_corner(painter: QPainter, box: QRectF, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(Role.CORRECTED))
    painter.drawPolygon(QPolygonF([box.topLeft(), box.topRight(), box.bottomRight()]))


def _draw_chip(painter: QPainter, box: QRectF, theme: Theme, sign: str) -> None:
    painter.setPen(QPen(theme.colour(Role.LOOK_LINE), 1))
    painter.setBrush(theme.colour(Role.BASE))
    painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    font = QFont(painter.font())
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(theme.colour(Role.LOOK))
    painter.drawText(box.adjusted(0.5, 0, 0.5, 0), Qt.AlignmentFlag.AlignCenter, sign)


def _draw_cross(painter: QPainter, box: QRectF, theme: Theme, role: Role, width: int) -> None:
    painter.setPen(QPen(theme.colour(role), width))
    for slope in (-1, 1):
        offset = QPointF(_CROSS, slope * _CROSS)
        painter.drawLine(box.center() - offset, box.center() + offset)


def _draw_dots(painter: QPainter, box: QRectF, theme: Theme, dots: int) -> None:
    """A ring for none."""
    painter.setPen(QPen(theme.colour(Role.LOOK_LINE if not dots else Role.PASS), 1))
    if dots:
        painter.setBrush(theme.colour(Role.PASS))
    side = box.height() - 1
    for dot in range(max(dots, 1)):
        painter.drawEllipse(QRectF(0.5 + dot * (side + 1.5), 0.5, side, side))


_DRAWN: Mapping[int, Callable[[QPainter, QRectF, Theme], None]] = {
    int(Sign.CORRECTED): _draw_corner,
    int(Sign.AMBIGUOUS): partial(_draw_chip, sign="?"),
    int(Sign.INVALID): partial(_draw_chip, sign="!"),
    int(Sign.FAILING): partial(_draw_cross, role=Role.FAIL, width=2),
    int(Sign.JUDGED): partial(_draw_cross, role=Role.UNDECIDED, width=1),
    int(Sign.UNCONFIRMED): partial(_draw_dots, dots=0),
    int(Sign.CONFIRMED_ONCE): partial(_draw_dots, dots=1),
    int(Sign.CONFIRMED): partial(_draw_dots, dots=2),
}
_DEGREES = tuple(int(sign) for sign in (Sign.UNCONFIRMED, Sign.CONFIRMED_ONCE, Sign.CONFIRMED))
_SIZES = {
    int(Sign.CORRECTED): (_CORNER, _CORNER),
    **dict.fromkeys(_DEGREES, (3 * _DOTS_HEIGHT, _DOTS_HEIGHT)),
}
_IN_CHECK, _CORRECTED, _INFERRED = int(Sign.IN_CHECK), int(Sign.CORRECTED), int(Sign.INFERRED)
_INVALID, _PART, _SUGGESTED = int(Sign.INVALID), int(Sign.PART), int(Sign.SUGGESTED)
_AT_LEFT = tuple(int(sign) for sign in (Sign.AMBIGUOUS, Sign.INVALID, Sign.FAILING, Sign.JUDGED))
