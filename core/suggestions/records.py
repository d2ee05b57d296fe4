"""Owns the Suggestions of a report as the extraction record carries them."""

from core.narrative import read_claims
from core.review import Review
from core.suggestions.engine import needs_suggestions, suggest
from core.suggestions.words import SuggestionWords
from core.wording import Wording


def suggestion_records(
    review: Review, wording: Wording, last_year: Review | None = None
) -> list[dict[str, object]]:
    """The Suggestions for `review` in the shape of the contract, best first, with its narrative heard."""
    if not needs_suggestions(review):
        return []
    words = SuggestionWords(wording)
    claims = read_claims(review.report.text, review.reading, review.form)
    return [
        words.record(suggestion, review.form)
        for suggestion in suggest(review, claims=claims, last_year=last_year)
    ]
