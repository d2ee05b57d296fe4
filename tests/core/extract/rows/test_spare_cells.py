"""A border too many in a row that has a blank cell: which of its cells is none cannot be told."""

import pytest

from tests.core.extract.texts import cells, report, said


@pytest.mark.parametrize("before", ["11", "12", "13", "14", "60"])
def test_a_tab_too_many_among_figures_behind_a_blank_cell_leaves_them_uncertain(
    before: str,
) -> None:
    text = report("tab-cell", {"requests.carried_in": ",10,11,12,13,14,60"})
    assert said(text, "carried_in") == "_ 10 11 12 13 14 60"
    at = text.index(before, text.index("上年结转"))
    read = cells(text[:at] + "\t" + text[at:])
    figures = [cell for name, cell in read.items() if name.startswith("requests.carried_in")]
    printed = [None, 10, 11, 12, 13, 14, 60]
    assert not [
        (cell.value, value)
        for cell, value in zip(figures, printed, strict=True)
        if cell.status.value == "read" and cell.value != value
    ]


def test_a_blank_cell_of_a_row_that_is_split_is_told() -> None:
    text = report("tab-cell", {"requests.carried_in": "9,,11,12,13,14,59"})
    label = text.index("二、上年结转")
    end = text.index("\n", label)
    split = text[:end] + "\n\t" * 7 + "\n\n\t" + "\n\t" * 2 + text[end:]
    assert said(split, "carried_in") == "9 _ 11 12 13 14 59"


@pytest.mark.parametrize("before", ["12", "14", "36"])
def test_a_tab_too_many_in_a_line_behind_a_blank_cell_leaves_its_figures_uncertain(
    before: str,
) -> None:
    text = report("tab-row-short", {"requests.carried_in": ",10,,12,,14,36"})
    assert said(text, "carried_in") == "_ 10 _ 12 _ 14 36"
    at = text.index(before, text.index("上年结转"))
    own = ["_", "10", "_", "12", "_", "14", "36"]
    read = said(text[:at] + "\t" + text[at:], "carried_in").split()
    slid = [one for one, printed in zip(read, own, strict=True) if one != printed]
    assert not set(own).intersection(slid)


@pytest.mark.parametrize("layout", ["markdown-full", "pipe-bare", "tab-row"])
def test_a_figure_torn_at_its_comma_does_not_fill_the_blank_cell_of_its_row(layout: str) -> None:
    text = report(layout, {"requests.carried_in": "8888,10,11,,13,14,8936"})
    torn = text.replace("8888", "8, 888", 1)
    own = ["8888", "10", "11", "_", "13", "14", "8936"]
    read = said(torn, "carried_in").split()
    slid = [one for one, printed in zip(read, own, strict=True) if one != printed]
    assert not {*own, "888"}.intersection(slid)
