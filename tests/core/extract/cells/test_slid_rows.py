"""Rows, cell by cell and without borders, that lost a figure and hold another that is none of theirs."""

import pytest

from core.cells import Cell
from core.extract.reader import read_report
from core.text import source_text
from tests.core.extract.texts import cells, report, said

OWN = ["17", "10", "11", "12", "13", "14", "77"]
NAMES = [name for name in cells(report("cell-line", {})) if name.startswith("requests.granted")]
LAYOUTS = ["cell-blank", "cell-line", "spaces"]


def text_with(layout: str, figures: list[str], own: list[str] = OWN) -> str:
    """A report that balances, but for `figures` in one row instead of its `own`."""
    rows = ("received", "granted", "results_total")
    parts = {f"requests.{row}": ",".join(own) for row in rows}
    parts["requests.granted"] = ",".join(figures)
    return report(layout, parts)


def wrong(text: str, own: list[str] = OWN) -> list[Cell]:
    """The cells of the row that are read as something else than its `own` figures."""
    read = cells(text)
    return [
        read[name]
        for name, figure in zip(NAMES, own, strict=True)
        if read[name].status.value == "read" and str(read[name].value) != figure
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("stray", ["0", "7", "112"])
def test_figures_between_a_lost_one_and_a_page_number_are_not_certain(
    layout: str, stray: str
) -> None:
    for lost in range(7):
        for at in range(7):
            figures = [*OWN[:lost], *OWN[lost + 1 :]]
            figures.insert(at, stray)
            if at != lost:
                text = text_with(layout, figures)
                assert not wrong(text), figures
                assert "row_slid" in {one.code for one in read_report(source_text(text)).findings}


def test_both_readings_are_offered_and_what_is_the_same_in_both_is_certain() -> None:
    text = text_with("cell-line", ["17", "10", "9", "11", "13", "14", "77"])
    assert said(text, "granted") == "17 10 ? ? 13 14 77"
    read = cells(text)
    offered = [[one.value for one in read[name].candidates] for name in NAMES[2:4]]
    assert offered == [[11, 9], [12, 11]]
    start, end = read[NAMES[2]].candidates[0].span or (0, 0)
    assert text[start:end] == "11"
    assert text[start - 2 : start] == "9\n"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_figures_between_a_split_and_a_lost_one_are_not_certain(layout: str) -> None:
    assert not wrong(text_with(layout, ["17", "1", "0", "11", "12", "14", "77"]))


def test_figures_between_two_that_ran_together_and_a_page_number_are_not_certain() -> None:
    assert not wrong(text_with("cell-line", ["9", "17", "1011", "12", "13", "14", "77"]))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("at", range(7))
def test_a_slip_of_the_report_is_read_as_printed(layout: str, at: int) -> None:
    figures = [*OWN[:at], "8", *OWN[at + 1 :]]
    assert said(text_with(layout, figures), "granted") == " ".join(figures)


def test_figures_that_borders_keep_in_their_cells_are_read_as_printed() -> None:
    figures = ["17", "10", "9", "11", "13", "14", "77"]
    assert said(text_with("tab-row", figures), "granted") == " ".join(figures)


@pytest.mark.parametrize("number", ["9", "12"])
def test_a_figure_closer_than_others_in_a_row_that_does_not_add_up_leaves_none_certain(
    number: str,
) -> None:
    """The columns say nothing here: what was received is not printed."""
    text = report("cell-blank", {"requests.granted": f"17,10,11,12,14,77,{number}"})
    closer = text.replace(f"77\n\n{number}", f"77\n{number}")
    assert closer != text
    assert not wrong(closer, ["17", "10", "11", "12", "13", "14", "77"])
    assert "?" in said(closer, "granted")


def test_figures_closer_than_others_that_add_up_are_certain() -> None:
    text = report("cell-blank", {"requests.granted": ",".join(OWN)})
    assert said(text.replace("13\n\n14", "13\n14"), "granted") == " ".join(OWN)
