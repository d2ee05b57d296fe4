"""Owns the journal table: appending entries to the chain and reading them back."""

import sqlite3
from collections.abc import Iterable, Iterator

from core.audit import NO_HASH, AuditEntry, read_entry


class Journal:
    """The append-only table of entries. What it returns is in the order in which it was written."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def head(self) -> tuple[int, str]:
        """Number and hash of the last entry; 0 and NO_HASH where there is none."""
        row = self._database.execute(
            "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        return (0, NO_HASH) if row is None else (row[0], row[1])

    def hash_of(self, seq: int) -> str | None:
        """The hash of one entry, None where there is no such entry."""
        row = self._database.execute("SELECT hash FROM journal WHERE seq = ?", (seq,)).fetchone()
        return None if row is None else str(row[0])

    def append(self, entries: Iterable[AuditEntry]) -> None:
        """Write the entries; the caller holds the transaction."""
        self._database.executemany(
            "INSERT INTO journal (seq, report, body, hash) VALUES (?, ?, ?, ?)",
            ((entry.seq, entry.report, entry.body, entry.hash) for entry in entries),
        )

    def of_report(self, key: str) -> Iterator[AuditEntry]:
        """The entries of one report."""
        rows = self._database.execute(
            "SELECT body FROM journal WHERE report = ? ORDER BY seq", (key,)
        )
        return (read_entry(body) for (body,) in rows.fetchall())

    def of_folder(self) -> Iterator[AuditEntry]:
        """The entries that concern no single report."""
        rows = self._database.execute("SELECT body FROM journal WHERE report IS NULL ORDER BY seq")
        return (read_entry(body) for (body,) in rows.fetchall())

    def all(self) -> Iterator[AuditEntry]:
        """Every entry."""
        rows = self._database.execute("SELECT body FROM journal ORDER BY seq")
        return (read_entry(body) for (body,) in rows.fetchall())
