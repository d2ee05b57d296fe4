"""Owns keeping the panes in step: whatever the session or the focus does, every pane shows it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Qt

from core.audit import AuditEntry
from core.edits import Change
from core.reports import ReportKind
from core.review import Review
from gui.asking import Asking
from gui.explaining import Explaining
from gui.focus import Focus
from gui.focus_words import FocusWords
from gui.following import Following
from gui.listed import Condition, ListedReport
from gui.looks import Target, open_by_table
from gui.session import ReviewSession
from gui.views.desk import Desk
from gui.views.focus_strip import FocusStrip
from gui.views.report_row import CONDITION_WORDS
from gui.wording import Speech

_SHORTCUT = Qt.FocusReason.ShortcutFocusReason


class Showing(QObject):
    """Connects session and focus to the panes; what they ask for in turn is Asking's."""

    def __init__(
        self,
        session: ReviewSession,
        desk: Desk,
        strip: FocusStrip,
        focus: Focus,
        speech: Speech,
        explaining: Explaining,
        asking: Asking,
    ) -> None:
        super().__init__(desk)
        self._explaining = explaining
        self._shows_ghosts = True
        self._shows_degrees = False
        self._strip = strip
        self._session = session
        self._desk = desk
        self._focus = focus
        self._speech = speech
        self._words = FocusWords(speech, self)
        self._following = Following(desk)
        self._asking = asking
        self._connect()

    def repeat(self) -> None:
        """Say again what depends on the language in force."""
        review = self._session.review
        row = self._session.current
        if row is not None and review is None:
            self._show_note(row)
        self._show_notice(review)
        self._show_strip()

    # --- connections ------------------------------------------------------------------------------------

    def _connect(self) -> None:
        session, desk, focus = self._session, self._desk, self._focus
        session.folder_opened.connect(self._on_folder_opened)
        session.reports_changed.connect(self._on_reports_changed)
        session.report_awaited.connect(self._on_report_awaited)
        session.report_opened.connect(self._on_report_opened)
        session.editing.changed.connect(self._on_changed)
        session.text_search.found.connect(desk.report_list.model.add_text_hits)
        desk.report_list.text_search_asked.connect(session.search_texts)
        desk.report_list.counted.connect(self._on_counted)
        focus.moved.connect(self._on_focus_moved)
        self._explaining.explained.connect(self._on_explained)
        session.grounds.changed.connect(self._on_grounds_changed)
        desk.history.folder_asked.connect(session.journal.ask_folder)
        desk.history.report_asked.connect(self._on_report_trail_asked)
        session.journal.folder_read.connect(self._on_folder_trail_read)
        session.journal.renumbered.connect(self._on_report_trail_asked)

    # --- the folder ----------------------------------------------------------------------------------------

    def _on_folder_opened(self) -> None:
        rows = self._session.rows
        self._desk.report_list.set_reports(rows)
        self._focus.clear()
        self._show_review(None)
        if not rows:
            self._desk.note.say(
                self.tr("There are no reports in this folder."),
                self.tr("Gouji reads text files (.txt); it looks into sub-folders too."),
            )
            self._desk.stack.setCurrentWidget(self._desk.note)

    def _on_reports_changed(self, rows: list[ListedReport]) -> None:
        self._desk.report_list.update_reports(rows)

    def _on_counted(self) -> None:
        rows = self._desk.report_list.model.reports
        reports = [row for row in rows if row.is_report]
        done = sum(row.condition is Condition.REVIEWED for row in reports)
        words = self.tr("reviewed %1/%2") if reports else ""
        self._desk.list_dock.set_text(
            words.replace("%1", str(done)).replace("%2", str(len(reports)))
        )

    # --- the report on the screen ------------------------------------------------------------------------

    def _on_report_awaited(self, row: ListedReport) -> None:
        self._desk.report_list.show_current(row.source)

    def _on_report_opened(self, row: ListedReport) -> None:
        self._desk.report_list.show_current(row.source)
        self._desk.source_dock.set_text(row.source)
        self._focus.clear()
        self._show_review(self._session.review)
        if self._session.review is None:
            self._show_note(row)

    def _show_review(self, review: Review | None) -> None:
        desk = self._desk
        with self._asking.unheard():
            desk.identity.show_review(review)
            for grid in desk.grids.values():
                grid.show_review(review)
            desk.checks.show_review(review)
            desk.findings.show_review(review)
            if review is None:
                desk.source.show_report(None, None)
            else:
                desk.source.show_report(review.report, review.reading)
                desk.stack.setCurrentWidget(desk.tables)
        self._show_notice(review)
        self._show_counts(review)
        self._show_trail(review)
        self._show_strip()

    def _show_note(self, row: ListedReport) -> None:
        """What stands where the tables would: why the file cannot be read."""
        condition = QCoreApplication.translate("Condition", CONDITION_WORDS[row.condition])
        reason = self._speech.wording.error(row.error) if row.error is not None else ""
        self._desk.note.say(f"{row.source} · {condition}", reason)
        self._desk.stack.setCurrentWidget(self._desk.note)

    def _show_notice(self, review: Review | None) -> None:
        """One line over the tables where the file is no ordinary report."""
        is_odd = review is not None and review.reading.kind is not ReportKind.ANNUAL_REPORT
        if review is not None and is_odd:
            found = [f for f in review.findings if f.code == review.reading.kind.value]
            wording = self._speech.wording
            self._desk.notice.setText(
                wording.finding(found[0], review.form)
                if found
                else wording.term(review.reading.kind)
            )
        self._desk.notice.setVisible(is_odd)

    def _show_counts(self, review: Review | None) -> None:
        self._desk.set_open_counts(open_by_table(review) if review is not None else {})
        failing = len(review.failing) if review is not None else 0
        self._desk.set_below_counts(failing, len(review.open_findings) if review is not None else 0)

    def _show_trail(self, review: Review | None) -> None:
        self._desk.note_edit.setEnabled(review is not None and not self._session.is_read_only)
        self._desk.note_edit.show_text(review.note if review is not None else "")
        history = self._desk.history
        source = review.report.source if review is not None else None
        history.set_report(source, may_restore=not self._session.is_read_only)
        if history.is_whole_folder:
            self._session.journal.ask_folder()
        else:
            history.show_trail(review, self._session.journal.entries)

    def _show_strip(self) -> None:
        review = self._session.review
        pieces = self._words.pieces(review, self._focus.target) if review is not None else ()
        self._strip.show_pieces(pieces)
        correction = self._asking.correction
        may_write = not self._session.is_read_only
        self._strip.show_reason(correction.reason if correction and may_write else None)

    # --- what explains it --------------------------------------------------------------------------------

    def show_extras(self, *, ghosts: bool, degrees: bool) -> None:
        """Whether the grids show what the equations demand, and how well figures are confirmed."""
        self._shows_ghosts, self._shows_degrees = ghosts, degrees
        self._desk.legend.setVisible(degrees)
        self._explain_grids()

    def _on_grounds_changed(self) -> None:
        """Other rules are on, or other reports are known: other findings, and other checks that count."""
        review, desk = self._session.review, self._desk
        if review is None:
            return
        with self._asking.unheard():
            desk.checks.refresh()
            desk.findings.refresh()
            for grid in desk.grids.values():
                grid.refresh()
        self._show_counts(review)
        self._show_strip()

    def _on_explained(self) -> None:
        review, explanation = self._session.review, self._explaining.explanation
        suggestions = explanation.suggestions if explanation is not None else None
        had_keyboard = self._desk.suggestions.rows.hasFocus()
        self._desk.suggestions.show_suggestions(review, suggestions, self._focus.target)
        if had_keyboard and self._desk.suggestions.nearest is None:
            self._desk.checks.setFocus(_SHORTCUT)
        target = self._focus.target
        is_gone = self._desk.suggestions.current is None and explanation is not None
        if target.suggestion is not None and is_gone:
            self._focus.go(Target(target.cell))  # it was taken up, or the report has changed
        self._explain_grids()

    def _explain_grids(self) -> None:
        for grid in self._desk.grids.values():
            grid.explain(
                self._explaining.explanation,
                self._focus.target.suggestion,
                shows_ghosts=self._shows_ghosts,
                shows_degrees=self._shows_degrees,
            )

    # --- edits ---------------------------------------------------------------------------------------------

    def _on_changed(self, change: Change) -> None:
        review, desk = self._session.review, self._desk
        if change.form_changed:
            with self._asking.unheard():
                for grid in desk.grids.values():  # before the focus leaves a cell that is no more
                    grid.show_review(review)
            self._focus.clear()
            self._show_review(review)
            return
        with self._asking.unheard():
            for grid in desk.grids.values():
                grid.refresh(change.cells)
            desk.checks.follow(change)
            desk.findings.follow(change)
            desk.identity.show_review(review)
        self._show_counts(review)
        self._show_trail(review)
        self._show_strip()

    # --- the journal ------------------------------------------------------------------------------------------

    def _on_folder_trail_read(self, entries: Sequence[AuditEntry]) -> None:
        if self._desk.history.is_whole_folder:
            self._desk.history.show_trail(self._session.review, entries)

    def _on_report_trail_asked(self) -> None:
        self._desk.history.show_trail(self._session.review, self._session.journal.entries)

    # --- the focus --------------------------------------------------------------------------------------------

    def _on_focus_moved(self, target: Target, take_keyboard: bool) -> None:
        review = self._session.review
        if review is None:
            return
        with self._asking.unheard():
            self._following.follow(review, target)
            self._explain_grids()
            self._desk.history.set_subject(target.check or target.cell)
        self._show_strip()
        if take_keyboard:
            self._following.take_keyboard(review, target)
