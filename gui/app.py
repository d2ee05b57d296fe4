"""Owns putting the window together: settings, theme, language, session and panes are made here and handed on."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from core.forms import load_forms
from core.paths import resources_dir
from gui.crash import CrashReporter
from gui.icons import Icons
from gui.main_window import MainWindow
from gui.prompts import Prompts
from gui.session import ReviewSession
from gui.settings_store import SettingsStore
from gui.theme import Theme
from gui.views.desk import Desk
from gui.wording import Speech
from gui.workers import Workers

ORGANISATION = "Gouji"
APPLICATION = "gouji"


def make_application(arguments: Sequence[str]) -> QApplication:
    """The Qt application with our style, name and icon; the one that is there already, if any."""
    present = QApplication.instance()
    app = present if isinstance(present, QApplication) else QApplication(list(arguments))
    app.setOrganizationName(ORGANISATION)
    app.setApplicationName(APPLICATION)
    app.setDesktopFileName(APPLICATION)
    app.setStyle("Fusion")  # the same everywhere, and it takes our palette
    app.setWindowIcon(QIcon(str(resources_dir() / "icons" / "gouji.svg")))
    return app


def build(
    storage: QSettings, folder: Path | None = None, prompts: Prompts | None = None
) -> MainWindow:
    """The whole window over an existing application, not yet shown. `folder` is opened at once."""
    store = SettingsStore(storage)
    settings = store.load()
    theme = Theme(settings.appearance)
    QApplication.setPalette(theme.palette())
    speech = Speech(settings.language)
    workers = Workers()
    session = ReviewSession(workers, settings.reviewer_name)
    desk = Desk(theme, Icons(theme), speech, load_forms())
    window = MainWindow(
        store, settings, theme, speech, workers, session, desk, prompts or Prompts()
    )
    for owned in (theme, speech, workers, session):
        owned.setParent(window)
    if folder is not None:
        window.open_folder(folder)
    return window


def run(folder: Path | None, arguments: Sequence[str] = ()) -> int:
    """Open the window, on `folder` where one is given, and stay until it is closed."""
    app = make_application([sys.argv[0], *arguments])
    storage = QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, ORGANISATION, APPLICATION
    )
    crashes = CrashReporter()
    crashes.install()
    window = build(storage)
    crashes.reported.connect(window.messages.say_crash, Qt.ConnectionType.QueuedConnection)
    window.show()
    if folder is not None:
        # After the first paint: reading brings the reader and its libraries with it.
        QTimer.singleShot(0, window, lambda: window.open_folder(folder))
    status = app.exec()
    crashes.uninstall()
    return status
