"""Owns going through a folder: from one thing that needs a look to the next, from report to report."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from core.edits import ReviewState
from gui.focus import Focus
from gui.listed import ListedReport
from gui.looks import Target, looks, next_look, previous_look, target_place
from gui.models.report_list import ReportListModel
from gui.session import ReviewSession


class Walk(QObject):
    """Moves the focus; opens other reports where this one has nothing left. Goes by the list as it is shown."""

    nothing_left = Signal()  # no report of the list has anything to look at in this direction
    all_reviewed = Signal()  # no report of the list is left to be reviewed

    def __init__(
        self,
        session: ReviewSession,
        focus: Focus,
        rows: ReportListModel,
        may_leave: Callable[[], bool],
    ) -> None:
        super().__init__(session)
        self._session = session
        self._focus = focus
        self._rows = rows
        self._may_leave = may_leave
        self._step = 1
        self._takes_keyboard = False
        session.report_opened.connect(self._on_report_opened)

    # --- reports -----------------------------------------------------------------------------------

    def open_report(self, source: str) -> bool:
        """Open a report that was chosen in the list; the keyboard stays there."""
        return self._open(source, 1, takes_keyboard=False)

    def next_report(self) -> None:
        """The report below this one in the list."""
        self._open(self._rows.around(self._session.source, 1, _any, wrap=False), 1)

    def previous_report(self) -> None:
        """The report above this one in the list."""
        self._open(self._rows.around(self._session.source, -1, _any, wrap=False), 1)

    def settle(self, state: ReviewState) -> None:
        """Give the open report this state and go on to the next one that is to be reviewed."""
        if not self._may_leave() or self._session.review is None:
            return
        following = self._rows.around(self._session.source, 1, _is_open, wrap=True)
        if not self._session.editing.set_state(state):
            return
        if following is None:
            self.all_reviewed.emit()
        else:
            self._open(following, 1)

    # --- things to look at ------------------------------------------------------------------------

    def next_look(self) -> None:
        """What needs a look next, in this report or in one further down the list."""
        self._look(1)

    def previous_look(self) -> None:
        """What needed a look before, in this report or in one further up the list."""
        self._look(-1)

    def _look(self, step: int) -> None:
        if not self._may_leave():
            return
        find = next_look if step > 0 else previous_look
        review = self._session.review
        stops = looks(review) if review is not None else []
        place = target_place(review, self._focus.target) if review is not None else None
        stop = find(stops, place)
        source = None
        if stop is None:
            source = self._rows.around(self._session.source, step, _needs_look, wrap=True)
            if source is None:  # the other reports are done: round again in this one
                stop = find(stops, None)
        if stop is not None:
            self._focus.go(stop.target, take_keyboard=True)
        elif source is not None:
            self._open(source, step)
        else:
            self.nothing_left.emit()

    def _open(self, source: str | None, step: int, takes_keyboard: bool = True) -> bool:
        if source is None or not self._may_leave():
            return False
        self._step, self._takes_keyboard = step, takes_keyboard
        self._session.open_report(source)
        return True

    def _on_report_opened(self) -> None:
        """Begin at the first thing that needs a look, or at the last one when going back."""
        review = self._session.review
        if review is None:
            return
        stops = looks(review)
        stop = (next_look if self._step > 0 else previous_look)(stops, None)
        target = stop.target if stop is not None else Target(review.form.index.refs[0])
        self._focus.go(target, take_keyboard=self._takes_keyboard)
        self._step, self._takes_keyboard = 1, False


def _any(row: ListedReport) -> bool:  # noqa: ARG001
    return True


def _is_open(row: ListedReport) -> bool:
    return row.is_open


def _needs_look(row: ListedReport) -> bool:
    return row.is_open and bool(row.unjudged or row.looks)
