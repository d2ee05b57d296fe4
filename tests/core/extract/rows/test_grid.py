"""Tables left blank here and there: every figure stands below its header, or it is not certain."""

from collections.abc import Mapping

import pytest

from core.extract.rows.separation import Separation, marks_of
from tests.core.extract.texts import report, said

FILLED = {
    "requests.received": "821,35,0,0,2,1,859",
    "requests.carried_in": "18,0,0,0,0,0,18",
    "requests.results_total": "767,35,0,0,2,1,805",
    "requests.carried_out": "72,0,0,0,0,0,72",
}
UNFILLED = {  # as in the report of a city's office: no total but those of the four chief rows, no 0
    "requests.granted": "258,12,,,1,1,",
    "requests.partly_granted": "3,,,,,,",
    "requests.denied_state_secret": "14,,,,,,",
    "requests.denied_process": "3,1,,,,,",
    "requests.unavailable_not_held": ",12,,,1,,",
    "requests.unprocessed_petition": "148,1,,,,4,",
}
GRIDS = ["tab-row", "tab-row-filled", "markdown-full", "markdown-filled", "raw-html"]
BESIDE_LABELS = ["pipe-padded", "markdown-short", "cell-pipe", "alternating"]


def _blank(printed: str) -> str:
    return " ".join(one or "_" for one in printed.split(","))


def _each(rows: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name.removeprefix("requests."), _blank(printed)) for name, printed in rows.items()]


@pytest.mark.parametrize("layout", [*GRIDS, *BESIDE_LABELS])
def test_totals_that_were_left_blank_do_not_make_the_rest_doubtful(layout: str) -> None:
    text = report(layout, {**FILLED, **UNFILLED})
    for row, printed in _each(UNFILLED):
        assert said(text, row) == printed


@pytest.mark.parametrize("layout", GRIDS)
def test_a_grid_is_told_by_its_headers_where_no_row_is_filled(layout: str) -> None:
    text = report(layout, {**UNFILLED, "requests.received": ",5,,,5,,"})
    for row, printed in [*_each(UNFILLED), ("received", "_ 5 _ _ 5 _ _")]:
        assert said(text, row) == printed


def test_labels_padded_to_their_width_do_not_move_the_figures_behind_them() -> None:
    """As markdownify writes merged cells: blank ones behind the label, none for those merged from above."""
    rows = report("markdown-full", {**FILLED, **UNFILLED}).splitlines()
    text = "\n".join("| " + row.lstrip("| ") if row.startswith("|  |") else row for row in rows)
    for row, printed in _each(UNFILLED):
        read = said(text, row)
        assert read == printed or not any(one.isdigit() for one in read.split()), row
    assert said(text, "granted") == "258 12 _ _ 1 1 _"


@pytest.mark.parametrize("layout", ["tab-row", "markdown-full", "pipe-padded"])
@pytest.mark.parametrize(
    ("border", "borders"), [("258", "{}258"), ("258{}", "258"), ("12{}", "12{}{}")]
)
def test_a_line_with_a_cell_more_or_less_than_the_others_is_doubted(
    layout: str, border: str, borders: str
) -> None:
    mark = "\t" if layout == "tab-row" else " | "
    text = report(layout, {**FILLED, **UNFILLED})
    assert border.format(mark) in text
    changed = text.replace(border.format(mark), borders.format(mark, mark))
    assert not any(one.isdigit() for one in said(changed, "granted").split())


@pytest.mark.parametrize(
    "printed",
    [
        ",63,32,22,34,55,30",  # to the right: its total fell off
        "1,2,3,5,6,17,",  # to the left, over a 0 that was lost
        "1,2,3,5,6,21,",  # the same over a 4
    ],
)
def test_a_row_that_looks_slid_within_a_grid_is_not_certain(printed: str) -> None:
    text = report("markdown-full", {**FILLED, "requests.denied_process": printed})
    assert not any(one.isdigit() for one in said(text, "denied_process").split())


@pytest.mark.parametrize("blanks", range(5))
def test_cells_parted_by_a_mark_on_either_side_of_a_line_end_are_counted(blanks: int) -> None:
    """As Beautiful Soup joins the texts of a table with tabs: an empty cell is a line end between two."""
    gap = "\t" + "\n\t" * (blanks + 1)
    assert Separation.of("\t\n\t").count(gap) == blanks + 1


@pytest.mark.parametrize(
    ("unit", "blank", "row_end"),
    [
        ("\n\t", "\n\t\n\t", "\n\n\t"),  # innerText of plain cells
        ("\n\n\t\n\n", "\n\n\t\n\n\t\n\n", "\n\n\n\n"),  # of cells with paragraphs in them
    ],
)
def test_an_empty_cell_does_not_end_the_row(unit: str, blank: str, row_end: str) -> None:
    separation = Separation.of(unit)
    assert not separation.breaks(unit)
    assert not separation.breaks(blank)
    assert separation.count(blank) == 2
    assert separation.breaks(row_end)
    assert separation.before_break(blank + row_end).startswith(blank.rstrip("\n"))


def test_lines_without_a_closing_pipe_have_their_last_cell_behind_the_last_pipe() -> None:
    """As html2text writes tables."""
    rows = report("pipe-bare", {**FILLED, **UNFILLED}).splitlines()
    text = "\n".join(row.removesuffix("|").removesuffix("| ") for row in rows)
    for row, printed in _each(UNFILLED):
        assert said(text, row) == printed, row


def test_a_no_break_space_in_an_empty_cell_does_not_end_the_row() -> None:
    """As browsers give the text of cells that hold nothing but that."""
    separation = Separation.of("\n\n\t\n\n")
    gap = marks_of("\n\n\t\n\n \n\n\t\n\n")
    assert not separation.breaks(gap)
    assert separation.count(gap) == 2


def test_a_line_of_disputes_may_end_with_a_blank_cell_without_a_pipe_behind_it() -> None:
    """As html2text writes it: the last pipe stands before the last cell."""
    figures = {"disputes.reconsideration": "5,,,2,7", "disputes.litigation_direct": "8,,,1,9"}
    blank = {"disputes.litigation_after": ",,,,"}
    rows = report("pipe-bare", {**figures, **blank}).splitlines()
    text = "\n".join(row.removesuffix("|").removesuffix("| ") for row in rows)
    assert said(text, "reconsideration") == "5 _ _ 2 7"
    assert said(text, "litigation_direct") == "8 _ _ 1 9"
    assert said(text, "litigation_after") == "_ _ _ _ _"


@pytest.mark.parametrize("layout", ["tab-row", "tab-row-short", "pipe-bare", "markdown-full"])
def test_a_figure_lost_from_a_line_that_was_filled_up_again_is_not_made_up(layout: str) -> None:
    mark = "\t" if layout.startswith("tab") else " | "
    figures = mark.join(["1", "2", "3", "4", "5", "6", "21"])
    text = report(layout, {**FILLED, **UNFILLED, "requests.unprocessed_repeat": "1,2,3,4,5,6,21"})
    assert said(text, "unprocessed_repeat") == "1 2 3 4 5 6 21"
    for lost in ("1", "4", "6"):
        left = mark.join(one for one in figures.split(mark) if one != lost)
        slid = text.replace(figures, left + mark)
        assert not any(one.isdigit() for one in said(slid, "unprocessed_repeat").split()), lost
