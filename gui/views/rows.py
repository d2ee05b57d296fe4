"""Owns how a table of rows looks that is read and chosen from line by line, as all panes below the grids are."""

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from gui.theme import SPACE
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


def size_rows(
    view: QTableView, widths: Mapping[Column, int], stretched: Column | None = None
) -> None:
    """Widths once, from the font, in characters (a Chinese one counts two): measuring contents is slow.

    The column `stretched` takes the room that is left, else the last one does.
    """
    metrics = QFontMetrics(view.font())
    character = metrics.horizontalAdvance("0")
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setStretchLastSection(stretched is None)
    if stretched is not None:
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    for column, width in widths.items():
        view.setColumnWidth(column, width * character)
    vertical = view.verticalHeader()
    vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    vertical.setDefaultSectionSize(metrics.height() + 2 * SPACE)


def rows_hint(view: QTableView) -> QSize:
    """The size that a pane of such rows asks for."""
    return QSize(600, _IN_SIGHT * view.verticalHeader().defaultSectionSize())
