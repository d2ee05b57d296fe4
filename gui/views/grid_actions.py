"""Owns the commands of a grid as actions that menus can list."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gui.views.grid_keys import KEYS, GridCommand
from gui.wording import QT_TRANSLATE_NOOP

_TEXTS = {
    GridCommand.EDIT: QT_TRANSLATE_NOOP("TableGrid", "Edit cell"),
    GridCommand.READINGS: QT_TRANSLATE_NOOP("TableGrid", "Choose a reading"),
    GridCommand.ACCEPT: QT_TRANSLATE_NOOP("TableGrid", "Accept as read"),
    GridCommand.REVERT: QT_TRANSLATE_NOOP("TableGrid", "Back to the source"),
    GridCommand.CLEAR: QT_TRANSLATE_NOOP("TableGrid", "Clear (blank)"),
    GridCommand.COPY: QT_TRANSLATE_NOOP("TableGrid", "Copy"),
    GridCommand.PASTE: QT_TRANSLATE_NOOP("TableGrid", "Paste"),
}


def make_actions(
    grid: QWidget, run: Callable[[GridCommand], None]
) -> Mapping[GridCommand, QAction]:
    """The commands of `grid`, in the order of its context menu; each calls `run`."""
    actions: dict[GridCommand, QAction] = {}
    for command, keys in KEYS.items():
        action = QAction(grid)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(_call(run, command))
        actions[command] = action
    return actions


def name_actions(actions: Mapping[GridCommand, QAction]) -> None:
    """Say the actions in the language in force."""
    for command, action in actions.items():
        action.setText(QCoreApplication.translate("TableGrid", _TEXTS[command]))


def _call(run: Callable[[GridCommand], None], command: GridCommand) -> Callable[[bool], None]:
    """`triggered` hands over `checked`, which is nobody's argument here."""

    def on_triggered(checked: bool) -> None:
        del checked
        run(command)

    return on_triggered
