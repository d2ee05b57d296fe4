"""Owns the page of rules: each with its weight, a switch for the open folder, and how often it was put aside."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.models.rules import RuleColumn, RulesModel
from gui.theme import SPACE, Theme
from gui.views.ink import InkDelegate
from gui.wording import Speech

_WIDTH = 240 * SPACE


class RulesPage(QWidget):
    """A sheet over the desk; Esc closes it. Space switches the rule that is chosen."""

    closed = Signal()

    def __init__(self, theme: Theme, speech: Speech, parent: QWidget) -> None:
        super().__init__(parent)
        self.rules = RulesModel(theme, speech, self)
        self._title = QLabel(self)
        heavy = QFont(self.font())
        heavy.setBold(True)
        self._title.setFont(heavy)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self.table = QTableView(self)
        self.table.setModel(self.rules)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setItemDelegate(InkDelegate(self.table))
        self.setFocusProxy(self.table)
        sheet = QWidget(self)
        sheet.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 5 * SPACE)
        column.setSpacing(2 * SPACE)
        for widget in (self._title, self._words, self.table):
            column.addWidget(widget)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(sheet, 10)
        outer.addStretch(1)
        theme.changed.connect(self.rules.repaint_all)
        self._set_sizes()
        self.retranslate()

    def choose_first(self) -> None:
        """The first rule is the current one where none is."""
        if not self.table.currentIndex().isValid() and self.rules.rowCount():
            self.table.setCurrentIndex(self.rules.index(0, RuleColumn.RULE))

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self._title.setText(self.tr("Rules for this folder"))
        self._words.setText(
            self.tr(
                "A rule that is switched off brings no findings and its checks count as settled in this "
                "folder; the journal and the workbook say so. Counted are the reports that somebody has "
                "worked on: how often the rule spoke there and how often it was put aside. ▲ cries wolf. "
                "Space switches, Esc goes back."
            )
        )
        self.rules.repaint_all()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._set_sizes()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Space:
            self._switch(self.table.currentIndex())
        else:
            super().keyPressEvent(event)

    def _switch(self, index: QModelIndex) -> None:
        """Also where another column of the rule is the current one."""
        if index.isValid():
            first = self.rules.index(index.row(), RuleColumn.RULE)
            if self.rules.flags(first) & Qt.ItemFlag.ItemIsUserCheckable:
                is_off = first.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
                wanted = Qt.CheckState.Checked if is_off else Qt.CheckState.Unchecked
                self.rules.setData(first, wanted, Qt.ItemDataRole.CheckStateRole.value)

    def _set_sizes(self) -> None:
        metrics = QFontMetrics(self.font())
        character = metrics.horizontalAdvance("0")
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(RuleColumn.RULE, QHeaderView.ResizeMode.Stretch)
        for section, width in (
            (RuleColumn.SEVERITY, 16),
            (RuleColumn.RAISED, 12),
            (RuleColumn.DISMISSED, 12),
            (RuleColumn.SHARE, 12),
        ):
            self.table.setColumnWidth(section, width * character)
        vertical = self.table.verticalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(metrics.height() + 2 * SPACE)
