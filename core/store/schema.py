"""Owns the layout of the review file: its tables and its version.

`journal` is the truth and only grows. The rest can be made again from it and from the folder: `reports` says
which file each review belongs to and what the report list shows of it, `readings` are the cached Readings
(`readings_by_form` those under a form that a reviewer chose), `folder` names the last entry of no report.
"""

import sqlite3

APPLICATION_ID = 0x474F554A  # "GOUJ", in the header of the file
VERSION = 3
"""Rises with any change of a table, and with any new kind of entry or edit: an older program would not know
what to make of it, and must refuse the file rather than take it for damaged."""

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
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
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
);
CREATE TABLE readings (
    id INTEGER PRIMARY KEY,
    body BLOB NOT NULL
);
CREATE TABLE readings_by_form (
    id INTEGER NOT NULL,
    form TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (id, form)
) WITHOUT ROWID;
CREATE TABLE folder (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    last_seq INTEGER NOT NULL,
    last_hash TEXT NOT NULL
);
"""


def create(database: sqlite3.Connection) -> None:
    """Lay out an empty file, in one transaction."""
    script = (
        f"BEGIN IMMEDIATE; {JOURNAL} {CACHE}"
        f" PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}; COMMIT;"
    )
    try:
        database.executescript(script)
    except sqlite3.Error:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
