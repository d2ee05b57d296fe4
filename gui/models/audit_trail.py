"""Owns the rows of the journal pane: who did what to the open report, when and why, the latest first."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.audit import AuditEntry, EntryKind
from core.review import Review
from gui.edit_words import EditWords
from gui.theme import Role, Theme

Index = QModelIndex | QPersistentModelIndex

DISPLAY = int(Qt.ItemDataRole.DisplayRole)
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)

_ROOT = QModelIndex()


class TrailColumn(IntEnum):
    """The columns of the pane."""

    TIME = 0
    REVIEWER = 1
    WORDS = 2
    REASON = 3


class AuditTrailModel(QAbstractTableModel):
    """The journal of the open report."""

    def __init__(self, theme: Theme, words: EditWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._review: Review | None = None
        self._entries: list[AuditEntry] = []
        self._steps: dict[int, AuditEntry] = {}
        self._taken_back: set[int] = set()

    def set_trail(self, review: Review | None, entries: Sequence[AuditEntry]) -> None:
        """Show the journal of another report, or the same one with more entries; oldest first as given."""
        self.beginResetModel()
        self._review = review
        self._entries = list(reversed(entries))
        self._steps = {entry.seq: entry for entry in entries}
        self._taken_back = set()
        for entry in entries:
            if entry.refers_to is not None and entry.kind is EntryKind.UNDO:
                self._taken_back.add(entry.refers_to)
            elif entry.refers_to is not None and entry.kind is EntryKind.REDO:
                self._taken_back.discard(entry.refers_to)
        self.endResetModel()

    def repaint_all(self) -> None:
        """Colours or language are others now."""
        if self._entries:
            last = self.index(len(self._entries) - 1, len(TrailColumn) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(TrailColumn) - 1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(TrailColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != DISPLAY:
            return None
        match TrailColumn(section):
            case TrailColumn.TIME:
                return self.tr("Time")
            case TrailColumn.REVIEWER:
                return self.tr("Reviewer")
            case TrailColumn.WORDS:
                return self.tr("Step")
            case TrailColumn.REASON:
                return self.tr("Reason")

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        review = self._review
        if review is None or not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role in (DISPLAY, TOOL_TIP):
            match index.column():
                case TrailColumn.TIME:
                    form = "%Y-%m-%d %H:%M:%S" if role == DISPLAY else "%Y-%m-%d %H:%M:%S %z"
                    return entry.at.strftime(form)
                case TrailColumn.REVIEWER:
                    return entry.reviewer
                case TrailColumn.WORDS:
                    return self._what(entry, review)
                case _:
                    return entry.reason
        if role == FOREGROUND:
            faint = entry.seq in self._taken_back
            role_ = Role.TEXT_FAINT if faint else Role.TEXT
            if not faint and index.column() in (TrailColumn.TIME, TrailColumn.REVIEWER):
                role_ = Role.TEXT_SECONDARY
            return self._theme.colour(role_)
        return None

    def _what(self, entry: AuditEntry, review: Review) -> str:
        step = entry
        prefix = ""
        if entry.kind in (EntryKind.UNDO, EntryKind.REDO):
            undone = (
                self.tr("undone: %1") if entry.kind is EntryKind.UNDO else self.tr("redone: %1")
            )
            prefix = undone
            if entry.refers_to is not None:
                step = self._steps.get(entry.refers_to, entry)
        elif entry.kind is EntryKind.REREAD:
            prefix = self.tr("read anew: %1")
        if step.edit is None or step.inverse is None:
            words = step.kind.value
        else:
            words = self._words.in_full(step.edit, step.inverse, review)
        return prefix.replace("%1", words) if prefix else words
