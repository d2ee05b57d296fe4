"""Owns the lines about one unit: how its sums come out year by year, what is missing, and its reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject

from core.cells import CellRef
from core.unit_sums import UnitSum
from gui.models.roles import DISPLAY, FOREGROUND, ROOT, TOOL_TIP, Index
from gui.theme import Role, Theme
from gui.unit_work import UnitWork
from gui.wording import Speech


@dataclass(frozen=True, slots=True)
class DetailLine:
    """One line; Enter goes to the report `source`, to its cell where one is given."""

    words: str
    colour: Role
    source: str | None = None
    cell: CellRef | None = None


class UnitDetailsModel(QAbstractListModel):
    """The lines about the unit that is chosen."""

    def __init__(
        self, theme: Theme, speech: Speech, work: UnitWork, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._speech = speech
        self._work = work
        self._lines: list[DetailLine] = []

    def show_unit(self, name: str | None) -> None:
        """Say what is known of the unit called `name`."""
        self.beginResetModel()
        self._lines = [] if name is None else [*self._sums(name), *self._reports(name)]
        self.endResetModel()

    def line_at(self, row: int) -> DetailLine:
        """The line in `row`."""
        return self._lines[row]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in (DISPLAY, TOOL_TIP):
            return line.words
        if role == FOREGROUND:
            return self._theme.colour(line.colour)
        return None

    def _sums(self, name: str) -> Iterator[DetailLine]:
        for year, found in self._work.sums_of(name):
            if found is None:
                words = self.tr("%1  –  the unit has no report of its own, or several")
                yield DetailLine(words.replace("%1", str(year)), Role.TEXT_SECONDARY)
            else:
                yield from self._sum(year, found)

    def _sum(self, year: int, found: UnitSum) -> Iterator[DetailLine]:
        source = found.parent.report.source
        if found.missing:
            words = self.tr("%1  ?  cannot be judged: no single report of %2 on this form")
            names = self.tr(", ").join(found.missing)
            words = words.replace("%2", names).replace("%1", str(year))
            yield DetailLine(words, Role.LOOK, source)
            return
        if not found.differing:
            words = (
                self.tr("%1  ✓  %2 figures are at least the sum of %3 reports below")
                if found.is_least
                else self.tr("%1  ✓  %2 figures are the sum of %3 reports")
            )
            yield DetailLine(self._counted(words, year, found, found.compared), Role.PASS, source)
            return
        words = (
            self.tr("%1  ✗  %2 figures are below the sum of %3 reports")
            if found.is_least
            else self.tr("%1  ✗  %2 figures are not the sum of %3 reports")
        )
        yield DetailLine(self._counted(words, year, found, len(found.differing)), Role.FAIL, source)
        for ref, (figure, total) in found.differing.items():
            cell = self._speech.wording.cell(ref, found.parent.form)
            words = self.tr("      %1: here %2, sum %3")
            words = words.replace("%3", str(total)).replace("%2", str(figure))
            yield DetailLine(words.replace("%1", cell), Role.TEXT, source, ref)

    def _counted(self, words: str, year: int, found: UnitSum, count: int) -> str:
        words = words.replace("%3", str(len(found.children))).replace("%2", str(count))
        return words.replace("%1", str(year))

    def _reports(self, name: str) -> Iterator[DetailLine]:
        for review in self._work.reports_of(name):
            source = review.report.source
            yield DetailLine(f"{review.year}  {source}", Role.TEXT_SECONDARY, source)
