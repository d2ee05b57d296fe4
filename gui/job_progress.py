"""Owns the progress of the job that runs: reading a folder, saving a workbook, or comparing two reviews."""

from PySide6.QtCore import QObject, Signal

from gui.comparing import Comparing
from gui.exporting import Exporting
from gui.session import ReviewSession
from gui.tool_bar import ToolBar


class JobProgress(QObject):
    """Shows in the tool bar how far the job is, which can be stopped there."""

    ended = Signal()  # a job; another one may run

    def __init__(
        self, session: ReviewSession, exporting: Exporting, comparing: Comparing, tools: ToolBar
    ) -> None:
        super().__init__(tools)
        self._session = session
        self._exporting = exporting
        self._comparing = comparing
        self._tools = tools
        session.reading_progressed.connect(self._on_reading_progressed)
        session.reading_ended.connect(self._on_ended)
        session.folder_closed.connect(self._on_ended)
        exporting.progressed.connect(self._on_export_progressed)
        exporting.ended.connect(self._on_ended)
        comparing.began.connect(self._on_comparing_began)
        comparing.progressed.connect(self._on_comparing_progressed)
        comparing.finished.connect(self._on_ended)
        tools.stop_button.clicked.connect(self.stop)

    @property
    def is_busy(self) -> bool:
        """Whether a job runs."""
        is_alone = not self._exporting.is_running and not self._comparing.is_running
        return self._session.is_reading or not is_alone

    def stop(self) -> None:
        """End the job whose progress is shown."""
        if self._exporting.is_running:
            self._exporting.stop()
        elif self._comparing.is_running:
            self._comparing.stop()
        else:
            self._session.stop_reading()

    def _on_ended(self) -> None:
        if not self.is_busy:
            self._tools.hide_progress()
        self.ended.emit()

    def _on_reading_progressed(self, done: int, total: int) -> None:
        if total:
            self._tools.show_progress(self.tr("Reading"), done, total)

    def _on_export_progressed(self, done: int, total: int) -> None:
        self._tools.show_progress(self.tr("Workbook"), done, total)

    def _on_comparing_began(self) -> None:
        self._on_comparing_progressed(0, 0)

    def _on_comparing_progressed(self, done: int, total: int) -> None:
        self._tools.show_progress(self.tr("Comparing"), done, total)
