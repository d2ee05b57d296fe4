"""Owns opening a review file: where it is, that nobody else writes it, that it is whole and of this version."""

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from core.audit import Clock
from core.errors import DamagedReviewFileError, GoujiError, NotAReviewFileError, UnwritableFileError
from core.store.cache import Cache, KnownReport
from core.store.database import (
    Access,
    look_at_header,
    open_beside,
    open_database,
    translated,
)
from core.store.journal import Journal
from core.store.lock import FileLock, Holder, lock_path
from core.store.places import place_elsewhere, place_in
from core.store.recovery import Recovery, recover
from core.store.sql import unsound
from core.store.transfer import copy_database, keep_copy, set_aside


class OpenMode(Enum):
    """How to open a review file."""

    WRITE = "write"
    READ_ONLY = "read_only"
    TAKE_OVER = "take_over"  # write, though another machine left its lock


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """An open review file; `lock` is None where it is read-only. `reports` is what it knew when it was opened.

    `reading` is the connection to read by, which never waits for what `database` is writing, where the
    file has a write-ahead log; elsewhere the two are one.
    `is_elsewhere`: not in the folder. `recovery`: it was damaged, and what could be read is in it now.
    `came_home`: it was kept elsewhere while the folder could not be written, and is in the folder again.
    `diverged`: another review file of this folder that went its own way; the two can be merged.
    """

    path: Path
    database: sqlite3.Connection
    reading: sqlite3.Connection
    lock: FileLock | None
    is_elsewhere: bool
    reports: list[KnownReport]
    recovery: Recovery | None = None
    came_home: bool = False
    diverged: Path | None = None

    @property
    def left_by(self) -> Holder | None:
        """Who had it open last and did not close it."""
        return None if self.lock is None else self.lock.left_by

    def close(self) -> None:
        """Close the file and let go of it."""
        try:
            self.reading.close()
            self.database.close()
        finally:
            if self.lock is not None:
                self.lock.release()


def open_file(
    folder: Path,
    reviewer: str,
    mode: OpenMode,
    clock: Clock,
    path: Path | None = None,
    came_from: Path | None = None,
) -> OpenedFile:
    """Open the review file of `folder`, or the one at `path`.

    What went on at `came_from` comes home into the folder's own file first.
    """
    if mode is OpenMode.READ_ONLY:
        return _open_to_read(folder, path)
    opener = _Opener(reviewer, clock, mode is OpenMode.TAKE_OVER)
    if path is not None:
        try:
            return opener.open(path, is_elsewhere=path != place_in(folder))
        except OSError as error:
            raise UnwritableFileError.at(path, error) from error
    inside, outside = place_in(folder), came_from or place_elsewhere(folder)
    try:
        return _with_what_was_elsewhere(opener, inside, outside)
    except OSError as error:  # the folder cannot be written
        if came_from is not None:
            raise UnwritableFileError.at(inside, error) from error
    try:
        outside.parent.mkdir(parents=True, exist_ok=True)
        if not outside.exists() and look_at_header(inside) is not None:
            copy_database(inside, outside)
        return opener.open(outside, is_elsewhere=True)
    except OSError as error:
        raise UnwritableFileError.at(outside, error) from error


@dataclass(frozen=True, slots=True)
class _Opener:
    reviewer: str
    clock: Clock
    take_over: bool

    def open(self, path: Path, *, is_elsewhere: bool) -> OpenedFile:
        """Lock, check and open; a damaged file is set aside and recovered. OSError where nothing can be written."""
        with suppress(DamagedReviewFileError):
            look_at_header(path)  # a file of a newer version or another program is not even locked
        _check_writable(path)
        since = self.clock().isoformat(timespec="seconds")
        lock = FileLock.acquire(lock_path(path), self.reviewer, since, take_over=self.take_over)
        try:
            recovery = None
            try:
                database, reports = self._open_whole(path)
            except _DamageFound as damage:
                recovery = self._recover(path, damage)
                database, reports = self._open_whole(path)
            reading = open_beside(database, path)
            return OpenedFile(path, database, reading, lock, is_elsewhere, reports, recovery)
        except BaseException:
            lock.release()
            raise

    def _open_whole(self, path: Path) -> tuple[sqlite3.Connection, list[KnownReport]]:
        """Open and see that everything is sound; a file that is not is copied aside as it is, with its log."""
        database = None
        try:
            look_at_header(path)
            database = open_database(path, Access.WRITE)
            with translated(path):
                return database, _check(database)
        except DamagedReviewFileError as error:
            aside = self._keep(path)  # before closing, which may take over the log
            if database is not None:
                database.close()
            raise _DamageFound(str(error.params["reason"]), aside) from error
        except BaseException:
            if database is not None:
                database.close()
            raise

    def _keep(self, path: Path) -> Path:
        try:
            return keep_copy(path, "damaged", self.clock())
        except OSError as error:
            raise UnwritableFileError.at(path, error) from error

    def _recover(self, path: Path, damage: "_DamageFound") -> Recovery:
        with translated(path, UnwritableFileError):
            try:
                return recover(path, damage.kept_aside, damage.reason, self.reviewer, self.clock)
            except OSError as error:
                raise UnwritableFileError.at(path, error) from error


class _DamageFound(Exception):
    """The file is damaged; a copy of it lies at `kept_aside`."""

    def __init__(self, reason: str, kept_aside: Path) -> None:
        super().__init__(reason)
        self.reason = reason
        self.kept_aside = kept_aside


def _check(database: sqlite3.Connection) -> list[KnownReport]:
    """What the file knows; raises the error that SQLite has for damage where anything is not sound."""
    found = database.execute("PRAGMA integrity_check(journal)").fetchone()[0]
    if found != "ok":
        raise unsound(str(found))
    seq = Journal(database).first_unsound()
    if seq is not None:
        raise unsound(f"entry {seq}")
    return Cache(database).reports()


def _with_what_was_elsewhere(opener: _Opener, inside: Path, outside: Path) -> OpenedFile:
    """Open the file in the folder; what was written elsewhere meanwhile comes home first."""
    if not outside.exists():
        return opener.open(inside, is_elsewhere=False)
    opened = opener.open(inside, is_elsewhere=False)
    try:
        other = opener.open(outside, is_elsewhere=True)
    except (GoujiError, OSError):  # held, or of no use: it stays where it is
        return replace(opened, diverged=outside)
    try:
        there, here = Journal(other.database), Journal(opened.database)
        ahead, behind = there.goes_on_from(here), here.goes_on_from(there)
        if ahead and not behind:
            with translated(inside, UnwritableFileError):
                other.database.backup(opened.database)
                opened = replace(opened, reports=Cache(opened.database).reports())
    finally:
        other.close()
    if not (ahead or behind):
        return replace(opened, diverged=outside)
    set_aside(outside, "home", opener.clock())
    return replace(opened, came_home=ahead and not behind)


def _check_writable(path: Path) -> None:
    """OSError where the file is there and may not be written (SQLite would open it to read, silently)."""
    if path.exists():
        os.close(os.open(path, os.O_RDWR))


def _open_to_read(folder: Path, path: Path | None) -> OpenedFile:
    chosen = path or place_in(folder)
    if path is None and not chosen.exists() and place_elsewhere(folder).exists():
        chosen = place_elsewhere(folder)
    if look_at_header(chosen) is None:
        raise NotAReviewFileError(path=str(chosen))
    database = open_database(chosen, Access.READ)
    try:
        with translated(chosen):
            reports = Cache(database).reports()
    except BaseException:
        database.close()
        raise
    return OpenedFile(chosen, database, database, None, chosen != place_in(folder), reports)
