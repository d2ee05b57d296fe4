"""Owns looking at all reports of a folder together: each report's Context for its rules and Suggestions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from core.across import compare_units, compare_years, unit_findings, year_findings, year_pairs
from core.findings import Finding
from core.narrative import words_of
from core.progress import Progress, no_progress
from core.review import Review
from core.rules import Context, narrative_context
from core.units import UnitTree, tree_from_folders

if TYPE_CHECKING:
    from core.similarity import Hashes  # imports numpy


def folder_contexts(
    reviews: Sequence[Review], tree: UnitTree | None = None, progress: Progress = no_progress
) -> dict[str, Context]:
    """The Context of every review by its source; `tree` None: as the folders show it.

    Reads every narrative (about 2 ms a report), so it runs off the window's thread; `progress` may
    raise `Cancelled`.
    """
    from core.similarity import sketch  # late: imports numpy

    told: dict[str, Context] = {}
    sketches = {}
    for done, review in enumerate(reviews, start=1):
        source = review.report.source
        told[source] = narrative_context(review)
        made = sketch(words_of(review.report.text, review.reading))
        if made is not None:
            sketches[source] = made
        progress(done, len(reviews))
    beside = compare_reports(reviews, sketches, tree)
    return {
        source: replace(beside[source], claims=context.claims, parts=context.parts)
        for source, context in told.items()
    }


def compare_reports(
    reviews: Sequence[Review], sketches: "Mapping[str, Hashes]", tree: UnitTree | None = None
) -> dict[str, Context]:
    """What other reports say about each, by source: two years, units, copies; no claims, no parts.

    `sketches` are those of the narratives by source, without those too short for one.
    """
    from core.similarity import find_twins, nearest  # late: imports numpy

    if tree is None:
        tree = tree_from_folders({review.report.source: review.unit for review in reviews})
    across: dict[str, list[Finding]] = defaultdict(list)
    last_years: dict[str, Review] = {}
    for this, last in year_pairs(reviews):
        source = this.report.source
        across[source] += year_findings(compare_years(this, last))
        last_years[source] = last
    for parent, finding in unit_findings(compare_units(tree, reviews)):
        across[parent.report.source].append(finding)
    twins = nearest(find_twins(sketches))
    return {
        source: Context(
            across=tuple(across[source]),
            twins=twins.get(source),
            last_year=last_years.get(source),
        )
        for source in (review.report.source for review in reviews)
    }
