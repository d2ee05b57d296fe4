"""Owns the Workbook of a whole folder: its reports read afresh, under what reviewers saved in its review file.

The review file is only read, so this may run in a process of its own beside an open window.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from core.agreement import Agreement
from core.findings import Finding
from core.folder import PackedReport, list_reports, pack, read_each, reread
from core.forms import load_forms
from core.outlines import Outlines, expand, figures_of, shrink, sketch_of
from core.progress import Progress, no_progress
from core.reports import FailedReport, Report
from core.review import Review
from core.rules import Context, all_findings, narrative_context
from core.store import OpenMode, ReviewFile
from core.store.choosing import review_file_of
from core.text import SourceText
from core.units import UnitTree, load_units
from core.wording import Language
from core.workbook import save_workbook
from core.workbook.trail import no_trail


@dataclass(frozen=True, slots=True)
class SavedWorkbook:
    """A Workbook that was saved: where, how many reports it holds, and the files that could not be read."""

    path: Path
    reports: int
    failed: tuple[FailedReport, ...]


def save_folder_workbook(
    folder: Path,
    path: Path,
    language: Language,
    *,
    made_at: datetime,
    review_file: Path | None = None,
    agreement: Agreement | None = None,
    progress: Progress = no_progress,
    workers: int | None = None,
) -> SavedWorkbook:
    """Saves the audited workbook of `folder` at `path`; works without a review file too.

    The findings include what the reports say of each other: two years, units (by the unit file of the
    folder, else by its folders), copies. Files that cannot be read are listed in it with the reason.
    `progress` is called while reports are read, then while they are written. Raises FolderError,
    UnwritableFileError, UnitFileError, or the errors of a review file that cannot be read; the file at
    `path` is then untouched.
    """
    sources = list_reports(folder)
    tree = load_units(folder)
    with ExitStack() as stack:
        file = None
        review_file = review_file or review_file_of(folder)
        if review_file.exists():
            file = stack.enter_context(
                ReviewFile.open(folder, "", mode=OpenMode.READ_ONLY, path=review_file)
            )
            file.reports.survey(sources)
        trail = file.trail if file else no_trail
        reviews = _Reviews(
            folder, sources, file, tree, progress=_half(progress, second=False), workers=workers
        )
        save_workbook(
            reviews,
            path,
            language,
            made_at=made_at,
            trail=trail,
            findings=reviews.findings,
            rules_off=file.rules.off if file else frozenset(),
            agreement=agreement,
            progress=_half(progress, second=True),
        )
    return SavedWorkbook(path, len(sources) - len(reviews.failed), tuple(reviews.failed))


def _half(progress: Progress, *, second: bool) -> Progress:
    """`progress` of a job that is the first or second half of the whole: reading, writing."""

    def half(done: int, total: int) -> None:
        progress((done + total * second) // 2, total)

    return half


@dataclass(frozen=True, slots=True)
class _Kept:
    """A report between its reading and its turn; `waiting` is a _Waiting, shrunk."""

    source: str
    waiting: bytes
    sketch: bytes | None


class _Waiting(NamedTuple):
    """A report as it was read, and what its narrative says."""

    text: SourceText
    packed: PackedReport
    context: Context


def _keep(report: Report) -> _Kept:
    """What there is to do for a report by itself, in a worker process."""
    review = Review(report, load_forms(), reread)
    packed = pack(report, load_forms(), None)
    waiting = _Waiting(report.text, packed, narrative_context(review))
    return _Kept(report.source, shrink(waiting), sketch_of(review))


class _Reviews:
    """The Reviews of a folder, one after the other, as they were saved; all are read before the first comes."""

    def __init__(
        self,
        folder: Path,
        sources: Sequence[str],
        file: ReviewFile | None,
        tree: UnitTree | None,
        *,
        progress: Progress,
        workers: int | None,
    ) -> None:
        self._folder = folder
        self._sources = sources
        self._file = file
        self._tree = tree
        self._progress = progress
        self._workers = workers
        self._forms = load_forms()
        self._context = Context()
        self._rules_off = file.rules.off if file else frozenset[str]()
        self.failed: list[FailedReport] = []

    def __length_hint__(self) -> int:
        return len(self._sources)

    def __iter__(self) -> Iterator[Review | FailedReport]:
        kept: deque[_Kept | FailedReport] = deque()
        outlines = Outlines()
        for item in read_each(self._folder, self._sources, _keep, self._progress, self._workers):
            kept.append(item)
            if isinstance(item, FailedReport):
                self.failed.append(item)
            else:
                review, _ = self._review(item)
                sketch = item.sketch if _is_as_read(review) else sketch_of(review)
                outlines.add(item.source, figures_of(review), sketch)
        contexts = outlines.compare(self._tree)
        while kept:
            item = kept.popleft()
            if isinstance(item, FailedReport):
                yield item
            else:
                review, told = self._review(item)
                if not _is_as_read(review):
                    told = narrative_context(review)
                beside = contexts[item.source]
                self._context = replace(beside, claims=told.claims, parts=told.parts)
                yield review

    def findings(self, review: Review) -> tuple[Finding, ...]:
        """All findings of the Review that came last, under the rules that are on."""
        return all_findings(review, self._context, self._rules_off)

    def _review(self, item: _Kept) -> tuple[Review, Context]:
        """The Review as it was saved, and what the narrative said where it was read."""
        waiting: _Waiting = expand(item.waiting)
        review = Review(waiting.packed.unpack(waiting.text, self._forms), self._forms, reread)
        if self._file is not None:
            self._file.restore(review)
        review.rules_off = self._rules_off
        return review, waiting.context


def _is_as_read(review: Review) -> bool:
    """Whether the report is still on the Form that it was read under, so that what the worker made holds."""
    return review.reading is review.report.reading
