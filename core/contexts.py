"""Owns looking at all reports of a folder together: each report's Context for its rules and Suggestions."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from core.narrative import words_of
from core.neighbours import Neighbours
from core.progress import Progress, no_progress
from core.review import Review
from core.rules import Context, narrative_context
from core.units import UnitTree, tree_from_folders

if TYPE_CHECKING:
    from core.similarity import Twins  # imports numpy


def folder_contexts(
    reviews: Sequence[Review], tree: UnitTree | None = None, progress: Progress = no_progress
) -> dict[str, Context]:
    """The Context of every review by its source; `tree` None: as the folders show it.

    Reads every narrative (about 2 ms a report), so it runs off the window's thread; `progress` may
    raise `Cancelled`.
    """
    from core.similarity import find_twins, nearest, sketch  # late: imports numpy

    told: dict[str, Context] = {}
    sketches = {}
    for done, review in enumerate(reviews, start=1):
        source = review.report.source
        told[source] = narrative_context(review)
        made = sketch(words_of(review.report.text, review.reading))
        if made is not None:
            sketches[source] = made
        progress(done, len(reviews))
    twins = nearest(find_twins(sketches))
    neighbours = Neighbours(reviews, tree or UnitTree())
    if tree is None:
        neighbours.use_tree(tree_from_folders(neighbours.units()))
    return {
        source: replace(
            context_beside(source, neighbours, twins.get(source)),
            claims=context.claims,
            parts=context.parts,
        )
        for source, context in told.items()
    }


def context_beside(source: str, neighbours: Neighbours, twins: "Twins | None") -> Context:
    """What other reports say of the one at `source`; no claims, no parts."""
    return Context(
        across=neighbours.findings(source), twins=twins, last_year=neighbours.last_year(source)
    )
