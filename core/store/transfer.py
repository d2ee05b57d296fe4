"""Owns moving whole review files: a copy that is complete or not there, and setting one aside."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from core.audit import AuditEntry
from core.store import schema
from core.store.database import Access, open_database
from core.store.journal import Journal
from core.store.sql import transaction

_COMPANIONS = ("-wal", "-shm", "-journal")


def copy_database(source: Path, target: Path) -> None:
    """Copy the review file with all that its write-ahead log holds. `target` is replaced at the end."""
    with closing(open_database(source, Access.READ)) as original:
        copy_open_database(original, target)


def copy_open_database(original: sqlite3.Connection, target: Path) -> None:
    """Copy all that the connection sees. `target` is replaced at the end, or not at all."""
    with _partial(target) as partial, closing(sqlite3.connect(partial)) as copy:
        original.backup(copy)


def write_entries(entries: Sequence[AuditEntry], target: Path) -> None:
    """A review file of nothing but these entries. `target` is replaced at the end, or not at all."""
    with (
        _partial(target) as partial,
        closing(sqlite3.connect(partial, isolation_level=None)) as copy,
    ):
        schema.create(copy)
        with transaction(copy):
            Journal(copy).append(entries)


@contextmanager
def _partial(target: Path) -> Iterator[Path]:
    """Where to write what takes the place of `target` once it is complete."""
    partial = target.with_name(f"{target.name}.part")
    try:
        partial.unlink(missing_ok=True)
        yield partial
        put_in_place(partial, target)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def put_in_place(complete: Path, target: Path) -> None:
    """Give the file its name; the log of a file that had the name before must not be played onto it."""
    sync(complete)
    for companion in _COMPANIONS:
        target.with_name(target.name + companion).unlink(missing_ok=True)
    os.replace(complete, target)  # noqa: PTH105 - replaces on Windows too
    sync_folder(target.parent)


def set_aside(path: Path, why: str, at: datetime) -> Path:
    """Rename the file (and its log) so that it stays and nobody opens it by accident; its new path."""
    aside = _free_name(path, why, at)
    for companion in ("", *_COMPANIONS):
        with suppress(FileNotFoundError):
            path.with_name(path.name + companion).rename(aside.with_name(aside.name + companion))
    return aside


def keep_copy(path: Path, why: str, at: datetime) -> Path:
    """Copy the bytes of a file (and its log), whole or not, under another name; the copy's path."""
    aside = _free_name(path, why, at)
    for companion in ("-wal", "-journal", ""):
        original = path.with_name(path.name + companion)
        if original.exists():
            copy = aside.with_name(aside.name + companion)
            copy.write_bytes(original.read_bytes())
            sync(copy)
    sync_folder(aside.parent)
    return aside


def sync(path: Path) -> None:
    """Have the file's content on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the folder's names on the disk, where the system lets one ask for it."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _free_name(path: Path, why: str, at: datetime) -> Path:
    """`name.damaged-20261122-170000.sqlite`, numbered where that is taken."""
    stem = f"{path.stem}.{why}-{at:%Y%m%d-%H%M%S}"
    candidate, count = path.with_name(stem + path.suffix), 1
    while candidate.exists():
        count += 1
        candidate = path.with_name(f"{stem}-{count}{path.suffix}")
    return candidate
