"""Rows that were cut, glued, moved or printed twice: read as they stand, or visibly not certain."""

import re

import pytest

from core.cells import Cell, CellRef, CellStatus, TableKind
from core.extract.reader import read_report
from core.reports import Reading
from tests.core.extract.made import FORM, report, table

ROW = {
    "natural_person": "46735",
    "enterprise": "38",
    "research": "5334",
    "public_interest": "433",
    "legal_service": "1001",
    "other": "41773",
    "total": "95314",
}
LABEL = FORM.tables[TableKind.REQUESTS].blocks[0].rows[3].label  # （二）部分公开 …
OTHER = FORM.tables[TableKind.REQUESTS].blocks[0].rows[6].label
FIGURES = {f"requests.partly_granted.{column}": figure for column, figure in ROW.items()}
LINE = "\t".join(ROW.values())


def read(requests: str) -> Reading:
    """What is read of a report with this table 三."""
    tables = {kind: table(kind) for kind in TableKind} | {TableKind.REQUESTS: requests}
    return read_report(report(tables=tables))


def cell(reading: Reading, name: str) -> Cell:
    return reading.cells[CellRef.parse(name)]


def codes(reading: Reading) -> set[str]:
    return {finding.code for finding in reading.findings}


def row_of(reading: Reading, row: str = "partly_granted") -> dict[str, Cell]:
    return {column: cell(reading, f"requests.{row}.{column}") for column in ROW}


def test_the_undamaged_table_is_certain() -> None:
    cells = row_of(read(table(TableKind.REQUESTS, FIGURES)))
    assert {column: str(one.value) for column, one in cells.items()} == ROW
    assert {one.status for one in cells.values()} == {CellStatus.READ}


@pytest.mark.parametrize(
    "between", ["", "五、加强培训，全年共组织学习，提高了水平。\n六、无。\n", "— 3 —\n"]
)
def test_digits_wrapped_below_their_row_leave_no_figure_certain(between: str) -> None:
    cut = "4673\t38\t5334\t433\t1001\t4177\t9531"
    below = "\t\t5\t\t\t\t\t3\t4"
    text = table(TableKind.REQUESTS, FIGURES).replace(LINE, f"{cut}\n{between}{below}")
    reading = read(text)
    wrong = [one for one in row_of(reading).values() if one.status is CellStatus.READ and one.value]
    assert not wrong
    assert codes(reading) & {"stray_figures", "stray_beside", "stray_lines"}


def test_digits_wrapped_above_a_row_that_lost_its_label_leave_no_figure_certain() -> None:
    lines = table(TableKind.REQUESTS, FIGURES).split("\n")
    at = next(number for number, line in enumerate(lines) if LABEL in line)
    assert lines[at + 1].endswith("\t0" * 7)
    lines[at] = lines[at].replace(LINE, "4673\t38\t5334\t433\t1001\t4177\t9531")
    lines[at + 1 : at + 2] = ["\t\t5\t\t\t\t\t3\t4", "\t\t" + "\t".join(["0"] * 7)]
    reading = read("\n".join(lines))
    wrong = [one for one in row_of(reading).values() if one.status is CellStatus.READ and one.value]
    assert not wrong
    assert "stray_beside" in codes(reading)


def test_zeros_above_stray_figures_stay_certain() -> None:
    # No count above 9 begins with 0, so nothing of it can stand below.
    zeros = "\t".join(["0"] * 7)
    text = table(TableKind.REQUESTS).replace(f"{LABEL}\t{zeros}", f"{LABEL}\t{zeros}\n\t\t5")
    cells = row_of(read(text))
    assert {one.value for one in cells.values()} == {0}
    assert {one.status for one in cells.values()} == {CellStatus.READ}


def test_figures_that_ran_together_are_offered_apart() -> None:
    text = table(TableKind.REQUESTS, FIGURES).replace("38\t5334", "385334")
    cells = row_of(read(text))
    assert CellStatus.READ not in {one.status for one in cells.values() if one.value != 46735}
    assert {38, 385334} & {candidate.value for candidate in cells["enterprise"].candidates}
    assert cells["research"].status is CellStatus.AMBIGUOUS
    assert 5334 in {candidate.value for candidate in cells["research"].candidates}


def test_digits_parted_in_one_cell_of_a_row_that_lost_a_figure_are_seen() -> None:
    # 7 figures in all, as many as the row needs.
    text = table(TableKind.REQUESTS, FIGURES).replace("46735\t38\t5334", "467 35\t5334")
    cells = row_of(read(text))
    assert CellStatus.READ not in {one.status for one in cells.values()}


