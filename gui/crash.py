"""Owns what happens when the program itself is wrong: a report file and a message, never a silent end."""

import platform
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion

from core.paths import user_data_dir
from core.version import VERSION

_KEPT = 20
"""How many report files are kept."""


class CrashReporter(QObject):
    """Takes exceptions that nobody caught. `reported` carries the path of the report file, or None.

    What a reviewer did is safe: each step was saved before the next one began.
    """

    reported = Signal(object)

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder or user_data_dir() / "crashes"
        self._previous: Callable[..., object] | None = None

    def install(self) -> None:
        """Take exceptions from now on."""
        self._previous = sys.excepthook
        sys.excepthook = self._on_exception

    def uninstall(self) -> None:
        """Leave exceptions to whoever took them before."""
        if self._previous is not None:
            sys.excepthook = self._previous
            self._previous = None

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        words = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(words)
        self.reported.emit(self._write(words))

    def _write(self, words: str) -> Path | None:
        now = datetime.now().astimezone()
        path = self._folder / f"{now:%Y%m%d-%H%M%S-%f}.txt"
        head = (
            f"Gouji {VERSION}\n{now.isoformat()}\n{platform.platform()}\n"
            f"Python {platform.python_version()}, Qt {qVersion()}\n\n"
        )
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(head + words, encoding="utf-8")
            for old in sorted(self._folder.glob("*.txt"))[:-_KEPT]:
                old.unlink(missing_ok=True)
        except OSError:  # the message is shown all the same
            return None
        return path
