"""What is wrong, where, and the smallest repair: Suggestions for failing checks and ambiguous cells."""

from core.suggestions.engine import (
    demanded_values,
    needs_suggestions,
    suggest,
    suggestion_edit,
)
from core.suggestions.model import Reason, Slip, Suggestion, SuggestionKind, Witness
from core.suggestions.words import SuggestionWords

__all__ = [
    "Reason",
    "Slip",
    "Suggestion",
    "SuggestionKind",
    "SuggestionWords",
    "Witness",
    "demanded_values",
    "needs_suggestions",
    "suggest",
    "suggestion_edit",
]
