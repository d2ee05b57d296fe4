"""Owns the job that opens the review file of a folder and reads what must be read, beside the GUI thread.

It knows no widget and no Qt. core's reader and store are imported when it runs, after the window is up.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import ReviewFileLockedError
from core.request import Request
from gui.listed import ListedReport, listed_unopened, unread, unreadable

if TYPE_CHECKING:
    from core.folder import PackedReport
    from core.reports import FailedReport
    from core.store import Rebase, Recovery, ReviewFile
    from core.store.lock import Holder
    from core.store.memory import Remembered
    from gui.workers import Job

_BATCH = 8
_BATCH_S = 0.1


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
    arrival: Arrival


@dataclass(frozen=True, slots=True)
class ReadReports:
    """Reports that were read just now, and reviews that went over to another reading by that."""

    rows: tuple[ListedReport, ...]
    rebases: "tuple[Rebase, ...]"


def open_and_read(request: Request, reviewer: str, job: "Job[None]") -> None:
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
