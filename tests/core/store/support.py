"""What the tests of the review file share: a clock that counts, opened reviews, and the whole state of one."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from core.audit import EntryKind
from core.cells import CellRef
from core.decisions import Decisions
from core.edits import Change, Correction, Edit, SetCorrection
from core.folder import list_reports, read_packed, reread
from core.forms import load_forms
from core.history import History
from core.review import Review
from core.store import Rebase, ReviewFile
from core.store.folding import edits_back

RECEIVED = CellRef.parse("requests.received.total")
GRANTED = CellRef.parse("requests.granted.total")
CARRIED_IN = CellRef.parse("requests.carried_in.total")


class Clock:
    """Half past nine in Beijing on an autumn morning, and a second later each time it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=8)))

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass(frozen=True)
class Opened:
    """A review that was restored, and what restoring it said."""

    review: Review
    rebase: Rebase | None


def open_file(folder: Path, reviewer: str = "张三") -> ReviewFile:
    """The review file of `folder`, with all reports read and kept."""
    file = ReviewFile.open(folder, reviewer, clock=Clock())
    read_all(file)
    return file


def read_all(file: ReviewFile) -> tuple[Rebase, ...]:
    """Read what must be read, as the window does on opening a folder."""
    sources = list_reports(file.folder)
    return file.reports.keep(read_packed(file.folder, file.reports.survey(sources)))


def restored(file: ReviewFile, source: str) -> Review:
    """The review of one report as it was saved."""
    return opened(file, source).review


def opened(file: ReviewFile, source: str) -> Opened:
    """The review of one report as it was saved, with what changed in its reading."""
    review = Review(file.reports.load(source), load_forms(), reread)
    return Opened(review, file.restore(review))


def do(file: ReviewFile, review: Review, edit: Edit, reason: str = "") -> int:
    """What the window does for an edit; the number of its entry."""
    return file.record(review, review.apply(edit), reason).seq


def undo(file: ReviewFile, review: Review) -> Change | None:
    """What the window does to take back the last step of a report; None where there is none."""
    step = file.history(review).next_undo
    return None if step is None else _replay(file, review, step.inverse, EntryKind.UNDO, step.seq)


def redo(file: ReviewFile, review: Review) -> Change | None:
    """What the window does to repeat the step that was undone last; None where there is none."""
    step = file.history(review).next_redo
    return None if step is None else _replay(file, review, step.edit, EntryKind.REDO, step.seq)


def restore_to(file: ReviewFile, review: Review, seq: int, reason: str = "") -> Change | None:
    """What the window does to bring back what held after entry `seq`; None where it holds now."""
    edits = edits_back(review, file.trail(review), seq)
    if edits is None:
        return None
    return _replay(file, review, edits, EntryKind.RESTORE, seq, reason)


def _replay(
    file: ReviewFile, review: Review, edit: Edit, kind: EntryKind, seq: int, reason: str = ""
) -> Change:
    change = review.replay(edit)
    file.stage(review, change, reason, kind, seq)
    file.retry()
    return change


def correct(ref: CellRef, value: int | None) -> SetCorrection:
    """The edit that corrects a cell to `value`."""
    return SetCorrection(ref, Correction(value))


def whole_state(review: Review) -> tuple[Decisions, object, object, object, str]:
    """All that an edit may change, for comparing."""
    return (
        review.decisions,
        dict(review.results),
        review.returned,
        review.reading.cells.in_order,
        review.form.id,
    )


def steps(history: History) -> tuple[list[Edit], list[Edit]]:
    """The edits that can be undone and redone."""
    return [step.edit for step in history.done], [step.edit for step in history.undone]
