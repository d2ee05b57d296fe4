"""Owns the strip of line numbers beside the source text."""

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gui.spans import ShownText
from gui.theme import SPACE, Role, Theme


class Numbered(Protocol):
    """What is numbered: blocks on the screen with their tops, and the text that they show."""

    @property
    def shown(self) -> ShownText:
        """The text and its positions."""

    def blocks_within(self, area: QRect) -> Iterable[tuple[QTextBlock, float]]:
        """The blocks that reach into `area`, and the top of each."""


class Gutter(QWidget):
    """Numbers the lines of the source; a broken overlong line has its number once."""

    def __init__(self, theme: Theme, numbered: Numbered, view: QPlainTextEdit) -> None:
        super().__init__(view)
        self._theme = theme
        self._numbered = numbered
        self._view = view

    def sizeHint(self) -> QSize:
        """Room for the largest line number, at least three digits."""
        digits = max(3, len(str(self._view.blockCount())))
        return QSize(self._view.fontMetrics().horizontalAdvance("0") * digits + 4 * SPACE, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Number the lines in sight, that of the caret in stronger ink."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.colour(Role.RAISED))
        painter.setFont(self._view.font())
        quiet, current = self._theme.colour(Role.TEXT_FAINT), self._theme.colour(Role.TEXT)
        here = self._view.textCursor().blockNumber()
        height = self._view.fontMetrics().height()
        shown = self._numbered.shown
        for block, top in self._numbered.blocks_within(event.rect()):
            number = block.blockNumber()
            if not shown.is_continued(number):
                painter.setPen(current if number == here else quiet)
                painter.drawText(
                    QRect(0, round(top), self.width() - 2 * SPACE, height),
                    Qt.AlignmentFlag.AlignRight,
                    str(shown.line_number(number)),
                )
        painter.end()
