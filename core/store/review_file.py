"""Owns the review file of one folder: every intention of the reviewer, durable before it counts as saved.

What a reviewer does is staged as an entry first and then written in one transaction together with all that
is still unwritten; where writing fails the entries stay and the next attempt takes them along.
"""

import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from core.audit import AuditEntry, Clock, EntryKind, local_time
from core.canonical import Json, value_to_json
from core.decisions import decisions_after, edits_between, single_edits
from core.edits import Change, Edit, EditGroup, SetCorrection
from core.errors import ReadOnlyReviewFileError, UnwritableFileError
from core.folder import PackedReport, read_one, read_source, reread
from core.forms import load_forms
from core.history import History, Step
from core.reading_codec import encode_reading
from core.reports import FailedReport, Report
from core.review import Review
from core.store.cache import Cache, KnownReport
from core.store.database import transaction, translated
from core.store.journal import Journal
from core.store.known import KnownReports, Match
from core.store.opening import OpenedFile, OpenMode, open_file
from core.store.reader import reader_stamp
from core.store.rebase import (
    Rebase,
    changed_cells,
    describe_change,
    edit_of_rebase,
    returned_findings,
)
from core.summary import Summary, summarize


class UnsavedError(UnwritableFileError):
    """What was done holds and is kept, but could not be written yet: `ReviewFile.retry` tries again.

    Params: path, reason. `change` is what was done, where something was.
    """

    def __init__(self, change: Change | None = None, **params: object) -> None:
        super().__init__(**params)
        self.change = change


