"""Owns which keys there are, as the page of keys lists them: by menu, then those of the grids and of the panes."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

from gui.action_list import MENUS, SPECS, ActionId
from gui.actions import Actions
from gui.views.grid_keys import GridCommand
from gui.views.keys_page import KeyRows, native_keys
from gui.wording import QT_TRANSLATE_NOOP

_IN_PANES: Sequence[tuple[Sequence[str], str]] = (
    (
        ("1", "2", "3", "0"),
        QT_TRANSLATE_NOOP(
            "KeyRows", "mark the check: passes, report's own error, not applicable, none"
        ),
    ),
    (("F2",), QT_TRANSLATE_NOOP("KeyRows", "note on the check")),
    (("Space",), QT_TRANSLATE_NOOP("KeyRows", "finding looked at / not yet")),
    (("B",), QT_TRANSLATE_NOOP("KeyRows", "journal: bring the report back to this point")),
    (
        ("1", "2", "3"),
        QT_TRANSLATE_NOOP("KeyRows", "comparison: take mine, theirs, a third value"),
    ),
)


def key_rows(actions: Actions, in_grid: Mapping[GridCommand, QAction]) -> KeyRows:
    """Every key and what it does; `in_grid` are the commands of a grid."""
    rows: list[tuple[str, Sequence[tuple[str, str]]]] = []
    for menu, items in MENUS.items():
        lines = [
            (native_keys(SPECS[item].shortcuts), actions.plain_text(item))
            for item in items
            if isinstance(item, ActionId) and SPECS[item].shortcuts
        ]
        if lines:
            rows.append((actions.plain_title(menu), lines))
    native = QKeySequence.SequenceFormat.NativeText
    grid = [(action.shortcut().toString(native), action.text()) for action in in_grid.values()]
    rows.append((QCoreApplication.translate("KeyRows", "In a table"), grid))
    panes = [
        (native_keys(keys), QCoreApplication.translate("KeyRows", words))
        for keys, words in _IN_PANES
    ]
    rows.append((QCoreApplication.translate("KeyRows", "In the panes below"), panes))
    return rows
