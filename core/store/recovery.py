"""Owns what is done with a damaged review file: it is kept, and what can be read of it goes into a new one."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from core.audit import NO_HASH, AuditEntry, Clock, EntryKind, hash_of, read_entry
from core.store import schema
from core.store.cache import Cache, report_from_row
from core.store.journal import Journal
from core.store.rebuild import rebuild_reports
from core.store.salvage import salvage_rows
from core.store.transfer import put_in_place

_JOURNAL_COLUMNS = 4
_REPORT_COLUMNS = 20


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of a damaged file: `kept_aside` is the file as it was, `entries` were read out of it.

    `lost` are the numbers (first, last) of entries that are missing, as far as others tell of them.
    """

    kept_aside: Path
    reason: str
    entries: int
    lost: tuple[tuple[int, int], ...]


def recover(path: Path, aside: Path, reason: str, reviewer: str, clock: Clock) -> Recovery:
    """Replace the damaged file at `path` by one that holds whatever can be read of it.

    `aside` is a copy of it as it was found. Nothing is removed before the new file is complete. Raises
    OSError or sqlite3.Error where nothing can be written; the damaged file is untouched then.
    """
    partial = path.with_name(f"{path.name}.recovered")
    entries, last = _read(aside, partial)  # a recovery that was cut short may have left one
    lost = _gaps([entry.seq for entry in entries], last)
    said = AuditEntry(
        last + 1,
        EntryKind.RECOVERY,
        reviewer,
        clock(),
        entries[-1].hash if entries else NO_HASH,
        facts={
            "file": aside.name,
            "reason": reason,
            "entries": len(entries),
            "lost": [list(gap) for gap in lost],
        },
    )
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(partial, isolation_level=None)) as database:
        schema.create(database)
        database.execute("BEGIN")
        Journal(database).append([*entries, said])
        Cache(database).put_reports(rebuild_reports(entries))
        Cache(database).put_last_of_folder(said.seq, said.hash)
        database.execute("COMMIT")
    put_in_place(partial, path)
    return Recovery(aside, reason, len(entries), lost)


def _read(*paths: Path) -> tuple[list[AuditEntry], int]:
    """The entries that prove themselves by their hash, in order, and the last number that anything tells of."""
    found: dict[int, dict[str, AuditEntry]] = {}
    last = 0
    for path in paths:
        for number, columns in salvage_rows(path):
            if len(columns) == _JOURNAL_COLUMNS:
                with suppress(ValueError, TypeError, AttributeError):
                    entry = _entry(number, columns[2], columns[3])
                    found.setdefault(number, {})[entry.hash] = entry
            elif len(columns) == _REPORT_COLUMNS:
                with suppress(ValueError, KeyError, TypeError, AttributeError):
                    last = max(last, report_from_row((number, *columns[1:])).last_seq or 0)
    return _chain(found), max((last, *found))


def _entry(number: int, body: str, hash: str) -> AuditEntry:
    entry = read_entry(body)
    if hash_of(body) != hash or entry.seq != number:
        raise ValueError("not an entry as it was written")
    return entry


def _chain(found: dict[int, dict[str, AuditEntry]]) -> list[AuditEntry]:
    """One entry a number: where a write that was never finished left a second one, the one that others follow."""
    followed = {entry.before for entries in found.values() for entry in entries.values()}
    return [
        max(entries.values(), key=lambda entry: entry.hash in followed)
        for _, entries in sorted(found.items())
    ]


def _gaps(numbers: Iterable[int], last: int) -> tuple[tuple[int, int], ...]:
    gaps = []
    expected = 1
    for number in (*numbers, last + 1):
        if number > expected:
            gaps.append((expected, number - 1))
        expected = max(expected, number + 1)
    return tuple(gaps)
