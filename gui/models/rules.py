"""Owns the rows of the rules: what each looks for, what it weighs, whether it is on, how often it cried wolf."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QObject,
    Qt,
    Signal,
)

from gui.models.findings import SEVERITY_SIGNS
from gui.models.roles import ALIGNMENT, CHECK, DISPLAY, FOREGROUND, TOOL_TIP, Index
from gui.models.rows import RowsModel
from gui.theme import Role, Theme
from gui.wording import Speech

if TYPE_CHECKING:
    from core.rules import Rule, RuleCount


CRIES_WOLF = 0.5
"""A rule of which at least so much was put aside, of at least so many findings, is worth a thought."""
_LEAST_RAISED = 3


class RuleColumn(IntEnum):
    """The columns of the page."""

    RULE = 0
    SEVERITY = 1
    RAISED = 2
    DISMISSED = 3
    SHARE = 4


class RulesModel(RowsModel):
    """The rules. `switch_requested` carries a rule's id and whether it is to be on."""

    switch_requested = Signal(str, bool)
    columns = RuleColumn
    figures = frozenset({RuleColumn.RAISED, RuleColumn.DISMISSED, RuleColumn.SHARE})

    def __init__(self, theme: Theme, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._speech = speech
        self._rules: Sequence[Rule] = ()
        self._off: frozenset[str] = frozenset()
        self._counts: Mapping[str, RuleCount] = {}
        self._may_switch = False

    def set_rules(self, rules: "Sequence[Rule]", off: frozenset[str], may_switch: bool) -> None:
        """Show these; nothing is counted yet."""
        self.beginResetModel()
        self._rules, self._off, self._may_switch = rules, off, may_switch
        self.endResetModel()

    def set_off(self, off: frozenset[str]) -> None:
        """Show that these are off, and no others."""
        self._off = off
        self.repaint_all()

    def set_counts(self, counts: "Mapping[str, RuleCount]") -> None:
        """Show how often the rules spoke, and were put aside."""
        self._counts = counts
        self.repaint_all()

    def rule_at(self, row: int) -> "Rule":
        """The rule in `row`."""
        return self._rules[row]

    # --- what Qt asks -----------------------------------------------------------------------------------

    def count(self) -> int:
        """How many rows there are."""
        return len(self._rules)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == RuleColumn.RULE and self._may_switch:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def title(self, column: int) -> str:
        """What stands above the column."""
        match RuleColumn(column):
            case RuleColumn.RULE:
                return self.tr("Rule")
            case RuleColumn.SEVERITY:
                return self.tr("Weight")
            case RuleColumn.RAISED:
                return self.tr("Raised")
            case RuleColumn.DISMISSED:
                return self.tr("Put aside")
            case RuleColumn.SHARE:
                return self.tr("Share")

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        rule, column = self._rules[index.row()], index.column()
        is_off = rule.id in self._off
        if role == CHECK and column == RuleColumn.RULE:
            return Qt.CheckState.Unchecked if is_off else Qt.CheckState.Checked
        if role == DISPLAY:
            return self._text(rule, RuleColumn(column))
        if role == TOOL_TIP:
            return rule.titles[self._speech.language.value]
        if role == FOREGROUND:
            if is_off:
                return self._theme.colour(Role.TEXT_FAINT)
            noisy = column in self.figures and self._cries_wolf(rule)
            return self._theme.colour(Role.LOOK if noisy else Role.TEXT)
        if role == ALIGNMENT:
            return self.alignment(column)
        return None

    def setData(self, index: Index, value: Any, role: int = DISPLAY) -> bool:
        """Ask for the switch; it is shown once it is done."""
        if role != CHECK or not index.isValid():
            return False
        is_on = Qt.CheckState(value) == Qt.CheckState.Checked
        self.switch_requested.emit(self._rules[index.row()].id, is_on)
        return True

    def _text(self, rule: "Rule", column: RuleColumn) -> str:
        count = self._counts.get(rule.id)
        match column:
            case RuleColumn.RULE:
                return rule.titles[self._speech.language.value]
            case RuleColumn.SEVERITY:
                return f"{SEVERITY_SIGNS[rule.severity]} {self._speech.wording.term(rule.severity)}"
            case RuleColumn.RAISED:
                return str(count.raised) if count is not None else "–"
            case RuleColumn.DISMISSED:
                return str(count.dismissed) if count is not None else "–"
            case RuleColumn.SHARE:
                if count is None:
                    return ""
                sign = "▲ " if self._cries_wolf(rule) else ""
                return f"{sign}{count.share_dismissed:.0%}"

    def _cries_wolf(self, rule: "Rule") -> bool:
        count = self._counts.get(rule.id)
        return (
            count is not None
            and count.raised >= _LEAST_RAISED
            and count.share_dismissed >= CRIES_WOLF
        )
