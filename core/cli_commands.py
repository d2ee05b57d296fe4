"""Owns what the commands do: `extract`, `check` and `export`, given their parsed options."""

import argparse
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from core.cli_inputs import Input, Unread, UsageError, find_inputs, read_inputs
from core.cli_report import Tally, report_lines
from core.cli_streams import Streams
from core.export_long import LongCsv, Sink
from core.export_target import put_in_place
from core.forms import load_forms
from core.progress import Progress, no_progress
from core.record import record_line
from core.reports import Report
from core.wording import Language, Wording

DONE, FAILING, UNUSABLE = 0, 1, 2


def extract(options: argparse.Namespace, wording: Wording, streams: Streams) -> int:
    """Writes the record of each report as JSON lines, or the long table of all as CSV or Excel."""
    output = None if options.output in {None, "-"} else Path(options.output)
    if options.format == "xlsx" and output is None:
        raise UsageError(wording.message("cli", "say.output_needed"))
    inputs, troubles = find_inputs(options.paths, wording)
    _refuse_overwriting(output, inputs, wording)
    reports = _Reports(inputs, troubles, wording, streams)
    if not inputs:
        return reports.status
    # A record is data: its language is asked for, it does not change with the machine.
    told = Wording(Language(options.lang) if options.lang else Language.CHINESE)
    if output is None:
        _write_text(options.format, reports, told, streams)
    else:
        with put_in_place(output) as draft:
            if options.format == "xlsx":
                _write_workbook(reports, draft)
            else:
                with draft.open(
                    "w", encoding="utf-8", errors="backslashreplace", newline=""
                ) as file:
                    _write_text(options.format, reports, told, file)
    return reports.status


def check(options: argparse.Namespace, wording: Wording, streams: Streams) -> int:
    """Writes, report by report, what fails and what was found; status 1 where a check fails."""
    inputs, troubles = find_inputs(options.paths, wording)
    reports = _Reports(inputs, troubles, wording, streams)
    forms = load_forms()
    tally = Tally()
    for report in reports:
        lines = report_lines(report, forms[report.reading.form], wording, tally)
        streams.write("\n".join(lines) + "\n")
    if inputs:
        streams.write("\n" + tally.sentence(wording, reports.unread) + "\n")
    return reports.status or (FAILING if tally.failing else DONE)


def _refuse_overwriting(output: Path | None, inputs: list[Input], wording: Wording) -> None:
    """A report is never written to, by a slip in the arguments neither."""
    if output is None or not output.exists():
        return
    for item in inputs:
        for file in item.files():
            if file.exists() and output.samefile(file):
                path = str(output)
                raise UsageError(wording.message("cli", "say.output_is_source", path=path))


def _write_text(format: str, reports: Iterable[Report], wording: Wording, sink: Sink) -> None:
    forms = load_forms()
    table = LongCsv(sink) if format == "csv" else None
    for report in reports:
        form = forms[report.reading.form]
        if table is None:
            sink.write(record_line(report, form, wording) + "\n")
        else:
            table.add(report, form)


def _write_workbook(reports: Iterable[Report], path: Path) -> None:
    from core.export_long_xlsx import LongWorkbook  # brings openpyxl with it

    forms = load_forms()
    book = LongWorkbook()
    for report in reports:
        book.add(report, forms[report.reading.form])
    book.save(path)


class _Reports:
    """The reports of the inputs, read one after the other; complains about those that cannot be read.

    Iterate once; afterwards `status` and `unread` say how it went.
    """

    def __init__(
        self, inputs: list[Input], troubles: list[str], wording: Wording, streams: Streams
    ) -> None:
        self._inputs = inputs
        self._wording = wording
        self._streams = streams
        self.unread = 0
        self.status = UNUSABLE if troubles else DONE
        for trouble in troubles:
            streams.complain(trouble)

    def __iter__(self) -> Iterator[Report]:
        with _progress_bar(self._streams, self._wording) as progress:
            for item in read_inputs(self._inputs, progress):
                if isinstance(item, Unread):
                    self.unread += 1
                    self.status = UNUSABLE
                    self._streams.complain(self._wording.error(item.error))
                else:
                    yield item


@contextmanager
def _progress_bar(streams: Streams, wording: Wording) -> Iterator[Progress]:
    """A bar on standard error where a person watches, else nothing."""
    if not streams.is_watched:
        yield no_progress
        return
    from tqdm import tqdm

    with tqdm(desc=wording.message("cli", "say.reading"), leave=False, delay=0.5) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield progress
