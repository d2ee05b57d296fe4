"""Owns the pages that stand where a report would: the invitation at the start, and notes with a reason."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCommandLinkButton,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.theme import SPACE

_COLUMN_WIDTH = 640
_RECENT_SHOWN = 5


def _large(font: QFont) -> QFont:
    large = QFont(font)
    large.setPointSizeF(font.pointSizeF() * 1.6)
    return large


class NotePage(QWidget):
    """A sentence in the middle, with a second one that explains, and at most one button."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(self)
        self.explanation = QLabel(self)
        self.button = QPushButton(self)
        font = QFont(self.title.font())
        font.setBold(True)
        self.title.setFont(font)
        for label in (self.title, self.explanation):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button.clicked.connect(self._on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(8 * SPACE, 8 * SPACE, 8 * SPACE, 8 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addStretch(2)
        column.addWidget(self.title)
        column.addWidget(self.explanation)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, title: str, explanation: str = "", button: str = "") -> None:
        """Show these words; no button where `button` is empty."""
        self.title.setText(title)
        self.explanation.setText(explanation)
        self.explanation.setVisible(bool(explanation))
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def _on_clicked(self) -> None:
        self.asked.emit()


class WelcomePage(QWidget):
    """Invites to open a folder: a button, the folders opened last, and that one may be dropped here."""

    open_asked = Signal()
    folder_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent: tuple[str, ...] = ()
        self._buttons: list[QPushButton] = []
        self._title = QLabel(self)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self.open_button = QPushButton(self)
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self._on_open_clicked)
        self._hint = QLabel(self)
        self._recent_title = QLabel(self)
        self._title.setFont(_large(self.font()))
        heavy = QFont(self.font())
        heavy.setBold(True)
        self._recent_title.setFont(heavy)

        self._column = QVBoxLayout()
        self._column.setSpacing(2 * SPACE)
        self._column.addStretch(2)
        self._column.addWidget(self._title)
        self._column.addWidget(self._words)
        self._column.addSpacing(3 * SPACE)
        row = QHBoxLayout()
        row.setSpacing(3 * SPACE)
        row.addWidget(self.open_button)
        row.addWidget(self._hint, 1)
        self._column.addLayout(row)
        self._column.addSpacing(4 * SPACE)
        self._column.addWidget(self._recent_title)
        self._place = self._column.count()
        self._column.addStretch(3)
        inner = QWidget(self)
        inner.setLayout(self._column)
        inner.setMaximumWidth(_COLUMN_WIDTH)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(inner, 10)
        outer.addStretch(1)
        self.retranslate()

    def show_recent(self, folders: Sequence[str]) -> None:
        """Offer these folders."""
        self._recent = tuple(folders)[:_RECENT_SHOWN]
        for button in self._buttons:
            self._column.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        for at, folder in enumerate(self._recent):
            button = QCommandLinkButton(Path(folder).name or folder, folder, self)
            button.setObjectName(folder)
            button.clicked.connect(self._on_recent_clicked)
            self._column.insertWidget(self._place + at, button)
            self._buttons.append(button)
        self._recent_title.setVisible(bool(self._recent))

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self._title.setText(self.tr("Review annual disclosure reports"))
        self._words.setText(
            self.tr(
                "Gouji reads the statutory tables out of the texts, checks their sums, and keeps "
                "every correction with its reason. The reports themselves are never changed."
            )
        )
        self.open_button.setText(self.tr("Open folder…"))
        self._hint.setText(self.tr("or drop a folder onto this window"))
        self._recent_title.setText(self.tr("Opened last"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_open_clicked(self) -> None:
        self.open_asked.emit()

    def _on_recent_clicked(self) -> None:
        self.folder_asked.emit(self.sender().objectName())
