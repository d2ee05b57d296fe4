"""Owns how `gouji check` looks at several reports together: each by itself first, then beside the others.

Workers read the reports and say what each says by itself; here is kept what comparing needs, the lines, and
the whole report only where there is something to suggest, since that may draw on last year's report.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from core.cli.check_lines import Checked, Told, put_together, tell, tell_suggestions
from core.cli.inputs import Done, Input, attempt, failed
from core.cli.reviewed import Asked, Decided
from core.explanation import explain
from core.folder import read_one, reread
from core.forms import load_forms
from core.outlines import Outlines, expand, figures_of, outline_of, shrink, sketch_of
from core.overview import FamilyCount, failing_families
from core.reading_codec import decode_reading, encode_reading
from core.reports import FailedReport, Report
from core.review import Review, finding_key
from core.rules import Context, findings_beside, narrative_context
from core.rules import tell as tell_findings
from core.suggestions import needs_suggestions
from core.text import SourceText
from core.units import OwnFigures, Unit, UnitTree, tree_from_folders
from core.wording import Language, Wording, wording_in


class Whole(NamedTuple):
    """A report to suggest something for: its text, and its Reading as `core.reading_codec` has it.

    `reading` follows the Form that was recognised; `decided` is what reviewers decided, shrunk.
    """

    text: SourceText
    reading: str
    off: frozenset[str]
    decided: bytes | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a worker makes of a report: what comparing needs, what it says, and a Whole, shrunk, if still needed."""

    source: str
    figures: str
    sketch: bytes | None
    told: Told
    whole: bytes | None


def see(language: Language, is_alone: bool, asked: Asked) -> Done[Seen] | FailedReport:
    """Everything about a report that does not depend on others; runs in a worker process."""

    def make() -> Seen:
        item = asked.item
        report = replace(read_one(item.folder, item.source), source=item.shown)
        review = _review(report, asked.off, asked.decided)
        tell_findings(review, off=asked.off)
        whole = None
        if needs_suggestions(review):
            reading = encode_reading(report.reading)
            whole = shrink(Whole(report.text, reading, asked.off, asked.decided))
        return Seen(
            item.shown,
            encode_reading(figures_of(review)),
            None if is_alone else sketch_of(review),
            tell(review, wording_in(language)),
            whole,
        )

    return attempt(asked.item.shown, make)


def not_seen(asked: Asked, reason: str) -> FailedReport:
    """Stands in where a worker died over a report."""
    return failed(asked.item.shown, reason)


def _review(report: Report, off: frozenset[str], decided: bytes | None) -> Review:
    review = Review(report, load_forms(), reread)
    review.rules_off = off
    if decided is not None:
        known: Decided = expand(decided)
        review.resume(known.decisions, known.returned)
    return review


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report that waits for suggestions: its Whole, shrunk, and the figures of the year before, if known."""

    source: str
    whole: bytes
    last_year: str | None


def suggest_for(language: Language, waiting: Waiting) -> Done[tuple[str, str]] | FailedReport:
    """The source and the lines of the suggestions for a report; runs in a worker process."""

    def make() -> tuple[str, str]:
        forms = load_forms()
        whole: Whole = expand(waiting.whole)
        reading = decode_reading(whole.reading, forms)
        report = Report(waiting.source, whole.text, reading)
        review = _review(report, whole.off, whole.decided)
        last_year = None
        if waiting.last_year is not None:
            last_year = outline_of("", decode_reading(waiting.last_year, forms))
        context = replace(narrative_context(review), last_year=last_year)
        found = explain(review, context).suggestions
        return waiting.source, tell_suggestions(review, found, wording_in(language))

    return attempt(waiting.source, make)


def no_suggestions(waiting: Waiting, reason: str) -> FailedReport:
    """Stands in where a worker died over a report."""
    return failed(waiting.source, reason)


class Together:
    """The reports of one `gouji check` as far as they are seen, and what they say of each other.

    `trees` has the unit file of each folder that has one; the others show their units by their folders. A
    file that was given twice is told of twice, and compared with others once.
    """

    def __init__(self, inputs: Sequence[Input], trees: Mapping[Path, UnitTree]) -> None:
        self._inputs = inputs
        self._trees = trees
        self._first = _first_names(inputs)
        self._seen: list[tuple[Review, Told]] = []
        self._wholes: dict[str, bytes] = {}
        self._units: dict[str, str] = {}
        self._outlines = Outlines()
        self._contexts: Mapping[str, Context] = {}

    def add(self, seen: Seen) -> None:
        """Takes what a worker made of a report."""
        figures = decode_reading(seen.figures, load_forms())
        if self._first[seen.source] == seen.source:
            review = self._outlines.add(seen.source, figures, seen.sketch)
        else:
            review = outline_of(seen.source, figures)
        review.rules_off = seen.told.off
        self._units[seen.source] = review.unit
        self._seen.append((review, seen.told))
        if seen.whole is not None:
            self._wholes[seen.source] = seen.whole

    def compare(self) -> list[Waiting]:
        """Looks at all reports together; gives those that wait for suggestions."""
        self._contexts = self._outlines.compare(self._tree())
        waiting = []
        for source, whole in self._wholes.items():
            last = self._context(source).last_year
            figures = None if last is None else encode_reading(last.reading)
            waiting.append(Waiting(source, whole, figures))
        self._wholes.clear()
        return waiting

    def failing(self) -> list[FamilyCount]:
        """Which rules fail, and in how many of the reports; a file that was given twice counts once."""
        return failing_families(
            review
            for review, _ in self._seen
            if self._first[review.report.source] == review.report.source
        )

    def checked(
        self, suggestions: Mapping[str, str], lost: Container[str], wording: Wording
    ) -> Iterator[Checked]:
        """All lines, report by report, but for those that are `lost`."""
        for review, told in self._seen:
            source = review.report.source
            if source not in lost:
                first = self._first[source]
                beside = [
                    finding
                    for finding in findings_beside(first, self._context(source))
                    if finding.code not in told.off and finding_key(finding) not in told.dismissed
                ]
                yield put_together(review, told, suggestions.get(source, ""), beside, wording)

    def _context(self, source: str) -> Context:
        return self._contexts.get(self._first[source], Context())

    def _tree(self) -> UnitTree:
        """The units of all folders, each folder for itself."""
        units: dict[Path, dict[str, str]] = {}
        for item in self._inputs:
            if item.shown in self._units:
                units.setdefault(item.folder, {})[item.source] = self._units[item.shown]
        return _joined(
            self._trees[folder] if folder in self._trees else tree_from_folders(found)
            for folder, found in units.items()
        )


def _first_names(inputs: Iterable[Input]) -> dict[str, str]:
    """What each input is called, and what the same file was called where it was given first."""
    folders: dict[Path, Path] = {}
    first: dict[Path, str] = {}
    names: dict[str, str] = {}
    for item in inputs:
        if item.folder not in folders:
            folders[item.folder] = item.folder.resolve()
        names[item.shown] = first.setdefault(folders[item.folder] / item.source, item.shown)
    return names


def _joined(trees: Iterable[UnitTree]) -> UnitTree:
    """One tree: a unit that several folders know has the children of all."""
    units: dict[str, Unit] = {}
    for unit in (unit for tree in trees for unit in tree.units):
        known = units.setdefault(unit.name, unit)
        told = known if known.own is not OwnFigures.UNKNOWN else unit
        children = tuple(dict.fromkeys(known.children + unit.children))
        units[unit.name] = Unit(unit.name, children, told.own, told.own_name)
    return UnitTree(tuple(units.values()))
