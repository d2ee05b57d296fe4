"""Owns the list of readings that opens at a cell which was not read with certainty."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.cells import Candidate, CellStatus, Span
from core.edits import Correction
from core.entry import entry_text, shorten
from core.forms import Column
from core.review import EffectiveCell
from core.text import SourceText
from gui.theme import SPACE

_AROUND = 10
"""Characters of the source before and behind a figure that tell one place from another."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One reading that may be chosen: its Correction, what is said of it, and where the source has it."""

    correction: Correction
    words: str
    span: Span | None


def offers(cell: EffectiveCell, column: Column, text: SourceText) -> list[Offer]:
    """What may be chosen for `cell`, the likeliest first; nothing where it was read with certainty."""
    source = cell.source
    unit = source.unit or column.unit
    if source.status is CellStatus.AMBIGUOUS:
        readings = list(source.candidates)
    elif source.status in (CellStatus.INFERRED, CellStatus.BLANK):
        readings = [Candidate(source.value, source.raw, source.span)]
    else:
        return []
    return [
        Offer(Correction(reading.value, unit), _words(reading, unit, column, text), reading.span)
        for reading in readings
    ]


def _words(reading: Candidate, unit: str | None, column: Column, text: SourceText) -> str:
    value = entry_text(reading.value, unit, column) or QCoreApplication.translate("Grid", "blank")
    if reading.span is None:
        return QCoreApplication.translate("Grid", "{value}    nothing is printed for it").format(
            value=value
        )
    return QCoreApplication.translate("Grid", "{value}    line {line}: {excerpt}").format(
        value=value, line=text.line_number(reading.span.start), excerpt=excerpt(text, reading.span)
    )


def excerpt(text: SourceText, span: Span) -> str:
    """The figure as the source prints it, in brackets, with what stands beside it."""
    before = " ".join(text.text[max(0, span.start - _AROUND) : span.start].split())
    behind = " ".join(text.text[span.end : span.end + _AROUND].split())
    return f"{before}【{shorten(text.at(span))}】{behind}"


class ReadingsPopup(QFrame):
    """A list of offers; a number key, Enter or a click chooses, Esc leaves."""

    chosen = Signal(object)  # an Offer
    looked_at = Signal(object)  # an Offer: its place in the source may be shown

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.Box)
        self._offers: tuple[Offer, ...] = ()
        self._list = QListWidget(self)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMinimumSize(1, 1)
        self._list.currentRowChanged.connect(self._on_row_changed)
        self._list.itemClicked.connect(self._on_item_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._list)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is listed."""
        return self._offers

    def open(self, listed: Sequence[Offer], cell: QRect) -> None:
        """List `listed` below `cell` (in the screen's coordinates)."""
        self._offers = tuple(listed)
        self.setAccessibleName(self.tr("Readings of this cell"))
        self._list.clear()
        for number, offer in enumerate(listed, start=1):
            item = QListWidgetItem(f"{number}   {offer.words}", self._list)
            width = self.fontMetrics().horizontalAdvance(item.text()) + 4 * SPACE
            item.setSizeHint(QSize(width, self.fontMetrics().height() + 2 * SPACE))
        size = self.sizeHint()
        screen = QGuiApplication.screenAt(cell.center()) or self.screen()
        room = screen.availableGeometry()
        x = min(max(cell.left(), room.left()), room.right() - size.width())
        below = cell.bottom() + 1
        fits = below + size.height() <= room.bottom()
        self.setGeometry(QRect(QPoint(x, below if fits else cell.top() - size.height()), size))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self._list.setCurrentRow(0)

    def sizeHint(self) -> QSize:
        """The room that the list takes."""
        margin = 2 * (self.frameWidth() + 1)
        width = self._list.sizeHintForColumn(0)
        height = self._list.sizeHintForRow(0) * max(1, self._list.count())
        return QSize(width + margin, height + margin)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 9 choose, the arrows move, Enter chooses, Esc leaves."""
        key = event.key()
        row = self._list.currentRow()
        last = self._list.count() - 1
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._choose(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(row)
        elif key == Qt.Key.Key_Down:
            self._list.setCurrentRow(min(row + 1, last))
        elif key == Qt.Key.Key_Up:
            self._list.setCurrentRow(max(row - 1, 0))
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._offers):
            offer = self._offers[row]
            self.hide()
            self.chosen.emit(offer)

    def _on_row_changed(self, row: int) -> None:
        if 0 <= row < len(self._offers):
            self.looked_at.emit(self._offers[row])

    def _on_item_clicked(self) -> None:
        self._choose(self._list.currentRow())
