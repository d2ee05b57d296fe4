"""Owns the Workbook: Reviews and their trail as one Excel file that proves itself by live formulas.

Every sheet is made from the values that the window shows. The figures stand once, on the sheets of the
three tables; both sides of each check are formulas over them.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from operator import length_hint
from pathlib import Path
from typing import TypeAlias

from openpyxl import Workbook

from core.agreement import Agreement
from core.cells import TableKind
from core.edits import ReviewState
from core.export.target import put_in_place
from core.findings import Finding
from core.forms import Form, load_forms
from core.progress import Progress, no_progress
from core.reports import FailedReport, ReportKind
from core.review import Review
from core.rules import all_findings, narrative_context
from core.wording import Language, wording_in
from core.workbook.check_sheet import CheckSheet
from core.workbook.context import Context, Subject, subject_of
from core.workbook.list_sheets import FindingSheet, ReportSheet
from core.workbook.looks import StyleBook
from core.workbook.notes_sheet import NotesSheet, Totals
from core.workbook.package import write_package
from core.workbook.sheets import ROW_LIMIT, Sheet
from core.workbook.table_sheet import TableSheet
from core.workbook.trail import Trail, no_trail, trail_steps
from core.workbook.trail_sheet import TrailSheet

Findings: TypeAlias = Callable[[Review], Sequence[Finding]]
"""Gives all findings of one report."""


def save_workbook(
    reviews: Iterable[Review | FailedReport],
    path: Path,
    language: Language,
    *,
    made_at: datetime,
    trail: Trail = no_trail,
    findings: Findings | None = None,
    rules_off: frozenset[str] = frozenset(),
    agreement: Agreement | None = None,
    progress: Progress = no_progress,
    row_limit: int = ROW_LIMIT,
) -> None:
    """Saves the audited workbook of `reviews` at `path`, in their order; each is looked at once.

    `made_at`, with its zone, is the only date that does not come from the trail. `findings` gives all that
    there is to look at in a report (default: what text, form and narrative say under the rules that are
    on); `rules_off` are the rules switched off for the folder, `agreement` how far a second reviewer
    agrees, both of which the notes say. `progress` is called
    after each report; the total is 0 where `reviews` does not know its length. Raises
    UnwritableFileError; the file that was there is then untouched, as it is when `progress` raises.
    """
    total = length_hint(reviews)
    with put_in_place(path) as draft:
        build = _Build(language, trail, findings or partial(_own_findings, rules_off), row_limit)
        try:
            for done, review in enumerate(reviews, start=1):
                build.add(review)
                progress(done, total)
            build.save(draft, made_at, rules_off, agreement)
        finally:
            build.close()


class _Build:
    """A Workbook while it is made: every report adds its rows to the sheets."""

    def __init__(
        self, language: Language, trail: Trail, findings: Findings, row_limit: int
    ) -> None:
        self._trail_of = trail
        self._findings_of = findings
        self._book = Workbook()
        self._context = Context(wording_in(language), StyleBook(self._book))
        self._tables: dict[tuple[str, TableKind], TableSheet] = {}
        self._notes = NotesSheet(self._context)
        self._reports = ReportSheet(self._context, row_limit)
        self._checks = CheckSheet(self._context, row_limit)
        self._trail = TrailSheet(self._context, row_limit)
        self._findings = FindingSheet(self._context, row_limit)
        self._forms: dict[str, Form] = {}
        self._count = 0
        self._unread = 0
        self._reviewed = 0

    def add(self, review: Review | FailedReport) -> None:
        """Adds the rows of one report, or the line of a file that could not be read."""
        self._count += 1
        if isinstance(review, FailedReport):
            self._unread += 1
            self._reports.add_unread(review)
            return
        self._reviewed += review.state is ReviewState.REVIEWED
        steps = trail_steps(review, self._trail_of(review))
        subject = subject_of(review, steps, self._findings_of(review))
        checks = None
        if _has_figures(subject):
            rows = {table: table.add(subject) for table in self._tables_of(review.form)}
            checks = self._checks.add(subject, rows)
        self._reports.add(subject, checks)
        self._trail.add(subject)
        self._findings.add(subject)

    def save(
        self,
        path: Path,
        made_at: datetime,
        rules_off: frozenset[str],
        agreement: Agreement | None,
    ) -> None:
        """Writes the file."""
        forms = [form for form in load_forms().values() if form.id in self._forms]
        reviewers = self._trail.reviewers
        self._notes.write(self._totals(), forms, reviewers, rules_off, made_at, agreement)
        title = self._context.say("title")
        write_package(self._book, list(self._sheets()), path, title, made_at)

    def close(self) -> None:
        """Lets go of the rows on disk."""
        for sheet in self._sheets():
            sheet.rows.close()

    def _tables_of(self, form: Form) -> Collection[TableSheet]:
        if form.id not in self._forms:
            self._forms[form.id] = form
            for kind, table in form.tables.items():
                self._tables[form.id, kind] = TableSheet(form, table, self._context)
        return [self._tables[form.id, kind] for kind in form.tables]

    def _sheets(self) -> Iterator[Sheet]:
        """In the order of the workbook: the tables by kind, then by form."""
        yield self._notes.sheet
        yield from self._reports.series.sheets
        for kind in TableKind:
            for form in sorted(self._forms):
                yield self._tables[form, kind].sheet
        for writer in (self._checks, self._trail, self._findings):
            yield from writer.series.sheets

    def _totals(self) -> Totals:
        return Totals(
            reports=self._count,
            unread=self._unread,
            reviewed=self._reviewed,
            outcomes=self._checks.counts,
            failing_off=self._checks.count_off,
            outcome_ranges=self._checks.series.ranges("outcome"),
            state_ranges=self._reports.series.ranges("state"),
            corrected=self._reports.corrected,
            open_cells=self._reports.open_cells,
            open_findings=self._reports.open_findings,
        )


def _own_findings(rules_off: frozenset[str], review: Review) -> Sequence[Finding]:
    return all_findings(review, narrative_context(review), rules_off)


def _has_figures(subject: Subject) -> bool:
    """Whether the report belongs on the table sheets: anything but a file that is no report at all."""
    review = subject.review
    return review.reading.kind is not ReportKind.NOT_A_REPORT or bool(review.corrections)
