"""Owns what can be made again: for each report its file, its line in the list, and its cached Reading."""

import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.canonical import Json
from core.edits import ReviewState
from core.reports import FileStamp, ReportKind
from core.store.sql import from_column, to_column, unsound
from core.summary import Summary

_COLUMNS = (
    "source, digest, size, modified_ns, reader, last_seq, last_hash, kind, form, unit, year, state,"
    " failing, open_checks, open_cells, open_findings, corrections, marks"
)
_PUT = (
    f"INSERT OR REPLACE INTO reports (id, key, {_COLUMNS})"  # noqa: S608 - our own column names
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_GET = f"SELECT id, key, {_COLUMNS} FROM reports"  # noqa: S608
_KINDS = {kind.value: kind for kind in ReportKind}
_STATES = {state.value: state for state in ReviewState}


@dataclass(frozen=True, slots=True)
class KnownReport:
    """A report that the review file knows.

    `id` is its row; `key` is what the journal calls its review, whatever becomes of the file. `source`,
    `digest` and `stamp` say which file and text it was last; `reader` who read it; `last_seq` and `last_hash`
    its last entry.
    """

    id: int
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


class Cache:
    """The tables `reports` and `readings`; the caller holds the transaction when writing."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def reports(self) -> list[KnownReport]:
        """All known reports."""
        rows = self._database.execute(_GET).fetchall()
        try:
            return [report_from_row(row) for row in rows]
        except (KeyError, ValueError, TypeError) as error:
            raise unsound(f"reports: {error!r}") from error

    def put_reports(self, reports: Iterable[KnownReport]) -> None:
        """Write what is known of the reports."""
        self._database.executemany(_PUT, map(_to_row, reports))

    def reading(self, id: int, form: str | None = None) -> bytes | None:
        """The cached Reading of a report, as `core.reading_codec` decodes it; under `form` where one was chosen."""
        if form is None:
            query = self._database.execute("SELECT body FROM readings WHERE id = ?", (id,))
        else:
            query = self._database.execute(
                "SELECT body FROM readings_by_form WHERE id = ? AND form = ?", (id, form)
            )
        row = query.fetchone()
        try:
            return None if row is None else zlib.decompress(row[0])
        except zlib.error:
            return None

    def put_readings(self, readings: Iterable[tuple[int, str]]) -> None:
        """Write encoded Readings by report; those under other forms, made of the former text, go."""
        rows = [(id, zlib.compress(body.encode(), 1)) for id, body in readings]
        self._database.executemany("INSERT OR REPLACE INTO readings (id, body) VALUES (?, ?)", rows)
        self._database.executemany(
            "DELETE FROM readings_by_form WHERE id = ?", [(id,) for id, _ in rows]
        )

    def put_readings_by_form(self, readings: Iterable[tuple[int, str, str]]) -> None:
        """Write encoded Readings by report and form."""
        self._database.executemany(
            "INSERT OR REPLACE INTO readings_by_form (id, form, body) VALUES (?, ?, ?)",
            ((id, form, zlib.compress(body.encode(), 1)) for id, form, body in readings),
        )

    def last_of_folder(self) -> tuple[int, str] | None:
        """Number and hash of the last entry that concerns no single report."""
        row = self._database.execute("SELECT last_seq, last_hash FROM folder").fetchone()
        return None if row is None else (row[0], row[1])

    def put_last_of_folder(self, seq: int, hash: str) -> None:
        """Note the last entry that concerns no single report."""
        self._database.execute("INSERT OR REPLACE INTO folder VALUES (1, ?, ?)", (seq, hash))


def report_from_row(row: Sequence[Json]) -> KnownReport:
    """What a row of `reports` says. ValueError or KeyError where it is none."""
    (
        id,
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
        id,
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
        report.id,
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
