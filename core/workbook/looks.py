"""Owns how cells of the Workbook look: a Style is a value, and each distinct one is made once.

Numbers, fonts and colours are here and nowhere else. What a colour says is also said by a pattern and, on the
sheet of notes, in words.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from core.cells import Value

FONT = "微软雅黑"
"""The document's face; where it is not installed, programs take the system's Chinese face instead."""

SIZE = 10


class Paint(Enum):
    """What the ground of a cell says: (pattern, colour of the pattern, colour behind it)."""

    PLAIN = None
    TITLE = ("solid", "FFFFFF", None)
    HEADER = ("solid", "E9EEF3", None)
    SUBTLE = ("solid", "F6F8FA", None)
    CORRECTED = ("solid", "FFE08A", None)
    INFERRED = ("gray125", "2F6FB5", "E4F0FB")
    AMBIGUOUS = ("lightGrid", "C2410C", "FDEBDD")
    INVALID = ("lightTrellis", "B42318", "FBE1DE")
    MISSING = ("lightUp", "8A94A0", "EDEFF2")
    BLANK = ("gray0625", "8A94A0", "FFFFFF")


class Ink(Enum):
    """The colour and weight of the characters."""

    PLAIN = ("1F2933", False, SIZE)
    STRONG = ("1F2933", True, SIZE)
    QUIET = ("6B7785", False, SIZE - 1)
    TITLE = ("1F2933", True, SIZE + 4)
    FAIL = ("B42318", True, SIZE)


class Edge(Enum):
    """The lines around a cell: their colour, None for none."""

    NONE = None
    LIGHT = "D5DBE1"
    HEADER = "B8C2CC"


COUNT = "#,##0"
ZERO = "A9B2BC"
"""The colour of zeros: light, so that the figures above zero stand out in a form full of them."""


def number_format(value: Value | None) -> str:
    """The number format that shows `value` with the decimals it was printed with."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    if isinstance(exponent, int) and exponent < 0:
        return COUNT + "." + "0" * -exponent
    return COUNT


@dataclass(frozen=True, slots=True)
class Style:
    """All that a cell can look like.

    `begins_group` draws a stronger line at the left. `quoted` keeps a text a text when somebody edits it.
    """

    paint: Paint = Paint.PLAIN
    ink: Ink = Ink.PLAIN
    edge: Edge = Edge.LIGHT
    format: str = "General"
    across: str | None = None
    down: str = "center"
    indent: int = 0
    wrap: bool = False
    begins_group: bool = False
    quoted: bool = False


TEXT = Style(across="left", indent=1)
CENTRED = Style(across="center")
WRAPPED = Style(across="left", indent=1, wrap=True)
NUMBER = Style(format=COUNT, across="right")
HEADER = Style(Paint.HEADER, Ink.STRONG, Edge.HEADER, across="center", wrap=True)
WIDE_HEADER = replace(HEADER, across="left", indent=1)
TITLE = Style(ink=Ink.TITLE, edge=Edge.NONE)
REMARK = Style(ink=Ink.QUIET, edge=Edge.NONE)
PROSE = Style(edge=Edge.NONE, across="left", indent=1, wrap=True)
HEADING = Style(ink=Ink.STRONG, edge=Edge.NONE)
PLACEMENT = Style(edge=Edge.NONE)

LINE_HEIGHT = 15.5
"""Points that one line of text needs."""


def width_of(text: str) -> float:
    """Units that `text` takes on one line: a Chinese character about two, a Latin one about one."""
    return sum(2.1 if ord(char) > 0x2E80 else 1.1 for char in text)


def height_of(text: str, width: float) -> float:
    """Points that `text` needs in a cell of `width`, wrapped."""
    room = max(int(width) - 2, 2)
    lines = sum(max(1, -(-int(width_of(line)) // room)) for line in text.split("\n"))
    return lines * LINE_HEIGHT + 3


class StyleBook:
    """Gives each Style its number in the Workbook that is being made."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._numbers: dict[Style, int] = {}
        self._styles: dict[int, Style] = {}
        normal = Font(name=FONT, size=SIZE, color="FF1F2933", family=2, charset=134)
        book._named_styles["Normal"].font = normal  # noqa: SLF001 - there is no other way to it

    def number(self, style: Style) -> int:
        """The number by which the cells of a sheet name `style`."""
        known = self._numbers.get(style)
        if known is None:
            known = self._numbers[style] = self._make(style)
            self._styles[known] = style
        return known

    def quoted(self, number: int) -> int:
        """The number of the same Style for a text that begins like a formula."""
        style = self._styles[number]
        return self.number(replace(style, quoted=True))

    def _make(self, style: Style) -> int:
        cell = Cell(self._book.worksheets[0])
        colour, bold, size = style.ink.value
        cell.font = Font(
            name=FONT, size=size, bold=bold, color="FF" + colour, family=2, charset=134
        )
        cell.alignment = Alignment(
            horizontal=style.across,
            vertical=style.down,
            wrap_text=style.wrap or None,
            indent=style.indent,
        )
        cell.number_format = style.format
        if style.paint.value is not None:
            pattern, front, back = style.paint.value
            cell.fill = PatternFill(pattern, fgColor="FF" + front, bgColor="FF" + (back or front))
        if style.edge.value is not None:
            side = Side("thin", color="FF" + style.edge.value)
            left = Side("medium", color="FF" + Edge.HEADER.value) if style.begins_group else side
            cell.border = Border(left, side, side, side)
        if style.quoted:
            cell.quotePrefix = True
        number: int = cell.style_id
        return number
