"""Owns a folder of reports: which files it holds, and reading them, in worker processes where it pays.

Workers hand each report back packed (a Reading as the compact text that the review file caches), so that a
large folder costs the asking process next to nothing until a report is opened.
"""

import os
import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from core.errors import (
    FileTooLargeError,
    FolderError,
    GoujiError,
    ReaderError,
    UndecodableTextError,
    UnreadableFileError,
    UnsupportedFileError,
)
from core.forms import Form, load_forms
from core.pool import available_workers, map_in_processes
from core.progress import Progress, no_progress
from core.reading_codec import decode_reading, pack_reading, unpack_json
from core.reports import FailedReport, FileStamp, Reading, Report
from core.review import Review
from core.rules import tell
from core.stages import Staged, each_in_step, finished
from core.summary import Summary, summarize, summarize_reading
from core.text import SourceText, decode, read_file

Result = TypeVar("Result")

TEXT_KINDS = frozenset({"", ".txt", ".text", ".md", ".markdown", ".tsv", ".csv", ".log"})
"""Kinds of file (lower case, with the dot) that are read as text."""

UNREAD_KINDS = frozenset(
    {".htm", ".html", ".mht", ".mhtml", ".doc", ".docx", ".wps", ".rtf", ".odt", ".pdf", ".ofd"}
)
"""Kinds that may well hold a report but are not read: they are listed, and reading them says so."""

_LISTED_KINDS = TEXT_KINDS | UNREAD_KINDS

_LARGE = 100_000
"""Characters of a text that is read in one go, so that few such are in memory at a time."""

IN_LINE_LIMIT = 40
"""So few files are read sooner than a pool of processes is started."""

READ_ERRORS = (
    UnreadableFileError,
    UndecodableTextError,
    FileTooLargeError,
    UnsupportedFileError,
    FolderError,
)
"""What `read_source` raises where a file cannot be read."""

_OWN = re.compile(r"\.sqlite([.-].*)?$")  # a review file, its write-ahead log, its lock
_SUFFIX = re.compile(r"[A-Za-z][A-Za-z0-9]{0,7}")
_DIGITS = re.compile(r"(\d+)")


# --- which files ---------------------------------------------------------------------------------


def list_reports(folder: Path | str) -> list[str]:
    """The sources in `folder` and below it: relative paths with forward slashes, in natural order.

    Hidden files, review files, workbooks and whatever holds no text are left out. A folder inside that
    cannot be listed stands in the result with a slash at its end: reading it says why. Raises FolderError.
    """
    root = Path(folder)
    sources: list[str] = []
    try:
        _list_into(root, "", sources)
    except OSError as error:
        raise FolderError.at(root, error) from error
    return sorted(sources, key=natural_key)


def _list_into(folder: Path, prefix: str, sources: list[str]) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith((".", "~$")) or _OWN.search(name):
                continue
            if entry.is_dir(follow_symlinks=False):
                try:
                    _list_into(folder / name, f"{prefix}{name}/", sources)
                except OSError:
                    sources.append(f"{prefix}{name}/")
            elif file_kind(name) in _LISTED_KINDS and not entry.is_dir():
                sources.append(prefix + name)


def file_kind(source: str) -> str:
    """The kind of file that the name says: its suffix in lower case, empty where it has none.

    A dot inside a sentence or before a year is no suffix (关于公开的报告.2020年).
    """
    name = source.rstrip("/").rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    if not (stem and dot and _SUFFIX.fullmatch(suffix)):
        return ""
    return f".{suffix.lower()}"


def natural_key(source: str) -> tuple[object, ...]:
    """Sorts report 9 before report 10, folder by folder."""
    return ([_natural_part(part) for part in source.split("/")], source)


def _natural_part(part: str) -> list[str | int]:
    """Text and numbers in turn, text first, so that like stands beside like."""
    runs: list[str | int] = [*_DIGITS.split(part.casefold())]
    runs[1::2] = map(int, runs[1::2])
    return runs


# --- one file ------------------------------------------------------------------------------------


def read_source(folder: Path, source: str) -> tuple[SourceText, FileStamp]:
    """The text of one file of the folder and the stamp by which it is known to be the same file later.

    Raises the errors of `core.text.read_text`, FolderError, or UnsupportedFileError.
    """
    if source.endswith("/"):
        try:
            os.scandir(folder / source).close()
        except OSError as error:
            raise FolderError.at(folder / source, error) from error
    kind = file_kind(source)
    if kind not in TEXT_KINDS:
        raise UnsupportedFileError(path=str(folder / source), kind=kind.removeprefix("."))
    path = os.path.join(folder, source)  # noqa: PTH118 - a Path for each of thousands takes longer
    data, status = read_file(path)
    return decode(data, path), FileStamp(status.st_size, status.st_mtime_ns)


