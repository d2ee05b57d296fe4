"""Owns what could not be written to the review file: it lies with the user's data until it can be.

Should the program end before the disk takes the entries, opening the folder again takes them from there.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from core.audit import AuditEntry
from core.errors import GoujiError
from core.store.database import Access, open_database
from core.store.journal import Journal
from core.store.places import place_of_rescue
from core.store.transfer import write_entries


class Rescue:
    """The entries of one review file that could not be written, in a file with the user's data."""

    def __init__(self, review_file: Path) -> None:
        self._path = place_of_rescue(review_file)
        self._is_kept = self._path.exists()
        self._last: str | None = None

    def keep(self, entries: Sequence[AuditEntry]) -> None:
        """Keep `entries` in place of what was kept before; where that fails too, the memory has them still."""
        last = entries[-1].hash if entries else None
        if last == self._last:
            return  # tried again: they are the same
        with suppress(OSError, sqlite3.Error):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_entries(entries, self._path)
            self._is_kept, self._last = True, last

    def clear(self) -> None:
        """Everything is in the review file now."""
        if self._is_kept:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
            self._is_kept, self._last = False, None

    def entries(self) -> list[AuditEntry]:
        """What was kept by a session that ended before it could write it."""
        if not self._is_kept:
            return []
        with (
            suppress(GoujiError, sqlite3.Error),  # of no use any more
            closing(open_database(self._path, Access.READ)) as database,
        ):
            return Journal(database).all()
        return []
