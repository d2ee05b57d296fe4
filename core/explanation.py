"""Owns what explains a Review as it stands now: Suggestions, what the equations demand, who confirms what."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.cells import CellRef, Value
from core.review import Review
from core.rules import Context
from core.suggestions import Suggestion, SuggestionKind, demanded_values, suggest
from core.verification import Statement, confirmations


@dataclass(frozen=True, slots=True)
class Explanation:
    """`suggestions` are best first; `demanded` are ghost values; `confirmed` has an entry for every cell."""

    suggestions: tuple[Suggestion, ...] = ()
    demanded: Mapping[CellRef, Value] = field(default_factory=dict)
    confirmed: Mapping[CellRef, tuple[Statement, ...]] = field(default_factory=dict)


def explain(review: Review, context: Context) -> Explanation:
    """Everything that explains `review`, as long as nothing in it changes (some milliseconds).

    Suggestions that would mend only checks of rules that are switched off are left out, and so are those
    that would blame the report for a figure that a reviewer has typed.
    """
    families = {id: check.family for id, check in review.form.checks_by_id.items()}
    suggestions = tuple(
        suggestion
        for suggestion in suggest(review, claims=context.claims, last_year=context.last_year)
        if not _blames_wrongly(review, suggestion)
        and (
            not suggestion.mends
            or any(families[id] not in review.rules_off for id in suggestion.mends)
        )
    )
    confirmed = confirmations(review, context.claims, context.last_year)
    return Explanation(suggestions, demanded_values(review), confirmed)


def _blames_wrongly(review: Review, suggestion: Suggestion) -> bool:
    """Whether it calls the report's own what is a Correction: that figure is not printed."""
    return suggestion.kind is SuggestionKind.REPORT and any(
        ref in review.corrections for ref in suggestion.cells
    )
