"""Owns the rows of the report list: what is known of each file of the open folder, in natural order."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from core.review import Review
from core.summary import Summary
from gui.listed import ListedReport, listed, listed_unopened


class ReportRows(QObject):
    """One row a file. The row of the report on the screen is made from its review, which knows more."""

    changed = Signal(object)  # list[ListedReport]

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: dict[str, ListedReport] = {}
        self.review: Review | None = None
        """The report on the screen."""

    def reset(self, rows: Iterable[ListedReport] = ()) -> None:
        """Another folder: these are the rows."""
        self._rows = {row.source: row for row in rows}

    def all(self) -> list[ListedReport]:
        """The rows, in natural order."""
        return list(self._rows.values())

    def get(self, source: str | None) -> ListedReport | None:
        """The row of one file, None where it is not in the folder."""
        return None if source is None else self._rows.get(source)

    def sources(self) -> list[str]:
        """The files."""
        return list(self._rows)

    def put(self, rows: Iterable[ListedReport]) -> None:
        """Show `rows` in place of those of the same files, where they are others."""
        known = [self._best(row) for row in rows if row.source in self._rows]
        changed = [row for row in known if row != self._rows[row.source]]
        self._rows.update((row.source, row) for row in changed)
        if changed:
            self.changed.emit(changed)

    def put_review(self, review: Review) -> None:
        """Show what `review` says of its report now."""
        self.put([listed(review)])

    def put_summaries(self, summaries: Iterable[Summary]) -> None:
        """Show what is said of these reports now."""
        self.put(map(listed_unopened, summaries))

    def _best(self, row: ListedReport) -> ListedReport:
        review = self.review
        if review is None or review.report.source != row.source:
            return row
        return listed(review)
