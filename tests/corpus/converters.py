"""Owns the converters that people use, each as HTML, DOCX or PDF in, text out. Development only.

Runs in an environment of its own (README.md here); a converter that is not installed is left out.
"""

import importlib
import io
import json
import re
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

Batch = Callable[[Sequence[Path]], list[str]]
TIMEOUT_S = 600


@dataclass(frozen=True, slots=True)
class Converter:
    """`kind`: html, docx or pdf; `convert` makes the texts of many files at once. `moves_cells`: it prints
    figures under other columns where cells are blank, so that its text does not say what was printed."""

    name: str
    kind: str
    convert: Batch
    moves_cells: bool = False


def _each(convert: Callable[[Path], str]) -> Batch:
    return lambda paths: [convert(path) for path in paths]


def _module(name: str) -> Any:
    return importlib.import_module(name)


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, timeout=TIMEOUT_S, check=True)
    return done.stdout.decode("utf-8")


def _tool(*command: str) -> Batch:
    return _each(lambda path: _run(*[str(path) if part == "{}" else part for part in command]))


def _html(path: Path) -> str:
    return path.read_text(encoding="utf-8")


# --- HTML -------------------------------------------------------------------------------------------


def _soup_text(separator: str, *, strip: bool = False) -> Batch:
    def convert(path: Path) -> str:
        soup = _module("bs4").BeautifulSoup(_html(path), "lxml")
        for tag in soup(["script", "style"]):
            tag.decompose()
        return str(soup.get_text(separator, strip=strip))

    return _each(convert)


def _trafilatura(**options: object) -> Batch:
    return _each(lambda path: _module("trafilatura").extract(_html(path), **options) or "")


def _html2text(**options: object) -> Batch:
    def convert(path: Path) -> str:
        handler = _module("html2text").HTML2Text()
        for name, value in options.items():
            setattr(handler, name, value)
        return str(handler.handle(_html(path)))

    return _each(convert)


def _lxml_text(path: Path) -> str:
    tree = _module("lxml.html").document_fromstring(_html(path))
    for tag in tree.xpath("//script|//style"):
        tag.drop_tree()
    return str(tree.text_content())


def _lxml_lines(path: Path) -> str:
    tree = _module("lxml.html").document_fromstring(_html(path))
    for tag in tree.xpath("//script|//style"):
        tag.drop_tree()
    return "\n".join(text.strip() for text in tree.itertext() if text.strip())


def _strip_tags(replacement: str) -> Batch:
    def convert(path: Path) -> str:
        text = re.sub(r"(?s)<(script|style).*?</\1>", "", _html(path))
        return unescape(re.sub(r"<[^>]+>", replacement, text))

    return _each(convert)


def _read_html(path: Path) -> str:
    """Paragraphs by BeautifulSoup, tables by pandas: merged cells repeated."""
    pandas, bs4 = _module("pandas"), _module("bs4")
    soup = bs4.BeautifulSoup(_html(path), "lxml")
    lines: list[str] = []
    for tag in soup.find_all(["h1", "p", "div", "table"]):
        inner = tag.name != "table" and tag.find(["table", "p", "div"])
        if tag.find_parent("table") or inner:
            continue
        if tag.name == "table":
            if tag.find("table"):
                tag = tag.find("table")
            width = sum(
                int(cell.get("colspan", 1)) for cell in tag.find("tr").find_all(["td", "th"])
            )
            (frame, *_) = pandas.read_html(
                io.StringIO(str(tag)),
                keep_default_na=False,
                converters=dict.fromkeys(range(width), str),
            )
            rows = [list(map(str, row)) for row in frame.values.tolist()]
            if not all(isinstance(name, int) for name in frame.columns):
                head = list(
                    zip(*[c if isinstance(c, tuple) else (c,) for c in frame.columns], strict=True)
                )
                rows = [list(map(str, row)) for row in head] + rows
            lines += ["\t".join(row) for row in rows]
        else:
            lines.append(tag.get_text())
    return "\n".join(lines)


