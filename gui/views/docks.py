"""Owns the frame of a pane: a dock with a slim title line of ours instead of the style's."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gui.icons import Icons
from gui.theme import SPACE, Role, Theme


class ElidedLabel(QLabel):
    """One line that is cut in the middle where there is no room; the tool tip has all of it."""

    def __init__(self, theme: Theme, role: Role, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setPen(self._theme.colour(self._role))
        text = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, self.width()
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)


class DockTitle(QWidget):
    """Name in bold, a second text, whatever the pane adds, and a button that folds the pane away."""

    def __init__(self, dock: QDockWidget, theme: Theme, icons: Icons) -> None:
        super().__init__(dock)
        self._theme = theme
        self._icons = icons
        self.name = QLabel(self)
        font = QFont(self.font())
        font.setBold(True)
        self.name.setFont(font)
        self.text = ElidedLabel(theme, Role.TEXT_SECONDARY, self)
        self.close_button = QToolButton(self)
        self.close_button.setAutoRaise(True)
        self.close_button.setIconSize(QSize(14, 14))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.close_button.clicked.connect(self._on_close_clicked)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(2 * SPACE, 2, SPACE, 2)
        self.row.setSpacing(2 * SPACE)
        self.row.addWidget(self.name)
        self.row.addWidget(self.text, 1)
        self.row.addWidget(self.close_button)
        icons.changed.connect(self._on_icons_changed)
        self._on_icons_changed()

    def lead_with(self, widget: QWidget) -> None:
        """Put `widget` where the name is."""
        self.name.hide()
        self.row.insertWidget(0, widget)

    def add(self, widget: QWidget) -> None:
        """Put `widget` before the button."""
        self.row.insertWidget(self.row.count() - 1, widget)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(Role.WINDOW))
        painter.setPen(self._theme.colour(Role.LINE))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())

    def _on_close_clicked(self) -> None:
        dock = self.parentWidget()
        if dock is not None:
            dock.close()

    def _on_icons_changed(self) -> None:
        self.close_button.setIcon(self._icons.icon("close", Role.TEXT_SECONDARY))


class Dock(QDockWidget):
    """A pane that can be moved, folded away and brought back from the menu."""

    def __init__(
        self, name: str, widget: QWidget, theme: Theme, icons: Icons, host: QMainWindow
    ) -> None:
        super().__init__(host)
        self.setObjectName(name)
        self.title = DockTitle(self, theme, icons)
        self.setTitleBarWidget(self.title)
        self.setWidget(widget)

    def set_name(self, name: str) -> None:
        """What the pane is called, in its title line and in the menu."""
        self.setWindowTitle(name)
        self.title.name.setText(name)
        words = self.tr("Fold away (bring it back with View, Panes)")
        self.title.close_button.setToolTip(words)
        self.title.close_button.setAccessibleName(words)

    def set_text(self, text: str) -> None:
        """What stands behind the name."""
        self.title.text.setText(text)
        self.title.text.setToolTip(text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.set_name(self.windowTitle())
        super().changeEvent(event)
