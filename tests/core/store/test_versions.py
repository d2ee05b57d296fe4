"""Older files are upgraded, newer ones and other programs' are refused and left as they are."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.audit import NO_HASH, AuditEntry, EntryKind
from core.errors import NewerReviewFileError, NotAReviewFileError
from core.folder import list_reports, read_one
from core.store import OpenMode, ReviewFile, verify
from core.store.places import place_in
from core.store.schema import APPLICATION_ID, VERSION
from tests.core.store.support import RECEIVED, Clock, correct, read_all, restored, undo

# The layout of version 1, as it was released.
VERSION_1 = """
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY, report TEXT, body TEXT NOT NULL, hash TEXT NOT NULL
);
CREATE INDEX journal_by_report ON journal (report) WHERE report IS NOT NULL;
CREATE TRIGGER journal_keeps_what_was BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER journal_keeps_all BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TABLE reports (
    key TEXT PRIMARY KEY, source TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER,
    modified_ns INTEGER, reader TEXT NOT NULL, last_seq INTEGER, last_hash TEXT,
    kind TEXT NOT NULL, form TEXT NOT NULL, unit TEXT NOT NULL, year INTEGER,
    state TEXT NOT NULL, failing INTEGER NOT NULL, open_checks INTEGER NOT NULL,
    open_cells INTEGER NOT NULL, open_findings INTEGER NOT NULL,
    corrections INTEGER NOT NULL, marks INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE readings (key TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
PRAGMA application_id = 1196381514;
PRAGMA user_version = 1;
"""


def _version_1(folder: Path, source: str) -> Path:
    """A review file of version 1 with one correction."""
    digest = read_one(folder, source).text.digest
    clock = Clock()
    place_in(folder).unlink(missing_ok=True)
    edit, inverse = correct(RECEIVED, 61), correct(RECEIVED, None)
    entry = AuditEntry(
        1, EntryKind.EDIT, "张三", clock(), NO_HASH, digest[:16], source, digest, edit, inverse
    )
    facts = {"rule": "blank_cell", "on": False}
    rule = AuditEntry(2, EntryKind.RULE, "张三", clock(), entry.hash, facts=facts)
    with closing(sqlite3.connect(place_in(folder))) as database:
        database.executescript(VERSION_1)
        database.executemany(
            "INSERT INTO journal VALUES (?, ?, ?, ?)",
            [(one.seq, one.report, one.body, one.hash) for one in (entry, rule)],
        )
        database.execute(
            "INSERT INTO reports VALUES (?, ?, ?, 1, 1, '1-0', 1, ?, 'annual_report', '2019', '', "
            "2020, 'unreviewed', 0, 0, 0, 0, 1, 0)",
            (entry.report, source, digest, entry.hash),
        )
        database.commit()
    return place_in(folder)


def _version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute("PRAGMA user_version").fetchone()[0])


def test_a_file_of_version_1_is_upgraded(samples: Path) -> None:
    source = list_reports(samples)[0]
    path = _version_1(samples, source)
    with ReviewFile.open(samples, "李四") as file:
        read_all(file)
        review = restored(file, source)
        assert review.corrections[RECEIVED].value == 61
        assert file.reports.summaries()[source].corrections == 1
        assert file.trail()[0].reviewer == "张三"
        assert file.rules.off == {"blank_cell"}
        assert undo(file, review) is not None
    assert _version(path) == VERSION
    assert verify(path).is_whole


def test_a_file_of_version_2_keeps_its_lists_and_readings(samples: Path) -> None:
    with ReviewFile.open(samples, "张三") as file:
        read_all(file)
        lines = file.reports.summaries()
    _change_header(place_in(samples), "PRAGMA user_version = 2")
    with ReviewFile.open(samples, "张三") as file:
        assert file.reports.summaries() == lines
        assert file.reports.cached(list_reports(samples)[0]) is not None
    assert _version(place_in(samples)) == VERSION


def test_a_file_of_version_1_is_read_and_verified_without_being_touched(samples: Path) -> None:
    source = list_reports(samples)[0]
    path = _version_1(samples, source)
    before = path.read_bytes()
    assert verify(path).is_whole
    with ReviewFile.open(samples, "李四", mode=OpenMode.READ_ONLY) as file:
        assert restored(file, source).corrections[RECEIVED].value == 61
    assert path.read_bytes() == before


def _change_header(path: Path, statement: str) -> bytes:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute(statement)
        database.commit()
    return path.read_bytes()


@pytest.mark.parametrize("mode", OpenMode)
def test_a_newer_file_is_refused_untouched(samples: Path, mode: OpenMode) -> None:
    path = place_in(samples)
    content = _change_header(path, f"PRAGMA user_version = {VERSION + 1}")
    files = sorted(samples.iterdir())
    with pytest.raises(NewerReviewFileError) as caught:
        ReviewFile.open(samples, "张三", mode=mode)
    assert caught.value.params["version"] == VERSION + 1
    assert path.read_bytes() == content
    assert sorted(samples.iterdir()) == files


@pytest.mark.parametrize("application", [0, APPLICATION_ID + 1])
def test_another_programs_database_is_refused_untouched(tmp_path: Path, application: int) -> None:
    path = place_in(tmp_path)
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE theirs (a)")
        database.execute(f"PRAGMA application_id = {application}")
        database.commit()
    content = path.read_bytes()
    for mode in OpenMode:
        with pytest.raises(NotAReviewFileError):
            ReviewFile.open(tmp_path, "张三", mode=mode)
    assert path.read_bytes() == content


def test_an_empty_file_is_laid_out(tmp_path: Path) -> None:
    place_in(tmp_path).touch()
    with ReviewFile.open(tmp_path, "张三") as file:
        assert file.trail() == ()
    assert _version(place_in(tmp_path)) == VERSION
