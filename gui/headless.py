"""Owns doing the window's job where there is no screen: read, check, save the workbook, picture the window.

The window is the real one, on Qt's offscreen platform; only the person in front of it is missing.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QSettings,
    QSize,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)

from core.cli import system_language
from core.cli.streams import Streams
from core.errors import GoujiError, UnwritableFileError
from core.paths import resources_dir
from core.request import Request
from core.settings import Appearance, LanguageChoice, Settings
from core.wording import Language, Wording
from gui.app import build, make_application
from gui.crash import CrashReporter
from gui.listed import Condition, ListedReport
from gui.looks import Target
from gui.main_window import MainWindow
from gui.settings_store import SettingsStore

PICTURE_SIZE = QSize(1600, 1000)

DONE, FAILED = 0, 2

# The reports are Chinese; so are the workbook and the picture, whatever the terminal speaks.
_PRODUCT_LANGUAGE = Language.CHINESE


def run(request: Request | None, output: Path | None = None) -> int:
    """Do the job that is asked for, leaving workbook and picture in `output`; gives the exit status.

    `output` None is build/headless in a source tree, and gouji-headless in the current folder elsewhere.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    Streams(sys.stdout, sys.stderr)  # from here on they take every character
    wording = Wording(system_language(os.environ))
    if request is None:
        print(wording.message("headless", "no_folder"), file=sys.stderr)
        return FAILED
    print(wording.message("headless", "no_screen"), flush=True)
    try:
        _do(replace(request, folder=request.folder.resolve()), output or _output_folder(), wording)
    except GoujiError as error:
        print(wording.error(error), file=sys.stderr)
        return FAILED
    except _ProgramError as error:
        print(wording.message("headless", "went_wrong", path=error), file=sys.stderr)
        return FAILED
    return DONE


class _ProgramError(Exception):
    """The window met an error of the program; says where its report is."""


def _do(request: Request, output: Path, wording: Wording) -> None:
    # Heavy, and wanted only once the window has done its part.
    from core.store.choosing import choose
    from core.workbook.of_folder import save_folder_workbook

    folder = request.folder
    if not request.is_chosen:
        choose(folder)  # nobody is here to be asked
    workbook, picture = output / f"{folder.name or 'gouji'}.xlsx", output / "window.png"
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableFileError.at(output, error) from error
    with _open_window() as visit:
        visit.read(request)
        print(wording.message("headless", "folder", path=folder))
        for row in visit.window.session.rows:
            print(_line(row, wording), flush=True)
        visit.look()
        if not visit.window.grab().save(str(picture)):
            raise UnwritableFileError(path=str(picture), reason="PNG")
        review_file = visit.window.session.review_file
    now = datetime.now().astimezone()
    save_folder_workbook(folder, workbook, _PRODUCT_LANGUAGE, made_at=now, review_file=review_file)
    for key, path in (("review_file", review_file), ("workbook", workbook), ("picture", picture)):
        print(wording.message("headless", key, path=path))


def _output_folder() -> Path:
    root = resources_dir().parent
    if (root / "pyproject.toml").is_file():
        return root / "build" / "headless"
    return Path.cwd() / "gouji-headless"


def _line(row: ListedReport, wording: Wording) -> str:
    """What the list says of one report."""
    key = "balanced"
    if row.condition is Condition.UNREADABLE:
        key = "unreadable"
    elif row.condition is Condition.NOT_A_REPORT:
        key = "not_a_report"
    elif row.failing:
        key = "failing"
    elif row.looks:
        key = "look"
    name = " ".join(part for part in (row.unit, str(row.year or ""), row.source) if part)
    reason = wording.error(row.error) if row.error is not None else ""
    return wording.message(
        "headless", key, name=name, failing=row.failing, looks=row.looks, reason=reason
    )


# --- the window ----------------------------------------------------------------------------------


@contextmanager
def _open_window() -> "Iterator[_Visit]":
    """The window with settings of its own, so that those of the user stay as they are."""
    qInstallMessageHandler(_on_qt_message)
    make_application([sys.argv[0]])
    with tempfile.TemporaryDirectory() as settings:
        storage = QSettings(str(Path(settings) / "gouji.ini"), QSettings.Format.IniFormat)
        SettingsStore(storage).save(
            Settings(language=LanguageChoice.CHINESE, appearance=Appearance.LIGHT)
        )
        window = build(storage)
        window.resize(PICTURE_SIZE)
        window.show()
        visit = _Visit(window)
        try:
            yield visit
        finally:
            visit.leave()


# What Qt has to say about a machine without a screen and, often, without a locale.
_EXPECTED = ("This plugin does not support", "Detected locale")


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:  # noqa: ARG001
    if not message.startswith(_EXPECTED):
        print(message, file=sys.stderr)


class _Visit:
    """What a person would do at the window, and waiting for what it answers."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._error: GoujiError | None = None
        self._loop = QEventLoop()
        self._crash: str | None = None
        self._crashes = CrashReporter()
        self._crashes.install()
        self._crashes.reported.connect(self._on_crash)
        session = window.session
        session.folder_failed.connect(self._on_failed)
        session.reading_ended.connect(self._loop.quit)
        session.report_opened.connect(self._loop.quit)

    def read(self, request: Request) -> None:
        """Open the folder and wait until all of it is read. Raises what opening it raised."""
        self.window.workplace.open(request)
        while self.window.session.is_reading:
            self._wait()
        if self._error is not None:
            raise self._error

    def look(self) -> None:
        """Go to the first failing check, or whatever else needs a look, of the report that has most."""
        session = self.window.session
        rows = [row for row in session.rows if row.is_report]
        if not rows:
            return
        worst = max(rows, key=lambda row: (row.failing, row.looks))
        session.open_report(worst.source)
        while session.review is None or session.source != worst.source:
            self._wait()
        if session.review.failing:
            self.window.focus.go(Target(check=session.review.failing[0]))
        else:
            self.window.walk.next_look()
        QTimer.singleShot(0, self._loop.quit)  # the panes scroll to it when they are next idle
        self._wait()

    def leave(self) -> None:
        """Close the window and wait until nothing of it runs."""
        self.window.close()
        self.window.deleteLater()
        self._crashes.uninstall()

    def _wait(self) -> None:
        self._loop.exec()
        if self._crash is not None:
            raise _ProgramError(self._crash)

    def _on_failed(self, folder: Path, error: GoujiError) -> None:  # noqa: ARG002
        self._error = error
        self._loop.quit()

    def _on_crash(self, report: Path | None) -> None:
        self._crash = str(report or "")
        self._loop.quit()
