"""Owns what the list says of one report: a small frozen summary, made anew when the report changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from core.edits import ReviewState
from core.errors import GoujiError
from core.reports import ReportKind
from core.review import Review
from core.summary import Summary, summarize


class Condition(Enum):
    """Where a file of the folder stands; each has a shape of its own in the list."""

    UNREAD = "unread"
    UNREADABLE = "unreadable"
    NOT_A_REPORT = "not_a_report"
    NEEDS_LOOK = "needs_look"  # something is open
    UNREVIEWED = "unreviewed"  # nothing is open, but nobody has said that it is reviewed
    LATER = "later"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class ListedReport:
    """One row of the list. Counts are 0 for a file that was not read.

    `failing` counts failing checks, `unjudged` those of them without a valid mark; `looks` counts
    open findings and the unsettled cells that none of them is about. `error` says why a file could
    not be read.
    """

    source: str
    condition: Condition
    unit: str = ""
    year: int | None = None
    failing: int = 0
    unjudged: int = 0
    looks: int = 0
    error: GoujiError | None = None

    @property
    def is_report(self) -> bool:
        """Whether there is something to review in it."""
        return self.condition not in _NO_REPORT

    @property
    def is_open(self) -> bool:
        """Whether the walk through the folder stops at it."""
        return self.condition in (Condition.NEEDS_LOOK, Condition.UNREVIEWED)


_NO_REPORT = (Condition.UNREAD, Condition.UNREADABLE, Condition.NOT_A_REPORT)

_OTHER_KINDS = (ReportKind.NOT_A_REPORT, ReportKind.BLANK_FORM)

_SETTLED = {ReviewState.REVIEWED: Condition.REVIEWED, ReviewState.LATER: Condition.LATER}


def listed(review: Review) -> ListedReport:
    """What the list says of `review` now."""
    return listed_unopened(summarize(review))


def listed_unopened(summary: Summary) -> ListedReport:
    """What the list says of a report that is not on the screen."""
    open_looks = summary.open_findings + summary.open_cells
    if summary.state in _SETTLED:
        condition = _SETTLED[summary.state]
    elif summary.kind in _OTHER_KINDS and not summary.corrections:
        condition = Condition.NOT_A_REPORT
    elif summary.open_checks or open_looks:
        condition = Condition.NEEDS_LOOK
    else:
        condition = Condition.UNREVIEWED
    return ListedReport(
        source=summary.source,
        condition=condition,
        unit=summary.unit,
        year=summary.year,
        failing=summary.failing,
        unjudged=summary.open_checks,
        looks=open_looks,
    )


def unread(source: str) -> ListedReport:
    """A file that was found but not yet read."""
    return ListedReport(source, Condition.UNREAD)


def unreadable(source: str, error: GoujiError) -> ListedReport:
    """A file that cannot be read, and why."""
    return ListedReport(source, Condition.UNREADABLE, error=error)


def first_to_review(rows: Iterable[ListedReport]) -> ListedReport | None:
    """Where to begin: the first report that is open, else the first report, else any file that was read."""
    known = [row for row in rows if row.condition is not Condition.UNREAD]
    reports = [row for row in known if row.is_report]
    to_review = [row for row in reports if row.is_open]
    return next(iter(to_review or reports or known), None)


def search_line(row: ListedReport) -> str:
    """What of a row itself is searched, folded."""
    return f"{row.unit} {row.year or ''} {row.source}".casefold()
