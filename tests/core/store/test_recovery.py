"""A damaged review file is recognised and kept, and everything that can be read of it is there again."""

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.audit import EntryKind
from core.edits import EditGroup, SetNote
from core.errors import DamagedReviewFileError
from core.folder import list_reports
from core.store import BreakKind, OpenMode, ReviewFile, verify
from core.store.places import place_in
from core.store.salvage import salvage_rows
from tests.core.store.support import Clock, correct, do, open_file, restored, undo

PAGE = 4096


def _fill(folder: Path) -> list[str]:
    """A review file with entries of every size on many pages; the hashes of its entries."""
    with open_file(folder) as file:
        for source in list_reports(folder):
            review = restored(file, source)
            refs = review.form.index.refs
            for count in range(12):
                do(file, review, correct(refs[count], count))
            do(file, review, EditGroup(tuple(correct(ref, 3) for ref in refs)))  # many pages long
            do(file, review, SetNote("备注" * 700))
            undo(file, review)
        return [entry.hash for entry in file.trail()]


def _kept_aside(folder: Path) -> list[Path]:
    return sorted(folder.glob("gouji-review.damaged-*.sqlite"))


def _recovered(folder: Path) -> list[str]:
    """Open the damaged file; the hashes of the entries that came through, that of the recovery not counted."""
    content = place_in(folder).read_bytes()
    with ReviewFile.open(folder, "李四", clock=Clock()) as file:
        assert file.recovery is not None
        assert file.recovery.kept_aside.read_bytes() == content
        assert _kept_aside(folder) == [file.recovery.kept_aside]
        *entries, said = file.trail()
        assert said.kind is EntryKind.RECOVERY
        assert said.reviewer == "李四"
        assert said.facts["entries"] == len(entries) == file.recovery.entries
        assert said.facts["lost"] == [list(gap) for gap in file.recovery.lost]
        review = restored(file, list_reports(folder)[-1])  # and work goes on
        do(file, review, SetNote("继续"))
    with ReviewFile.open(folder, "李四") as file:
        assert file.recovery is None
    return [entry.hash for entry in entries]


def test_a_lost_header_loses_no_entry(samples: Path) -> None:
    written = _fill(samples)
    path = place_in(samples)
    with path.open("rb+") as file:
        file.write(bytes(100))
    assert _recovered(samples) == written
    assert verify(path).is_whole


def test_a_lost_first_page_loses_no_entry(samples: Path) -> None:
    written = _fill(samples)
    with place_in(samples).open("rb+") as file:
        file.write(os.urandom(PAGE))
    assert _recovered(samples) == written


def _journal_leaf(path: Path) -> int:
    """The number (from 1) of a page in the middle of the journal."""
    with closing(sqlite3.connect(path)) as database:
        root = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'journal'")
        page = int(root.fetchone()[0])
    data = path.read_bytes()
    start = (page - 1) * PAGE
    assert data[start] == 0x05  # an inner page: its cells name the leaves
    count = int.from_bytes(data[start + 3 : start + 5], "big")
    cell = start + 12 + 2 * (count // 2)
    at = start + int.from_bytes(data[cell : cell + 2], "big")
    return int.from_bytes(data[at : at + 4], "big")


def test_a_lost_page_costs_its_entries_and_they_are_named(samples: Path) -> None:
    written = _fill(samples)
    path = place_in(samples)
    leaf = _journal_leaf(path)
    with path.open("rb+") as file:
        file.seek((leaf - 1) * PAGE)
        file.write(os.urandom(PAGE))
    found = _recovered(samples)
    missing = [number for number, hash in enumerate(written, start=1) if hash not in found]
    assert 0 < len(missing) < 20
    checked = verify(path)
    assert not checked.is_whole
    named = [seq for gap in checked.breaks for seq in range(gap.first, gap.last + 1)]
    assert named == missing
    assert {gap.kind for gap in checked.breaks} == {BreakKind.LOST}


def test_a_file_cut_in_half_gives_what_is_left(samples: Path) -> None:
    written = _fill(samples)
    path = place_in(samples)
    os.truncate(path, path.stat().st_size // 2 // PAGE * PAGE)
    found = _recovered(samples)
    assert found
    assert set(found) < set(written)


def test_entries_that_are_only_in_the_log_come_through(samples: Path) -> None:
    source = list_reports(samples)[0]
    path = place_in(samples)
    with open_file(samples) as file:
        review = restored(file, source)
        for count in range(30):
            do(file, review, SetNote(str(count)))
        written = [entry.hash for entry in file.trail()]
        log = path.with_name(f"{path.name}-wal").read_bytes()
    with closing(sqlite3.connect(path)) as database:  # back to before the log was taken over
        database.execute("PRAGMA journal_mode = DELETE")
    path.with_name(f"{path.name}-wal").write_bytes(log)
    path.write_bytes(os.urandom(20 * PAGE))
    assert _recovered(samples) == written


def test_nothing_readable_still_leaves_the_damaged_file_and_a_working_one(samples: Path) -> None:
    _fill(samples)
    place_in(samples).write_bytes(os.urandom(5 * PAGE))
    assert _recovered(samples) == []


def test_a_damaged_file_is_only_read_when_it_may_not_be_written(samples: Path) -> None:
    _fill(samples)
    path = place_in(samples)
    with path.open("rb+") as file:
        file.write(bytes(100))
    content = path.read_bytes()
    with pytest.raises(DamagedReviewFileError):
        ReviewFile.open(samples, "李四", mode=OpenMode.READ_ONLY)
    assert path.read_bytes() == content
    assert not _kept_aside(samples)
    found = verify(path)
    assert [gap.kind for gap in found.breaks] == [BreakKind.DAMAGED]


def test_a_recovery_that_was_cut_short_is_taken_up_again(samples: Path) -> None:
    written = _fill(samples)
    path = place_in(samples)
    path.rename(path.with_name(f"{path.name}.recovered"))
    path.write_bytes(os.urandom(PAGE))
    assert _recovered(samples) == written


@pytest.mark.parametrize("seed", range(12))
def test_any_damage_ends_in_an_open_file_without_a_false_entry(samples: Path, seed: int) -> None:
    written = _fill(samples)
    path = place_in(samples)
    chance = random.Random(seed)
    with path.open("rb+") as file:
        for _ in range(chance.randrange(1, 6)):
            file.seek(chance.randrange(path.stat().st_size))
            file.write(chance.randbytes(chance.choice([1, 40, 5000])))
    with ReviewFile.open(samples, "李四", clock=Clock()) as opened:
        recovery = opened.recovery
        found = [entry.hash for entry in opened.trail()]
        for source in list_reports(samples):
            restored(opened, source)
    assert set(found[: len(written)]) <= set(written) | {found[-1]}
    if recovery is None:
        assert found == written


def test_rows_of_every_size_and_kind_are_salvaged(tmp_path: Path) -> None:
    path = tmp_path / "any.sqlite"
    rows = {
        number: [number * 37 - 500, "文" * (number * 9), bytes(number * 40), None, number % 2]
        for number in range(1, 300)
    }
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c, d, e)")
        database.executemany(
            "INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", ((id, *row) for id, row in rows.items())
        )
        database.commit()
    salvaged = {number: columns[1:] for number, columns in salvage_rows(path) if len(columns) == 6}
    assert salvaged == rows
