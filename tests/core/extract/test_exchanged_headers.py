"""Headers and row labels of which one is replaced, printed twice, cut, or exchanged with another."""

import pytest

from core.cells import CellStatus, TableKind
from core.forms import load_forms
from core.layout import PrintedKind
from tests.core.extract.texts import Change, cells, report, said
from tests.corpus.grid import Grid, GridCell

LAYOUTS = ["tab-row", "tab-cell", "pipe-padded", "cell-blank"]
BUSY = {
    "requests.received": "1,2,3,0,4,0,10",
    "requests.granted": "1,2,3,0,4,0,10",
    "requests.results_total": "1,2,3,0,4,0,10",
    "proactive.regulations": "7,8,9",
    "disputes.reconsideration": "1,2,3,4,10",
    "disputes.litigation_direct": "2,0,0,1,3",
}
"""Figures whose sums hold, so that nothing but the labels tells what is wrong."""


def labels_of(kind: TableKind, printed: dict[tuple[int, int], str]) -> Change:
    """What prints other labels in the table: by the row and column where they stand in its grid."""

    def change(grid: Grid) -> Grid:
        if grid.kind is not kind:
            return grid
        return grid.with_texts(lambda cell: printed.get((cell.row, cell.column), cell.text))

    return change


def certain(text: str, kind: TableKind) -> list[str]:
    """The cells of a table that are read with certainty."""
    return [
        name
        for name, cell in cells(text).items()
        if name.startswith(kind.value) and cell.status is CellStatus.READ
    ]


REQUESTS_HEADERS = {
    "法人": (1, 3),  # a piece of 法人或其他组织, which is there whole
    "组织": (1, 3),
    "企业": (2, 5),
    "其他组织": (2, 8),
    "商业企业": (1, 3),
    "自然人": (2, 6),
    "总计": (1, 3),
    "法人或其他组织": (2, 4),
    "合计": (2, 8),
    "申请": (2, 4),
    "信息公开": (1, 9),  # a piece of the row's label below it
    "结果维持": (2, 4),
    "小计": (1, 9),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("header", REQUESTS_HEADERS)
def test_a_header_in_the_place_of_another_leaves_no_figure_certain(
    header: str, layout: str
) -> None:
    change = labels_of(TableKind.REQUESTS, {REQUESTS_HEADERS[header]: header})
    assert not certain(report(layout, BUSY, change=change), TableKind.REQUESTS)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("one", [(1, 3), (1, 9)])
def test_an_outer_header_among_inner_ones_is_no_column_of_the_forms_order(
    one: tuple[int, int], layout: str
) -> None:
    outer = {(1, 3): "自然人", (1, 9): "总计"}[one]
    change = labels_of(TableKind.REQUESTS, {one: "商业企业", (2, 4): outer})
    text = report(layout, BUSY, change=change)
    read = {name: cells(text)[name].value for name in certain(text, TableKind.REQUESTS)}
    assert read.get("requests.received.enterprise") in (None, 1 if outer == "自然人" else 10)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("header", ["企业", "商业", "商业企亚", "商业\n企业"])
def test_a_header_that_is_cut_or_misprinted_in_its_own_place_is_that_column(
    header: str, layout: str
) -> None:
    change = labels_of(TableKind.REQUESTS, {(2, 4): header})
    assert said(report(layout, BUSY, change=change), "received") == "1 2 3 0 4 0 10"


def test_a_cut_header_in_another_place_is_not_in_the_forms_order() -> None:
    printed = {(1, 3): "企业", (2, 4): "自然人"}
    text = report("tab-row", BUSY, change=labels_of(TableKind.REQUESTS, printed))
    assert not certain(text, TableKind.REQUESTS)


def test_headers_broken_over_lines_are_all_there() -> None:
    lines = [
        "自然人 法人或其他 总计",
        "组织",
        "商业 科研 社会公 法律服 其他",
        "企业 机构 益组织 务机构",
        "一、本年新收政府信息公开申请数量 1 2 3 0 4 0 10",
    ]
    plain = report("spaces", BUSY)
    start = plain.index("（本列数据")
    end = plain.index("二、上年结转")
    text = plain[:start] + "\n".join(lines) + "\n" + plain[end:]
    assert said(text, "received") == "1 2 3 0 4 0 10"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("form", "column", "header"),
    [
        ("2021", 1, "本年废止件数"),
        ("2021", 1, "上年制发件数"),
        ("2021", 1, "件数"),
        ("2021", 2, "规范性文件"),
        ("2021", 3, "总计"),
        ("2021", 3, "信息内容"),
        ("2021", 3, "对外公开总数量"),
        ("2019", 1, "本年新公开数量"),
        ("2019", 3, "采购总金额"),
        ("2019", 3, "数量"),
    ],
)
def test_a_header_replaced_in_the_first_block_leaves_none_of_its_figures_certain(
    form: str, column: int, header: str, layout: str
) -> None:
    change = labels_of(TableKind.PROACTIVE, {(1, column): header})
    text = report(layout, BUSY, form, change)
    assert not [one for one in certain(text, TableKind.PROACTIVE) if ".regulations." in one]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_one_header_of_a_block_may_be_another(layout: str) -> None:
    change = labels_of(TableKind.PROACTIVE, {(5, 1): "制发件数"})
    text = report(layout, {"proactive.licensing": "5"}, change=change)
    assert "proactive.licensing.decisions" not in certain(text, TableKind.PROACTIVE)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_row_under_the_headers_of_another_block_is_not_certain(layout: str) -> None:
    """行政强制 where 行政事业性收费 should stand, under 本年收费金额."""
    change = labels_of(TableKind.PROACTIVE, {(10, 0): "行政事业性收费", (13, 0): "行政强制"})
    text = report(layout, {"proactive.coercion": "5", "proactive.fees": "6"}, change=change)
    assert "proactive.coercion.decisions" not in certain(text, TableKind.PROACTIVE)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "printed",
    [
        {(1, 0): "结果纠正"},
        {(2, 5): "结果"},
        {(2, 5): "驳回"},
        {(2, 14): "自然人"},
        {(1, 1): "结果维持", (2, 6): "结果维持", (2, 11): "结果维持"},
        {(1, 0): "维持", (1, 1): "维持"},
        {(0, 0): "行政诉讼"},
        {(0, 0): "行政诉讼", (0, 5): "行政复议"},
        {(0, 0): "起诉"},
        {(1, 5): "复议后起诉"},
        {(1, 5): "复议"},
        {(0, 5): "未经复议直接起诉", (1, 5): "行政诉讼"},
    ],
    ids=str,
)
def test_a_label_over_the_line_of_figures_replaced_by_another_leaves_none_certain(
    printed: dict[tuple[int, int], str], layout: str
) -> None:
    text = report(layout, BUSY, change=labels_of(TableKind.DISPUTES, printed))
    assert not certain(text, TableKind.DISPUTES)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "printed", [{(1, 0): "维持"}, {(2, 7): "其他"}, {(0, 5): "诉讼"}, {(1, 4): ""}], ids=str
)
def test_a_label_cut_or_lost_over_the_line_of_figures_leaves_them_certain(
    printed: dict[tuple[int, int], str], layout: str
) -> None:
    text = report(layout, BUSY, change=labels_of(TableKind.DISPUTES, printed))
    assert len(certain(text, TableKind.DISPUTES)) == 15


