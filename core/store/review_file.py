"""Owns the review file of one folder: every intention of the reviewer, durable before it counts as saved.

What a reviewer does is staged as an entry first and then written in one transaction together with all that
is still unwritten; where writing fails the entries stay and the next attempt takes them along.
"""

import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from core.audit import AuditEntry, Clock, EntryKind, local_time
from core.canonical import Json
from core.edits import Change
from core.forms import load_forms
from core.history import History
from core.reading_codec import pack_reading
from core.review import Review
from core.store.cache import KnownReport
from core.store.database import translated
from core.store.filed_reports import FiledReports
from core.store.folder_rules import FolderRules
from core.store.folding import resume, what_the_source_said
from core.store.known import FoundReport, KnownReports
from core.store.memory import remember_move
from core.store.opening import OpenedFile, OpenMode, open_file
from core.store.reader import reader_stamp
from core.store.rebase import Rebase
from core.store.rebuild import rebuild_reports
from core.store.settling import Settling
from core.store.units import difference_of_units
from core.store.writer import UnsavedError, Writer
from core.summary import summarize
from core.units import UnitTree


class ReviewFile:
    """The open review file of a folder. May be used from any thread; `stage` never waits for the disk.

    `reports` are those of the folder, `rules` which of its rules are switched off. `is_elsewhere`, `recovery`,
    `came_home` and `diverged` are as in `core.store.opening.OpenedFile`; `left_by` is who had it open last and
    ended in a crash, `rescued` how many entries that session could not write here and left with the user's data.
    """

    def __init__(self, folder: Path, reviewer: str, opened: OpenedFile, clock: Clock) -> None:
        self.folder = folder
        self.is_elsewhere = opened.is_elsewhere
        self.recovery = opened.recovery
        self.came_home = opened.came_home
        self.diverged = opened.diverged
        self.left_by = opened.left_by
        self._mutex = threading.RLock()
        forms = load_forms()
        reader = reader_stamp(forms)
        self._writer = Writer(
            opened, folder, reviewer, clock, reader, self._mutex, self._follow_numbers
        )
        self._known = KnownReports(opened, folder, forms, reader)
        self._settling = Settling(folder, forms, self._known, self._writer)
        self.reports = FiledReports(folder, self._known, self._settling, self._writer, self._mutex)
        self.rules = FolderRules(self._writer, self._mutex)
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

    # --- one report's review ----------------------------------------------------------------------

    def restore(self, review: Review) -> Rebase | None:
        """Put `review` where the journal says; tells where its reading is another than when it was reviewed."""
        return self.bring(review)[0]

    def bring(self, review: Review) -> tuple[Rebase | None, tuple[AuditEntry, ...]]:
        """As `restore`, with the very entries that lead there: others may be added in the next moment."""
        found = FoundReport.of(review.report)
        with self._mutex, translated(self.path):
            known, rebase = self._settling.settle(found, summarize(review))
            if rebase is not None:
                self._writer.put_reading(known.id, pack_reading(review.report.reading))
            entries = self._writer.entries(known.key)
            self._histories.setdefault(known.key, History()).reset(entries)
            resume(review, entries)
        if rebase is not None:
            with suppress(UnsavedError):  # kept, and said when the reviewer does something
                self._writer.flush()
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
        self._writer.flush()
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
            self._writer.refuse_read_only()
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
            self._settling.put(known.after(entry.seq, entry.hash).with_summary(summarize(review)))
            if review.reading is not review.report.reading:
                self._writer.put_reading_by_form(known.id, review.reading)
            self._histories[known.key].add(entry)
            return entry

    def history(self, review: Review) -> History:
        """What can be undone and redone in this report; it follows what is done from now on."""
        with self._mutex:
            return self._histories[self._of(review).key]

    # --- the journal -------------------------------------------------------------------------------

    def stage_units(self, before: UnitTree, now: UnitTree) -> AuditEntry | None:
        """Enter that the folder's tree of units was changed; None where it was not. `retry` writes it."""
        self._writer.refuse_read_only()
        facts = difference_of_units(before, now)
        if not facts:
            return None
        return self._writer.add(EntryKind.UNITS, None, facts={"units": facts})

    def retry(self) -> None:
        """Write all that is staged, in one transaction. Raises UnsavedError; everything is kept then."""
        self._writer.flush()

    @property
    def unsaved(self) -> int:
        """How many entries are not on the disk yet."""
        return self._writer.unsaved

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

    # --- inside -----------------------------------------------------------------------------------

    def _follow_numbers(self) -> None:
        """Another program wrote in between: entries that waited have other numbers now."""
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
                self._settling.put(known._replace(id=self._known.row_of(key)))
        if entries:
            with suppress(UnsavedError):  # they are still where they were
                self._writer.flush()
        return len(entries)

    def _of(self, review: Review) -> KnownReport:
        """What is known of a review that was restored; KeyError where it never was."""
        known = self._known.by_source(review.report.source)
        if known is None or known.key not in self._histories:
            raise KeyError(f"not restored: {review.report.source}")
        return known
