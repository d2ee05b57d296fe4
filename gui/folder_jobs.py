"""Owns what runs beside the GUI thread for a folder: opening and reading it, loading a report, searching.

Plain functions over core; they know no widget and no Qt. core's reader and store are imported here when a
job runs, after the window is up.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from core.errors import GoujiError, ReviewFileLockedError
from core.findings import Finding
from core.forms import load_forms
from core.progress import Progress
from core.request import Request
from core.review import Review
from gui.listed import ListedReport, listed_unopened, search_line, unread, unreadable

if TYPE_CHECKING:
    from core.audit import AuditEntry
    from core.compare import Comparison
    from core.edits import EditGroup
    from core.folder import PackedReport
    from core.merge import Merge
    from core.reports import FailedReport
    from core.rules import Context, RuleCount
    from core.store import Rebase, Recovery, ReviewFile
    from core.store.lock import Holder
    from core.store.memory import Remembered
    from core.survey import Survey

_BATCH = 8
_BATCH_S = 0.1
_SEARCH_BATCH = 200


class Job(Protocol):
    """What a function here needs of its job."""

    def progress(self, done: int, total: int) -> None:
        """Tell how far it is; raises Cancelled."""

    def deliver(self, piece: object) -> None:
        """Hand a part over; raises Cancelled."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """How the review of a folder was found when it was opened.

    `has_moved`: it is where it went on when the folder's own file could not be written. `is_second`: an
    independent second review. `is_elsewhere`: with the user's data, as the folder cannot be written.
    `came_home`: it was elsewhere and is in the folder again. `recovery`: the file was damaged. `left_by`: who
    had it open last and ended in a crash. `rescued`: so many steps an earlier session could not write were
    taken over now. `diverged`: another review file of the folder that went its own way.
    """

    path: Path
    has_moved: bool
    is_second: bool
    is_elsewhere: bool
    came_home: bool
    recovery: "Recovery | None"
    left_by: "Holder | None"
    rescued: int
    diverged: Path | None


@dataclass(frozen=True, slots=True)
class OpenedFolder:
    """The review file and the rows as far as they are known; `locked` where somebody else writes it."""

    file: "ReviewFile"
    rows: tuple[ListedReport, ...]
    locked: ReviewFileLockedError | None
    arrival: "Arrival"


@dataclass(frozen=True, slots=True)
class ReadReports:
    """Reports that were read just now, and reviews that went over to another reading by that."""

    rows: tuple[ListedReport, ...]
    rebases: "tuple[Rebase, ...]"


@dataclass(frozen=True, slots=True)
class LoadedReport:
    """A report brought to the screen: its findings are those of the rules that are on; `trail` is its journal."""

    source: str
    review: Review
    rebase: "Rebase | None"
    context: "Context"
    trail: "tuple[AuditEntry, ...]"


@dataclass(frozen=True, slots=True)
class Compared:
    """One's own review beside the one at `path`.

    `settled` are differences adjudicated before, by file and subject; `trial` what merging would take over.
    """

    path: Path
    comparison: "Comparison"
    settled: frozenset[tuple[str, str]]
    trial: "Merge"


@dataclass(frozen=True, slots=True)
class FoundTexts:
    """Sources whose line or text holds all the words of a search."""

    sources: frozenset[str]


def open_and_read(request: Request, reviewer: str, job: Job) -> None:
    """Open the review file that is asked for, hand over what it knows, then read the rest in worker processes.

    Raises FolderError, SeveralReviewsError where it is not clear which is meant, or what opening a review file
    raises; a file somebody else writes is opened to be read.
    """
    from core.folder import list_reports, read_packed
    from core.store.choosing import choose

    folder = request.folder
    sources = list_reports(folder)
    is_clear = request.is_chosen or request.came_from is not None
    path = request.review_file if is_clear else choose(folder)
    file, locked = _open_file(request, path, reviewer)
    arrival = _arrival(file, _remember(request, file, reviewer))
    is_handed_over = False
    try:
        to_read = file.reports.survey(sources)
        summaries = file.reports.summaries()
        waiting = frozenset(to_read)
        rows = tuple(
            unread(source)
            if source in waiting or source not in summaries
            else listed_unopened(summaries[source])
            for source in sources
        )
        job.deliver(OpenedFolder(file, rows, locked, arrival))
        is_handed_over = True
    finally:
        if not is_handed_over:
            file.close()
    for batch in _batches(read_packed(folder, to_read, job.progress, off=file.rules.off)):
        job.deliver(_keep(file, batch))


def load(file: "ReviewFile", source: str) -> LoadedReport:
    """The report at `source` with everything that was done to it. Raises the errors of reading it."""
    from core.folder import reread

    review = Review(file.reports.load(source), load_forms(), reread)
    rebase, trail = file.bring(review)
    review.rules_off = file.rules.off
    context = context_of(review)
    tell(review, context)
    return LoadedReport(source, review, rebase, context, trail)


def edits_back(review: Review, trail: "Sequence[AuditEntry]", seq: int) -> "EditGroup | None":
    """What leads `review` back to what held after entry `seq` of its `trail`; None where it holds now."""
    from core.store.folding import edits_back

    return edits_back(review, trail, seq)


def context_of(review: Review) -> "Context":
    """What the narrative of `review` says."""
    from core.rules import narrative_context

    return narrative_context(review)


def told_beside(told: "Context | None", beside: "Context | None") -> "Context":
    """What a narrative says, with what others say now of its report."""
    from core.rules import Context

    told, beside = told or Context(), beside or Context()
    return replace(beside, claims=told.claims, parts=told.parts)


def tell(review: Review, context: "Context") -> None:
    """Have `review` know all its findings as it stands now."""
    from core.rules import all_findings

    review.told = all_findings(review, context, review.rules_off)


def survey(folder: Path, file: "ReviewFile", sources: Sequence[str], job: Job) -> "Survey":
    """What the reports of the folder say of each other, and what is open in each."""
    from core.survey import survey_folder

    return survey_folder(folder, file, sources, job.progress)


def count_rules(file: "ReviewFile", job: Job) -> "Mapping[str, RuleCount]":
    """How often each rule spoke in the reports that somebody has worked on, and was put aside there."""
    from core.rules import all_findings, count_rules

    def reviewed() -> "Iterator[tuple[Review, tuple[Finding, ...]]]":
        sources = file.reports.reviewed()
        for done, source in enumerate(sources):
            job.progress(done, len(sources))
            with suppress(GoujiError):  # the list says of the file itself that it cannot be read
                loaded = load(file, source)
                yield loaded.review, all_findings(loaded.review, loaded.context)

    return count_rules(reviewed())


def search(folder: Path, rows: Sequence[ListedReport], words: Sequence[str], job: Job) -> None:
    """Hand over the sources of `rows` whose line or text holds all `words`, in parts."""
    from core.text import read_text

    found: set[str] = set()
    for done, row in enumerate(rows, start=1):
        line = search_line(row)
        missing = [word for word in words if word.casefold() not in line]
        if missing:
            try:
                text = read_text(folder / row.source).text
            except GoujiError:
                continue  # the list says of the file itself that it cannot be read
            missing = [word for word in missing if word not in text]
        if not missing:
            found.add(row.source)
        if done % _SEARCH_BATCH == 0:
            job.progress(done, len(rows))
            if found:
                job.deliver(FoundTexts(frozenset(found)))
                found.clear()
    job.deliver(FoundTexts(frozenset(found)))


def merge_from(file: "ReviewFile", path: Path, takes_rules: bool, job: Job) -> "Merge":
    """Take what was decided only in the review file at `path` into `file`. Raises as `core.merge.merge`."""
    from core.merge import merge
    from core.store import OpenMode, ReviewFile

    with ReviewFile.open(file.folder, "", mode=OpenMode.READ_ONLY, path=path) as there:
        return merge(file, there, takes_rules=takes_rules, progress=job.progress)


@dataclass(frozen=True, slots=True)
class CompareTask:
    """Sets the review of `folder` kept at `own` beside the one at `other`; both are only read."""

    folder: Path
    own: Path
    other: Path

    def __call__(self, progress: Progress) -> "Compared":
        from core.audit import EntryKind
        from core.deciders import subject_of
        from core.decisions import single_edits
        from core.merge import compare_and_try
        from core.store import OpenMode, ReviewFile

        folder, mode = self.folder, OpenMode.READ_ONLY
        with (
            ReviewFile.open(folder, "", mode=mode, path=self.own) as here,
            ReviewFile.open(folder, "", mode=mode, path=self.other) as there,
        ):
            comparison, trial = compare_and_try(here, there, progress)
            settled = frozenset(
                (entry.source or "", subject_of(edit))
                for entry in here.entries_of_kind(EntryKind.ADJUDICATION)
                if entry.edit is not None
                for edit in single_edits(entry.edit)
            )
        return Compared(self.other, comparison, settled, trial)


def can_be_taken(review_file: Path) -> bool:
    """Whether nobody writes the review file any more."""
    from core.store.lock import is_free, lock_path

    return is_free(lock_path(review_file))


def _open_file(
    request: Request, path: Path | None, reviewer: str
) -> "tuple[ReviewFile, ReviewFileLockedError | None]":
    from core.store import OpenMode, ReviewFile

    folder, came_from = request.folder, request.came_from
    try:
        mode = OpenMode.TAKE_OVER if request.takes_over else OpenMode.WRITE
        return ReviewFile.open(folder, reviewer, mode=mode, path=path, came_from=came_from), None
    except ReviewFileLockedError as error:
        return ReviewFile.open(folder, reviewer, mode=OpenMode.READ_ONLY, path=path), error


def _remember(request: Request, file: "ReviewFile", reviewer: str) -> "Remembered | None":
    """Which review this user works in, for the next time the folder is opened."""
    from core.store.memory import Remembered, Why, forget, recall, remember

    last = recall(request.folder)
    if file.came_home:
        forget(request.folder)
        return None
    if not request.is_chosen or (last is None and request.review_file is None):
        return last
    why = Why.SECOND if request.review_file is not None else Why.CHOSEN
    if last is not None and last.path == file.path:
        why = last.why  # where it went on, which was asked for again
    now = Remembered(file.path, reviewer, why)
    remember(request.folder, now)
    return now


def _arrival(file: "ReviewFile", last: "Remembered | None") -> Arrival:
    from core.store.memory import Why

    why = last.why if last is not None and last.path == file.path else None
    return Arrival(
        file.path,
        why is Why.MOVED,
        why is Why.SECOND,
        file.is_elsewhere and why not in (Why.MOVED, Why.SECOND),
        file.came_home,
        file.recovery,
        file.left_by,
        file.rescued,
        file.diverged,
    )


def _batches(
    reports: "Iterator[PackedReport | FailedReport]",
) -> "Iterator[list[PackedReport | FailedReport]]":
    """The first report alone, so that it can be shown at once; then a few at a time."""
    batch: list[PackedReport | FailedReport] = []
    began = float("-inf")
    for report in reports:
        batch.append(report)
        now = time.monotonic()
        if len(batch) >= _BATCH or now - began >= _BATCH_S:
            yield batch
            batch, began = [], now
    if batch:
        yield batch


def _keep(file: "ReviewFile", batch: "Sequence[PackedReport | FailedReport]") -> ReadReports:
    """Cache what was read; the rows say what was made of it, with what reviewers had done before."""
    from core.reports import FailedReport
    from core.store import UnsavedError

    packed = [report for report in batch if not isinstance(report, FailedReport)]
    rebases: tuple[Rebase, ...] = ()
    # What cannot be written is kept, and said when the reviewer does something.
    with suppress(UnsavedError):
        rebases = file.reports.keep(packed)
    rows = [
        listed_unopened(file.reports.summary(report.source) or report.summary) for report in packed
    ]
    rows += [
        unreadable(report.source, report.error)
        for report in batch
        if isinstance(report, FailedReport)
    ]
    return ReadReports(tuple(rows), rebases)
