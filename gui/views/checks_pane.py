"""Owns the pane of balance checks: choosing one, marking by number keys, notes typed in place."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QStyleOptionViewItem,
    QWidget,
)

from core.checks import CheckId
from core.edits import Change, Verdict, as_one_step
from core.review import Review
from gui.models.checks import CheckColumn, ChecksModel
from gui.theme import SPACE, Theme
from gui.views.ink import InkDelegate
from gui.views.rows import RowsPane, choose_row
from gui.wording import Speech

Index = QModelIndex | QPersistentModelIndex

VERDICT_KEYS: dict[int, Verdict | None] = {
    Qt.Key.Key_1.value: Verdict.PASSES,
    Qt.Key.Key_2.value: Verdict.FAILS,
    Qt.Key.Key_3.value: Verdict.NOT_APPLICABLE,
    Qt.Key.Key_0.value: None,
}

_WIDTHS = {
    CheckColumn.OUTCOME: 8,
    CheckColumn.WORDS: 58,
    CheckColumn.LEFT: 20,
    CheckColumn.RIGHT: 26,
    CheckColumn.DIFFERENCE: 9,
    CheckColumn.MARK: 20,
}


class MarkDelegate(InkDelegate):
    """Offers the verdicts in a box when the mark of a row is clicked twice."""

    marked = Signal(object)

    def __init__(self, speech: Speech, parent: QWidget) -> None:
        super().__init__(parent)
        self._speech = speech

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: Index,  # noqa: ARG002
    ) -> QWidget:
        box = QComboBox(parent)
        box.addItem("", None)
        for verdict in Verdict:
            box.addItem(self._speech.wording.term(verdict), verdict)
        box.activated.connect(self._on_chosen)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: ARG002
        if isinstance(editor, QComboBox):
            editor.showPopup()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """The choice itself is the edit; leaving the box without one changes nothing."""

    def _on_chosen(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            verdict = box.currentData()
            self.closeEditor.emit(box)
            self.marked.emit(verdict)


class ChecksPane(RowsPane):
    """The checks of the open report. Several rows can be chosen and marked at once.

    `chosen` carries the CheckId of the row that the reviewer went to; `edit_requested` an Edit.
    """

    chosen = Signal(object)
    edit_requested = Signal(object)

    def __init__(self, theme: Theme, speech: Speech, parent: QWidget | None = None) -> None:
        checks = ChecksModel(theme, speech)
        super().__init__(checks, theme, _WIDTHS, several=True, parent=parent)
        self._is_shown_by_us = False
        self.checks = checks
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._marks = MarkDelegate(speech, self)
        self.setItemDelegateForColumn(CheckColumn.MARK, self._marks)
        self._marks.marked.connect(self._on_marked)
        self.checks.edit_requested.connect(self.edit_requested)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)

    # --- what the window tells -----------------------------------------------------------------------

    def show_review(self, review: Review | None) -> None:
        """Show the checks of another report."""
        self._is_shown_by_us = True
        self.checks.set_review(review)
        self.scrollToTop()
        self._is_shown_by_us = False

    def follow(self, change: Change) -> None:
        """Show what `change` touched; the chosen check stays chosen wherever its row goes."""
        kept = self.current
        self._is_shown_by_us = True
        self.checks.follow(change)
        if self.current != kept:
            self.choose(kept)
        self._is_shown_by_us = False

    def refresh(self) -> None:
        """Other rules are on; what is being typed stays where no check comes or goes."""
        kept = self.current
        self._is_shown_by_us = True
        self.checks.refresh()
        if self.current != kept:
            self.choose(kept)
        self._is_shown_by_us = False

    def set_only_failing(self, only: bool) -> None:
        """Show only checks that fail or cannot be decided."""
        kept = self.current
        self._is_shown_by_us = True
        self.checks.set_only_failing(only)
        self.choose(kept)
        self._is_shown_by_us = False

    def choose(self, check: CheckId | None) -> None:
        """Show that `check` has the focus, without asking for it."""
        row = self.checks.row_of(check) if check is not None else None
        before, self._is_shown_by_us = self._is_shown_by_us, True
        choose_row(self, row, CheckColumn.NOTE)
        if row is not None:
            self.scrollTo(self.checks.index(row, CheckColumn.OUTCOME))
        self._is_shown_by_us = before

    def relate(self, checks: Iterable[CheckId]) -> None:
        """Tint the checks of the current cell and bring the first of them into sight."""
        row = self.checks.relate(checks)
        if row is not None:
            self.scrollTo(self.checks.index(row, CheckColumn.OUTCOME))

    # --- what others read ------------------------------------------------------------------------------

    @property
    def current(self) -> CheckId | None:
        """The check that is chosen."""
        index = self.currentIndex()
        return self.checks.check_at(index.row()) if index.isValid() else None

    @property
    def selected(self) -> list[CheckId]:
        """All checks whose rows are chosen, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.checks.check_at(row) for row in rows]

    # --- what the reviewer does --------------------------------------------------------------------------

    def mark_selected(self, verdict: Verdict | None) -> None:
        """Ask for this mark on the chosen checks; None takes their marks away."""
        edit = as_one_step(self.checks.marking(self.selected, verdict))
        if edit is not None:
            self.edit_requested.emit(edit)

    def edit_note(self) -> None:
        """Type a note on the chosen check."""
        index = self.currentIndex()
        if index.isValid():
            self.edit(self.checks.index(index.row(), CheckColumn.NOTE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        # Enter in the note's editor comes here as well, before the editor is closed.
        is_editing = self.state() is QAbstractItemView.State.EditingState
        if modifiers == Qt.KeyboardModifier.NoModifier and not is_editing:
            if event.key() in VERDICT_KEYS:
                self.mark_selected(VERDICT_KEYS[event.key()])
                return
            if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.edit_note()
                return
        super().keyPressEvent(event)

    # --- inside ---------------------------------------------------------------------------------------------

    def _set_sizes(self) -> None:
        super()._set_sizes()
        self.horizontalHeader().setMinimumSectionSize(10 * SPACE)
        self.verticalHeader().setMinimumSectionSize(0)

    def _on_marked(self, verdict: Verdict | None) -> None:
        self.mark_selected(verdict)

    def _on_current_row_changed(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_shown_by_us:
            self.chosen.emit(self.checks.check_at(current.row()))
