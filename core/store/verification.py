"""Owns finding out whether the trail in a review file is whole, and where it breaks if not."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from core.audit import NO_HASH, EntryKind, hash_of
from core.canonical import Json
from core.errors import DamagedReviewFileError, NotAReviewFileError
from core.store.database import Access, look_at_header, open_database, translated


class BreakKind(Enum):
    """How the trail is broken at one place."""

    CHANGED = "changed"  # the entry is not what was written
    REMOVED = "removed"  # entries are missing
    REPLACED = "replaced"  # the entry does not follow on the one before it
    LOST = "lost"  # entries were lost to damage, and an entry of the recovery says so
    DAMAGED = "damaged"  # the file itself is not sound


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the trail is broken: entries `first` to `last`; `detail` is technical."""

    kind: BreakKind
    first: int
    last: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """What a look at the whole trail found. `head` is the hash of the last entry: note it to compare later."""

    path: Path
    entries: int
    head: str
    breaks: tuple[Break, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every entry is there and is what was written."""
        return not self.breaks


def verify(path: Path) -> Verification:
    """Look at every entry of the review file at `path`, which is not touched.

    Raises NewerReviewFileError, or NotAReviewFileError where there is no review file.
    """
    if look_at(path) is None:
        raise NotAReviewFileError(path=str(path))
    walk = _Walk()
    try:
        with closing(open_database(path, Access.READ)) as database, translated(path):
            walk.journal(database)
            walk.last_entries(database)
            sound = database.execute("PRAGMA integrity_check(journal)").fetchone()[0]
            if sound != "ok":
                walk.found(BreakKind.DAMAGED, walk.seq, walk.seq, str(sound))
    except DamagedReviewFileError as error:
        walk.found(BreakKind.DAMAGED, walk.seq + 1, walk.seq + 1, str(error.params["reason"]))
    return Verification(path, walk.count, walk.hash, tuple(walk.breaks))


def look_at(path: Path) -> int | None:
    """The schema version of the file, 0 where its header is damaged, None where there is no file."""
    try:
        return look_at_header(path)
    except DamagedReviewFileError:
        return 0


class _Walk:
    """One pass over the chain."""

    def __init__(self) -> None:
        self.seq = 0
        self.hash = NO_HASH
        self.count = 0
        self.breaks: list[Break] = []
        self._lost: set[int] = set()

    def found(self, kind: BreakKind, first: int, last: int, detail: str = "") -> None:
        self.breaks.append(Break(kind, first, last, detail))

    def journal(self, database: sqlite3.Connection) -> None:
        rows = database.execute("SELECT seq, report, body, hash FROM journal ORDER BY seq")
        for seq, report, body, hash in rows:
            self._entry(seq, report, body, hash)
        self.breaks = [self._said(found) for found in self.breaks]

    def last_entries(self, database: sqlite3.Connection) -> None:
        """The last entry of each report is named beside the journal too: so a missing end is found."""
        for seq, hash in _last_entries(database):
            row = database.execute("SELECT hash FROM journal WHERE seq = ?", (seq,)).fetchone()
            if row is None and seq > self.seq:
                self.found(BreakKind.REMOVED, self.seq + 1, seq)
                self.seq = seq
            elif row is not None and row[0] != hash:
                self.found(BreakKind.CHANGED, seq, seq, "not the entry that its report names")

    def _entry(self, seq: int, report: str | None, body: str, hash: str) -> None:
        follows = seq == self.seq + 1
        if not follows:
            self.found(BreakKind.REMOVED, self.seq + 1, seq - 1)
        data = _body(body)
        if hash_of(body) != hash or data.get("seq") != seq or data.get("report") != report:
            self.found(BreakKind.CHANGED, seq, seq)
        elif follows and data.get("before") != self.hash:
            self.found(BreakKind.REPLACED, seq, seq)
        if data.get("kind") == EntryKind.RECOVERY.value:
            for first, last in data.get("facts", {}).get("lost", []):
                self._lost.update(range(first, last + 1))
        self.seq, self.hash, self.count = seq, hash, self.count + 1

    def _said(self, found: Break) -> Break:
        """A gap that a recovery has declared is a loss; one that nobody declared is a removal."""
        gap = range(found.first, found.last + 1)
        if found.kind is BreakKind.REMOVED and self._lost.issuperset(gap):
            return Break(BreakKind.LOST, found.first, found.last)
        return found


def _last_entries(database: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    yield from database.execute(
        "SELECT last_seq, last_hash FROM reports WHERE last_seq IS NOT NULL ORDER BY last_seq DESC"
    ).fetchall()
    yield from database.execute("SELECT last_seq, last_hash FROM folder").fetchall()


def _body(body: str) -> dict[str, Json]:
    try:
        data = json.loads(body)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}
