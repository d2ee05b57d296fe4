"""Owns the bars of the window: menus with their choices, the tool bar, progress, and whether all is saved."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QDockWidget,
    QLabel,
    QMenuBar,
    QProgressBar,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from core.settings import Appearance, LanguageChoice
from gui.actions import ActionId, Actions, MenuId
from gui.session import ReviewSession
from gui.settings_store import Preferences
from gui.theme import SPACE, Theme
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


class ToolBar(QToolBar):
    """The buttons; on the right how far a job is, whether everything is saved, and the export.

    It is put into the page and not among the window's tool bars: these get a bevel that glares on dark ground.
    """

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIconSize(QSize(18, 18))
        actions.fill_tool_bar(self)
        gap = QWidget(self)
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self.progress = QProgressBar(self)
        self.progress.setFixedWidth(44 * SPACE)
        self.progress.setTextVisible(True)
        self._progress_action = self.addWidget(self.progress)
        self.stop_button = QToolButton(self)
        self.stop_button.setAutoRaise(True)
        self.stop_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stop_action = self.addWidget(self.stop_button)
        self.saved = QLabel(self)
        self.saved.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
        self.addWidget(self.saved)
        actions.fill_tool_bar(self, (ActionId.EXPORT,))
        self.hide_progress()

    def show_progress(self, what: str, done: int, total: int) -> None:
        """Say how far a job is; a total of 0 means that nobody knows."""
        self.progress.setFormat(f"{what} %v/%m" if total else what)
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self._progress_action.setVisible(True)
        self._stop_action.setVisible(True)

    def hide_progress(self) -> None:
        """No job runs."""
        self._progress_action.setVisible(False)
        self._stop_action.setVisible(False)

    def show_saved(self, session: ReviewSession) -> None:
        """Say whether everything is on the disk."""
        unsaved = session.saving.unsaved
        if unsaved and session.saving.is_held:
            self.saved.setText(self.tr("▲ waiting to save: %n", "", unsaved))
        elif unsaved and session.saving.has_failed:
            self.saved.setText(self.tr("▲ not saved: %n", "", unsaved))
        elif unsaved:
            self.saved.setText(self.tr("saving…"))
        elif session.review is None:
            self.saved.setText("")
        elif session.is_waiting:
            self.saved.setText(self.tr("read only, waiting"))
        elif session.is_read_only:
            self.saved.setText(self.tr("read only"))
        else:
            self.saved.setText(self.tr("✓ saved"))
        self.saved.setToolTip(str(session.review_file or ""))

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.stop_button.setText(self.tr("Stop"))


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
