"""Owns which folder is open: its review file, the job that reads it, and letting go of it for another one."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import GoujiError, ReadOnlyReviewFileError, SeveralReviewsError
from core.request import Request
from gui.opening_job import Arrival, OpenedFolder, ReadReports, open_and_read
from gui.workers import Handlers, Job, Workers

if TYPE_CHECKING:
    from core.store import ReviewFile


class _Run:
    """One opened folder: its job, its review file, and whether another folder has taken its place."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.job: Job[None] | None = None
        self.file: ReviewFile | None = None
        self.arrival: Arrival | None = None
        self.unclear: SeveralReviewsError | None = None
        self.is_reading = True
        self.is_retired = False


class Opening(QObject):
    """At most one folder is open; the next one begins when the file of the one before is closed."""

    opened = Signal(object)  # OpenedFolder
    read = Signal(object)  # ReadReports
    progressed = Signal(int, int)
    ended = Signal(bool)  # whether every file was reached
    failed = Signal(object, object)  # Path, GoujiError
    refused = Signal(object)  # GoujiError: the review file is not to be written
    left = Signal()  # the folder is shown no more; its file is still open
    close_failed = Signal(object)  # GoujiError
    closed = Signal()
    choice_needed = Signal(object, object)  # Request, FoundReview each; follows `closed`

    def __init__(self, workers: Workers, reviewer: str, parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._run: _Run | None = None
        self._next: Request | None = None
        self.reviewer = reviewer
        """Whose name the journal gets where a request names nobody."""

    @property
    def request(self) -> Request | None:
        """What is open."""
        return self._run.request if self._run is not None else None

    @property
    def file(self) -> "ReviewFile | None":
        """The review file of the open folder, None before it is open."""
        return self._run.file if self._run is not None else None

    def file_to_write(self) -> "ReviewFile | None":
        """The review file, to change something in it; None where somebody else holds it, which `refused` says."""
        file = self.file
        if file is not None and file.is_read_only:
            self.refused.emit(ReadOnlyReviewFileError(path=str(file.path)))
            return None
        return file

    @property
    def arrival(self) -> Arrival | None:
        """How the review of the open folder was found, None before it is open and once it is left."""
        return self._run.arrival if self._run is not None and not self._run.is_retired else None

    @property
    def is_reading(self) -> bool:
        """Whether files of the folder are being read."""
        return self._run is not None and self._run.is_reading

    def open(self, request: Request) -> None:
        """Open a folder beside the GUI thread; the open one is let go of first."""
        self._next = request
        if self._run is None:
            self._start_next()
        else:
            self._retire(self._run)

    def open_again(self, source: str | None, *, takes_over: bool = False) -> None:
        """Open the same review of the same folder once more, at the report `source`."""
        if self._run is None:
            return
        request, arrival = self._run.request, self.arrival
        review_file = request.review_file
        if arrival is not None and arrival.has_moved:
            review_file = arrival.path
        self.open(
            Request(
                request.folder,
                source,
                review_file,
                is_chosen=True,
                reviewer=request.reviewer,
                takes_over=takes_over,
            )
        )

    def bring_home(self, source: str | None) -> None:
        """Open the folder with the review that went on elsewhere taken back into it."""
        if self._run is not None and self.arrival is not None:
            self.open(Request(self._run.request.folder, source, came_from=self.arrival.path))

    def follow(self, review_file: Path) -> None:
        """The review went on there: what is opened again is that one."""
        if self._run is not None:
            request = self._run.request
            self._run.request = replace(request, review_file=review_file, is_chosen=True)

    def rename_reviewer(self, name: str) -> None:
        """Somebody else reviews from now on, where this review has a reviewer of its own."""
        if self._run is not None and self._run.request.reviewer is not None:
            self._run.request = replace(self._run.request, reviewer=name)

    def close(self) -> None:
        """Let go of the folder."""
        self._next = None
        if self._run is not None:
            self._retire(self._run)

    def stop_reading(self) -> None:
        """Leave files that are not read yet unread."""
        if self._run is not None and self._run.job is not None:
            self._run.job.cancel()

    def _start_next(self) -> None:
        if self._next is None:
            return
        request, self._next = self._next, None
        run = self._run = _Run(request)
        run.job = self._workers.start(
            partial(open_and_read, request, request.reviewer or self.reviewer),
            Handlers(
                delivered=partial(self._on_delivered, run),
                progressed=partial(self._on_progressed, run),
                failed=partial(self._on_failed, run),
                done=partial(self._on_done, run),
                ended=partial(self._on_ended, run),
            ),
        )

    def _retire(self, run: _Run) -> None:
        """Let go of a folder; its review file is closed once its job has ended."""
        if run.is_retired:
            return
        run.is_retired = True
        self.left.emit()
        if run.job is not None:
            run.job.cancel()
        if not run.is_reading:
            self._close_file(run)

    def _close_file(self, run: _Run) -> None:
        """Beside the window too: what still waits is written, and that may take its time."""
        if run.file is None:
            self._on_file_closed(run)
            return
        self._workers.start(
            partial(_close, run.file),
            Handlers(failed=self.close_failed.emit, ended=partial(self._on_file_closed, run)),
        )

    def _on_file_closed(self, run: _Run) -> None:
        run.file = None
        if run is self._run:
            self._run = None
            self.closed.emit()
            if run.unclear is not None and self._run is None:
                self.choice_needed.emit(run.request, run.unclear.params["reviews"])
            self._start_next()

    def _on_delivered(self, run: _Run, piece: object) -> None:
        if isinstance(piece, OpenedFolder):
            run.file, run.arrival = piece.file, piece.arrival
            if not run.is_retired:
                self.opened.emit(piece)
        elif isinstance(piece, ReadReports) and not run.is_retired:
            self.read.emit(piece)

    def _on_progressed(self, run: _Run, done: int, total: int) -> None:
        if not run.is_retired:
            self.progressed.emit(done, total)

    def _on_failed(self, run: _Run, error: GoujiError) -> None:
        if not run.is_retired:
            if isinstance(error, SeveralReviewsError):
                run.unclear = error  # asked once this attempt is over
            else:
                self.failed.emit(run.request.folder, error)
            if run.file is None:  # never opened: there is no folder
                run.is_retired = True

    def _on_done(self, run: _Run, _: None) -> None:
        if not run.is_retired:
            run.is_reading = False
            self.ended.emit(True)

    def _on_ended(self, run: _Run) -> None:
        was_reading, run.is_reading = run.is_reading, False
        if run.is_retired:
            self._close_file(run)
        elif was_reading:
            self.ended.emit(False)


def _close(file: "ReviewFile", job: Job[None]) -> None:  # noqa: ARG001
    file.close()