def _inner_texts(paths: Sequence[Path]) -> list[str]:
    """What a browser gives as innerText, by Chromium without a window."""
    bodies = []
    for path in paths:
        text = _html(path)
        body = text[text.index("<body>") + 6 : text.index("</body>")]
        bodies.append(re.sub(r"(?s)<(script|style).*?</\1>", "", body))
    page = "".join(f'<div class="corpus-document">{body}</div>' for body in bodies)
    script = (
        "<script>var t=[...document.querySelectorAll('.corpus-document')].map(d=>d.innerText);"
        "document.body.innerHTML='';var p=document.createElement('pre');"
        "p.textContent=JSON.stringify(t);document.body.appendChild(p)</script>"
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "all.html")
        file.write_text(f'<html><meta charset="utf-8"><body>{page}{script}</body></html>', "utf-8")
        dom = _run(
            "chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
            f"--user-data-dir={folder}/profile", "--virtual-time-budget=60000", "--dump-dom",
            file.as_uri(),
        )  # fmt: skip
    found = re.search(r"(?s)<pre>(.*)</pre>", dom)
    if found is None:
        raise ValueError("the browser gave no text")
    return [str(text) for text in json.loads(unescape(found[1]))]


# --- DOCX -------------------------------------------------------------------------------------------


def _docx_text(table_text: Callable[[Any], str], *, last: bool = False) -> Batch:
    """Paragraphs and tables by python-docx in the document's order; `last`: all tables at the end."""

    def convert(path: Path) -> str:
        document = _module("docx").Document(str(path))
        texts: list[str] = []
        tables: list[str] = []
        for block in document.iter_inner_content():
            if hasattr(block, "rows"):
                (tables if last else texts).append(table_text(block))
            else:
                texts.append(block.text)
        return "\n".join(texts + tables)

    return _each(convert)


def _filled(separator: str) -> Callable[[Any], str]:
    return lambda table: "\n".join(
        separator.join(cell.text.strip() for cell in row.cells) for row in table.rows
    )


def _distinct(separator: str) -> Callable[[Any], str]:
    """Merged cells once: neighbours that are the same cell are left out, as careful scripts do."""

    def text(table: Any) -> str:
        lines = []
        for row in table.rows:
            cells: list[Any] = []
            for cell in row.cells:
                if not cells or cells[-1]._tc is not cell._tc:
                    cells.append(cell)
            lines.append(separator.join(cell.text.strip() for cell in cells))
        return "\n".join(lines)

    return text


def _nothing(_table: Any) -> str:
    return ""


def _mammoth(path: Path) -> str:
    with path.open("rb") as file:
        return str(_module("mammoth").extract_raw_text(file).value)


@cache
def _markitdown_converter() -> Any:
    return _module("markitdown").MarkItDown()


def _markitdown(path: Path) -> str:
    return str(_markitdown_converter().convert(str(path)).text_content)


def office(paths: Sequence[Path], target: str, folder: Path) -> list[Path]:
    """`paths` converted by LibreOffice in one call; `target` is the extension with filter options."""
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to", target, "--outdir", str(folder), *map(str, paths),
        ],
        capture_output=True, timeout=TIMEOUT_S, check=True,
    )  # fmt: skip
    return [folder / f"{path.stem}.{target.partition(':')[0]}" for path in paths]


