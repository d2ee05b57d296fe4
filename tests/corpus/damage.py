"""Owns damage: what copying, converting and careless editing do to a table, and what stays knowable."""

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from core.cells import CellRef, TableKind
from core.layout import PrintedKind
from tests.corpus.document import Document
from tests.corpus.effects import Effects, refs_of
from tests.corpus.grid import Grid, GridCell
from tests.corpus.layouts import damaged_rows, deduped
from tests.corpus.marks import END, is_marked, marked

GridDamage = Callable[[Grid, Random, Effects], Grid]
TextDamage = Callable[[str, Document, Random, Effects], str]


def _line_of(grid: Grid, rng: Random, kinds: tuple[TableKind, ...]) -> list[GridCell]:
    """The values of one row, chosen by `rng`; nothing where `grid` is of another kind."""
    if grid.kind not in kinds:
        return []
    rows = [row for row in grid.value_rows() if all(is_marked(cell.text) for cell in row)]
    return rng.choice(rows) if rows else []


_WIDE = tuple(TableKind)


def value_lost(grid: Grid, rng: Random, effects: Effects) -> Grid:
    """One value of a row is not there and the rest moves up."""
    row = _line_of(grid, rng, _WIDE)
    if not row:
        return grid
    at = rng.randrange(len(row))
    effects.doubtful(refs_of(row))
    effects.excuse("lost_value")
    moved = dict(zip(row[at:], [cell.text for cell in row[at + 1 :]], strict=False))
    gone = row[-1]
    cells = tuple(replace(c, text=moved[c]) if c in moved else c for c in grid.cells if c != gone)
    return replace(grid, cells=cells)


def value_too_many(grid: Grid, rng: Random, effects: Effects) -> Grid:
    """A row holds one value more than the form has columns."""
    row = _line_of(grid, rng, _WIDE)
    if not row:
        return grid
    at = rng.randint(0, len(row))
    effects.doubtful(refs_of(row))
    effects.excuse("surplus_value")
    extra = str(rng.choice([0, 0, 1, rng.randint(2, 40)]))
    texts = [cell.text for cell in row]
    texts.insert(at, extra)
    moved = dict(zip(row, texts, strict=False))
    cells = tuple(replace(c, text=moved.get(c, c.text)) for c in grid.cells)
    last = row[-1]
    # A cell of its own beyond the table's edge.
    beyond = GridCell(last.row, grid.column_count, 1, 1, PrintedKind.VALUE, texts[-1])
    return replace(grid, column_count=grid.column_count + 1, cells=(*cells, beyond))


def row_shifted(grid: Grid, rng: Random, effects: Effects) -> Grid:
    """A row stands one column to the right, label and figures, and has lost its last value."""
    row = _line_of(grid, rng, (TableKind.REQUESTS,))
    label = next(
        (
            c
            for c in grid.cells
            if row and c.row == row[0].row and c.column + c.column_span == row[0].column
        ),
        None,
    )
    if not row or label is None:
        return grid
    effects.doubtful(refs_of(row))
    effects.excuse("lost_value", "shifted_row", "lost_label", "row_missing")
    texts = [label.text, *(cell.text for cell in row[:-1])]
    moved = dict(zip(row, texts, strict=True)) | {label: ""}
    return replace(grid, cells=tuple(replace(c, text=moved.get(c, c.text)) for c in grid.cells))


def row_lost(grid: Grid, rng: Random, effects: Effects) -> Grid:
    """A whole row of table 三, label and values, is not there."""
    row = _line_of(grid, rng, (TableKind.REQUESTS,))
    if not row:
        return grid
    line = row[0].row
    if any(c.row == line and c.row_span > 1 for c in grid.cells):
        return grid
    effects.doubtful(refs_of(row))
    effects.excuse("row_missing")
    cells = []
    for cell in grid.cells:
        if cell.row == line:
            continue
        if cell.row > line:
            cell = replace(cell, row=cell.row - 1)
        elif cell.row + cell.row_span > line:
            cell = replace(cell, row_span=cell.row_span - 1)
        cells.append(cell)
    return replace(grid, row_count=grid.row_count - 1, cells=tuple(cells))


