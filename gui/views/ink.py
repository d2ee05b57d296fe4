"""Owns how rows of the panes below are drawn: signs keep their colours where a row is chosen."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.theme import MARGIN

_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)


class InkDelegate(QStyledItemDelegate):
    """As Qt draws rows, but in the colour of the model also when chosen, and without a frame in a chosen row."""

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
