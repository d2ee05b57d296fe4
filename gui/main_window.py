"""Owns the frame around the desk: menus, tool bar, messages, dropped folders, closing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.cells import TableKind
from core.edits import (
    Change,
    Edit,
    EditGroup,
    ReviewState,
    SetCorrection,
    SetMark,
    Verdict,
)
from core.settings import Appearance, LanguageChoice, Settings
from core.version import VERSION
from gui.actions import MENUS, SPECS, ActionId, Actions, MenuId
from gui.edit_words import EditWords
from gui.focus import Focus
from gui.icons import Icons
from gui.looks import Target
from gui.messages import Messages
from gui.prompts import Prompts
from gui.session import ReviewSession
from gui.settings_store import SettingsStore
from gui.showing import Showing
from gui.theme import SPACE, Theme
from gui.views.desk import Below, Desk
from gui.views.focus_strip import FocusStrip
from gui.views.grid_view import KEYS as GRID_KEYS
from gui.views.keys_page import KeysPage, native_keys
from gui.views.message_bar import MessageBar
from gui.views.pages import WelcomePage
from gui.walk import Walk
from gui.wording import QT_TRANSLATE_NOOP, Speech
from gui.workbook_job import export
from gui.workers import Handlers, Job, Workers

_FIRST_SIZE = QSize(1280, 720)

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


class MainWindow(QMainWindow):
    """The window. It holds the desk and hands what the user asks for to session, walk and focus."""

    closed = Signal()

    def __init__(
        self,
        store: SettingsStore,
        settings: Settings,
        theme: Theme,
        speech: Speech,
        workers: Workers,
        session: ReviewSession,
        desk: Desk,
        prompts: Prompts,
    ) -> None:
        super().__init__()
        self._store = store
        self._settings = settings
        self._theme = theme
        self._speech = speech
        self._workers = workers
        self.session = session
        self.desk = desk
        self.prompts = prompts
        self.icons = Icons(theme)
        self.focus = Focus(self)
        self._edit_words = EditWords(speech, self)
        self.strip = FocusStrip(theme, self)
        self.showing = Showing(session, desk, self.strip, self.focus, speech)
        self.walk = Walk(session, self.focus, desk.report_list.model, self.showing.leave_editor)
        self.welcome = WelcomePage(self)
        self.keys = KeysPage(self)
        self.pages = QStackedWidget(self)
        for page in (self.welcome, desk, self.keys):
            self.pages.addWidget(page)
        self._centre = QWidget(self)
        self._column = QVBoxLayout(self._centre)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.strip)
        self._column.addWidget(self.pages, 1)
        self.setCentralWidget(self._centre)
        self.message_bar = MessageBar(self, theme, self.icons)
        self.messages = Messages(session, self.walk, self.message_bar, speech)
        self.actions_ = Actions(self, self.icons, self._targets())
        self._export: Job[Path] | None = None
        self._build_bars()
        self._build_choices()
        self._connect()
        self.setAcceptDrops(True)
        self.resize(_FIRST_SIZE)
        self._restore_layout()
        self._show_page()
        self.retranslate()

    # --- what the outside asks ----------------------------------------------------------------------

    def open_folder(self, folder: Path, source: str | None = None) -> None:
        """Open a folder of reports in place of the one that is open."""
        if not self.showing.leave_editor() or not self._may_let_go():
            return
        self.session.open_folder(folder.absolute(), source)

    def export_workbook(self, path: Path) -> None:
        """Save the workbook of the open folder at `path`, beside the window."""
        folder = self.session.folder
        if folder is None or self._export is not None:
            return
        if not self.session.save_now():
            return  # the message bar says why; a workbook without the latest steps would be wrong
        self._show_progress(self.tr("Workbook"), 0, 0)
        self._export = self._workers.start(
            partial(_export, folder, path, self._speech),
            Handlers(
                done=self.messages.say_exported,
                failed=self.messages.say_error,
                progressed=self._on_export_progressed,
                ended=self._on_export_ended,
            ),
        )

    # --- actions --------------------------------------------------------------------------------------

    def _targets(self) -> dict[ActionId, Callable[[], object]]:
        walk, desk = self.walk, self.desk
        return {
            ActionId.OPEN_FOLDER: self._choose_folder,
            ActionId.REFRESH: self._refresh,
            ActionId.STOP_READING: self._stop,
            ActionId.EXPORT: self._choose_workbook,
            ActionId.CLOSE_WINDOW: self.close,
            ActionId.UNDO: self._undo,
            ActionId.REDO: self._redo,
            ActionId.SET_REVIEWER: self._ask_reviewer,
            ActionId.FIND: self._find,
            ActionId.PREVIOUS_REPORT: walk.previous_report,
            ActionId.NEXT_REPORT: walk.next_report,
            ActionId.PREVIOUS_LOOK: walk.previous_look,
            ActionId.NEXT_LOOK: walk.next_look,
            ActionId.TABLE_PROACTIVE: partial(self._go_to_table, TableKind.PROACTIVE),
            ActionId.TABLE_REQUESTS: partial(self._go_to_table, TableKind.REQUESTS),
            ActionId.TABLE_DISPUTES: partial(self._go_to_table, TableKind.DISPUTES),
            ActionId.SHOW_CHECKS: partial(self._go_below, Below.CHECKS),
            ActionId.SHOW_FINDINGS: partial(self._go_below, Below.FINDINGS),
            ActionId.SHOW_HISTORY: partial(self._go_below, Below.HISTORY),
            ActionId.GO_TO_SOURCE: self._go_to_source,
            ActionId.MARK_PASSES: partial(self._mark, Verdict.PASSES),
            ActionId.MARK_FAILS: partial(self._mark, Verdict.FAILS),
            ActionId.MARK_NOT_APPLICABLE: partial(self._mark, Verdict.NOT_APPLICABLE),
            ActionId.CLEAR_MARK: partial(self._mark, None),
            ActionId.DISMISS: self._dismiss,
            ActionId.REVIEWED: partial(walk.settle, ReviewState.REVIEWED),
            ActionId.LATER: partial(walk.settle, ReviewState.LATER),
            ActionId.UNREVIEWED: self._set_unreviewed,
            ActionId.RESET_LAYOUT: desk.reset_arrangement,
            ActionId.SHOW_KEYS: self._show_keys,
            ActionId.ABOUT: self._show_about,
        }

    def _choose_folder(self) -> None:
        chosen = self.prompts.folder(self, self.session.folder)
        if chosen is not None:
            self.open_folder(chosen)

    def _refresh(self) -> None:
        if self.showing.leave_editor() and self._may_let_go():
            self.session.refresh()

    def _stop(self) -> None:
        if self._export is not None:
            self._export.cancel()
        else:
            self.session.stop_reading()

    def _choose_workbook(self) -> None:
        folder = self.session.folder
        if folder is None or not self.showing.leave_editor():
            return
        name = f"{folder.name or 'gouji'}.xlsx"
        chosen = self.prompts.workbook(self, folder.parent / name)
        if chosen is not None:
            self.export_workbook(chosen)

    def _undo(self) -> None:
        if self.showing.leave_editor():
            self._show_change(self.session.undo())

    def _redo(self) -> None:
        if self.showing.leave_editor():
            self._show_change(self.session.redo())

    def _show_change(self, change: Change | None) -> None:
        """Go to where undo or redo changed something: nothing changes out of sight."""
        target = _target_of(change.edit) if change is not None else None
        if target is not None:
            self.focus.go(target)

    def _ask_reviewer(self) -> None:
        name = self.prompts.reviewer(self, self._settings.reviewer_name)
        if name is not None:
            self._change_settings(replace(self._settings, reviewer=name))
            self.session.set_reviewer(self._settings.reviewer_name)

    def _find(self) -> None:
        self.desk.list_dock.show()
        self.desk.report_list.focus_search()

    def _go_to_table(self, kind: TableKind) -> None:
        if self.showing.leave_editor():
            self.desk.show_table(kind)
            self.desk.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.desk.table_shown.emit(kind)

    def _go_below(self, tab: Below) -> None:
        self.desk.show_below(tab)
        self.desk.pane_below.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_source(self) -> None:
        self.desk.source_dock.show()
        self.desk.source.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _mark(self, verdict: Verdict | None) -> None:
        if self.desk.checks.selected:
            self.desk.checks.mark_selected(verdict)
        else:
            self.messages.say(self.tr("Choose a check first (F8 or Ctrl+4)."))

    def _dismiss(self) -> None:
        if self.desk.findings.selected:
            self.desk.findings.dismiss_selected()
        else:
            self.messages.say(self.tr("Choose a finding first (F8 or Ctrl+5)."))

    def _set_unreviewed(self) -> None:
        self.session.set_state(ReviewState.UNREVIEWED)

    def _show_keys(self) -> None:
        if self.pages.currentWidget() is self.keys:
            self._show_page()
            return
        self.keys.show_rows(self._key_rows())
        self.strip.hide()
        self.pages.setCurrentWidget(self.keys)
        self.keys.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_about(self) -> None:
        words = self.tr("Gouji %1, under the Apache License 2.0. Works offline.")
        self.messages.say(words.replace("%1", VERSION))

    # --- state shown around the desk ---------------------------------------------------------------------

    def _show_page(self) -> None:
        page = self.welcome if self.session.folder is None else self.desk
        self.strip.setVisible(page is self.desk)
        self.pages.setCurrentWidget(page)

    def _show_title(self) -> None:
        folder = self.session.folder
        name = self.tr("Gouji")
        self.setWindowTitle(f"{folder.name or folder} – {name}" if folder is not None else name)

    def _show_enabled(self) -> None:
        """What can be done now, and what undo and redo would do."""
        session, actions = self.session, self.actions_
        has_folder, has_review = session.folder is not None, session.review is not None
        may_write = has_review and not session.is_read_only
        for id in (ActionId.REFRESH, ActionId.EXPORT, ActionId.FIND):
            actions[id].setEnabled(has_folder)
        for id in (
            ActionId.PREVIOUS_REPORT,
            ActionId.NEXT_REPORT,
            ActionId.PREVIOUS_LOOK,
            ActionId.NEXT_LOOK,
        ):
            actions[id].setEnabled(has_folder)
        for id in _NEEDS_REVIEW:
            actions[id].setEnabled(has_review)
        for id in _WRITES:
            actions[id].setEnabled(may_write)
        actions[ActionId.STOP_READING].setEnabled(session.is_reading or self._export is not None)
        for id, step in (
            (ActionId.UNDO, session.next_undo),
            (ActionId.REDO, session.next_redo),
        ):
            actions[id].setEnabled(step is not None)
            what = ""
            if step is not None and session.review is not None:
                what = self._edit_words.name(step.edit, session.review)
            actions.name(id, what)

    def _show_saved(self) -> None:
        session, unsaved = self.session, self.session.unsaved
        if unsaved and session.has_save_failed:
            self._saved.setText(self.tr("▲ not saved: %n", "", unsaved))
        elif unsaved:
            self._saved.setText(self.tr("saving…"))
        elif session.review is None:
            self._saved.setText("")
        elif session.is_read_only:
            self._saved.setText(self.tr("read only"))
        else:
            self._saved.setText(self.tr("✓ saved"))
        self._saved.setToolTip(str(self.session.review_file or ""))

    def _show_progress(self, what: str, done: int, total: int) -> None:
        self._progress.setFormat(f"{what} %v/%m" if total else what)
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress_action.setVisible(True)
        self._stop_action.setVisible(True)

    def _hide_progress(self) -> None:
        if self._export is None and not self.session.is_reading:
            self._progress_action.setVisible(False)
            self._stop_action.setVisible(False)

    # --- building --------------------------------------------------------------------------------------------

    def _build_bars(self) -> None:
        self.actions_.fill_menu_bar(self.menuBar())
        # In the page and not among the window's tool bars: these get a bevel that glares on dark ground.
        bar = QToolBar(self._centre)
        bar.setIconSize(QSize(18, 18))
        self.actions_.fill_tool_bar(bar)
        gap = QWidget(bar)
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(gap)
        self._progress = QProgressBar(bar)
        self._progress.setFixedWidth(44 * SPACE)
        self._progress.setTextVisible(True)
        self._progress_action = bar.addWidget(self._progress)
        self._stop_button = QToolButton(bar)
        self._stop_button.setAutoRaise(True)
        self._stop_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stop_button.clicked.connect(self._on_stop_clicked)
        self._stop_action = bar.addWidget(self._stop_button)
        self._saved = QLabel(bar)
        self._saved.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
        bar.addWidget(self._saved)
        self.actions_.fill_tool_bar(bar, (ActionId.EXPORT,))
        self._progress_action.setVisible(False)
        self._stop_action.setVisible(False)
        self._column.insertWidget(0, bar)

    def _build_choices(self) -> None:
        """Menus of which one entry holds: language and appearance; and the panes, each on or off."""
        self._language_actions = self._choices(
            MenuId.LANGUAGE, _LANGUAGES, self._settings.language, self._on_language_chosen
        )
        self._appearance_actions = self._choices(
            MenuId.APPEARANCE, _APPEARANCES, self._settings.appearance, self._on_appearance_chosen
        )
        panes = self.actions_.menu(MenuId.PANES)
        for dock in self.desk.docks():
            panes.addAction(dock.toggleViewAction())
        self.actions_.menu(MenuId.RECENT).aboutToShow.connect(self._fill_recent)

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
            self.actions_.menu(menu).addAction(action)
            actions.append(action)
        group.triggered.connect(chosen)
        return actions

    def _connect(self) -> None:
        session = self.session
        session.folder_opened.connect(self._on_folder_opened)
        session.folder_failed.connect(self._on_folder_failed)
        session.folder_closed.connect(self._on_folder_closed)
        session.reading_progressed.connect(self._on_reading_progressed)
        session.reading_ended.connect(self._on_reading_ended)
        for signal in (session.report_opened, session.changed, session.saved, session.save_failed):
            signal.connect(self._on_state_changed)
        self.desk.report_list.chosen.connect(self._on_report_chosen)
        self.welcome.open_asked.connect(self._choose_folder)
        self.welcome.folder_asked.connect(self._on_recent_asked)
        self.keys.closed.connect(self._show_page)
        self._theme.changed.connect(self._on_theme_changed)
        self.icons.changed.connect(self._on_theme_changed)

    def _restore_layout(self) -> None:
        layout = self._store.load_layout()
        if "geometry" in layout:
            self.restoreGeometry(layout["geometry"])
        if "desk" in layout:
            self.desk.arrange(layout["desk"])

    def _change_settings(self, settings: Settings) -> None:
        self._settings = settings
        self._store.save(settings)
        self.welcome.show_recent(settings.recent_folders)

    def _may_let_go(self) -> bool:
        """Whether the open folder may be left; asks only where something would be lost."""
        return self.session.save_now() or self.prompts.may_lose(self, self.session.unsaved)

    def _key_rows(self) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
        """All keys, by menu, then those of the grids and of the panes below."""
        rows = []
        for menu, items in MENUS.items():
            lines = [
                (native_keys(SPECS[item].shortcuts), self.actions_.plain_text(item))
                for item in items
                if isinstance(item, ActionId) and SPECS[item].shortcuts
            ]
            if lines:
                rows.append((self.actions_.menu(menu).title().replace("&", ""), lines))
        native = QKeySequence.SequenceFormat.NativeText
        grid = [
            (keys.toString(native), self.desk.grid.commands[command].text())
            for command, keys in GRID_KEYS.items()
        ]
        rows.append((self.tr("In a table"), grid))
        rows.append(
            (
                self.tr("In the panes below"),
                [
                    (
                        "1  2  3  0",
                        self.tr("mark the check: passes, report's own error, not applicable, none"),
                    ),
                    ("F2", self.tr("note on the check")),
                    (native_keys(("Space",)), self.tr("finding looked at / not yet")),
                ],
            )
        )
        return rows

    # --- language, colours ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.actions_.retranslate()
        self._stop_button.setText(self.tr("Stop"))
        for words, actions in (
            (_LANGUAGES, self._language_actions),
            (_APPEARANCES, self._appearance_actions),
        ):
            for action in actions:
                action.setText(QCoreApplication.translate("Choice", words[action.data()]))
        self.welcome.show_recent(self._settings.recent_folders)
        self.showing.repeat()
        self._show_title()
        self._show_enabled()
        self._show_saved()
        if self.pages.currentWidget() is self.keys:
            self.keys.show_rows(self._key_rows())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_theme_changed(self) -> None:
        QApplication.setPalette(self._theme.palette())

    def _on_language_chosen(self, action: QAction) -> None:
        self._change_settings(replace(self._settings, language=action.data()))
        self._speech.set_choice(action.data())

    def _on_appearance_chosen(self, action: QAction) -> None:
        self._change_settings(replace(self._settings, appearance=action.data()))
        self._theme.set_appearance(action.data())

    # --- the session's news -----------------------------------------------------------------------------------

    def _on_folder_opened(self, folder: Path) -> None:
        self._change_settings(self._settings.with_recent(str(folder)))
        self._show_page()
        self.desk.report_list.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_title()
        self._show_enabled()
        self._show_saved()

    def _on_folder_failed(self, folder: Path) -> None:
        if self.session.review_file is None:
            self._change_settings(self._settings.without_recent(str(folder)))
        self._hide_progress()

    def _on_folder_closed(self) -> None:
        self._show_page()
        self._show_title()
        self._show_enabled()
        self._show_saved()

    def _on_reading_progressed(self, done: int, total: int) -> None:
        if total:
            self._show_progress(self.tr("Reading"), done, total)

    def _on_reading_ended(self) -> None:
        self._hide_progress()
        self._show_enabled()

    def _on_state_changed(self) -> None:
        self._show_enabled()
        self._show_saved()

    def _on_export_progressed(self, done: int, total: int) -> None:
        self._show_progress(self.tr("Workbook"), done, total)

    def _on_export_ended(self) -> None:
        self._export = None
        self._hide_progress()
        self._show_enabled()

    def _on_stop_clicked(self) -> None:
        self._stop()

    def _on_report_chosen(self, source: str) -> None:
        if not self.walk.open_report(source):
            self.desk.report_list.show_current(self.session.source)

    def _on_recent_asked(self, folder: str) -> None:
        self.open_folder(Path(folder))

    def _fill_recent(self) -> None:
        menu = self.actions_.menu(MenuId.RECENT)
        menu.clear()
        for folder in self._settings.recent_folders:
            action = menu.addAction(folder.replace("&", "&&"))
            action.setData(folder)
            action.triggered.connect(self._on_recent_triggered)
        menu.setEnabled(True)

    def _on_recent_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.open_folder(Path(action.data()))

    # --- dropping and closing -----------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        dropped = _dropped(event.mimeData())
        if dropped is not None:
            event.acceptProposedAction()
            self.open_folder(*dropped)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.showing.leave_editor() or not self._may_let_go():
            event.ignore()
            return
        self._store.save_layout({"geometry": self.saveGeometry(), "desk": self.desk.arrangement()})
        self.session.close()
        self._workers.shut_down()
        super().closeEvent(event)
        self.closed.emit()


_NEEDS_REVIEW = (
    ActionId.TABLE_PROACTIVE,
    ActionId.TABLE_REQUESTS,
    ActionId.TABLE_DISPUTES,
    ActionId.SHOW_CHECKS,
    ActionId.SHOW_FINDINGS,
    ActionId.SHOW_HISTORY,
    ActionId.GO_TO_SOURCE,
)
_WRITES = (
    ActionId.MARK_PASSES,
    ActionId.MARK_FAILS,
    ActionId.MARK_NOT_APPLICABLE,
    ActionId.CLEAR_MARK,
    ActionId.DISMISS,
    ActionId.REVIEWED,
    ActionId.LATER,
    ActionId.UNREVIEWED,
)


def _target_of(edit: Edit) -> Target | None:
    """What shows the effect of `edit` best."""
    match edit:
        case SetCorrection(ref, _):
            return Target(ref)
        case SetMark(check, _):
            return Target(check=check)
        case EditGroup(edits):
            return next((target for part in edits if (target := _target_of(part))), None)
        case _:
            return None


def _dropped(data: QMimeData) -> tuple[Path, str | None] | None:
    """The folder that is dropped, or that of a dropped file, together with the file."""
    for url in data.urls():
        path = Path(url.toLocalFile()) if url.isLocalFile() else None
        if path is not None and path.is_dir():
            return path, None
        if path is not None and path.is_file():
            return path.parent, path.name
    return None


def _export(folder: Path, path: Path, speech: Speech, job: Job[Path]) -> Path:
    return export(folder, path, speech.language, job.progress)