def some_labels_lost(grid: Grid, rng: Random, effects: Effects) -> Grid:
    """One to three row labels of table 三 are empty."""
    if grid.kind is not TableKind.REQUESTS:
        return grid
    labels = [
        c for c in grid.cells if c.kind is PrintedKind.ROW_LABEL and c.row_span == 1 and c.text
    ]
    lost = rng.sample(labels, min(len(labels), rng.randint(1, 3)))
    rows = {c.row for c in lost}
    effects.likely(refs_of(c for c in grid.cells if c.row in rows))
    effects.excuse("lost_label", "row_missing")
    return replace(grid, cells=tuple(replace(c, text="") if c in lost else c for c in grid.cells))


def label_misspelt(grid: Grid, rng: Random, effects: Effects) -> Grid:
    """One row label of table 三 is misspelt (a character lost or doubled)."""
    if grid.kind is not TableKind.REQUESTS:
        return grid
    labels = [c for c in grid.cells if c.kind is PrintedKind.ROW_LABEL and len(c.text) > 8]
    if not labels:
        return grid
    label = rng.choice(labels)
    at = rng.randrange(4, len(label.text) - 1)
    text = label.text
    text = rng.choice([text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:]])
    effects.excuse("misspelt_label", "lost_label")
    return replace(
        grid, cells=tuple(replace(c, text=text) if c == label else c for c in grid.cells)
    )


def column_lost(grid: Grid, rng: Random, effects: Effects) -> Grid:
    """A column of figures of table 三 is not there, with its header or without."""
    if grid.kind is not TableKind.REQUESTS:
        return grid
    at = rng.randrange(grid.label_columns, grid.column_count)
    with_header = rng.random() < 0.6
    values = [c for c in grid.cells if c.kind is PrintedKind.VALUE]
    effects.doubtful(refs_of(values))
    effects.excuse("lost_value", "column_missing", "row_missing")
    cells = []
    for cell in grid.cells:
        is_value = cell.kind is PrintedKind.VALUE
        if cell.column == at and cell.column_span == 1 and (is_value or with_header):
            continue
        if (is_value and cell.column > at) or (with_header and cell.column > at):
            cell = replace(cell, column=cell.column - 1)
        elif with_header and cell.column <= at < cell.column + cell.column_span:
            cell = replace(cell, column_span=cell.column_span - 1)
        cells.append(cell)
    width = grid.column_count - 1 if with_header else grid.column_count
    return replace(grid, column_count=width, cells=tuple(cells))


def rows_swapped(grid: Grid, rng: Random, effects: Effects) -> Grid:
    """Two neighbouring rows of table 三 stand in the other order, labels and figures."""
    if grid.kind is not TableKind.REQUESTS:
        return grid
    pairs = [
        at
        for at in range(grid.header_rows, grid.row_count - 1)
        if not any(c.row in (at, at + 1) and c.row_span > 1 for c in grid.cells)
    ]
    if not pairs:
        return grid
    at = rng.choice(pairs)
    other = {at: at + 1, at + 1: at}
    moved = [c for c in grid.cells if c.row in other]
    effects.likely(refs_of(moved))
    effects.excuse("row_order", "lost_label")
    cells = tuple(replace(c, row=other.get(c.row, c.row)) for c in grid.cells)
    return replace(grid, cells=cells)


def row_twice(grid: Grid, rng: Random, effects: Effects) -> Grid:
    """A row stands twice, as where a page ends."""
    row = _line_of(grid, rng, (TableKind.REQUESTS, TableKind.PROACTIVE))
    if not row or any(c.row == row[0].row and c.row_span > 1 for c in grid.cells):
        return grid
    line = row[0].row
    effects.likely(refs_of(row))
    effects.excuse("row_twice", "surplus_value", "unknown_row", "extra_row")
    cells: list[GridCell] = []
    for cell in grid.cells:
        if cell.row == line:
            cells += [cell, replace(cell, row=line + 1, ref=None)]
        elif cell.row > line:
            cells.append(replace(cell, row=cell.row + 1))
        elif cell.row + cell.row_span > line:
            cells.append(replace(cell, row_span=cell.row_span + 1))
        else:
            cells.append(cell)
    return replace(grid, row_count=grid.row_count + 1, cells=tuple(cells))


