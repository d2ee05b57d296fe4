"""Owns what the command line reads: from the paths a person typed to the results of a job over each report.

A job turns one Report into what its command needs. It runs where the report was read, in a worker process
where there are many, so that only its result travels.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from core.cli.usage import UsageError
from core.errors import FolderError, GoujiError, ReaderError
from core.folder import IN_LINE_LIMIT, list_reports, read_one
from core.pool import available_workers, map_in_processes
from core.progress import Progress
from core.reports import FailedReport, Report
from core.wording import Wording

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: `source` below `folder`, called `shown` towards the person who typed the path."""

    folder: Path
    source: str
    shown: str

    @property
    def path(self) -> Path:
        """The file itself."""
        return self.folder / self.source


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """What the job made of one report."""

    result: Result


def find_inputs(paths: Sequence[str], wording: Wording) -> tuple[list[Input], list[str]]:
    """The files at `paths`, and a sentence for each path where there is nothing to read."""
    inputs: list[Input] = []
    troubles: list[str] = []
    for given in paths:
        try:
            inputs += _find(given, wording)
        except UsageError as trouble:
            troubles.append(str(trouble))
        except GoujiError as error:
            troubles.append(wording.error(error))
    return inputs, troubles


def _find(given: str, wording: Wording) -> list[Input]:
    path = Path(given)
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        raise FolderError(path=given, reason=str(error)) from error
    if not exists:
        raise UsageError(wording.message("cli", "say.no_such_path", path=given))
    shown = given.replace(os.sep, "/")
    if not is_folder:
        return [Input(path.parent, path.name, shown)]
    sources = list_reports(path)
    if not sources:
        raise UsageError(wording.message("cli", "say.no_reports", path=given))
    prefix = shown.rstrip("/") + "/"
    return [Input(path, source, prefix + source) for source in sources]


def run_over(
    inputs: Sequence[Input], job: Callable[[Report], Result], progress: Progress
) -> Iterator[Done[Result] | FailedReport]:
    """What `job` makes of each report, in order; a FailedReport for each file that cannot be read.

    `job` must be picklable. Ending the iteration ends the worker processes.
    """
    work = partial(_work, job)
    workers = available_workers()
    total = len(inputs)
    results: Iterable[Done[Result] | FailedReport]
    if workers < 2 or total <= IN_LINE_LIMIT:
        results = map(work, inputs)
    else:
        results = map_in_processes(work, inputs, workers=workers, lost=_lost, pulse=lambda: None)
    for done, result in enumerate(results, start=1):
        progress(done, total)
        yield result


def _work(job: Callable[[Report], Result], item: Input) -> Done[Result] | FailedReport:
    """One file; whatever goes wrong over it is said of it alone."""
    try:
        report = read_one(item.folder, item.source)
        return Done(job(replace(report, source=item.shown)))
    except GoujiError as error:
        return FailedReport(item.shown, error)
    # One report that breaks the reader must not cost the other thousands.
    except Exception as error:  # noqa: BLE001
        return _lost(item, f"{type(error).__name__}: {error}")


def _lost(item: Input, reason: str) -> FailedReport:
    return FailedReport(item.shown, ReaderError(path=item.shown, reason=reason))
