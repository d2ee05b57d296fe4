"""Owns how rows of the panes below are drawn: signs keep their colours where a row is chosen."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.theme import MARGIN, SPACE

_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)


class InkDelegate(QStyledItemDelegate):
    """As Qt draws rows, but in the colour of the model also when chosen, and without a frame in a chosen row.

    `is_airy`: with room above and below the words, where the view does not set the height of its rows.
    """

    def __init__(self, parent: QObject | None = None, *, is_airy: bool = False) -> None:
        super().__init__(parent)
        self._air = 2 * SPACE if is_airy else 0

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), size.height() + self._air)

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        ink = index.data(_FOREGROUND)
        if ink is not None:
            option.palette.setColor(QPalette.ColorRole.HighlightedText, ink)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if option.displayAlignment & Qt.AlignmentFlag.AlignRight:
            option.text += MARGIN