def test_a_figure_torn_at_its_separator_is_not_read_without_its_head() -> None:
    text = table(TableKind.REQUESTS, FIGURES).replace("46735\t", "46,\n735\t")
    assert cell(read(text), "requests.partly_granted.natural_person").value != 735


def test_a_column_that_was_dropped_leaves_no_figure_certain() -> None:
    lines = []
    for line in table(TableKind.REQUESTS, FIGURES).split("\n"):
        cells = line.split("\t")
        lines.append("\t".join(cells[:4] + cells[5:] if re.search(r"\t\d", line) else cells))
    reading = read("\n".join(lines))
    figures = [
        one
        for ref, one in reading.cells.items()
        if ref.table is TableKind.REQUESTS and one.status is CellStatus.READ and one.value
    ]
    assert not figures
    assert "column_missing" in codes(reading)


@pytest.mark.parametrize(("whole", "certain"), [(3, 21), (1, 0)])
def test_whole_rows_that_add_up_are_certain_though_most_lack_a_figure(
    whole: int, certain: int
) -> None:
    """As where blank cells were swallowed; one such row may be an accident, where a column was dropped."""
    lines = table(TableKind.REQUESTS).split("\n")
    filled = [at for at, line in enumerate(lines) if re.search(r"(\t0){7}$", line)]
    for number, at in enumerate(filled):
        figures = "1 2 3 4 5 6 21" if number in range(5, 5 + whole) else "1 2 3 4 5 15"
        lines[at] = lines[at].replace("\t0" * 7, f" {figures}")
    cells = read("\n".join(lines).replace("\t", " ")).cells
    read_cells = [
        one
        for ref, one in cells.items()
        if ref.table is TableKind.REQUESTS and one.status is CellStatus.READ
    ]
    assert len(read_cells) == certain


def test_a_row_out_of_order_is_read_by_its_label() -> None:
    lines = table(TableKind.REQUESTS, FIGURES).split("\n")
    at = next(number for number, line in enumerate(lines) if LABEL in line)
    lines[at], lines[at - 1] = lines[at - 1], lines[at]
    reading = read("\n".join(lines))
    assert {column: str(one.value) for column, one in row_of(reading).items()} == ROW
    assert "row_order" in codes(reading)
    assert "row_missing" not in codes(reading)


def test_a_row_printed_twice_alike_is_read_once() -> None:
    lines = table(TableKind.REQUESTS, FIGURES).split("\n")
    at = next(number for number, line in enumerate(lines) if LABEL in line)
    lines.insert(at, lines[at])
    reading = read("\n".join(lines))
    assert {column: str(one.value) for column, one in row_of(reading).items()} == ROW
    assert "row_twice" in codes(reading)
    assert not codes(reading) & {"table_twice", "row_missing"}


def test_a_row_printed_twice_with_other_figures_offers_both() -> None:
    lines = table(TableKind.REQUESTS, FIGURES).split("\n")
    at = next(number for number, line in enumerate(lines) if LABEL in line)
    lines.insert(at + 1, lines[at].replace("1001", "1002"))
    doubted = cell(read("\n".join(lines)), "requests.partly_granted.legal_service")
    assert doubted.status is CellStatus.AMBIGUOUS
    assert [candidate.value for candidate in doubted.candidates] == [1001, 1002]


def test_a_column_of_remarks_is_overlooked() -> None:
    lines = table(TableKind.REQUESTS, FIGURES).split("\n")
    lines[0] += "\t备注"
    lines[1:] = [line + ("\t无" if LABEL in line or OTHER in line else "\t") for line in lines[1:]]
    reading = read("\n".join(lines))
    assert {column: str(one.value) for column, one in row_of(reading).items()} == ROW
    assert {one.status for one in row_of(reading).values()} == {CellStatus.READ}
    assert "extra_column" in codes(reading)


def test_a_remark_does_not_fill_a_row_of_a_table_that_lost_a_column() -> None:
    lines = table(TableKind.REQUESTS, FIGURES).split("\n")
    lines[0] += "\t备注"
    lines[1:] = [
        re.sub(r"\t\d+(?=(\t\d+){6}$)", "", line) + ("\t无" if LABEL in line else "")
        for line in lines[1:]
    ]
    assert cell(read("\n".join(lines)), "requests.partly_granted.natural_person").value is None


