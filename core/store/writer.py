"""Owns what is not on the disk yet, and putting it there: entries in their chain, and what is cached."""

import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from core.audit import AuditEntry, Clock, EntryKind
from core.canonical import Json
from core.edits import Edit
from core.errors import ReadOnlyReviewFileError, UnwritableFileError
from core.reading_codec import pack_reading
from core.reports import Reading
from core.store.cache import Cache, KnownReport
from core.store.database import is_held
from core.store.journal import Journal
from core.store.opening import OpenedFile, OpenMode, open_file
from core.store.rescue import Rescue
from core.store.sql import transaction
from core.store.transfer import copy_open_database, write_entries
from core.store.waiting import Waiting, chain_to

_PATIENCE_S = 5.0
_PAUSE_S = 0.02


class UnsavedError(UnwritableFileError):
    """What was done holds and is kept, but could not be written yet: `ReviewFile.retry` tries again.

    Params: path, reason.
    """


class HeldError(UnsavedError):
    """As UnsavedError: another program uses the file just now, a backup say. Params: path, reason."""

    code = "review_file_held"


class Writer:
    """The open file, the end of its chain, and what waits to be written.

    `mutex` guards what waits and is never held while the disk is waited for, so that the window can go on
    adding while an earlier transaction is under way. `on_renumbered` is called where entries that waited got
    other numbers.
    """

    def __init__(
        self,
        opened: OpenedFile,
        folder: Path,
        reviewer: str,
        clock: Clock,
        reader: str,
        mutex: threading.RLock,
        on_renumbered: Callable[[], None],
    ) -> None:
        self.reviewer = reviewer
        self._folder = folder
        self._clock = clock
        self._reader = reader
        self._mutex = mutex
        self._on_renumbered = on_renumbered
        self.is_closed = False
        self._disk = threading.Lock()
        self._rescue = Rescue(opened.path)
        self._waiting = Waiting()
        self._writing = Waiting()
        self._cached_by_form: dict[tuple[int, str], Reading] = {}
        self._is_durable = True
        self.patience_s = _PATIENCE_S
        self._use(opened)
        self._head = self._journal.head()

    def _use(self, opened: OpenedFile) -> None:
        self._opened = opened
        self._journal = Journal(opened.database)
        self._written = Journal(opened.reading)
        self._cache = Cache(opened.database)
        self.cache = Cache(opened.reading)
        """What the present file caches, to be read."""

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._opened.path

    @property
    def is_read_only(self) -> bool:
        """Whether nothing is ever written."""
        return self._opened.lock is None

    def refuse_read_only(self) -> None:
        """Raise ReadOnlyReviewFileError where nothing is ever written."""
        if self.is_read_only:
            raise ReadOnlyReviewFileError(path=str(self.path))

    @property
    def unsaved(self) -> int:
        """How many entries wait."""
        with self._mutex:
            return 0 if self.is_read_only else len(self._unwritten())

    # --- what there is ----------------------------------------------------------------------------

    def entries(self, key: str | None = None) -> list[AuditEntry]:
        """The entries of one report, or all, written and waiting."""
        with self._mutex:
            waiting = [e for e in self._unwritten() if key is None or e.report == key]
        return _joined(
            self._written.all() if key is None else self._written.of_report(key), waiting
        )

    def entries_of_kind(self, kind: EntryKind) -> list[AuditEntry]:
        """The entries of one kind, written and waiting."""
        with self._mutex:
            waiting = [entry for entry in self._unwritten() if entry.kind is kind]
        return _joined(self._written.of_kind(kind), waiting)

    def reviewers(self) -> tuple[str, ...]:
        """Who made the entries, in order of first appearance."""
        with self._mutex:
            waiting = [entry.reviewer for entry in self._unwritten()]
        return tuple(dict.fromkeys((*self._written.reviewers(), *waiting)))

    def folder_entries(self) -> list[AuditEntry]:
        """The entries that concern no single report, written and waiting."""
        with self._mutex:
            waiting = [entry for entry in self._unwritten() if entry.report is None]
        return _joined(self._written.of_folder(), waiting)

    def _unwritten(self) -> list[AuditEntry]:
        return self._writing.entries + self._waiting.entries

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
        with self._mutex:
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
            self._waiting.entries.append(entry)
            return entry

    def put_report(self, known: KnownReport) -> None:
        """Write what is known of a report, with the next transaction."""
        if not self.is_read_only:
            self._waiting.reports[known.id] = known

    def put_reading(self, id: int, packed: bytes) -> None:
        """Cache the packed Reading of a report, with the next transaction."""
        if not self.is_read_only:
            self._waiting.readings[id] = packed

    def put_reading_by_form(self, id: int, reading: Reading) -> None:
        """Cache the Reading of a report under the form that a reviewer chose, with the next transaction."""
        if self._cached_by_form.get((id, reading.form)) is not reading:
            self._waiting.readings_by_form[id, reading.form] = reading

    # --- writing ----------------------------------------------------------------------------------

    def flush(self) -> None:
        """Write all that waits, in one transaction. Not to be called with the mutex held.

        Where another program has written in spite of the lock, the entries that waited get new numbers, behind
        its own. Where another program merely uses the file it waits for
        `patience_s`. Raises UnsavedError: everything still waits then.
        """
        if self.is_read_only:
            return
        with self._disk:
            with self._mutex:
                batch = self._writing = self._waiting
                self._waiting = Waiting()
            in_order = True
            try:
                try:
                    self._write_patiently(batch)
                except sqlite3.IntegrityError:
                    in_order = False
                    batch = self._put_behind(self._journal.head())
                    self._write_patiently(batch)
            except sqlite3.Error as error:
                with self._mutex:
                    batch.put_before(self._waiting)
                    self._writing = Waiting()
                self._rescue.keep(self._unwritten())
                kind = HeldError if is_held(error) else UnsavedError
                raise kind.at(self.path, error) from error
            with self._mutex:
                self._writing = Waiting()
                if batch.readings_by_form:
                    self._cached_by_form |= batch.readings_by_form
            self._rescue.clear()
        if not in_order:
            self._on_renumbered()

    def _write_patiently(self, batch: Waiting) -> None:
        """Write, waiting outside of SQLite while another program uses the file, so that it can be read meanwhile."""
        deadline = time.monotonic() + self.patience_s
        while True:
            try:
                return self._write(batch)
            except sqlite3.OperationalError as error:
                if not is_held(error) or time.monotonic() >= deadline:
                    raise
            time.sleep(_PAUSE_S)

    def _write(self, batch: Waiting) -> None:
        if not batch:
            return
        self._set_durable(bool(batch.entries))
        with transaction(self._opened.database):
            self._journal.append(batch.entries)
            self._cache.put_reports(batch.reports.values())
            for entry in batch.entries:
                if entry.report is None:
                    self._cache.put_last_of_folder(entry.seq, entry.hash)
            if batch.readings:
                self._cache.put_readings(batch.readings.items())
            if batch.readings_by_form:
                self._cache.put_readings_by_form(
                    (id, form, pack_reading(reading))
                    for (id, form), reading in batch.readings_by_form.items()
                )

    def _set_durable(self, is_durable: bool) -> None:
        """What is only cached need not wait for the disk: it can be made again."""
        if is_durable != self._is_durable:
            level = "FULL" if is_durable else "NORMAL"
            self._opened.database.execute(f"PRAGMA synchronous = {level}")
            self._is_durable = is_durable

    def _put_behind(self, head: tuple[int, str]) -> Waiting:
        """Chain all that is unwritten to `head`, which is not where it was chained to; it is one batch then."""
        with self._mutex:
            batch = Waiting()
            self._waiting.put_before(batch)
            self._writing.put_before(batch)
            batch.chain_to(head)
            if batch.entries:
                self._head = (batch.entries[-1].seq, batch.entries[-1].hash)
            self._writing, self._waiting = batch, Waiting()
            return batch

    def take_rescued(self) -> list[AuditEntry]:
        """Have the entries wait that an earlier session could not write; those that are new here."""
        entries = [e for e in self._rescue.entries() if self._journal.hash_of(e.seq) != e.hash]
        if entries:
            if entries[0].before != self._head[1]:
                entries = chain_to(entries, self._head)
            self._head = (entries[-1].seq, entries[-1].hash)
            self._waiting.entries += entries
        return entries

    # --- leaving ----------------------------------------------------------------------------------

    def close(self) -> None:
        """Write what waits, if that goes, and let go of the file."""
        with self._mutex:
            self.is_closed = True
        try:
            self.flush()
        finally:
            # Whoever reads holds the mutex: a connection must not go while it is read by.
            with self._disk, self._mutex:
                self._opened.close()

    def copy_to(self, path: Path) -> None:
        """Write everything into one file at `path`. Raises UnsavedError or UnwritableFileError."""
        self.flush()
        with self._disk:
            try:
                copy_open_database(self._opened.database, path)
            except (OSError, sqlite3.Error) as error:
                raise UnwritableFileError.at(path, error) from error

    def move_to(self, path: Path) -> bool:
        """Go on in a copy at `path` with all that waits. Raises UnwritableFileError.

        False where the present file cannot even be read any more: then `path` holds just the entries that
        wait, to be merged one day, and nothing else changes.
        """
        with self._disk:
            try:
                if not self._copy_to(path):
                    return False
            except (OSError, sqlite3.Error) as error:
                raise UnwritableFileError.at(path, error) from error
            left = self._opened
            opened = open_file(self._folder, self.reviewer, OpenMode.WRITE, self._clock, path)
            with self._mutex:
                self._use(opened)
                self._is_durable = True
            with suppress(sqlite3.Error), self._mutex:
                left.close()
        self.flush()
        return True

    def _copy_to(self, path: Path) -> bool:
        """Everything into a file at `path`; False where the present file gave nothing and the rest is there."""
        try:
            copy_open_database(self._opened.database, path)
        except sqlite3.Error as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
                raise
            write_entries(self._unwritten(), path)  # fails too where `path` is at fault
            return False
        return True


def _joined(written: list[AuditEntry], waiting: list[AuditEntry]) -> list[AuditEntry]:
    """Both, though a transaction may have written some of the waiting ones just now."""
    last = written[-1].seq if written else 0
    return written + [entry for entry in waiting if entry.seq > last]
