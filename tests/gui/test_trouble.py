"""Review files in a bad way, opened by keys: what the window says in both languages, and that nothing is lost."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from core.cells import CellRef, TableKind
from core.settings import Appearance, LanguageChoice, Settings
from core.store import ReviewFile
from core.store.lock import Holder
from core.store.places import place_in
from gui.settings_store import SettingsStore
from tests.gui.test_shared_file import press_offer

TOTAL = CellRef(TableKind.REQUESTS, "received", "total")
ELSEWHERE = Holder("李雷", "li", "another-machine", 4711, None, "2026-11-20T09:00:00+08:00")


@pytest.fixture(params=[LanguageChoice.ENGLISH, LanguageChoice.CHINESE], ids=["en", "zh"])
def language(
    request: pytest.FixtureRequest, storage: QSettings, compiled_translations: None
) -> LanguageChoice:
    """The language that the window speaks."""
    SettingsStore(storage).save(
        Settings(language=request.param, appearance=Appearance.LIGHT, reviewer="Wang")
    )
    chosen: LanguageChoice = request.param
    return chosen


@pytest.fixture
def reviewed(sit_down: Callable, samples: Path, language: LanguageChoice) -> Path:
    """The samples with one correction in their review file, nobody having it open."""
    person = sit_down()
    person.opens(samples)
    person.corrects(TOTAL, "7")
    person.leaves()
    return samples


def opens_by_keys(person, folder: Path) -> None:
    person.answers.folders.append(folder)
    with person.qtbot.waitSignals(
        [person.session.report_opened, person.session.reading_ended], timeout=20_000
    ):
        person.press("Ctrl+O")


def is_refused(person, folder: Path) -> str:
    """Opening it by keys fails; what the window says, which shows no folder then."""
    person.answers.folders.append(folder)
    with person.qtbot.waitSignal(person.session.folder_closed, timeout=20_000):
        person.press("Ctrl+O")
    assert person.session.folder is None
    assert person.place.pages.currentWidget() is person.place.pages.welcome
    text: str = person.place.message_bar.text
    return text


def says(language: LanguageChoice, english: str, chinese: str) -> str:
    return english if language is LanguageChoice.ENGLISH else chinese


def test_a_lock_that_cannot_be_told_from_a_held_one_is_for_the_user(
    sit_down: Callable,
    reviewed: Path,
    language: LanguageChoice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.store.lock.is_on_network", lambda path: True)
    lock = reviewed / "gouji-review.sqlite.lock"
    lock.write_text(json.dumps(asdict(ELSEWHERE)), encoding="utf-8")
    person = sit_down()
    opens_by_keys(person, reviewed)
    assert person.session.is_read_only
    assert "李雷@another-machine" in person.place.message_bar.text
    assert says(language, "change nothing", "不能修改") in person.place.message_bar.text
    offer = says(language, "Nobody uses it any more", "已无人使用")
    with person.qtbot.waitSignals(
        [person.session.report_opened, person.session.reading_ended], timeout=20_000
    ):
        press_offer(person.place.message_bar, offer)
    assert not person.session.is_read_only
    person.corrects(TOTAL, "8")
    assert person.desk.history.trail.total == 2
    person.leaves()
    assert not lock.exists()


def test_a_file_of_a_newer_version_is_left_alone(
    sit_down: Callable, reviewed: Path, language: LanguageChoice
) -> None:
    with closing(sqlite3.connect(place_in(reviewed))) as database:
        database.execute("PRAGMA user_version = 99")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = place_in(reviewed).read_bytes()
    words = is_refused(sit_down(), reviewed)
    assert says(language, "newer Gouji (version 99)", "更新版本的勾稽") in words
    assert place_in(reviewed).read_bytes() == before
    assert [path.name for path in reviewed.glob("gouji*")] == ["gouji-review.sqlite"]


@pytest.mark.parametrize("content", [b"SQLite format 3\x00 and then", b"\x00" * 5000, b"\xffmine"])
def test_what_is_no_review_file_is_kept_and_a_new_one_begun(
    sit_down: Callable, reviewed: Path, language: LanguageChoice, content: bytes
) -> None:
    place_in(reviewed).write_bytes(content)
    person = sit_down()
    opens_by_keys(person, reviewed)
    (kept,) = reviewed.glob("gouji-review.damaged-*.sqlite")
    assert kept.read_bytes() == content
    words = person.place.message_bar.text
    assert says(language, "was damaged. Entries recovered: 0", "已损坏") in words
    assert kept.name in words
    person.corrects(TOTAL, "8")
    person.leaves()
    with ReviewFile.open(reviewed, "Li") as file:
        assert file.recovery is None


def test_of_a_file_that_was_written_by_half_what_can_be_read_is_there(
    sit_down: Callable, reviewed: Path, language: LanguageChoice
) -> None:
    whole = place_in(reviewed).read_bytes()
    place_in(reviewed).write_bytes(whole[: len(whole) * 2 // 3])
    person = sit_down()
    opens_by_keys(person, reviewed)
    assert says(language, "was damaged", "已损坏") in person.place.message_bar.text
    (kept,) = reviewed.glob("gouji-review.damaged-*.sqlite")
    assert kept.name in person.place.message_bar.text
    person.corrects(TOTAL, "8")
    assert person.review.corrections[TOTAL].value == 8


def test_a_folder_in_the_place_of_the_file_is_said(
    sit_down: Callable, reviewed: Path, language: LanguageChoice
) -> None:
    place_in(reviewed).unlink()
    place_in(reviewed).mkdir()
    words = is_refused(sit_down(), reviewed)
    assert "gouji-review.sqlite" in words
    assert "Traceback" not in words


def test_another_programs_file_is_left_alone(
    sit_down: Callable, reviewed: Path, language: LanguageChoice
) -> None:
    place_in(reviewed).unlink()
    with closing(sqlite3.connect(place_in(reviewed))) as database:
        database.execute("CREATE TABLE theirs (x)")
        database.execute("PRAGMA application_id = 5")
    before = place_in(reviewed).read_bytes()
    words = is_refused(sit_down(), reviewed)
    assert says(language, "is not a review file", "不是勾稽的审核文件") in words
    assert place_in(reviewed).read_bytes() == before
