"""Owns the actions of the window at work: each bound to what it does, in menus and tool bar, and what it is called."""

import re
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QWidget

from gui.action_list import MENU_BAR, MENUS, SPECS, TOOL_BAR, ActionId, MenuId
from gui.icons import Icons

_CONTEXT = "Actions"
_WITH_TEXT = (ActionId.OPEN_FOLDER, ActionId.NEXT_LOOK, ActionId.REVIEWED, ActionId.EXPORT)

Targets = Mapping[ActionId, Callable[[], object]]


class Actions(QObject):
    """The actions of one window, each bound to its target.

    `targets` name what each action does; an action without a target is an error of the program.
    """

    def __init__(self, window: QWidget, icons: Icons, targets: Targets) -> None:
        super().__init__(window)
        self._icons = icons
        self._actions: dict[ActionId, QAction] = {}
        self._names: dict[ActionId, str] = {}
        for id, spec in SPECS.items():
            action = QAction(window)
            action.setObjectName(id.value)
            action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(spec.is_checkable)
            if spec.icon:
                action.setIcon(icons.icon(spec.icon))
            action.triggered.connect(_without_argument(targets[id]))
            window.addAction(action)
            self._actions[id] = action
        self._menus = {menu: QMenu(window) for menu in MenuId}
        for menu, items in MENUS.items():
            self._fill(self._menus[menu], items)
        icons.changed.connect(self._on_icons_changed)
        self.retranslate()

    def __getitem__(self, id: ActionId) -> QAction:
        return self._actions[id]

    def menu(self, id: MenuId) -> QMenu:
        """The menu `id`; those for which MENUS lists nothing are filled by the window."""
        return self._menus[id]

    def fill_menu_bar(self, bar: QMenuBar) -> None:
        """Put the menus into `bar`."""
        for id in MENU_BAR:
            bar.addMenu(self._menus[id])

    def fill_tool_bar(self, bar: QToolBar, items: Iterable[ActionId | None] = TOOL_BAR) -> None:
        """Put buttons into `bar`; those used most carry their text."""
        for id in items:
            if id is None:
                bar.addSeparator()
                continue
            bar.addAction(self._actions[id])
            button = bar.widgetForAction(self._actions[id])
            style = (
                Qt.ToolButtonStyle.ToolButtonTextBesideIcon
                if id in _WITH_TEXT
                else Qt.ToolButtonStyle.ToolButtonIconOnly
            )
            button.setProperty("toolButtonStyle", style)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def name(self, id: ActionId, what: str) -> None:
        """Say what the action would do now (撤销 修改 …); empty for the plain text."""
        self._names[id] = what
        self._set_text(id)

    def plain_text(self, id: ActionId) -> str:
        """What the action is called in the language in force, whatever it would do now."""
        return QCoreApplication.translate(_CONTEXT, SPECS[id].text).removesuffix("…")

    def plain_title(self, id: MenuId) -> str:
        """What the menu is called, without the sign of its key."""
        title = self._menus[id].title()
        return re.sub(r"\(&\w\)", "", title).replace("&", "")

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        for id in SPECS:
            self._set_text(id)
        for menu_id, menu in self._menus.items():
            menu.setTitle(QCoreApplication.translate(_CONTEXT, menu_id.value))

    def _set_text(self, id: ActionId) -> None:
        spec, action = SPECS[id], self._actions[id]
        plain = QCoreApplication.translate(_CONTEXT, spec.text)
        what = self._names.get(id, "")
        text = f"{plain} {what}" if what else plain
        action.setText(text.replace("&", "&&"))
        action.setIconText(plain.removesuffix("…"))
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        bare = text.removesuffix("…")
        action.setToolTip(f"{bare} ({keys})" if keys else bare)

    def _fill(self, menu: QMenu, items: Iterable[ActionId | MenuId | None]) -> None:
        for item in items:
            if item is None:
                menu.addSeparator()
            elif isinstance(item, MenuId):
                menu.addMenu(self._menus[item])
            else:
                menu.addAction(self._actions[item])

    def _on_icons_changed(self) -> None:
        for id, spec in SPECS.items():
            if spec.icon:
                self._actions[id].setIcon(self._icons.icon(spec.icon))


def _without_argument(target: Callable[[], object]) -> Callable[[bool], None]:
    """`triggered` hands over `checked`, which is nobody's argument here."""

    def on_triggered(checked: bool) -> None:  # noqa: ARG001 - Qt passes it
        target()

    return on_triggered
