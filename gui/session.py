"""Owns the open folder: its rows, the report on the screen, and the only way anything in it is changed.

Views show what the session says and ask it for edits; nothing else writes. Every edit is on the disk before
`saved` says so. Where writing fails it holds all the same, is kept, and is written by a later attempt.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.audit import AuditEntry, EntryKind
from core.canonical import Json
from core.edits import Change, Edit, ReviewState, SetState
from core.errors import EditError, GoujiError, ReadOnlyReviewFileError
from core.history import Step
from core.request import Request
from core.review import Review
from gui import folder_jobs
from gui.folder_jobs import Arrival, LoadedReport, OpenedFolder, ReadReports
from gui.journal import Journal
from gui.listed import Condition, ListedReport, first_to_review, listed, listed_unopened, unreadable
from gui.lock_watch import LockWatch
from gui.merging import Merging
from gui.opening import Opening
from gui.saving import Saving
from gui.surroundings import Surroundings
from gui.text_search import TextSearch
from gui.workers import Handlers, Job, Workers

if TYPE_CHECKING:
    from core.rules import Context
    from core.store import ReviewFile
    from core.units import UnitTree


class ReviewSession(QObject):
    """The only writer of the window. Signals are past facts.

    `saving` gets what is done onto the disk; `surroundings` know the report from beside it; `journal` holds
    what was done, `merging` takes over what others did, `text_search` looks into all texts.
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
    changed = Signal(object)  # Change of the open report
    refused = Signal(object)  # GoujiError; nothing was changed
    lock_waited_for = Signal()  # somebody else holds the review file; it is taken once it is free
    lock_taken = Signal()  # what somebody else held can be written here now
    reviewer_changed = Signal()
    stands_already = Signal()  # going back changed nothing: it is how the report stands
    context_changed = Signal()  # what is known of the open report from beside it, or its rules

    def __init__(self, workers: Workers, reviewer: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._wanted: str | None = None
        self._rows: dict[str, ListedReport] = {}
        self._has_waited = False
        self.review: Review | None = None
        self.context: Context | None = None
        self.source: str | None = None
        self.saving = Saving(workers, self)
        self.surroundings = Surroundings(workers, self)
        self.journal = Journal(workers, self)
        self.merging = Merging(workers, self)
        self.text_search = TextSearch(workers, self)
        self._lock_watch = LockWatch(workers, self)
        self._opening = Opening(workers, reviewer, self)
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
        self.saving.refused.connect(self.refused)
        self.saving.saved.connect(self.journal.follow_saved)
        self.saving.moved.connect(self._on_moved)
        self.surroundings.looked_over.connect(self._on_looked_over)
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
        return list(self._rows.values())

    @property
    def current(self) -> ListedReport | None:
        """The row of the report on the screen."""
        return self._rows.get(self.source) if self.source is not None else None

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

    @property
    def next_undo(self) -> Step | None:
        """What undo would take back in the open report."""
        return self._history_step("next_undo")

    @property
    def next_redo(self) -> Step | None:
        """What redo would repeat in the open report."""
        return self._history_step("next_redo")

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
        row = self._rows[source]
        self._wanted = source
        file = self._file
        if row.condition is Condition.UNREADABLE or file is None:
            self._show(row, None)
            return
        self.report_awaited.emit(row)
        self._workers.start(
            partial(_load, file, source),
            Handlers(done=self._on_report_loaded, failed=partial(self._on_report_failed, source)),
        )

    def search_texts(self, words: Sequence[str]) -> None:
        """Look for `words` in the texts of the folder; `text_search` tells what is found."""
        if self.folder is not None:
            self.text_search.begin(self.folder, self.rows, words)

    # --- rules --------------------------------------------------------------------------------------------

    @property
    def rules_off(self) -> frozenset[str]:
        """The rules that are switched off for the open folder."""
        return self._file.rules.off if self._file is not None else frozenset()

    def switch_rule(self, rule: str, is_on: bool) -> None:
        """Switch a rule on or off for the open folder; it is an entry of the folder's journal."""
        file = self._file
        if file is None or self._refuse_read_only():
            return
        file.rules.stage(rule, is_on)
        self.saving.save()
        if self.review is not None and self.context is not None:
            self.review.rules_off = file.rules.off
            folder_jobs.tell(self.review, self.context)
            self._set_rows([listed(self.review)])
        self.context_changed.emit()
        self.look_over()

    def use_units(self, tree: "UnitTree | None", digest: str) -> None:
        """Go by another tree of units for the open folder, None by the one that its folders show."""
        others = self.surroundings.use_tree(tree, digest)
        if self.review is not None:
            self._tell(self.review)
            self._set_rows([listed(self.review)])
        self._show_lines(others)
        self.context_changed.emit()

    def note_units(self, before: "UnitTree", now: "UnitTree") -> None:
        """Enter into the journal of the folder that its tree of units was changed."""
        if self._file is not None and self._file.stage_units(before, now) is not None:
            self.saving.save()

    def count_rules(self) -> None:
        """Count what the rules said of the reports that somebody has worked on; `surroundings` tell."""
        if self._file is not None:
            self.surroundings.count_rules(self._file)

    def look_over(self) -> None:
        """Look over the whole folder beside the window, once it is read."""
        file, folder = self._file, self.folder
        if file is not None and folder is not None and not self.is_reading:
            rows = self._rows.values()
            readable = [row.source for row in rows if row.condition is not Condition.UNREADABLE]
            self.surroundings.look_over(folder, file, readable)

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
        edits = folder_jobs.edits_back(review, self.journal.entries, entry.seq)
        if edits is None:
            self.stands_already.emit()
            return False
        change = review.replay(edits)
        self._keep(change, EntryKind.RESTORE, reason, entry.seq)
        return True

    def merge_from(self, path: Path, *, takes_rules: bool = False) -> None:
        """Take over what was decided only in the review file at `path`; `merging` tells. Opens the folder anew.

        `takes_rules`: rules that were switched only there are switched here, too.
        """
        if self._file is not None and not self._refuse_read_only():
            self.merging.begin(self._file, path, takes_rules=takes_rules)

    # --- inside: folders -----------------------------------------------------------------------------------

    @property
    def _file(self) -> "ReviewFile | None":
        return self._opening.file

    def _history_step(self, which: str) -> Step | None:
        if self._file is None or self.review is None or self._file.is_read_only:
            return None
        step: Step | None = getattr(self._file.history(self.review), which)
        return step

    def _on_left(self) -> None:
        """The folder is let go of: nothing of it is shown any more."""
        self.text_search.stop()
        self.surroundings.forget()
        self.saving.use(None)
        self.journal.use(None)
        self._lock_watch.stop()
        self.review, self.source, self._wanted = None, None, None
        self._rows = {}

    def _on_opened(self, opened: OpenedFolder) -> None:
        request = self._opening.request
        if request is None:
            return
        self._rows = {row.source: row for row in opened.rows}
        self._wanted = request.source
        self.saving.use(opened.file)
        self.journal.use(opened.file)
        self.folder_opened.emit(request.folder)
        if opened.locked is not None:
            self.locked_by_other.emit(opened.locked)
        elif self._has_waited:
            self.lock_taken.emit()
        self._has_waited = False
        self._open_first()

    def _on_moved(self, path: Path, goes_on: bool) -> None:
        if goes_on:
            self._opening.follow(path)

    def _on_read(self, piece: ReadReports) -> None:
        self._set_rows(piece.rows)
        for rebase in piece.rebases:
            self.reading_renewed.emit(rebase)
        if self._wanted is None:
            self._open_first()

    def _on_reading_ended(self, is_complete: bool) -> None:
        self.reading_ended.emit(is_complete)
        if is_complete:
            self.look_over()

    def _on_lock_freed(self) -> None:
        self._has_waited = True
        self.refresh()

    def _open_first(self) -> None:
        """The report that was asked for, else the first that is known, those to be reviewed before others."""
        if self._wanted in self._rows:
            self.open_report(self._wanted)
            return
        self._wanted = None
        first = first_to_review(self._rows.values())
        if first is not None:
            self.open_report(first.source)

    def _on_looked_over(self) -> None:
        if self.review is not None:
            self.surroundings.follow(self.review)  # it may have been changed meanwhile
            self._tell(self.review)
        self._show_lines(self._rows)
        self.context_changed.emit()

    def _tell(self, review: Review) -> None:
        """Have the open report know what there is to say of it as all reports stand now."""
        beside = self.surroundings.of(review.report.source)
        self.context = folder_jobs.told_beside(self.context, beside)
        folder_jobs.tell(review, self.context)

    def _show_lines(self, sources: Iterable[str]) -> None:
        """Show what others say now of these reports."""
        rows = map(listed_unopened, self.surroundings.lines(sources))
        self._set_rows(row for row in rows if row != self._rows.get(row.source))

    # --- inside: reports -------------------------------------------------------------------------------------

    def _on_report_loaded(self, loaded: LoadedReport) -> None:
        row = self._rows.get(loaded.source)
        if loaded.source != self._wanted or row is None:
            return  # the reviewer has gone on, or the folder is another one
        if loaded.source == self.source and self.journal.has_gone_on(loaded.trail):
            # Something was done in it while it was brought: it was on the screen all along.
            self.open_report(loaded.source)
            return
        self.context = loaded.context
        self.journal.show(loaded.review, loaded.trail)
        self._tell(loaded.review)
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
        if self.review is not None and self.review is not review:
            self.surroundings.leave(self.review)
        self.source, self.review = row.source, review
        if review is None:
            self.journal.show(None, ())
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
            self.context = folder_jobs.context_of(self.review)
        others = self.surroundings.follow(self.review)
        self._tell(self.review)
        entry = self._file.stage(self.review, change, reason, kind, refers_to, facts)
        self.journal.add(entry)
        self._set_rows([listed(self.review)])
        self._show_lines(others)
        self.changed.emit(change)
        self.saving.save()


def _load(
    file: "ReviewFile",
    source: str,
    job: Job[LoadedReport],  # noqa: ARG001
) -> LoadedReport:
    return folder_jobs.load(file, source)
