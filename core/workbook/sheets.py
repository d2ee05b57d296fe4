"""Owns one sheet while it is being written: its rows go out as XML at once, the rest is kept until the end.

Writing rows through openpyxl's cell objects costs about twenty times as much time and cannot give a formula
its value; so rows are written here, and openpyxl makes everything around them (`core.workbook.package`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from tempfile import TemporaryFile
from typing import IO, NamedTuple, TypeAlias
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from core.cells import Value
from core.export.text import excel_text
from core.workbook.looks import StyleBook

ROW_LIMIT = 1_048_576
"""Rows of a sheet."""

_FORMULA_SIGNS = frozenset("=+-@＝＋－＠\t\r'")


class Formula(NamedTuple):
    """A live formula (without its equals sign) and the value it has now, for programs that do not compute."""

    text: str
    value: Value | str


Content: TypeAlias = Value | str | Formula | None


class Entry(NamedTuple):
    """One cell of a row: what it holds, and the number of its Style."""

    content: Content
    style: int


class Merge(NamedTuple):
    """Merged cells, by their corners; rows and columns from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Comment(NamedTuple):
    """A comment at a cell; row and column from 1."""

    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class ColourRule:
    """Cells of the columns `first` to `last` (from 1) that hold just `equals` are shown in `colour`.

    `ground` is the colour behind them, None to leave it.
    """

    first: int
    last: int
    equals: int | str
    colour: str
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What a sheet is besides its rows. Rows and columns count from the top left, 0 for none.

    `filter_row` is the row of the filter buttons, on the first `filter_columns` columns. Printing takes the
    first `print_columns` columns, fitted to the page's width unless `page_breaks` says after which columns
    a page ends.
    """

    widths: Sequence[float] = ()
    frozen_rows: int = 0
    frozen_columns: int = 0
    filter_row: int = 0
    filter_columns: int = 0
    print_columns: int = 0
    page_breaks: Sequence[int] = ()
    colour_rules: Sequence[ColourRule] = ()


@dataclass(slots=True)
class Sheet:
    """One sheet: a title of at most 31 characters, its rows so far, and what is set around them."""

    title: str
    styles: StyleBook
    layout: Layout = field(default_factory=Layout)
    merges: list[Merge] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    row_count: int = 0
    column_count: int = 0
    rows: IO[bytes] = field(default_factory=TemporaryFile)

    @property
    def next_row(self) -> int:
        """The number of the row that will be added next, from 1."""
        return self.row_count + 1

    def add(self, entries: Iterable[Entry | None], height: float | None = None) -> int:
        """Writes one row, None for a cell that is left out; gives its number. `height` in points."""
        self.row_count += 1
        number = self.row_count
        cells: list[str] = []
        width = 0
        for width, entry in enumerate(entries, start=1):
            letters = _LETTERS[width - 1]
            if entry is None:
                continue
            content, style = entry
            if type(content) is int:  # nearly every cell of a table
                cells.append(f'<c r="{letters}{number}" s="{style}"><v>{content}</v></c>')
            elif content is None or content == "":
                cells.append(f'<c r="{letters}{number}" s="{style}"/>')
            else:
                cells.append(self._cell(f"{letters}{number}", content, style))
        self.column_count = max(self.column_count, width)
        size = "" if height is None else f' ht="{height:g}" customHeight="1"'
        self.rows.write(f'<row r="{number}"{size}>{"".join(cells)}</row>'.encode())
        return number

    def address(self, row: int, column: int) -> str:
        """How a formula on another sheet names the cell; row and column from 1."""
        return f"{self.reference}!{column_letter(column)}{row}"

    @property
    def reference(self) -> str:
        """How a formula names this sheet."""
        return "'" + self.title.replace("'", "''") + "'"

    def _cell(self, at: str, content: Value | str | Formula, style: int) -> str:
        if isinstance(content, str):
            if content[0] in _FORMULA_SIGNS:
                style = self.styles.quoted(style)
            return f'<c r="{at}" s="{style}" t="inlineStr">{_inline(content)}</c>'
        if isinstance(content, Formula):
            text, value = content
            formula = f"<f>{escape(text)}</f>"
            if isinstance(value, str):
                return f'<c r="{at}" s="{style}" t="str">{formula}<v>{escape(value)}</v></c>'
            return f'<c r="{at}" s="{style}">{formula}<v>{_number(value)}</v></c>'
        return f'<c r="{at}" s="{style}"><v>{_number(content)}</v></c>'


_LETTERS: list[str] = [get_column_letter(at) for at in range(1, 401)]


def column_letter(column: int) -> str:
    """The letters of a column, from 1."""
    return _LETTERS[column - 1]


@lru_cache(maxsize=4096)
def _inline(text: str) -> str:
    """`text` as the content of a cell; most texts stand in many cells."""
    text = excel_text(text)
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<is><t{space}>{escape(text)}</t></is>"


def _number(value: Value) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)
