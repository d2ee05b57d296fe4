"""Owns the report on the screen: bringing it there, and all that there is to say of it."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.edits import Change
from core.errors import GoujiError
from core.review import Review
from gui.journal import Journal
from gui.listed import Condition, ListedReport, first_to_review, unreadable
from gui.loading import LoadedReport, context_of, load, tell, told_beside
from gui.report_rows import ReportRows
from gui.surroundings import Surroundings
from gui.workers import Handlers, Job, Workers

if TYPE_CHECKING:
    from core.rules import Context
    from core.store import ReviewFile


class OpenReport(QObject):
    """At most one report is on the screen. One that is asked for while another is brought takes its place."""

    awaited = Signal(object)  # ListedReport that is being brought
    opened = Signal(object)  # ListedReport; `review` is None where it cannot be read
    renewed = Signal(object)  # Rebase: the file or the reader changed under its review

    def __init__(
        self,
        workers: Workers,
        rows: ReportRows,
        surroundings: Surroundings,
        journal: Journal,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workers = workers
        self._rows = rows
        self._surroundings = surroundings
        self._journal = journal
        self._file: ReviewFile | None = None
        self.wanted: str | None = None
        """The file that was asked for last."""
        self.source: str | None = None
        """The file that is shown."""
        self.context: Context | None = None
        """What is known of the report from beside its tables."""

    @property
    def review(self) -> Review | None:
        """The review of the report, None where it cannot be read or none is shown."""
        return self._rows.review

    def use(self, file: "ReviewFile | None", wanted: str | None = None) -> None:
        """Bring reports from `file` from now on, and show none of it yet; None where no folder is open."""
        self._file = file
        self._rows.review = self.source = None
        self.wanted = wanted

    def bring_first(self) -> None:
        """Bring the report that was asked for, else the first that is known, those to be reviewed before others."""
        row = self._rows.get(self.wanted)
        if row is None:
            self.wanted = None
            row = first_to_review(self._rows.all())
        if row is not None:
            self.bring(row)

    def bring(self, row: ListedReport) -> None:
        """Bring the report to the screen; `opened` says when it is there."""
        self.wanted = row.source
        if row.condition is Condition.UNREADABLE or self._file is None:
            self._show(row, None)
            return
        self.awaited.emit(row)
        self._workers.start(
            partial(_load, self._file, row.source),
            Handlers(done=self._on_loaded, failed=partial(self._on_failed, row.source)),
        )

    def tell(self) -> None:
        """Have the report know what there is to say of it as all reports stand now."""
        if self.review is not None:
            self._tell(self.review)

    def show_rows(self, others: Iterable[str] = ()) -> None:
        """Have the row of the report, and those of `others`, say how they stand now."""
        if self.review is not None:
            self._rows.put_review(self.review)
        self._rows.put_summaries(self._surroundings.lines(others))

    def follow(self, change: Change) -> tuple[str, ...]:
        """Something was done in the report: know what there is to say of it now.

        Gives the sources of others that may be told something else by it.
        """
        review = self.review
        if review is None:
            return ()
        if change.form_changed or self.context is None:
            self.context = context_of(review)
        others = self._surroundings.follow(review)
        self._tell(review)
        return others

    def _tell(self, review: Review) -> None:
        beside = self._surroundings.of(review.report.source)
        self.context = told_beside(self.context, beside)
        tell(review, self.context)

    def _on_loaded(self, loaded: LoadedReport) -> None:
        row = self._rows.get(loaded.source)
        if loaded.source != self.wanted or row is None:
            return  # the reviewer has gone on, or the folder is another one
        if loaded.source == self.source and self._journal.has_gone_on(loaded.trail):
            # Something was done in it while it was brought: it was on the screen all along.
            self.bring(row)
            return
        self.context = loaded.context
        self._journal.show(loaded.review, loaded.trail)
        self._tell(loaded.review)
        self._rows.put_review(loaded.review)
        self._show(self._rows.get(loaded.source) or row, loaded.review)
        if loaded.rebase is not None:
            self.renewed.emit(loaded.rebase)

    def _on_failed(self, source: str, error: GoujiError) -> None:
        if self._rows.get(source) is None:
            return
        row = unreadable(source, error)
        self._rows.put([row])
        if source == self.wanted:
            self._show(row, None)

    def _show(self, row: ListedReport, review: Review | None) -> None:
        if self.review is not None and self.review is not review:
            self._surroundings.leave(self.review)
        self.source, self._rows.review = row.source, review
        if review is None:
            self._journal.show(None, ())
        self.opened.emit(row)


def _load(
    file: "ReviewFile",
    source: str,
    job: Job[LoadedReport],  # noqa: ARG001
) -> LoadedReport:
    return load(file, source)
