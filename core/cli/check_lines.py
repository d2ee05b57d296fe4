"""Owns how `gouji check` tells a person what is wrong with one report."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from core.cells import CellRef, Value
from core.checks import Check, Outcome, Severity
from core.findings import Finding
from core.forms import Form
from core.overview import FamilyCount
from core.review import Review
from core.rules import load_rules
from core.suggestions import Suggestion, SuggestionWords
from core.text import SourceText
from core.wording import Wording

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


class Told(NamedTuple):
    """What a report says by itself: lines, each with its line end, and what they count up to.

    `outcomes` counts the checks that hold, fail and are undecided, those of rules that are off left out.
    """

    checks: str
    findings: str
    found: int
    outcomes: tuple[int, int, int]
    cells: int
    off: frozenset[str]
    dismissed: frozenset[str]


def tell(review: Review, wording: Wording) -> Told:
    """What the failing checks and the open findings of a report say, as it was told its findings."""
    text, form = review.report.text, review.form
    checks = [
        line
        for id in review.failing
        for line in _failing_check(form.checks_by_id[id], review, wording)
    ]
    findings = review.open_findings
    lines = ["  " + _finding(finding, text, form, wording) for finding in findings]
    outcomes = [result.outcome for id, result in review.results.items() if not review.is_off(id)]
    return Told(
        _joined(checks),
        _joined(lines),
        len(findings),
        (
            outcomes.count(Outcome.PASS),
            outcomes.count(Outcome.FAIL),
            outcomes.count(Outcome.UNDECIDED),
        ),
        len(review.open_cells),
        review.rules_off,
        frozenset(review.dismissed),
    )


def tell_suggestions(review: Review, suggestions: Sequence[Suggestion], wording: Wording) -> str:
    """The lines of `suggestions`, numbered."""
    words = SuggestionWords(wording)
    return _joined(
        "  "
        + wording.message(
            "cli",
            "report.suggestion",
            number=number,
            sentence=words.sentence(suggestion, review.form),
        )
        for number, suggestion in enumerate(suggestions, start=1)
    )


def put_together(
    review: Review, told: Told, suggestions: str, beside: Sequence[Finding], wording: Wording
) -> Checked:
    """All lines about a report; `review` may be its Outline, `beside` are findings from other reports."""
    counts = Counts(told.outcomes[1], told.found + len(beside))
    lines = [_head(review, wording, counts)]
    if counts.failing or counts.findings:
        lines.append("  " + _counts(told, counts, wording))
    others = [
        "  " + _finding(finding, review.report.text, review.form, wording) for finding in beside
    ]
    text = _joined(lines) + told.checks + suggestions + told.findings + _joined(others)
    return Checked(text, counts)


def failing_line(failing: Sequence[FamilyCount], wording: Wording) -> str:
    """Which rules fail, and in how many reports."""
    rules, language = load_rules(), wording.language.value
    named = [
        wording.message(
            "cli",
            "report.family",
            rule=rules[one.family].titles[language],
            reports=one.reports,
            checks=one.checks,
        )
        for one in failing
    ]
    joined = wording.message("cli", "report.and").join(named)
    return wording.message("cli", "report.by_rule", rules=joined)


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


def _joined(lines: Iterable[str]) -> str:
    return "".join(line + "\n" for line in lines)


def _head(review: Review, wording: Wording, counts: Counts) -> str:
    report, reading = review.report, review.report.reading
    sign = "✗" if counts.failing else "△" if counts.findings else "✓"
    return wording.message(
        "cli",
        "report.head",
        sign=sign,
        source=report.source,
        unit=reading.unit.value if reading.unit else wording.message("cli", "report.unknown_unit"),
        year=reading.year.value if reading.year else wording.message("cli", "report.unknown_year"),
        form=review.form.id,
    )


def _counts(told: Told, counts: Counts, wording: Wording) -> str:
    passing, failing, undecided = told.outcomes
    words = wording.message(
        "cli",
        "report.counts",
        passing=passing,
        failing=failing,
        undecided=undecided,
        cells=told.cells,
        findings=counts.findings,
    )
    if told.dismissed:
        words += wording.message("cli", "report.dismissed", count=len(told.dismissed))
    return words


def _failing_check(check: Check, review: Review, wording: Wording) -> Iterator[str]:
    result = review.results[check.id]
    words = check.words[wording.language.value]
    yield "  " + wording.message("cli", "report.check", words=words)
    for name, refs, total in (
        ("left", check.left, result.left),
        ("right", check.right, result.right),
    ):
        terms = [(_term(ref, check, review.form), review.look(ref)[0] or 0) for ref in refs]
        yield "      " + wording.message(
            "cli",
            "report.side",
            name=wording.message("cli", f"report.{name}"),
            terms=_sum(terms, wording),
            total=total,
        )
    difference = wording.message("cli", "report.difference", difference=result.difference)
    mark = review.marks.get(check.id)
    if mark is not None and review.mark_is_current(check.id):
        words = wording.term(mark.verdict)
        difference += wording.message("cli", "report.marked", verdict=words)
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
