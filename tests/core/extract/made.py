"""Owns plain reports written for tests: the official form cell by cell, with what a test changes in it."""

from collections.abc import Mapping

from core.cells import CellRef, TableKind
from core.forms import Form, load_forms
from core.text import SourceText, source_text

FORM: Form = load_forms()["2021"]
TITLE = "铁西区教育局2023年政府信息公开工作年度报告"
NARRATIVE = "一、总体情况\n2023年，铁西区教育局主动公开政府信息31条，收到申请2件，均已办结。"
BEHIND = "五、存在的主要问题及改进情况\n公开不够及时。\n六、其他需要报告的事项\n无。"
HEADINGS = {
    TableKind.PROACTIVE: "二、主动公开政府信息情况",
    TableKind.REQUESTS: "三、收到和处理政府信息公开申请情况",
    TableKind.DISPUTES: "四、政府信息公开行政复议、行政诉讼情况",
}


def table(kind: TableKind, figures: Mapping[str, str] | None = None) -> str:
    """One table of the form with tabs between cells: 0 everywhere but for `figures` (by cell name)."""
    said = figures or {}
    printed = FORM.tables[kind]

    def cell(row: str, column: str) -> str:
        return said.get(CellRef(kind, row, column).name, "0")

    if kind is TableKind.DISPUTES:
        (block,) = printed.blocks
        head = "行政复议\t行政诉讼\n未经复议直接起诉\t复议后起诉\n"
        columns = "\t".join(column.label for _ in block.rows for column in block.columns)
        line = "\t".join(cell(row.key, col.key) for row in block.rows for col in block.columns)
        return f"{head}{columns}\n{line}"
    lines = []
    for block in printed.blocks:
        if kind is TableKind.PROACTIVE:
            lines.append("\t".join(["信息内容", *(column.label for column in block.columns)]))
        else:
            lines.append("\t".join(["", "", *(column.label for column in block.columns)]))
        for row in block.rows:
            label = row.label if kind is TableKind.PROACTIVE else f"\t{row.label}"
            lines.append("\t".join([label, *(cell(row.key, col.key) for col in block.columns)]))
    return "\n".join(lines)


def listed_table(kind: TableKind, form: str = "2021", figure: str = "0") -> str:
    """A table with its labels, one cell a line, each of its figures as given."""
    lines: list[str] = []
    for block in load_forms()[form].tables[kind].blocks:
        lines += [column.label for column in block.columns]
        for row in block.rows:
            lines += [*row.path[:-1], row.label, *[figure] * block.width]
    return "\n".join(lines) + "\n"


def report(
    figures: Mapping[str, str] | None = None,
    *,
    title: str = TITLE,
    narrative: str = NARRATIVE,
    tables: Mapping[TableKind, str] | None = None,
    headings: Mapping[TableKind, str] = HEADINGS,
    behind: str = BEHIND,
) -> SourceText:
    """A whole report; `tables` in the order given, those of the form by default."""
    shown = {kind: table(kind, figures) for kind in TableKind} if tables is None else tables
    body = "\n".join(f"{headings.get(kind, '')}\n{text}" for kind, text in shown.items())
    return source_text(f"{title}\n{narrative}\n{body}\n{behind}\n")
