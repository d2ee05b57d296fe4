"""Owns putting the window together: settings, theme, language, session and panes are made here and handed on.

The window is painted before the rest of the program is even imported: that happens in a thread, and the panes
are then made one a turn of the event loop, so that the window answers all the while.
"""

import sys
import threading
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from core.paths import resources_dir
from core.request import Request
from gui.main_window import MainWindow
from gui.settings_store import Preferences, SettingsStore
from gui.theme import Theme, tell_qt

if TYPE_CHECKING:
    from gui.prompts import Prompts

ORGANISATION = "Gouji"
APPLICATION = "gouji"


def make_application(arguments: Sequence[str]) -> QApplication:
    """The Qt application with our style and name; the one that is there already, if any."""
    present = QApplication.instance()
    app = present if isinstance(present, QApplication) else QApplication(list(arguments))
    app.setOrganizationName(ORGANISATION)
    app.setApplicationName(APPLICATION)
    app.setDesktopFileName(APPLICATION)
    app.setStyle("Fusion")  # the same everywhere, and it takes our palette
    return app


def build(
    storage: QSettings, folder: Path | None = None, prompts: "Prompts | None" = None
) -> MainWindow:
    """The whole window over an existing application, not yet shown. `folder` is opened at once."""
    store = SettingsStore(storage)
    preferences = Preferences(store)
    tell_qt(preferences.value.appearance)
    window = MainWindow(store)
    for _ in _furnish(window, preferences, prompts):
        pass
    if folder is not None:
        window.open_folder(folder)
    return window


def run(request: Request | None, arguments: Sequence[str] = ()) -> int:
    """Open the window, on a folder where one is asked for, and stay until it is closed."""
    app = make_application([sys.argv[0], *arguments])
    storage = QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, ORGANISATION, APPLICATION
    )
    store = SettingsStore(storage)
    preferences = Preferences(store)
    tell_qt(preferences.value.appearance)
    window = MainWindow(store)
    start = _Start(window, preferences, request)
    window.painted.connect(start.begin, Qt.ConnectionType.QueuedConnection)
    window.show()
    status = app.exec()
    start.end()
    return status


class _Start(QObject):
    """What happens behind the first paint."""

    _imported = Signal(object)

    def __init__(
        self, window: MainWindow, preferences: Preferences, request: Request | None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._request = request
        self._steps = _furnish(window, preferences, None)
        self._threads = [
            threading.Thread(target=self._import, name="gouji-start"),
            threading.Thread(target=_import_all, args=(_READER,), name="gouji-reader"),
        ]
        self._imported.connect(self._on_imported, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Import the rest of the program."""
        from gui.crash import CrashReporter

        self._crashes = CrashReporter(parent=self)
        self._crashes.install()
        self._threads[0].start()

    def end(self) -> None:
        """Wait for the threads, should the window have been closed at once."""
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    def _import(self) -> None:
        try:
            _import_all(_BEHIND)
        except BaseException as error:  # noqa: BLE001 - raised again in the GUI thread
            self._imported.emit(error)
        else:
            self._imported.emit(None)

    def _on_imported(self, error: BaseException | None) -> None:
        if error is not None:
            raise error
        QApplication.setWindowIcon(QIcon(str(resources_dir() / "icons" / "gouji.svg")))
        self._step()

    def _step(self) -> None:
        """One step of furnishing, then a turn of the event loop."""
        if next(self._steps, _DONE) is not _DONE:
            QTimer.singleShot(0, self, self._step)
            return
        say_crash = self._window.workplace.messages.say_crash
        self._crashes.reported.connect(say_crash, Qt.ConnectionType.QueuedConnection)
        if self._request is not None:
            self._window.workplace.open(self._request)
        else:
            # The panes are painted first: beside a thread that imports, that takes twice as long.
            QTimer.singleShot(_PAINTED_MS, self, self._threads[1].start)


_DONE = object()

_PAINTED_MS = 50
"""So soon after they were made the panes are painted."""

_BEHIND = ("gui.workplace", "gui.views.desk", "gui.session", "core.forms")
"""What is imported behind the first paint; it brings nearly everything else with it."""

_READER = ("core.store", "core.extract.reader")
"""What opening a folder brings with it, the reader above all: imported while the user looks for one."""


def _import_all(names: Sequence[str]) -> None:
    for name in names:
        import_module(name)


def _furnish(
    window: MainWindow, preferences: Preferences, prompts: "Prompts | None"
) -> Iterator[None]:
    """Make what is in the window, in steps of some milliseconds each."""
    from core.cells import TableKind
    from core.forms import load_forms
    from gui.icons import Icons
    from gui.prompts import Prompts
    from gui.session import ReviewSession
    from gui.views.desk import Desk, Panes
    from gui.views.table_grid import TableGrid
    from gui.wording import Speech
    from gui.workers import Workers
    from gui.workplace import Workplace

    settings = preferences.value
    theme = Theme(settings.appearance)
    QApplication.setPalette(theme.palette())
    yield
    speech = Speech(settings.language)
    yield
    forms = load_forms()
    yield
    icons = Icons(theme)
    workers = Workers()
    session = ReviewSession(workers, settings.reviewer_name)
    for owned in (preferences, theme, speech, workers, session):
        owned.setParent(window)
    yield
    grids = {}
    for kind in TableKind:
        grids[kind] = TableGrid(kind, theme, speech)
        yield
        grids[kind].prepare(list(forms.values())[-1])  # the one in force
        yield
    panes = Panes(theme, icons, speech, forms, grids)
    yield
    desk = Desk(theme, icons, speech, panes)
    yield
    window.furnish(
        Workplace(
            window,
            preferences,
            theme,
            icons,
            speech,
            workers,
            session,
            desk,
            prompts or Prompts(),
        )
    )
