"""Owns the pane of the comparison: two reviewers' differences, and settling each by a key and a reason."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from core.differences import Difference, MarkDifference
from core.edits import Verdict
from gui.models.differences import DifferenceColumn, DifferencesModel
from gui.theme import SPACE, Theme
from gui.views.rows import RowsPane
from gui.wording import Speech

MINE, THEIRS, THIRD = 1, 2, 3
_KEYS = {Qt.Key.Key_1.value: MINE, Qt.Key.Key_2.value: THEIRS, Qt.Key.Key_3.value: THIRD}
_WIDTHS = {
    DifferenceColumn.SETTLED: 7,
    DifferenceColumn.REPORT: 26,
    DifferenceColumn.WHAT: 40,
    DifferenceColumn.MINE: 20,
    DifferenceColumn.THEIRS: 20,
}


class ComparisonBar(QWidget):
    """Why a difference is settled as it is, what is chosen instead of both, and how far the two agree."""

    reason_entered = Signal()
    third_entered = Signal()
    merge_asked = Signal()
    close_asked = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._trial = 0
        self._free_rules: tuple[str, ...] = ()
        self.reason = QLineEdit(self)
        self.value = QLineEdit(self)
        self.verdict = QComboBox(self)
        for verdict in (*Verdict, None):
            self.verdict.addItem("", verdict)
        self.verdict.hide()
        self.figures = QLabel(self)
        self.rules = QCheckBox(self)
        self.rules.hide()
        self.merge = QPushButton(self)
        self.close_button = QPushButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        row.setSpacing(2 * SPACE)
        row.addWidget(self.reason, 2)
        row.addWidget(self.value, 1)
        row.addWidget(self.verdict, 1)
        row.addWidget(self.figures)
        row.addWidget(self.rules)
        row.addWidget(self.merge)
        row.addWidget(self.close_button)
        self.reason.returnPressed.connect(self.reason_entered)
        self.value.returnPressed.connect(self.third_entered)
        self.verdict.activated.connect(self.third_entered)
        self.rules.toggled.connect(self._on_rules_toggled)
        self.merge.clicked.connect(self.merge_asked)
        self.close_button.clicked.connect(self.close_asked)
        self.retranslate()

    def show_third(self, difference: Difference | None) -> None:
        """Ask for a verdict where marks differ, for a value where anything else does."""
        is_mark = isinstance(difference, MarkDifference)
        self.verdict.setVisible(is_mark)
        self.value.setVisible(not is_mark)
        self.value.clear()

    def ask_third(self, difference: Difference) -> None:
        """Give the keyboard to where the third value is typed; verdicts are offered in a list."""
        if isinstance(difference, MarkDifference):
            self.verdict.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.verdict.showPopup()  # closed, each arrow key would choose at once
        else:
            self.value.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def offer_merge(self, decisions: int) -> None:
        """How many decisions only the other reviewer made."""
        self._trial = decisions
        self.merge.setText(self.tr("Take over what only they decided: %n", "", decisions))
        self.merge.setEnabled(bool(decisions))

    def offer_rules(self, free: Sequence[str], conflicts: Sequence[str]) -> None:
        """What they did to the rules that nobody here did, and what was done here the other way round."""
        self._free_rules = tuple(free)
        self.rules.setText(self.tr("Rules too: %n", "", len(free)))
        lines = [*free]
        if conflicts:
            lines += [self.tr("Not these, which both switched, each another way:"), *conflicts]
        self.rules.setToolTip("\n".join(lines))
        self.rules.setVisible(bool(lines))
        self.rules.setEnabled(bool(free))
        self.rules.setChecked(False)
        self.merge.setEnabled(bool(self._trial))

    def _on_rules_toggled(self, is_on: bool) -> None:
        self.merge.setEnabled(bool(self._trial) or is_on)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.rules.setText(self.tr("Rules too: %n", "", len(self._free_rules)))
        self.reason.setPlaceholderText(self.tr("Reason of the decision"))
        self.reason.setAccessibleName(self.tr("Reason of the decision"))
        self.value.setPlaceholderText(self.tr("A third value"))
        self.value.setAccessibleName(self.tr("A third value"))
        self.verdict.setAccessibleName(self.tr("A third value"))
        for at in range(self.verdict.count()):
            verdict = self.verdict.itemData(at)
            words = self._speech.wording.term(verdict) if verdict else self.tr("no mark")
            self.verdict.setItemText(at, words)
        self.close_button.setText(self.tr("End comparison"))
        self.offer_merge(self._trial)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class ComparisonPane(RowsPane):
    """The differences. `chosen` carries the one gone to; `picked` one and which side: 1 mine, 2 theirs, 3 a third."""

    chosen = Signal(object)
    picked = Signal(object, int)
    reason_lacking = Signal()

    def __init__(
        self,
        theme: Theme,
        speech: Speech,
        differences: DifferencesModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(differences, theme, _WIDTHS, DifferenceColumn.LINE, parent=parent)
        self._pending: int | None = None
        self.differences = differences
        self.bar = ComparisonBar(speech, self)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.bar.reason_entered.connect(self._on_reason_entered)
        self.bar.third_entered.connect(self._on_third_entered)

    @property
    def current(self) -> Difference | None:
        """The difference in the chosen row."""
        index = self.currentIndex()
        return self.differences.difference_at(index.row()) if index.isValid() else None

    @property
    def reason(self) -> str:
        """Why the next difference is settled as it is."""
        return self.bar.reason.text().strip()

    def pick(self, which: int) -> None:
        """Settle the chosen difference; what is lacking for that is asked for in the bar first."""
        if self.current is None:
            return
        if not self.reason:
            self._pending = which
            self.bar.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.reason_lacking.emit()
        elif which == THIRD:
            self.bar.ask_third(self.current)
        else:
            self.picked.emit(self.current, which)

    def go_on(self) -> None:
        """To the next difference that is not settled; with none left the row stays."""
        row = self.differences.next_open(self.currentIndex().row())
        if row is not None:
            self.selectRow(row)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if is_plain and event.key() in _KEYS:
            self.pick(_KEYS[event.key()])
        elif is_plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current is not None:
                self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _on_current_row_changed(self, current: QModelIndex) -> None:
        self._pending = None
        difference = self.current if current.isValid() else None
        self.bar.show_third(difference)
        if difference is not None:
            self.chosen.emit(difference)

    def _on_reason_entered(self) -> None:
        if not self.reason:
            return
        pending, self._pending = self._pending, None
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if pending is not None:
            self.pick(pending)

    def _on_third_entered(self) -> None:
        if self.current is None:
            return
        if self.reason:
            self.picked.emit(self.current, THIRD)
        else:
            self.pick(THIRD)
