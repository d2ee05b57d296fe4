"""Owns what is in the window: pages, bars and messages around the desk, kept in step with the session."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from core.request import Request
from gui.action_list import ActionId
from gui.actions import Actions
from gui.asking import Asking
from gui.commands import Commands
from gui.comparing import Comparing
from gui.explaining import Explaining
from gui.exporting import Exporting
from gui.focus import Focus
from gui.icons import Icons
from gui.job_progress import JobProgress
from gui.key_rows import key_rows
from gui.menus import Menus
from gui.messages import Messages
from gui.page_stack import PageStack
from gui.prompts import Prompts
from gui.session import ReviewSession
from gui.settings_store import Preferences
from gui.showing import Showing
from gui.theme import Theme
from gui.tool_bar import ToolBar
from gui.views.desk import Desk
from gui.views.focus_strip import FocusStrip
from gui.views.keys_page import KeyRows
from gui.views.layouts import pile
from gui.views.message_bar import MessageBar
from gui.walk import Walk
from gui.window_state import WindowState
from gui.wording import Speech
from gui.workers import Workers

if TYPE_CHECKING:
    from gui.unit_desk import UnitDesk

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
        self.session = session
        self.desk = desk
        self.prompts = prompts
        self.focus = Focus(self)
        self.strip = FocusStrip(theme, window)
        self.explaining = Explaining(session, workers)
        self.asking = Asking(session, desk, self.strip, self.focus)
        self._showing = Showing(
            session, desk, self.strip, self.focus, speech, self.explaining, self.asking
        )
        self.walk = Walk(session, self.focus, desk.report_list.model, self.asking.leave_editor)
        self.message_bar = MessageBar(window, theme, icons)
        self.messages = Messages(session, self.walk, self.message_bar, speech)
        self.comparing = Comparing(
            session, workers, desk, self.asking, self.focus, self.walk, speech
        )
        self._exporting = Exporting(session, workers, self)
        self.pages = PageStack(
            session,
            preferences,
            theme,
            speech,
            desk,
            self.strip,
            self.asking.leave_editor,
            self._make_units,
            self._key_rows,
            window,
        )
        self._commands = Commands(self, preferences, window)
        self.actions = Actions(window, icons, self._commands.targets())
        centre = QWidget(window)
        self.tools = ToolBar(self.actions, centre)
        self.jobs = JobProgress(session, self._exporting, self.comparing, self.tools)
        self._state = WindowState(
            window, session, self.comparing, self.jobs, self.actions, self.tools, speech
        )
        self.menus = Menus(window.menuBar(), self.actions, preferences, speech, theme, desk.docks())
        pile(centre, self.tools, self.strip, self.pages, stretched=self.pages)
        window.setCentralWidget(centre)
        self._offer_menus()
        self._connect()
        self._on_preferences_changed()
        self.pages.go_back()

    # --- what the window and the actions ask -----------------------------------------------------------

    def open_folder(self, folder: Path, source: str | None = None) -> None:
        """Open a folder of reports in place of the one that is open."""
        self.open(Request(folder.absolute(), source))

    def open(self, request: Request) -> None:
        """Open a folder under the review that is asked for."""
        self.leave(partial(self.session.open, request))

    def leave(self, then: Callable[[], None]) -> None:
        """Call `then` once the open folder may be left: everything is saved, or may be lost."""
        if self.asking.leave_editor():
            self.session.saving.settle(partial(self._on_settled, then))

    def _on_settled(self, then: Callable[[], None], is_saved: bool) -> None:
        if is_saved or self.prompts.may_lose(self._window, self.session.saving.unsaved):
            then()

    def shut_down(self) -> None:
        """Let go of the folder and wait until nothing runs."""
        self.session.close()
        self._workers.shut_down()

    def export_workbook(self, path: Path) -> None:
        """Save the workbook of the open folder at `path`, beside the window."""
        self._exporting.begin(path, self._speech.language, self.comparing.agreement)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.menus.retranslate()
        self.tools.retranslate()
        self._showing.repeat()
        self.comparing.retranslate()
        self.pages.retranslate()
        self._state.show()

    def _make_units(self) -> "UnitDesk":
        from gui.unit_desk import UnitDesk

        return UnitDesk(
            self.session,
            self._workers,
            self.focus,
            self.walk,
            self._theme,
            self._speech,
            self._window,
        )

    def _key_rows(self) -> KeyRows:
        return key_rows(self.actions, self.desk.grid.commands)

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
        session.folder_closed.connect(self.pages.go_back)
        session.choice_needed.connect(self._commands.choose_review)
        self.messages.elsewhere_asked.connect(self._commands.save_elsewhere)
        self.comparing.said.connect(self.messages.say)
        self._exporting.exported.connect(self.messages.say_exported)
        self._exporting.failed.connect(self.messages.say_error)
        session.saving.handed_over.connect(self.messages.say_handed_over)
        self.desk.report_list.chosen.connect(self._on_report_chosen)
        self.desk.suggestions.taken.connect(self._commands.take)
        self._preferences.changed.connect(self._on_preferences_changed)
        self.pages.welcome.open_asked.connect(self._commands.choose_folder)
        self.pages.welcome.folder_asked.connect(self._on_recent_chosen)
        self.menus.folder_chosen.connect(self._on_recent_chosen)
        self._theme.changed.connect(self._on_theme_changed)

    def _on_folder_opened(self, folder: Path) -> None:
        self._preferences.change(self._preferences.value.with_recent(str(folder)))
        self.pages.go_back()
        self.desk.report_list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_folder_failed(self, folder: Path) -> None:
        if self.session.review_file is None:
            self._preferences.change(self._preferences.value.without_recent(str(folder)))

    def _on_report_chosen(self, source: str) -> None:
        if not self.walk.open_report(source):
            self.desk.report_list.show_current(self.session.source)

    def _on_recent_chosen(self, folder: str) -> None:
        self.open_folder(Path(folder))

    def _on_preferences_changed(self) -> None:
        settings = self._preferences.value
        self.actions[ActionId.SHOW_DEMANDED].setChecked(settings.shows_demanded)
        self.actions[ActionId.SHOW_DEGREES].setChecked(settings.shows_degrees)
        self._showing.show_extras(ghosts=settings.shows_demanded, degrees=settings.shows_degrees)

    def _on_theme_changed(self) -> None:
        QApplication.setPalette(self._theme.palette())
