"""Owns the tool bar: its buttons, how far a job is, and whether all is saved."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QLabel,
    QProgressBar,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from gui.action_list import ActionId
from gui.actions import Actions
from gui.session import ReviewSession
from gui.theme import SPACE


class ToolBar(QToolBar):
    """The buttons; on the right how far a job is, whether everything is saved, and the export.

    It is put into the page and not among the window's tool bars: these get a bevel that glares on dark ground.
    """

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIconSize(QSize(18, 18))
        actions.fill_tool_bar(self)
        gap = QWidget(self)
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(gap)
        self.progress = QProgressBar(self)
        self.progress.setFixedWidth(44 * SPACE)
        self.progress.setTextVisible(True)
        self._progress_action = self.addWidget(self.progress)
        self.stop_button = QToolButton(self)
        self.stop_button.setAutoRaise(True)
        self.stop_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stop_action = self.addWidget(self.stop_button)
        self.saved = QLabel(self)
        self.saved.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
        self.addWidget(self.saved)
        actions.fill_tool_bar(self, (ActionId.EXPORT,))
        self.hide_progress()

    def show_progress(self, what: str, done: int, total: int) -> None:
        """Say how far a job is; a total of 0 means that nobody knows."""
        self.progress.setFormat(f"{what} %v/%m" if total else what)
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self._progress_action.setVisible(True)
        self._stop_action.setVisible(True)

    def hide_progress(self) -> None:
        """No job runs."""
        self._progress_action.setVisible(False)
        self._stop_action.setVisible(False)

    def show_saved(self, session: ReviewSession) -> None:
        """Say whether everything is on the disk."""
        unsaved = session.saving.unsaved
        if unsaved and session.saving.is_held:
            self.saved.setText(self.tr("▲ waiting to save: %n", "", unsaved))
        elif unsaved and session.saving.has_failed:
            self.saved.setText(self.tr("▲ not saved: %n", "", unsaved))
        elif unsaved:
            self.saved.setText(self.tr("saving…"))
        elif session.review is None:
            self.saved.setText("")
        elif session.is_waiting:
            self.saved.setText(self.tr("read only, waiting"))
        elif session.is_read_only:
            self.saved.setText(self.tr("read only"))
        else:
            self.saved.setText(self.tr("✓ saved"))
        self.saved.setToolTip(str(session.review_file or ""))

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.stop_button.setText(self.tr("Stop"))
