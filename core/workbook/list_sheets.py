"""Owns two plain lists: the sheet of all reports, and the sheet of findings."""

from collections.abc import Mapping

from core.checks import Outcome
from core.reports import FailedReport
from core.review import finding_key
from core.workbook.check_sheet import Place
from core.workbook.context import Context, Subject
from core.workbook.looks import CENTRED, NUMBER, TEXT, WRAPPED, ZERO
from core.workbook.series import SheetSeries
from core.workbook.sheets import ROW_LIMIT, ColourRule, Entry, Formula

_REPORTS = (
    ("unit", 28.0),
    ("year", 6.5),
    ("form", 7.0),
    ("kind", 18.0),
    ("state", 12.0),
    ("failing", 8.0),
    ("undecided", 8.0),
    ("open_cells", 11.0),
    ("open_findings", 11.0),
    ("corrections", 8.0),
    ("marks", 8.0),
    ("note", 44.0),
    ("source", 40.0),
)
_FINDINGS = (
    ("unit", 24.0),
    ("year", 6.5),
    ("severity", 8.0),
    ("finding", 60.0),
    ("cells", 40.0),
    ("place", 44.0),
    ("dismissed", 8.0),
    ("name", 24.0),
    ("source", 36.0),
)
_WRAPPED = ("finding", "cells")


class ReportSheet:
    """Writes one line a report: who it is, where its review stands, what is open."""

    def __init__(self, context: Context, row_limit: int = ROW_LIMIT) -> None:
        self._context = context
        zeros = ColourRule(6, 11, 0, ZERO)
        self.series = SheetSeries(
            "reports", _REPORTS, context, colour_rules=(zeros,), row_limit=row_limit
        )
        self.open_cells = 0
        self.open_findings = 0
        self.corrected = 0

    def add(self, subject: Subject, checks: Place | None) -> None:
        """Writes the line of one report; `checks` is where its checks stand, if it has any."""
        review, context = subject.review, self._context
        text, centred, number, wrapped = (
            context.styles.number(look) for look in (TEXT, CENTRED, NUMBER, WRAPPED)
        )
        open_cells = len(review.open_cells) if checks else 0
        open_findings = subject.open_findings
        self.open_cells += open_cells
        self.open_findings += open_findings
        self.corrected += len(review.corrections)
        undecided = [result.outcome for result in review.results.values()].count(Outcome.UNDECIDED)
        self.series.add(
            (
                Entry(review.unit, text),
                Entry(review.year, centred),
                Entry(review.form.id, centred),
                Entry(context.wording.term(review.reading.kind), text),
                Entry(context.wording.term(review.state), text),
                *(
                    Entry(
                        Formula(checks.tally(context.wording.term(outcome)), count)
                        if checks
                        else None,
                        number,
                    )
                    for outcome, count in (
                        (Outcome.FAIL, len(review.failing)),  # but for rules that are off
                        (Outcome.UNDECIDED, undecided),
                    )
                ),
                Entry(open_cells if checks else None, number),
                Entry(open_findings, number),
                Entry(len(review.corrections), number),
                Entry(len(review.marks), number),
                Entry(review.note, wrapped),
                Entry(review.report.source, text),
            ),
            wrapped=("note",),
        )

    def add_unread(self, failed: FailedReport) -> None:
        """Writes the line of a file that could not be read, with the reason as its note."""
        text, wrapped = (self._context.styles.number(look) for look in (TEXT, WRAPPED))
        blanks = [Entry(None, text)] * (len(_REPORTS) - 2)
        said = self._context.wording.error(failed.error)
        entries = (*blanks, Entry(said, wrapped), Entry(failed.source, text))
        self.series.add(entries, wrapped=("note",))


class FindingSheet:
    """Writes the findings of one report after the other."""

    def __init__(self, context: Context, row_limit: int = ROW_LIMIT) -> None:
        self._context = context
        self.series = SheetSeries("findings", _FINDINGS, context, row_limit=row_limit)

    def add(self, subject: Subject) -> None:
        """Writes the findings of one report."""
        review, context = subject.review, self._context
        for finding in subject.findings:
            fields: Mapping[str, str | int | None] = {
                "unit": review.unit,
                "year": review.year,
                "severity": context.wording.term(context.wording.severity(finding.code)),
                "finding": context.wording.finding(finding, review.form),
                "cells": context.wording.cells(finding.cells, review.form),
                "place": context.quote(review.report.text, finding.span),
                "dismissed": context.say("yes") if finding_key(finding) in review.dismissed else "",
                "name": finding.code,
                "source": review.report.source,
            }
            number = context.styles.number
            looks = dict.fromkeys(_WRAPPED, WRAPPED) | {"year": CENTRED, "dismissed": CENTRED}
            entries = [Entry(fields[name], number(looks.get(name, TEXT))) for name, _ in _FINDINGS]
            self.series.add(entries, wrapped=_WRAPPED)
