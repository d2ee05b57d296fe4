"""Owns the suggestions below the checks: choosing one shows what it would change, Enter takes it up."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QTableView,
    QWidget,
)

from core.review import Review
from gui.looks import Target
from gui.models.suggestions import SuggestionColumn, SuggestionsModel, open_suggestions
from gui.theme import SPACE, Role, Theme
from gui.views.layouts import pile
from gui.views.rows import choose_row, lay_rows
from gui.wording import Speech

if TYPE_CHECKING:
    from core.suggestions import Suggestion

_LINES = 4
"""How many lines are in sight at most; more are scrolled to."""


class _Rows(QTableView):
    """The suggestions, each in as many lines as it needs."""

    taken = Signal()
    widened = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.widened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.taken.emit()
            return
        super().keyPressEvent(event)


class SuggestionsPane(QWidget):
    """What would mend what fails. `chosen` carries the Suggestion gone to, `taken` the one taken up."""

    chosen = Signal(object)
    taken = Signal(object)

    def __init__(self, theme: Theme, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._review: Review | None = None
        self._is_known = False
        self._is_shown_by_us = False
        self.suggestions = SuggestionsModel(theme, speech, self)
        self.title = QLabel(self)
        self.title.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        self.rows = _Rows(self)
        lay_rows(self.rows, self.suggestions)
        self.rows.setWordWrap(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.horizontalHeader().hide()
        self.setFocusProxy(self.rows)
        pile(self, self.title, self.rows)
        self.rows.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.rows.taken.connect(self._on_taken)
        self.rows.widened.connect(self._set_heights)
        self.rows.doubleClicked.connect(self._on_taken)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._set_sizes()

    # --- what the window tells -----------------------------------------------------------------------

    def show_suggestions(
        self, review: Review | None, suggestions: "Sequence[Suggestion] | None", target: Target
    ) -> None:
        """Show what is still open of `suggestions`; None while they are not known."""
        kept = self.current
        self._review, self._is_known = review, suggestions is not None
        is_open = review is not None and suggestions
        found = open_suggestions(review, suggestions or ()) if is_open and review else ()
        self._is_shown_by_us = True
        self.suggestions.set_suggestions(review, found, target)
        self.choose(kept)
        self._is_shown_by_us = False
        self._say()
        self._set_sizes()

    def arrange(self, target: Target) -> None:
        """Put those that concern `target` before the others, and choose none."""
        self._is_shown_by_us = True
        self.suggestions.arrange(target)
        self.choose(None)
        self._is_shown_by_us = False
        self._set_heights()

    def choose(self, suggestion: "Suggestion | None") -> None:
        """Show that `suggestion` has the focus, without asking for it."""
        row = self.suggestions.row_of(suggestion) if suggestion is not None else None
        before, self._is_shown_by_us = self._is_shown_by_us, True
        choose_row(self.rows, row, SuggestionColumn.WORDS)
        if row is not None:
            self.rows.scrollTo(self.rows.currentIndex())
        self._is_shown_by_us = before

    # --- what others read ------------------------------------------------------------------------------

    @property
    def current(self) -> "Suggestion | None":
        """The suggestion that is chosen."""
        index = self.rows.currentIndex()
        return self.suggestions.suggestion_at(index.row()) if index.isValid() else None

    @property
    def nearest(self) -> "Suggestion | None":
        """The one to take up: that which is chosen, else the first."""
        if self.current is not None:
            return self.current
        return self.suggestions.suggestion_at(0) if self.suggestions.rowCount() else None

    def focus_first(self) -> None:
        """Take the keyboard, and choose the first suggestion where none is chosen."""
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.current is None and self.suggestions.rowCount():
            self.rows.selectRow(0)

    # --- events ----------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.suggestions.repaint_all()
            self._say()
            self._set_sizes()
        elif event.type() == QEvent.Type.FontChange:
            self._set_sizes()
        super().changeEvent(event)

    # --- inside -----------------------------------------------------------------------------------------

    def _say(self) -> None:
        """The line above: how many there are and which keys take one up, or why there are none."""
        review, count = self._review, self.suggestions.rowCount()
        if review is None or not self._is_known:
            text = ""
        elif count:
            text = self.tr("Suggestions: %n · Enter or Ctrl+J takes one up", "", count)
        elif review.open_checks:
            text = self.tr("No small change mends what fails.")
        elif review.failing:
            text = self.tr("Every failing check is judged; nothing to suggest.")
        else:
            text = self.tr("No check fails; nothing to suggest.")
        self.title.setText(text)

    def _set_sizes(self) -> None:
        character = QFontMetrics(self.font()).horizontalAdvance("0")
        header = self.rows.horizontalHeader()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.rows.setColumnWidth(SuggestionColumn.KIND, 24 * character)
        vertical = self.rows.verticalHeader()
        vertical.setMinimumSectionSize(0)
        vertical.setDefaultSectionSize(QFontMetrics(self.font()).height() + SPACE)
        self._set_heights()

    def _set_heights(self) -> None:
        """They are a handful, so that measuring them costs nothing."""
        self.rows.resizeRowsToContents()
        line = QFontMetrics(self.font()).height()
        self.rows.setFixedHeight(
            min(self.rows.verticalHeader().length(), _LINES * line + 2 * SPACE)
        )
        self.rows.setVisible(self.suggestions.rowCount() > 0)

    def _on_theme_changed(self) -> None:
        palette = QPalette(self._theme.palette())
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.colour(Role.TEXT_SECONDARY))
        self.title.setPalette(palette)
        self.suggestions.repaint_all()

    def _on_current_row_changed(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_shown_by_us:
            self.chosen.emit(self.suggestions.suggestion_at(current.row()))

    def _on_taken(self) -> None:
        if self.current is not None:
            self.taken.emit(self.current)
