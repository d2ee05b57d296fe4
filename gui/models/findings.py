"""Owns the rows of the findings pane: what a reviewer should look at besides failing checks."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject

from core.checks import Severity
from core.edits import Edit, SetDismissal
from core.findings import Finding
from core.review import Review, finding_key
from gui.models.roles import DISPLAY, FOREGROUND, TOOL_TIP, Index
from gui.models.rows import RowsModel
from gui.theme import Role, Theme
from gui.wording import Speech


class FindingColumn(IntEnum):
    """The columns of the pane."""

    SEVERITY = 0
    WORDS = 1
    PLACE = 2


SEVERITY_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "▲", Severity.INFORMATION: "○"}
_SEVERITY_ROLES = {
    Severity.ERROR: Role.FAIL,
    Severity.WARNING: Role.LOOK,
    Severity.INFORMATION: Role.TEXT_SECONDARY,
}
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFORMATION: 2}


class FindingsModel(RowsModel):
    """The findings of the open report, the weightiest first, as they stand in the text within one weight."""

    columns = FindingColumn

    def __init__(self, theme: Theme, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._speech = speech
        self._review: Review | None = None
        self._findings: list[Finding] = []

    def set_review(self, review: Review | None) -> None:
        """Show the findings of another report."""
        self.beginResetModel()
        self._review = review
        self._findings = self._wanted()
        self.endResetModel()

    def follow(self) -> None:
        """An edit may bring findings of the rules, or do away with them."""
        if self._wanted() != self._findings:
            self.set_review(self._review)
        else:
            self.repaint_all()

    def _wanted(self) -> list[Finding]:
        if self._review is None:
            return []
        severity = self._speech.wording.severity
        return sorted(self._review.findings, key=lambda finding: _WEIGHT[severity(finding.code)])

    def finding_at(self, row: int) -> Finding:
        """The finding in `row`."""
        return self._findings[row]

    def row_of(self, finding: Finding) -> int | None:
        """The row of `finding`, None where it is not of this report."""
        return self._findings.index(finding) if finding in self._findings else None

    def dismissing(self, findings: list[Finding]) -> list[Edit]:
        """The edits that dismiss `findings`, or take the dismissals back where all of them are dismissed."""
        review = self._review
        if review is None:
            return []
        keys = list(dict.fromkeys(finding_key(finding) for finding in findings))
        wanted = not all(key in review.dismissed for key in keys)
        return [SetDismissal(key, wanted) for key in keys if (key in review.dismissed) != wanted]

    def count(self) -> int:
        """How many rows there are."""
        return len(self._findings)

    def title(self, column: int) -> str:
        """What stands above the column."""
        match FindingColumn(column):
            case FindingColumn.SEVERITY:
                return self.tr("Weight")
            case FindingColumn.WORDS:
                return self.tr("Finding")
            case FindingColumn.PLACE:
                return self.tr("Place")

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        review = self._review
        if review is None or not index.isValid():
            return None
        finding = self._findings[index.row()]
        severity = self._speech.wording.severity(finding.code)
        is_dismissed = finding_key(finding) in review.dismissed
        if role in (DISPLAY, TOOL_TIP):
            match index.column():
                case FindingColumn.SEVERITY:
                    sign = "✓" if is_dismissed else SEVERITY_SIGNS[severity]
                    word = self.tr("looked at") if is_dismissed else None
                    return f"{sign} {word or self._speech.wording.term(severity)}"
                case FindingColumn.WORDS:
                    return self._speech.wording.finding(finding, review.form)
                case _:
                    return self._place(review, finding)
        if role == FOREGROUND:
            if is_dismissed:
                return self._theme.colour(Role.TEXT_SECONDARY)
            severe = index.column() == FindingColumn.SEVERITY
            return self._theme.colour(_SEVERITY_ROLES[severity] if severe else Role.TEXT)
        return None

    def _place(self, review: Review, finding: Finding) -> str:
        parts = []
        if finding.cells:
            parts.append(self._speech.wording.term(finding.cells[0].table))
        if finding.span is not None:
            line = review.report.text.line_number(finding.span.start)
            parts.append(self.tr("line %1").replace("%1", str(line)))
        return " · ".join(parts)
