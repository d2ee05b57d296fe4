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

Item = TypeVar("Item")
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
    return run_each(inputs, partial(_work, job), _lost, progress)


def run_each(
    items: Sequence[Item],
    work: Callable[[Item], Done[Result] | FailedReport],
    lost: Callable[[Item, str], FailedReport],
    progress: Progress,
) -> Iterator[Done[Result] | FailedReport]:
    """What `work` makes of each item, in order, in worker processes where there are many.

    `work` must be picklable and must not raise (see `attempt`); `lost(item, reason)` stands in where a
    worker died over an item. Ending the iteration ends the worker processes.
    """
    workers = available_workers()
    total = len(items)
    results: Iterable[Done[Result] | FailedReport]
    if workers < 2 or total <= IN_LINE_LIMIT:
        results = map(work, items)
    else:
        results = map_in_processes(
            partial(map, work), items, workers=workers, lost=lost, pulse=lambda: None
        )
    for done, result in enumerate(results, start=1):
        progress(done, total)
        yield result


def attempt(shown: str, make: Callable[[], Result]) -> Done[Result] | FailedReport:
    """What `make` gives; whatever goes wrong is said of the report `shown` alone."""
    try:
        return Done(make())
    except GoujiError as error:
        return FailedReport(shown, error)
    # One report that breaks the reader must not cost the other thousands.
    except Exception as error:  # noqa: BLE001
        return failed(shown, f"{type(error).__name__}: {error}")


def failed(shown: str, reason: str) -> FailedReport:
    """The report `shown` could not be dealt with."""
    return FailedReport(shown, ReaderError(path=shown, reason=reason))


def _work(job: Callable[[Report], Result], item: Input) -> Done[Result] | FailedReport:
    def make() -> Result:
        return job(replace(read_one(item.folder, item.source), source=item.shown))

    return attempt(item.shown, make)


def _lost(item: Input, reason: str) -> FailedReport:
    return failed(item.shown, reason)
