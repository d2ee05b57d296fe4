"""Owns the page of units in the window: turned to and back from, and the way from it to a report and a cell."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from core.cells import CellRef
from gui.focus import Focus
from gui.looks import Target
from gui.session import ReviewSession
from gui.theme import Theme
from gui.unit_work import UnitWork
from gui.views.units_page import UnitsPage
from gui.walk import Walk
from gui.wording import Speech
from gui.workers import Workers


class UnitDesk(QObject):
    """`left` says that the reviewer goes back to the reports."""

    left = Signal()

    def __init__(
        self,
        session: ReviewSession,
        workers: Workers,
        focus: Focus,
        walk: Walk,
        theme: Theme,
        speech: Speech,
        parent: QWidget,
    ) -> None:
        super().__init__(session)
        self._session = session
        self._focus = focus
        self._walk = walk
        self._wanted: tuple[str, CellRef] | None = None
        self.work = UnitWork(session, workers)
        self.page = UnitsPage(theme, speech, self.work, parent)
        self.page.closed.connect(self.leave)
        self.page.report_asked.connect(self._on_report_asked)
        session.report_opened.connect(self._on_report_opened)

    def begin(self) -> None:
        """The page is turned to."""
        self.page.begin()
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Go back to the reports."""
        self.page.end()
        self.left.emit()

    def _on_report_asked(self, source: str, cell: CellRef | None) -> None:
        self.leave()
        self._wanted = None if cell is None else (source, cell)
        if source == self._session.source:
            self._on_report_opened()
        else:
            self._walk.open_report(source)

    def _on_report_opened(self) -> None:
        wanted, review = self._wanted, self._session.review
        if wanted is None or review is None or wanted[0] != self._session.source:
            return
        self._wanted = None
        if wanted[1] in review.form.index.positions:
            self._focus.go(Target(wanted[1]), take_keyboard=True)
