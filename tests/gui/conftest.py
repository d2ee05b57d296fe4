"""Owns the window that the tests drive: the real one, with settings of its own and a person who answers."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.settings import Appearance, LanguageChoice, Settings
from gui.app import build, make_application
from gui.main_window import MainWindow
from gui.prompts import Prompts
from gui.settings_store import SettingsStore

REPOSITORY = Path(__file__).resolve().parent.parent.parent


class Answers(Prompts):
    """What the person would answer; a question that nobody expects fails the test."""

    def __init__(self) -> None:
        super().__init__()
        self.folders: list[Path | None] = []
        self.workbooks: list[Path | None] = []
        self.names: list[str | None] = []
        self.losses: list[bool] = []
        self.reviews: list[Path | None] = []
        self.asked_about: list[int] = []
        self.choices: list[Path | None] = []
        self.offered: list[list[Path]] = []
        self.seconds: list[str | None] = []

    def folder(self, parent: QWidget, start: Path | None) -> Path | None:
        return self.folders.pop(0)

    def workbook(self, parent: QWidget, suggestion: Path) -> Path | None:
        return self.workbooks.pop(0)

    def elsewhere(self, parent: QWidget, suggestion: Path) -> Path | None:
        return self.reviews.pop(0)

    def other_review(self, parent: QWidget, start: Path) -> Path | None:
        return self.reviews.pop(0)

    def which_review(self, parent, folder, reviews):
        self.offered.append([review.path for review in reviews])
        wanted = self.choices.pop(0)
        return next((review for review in reviews if review.path == wanted), None)

    def second_review(self, parent, place):
        name = self.seconds.pop(0)
        return (name, place(name)) if name else None

    def hand_over(self, parent: QWidget, suggestion: Path) -> Path | None:
        return self.reviews.pop(0)

    def reviewer(self, parent: QWidget, present: str) -> str | None:
        return self.names.pop(0)

    def may_lose(self, parent: QWidget, steps: int) -> bool:
        self.asked_about.append(steps)
        return self.losses.pop(0)


class Person:
    """Hands and eyes before a window: keys go to whatever has the keyboard."""

    def __init__(self, qtbot, window: MainWindow, answers: Answers) -> None:
        self.qtbot = qtbot
        self.window = window
        self.answers = answers

    @property
    def place(self):
        return self.window.workplace

    @property
    def session(self):
        return self.window.session

    @property
    def desk(self):
        return self.window.desk

    @property
    def review(self):
        return self.window.session.review

    def press(self, *keys: str) -> None:
        """Press key combinations one after the other, where the keyboard is."""
        for key in keys:
            QTest.keySequence(QApplication.focusWidget() or self.window, QKeySequence(key))

    def type(self, text: str) -> None:
        """Type where the keyboard is; what is no key comes as from an input method."""
        if text.isascii():
            QTest.keyClicks(QApplication.focusWidget(), text)
            return
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget(), event)

    def opens(self, folder: Path) -> None:
        """Open a folder and wait until all of it is read and the first report is shown."""
        opened = self.session.report_opened
        with self.qtbot.waitSignals([opened, self.session.reading_ended], timeout=20_000):
            self.window.open_folder(folder)

    def goes_to(self, source: str) -> None:
        """Choose a report in the list."""
        if self.session.source == source and self.review is not None:
            return
        with self.qtbot.waitSignal(self.session.report_opened):
            self.desk.report_list.chosen.emit(source)

    def does(self, *keys: str) -> None:
        """Press keys that change something, and wait until that is saved."""
        with self.qtbot.waitSignals([self.session.editing.changed, self.session.saving.saved]):
            self.press(*keys)

    def corrects(self, ref, text: str) -> None:
        """Type a figure into a cell."""
        self.desk.show_table(ref.table)
        self.desk.grids[ref.table].select(ref)
        self.desk.grids[ref.table].setFocus()
        with self.qtbot.waitSignals([self.session.editing.changed, self.session.saving.saved]):
            self.press("F2", "Ctrl+A")
            self.type(text)
            self.press("Return")

    def row(self, source: str):
        return next(row for row in self.session.rows if row.source == source)

    def leaves(self) -> None:
        """Close the window, and wait until it is gone: what is unsaved is written first."""
        self.window.close()
        self.qtbot.waitUntil(lambda: not self.window.isVisible(), timeout=20_000)


@pytest.fixture(scope="session")
def compiled_translations() -> None:
    """The Chinese sentences as the window loads them, compiled where they are older than their source."""
    folder = REPOSITORY / "resources" / "i18n"
    source, compiled = folder / "gouji_zh_CN.ts", folder / "gouji_zh_CN.qm"
    if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
        tool = Path(sys.executable).with_name("pyside6-lrelease")
        subprocess.run([tool, "-silent", source, "-qm", compiled], check=True, timeout=60)


@pytest.fixture
def storage(tmp_path: Path) -> QSettings:
    """Settings of an English-speaking user who likes it light."""
    storage = QSettings(str(tmp_path / "gouji.ini"), QSettings.Format.IniFormat)
    SettingsStore(storage).save(
        Settings(language=LanguageChoice.ENGLISH, appearance=Appearance.LIGHT, reviewer="Wang")
    )
    return storage


@pytest.fixture
def sit_down(qtbot, qapp, storage: QSettings) -> Iterator[Callable[[], Person]]:
    """Opens a window, as often as asked; each is closed afterwards, with nothing left running."""
    make_application([])
    people: list[Person] = []

    def _sit_down(storage: QSettings = storage) -> Person:
        answers = Answers()
        window = build(storage, prompts=answers)
        people.append(Person(qtbot, window, answers))
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return people[-1]

    yield _sit_down
    for person in people:
        person.answers.losses.append(True)
        person.leaves()
        assert not person.place._workers.is_busy
        person.place._speech.uninstall()
        person.window.deleteLater()
    for widget in QApplication.topLevelWidgets():
        widget.close()


@pytest.fixture
def person(sit_down: Callable[[], Person]) -> Person:
    """Somebody before a window without a folder."""
    return sit_down()


@pytest.fixture
def reviewer(person: Person, samples: Path) -> Person:
    """Somebody before the five samples, the first of them shown."""
    person.opens(samples)
    return person
