"""Owns the pane of findings: choosing one shows its place, a key says that it was looked at."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.edits import Change, as_one_step
from core.findings import Finding
from core.review import Review
from gui.models.findings import FindingColumn, FindingsModel
from gui.theme import Theme
from gui.views.rows import RowsPane, choose_row
from gui.wording import Speech

_WIDTHS = {FindingColumn.SEVERITY: 12, FindingColumn.PLACE: 28}
_DISMISS_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_D, Qt.Key.Key_Delete)


class FindingsPane(RowsPane):
    """The findings of the open report. `chosen` carries the Finding gone to, `edit_requested` an Edit."""

    chosen = Signal(object)
    edit_requested = Signal(object)

    def __init__(self, theme: Theme, speech: Speech, parent: QWidget | None = None) -> None:
        findings = FindingsModel(theme, speech)
        super().__init__(findings, theme, _WIDTHS, FindingColumn.WORDS, several=True, parent=parent)
        self._is_shown_by_us = False
        self._review: Review | None = None
        self.findings = findings
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)

    def show_review(self, review: Review | None) -> None:
        """Show the findings of another report."""
        self._review = review
        self._is_shown_by_us = True
        self.findings.set_review(review)
        self._is_shown_by_us = False

    def follow(self, change: Change) -> None:
        """Show what `change` touched."""
        if change.form_changed:
            self.show_review(self._review)
        else:
            self.refresh()

    def refresh(self) -> None:
        """Show the findings as they are now; the chosen one stays chosen wherever its row goes."""
        index = self.currentIndex()
        kept = self.findings.finding_at(index.row()) if index.isValid() else None
        self._is_shown_by_us = True
        self.findings.follow()
        if kept is not None and not self.currentIndex().isValid():
            self.choose(kept)
        self._is_shown_by_us = False

    def choose(self, finding: Finding | None) -> None:
        """Show that `finding` has the focus, without asking for it."""
        row = self.findings.row_of(finding) if finding is not None else None
        before, self._is_shown_by_us = self._is_shown_by_us, True
        choose_row(self, row, FindingColumn.WORDS)
        if row is not None:
            self.scrollTo(self.currentIndex())
        self._is_shown_by_us = before

    @property
    def selected(self) -> list[Finding]:
        """All findings whose rows are chosen, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.findings.finding_at(row) for row in rows]

    def dismiss_selected(self) -> None:
        """Say that the chosen findings were looked at, or take that back."""
        edit = as_one_step(self.findings.dismissing(self.selected))
        if edit is not None:
            self.edit_requested.emit(edit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers()
        if modifiers == Qt.KeyboardModifier.NoModifier and event.key() in _DISMISS_KEYS:
            self.dismiss_selected()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.findings.finding_at(self.currentIndex().row()))
            return
        super().keyPressEvent(event)

    def _on_current_row_changed(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_shown_by_us:
            self.chosen.emit(self.findings.finding_at(current.row()))
