"""Owns the journal table: appending entries to the chain and reading them back."""

import hashlib
import sqlite3
from collections.abc import Iterable

from core.audit import NO_HASH, AuditEntry, EntryKind, read_entry
from core.store.sql import unsound

_APPEND = "INSERT INTO journal (seq, report, body, hash) VALUES (?, ?, ?, ?)"


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

    def last(self) -> AuditEntry | None:
        """The last entry."""
        entries = self._entries("WHERE seq = (SELECT max(seq) FROM journal)")
        return entries[0] if entries else None

    def goes_on_from(self, other: "Journal") -> bool:
        """Whether this goes on from where `other` ends, or ends there too."""
        seq, hash = other.head()
        return seq == 0 or self.hash_of(seq) == hash

    def append(self, entries: Iterable[AuditEntry]) -> None:
        """Write the entries; the caller holds the transaction."""
        for entry in entries:
            self._database.execute(_APPEND, (entry.seq, entry.report, entry.body, entry.hash))

    def first_unsound(self) -> int | None:
        """The number of the first entry that is not what was written; None where all are."""
        rows = self._database.execute(
            "SELECT seq, CAST(body AS BLOB), CAST(hash AS BLOB) FROM journal"
        )
        digest = hashlib.sha256
        for seq, body, hash in rows:
            if digest(body).hexdigest().encode() != hash:
                return int(seq)
        return None

    def of_report(self, key: str) -> list[AuditEntry]:
        """The entries of one report."""
        return self._entries("WHERE report = ?", key)

    def of_folder(self) -> list[AuditEntry]:
        """The entries that concern no single report."""
        return self._entries("WHERE report IS NULL")

    def reviewers(self) -> list[str]:
        """Who made the entries, in order of first appearance."""
        rows = self._database.execute(
            "SELECT json_extract(body, '$.by') FROM journal GROUP BY 1 ORDER BY min(seq)"
        )
        return [str(name) for (name,) in rows]

    def of_kind(self, kind: EntryKind) -> list[AuditEntry]:
        """The entries of one kind."""
        return self._entries("WHERE json_extract(body, '$.kind') = ?", kind.value)

    def all(self) -> list[AuditEntry]:
        """Every entry."""
        return self._entries("")

    def _entries(self, which: str, *params: str) -> list[AuditEntry]:
        rows = self._database.execute(
            f"SELECT body FROM journal {which} ORDER BY seq",  # noqa: S608 - one of the above
            params,
        )
        try:
            return [read_entry(body) for (body,) in rows.fetchall()]
        except ValueError as error:
            raise unsound(str(error)) from error
