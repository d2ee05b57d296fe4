"""Owns what a key means in the tree of units, besides moving about."""

from collections.abc import Mapping
from enum import Enum

from PySide6.QtGui import QKeyEvent, QKeySequence


class UnitCommand(Enum):
    """What a key or a button can ask of the tree, or of the nodes that are chosen in it."""

    ADD = "add"
    RENAME = "rename"
    REMOVE = "remove"
    INDENT = "indent"
    OUTDENT = "outdent"
    UP = "up"
    DOWN = "down"
    PICK_UP = "pick_up"
    PUT_DOWN = "put_down"
    OWN = "own"
    BARE = "bare"
    UNDO = "undo"
    REDO = "redo"
    FOLDERS = "folders"
    DETAILS = "details"
    CLOSE = "close"


KEYS: Mapping[UnitCommand, str] = {
    UnitCommand.ADD: "Ins",
    UnitCommand.RENAME: "F2",
    UnitCommand.REMOVE: "Del",
    UnitCommand.INDENT: "Tab",
    UnitCommand.OUTDENT: "Shift+Tab",
    UnitCommand.UP: "Alt+Up",
    UnitCommand.DOWN: "Alt+Down",
    UnitCommand.PICK_UP: "Ctrl+X",
    UnitCommand.PUT_DOWN: "Ctrl+V",
    UnitCommand.OWN: "O",
    UnitCommand.BARE: "N",
    UnitCommand.UNDO: "Ctrl+Z",
    UnitCommand.REDO: "Ctrl+Y",
    UnitCommand.FOLDERS: "R",
}
"""What has a button, and the key that is printed on it."""

_MORE_KEYS: Mapping[str, UnitCommand] = {
    "Return": UnitCommand.DETAILS,
    "Enter": UnitCommand.DETAILS,
    "Escape": UnitCommand.CLOSE,
    "Alt+Right": UnitCommand.INDENT,
    "Alt+Left": UnitCommand.OUTDENT,
    "Shift+Backtab": UnitCommand.OUTDENT,
    "Ctrl+Shift+Z": UnitCommand.REDO,
}
_COMMANDS = {QKeySequence(keys): command for command, keys in KEYS.items()} | {
    QKeySequence(keys): command for keys, command in _MORE_KEYS.items()
}


def command_of(event: QKeyEvent) -> UnitCommand | None:
    """What the key asks for."""
    return _COMMANDS.get(QKeySequence(event.keyCombination()))
