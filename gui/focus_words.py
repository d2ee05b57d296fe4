"""Owns what the focus strip says of a cell, a check or a finding."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.cells import CellRef, CellStatus, Quantity
from core.checks import CheckId, Outcome
from core.findings import Finding
from core.review import Review
from gui.equations import format_value, in_full
from gui.looks import Target
from gui.theme import Role
from gui.views.focus_strip import Piece
from gui.wording import Speech

_STATUS_ROLES = {
    CellStatus.READ: Role.TEXT_SECONDARY,
    CellStatus.INFERRED: Role.LOOK,
    CellStatus.AMBIGUOUS: Role.LOOK,
    CellStatus.BLANK: Role.LOOK,
    CellStatus.INVALID: Role.FAIL,
    CellStatus.MISSING: Role.LOOK,
}


if TYPE_CHECKING:
    from core.suggestions import Suggestion


class FocusWords(QObject):
    """Makes the pieces of the strip out of core's values."""

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech

    def pieces(self, review: Review, target: Target) -> tuple[Piece, ...]:
        """What to say of `target`."""
        if target.check is not None:
            return self._check(review, target.check)
        if target.finding is not None:
            return self._finding(review, target.finding)
        if target.suggestion is not None:
            return self._suggestion(review, target.suggestion)
        if target.cell is not None:
            return self._cell(review, target.cell)
        return ()

    def _cell(self, review: Review, ref: CellRef) -> tuple[Piece, ...]:
        cell = review.cell(ref)
        wording = self._speech.wording
        pieces = [Piece(wording.cell(ref, review.form), is_heavy=True)]
        value = format_value(cell.value) or self.tr("(no value)")
        unit = cell.unit or ""
        is_money = review.form.column(ref).quantity is Quantity.MONEY
        if is_money and not unit and cell.value is not None:
            unit = self.tr("(no unit stated)")
        pieces.append(Piece(f"{value} {unit}".strip(), is_heavy=cell.value is not None))
        if cell.correction is not None:
            pieces.append(Piece(self.tr("corrected"), Role.CORRECTED))
            if cell.correction.reason:
                pieces.append(Piece(cell.correction.reason, Role.TEXT_SECONDARY))
        else:
            status = cell.source.status
            pieces.append(Piece(wording.term(status), _STATUS_ROLES[status]))
        pieces.append(Piece(self._source(review, ref), Role.TEXT_SECONDARY))
        pieces += self._cause(review, ref)
        pieces += [self._equation(review, id) for id in review.form.checks_by_cell.get(ref, ())]
        return tuple(pieces)

    def _cause(self, review: Review, ref: CellRef) -> list[Piece]:
        """Why the cell is not certain, if nobody has settled it: the first finding that is about it."""
        if not review.cell(ref).needs_look:
            return []
        cause = next((finding for finding in review.findings if ref in finding.cells), None)
        if cause is None:
            return []
        return [Piece(self._speech.wording.finding(cause, review.form), Role.TEXT_SECONDARY)]

    def _source(self, review: Review, ref: CellRef) -> str:
        source = review.cell(ref).source
        if source.candidates:
            values = " / ".join(
                format_value(candidate.value) or "–" for candidate in source.candidates
            )
            return self.tr("source allows: %1").replace("%1", values)
        if source.raw is None or source.span is None:
            return self.tr("not in the source")
        line = review.report.text.line_number(source.span.start)
        words = self.tr("source: “%1”, line %2")
        return words.replace("%2", str(line)).replace("%1", source.raw.strip() or source.raw)

    def _equation(self, review: Review, id: CheckId) -> Piece:
        """One equation of the cell: its name and how it stands, short."""
        result = review.results[id]
        check = review.form.checks_by_id[id]
        words = check.words[self._speech.language.value]
        if result.outcome is Outcome.FAIL:
            role = Role.FAIL if id in review.open_checks else Role.TEXT_SECONDARY
            difference = self.tr("difference %1").replace("%1", format_value(result.difference))
            return Piece(f"✗ {words}  {difference}", role)
        if result.outcome is Outcome.UNDECIDED:
            return Piece(f"? {words}", Role.LOOK)
        return Piece(f"✓ {words}", Role.TEXT_SECONDARY)

    def _check(self, review: Review, id: CheckId) -> tuple[Piece, ...]:
        result = review.results[id]
        check = review.form.checks_by_id[id]
        pieces = [self._equation(review, id)]
        heavy = Piece(pieces[0].text, pieces[0].role, is_heavy=True)
        return (heavy, Piece(in_full(check, result, review)))

    def _suggestion(self, review: Review, suggestion: "Suggestion") -> tuple[Piece, ...]:
        from core.suggestions import SuggestionWords

        sentence = SuggestionWords(self._speech.wording).sentence(suggestion, review.form)
        return (Piece(self.tr("suggestion"), Role.CORRECTED, is_heavy=True), Piece(sentence))

    def _finding(self, review: Review, finding: Finding) -> tuple[Piece, ...]:
        wording = self._speech.wording
        severity = wording.severity(finding.code)
        return (
            Piece(wording.term(severity), Role.LOOK, is_heavy=True),
            Piece(wording.finding(finding, review.form)),
        )
