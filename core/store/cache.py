"""Owns what can be made again: for each report its file, its line in the list, and its cached Reading."""

import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.canonical import Json
from core.edits import ReviewState
from core.reports import FileStamp, ReportKind
from core.store.database import from_column, to_column
from core.summary import Summary

_COLUMNS = (
    "source, digest, size, modified_ns, reader, last_seq, last_hash, kind, form, unit, year, state,"
    " failing, open_checks, open_cells, open_findings, corrections, marks"
)
_PUT = (
    f"INSERT OR REPLACE INTO reports (key, {_COLUMNS})"  # noqa: S608 - our own column names
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_GET = f"SELECT key, {_COLUMNS} FROM reports"  # noqa: S608
_KINDS = {kind.value: kind for kind in ReportKind}
_STATES = {state.value: state for state in ReviewState}


@dataclass(frozen=True, slots=True)
class KnownReport:
    """A report that the review file knows.

    `key` is what the journal calls its review, whatever becomes of the file. `source`, `digest` and `stamp`
    say which file and text it was last; `reader` who read it; `last_seq` and `last_hash` its last entry.
    """

    key: str
    source: str
    digest: str
    stamp: FileStamp | None
    reader: str
    last_seq: int | None
    last_hash: str | None
    summary: Summary

    @property
    def has_review(self) -> bool:
        """Whether anybody has done anything to it."""
        return self.last_seq is not None

    def moved_to(self, source: str) -> "KnownReport":
        """The same report in a file of another name."""
        return replace(self, source=source, summary=self.summary._replace(source=source))


class Cache:
    """The tables `reports` and `readings`; the caller holds the transaction when writing."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def reports(self) -> list[KnownReport]:
        """All known reports."""
        return [_from_row(row) for row in self._database.execute(_GET).fetchall()]

    def put_reports(self, reports: Iterable[KnownReport]) -> None:
        """Write what is known of the reports."""
        self._database.executemany(_PUT, map(_to_row, reports))

    def reading(self, key: str) -> bytes | None:
        """The cached Reading of a report, as `core.reading_codec` decodes it."""
        row = self._database.execute("SELECT body FROM readings WHERE key = ?", (key,)).fetchone()
        return None if row is None else zlib.decompress(row[0])

    def put_readings(self, readings: Iterable[tuple[str, str]]) -> None:
        """Write encoded Readings by key."""
        self._database.executemany(
            "INSERT OR REPLACE INTO readings (key, body) VALUES (?, ?)",
            ((key, zlib.compress(body.encode(), 1)) for key, body in readings),
        )


def _from_row(row: Json) -> KnownReport:
    (
        key,
        source,
        digest,
        size,
        modified,
        reader,
        seq,
        hash,
        kind,
        form,
        unit,
        year,
        state,
        *counts,
    ) = row
    source = from_column(source)
    return KnownReport(
        key,
        source,
        digest,
        None if size is None else FileStamp(size, modified),
        reader,
        seq,
        hash,
        Summary(source, _KINDS[kind], form, from_column(unit), year, _STATES[state], *counts),
    )


def _to_row(report: KnownReport) -> tuple[object, ...]:
    _, kind, form, unit, year, state, *counts = report.summary
    size, modified = report.stamp or (None, None)
    return (
        report.key,
        to_column(report.source),
        report.digest,
        size,
        modified,
        report.reader,
        report.last_seq,
        report.last_hash,
        kind.value,
        form,
        to_column(unit),
        year,
        state.value,
        *counts,
    )
