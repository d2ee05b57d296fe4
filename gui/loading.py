"""Owns having a report know all that there is to say of it: as it is loaded, and as it stands after every change.

core's rules and reader are imported when they are asked, after the window is up.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.forms import load_forms
from core.review import Review

if TYPE_CHECKING:
    from core.audit import AuditEntry
    from core.rules import Context
    from core.store import Rebase, ReviewFile


@dataclass(frozen=True, slots=True)
class LoadedReport:
    """A report brought to the screen: its findings are those of the rules that are on; `trail` is its journal."""

    source: str
    review: Review
    rebase: "Rebase | None"
    context: "Context"
    trail: "tuple[AuditEntry, ...]"


def load(file: "ReviewFile", source: str) -> LoadedReport:
    """The report at `source` with everything that was done to it. Raises the errors of reading it."""
    from core.folder import reread

    review = Review(file.reports.load(source), load_forms(), reread)
    rebase, trail = file.bring(review)
    review.rules_off = file.rules.off
    context = context_of(review)
    tell(review, context)
    return LoadedReport(source, review, rebase, context, trail)


def context_of(review: Review) -> "Context":
    """What the narrative of `review` says."""
    from core.rules import narrative_context

    return narrative_context(review)


def told_beside(told: "Context | None", beside: "Context | None") -> "Context":
    """What a narrative says, with what others say now of its report."""
    from core.rules import Context

    told, beside = told or Context(), beside or Context()
    return replace(beside, claims=told.claims, parts=told.parts)


def tell(review: Review, context: "Context") -> None:
    """Have `review` know all its findings as it stands now."""
    from core.rules import all_findings

    review.told = all_findings(review, context, review.rules_off)
