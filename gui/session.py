"""Owns the open folder: its rows, the report on the screen, and the only way anything in it is changed.

Views show what the session says and ask it for edits; nothing else writes. Every edit is on the disk before
`saved` says so. Where writing fails it holds all the same, is kept, and is written by a later attempt.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.audit import AuditEntry, EntryKind
from core.canonical import Json
from core.edits import Change, Edit, ReviewState, SetIdentity, SetState
from core.errors import EditError, GoujiError, ReadOnlyReviewFileError, ReviewFileLockedError
from core.history import Step
from core.review import Review
from gui import folder_jobs
from gui.folder_jobs import FoundTexts, LoadedReport, OpenedFolder, ReadReports
from gui.listed import Condition, ListedReport, listed, listed_unopened, unreadable
from gui.workers import Handlers, Job, Workers

if TYPE_CHECKING:
    from core.rules import Context, RuleCount
    from core.store import ReviewFile
    from core.store.lock import Holder
    from core.store.recovery import Recovery
    from core.survey import Survey

RETRY_MS = 3000
"""How long to wait before unsaved steps are tried again."""

LOCK_MS = 1000
"""How often to look whether a review file that is waited for is free."""


class _Run:
    """One opened folder: its job, its review file, and whether another folder has taken its place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.job: Job[None] | None = None
        self.file: ReviewFile | None = None
        self.is_reading = True
        self.is_retired = False


