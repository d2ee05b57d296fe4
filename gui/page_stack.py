"""Owns which page is in the middle of the window: the desk with a report, or one that is turned to and back from."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.session import ReviewSession
from gui.settings_store import Preferences
from gui.theme import Theme
from gui.views.desk import Desk
from gui.views.focus_strip import FocusStrip
from gui.views.keys_page import KeyRows, KeysPage
from gui.views.pages import WelcomePage
from gui.views.rules_page import RulesPage
from gui.wording import Speech

if TYPE_CHECKING:
    from gui.unit_desk import UnitDesk

_BY_KEY = Qt.FocusReason.ShortcutFocusReason


class PageStack(QStackedWidget):
    """The pages. `strip` is shown above the desk alone; `may_turn` takes what is being typed, or refuses."""

    def __init__(
        self,
        session: ReviewSession,
        preferences: Preferences,
        theme: Theme,
        speech: Speech,
        desk: Desk,
        strip: FocusStrip,
        may_turn: Callable[[], bool],
        make_units: "Callable[[], UnitDesk]",
        key_rows: Callable[[], KeyRows],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._desk = desk
        self._strip = strip
        self._may_turn = may_turn
        self._make_units = make_units
        self._key_rows = key_rows
        self.welcome = WelcomePage(parent)
        self.keys = KeysPage(parent)
        self.rules = RulesPage(theme, speech, parent)
        self.units: UnitDesk | None = None
        """Made when it is first turned to: it brings much with it."""
        for page in (self.welcome, desk, self.keys, self.rules):
            self.addWidget(page)
        self.keys.closed.connect(self.go_back)
        self.rules.closed.connect(self._on_page_left)
        self.rules.rules.switch_requested.connect(session.grounds.switch_rule)
        session.surroundings.rules_counted.connect(self.rules.rules.set_counts)
        session.grounds.changed.connect(self._on_grounds_changed)

    def go_back(self) -> None:
        """Show the desk again, or the invitation where no folder is open."""
        page = self.welcome if self._session.folder is None else self._desk
        if page is self.welcome:
            self.welcome.show_recent(self._preferences.value.recent_folders)
        self._strip.setVisible(page is self._desk)
        self.setCurrentWidget(page)

    def turn_keys(self) -> None:
        """Show the table of keys, or go back from it."""
        if self.currentWidget() is self.keys:
            self.go_back()
            return
        self.keys.show_rows(self._key_rows())
        self._turn_to(self.keys)
        self.keys.setFocus(_BY_KEY)

    def turn_rules(self) -> None:
        """Show the rules of the open folder, or go back from them."""
        from core.rules import load_rules

        if self.currentWidget() is self.rules:
            self.go_back()
            return
        if not self._may_turn():
            return
        session = self._session
        rules = tuple(load_rules().values())
        self.rules.rules.set_rules(rules, session.grounds.rules_off, not session.is_read_only)
        self.rules.choose_first()
        session.grounds.count_rules()
        self._turn_to(self.rules)
        self.rules.setFocus(_BY_KEY)

    def turn_units(self) -> None:
        """Show the tree of units of the open folder, or go back from it."""
        if self.units is None:
            self.units = self._make_units()
            self.units.left.connect(self._on_page_left)
            self.addWidget(self.units.page)
        if self.currentWidget() is self.units.page:
            self.units.leave()
        elif self._may_turn():
            self._turn_to(self.units.page)
            self.units.begin()

    def retranslate(self) -> None:
        """Say the keys in the language in force; the other pages hear of it themselves."""
        if self.currentWidget() is self.keys:
            self.keys.show_rows(self._key_rows())

    def _turn_to(self, page: QWidget) -> None:
        self._strip.hide()
        self.setCurrentWidget(page)

    def _on_page_left(self) -> None:
        self.go_back()
        self._desk.pane_below.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_grounds_changed(self) -> None:
        self.rules.rules.set_off(self._session.grounds.rules_off)
