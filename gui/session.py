"""Owns the open folder as the window knows it: opening and leaving it, and who takes part in its review.

Views show what the session and its parts say and ask them for edits; nothing else writes. Every edit is on the disk
before `saved` says so. Where writing fails it holds all the same, is kept, and is written by a later attempt.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.request import Request
from core.review import Review
from gui.editing import Editing
from gui.grounds import Grounds
from gui.journal import Journal
from gui.listed import ListedReport
from gui.lock_watch import LockWatch
from gui.merging import Merging
from gui.open_report import OpenReport
from gui.opening import Opening
from gui.opening_job import Arrival, OpenedFolder, ReadReports
from gui.report_rows import ReportRows
from gui.saving import Saving
from gui.surroundings import Surroundings
from gui.text_search import TextSearch
from gui.workers import Workers

if TYPE_CHECKING:
    from core.store import ReviewFile


class ReviewSession(QObject):
    """The only writer of the window. Signals are past facts.

    `report` is the one on the screen, `editing` the one way to change it; `saving` gets what is done onto the disk,
    `journal` holds it, `merging` takes over what others did. `grounds` are what findings rest on, `surroundings`
    know the report from beside it, `text_search` looks into all texts.
    """

    folder_opened = Signal(object)  # Path; `rows` are known
    folder_failed = Signal(object, object)  # Path, GoujiError
    folder_closed = Signal()
    choice_needed = Signal(object, object)  # Request, FoundReview each: which one is meant
    locked_by_other = Signal(object)  # ReviewFileLockedError: opened to be read only
    reports_changed = Signal(object)  # list[ListedReport]
    reading_progressed = Signal(int, int)
    reading_ended = Signal(bool)  # whether every file was reached
    report_awaited = Signal(object)  # ListedReport that is being brought
    report_opened = Signal(object)  # ListedReport; `review` is None where it cannot be read
    reading_renewed = Signal(object)  # Rebase: the file or the reader changed under a review
    refused = Signal(object)  # GoujiError; nothing was changed
    lock_waited_for = Signal()  # somebody else holds the review file; it is taken once it is free
    lock_taken = Signal()  # what somebody else held can be written here now
    reviewer_changed = Signal()

    def __init__(self, workers: Workers, reviewer: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._has_waited = False
        self._rows = ReportRows(self)
        self._opening = Opening(workers, reviewer, self)
        self._lock_watch = LockWatch(workers, self)
        self.saving = Saving(workers, self)
        self.surroundings = Surroundings(workers, self)
        self.journal = Journal(workers, self)
        self.merging = Merging(workers, self)
        self.text_search = TextSearch(workers, self)
        self.report = OpenReport(workers, self._rows, self.surroundings, self.journal, self)
        self.grounds = Grounds(
            self._opening, self.report, self._rows, self.surroundings, self.saving, self
        )
        self.editing = Editing(self._opening, self.report, self.journal, self.saving, self)
        self._connect()

    def _connect(self) -> None:
        opening = self._opening
        opening.opened.connect(self._on_opened)
        opening.read.connect(self._on_read)
        opening.progressed.connect(self.reading_progressed)
        opening.ended.connect(self._on_reading_ended)
        opening.failed.connect(self.folder_failed)
        opening.choice_needed.connect(self.choice_needed)
        opening.left.connect(self._on_left)
        opening.close_failed.connect(self.saving.failed)
        opening.closed.connect(self.folder_closed)
        opening.refused.connect(self.refused)
        self._rows.changed.connect(self.reports_changed)
        self.report.awaited.connect(self.report_awaited)
        self.report.opened.connect(self.report_opened)
        self.report.renewed.connect(self.reading_renewed)
        self.editing.refused.connect(self.refused)
        self.saving.refused.connect(self.refused)
        self.saving.saved.connect(self.journal.follow_saved)
        self.saving.moved.connect(self._on_moved)
        self.surroundings.failed.connect(self.refused)
        self.journal.failed.connect(self.refused)
        self.merging.failed.connect(self.refused)
        self.merging.taken_over.connect(self.refresh)
        self._lock_watch.freed.connect(self._on_lock_freed)

    # --- what the window reads -----------------------------------------------------------------------

    @property
    def folder(self) -> Path | None:
        """The open folder."""
        request = self._opening.request
        return request.folder if request is not None else None

    @property
    def rows(self) -> list[ListedReport]:
        """The files of the folder, in natural order."""
        return self._rows.all()

    @property
    def review(self) -> Review | None:
        """The review of the report on the screen, None where it cannot be read or there is none."""
        return self.report.review

    @property
    def source(self) -> str | None:
        """The file of the report on the screen."""
        return self.report.source

    @property
    def current(self) -> ListedReport | None:
        """The row of the report on the screen."""
        return self._rows.get(self.source)

    @property
    def is_reading(self) -> bool:
        """Whether files of the folder are being read."""
        return self._opening.is_reading

    @property
    def is_read_only(self) -> bool:
        """Whether somebody else holds the review file, so that nothing can be changed here."""
        file = self._file
        return file is not None and file.is_read_only

    @property
    def is_waiting(self) -> bool:
        """Whether the review file is taken as soon as nobody else holds it."""
        return self._lock_watch.is_on

    @property
    def reviewer(self) -> str:
        """Whose name the journal gets: that of this review, else the one of the settings."""
        request = self._opening.request
        return (request.reviewer if request is not None else None) or self._opening.reviewer

    @property
    def review_file(self) -> Path | None:
        """Where the review is kept."""
        return self._file.path if self._file is not None else None

    @property
    def arrival(self) -> Arrival | None:
        """How the review of the open folder was found."""
        return self._opening.arrival

    @property
    def is_elsewhere(self) -> bool:
        """Whether the review is kept with the user's data, as the folder cannot be written."""
        return self.arrival is not None and self.arrival.is_elsewhere

    @property
    def is_second(self) -> bool:
        """Whether this is an independent second review."""
        return self.arrival is not None and self.arrival.is_second

    # --- folders -----------------------------------------------------------------------------------------

    def open_folder(self, folder: Path, source: str | None = None) -> None:
        """Open `folder`, as `open` does."""
        self.open(Request(folder, source))

    def open(self, request: Request) -> None:
        """Open a folder beside the GUI thread, and the report asked for (else the first) once it is read.

        The open folder is let go of first. Steps that could not be saved are lost by then: ask before.
        Where it is not clear which review is meant, `choice_needed` asks.
        """
        self._opening.open(request)

    def refresh(self) -> None:
        """Look at the folder again: new, changed and vanished files."""
        self._opening.open_again(self.source)

    def bring_home(self) -> None:
        """Have the review that went on elsewhere in the folder again."""
        self._opening.bring_home(self.source)

    def wait_for_lock(self) -> None:
        """Take the review file as soon as whoever holds it lets go of it; until then all can be looked at."""
        path = self.review_file
        if path is not None and self.is_read_only and not self.is_waiting:
            self._lock_watch.start(path)
            self.lock_waited_for.emit()

    def take_over(self) -> None:
        """Write the review file although another machine left a lock: the reviewer says it is not in use."""
        self._opening.open_again(self.source, takes_over=True)

    def stop_reading(self) -> None:
        """Leave files that are not read yet unread."""
        self._opening.stop_reading()

    def close(self) -> None:
        """Let go of the folder. The workers must be shut down before or after."""
        self._opening.close()

    @property
    def has_own_reviewer(self) -> bool:
        """Whether who reviews here is said for this review alone, not for all."""
        request = self._opening.request
        return request is not None and request.reviewer is not None

    def set_reviewer(self, name: str) -> None:
        """Write `name` into the journal from now on; where this review has a reviewer of its own, into it alone."""
        if self.has_own_reviewer:
            self._opening.rename_reviewer(name)
        else:
            self._opening.reviewer = name
        if self._file is not None:
            self._file.reviewer = name
        self.reviewer_changed.emit()

    # --- reports ------------------------------------------------------------------------------------------

    def open_report(self, source: str) -> None:
        """Bring the report to the screen; `report_opened` says when it is there."""
        row = self._rows.get(source)
        if row is not None:
            self.report.bring(row)

    def search_texts(self, words: Sequence[str]) -> None:
        """Look for `words` in the texts of the folder; `text_search` tells what is found."""
        if self.folder is not None:
            self.text_search.begin(self.folder, self.rows, words)

    def merge_from(self, path: Path, *, takes_rules: bool = False) -> None:
        """Take over what was decided only in the review file at `path`; `merging` tells. Opens the folder anew.

        `takes_rules`: rules that were switched only there are switched here, too.
        """
        file = self._opening.file_to_write()
        if file is not None:
            self.merging.begin(file, path, takes_rules=takes_rules)

    # --- inside -------------------------------------------------------------------------------------------

    @property
    def _file(self) -> "ReviewFile | None":
        return self._opening.file

    def _on_left(self) -> None:
        """The folder is let go of: nothing of it is shown any more."""
        self.text_search.stop()
        self.surroundings.forget()
        self.saving.use(None)
        self.journal.use(None)
        self._lock_watch.stop()
        self.report.use(None)
        self._rows.reset()

    def _on_opened(self, opened: OpenedFolder) -> None:
        request = self._opening.request
        if request is None:
            return
        self._rows.reset(opened.rows)
        self.report.use(opened.file, request.source)
        self.saving.use(opened.file)
        self.journal.use(opened.file)
        self.folder_opened.emit(request.folder)
        if opened.locked is not None:
            self.locked_by_other.emit(opened.locked)
        elif self._has_waited:
            self.lock_taken.emit()
        self._has_waited = False
        self.report.bring_first()

    def _on_moved(self, path: Path, goes_on: bool) -> None:
        if goes_on:
            self._opening.follow(path)

    def _on_read(self, piece: ReadReports) -> None:
        self._rows.put(piece.rows)
        for rebase in piece.rebases:
            self.reading_renewed.emit(rebase)
        if self.report.wanted is None:
            self.report.bring_first()

    def _on_reading_ended(self, is_complete: bool) -> None:
        self.reading_ended.emit(is_complete)
        if is_complete:
            self.grounds.look_over()

    def _on_lock_freed(self) -> None:
        self._has_waited = True
        self.refresh()
