"""Owns what is not on the disk yet, and putting it there: entries in their chain, and what is cached."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from core.audit import AuditEntry, Clock, EntryKind
from core.canonical import Json
from core.edits import Change, Edit
from core.errors import UnwritableFileError
from core.reading_codec import encode_reading
from core.reports import Reading
from core.store import schema
from core.store.cache import Cache, KnownReport
from core.store.journal import Journal
from core.store.opening import OpenedFile, OpenMode, open_file
from core.store.sql import transaction
from core.store.transfer import put_in_place


class UnsavedError(UnwritableFileError):
    """What was done holds and is kept, but could not be written yet: `ReviewFile.retry` tries again.

    Params: path, reason. `change` is what was done, where something was.
    """

    def __init__(self, change: Change | None = None, **params: object) -> None:
        super().__init__(**params)
        self.change = change


class Writer:
    """The open file, the end of its chain, and what waits to be written. For one thread at a time."""

    def __init__(self, opened: OpenedFile, reviewer: str, clock: Clock, reader: str) -> None:
        self.reviewer = reviewer
        self._clock = clock
        self._reader = reader
        self._use(opened)
        self._head = self._journal.head()
        self.pending: list[AuditEntry] = []
        self._reports: dict[int, KnownReport] = {}
        self._readings: dict[int, str] = {}
        self._readings_by_form: dict[tuple[int, str], Reading] = {}
        self._cached_by_form: dict[tuple[int, str], Reading] = {}

    def _use(self, opened: OpenedFile) -> None:
        self._opened = opened
        self._journal = Journal(opened.database)
        self.cache = Cache(opened.database)

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._opened.path

    @property
    def is_read_only(self) -> bool:
        """Whether nothing is ever written."""
        return self._opened.lock is None

    # --- what there is ----------------------------------------------------------------------------

    def entries(self, key: str | None = None) -> list[AuditEntry]:
        """The entries of one report, or all, written and waiting."""
        written = list(self._journal.all() if key is None else self._journal.of_report(key))
        return written + [e for e in self.pending if key is None or e.report == key]

    def folder_entries(self) -> list[AuditEntry]:
        """The entries that concern no single report, written and waiting."""
        return [*self._journal.of_folder(), *(e for e in self.pending if e.report is None)]

    # --- what is to be written --------------------------------------------------------------------

    def add(
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
        """Make the next entry of the chain; it waits to be written."""
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
            None if known is None else self._reader,
            facts or {},
        )
        self._head = (entry.seq, entry.hash)
        self.pending.append(entry)
        return entry

    def put_report(self, known: KnownReport) -> None:
        """Write what is known of a report, with the next transaction."""
        self._reports[known.id] = known

    def put_reading(self, id: int, encoded: str) -> None:
        """Cache the Reading of a report, with the next transaction."""
        self._readings[id] = encoded

    def put_reading_by_form(self, id: int, reading: Reading) -> None:
        """Cache the Reading of a report under the form that a reviewer chose."""
        if self._cached_by_form.get((id, reading.form)) is not reading:
            self._readings_by_form[id, reading.form] = reading

    # --- writing ----------------------------------------------------------------------------------

    def flush(self, change: Change | None = None) -> tuple[AuditEntry, ...]:
        """Write all that waits, in one transaction; the entries that were written.

        Raises UnsavedError: everything still waits then. Where another program has written in spite of
        the lock, the waiting entries are put behind its own, under new numbers.
        """
        if self.is_read_only:
            return ()
        try:
            try:
                self._write()
            except sqlite3.IntegrityError:
                self._put_behind(self._journal.head())
                self._write()
        except sqlite3.Error as error:
            raise UnsavedError(change, path=str(self.path), reason=str(error)) from error
        written = tuple(self.pending)
        self._cached_by_form |= self._readings_by_form
        self.pending.clear()
        self._reports.clear()
        self._readings.clear()
        self._readings_by_form.clear()
        return written

    def _write(self) -> None:
        with transaction(self._opened.database):
            if self.pending:
                self._journal.append(self.pending)
                of_folder = [entry for entry in self.pending if entry.report is None]
                if of_folder:
                    self.cache.put_last_of_folder(of_folder[-1].seq, of_folder[-1].hash)
            if self._reports:
                self.cache.put_reports(self._reports.values())
            if self._readings:
                self.cache.put_readings(self._readings.items())
            if self._readings_by_form:
                self.cache.put_readings_by_form(
                    (id, form, encode_reading(reading))
                    for (id, form), reading in self._readings_by_form.items()
                )

    def _put_behind(self, head: tuple[int, str]) -> None:
        """Chain the waiting entries to `head`, which is not where they were chained to."""
        first = self.pending[0].seq
        shift = head[0] + 1 - first
        moved: dict[int, AuditEntry] = {}
        for entry in self.pending:
            refers_to = entry.refers_to
            if refers_to is not None and refers_to >= first:
                refers_to += shift
            again = replace(entry, seq=entry.seq + shift, before=head[1], refers_to=refers_to)
            moved[entry.seq] = again
            head = (again.seq, again.hash)
        self._head = head
        self.pending = list(moved.values())
        for id, known in self._reports.items():
            if known.last_seq in moved:
                last = moved[known.last_seq]
                self._reports[id] = replace(known, last_seq=last.seq, last_hash=last.hash)

    # --- leaving ----------------------------------------------------------------------------------

    def close(self) -> None:
        """Write what waits, if that goes, and let go of the file."""
        try:
            if self.pending or self._reports:
                self.flush()
        finally:
            self._opened.close()

    def move_to(self, path: Path, folder: Path) -> bool:
        """Go on in a copy at `path` with all that waits. Raises UnwritableFileError.

        False where the present file cannot even be read any more: then `path` holds just the entries that
        wait, to be merged one day, and nothing else changes.
        """
        partial = path.with_name(f"{path.name}.part")
        try:
            partial.unlink(missing_ok=True)
            has_all = self._copy_to(partial)
            put_in_place(partial, path)
        except (OSError, sqlite3.Error) as error:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
            reason = getattr(error, "strerror", None) or str(error)
            raise UnwritableFileError(path=str(path), reason=reason) from error
        if has_all:
            left = self._opened
            self._use(open_file(folder, self.reviewer, OpenMode.WRITE, self._clock, path))
            with suppress(sqlite3.Error):
                left.close()
            self.flush()
        return has_all

    def _copy_to(self, partial: Path) -> bool:
        """The whole file into `partial`, or, where it cannot be read, the waiting entries alone."""
        with closing(sqlite3.connect(partial, isolation_level=None)) as copy:
            if self._can_be_read():
                self._opened.database.backup(copy)
                return True
            schema.create(copy)
            Journal(copy).append(self.pending)
            Cache(copy).put_reports(self._reports.values())
            return False

    def _can_be_read(self) -> bool:
        try:
            self._opened.database.execute("SELECT sum(length(body)) FROM journal").fetchone()
        except sqlite3.Error:
            return False
        return True
