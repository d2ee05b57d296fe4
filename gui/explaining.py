"""Owns the explanation of the open report: made beside the GUI thread, anew after every change."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.edits import Change
from core.forms import load_forms
from core.review import Review
from gui.session import ReviewSession
from gui.workers import Handlers, Job, Workers

if TYPE_CHECKING:
    from core.explanation import Explanation
    from core.rules import Context


class Explaining(QObject):
    """Keeps `explanation` up with the session; None while it is not known.

    Changes that come in one turn of the event loop are explained together, and what was being explained
    while another change came is dropped.
    """

    explained = Signal(object)  # Explanation of the open report, None where there is none

    def __init__(self, session: ReviewSession, workers: Workers) -> None:
        super().__init__(session)
        self._session = session
        self._workers = workers
        self._is_wanted = False
        self._is_running = False
        self.explanation: Explanation | None = None
        session.report_opened.connect(self._on_report_opened)
        session.folder_closed.connect(self._on_report_opened)
        session.editing.changed.connect(self._on_changed)
        session.grounds.changed.connect(self.ask)

    @property
    def is_current(self) -> bool:
        """Whether `explanation` says how the open report stands now."""
        return not self._is_wanted and not self._is_running

    def ask(self) -> None:
        """Explain the open report anew once the event loop comes round."""
        if not self._is_wanted:
            self._is_wanted = True
            QTimer.singleShot(0, self, self._start)

    def _on_report_opened(self) -> None:
        self.explanation = None
        self.ask()

    def _on_changed(self, change: Change) -> None:
        if change.form_changed:
            self._on_report_opened()  # other cells, other checks
        else:
            self.ask()

    def _start(self) -> None:
        if self.explanation is None:
            self.explained.emit(None)  # not before the panes show the cells that are there now
        if self._is_running or not self._is_wanted:
            return
        self._is_wanted = False
        review, context = self._session.review, self._session.report.context
        if review is None or context is None:
            return
        self._is_running = True
        self._workers.start(
            partial(_explain, _Standing(review), context),
            Handlers(done=self._on_done, ended=self._on_ended),
        )

    def _on_done(self, explanation: "Explanation") -> None:
        if not self._is_wanted and self._session.review is not None:
            self.explanation = explanation
            self._is_running = False
            self.explained.emit(explanation)

    def _on_ended(self) -> None:
        self._is_running = False
        if self._is_wanted:
            self._start()


class _Standing:
    """How a Review stands, as values that no later edit changes."""

    def __init__(self, review: Review) -> None:
        self._report = review.report
        self._decisions = review.decisions
        self._returned = review.returned
        self._rules_off = review.rules_off

    def review(self) -> Review:
        """A Review of its own that stands like that."""
        from core.folder import reread

        review = Review(self._report, load_forms(), reread)
        review.resume(self._decisions, self._returned)
        review.rules_off = self._rules_off
        return review


def _explain(
    standing: _Standing,
    context: "Context",
    job: Job["Explanation"],  # noqa: ARG001
) -> "Explanation":
    from core.explanation import explain

    return explain(standing.review(), context)
