"""Drawn tables: cell after cell, every character with its place in the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.extract.folding.fold import fold
from core.extract.folding.ruled import View, view_of

BOX = """前言
┌────────┬──────┬──────┐
│申请人  │自然人│总计  │
├────────┼──────┼──────┤
│本年新收│1     │ 12   │
│申请数量│      │      │
└────────┴──────┴──────┘
后记
"""
GRID = """+--------+------+
| 规章   | 3    |
| 文件   |      |
+========+======+
| 行政   | 7    |
+--------+------+
"""


def view(text: str) -> View:
    return view_of(text, fold(text))


def cells(text: str) -> list[list[str]]:
    """The rows of the drawn table in `text`, as they are read."""
    lines = view(text).folded.split("\n")
    return [
        [cell.strip("\x00 ") for cell in line.split("\t")[1:]] for line in lines if "\t" in line
    ]


def test_a_wrapped_label_is_one_cell_and_its_figures_stand_behind_it() -> None:
    assert cells(BOX) == [["申请人", "自然人", "总计"], ["本年新收申请数量", "1", "12"]]
    assert cells(GRID) == [["规章文件", "3"], ["行政", "7"]]


@pytest.mark.parametrize("dash", ["-", "--", "---", "——", "──"])
def test_a_dash_in_a_cell_is_no_line(dash: str) -> None:
    row = cells(BOX.replace("│1     │", f"│{dash.ljust(6)}│"))[1]
    assert (len(row), row[0], row[2]) == (3, "本年新收申请数量", "12")
    assert not row[1].strip("-─—")
    assert row[1]


@pytest.mark.parametrize("text", [BOX, GRID])
def test_every_character_leads_back_to_where_it_is_printed(text: str) -> None:
    laid = view(text)
    assert laid.positions is not None
    assert len(laid.positions) == len(laid.folded)
    for at, char in enumerate(laid.folded):
        if char.strip("\x00\t\n "):
            span = laid.span(at, at + 1)
            assert fold(text)[span.start : span.end] == char


def test_what_stands_around_a_drawn_table_stays() -> None:
    folded = view(BOX).folded
    assert folded.startswith("前言\n")
    assert folded.endswith("后记\n")


@pytest.mark.parametrize(
    "text", ["规章|1|2\n", "|---|---|\n|规章|1|\n", "a-b\n", "├ 不是表格\n", "", "|" * 50]
)
def test_a_text_without_a_drawn_table_is_left_alone(text: str) -> None:
    assert view(text).folded == fold(text)


@pytest.mark.parametrize(("first", "second"), [("1", "6"), ("1,", "234"), ("12", ".5"), ("-", "3")])
def test_digits_on_two_lines_of_a_cell_are_not_one_number(first: str, second: str) -> None:
    rule = "+------+------+\n"
    text = f"{rule}| 规章 | {first:4} |\n|      | {second:4} |\n{rule}| 文件 | 7    |\n{rule}"
    assert cells(text)[0] == ["规章", f"{first}  {second}"]


def test_lines_in_a_frame_around_a_whole_table_are_no_parts_of_one_label() -> None:
    rule = "+------------+\n"
    text = f"{rule}| 信息内容   |\n| 本年制发数 |\n| 规章   3   |\n{rule}"
    assert cells(text) == [["信息内容 本年制发数 规章   3"]]


@settings(deadline=None)
@given(st.lists(st.text("|+-=─┼│├ 1总\u200b(he)", max_size=14), max_size=12))
def test_any_drawing_keeps_its_characters_and_their_places(lines: list[str]) -> None:
    text = "\n".join(["+-+-+", *lines, "├─┼─┤"])
    laid = view(text)
    if laid.positions is None:
        assert laid.folded == fold(text)
        return
    assert len(laid.positions) == len(laid.folded)
    assert all(0 <= place < len(text) for place in laid.positions)
    for at, char in enumerate(laid.folded):
        if char.isdigit() or char == "总":
            assert text[laid.positions[at]] == char


def test_a_unit_on_the_next_line_of_a_cell_is_no_part_of_where_its_figure_stands() -> None:
    rule = "+------+------+\n"
    laid = view(f"{rule}| 规章 | 47   |\n|      | 万元 |\n{rule}| 文件 | 7    |\n{rule}")
    start = laid.folded.index("47")
    end = laid.folded.index("元") + 1
    assert laid.span_of_figure(start, end) == laid.span(start, start + 2)
    assert laid.span(start, end).end > laid.span(start, start + 2).end
