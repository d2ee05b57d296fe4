"""What the narrative of a report says about its own figures: claims with their place in the text.

A claim is compared with the cells that it may be about. Several readings, or several numbers in one
sentence, make it uncertain: it may then confirm a figure, but it never accuses one. Listed parts that do
not add up to the total stated with them are information (honest reports have them, too).
"""

from core.narrative.claims import (
    Agreement,
    Claim,
    ClaimKind,
    ClaimResult,
    Parts,
    compare_claims,
    confirming,
    narrative_findings,
)
from core.narrative.numerals import chinese_number
from core.narrative.prose import words_of
from core.narrative.reading import read_claims, read_narrative, read_parts

__all__ = [
    "Agreement",
    "Claim",
    "ClaimKind",
    "ClaimResult",
    "Parts",
    "chinese_number",
    "compare_claims",
    "confirming",
    "narrative_findings",
    "read_claims",
    "read_narrative",
    "read_parts",
    "words_of",
]
