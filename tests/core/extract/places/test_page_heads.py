"""A heading that the end of a page, or a reader's mistake, put between the headers of a table and its figures."""

import pytest

from core.extract.reader import read_report
from core.text import source_text
from tests.core.extract.texts import report, said

LAYOUTS = ["cell-blank", "tab-row", "spaces", "pipe-bare", "markdown-full", "tab-cell"]
HEADS = [
    "四、政府信息公开行政复议、行政诉讼情况",
    "三、收到和处理政府信息公开申请情况",
    "清河街道办事处2022年政府信息公开工作年度报告\n第 3 页 共 8 页\n四、政府信息公开行政复议、行政诉讼情况",
]
BEHIND = "五、存在的主要问题"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("head", HEADS)
def test_the_line_of_figures_below_a_heading_is_the_one_of_the_headers_above(
    layout: str, head: str
) -> None:
    text = report(layout, {"disputes.reconsideration": "4,1,2,1,8"})
    end = text.index("\n", text.rindex("总计", 0, text.index(BEHIND)))
    broken = f"{text[:end]}\n{head}{text[end:]}"
    assert said(broken, "reconsideration") == "4 1 2 1 8"
    assert "table_empty" not in {one.code for one in read_report(source_text(broken)).findings}


def test_headers_without_figures_take_none_from_behind_the_next_heading() -> None:
    text = report("tab-row", {})
    start = text.rindex("\n0", 0, text.index(BEHIND))
    empty = text[:start] + "\n" + text[text.index(BEHIND) :] + "\n3\t4\t5\n"
    assert said(empty, "reconsideration") == "_ _ _ _ _"
