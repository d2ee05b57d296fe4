"""Owns the menu bar, and the menus of which one entry holds."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QDockWidget,
    QMenuBar,
)

from core.settings import Appearance, LanguageChoice
from gui.action_list import MenuId
from gui.actions import Actions
from gui.settings_store import Preferences
from gui.theme import Theme
from gui.wording import QT_TRANSLATE_NOOP, Speech

_LANGUAGES = {
    LanguageChoice.SYSTEM: QT_TRANSLATE_NOOP("Choice", "As the system"),
    LanguageChoice.CHINESE: "中文",
    LanguageChoice.ENGLISH: "English",
}
_APPEARANCES = {
    Appearance.SYSTEM: QT_TRANSLATE_NOOP("Choice", "As the system"),
    Appearance.LIGHT: QT_TRANSLATE_NOOP("Choice", "Light"),
    Appearance.DARK: QT_TRANSLATE_NOOP("Choice", "Dark"),
}


class Menus(QObject):
    """The menu bar, and the menus of which one entry holds: language, appearance, panes, recent folders."""

    folder_chosen = Signal(str)

    def __init__(
        self,
        bar: QMenuBar,
        actions: Actions,
        preferences: Preferences,
        speech: Speech,
        theme: Theme,
        docks: tuple[QDockWidget, ...],
    ) -> None:
        super().__init__(bar)
        self._actions = actions
        self._preferences = preferences
        self._speech = speech
        self._theme = theme
        actions.fill_menu_bar(bar)
        settings = preferences.value
        self._languages = self._choices(
            MenuId.LANGUAGE, _LANGUAGES, settings.language, self._on_language_chosen
        )
        self._appearances = self._choices(
            MenuId.APPEARANCE, _APPEARANCES, settings.appearance, self._on_appearance_chosen
        )
        for dock in docks:
            actions.menu(MenuId.PANES).addAction(dock.toggleViewAction())
        preferences.changed.connect(self._fill_recent)
        self._fill_recent()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self._actions.retranslate()
        for words, actions in ((_LANGUAGES, self._languages), (_APPEARANCES, self._appearances)):
            for action in actions:
                action.setText(QCoreApplication.translate("Choice", words[action.data()]))

    def _choices(
        self,
        menu: MenuId,
        words: Mapping[Any, str],
        present: object,
        chosen: Callable[[QAction], None],
    ) -> list[QAction]:
        group = QActionGroup(self)
        actions = []
        for value in words:
            action = group.addAction("")
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(value is present)
            self._actions.menu(menu).addAction(action)
            actions.append(action)
        group.triggered.connect(chosen)
        return actions

    def _fill_recent(self) -> None:
        menu = self._actions.menu(MenuId.RECENT)
        menu.clear()
        folders = self._preferences.value.recent_folders
        for folder in folders:
            action = menu.addAction(str(Path(folder)).replace("&", "&&"))
            action.setData(folder)
            action.triggered.connect(self._on_recent_triggered)
        menu.setEnabled(bool(folders))

    def _on_recent_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.folder_chosen.emit(action.data())

    def _on_language_chosen(self, action: QAction) -> None:
        self._preferences.change(replace(self._preferences.value, language=action.data()))
        self._speech.set_choice(action.data())

    def _on_appearance_chosen(self, action: QAction) -> None:
        self._preferences.change(replace(self._preferences.value, appearance=action.data()))
        self._theme.set_appearance(action.data())
