"""Kills the window under a stream of keys, again and again: what it had shown as saved is there."""

import json
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.decisions import Decisions, decisions_after, edits_between
from core.store import ReviewFile, verify
from core.store.places import place_in
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")

# The true window, typed into as fast as it takes keys; whenever it shows that all is saved, it is said which
# entry was the last and what holds for the report. Going on to other reports, undo, redo, marks and notes too.
TYPING = """
import json, os, random, sys
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from core.decisions import Decisions, edits_between
from core.settings import Appearance, LanguageChoice, Settings
from gui.app import build, make_application
from gui.settings_store import SettingsStore

folder, seed, settings = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
chance = random.Random(seed)
app = make_application([])
storage = QSettings(settings, QSettings.Format.IniFormat)
SettingsStore(storage).save(
    Settings(language=LanguageChoice.ENGLISH, appearance=Appearance.LIGHT, reviewer="Wang")
)
window = build(storage)
window.show()
window.activateWindow()
session, place = window.session, window.workplace

def press(*keys):
    for key in keys:
        QTest.keySequence(QApplication.focusWidget() or window, QKeySequence(key))

def type_figure():
    press(chance.choice(("Ctrl+1", "Ctrl+2", "Ctrl+3")))
    press(*chance.choices(("Right", "Down", "Left", "Up", "Tab"), k=chance.randrange(6)))
    QTest.keyClicks(QApplication.focusWidget(), str(chance.randrange(999)))
    press("Return")

def mark():
    press("Ctrl+4", *["Down"] * chance.randrange(4), chance.choice(("1", "2", "3", "0")))

def step():
    if session.review is not None and not session.is_reading:
        match chance.randrange(12):
            case 0 | 1:
                press("Ctrl+Z")
            case 2:
                press("Ctrl+Y")
            case 3 | 4:
                mark()
            case 5:
                press("Ctrl+Shift+Return")
            case 6:
                press("Ctrl+PgDown" if chance.randrange(2) else "Ctrl+PgUp")
            case _:
                type_figure()
    QTimer.singleShot(chance.choice((0, 0, 0, 5)), step)

def say():
    trail = session.journal.entries
    if place.tools.saved.text() == "✓ saved" and session.review is not None and trail:
        state = sorted(map(repr, edits_between(Decisions(), session.review.decisions)))
        print(json.dumps([trail[-1].seq, session.review.report.source, state]), flush=True)

session.saving.saved.connect(say)
window.open_folder(folder)
QTimer.singleShot(0, step)
app.exec()
"""


def _type_until_killed(
    folder: Path, seed: int, kill_after: int
) -> list[tuple[int, str, list[str]]]:
    """What a window had shown as saved before it was killed, soon after it had shown so many."""
    settings = folder.parent / f"{seed}.ini"
    with subprocess.Popen(
        [sys.executable, "-c", TYPING, str(folder), str(seed), str(settings)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline() for _ in range(kill_after)]
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.read().splitlines(keepends=True)
        complaints = process.stderr.read().decode()
    assert "Traceback" not in complaints, complaints
    said = [line for line in lines if line.endswith(b"\n")]
    assert len(said) >= kill_after, complaints
    return [tuple(json.loads(line)) for line in said]


def _check(folder: Path, said: list[tuple[int, str, list[str]]]) -> int:
    """Everything that was shown as saved is there; the number of entries now."""
    with ReviewFile.open(folder, "Li") as file:
        assert file.recovery is None
        trail = file.trail()
        assert file.rescued == 0
    assert len(trail) >= max((seq for seq, _, _ in said), default=0)
    for seq, source, state in said:
        edits = (e.edit for e in trail[:seq] if e.source == source and e.edit is not None)
        assert sorted(map(repr, edits_between(Decisions(), decisions_after(edits)))) == state
    assert verify(place_in(folder)).is_whole
    return len(trail)


def _kill_repeatedly(folder: Path, times: int, seed: int) -> tuple[int, int]:
    """How many entries were shown as saved, and how many there were."""
    chance = random.Random(seed)
    shown = entries = 0
    for number in range(times):
        if number % 10 == 0:
            entries += len(_trail(folder))
            place_in(folder).unlink(missing_ok=True)
        said = _type_until_killed(folder, seed * 1000 + number, chance.randrange(1, 40))
        _check(folder, said)
        shown += len(said)
    return shown, entries + len(_trail(folder))


def _trail(folder: Path) -> tuple[object, ...]:
    with ReviewFile.open(folder, "Li") as file:
        return file.trail()


def test_what_the_window_had_shown_as_saved_outlives_it(samples: Path) -> None:
    shown, entries = _kill_repeatedly(samples, times=2, seed=1)
    assert 2 <= shown <= entries


@pytest.mark.long
@pytest.mark.timeout(7200)
def test_what_the_window_had_shown_as_saved_outlives_it_200_times(samples: Path) -> None:
    shown, entries = _kill_repeatedly(samples, times=200, seed=2)
    print(f"\nkilled 200 times: {shown} times all was shown as saved; {entries} entries")
    assert shown > 200
