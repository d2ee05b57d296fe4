"""Owns writing an invented document as DOCX with merged cells (needs python-docx)."""

from pathlib import Path

import docx.shared  # type: ignore[import-untyped,import-not-found,unused-ignore]

from tests.corpus.document import Document, Paragraph, ParagraphKind
from tests.corpus.grid import Grid

_PAGE_CM = 18.0
_LABEL_CM = (2.2, 2.2, 4.2)


def write_docx(document: Document, path: Path) -> None:
    """`document`, its marks already replaced, as a Word file at `path`."""
    file = docx.Document()
    file.styles["Normal"].font.size = docx.shared.Pt(9)
    for section in file.sections:
        section.left_margin = section.right_margin = docx.shared.Cm(1.5)
    for part in document.parts:
        if isinstance(part, Paragraph):
            if part.kind is ParagraphKind.TITLE:
                file.add_heading(part.text, level=0)
            else:
                file.add_paragraph(part.text)
        else:
            _add_table(file, part)
    file.save(str(path))


def _add_table(file: "docx.document.Document", grid: Grid) -> None:
    table = file.add_table(rows=grid.row_count, cols=grid.column_count)
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, _widths(grid), strict=True):
        column.width = docx.shared.Cm(width)
    grid_cells = [table.row_cells(at) for at in range(grid.row_count)]
    for cell in grid.cells:
        first = grid_cells[cell.row][cell.column]
        if cell.row_span > 1 or cell.column_span > 1:
            last = grid_cells[cell.row + cell.row_span - 1][cell.column + cell.column_span - 1]
            first = first.merge(last)
        first.text = cell.text


def _widths(grid: Grid) -> list[float]:
    """Column widths in centimetres as offices set them: wide labels, narrow figures."""
    if grid.label_columns == 1:
        return [6.0] + [12.0 / (grid.column_count - 1)] * (grid.column_count - 1)
    labels = list(_LABEL_CM[: grid.label_columns])
    rest = grid.column_count - len(labels)
    return labels + [(_PAGE_CM - sum(labels)) / rest] * rest