class ReviewFile:
    """The open review file of a folder. May be used from any thread; calls wait for each other."""

    def __init__(self, folder: Path, reviewer: str, opened: OpenedFile, clock: Clock) -> None:
        self.folder = folder
        self.reviewer = reviewer
        self.path = opened.path
        self.is_elsewhere = opened.is_elsewhere
        self.is_read_only = opened.lock is None
        self.left_by = opened.left_by
        self._opened = opened
        self._clock = clock
        self._mutex = threading.RLock()
        self._forms = load_forms()
        with translated(self.path):
            self._journal = Journal(opened.database)
            self._cache = Cache(opened.database)
            self._known = KnownReports(self._cache, folder, self._forms, reader_stamp(self._forms))
            self._head = self._journal.head()
        self._histories: dict[str, History] = {}
        self._pending: list[AuditEntry] = []
        self._last_change: Change | None = None
        self._unwritten: dict[str, KnownReport] = {}
        self._unwritten_readings: dict[str, str] = {}

    @classmethod
    def open(
        cls,
        folder: Path | str,
        reviewer: str,
        *,
        mode: OpenMode = OpenMode.WRITE,
        path: Path | None = None,
        clock: Clock = local_time,
    ) -> "ReviewFile":
        """Open or create the review file of `folder`, or the one at `path` (a second reviewer's).

        Raises ReviewFileLockedError (somebody else writes it), NewerReviewFileError, DamagedReviewFileError,
        ReviewFileError or UnwritableFileError; none of them leaves anything changed.
        """
        folder = Path(folder)
        return cls(folder, reviewer, open_file(folder, reviewer, mode, clock, path), clock)

    def close(self) -> None:
        """Write what is unwritten, if that goes, and let go of the file."""
        with self._mutex:
            try:
                if self._pending:
                    self._flush(None)
            finally:
                self._opened.database.close()
                if self._opened.lock is not None:
                    self._opened.lock.release()

    def __enter__(self) -> "ReviewFile":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- the folder's reports ---------------------------------------------------------------------

    def survey(self, sources: Sequence[str]) -> tuple[str, ...]:
        """Of the files that the folder holds now, those that must be read: new, changed, or read by an older reader."""
        with self._mutex:
            self._known.survey(sources)
            return tuple(source for source in sources if not self._known.is_untouched(source))

    def summaries(self) -> dict[str, Summary]:
        """The lines of the report list by source, as they were last; files that have vanished included."""
        with self._mutex:
            return {known.source: known.summary for known in self._known.all()}

    def keep(self, reports: Iterable[PackedReport | FailedReport]) -> tuple[Rebase, ...]:
        """Cache freshly read reports, in one transaction; tells which reviews went over to a new reading.

        Of a file that could not be read, what is known stays.
        """
        with self._mutex:
            rebases = []
            for packed in reports:
                if isinstance(packed, FailedReport):
                    continue
                report = packed.unpack(self._forms)
                match = self._known.match(report, packed.summary)
                rebases.append(self._settle(match, report))
                self._unwritten_readings[match.known.key] = packed.reading
            if not self.is_read_only:
                self._flush(None)
            return tuple(rebase for rebase in rebases if rebase is not None)

    def load(self, source: str) -> Report:
        """The report in the file: its text from the folder, its Reading from the cache where that still fits.

        Raises the errors of `core.folder.read_source`.
        """
        with self._mutex:
            return self.cached(source) or read_one(self.folder, source)

    def cached(self, source: str) -> Report | None:
        """The report in the file, None where the file changed or was never read. Errors as `load`."""
        with self._mutex:
            known = self._known.by_source(source)
            if known is None or known.reader != reader_stamp(self._forms):
                return None
            text, stamp = read_source(self.folder, source)
            if text.digest != known.digest:
                return None
            with translated(self.path):
                reading = self._known.reading(known)
            return None if reading is None else Report(source, text, reading, stamp)

    # --- one report's review ----------------------------------------------------------------------

    def restore(self, review: Review) -> Rebase | None:
        """Put `review` where the journal says; tells where its reading is another than when it was reviewed."""
        with self._mutex, translated(self.path):
            bare = summarize(review)
            match = self._known.match(review.report, bare)
            rebase = self._settle(match, review.report)
            entries = self._entries(match.known.key)
            self._histories[match.known.key] = History(entries)
            _resume(review, entries)
            if rebase is not None:
                self._unwritten_readings[match.known.key] = encode_reading(review.report.reading)
                with suppress(UnsavedError):  # kept; said when the reviewer does something
                    self._flush(None)
            return rebase

    def record(
        self,
        review: Review,
        change: Change,
        reason: str = "",
        kind: EntryKind = EntryKind.EDIT,
    ) -> AuditEntry:
        """Write what was just applied to `review`; when this returns it is on the disk.

        Raises UnsavedError where it cannot be written: the entry is kept, and `retry` writes it (so does
        calling this again with the same change).
        """
        with self._mutex:
            if self._pending and self._last_change is change:
                entry = self._pending[-1]
                self._flush(change)
                return entry
            entry = self.stage(review, change, reason, kind)
            self._flush(change)
            return entry

    def stage(
        self,
        review: Review,
        change: Change,
        reason: str = "",
        kind: EntryKind = EntryKind.EDIT,
        refers_to: int | None = None,
    ) -> AuditEntry:
        """The first half of `record`: make the entry, write nothing. `flush` is the second half."""
        with self._mutex:
            if self.is_read_only:
                raise ReadOnlyReviewFileError(path=str(self.path))
            known = self._of(review)
            entry = self._add(
                kind,
                known,
                edit=change.edit,
                inverse=change.inverse,
                reason=reason,
                refers_to=refers_to,
                facts=_what_the_source_said(review, change.edit),
            )
            self._put(
                replace(
                    known,
                    last_seq=entry.seq,
                    last_hash=entry.hash,
                    summary=summarize(review),
                )
            )
            self._histories[known.key].add(entry)
            self._last_change = change
            return entry

    def flush(self) -> None:
        """Write all that is staged, in one transaction. Raises UnsavedError; everything is kept then."""
        with self._mutex:
            self._flush(None)

    retry = flush

    @property
    def unsaved(self) -> int:
        """How many entries are not on the disk yet."""
        return 0 if self.is_read_only else len(self._pending)

    def undo(self, review: Review) -> Change | None:
        """Take back the last step of this report, as a new entry; None where there is none."""
        with self._mutex:
            step = self.history(review).next_undo
            return None if step is None else self._step(review, step.inverse, EntryKind.UNDO, step)

    def redo(self, review: Review) -> Change | None:
        """Repeat the step that was undone last, as a new entry; None where there is none."""
        with self._mutex:
            step = self.history(review).next_redo
            return None if step is None else self._step(review, step.edit, EntryKind.REDO, step)

    def restore_to(self, review: Review, seq: int, reason: str = "") -> Change | None:
        """Bring back what held after entry `seq` (0: before the first), as one new step; None if it holds now."""
        with self._mutex:
            key = self._of(review).key
            then = decisions_after(
                entry.edit
                for entry in self._entries(key)
                if entry.seq <= seq and entry.edit is not None
            )
            edits = edits_between(review.decisions, then)
            if not edits:
                return None
            self._refuse_read_only()
            change = review.replay(EditGroup(edits))
            self.stage(review, change, reason, EntryKind.RESTORE, seq)
            self._flush(change)
            return change

    def history(self, review: Review) -> History:
        """What can be undone and redone in this report; it follows what is done from now on."""
        with self._mutex:
            return self._histories[self._of(review).key]

    def trail(self, review: Review | None = None) -> tuple[AuditEntry, ...]:
        """The entries of one report or of the whole folder, oldest first, those not yet written included."""
        with self._mutex, translated(self.path):
            if review is None:
                return (*self._journal.all(), *self._pending)
            return tuple(self._entries(self._of(review).key))

    # --- inside -----------------------------------------------------------------------------------

    def _step(self, review: Review, edit: Edit, kind: EntryKind, step: Step) -> Change:
        self._refuse_read_only()
        change = review.replay(edit)
        self.stage(review, change, "", kind, step.seq)
        self._flush(change)
        return change

    def _refuse_read_only(self) -> None:
        if self.is_read_only:
            raise ReadOnlyReviewFileError(path=str(self.path))

    def _of(self, review: Review) -> KnownReport:
        """What is known of a review that was restored; KeyError where it never was."""
        known = self._known.by_source(review.report.source)
        if known is None or known.key not in self._histories:
            raise KeyError(f"not restored: {review.report.source}")
        return known

    def _entries(self, key: str) -> list[AuditEntry]:
        written = list(self._journal.of_report(key))
        last = written[-1].seq if written else 0
        return written + [e for e in self._pending if e.report == key and e.seq > last]

    def _put(self, known: KnownReport) -> None:
        self._known.put(known)
        self._unwritten[known.key] = known

    def _settle(self, match: Match, report: Report) -> Rebase | None:
        """Know the report as it is now; where its review was made on another reading, carry it over."""
        if match.cause is None:
            self._put(match.known)
            return None
        with translated(self.path):
            entries = self._entries(match.known.key)
        decisions = decisions_after(entry.edit for entry in entries if entry.edit is not None)
        cells = tuple(report.reading.cells)
        facts: dict[str, Json] = {"cause": match.cause.value, "reader": match.known.reader}
        if match.before is not None:
            cells = changed_cells(match.before, report.reading)
            facts["cells"] = describe_change(match.before, report.reading, cells)
        edits = edit_of_rebase(decisions, cells)
        edit, inverse = edits or (None, None)
        entry = self._add(EntryKind.REREAD, match.known, edit=edit, inverse=inverse, facts=facts)
        review = Review(report, self._forms, reread)
        entries.append(entry)
        _resume(review, entries)
        self._put(
            replace(
                match.known,
                last_seq=entry.seq,
                last_hash=entry.hash,
                summary=summarize(review),
            )
        )
        return Rebase(match.known.key, report.source, match.cause, cells)

    def _add(
        self,
        kind: EntryKind,
        known: KnownReport | None,
        *,
        edit: Edit | None = None,
        inverse: Edit | None = None,
        reason: str = "",
        refers_to: int | None = None,
        facts: Mapping[str, Json] | None = None,
    ) -> AuditEntry:
        seq, before = self._head
        entry = AuditEntry(
            seq + 1,
            kind,
            self.reviewer,
            self._clock(),
            before,
            None if known is None else known.key,
            None if known is None else known.source,
            None if known is None else known.digest,
            edit,
            inverse,
            reason,
            refers_to,
            facts or {},
        )
        self._head = (entry.seq, entry.hash)
        self._pending.append(entry)
        return entry

    def _flush(self, change: Change | None) -> None:
        if self.is_read_only:
            return
        try:
            with transaction(self._opened.database):
                self._journal.append(self._pending)
                self._cache.put_reports(self._unwritten.values())
                self._cache.put_readings(self._unwritten_readings.items())
        except sqlite3.Error as error:
            raise UnsavedError(change, path=str(self.path), reason=str(error)) from error
        self._pending.clear()
        self._unwritten.clear()
        self._unwritten_readings.clear()


def _resume(review: Review, entries: Sequence[AuditEntry]) -> None:
    review.resume(decisions_after(entry.edit for entry in entries if entry.edit is not None))
    review.returned = returned_findings(entries, review.reading.cells)


def _what_the_source_said(review: Review, edit: Edit) -> dict[str, Json]:
    """Status, raw text and value of each cell that the edit corrects, so that the trail stands by itself."""
    cells = review.reading.cells
    said = {}
    for single in single_edits(edit):
        if isinstance(single, SetCorrection) and single.ref in cells:
            cell = cells[single.ref]
            said[single.ref.name] = [cell.status.value, cell.raw, value_to_json(cell.value)]
    return {"read": said} if said else {}
