"""Blank cells of labelled rows: told where the borders tell them, in every layout; else left open."""

from dataclasses import replace

import pytest

from core.layout import PrintedKind
from tests.core.extract.texts import report, said
from tests.corpus.grid import Grid

BLANKS = {
    "requests.received": "8,11,,,,5,24",
    "requests.carried_in": ",,,,,,0",
    "requests.granted": ",9,,,,,9",
    "requests.denied_process": ",,4,,,,4",
    "requests.results_total": "3,,,4,,,7",
    "requests.denied_inquiry": "0,0,0,0,0,0,",
}
TRACKED = [
    "tab-cell", "tab-cell-ragged", "tab-row", "tab-row-short", "pipe-padded", "pipe-padded-wide",
    "pipe-bare", "cell-pipe", "cell-pipe-bare", "cell-pipe-leading", "cell-pipe-pairs", "alternating",
    "alternating-leading", "markdown-short", "markdown-ruled", "markdown-full", "markdown-filled",
    "raw-html", "raw-html-minified",
]  # fmt: skip


@pytest.mark.parametrize("layout", TRACKED)
def test_blank_cells_are_told_by_their_borders(layout: str) -> None:
    text = report(layout, BLANKS)
    assert said(text, "received") == "8 11 _ _ _ 5 24"
    assert said(text, "carried_in") == "_ _ _ _ _ _ 0"
    assert said(text, "granted") == "_ 9 _ _ _ _ 9"
    assert said(text, "denied_process") == "_ _ 4 _ _ _ 4"
    assert said(text, "results_total") == "3 _ _ 4 _ _ 7"


@pytest.mark.parametrize("layout", [one for one in TRACKED if not one.startswith("cell-pipe")])
def test_a_blank_last_cell_is_told_where_no_row_is_filled_up_otherwise(layout: str) -> None:
    assert said(report(layout, BLANKS), "denied_inquiry") == "0 0 0 0 0 0 _"


@pytest.mark.parametrize("layout", [one for one in TRACKED if one != "tab-row-short"])
def test_a_table_of_nothing_but_totals_is_read(layout: str) -> None:
    only_totals = {f"requests.{row}": ",,,,,,0" for row in _rows("requests")}
    text = report(layout, only_totals)
    assert {said(text, row) for row in _rows("requests")} == {"_ _ _ _ _ _ 0"}


@pytest.mark.parametrize("layout", ["pipe-padded-swallowed", "pipe-bare-swallowed"])
def test_blank_cells_without_border_are_not_told(layout: str) -> None:
    text = report(layout, BLANKS)
    assert "8" not in said(text, "received").split()[2:]
    assert not any(one.isdigit() for one in said(text, "results_total").split())


@pytest.mark.parametrize(
    "layout", ["tab-row-slid", "cell-pipe", "alternating-leading", "pipe-padded"]
)
@pytest.mark.parametrize("column", [0, 2, 6])
def test_a_lost_column_is_not_made_up_from_its_neighbours(layout: str, column: int) -> None:
    rows = {f"requests.{row}": "1,2,3,4,5,6,21" for row in _rows("requests")}
    text = report(layout, rows, change=lambda grid: _without_column(grid, column))
    for row in _rows("requests"):
        found = said(text, row).split()
        wanted = ["1", "2", "3", "4", "5", "6", "21"]
        assert all(one == right for one, right in zip(found, wanted, strict=True) if one.isdigit())


def test_a_row_that_lost_its_total_is_not_certain_where_lines_are_padded() -> None:
    text = report("pipe-padded", {**BLANKS, "requests.denied_inquiry": "1,2,3,4,5,6,"})
    assert said(text, "denied_inquiry") == "1 2 3 4 5 6 _"
    for printed in ("1 | 2 | 3 | 5 | 6 | 17", "1 | 2 | 3 | 5 | 6 | 21"):
        lost = text.replace("| 1 | 2 | 3 | 4 | 5 | 6 |  |", f"| {printed} |  ||")
        assert not any(one.isdigit() for one in said(lost, "denied_inquiry").split()[3:])


def _rows(table: str) -> list[str]:
    from core.forms import load_forms

    rows = load_forms()["2021"].tables
    return [row.key for kind, one in rows.items() if kind.value == table for row in one.rows()]


def _without_column(grid: Grid, column: int) -> Grid:
    """`grid` (table 三) without the figures of a column, the others moved up; the headers stay."""
    if grid.label_columns < 3:
        return grid
    at = grid.label_columns + column
    cells = [
        replace(c, column=c.column - (c.column > at)) if c.kind is PrintedKind.VALUE else c
        for c in grid.cells
        if not (c.kind is PrintedKind.VALUE and c.column == at)
    ]
    return replace(grid, cells=tuple(cells))


@pytest.mark.parametrize("layout", ["split-row", "split-row-cells", "split-row-pipes"])
def test_a_row_split_from_its_label_does_not_hide_the_blanks_of_others(layout: str) -> None:
    text = report(layout, {**BLANKS, "requests.denied_process": "0,0,0,0,0,0,0"})
    assert said(text, "received") == "8 11 _ _ _ 5 24"
    assert said(text, "carried_in") == "_ _ _ _ _ _ 0"


@pytest.mark.parametrize("layout", TRACKED)
def test_headers_are_laid_out_like_the_rows_below_them(layout: str) -> None:
    """No row of the first block is filled, so that only its headers tell which cells are blank."""
    blanks = {
        "proactive.regulations": ",2,",
        "proactive.normative_documents": "3,4,",
        "requests.received": "1,0,0,0,0,0,1",
    }
    text = report(layout, blanks)
    found = said(text, "normative_documents"), said(text, "regulations")
    if layout.startswith("cell-pipe") and layout != "cell-pipe-bare":
        assert not {"2", "4"} & {found[1].split()[0], found[0].split()[0]}
    else:
        assert found == ("3 4 _", "_ 2 _")
