"""Owns the layout of the review file: its tables, its version, and the way from older versions.

`journal` is the truth and only grows; `reports` and `readings` are what can be made again from it and from
the folder: which file each review belongs to, the line that the report list shows, and the cached Readings.
"""

import sqlite3
from collections.abc import Mapping

APPLICATION_ID = 0x474F554A  # "GOUJ", in the header of the file
VERSION = 1

JOURNAL = """
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    report TEXT,
    body TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX journal_by_report ON journal (report) WHERE report IS NOT NULL;
CREATE TRIGGER journal_keeps_what_was BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER journal_keeps_all BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
"""

CACHE = """
CREATE TABLE reports (
    key TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    digest TEXT NOT NULL,
    size INTEGER,
    modified_ns INTEGER,
    reader TEXT NOT NULL,
    last_seq INTEGER,
    last_hash TEXT,
    kind TEXT NOT NULL,
    form TEXT NOT NULL,
    unit TEXT NOT NULL,
    year INTEGER,
    state TEXT NOT NULL,
    failing INTEGER NOT NULL,
    open_checks INTEGER NOT NULL,
    open_cells INTEGER NOT NULL,
    open_findings INTEGER NOT NULL,
    corrections INTEGER NOT NULL,
    marks INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE readings (
    key TEXT PRIMARY KEY,
    body BLOB NOT NULL
);
CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
"""

UPGRADES: Mapping[int, str] = {}
"""Statements that lead from each older version to the next one."""


def create(database: sqlite3.Connection) -> None:
    """Lay out an empty file, in one transaction."""
    _run(database, JOURNAL + CACHE)


def upgrade(database: sqlite3.Connection, version: int) -> None:
    """Bring a file of an older version to this one, in one transaction."""
    _run(database, "".join(UPGRADES[step] for step in range(version, VERSION)))


def _run(database: sqlite3.Connection, statements: str) -> None:
    script = (
        f"BEGIN IMMEDIATE; {statements}"
        f" PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}; COMMIT;"
    )
    try:
        database.executescript(script)
    except sqlite3.Error:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
