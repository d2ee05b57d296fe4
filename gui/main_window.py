"""Owns the window itself: where it is, what is dropped on it, and whether it may close.

It is up at once and empty; what is in it, the Workplace, is put into it after its first paint. So this module
imports next to nothing.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSize, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from gui.settings_store import SettingsStore

if TYPE_CHECKING:
    from gui.focus import Focus
    from gui.session import ReviewSession
    from gui.views.desk import Desk
    from gui.walk import Walk
    from gui.workplace import Workplace

_FIRST_SIZE = QSize(1280, 720)


class MainWindow(QMainWindow):
    """A window that is empty until it is furnished."""

    painted = Signal()
    """The window was painted for the first time."""

    def __init__(self, store: SettingsStore) -> None:
        super().__init__()
        self._store = store
        self._workplace: Workplace | None = None
        self._was_painted = False
        self._may_close = False
        self._is_asking = False
        self.setAcceptDrops(True)
        self.setWindowTitle("Gouji")
        self.resize(_FIRST_SIZE)
        self._layout = store.load_layout()
        if "geometry" in self._layout:
            self.restoreGeometry(self._layout["geometry"])

    def furnish(self, workplace: "Workplace") -> None:
        """Put the workplace into the window, arranged as it was left."""
        self._workplace = workplace
        if "desk" in self._layout:
            workplace.desk.arrange(self._layout["desk"])
        workplace.retranslate()

    # --- what is in it -----------------------------------------------------------------------------------

    @property
    def is_furnished(self) -> bool:
        """Whether there is anything in it yet."""
        return self._workplace is not None

    @property
    def workplace(self) -> "Workplace":
        """What is in it; a window that is not furnished has none."""
        if self._workplace is None:
            raise RuntimeError("the window is not furnished")
        return self._workplace

    @property
    def session(self) -> "ReviewSession":
        """The open folder and its only writer."""
        return self.workplace.session

    @property
    def desk(self) -> "Desk":
        """The panes."""
        return self.workplace.desk

    @property
    def focus(self) -> "Focus":
        """Which one thing has the focus."""
        return self.workplace.focus

    @property
    def walk(self) -> "Walk":
        """Going from one thing that needs a look to the next."""
        return self.workplace.walk

    def open_folder(self, folder: Path, source: str | None = None) -> None:
        """Open a folder of reports in place of the one that is open."""
        self.workplace.open_folder(folder, source)

    # --- events ---------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._workplace is not None:
            self._workplace.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._workplace is not None and _dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        dropped = _dropped(event.mimeData())
        if dropped is not None and self._workplace is not None:
            event.acceptProposedAction()
            self._workplace.open_folder(*dropped)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._workplace is not None:
            if not self._may_close:
                self._is_asking = True
                self._workplace.leave(self._allow_closing)
                self._is_asking = False
            if not self._may_close:  # saving takes its time, or something would be lost
                event.ignore()
                return
            layout = {"geometry": self.saveGeometry(), "desk": self.desk.arrangement()}
            self._store.save_layout(layout)
            self.hide()
            self._workplace.shut_down()
        super().closeEvent(event)

    def _allow_closing(self) -> None:
        self._may_close = True
        if not self._is_asking:
            self.close()


def _dropped(data: QMimeData) -> tuple[Path, str | None] | None:
    """The folder that is dropped, or that of a dropped file, together with the file."""
    for url in data.urls():
        path = Path(url.toLocalFile()) if url.isLocalFile() else None
        if path is not None and path.is_dir():
            return path, None
        if path is not None and path.is_file():
            return path.parent, path.name
    return None
