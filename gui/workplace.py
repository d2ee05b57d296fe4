"""Owns what is in the window: pages, bars and messages around the desk, kept in step with the session."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from core.request import Request
from gui.actions import MENUS, SPECS, ActionId, Actions
from gui.bars import Menus, ToolBar
from gui.commands import Commands
from gui.comparing import Comparing
from gui.edit_words import EditWords
from gui.explaining import Explaining
from gui.exporting import Exporting
from gui.focus import Focus
from gui.icons import Icons
from gui.messages import Messages
from gui.prompts import Prompts
from gui.session import ReviewSession
from gui.settings_store import Preferences
from gui.showing import Showing
from gui.theme import Theme
from gui.views.desk import Desk
from gui.views.focus_strip import FocusStrip
from gui.views.keys_page import KeysPage, native_keys
from gui.views.message_bar import MessageBar
from gui.views.pages import WelcomePage
from gui.views.rules_page import RulesPage
from gui.walk import Walk
from gui.wording import Speech
from gui.workers import Workers

if TYPE_CHECKING:
    from gui.unit_desk import UnitDesk

_NEEDS_FOLDER = (
    ActionId.SHOW_RULES,
    ActionId.SHOW_UNITS,
    ActionId.REFRESH,
    ActionId.EXPORT,
    ActionId.COMPARE,
    ActionId.HAND_OVER,
    ActionId.FIND,
    ActionId.PREVIOUS_REPORT,
    ActionId.NEXT_REPORT,
    ActionId.PREVIOUS_LOOK,
    ActionId.NEXT_LOOK,
)
_NEEDS_REVIEW = (
    ActionId.TABLE_PROACTIVE,
    ActionId.TABLE_REQUESTS,
    ActionId.TABLE_DISPUTES,
    ActionId.SHOW_CHECKS,
    ActionId.SHOW_FINDINGS,
    ActionId.SHOW_HISTORY,
    ActionId.SHOW_SUGGESTIONS,
    ActionId.GO_TO_SOURCE,
)
_WRITES = (
    ActionId.TAKE_SUGGESTION,
    ActionId.GIVE_REASON,
    ActionId.MARK_PASSES,
    ActionId.MARK_FAILS,
    ActionId.MARK_NOT_APPLICABLE,
    ActionId.CLEAR_MARK,
    ActionId.DISMISS,
    ActionId.REVIEWED,
    ActionId.LATER,
    ActionId.UNREVIEWED,
)
_MARKS = (
    ActionId.MARK_PASSES,
    ActionId.MARK_FAILS,
    ActionId.MARK_NOT_APPLICABLE,
    ActionId.CLEAR_MARK,
)


class Workplace(QObject):
    """Everything in one window. It holds no state of the review: that is the session's."""

    def __init__(
        self,
        window: QMainWindow,
        preferences: Preferences,
        theme: Theme,
        icons: Icons,
        speech: Speech,
        workers: Workers,
        session: ReviewSession,
        desk: Desk,
        prompts: Prompts,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._theme = theme
        self._speech = speech
        self._workers = workers
        self._edit_words = EditWords(speech, self)
        self.session = session
        self.desk = desk
        self.prompts = prompts
        self.focus = Focus(self)
        self.strip = FocusStrip(theme, window)
        self.explaining = Explaining(session, workers)
        self.showing = Showing(session, desk, self.strip, self.focus, speech, self.explaining)
        self.walk = Walk(session, self.focus, desk.report_list.model, self.showing.leave_editor)
        self.message_bar = MessageBar(window, theme, icons)
        self.messages = Messages(session, self.walk, self.message_bar, speech)
        self.comparing = Comparing(session, workers, desk, self.showing, self.walk, speech)
        self._exporting = Exporting(session, workers, self)
        self._commands = Commands(self, preferences, window)
        self.actions = Actions(window, icons, self._commands.targets())
        self.welcome = WelcomePage(window)
        self.keys = KeysPage(window)
        self.rules = RulesPage(theme, speech, window)
        self.units: UnitDesk | None = (
            None  # made when it is first turned to: it brings much with it
        )
        self.pages = QStackedWidget(window)
        for page in (self.welcome, desk, self.keys, self.rules):
            self.pages.addWidget(page)
        centre = QWidget(window)
        self.tools = ToolBar(self.actions, centre)
        self.menus = Menus(window.menuBar(), self.actions, preferences, speech, theme, desk.docks())
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.tools, self.strip, self.pages):
            column.addWidget(widget)
        column.setStretchFactor(self.pages, 1)
        window.setCentralWidget(centre)
        self._offer_menus()
        self._connect()
        self._on_preferences_changed()
        self._show_page()

    # --- what the window and the actions ask -----------------------------------------------------------

    def open_folder(self, folder: Path, source: str | None = None) -> None:
        """Open a folder of reports in place of the one that is open."""
        self.open(Request(folder.absolute(), source))

    def open(self, request: Request) -> None:
        """Open a folder under the review that is asked for."""
        self.leave(partial(self.session.open, request))

    def leave(self, then: Callable[[], None]) -> None:
        """Call `then` once the open folder may be left: everything is saved, or may be lost."""
        if self.showing.leave_editor():
            self.session.saving.settle(partial(self._on_settled, then))

    def _on_settled(self, then: Callable[[], None], is_saved: bool) -> None:
        if is_saved or self.prompts.may_lose(self._window, self.session.saving.unsaved):
            then()

    def shut_down(self) -> None:
        """Let go of the folder and wait until nothing runs."""
        self.session.close()
        self._workers.shut_down()

    @property
    def is_comparing(self) -> bool:
        """Whether a comparison is shown."""
        return self.comparing.is_on

    def compare_with(self, path: Path) -> None:
        """Set another review of this folder beside the one here."""
        self.comparing.begin(path)

    def leave_comparison(self) -> None:
        """Show no comparison any more."""
        self.comparing.end()

    def stop(self) -> None:
        """End the job whose progress is shown."""
        if self._exporting.is_running:
            self._exporting.stop()
        elif self.comparing.is_running:
            self.comparing.stop()
        else:
            self.session.stop_reading()

    def export_workbook(self, path: Path) -> None:
        """Save the workbook of the open folder at `path`, beside the window."""
        self._exporting.begin(path, self._speech.language, self.comparing.agreement)

    def turn_keys(self) -> None:
        """Show the table of keys, or go back from it."""
        if self.pages.currentWidget() is self.keys:
            self._show_page()
            return
        self.keys.show_rows(self._key_rows())
        self.strip.hide()
        self.pages.setCurrentWidget(self.keys)
        self.keys.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def turn_rules(self) -> None:
        """Show the rules of the open folder, or go back from them."""
        from core.rules import load_rules

        if self.pages.currentWidget() is self.rules:
            self._show_page()
            return
        if not self.showing.leave_editor():
            return
        session = self.session
        rules = tuple(load_rules().values())
        self.rules.rules.set_rules(rules, session.rules_off, not session.is_read_only)
        self.rules.choose_first()
        session.count_rules()
        self.strip.hide()
        self.pages.setCurrentWidget(self.rules)
        self.rules.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def turn_units(self) -> None:
        """Show the tree of units of the open folder, or go back from it."""
        if self.units is None:
            self.units = self._make_units()
        if self.pages.currentWidget() is self.units.page:
            self.units.leave()
        elif self.showing.leave_editor():
            self.strip.hide()
            self.pages.setCurrentWidget(self.units.page)
            self.units.begin()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.menus.retranslate()
        self.tools.retranslate()
        self.showing.repeat()
        self.comparing.retranslate()
        self._show_state()
        if self.pages.currentWidget() is self.keys:
            self.keys.show_rows(self._key_rows())

    def _make_units(self) -> "UnitDesk":
        from gui.unit_desk import UnitDesk

        units = UnitDesk(
            self.session,
            self._workers,
            self.focus,
            self.walk,
            self._theme,
            self._speech,
            self._window,
        )
        units.left.connect(self._on_page_left)
        self.pages.addWidget(units.page)
        return units

    # --- what is shown ---------------------------------------------------------------------------------------

    def _show_page(self) -> None:
        page = self.welcome if self.session.folder is None else self.desk
        if page is self.welcome:
            self.welcome.show_recent(self._preferences.value.recent_folders)
        self.strip.setVisible(page is self.desk)
        self.pages.setCurrentWidget(page)

    def _show_state(self) -> None:
        """Title, what can be done now, what undo and redo would do, and whether all is saved."""
        session, actions = self.session, self.actions
        folder, name = session.folder, self.tr("Gouji")
        parts = [name]
        if folder is not None:
            second = [self.tr("second review")] if session.is_second else []
            parts = [folder.name or str(folder), *second, session.reviewer, name]
        self._window.setWindowTitle(" – ".join(parts))
        has_review = session.review is not None
        for ids, is_possible in (
            (_NEEDS_FOLDER, folder is not None),
            (_NEEDS_REVIEW, has_review),
            (_WRITES, has_review and not session.is_read_only),
            ((ActionId.STOP_READING,), self._is_busy),
        ):
            for id in ids:
                actions[id].setEnabled(is_possible)
        for id, step in ((ActionId.UNDO, session.next_undo), (ActionId.REDO, session.next_redo)):
            what = ""
            if step is not None and session.review is not None:
                what = self._edit_words.name(step.edit, session.review)
            actions[id].setEnabled(step is not None)
            actions.name(id, what)
        actions[ActionId.SAVE_ELSEWHERE].setEnabled(bool(session.saving.unsaved))
        actions.name(ActionId.COMPARE, self.tr("(end)") if self.is_comparing else "")
        self.tools.show_saved(session)

    @property
    def _is_busy(self) -> bool:
        """Whether a job runs whose progress is shown."""
        is_alone = not self._exporting.is_running and not self.comparing.is_running
        return self.session.is_reading or not is_alone

    def _hide_progress(self) -> None:
        if not self._is_busy:
            self.tools.hide_progress()
        self._show_state()

    def _key_rows(self) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """All keys, by menu, then those of the grids and of the panes below."""
        rows = []
        for menu, items in MENUS.items():
            lines = [
                (native_keys(SPECS[item].shortcuts), self.actions.plain_text(item))
                for item in items
                if isinstance(item, ActionId) and SPECS[item].shortcuts
            ]
            if lines:
                rows.append((self.actions.plain_title(menu), lines))
        native = QKeySequence.SequenceFormat.NativeText
        grid = [
            (action.shortcut().toString(native), action.text())
            for action in self.desk.grid.commands.values()
        ]
        rows.append((self.tr("In a table"), grid))
        marks = self.tr("mark the check: passes, report's own error, not applicable, none")
        below = [
            ("1  2  3  0", marks),
            ("F2", self.tr("note on the check")),
            (native_keys(("Space",)), self.tr("finding looked at / not yet")),
            ("B", self.tr("journal: bring the report back to this point")),
            ("1  2  3", self.tr("comparison: take mine, theirs, a third value")),
        ]
        rows.append((self.tr("In the panes below"), below))
        return rows

    def _offer_menus(self) -> None:
        """What can be done with a report, a check or a finding, also by a click on it."""
        for pane, ids in (
            (self.desk.report_list.view, (ActionId.REVIEWED, ActionId.LATER, ActionId.UNREVIEWED)),
            (self.desk.checks, _MARKS),
            (self.desk.findings, (ActionId.DISMISS,)),
        ):
            pane.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            pane.addActions([self.actions[id] for id in ids])

    # --- news -----------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        session = self.session
        session.folder_opened.connect(self._on_folder_opened)
        session.folder_failed.connect(self._on_folder_failed)
        session.folder_closed.connect(self._on_folder_closed)
        session.choice_needed.connect(self._commands.choose_review)
        session.reading_progressed.connect(self._on_reading_progressed)
        session.reading_ended.connect(self._hide_progress)
        for signal in (
            session.report_opened,
            session.changed,
            session.saving.saved,
            session.saving.failed,
            session.saving.moved,
            session.reviewer_changed,
            session.lock_waited_for,
        ):
            signal.connect(self._show_state)
        self.messages.elsewhere_asked.connect(self._commands.save_elsewhere)
        self.comparing.said.connect(self.messages.say)
        self.comparing.compared.connect(self._show_state)
        self.comparing.ended.connect(self._show_state)
        self.comparing.began.connect(self._on_comparing_began)
        self.comparing.progressed.connect(self._on_comparing_progressed)
        self.comparing.finished.connect(self._hide_progress)
        self._exporting.progressed.connect(self._on_export_progressed)
        self._exporting.exported.connect(self.messages.say_exported)
        self._exporting.failed.connect(self.messages.say_error)
        self._exporting.ended.connect(self._hide_progress)
        session.saving.handed_over.connect(self.messages.say_handed_over)
        self.desk.report_list.chosen.connect(self._on_report_chosen)
        self.desk.suggestions.taken.connect(self._commands.take)
        self._preferences.changed.connect(self._on_preferences_changed)
        self.welcome.open_asked.connect(self._commands.choose_folder)
        self.welcome.folder_asked.connect(self._on_recent_chosen)
        self.menus.folder_chosen.connect(self._on_recent_chosen)
        self.keys.closed.connect(self._show_page)
        self.rules.closed.connect(self._on_page_left)
        self.rules.rules.switch_requested.connect(session.switch_rule)
        session.surroundings.rules_counted.connect(self.rules.rules.set_counts)
        session.context_changed.connect(self._on_context_changed)
        self.tools.stop_button.clicked.connect(self._on_stop_clicked)
        self._theme.changed.connect(self._on_theme_changed)

    def _on_folder_opened(self, folder: Path) -> None:
        self._preferences.change(self._preferences.value.with_recent(str(folder)))
        self._show_page()
        self._show_state()
        self.desk.report_list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_folder_failed(self, folder: Path) -> None:
        if self.session.review_file is None:
            self._preferences.change(self._preferences.value.without_recent(str(folder)))

    def _on_folder_closed(self) -> None:
        self._show_page()
        self._hide_progress()

    def _on_reading_progressed(self, done: int, total: int) -> None:
        if total:
            self.tools.show_progress(self.tr("Reading"), done, total)

    def _on_export_progressed(self, done: int, total: int) -> None:
        self.tools.show_progress(self.tr("Workbook"), done, total)

    def _on_comparing_began(self) -> None:
        self._on_comparing_progressed(0, 0)
        self._show_state()

    def _on_comparing_progressed(self, done: int, total: int) -> None:
        self.tools.show_progress(self.tr("Comparing"), done, total)

    def _on_stop_clicked(self) -> None:
        self.stop()

    def _on_report_chosen(self, source: str) -> None:
        if not self.walk.open_report(source):
            self.desk.report_list.show_current(self.session.source)

    def _on_recent_chosen(self, folder: str) -> None:
        self.open_folder(Path(folder))

    def _on_page_left(self) -> None:
        self._show_page()
        self.desk.pane_below.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_context_changed(self) -> None:
        self.rules.rules.set_off(self.session.rules_off)
        self._show_state()

    def _on_preferences_changed(self) -> None:
        settings = self._preferences.value
        self.actions[ActionId.SHOW_DEMANDED].setChecked(settings.shows_demanded)
        self.actions[ActionId.SHOW_DEGREES].setChecked(settings.shows_degrees)
        self.showing.show_extras(ghosts=settings.shows_demanded, degrees=settings.shows_degrees)

    def _on_theme_changed(self) -> None:
        QApplication.setPalette(self._theme.palette())
