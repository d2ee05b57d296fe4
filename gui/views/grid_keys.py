"""Owns what a key means in a grid, besides moving about."""

from enum import Enum

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class GridCommand(Enum):
    """What a key or the menu can ask of the selected cells."""

    EDIT = "edit"
    READINGS = "readings"
    ACCEPT = "accept"
    REVERT = "revert"
    CLEAR = "clear"
    COPY = "copy"
    PASTE = "paste"


KEYS: dict[GridCommand, QKeySequence] = {
    GridCommand.EDIT: QKeySequence("F2"),
    GridCommand.READINGS: QKeySequence("Alt+Down"),
    GridCommand.ACCEPT: QKeySequence("Alt+Return"),
    GridCommand.REVERT: QKeySequence("Ctrl+Backspace"),
    GridCommand.CLEAR: QKeySequence("Delete"),
    GridCommand.COPY: QKeySequence("Ctrl+C"),
    GridCommand.PASTE: QKeySequence("Ctrl+V"),
}
_MORE_KEYS = {
    (Qt.Key.Key_Backspace, _NO_MODIFIER): GridCommand.CLEAR,
    (Qt.Key.Key_Enter, _ALT): GridCommand.ACCEPT,
    (Qt.Key.Key_Insert, _CTRL): GridCommand.COPY,
    (Qt.Key.Key_Insert, _SHIFT): GridCommand.PASTE,
    (Qt.Key.Key_Delete, _CTRL): GridCommand.REVERT,
}


def command_of(event: QKeyEvent) -> GridCommand | None:
    """What the key asks for, None for any other key."""
    modifiers = event.modifiers() & ~_KEYPAD
    found = _MORE_KEYS.get((Qt.Key(event.key()), modifiers))
    if found is not None:
        return found
    pressed = QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key())))
    return next((command for command, keys in KEYS.items() if keys == pressed), None)


def is_text(event: QKeyEvent) -> bool:
    """Whether the key types something."""
    text = event.text()
    held = event.modifiers() & (_CTRL | _ALT | Qt.KeyboardModifier.MetaModifier)
    return bool(text) and text.isprintable() and not held


def is_escape(event: QKeyEvent) -> bool:
    """Whether the key is Esc."""
    return event.key() == Qt.Key.Key_Escape
