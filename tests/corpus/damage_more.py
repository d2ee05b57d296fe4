"""Owns further damage: figures misprinted, wrapped or regrouped, lines out of place, half a table.

Where the text itself says something else than the office meant, the truth is what the text says.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from core.cells import CellRef, TableKind
from tests.corpus.damage import (
    GridDamage,
    TextDamage,
    column_lost,
    refs_by_number,
    row_mates,
)
from tests.corpus.document import Document
from tests.corpus.effects import Effects, refs_of
from tests.corpus.grid import Grid, GridCell
from tests.corpus.marks import END, MARK_CHARS, is_marked, mark, marked

DocumentDamage = Callable[[Document, Random], Document]

# --- on the document: misprints -----------------------------------------------------------------------


def _counts(document: Document) -> list[list[GridCell]]:
    """The rows of plain counts in tables 三 and 四."""
    return [
        row
        for grid in document.grids()
        if grid.kind is not TableKind.PROACTIVE
        for row in grid.value_rows()
        if all(cell.ref and re.fullmatch(r"\d+", MARK_CHARS.sub("", cell.text)) for cell in row)
    ]


def _with_figure(document: Document, cell: GridCell, figure: str) -> Document:
    """`document` with another figure printed in `cell`, which is the truth from now on."""
    ref = cell.ref
    assert ref is not None
    number = document.form.index.positions[ref]
    parts = tuple(
        replace(
            part,
            cells=tuple(
                replace(c, text=mark(number, figure)) if c == cell else c for c in part.cells
            ),
        )
        if isinstance(part, Grid)
        else part
        for part in document.parts
    )
    cells = {**document.cells, ref: replace(document.cells[ref], value=int(figure))}
    return replace(document, parts=parts, cells=cells)


def digit_misprinted(document: Document, rng: Random) -> Document:
    """One digit of one figure is another one."""
    rows = _counts(document)
    if not rows:
        return document
    cell = rng.choice(rng.choice(rows))
    text = MARK_CHARS.sub("", cell.text)
    at = rng.randrange(len(text))
    digit = rng.choice([d for d in "123456789" if d != text[at]])
    return _with_figure(document, cell, text[:at] + digit + text[at + 1 :])


def figure_copied(document: Document, rng: Random) -> Document:
    """One figure is that of the row above."""
    rows = _counts(document)
    at = rng.randrange(1, len(rows)) if len(rows) > 1 else 0
    if not at or len(rows[at]) != len(rows[at - 1]):
        return document
    column = rng.randrange(len(rows[at]))
    copied = MARK_CHARS.sub("", rows[at - 1][column].text)
    return _with_figure(document, rows[at][column], copied)


# --- on a grid ----------------------------------------------------------------------------------------


def half_table(grid: Grid, rng: Random, effects: Effects) -> Grid:
    """The rows of table 三 from one on are not there."""
    if grid.kind is not TableKind.REQUESTS:
        return grid
    end = rng.randrange(grid.header_rows + 4, grid.row_count - 1)
    effects.gone(refs_of(cell for cell in grid.cells if cell.row >= end))
    effects.excuse("row_missing")
    cells = tuple(
        replace(cell, row_span=min(cell.row_span, end - cell.row))
        for cell in grid.cells
        if cell.row < end
    )
    return replace(grid, row_count=end, cells=cells)


def two_columns_lost(grid: Grid, rng: Random, effects: Effects) -> Grid:
    """Two columns of figures of table 三 are not there."""
    return column_lost(column_lost(grid, rng, effects), rng, effects)


# --- on the finished text -----------------------------------------------------------------------------


def _rows_of_line(document: Document, line: str) -> list[CellRef]:
    """The cells of all rows of which something is printed in `line`."""
    refs = refs_by_number(document)
    return [ref for number, _ in marked(line) for ref in row_mates(document, refs[number])]


def _are_rows(document: Document, first: str, second: str) -> bool:
    """Whether two lines are rows of their own, each with its label."""
    labelled = all(re.search(r"[\u4e00-\u9fff]{2}", line) for line in (first, second))
    rows = [set(_rows_of_line(document, line)) for line in (first, second)]
    return labelled and rows[0].isdisjoint(rows[1])


def lines_swapped(text: str, document: Document, rng: Random, effects: Effects) -> str:
    """Two neighbouring lines, one of them with figures and one with words, stand in the other order."""
    lines = text.split("\n")
    places = [
        at
        for at in range(1, len(lines) - 1)
        if is_marked(lines[at])
        and (not is_marked(lines[at + 1]) or _are_rows(document, lines[at], lines[at + 1]))
        and "<t" not in lines[at]
    ]
    if not places:
        return text
    at = rng.choice(places)
    following = next((line for line in lines[at + 1 :] if is_marked(line)), "")
    for line in (lines[at], following):
        effects.doubtful(_rows_of_line(document, line))
    effects.excuse("row_order", "lost_value", "surplus_value", "lost_label", "row_missing")
    effects.excuse("stray_figures", "stray_beside", "split_row", "unknown_row", "unread_row")
    effects.excuse("figures_before_labels")
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    return "\n".join(lines)


def line_doubled(text: str, document: Document, rng: Random, effects: Effects) -> str:
    """A line with figures is printed twice."""
    lines = text.split("\n")
    places = [at for at, line in enumerate(lines) if is_marked(line)]
    if not places:
        return text
    at = rng.choice(places)
    effects.doubtful(_rows_of_line(document, lines[at]))
    effects.excuse("row_twice", "surplus_value", "stray_figures", "table_twice", "lost_label")
    effects.excuse("stray_beside", "split_row")
    lines.insert(at, lines[at])
    return "\n".join(lines)


def line_lost(text: str, document: Document, rng: Random, effects: Effects) -> str:
    """A line with figures is not there."""
    lines = text.split("\n")
    places = [at for at, line in enumerate(lines) if is_marked(line)]
    if not places:
        return text
    at = rng.choice(places)
    effects.doubtful(_rows_of_line(document, lines[at]))
    if "table" in lines[at]:
        effects.excuse("table_missing", "no_table_text")
    effects.excuse("row_missing", "lost_value", "lost_label", "blank_cell")
    del lines[at]
    return "\n".join(lines)


def separators_split(text: str, document: Document, rng: Random, effects: Effects) -> str:
    """A figure of four or more digits is printed in groups, with a space or a line's end among them."""
    found = [m for _, m in marked(text) if re.fullmatch(r"[1-9][0-9]{3,}", m[2])]
    if not found:
        return text
    match = rng.choice(found)
    ref = refs_by_number(document)[ord(match[1]) - 0xF0000]
    effects.doubtful(row_mates(document, ref))
    effects.excuse("split_number", "not_a_number", "surplus_value", "split_row", "stray_figures")
    effects.excuse("unread_row", "stray_beside", "lost_value")
    gap = rng.choice([", ", " ", ",\n", ",", "\u00a0"])
    value = f"{int(match[2]):,}".replace(",", gap)
    return text[: match.start(2)] + value + text[match.end(2) :]


