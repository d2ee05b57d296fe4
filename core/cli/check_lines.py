"""Owns how `gouji check` tells a person what is wrong with one report."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.cells import CellRef, Value
from core.checks import Check, CheckId, CheckResult, Outcome, Severity, run_checks
from core.findings import Finding
from core.forms import Form, load_forms
from core.reports import Report
from core.text import SourceText
from core.wording import Language, Wording, wording_in

_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "△", Severity.INFORMATION: "·"}
_QUOTE_LENGTH = 24


class Counts(NamedTuple):
    """What one report adds to the total: failing checks and findings."""

    failing: int
    findings: int


class Checked(NamedTuple):
    """The lines about one report, each with its line end, and what it adds to the total."""

    text: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class CheckJob:
    """Checks one report and says in `language` what a reviewer should know."""

    language: Language

    def __call__(self, report: Report) -> Checked:
        """Who the report is, how its checks stand, each failing check, each finding."""
        wording, form = wording_in(self.language), load_forms()[report.reading.form]
        findings = report.reading.findings
        values = {ref: (cell.value, cell.status) for ref, cell in report.reading.cells.items()}
        results = run_checks(form.checks, values.__getitem__)
        failing = [result for result in results.values() if result.outcome is Outcome.FAIL]
        counts = Counts(len(failing), len(findings))
        lines = [_head(report, form, wording, counts)]
        if failing or findings:
            lines.append("  " + _counts(report, results, wording))
        for result in failing:
            check = form.checks_by_id[result.check]
            lines += _failing_check(check, result, values, form, wording)
        lines += ["  " + _finding(finding, report.text, form, wording) for finding in findings]
        return Checked("".join(line + "\n" for line in lines), counts)


def total_line(checked: Sequence[Counts], unread: int, wording: Wording) -> str:
    """The last line of the output."""
    words = wording.message(
        "cli",
        "report.total",
        reports=len(checked),
        failing=sum(counts.failing > 0 for counts in checked),
        findings=sum(counts.findings > 0 for counts in checked),
        clean=sum(counts == (0, 0) for counts in checked),
    )
    return words + (wording.message("cli", "report.unread", count=unread) if unread else "")


def _head(report: Report, form: Form, wording: Wording, counts: Counts) -> str:
    reading = report.reading
    sign = "✗" if counts.failing else "△" if counts.findings else "✓"
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
