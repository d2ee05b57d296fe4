"""Owns the messages of the window: a bar over its upper edge that goes away by itself, never a dialog."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from core.checks import Severity
from gui.icons import Icons
from gui.theme import SPACE, Role, Theme

SHOWN_MS = 7000
"""How long a message stays that asks for nothing."""

_LOOKS = {
    Severity.INFORMATION: ("information", Role.ACCENT, Role.CORRECTED_BACKGROUND),
    Severity.WARNING: ("warning", Role.LOOK, Role.LOOK_BACKGROUND),
    Severity.ERROR: ("warning", Role.FAIL, Role.FAIL_BACKGROUND),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A button on a message: what it says and does. The message goes when it is pressed."""

    text: str
    act: Callable[[], object]


class MessageBar(QWidget):
    """Floats over its host. One message at a time; a later one takes the place of the one shown."""

    def __init__(self, host: QWidget, theme: Theme, icons: Icons) -> None:
        super().__init__(host)
        self._host = host
        self._theme = theme
        self._icons = icons
        self._severity = Severity.INFORMATION
        self._offers: list[QPushButton] = []
        self._icon = QLabel(self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QToolButton(self)
        self._close.setAutoRaise(True)
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(self._on_close_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(3 * SPACE, SPACE, SPACE, SPACE)
        self._row.setSpacing(2 * SPACE)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        theme.changed.connect(self._colour)
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The message that is shown, empty where none is."""
        return self._text.text() if self.isVisibleTo(self._host) else ""

    def say(
        self,
        text: str,
        severity: Severity = Severity.INFORMATION,
        offers: Sequence[Offer] = (),
        stays: bool | None = None,
    ) -> None:
        """Show `text`. It goes by itself unless it is an error or `stays` says otherwise."""
        self._severity = severity
        self._text.setText(text)
        self._close.setToolTip(self.tr("Close message"))
        self._close.setAccessibleName(self.tr("Close message"))
        for button in self._offers:
            self._row.removeWidget(button)
            button.deleteLater()
        self._offers = [self._button(offer) for offer in offers]
        for at, button in enumerate(self._offers):
            self._row.insertWidget(2 + at, button)
        self._colour()
        self.show()
        self._place()
        self.raise_()
        if (severity is Severity.ERROR) if stays is None else stays:
            self._timer.stop()
        else:
            self._timer.start()

    def clear(self) -> None:
        """Take the message away."""
        self._timer.stop()
        self.hide()

    def sizeHint(self) -> QSize:
        width = min(self._host.width() - 8 * SPACE, 760)
        return QSize(width, max(36, self.heightForWidth(width)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        _, ink, ground = _LOOKS[self._severity]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.colour(ground))
        line = QColor(self._theme.colour(ink))
        line.setAlphaF(0.6)
        painter.setPen(QPen(line, 1))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), SPACE, SPACE)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Whoever points at a message is reading it."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self._severity is not Severity.ERROR and not self._offers:
            self._timer.start()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _button(self, offer: Offer) -> QPushButton:
        button = QPushButton(offer.text, self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

        def on_clicked(checked: bool) -> None:  # noqa: ARG001 - Qt passes it
            self.clear()
            offer.act()

        button.clicked.connect(on_clicked)
        return button

    def _on_close_clicked(self) -> None:
        self.clear()

    def _place(self) -> None:
        size = self.sizeHint()
        self.setGeometry(
            (self._host.width() - size.width()) // 2,
            self._host.height() - size.height() - 4 * SPACE,
            size.width(),
            size.height(),
        )

    def _colour(self) -> None:
        name, ink, _ = _LOOKS[self._severity]
        self._icon.setPixmap(self._icons.icon(name, ink).pixmap(QSize(18, 18)))
        self._close.setIcon(self._icons.icon("close", Role.TEXT_SECONDARY))
        self.update()
