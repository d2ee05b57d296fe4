"""Owns the Workbook of a whole folder: its reports read afresh, under what reviewers saved in its review file.

The review file is only read, so this may run in a process of its own beside an open window.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.folder import list_reports, read_folder, reread
from core.forms import load_forms
from core.progress import Progress, no_progress
from core.reports import FailedReport
from core.review import Review
from core.store import OpenMode, ReviewFile
from core.store.places import place_elsewhere, place_in
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
    progress: Progress = no_progress,
    workers: int | None = None,
) -> SavedWorkbook:
    """Saves the audited workbook of `folder` at `path`; works without a review file too.

    Files that cannot be read are listed in it with the reason. Raises FolderError, UnwritableFileError,
    or the errors of a review file that cannot be read; the file at `path` is then untouched.
    """
    sources = list_reports(folder)
    with ExitStack() as stack:
        file = None
        if place_in(folder).exists() or place_elsewhere(folder).exists():
            file = stack.enter_context(ReviewFile.open(folder, "", mode=OpenMode.READ_ONLY))
            file.survey(sources)
        trail = file.trail if file else no_trail
        reviews = _Reviews(folder, sources, file, workers)
        save_workbook(
            reviews,
            path,
            language,
            made_at=made_at,
            trail=trail,
            rules_off=file.rules_off() if file else frozenset(),
            progress=progress,
        )
    return SavedWorkbook(path, len(sources) - len(reviews.failed), tuple(reviews.failed))


class _Reviews:
    """The Reviews of a folder, one after the other, as they were saved."""

    def __init__(
        self, folder: Path, sources: Sequence[str], file: ReviewFile | None, workers: int | None
    ) -> None:
        self._folder = folder
        self._sources = sources
        self._file = file
        self._workers = workers
        self.failed: list[FailedReport] = []

    def __length_hint__(self) -> int:
        return len(self._sources)

    def __iter__(self) -> Iterator[Review | FailedReport]:
        forms = load_forms()
        for report in read_folder(self._folder, self._sources, workers=self._workers):
            if isinstance(report, FailedReport):
                self.failed.append(report)
                yield report
            else:
                review = Review(report, forms, reread)
                if self._file is not None:
                    self._file.restore(review)
                yield review
