"""Owns a table as it stands in an invented document: a grid of merged cells, with local peculiarities."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from core.cells import CellRef, TableKind
from core.forms import Form, FormTable
from core.layout import PrintedKind, printed_table
from tests.corpus.marks import mark
from tests.corpus.values import PrintedValue


@dataclass(frozen=True, slots=True)
class GridCell:
    """One printed cell; `text` of a value is marked. `ref` only for values that belong to the form."""

    row: int
    column: int
    row_span: int
    column_span: int
    kind: PrintedKind
    text: str
    ref: CellRef | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a grid row: the cell that covers it, and whether it starts here or is continued."""

    cell: GridCell
    from_above: bool
    from_left: bool

    @property
    def text(self) -> str:
        """The cell's text where it starts, else nothing."""
        return "" if self.from_above or self.from_left else self.cell.text


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a document. `kind` None: a table that is no part of the form."""

    kind: TableKind | None
    row_count: int
    column_count: int
    header_rows: int
    label_columns: int
    cells: tuple[GridCell, ...]

    def slots(self) -> list[list[Slot]]:
        """The grid, row by row; every place is covered by one cell."""
        places: list[list[Slot | None]] = [
            [None] * self.column_count for _ in range(self.row_count)
        ]
        for cell in self.cells:
            for down in range(cell.row_span):
                for right in range(cell.column_span):
                    slot = Slot(cell, down > 0, right > 0)
                    places[cell.row + down][cell.column + right] = slot
        return [
            [
                slot or Slot(GridCell(r, c, 1, 1, PrintedKind.EMPTY, ""), False, False)
                for c, slot in enumerate(row)
            ]
            for r, row in enumerate(places)
        ]

    def rows(self) -> list[list[GridCell]]:
        """The cells that start in each row, from left to right."""
        rows: list[list[GridCell]] = [[] for _ in range(self.row_count)]
        for cell in sorted(self.cells, key=lambda cell: (cell.row, cell.column)):
            rows[cell.row].append(cell)
        return rows

    def value_rows(self) -> list[list[GridCell]]:
        """The rows that hold values, their values only."""
        rows = ([c for c in row if c.kind is PrintedKind.VALUE] for row in self.rows())
        return [row for row in rows if row]

    def with_texts(self, change: Callable[[GridCell], str]) -> "Grid":
        """The same grid with every text replaced by what `change` makes of its cell."""
        return replace(self, cells=tuple(replace(c, text=change(c)) for c in self.cells))


def form_grid(form: Form, table: FormTable, values: Mapping[CellRef, PrintedValue]) -> Grid:
    """`table` in the official printing, filled with `values`."""
    printed = printed_table(table)
    cells = []
    for cell in printed.cells:
        text = cell.text
        if cell.ref is not None:
            value = values[cell.ref]
            inner = mark(form.index.positions[cell.ref], value.text) if value.text else ""
            text = value.before + inner + value.after
        cells.append(
            GridCell(
                cell.row, cell.column, cell.row_span, cell.column_span, cell.kind, text, cell.ref
            )
        )
    return Grid(
        table.kind,
        printed.row_count,
        printed.column_count,
        printed.header_rows,
        printed.label_columns,
        tuple(cells),
    )


def plain_grid(rows: Sequence[Sequence[str]]) -> Grid:
    """A table without merged cells that is no part of the form."""
    cells = tuple(
        GridCell(r, c, 1, 1, PrintedKind.EMPTY, text)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Grid(None, len(rows), max(map(len, rows)), 0, 0, cells)


def with_extra_row(grid: Grid, after: str, label: str, figures: Sequence[str]) -> Grid:
    """`grid` with a local row `label` below the row labelled `after`; it is no part of the form."""
    at = next((c.row for c in grid.cells if c.text == after), None)
    if at is None:
        return grid
    template = [cell for cell in grid.cells if cell.row == at]
    moved = [replace(c, row=c.row + 1) if c.row > at else c for c in grid.cells]
    texts = iter([label, *figures])
    extra = [replace(cell, row=at + 1, text=next(texts, "0"), ref=None) for cell in template]
    return replace(grid, row_count=grid.row_count + 1, cells=(*moved, *extra))


def total_in_first_header_row(grid: Grid) -> Grid:
    """总计 of table 三 beside 申请人情况 instead of below it, as some offices print it."""
    top = next((c for c in grid.cells if c.text == "申请人情况"), None)
    total = next(
        (
            c
            for c in grid.cells
            if c.kind is PrintedKind.COLUMN_LABEL and c.text in ("总计", "合计")
        ),
        None,
    )
    if top is None or total is None or total.row == 0:
        return grid
    cells = tuple(
        replace(c, column_span=c.column_span - 1)
        if c is top
        else replace(c, row=0, row_span=c.row_span + 1)
        if c is total
        else c
        for c in grid.cells
    )
    return replace(grid, cells=cells)


def without_corner(grid: Grid) -> Grid:
    """Table 三 without the note on how the columns balance."""
    return grid.with_texts(lambda c: "" if c.text.startswith(("（本列", "(本列")) else c.text)


def split_services(grid: Grid, rng: Random) -> Grid:
    """其他对外管理服务事项 split into 行政检查 and 行政确认 with one more label column (a local habit)."""
    label = next((c for c in grid.cells if c.text.startswith("其他对外管理服务事项")), None)
    if label is None:
        return grid
    cells: list[GridCell] = []
    for cell in grid.cells:
        row = cell.row + 1 if cell.row > label.row else cell.row
        if cell is label:
            cells.append(replace(cell, row_span=2))
            for down, text in enumerate(("行政检查", "行政确认")):
                cells.append(GridCell(label.row + down, 1, 1, 1, PrintedKind.ROW_LABEL, text))
        elif cell.column == 0:
            wider = cell.column_span + 1
            cells.append(replace(cell, row=row, column_span=wider))
        elif cell.row == label.row:
            for down in range(2):
                text = str(rng.randint(0, 40))
                cells.append(
                    replace(cell, row=label.row + down, column=cell.column + 1, text=text, ref=None)
                )
        else:
            cells.append(replace(cell, row=row, column=cell.column + 1))
    return replace(
        grid, row_count=grid.row_count + 1, column_count=grid.column_count + 1, cells=tuple(cells)
    )
