"""Owns the sheet of one statutory table: a report a row, under the official header."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.cells import Cell, CellRef, CellStatus, Quantity, Value
from core.checks import Check
from core.edits import Correction, IdentityField
from core.forms import Arrangement, Form, FormTable
from core.workbook.context import Context, Subject
from core.workbook.header import flat_header
from core.workbook.looks import (
    CENTRED,
    HEADER,
    NUMBER,
    REMARK,
    TEXT,
    TITLE,
    WIDE_HEADER,
    ZERO,
    Paint,
    Style,
    height_of,
    number_format,
)
from core.workbook.sheets import ColourRule, Comment, Entry, Layout, Merge, Sheet, column_letter

IDENTITY = ("unit", "year", "source")
_IDENTITY_WIDTHS = (24.0, 6.5, 30.0)
_FIGURE_WIDTH, _WIDE_FIGURE, _UNIT_WIDTH = 8.0, 12.0, 9.0
_TOP = 2  # rows above the header: the title, and a remark
_WIDE_MERGE = 14  # columns; the label of a wider merge stands at its left, where it is seen
_PAGE_COLUMNS, _PAGE_GROUPS = 40, 3

ROW = "\0"
"""Stands for the number of a report's row in the places of `TableSheet.places`."""

_PAINTS = {
    CellStatus.READ: Paint.PLAIN,
    CellStatus.INFERRED: Paint.INFERRED,
    CellStatus.AMBIGUOUS: Paint.AMBIGUOUS,
    CellStatus.INVALID: Paint.INVALID,
    CellStatus.MISSING: Paint.MISSING,
    CellStatus.BLANK: Paint.BLANK,
}
# An inferred figure shows itself; comments are for what an empty cell cannot say.
_COMMENTED = frozenset({CellStatus.AMBIGUOUS, CellStatus.INVALID})


