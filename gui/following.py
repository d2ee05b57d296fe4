"""Owns showing in all panes what has the focus: its table, its cells, its equations, its place in the text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from core.cells import CellRef
from core.checks import CheckId
from core.findings import Finding
from core.review import Review
from gui.looks import Target
from gui.views.desk import Below, Desk

if TYPE_CHECKING:
    from core.suggestions import Suggestion

_SHORTCUT = Qt.FocusReason.ShortcutFocusReason


class Following:
    """Leads the panes to a target."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def follow(self, review: Review, target: Target) -> None:
        """Show `target` in every pane; the keyboard stays where it is."""
        if target.check is not None:
            self._follow_check(review, target.check)
        elif target.finding is not None:
            self._follow_finding(review, target.finding, target.cell)
        elif target.suggestion is not None:
            self._follow_suggestion(review, target.suggestion)
        else:
            self._follow_cell(review, target.cell)
        if target.suggestion is None:
            self._desk.suggestions.arrange(target)

    def take_keyboard(self, review: Review, target: Target) -> None:
        """To where the reviewer will act: at a finding that leaves cells to be settled, to the first of these."""
        desk = self._desk
        is_settled = target.cell is None or not review.cell(target.cell).needs_look
        if target.check is not None:
            desk.checks.setFocus(_SHORTCUT)
        elif target.suggestion is not None:
            desk.suggestions.setFocus(_SHORTCUT)
        elif target.finding is not None and is_settled:
            desk.findings.setFocus(_SHORTCUT)
        else:
            desk.grid.setFocus(_SHORTCUT)

    def _follow_cell(self, review: Review, ref: CellRef | None) -> None:
        desk = self._desk
        for grid in desk.grids.values():
            grid.clear_marks()
        desk.checks.choose(None)
        desk.findings.choose(None)
        if ref is None:
            desk.checks.relate(())
            desk.source.mark([], None)
            return
        desk.show_table(ref.table)
        desk.grids[ref.table].select(ref)
        desk.checks.relate(review.form.checks_by_cell.get(ref, ()))
        self._mark_in_source(review, [ref], ref)

    def _follow_check(self, review: Review, id: CheckId) -> None:
        desk = self._desk
        cells = review.form.checks_by_id[id].cells
        first = next((ref for ref in cells if review.look(ref)[0]), cells[0])
        desk.show_below(Below.CHECKS)
        desk.findings.choose(None)
        desk.checks.choose(id)
        desk.checks.relate(())
        desk.show_table(first.table)
        desk.grids[first.table].select(first)
        for grid in desk.grids.values():
            grid.mark_cells(cells)
        self._mark_in_source(review, cells, first)

    def _follow_finding(self, review: Review, finding: Finding, cell: CellRef | None) -> None:
        desk = self._desk
        desk.show_below(Below.FINDINGS)
        desk.checks.choose(None)
        desk.checks.relate(())
        desk.findings.choose(finding)
        known = [ref for ref in finding.cells if ref in review.reading.cells]
        for grid in desk.grids.values():
            grid.mark_cells(known)
        if cell is not None:
            desk.show_table(cell.table)
            desk.grids[cell.table].select(cell)
        if finding.span is not None:
            desk.source.mark([finding.span], finding.span)
        else:
            self._mark_in_source(review, known, cell)

    def _follow_suggestion(self, review: Review, suggestion: "Suggestion") -> None:
        desk = self._desk
        cells = tuple(suggestion.cells)
        desk.show_below(Below.CHECKS)
        desk.findings.choose(None)
        desk.checks.choose(None)
        desk.checks.relate(suggestion.mends)
        desk.suggestions.choose(suggestion)
        desk.show_table(cells[0].table)
        desk.grids[cells[0].table].select(cells[0])
        for grid in desk.grids.values():
            grid.mark_cells(cells)
        self._mark_in_source(review, cells, cells[0])

    def _mark_in_source(
        self, review: Review, refs: Sequence[CellRef], current: CellRef | None
    ) -> None:
        cells = review.reading.cells
        spans = [span for ref in refs if (span := cells[ref].span) is not None]
        main = cells[current].span if current is not None else None
        self._desk.source.mark(spans, main)
