"""Owns the rows of the checks pane: each balance check with its values, outcome, mark and note."""

from collections.abc import Iterable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont

from core.checks import CheckId, CheckResult, Outcome
from core.edits import Change, Edit, Mark, SetMark, Verdict
from core.review import Review
from gui.equations import format_value, in_full, side
from gui.models.roles import (
    ALIGNMENT,
    BACKGROUND,
    DISPLAY,
    EDIT,
    FONT,
    FOREGROUND,
    TOOL_TIP,
    Index,
)
from gui.models.rows import RowsModel
from gui.theme import MARGIN, Role, Theme
from gui.wording import Speech


class CheckColumn(IntEnum):
    """The columns of the pane."""

    OUTCOME = 0
    WORDS = 1
    LEFT = 2
    RIGHT = 3
    DIFFERENCE = 4
    MARK = 5
    NOTE = 6


OUTCOME_SIGNS = {Outcome.PASS: "✓", Outcome.FAIL: "✗", Outcome.UNDECIDED: "?"}
VERDICT_SIGNS = {Verdict.PASSES: "✓", Verdict.FAILS: "✗", Verdict.NOT_APPLICABLE: "–"}
_ORDER = {Outcome.FAIL: 0, Outcome.UNDECIDED: 1, Outcome.PASS: 2}
_OUTCOME_ROLES = {
    Outcome.PASS: Role.TEXT_SECONDARY,
    Outcome.FAIL: Role.FAIL,
    Outcome.UNDECIDED: Role.LOOK,
}