def _is_label(cell: GridCell, text: str) -> bool:
    return cell.kind is PrintedKind.ROW_LABEL and cell.text == text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_row_label_printed_twice_is_of_neither_row_for_certain(layout: str) -> None:
    """The first of them stands where another row's label should, further up."""
    rows = load_forms()["2021"].tables[TableKind.REQUESTS].rows()
    second = next(row.label for row in rows if row.key == "carried_in")

    def change(grid: Grid) -> Grid:
        return grid.with_texts(
            lambda cell: "（一）予以公开" if _is_label(cell, second) else cell.text
        )

    figures = BUSY | {"requests.carried_in": "0,5,0,0,0,0,5"}
    text = report(layout, figures, change=change)
    assert not [one for one in certain(text, TableKind.REQUESTS) if ".granted.enterprise" in one]


@pytest.mark.parametrize("header", ["法人", "科研机构", "企业"])
def test_stacked_headers_hold_no_more_than_the_forms_characters(header: str) -> None:
    plain = report("spaces", BUSY)
    assert len(certain(plain, TableKind.REQUESTS)) == 175
    text = report("spaces", BUSY, change=labels_of(TableKind.REQUESTS, {(1, 3): header}))
    assert not certain(text, TableKind.REQUESTS)


def test_stacked_headers_over_the_line_of_figures_are_counted_by_their_characters() -> None:
    plain = report("spaces", BUSY)
    assert len(certain(plain, TableKind.DISPUTES)) == 15
    text = report("spaces", BUSY, change=labels_of(TableKind.DISPUTES, {(1, 0): "复议"}))
    assert not certain(text, TableKind.DISPUTES)


@pytest.mark.parametrize(
    "printed", [{(2, 5): "行政诉讼"}, {(1, 5): "复议"}, {(1, 5): "复议后起诉"}], ids=str
)
@pytest.mark.parametrize("layout", ["markdown-filled", "cell-blank-broken"])
def test_merged_labels_in_each_of_their_cells_or_run_together_are_counted(
    layout: str, printed: dict[tuple[int, int], str]
) -> None:
    assert len(certain(report(layout, BUSY), TableKind.DISPUTES)) == 15
    text = report(layout, BUSY, change=labels_of(TableKind.DISPUTES, printed))
    assert "disputes.litigation_direct.upheld" not in certain(text, TableKind.DISPUTES)