def header_lost(grid: Grid, _rng: Random, effects: Effects) -> Grid:
    """Tables 三 and 四 without their column headers."""
    if grid.kind is TableKind.PROACTIVE:
        return grid
    if grid.kind is TableKind.DISPUTES:
        # Fifteen bare figures: which table they belong to is a guess.
        effects.doubtful(refs_of(grid.cells))
        effects.excuse("table_missing", "row_missing")
    effects.excuse("header_missing", "lost_label")
    cells = tuple(
        replace(c, row=c.row - grid.header_rows) for c in grid.cells if c.row >= grid.header_rows
    )
    return replace(grid, row_count=grid.row_count - grid.header_rows, header_rows=0, cells=cells)


def remark_column(grid: Grid, _rng: Random, effects: Effects) -> Grid:
    """Table 三 with a column 备注 of its own at the end."""
    if grid.kind is not TableKind.REQUESTS:
        return grid
    effects.excuse("surplus_value", "extra_column")
    at = grid.column_count
    head = GridCell(0, at, grid.header_rows, 1, PrintedKind.COLUMN_LABEL, "备注")
    notes = (
        GridCell(row, at, 1, 1, PrintedKind.EMPTY, "无" if row % 5 == 0 else "")
        for row in range(grid.header_rows, grid.row_count)
    )
    return replace(grid, column_count=at + 1, cells=(*grid.cells, head, *notes))


GRID_DAMAGE: dict[str, GridDamage] = {
    "value-lost": value_lost,
    "value-surplus": value_too_many,
    "row-shifted": row_shifted,
    "row-lost": row_lost,
    "labels-lost": some_labels_lost,
    "label-misspelt": label_misspelt,
    "column-lost": column_lost,
    "rows-swapped": rows_swapped,
    "row-twice": row_twice,
    "header-lost": header_lost,
    "remark-column": remark_column,
}


# In a layout with fixed columns, what stands in a column is what the text says; there a value is only lost
# with its place where the layout has none.
WITHOUT_PLACES = frozenset({"value-lost"})


# --- on the finished text ---------------------------------------------------------------------------

_ROW_JOINT = re.compile(rf"{END}(?P<gap>[\t ]+|[ ]*\|[ ]*)(?=[\U000f0000-\U000fff00])")


def refs_by_number(document: Document) -> dict[int, CellRef]:
    return {at: ref for ref, at in document.form.index.positions.items()}


def row_mates(document: Document, ref: CellRef) -> list[CellRef]:
    """The cells printed in one line with `ref`."""
    for grid in document.grids():
        for row in grid.value_rows():
            refs = refs_of(row)
            if ref in refs:
                return refs
    return [ref]


def digits_split(text: str, document: Document, rng: Random, effects: Effects) -> str:
    """A figure of two or more digits is split by a space or a line feed."""
    found = [m for _, m in marked(text) if len(m[2]) > 1 and m[2].isdigit() and m[2].isascii()]
    if not found:
        return text
    match = rng.choice(found)
    ref = refs_by_number(document)[ord(match[1]) - 0xF0000]
    if any(gap in text for gap in ("\t", "|", "<td")):
        effects.doubtful([ref])
        effects.cells[ref] = (effects.cells[ref][0], False)
    effects.doubtful(row_mates(document, ref))
    effects.unknowable([ref])
    effects.excuse("split_number", "not_a_number", "surplus_value")
    at = rng.randrange(1, len(match[2]))
    gap = rng.choice([" ", " ", " ", "\n"])
    value = match[2][:at] + gap + match[2][at:]
    return text[: match.start(2)] + value + text[match.end(2) :]


