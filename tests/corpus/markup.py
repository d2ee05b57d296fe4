"""Owns writing an invented document as HTML in the ways that websites and offices write it."""

import html
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from core.layout import PrintedKind
from tests.corpus.document import Document, Paragraph, ParagraphKind
from tests.corpus.grid import Grid, GridCell


def _bare(_cell: GridCell, text: str) -> str:
    return text


def _boxed(_cell: GridCell, text: str) -> str:
    return f"<div>{text}</div>"


@dataclass(frozen=True, slots=True)
class HtmlStyle:
    """`gap`: what stands between tags. `cell`: how a cell's text is wrapped. `head`: header rows in thead.
    `nested`: every table inside a layout table. `page`: a whole page with navigation."""

    name: str
    gap: str = "\n"
    cell: Callable[[GridCell, str], str] = _bare
    head: bool = False
    nested: bool = False
    page: bool = False
    paragraph: str = "<p>{}</p>"


def _office(cell: GridCell, text: str) -> str:
    align = "center" if cell.kind is PrintedKind.VALUE else "left"
    inner = text or "&nbsp;" if cell.kind is PrintedKind.EMPTY else text
    return (
        f'<p class="MsoNormal" align="{align}" style="text-align:{align}"><span lang="EN-US" '
        f'style="font-size:10.0pt;font-family:宋体">{inner}</span></p>'
    )


def _broken(cell: GridCell, text: str) -> str:
    if cell.kind is PrintedKind.VALUE or len(text) < 6:
        return f"<span>{text}</span>"
    return f"<p>{text[:3]}<br>{text[3:]}</p>" if "（" not in text[:3] else f"<p>{text}</p>"


def _spaced(cell: GridCell, text: str) -> str:
    return f"&nbsp;{text}&nbsp;" if cell.kind is PrintedKind.VALUE and text else text


def _pieces(cell: GridCell, text: str) -> str:
    """A label in several styled spans, as word processors leave it."""
    if cell.kind is PrintedKind.VALUE or len(text) < 4:
        return f"<p><span>{text}</span></p>"
    return f"<p><span>{text[:2]}</span><span>{text[2:]}</span></p>"


STYLES: tuple[HtmlStyle, ...] = (
    HtmlStyle("plain"),
    HtmlStyle("minified", gap=""),
    HtmlStyle("office", cell=_office, page=True),
    HtmlStyle("broken", cell=_broken, head=True),
    HtmlStyle("nbsp", cell=_spaced, page=True),
    HtmlStyle("pieces", gap="", cell=_pieces, head=True, page=True),
    HtmlStyle("nested", nested=True),
    HtmlStyle("divs", paragraph="<div>{}</div>", cell=_boxed),
)


def document_html(document: Document, style: HtmlStyle, rng: Random) -> str:
    """`document` as marked HTML."""
    body = []
    for part in document.parts:
        if isinstance(part, Paragraph):
            body.append(_paragraph(part, style))
        else:
            body.append(_table(part, style))
    content = "\n".join(body)
    title = document.unit.full if document.units else "政府信息公开"
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    if style.page:
        content = _page(content, title)
    return f'<!DOCTYPE html>\n<html lang="zh">{head}\n<body>\n{content}\n</body></html>\n'


def _escaped(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>").replace("\u00a0", "&nbsp;")


def _paragraph(part: Paragraph, style: HtmlStyle) -> str:
    text = _escaped(part.text)
    if part.kind is ParagraphKind.TITLE:
        return f"<h1>{text}</h1>"
    if part.kind is ParagraphKind.HEADING:
        return style.paragraph.format(f"<strong>{text}</strong>")
    return style.paragraph.format(text)


def _table(grid: Grid, style: HtmlStyle) -> str:
    rows = []
    for cells in grid.rows():
        written = []
        for cell in cells:
            spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
            spans += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
            tag = "th" if style.head and cell.row < grid.header_rows else "td"
            written.append(f"<{tag}{spans}>{style.cell(cell, _escaped(cell.text))}</{tag}>")
        rows.append(style.gap.join(["<tr>", *written, "</tr>"]))
    head = rows[: grid.header_rows] if style.head else []
    body = rows[len(head) :]
    parts = ['<table border="1" cellspacing="0">']
    if head:
        parts += ["<thead>", *head, "</thead>"]
    parts += ["<tbody>", *body, "</tbody>", "</table>"]
    table = style.gap.join(parts)
    if style.nested:
        return f'<table width="100%"><tr><td>\n{table}\n</td></tr></table>'
    return table


def _page(content: str, title: str) -> str:
    return (
        '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li>'
        '<li><a href="/hdjl">互动交流</a></li></ul></div>\n<style>.a{width:100px}</style>\n'
        "<script>var n = 20220131; document.title;</script>\n"
        f'<div class="article" id="zoom">\n{content}\n</div>\n'
        f'<div class="footer"><p>主办：{title}　网站标识码：1301020{len(title):03d}</p></div>'
    )