def stamp_of(path: Path) -> FileStamp | None:
    """Size and time of the file at `path`, None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return FileStamp(status.st_size, status.st_mtime_ns)


def read_one(folder: Path | str, source: str) -> Report:
    """The report in one file of the folder. Raises the errors of `read_source`."""
    from core.extract.reader import read_report  # heavy (OpenCC): not before a first report is read

    text, stamp = read_source(Path(folder), source)
    return Report(source, text, read_report(text, source), stamp)


def reread(report: Report, form: str) -> Reading:
    """The report read under another Form: what a Review calls when the reviewer corrects the form."""
    from core.extract.reader import read_report

    return read_report(report.text, report.source, form)


# --- all of them ---------------------------------------------------------------------------------


class PackedReport(NamedTuple):
    """What is kept of a report, as it comes from a worker: all but its text, which is in the folder.

    `digest` is that of the text, `reading` the Reading as `core.reading_codec.pack_reading` makes it.
    """

    source: str
    digest: str
    stamp: FileStamp | None
    reading: bytes
    summary: Summary

    def unpack(self, text: SourceText, forms: Mapping[str, Form]) -> Report:
        """The report itself, of which `text` is the text."""
        reading = decode_reading(unpack_json(self.reading), forms)
        return Report(self.source, text, reading, self.stamp)


class KnownReading(NamedTuple):
    """The Reading that a text had, by the digest of the text: encoded, as it is kept."""

    digest: str
    body: bytes

    def unpacked(self) -> bytes:
        """The Reading as `core.reading_codec` has it; ValueError where it was damaged."""
        return unpack_json(self.body)


def pack(
    report: Report, forms: Mapping[str, Form], off: frozenset[str] | None = frozenset()
) -> PackedReport:
    """`report` with what the report list shows of it, the rules `off` being switched off.

    `off` None: findings of form and narrative, which take as long as reading itself, are not looked for.
    """
    if off is None:
        summary = summarize_reading(report, forms[report.reading.form])
    else:
        review = Review(report, forms, reread)
        tell(review, off=off)
        summary = summarize(review)
    reading = pack_reading(report.reading)
    return PackedReport(report.source, report.text.digest, report.stamp, reading, summary)


def read_packed(
    folder: Path | str,
    sources: Sequence[str],
    progress: Progress = no_progress,
    workers: int | None = None,
    off: frozenset[str] | None = frozenset(),
) -> Generator[PackedReport | FailedReport, None, None]:
    """The reports of `sources` in their order, for keeping in a review file and for lists.

    A file that cannot be read is a FailedReport. `progress` is called as reports come and may raise Cancelled,
    which ends all work. `workers` None takes what the machine has; 1 or few files read in this process. `off`
    as in `pack`.
    """
    return read_each(folder, sources, partial(_pack, off), progress, workers)


def read_each(
    folder: Path | str,
    sources: Sequence[str],
    job: Callable[[Report], Result],
    progress: Progress = no_progress,
    workers: int | None = None,
    known: Callable[[str], KnownReading | None] = lambda _: None,
) -> Generator[Result | FailedReport, None, None]:
    """What `job` makes of each report where it is read, in order; `job` must be picklable.

    `workers` as in `read_packed`. Where `known` has the Reading of a text that is still the same, it is not
    made again.
    """
    read = partial(_read, job, Path(folder))
    workers = available_workers() if workers is None else workers
    total = len(sources)
    items = [(source, known(source)) for source in sources]
    progress(0, total)
    results: Iterator[Result | FailedReport]
    if workers < 2 or total <= IN_LINE_LIMIT:
        results = each_in_step(read, items)
    else:
        results = map_in_processes(
            partial(each_in_step, read),
            items,
            workers=workers,
            lost=partial(_lost, Path(folder)),
            pulse=lambda: progress(done, total),
        )
    done = 0
    try:
        for done, result in enumerate(results, start=1):
            progress(done, total)
            yield result
    finally:
        if isinstance(results, Generator):
            results.close()  # ends the processes now, not when the garbage is collected


def _pack(off: frozenset[str] | None, report: Report) -> PackedReport:
    return pack(report, load_forms(), off)


def _read(
    job: Callable[[Report], Result], folder: Path, item: tuple[str, KnownReading | None]
) -> Staged[Result | FailedReport]:
    """One file, in stages; whatever goes wrong over it is said of it alone."""
    source, known = item
    try:
        text, stamp = read_source(folder, source)
        reading = known and _known_reading(text, known)
        if reading is None:
            reading = yield from _reading(text, source)
        yield
        return job(Report(source, text, reading, stamp))
    except GoujiError as error:
        return FailedReport(source, error)
    # One report that breaks the reader must not cost the other thousands.
    except Exception as error:  # noqa: BLE001
        reason = f"{type(error).__name__}: {error}"
        return FailedReport(source, ReaderError(path=str(folder / source), reason=reason))


def _reading(text: SourceText, source: str) -> Staged[Reading]:
    from core.extract.reader import reading_stages

    stages = reading_stages(text, source)
    if len(text.text) > _LARGE:
        return finished(stages)
    yield
    return (yield from stages)


def _known_reading(text: SourceText, known: KnownReading) -> Reading | None:
    """The Reading that is known of `text`, None where it is of another text or of forms that changed since."""
    if text.digest != known.digest:
        return None
    try:
        return decode_reading(known.unpacked(), load_forms())
    except ValueError:
        return None


def _lost(folder: Path, item: tuple[str, KnownReading | None], reason: str) -> FailedReport:
    source = item[0]
    return FailedReport(source, ReaderError(path=str(folder / source), reason=reason))
