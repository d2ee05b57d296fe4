"""A changed, removed or exchanged entry is found, and where; a whole trail is said to be whole."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.audit import hash_of
from core.canonical import to_canonical
from core.edits import SetNote
from core.errors import NotAReviewFileError
from core.folder import list_reports
from core.store import Break, BreakKind, ReviewFile, Verification, verify
from core.store.places import place_in
from tests.core.store.support import do, open_file, restored

LAST = 8


@pytest.fixture
def path(samples: Path) -> Path:
    """A review file with eight entries: three, then a rule, then four of another report."""
    first, second, *_ = list_reports(samples)
    with open_file(samples) as file:
        for source, count in ((first, 3), (second, 4)):
            review = restored(file, source)
            for number in range(count):
                do(file, review, SetNote(str(number)))
            if source == first:
                file.rules.switch("blank_cell", False)
    return place_in(samples)


def _tamper(path: Path, *statements: tuple[str, tuple[object, ...]]) -> Verification:
    """What verifying says after somebody with a database tool did this."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TRIGGER journal_keeps_what_was")
        database.execute("DROP TRIGGER journal_keeps_all")
        for statement, params in statements:
            database.execute(statement, params)
        database.commit()
    return verify(path)


def _body(path: Path, seq: int) -> dict[str, object]:
    with closing(sqlite3.connect(path)) as database:
        row = database.execute("SELECT body FROM journal WHERE seq = ?", (seq,)).fetchone()
    body: dict[str, object] = json.loads(row[0])
    return body


def test_a_whole_trail(path: Path) -> None:
    content = path.read_bytes()
    found = verify(path)
    assert found.is_whole
    assert found.entries == LAST
    assert len(found.head) == 64
    assert path.read_bytes() == content


def test_a_trail_is_verified_while_it_grows(samples: Path, path: Path) -> None:
    with open_file(samples) as file:
        do(file, restored(file, list_reports(samples)[0]), SetNote("x"))
        assert verify(path).entries == LAST + 1


def test_the_file_itself_refuses_to_change_what_was(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        for statement in ("UPDATE journal SET body = ''", "DELETE FROM journal"):
            with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                database.execute(statement)


def test_a_changed_entry_is_found(path: Path) -> None:
    body = _body(path, 3) | {"by": "somebody else"}
    found = _tamper(path, ("UPDATE journal SET body = ? WHERE seq = 3", (to_canonical(body),)))
    assert found.breaks == (Break(BreakKind.CHANGED, 3, 3),)


def test_a_changed_entry_with_a_matching_hash_breaks_the_chain(path: Path) -> None:
    body = to_canonical(_body(path, 2) | {"by": "somebody else"})
    change = ("UPDATE journal SET body = ?, hash = ? WHERE seq = 2", (body, hash_of(body)))
    assert _tamper(path, change).breaks == (Break(BreakKind.REPLACED, 3, 3),)


@pytest.mark.parametrize(("first", "last"), [(1, 1), (2, 3), (4, 4), (6, 8), (1, 8)])
def test_removed_entries_are_found(path: Path, first: int, last: int) -> None:
    removal = ("DELETE FROM journal WHERE seq BETWEEN ? AND ?", (first, last))
    assert _tamper(path, removal).breaks == (Break(BreakKind.REMOVED, first, last),)


def test_removing_and_renumbering_is_found(path: Path) -> None:
    found = _tamper(
        path,
        ("DELETE FROM journal WHERE seq = 2", ()),
        ("UPDATE journal SET seq = -(seq - 1) WHERE seq > 2", ()),
        ("UPDATE journal SET seq = -seq WHERE seq < 0", ()),
    )
    assert not found.is_whole
    assert found.breaks[0].first == 2


def test_an_entry_given_to_another_report_is_found(path: Path) -> None:
    change = ("UPDATE journal SET report = NULL WHERE seq = 2", ())
    assert _tamper(path, change).breaks == (Break(BreakKind.CHANGED, 2, 2),)


def test_an_end_cut_off_and_written_anew_is_found(samples: Path, path: Path) -> None:
    """The last entries go, and new ones take their numbers: the report still names its own last one."""
    _tamper(path, ("DELETE FROM journal WHERE seq > 6", ()))
    first = list_reports(samples)[0]
    with ReviewFile.open(samples, "李四") as file:
        review = restored(file, first)
        for _ in range(3):
            do(file, review, SetNote("anew"))
    assert not verify(path).is_whole


def test_what_is_no_review_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotAReviewFileError):
        verify(tmp_path / "nothing.sqlite")
