"""Owns a list that may need more than one sheet: the next sheet begins where one is full."""

from collections.abc import Iterable, Sequence

from core.workbook.context import Context
from core.workbook.looks import HEADER, REMARK, TITLE, height_of, width_of
from core.workbook.sheets import ROW_LIMIT, ColourRule, Entry, Layout, Sheet, column_letter

_HEADER_ROW = 3


class SheetSeries:
    """Sheets of one list with the same columns: title, remark, header row, then the rows."""

    def __init__(
        self,
        name: str,
        columns: Iterable[tuple[str, float]],
        context: Context,
        *,
        colour_rules: Sequence[ColourRule] = (),
        print_columns: int = 0,
        row_limit: int = ROW_LIMIT,
    ) -> None:
        self.title = context.say(f"sheets.{name}")
        self.sheets: list[Sheet] = []
        self._context = context
        self._columns = tuple(
            (name, max(width, _label_width(context.say(f"columns.{name}"))))
            for name, width in columns
        )
        self._colour_rules = colour_rules
        self._print_columns = print_columns
        self._row_limit = row_limit
        self.sheet = self._open()

    @property
    def first_row(self) -> int:
        """The number of the first row below the header, on each sheet."""
        return _HEADER_ROW + 1

    def ranges(self, column: str) -> tuple[str, ...]:
        """How a formula names the rows of one column, sheet by sheet."""
        letter = column_letter([name for name, _ in self._columns].index(column) + 1)
        return tuple(
            f"{sheet.reference}!{letter}{self.first_row}:{letter}{sheet.row_count}"
            for sheet in self.sheets
            if sheet.row_count >= self.first_row
        )

    def add(self, entries: Sequence[Entry], wrapped: Sequence[str] = ()) -> None:
        """Adds one row, as high as the texts in the columns `wrapped` need."""
        height = None
        if wrapped:
            height = max(
                height_of(entry.content if isinstance(entry.content, str) else "", width)
                for entry, (name, width) in zip(entries, self._columns, strict=True)
                if name in wrapped
            )
        self.make_room(1).add(entries, height)

    def make_room(self, rows: int) -> Sheet:
        """The sheet to which `rows` more rows can be added."""
        if self.sheet.row_count + rows > self._row_limit:
            self.sheet = self._open()
        return self.sheet

    def _open(self) -> Sheet:
        number = self._context.styles.number
        title = self.title
        if self.sheets:
            title = self._context.say("sheets.part", sheet=title, number=len(self.sheets) + 1)
        sheet = Sheet(title, self._context.styles)
        sheet.add([Entry(title, number(TITLE))], height=26)
        sheet.add([Entry("", number(REMARK))], height=6)
        labels = [self._context.say(f"columns.{name}") for name, _ in self._columns]
        height = max(
            height_of(label, width) for label, (_, width) in zip(labels, self._columns, strict=True)
        )
        sheet.add([Entry(label, number(HEADER)) for label in labels], height + 3)
        sheet.layout = Layout(
            widths=tuple(width for _, width in self._columns),
            frozen_rows=_HEADER_ROW,
            frozen_columns=1,
            filter_row=_HEADER_ROW,
            filter_columns=len(self._columns),
            print_columns=self._print_columns,
            colour_rules=self._colour_rules,
        )
        self.sheets.append(sheet)
        return sheet


def _label_width(label: str) -> float:
    """Enough for the longest word of a header and the button of the filter."""
    return max(width_of(word) for word in label.split()) + 3.5
