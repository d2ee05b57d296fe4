"""Owns what can be said of one Report by itself: its checks, all findings, and suggestions, nothing reviewed yet."""

from dataclasses import dataclass

from core.findings import Finding
from core.folder import reread
from core.forms import load_forms
from core.reports import Report
from core.review import Review
from core.rules import all_findings, narrative_context
from core.suggestions import Suggestion, suggest


@dataclass(frozen=True, slots=True)
class Examination:
    """A Report as nobody has touched it yet: `review` holds its checks; suggestions are best first."""

    review: Review
    findings: tuple[Finding, ...]
    suggestions: tuple[Suggestion, ...]


def examine(report: Report) -> Examination:
    """Everything that its text, its form and its narrative say about `report`."""
    review = Review(report, load_forms(), reread)
    context = narrative_context(review)
    return Examination(
        review, all_findings(review, context), suggest(review, claims=context.claims)
    )
