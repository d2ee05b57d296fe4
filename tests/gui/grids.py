"""Puts a grid before a Review as the window does: edits are applied, then the grid is refreshed."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from core.cells import Cell, CellRef, CellStatus, TableKind, Value
from core.edits import Edit
from core.review import Review
from core.settings import Appearance, LanguageChoice
from gui.theme import Theme
from gui.views.table_grid import TableGrid
from gui.wording import Speech
from tests.factories import form_of, report_of, review_of, zeros

REQUESTS = TableKind.REQUESTS
PROACTIVE = TableKind.PROACTIVE
DISPUTES = TableKind.DISPUTES
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
ENTER, TAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape


def at(name: str) -> CellRef:
    """The cell that `name` spells, of the table of requests where it names none."""
    return CellRef.parse(name if name.count(".") == 2 else f"requests.{name}")


def review(
    values: Mapping[str, Value | None] | None = None,
    cells: Mapping[str, Cell] | None = None,
    form: str = "2019",
) -> Review:
    """A Review of a report full of zeros but for `values`; `cells` are read as given."""
    found = zeros(form_of(form))
    found.update({at(name): value for name, value in (values or {}).items()})
    read = {at(name): cell for name, cell in (cells or {}).items()}
    return review_of(report_of(form_of(form), found, cells=read))


def inferred(value: Value) -> Cell:
    return Cell(value, None, None, CellStatus.INFERRED)


def invalid(raw: str) -> Cell:
    return Cell(None, raw, None, CellStatus.INVALID)


class Driver:
    """A grid on the screen, and the hands and eyes of a person before it."""

    def __init__(self, qtbot, kind: TableKind, shown: Review, size: tuple[int, int]) -> None:
        self.qtbot = qtbot
        self.review = shown
        self.edits: list[Edit] = []
        self.speech = Speech(LanguageChoice.ENGLISH)
        self.theme = Theme(Appearance.LIGHT)
        self.window = QWidget()
        self.grid = TableGrid(kind, self.theme, self.speech, self.window)
        self.grid.edit_requested.connect(self._apply)
        self.window.resize(*size)
        self.grid.resize(*size)
        self.grid.show_review(shown)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.view = self.grid._view
        self.editor = self.grid._editor
        self.popup = self.grid._popup
        self.model = self.grid._model
        self.view.setFocus()

    def _apply(self, edit: Edit) -> None:
        self.edits.append(edit)
        self.grid.refresh(self.review.apply(edit).cells)

    def keys(self, *keys: Qt.Key | str, held: Qt.KeyboardModifier | None = None) -> None:
        """Press keys one after the other, or type a text, wherever the focus is."""
        modifiers = held or Qt.KeyboardModifier.NoModifier
        for key in keys:
            target = self.window.focusWidget()
            assert target is not None
            if isinstance(key, str):
                for char in key:
                    self.qtbot.keyClick(self.window.focusWidget(), char, modifiers)
            else:
                self.qtbot.keyClick(target, key, modifiers)

    def say(self, text: str) -> None:
        """Type `text` by way of an input method, wherever the focus is."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.window.focusWidget(), event)

    def go(self, name: str) -> None:
        self.grid.select(at(name))

    @property
    def here(self) -> CellRef | None:
        return self.grid.current_ref()

    def shown(self, name: str) -> str:
        return self.model.looks(at(name)).text

    def signs(self, name: str) -> int:
        return self.model.looks(at(name)).signs

    def value(self, name: str) -> Value | None:
        return self.review.cell(at(name)).value

    def middle(self, name: str) -> QPoint:
        return self.view.visualRect(self.model.index_of(at(name))).center()

    def click(self, name: str, held: Qt.KeyboardModifier | None = None) -> None:
        self.click_at(self.middle(name), held)

    def click_at(self, point: QPoint, held: Qt.KeyboardModifier | None = None) -> None:
        modifiers = held or Qt.KeyboardModifier.NoModifier
        viewport = self.view.viewport()
        self.qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, modifiers, point)

    def select_block(self, first: str, last: str) -> None:
        self.click(first)
        self.click(last, Qt.KeyboardModifier.ShiftModifier)

    def column(self, names: Iterable[str]) -> list[str]:
        return [self.shown(name) for name in names]


@contextmanager
def no_edit(driver: Driver) -> Iterator[None]:
    """Nothing is asked for within."""
    before = len(driver.edits)
    yield
    assert driver.edits[before:] == []