def row_broken(text: str, document: Document, rng: Random, effects: Effects) -> str:
    """A row goes on in the next line after one of its values."""
    joints = list(_ROW_JOINT.finditer(text))
    if not joints:
        return text
    for joint in rng.sample(joints, min(len(joints), rng.randint(1, 3))):
        number = ord(text[joint.end()]) - 0xF0000
        ref = refs_by_number(document)[number]
        effects.doubtful(row_mates(document, ref))
        effects.excuse("split_row", "lost_value", "surplus_value")
        gap = joint["gap"]
        start = joint.start("gap")
        filler = "\n" + ("\u0001" * (len(gap) - 1))
        text = text[:start] + filler[: len(gap)] + text[start + len(gap) :]
    return text.replace("\u0001", "")


def footer_inside(text: str, document: Document, rng: Random, effects: Effects) -> str:
    """A page footer between two lines of a table."""
    lines = text.split("\n")
    inside = [at for at in range(1, len(lines)) if is_marked(lines[at - 1])]
    if not inside:
        return text
    at = rng.choice(inside)
    number = rng.randint(1, 12)
    footer = rng.choice(
        [
            f"— {number} —",
            f"- {number} -",
            f"第{number}页",
            f"{number}",
            f"{number}/12",
            f"Page {number}",
        ]
    )
    before = [n for n, _ in marked(lines[at - 1])]
    if len(before) == 1:  # one cell a line: a footer may pass for a figure
        effects.doubtful(row_mates(document, refs_by_number(document)[before[0]]))
        effects.excuse("surplus_value")
    lines.insert(at, footer)
    return "\n".join(lines)


def noise_inside(text: str, document: Document, rng: Random, effects: Effects) -> str:
    """An empty line, or a line of advertising, between two rows."""
    lines = text.split("\n")
    inside = [
        at
        for at in range(1, len(lines))
        if is_marked(lines[at - 1]) and lines[at - 1].count(END) > 1
    ]
    if inside:
        noise = rng.choice(["", "", "欢迎访问本站", "（续表）", "\u3000\u3000"])
        lines.insert(rng.choice(inside), noise)
    return "\n".join(lines)


def lines_dropped(
    text: str, document: Document, rng: Random, effects: Effects, *, lone_borders: bool = False
) -> str:
    """Lines that came before are dropped. `lone_borders` where each border is a line of its own: lines of one
    character may stay, and with them the borders."""
    keep_short = rng.random() < 0.2
    text = deduped(text, keep_short=keep_short)
    damaged_rows(text, document, effects, keeps_borders=keep_short and lone_borders)
    return text


def cut_off(text: str, document: Document, rng: Random, effects: Effects) -> str:
    """The text ends within a table."""
    values = [match for _, match in marked(text)]
    if len(values) < 40:
        return text
    match = values[rng.randrange(len(values) // 3, len(values) - 1)]
    ref = refs_by_number(document)[ord(match[1]) - 0xF0000]
    effects.doubtful(row_mates(document, ref))
    effects.excuse("row_missing", "table_missing", "lost_value")
    rest = text[match.end() :]
    effects.doubtful(refs_by_number(document)[number] for number, _ in marked(rest))
    return text[: match.end()]


def figures_glued(text: str, document: Document, rng: Random, effects: Effects) -> str:
    """Two neighbouring figures stand without anything between them."""
    joints = list(_ROW_JOINT.finditer(text))
    if not joints:
        return text
    joint = rng.choice(joints)
    number = ord(text[joint.end()]) - 0xF0000
    ref = refs_by_number(document)[number]
    row = row_mates(document, ref)
    effects.doubtful(row)
    at = row.index(ref)
    effects.unknowable(row[max(at - 1, 0) : at + 1])
    effects.excuse("lost_value", "glued_figures")
    return text[: joint.start("gap")] + text[joint.end("gap") :]


TEXT_DAMAGE: dict[str, TextDamage] = {
    "digits-split": digits_split,
    "row-broken": row_broken,
    "footer-inside": footer_inside,
    "noise-inside": noise_inside,
    "cut-off": cut_off,
    "figures-glued": figures_glued,
}
