"""Owns looking over a whole folder beside its open review: what its reports say of each other, and what is open.

Reading is left to worker processes; what comes back is small, and of the reports that nobody has touched
nothing else is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from core.errors import GoujiError
from core.folder import read_each, reread
from core.forms import load_forms
from core.outlines import Outlines, figures_of, sketch_of
from core.progress import Progress, no_progress
from core.reading_codec import decode_reading, encode_reading
from core.reports import FailedReport, Report
from core.review import Review
from core.rules import Context, all_findings, narrative_context
from core.store import ReviewFile
from core.summary import Summary, summarize
from core.units import load_units


@dataclass(frozen=True, slots=True)
class Survey:
    """Both by source. `contexts` are without claims and parts; `summaries` count the findings of all rules on."""

    contexts: Mapping[str, Context]
    summaries: Mapping[str, Summary]


class _Seen(NamedTuple):
    """What one report gives to the whole: its figures encoded."""

    source: str
    figures: str
    sketch: bytes | None
    summary: Summary


def survey_folder(
    folder: Path,
    file: ReviewFile,
    sources: Sequence[str],
    progress: Progress = no_progress,
    workers: int | None = None,
) -> Survey:
    """The Survey of the reports `sources` in `folder`, as they are reviewed in `file`.

    Raises UnitFileError where the unit file cannot be read; `progress` may raise `Cancelled`.
    """
    forms, off = load_forms(), file.rules_off()
    tree = load_units(folder)
    touched = frozenset(file.reviewed())
    outlines = Outlines()
    reviews: dict[str, Review] = {}
    summaries: dict[str, Summary] = {}
    for seen in read_each(folder, sources, partial(_look, off), progress, workers):
        if isinstance(seen, FailedReport):
            continue  # the list says so already
        if seen.source in touched:
            try:
                review = Review(file.load(seen.source), forms, reread)
                file.restore(review)
            except GoujiError:
                continue
            _tell(review, Context(), off)
            reviews[seen.source] = review
            outlines.add(seen.source, figures_of(review), sketch_of(review))
        else:
            outlines.add(seen.source, decode_reading(seen.figures, forms), seen.sketch)
            summaries[seen.source] = seen.summary
    contexts = outlines.compare(tree)
    for source, context in contexts.items():
        if source in reviews:
            _tell(reviews[source], context, off)
            summaries[source] = summarize(reviews[source])
        else:
            beside = _count_beside(source, context, off)
            known = summaries[source]
            summaries[source] = known._replace(open_findings=known.open_findings + beside)
    return Survey(contexts, summaries)


def _look(off: frozenset[str], report: Report) -> _Seen:
    """What there is to do for a report by itself, in a worker process."""
    review = Review(report, load_forms(), reread)
    _tell(review, Context(), off)
    figures = encode_reading(figures_of(review))
    return _Seen(report.source, figures, sketch_of(review), summarize(review))


def _tell(review: Review, beside: Context, off: frozenset[str]) -> None:
    told = narrative_context(review)
    review.rules_off = off
    context = replace(beside, claims=told.claims, parts=told.parts)
    review.told = all_findings(review, context, off)


def _count_beside(source: str, context: Context, off: frozenset[str]) -> int:
    """How many findings of the report come from others."""
    twins = context.twins
    is_copy = twins is not None and source in (twins.first, twins.second)
    across = sum(finding.code not in off for finding in context.across)
    return across + (is_copy and "same_text" not in off)