class TableSheet:
    """Writes one table of one Form; knows where each figure of each report stands."""

    def __init__(self, form: Form, table: FormTable, context: Context) -> None:
        title = context.say(f"sheets.{table.kind.value}", form=form.id)
        self.sheet = Sheet(title, context.styles)
        self._form = form
        self._table = table
        self._context = context
        self._header = flat_header(table)
        self._columns = _figure_columns(self._header.refs, form)
        self._groups = _group_starts(self._header.refs)
        self._is_money = tuple(
            form.column(ref).quantity is Quantity.MONEY for ref in self._header.refs
        )
        self._figure_plan = tuple(
            (ref, form.index.positions[ref], is_money, self._figure_styles(ref))
            for ref, is_money in zip(self._header.refs, self._is_money, strict=True)
        )
        self._write_header()

    def add(self, subject: Subject) -> int:
        """Writes the row of one report; gives its number."""
        row = self.sheet.next_row
        figures = self._figures(subject, row)
        return self.sheet.add([*self._identity(subject, row), *figures])

    def places(self, refs: Iterable[CellRef]) -> str:
        """How a formula names the figures `refs`, neighbours as a range; ROW stands for the row's number."""
        columns = sorted(self._columns[ref] for ref in refs)
        parts: list[str] = []
        start = 0
        for at, column in enumerate(columns):
            if at + 1 < len(columns) and columns[at + 1] == column + 1:
                continue
            place = f"{self.sheet.reference}!{column_letter(columns[start])}{ROW}"
            parts.append(place if start == at else f"{place}:{column_letter(column)}{ROW}")
            start = at + 1
        return ",".join(parts)

    def has(self, check: Check) -> bool:
        """Whether the figures of `check` are in this table."""
        return check.cells[0] in self._columns

    # --- one report -------------------------------------------------------------------------------

    def _identity(self, subject: Subject, row: int) -> Iterator[Entry]:
        review, number = subject.review, self._context.styles.number
        for at, (field, content) in enumerate(
            ((IdentityField.UNIT, review.unit), (IdentityField.YEAR, review.year)), start=1
        ):
            style = CENTRED if field is IdentityField.YEAR else TEXT
            if field in review.identity:
                read = getattr(review.report.reading, field.value)
                said = read.value if read else self._context.say("none")
                if self._context.may_comment():
                    self._comment(row, at, [self._context.say("comment.identity", value=said)])
                yield Entry(content, number(replace(style, paint=Paint.CORRECTED)))
            else:
                yield Entry(content, number(style))
        yield Entry(review.report.source, number(TEXT))

    def _figures(self, subject: Subject, row: int) -> Iterator[Entry]:
        review, context = subject.review, self._context
        cells = review.reading.cells.in_order
        corrections = review.corrections
        for ref, at, is_money, styles in self._figure_plan:
            cell = cells[at]
            correction = corrections.get(ref) if corrections else None
            if correction is None:
                paint, value, unit = _PAINTS[cell.status], cell.value, cell.unit
                if cell.status in _COMMENTED and context.may_comment():
                    self._comment(row, self._columns[ref], self._about_uncertain(cell))
            else:
                paint, value, unit = Paint.CORRECTED, correction.value, correction.unit
                if context.may_comment():
                    lines = self._about_correction(subject, ref, cell, correction)
                    self._comment(row, self._columns[ref], lines)
            if is_money:
                yield Entry(value, self._amount_style(paint, value))
                yield Entry(unit, context.styles.number(Style(paint, across="center")))
            else:
                yield Entry(value, styles[paint])

    def _figure_styles(self, ref: CellRef) -> dict[Paint, int]:
        """How the counts of one column look: totals on a ground of their own, groups set apart."""
        column = self._form.column(ref)
        is_total = column.key == "total" and self._table.arrangement is not Arrangement.BLOCKS
        style = replace(NUMBER, begins_group=ref in self._groups)
        styles = {
            paint: self._context.styles.number(replace(style, paint=paint)) for paint in Paint
        }
        if is_total:
            styles[Paint.PLAIN] = styles[Paint.SUBTLE]
        return styles

    def _amount_style(self, paint: Paint, value: Value | None) -> int:
        style = Style(paint, format=number_format(value), across=NUMBER.across)
        return self._context.styles.number(style)

    def _about_correction(
        self, subject: Subject, ref: CellRef, cell: Cell, correction: Correction
    ) -> list[str]:
        context = self._context
        lines = [self._source_line(subject, cell)]
        status = context.wording.term(cell.status)
        if cell.value is not None:
            read = context.value(cell.value, cell.unit)
            lines.append(context.say("comment.read", value=read, status=status))
        lines += self._candidates(cell)
        after = context.value(correction.value, correction.unit)
        lines.append(context.say("comment.corrected", value=after))
        step = subject.current.get(ref)
        entry = step.entry if step else None
        if reason := correction.reason or (entry.reason if entry else ""):
            lines.append(context.say("comment.why", reason=reason))
        if entry:
            when = entry.at.isoformat(" ", "minutes")
            lines.append(context.say("comment.who", who=entry.reviewer, when=when))
        return lines

    def _about_uncertain(self, cell: Cell) -> list[str]:
        context = self._context
        status = context.wording.term(cell.status)
        lines = [context.say("comment.status", status=status)]
        if cell.raw is not None:
            lines.append(context.say("columns.raw") + " " + context.say("quote", text=cell.raw))
        return lines + self._candidates(cell)

    def _candidates(self, cell: Cell) -> list[str]:
        if not cell.candidates:
            return []
        values = self._context.say("mark_list").join(
            self._context.value(candidate.value) for candidate in cell.candidates
        )
        return [self._context.say("comment.candidates", values=values)]

    def _source_line(self, subject: Subject, cell: Cell) -> str:
        if cell.raw is None or cell.span is None:
            return self._context.say("comment.no_source")
        line = subject.review.report.text.line_number(cell.span.start)
        raw = self._context.say("quote", text=cell.raw)
        return self._context.say("comment.source", raw=raw, line=line)

    def _comment(self, row: int, column: int, lines: list[str]) -> None:
        self.sheet.comments.append(Comment(row, column, "\n".join(lines)))

    # --- the header -------------------------------------------------------------------------------

    def _write_header(self) -> None:
        number, sheet, header = self._context.styles.number, self.sheet, self._header
        width = len(IDENTITY) + len(header.refs) + sum(self._is_money)
        form = self._form
        sheet.add([Entry(self._table.title, number(TITLE))], height=26)
        is_matrix = self._table.arrangement is Arrangement.MATRIX
        corner = self._table.corner if is_matrix else None
        sheet.add(
            [Entry("　".join(filter(None, (form.title, form.document, corner))), number(REMARK))]
        )
        grid: list[list[str | None]] = [[None] * width for _ in range(header.depth)]
        for at, name in enumerate(IDENTITY):
            grid[0][at] = self._context.say(f"columns.{name}")
            self._merge(0, at + 1, header.depth, at + 1)
        wide: set[tuple[int, int]] = set()
        for cell in header.cells:
            first = self._columns[header.refs[cell.column]]
            last_at = cell.column + cell.column_span - 1
            last = self._columns[header.refs[last_at]]
            is_innermost = cell.row + cell.row_span == header.depth
            if self._is_money[last_at] and not is_innermost:
                last += 1  # over the column of the amount's unit too
            grid[cell.row][first - 1] = cell.text
            if last - first >= _WIDE_MERGE:
                wide.add((cell.row, first - 1))
            self._merge(cell.row, first, cell.row_span, last)
            if self._is_money[last_at] and is_innermost:
                grid[cell.row][last] = self._context.say("columns.money_unit")
                self._merge(cell.row, last + 1, cell.row_span, last + 1)
        centred, left = number(HEADER), number(WIDE_HEADER)
        for level, labels in enumerate(grid):
            sheet.add(
                [
                    Entry(label, left if (level, at) in wide else centred)
                    for at, label in enumerate(labels)
                ],
                self._height(level),
            )
        first = len(IDENTITY) + 1
        sheet.layout = Layout(
            widths=(*_IDENTITY_WIDTHS, *self._widths()),
            frozen_rows=_TOP + header.depth,
            frozen_columns=2,
            filter_row=_TOP + header.depth,
            filter_columns=len(IDENTITY),
            page_breaks=self._page_breaks(width),
            colour_rules=(ColourRule(first, width, 0, ZERO),),
        )

    def _page_breaks(self, width: int) -> list[int]:
        """After which columns a page ends where the table is too wide for one: between groups."""
        if width <= _PAGE_COLUMNS:
            return []
        ends = sorted(self._columns[ref] - 1 for ref in self._groups)
        # The first page also holds the source file's name, which takes the room of one group.
        return ends[_PAGE_GROUPS - 1 :: _PAGE_GROUPS]

    def _widths(self) -> Iterator[float]:
        narrow = len(self._header.refs) > 40
        for is_money in self._is_money:
            if is_money:
                yield from (_WIDE_FIGURE, _UNIT_WIDTH)
            else:
                yield _FIGURE_WIDTH if narrow else _FIGURE_WIDTH + 1.5

    def _height(self, level: int) -> float:
        """Enough for the labels that begin and end at this level of the header."""
        height = height_of("", 1)
        widths = list(self._widths())
        for cell in self._header.cells:
            if cell.row == level and cell.row_span == 1:
                first = self._columns[self._header.refs[cell.column]] - len(IDENTITY) - 1
                room = sum(widths[first : first + cell.column_span])
                height = max(height, height_of(cell.text, room))
        return height

    def _merge(self, level: int, left: int, levels: int, right: int) -> None:
        if levels > 1 or right > left:
            top = _TOP + level + 1
            self.sheet.merges.append(Merge(top, left, top + levels - 1, right))


def _group_starts(refs: Iterable[CellRef]) -> frozenset[CellRef]:
    """The first figure of each row of the form."""
    starts: dict[str, CellRef] = {}
    for ref in refs:
        starts.setdefault(ref.row, ref)
    return frozenset(starts.values())


def _figure_columns(refs: Iterable[CellRef], form: Form) -> dict[CellRef, int]:
    """The column (from 1) of each figure; an amount is followed by the column of its unit."""
    columns: dict[CellRef, int] = {}
    at = len(IDENTITY) + 1
    for ref in refs:
        columns[ref] = at
        at += 2 if form.column(ref).quantity is Quantity.MONEY else 1
    return columns