@pytest.mark.parametrize("gap", [" ", ""])
def test_the_review_table_is_found_by_the_pieces_of_its_headers(gap: str) -> None:
    headers = (
        "行政复议 行政诉讼\n"
        f"结果 结果 其他 尚未 总计{gap}未经复议直接起诉 复议后起诉\n"
        "维持 纠正 结果 审结 结果 结果 其他 尚未 总计 结果 结果 其他 尚未 总计\n"
        "维持 纠正 结果 审结 维持 纠正 结果 审结\n"
    )
    figures = "1 2 3 4 10 0 0 0 5 5 6 0 0 0 6"
    tables = {kind: table(kind) for kind in TableKind} | {TableKind.DISPUTES: headers + figures}
    reading = read_report(report(tables=tables))
    found = [one for ref, one in reading.cells.items() if ref.table is TableKind.DISPUTES]
    assert [str(one.value) for one in found] == figures.split()
    assert {one.status for one in found} == {CellStatus.READ}


@pytest.mark.parametrize(("last", "is_certain"), [("6", True), ("7", False)])
def test_a_line_of_figures_broken_before_its_last_is_certain_if_it_adds_up(
    last: str, is_certain: bool
) -> None:
    headers = table(TableKind.DISPUTES).rsplit("\n", 1)[0]
    figures = f"1 2 3 4 10 2 0 0 3 5 6 0 0 0\n{last}"
    tables = {kind: table(kind) for kind in TableKind}
    tables[TableKind.DISPUTES] = f"{headers}\n{figures}".replace("\t", " ")
    reading = read_report(report(tables=tables))
    found = [one for ref, one in reading.cells.items() if ref.table is TableKind.DISPUTES]
    assert (found[-1].status is CellStatus.READ and str(found[-1].value) == last) == is_certain


def test_a_line_of_figures_with_digits_below_is_not_certain() -> None:
    headers = table(TableKind.DISPUTES).rsplit("\n", 1)[0]
    figures = "1561 14 1561 67 0 46 113 675 38 4438 81 5232 59\n59 83"
    tables = {kind: table(kind) for kind in TableKind}
    tables[TableKind.DISPUTES] = f"{headers}\n{figures}".replace("\t", " ")
    reading = read_report(report(tables=tables))
    found = [one for ref, one in reading.cells.items() if ref.table is TableKind.DISPUTES]
    assert CellStatus.READ not in {one.status for one in found}


def test_a_page_number_below_a_label_is_not_its_figure() -> None:
    text = table(TableKind.PROACTIVE).replace("行政处罚\t0", "行政处罚\n9").replace("\t", " ")
    tables = {kind: table(kind).replace("\t", " ") for kind in TableKind}
    reading = read_report(report(tables=tables | {TableKind.PROACTIVE: text}))
    assert cell(reading, "proactive.penalty.decisions").status is not CellStatus.READ
    assert cell(reading, "proactive.coercion.decisions").status is CellStatus.READ


def test_a_dash_beside_a_label_is_no_part_of_it() -> None:
    text = table(TableKind.PROACTIVE).replace("\t", " ").replace("行政处罚 0", "行政处罚 —\n8")
    tables = {kind: table(kind).replace("\t", " ") for kind in TableKind}
    reading = read_report(report(tables=tables | {TableKind.PROACTIVE: text}))
    assert cell(reading, "proactive.penalty.decisions").status is not CellStatus.READ


@pytest.mark.parametrize("mark", ["\t", " | "])
def test_figures_behind_an_empty_row_may_be_those_of_a_lost_label(mark: str) -> None:
    lines = table(TableKind.REQUESTS, FIGURES).split("\n")
    at = next(number for number, line in enumerate(lines) if LABEL in line)
    lines[at - 1] = lines[at - 1].replace("0", "")
    lines[at] = lines[at].replace(LABEL, "")
    cells = row_of(read("\n".join(lines).replace("\t", mark)), "granted")
    assert CellStatus.READ not in {one.status for one in cells.values()}


def test_a_page_number_among_repeated_headers_stands_for_no_figure() -> None:
    """The page ends in a row whose figures stand a line each."""
    text = table(TableKind.REQUESTS, FIGURES).replace("\t", "\n")
    cut = text.replace("41773\n95314", "41773\n7\n自然人\n95314")
    assert cut != text
    assert cell(read(cut), "requests.partly_granted.total").value != 7 or (
        cell(read(cut), "requests.partly_granted.total").status is not CellStatus.READ
    )


