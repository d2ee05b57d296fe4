"""Owns the long table as an Excel file, split over sheets where it does not fit one."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from core.export.long_table import COLUMNS, Field
from core.export.text import excel_text

ROW_LIMIT = 1_048_576
_WIDTHS = {"source": 32, "unit": 24, "cell": 36, "row_label": 44, "column_label": 32, "raw": 14}


class LongWorkbook:
    """Collects the long table of reports and saves it as an Excel file; `row_limit` rows a sheet at most."""

    def __init__(self, row_limit: int = ROW_LIMIT) -> None:
        self._book = Workbook(write_only=True)
        self._row_limit = row_limit
        self._sheet: WriteOnlyWorksheet | None = None
        self._rows = 0

    def add(self, rows: Iterable[tuple[Field, ...]]) -> None:
        """Takes the lines of one report."""
        for row in rows:
            if self._sheet is None or self._rows == self._row_limit:
                self._sheet = self._new_sheet()
            self._sheet.append(list(self._cells(row)))
            self._rows += 1

    def save(self, path: Path) -> None:
        """Writes the file. OSError where the disk does not take it."""
        if self._sheet is None:
            self._sheet = self._new_sheet()
        self._close()
        self._book.save(path)

    def _new_sheet(self) -> WriteOnlyWorksheet:
        self._close()
        number = len(self._book.worksheets) + 1
        sheet = self._book.create_sheet("cells" if number == 1 else f"cells {number}")
        sheet.freeze_panes = "A2"
        for at, name in enumerate(COLUMNS):
            sheet.column_dimensions[chr(ord("A") + at)].width = _WIDTHS.get(name, 12)
        sheet.append(COLUMNS)
        self._rows = 1
        return sheet

    def _close(self) -> None:
        if self._sheet is not None:
            self._sheet.auto_filter.ref = f"A1:{chr(ord('A') + len(COLUMNS) - 1)}{self._rows}"

    def _cells(self, row: tuple[Field, ...]) -> Iterator[object]:
        for field in row:
            if isinstance(field, str):
                text = excel_text(field)
                if text[:1] in {"=", "#"}:  # openpyxl would make a formula or an error of it
                    cell = WriteOnlyCell(self._sheet, value=text)
                    cell.data_type = "s"
                    yield cell
                else:
                    yield text
            else:
                yield field
