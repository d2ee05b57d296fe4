"""Owns the table of keys that F1 shows: read from the actions, so that it cannot say anything else."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.theme import SPACE

KeyRows = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""Sections: title, and for each line its keys and what they do."""

_COLUMNS = 3
_KEYS_WIDTH = 124


class KeysPage(QScrollArea):
    """A sheet in place of the desk; Esc or F1 closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_rows(self, sections: KeyRows) -> None:
        """Lay the sections out in columns of much the same length, in their order."""
        sheet = QWidget(self)
        row = QHBoxLayout(sheet)
        row.setContentsMargins(8 * SPACE, 6 * SPACE, 8 * SPACE, 6 * SPACE)
        row.setSpacing(8 * SPACE)
        for column in _columns(sections):
            blocks = QVBoxLayout()
            blocks.setSpacing(5 * SPACE)
            for title, lines in column:
                blocks.addLayout(self._block(title, lines, sheet))
            blocks.addStretch(1)
            row.addLayout(blocks, 1)
        self.setWidget(sheet)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Esc is ours, whatever else it might do in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def _block(self, title: str, lines: Sequence[tuple[str, str]], sheet: QWidget) -> QGridLayout:
        block = QGridLayout()
        block.setHorizontalSpacing(3 * SPACE)
        block.setVerticalSpacing(SPACE + 2)
        block.setColumnMinimumWidth(0, _KEYS_WIDTH)
        block.setColumnStretch(1, 1)
        heavy = QFont(self.font())
        heavy.setBold(True)
        head = QLabel(title, sheet)
        head.setFont(heavy)
        block.addWidget(head, 0, 0, 1, 2)
        for at, (keys, words) in enumerate(lines, start=1):
            label = QLabel(words, sheet)
            label.setWordWrap(True)
            block.addWidget(QLabel(keys, sheet), at, 0, Qt.AlignmentFlag.AlignTop)
            block.addWidget(label, at, 1)
        return block


def native_keys(shortcuts: Sequence[str]) -> str:
    """Keys as this system writes them; the two Enter keys are one."""
    native = QKeySequence.SequenceFormat.NativeText
    names = [QKeySequence(keys).toString(native) for keys in shortcuts]
    return "  ".join(dict.fromkeys(names))


def _columns(sections: KeyRows) -> list[KeyRows]:
    """The sections in their order, cut where a column has had its share of the lines."""
    heights = [len(lines) + 2 for _, lines in sections]
    share = sum(heights) / _COLUMNS
    columns: list[list[tuple[str, Sequence[tuple[str, str]]]]] = [[] for _ in range(_COLUMNS)]
    done = 0.0
    for section, height in zip(sections, heights, strict=True):
        column = min(_COLUMNS - 1, int((done + height / 2) / share))
        columns[column].append(section)
        done += height
    return list(columns)
