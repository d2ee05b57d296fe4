"""Owns setting two reviews of one folder side by side: where two reviewers differ, and how far they agree."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from core.deciders import Decider, deciders, subject_of
from core.decisions import Decisions
from core.differences import CellDifference, Comparison, IdentityDifference, MarkDifference
from core.edits import Edit, IdentityField, SetCorrection, SetIdentity, SetMark, Verdict
from core.folder import READ_ERRORS, list_reports, read_source, reread
from core.forms import load_forms
from core.progress import Progress, no_progress
from core.reports import Report
from core.review import Review
from core.store import ReviewFile


@dataclass(frozen=True, slots=True)
class Pair:
    """One report as two reviewers left it."""

    report: Report
    first: Review
    second: Review


def compare(first: ReviewFile, second: ReviewFile, progress: Progress = no_progress) -> Comparison:
    """Set the two review files of the same folder side by side; neither is changed.

    Raises FolderError, or the errors of a review file that cannot be read; a report whose file cannot be
    read is left out.
    """
    comparing = Comparing(first, second)
    for pair in reviewed_pairs(first, second, progress):
        comparing.add(pair)
    return comparing.result()


class Comparing:
    """Compares pair by pair and keeps of each nothing but what differs: folders may be large."""

    def __init__(self, first: ReviewFile, second: ReviewFile) -> None:
        self._files = (first, second)
        self._both: list[str] = []
        self._only_first: list[str] = []
        self._only_second: list[str] = []
        self._cells: list[CellDifference] = []
        self._marks: list[MarkDifference] = []
        self._identities: list[IdentityDifference] = []
        self._compared = 0
        self._verdicts: Counter[tuple[Verdict, Verdict]] = Counter()

    def add(self, pair: Pair) -> None:
        """Take in one report."""
        source = pair.report.source
        if not is_touched(pair.second):
            self._only_first.append(source)
            return
        if not is_touched(pair.first):
            self._only_second.append(source)
            return
        self._both.append(source)
        whose = _Whose(self._files, pair)
        if pair.first.form is pair.second.form:
            self._compared += len(pair.first.form.index)
            self._cells += _cells(pair, whose)
        self._marks += _marks(pair, whose)
        self._identities += _identities(pair, whose)
        self._verdicts.update(_verdicts(pair))

    def result(self) -> Comparison:
        """What differs in all that was taken in."""
        first, second = self._files
        verdicts = self._verdicts
        return Comparison(
            first.reviewers(),
            second.reviewers(),
            tuple(self._both),
            tuple(self._only_first),
            tuple(self._only_second),
            tuple(self._cells),
            tuple(self._marks),
            tuple(self._identities),
            self._compared,
            self._compared - len(self._cells),
            verdicts.total(),
            sum(count for (one, other), count in verdicts.items() if one is other),
            cohens_kappa(verdicts),
        )


class _Whose:
    """Who decided on each side of one pair; looked up only where something differs."""

    def __init__(self, files: tuple[ReviewFile, ReviewFile], pair: Pair) -> None:
        self._files, self._pair = files, pair
        self._known: tuple[dict[str, Decider], dict[str, Decider]] | None = None

    def __call__(self, edit: Edit) -> tuple[Decider | None, Decider | None]:
        """The deciders of what `edit` is about, in the first file and in the second."""
        if self._known is None:
            first, second = self._files
            self._known = (
                deciders(first.trail(self._pair.first)),
                deciders(second.trail(self._pair.second)),
            )
        subject = subject_of(edit)
        return self._known[0].get(subject), self._known[1].get(subject)


def reviewed_pairs(
    first: ReviewFile, second: ReviewFile, progress: Progress = no_progress
) -> Iterator[Pair]:
    """The reports of the first file's folder that either has reviewed, each under both reviews."""
    forms = load_forms()
    sources = list_reports(first.folder)
    for file in (first, second):
        file.reports.survey(sources)
    for done, source in enumerate(sources, start=1):
        report = _load(first, second, source)
        if report is not None:
            pair = Pair(report, Review(report, forms, reread), Review(report, forms, reread))
            first.restore(pair.first)
            second.restore(pair.second)
            if is_touched(pair.first) or is_touched(pair.second):
                yield pair
        progress(done, len(sources))


def is_touched(review: Review) -> bool:
    """Whether anything was decided about the report."""
    return review.decisions != Decisions()


def cohens_kappa(verdicts: Counter[tuple[Verdict, Verdict]]) -> Fraction | None:
    """Agreement beyond chance of two judges (Cohen 1960), exactly; None where chance would agree on all.

    `verdicts` counts how often they judged so and so.
    """
    count = verdicts.total()
    if not count:
        return None
    observed = Fraction(sum(n for (one, other), n in verdicts.items() if one is other), count)
    ones: Counter[Verdict] = Counter()
    others: Counter[Verdict] = Counter()
    for (one, other), n in verdicts.items():
        ones[one] += n
        others[other] += n
    by_chance = sum(
        (Fraction(ones[verdict], count) * Fraction(others[verdict], count) for verdict in Verdict),
        Fraction(0),
    )
    return None if by_chance == 1 else (observed - by_chance) / (1 - by_chance)


def _load(first: ReviewFile, second: ReviewFile, source: str) -> Report | None:
    """The report, None where neither can have reviewed it or its file cannot be read."""
    try:
        text, _ = read_source(first.folder, source)
        if not any(file.reports.may_have_review(source, text.digest) for file in (first, second)):
            return None
        return first.reports.load(source)
    except READ_ERRORS:
        return None


def _cells(pair: Pair, whose: _Whose) -> Iterator[CellDifference]:
    corrected = pair.first.corrections.keys() | pair.second.corrections.keys()
    text = pair.report.text
    for ref in pair.first.form.index.refs:
        if ref not in corrected:
            continue
        one, other = pair.first.cell(ref), pair.second.cell(ref)
        if (one.value, one.unit) != (other.value, other.unit):
            span = one.source.span
            yield CellDifference(
                pair.report.source,
                ref,
                one.source,
                "" if span is None else _line(text.text, span.start),
                one.correction,
                other.correction,
                *whose(SetCorrection(ref, None)),
            )


def _line(text: str, position: int) -> str:
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return text[start : end if end >= 0 else len(text)].strip()


def _marks(pair: Pair, whose: _Whose) -> Iterator[MarkDifference]:
    for check in dict.fromkeys((*pair.first.marks, *pair.second.marks)):
        one, other = pair.first.marks.get(check), pair.second.marks.get(check)
        if one is None or other is None or one.verdict is not other.verdict:
            by = whose(SetMark(check, None))
            yield MarkDifference(pair.report.source, check, one, other, *by)


def _verdicts(pair: Pair) -> Iterator[tuple[Verdict, Verdict]]:
    for check, mark in pair.first.marks.items():
        if check in pair.second.marks:
            yield mark.verdict, pair.second.marks[check].verdict


def _identities(pair: Pair, whose: _Whose) -> Iterator[IdentityDifference]:
    for field in IdentityField:
        one, other = pair.first.identity.get(field), pair.second.identity.get(field)
        if one != other:
            by = whose(SetIdentity(field, None))
            yield IdentityDifference(pair.report.source, field, one, other, *by)
