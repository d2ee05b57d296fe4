"""Owns what the window says of how things stand: its title, which actions can be done, and whether all is saved."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from gui.action_list import ActionId
from gui.actions import Actions
from gui.comparing import Comparing
from gui.edit_words import EditWords
from gui.job_progress import JobProgress
from gui.session import ReviewSession
from gui.tool_bar import ToolBar
from gui.wording import Speech

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


class WindowState(QObject):
    """Follows the session, the comparison and the jobs."""

    def __init__(
        self,
        window: QMainWindow,
        session: ReviewSession,
        comparing: Comparing,
        jobs: JobProgress,
        actions: Actions,
        tools: ToolBar,
        speech: Speech,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._comparing = comparing
        self._jobs = jobs
        self._actions = actions
        self._tools = tools
        self._words = EditWords(speech, self)
        for signal in (
            session.folder_opened,
            session.report_opened,
            session.editing.changed,
            session.saving.saved,
            session.saving.failed,
            session.saving.moved,
            session.reviewer_changed,
            session.lock_waited_for,
            session.grounds.changed,
            comparing.began,
            comparing.compared,
            comparing.ended,
            jobs.ended,
        ):
            signal.connect(self.show)

    def show(self) -> None:
        """Say how things stand now."""
        session = self._session
        self._window.setWindowTitle(self._title())
        has_folder, has_review = session.folder is not None, session.review is not None
        for ids, is_possible in (
            (_NEEDS_FOLDER, has_folder),
            (_NEEDS_REVIEW, has_review),
            (_WRITES, has_review and not session.is_read_only),
            ((ActionId.STOP_READING,), self._jobs.is_busy),
            ((ActionId.SAVE_ELSEWHERE,), bool(session.saving.unsaved)),
        ):
            for id in ids:
                self._actions[id].setEnabled(is_possible)
        self._show_steps()
        self._actions.name(ActionId.COMPARE, self.tr("(end)") if self._comparing.is_on else "")
        self._tools.show_saved(session)

    def _title(self) -> str:
        session, name = self._session, self.tr("Gouji")
        folder = session.folder
        if folder is None:
            return name
        second = [self.tr("second review")] if session.is_second else []
        return " – ".join([folder.name or str(folder), *second, session.reviewer, name])

    def _show_steps(self) -> None:
        """Undo and redo say what they would do."""
        session = self._session
        for id, step in (
            (ActionId.UNDO, session.editing.next_undo),
            (ActionId.REDO, session.editing.next_redo),
        ):
            what = ""
            if step is not None and session.review is not None:
                what = self._words.name(step.edit, session.review)
            self._actions[id].setEnabled(step is not None)
            self._actions.name(id, what)