class ReviewSession(QObject):
    """The only writer of the window. Signals are past facts."""

    folder_opened = Signal(object)  # Path; `rows` are known
    folder_failed = Signal(object, object)  # Path, GoujiError
    folder_closed = Signal()
    locked_by_other = Signal(object)  # ReviewFileLockedError: opened to be read only
    reports_changed = Signal(object)  # list[ListedReport]
    reading_progressed = Signal(int, int)
    reading_ended = Signal(bool)  # whether every file was reached
    report_awaited = Signal(object)  # ListedReport that is being brought
    report_opened = Signal(object)  # ListedReport; `review` is None where it cannot be read
    reading_renewed = Signal(object)  # Rebase: the file or the reader changed under a review
    changed = Signal(object)  # Change of the open report
    saved = Signal()
    save_failed = Signal(object)  # GoujiError; `unsaved` steps are kept
    refused = Signal(object)  # GoujiError; nothing was changed
    text_found = Signal(object, object)  # words, sources
    folder_trail_read = Signal(object)  # the journal of the whole folder, oldest first
    lock_waited_for = Signal()  # somebody else holds the review file; it is taken once it is free
    lock_taken = Signal()  # what somebody else held can be written here now
    moved_elsewhere = Signal(
        object, bool
    )  # Path; whether work goes on there, or it holds what waited
    handed_over = Signal(object)  # Path
    merged = Signal(object)  # core.merge.Merge
    merge_failed = Signal()
    reviewer_changed = Signal()
    stands_already = Signal()  # going back changed nothing: it is how the report stands
    context_changed = Signal()  # what is known of the open report from beside it, or its rules
    rules_counted = Signal(object)  # RuleCount by rule: what was put aside in this folder

    def __init__(self, workers: Workers, reviewer: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._reviewer = reviewer
        self._run: _Run | None = None
        self._next: tuple[Path, str | None] | None = None
        self._wanted: str | None = None
        self._rows: dict[str, ListedReport] = {}
        self._search: Job[None] | None = None
        self._counting: Job[Mapping[str, RuleCount]] | None = None
        self._survey_job: Job[Survey] | None = None
        self._beside: Mapping[str, Context] = {}
        self._changed_since: set[str] = set()
        """The reports in which something was done since the last survey began: it does not know."""
        self.review: Review | None = None
        self.context: Context | None = None
        self.source: str | None = None
        self.is_saving = False
        self.has_save_failed = False
        self._retry = QTimer(self)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self.retry)
        self._takes_over = False
        self._has_waited = False
        self._lock_timer = QTimer(self)
        self._lock_timer.setInterval(LOCK_MS)
        self._lock_timer.timeout.connect(self._look_for_lock)

    # --- what the window reads -----------------------------------------------------------------------

    @property
    def folder(self) -> Path | None:
        """The open folder."""
        return self._run.folder if self._run is not None else None

    @property
    def rows(self) -> list[ListedReport]:
        """The files of the folder, in natural order."""
        return list(self._rows.values())

    @property
    def current(self) -> ListedReport | None:
        """The row of the report on the screen."""
        return self._rows.get(self.source) if self.source is not None else None

    @property
    def is_reading(self) -> bool:
        """Whether files of the folder are being read."""
        return self._run is not None and self._run.is_reading

    @property
    def is_read_only(self) -> bool:
        """Whether somebody else holds the review file, so that nothing can be changed here."""
        file = self._file
        return file is not None and file.is_read_only

    @property
    def is_waiting(self) -> bool:
        """Whether the review file is taken as soon as nobody else holds it."""
        return self._lock_timer.isActive()

    @property
    def reviewer(self) -> str:
        """Whose name the journal gets."""
        return self._reviewer

    @property
    def review_file(self) -> Path | None:
        """Where the review is kept."""
        return self._file.path if self._file is not None else None

    @property
    def is_elsewhere(self) -> bool:
        """Whether the review is kept with the user's data, as the folder cannot be written."""
        return self._file is not None and self._file.is_elsewhere

    @property
    def recovery(self) -> "Recovery | None":
        """What became of a review file that was damaged."""
        return self._file.recovery if self._file is not None else None

    @property
    def left_by(self) -> "Holder | None":
        """Who had the review file open last and ended in a crash."""
        return self._file.left_by if self._file is not None else None

    @property
    def rescued(self) -> int:
        """How many steps an earlier session could not write, and that were taken over now."""
        return self._file.rescued if self._file is not None else 0

    @property
    def diverged(self) -> Path | None:
        """Another review file of this folder that holds other work."""
        return self._file.diverged if self._file is not None else None

    @property
    def unsaved(self) -> int:
        """How many steps are not on the disk."""
        return self._file.unsaved if self._file is not None else 0

    @property
    def next_undo(self) -> Step | None:
        """What undo would take back in the open report."""
        return self._history_step("next_undo")

    @property
    def next_redo(self) -> Step | None:
        """What redo would repeat in the open report."""
        return self._history_step("next_redo")

    def trail(self) -> tuple[AuditEntry, ...]:
        """The journal of the open report, oldest first."""
        if self._file is None or self.review is None:
            return ()
        return self._file.trail(self.review)

    def ask_folder_trail(self) -> None:
        """Read the journal of the whole folder beside the window; `folder_trail_read` brings it."""
        if self._file is not None:
            self._workers.start(
                partial(_read_trail, self._file),
                Handlers(
                    done=partial(self._on_folder_trail, self._file),
                    failed=self.refused.emit,
                ),
            )

    # --- folders -----------------------------------------------------------------------------------------

    def open_folder(self, folder: Path, source: str | None = None) -> None:
        """Open `folder` beside the GUI thread, and the report `source` (else the first) once it is read.

        The open folder is let go of first. Steps that could not be saved are lost by then: ask before.
        """
        self._next = (folder, source)
        if self._run is None:
            self._start_next()
        else:
            self._retire(self._run)

    def refresh(self) -> None:
        """Look at the folder again: new, changed and vanished files."""
        if self._run is not None:
            self.open_folder(self._run.folder, self.source)

    def wait_for_lock(self) -> None:
        """Take the review file as soon as whoever holds it lets go of it; until then all can be looked at."""
        if self.is_read_only and not self.is_waiting:
            self._lock_timer.start()
            self.lock_waited_for.emit()

    def take_over(self) -> None:
        """Write the review file although another machine left a lock: the reviewer says it is not in use."""
        self._takes_over = True
        self.refresh()

    def stop_reading(self) -> None:
        """Leave files that are not read yet unread."""
        if self._run is not None and self._run.job is not None:
            self._run.job.cancel()

    def close(self) -> None:
        """Let go of the folder. The workers must be shut down before or after."""
        self._next = None
        if self._run is not None:
            self._retire(self._run)

    def set_reviewer(self, name: str) -> None:
        """Write `name` into the journal from now on."""
        self._reviewer = name
        if self._file is not None:
            self._file.reviewer = name
        self.reviewer_changed.emit()

    # --- reports ------------------------------------------------------------------------------------------

    def open_report(self, source: str) -> None:
        """Bring the report to the screen; `report_opened` says when it is there."""
        row = self._rows[source]
        self._wanted = source
        file = self._file
        if row.condition is Condition.UNREADABLE or file is None:
            self._show(row, None)
            return
        self.report_awaited.emit(row)
        self._workers.start(
            partial(_load, file, source, self._beside.get(source)),
            Handlers(done=self._on_report_loaded, failed=partial(self._on_report_failed, source)),
        )

    def search_texts(self, words: Sequence[str]) -> None:
        """Look for `words` in the texts of the folder; `text_found` brings what is found, in parts."""
        if self._search is not None:
            self._search.cancel()
            self._search = None
        if self._run is None or not any(len(word) > 1 for word in words):
            return
        self._search = self._workers.start(
            partial(_search, self._run.folder, self.rows, tuple(words)),
            Handlers(delivered=partial(self._on_text_found, tuple(words))),
        )

    # --- rules --------------------------------------------------------------------------------------------

    @property
    def rules_off(self) -> frozenset[str]:
        """The rules that are switched off for the open folder."""
        return self._file.rules_off() if self._file is not None else frozenset()

    def switch_rule(self, rule: str, is_on: bool) -> None:
        """Switch a rule on or off for the open folder; it is an entry of the folder's journal."""
        file = self._file
        if file is None or self._refuse_read_only():
            return
        self._workers.start(
            partial(_switch, file, rule, is_on),
            Handlers(
                done=self._on_written,
                failed=self._on_save_failed,
                ended=partial(self._on_rule_switched, file),
            ),
        )

    def count_rules(self) -> None:
        """Count what the rules said of the reports that somebody has worked on; `rules_counted` tells."""
        file = self._file
        if self._counting is not None:
            self._counting.cancel()
        if file is not None:
            self._counting = self._workers.start(
                partial(_count_rules, file), Handlers(done=partial(self._on_rules_counted, file))
            )

    # --- the one way to change anything ---------------------------------------------------------------

    def submit(
        self,
        edit: Edit,
        reason: str = "",
        kind: EntryKind = EntryKind.EDIT,
        facts: Mapping[str, Json] | None = None,
    ) -> bool:
        """Apply `edit` to the open report and save it. False where it was refused, changing nothing."""
        review, file = self.review, self._file
        if review is None or file is None or self._refuse_read_only():
            return False
        try:
            change = review.apply(edit)
        except EditError as error:
            self.refused.emit(error)
            return False
        self._keep(change, kind, reason, facts=facts)
        return True

    def set_state(self, state: ReviewState) -> bool:
        """Say where the review of the open report stands."""
        if self.review is None or self.review.state is state:
            return self.review is not None
        return self.submit(SetState(state))

    def undo(self) -> Change | None:
        """Take the last step of the open report back, as a new entry of its journal."""
        step = self.next_undo
        return self._step(step, step.inverse, EntryKind.UNDO) if step is not None else None

    def redo(self) -> Change | None:
        """Repeat the step that was taken back last."""
        step = self.next_redo
        return self._step(step, step.edit, EntryKind.REDO) if step is not None else None

    def restore_to(self, entry: AuditEntry, reason: str = "") -> bool:
        """Bring the open report back to how it was after `entry`, as a new step; False where it stands so."""
        review, file = self.review, self._file
        if review is None or file is None or self._refuse_read_only():
            return False
        edits = file.edits_to(review, entry.seq)
        if edits is None:
            self.stands_already.emit()
            return False
        change = review.replay(edits)
        self._keep(change, EntryKind.RESTORE, reason, entry.seq)
        return True

    def retry(self) -> None:
        """Try once more to write what could not be saved."""
        if self.unsaved:
            self._save()

    def hand_over(self, path: Path) -> None:
        """Write the whole review as one file at `path`; `handed_over` tells."""
        if self._file is not None:
            self._workers.start(
                partial(_copy, self._file, path),
                Handlers(done=partial(self._on_handed_over, path), failed=self.refused.emit),
            )

    def merge_from(self, path: Path) -> None:
        """Take over what was decided only in the review file at `path`; `merged` tells. Opens the folder anew."""
        file = self._file
        if file is not None and not self._refuse_read_only():
            self._workers.start(
                partial(folder_jobs.merge_from, file, path),
                Handlers(done=self._on_merged, failed=self._on_merge_failed),
            )

    def save_elsewhere(self, path: Path) -> None:
        """Go on in a copy of the review file at `path`, with all that is unsaved; `moved_elsewhere` tells."""
        if self._file is not None:
            self._workers.start(
                partial(_move, self._file, path),
                Handlers(
                    done=partial(self._on_moved, self._file, path), failed=self._on_save_failed
                ),
            )

    def save_now(self) -> bool:
        """Write what is unsaved before going on; False where that fails."""
        if self._file is None or not self._file.unsaved:
            return True
        try:
            self._file.retry()
        except GoujiError as error:
            self._on_save_failed(error)
            return False
        self._on_saved()
        return True

    # --- inside: folders -----------------------------------------------------------------------------------

    @property
    def _file(self) -> "ReviewFile | None":
        return self._run.file if self._run is not None else None

    def _history_step(self, which: str) -> Step | None:
        if self._file is None or self.review is None or self._file.is_read_only:
            return None
        step: Step | None = getattr(self._file.history(self.review), which)
        return step

    def _start_next(self) -> None:
        if self._next is None:
            return
        (folder, self._wanted), self._next = self._next, None
        run = _Run(folder)
        self._run = run
        takes_over, self._takes_over = self._takes_over, False
        run.job = self._workers.start(
            partial(folder_jobs.open_and_read, folder, self._reviewer, takes_over),
            Handlers(
                delivered=partial(self._on_delivered, run),
                progressed=partial(self._on_progressed, run),
                failed=partial(self._on_folder_failed, run),
                done=partial(self._on_reading_done, run),
                ended=partial(self._on_reading_ended, run),
            ),
        )

    def _retire(self, run: _Run) -> None:
        """Let go of a folder; its review file is closed once its job has ended."""
        if run.is_retired:
            return
        run.is_retired = True
        if self._search is not None:
            self._search.cancel()
            self._search = None
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None
        if self._survey_job is not None:
            self._survey_job.cancel()
            self._survey_job = None
        self._beside = {}
        self._retry.stop()
        self._lock_timer.stop()
        self.has_save_failed = False
        self.review, self.source, self._wanted = None, None, None
        self._rows = {}
        if run.job is not None:
            run.job.cancel()
        if not run.is_reading:
            self._close_file(run)

    def _close_file(self, run: _Run) -> None:
        if run.file is not None:
            try:
                run.file.close()
            except GoujiError as error:
                self.save_failed.emit(error)
            run.file = None
        if run is self._run:
            self._run = None
            self.folder_closed.emit()
            self._start_next()

    def _on_delivered(self, run: _Run, piece: object) -> None:
        if isinstance(piece, OpenedFolder):
            run.file = piece.file
            if not run.is_retired:
                self._on_folder_opened(run, piece)
        elif isinstance(piece, ReadReports) and not run.is_retired:
            self._set_rows(piece.rows)
            for rebase in piece.rebases:
                self.reading_renewed.emit(rebase)
            if self._wanted is None:
                self._open_first()

    def _on_folder_opened(self, run: _Run, opened: OpenedFolder) -> None:
        self._rows = {row.source: row for row in opened.rows}
        self.folder_opened.emit(run.folder)
        if isinstance(opened.locked, ReviewFileLockedError):
            self.locked_by_other.emit(opened.locked)
        elif self._has_waited:
            self.lock_taken.emit()
        self._has_waited = False
        self._open_first()

    def _look_for_lock(self) -> None:
        path = self.review_file
        if path is not None:
            self._workers.start(
                partial(_can_be_taken, path), Handlers(done=partial(self._on_lock_seen, self._run))
            )

    def _on_lock_seen(self, run: _Run | None, is_free: bool) -> None:
        if is_free and run is self._run and self.is_waiting:
            self._has_waited = True
            self.refresh()

    def _open_first(self) -> None:
        """The report that was asked for, else the first that is known, those to be reviewed before others."""
        if self._wanted in self._rows:
            self.open_report(self._wanted)
            return
        self._wanted = None
        known = [row for row in self._rows.values() if row.condition is not Condition.UNREAD]
        for is_wanted in (_is_open, _is_report, _is_any):
            row = next(filter(is_wanted, known), None)
            if row is not None:
                self.open_report(row.source)
                return

    def _on_progressed(self, run: _Run, done: int, total: int) -> None:
        if not run.is_retired:
            self.reading_progressed.emit(done, total)

    def _on_folder_failed(self, run: _Run, error: GoujiError) -> None:
        if not run.is_retired:
            self.folder_failed.emit(run.folder, error)
            if run.file is None:  # never opened: there is no folder
                run.is_retired = True

    def _on_reading_done(self, run: _Run, _: None) -> None:
        if not run.is_retired:
            run.is_reading = False
            self.reading_ended.emit(True)
            self._survey()

    def _on_reading_ended(self, run: _Run) -> None:
        was_reading, run.is_reading = run.is_reading, False
        if run.is_retired:
            self._close_file(run)
        elif was_reading:
            self.reading_ended.emit(False)

    def _on_rule_switched(self, file: "ReviewFile") -> None:
        review = self.review
        if file is not self._file:
            return
        if review is not None and self.context is not None:
            review.rules_off = file.rules_off()
            folder_jobs.tell(review, self.context)
            self._set_rows([listed(review)])
        self.context_changed.emit()
        self._survey()

    def _survey(self) -> None:
        """Look over the whole folder beside the window, once it is read."""
        run, file = self._run, self._file
        if self._survey_job is not None:
            self._survey_job.cancel()
            self._survey_job = None
        if run is None or file is None or run.is_reading:
            return
        sources = tuple(
            row.source for row in self._rows.values() if row.condition is not Condition.UNREADABLE
        )
        self._changed_since.clear()
        self._survey_job = self._workers.start(
            partial(_survey, run.folder, file, sources),
            Handlers(
                done=partial(self._on_surveyed, run),
                failed=self.refused.emit,  # the unit file cannot be read, and why
            ),
        )

    def _on_surveyed(self, run: _Run, survey: "Survey") -> None:
        if run is not self._run or run.is_retired:
            return
        self._survey_job = None
        self._beside = survey.contexts
        review = self.review
        if review is not None:
            self.context = folder_jobs.context_of(review, self._beside.get(review.report.source))
            folder_jobs.tell(review, self.context)
        rows = [listed_unopened(summary) for summary in survey.summaries.values()]
        self._set_rows(
            row
            for row in rows
            if row.source not in self._changed_since and row != self._rows.get(row.source)
        )
        self.context_changed.emit()

    def _on_rules_counted(self, file: "ReviewFile", counts: object) -> None:
        self._counting = None
        if file is self._file:
            self.rules_counted.emit(counts)

    # --- inside: reports -------------------------------------------------------------------------------------

    def _on_report_loaded(self, loaded: LoadedReport) -> None:
        row = self._rows.get(loaded.source)
        if loaded.source != self._wanted or row is None or self._run is None:
            return  # the reviewer has gone on, or the folder is another one
        self.context = loaded.context
        self._set_rows([listed(loaded.review)])
        self._show(self._rows[loaded.source], loaded.review)
        if loaded.rebase is not None:
            self.reading_renewed.emit(loaded.rebase)

    def _on_report_failed(self, source: str, error: GoujiError) -> None:
        if source in self._rows:
            self._set_rows([unreadable(source, error)])
            if source == self._wanted:
                self._show(self._rows[source], None)

    def _show(self, row: ListedReport, review: Review | None) -> None:
        self.source, self.review = row.source, review
        self.report_opened.emit(row)

    def _set_rows(self, rows: Iterable[ListedReport]) -> None:
        changed = [row for row in rows if row.source in self._rows]
        current = self.review
        if (
            current is not None
        ):  # its row is made from the review, which knows more than the summary
            changed = [
                listed(current) if row.source == current.report.source else row for row in changed
            ]
        self._rows.update((row.source, row) for row in changed)
        if changed:
            self.reports_changed.emit(changed)

    def _on_folder_trail(self, file: "ReviewFile", entries: tuple[AuditEntry, ...]) -> None:
        if file is self._file:
            self.folder_trail_read.emit(entries)

    def _on_text_found(self, words: tuple[str, ...], piece: object) -> None:
        if isinstance(piece, FoundTexts):
            self.text_found.emit(words, piece.sources)

    # --- inside: edits -----------------------------------------------------------------------------------------

    def _refuse_read_only(self) -> bool:
        file = self._file
        if file is None or not file.is_read_only:
            return False
        self.refused.emit(ReadOnlyReviewFileError(path=str(file.path)))
        return True

    def _step(self, step: Step, edit: Edit, kind: EntryKind) -> Change | None:
        if self.review is None or self._refuse_read_only():
            return None
        change = self.review.replay(edit)
        self._keep(change, kind, refers_to=step.seq)
        return change

    def _keep(
        self,
        change: Change,
        kind: EntryKind,
        reason: str = "",
        refers_to: int | None = None,
        facts: Mapping[str, Json] | None = None,
    ) -> None:
        """Enter what was done into the journal, show it, and write it beside the GUI thread."""
        if self._file is None or self.review is None:
            return
        if change.form_changed or self.context is None:
            beside = self._beside.get(self.review.report.source)
            self.context = folder_jobs.context_of(self.review, beside)
        folder_jobs.tell(self.review, self.context)
        self._changed_since.add(self.review.report.source)
        self._file.stage(self.review, change, reason, kind, refers_to, facts)
        self._set_rows([listed(self.review)])
        self.changed.emit(change)
        self._save()
        if isinstance(change.edit, SetIdentity):
            self._survey()  # whose report it is decides what it is compared with

    def _save(self) -> None:
        """Write what is staged; whatever is staged meanwhile goes with the next write."""
        if self._file is None or self.is_saving:
            return
        self.is_saving = True
        self._workers.start(
            partial(_write, self._file),
            Handlers(
                done=self._on_written,
                failed=self._on_save_failed,
                ended=self._on_write_ended,
            ),
        )

    def _on_written(self, _: None) -> None:
        if not self.unsaved:
            self._on_saved()

    def _on_saved(self) -> None:
        self._retry.stop()
        self.has_save_failed = False
        self.saved.emit()

    def _on_save_failed(self, error: GoujiError) -> None:
        self.has_save_failed = True
        self._retry.start()
        self.save_failed.emit(error)

    def _on_handed_over(self, path: Path, _: None) -> None:
        self.handed_over.emit(path)

    def _on_merge_failed(self, error: GoujiError) -> None:
        self.refused.emit(error)
        self.merge_failed.emit()

    def _on_merged(self, merge: object) -> None:
        self.merged.emit(merge)
        self.refresh()

    def _on_moved(self, file: "ReviewFile", path: Path, goes_on: bool) -> None:
        if file is self._file:
            self.moved_elsewhere.emit(path, goes_on)
            if goes_on and not self.unsaved:
                self._on_saved()

    def _on_write_ended(self) -> None:
        self.is_saving = False
        if self.unsaved and not self.has_save_failed:
            self._save()


