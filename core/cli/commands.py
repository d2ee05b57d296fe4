"""Owns what the commands do: `extract`, `check` and `export`, given their parsed options."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from core.audit import local_time
from core.cli.bar import progress_bar
from core.cli.check_lines import Checked, Counts, failing_line, total_line
from core.cli.inputs import Done, Input, find_inputs, run_each, run_over
from core.cli.reviewed import ReviewedFolders
from core.cli.streams import Streams
from core.cli.trails import comparison, review_file_at
from core.cli.usage import UsageError
from core.errors import GoujiError
from core.export.long_table import BEGINNING, CsvJob, RowsJob, Sink
from core.export.target import put_in_place
from core.record import RecordJob
from core.reports import FailedReport, Report
from core.units import UnitTree, load_units
from core.wording import Language, Wording

if TYPE_CHECKING:
    from core.cli.check_together import Together

DONE, FAILING, UNUSABLE = 0, 1, 2

Item = TypeVar("Item")
Result = TypeVar("Result")


def extract(options: argparse.Namespace, wording: Wording, streams: Streams) -> int:
    """Writes the record of each report as JSON lines, or the long table of all as CSV or Excel."""
    output = None if options.output in {None, "-"} else Path(options.output)
    if options.format == "xlsx" and output is None:
        raise UsageError(wording.message("cli", "say.output_needed"))
    inputs, troubles = find_inputs(options.paths, wording)
    _refuse_overwriting(output, inputs, wording)
    # A record is data: its language is asked for, it does not change with the machine.
    language = Language(options.lang) if options.lang else Language.CHINESE
    run = _Run(inputs, troubles, wording, streams)
    if not inputs:
        return run.status
    if output is None:
        _write_text(options.format, language, run, streams)
        return run.status
    with put_in_place(output) as draft:
        if options.format == "xlsx":
            _write_workbook(run, draft)
        else:
            with draft.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
                _write_text(options.format, language, run, file)
    return run.status


def check(options: argparse.Namespace, wording: Wording, streams: Streams) -> int:
    """Writes, report by report, what fails and what was found; status 1 where a check fails."""
    inputs, troubles = find_inputs(options.paths, wording)
    run = _Run(inputs, troubles, wording, streams)
    reviewed = ReviewedFolders([] if options.as_read else inputs, run.complain)
    from core.cli.check_together import Together

    together = Together(run.inputs, run.unit_trees())
    counts: list[Counts] = []
    for checked in _check_all(run, together, reviewed, wording):
        streams.write(checked.text)
        counts.append(checked.counts)
    if inputs:
        closing = [*reviewed.lines(wording)]
        failing = together.failing() if len(inputs) > 1 else []
        if failing:
            closing.append(failing_line(failing, wording))
        closing.append(total_line(counts, run.unread, wording))
        streams.write("\n" + "".join(line + "\n" for line in closing))
    return run.status or (FAILING if any(count.failing for count in counts) else DONE)


def _check_all(
    run: "_Run", together: "Together", reviewed: ReviewedFolders, wording: Wording
) -> Iterator[Checked]:
    """What is said of each report beside the others; the first comes once all are read."""
    from core.cli.check_together import no_suggestions, not_seen, see, suggest_for

    asked = [reviewed.asked(item) for item in run.inputs]
    for seen in run.each(asked, partial(see, wording.language, len(asked) == 1), not_seen):
        together.add(seen)
    waiting = together.compare()
    suggest = partial(suggest_for, wording.language)
    suggestions = dict(run.each(waiting, suggest, no_suggestions))
    lost = {item.source for item in waiting} - suggestions.keys()
    yield from together.checked(suggestions, lost, wording)


def export(options: argparse.Namespace, wording: Wording, streams: Streams) -> int:
    """Saves the audited workbook of a folder, with what its reviewers saved."""
    folder, output = Path(options.folder), Path(options.output)
    if not folder.is_dir():
        key = "say.no_such_folder" if folder.exists() else "say.no_such_path"
        raise UsageError(wording.message("cli", key, path=options.folder))
    if output.suffix.lower() != ".xlsx":
        raise UsageError(wording.message("cli", "say.output_xlsx", path=options.output))
    inputs, troubles = find_inputs([options.folder], wording)
    if troubles:
        raise UsageError("\n".join(troubles))
    _refuse_overwriting(output, inputs, wording)
    review_file = review_file_at(options.review or options.folder, wording, must_exist=False)
    agreement = None
    if options.second is not None:
        agreement = comparison(folder, review_file, options.second, wording, streams).figures
    from core.workbook.of_folder import save_folder_workbook  # brings openpyxl with it

    with progress_bar(streams, wording) as progress:
        saved = save_folder_workbook(
            folder,
            output,
            wording.language,
            made_at=local_time(),
            review_file=review_file,
            agreement=agreement,
            progress=progress,
        )
    for failed in saved.failed:
        streams.complain(wording.error(failed.error))
    words = wording.message("cli", "say.saved", path=options.output, reports=saved.reports)
    streams.write(words + "\n")
    return UNUSABLE if saved.failed else DONE


def _refuse_overwriting(output: Path | None, inputs: Sequence[Input], wording: Wording) -> None:
    """A report is never written to, by a slip in the arguments neither."""
    if output is None or not output.exists():
        return
    for item in inputs:
        if item.path.exists() and output.samefile(item.path):
            raise UsageError(wording.message("cli", "say.output_is_source", path=output))


def _write_text(format: str, language: Language, run: "_Run", sink: Sink) -> None:
    if format == "csv":
        sink.write(BEGINNING)
    job: Callable[[Report], str] = CsvJob() if format == "csv" else RecordJob(language)
    for text in run.results(job, is_printing=isinstance(sink, Streams)):
        sink.write(text)


def _write_workbook(run: "_Run", path: Path) -> None:
    from core.export.long_workbook import LongWorkbook  # brings openpyxl with it

    book = LongWorkbook()
    for rows in run.results(RowsJob(), is_printing=False):
        book.add(rows)
    book.save(path)


class _Run:
    """One pass over the inputs, which complains about whatever cannot be read.

    When it is over, `status` and `unread` say how it went.
    """

    def __init__(
        self, inputs: Sequence[Input], troubles: Sequence[str], wording: Wording, streams: Streams
    ) -> None:
        self.inputs = inputs
        self._wording = wording
        self._streams = streams
        self.unread = 0
        self.status = UNUSABLE if troubles else DONE
        for trouble in troubles:
            streams.complain(trouble)

    def results(self, job: Callable[[Report], Result], *, is_printing: bool) -> Iterator[Result]:
        """What `job` makes of each report that can be read; `is_printing`: it goes to standard output."""
        with progress_bar(self._streams, self._wording, is_printing=is_printing) as progress:
            yield from self._whole(run_over(self.inputs, job, progress))

    def each(
        self,
        items: Sequence[Item],
        work: Callable[[Item], Done[Result] | FailedReport],
        lost: Callable[[Item, str], FailedReport],
    ) -> Iterator[Result]:
        """What `work` makes of each of `items` (see `run_each`), for a report that was read before."""
        with progress_bar(self._streams, self._wording) as progress:
            yield from self._whole(run_each(items, work, lost, progress))

    def complain(self, error: GoujiError) -> None:
        """Say what could not be read besides the inputs; the rest goes on without it."""
        self.status = UNUSABLE
        self._streams.complain(self._wording.error(error))

    def unit_trees(self) -> dict[Path, UnitTree]:
        """The unit files of the folders of the inputs; one that cannot be understood stands for no units."""
        trees: dict[Path, UnitTree] = {}
        for folder in dict.fromkeys(item.folder for item in self.inputs):
            try:
                tree = load_units(folder)
            except GoujiError as error:
                self.complain(error)
                tree = UnitTree()
            if tree is not None:
                trees[folder] = tree
        return trees

    def _whole(self, results: Iterable[Done[Result] | FailedReport]) -> Iterator[Result]:
        """Those that went well; of the others the reason is said."""
        for item in results:
            if isinstance(item, FailedReport):
                self.unread += 1
                self.status = UNUSABLE
                self._streams.complain(self._wording.error(item.error))
            else:
                yield item.result
