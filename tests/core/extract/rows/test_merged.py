"""Merged cells that were written into each column they cover are one figure; an empty cell before them is blank."""

import pytest

from core.extract.reader import read_report
from core.text import source_text
from tests.core.extract.texts import cells, report, said

REPEATED = ["cell-pipe-repeated", "tab-row-filled", "markdown-filled"]


@pytest.mark.parametrize("layout", REPEATED)
def test_a_repeated_figure_is_one(layout: str) -> None:
    text = report(layout, {"proactive.licensing": "9", "proactive.penalty": "0"})
    assert said(text, "licensing") == "9"
    assert said(text, "penalty") == "0"
    codes = {finding.code for finding in read_report(source_text(text)).findings}
    assert not codes & {"surplus_value", "surplus_values", "equal_headers"}


@pytest.mark.parametrize("layout", ["tab-row-filled", "markdown-filled"])
@pytest.mark.parametrize("printed", ["43,20", "0,0", "5,5", ",7"])
def test_repeated_headers_tell_which_figure_is_repeated(layout: str, printed: str) -> None:
    text = report(layout, {"proactive.fees": printed}, form="2019")
    wanted = " ".join(figure or "_" for figure in printed.split(","))
    assert said(text, "fees") == wanted


def test_without_repeated_headers_the_values_only_suggest_it() -> None:
    text = report("cell-pipe-repeated", {"proactive.fees": "43,20"}, form="2019")
    assert said(text, "fees") == "(43) (20)"


@pytest.mark.parametrize("layout", REPEATED)
def test_a_blank_cell_before_a_repeated_figure_stays_blank(layout: str) -> None:
    text = report(layout, {"proactive.fees": ",20", "proactive.procurement": ",0"}, form="2019")
    assert said(text, "fees").replace("(20)", "20") == "_ 20"
    assert said(text, "procurement").replace("(0)", "0") == "_ 0"


def test_other_figures_too_many_stay_open() -> None:
    text = report("markdown-filled", {"proactive.licensing": "9"})
    conflict = text.replace("| 9 | 9 | 9 |", "| 9 | 8 | 9 |")
    assert cells(conflict)["proactive.licensing.decisions"].status.value == "ambiguous"


def test_a_sentence_behind_the_last_row_is_no_cell_of_it() -> None:
    text = report("cell-blank-swallowed", {"proactive.procurement": "5,"}, form="2019")
    at = text.index("政府集中采购\n\n5") + len("政府集中采购\n\n5")
    text = f"{text[:at]}\n\n具体情况见下表。{text[at:]}"
    assert said(text, "procurement") == "? ?"
