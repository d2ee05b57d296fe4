"""Owns how a table of rows looks that is read and chosen from line by line, as all panes below the grids are."""

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from gui.models.rows import RowsModel
from gui.theme import SPACE, Theme
from gui.views.ink import InkDelegate

Column = TypeVar("Column", bound=int)

_IN_SIGHT = 8
"""So many rows a pane would like to show."""


def lay_rows(view: QTableView, model: QAbstractItemModel, *, several: bool = False) -> None:
    """Show `model` in `view` as plain lines; `several` of them can be chosen at once."""
    view.setModel(model)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    mode = QAbstractItemView.SelectionMode
    view.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setTabKeyNavigation(False)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.setItemDelegate(InkDelegate(view))


def choose_row(view: QTableView, row: int | None, column: int) -> None:
    """Make the cell in `row` the current one and its row alone the chosen one; None chooses nothing."""
    if row is None:
        view.selectionModel().clear()
        return
    flags = (
        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    )
    view.selectionModel().setCurrentIndex(view.model().index(row, column), flags)


class RowsPane(QTableView):
    """A pane of rows below the grids; it follows font, language and colours.

    `widths` are in characters (a Chinese one counts two); the column `stretched` takes the room that is left,
    else the last one does.
    """

    def __init__(
        self,
        model: RowsModel,
        theme: Theme,
        widths: Mapping[Column, int],
        stretched: Column | None = None,
        *,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        model.setParent(self)
        self._rows = model
        self._widths = {int(column): width for column, width in widths.items()}
        self._stretched = stretched
        lay_rows(self, model, several=several)
        self._set_sizes()
        theme.changed.connect(model.repaint_all)

    def changeEvent(self, event: QEvent) -> None:
        """The language or the font in force has changed."""
        if event.type() == QEvent.Type.LanguageChange:
            self._rows.repaint_all()
        elif event.type() == QEvent.Type.FontChange:
            self._set_sizes()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Room for a few rows."""
        return QSize(600, _IN_SIGHT * self.verticalHeader().defaultSectionSize())

    def _set_sizes(self) -> None:
        """Once, from the font: measuring contents is slow."""
        metrics = QFontMetrics(self.font())
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(self._stretched is None)
        if self._stretched is not None:
            header.setSectionResizeMode(self._stretched, QHeaderView.ResizeMode.Stretch)
        for column, width in self._widths.items():
            self.setColumnWidth(column, width * metrics.horizontalAdvance("0"))
        vertical = self.verticalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(metrics.height() + 2 * SPACE)
