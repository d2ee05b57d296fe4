"""A figure that does not belong in its row: one too many beside a blank cell, or one on a line of its own."""

import pytest

from core.extract.reader import read_report
from core.text import source_text
from tests.core.extract.texts import cells, report, said

ROWS = ("reconsideration", "litigation_direct", "litigation_after")
BLOCKS = tuple(f"disputes.{row}" for row in ROWS)


@pytest.mark.parametrize("layout", ["tab-cell", "alternating", "cell-pipe"])
def test_a_figure_too_many_beside_a_blank_cell_is_not_certain(layout: str) -> None:
    text = report(layout, {"requests.granted": "17,,11,12,13,14,67"})
    assert said(text, "granted") == "17 _ 11 12 13 14 67"
    start = text.index("14", text.index("予以公开"))
    end = text.index("67", start)
    twice = text[:end] + text[start:end] + text[end:]
    assert "(" in said(twice, "granted") or "?" in said(twice, "granted")
    assert not [
        cell
        for name, cell in cells(twice).items()
        if name.startswith("requests.granted") and cell.status.value == "read"
    ]


def test_a_page_number_in_place_of_a_lost_figure_is_not_certain() -> None:
    """All rows hold as many figures as they should; but one stands on another line than in all other rows."""
    text = report("spaces", {"requests.granted": "17,10,11,12,13,14,77"})
    assert said(text, "granted") == "17 10 11 12 13 14 77"
    lost = text.replace("17 10 11 12 13 14 77", "17 10 11 12 13 14\n9")
    assert "9" not in said(lost, "granted").split()


def test_a_blank_among_the_figures_of_the_review_table_counts() -> None:
    """Fifteen figures and an empty cell among them are one too many."""
    figures = ["4", "1", "2", "1", "", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"]
    parts = {block: ",".join(figures[5 * n : 5 * n + 5]) for n, block in enumerate(BLOCKS)}
    text = report("cell-blank", parts)
    behind = text.index("五、存在的主要问题")
    added = text[:behind].rstrip("\n") + "\n\n7\n\n" + text[behind:]
    assert "7" not in said(added, "litigation_after").split()


def test_blocks_of_the_review_table_may_stand_further_apart_than_figures() -> None:
    """As where the page's source has a line for each block."""
    text = report("cell-blank", dict.fromkeys(BLOCKS, "4,1,2,1,8"))
    line = "\n\n".join(["4\n\n1\n\n2\n\n1\n\n8"] * 3)
    assert line in text
    apart = text.replace(line, line.replace("8\n\n4", "8\n\n\n\n4"))
    assert [said(apart, block) for block in ROWS] == ["4 1 2 1 8"] * 3


@pytest.mark.parametrize("number", ["7", "12"])
def test_a_page_number_below_a_row_that_adds_up_is_none_of_its_digits(number: str) -> None:
    text = report("spaces", {"requests.granted": "17,10,11,12,13,14,77"})
    below = text.replace("17 10 11 12 13 14 77", f"17 10 11 12 13 14 77\n{number}")
    assert said(below, "granted") == "17 10 11 12 13 14 77"
    assert said(below, "partly_granted") == "0 0 0 0 0 0 0"
    findings = read_report(source_text(below)).findings
    assert not {"stray_beside", "stray_figures"} & {finding.code for finding in findings}


@pytest.mark.parametrize("at", range(7))
def test_a_digit_wrapped_below_its_row_leaves_it_not_adding_up(at: int) -> None:
    figures = ["17", "10", "11", "12", "13", "14", "77"]
    text = report("spaces", {"requests.granted": ",".join(figures)})
    torn = [one[:1] if number == at else one for number, one in enumerate(figures)]
    line = f"{' '.join(torn)}\n{figures[at][1:]}"
    below = text.replace(" ".join(figures), line)
    assert not [
        cell
        for name, cell in cells(below).items()
        if name.startswith("requests.granted") and cell.status.value == "read"
    ]


@pytest.mark.parametrize(
    "words", ["六、加强培训，提高水平。", "三、加强培训，共组织 2 次。", "内部资料"]
)
def test_a_digit_wrapped_below_words_leaves_its_row_not_adding_up(words: str) -> None:
    text = report("spaces", {"requests.granted": "17,10,11,12,13,14,77"})
    line = "17 10 11 12 13 14 77"
    below = text.replace(line, f"{line}\n{words}\n9")
    assert said(below, "granted") == line
    torn = text.replace(line, f"17 10 11 12 13 14 7\n{words}\n7")
    assert "7" not in said(torn, "granted").split()


@pytest.mark.parametrize("mark", ["无", "—", "--"])
def test_a_dash_below_a_row_is_none_of_its_digits(mark: str) -> None:
    """As where a page of a PDF ends in the table."""
    text = report("tab-row", {"requests.granted": "17,10,11,12,13,14,60"})
    line = "17\t10\t11\t12\t13\t14\t60"
    assert line in text
    assert said(text.replace(line, f"{line}\n{mark}"), "granted") == line.replace("\t", " ")


def test_an_empty_cell_behind_each_figure_of_some_rows_leaves_them_certain() -> None:
    """As where a table goes on over a page of a PDF: some of its columns are two there."""
    text = report("tab-row", {"requests.granted": "17,10,11,12,13,14,77"})
    apart = text.replace("17\t10\t11\t12\t13\t14\t77", "17\t\t10\t\t11\t\t12\t\t13\t\t14\t\t77")
    assert said(apart, "granted") == "17 10 11 12 13 14 77"
    once = text.replace("17\t10\t11", "17\t10\t\t11")
    assert "10" not in said(once, "granted").split()


def test_a_page_number_below_the_review_table_is_no_part_of_it() -> None:
    parts = {"disputes.reconsideration": "4,1,2,1,8", "disputes.litigation_after": "0,3,0,0,3"}
    text = report("spaces", parts)
    line = "4 1 2 1 8 0 0 0 0 0 0 3 0 0 3"
    assert said(text.replace(line, f"{line}\n9"), "litigation_after") == "0 3 0 0 3"
    torn = text.replace(line, f"{line.replace('8', '1')}\n8")
    assert "(" in said(torn, "reconsideration") or "?" in said(torn, "reconsideration")
