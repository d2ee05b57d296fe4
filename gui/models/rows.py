"""Owns what the models of rows have in common that panes and pages show line by line."""

from enum import IntEnum
from typing import Any, ClassVar

from PySide6.QtCore import QAbstractTableModel, Qt

from gui.models.roles import ALIGNMENT, DISPLAY, ROOT, Index

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class RowsModel(QAbstractTableModel):
    """Rows under headed columns. A model says how many rows it has, and what its columns are called."""

    columns: ClassVar[type[IntEnum]]
    figures: ClassVar[frozenset[int]] = frozenset()
    """The columns of figures, which are set right, under their headers."""

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def title(self, column: int) -> str | None:  # noqa: ARG002 - for those that have headers
        """What stands above the column."""
        return None

    def alignment(self, column: int) -> int | None:
        """Where words or figures stand in the column; Qt's own way where no column has figures."""
        if not self.figures:
            return None
        return _RIGHT if column in self.figures else _LEFT

    def repaint_all(self) -> None:
        """The rows are the same but look or read otherwise: colours, language, what was said of them."""
        columns = self.columnCount()
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, columns - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, columns - 1)

    # --- what Qt asks -----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == DISPLAY:
            return self.title(section)
        return self.alignment(section) if role == ALIGNMENT else None
