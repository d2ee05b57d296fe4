"""Owns what the panes ask for: edits go to the session, places to the focus."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from core.audit import AuditEntry
from core.cells import CellRef, Span, TableKind
from core.checks import CheckId
from core.edits import Correction, Edit, SetCorrection, SetIdentity, SetNote
from core.findings import Finding
from gui.focus import Focus
from gui.looks import Target, finding_target, target_of
from gui.session import ReviewSession
from gui.views.desk import Desk
from gui.views.focus_strip import FocusStrip

if TYPE_CHECKING:
    from core.suggestions import Suggestion

_SHORTCUT = Qt.FocusReason.ShortcutFocusReason


class Asking(QObject):
    """Hears the panes. What they tell while they are being changed is no wish of the reviewer: see `unheard`."""

    def __init__(self, session: ReviewSession, desk: Desk, strip: FocusStrip, focus: Focus) -> None:
        super().__init__(desk)
        self._session = session
        self._desk = desk
        self._strip = strip
        self._focus = focus
        self._is_heard = True
        self._connect()

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """The panes are changed in here: the cells and rows that they turn to were not chosen by anybody."""
        before, self._is_heard = self._is_heard, False
        try:
            yield
        finally:
            self._is_heard = before

    def leave_editor(self) -> bool:
        """Take what is being typed; False where a cell refuses it, and the window stays as it is."""
        self._strip.reason.finish()
        self._desk.note_edit.finish()
        return self._desk.grid.finish_editing()

    @property
    def correction(self) -> Correction | None:
        """That of the current cell."""
        review, target = self._session.review, self._focus.target
        if review is None or target.cell is None or target.check is not None:
            return None
        return review.corrections.get(target.cell)

    def _connect(self) -> None:
        desk = self._desk
        for grid in desk.grids.values():
            grid.current_changed.connect(self._on_cell_chosen)
            grid.edit_requested.connect(self._on_edit_requested)
            grid.place_pointed_at.connect(self._on_span_asked)
        for pane in (desk.checks, desk.findings, desk.identity):
            pane.edit_requested.connect(self._on_edit_requested)
        desk.checks.chosen.connect(self._on_check_chosen)
        desk.suggestions.chosen.connect(self._on_suggestion_chosen)
        desk.findings.chosen.connect(self._on_finding_chosen)
        desk.identity.span_asked.connect(self._on_span_asked)
        desk.note_edit.entered.connect(self._on_note_entered)
        desk.note_edit.left.connect(self._on_note_left)
        self._strip.reason_entered.connect(self._on_reason_entered)
        self._strip.reason_left.connect(self._on_reason_left)
        desk.source.cell_clicked.connect(self._on_source_clicked)
        desk.table_shown.connect(self._on_table_shown)
        desk.history.chosen.connect(self._on_entry_chosen)
        desk.history.restore_asked.connect(self._on_restore_asked)

    # --- edits ---------------------------------------------------------------------------------------------

    def _on_edit_requested(self, edit: Edit) -> None:
        if not self._session.editing.submit(edit) and isinstance(edit, SetIdentity):
            self._desk.identity.show_review(self._session.review)

    def _on_reason_entered(self, text: str) -> None:
        correction, ref = self.correction, self._focus.target.cell
        if correction is not None and ref is not None:
            self._session.editing.submit(SetCorrection(ref, replace(correction, reason=text)), text)

    def _on_reason_left(self) -> None:
        self._desk.grid.setFocus(_SHORTCUT)

    def _on_note_entered(self, text: str) -> None:
        self._session.editing.submit(SetNote(text))

    def _on_note_left(self) -> None:
        self._desk.history.setFocus(_SHORTCUT)

    # --- places --------------------------------------------------------------------------------------------

    def _on_entry_chosen(self, entry: AuditEntry) -> None:
        """Go to what the entry changed; to its report first, where another one is open."""
        review = self._session.review
        if review is None or entry.source != review.report.source:
            if entry.source in {row.source for row in self._session.rows}:
                self._desk.report_list.chosen.emit(entry.source)
            return
        step = self._desk.history.trail.step_of(entry)
        target = target_of(step.edit, review) if step.edit is not None else None
        if target is not None:
            self._focus.go(target, take_keyboard=True)

    def _on_restore_asked(self, entry: AuditEntry) -> None:
        if self.leave_editor():
            self._session.editing.restore_to(entry)

    def _on_cell_chosen(self, ref: CellRef | None) -> None:
        if self._is_heard and ref is not None:
            self._focus.go(Target(ref))

    def _on_source_clicked(self, ref: CellRef) -> None:
        self._focus.go(Target(ref), take_keyboard=True)

    def _on_check_chosen(self, check: CheckId) -> None:
        if self._is_heard:  # a pane that is brought to the front may choose its first row
            self._focus.go(Target(check=check))

    def _on_suggestion_chosen(self, suggestion: "Suggestion") -> None:
        if self._is_heard:
            self._focus.go(Target(next(iter(suggestion.cells)), suggestion=suggestion))

    def _on_finding_chosen(self, finding: Finding) -> None:
        review = self._session.review
        if review is not None and self._is_heard:
            self._focus.go(finding_target(review, finding))

    def _on_table_shown(self, kind: TableKind) -> None:
        """The reviewer turned to another table: its current cell has the focus now."""
        ref = self._desk.grids[kind].current_ref()
        if ref is not None:
            self._focus.go(Target(ref))

    def _on_span_asked(self, span: Span) -> None:
        self._desk.source.mark([span], span)