class ChecksModel(RowsModel):
    """The checks of the open report, failing ones first. A typed note is asked for by `edit_requested`."""

    edit_requested = Signal(object)
    columns = CheckColumn
    figures = frozenset({CheckColumn.DIFFERENCE})

    def __init__(self, theme: Theme, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._speech = speech
        self._review: Review | None = None
        self._ids: list[CheckId] = []
        self._row_of: dict[CheckId, int] = {}
        self._only_failing = False
        self._related: frozenset[CheckId] = frozenset()

    # --- what the pane tells ------------------------------------------------------------------------

    def set_review(self, review: Review | None) -> None:
        """Show the checks of another report."""
        self.beginResetModel()
        self._review = review
        self._related = frozenset()
        self._lay_out()
        self.endResetModel()

    def set_only_failing(self, only: bool) -> None:
        """Show only checks that fail or cannot be decided."""
        self._only_failing = only
        self.beginResetModel()
        self._lay_out()
        self.endResetModel()

    def follow(self, change: Change) -> None:
        """Show what `change` touched."""
        review = self._review
        if review is None:
            return
        if change.form_changed or self._wanted(review) != self._ids:
            self.beginResetModel()
            self._lay_out()
            self.endResetModel()
            return
        for id in change.checks:
            row = self._row_of.get(id)
            if row is not None:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(CheckColumn) - 1))

    def refresh(self) -> None:
        """Leave out the checks of rules that are off now; nothing is touched where that changes nothing."""
        if self._review is not None and self._wanted(self._review) != self._ids:
            self.beginResetModel()
            self._lay_out()
            self.endResetModel()

    def relate(self, checks: Iterable[CheckId]) -> int | None:
        """Tint the rows of these checks (those of the current cell); gives the first of their rows."""
        related = frozenset(checks)
        rows = [self._row_of[id] for id in related | self._related if id in self._row_of]
        self._related = related
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(CheckColumn) - 1))
        return min((self._row_of[id] for id in related if id in self._row_of), default=None)

    # --- what others read ------------------------------------------------------------------------------

    def check_at(self, row: int) -> CheckId:
        """The check in `row`."""
        return self._ids[row]

    def row_of(self, check: CheckId) -> int | None:
        """The row of `check`, None where it is filtered away."""
        return self._row_of.get(check)

    def marking(self, checks: list[CheckId], verdict: Verdict | None) -> list[Edit]:
        """The edits that give `checks` this verdict, keeping their notes; None takes marks away."""
        review = self._review
        if review is None:
            return []
        edits: list[Edit] = []
        for id in checks:
            mark = review.marks.get(id)
            if verdict is None:
                if mark is not None:
                    edits.append(SetMark(id, None))
            else:
                wanted = review.mark_for(id, Mark(verdict, mark.note if mark else ""))
                if wanted != mark:
                    edits.append(SetMark(id, wanted))
        return edits

    # --- what Qt asks -----------------------------------------------------------------------------------

    def count(self) -> int:
        """How many rows there are."""
        return len(self._ids)

    def title(self, column: int) -> str:
        """What stands above the column."""
        match CheckColumn(column):
            case CheckColumn.OUTCOME:
                return self.tr("Outcome")
            case CheckColumn.WORDS:
                return self.tr("Check")
            case CheckColumn.LEFT:
                return self.tr("Left side")
            case CheckColumn.RIGHT:
                return self.tr("Right side")
            case CheckColumn.DIFFERENCE:
                return self.tr("Difference") + MARGIN
            case CheckColumn.MARK:
                return self.tr("Mark")
            case CheckColumn.NOTE:
                return self.tr("Note")

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == CheckColumn.NOTE:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        review = self._review
        if review is None or not index.isValid():
            return None
        id = self._ids[index.row()]
        column = index.column()
        if role in (DISPLAY, EDIT):
            return self._text(review, id, column)
        if role == FOREGROUND:
            return self._theme.colour(self._role(review, id, column))
        if role == BACKGROUND:
            return self._theme.colour(Role.HOVER) if id in self._related else None
        if role == ALIGNMENT:
            return self.alignment(column)
        if role == FONT:
            heavy = column in (CheckColumn.OUTCOME, CheckColumn.DIFFERENCE)
            return _bold() if heavy and id in review.open_checks else None
        if role == TOOL_TIP:
            return self._tip(review, id, column)
        return None

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        """Ask for the note that was typed; a check without a mark gets the mark that its outcome suggests."""
        review = self._review
        if review is None or role != EDIT or index.column() != CheckColumn.NOTE:
            return False
        id = self._ids[index.row()]
        note = str(value).strip()
        mark = review.marks.get(id)
        if note == (mark.note if mark else ""):
            return False
        verdict = mark.verdict if mark else _likely(review.results[id])
        self.edit_requested.emit(SetMark(id, review.mark_for(id, Mark(verdict, note))))
        return True

    # --- inside ---------------------------------------------------------------------------------------------

    def _wanted(self, review: Review) -> list[CheckId]:
        results = review.results
        ids = [
            id
            for id, result in results.items()
            if not review.is_off(id)
            and (not self._only_failing or result.outcome is not Outcome.PASS)
        ]
        return sorted(ids, key=lambda id: _ORDER[results[id].outcome])

    def _lay_out(self) -> None:
        self._ids = self._wanted(self._review) if self._review is not None else []
        self._row_of = {id: row for row, id in enumerate(self._ids)}

    def _text(self, review: Review, id: CheckId, column: int) -> str:
        check, result = review.form.checks_by_id[id], review.results[id]
        match column:
            case CheckColumn.OUTCOME:
                return (
                    f"{OUTCOME_SIGNS[result.outcome]} {self._speech.wording.term(result.outcome)}"
                )
            case CheckColumn.WORDS:
                return check.words[self._speech.language.value]
            case CheckColumn.LEFT:
                return side(check.left, review, result.left)
            case CheckColumn.RIGHT:
                return side(check.right, review, result.right)
            case CheckColumn.DIFFERENCE:
                return format_value(result.difference) if result.difference else ""
            case CheckColumn.MARK:
                return self._mark_text(review, id)
            case _:
                mark = review.marks.get(id)
                return mark.note if mark else ""

    def _mark_text(self, review: Review, id: CheckId) -> str:
        mark = review.marks.get(id)
        if mark is None:
            return ""
        text = f"{VERDICT_SIGNS[mark.verdict]} {self._speech.wording.term(mark.verdict)}"
        return (
            text if review.mark_is_current(id) else self.tr("%1 (out of date)").replace("%1", text)
        )

    def _role(self, review: Review, id: CheckId, column: int) -> Role:
        result = review.results[id]
        if column in (CheckColumn.OUTCOME, CheckColumn.DIFFERENCE):
            if result.outcome is Outcome.FAIL and id not in review.open_checks:
                return Role.TEXT_SECONDARY
            return _OUTCOME_ROLES[result.outcome]
        if column == CheckColumn.MARK and id in review.marks and not review.mark_is_current(id):
            return Role.LOOK
        if result.is_trivial and column != CheckColumn.NOTE:
            return Role.TEXT_FAINT if column != CheckColumn.WORDS else Role.TEXT_SECONDARY
        return Role.TEXT

    def _tip(self, review: Review, id: CheckId, column: int) -> str:
        check, result = review.form.checks_by_id[id], review.results[id]
        if column == CheckColumn.NOTE:
            mark = review.marks.get(id)
            return mark.note if mark else ""
        return "\n".join((in_full(check, result, review), check.source))


def _likely(result: CheckResult) -> Verdict:
    """The verdict that a note without one stands for: who comments on a failing check accuses the report."""
    return Verdict.PASSES if result.outcome is Outcome.PASS else Verdict.FAILS


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