def _load(
    file: "ReviewFile",
    source: str,
    beside: "Context | None",
    job: Job[LoadedReport],  # noqa: ARG001
) -> LoadedReport:
    return folder_jobs.load(file, source, beside)


def _survey(
    folder: Path, file: "ReviewFile", sources: Sequence[str], job: "Job[Survey]"
) -> "Survey":
    return folder_jobs.survey(folder, file, sources, job)


def _read_trail(
    file: "ReviewFile",
    job: Job[tuple[AuditEntry, ...]],  # noqa: ARG001
) -> tuple[AuditEntry, ...]:
    return file.trail()


def _can_be_taken(path: Path, job: Job[bool]) -> bool:  # noqa: ARG001
    return folder_jobs.can_be_taken(path)


def _copy(file: "ReviewFile", path: Path, job: Job[None]) -> None:  # noqa: ARG001
    file.copy_to(path)


def _move(file: "ReviewFile", path: Path, job: Job[bool]) -> bool:  # noqa: ARG001
    return file.save_elsewhere(path)


def _switch(file: "ReviewFile", rule: str, is_on: bool, job: Job[None]) -> None:  # noqa: ARG001
    file.switch_rule(rule, is_on)


def _count_rules(
    file: "ReviewFile", job: "Job[Mapping[str, RuleCount]]"
) -> "Mapping[str, RuleCount]":
    return folder_jobs.count_rules(file, job)


def _write(file: "ReviewFile", job: Job[None]) -> None:  # noqa: ARG001
    file.retry()


def _search(
    folder: Path, rows: Sequence[ListedReport], words: Sequence[str], job: Job[None]
) -> None:
    folder_jobs.search(folder, rows, words, job)


def _is_open(row: ListedReport) -> bool:
    return row.is_open


def _is_report(row: ListedReport) -> bool:
    return row.is_report


def _is_any(row: ListedReport) -> bool:  # noqa: ARG001
    return True
