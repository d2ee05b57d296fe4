"""Owns opening a review file: where it is, that nobody else writes it, that it is whole and of this version."""

import sqlite3
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from core.audit import Clock
from core.errors import UnwritableFileError
from core.store.database import Access, look_at_header, open_database
from core.store.lock import FileLock, Holder, lock_path
from core.store.places import place_elsewhere, place_in


class OpenMode(Enum):
    """How to open a review file."""

    WRITE = "write"
    READ_ONLY = "read_only"
    TAKE_OVER = (
        "take_over"  # write, though another machine may still hold it: the user says it does not
    )


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """An open review file; `lock` is None where it is read-only.

    `left_by` is who had it open last and did not close it. `is_elsewhere`: not in the folder.
    """

    path: Path
    database: sqlite3.Connection
    lock: FileLock | None
    is_elsewhere: bool

    @property
    def left_by(self) -> Holder | None:
        return None if self.lock is None else self.lock.left_by


def open_file(
    folder: Path, reviewer: str, mode: OpenMode, clock: Clock, path: Path | None = None
) -> OpenedFile:
    """Open the review file of `folder`, or the one at `path`."""
    if mode is OpenMode.READ_ONLY:
        inside = path or place_in(folder)
        chosen = inside if inside.exists() or path else place_elsewhere(folder)
        look_at_header(chosen)
        database = open_database(chosen, Access.READ)
        return OpenedFile(chosen, database, None, chosen != place_in(folder))
    since = clock().isoformat(timespec="seconds")
    take_over = mode is OpenMode.TAKE_OVER
    chosen = path or place_in(folder)
    try:
        return _open_to_write(chosen, reviewer, since, take_over, is_elsewhere=path is not None)
    except OSError as error:
        if path is not None:
            raise UnwritableFileError(
                path=str(chosen), reason=error.strerror or str(error)
            ) from error
    chosen = place_elsewhere(folder)
    try:
        chosen.parent.mkdir(parents=True, exist_ok=True)
        return _open_to_write(chosen, reviewer, since, take_over, is_elsewhere=True)
    except OSError as error:
        raise UnwritableFileError(path=str(chosen), reason=error.strerror or str(error)) from error


def _open_to_write(
    path: Path, reviewer: str, since: str, take_over: bool, *, is_elsewhere: bool
) -> OpenedFile:
    look_at_header(path)
    lock = FileLock.acquire(lock_path(path), reviewer, since, take_over=take_over)
    try:
        database = open_database(path, Access.WRITE)
    except BaseException:
        lock.release()
        raise
    return OpenedFile(path, database, lock, is_elsewhere)
