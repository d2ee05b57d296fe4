"""Owns what a grid says of a cell: its name, how it stands, what the source prints, and why it is refused."""

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.cells import CellRef, CellStatus, Value
from core.checks import CheckId, Outcome
from core.entry import Refusal, entry_text, shorten
from core.forms import Form
from core.review import EffectiveCell, Review
from gui.models.grid_edits import BlockRefusal, BlockTrouble
from gui.wording import Speech

if TYPE_CHECKING:
    from core.explanation import Explanation

_RAW_LENGTH = 60


class GridWords(QObject):
    """Says cells in the language in force."""

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech

    def name(self, ref: CellRef, form: Form) -> str:
        """The cell in all of the form's labels: （三）不予公开 1.属于国家秘密 · 法人或其他组织 商业企业."""
        row = " ".join(form.row(ref).path)
        column = " ".join(form.column(ref).path)
        return f"{row} · {column}"

    def description(
        self, review: Review, ref: CellRef, explanation: "Explanation | None" = None
    ) -> str:
        """How the cell stands, in one line: value, status, source, checks."""
        return "; ".join(self._lines(review, ref, explanation))

    def tip(self, review: Review, ref: CellRef, explanation: "Explanation | None" = None) -> str:
        """Name and standing of the cell as rich text, for a tooltip."""
        name = escape(self._speech.wording.cell(ref, review.form))
        lines = "<br>".join(escape(line) for line in self._lines(review, ref, explanation))
        return f"<p style='white-space:pre-wrap'><b>{name}</b><br>{lines}</p>"

    def refusal(self, refusal: Refusal) -> str:
        """Why a typed text is refused."""
        code = refusal.code.value
        return self._speech.wording.message("entry", code, **refusal.params)

    def block_refusal(self, refusal: BlockRefusal, form: Form) -> str:
        """Why a block is not pasted, and where."""
        if isinstance(refusal.reason, Refusal):
            words = self.tr("Nothing was pasted. Line {row}, field {column} ({cell}): {reason}")
            reason = self.refusal(refusal.reason)
        else:
            reason = ""
            words = {
                BlockTrouble.EMPTY: self.tr("There is no text to paste."),
                BlockTrouble.TOO_HIGH: self.tr(
                    "Nothing was pasted: from here the table has only {lines} lines, the block more."
                ),
                BlockTrouble.TOO_WIDE: self.tr(
                    "Nothing was pasted: from here the table has only {fields} columns, the block more."
                ),
                BlockTrouble.UNEVEN: self.tr(
                    "Nothing was pasted: line {row} of the block has another length than its first."
                ),
                BlockTrouble.MERGED: self.tr(
                    "Nothing was pasted: line {row}, field {column} falls into a merged cell."
                ),
            }[refusal.reason]
        return words.format(
            row=refusal.row,
            column=refusal.column,
            lines=refusal.row - 1,
            fields=refusal.column - 1,
            cell=self._speech.wording.cell(refusal.cell, form),
            reason=reason,
        )

    def _lines(self, review: Review, ref: CellRef, explanation: "Explanation | None") -> list[str]:
        cell = review.cell(ref)
        lines = [self._standing(review, ref, cell)]
        source = self._source(review, cell)
        if source:
            lines.append(source)
        lines += self._candidates(review, ref, cell)
        if cell.correction is not None and cell.correction.reason:
            lines.append(self.tr("Reason: {reason}").format(reason=cell.correction.reason))
        for id in review.form.checks_by_cell.get(ref, ()):
            lines += self._check(review, id)
        if explanation is not None:
            lines += self._explained(review, ref, explanation)
        return lines

    def _explained(self, review: Review, ref: CellRef, explanation: "Explanation") -> list[str]:
        """What the equations demand of the cell, and what confirms its figure."""
        lines = []
        if ref in explanation.demanded:
            value = self._value(explanation.demanded[ref], None, review, ref)
            demand = self.tr("[{value}]: the checks hold with this value. It is not in the report.")
            lines.append(demand.format(value=value))
        if review.look(ref)[0] is None:
            return lines
        statements = explanation.confirmed.get(ref, ())
        if not statements:
            lines.append(self.tr("Nothing else confirms this figure."))
        for statement in statements:
            if statement.check is not None:
                words = review.form.checks_by_id[statement.check].words
                told = words[self._speech.language.value]
            elif statement.claim is not None:
                told = self.tr("the narrative")
            else:
                told = self.tr("last year’s report")
            lines.append(self.tr("Confirmed by: {told}").format(told=told))
        return lines

    def _standing(self, review: Review, ref: CellRef, cell: EffectiveCell) -> str:
        column = review.form.column(ref)
        value = self._value(cell.value, cell.unit, review, ref)
        if cell.correction is None:
            status = self._speech.wording.term(cell.status)
            return f"{value}  {status}" if cell.value is not None else status
        before = entry_text(cell.source.value, cell.source.unit, column)
        if not before:
            before = self._speech.wording.term(cell.source.status)
        return self.tr("Corrected to {value}; was {before}").format(value=value, before=before)

    def _value(self, value: Value | None, unit: str | None, review: Review, ref: CellRef) -> str:
        return entry_text(value, unit, review.form.column(ref)) or self.tr("blank")

    def _source(self, review: Review, cell: EffectiveCell) -> str:
        raw, span = cell.source.raw, cell.source.span
        if raw is not None and span is not None:
            return self.tr("Source: “{raw}”, line {line}").format(
                raw=shorten(raw, _RAW_LENGTH), line=review.report.text.line_number(span.start)
            )
        if cell.source.status in (CellStatus.MISSING, CellStatus.INFERRED):
            return self.tr("The source prints nothing for it.")
        return ""

    def _candidates(self, review: Review, ref: CellRef, cell: EffectiveCell) -> list[str]:
        column = review.form.column(ref)
        unit = cell.source.unit or column.unit
        return [
            f"{number}. {entry_text(candidate.value, unit, column) or self.tr('blank')}"
            for number, candidate in enumerate(cell.source.candidates, start=1)
        ]

    def _check(self, review: Review, id: CheckId) -> list[str]:
        result = review.results[id]
        if result.outcome is not Outcome.FAIL:
            return []
        words = review.form.checks_by_id[id].words[self._speech.language.value]
        lines = [f"✗ {words}  ({result.left} ≠ {result.right})"]
        if id in review.marks:
            mark = review.marks[id]
            note = f" {mark.note}" if mark.note else ""
            lines.append(f"    {self._speech.wording.term(mark.verdict)}{note}")
        return lines
