"""Section headings: wrong numbers are one finding, at the first of them."""

from hypothesis import given
from hypothesis import strategies as st

from core.cells import TableKind
from core.extract.findings.sections import _numbered_lines, _other_number
from core.extract.folding.fold import fold, squeeze
from core.extract.reader import read_report
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


PIECES = (
    "一", "十二", "3", "、", ".", ",", " ", "\t", "\n", "\n", "\x1c", "。", "总体情况", "总 体、情况",
    "主动公开政府信息情况", "存在的主要问题及改进情况", "其他需要报告的事项", "表", "如下:", "很长的一行" * 12,
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_headings_are_found_on_whatever_line_they_stand(pieces: list[str]) -> None:
    prose = squeeze(fold("".join(pieces)))
    plain = []
    start = 0
    for line in prose.text.split("\n"):
        if len(line) <= 60 and _other_number(line):
            plain.append((start, line))
        start += len(line) + 1
    assert [one for one in _numbered_lines(prose) if _other_number(one[1])] == plain
