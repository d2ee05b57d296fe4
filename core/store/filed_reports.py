"""Owns the reports of a folder as its review file has them: which to read, their lines in the list, their Readings."""

import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from core.folder import (
    READ_ERRORS,
    KnownReading,
    PackedReport,
    natural_key,
    read_one,
    read_source,
)
from core.reports import FailedReport, Report
from core.store.cache import summary_of
from core.store.database import translated
from core.store.known import KnownReports
from core.store.rebase import Rebase
from core.store.settling import Settling
from core.store.writer import UnsavedError, Writer
from core.summary import Summary


class FiledReports:
    """The reports that one review file knows, those of vanished files included."""

    def __init__(
        self,
        folder: Path,
        known: KnownReports,
        settling: Settling,
        writer: Writer,
        mutex: threading.RLock,
    ) -> None:
        self._folder = folder
        self._known = known
        self._settling = settling
        self._writer = writer
        self._mutex = mutex

    def survey(self, sources: Sequence[str]) -> tuple[str, ...]:
        """Of the files that the folder holds now, those to read: new, changed, or read by an older reader."""
        with self._mutex:
            self._known.survey(sources)
            return tuple(source for source in sources if not self._known.is_untouched(source))

    def summaries(self) -> dict[str, Summary]:
        """The lines of the report list by source, as they were last; files that have vanished included."""
        with self._mutex:
            return {known.source: summary_of(known) for known in self._known.all()}

    def summary(self, source: str) -> Summary | None:
        """The line of the report list for one file, None where it was never read."""
        with self._mutex:
            known = self._known.by_source(source)
            return None if known is None else known.summary

    def note_lines(self, lines: Iterable[Summary]) -> None:
        """Keep how many findings are open in each report once the others were looked at, too.

        A line that is another by now stays.
        """
        with self._mutex:
            for line in lines:
                known = self._known.by_source(line.source)
                if known is None or known.summary == line:
                    continue
                if known.summary == line._replace(open_findings=known.open_findings):
                    self._settling.put(known.with_summary(line))
        with suppress(UnsavedError):  # it can be made again
            self._writer.flush()

    def reviewed(self) -> tuple[str, ...]:
        """The files on which anybody has done anything, in natural order; vanished ones included."""
        with self._mutex:
            sources = [known.source for known in self._known.all() if known.has_review]
        return tuple(sorted(sources, key=natural_key))

    def may_have_review(self, source: str, digest: str) -> bool:
        """Whether a review may belong to a file of that name and text; `ReviewFile.restore` tells for certain."""
        with self._mutex:
            return self._known.may_have_review(source, digest)

    def keep(self, reports: Iterable[PackedReport | FailedReport]) -> tuple[Rebase, ...]:
        """Cache freshly read reports, in one transaction; tells which reviews went over to a new reading.

        Of a file that could not be read, what is known stays. Raises UnsavedError.
        """
        rebases = []
        for packed in reports:
            if isinstance(packed, PackedReport):
                with self._mutex, translated(self._writer.path), suppress(*READ_ERRORS):
                    rebases.append(self._settling.keep(packed))
        self._writer.flush()
        return tuple(rebase for rebase in rebases if rebase is not None)

    def load(self, source: str) -> Report:
        """The report in the file: its text from the folder, its Reading from the cache where that still fits.

        Raises the errors of `core.folder.read_source`.
        """
        return self.cached(source) or read_one(self._folder, source)

    def cached(self, source: str) -> Report | None:
        """The report in the file, None where the file changed or was never read. Errors as `load`."""
        with self._mutex, translated(self._writer.path):
            known = self._known.current(source)
            if known is None:
                return None
            text, stamp = read_source(self._folder, source)
            reading = self._known.reading(known) if text.digest == known.digest else None
            return None if reading is None else Report(source, text, reading, stamp)

    def packed_reading(self, source: str) -> KnownReading | None:
        """What is cached of the file, for whoever has its text; None where it was never read, or all is closed."""
        with self._mutex, translated(self._writer.path):
            return None if self._writer.is_closed else self._known.packed_reading(source)
