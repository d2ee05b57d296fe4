"""Owns looking over a whole folder beside its open review: what its reports say of each other, and what is open.

Reading is left to worker processes; what comes back is small, and of the reports that nobody has touched
nothing else is asked. Afterwards a Survey follows what is done to single reports.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from core.errors import GoujiError, UnitFileError
from core.folder import read_each, reread
from core.forms import load_forms
from core.neighbours import Neighbours
from core.outlines import Outlines, context_beside, figures_of, outline_of, sketch_of
from core.progress import Progress, no_progress
from core.reading_codec import decode_reading, encode_reading
from core.reports import FailedReport, Report
from core.review import Review, finding_key
from core.rules import Context, findings_beside, is_from_beside, tell
from core.store import ReviewFile
from core.summary import Summary, summarize
from core.units import UnitTree, digest_of_units, load_units, tree_from_folders

if TYPE_CHECKING:
    from core.similarity import Twins  # imports numpy


class Known(NamedTuple):
    """One report by itself: its line without the findings from beside it, and what was dismissed there."""

    summary: Summary
    dismissed: frozenset[str]


class UnitSource(NamedTuple):
    """Where the tree of units comes from: `is_file` the unit file, which has that `digest`, else the folders.

    `error` says why a unit file that is there is not gone by.
    """

    is_file: bool
    digest: str
    error: UnitFileError | None


class Survey:
    """What the reports of a folder say of each other as they stand now.

    Made off the window's thread, then used by one thread: what `follow` costs is what the few neighbours of
    a report cost. `units` says where its tree of units comes from.
    """

    def __init__(
        self,
        neighbours: Neighbours,
        twins: "Mapping[str, Twins]",
        known: Mapping[str, Known],
        off: frozenset[str],
        units: UnitSource,
    ) -> None:
        self.neighbours = neighbours
        self.units = units
        self._twins = twins
        self._known = dict(known)
        self._off = off
        self._lines: dict[str, Summary] = {}  # as worked out, until a neighbour is another

    @property
    def sources(self) -> tuple[str, ...]:
        """The reports that were looked at."""
        return tuple(self._known)

    def __contains__(self, source: str) -> bool:
        return source in self._known

    def context(self, source: str) -> Context | None:
        """What others say of the report at `source` (no claims, no parts); None where it was not looked at."""
        if source not in self._known:
            return None
        return context_beside(source, self.neighbours, self._twins.get(source))

    def summary(self, source: str) -> Summary:
        """The line of a report with what others say of it."""
        if source in self._lines:
            return self._lines[source]
        known = self._known[source]
        beside = self._open_beside(source, known.dismissed)
        line = known.summary._replace(open_findings=known.summary.open_findings + beside)
        self._lines[source] = line
        return line

    def follow(self, review: Review) -> tuple[str, ...]:
        """Take in what was done to `review`; the sources of others that may be told something else by it."""
        source = review.report.source
        before = self.neighbours.review(source).unit if source in self.neighbours else ""
        touched = self.neighbours.put(review)
        if review.unit != before and not self.units.is_file:
            touched |= self.neighbours.use_tree(tree_from_folders(self.neighbours.units()))
        self._forget_lines(touched)
        return tuple(touched - {source})

    def put_down(self, known: Known, outline: Review) -> None:
        """Hold no more of a report that was followed than of the others: what `left` made of it."""
        if known.summary.source in self._known:
            self._known[known.summary.source] = known
            self._forget_lines(self.neighbours.put(outline))

    def use_tree(self, tree: UnitTree | None, digest: str) -> tuple[str, ...]:
        """Go by another tree of units, None by that of the folders; the sources of those that it concerns."""
        self.units = UnitSource(tree is not None, digest, None)
        if tree is None:
            tree = tree_from_folders(self.neighbours.units())
        touched = self.neighbours.use_tree(tree)
        self._forget_lines(touched)
        return tuple(touched)

    def _forget_lines(self, sources: Iterable[str]) -> None:
        for source in sources:
            self._lines.pop(source, None)

    def _open_beside(self, source: str, dismissed: frozenset[str]) -> int:
        """How many findings of the report come from others and are open."""
        context = context_beside(source, self.neighbours, self._twins.get(source))
        return sum(
            finding.code not in self._off and finding_key(finding) not in dismissed
            for finding in findings_beside(source, context)
        )


def know(review: Review) -> Known:
    """What there is to know of `review` by itself, as it was told its findings."""
    own = sum(not is_from_beside(finding) for finding in review.open_findings)
    return Known(summarize(review)._replace(open_findings=own), frozenset(review.dismissed))


def left(review: Review) -> tuple[Known, Review]:
    """What a Survey holds of `review` when it is left: its line, and its Outline."""
    return know(review), outline_of(review.report.source, figures_of(review))


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

    A unit file that cannot be understood stands for no units. `progress` may raise `Cancelled`.
    """
    forms, off = load_forms(), file.rules.off
    unit_error: UnitFileError | None = None
    try:
        units, digest = load_units(folder), digest_of_units(folder)
    except UnitFileError as error:
        units, digest, unit_error = UnitTree(), "", error
    touched = frozenset(file.reports.reviewed())
    outlines = Outlines()
    known: dict[str, Known] = {}
    look = partial(_look, off)
    for seen in read_each(folder, sources, look, progress, workers, file.reports.packed_reading):
        if isinstance(seen, FailedReport):
            continue  # the list says so already
        if seen.source in touched:
            try:
                review = Review(file.reports.load(seen.source), forms, reread)
                file.restore(review)
            except GoujiError:
                continue
            tell(review, off=off)
            outlines.add(seen.source, figures_of(review), sketch_of(review))
            known[seen.source] = know(review)
        else:
            outlines.add(seen.source, decode_reading(seen.figures, forms), seen.sketch)
            known[seen.source] = Known(seen.summary, frozenset())
    survey = Survey(
        outlines.neighbours(units),
        outlines.twins(),
        known,
        off,
        UnitSource(units is not None, digest, unit_error),
    )
    file.reports.note_lines(map(survey.summary, survey.sources))
    return survey


def _look(off: frozenset[str], report: Report) -> _Seen:
    """What there is to do for a report by itself, in a worker process."""
    review = Review(report, load_forms(), reread)
    tell(review, off=off)
    figures = encode_reading(figures_of(review))
    return _Seen(report.source, figures, sketch_of(review), summarize(review))
