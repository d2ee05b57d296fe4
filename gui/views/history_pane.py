"""Owns the pane of the journal: what was done, by whom, when and why; filters, and the way back."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
)

from core.audit import AuditEntry
from core.cells import CellRef
from core.checks import CheckId
from core.review import Review
from gui.entry_words import EntryWords
from gui.models.audit_trail import AuditTrailModel, TrailColumn
from gui.models.trail_filter import TrailFilter
from gui.theme import SPACE, Theme
from gui.views.rows import RowsPane

_WIDTHS = {
    TrailColumn.TIME: 29,
    TrailColumn.REVIEWER: 14,
    TrailColumn.REPORT: 26,
    TrailColumn.STANDING: 19,
    TrailColumn.REASON: 24,
}


class TrailBar(QWidget):
    """What is shown of the journal: this report or the folder, one person, the chosen cell, words; the way back."""

    changed = Signal()
    scope_changed = Signal()
    restore_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scope = QComboBox(self)
        self.scope.addItem("", False)
        self.scope.addItem("", True)
        self.person = QComboBox(self)
        self.person.addItem("", None)
        self.person.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.only_chosen = QCheckBox(self)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(24 * SPACE)
        self.restore = QToolButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        for widget in (self.scope, self.person, self.only_chosen, self.search, self.restore):
            row.addWidget(widget)
        for widget in (self.scope, self.person, self.only_chosen, self.restore):
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.scope.currentIndexChanged.connect(self.scope_changed)
        self.person.currentIndexChanged.connect(self.changed)
        self.only_chosen.toggled.connect(self.changed)
        self.search.textChanged.connect(self.changed)
        self.restore.clicked.connect(self.restore_asked)
        self.retranslate()

    @property
    def is_whole_folder(self) -> bool:
        """Whether the journal of the folder is wanted, not that of the open report."""
        return bool(self.scope.currentData())

    def offer_people(self, people: Sequence[str]) -> None:
        """Let one of these be chosen; who was chosen stays so where there is still something of theirs."""
        present = [self.person.itemData(at) for at in range(1, self.person.count())]
        if present == list(people):
            return
        chosen = self.person.currentData()
        self.person.blockSignals(True)  # choosing the same person again is no news
        while self.person.count() > 1:
            self.person.removeItem(1)
        for name in people:
            self.person.addItem(name, name)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)))
        self.person.blockSignals(False)
        if self.person.currentData() != chosen:
            self.changed.emit()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.scope.setItemText(0, self.tr("This report"))
        self.scope.setItemText(1, self.tr("Whole folder"))
        self.person.setItemText(0, self.tr("Everybody"))
        self.only_chosen.setText(self.tr("Only the chosen cell or check"))
        self.search.setPlaceholderText(self.tr("Words"))
        self.restore.setText(self.tr("Back to this point"))
        self.restore.setToolTip(
            self.tr("Bring back how the report stood after the chosen step, as a new step (B)")
        )
        for widget, name in (
            (self.scope, self.tr("Whose journal")),
            (self.person, self.tr("Whose steps")),
            (self.search, self.tr("Words in the journal")),
        ):
            widget.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class HistoryPane(RowsPane):
    """The journal, the latest entry on top. Signals carry the AuditEntry of the row.

    `folder_asked` asks for the journal of the whole folder, `report_asked` for that of the open report.
    """

    chosen = Signal(object)
    restore_asked = Signal(object)
    folder_asked = Signal()
    report_asked = Signal()

    def __init__(self, theme: Theme, words: EntryWords, parent: QWidget | None = None) -> None:
        trail = AuditTrailModel(theme, words)
        super().__init__(trail, theme, _WIDTHS, TrailColumn.WORDS, parent=parent)
        words.setParent(self)
        self._subject: CellRef | CheckId | None = None
        self._source: str | None = None
        self._may_restore = False
        self.bar = TrailBar(self)
        self.trail = trail
        self.setColumnHidden(TrailColumn.REPORT, True)
        self.bar.changed.connect(self._apply_filter)
        self.bar.scope_changed.connect(self._on_scope_changed)
        self.bar.restore_asked.connect(self.ask_restore)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        self._show_possible()

    # --- what the window tells -----------------------------------------------------------------------

    @property
    def is_whole_folder(self) -> bool:
        """Whether the journal of the folder is wanted, not that of the open report."""
        return self.bar.is_whole_folder

    def show_trail(self, review: Review | None, entries: Sequence[AuditEntry]) -> None:
        """Show these entries, oldest first as given; the chosen one stays chosen."""
        current = self.current
        self.trail.set_trail(review, entries)
        self.bar.offer_people(self.trail.people)
        self._apply_filter()
        self._choose(current)

    def set_subject(self, subject: CellRef | CheckId | None) -> None:
        """What has the focus in the window: its entries alone are shown where that is asked for."""
        if subject is not None:
            self._subject = subject
            if self.bar.only_chosen.isChecked():
                self._apply_filter()

    def set_report(self, source: str | None, *, may_restore: bool) -> None:
        """Which report is open, and whether it can be changed in this window."""
        self._source = source
        self._may_restore = may_restore
        self._show_possible()

    @property
    def current(self) -> AuditEntry | None:
        """The entry of the chosen row."""
        index = self.currentIndex()
        return self.trail.entry_at(index.row()) if index.isValid() else None

    def ask_restore(self) -> None:
        """Ask that the report be brought back to how it was after the chosen entry."""
        entry = self.current
        if entry is not None and self._can_restore(entry):
            self.restore_asked.emit(entry)

    # --- events ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if is_plain and event.key() == Qt.Key.Key_B:
            self.ask_restore()
        elif is_plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        entry = self.current
        if entry is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        back = menu.addAction(self.tr("Back to this point\tB"))
        back.setEnabled(self._can_restore(entry))
        back.triggered.connect(self.ask_restore)
        go = menu.addAction(self.tr("Go there\tEnter"))
        go.triggered.connect(self._go)
        menu.popup(event.globalPos())

    # --- inside ---------------------------------------------------------------------------------------

    def _can_restore(self, entry: AuditEntry) -> bool:
        return self._may_restore and self._source is not None and entry.source == self._source

    def _choose(self, entry: AuditEntry | None) -> None:
        row = self.trail.row_of(entry.seq) if entry is not None else None
        if row is not None:
            self.selectRow(row)
        self._show_possible()

    def _apply_filter(self) -> None:
        current = self.current
        bar = self.bar
        only = bar.only_chosen.isChecked()
        self.trail.set_filter(
            TrailFilter(
                bar.person.currentData(),
                self._subject if only else None,
                self._source if only else None,
                tuple(bar.search.text().split()),
            )
        )
        self._choose(current)

    def _go(self) -> None:
        entry = self.current
        if entry is not None:
            self.chosen.emit(entry)

    def _show_possible(self) -> None:
        entry = self.current
        self.bar.restore.setEnabled(entry is not None and self._can_restore(entry))

    def _on_scope_changed(self) -> None:
        self.setColumnHidden(TrailColumn.REPORT, not self.is_whole_folder)
        (self.folder_asked if self.is_whole_folder else self.report_asked).emit()

    def _on_row_changed(self) -> None:
        self._show_possible()

    def _on_double_clicked(self, index: QModelIndex) -> None:  # noqa: ARG002 - Qt passes it
        self._go()
