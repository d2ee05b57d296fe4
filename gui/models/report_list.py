"""Owns the rows of the report list: which of the folder's reports are shown, and in which order.

A plain list is filtered and sorted and the model laid out anew: for 10,000 rows that takes a fraction of what
a QSortFilterProxyModel over a Python model takes.
"""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from gui.listed import Condition, ListedReport, search_line
from gui.models.roles import DISPLAY, ROOT, TOOL_TIP, Index

REPORT = int(Qt.ItemDataRole.UserRole)
"""The role of the ListedReport itself."""


class Shown(Enum):
    """Which reports the list shows."""

    ALL = "all"
    TO_DO = "to_do"
    LATER = "later"
    REVIEWED = "reviewed"
    OTHER = "other"  # not read, unreadable, no report


class Order(Enum):
    """In which order."""

    FILE = "file"
    TO_DO_FIRST = "to_do_first"
    UNIT = "unit"
    YEAR = "year"


SHOWN_CONDITIONS: dict[Shown, frozenset[Condition]] = {
    Shown.ALL: frozenset(Condition),
    Shown.TO_DO: frozenset((Condition.NEEDS_LOOK, Condition.UNREVIEWED)),
    Shown.LATER: frozenset((Condition.LATER,)),
    Shown.REVIEWED: frozenset((Condition.REVIEWED,)),
    Shown.OTHER: frozenset((Condition.UNREAD, Condition.UNREADABLE, Condition.NOT_A_REPORT)),
}

_TO_DO_ORDER = {
    Condition.NEEDS_LOOK: 0,
    Condition.UNREVIEWED: 1,
    Condition.LATER: 2,
    Condition.UNREADABLE: 3,
    Condition.NOT_A_REPORT: 4,
    Condition.UNREAD: 5,
    Condition.REVIEWED: 6,
}


class ReportListModel(QAbstractListModel):
    """The list's rows. `say` gives the text of a row for people who hear it."""

    def __init__(
        self,
        say: Callable[[ListedReport], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._say = say
        self._reports: list[ListedReport] = []
        self._at: dict[str, int] = {}
        self._rows: list[int] = []
        self._row_of: dict[int, int] = {}
        self._words: tuple[str, ...] = ()
        self._text_hits: set[str] = set()
        self._shown = Shown.ALL
        self._order = Order.FILE
        self._counts = dict.fromkeys(Condition, 0)

    # --- what Qt asks -----------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == REPORT:
            return self._reports[self._rows[index.row()]]
        if role in (DISPLAY, TOOL_TIP):
            return self._say(self._reports[self._rows[index.row()]])
        return None

    # --- what the session tells -----------------------------------------------------------------------

    def set_reports(self, reports: Iterable[ListedReport]) -> None:
        """Show another folder."""
        self.beginResetModel()
        self._reports = list(reports)
        self._at = {report.source: at for at, report in enumerate(self._reports)}
        self._counts = dict.fromkeys(Condition, 0)
        for report in self._reports:
            self._counts[report.condition] += 1
        self._lay_out()
        self.endResetModel()

    def update_reports(self, reports: Iterable[ListedReport]) -> None:
        """Show these as they are now."""
        touched = []
        for report in reports:
            at = self._at[report.source]
            self._counts[self._reports[at].condition] -= 1
            self._counts[report.condition] += 1
            self._reports[at] = report
            touched.append(at)
        if self._shown is Shown.ALL and self._order is Order.FILE and not self._words:
            for at in touched:
                index = self.index(self._row_of[at])
                self.dataChanged.emit(index, index)
        elif touched:
            self.lay_out_again()

    # --- what the reviewer asks for ------------------------------------------------------------------

    def set_search(self, text: str) -> tuple[str, ...]:
        """Show only reports whose unit, year or file name hold every word of `text`; gives the words.

        Reports whose source text holds them follow by `add_text_hits`.
        """
        words = tuple(text.split())
        if words != self._words:
            self._words = words
            self._text_hits.clear()
            self.lay_out_again()
        return words

    def add_text_hits(self, words: tuple[str, ...], sources: Iterable[str]) -> None:
        """Show these reports too: their texts hold `words`. Late news of another search are dropped."""
        if words == self._words:
            self._text_hits.update(sources)
            self.lay_out_again()

    def set_shown(self, shown: Shown) -> None:
        """Show only these reports."""
        self._shown = shown
        self.lay_out_again()

    def set_order(self, order: Order) -> None:
        """Show them in this order."""
        self._order = order
        self.lay_out_again()

    def lay_out_again(self) -> None:
        """Filter and sort once more."""
        self.beginResetModel()
        self._lay_out()
        self.endResetModel()

    # --- what others read --------------------------------------------------------------------------

    @property
    def reports(self) -> Sequence[ListedReport]:
        """Every report of the folder, in the order of its files."""
        return self._reports

    def count(self, shown: Shown) -> int:
        """How many reports of the folder `shown` would show without a search."""
        return sum(self._counts[condition] for condition in SHOWN_CONDITIONS[shown])

    def row_of(self, source: str) -> int | None:
        """The row of the report at `source`, None where it is not shown."""
        at = self._at.get(source)
        return None if at is None else self._row_of.get(at)

    def source_at(self, row: int) -> str:
        """The source of the report in `row`."""
        return self._reports[self._rows[row]].source

    def around(
        self, source: str | None, step: int, wanted: Callable[[ListedReport], bool], wrap: bool
    ) -> str | None:
        """The nearest wanted report after (`step` 1) or before (-1) `source` as the list shows them."""
        count = len(self._rows)
        row = self.row_of(source) if source is not None else None
        start = row if row is not None else (-1 if step > 0 else count)
        for distance in range(1, count + 1):
            at = start + step * distance
            if not 0 <= at < count:
                if not wrap:
                    return None
                at %= count
            report = self._reports[self._rows[at]]
            if report.source != source and wanted(report):
                return report.source
        return None

    # --- filtering and sorting ------------------------------------------------------------------------

    def _lay_out(self) -> None:
        conditions = SHOWN_CONDITIONS[self._shown]
        rows = [at for at, report in enumerate(self._reports) if report.condition in conditions]
        if self._words:
            rows = [at for at in rows if self._matches(self._reports[at])]
        if self._order is not Order.FILE:
            keys = _KEYS[self._order]
            rows.sort(key=lambda at: keys(self._reports[at]))
        self._rows = rows
        self._row_of = {at: row for row, at in enumerate(rows)}

    def _matches(self, report: ListedReport) -> bool:
        if report.source in self._text_hits:
            return True
        line = search_line(report)
        return all(word.casefold() in line for word in self._words)


def _by_unit(report: ListedReport) -> tuple[Any, ...]:
    return (not report.unit, report.unit, report.year or 0)


def _by_year(report: ListedReport) -> tuple[Any, ...]:
    return (-(report.year or 0), report.unit)


def _by_to_do(report: ListedReport) -> tuple[Any, ...]:
    return (_TO_DO_ORDER[report.condition], -report.unjudged, -report.looks)


_KEYS: dict[Order, Callable[[ListedReport], tuple[Any, ...]]] = {
    Order.UNIT: _by_unit,
    Order.YEAR: _by_year,
    Order.TO_DO_FIRST: _by_to_do,
}
