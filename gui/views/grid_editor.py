"""Owns the editor that opens over a cell."""

from enum import Enum

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.theme import SPACE, Role, Theme
from gui.views.grid_moves import Move

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Mode(Enum):
    """How the editor was opened, which decides what the arrow keys do."""

    REPLACE = "replace"  # by typing: arrows commit and move on
    KEEP = "keep"  # by F2 or a double click: arrows move within the text


class CellEditor(QLineEdit):
    """A line over one cell. It asks to be committed or left; it knows no Review."""

    commit_wanted = Signal(object)  # a Move, or None to stay
    cancelled = Signal()
    shortcut_pressed = Signal(QEvent)  # a key of the window: whoever listens may accept it away

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cell = QRect()
        self._opened_with = ""
        self.mode = Mode.REPLACE
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setTextMargins(SPACE, 0, 0, 0)
        self.textChanged.connect(self._fit)
        self.hide()

    @property
    def is_untouched(self) -> bool:
        """Whether the text is the one that the editor was opened with to keep."""
        return self.mode is Mode.KEEP and self.text() == self._opened_with

    def open(self, cell: QRect, text: str, mode: Mode) -> None:
        """Appear over `cell` with `text`; the caret stands behind it."""
        self._cell = cell
        self._opened_with = text
        self.mode = mode
        palette = QPalette(self._theme.palette())
        palette.setColor(QPalette.ColorRole.Base, self._theme.colour(Role.BASE))
        self.setPalette(palette)
        self.setText(text)
        self._fit()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self, cell: QRect) -> None:
        """Follow the cell, which has moved to `cell`."""
        self._cell = cell
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Tab is ours before Qt moves the focus; keys of the window are passed on to be judged."""
        if isinstance(event, QKeyEvent):
            tabs = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            if event.type() == QEvent.Type.KeyPress and event.key() in tabs:
                self.keyPressEvent(event)
                return True
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._override(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Tab and Esc end editing; while replacing, arrows do so too."""
        key, shifted = event.key(), bool(event.modifiers() & _SHIFT)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit_wanted.emit(Move.UP if shifted else Move.DOWN)
        elif key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and shifted):
            self.commit_wanted.emit(Move.PREVIOUS)
        elif key == Qt.Key.Key_Tab:
            self.commit_wanted.emit(Move.NEXT)
        elif key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif key == Qt.Key.Key_F2:
            self.mode = Mode.KEEP
        elif key in _UP_AND_DOWN or (key in _ARROWS and self.mode is Mode.REPLACE):
            if event.modifiers() in _PLAIN:
                self.commit_wanted.emit(_ARROWS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)
        event.accept()  # no key falls through to the grid beneath, where it would move the cell

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving commits, except to a menu of its own or to another window."""
        super().focusOutEvent(event)
        staying = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if self.isVisible() and event.reason() not in staying:
            self.commit_wanted.emit(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame of the current cell stays while editing."""
        super().paintEvent(event)
        painter = QPainter(self)
        pen = QPen(self._theme.colour(Role.CURRENT), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _override(self, event: QKeyEvent) -> bool:
        """A key of the window (next report, undo) comes only after what is typed has been taken."""
        super().event(event)
        key = event.key()
        modifiers = event.modifiers() & ~(_SHIFT | Qt.KeyboardModifier.KeypadModifier)
        is_text = bool(event.text()) and event.text().isprintable()
        if not modifiers and (key in _OWN_KEYS or is_text):
            event.accept()
        elif not event.isAccepted() and key not in _MODIFIER_KEYS:
            self.shortcut_pressed.emit(event)
        return True

    def _fit(self) -> None:
        """As wide as the cell, or as the text: to the left, where there is room, as it is aligned right."""
        need = self.fontMetrics().horizontalAdvance(self.text()) + 6 * SPACE
        cell = self._cell
        width = max(cell.width(), need)
        left = max(0, cell.right() + 1 - width)
        self.setGeometry(QRect(left, cell.y(), width, cell.height()))


_ARROWS = {
    Qt.Key.Key_Up: Move.UP,
    Qt.Key.Key_Down: Move.DOWN,
    Qt.Key.Key_Left: Move.LEFT,
    Qt.Key.Key_Right: Move.RIGHT,
}
_UP_AND_DOWN = (Qt.Key.Key_Up, Qt.Key.Key_Down)
_OWN_KEYS = {
    *_ARROWS,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Escape,
    Qt.Key.Key_F2,
}
_MODIFIER_KEYS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta}
