"""Section headings: wrong numbers are one finding, at the first of them."""

from core.cells import TableKind
from core.extract import read_report
from core.findings import Finding
from core.text import SourceText
from tests.core.extract.made import BEHIND, HEADINGS, report, table


def found(text: SourceText, code: str) -> list[Finding]:
    return [finding for finding in read_report(text).findings if finding.code == code]


def test_right_numbers_bring_nothing() -> None:
    assert not found(report(), "section_number")
    assert not found(report(), "section_style")


def test_one_slip_is_one_finding_where_it_begins() -> None:
    headings = {
        **HEADINGS,
        TableKind.REQUESTS: "二、收到和处理政府信息公开申请情况",
        TableKind.DISPUTES: "三、政府信息公开行政复议、行政诉讼情况",
    }
    text = report(headings=headings)
    (finding,) = found(text, "section_number")
    assert finding.span is not None
    assert text.at(finding.span) == "二、收到和处理政府信息公开申请情况"
    assert finding.params["expected"] == "三"
    assert "“三、政府信息公开行政复议、行政诉讼情况”→“四”" in str(finding.params["slips"])


def test_arabic_numbers_in_order_are_a_matter_of_style() -> None:
    numerals = "一二三四五六"
    plain = report().text
    for number, numeral in enumerate(numerals, 1):
        plain = plain.replace(f"\n{numeral}、", f"\n{number}、")
    text = SourceText(plain, "utf-8", "")
    assert not found(text, "section_number")
    assert len(found(text, "section_style")) == 1


def test_a_heading_ends_the_table_before_it() -> None:
    """五、… behind the last row, and figures in the sentences under it, are no row of the table."""
    behind = BEHIND.replace("公开不够及时。", "图解仅8篇\n培训2次")
    tables = {kind: table(kind) for kind in (TableKind.PROACTIVE, TableKind.REQUESTS)}
    reading = read_report(report(tables=tables, behind=behind))
    assert not {"unknown_row", "stray_figures", "stray_beside"} & {
        finding.code for finding in reading.findings
    }