def digits_wrapped(text: str, document: Document, rng: Random, effects: Effects) -> str:
    """The last digits of a row's longer figures stand below them, sometimes behind the end of a page."""
    lines = text.split("\n")
    places = [
        at
        for at, line in enumerate(lines)
        if line.count(END) > 1 and re.search(r"[0-9]{2}" + END, line) and "<t" not in line
    ]
    if not places:
        return text
    at = rng.choice(places)
    refs = refs_by_number(document)
    effects.doubtful(_rows_of_line(document, lines[at]))
    effects.excuse("split_row", "stray_figures", "surplus_value", "unknown_row", "lost_value")
    effects.excuse("stray_beside", "unread_row", "leading_zero")
    line, below, done = "", "", 0
    for number, match in marked(lines[at]):
        between = lines[at][done : match.start()]
        kept = len(match[2])
        if kept > 1 and match[2].isdigit():
            effects.unknowable([refs[number]])
            kept = rng.randint(max(1, kept - 2), kept - 1)
        line += between + mark(number, match[2][:kept])
        below += re.sub(r"[^\t| ]", "", between) + match[2][kept:]
        done = match.end()
    below += re.sub(r"[^\t| ]", "", lines[at][done:])
    after = rng.choice(
        [[], [], ["— 3 —"], ["三、加强培训，提高工作人员的业务能力，全年共组织 2 次。"]]
    )
    lines[at : at + 1] = [line + lines[at][done:], *after, below.strip(" ")]
    return "\n".join(lines)


DOCUMENT_DAMAGE: dict[str, DocumentDamage] = {
    "digit-misprinted": digit_misprinted,
    "figure-copied": figure_copied,
}
MORE_GRID_DAMAGE: dict[str, GridDamage] = {
    "half-table": half_table,
    "columns-lost": two_columns_lost,
}
MORE_TEXT_DAMAGE: dict[str, TextDamage] = {
    "lines-swapped": lines_swapped,
    "line-doubled": line_doubled,
    "line-lost": line_lost,
    "separators-split": separators_split,
    "digits-wrapped": digits_wrapped,
}