def test_a_page_number_behind_the_heading_of_a_block_leaves_the_row_before_certain() -> None:
    text = table(TableKind.PROACTIVE).replace("\t", " ")
    (first, second) = text.split("信息内容", 2)[1:][0], "第二十条第（五）项\n5\n信息内容"
    broken = text.replace(f"{first}信息内容", f"{first}{second}", 1)
    assert broken != text
    tables = {kind: table(kind).replace("\t", " ") for kind in TableKind}
    reading = read_report(report(tables=tables | {TableKind.PROACTIVE: broken}))
    assert cell(reading, "proactive.normative_documents.in_force").status is CellStatus.READ


@pytest.mark.parametrize("torn", ["20\n.35", "20 .35", "20.\n35", "5.\n35"])
def test_an_amount_torn_at_its_point_is_not_certain(torn: str) -> None:
    text = table(TableKind.PROACTIVE, {"proactive.fees.amount": torn}).replace("\t", "\n")
    tables = {kind: table(kind) for kind in TableKind} | {TableKind.PROACTIVE: text}
    reading = read_report(report(tables=tables))
    assert cell(reading, "proactive.fees.amount").status is not CellStatus.READ


def test_a_row_that_lost_a_border_is_not_placed_by_another_that_lost_one() -> None:
    """One lost the border between two figures, which ran together; the other one behind its label."""
    groups = {"一、": 2, "二、": 2, "四、": 2}
    lines = []
    for line in table(TableKind.REQUESTS, FIGURES).split("\n"):
        label = line.split("\t")[1]
        lead = groups.get(label[:2], 0)
        lines.append(line[1:].replace(label, f"{label}{lead * chr(9)}", 1) if lead else f"\t{line}")
    received, carried, out = (
        next(at for at, line in enumerate(lines) if line.startswith(label)) for label in groups
    )
    lines[received] = lines[received].replace("\t0" * 7, "\t3\t2\t1\t9\t1\t4\t20")
    lines[carried] = lines[carried].replace("\t0" * 7, "\t32\t39\t319\t14\t8\t115")
    lines[out] = lines[out].replace("\t\t", "\t", 1)
    cells = row_of(read("\n".join(lines)), "carried_in")
    wrong = {
        column: one
        for column, one in cells.items()
        if one.status is CellStatus.READ and column != "natural_person"
    }
    assert not wrong


def test_a_line_of_figures_that_ran_together_under_its_headers_is_not_certain() -> None:
    headers = (
        "行政复议\t\t\t\t\t行政诉讼\n\t\t\t\t\t未经复议直接起诉\t\t\t\t\t复议后起诉\n"
        + "\t".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3)
    )
    figures = "38\t21\t14\t79\t152\t71\t8520\t5\t181\t92\t80\t68\t37\t277"
    tables = {kind: table(kind) for kind in TableKind}
    tables[TableKind.DISPUTES] = f"{headers}\n{figures}"
    reading = read_report(report(tables=tables))
    row = [
        one
        for ref, one in reading.cells.items()
        if ref.table is TableKind.DISPUTES and ref.row == "litigation_direct"
    ]
    assert CellStatus.READ not in {one.status for one in row if one.value != 71}


def test_a_misspelt_label_that_wraps_behind_its_figures_takes_none_of_the_next_row() -> None:
    text = table(TableKind.REQUESTS, FIGURES).replace("\t", " ")
    text = text.replace(
        "（一）予以公开 0 0 0 0 0 0 0", "三、本年度办理结果 （一） 1 0 0 0 0 0 1\n予以么开"
    )
    text = text.replace("（二）部分公开", "（二）部分公井")
    cells = row_of(read(text), "granted")
    assert [one.value for one in cells.values()] == [1, 0, 0, 0, 0, 0, 1]


def test_labels_that_close_the_lines_of_their_figures_are_not_taken_for_those_below() -> None:
    figures = {
        f"proactive.{row}.decisions": str(n)
        for n, row in enumerate(("licensing", "penalty", "coercion"), 3)
    }
    lines = []
    for block in FORM.tables[TableKind.PROACTIVE].blocks:
        for row in block.rows:
            for column in block.columns:
                figure = figures.get(f"proactive.{row.key}.{column.key}", "0")
                lines.append(f"{figure}\t{column.label}\t{row.label}")
    tables = {kind: table(kind) for kind in TableKind} | {TableKind.PROACTIVE: "\n".join(lines)}
    reading = read_report(report(tables=tables), form=FORM.id)
    for name, figure in figures.items():
        one = cell(reading, name)
        assert one.status is not CellStatus.READ or str(one.value) == figure


