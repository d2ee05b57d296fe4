"""Owns the review file of one folder: every intention of the reviewer, durable before it counts as saved.

What a reviewer does is staged as an entry first and then written in one transaction together with all that
is still unwritten; where writing fails the entries stay and the next attempt takes them along.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from core.audit import AuditEntry, Clock, EntryKind, local_time
from core.canonical import Json
from core.edits import Change, IdentityField
from core.errors import ReadOnlyReviewFileError
from core.folder import (
    READ_ERRORS,
    KnownReading,
    PackedReport,
    natural_key,
    pack,
    read_one,
    read_source,
    reread,
)
from core.forms import load_forms
from core.history import History
from core.reading_codec import pack_reading
from core.reports import FailedReport, Reading, Report
from core.review import Review
from core.rules import tell
from core.store.cache import KnownReport, summary_of
from core.store.database import translated
from core.store.folding import (
    decisions_of,
    resume,
    rules_off,
    what_the_source_said,
)
from core.store.known import FoundReport, KnownReports, Match
from core.store.memory import remember_move
from core.store.opening import OpenedFile, OpenMode, open_file
from core.store.reader import reader_stamp
from core.store.rebase import Rebase, changed_cells, describe_change, edit_of_rebase
from core.store.rebuild import rebuild_reports
from core.store.units import difference_of_units
from core.store.writer import UnsavedError, Writer
from core.summary import Summary, as_noted, summarize
from core.units import UnitTree


class ReviewFile:
    """The open review file of a folder. May be used from any thread; `stage` never waits for the disk.

    `is_elsewhere`, `recovery`, `came_home` and `diverged` are as in `core.store.opening.OpenedFile`; `left_by`
    is who had it open last and ended in a crash, `rescued` how many entries that session could not write
    here and left with the user's data.
    """

    def __init__(self, folder: Path, reviewer: str, opened: OpenedFile, clock: Clock) -> None:
        self.folder = folder
        self.is_elsewhere = opened.is_elsewhere
        self.recovery = opened.recovery
        self.came_home = opened.came_home
        self.diverged = opened.diverged
        self.left_by = opened.left_by
        self._mutex = threading.RLock()
        self._forms = load_forms()
        self._reader = reader_stamp(self._forms)
        self._writer = Writer(opened, folder, reviewer, clock, self._reader, self._mutex)
        self._known = KnownReports(opened, folder, self._forms, self._reader)
        self._is_closed = False
        self._histories: dict[str, History] = {}
        self.renumbered = 0
        """How often entries that waited got other numbers, as another program had written in between."""
        self.rescued = 0 if self.is_read_only else self._take_rescued()

    @classmethod
    def open(
        cls,
        folder: Path | str,
        reviewer: str,
        *,
        mode: OpenMode = OpenMode.WRITE,
        path: Path | None = None,
        came_from: Path | None = None,
        clock: Clock = local_time,
    ) -> "ReviewFile":
        """Open or create the review file of `folder`, or the one at `path` (a second reviewer's).

        What went on at `came_from` while the folder could not be written comes home first.

        A damaged file is kept aside and what can be read of it is recovered (`recovery` tells). Raises
        ReviewFileLockedError (somebody else writes it), NewerReviewFileError, DamagedReviewFileError (when
        read-only), ReviewFileError or UnwritableFileError; none of them leaves anything changed.
        """
        folder = Path(folder)
        opened = open_file(folder, reviewer, mode, clock, path, came_from)
        try:
            return cls(folder, reviewer, opened, clock)
        except BaseException:
            opened.close()
            raise

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._writer.path

    @property
    def reviewer(self) -> str:
        """Whose name the entries carry from now on."""
        return self._writer.reviewer

    @reviewer.setter
    def reviewer(self, name: str) -> None:
        with self._mutex:
            self._writer.reviewer = name

    @property
    def patience_s(self) -> float:
        """How long writing waits while another program uses the file, before it raises HeldError."""
        return self._writer.patience_s

    @patience_s.setter
    def patience_s(self, seconds: float) -> None:
        self._writer.patience_s = seconds

    @property
    def is_read_only(self) -> bool:
        """Whether it was opened only to be read."""
        return self._writer.is_read_only

    def close(self) -> None:
        """Write what is unwritten and let go of the file. UnsavedError where that fails; it is closed anyway."""
        with self._mutex:
            self._is_closed = True
        self._writer.close()

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
        """Of the files that the folder holds now, those to read: new, changed, or read by an older reader."""
        with self._mutex:
            self._known.survey(sources)
            return tuple(source for source in sources if not self._known.is_untouched(source))

    def summaries(self) -> dict[str, Summary]:
        """The lines of the report list by source, as they were last; files that have vanished included."""
        with self._mutex:
            return {known.source: summary_of(known) for known in self._known.all()}

    def summary(self, source: str) -> Summary | None:
        """The line of the report list for one file, None where it was never read."""
        with self._mutex:
            known = self._known.by_source(source)
            return None if known is None else known.summary

    def note_lines(self, lines: Iterable[Summary]) -> None:
        """Keep how many findings are open in each report once the others were looked at, too.

        A line that is another by now stays.
        """
        with self._mutex:
            for line in lines:
                known = self._known.by_source(line.source)
                if known is None or known.summary == line:
                    continue
                if known.summary == line._replace(open_findings=known.open_findings):
                    self._put(known.with_summary(line))
        with suppress(UnsavedError):  # it can be made again
            self._flush()

    def reviewed(self) -> tuple[str, ...]:
        """The files on which anybody has done anything, in natural order; vanished ones included."""
        with self._mutex:
            sources = [known.source for known in self._known.all() if known.has_review]
        return tuple(sorted(sources, key=natural_key))

    def may_have_review(self, source: str, digest: str) -> bool:
        """Whether a review may belong to a file of that name and text; `restore` tells for certain."""
        with self._mutex:
            return self._known.may_have_review(source, digest)

    def keep(self, reports: Iterable[PackedReport | FailedReport]) -> tuple[Rebase, ...]:
        """Cache freshly read reports, in one transaction; tells which reviews went over to a new reading.

        Of a file that could not be read, what is known stays. Raises UnsavedError.
        """
        rebases = []
        for packed in reports:
            if isinstance(packed, PackedReport):
                with self._mutex, translated(self.path), suppress(*READ_ERRORS):
                    rebases.append(self._keep(packed))
        self._flush()
        return tuple(rebase for rebase in rebases if rebase is not None)

    def load(self, source: str) -> Report:
        """The report in the file: its text from the folder, its Reading from the cache where that still fits.

        Raises the errors of `core.folder.read_source`.
        """
        return self.cached(source) or read_one(self.folder, source)

    def cached(self, source: str) -> Report | None:
        """The report in the file, None where the file changed or was never read. Errors as `load`."""
        with self._mutex, translated(self.path):
            known = self._known.by_source(source)
            if known is None or known.reader != self._reader:
                return None
            text, stamp = read_source(self.folder, source)
            reading = self._known.reading(known) if text.digest == known.digest else None
            return None if reading is None else Report(source, text, reading, stamp)

    def packed_reading(self, source: str) -> KnownReading | None:
        """What is cached of the file, for whoever has its text; None where it was never read, or all is closed."""
        with self._mutex, translated(self.path):
            return None if self._is_closed else self._known.packed_reading(source)

    # --- one report's review ----------------------------------------------------------------------

    def restore(self, review: Review) -> Rebase | None:
        """Put `review` where the journal says; tells where its reading is another than when it was reviewed."""
        return self.bring(review)[0]

    def bring(self, review: Review) -> tuple[Rebase | None, tuple[AuditEntry, ...]]:
        """As `restore`, with the very entries that lead there: others may be added in the next moment."""
        found = FoundReport.of(review.report)
        with self._mutex, translated(self.path):
            match = self._known.match(found, summarize(review))
            rebase = self._settle(match, found)
            if rebase is not None:
                self._writer.put_reading(match.known.id, pack_reading(review.report.reading))
            entries = self._writer.entries(match.known.key)
            self._histories.setdefault(match.known.key, History()).reset(entries)
            resume(review, entries)
        if rebase is not None:
            with suppress(UnsavedError):  # kept, and said when the reviewer does something
                self._flush()
        return rebase, tuple(entries)

    def record(
        self,
        review: Review,
        change: Change,
        reason: str = "",
        kind: EntryKind = EntryKind.EDIT,
        facts: Mapping[str, Json] | None = None,
    ) -> AuditEntry:
        """Write what was just applied to `review`; when this returns it is on the disk.

        `facts` belong to the entry besides what the source said. Raises UnsavedError where it cannot be
        written: the entry is kept, and `retry` writes it.
        """
        entry = self.stage(review, change, reason, kind, facts=facts)
        self._flush()
        return entry

    def stage(
        self,
        review: Review,
        change: Change,
        reason: str = "",
        kind: EntryKind = EntryKind.EDIT,
        refers_to: int | None = None,
        facts: Mapping[str, Json] | None = None,
    ) -> AuditEntry:
        """The first half of `record`: make the entry, write nothing. `retry` is the second half."""
        with self._mutex:
            self._refuse_read_only()
            known = self._of(review)
            said = what_the_source_said(review, change.edit)
            entry = self._writer.add(
                kind,
                known,
                edit=change.edit,
                inverse=change.inverse,
                reason=reason,
                refers_to=refers_to,
                facts=said | dict(facts or {}),
            )
            self._put(known.after(entry.seq, entry.hash).with_summary(summarize(review)))
            if review.reading is not review.report.reading:
                self._writer.put_reading_by_form(known.id, review.reading)
            self._histories[known.key].add(entry)
            return entry

    def retry(self) -> None:
        """Write all that is staged, in one transaction. Raises UnsavedError; everything is kept then."""
        self._flush()

    @property
    def unsaved(self) -> int:
        """How many entries are not on the disk yet."""
        return self._writer.unsaved

    def save_elsewhere(self, path: Path) -> bool:
        """Go on in a copy of the file at `path`, with all that is unwritten. Raises UnwritableFileError.

        It is remembered where, for the next time that the folder is opened.

        False where the present file cannot even be read: then `path` holds the unwritten entries alone, to be
        merged later, and the session goes on as it is.
        """
        before = self.path
        moved = self._writer.move_to(path)
        if moved:
            with self._mutex:
                self._known.use(self._writer.cache)
            self.is_elsewhere = True
            remember_move(self.folder, before, path.absolute(), self.reviewer)
        return moved

    def copy_to(self, path: Path) -> None:
        """Write the review as one file to hand over, whole though this one is open; work goes on here.

        Raises UnsavedError or UnwritableFileError; what was at `path` is replaced at the end or not at all.
        """
        self._writer.copy_to(path)

    def history(self, review: Review) -> History:
        """What can be undone and redone in this report; it follows what is done from now on."""
        with self._mutex:
            return self._histories[self._of(review).key]

    def trail(self, review: Review | None = None) -> tuple[AuditEntry, ...]:
        """The entries of one report or of the whole folder, oldest first, those not yet written included."""
        with self._mutex, translated(self.path):
            return tuple(self._writer.entries(None if review is None else self._of(review).key))

    def folder_entries(self) -> tuple[AuditEntry, ...]:
        """The entries that concern no single report, oldest first."""
        with self._mutex, translated(self.path):
            return tuple(self._writer.folder_entries())

    def entries_of_kind(self, kind: EntryKind) -> tuple[AuditEntry, ...]:
        """The entries of one kind in the whole folder, oldest first."""
        with self._mutex, translated(self.path):
            return tuple(self._writer.entries_of_kind(kind))

    def reviewers(self) -> tuple[str, ...]:
        """Who made the entries, in order of first appearance."""
        with self._mutex, translated(self.path):
            return self._writer.reviewers()

    # --- the folder's rules -----------------------------------------------------------------------

    def rules_off(self) -> frozenset[str]:
        """The rules that are switched off for this folder."""
        with self._mutex, translated(self.path):
            return rules_off(self._writer.folder_entries())

    def switch_rule(
        self,
        rule: str,
        is_on: bool,
        reason: str = "",
        facts: Mapping[str, Json] | None = None,
    ) -> AuditEntry:
        """Switch a rule on or off for this folder; `facts` belong to the entry. Raises UnsavedError, as `record`."""
        entry = self.stage_rule(rule, is_on, reason, facts)
        self._flush()
        return entry

    def stage_rule(
        self,
        rule: str,
        is_on: bool,
        reason: str = "",
        facts: Mapping[str, Json] | None = None,
    ) -> AuditEntry:
        """The first half of `switch_rule`; `retry` is the second half."""
        self._refuse_read_only()
        said = {"rule": rule, "on": is_on} | dict(facts or {})
        return self._writer.add(EntryKind.RULE, None, reason=reason, facts=said)

    def stage_units(self, before: UnitTree, now: UnitTree) -> AuditEntry | None:
        """Enter that the folder's tree of units was changed; None where it was not. `retry` writes it."""
        self._refuse_read_only()
        facts = difference_of_units(before, now)
        if not facts:
            return None
        return self._writer.add(EntryKind.UNITS, None, facts={"units": facts})

    # --- inside -----------------------------------------------------------------------------------

    def _flush(self) -> None:
        if not self._writer.flush():  # another program wrote in between
            with self._mutex, translated(self.path):
                self.renumbered += 1
                for key, history in self._histories.items():
                    history.reset(self._writer.entries(key))

    def _take_rescued(self) -> int:
        """Have what an earlier session could not write written now; its reports are read again."""
        with translated(self.path):
            entries = self._writer.take_rescued()
            for key in dict.fromkeys(entry.report for entry in entries if entry.report is not None):
                (known,) = rebuild_reports(self._writer.entries(key))
                self._put(known._replace(id=self._known.row_of(key)))
        if entries:
            with suppress(UnsavedError):  # they are still where they were
                self._flush()
        return len(entries)

    def _refuse_read_only(self) -> None:
        if self.is_read_only:
            raise ReadOnlyReviewFileError(path=str(self.path))

    def _of(self, review: Review) -> KnownReport:
        """What is known of a review that was restored; KeyError where it never was."""
        known = self._known.by_source(review.report.source)
        if known is None or known.key not in self._histories:
            raise KeyError(f"not restored: {review.report.source}")
        return known

    def _put(self, known: KnownReport) -> None:
        self._known.put(known)
        self._writer.put_report(known)

    def _keep(self, packed: PackedReport) -> Rebase | None:
        """Cache one report; where a review may belong to it its text is wanted, too, from the folder."""
        report = None
        if self._known.may_have_review(packed.source, packed.digest):
            text, _ = read_source(self.folder, packed.source)
            if text.digest == packed.digest:
                report = packed.unpack(text, self._forms)
            else:  # changed in the moment since it was read
                report = read_one(self.folder, packed.source)
                packed = pack(report, self._forms, rules_off(self._writer.folder_entries()))
        found = FoundReport(packed.source, packed.digest, packed.stamp, report)
        match = self._known.match(found, packed.summary)
        rebase = self._settle(match, found)
        self._writer.put_reading(match.known.id, packed.reading)
        return rebase

    def _settle(self, match: Match, found: FoundReport) -> Rebase | None:
        """Know the report as it is now; where its review was made on another reading, carry it over."""
        known = match.known
        report = found.report
        if not known.has_review or report is None:
            self._put(known)
            return None
        entries = self._writer.entries(known.key)
        rebase = None
        if match.cause is not None:
            decisions = decisions_of(entries)
            before, now = self._readings(known, report, decisions.identity.get(IdentityField.FORM))
            if now is not report.reading:
                self._writer.put_reading_by_form(known.id, now)
            cells = tuple(now.cells)
            facts: dict[str, Json] = {"cause": match.cause.value}
            if before is not None:
                cells = changed_cells(before, now)
                facts["cells"] = describe_change(before, now, cells)
            edit, inverse = edit_of_rebase(decisions, cells)
            entry = self._writer.add(
                EntryKind.REREAD, known, edit=edit, inverse=inverse, facts=facts
            )
            entries.append(entry)
            known = known.after(entry.seq, entry.hash)
            rebase = Rebase(known.key, report.source, match.cause, cells)
        review = Review(report, self._forms, reread)
        resume(review, entries)
        tell(review, off=rules_off(self._writer.folder_entries()))
        self._put(known.with_summary(as_noted(summarize(review), known.summary)))
        return rebase

    def _readings(
        self, known: KnownReport, report: Report, form: str | None
    ) -> tuple[Reading | None, Reading]:
        """The cached and the present Reading, both under the form that the reviewer chose, if one."""
        native = self._known.reading(known)
        if form is None or form not in self._forms or form == report.reading.form:
            return native, report.reading
        before = self._known.reading(known, form)
        if before is None and native is not None and native.form == form:
            before = native
        return before, reread(report, form)
