"""Owns the bar that finds words in the source text."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from gui.theme import SPACE


class FindBar(QWidget):
    """A line to type into, how many places were found, and two buttons. It searches nothing itself."""

    query_changed = Signal(str)
    step_wanted = Signal(int)  # 1 to the next place, -1 to the previous
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = QLineEdit(self)
        self._line.setClearButtonEnabled(True)
        self._count = QLabel(self)
        self._previous = _button(self, Qt.ArrowType.UpArrow)
        self._next = _button(self, Qt.ArrowType.DownArrow)
        self._close = _button(self, None)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._line, 1)
        for widget in (self._count, self._previous, self._next, self._close):
            layout.addWidget(widget)
        self._line.textChanged.connect(self.query_changed)
        self._previous.clicked.connect(self._on_previous)
        self._next.clicked.connect(self._on_next)
        self._close.clicked.connect(self.close_bar)
        self._retranslate()
        self.hide()

    @property
    def query(self) -> str:
        """What is to be found."""
        return self._line.text()

    @property
    def count_text(self) -> str:
        """What it says of the places found."""
        return self._count.text()

    def open(self, query: str = "") -> None:
        """Appear, with `query` if given, ready to be typed over."""
        if query:
            self._line.setText(query)
        self.show()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def close_bar(self) -> None:
        """Go away."""
        self.hide()
        self.closed.emit()

    def say_count(self, at: int, count: int, is_more: bool) -> None:
        """Say that place `at` (from 1; 0 for none) of `count` is shown."""
        if not self.query:
            self._count.setText("")
        elif not count:
            self._count.setText(self.tr("not found"))
        else:
            self._count.setText(f"{at} / {count}{'+' if is_more else ''}")
        for button in (self._previous, self._next):
            button.setEnabled(count > 0)

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here are no shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if _step(event) or event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F3 step on, with Shift back; Esc closes."""
        step = _step(event)
        if step:
            self.step_wanted.emit(step)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.matches(QKeySequence.StandardKey.Find):
            self._line.selectAll()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """The language in force has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._line.setPlaceholderText(self.tr("Find in this text"))
        self._line.setAccessibleName(self.tr("Find in this text"))
        for button, text in (
            (self._previous, self.tr("Previous place (Shift+Enter)")),
            (self._next, self.tr("Next place (Enter)")),
            (self._close, self.tr("Close (Esc)")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)

    def _on_previous(self) -> None:
        self.step_wanted.emit(-1)

    def _on_next(self) -> None:
        self.step_wanted.emit(1)


def _button(parent: QWidget, arrow: Qt.ArrowType | None) -> QToolButton:
    button = QToolButton(parent)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if arrow is None:
        button.setText("×")
    else:
        button.setArrowType(arrow)
    return button


def _step(event: QKeyEvent) -> int:
    """1 or -1 for a key that steps on or back, 0 for any other."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
        return 0
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == Qt.KeyboardModifier.ShiftModifier:
        return -1
    return 1 if modifiers == Qt.KeyboardModifier.NoModifier else 0
