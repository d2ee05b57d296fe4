"""Owns the file: openpyxl makes all parts of the Workbook, and the rows written meanwhile are put into them."""

import re
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.comments import Comment as ExcelComment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from core.workbook.sheets import Sheet, column_letter

_COMPRESSION = 3  # rows shrink to a twentieth already; more costs time and gains little
_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>.*</sheetData>", re.DOTALL)
_EXTENT = re.compile(rb'<dimension ref="[^"]*"')  # readers that stream believe it
_COMMENT_WIDTH, _COMMENT_LINE = 320, 18  # pixels
_SCALE = 62  # per cent: three groups of seven figures and the unit fit a page
_CORE = "docProps/core.xml"


def write_package(
    book: Workbook, sheets: Sequence[Sheet], path: Path, title: str, made_at: datetime
) -> None:
    """Saves `sheets`, in their order, as an Excel file at `path`.

    `book` is the Workbook that their styles were made in; `made_at` is the only date in the file.
    """
    blank = book.worksheets[0]
    for sheet in sheets:
        _set_up(book.create_sheet(sheet.title), sheet)
    book.remove(blank)
    book.active = 0
    book.calculation.fullCalcOnLoad = True
    skeleton = BytesIO()
    book.save(skeleton)
    with ZipFile(skeleton) as parts, ZipFile(path, "w", ZIP_DEFLATED, True, _COMPRESSION) as out:
        for name in parts.namelist():
            match = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
            if match:
                _put_rows(out, name, parts.read(name), sheets[int(match[1]) - 1])
            elif name == _CORE:
                out.writestr(_entry(name), _properties(title, made_at))
            else:
                out.writestr(_entry(name), parts.read(name))


def _put_rows(out: ZipFile, name: str, part: bytes, sheet: Sheet) -> None:
    slot = _ROWS.search(part)
    if slot is None:
        raise ValueError(f"{name} has no place for rows")
    corner = f"{column_letter(max(sheet.column_count, 1))}{max(sheet.row_count, 1)}"
    extent = f'<dimension ref="A1:{corner}"'.encode()
    beginning = _EXTENT.sub(extent, part[: slot.start()])
    with out.open(_entry(name), "w", force_zip64=True) as target:
        target.write(beginning + b"<sheetData>")
        sheet.rows.seek(0)
        shutil.copyfileobj(sheet.rows, target, 1 << 20)
        target.write(b"</sheetData>" + part[slot.end() :])


def _entry(name: str) -> ZipInfo:
    """A part with a fixed date, so that equal content makes equal files."""
    info = ZipInfo(name)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def _properties(title: str, made_at: datetime) -> bytes:
    moment = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties = DocumentProperties(creator="Gouji", title=title, created=moment, modified=moment)
    xml: bytes = tostring(properties.to_tree())
    return xml


def _set_up(page: Worksheet, sheet: Sheet) -> None:
    layout = sheet.layout
    for at, width in enumerate(layout.widths, start=1):
        page.column_dimensions[column_letter(at)].width = width
    page.sheet_view.showGridLines = False
    if layout.frozen_rows or layout.frozen_columns:
        corner = f"{column_letter(layout.frozen_columns + 1)}{layout.frozen_rows + 1}"
        page.freeze_panes = corner
    for merge in sheet.merges:
        corners = (merge.left, merge.top, merge.right, merge.bottom)
        page.merged_cells.add(CellRange(None, *corners))
    if layout.filter_row and sheet.row_count > layout.filter_row:
        last = f"{column_letter(layout.filter_columns)}{sheet.row_count}"
        page.auto_filter.ref = f"A{layout.filter_row}:{last}"
    _set_up_print(page, sheet)
    _colour(page, sheet)
    for row, column, text in sheet.comments:
        lines = sum(1 + len(line) // 24 for line in text.splitlines())
        page.cell(row, column).comment = ExcelComment(
            text, "Gouji", height=_COMMENT_LINE * (lines + 1), width=_COMMENT_WIDTH
        )


def _set_up_print(page: Worksheet, sheet: Sheet) -> None:
    layout = sheet.layout
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.pageOrder = "overThenDown"
    if layout.page_breaks:
        page.page_setup.scale = _SCALE
        for column in layout.page_breaks:
            page.col_breaks.append(Break(column))
        page.print_title_cols = f"A:{column_letter(layout.frozen_columns)}"
    else:
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    if layout.frozen_rows:
        page.print_title_rows = f"1:{layout.frozen_rows}"
    if layout.print_columns:
        page.print_area = f"A1:{column_letter(layout.print_columns)}{sheet.row_count}"
    margins = page.page_margins
    margins.left = margins.right = margins.header = margins.footer = 0.3
    margins.top = margins.bottom = 0.6
    page.oddFooter.left.text = "&A"
    page.oddFooter.right.text = "&P / &N"


def _colour(page: Worksheet, sheet: Sheet) -> None:
    first_row = sheet.layout.frozen_rows + 1
    if sheet.row_count < first_row:
        return
    for rule in sheet.layout.colour_rules:
        first, last = column_letter(rule.first), column_letter(rule.last)
        equals = f'"{rule.equals}"' if isinstance(rule.equals, str) else str(rule.equals)
        fill = PatternFill("solid", bgColor="FF" + rule.ground) if rule.ground else None
        font = Font(color="FF" + rule.colour, bold=True if rule.ground else None)
        page.conditional_formatting.add(
            f"{first}{first_row}:{last}{sheet.row_count}",
            CellIsRule(operator="equal", formula=[equals], font=font, fill=fill),
        )