@pytest.mark.parametrize("mark", ["\n", " "])
def test_labels_without_figures_are_not_empty_rows_where_all_figures_follow_them(mark: str) -> None:
    lines = table(TableKind.REQUESTS, FIGURES).split("\n")
    labels = [line.split("\t")[1] for line in lines[1:]]
    figures = [mark.join(line.split("\t")[2:]) for line in lines[1:]]
    reading = read("\n".join([lines[0], *labels, *figures]))
    statuses = {one.status for ref, one in reading.cells.items() if ref.table is TableKind.REQUESTS}
    assert not statuses & {CellStatus.BLANK, CellStatus.READ}


def test_decimals_torn_from_an_amount_with_its_unit_leave_no_whole_number_certain() -> None:
    text = table(TableKind.PROACTIVE, {"proactive.fees.amount": "75 .058万元"})
    tables = {kind: table(kind) for kind in TableKind} | {TableKind.PROACTIVE: text}
    amount = cell(read_report(report(tables=tables)), "proactive.fees.amount")
    assert amount.status is not CellStatus.READ


def test_a_label_that_ran_into_a_figure_keeps_the_next_row_s_figure_from_the_row_before() -> None:
    text = table(
        TableKind.PROACTIVE,
        {"proactive.penalty.decisions": "1", "proactive.coercion.decisions": "482"},
    )
    text = text.replace("\t", " ").replace("行政处罚 1\n行政强制", "行政处罚 1行政强制")
    tables = {kind: table(kind) for kind in TableKind} | {TableKind.PROACTIVE: text}
    penalty = cell(read_report(report(tables=tables)), "proactive.penalty.decisions")
    assert (penalty.value, penalty.status) != (482, CellStatus.READ)


@pytest.mark.parametrize("lost", [2, 5])
def test_an_empty_cell_that_all_rows_have_is_none_of_a_row_that_lost_a_border(lost: int) -> None:
    """Markdown of a PDF may have a column without figures in mid table."""
    lines = table(TableKind.REQUESTS, FIGURES).split("\n")
    rows = [line.split("\t") for line in lines]
    text = "\n".join("| " + " | ".join([*row[:5], "", *row[5:]]) + " |" for row in rows)
    assert {one.status for one in row_of(read(text)).values()} == {CellStatus.READ}
    figure = [*ROW.values()][lost]
    damaged = row_of(read(text.replace(f"| {figure} |", "|", 1)))
    wrong = {
        column: one.value
        for column, one in damaged.items()
        if one.status is CellStatus.READ and str(one.value) != ROW[column]
    }
    assert not wrong


def test_full_rows_are_certain_where_others_only_lack_blank_cells() -> None:
    """Figures scattered over the labels make some rows longer than they should be; cells left out make none so."""
    rows = [line.split("\t")[1:] for line in table(TableKind.REQUESTS).split("\n")]
    full = {4, 9}
    short = [
        row if number in full | {0} else row[: -1 - number % 4] for number, row in enumerate(rows)
    ]
    reading = read("\n".join("\n".join(row) for row in short))
    keys = [row.key for row in FORM.tables[TableKind.REQUESTS].rows()]
    for number in full:
        found = row_of(reading, keys[number - 1]).values()
        assert {one.status for one in found} == {CellStatus.READ}
    longer = [[*row, "0"] if number == 4 else row for number, row in enumerate(short)]
    scattered = read("\n".join("\n".join(row) for row in longer))
    assert "scattered_figures" in codes(scattered)


@pytest.mark.parametrize("mark", ["\t", "\n"])
@pytest.mark.parametrize("head", ["清河街道办事处", "三、收到和处理政府信息公开申请情况"])
def test_a_page_s_head_between_a_label_and_its_figures_leaves_no_empty_row(
    head: str, mark: str
) -> None:
    rows = [line.split("\t")[1:] for line in table(TableKind.REQUESTS, FIGURES).split("\n")]
    cells = [f"\t{one}" if mark == "\t" else one for row in rows for one in [*row, ""]]
    at = next(at for at, one in enumerate(cells) if one.strip() == LABEL.strip())
    whole = "\n".join(one for one in cells if one)
    cells.insert(at + 1, head)
    found = row_of(read("\n".join(one for one in cells if one)))
    assert row_of(read(whole))["natural_person"].status is CellStatus.READ
    for column, one in found.items():
        assert one.status is not CellStatus.BLANK
        assert one.status is not CellStatus.READ or str(one.value) == ROW[column]
