"""Owns what the models of rows have in common that panes and pages show line by line."""

from PySide6.QtCore import QAbstractTableModel, Qt


class RowsModel(QAbstractTableModel):
    """Rows under headed columns."""

    def repaint_all(self) -> None:
        """The rows are the same but look or read otherwise: colours, language, what was said of them."""
        columns = self.columnCount()
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, columns - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, columns - 1)
