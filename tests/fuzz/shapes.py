"""Owns hostile shapes of text: each can be made as long as wanted and holds much of what costs time."""

from collections.abc import Callable, Mapping
from functools import cache

from core.paths import resources_dir


@cache
def sample(start: str = "000") -> str:
    """A real report."""
    (path,) = (resources_dir() / "samples").glob(f"{start}*.txt")
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


def _tables() -> str:
    """The tables of a real report, row by row."""
    text = sample("002")
    return text[text.index("信息内容") :]


def _filled(unit: str) -> Callable[[int], str]:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def _within(before: str, unit: str, after: str = "") -> Callable[[int], str]:
    filled = _filled(unit)
    return lambda size: before + filled(size) + after


def _around(unit: str) -> Callable[[int], str]:
    filled = _filled(unit)
    return lambda size: f"{filled(size // 2)}\n{sample()}\n{filled(size // 2)}"


def _row(unit: str) -> Callable[[int], str]:
    """A table whose first row never ends."""
    return _within(
        "自然人\t商业企业\t科研机构\t总计\n一、本年新收政府信息公开申请数量\t1\t",
        unit,
        f"\n{_tables()}",
    )


def _line(unit: str) -> Callable[[int], str]:
    """The table of review and litigation with figures that never end."""
    text = sample("002")
    head = text[text.index("行政复议\t") : text.rindex("总计") + 2]
    return _within(f"{head}\n", unit)


def _drawn(unit: str) -> Callable[[int], str]:
    return _within("+----+----+\n| 自然人 | 总计 |\n+----+----+\n| ", unit, " |\n+----+----+\n")


def _markup(unit: str) -> Callable[[int], str]:
    return _within("<table><tr><td>总计</td><td>1</td></tr>", unit)


_LABELS = "行政许可\n规章\n其他\n总计\n（一）予以公开\n1.属于国家秘密\n"

SHAPES: Mapping[str, Callable[[int], str]] = {
    # no table at all
    "tabs": _filled("\t"),
    "pipes": _filled("|"),
    "spaces": _filled(" "),
    "line ends": _filled("\n"),
    "NUL": _filled("\x00"),
    "zero width": _filled("1\u200b"),
    "digits": _filled("7"),
    "digits and spaces": _filled("1 "),
    "one giant line": _filled("政府信息公开"),
    "giant line of prose": _filled("我局依法做好政府信息公开工作，"),
    "brackets": _filled("("),
    "pinyin": _filled("公(gong)"),
    "open markup": _filled("<a "),
    "section numbers": _filled("一、\n"),
    "years": _filled("2020年"),
    "periods": _filled("时间至2020年1月1日"),
    "places": _filled("某某市坚持"),
    "problems": _filled("问题"),
    "unit endings": _filled("局"),
    "unit names": _filled("某某县人民政府办公室、"),
    "titles": _filled("政府信息公开工作年度报告"),
    # around a report
    "noise around": _around("上一篇：关于开展工作的通知 2024-01-02 浏览次数：12 打印 关闭\n"),
    "short lines around": _around("通知公告\n"),
    "figures around": _around("12\t3\t0\n"),
    "labels around": _around(_LABELS),
    # tables
    "labels without values": _filled(_LABELS),
    "one label": _filled("其他\n"),
    "tables again and again": lambda size: "\n".join([_tables()] * (size // len(_tables()) + 1)),
    "tables on one line": lambda size: "\t".join(
        [_tables().replace("\n", "\t")] * (size // len(_tables()) + 1)
    ),
    "tables with other figures": lambda size: "\n".join(
        _tables().replace("\t1\t", f"\t{number}\t").replace("\t0\t", f"\t{number % 7}\t")
        for number in range(size // len(_tables()) + 1)
    ),
    "incomplete tables": lambda size: "\n".join(
        _tables().replace("\t0\t0\t", f"\t{number}\t", 5)
        for number in range(size // len(_tables()) + 1)
    ),
    "blank tables": lambda size: "\n".join(
        ["".join(char for char in _tables() if not char.isdigit())] * (size // len(_tables()) + 1)
    ),
    "row of figures": _row("0\t"),
    "row of different figures": lambda size: _row("".join(f"{n}\t" for n in range(size // 6)))(
        size
    ),
    "row of texts": _row("待定\t"),
    "row of one cell": _row("1 "),
    "row of brackets": _row("(待\t"),
    "row of fragments": _row("数量\t"),
    "label and texts": _within("自然人\t总计\n规章\n（一）予以公开\t", "待定(\t", f"\n{_tables()}"),
    "short texts behind": lambda size: (
        _tables() + "".join(f"\n第{n}号文件目录" for n in range(size // 10))
    ),
    "misspelt labels": lambda size: (
        _tables() + "".join(f"\n本年新收政府信息公开申请数{n}" for n in range(size // 18))
    ),
    "line of figures": _line("0\t"),
    "line of one cell": _line("1 "),
    "line of fragments": _line("数量\t"),
    "stacked headers": _within("", "结\n果\n维\n持\n1\n"),
    "headers of one line": _within(
        "行政复议\t行政诉讼\n", "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t", "\n" + "0\t" * 15
    ),
    "headers of one table": _within("", "自然人\t商业企业\t总计\t", f"\n{_tables()}"),
    "figures before labels": _within("", "0\t", f"\n{_tables()}"),
    "one row again": _filled(
        "自然人\t商业企业\t科研机构\t一、本年新收政府信息公开申请数量\t1\t2\t"
    ),
    "row labels": _within("自然人\t总计\n", "（一）予以公开\t（二）部分公开\t", f"\n{_tables()}"),
    "rows of one figure": _within("自然人\t总计\n", "（一）予以公开\t1\n", f"\n{_tables()}"),
    "labels and figures run together": _filled("规章12规范性文件3行政许可"),
    "open notes": _within("自然人\t总计\n", "规章（注", f"\n{_tables()}"),
    "broken labels": _within("", "商\n业\n企\n业\n", f"\n{_tables()}"),
    "page numbers": _within(f"{_tables()}\n", "第 3 页 共 12 页\n- 4 -\n5 / 12\n"),
    "blank marks": _row("/\t无\t—\t"),
    "amounts": _row("12.50 万元\n"),
    # markup and drawn tables
    "cells": _markup("<td>1</td>"),
    "rows": _markup("<tr><td>规章</td><td>1</td></tr>"),
    "open comments": _markup("<!--"),
    "open scripts": _markup("<script "),
    "open cells": _markup("<td "),
    "entities": _markup("&nbsp;"),
    "nested tables": _markup("<table><tr><td>"),
    "emphasis": _filled("**总计**|"),
    "rules": _filled("|---|---|\n"),
    "drawn pipes": _drawn("|"),
    "drawn cells": _drawn("1 | "),
    "drawn rows": _drawn("1 |\n| "),
    "drawn rules": _drawn("|\n+--+--+--+\n| 总计 "),
    "drawn corners": _filled("+-"),
    "box corners": _filled("├──┼──┤\n│ 1 │ 2 │\n"),
}
"""By name: what makes a text of about as many characters as asked for."""
