"""Blank cells of table 四, which is one line: told by its cells and headers, else left open."""

import pytest

from tests.core.extract.rows.test_row_cells import TRACKED
from tests.core.extract.texts import cells, report

DISPUTES = {
    "disputes.reconsideration": ",2,,,2",
    "disputes.litigation_direct": ",,,,0",
    "disputes.litigation_after": "1,,,3,4",
}


def disputes(text: str) -> str:
    found = [cell for name, cell in cells(text).items() if name.startswith("disputes.")]
    return " ".join(
        str(cell.value) if cell.status.value == "read" else cell.status.value[0] for cell in found
    )


@pytest.mark.parametrize("layout", TRACKED)
def test_blank_cells_are_told(layout: str) -> None:
    assert disputes(report(layout, DISPUTES)) == "b 2 b b 2 b b b b 0 1 b b 3 4"


@pytest.mark.parametrize("layout", TRACKED)
def test_a_line_of_blank_cells_is_blank(layout: str) -> None:
    """Nor does the 无 of a later section stand in it."""
    blank = dict.fromkeys(DISPUTES, ",,,,")
    assert disputes(report(layout, blank)) == " ".join(["b"] * 15)


@pytest.mark.parametrize("layout", ["pipe-padded-swallowed", "pipe-bare-swallowed"])
def test_swallowed_cells_leave_the_line_open(layout: str) -> None:
    assert not any(one.isdigit() for one in disputes(report(layout, DISPUTES)).split())


@pytest.mark.parametrize("layout", ["pipe-bare", "alternating", "tab-cell", "cell-pipe"])
def test_a_lost_value_leaves_the_line_open(layout: str) -> None:
    """Fourteen figures in fourteen cells: which is missing, nobody can tell."""
    whole = dict.fromkeys(DISPUTES, "1,2,3,4,10")
    text = report(layout, whole)
    at = text.rindex("3")
    shorter = text[:at].rstrip(" |\t\n") + text[at + 1 :]
    assert not any(one.isdigit() for one in disputes(shorter).split())


def test_a_rule_of_dashes_under_the_headers_is_no_line_of_figures() -> None:
    text = report("markdown-full", dict.fromkeys(DISPUTES, "1,0,0,0,1"))
    ruled = text.replace("| 1 | 0 | 0 | 0 | 1 |", "|" + " -- |" * 15 + "\n| 1 | 0 | 0 | 0 | 1 |", 1)
    values = [cell.value for name, cell in cells(ruled).items() if name.startswith("disputes.")]
    assert values == [1, 0, 0, 0, 1] * 3


COLUMNS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
HEADERS = [
    ["行政复议", "行政诉讼"],
    [*COLUMNS, "未经复议直接起诉", "复议后起诉"],
    [*COLUMNS, *COLUMNS],
]
SHORT = ["", "2", "", "", "2", *[""] * 10]
LONG = ["1", "", "", "", "1", *[""] * 8, "3", "3"]


def copied(figures: list[str]) -> str:
    """Table 四 as a browser copies it, each cell a paragraph: nothing but lines stand between two rows."""
    return "\n\n\n".join(
        "\t\n\n".join(f"{cell}\n\n" if cell else "" for cell in row) for row in [*HEADERS, figures]
    )


def souped(figures: list[str]) -> str:
    """Table 四 with a tab for each tag: its rows end as cells do."""
    return "\n\t\n\t".join(
        "".join(f"\n\t{cell}\t" if cell else "\n\t" for cell in row) for row in [*HEADERS, figures]
    )


def with_line(table: str) -> str:
    """A report with this table 四."""
    text = report("tab-row", DISPUTES)
    start, end = text.index("行政复议\t"), text.index("五、存在的主要问题")
    return f"{text[:start]}{table}\n\n{text[end:]}"


@pytest.mark.parametrize("figures", [SHORT, LONG])
def test_a_row_that_only_lines_part_from_its_headers_is_counted(figures: list[str]) -> None:
    assert disputes(with_line(copied(figures))) == " ".join(one or "b" for one in figures)


def test_a_copied_line_that_lacks_a_cell_is_left_open() -> None:
    assert "2" not in disputes(with_line(copied(SHORT[1:]))).split()


def test_a_line_that_figures_span_needs_no_row_ends() -> None:
    assert disputes(with_line(souped(LONG))) == " ".join(one or "b" for one in LONG)
    assert "2" not in disputes(with_line(souped(SHORT))).split()
