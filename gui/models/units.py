"""Owns the rows of the tree of units: each with the years of its reports and how its sums come out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)

from core.unit_tree import Node
from gui.models.roles import DISPLAY, EDIT, FOREGROUND, ROOT, Index
from gui.theme import Role, Theme
from gui.unit_work import Name, UnitWork


class UnitColumn(IntEnum):
    """The columns of the tree."""

    UNIT = 0
    REPORTS = 1
    SUM = 2


@dataclass(slots=True)
class _Row:
    id: int
    node: Node
    place: int
    above: "_Row | None"
    below: list["_Row"] = field(default_factory=list)
    told: dict[int, tuple[str, Role]] = field(default_factory=dict)


_NO_ROW = _Row(0, Node(""), 0, None)


class UnitsModel(QAbstractItemModel):
    """The forest of a UnitWork. What a row says of reports is worked out when it is first painted."""

    rename_asked = Signal(object, str)  # Name, the new name

    def __init__(self, theme: Theme, work: UnitWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._work = work
        self._roots: list[_Row] = []
        self._by_name: dict[Name, _Row] = {}
        self._by_id: dict[int, _Row] = {}
        # Numbers of rows are never used again, so that an index that is out of date finds nothing.
        self._ids = count(1)

    def refill(self) -> None:
        """Show the forest as it is now."""
        self.beginResetModel()
        self._by_name, self._by_id = {}, {}
        self._roots = self._rows(self._work.forest, None)
        self.endResetModel()

    def repaint_all(self) -> None:
        """Colours or language are others now."""
        for row in self._by_name.values():
            row.told.clear()
        if self._roots:
            last = self.index(len(self._roots) - 1, len(UnitColumn) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(UnitColumn) - 1)

    def name_at(self, index: Index) -> Name:
        """The node of a row."""
        node = self._row(index).node
        return node.name, node.is_own

    def node_at(self, index: Index) -> Node:
        """The node of a row."""
        return self._row(index).node

    def index_of(self, name: Name) -> QModelIndex:
        """The row of a node, invalid where it is not shown."""
        row = self._by_name.get(name) or self._by_name.get((name[0], not name[1]))
        return QModelIndex() if row is None else self.createIndex(row.place, 0, row.id)

    # --- what Qt asks -----------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        rows = self._row(parent).below if parent.isValid() else self._roots
        if 0 <= row < len(rows) and 0 <= column < len(UnitColumn):
            return self.createIndex(row, column, rows[row].id)
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = self._row(index).above if index.isValid() else None
        return QModelIndex() if above is None else self.createIndex(above.place, 0, above.id)

    def rowCount(self, parent: Index = ROOT) -> int:
        if not parent.isValid():
            return len(self._roots)
        return len(self._row(parent).below) if parent.column() == 0 else 0

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: ARG002 - Qt passes it
        return len(UnitColumn)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == UnitColumn.UNIT and self._work.may_edit:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != DISPLAY:
            return None
        match UnitColumn(section):
            case UnitColumn.UNIT:
                return self.tr("Unit")
            case UnitColumn.REPORTS:
                return self.tr("Reports")
            case UnitColumn.SUM:
                return self.tr("Sum of those below")

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid() or role not in (DISPLAY, EDIT, FOREGROUND):
            return None
        row, column = self._row(index), index.column()
        if role == EDIT:
            return row.node.name
        if column not in row.told:
            row.told[column] = self._tell(row.node, UnitColumn(column))
        words, colour = row.told[column]
        return words if role == DISPLAY else self._theme.colour(colour)

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        """Ask for the new name; it is shown once it is taken."""
        if role != EDIT or not index.isValid():
            return False
        self.rename_asked.emit(self.name_at(index), str(value))
        return True

    # --- inside -------------------------------------------------------------------------------------------

    def _row(self, index: Index) -> _Row:
        return self._by_id.get(index.internalId(), _NO_ROW)

    def _rows(self, nodes: Sequence[Node], above: _Row | None) -> list[_Row]:
        rows = []
        for place, node in enumerate(nodes):
            row = _Row(next(self._ids), node, place, above)
            self._by_id[row.id] = row
            self._by_name[node.name, node.is_own] = row
            row.below = self._rows(node.children, row)
            rows.append(row)
        return rows

    def _tell(self, node: Node, column: UnitColumn) -> tuple[str, Role]:
        match column:
            case UnitColumn.UNIT:
                return self._called(node), Role.TEXT
            case UnitColumn.REPORTS:
                years = [str(review.year) for review in self._work.reports_of(node.name)]
                if not years:
                    return self.tr("none"), Role.LOOK
                counted = {year: years.count(year) for year in years}
                words = [f"{year} ×{n}" if n > 1 else year for year, n in counted.items()]
                twice = any(n > 1 for n in counted.values())
                return "  ".join(words), Role.LOOK if twice else Role.TEXT_SECONDARY
            case UnitColumn.SUM:
                return self._sums(node)

    def _called(self, node: Node) -> str:
        if node.is_own:
            return self.tr("%1 (own figures)").replace("%1", node.name)
        if node.is_bare:
            return self.tr("%1 (no figures of its own)").replace("%1", node.name)
        return node.name

    def _sums(self, node: Node) -> tuple[str, Role]:
        if node.is_own or not (node.children or node.is_bare):
            return "", Role.TEXT
        words, colour = [], Role.PASS
        for year, found in self._work.sums_of(node.name):
            if found is None:
                words.append(f"{year} –")
            elif found.missing:
                words.append(f"{year} ?{len(found.missing)}")
                colour = colour if colour is Role.FAIL else Role.LOOK
            elif found.differing:
                words.append(f"{year} ✗{len(found.differing)}")
                colour = Role.FAIL
            else:
                words.append(f"{year} ✓")
        return "  ".join(words), colour
