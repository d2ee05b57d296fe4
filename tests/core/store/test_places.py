"""Where the review lies when the folder cannot be written, and how it comes home."""

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
from core.store import OpenMode, ReviewFile, verify
from core.store.places import place_elsewhere, place_in
from tests.core.store.support import Clock, do, open_file, read_all, restored

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="write protection by mode or mount")


@contextmanager
def _write_protected(folder: Path) -> Iterator[None]:
    """Nothing can be written in the folder; root needs a read-only mount for that."""
    if os.geteuid() != 0:
        folder.chmod(0o500)
        for path in folder.iterdir():
            path.chmod(0o400)
        try:
            yield
        finally:
            folder.chmod(0o700)
            for path in folder.iterdir():
                path.chmod(0o600)
        return
    try:
        subprocess.run(["mount", "--bind", folder, folder], check=True, capture_output=True)
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"cannot mount here: {error}")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.fixture(autouse=True)
def _nothing_elsewhere(samples: Path) -> Iterator[None]:
    yield
    shutil.rmtree(place_elsewhere(samples).parent, ignore_errors=True)


def _note(file: ReviewFile, text: str) -> None:
    do(file, restored(file, list_reports(file.folder)[0]), SetNote(text))


def _notes(file: ReviewFile) -> list[object]:
    return [getattr(entry.edit, "text", None) for entry in file.trail()]


def test_an_unwritable_folder_has_its_review_with_the_users_data(samples: Path) -> None:
    place_in(samples).unlink()
    with _write_protected(samples):
        with open_file(samples) as file:
            assert file.is_elsewhere
            assert file.path == place_elsewhere(samples)
            _note(file, "一")
        with open_file(samples) as file:
            assert _notes(file) == ["一"]
        with ReviewFile.open(samples, "李四", mode=OpenMode.READ_ONLY) as file:
            assert file.is_elsewhere
            assert _notes(file) == ["一"]


def test_a_review_begun_in_the_folder_goes_on_elsewhere_and_comes_home(samples: Path) -> None:
    with open_file(samples) as file:
        assert not file.is_elsewhere
        _note(file, "一")
    with _write_protected(samples), open_file(samples) as file:
        assert file.is_elsewhere
        assert _notes(file) == ["一"]
        _note(file, "二")
    with open_file(samples) as file:
        assert not file.is_elsewhere
        assert file.came_home
        assert _notes(file) == ["一", "二"]
        _note(file, "三")
    assert verify(place_in(samples)).is_whole
    assert not place_elsewhere(samples).exists()
    with open_file(samples) as file:
        assert not file.came_home
        assert _notes(file) == ["一", "二", "三"]


def test_a_review_begun_elsewhere_comes_home(samples: Path) -> None:
    place_in(samples).unlink()
    with _write_protected(samples), open_file(samples) as file:
        _note(file, "一")
    with open_file(samples) as file:
        assert file.came_home
        assert file.path == place_in(samples)
        assert _notes(file) == ["一"]


def test_two_reviews_that_went_their_own_ways_are_both_kept(samples: Path) -> None:
    with open_file(samples) as file:
        _note(file, "一")
    with _write_protected(samples), open_file(samples) as file:
        _note(file, "elsewhere")
    kept = place_elsewhere(samples).read_bytes()
    aside = place_elsewhere(samples).with_suffix(".aside")
    place_elsewhere(samples).rename(aside)
    with open_file(samples) as file:
        _note(file, "here")
    aside.rename(place_elsewhere(samples))
    with open_file(samples) as file:
        assert file.diverged == place_elsewhere(samples)
        assert not file.came_home
        assert _notes(file) == ["一", "here"]
    assert place_elsewhere(samples).read_bytes() == kept


def test_a_medium_that_cannot_be_written_is_read(samples: Path) -> None:
    with open_file(samples) as file:
        _note(file, "一")
    with (
        _write_protected(samples),
        ReviewFile.open(samples, "李四", mode=OpenMode.READ_ONLY) as file,
    ):
        assert _notes(file) == ["一"]
        assert verify(file.path).is_whole


def test_what_a_crash_left_in_the_log_is_read_from_such_a_medium(samples: Path) -> None:
    with open_file(samples) as file:
        _note(file, "一")
        copy = samples.with_name("copy")
        shutil.copytree(samples, copy)
    assert place_in(copy).with_name("gouji-review.sqlite-wal").stat().st_size
    place_in(copy).with_name("gouji-review.sqlite-shm").unlink()
    with (
        _write_protected(copy),
        ReviewFile.open(copy, "李四", mode=OpenMode.READ_ONLY) as file,
    ):
        assert _notes(file) == ["一"]


def test_a_second_reviewers_file_goes_nowhere_else(samples: Path) -> None:
    with _write_protected(samples), pytest.raises(UnwritableFileError):
        ReviewFile.open(samples, "李四", path=samples / "own.sqlite", clock=Clock())


def test_folders_of_one_name_have_their_own_places(tmp_path: Path) -> None:
    one, two = tmp_path / "a" / "报告", tmp_path / "b" / "报告"
    assert place_elsewhere(one) != place_elsewhere(two)
    assert place_elsewhere(one) == place_elsewhere(tmp_path / "a" / ".." / "a" / "报告")
    assert place_elsewhere(one).name.startswith("报告-")


def test_reading_needs_no_writing(samples: Path) -> None:
    """A folder seen for the first time on a medium that cannot be written."""
    place_in(samples).unlink()
    with _write_protected(samples), open_file(samples) as file:
        assert read_all(file) == ()
        assert len(file.reports.summaries()) == 5
