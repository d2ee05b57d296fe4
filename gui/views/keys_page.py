"""Owns the table of keys that F1 shows: read from the actions, so that it cannot say anything else."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.theme import SPACE

KeyRows = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""Sections: title, and for each line its keys and what they do."""

_COLUMNS = 2


class KeysPage(QScrollArea):
    """A sheet over the window; any of Esc, F1 or a click on it closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_rows(self, sections: KeyRows) -> None:
        """Lay the sections out in two columns."""
        sheet = QWidget(self)
        outer = QVBoxLayout(sheet)
        outer.setContentsMargins(8 * SPACE, 6 * SPACE, 8 * SPACE, 6 * SPACE)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10 * SPACE)
        grid.setVerticalSpacing(4 * SPACE)
        heavy = QFont(self.font())
        heavy.setBold(True)
        for at, (title, lines) in enumerate(sections):
            block = QGridLayout()
            block.setHorizontalSpacing(4 * SPACE)
            block.setVerticalSpacing(SPACE)
            head = QLabel(title, sheet)
            head.setFont(heavy)
            block.addWidget(head, 0, 0, 1, 2)
            for line, (keys, words) in enumerate(lines, start=1):
                key_label = QLabel(keys, sheet)
                key_label.setForegroundRole(key_label.foregroundRole())
                block.addWidget(key_label, line, 0)
                block.addWidget(QLabel(words, sheet), line, 1)
            block.setColumnStretch(1, 1)
            block.setRowStretch(len(lines) + 1, 1)
            grid.addLayout(block, at // _COLUMNS, at % _COLUMNS)
        outer.addLayout(grid)
        outer.addStretch(1)
        self.setWidget(sheet)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)


def native_keys(shortcuts: Sequence[str]) -> str:
    """Keys as this system writes them."""
    return "  ".join(
        QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) for keys in shortcuts
    )
