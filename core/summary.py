"""Owns what a list of reports shows of each without opening it."""

from typing import NamedTuple

from core.edits import ReviewState
from core.findings import places_of
from core.forms import Form
from core.reports import Report, ReportKind
from core.review import Review


class Summary(NamedTuple):
    """One line of the report list: identity as recognised or corrected, counts, and where the review stands.

    `open_cells` are those that no open finding is about.
    """

    source: str
    kind: ReportKind
    form: str
    unit: str
    year: int | None
    state: ReviewState
    failing: int
    open_checks: int
    open_cells: int
    open_findings: int
    corrections: int
    marks: int


def summarize(review: Review) -> Summary:
    """The line of `review` as it stands now."""
    failing = review.failing
    open_checks = review.open_checks if review.marks else failing
    return Summary(
        review.report.source,
        review.reading.kind,
        review.form.id,
        review.unit,
        review.year,
        review.state,
        len(failing),
        len(open_checks),
        len(review.lone_cells),
        len(review.open_findings),
        len(review.corrections),
        len(review.marks),
    )


def summarize_reading(report: Report, form: Form) -> Summary:
    """The line of `report` as it was read, by its checks and the findings of reading alone.

    What `summarize` says of a Review that nobody has touched, without making one.
    """
    reading = report.reading
    failing = len(form.check_plan.failing(reading.cells))
    unsure = reading.cells.columns.unsure()
    lone = len({*unsure} - places_of(reading.findings, reading.cells.index)) if unsure else 0
    return Summary(
        report.source,
        reading.kind,
        form.id,
        reading.unit.value if reading.unit else "",
        reading.year_number,
        ReviewState.UNREVIEWED,
        failing,
        failing,
        lone,
        len(reading.findings),
        0,
        0,
    )


def as_noted(line: Summary, noted: Summary) -> Summary:
    """`noted` where it is `line` with more findings: those that other reports gave rise to."""
    more = noted.open_findings > line.open_findings
    return noted if more and noted == line._replace(open_findings=noted.open_findings) else line
