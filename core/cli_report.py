"""Owns how `gouji check` tells a person what is wrong with one report."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.cells import CellRef, Value
from core.checks import Check, CheckId, CheckResult, Outcome, Severity, run_checks
from core.findings import Finding
from core.forms import Form
from core.reports import Report
from core.text import SourceText
from core.wording import Wording

_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "△", Severity.INFORMATION: "·"}
_QUOTE_LENGTH = 24


@dataclass
class Tally:
    """What was seen over all reports."""

    reports: int = 0
    failing: int = 0
    with_findings: int = 0
    clean: int = 0

    def sentence(self, wording: Wording, unread: int) -> str:
        """The last line of the output."""
        words = wording.message(
            "cli",
            "report.total",
            reports=self.reports,
            failing=self.failing,
            findings=self.with_findings,
            clean=self.clean,
        )
        return words + (wording.message("cli", "report.unread", count=unread) if unread else "")


def report_lines(report: Report, form: Form, wording: Wording, tally: Tally) -> Iterator[str]:
    """The lines about `report`: who it is, the counts, each failing check, each finding. Adds to `tally`."""
    reading = report.reading
    values = {ref: (cell.value, cell.status) for ref, cell in reading.cells.items()}
    results = run_checks(form.checks, values.__getitem__)
    failing = [result for result in results.values() if result.outcome is Outcome.FAIL]
    tally.reports += 1
    tally.failing += bool(failing)
    tally.with_findings += bool(reading.findings)
    tally.clean += not failing and not reading.findings
    yield _head(report, form, wording, failing=bool(failing))
    if failing or reading.findings:
        yield "  " + _counts(report, results, wording)
    for result in failing:
        yield from _failing_check(form.checks_by_id[result.check], result, values, form, wording)
    for finding in reading.findings:
        yield "  " + _finding(finding, report.text, form, wording)


def _head(report: Report, form: Form, wording: Wording, *, failing: bool) -> str:
    reading = report.reading
    sign = "✗" if failing else "△" if reading.findings else "✓"
    return wording.message(
        "cli",
        "report.head",
        sign=sign,
        source=report.source,
        unit=reading.unit.value if reading.unit else wording.message("cli", "report.unknown_unit"),
        year=reading.year.value if reading.year else wording.message("cli", "report.unknown_year"),
        form=form.id,
    )


def _counts(report: Report, results: Mapping[CheckId, CheckResult], wording: Wording) -> str:
    outcomes = [result.outcome for result in results.values()]
    return wording.message(
        "cli",
        "report.counts",
        passing=outcomes.count(Outcome.PASS),
        failing=outcomes.count(Outcome.FAIL),
        undecided=outcomes.count(Outcome.UNDECIDED),
        cells=sum(cell.status.needs_look for cell in report.reading.cells.in_order),
        findings=len(report.reading.findings),
    )


def _failing_check(
    check: Check,
    result: CheckResult,
    values: Mapping[CellRef, tuple[Value | None, object]],
    form: Form,
    wording: Wording,
) -> Iterator[str]:
    words = check.words[wording.language.value]
    yield "  " + wording.message("cli", "report.check", words=words)
    for name, refs, total in (
        ("left", check.left, result.left),
        ("right", check.right, result.right),
    ):
        terms = [(_term(ref, check, form), values[ref][0] or 0) for ref in refs]
        yield "      " + wording.message(
            "cli",
            "report.side",
            name=wording.message("cli", f"report.{name}"),
            terms=_sum(terms, wording),
            total=total,
        )
    difference = wording.message("cli", "report.difference", difference=result.difference)
    yield "      " + difference


def _term(ref: CellRef, check: Check, form: Form) -> str:
    """What tells `ref` from the other cells of the equation: its row where one column is added up."""
    same_row = len({cell.row for cell in check.cells}) == 1
    return form.column(ref).label if same_row else form.row(ref).label


def _sum(terms: list[tuple[str, Value]], wording: Wording) -> str:
    """The terms that count, named, and how many more are 0."""
    if len(terms) == 1:
        return f"{terms[0][0]} {terms[0][1]}"
    shown = [f"{label} {value}" for label, value in terms if value != 0 or len(terms) <= 2]
    zeros = len(terms) - len(shown)
    if not shown:
        return wording.message("cli", "report.all_zeros", count=zeros)
    words = " ＋ ".join(shown)
    return words + wording.message("cli", "report.zeros", count=zeros) if zeros else words


def _finding(finding: Finding, text: SourceText, form: Form, wording: Wording) -> str:
    severity = wording.severity(finding.code)
    words = wording.message(
        "cli",
        "report.finding",
        sign=_SIGNS[severity],
        severity=wording.term(severity),
        message=wording.finding(finding, form),
    )
    if finding.span is None:
        return words
    quote = " ".join(text.at(finding.span).split())
    if len(quote) > _QUOTE_LENGTH:
        quote = quote[:_QUOTE_LENGTH] + "…"
    line = text.line_number(finding.span.start)
    return words + wording.message("cli", "report.where", line=line, quote=quote)
