"""Owns settling a difference between two reviews: mine, theirs, or a third value, entered as an adjudication."""

from PySide6.QtCore import QObject, Signal

from core.audit import EntryKind
from core.differences import (
    CellDifference,
    Difference,
    IdentityDifference,
    MarkDifference,
    both_sides,
    side,
)
from core.edits import Edit, Mark, SetCorrection, SetIdentity, SetMark
from core.entry import Refusal, parse_entry
from core.review import Review
from gui.session import ReviewSession
from gui.views.comparison_pane import MINE, THEIRS, ComparisonPane
from gui.wording import Speech


class Adjudicating(QObject):
    """Settles what is picked in the pane, in the open report."""

    said = Signal(str)

    def __init__(self, session: ReviewSession, pane: ComparisonPane, speech: Speech) -> None:
        super().__init__(pane)
        self._session = session
        self._pane = pane
        self._speech = speech
        pane.picked.connect(self._on_picked)
        pane.reason_lacking.connect(self._on_reason_lacking)

    def _on_picked(self, difference: Difference, which: int) -> None:
        review = self._session.review
        if review is None or review.report.source != difference.source:
            return  # its report is still being brought
        edit = self._edit(difference, which, review)
        if edit is None:
            return
        reason = self._pane.reason
        kind, facts = EntryKind.ADJUDICATION, both_sides(difference)
        if self._session.editing.submit(edit, reason, kind, facts):
            self._pane.differences.settle(difference)
            self._pane.go_on()
            if not self._pane.differences.open_count:
                self.said.emit(self.tr("Every difference is settled."))

    def _on_reason_lacking(self) -> None:
        self.said.emit(self.tr("Say first why: type the reason and press Enter."))

    def _edit(self, difference: Difference, which: int, review: Review) -> Edit | None:
        """The edit that settles it; None where what was typed is no value, which is said."""
        if which in (MINE, THEIRS):
            edit = side(difference, is_first=which == MINE)
            if isinstance(edit, SetMark) and edit.mark is not None:
                return SetMark(edit.check, review.mark_for(edit.check, edit.mark))
            return edit
        bar = self._pane.bar
        match difference:
            case MarkDifference():
                verdict = bar.verdict.currentData()
                if verdict is None:
                    return SetMark(difference.check, None)
                mark = review.mark_for(difference.check, Mark(verdict))
                return SetMark(difference.check, mark)
            case CellDifference():
                cell = review.cell(difference.ref)
                column = review.form.column(difference.ref)
                entry = parse_entry(bar.value.text(), column, cell.unit)
                if isinstance(entry, Refusal):
                    words = self._speech.wording.message(
                        "entry", entry.code.value, **dict(entry.params)
                    )
                    self.said.emit(words)
                    return None
                return SetCorrection(difference.ref, entry)
            case IdentityDifference():
                return SetIdentity(difference.field, bar.value.text().strip() or None)
