"""Owns telling what a file is: a report with tables, one without table text, the blank form, or none at all."""

from collections.abc import Iterable, Sequence

import regex

from core.cells import Cell, CellStatus
from core.extract.locate import Cluster
from core.extract.tokens import Kind, Tokens
from core.reports import ReportKind

_TITLE = regex.compile(r"信息公开(?:工作)?(?:年度)?(?:工作)?(?:情况)?的?报告|信息公开年报")
_TITLE_LINES = regex.compile(r"\s*(?:[^\n]{1,60}\n\s*){1,3}")
_SECTIONS = regex.compile(
    r"总体情况|主动公开政府信息|收到和处理政府信息公开申请|行政复议、?行政诉讼|存在的主要问题|其他需要报告的事项"
)
_OTHER_TEXTS = regex.compile(r"解读|填报说明|填报问题|的通知|格式的通知|一图读懂|图解")
_SENTENCE_ENDS = "。;；"
_SHORTEST_SENTENCE = 25


def nature_of(
    text: str, clusters: Sequence[Cluster], cells: Iterable[Cell], tokens: Tokens
) -> ReportKind:
    """What the folded `text` is, judged by its tables first and by its words where it has none.

    A table with figures that could not be placed is no blank form.
    """
    has_figures = any(
        cell.value is not None or cell.candidates or cell.status is CellStatus.INVALID
        for cell in cells
    )
    if has_figures or any(_has_figures(cluster, tokens) for cluster in clusters):
        return ReportKind.ANNUAL_REPORT
    if clusters:
        narrative = sum(map(_prose, text.split("\n")))
        return ReportKind.ANNUAL_REPORT if narrative > 200 else ReportKind.BLANK_FORM
    head = text[:400]
    title = _TITLE_LINES.match(text)
    if title and _OTHER_TEXTS.search(title.group()):
        return ReportKind.NOT_A_REPORT
    sections = len(set(_SECTIONS.findall(text)))
    if sections >= 3 or (_TITLE.search(head) and sections >= 2):
        return ReportKind.NO_TABLE_TEXT
    return ReportKind.NOT_A_REPORT


def _has_figures(cluster: Cluster, tokens: Tokens) -> bool:
    return Kind.NUMBER in tokens.kinds[cluster.start : cluster.end]


def _prose(line: str) -> int:
    """The number of characters of `line` up to the end of its last sentence; 0 where they are few."""
    last = max(map(line.rfind, _SENTENCE_ENDS))
    return last + 1 if last >= _SHORTEST_SENTENCE else 0
