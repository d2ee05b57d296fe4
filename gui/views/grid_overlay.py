"""Owns what is drawn over (and under) the cells that Qt draws: lines, headings, signs, frames.

One pass over what has something to say; Python does nothing for a cell that has not.
"""

from PySide6.QtCore import QLine, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QTableView

from gui.models.grid_looks import Sign
from gui.models.grid_shape import GridShape
from gui.models.table_grid import TableGridModel
from gui.theme import Role, Theme
from gui.views.grid_headers import LabelPainter
from gui.views.grid_signs import SignPainter

_VEIL_ALPHA = 48
_SIGNLESS = int(Sign.ZERO | Sign.BLANK | Sign.MISSING)


class Overlay:
    """Draws on the viewport of `view`, which shows `model`."""

    def __init__(
        self, view: QTableView, model: TableGridModel, theme: Theme, labels: LabelPainter
    ) -> None:
        self._view = view
        self._model = model
        self._theme = theme
        self._labels = labels
        self._signs = SignPainter(theme)
        self.lines: list[QLine] = []
        """Between the cells, counted from the first cell's corner."""

    def forget(self) -> None:
        """Colours or font have changed."""
        self._signs.forget()

    def draw_grounds(self) -> None:
        """Qt leaves the ground of a selected cell to its own fill, which is none here."""
        painter = QPainter(self._view.viewport())
        for index in self._view.selectedIndexes():
            ground = self._model.itemFromIndex(index).background()
            if ground.style() != Qt.BrushStyle.NoBrush:
                rect = self._view.visualRect(index)
                painter.setBrushOrigin(rect.topLeft())
                painter.fillRect(rect, ground)
        painter.end()

    def draw(self, area: QRect) -> None:
        """Draw what stands over the cells in `area`."""
        shape = self._model.shape
        if shape is None:
            return
        painter = QPainter(self._view.viewport())
        painter.setFont(self._view.font())
        self._draw_headings(painter, shape, area)
        columns, rows = self._view.horizontalHeader(), self._view.verticalHeader()
        painter.translate(-columns.offset(), -rows.offset())
        painter.setPen(self._theme.colour(Role.LINE))
        painter.drawLines(self.lines)
        painter.resetTransform()
        for (row, column), looks in self._model.signed.items():
            rect = self._view.visualRect(self._model.index(row, column))
            if looks.signs & ~_SIGNLESS and rect.intersects(area):
                self._signs.draw(painter, rect, looks)
        self._draw_selected(painter)
        self._draw_current(painter)
        painter.end()

    def _draw_headings(self, painter: QPainter, shape: GridShape, area: QRect) -> None:
        """A heading is written across row labels and body; here is the body's part of it."""
        lead = self._view.verticalHeader().width() if shape.label_levels else 0
        for label in shape.body_labels:
            rect = self._view.visualRect(self._model.index(label.row, label.column))
            if label.is_heading and rect.intersects(area):
                right = min(rect.right(), self._view.viewport().width() - 1)
                whole = QRect(-lead, rect.y(), lead + right + 1, rect.height())
                self._labels.draw(painter, rect, whole, label.text)

    def _draw_selected(self, painter: QPainter) -> None:
        """A veil over a selected block, which leaves signs and grounds to be seen."""
        indexes = self._view.selectedIndexes()
        if len(indexes) < 2:
            return
        veil = QColor(self._theme.colour(Role.CURRENT))
        veil.setAlpha(_VEIL_ALPHA)
        for index in indexes:
            if self._model.ref_at(index) is not None:
                painter.fillRect(self._view.visualRect(index), veil)

    def _draw_current(self, painter: QPainter) -> None:
        index = self._view.currentIndex()
        if self._model.ref_at(index) is None:
            return
        role = Role.CURRENT if self._view.hasFocus() else Role.LINE_STRONG
        pen = QPen(self._theme.colour(role), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._view.visualRect(index).adjusted(1, 1, -2, -2))
