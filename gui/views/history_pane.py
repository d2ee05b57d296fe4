"""Owns the pane of the journal: what was done to the open report, by whom, when and why."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from core.audit import AuditEntry
from core.review import Review
from gui.edit_words import EditWords
from gui.models.audit_trail import AuditTrailModel, TrailColumn
from gui.theme import SPACE, Theme
from gui.views.ink import InkDelegate


class HistoryPane(QTableView):
    """The journal of the open report, the latest entry on top."""

    def __init__(self, theme: Theme, words: EditWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words.setParent(self)
        self.trail = AuditTrailModel(theme, words, self)
        self.setModel(self.trail)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setItemDelegate(InkDelegate(self))
        self._set_sizes()
        theme.changed.connect(self.trail.repaint_all)

    def show_trail(self, review: Review | None, entries: Sequence[AuditEntry]) -> None:
        """Show these entries, oldest first as given."""
        self.trail.set_trail(review, entries)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.trail.repaint_all()
        elif event.type() == QEvent.Type.FontChange:
            self._set_sizes()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(600, 8 * self.verticalHeader().defaultSectionSize())

    def _set_sizes(self) -> None:
        metrics = QFontMetrics(self.font())
        character = metrics.horizontalAdvance("0")
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(TrailColumn.WORDS, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(TrailColumn.TIME, 22 * character)
        self.setColumnWidth(TrailColumn.REVIEWER, 16 * character)
        self.setColumnWidth(TrailColumn.REASON, 30 * character)
        vertical = self.verticalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(metrics.height() + 2 * SPACE)
