"""Words where figures should stand: said to be no figures, and never taken for empty cells."""

import pytest

from core.cells import Cell, CellStatus, TableKind
from core.extract.reader import read_report
from tests.core.extract.made import FORM, report, table
from tests.core.extract.texts import cells as cells_of
from tests.core.extract.texts import report as written

FIGURES = ["1", "2", "3", "4", "10", "0", "0", "0", "5", "5", "6", "0", "0", "0", "6"]


def review_table(line: list[str], mark: str) -> list[Cell]:
    """What is read of table 四 with this line of figures."""
    head = table(TableKind.DISPUTES).rsplit("\n", 1)[0]
    text = "\n".join([head, "\t".join(line)]).replace("\t", mark)
    tables = {kind: table(kind) for kind in TableKind} | {TableKind.DISPUTES: text}
    reading = read_report(report(tables=tables))
    return [cell for ref, cell in reading.cells.items() if ref.table is TableKind.DISPUTES]


@pytest.mark.parametrize("mark", ["\t", " | "])
@pytest.mark.parametrize("word", ["约3", "3%", "3/4", "三", "“3”", "x"])
@pytest.mark.parametrize("at", [2, 8])
def test_a_word_in_a_cell_leaves_the_others_what_they_are(at: int, word: str, mark: str) -> None:
    cells = review_table([*FIGURES[:at], word, *FIGURES[at + 1 :]], mark)
    assert cells[at].status is CellStatus.INVALID
    assert cells[at].raw == word
    rest = cells[:at] + cells[at + 1 :]
    assert {cell.status for cell in rest} == {CellStatus.READ}
    assert [cell.raw for cell in rest] == FIGURES[:at] + FIGURES[at + 1 :]


@pytest.mark.parametrize("mark", ["\t", " | "])
def test_a_word_in_the_last_cell_is_no_figure(mark: str) -> None:
    cells = review_table([*FIGURES[:14], "见附件"], mark)
    assert cells[14].status is CellStatus.INVALID
    assert {cell.status for cell in cells[:14]} == {CellStatus.READ}


@pytest.mark.parametrize("mark", ["\t", " | ", "\n", " "])
@pytest.mark.parametrize("word", ["{}件左右", "“{}”", "{}/9"])
def test_a_table_of_words_is_not_empty(word: str, mark: str) -> None:
    cells = review_table([word.format(figure) for figure in FIGURES], mark)
    assert not {cell.status for cell in cells} & {CellStatus.BLANK, CellStatus.READ}


@pytest.mark.parametrize("mark", ["\t", "\n", " | "])
def test_a_fraction_behind_a_label_is_no_page_number(mark: str) -> None:
    text = table(TableKind.PROACTIVE).replace("行政处罚\t0", "行政处罚\t3/12").replace("\t", mark)
    tables = {kind: table(kind) for kind in TableKind} | {TableKind.PROACTIVE: text}
    cells = {ref.name: cell for ref, cell in read_report(report(tables=tables)).cells.items()}
    assert cells["proactive.penalty.decisions"].status in (CellStatus.INVALID, CellStatus.MISSING)


def test_a_fraction_among_the_figures_of_a_row_is_no_empty_cell() -> None:
    text = table(TableKind.REQUESTS).replace("重复申请\t0\t0\t0", "重复申请\t0\t3/12\t0")
    tables = {kind: table(kind) for kind in TableKind} | {TableKind.REQUESTS: text}
    cells = {ref.name: cell for ref, cell in read_report(report(tables=tables)).cells.items()}
    assert cells["requests.unprocessed_repeat.enterprise"].status is CellStatus.INVALID
    assert cells["requests.unprocessed_repeat.natural_person"].status is CellStatus.READ


GRANTED = ["17", "10", "11", "12", "13", "14", "77"]
LAYOUTS = ["tab-row", "tab-cell", "pipe-padded", "markdown-short", "cell-line", "spaces"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("word", ["{}；", "（{}", "⑭", "<del>{}</del>", "~~{}~~", "[{}](a)"])
@pytest.mark.parametrize("ats", [(0,), (3,), (6,), (0, 2), (1, 4, 5)])
def test_words_among_the_figures_of_a_row_move_none_of_them_and_leave_none_blank(
    ats: tuple[int, ...], word: str, layout: str
) -> None:
    row = [word.format(one) if at in ats else one for at, one in enumerate(GRANTED)]
    found = [
        cell
        for name, cell in cells_of(written(layout, {"requests.granted": ",".join(row)})).items()
        if name.startswith("requests.granted")
    ]
    for at, (cell, figure) in enumerate(zip(found, GRANTED, strict=True)):
        assert cell.status is not CellStatus.BLANK
        if cell.status is CellStatus.READ:
            assert (str(cell.value), at in ats) == (figure, False)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_figure_that_is_struck_through_is_none(layout: str) -> None:
    plain = cells_of(written(layout, {"requests.granted": ",".join(GRANTED)}))
    assert str(plain["requests.granted.total"].value) == "77"
    struck = cells_of(written(layout, {"requests.granted.total": "<s>77</s>"}))
    assert struck["requests.granted.total"].status is not CellStatus.READ


def test_words_longer_than_a_cell_are_no_empty_one_in_the_review_table() -> None:
    found = review_table([*FIGURES[:3], "4（较上年减少12件，下降75%）", "", *FIGURES[5:]], "\t")
    assert found[3].status not in (CellStatus.BLANK, CellStatus.READ)


def test_words_in_a_row_are_seen_though_another_stands_twice() -> None:
    """As many rows are complete as the form has, which says nothing of each of them."""
    lines = table(TableKind.REQUESTS).split("\n")
    lines[5] = lines[5].removesuffix("\t0") + "\t若干"
    text = "\n".join([*lines[:4], lines[3], *lines[4:]]).replace("\t", "\n")
    tables = {kind: table(kind) for kind in TableKind} | {TableKind.REQUESTS: text}
    reading = read_report(report(tables=tables))
    row = FORM.tables[TableKind.REQUESTS].blocks[0].rows[4].key
    found = {ref.column: cell for ref, cell in reading.cells.items() if ref.row == row}
    assert found["total"].status not in (CellStatus.READ, CellStatus.BLANK)
