"""Owns the rows of the comparison: where two reviewers differ, with the source text beside, and what is settled."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject

from core.cells import CellRef
from core.deciders import subject_of
from core.differences import (
    CellDifference,
    Comparison,
    Difference,
    IdentityDifference,
    MarkDifference,
    side,
)
from core.forms import load_forms
from gui.edit_words import EditWords
from gui.equations import format_value
from gui.models.roles import DISPLAY, FOREGROUND, TOOL_TIP, Index
from gui.models.rows import RowsModel
from gui.theme import Role, Theme
from gui.wording import Speech


class DifferenceColumn(IntEnum):
    """The columns of the pane."""

    SETTLED = 0
    REPORT = 1
    WHAT = 2
    MINE = 3
    THEIRS = 4
    LINE = 5


class DifferencesModel(RowsModel):
    """The differences of a comparison, report by report: unit, year and form first, then cells, then marks."""

    columns = DifferenceColumn

    def __init__(
        self, theme: Theme, words: EditWords, speech: Speech, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        words.setParent(self)
        self._theme = theme
        self._words = words
        self._speech = speech
        self._rows: list[Difference] = []
        self._settled: set[tuple[str, str]] = set()

    def set_comparison(
        self, comparison: Comparison | None, settled: frozenset[tuple[str, str]] = frozenset()
    ) -> None:
        """Show another comparison; `settled` was adjudicated before."""
        self.beginResetModel()
        self._settled = set(settled)
        self._rows = []
        if comparison is not None:
            rows: list[Difference] = [
                *comparison.identities,
                *comparison.cells,
                *comparison.marks,
            ]
            order = {source: at for at, source in enumerate(comparison.both)}
            self._rows = sorted(rows, key=lambda row: order[row.source])
        self.endResetModel()

    def settle(self, difference: Difference) -> None:
        """Show that `difference` is adjudicated."""
        self._settled.add(key_of(difference))
        self.repaint_all()

    def difference_at(self, row: int) -> Difference:
        """The difference in `row`."""
        return self._rows[row]

    def next_open(self, row: int) -> int | None:
        """The next row after `row` that is not settled, round the end; None where all are."""
        count = len(self._rows)
        for step in range(1, count + 1):
            at = (row + step) % count
            if key_of(self._rows[at]) not in self._settled:
                return at
        return None

    @property
    def open_count(self) -> int:
        """How many differences nobody has settled."""
        return sum(key_of(row) not in self._settled for row in self._rows)

    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def title(self, column: int) -> str:
        """What stands above the column."""
        match DifferenceColumn(column):
            case DifferenceColumn.SETTLED:
                return self.tr("Settled")
            case DifferenceColumn.REPORT:
                return self.tr("Report")
            case DifferenceColumn.WHAT:
                return self.tr("Cell or check")
            case DifferenceColumn.MINE:
                return self.tr("Mine")
            case DifferenceColumn.THEIRS:
                return self.tr("Theirs")
            case DifferenceColumn.LINE:
                return self.tr("Source text")

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == TOOL_TIP and index.column() in (DifferenceColumn.MINE, DifferenceColumn.THEIRS):
            is_mine = index.column() == DifferenceColumn.MINE
            return self._words.decided(row.first_by if is_mine else row.second_by)
        if role in (DISPLAY, TOOL_TIP):
            return self._text(row, index.column())
        if role == FOREGROUND:
            is_settled = key_of(row) in self._settled
            return self._theme.colour(Role.TEXT_SECONDARY if is_settled else Role.TEXT)
        return None

    def _text(self, row: Difference, column: int) -> str:
        match column:
            case DifferenceColumn.SETTLED:
                return "✓" if key_of(row) in self._settled else ""
            case DifferenceColumn.REPORT:
                return row.source
            case DifferenceColumn.WHAT:
                return self._what(row)
            case DifferenceColumn.MINE:
                return self._side(row, is_first=True)
            case DifferenceColumn.THEIRS:
                return self._side(row, is_first=False)
            case _:
                return " ".join(row.line.split()) if isinstance(row, CellDifference) else ""

    def _what(self, row: Difference) -> str:
        match row:
            case CellDifference():
                return self._words.cell(row.ref, None)
            case MarkDifference():
                return self._words.check(row.check, None)
            case IdentityDifference():
                return self._speech.wording.term(row.field)

    def _side(self, row: Difference, *, is_first: bool) -> str:
        if isinstance(row, CellDifference):
            correction = row.first if is_first else row.second
            if correction is None:
                read = f"{format_value(row.read.value) or '–'}{row.read.unit or ''}"
                return self.tr("%1 (as read)").replace("%1", read)
        elif isinstance(row, MarkDifference) and (row.first if is_first else row.second) is None:
            return self.tr("not marked")
        return self._words.after(side(row, is_first=is_first), None)


def key_of(difference: Difference) -> tuple[str, str]:
    """What tells a difference from others: the file and what is to be decided."""
    return difference.source, subject_of(side(difference, is_first=True))


def cells_of(difference: Difference) -> tuple[CellRef, ...]:
    """The cells that a difference is about."""
    match difference:
        case CellDifference():
            return (difference.ref,)
        case MarkDifference():
            for form in load_forms().values():
                if difference.check in form.checks_by_id:
                    return form.checks_by_id[difference.check].cells
    return ()
