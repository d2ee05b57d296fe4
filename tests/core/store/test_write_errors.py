"""The disk fills up or refuses: it is said, nothing is lost, and going on is possible in every way."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.edits import SetNote
from core.errors import UnwritableFileError
from core.folder import list_reports
from core.store import OpenMode, ReviewFile, UnsavedError, verify
from core.store.places import place_in, place_of_rescue
from core.wording import Language, Wording
from tests.core.store.support import (
    GRANTED,
    RECEIVED,
    Clock,
    correct,
    do,
    open_file,
    redo,
    restored,
    steps,
    undo,
    whole_state,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="mounts a small file system")


@contextmanager
def _small_disk(at: Path, size_kib: int) -> Iterator[Path]:
    """A file system of that size."""
    at.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size_kib}k", "tmpfs", str(at)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"cannot mount here: {error}")
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", at], check=True)


@pytest.fixture
def disk(samples: Path, tmp_path: Path) -> Iterator[Path]:
    """The samples on a disk of one megabyte."""
    with _small_disk(tmp_path / "disk", 1024) as disk:
        folder = shutil.copytree(samples, disk / "samples")
        yield folder
        place_of_rescue(place_in(folder)).unlink(missing_ok=True)


def _fill(disk: Path) -> Path:
    """Take all the room that is left on the disk."""
    ballast = disk.parent / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    return ballast


def _until_refused(file: ReviewFile, review: object) -> UnsavedError:
    """Edit until the disk refuses (the log may have room left within its last page)."""
    for count in range(200):
        try:
            do(file, review, SetNote("x" * 3000 + str(count)))  # type: ignore[arg-type]
        except UnsavedError as error:
            return error
    raise AssertionError("the disk was never full")


def test_a_full_disk_is_said_and_the_work_goes_on_in_memory(disk: Path) -> None:
    source = list_reports(disk)[0]
    with open_file(disk) as file:
        review = restored(file, source)
        do(file, review, correct(RECEIVED, 1))
        ballast = _fill(disk)
        error = _until_refused(file, review)
        assert str(file.path) in Wording(Language.CHINESE).error(error)
        assert file.unsaved == 1
        for edit in (correct(GRANTED, 5), SetNote("最后")):
            with pytest.raises(UnsavedError):
                do(file, review, edit)
        with pytest.raises(UnsavedError):
            undo(file, review)
        assert file.unsaved == 4
        assert len(file.trail()) == len(file.trail(review))
        saved, history = whole_state(review), steps(file.history(review))
        with pytest.raises(UnsavedError):
            file.retry()
        assert whole_state(review) == saved
        ballast.unlink()
        file.retry()
        assert file.unsaved == 0
    with open_file(disk) as file:
        assert file.rescued == 0
        review = restored(file, source)
        assert whole_state(review) == saved
        assert steps(file.history(review)) == history
    assert verify(place_in(disk)).is_whole


def test_work_can_go_on_in_another_place(disk: Path, tmp_path: Path) -> None:
    source = list_reports(disk)[0]
    with open_file(disk) as file:
        review = restored(file, source)
        do(file, review, correct(RECEIVED, 1))
        _fill(disk)
        _until_refused(file, review)
        with pytest.raises(UnwritableFileError):
            file.save_elsewhere(disk / "same-full-disk.sqlite")
        assert file.unsaved == 1
        elsewhere = tmp_path / "elsewhere.sqlite"
        assert file.save_elsewhere(elsewhere)
        assert file.unsaved == 0
        assert file.is_elsewhere
        do(file, review, correct(GRANTED, 5))
        saved, trail = whole_state(review), file.trail()
    assert verify(elsewhere).is_whole
    with ReviewFile.open(disk, "张三", mode=OpenMode.READ_ONLY, path=elsewhere) as file:
        assert file.trail() == trail
        assert whole_state(restored(file, source)) == saved
    assert sorted(path.name for path in tmp_path.glob("*.part*")) == []


def test_a_file_that_cannot_be_read_any_more_leaves_its_unsaved_entries(
    disk: Path, tmp_path: Path
) -> None:
    source = list_reports(disk)[0]
    file = open_file(disk)
    review = restored(file, source)
    do(file, review, correct(RECEIVED, 1))
    _fill(disk)
    _until_refused(file, review)
    last = file.trail()[-1]
    log = place_in(disk).with_name("gouji-review.sqlite-wal")
    os.truncate(log, 0)
    os.truncate(place_in(disk), 0)  # the stick was pulled, as far as this program can tell
    elsewhere = tmp_path / "rest.sqlite"
    assert not file.save_elsewhere(elsewhere)
    with ReviewFile.open(disk, "张三", mode=OpenMode.READ_ONLY, path=elsewhere) as rest:
        assert rest.trail() == (last,)
    with pytest.raises(UnsavedError):
        file.close()


def test_what_could_not_be_saved_is_there_after_closing(disk: Path) -> None:
    source = list_reports(disk)[0]
    file = open_file(disk)
    review = restored(file, source)
    do(file, review, correct(RECEIVED, 1))
    ballast = _fill(disk)
    _until_refused(file, review)
    with pytest.raises(UnsavedError):
        do(file, review, correct(GRANTED, 5))
    saved, trail = whole_state(review), file.trail()
    with pytest.raises(UnsavedError):
        file.close()
    assert place_of_rescue(place_in(disk)).exists()
    ballast.unlink()
    with ReviewFile.open(disk, "张三", clock=Clock()) as file:
        assert file.rescued == 2
        assert file.unsaved == 0
        assert file.trail() == trail
        assert whole_state(restored(file, source)) == saved
    assert verify(place_in(disk)).is_whole
    assert not place_of_rescue(place_in(disk)).exists()


def test_rescued_entries_come_behind_what_others_did_meanwhile(disk: Path) -> None:
    first, second, *_ = list_reports(disk)
    file = open_file(disk)
    review = restored(file, first)
    ballast = _fill(disk)
    _until_refused(file, review)
    with pytest.raises(UnsavedError):
        do(file, review, SetNote("留下"))
    with pytest.raises(UnsavedError):
        undo(file, review)
    with pytest.raises(UnsavedError):
        redo(file, review)
    with pytest.raises(UnsavedError):
        file.close()
    ballast.unlink()
    rescue = place_of_rescue(place_in(disk))
    aside = rescue.with_suffix(".aside")
    rescue.rename(aside)
    with ReviewFile.open(disk, "李四") as file:
        do(file, restored(file, second), SetNote("李四"))
    aside.rename(rescue)
    with ReviewFile.open(disk, "王五") as file:
        assert file.rescued == 4
        assert [entry.reviewer for entry in file.trail()][-5:] == ["李四"] + 4 * ["张三"]
        review = restored(file, first)
        assert review.note == "留下"
        assert undo(file, review) is not None
        assert review.note != "留下"
        assert restored(file, second).note == "李四"
    assert verify(place_in(disk)).is_whole


def test_entries_of_a_program_that_wrote_in_spite_of_the_lock_stay_in_front(samples: Path) -> None:
    """A lock that was taken over while its holder was still there."""
    first, second, *_ = list_reports(samples)
    with open_file(samples) as one:
        review = restored(one, first)
        do(one, review, SetNote("一"))
        lock = place_in(samples).with_name("gouji-review.sqlite.lock")
        lock.unlink()
        with ReviewFile.open(samples, "李四") as two:
            do(two, restored(two, second), SetNote("二"))
            do(one, review, SetNote("三"))
            undo(one, review)
            assert [getattr(entry.edit, "text", None) for entry in one.trail()] == [
                "一",
                "二",
                "三",
                "一",
            ]
            assert redo(one, review) is not None
            do(two, restored(two, second), SetNote("四"))
    assert verify(place_in(samples)).is_whole
    with open_file(samples) as file:
        assert restored(file, first).note == "三"
        assert restored(file, second).note == "四"


LIMITED = """
import resource, sys
from pathlib import Path
from tests.core.store.support import do, open_file, restored
from core.edits import SetNote
from core.folder import list_reports
from core.store import UnsavedError
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder = Path(sys.argv[1])
file = open_file(folder)
review = restored(file, list_reports(folder)[0])
size = sum(p.stat().st_size for p in folder.glob("gouji-review.sqlite-wal"))
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 30000, resource.RLIM_INFINITY))
count = 0
while True:
    try:
        do(file, review, SetNote(str(count)))
    except UnsavedError:
        break
    count += 1
print(count, file.unsaved)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
file.retry()
file.close()
"""


def test_writes_that_fail_in_the_middle_leave_a_whole_file(samples: Path) -> None:
    """A limit on the size of files makes single writes fail, as a quota does."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(samples)],
        capture_output=True,
        check=True,
        timeout=60,
        encoding="utf-8",
    )
    count, unsaved = map(int, done.stdout.split())
    assert unsaved == 1
    assert verify(place_in(samples)).is_whole
    with open_file(samples) as file:
        assert len(file.trail()) == count + 1
        assert restored(file, list_reports(samples)[0]).note == str(count)