def _office_text(paths: Sequence[Path]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        made = office(paths, "txt:Text (encoded):UTF8,LF,,,", Path(folder))
        return [path.read_text("utf-8-sig") for path in made]


# --- PDF --------------------------------------------------------------------------------------------


def _pdfium(path: Path) -> str:
    document = _module("pypdfium2").PdfDocument(str(path))
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def _pdfplumber(**options: object) -> Batch:
    def convert(path: Path) -> str:
        with _module("pdfplumber").open(str(path)) as document:
            return "\n".join(page.extract_text(**options) for page in document.pages)

    return _each(convert)


def _pdfplumber_tables(path: Path) -> str:
    """Tables as pdfplumber cuts them, cells joined with tabs, after the text outside of them."""
    lines: list[str] = []
    with _module("pdfplumber").open(str(path)) as document:
        for page in document.pages:
            tables = page.find_tables()
            rest = page
            for table in tables:
                rest = rest.outside_bbox(table.bbox)
            lines.append(rest.extract_text())
            for table in tables:
                lines += [
                    "\t".join((cell or "").replace("\n", "") for cell in row)
                    for row in table.extract()
                ]
    return "\n".join(lines)


def _pymupdf(path: Path) -> str:
    with _module("pymupdf").open(str(path)) as document:
        return "\n".join(page.get_text() for page in document)


def _pdfminer(path: Path) -> str:
    return str(_module("pdfminer.high_level").extract_text(str(path)))


CONVERTERS: tuple[Converter, ...] = (
    Converter("trafilatura", "html", _trafilatura()),
    Converter("trafilatura-recall", "html", _trafilatura(favor_recall=True, include_formatting=True)),
    Converter("trafilatura-markdown", "html", _trafilatura(output_format="markdown")),
    Converter("html2text", "html", _html2text()),
    Converter("html2text-unwrapped", "html", _html2text(body_width=0, ignore_links=True)),
    Converter("html2text-no-tables", "html", _html2text(ignore_tables=True)),
    Converter("inscriptis", "html", _each(lambda p: _module("inscriptis").get_text(_html(p)))),
    Converter("soup-newline", "html", _soup_text("\n")),
    Converter("soup-newline-strip", "html", _soup_text("\n", strip=True)),
    Converter("soup-nothing", "html", _soup_text("")),
    Converter("soup-tab", "html", _soup_text("\t")),
    Converter("soup-space-strip", "html", _soup_text(" ", strip=True)),
    Converter("soup-pipe-strip", "html", _soup_text("|", strip=True)),
    Converter("lxml-text", "html", _each(_lxml_text)),
    Converter("lxml-lines", "html", _each(_lxml_lines)),
    Converter("strip-tags", "html", _strip_tags("")),
    Converter("strip-tags-newline", "html", _strip_tags("\n")),
    Converter("markdownify", "html", _each(lambda p: _module("markdownify").markdownify(_html(p)))),
    Converter("read-html", "html", _each(_read_html)),
    Converter("markitdown-html", "html", _each(_markitdown)),
    Converter("pandoc-html-plain", "html", _tool("pandoc", "-f", "html", "-t", "plain", "{}")),
    Converter("pandoc-html-gfm", "html", _tool("pandoc", "-f", "html", "-t", "gfm", "{}")),
    Converter("pandoc-html-markdown", "html", _tool("pandoc", "-f", "html", "-t", "markdown", "{}")),
    Converter("w3m", "html", _tool("w3m", "-dump", "-I", "UTF-8", "-O", "UTF-8", "{}")),
    Converter("w3m-wide", "html",
              _tool("w3m", "-dump", "-cols", "220", "-I", "UTF-8", "-O", "UTF-8", "{}")),
    Converter("lynx", "html",
              _tool("lynx", "-dump", "-nolist", "-display_charset=utf-8", "-assume_charset=utf-8", "{}")),
    Converter("lynx-wide", "html",
              _tool("lynx", "-dump", "-nolist", "-width=240", "-display_charset=utf-8",
                    "-assume_charset=utf-8", "{}")),
    Converter("links", "html", _tool("links", "-dump", "-codepage", "utf-8", "{}")),
    Converter("elinks", "html",
              _tool("elinks", "-dump", "-no-references", "-no-numbering", "-dump-charset", "utf-8", "{}")),
    Converter("chromium-innertext", "html", _inner_texts),
    Converter("office-html-txt", "html", _office_text),
    Converter("python-docx-tab", "docx", _docx_text(_filled("\t"))),
    Converter("python-docx-pipe", "docx", _docx_text(_filled(" | "))),
    Converter("python-docx-distinct", "docx", _docx_text(_distinct("\t"))),
    Converter("python-docx-distinct-space", "docx", _docx_text(_distinct(" "))),
    Converter("python-docx-lines", "docx", _docx_text(_distinct("\n"))),
    Converter("python-docx-tables-last", "docx", _docx_text(_distinct("\t"), last=True)),
    Converter("python-docx-paragraphs", "docx", _docx_text(_nothing)),
    Converter("docx2txt", "docx", _each(lambda p: _module("docx2txt").process(str(p)))),
    Converter("mammoth", "docx", _each(_mammoth)),
    Converter("markitdown-docx", "docx", _each(_markitdown)),
    Converter("pandoc-docx-plain", "docx", _tool("pandoc", "-f", "docx", "-t", "plain", "{}")),
    Converter("pandoc-docx-gfm", "docx", _tool("pandoc", "-f", "docx", "-t", "gfm", "{}")),
    Converter("office-docx-txt", "docx", _office_text),
    Converter("pdftotext", "pdf", _tool("pdftotext", "{}", "-")),
    Converter("pdftotext-layout", "pdf", _tool("pdftotext", "-layout", "{}", "-")),
    Converter("pdftotext-raw", "pdf", _tool("pdftotext", "-raw", "{}", "-")),
    Converter("pypdfium2", "pdf", _each(_pdfium)),
    Converter("pdfplumber", "pdf", _pdfplumber()),
    Converter("pdfplumber-layout", "pdf", _pdfplumber(layout=True)),
    Converter("pdfplumber-tables", "pdf", _each(_pdfplumber_tables)),
    Converter("pymupdf", "pdf", _each(_pymupdf)),
    Converter("pdfminer", "pdf", _each(_pdfminer)),
    Converter("markitdown-pdf", "pdf", _each(_markitdown), moves_cells=True),
)  # fmt: skip
