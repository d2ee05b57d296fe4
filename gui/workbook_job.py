"""Owns making the workbook beside the window: in a process of its own, as it computes all the time."""

import multiprocessing
from collections.abc import Iterator
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import GoujiError, ReaderError
from core.progress import Progress
from core.wording import Language

if TYPE_CHECKING:
    from core.reports import FailedReport
    from core.review import Review
    from core.store import ReviewFile

_PULSE_S = 0.1


def export(folder: Path, path: Path, language: Language, progress: Progress) -> Path:
    """Save the workbook of `folder` at `path`: every report, with all that is saved of its review.

    Raises UnwritableFileError, FolderError or ReviewFileError, and Cancelled out of `progress`; whatever was
    at `path` is then untouched.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, folder, path, language), daemon=True)
    process.start()
    theirs.close()
    done, total = 0, 0
    try:
        while True:
            if not ours.poll(_PULSE_S):
                progress(done, total)
                continue
            try:
                message = ours.recv()
            except EOFError:
                process.join()
                reason = f"the process ended ({process.exitcode})"
                raise ReaderError(path=str(path), reason=reason) from None
            if message is None:
                process.join()
                return path
            if isinstance(message, GoujiError):
                raise message
            done, total = message
            progress(done, total)
    finally:
        ours.close()
        process.terminate()
        process.join()


def _serve(pipe: Connection, folder: Path, path: Path, language: Language) -> None:
    """In the process: tell progress as pairs, then None, or the error that ended it."""
    from core.store import OpenMode, ReviewFile
    from core.workbook import save_workbook

    try:
        with ReviewFile.open(folder, "", mode=OpenMode.READ_ONLY) as file:
            save_workbook(
                _Reviews(folder, file),
                path,
                language,
                made_at=datetime.now().astimezone(),
                trail=file.trail,
                progress=lambda done, total: pipe.send((done, total)),
            )
    except GoujiError as error:
        pipe.send(error)
    else:
        pipe.send(None)
    pipe.close()


class _Reviews:
    """The reviews of a folder, one in memory at a time."""

    def __init__(self, folder: Path, file: "ReviewFile") -> None:
        from core.folder import list_reports

        self._file = file
        self._sources = list_reports(folder)
        file.survey(self._sources)

    def __length_hint__(self) -> int:
        return len(self._sources)

    def __iter__(self) -> "Iterator[Review | FailedReport]":
        from core.folder import reread
        from core.forms import load_forms
        from core.reports import FailedReport
        from core.review import Review

        for source in self._sources:
            try:
                review = Review(self._file.load(source), load_forms(), reread)
            except GoujiError as error:
                yield FailedReport(source, error)
                continue
            self._file.restore(review)
            yield review
