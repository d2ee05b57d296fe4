"""How the program starts, in processes of its own: what is imported when, and what answers without Qt."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent.parent
HEAVY = ("pandas", "openpyxl", "opencc", "numpy", "regex")

_AT_FIRST_PAINT = """
import sys
from PySide6.QtCore import Qt
import gui.main_window
from PySide6.QtWidgets import QApplication

def on_painted():
    print("painted", *sorted({name.split(".")[0] for name in sys.modules}))

made = gui.main_window.MainWindow.__init__
def watched(window, *arguments):
    made(window, *arguments)
    window.painted.connect(on_painted)
    from PySide6.QtCore import QTimer
    timer = QTimer(window)
    def look():
        if window.is_furnished and (FOLDER is None or window.session.review is not None):
            print("furnished", window.is_furnished)
            if FOLDER:
                from gui.views.source_view import SourceView
                view = window.findChild(SourceView)
                view.selectAll()
                view.copy()
                print("copied", len(QApplication.clipboard().text()) > 1000)
            window.close()
    timer.timeout.connect(look)
    timer.start(20)
gui.main_window.MainWindow.__init__ = watched
import gui.app
from pathlib import Path
FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else None
from core.request import Request
sys.exit(gui.app.run(Request(FOLDER) if FOLDER else None))
"""


def run(*arguments: str, script: str | None = None) -> subprocess.CompletedProcess[str]:
    start = ["-c", script] if script else ["-m", "gui"]
    return subprocess.run(
        [sys.executable, *start, *arguments],
        cwd=REPOSITORY,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )


def test_nothing_heavy_is_imported_before_the_window_is_painted(samples: Path) -> None:
    done = run(str(samples), script=_AT_FIRST_PAINT)
    assert done.returncode == 0, done.stderr
    painted, furnished, _ = done.stdout.splitlines()
    assert furnished == "furnished True"
    assert not set(painted.split()) & set(HEAVY)
    assert (samples / "gouji-review.sqlite").exists()


def test_text_that_was_copied_does_not_break_the_end(samples: Path) -> None:
    done = run(str(samples), script=_AT_FIRST_PAINT)
    assert "copied True" in done.stdout
    assert done.returncode == 0  # the clipboard is the last to go, after Python


def test_a_window_without_a_folder_starts_and_closes() -> None:
    done = run(script=_AT_FIRST_PAINT)
    assert done.returncode == 0, done.stderr
    assert "furnished True" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["extract", "--help"], ["check", "{samples}"], ["verify", "none"]],
    ids=" ".join,
)
def test_sub_commands_need_no_qt(arguments: list[str], samples: Path) -> None:
    script = (
        "import sys; from gui.__main__ import main; status = main(sys.argv[1:]); "
        "print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr); sys.exit(status)"
    )
    words = [word.replace("{samples}", str(samples)) for word in arguments]
    done = run(*words, script=script)
    loaded = done.stderr.splitlines()[-1].split()
    assert "PySide6" not in loaded
    assert "core" in loaded


def test_a_folder_that_is_not_there_is_a_message_and_no_window() -> None:
    done = run("no/such/folder")
    assert done.returncode == 2
    assert "no/such/folder" in done.stderr
    assert "Traceback" not in done.stderr
