"""What a file is: a report, one whose tables are gone or empty, the blank form, or something else."""

import pytest

from core.cells import CellStatus, TableKind
from core.extract.reader import read_report
from core.forms import load_forms
from core.reports import Reading, ReportKind
from core.text import source_text
from tests.core.extract.made import FORM, NARRATIVE, TITLE, report, table
from tests.corpus.build import emulated

NO_FIGURES = {
    kind: "\n".join(line.rstrip("\t0") for line in table(kind).split("\n")) for kind in TableKind
}


def codes(reading: Reading) -> set[str]:
    return {finding.code for finding in reading.findings}


@pytest.mark.parametrize("seed", [7, 8])
def test_every_kind_of_text_is_told(seed: int) -> None:
    """Interpretations, guides, news, statistics, notices, other reports, blank forms, reports left empty."""
    wrong = []
    for case in emulated(load_forms(), ("V18",), 120, seed):
        kind = read_report(source_text(case.text), case.source).kind
        if kind not in case.truth.kinds:
            wrong.append((case.id, kind))
    assert wrong == []


def test_a_report_whose_tables_were_left_empty_is_no_blank_form() -> None:
    reading = read_report(report(tables=NO_FIGURES))
    assert reading.kind is ReportKind.ANNUAL_REPORT
    assert [f.params["table"] for f in reading.findings if f.code == "table_empty"] == [
        "proactive",
        "requests",
        "disputes",
    ]
    assert all(cell.value is None for cell in reading.cells.in_order)


def test_a_report_of_dashes_is_a_report() -> None:
    dashes = {
        kind: "\n".join(
            "\t".join("/" if part == "0" else part for part in line.split("\t"))
            for line in table(kind).split("\n")
        )
        for kind in TableKind
    }
    reading = read_report(report(tables=dashes))
    assert reading.kind is ReportKind.ANNUAL_REPORT
    assert {cell.status for cell in reading.cells.in_order} == {CellStatus.BLANK}


def test_the_form_with_its_instructions_is_blank_even_with_page_numbers() -> None:
    words = "（该部分以文字形式报告。）\nXXXX年，XX主动公开政府信息XX条，收到申请XX件。"
    tables = {**NO_FIGURES, TableKind.DISPUTES: NO_FIGURES[TableKind.DISPUTES] + "\n3\n- 4 -"}
    text = report(
        title="政府信息公开工作年度报告（格式）", narrative=words, tables=tables, behind=""
    )
    reading = read_report(text)
    assert reading.kind is ReportKind.BLANK_FORM
    assert codes(reading) == {"blank_form"}


def test_headings_without_tables_are_a_report_without_table_text() -> None:
    reading = read_report(report(tables=dict.fromkeys(TableKind, "图1")))
    assert reading.kind is ReportKind.NO_TABLE_TEXT
    assert codes(reading) == {"no_table_text"}


def test_tables_run_together_are_said_to_be_unreadable_not_absent() -> None:
    glued = {kind: "".join(table(kind).split()) for kind in TableKind}
    reading = read_report(report(tables=glued))
    assert reading.kind is ReportKind.ANNUAL_REPORT
    assert "table_unread" in codes(reading)
    assert "table_without_text" not in codes(reading)


def test_statistics_with_everyday_words_for_rows_are_no_report() -> None:
    text = "铁西区2023年度行政执法统计年报\n类别\t件数\n行政许可\t31\n行政处罚\t7\n行政强制\t1\n"
    reading = read_report(source_text(text))
    assert reading.kind is ReportKind.NOT_A_REPORT
    assert {cell.status for cell in reading.cells.in_order} == {CellStatus.MISSING}


def test_an_interpretation_is_none_even_where_it_repeats_the_sections() -> None:
    text = f"《{TITLE}》解读\n{NARRATIVE}\n二、主动公开政府信息情况\n三、存在的主要问题\n无。"
    assert read_report(source_text(text)).kind is ReportKind.NOT_A_REPORT


def test_a_sentence_that_cites_a_notice_is_no_title() -> None:
    """Neither in full nor where the head of the text that is looked at ends within it."""
    cited = "按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》规定，未收取信息处理费。"
    head = f"铁西区教育局2023年度\n政府信息公开工作年度报告\n{NARRATIVE}\n三、政府信息管理\n落实制度。\n"
    for length in range(500, 600, 7):
        text = f"{head}{'公开。' * (length // 3)}\n{cited}\n五、存在的主要问题\n六、其他需要报告的事项\n无。"
        assert read_report(source_text(text)).kind is ReportKind.NO_TABLE_TEXT


@pytest.mark.parametrize("cell", ['"{}"', "'{}'"])
def test_a_data_file_that_is_not_read_is_no_blank_form(cell: str) -> None:
    figures = {ref.name: "3" for ref in FORM.index.refs}
    tables = {
        kind: "\n".join(
            ",".join(cell.format(one) for one in line.split("\t"))
            for line in table(kind, figures).split("\n")
        )
        for kind in TableKind
    }
    reading = read_report(report(tables=tables, narrative="一、总体情况\n见下表。"))
    assert reading.kind is ReportKind.ANNUAL_REPORT
    assert CellStatus.READ not in {one.status for one in reading.cells.values()}
