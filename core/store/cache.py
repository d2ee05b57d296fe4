"""Owns what can be made again: for each report its file, its line in the list, and its cached Reading."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from core.canonical import Json
from core.edits import ReviewState
from core.reading_codec import unpack_json
from core.reports import FileStamp, ReportKind
from core.store.sql import from_column, to_column, unsound
from core.summary import Summary

_KINDS = {kind.value: kind for kind in ReportKind}
_STATES = {state.value: state for state in ReviewState}


class KnownReport(NamedTuple):
    """A report that the review file knows: a row of `reports`, column by column.

    `id` is its row; `key` is what the journal calls its review, whatever becomes of the file. `source`,
    `digest` and `stamp` (None where it cannot be trusted) say which file and text it was last; `reader` who
    read it; `last_seq` and `last_hash` its last entry, None where nobody has done anything to it. The rest
    is its line in the report list.
    """

    id: int
    key: str
    source: str
    digest: str
    size: int | None
    modified_ns: int | None
    reader: str
    last_seq: int | None
    last_hash: str | None
    kind: str
    form: str
    unit: str
    year: int | None
    state: str
    failing: int
    open_checks: int
    open_cells: int
    open_findings: int
    corrections: int
    marks: int

    @property
    def has_review(self) -> bool:
        """Whether anybody has done anything to it."""
        return self.last_seq is not None

    @property
    def last(self) -> tuple[int, str] | None:
        """Number and hash of its last entry."""
        if self.last_seq is None or self.last_hash is None:
            return None
        return self.last_seq, self.last_hash

    @property
    def stamp(self) -> FileStamp | None:
        """By what the file is known to be untouched."""
        if self.size is None or self.modified_ns is None:
            return None
        return FileStamp(self.size, self.modified_ns)

    @property
    def summary(self) -> Summary:
        """Its line in the report list."""
        return summary_of(self)

    def after(self, seq: int, hash: str) -> "KnownReport":
        """The same with that last entry."""
        return self._replace(last_seq=seq, last_hash=hash)

    def with_summary(self, summary: Summary) -> "KnownReport":
        """The same with another line."""
        return known_report(
            self.id, self.key, self.digest, self.stamp, self.reader, summary, last=self.last
        )


def summary_of(row: KnownReport) -> Summary:
    """The line in the report list. By position: it is made of every report when a folder is opened."""
    return Summary._make(
        (
            row[2],
            _KINDS[row[9]],
            row[10],
            row[11],
            row[12],
            _STATES[row[13]],
            row[14],
            row[15],
            row[16],
            row[17],
            row[18],
            row[19],
        )
    )


def known_report(
    id: int,
    key: str,
    digest: str,
    stamp: FileStamp | None,
    reader: str,
    summary: Summary,
    *,
    last: tuple[int, str] | None = None,
) -> KnownReport:
    """The report in the file that `summary` names; `last` is the number and the hash of its last entry."""
    source, kind, form, unit, year, state, *counts = summary
    size, modified_ns = stamp or (None, None)
    seq, hash = last or (None, None)
    where = (id, key, source, digest, size, modified_ns, reader, seq, hash)
    return KnownReport._make((*where, kind.value, form, unit, year, state.value, *counts))


_COLUMNS = ", ".join(KnownReport._fields)
_GET = f"SELECT {_COLUMNS} FROM reports ORDER BY id"  # noqa: S608 - our own column names
_PUT = (
    f"INSERT OR REPLACE INTO reports ({_COLUMNS})"  # noqa: S608
    f" VALUES ({', '.join('?' * len(KnownReport._fields))})"
)


class Cache:
    """The tables `reports` and `readings`; the caller holds the transaction when writing."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def reports(self) -> list[KnownReport]:
        """All known reports. Raises the error that SQLite has for damage where a row is none."""
        rows = self._database.execute(_GET).fetchall()
        try:
            reports = list(map(report_from_row, rows))
        except (ValueError, TypeError) as error:
            raise unsound(f"reports: {error!r}") from error
        kinds, states = {report.kind for report in reports}, {report.state for report in reports}
        if not (kinds <= _KINDS.keys() and states <= _STATES.keys()):
            raise unsound(f"reports: {kinds} {states}")
        return reports

    def put_reports(self, reports: Iterable[KnownReport]) -> None:
        """Write what is known of the reports."""
        self._database.executemany(_PUT, map(_row_of, reports))

    def reading(self, id: int, form: str | None = None) -> bytes | None:
        """The cached Reading of a report, as `core.reading_codec` decodes it; under `form` where one was chosen."""
        packed = self.packed_reading(id, form)
        try:
            return None if packed is None else unpack_json(packed)
        except ValueError:
            return None

    def packed_reading(self, id: int, form: str | None = None) -> bytes | None:
        """The same, as it is kept."""
        if form is None:
            query = self._database.execute("SELECT body FROM readings WHERE id = ?", (id,))
        else:
            query = self._database.execute(
                "SELECT body FROM readings_by_form WHERE id = ? AND form = ?", (id, form)
            )
        row = query.fetchone()
        return None if row is None else row[0]

    def put_readings(self, readings: Iterable[tuple[int, bytes]]) -> None:
        """Write packed Readings by report; those under other forms, made of the former text, go."""
        rows = list(readings)
        self._database.executemany("INSERT OR REPLACE INTO readings (id, body) VALUES (?, ?)", rows)
        if self._database.execute("SELECT 1 FROM readings_by_form LIMIT 1").fetchone():
            ids = [(id,) for id, _ in rows]
            self._database.executemany("DELETE FROM readings_by_form WHERE id = ?", ids)

    def put_readings_by_form(self, readings: Iterable[tuple[int, str, bytes]]) -> None:
        """Write packed Readings by report and form."""
        self._database.executemany(
            "INSERT OR REPLACE INTO readings_by_form (id, form, body) VALUES (?, ?, ?)", readings
        )

    def put_last_of_folder(self, seq: int, hash: str) -> None:
        """Note the last entry that concerns no single report."""
        self._database.execute("INSERT OR REPLACE INTO folder VALUES (1, ?, ?)", (seq, hash))


def _row_of(report: KnownReport) -> Sequence[object]:
    source, unit = to_column(report.source), to_column(report.unit)
    if source is report.source and unit is report.unit:
        return report
    return (*report[:2], source, *report[3:11], unit, *report[12:])


def report_from_row(row: Sequence[Json]) -> KnownReport:
    """What a row of `reports` says. ValueError or TypeError where it is none."""
    if row[2].__class__ is str and row[11].__class__ is str:
        return KnownReport._make(row)
    known = KnownReport._make(row)
    return known._replace(source=from_column(known.source), unit=from_column(known.unit))
