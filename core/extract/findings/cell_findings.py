"""Owns the findings that cells give rise to: why a cell is not certain where its table has not said so, and
figures that the form does not allow. A cause that many cells share is one finding.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import groupby
from typing import cast

from core.cells import Cell, CellRef, CellStatus, Quantity, Span, TableKind, Value
from core.extract.folding.fold import fold
from core.extract.tokens.lexicon import bare, strip_note
from core.findings import Finding, places_of
from core.forms import Form
from core.numbers import Oddity, read_number
from core.tables import CellColumns, CellIndex, Cells

_BLANK, _INVALID = CellStatus.BLANK, CellStatus.INVALID
"""By themselves: looking one up in its Enum takes Python ten times as long."""
_ODDITIES = {
    Oddity.LETTER_FOR_DIGIT: "letter_for_digit",
    Oddity.BAD_GROUPING: "odd_grouping",
    Oddity.FOOTNOTE_MARK: "footnote_mark",
}
_WHY_EMPTY = frozenset({"table_empty", "table_unread", "sub_rows"})
_OF_LABELS = frozenset({"row_missing", "lost_label", "scattered_figures", "figures_before_labels"})
"""What goes without saying of a table of which nothing was read."""
_CAUSES = frozenset(
    {"blank_cell", "dash_cell", "empty_row", "not_a_number", "text_cut", *_ODDITIES.values()}
)
_PRINTED = " \t\n\r\u00a0\u3000|│"
_AROUND = 600
"""Characters before the first row of a table and behind its last among which labels are sought."""
_WIDEST = 200
"""Characters of the widest place that is shown as one."""


def about_cells(
    form: Form, cells: Cells, money: frozenset[int], known: Sequence[Finding], text: str
) -> list[Finding]:
    """`known` (what the tables have said), each with a place where there is one, and what the cells add.

    `money` are the positions of amounts; `text` is the source text.
    """
    columns, odd, refs = cells.columns, cells.columns.odd, form.index.refs
    findings: list[Finding] = []
    for at in _noteworthy(columns, money):
        cell = columns.cell(at)
        if cell.value is None:
            findings.append(Finding("not_a_number", (refs[at],), cell.span, {"printed": cell.raw}))
        else:
            findings += _about_figure(form, refs[at], cell, cell.value)
    unsure = columns.unsure()
    if not unsure:
        return [*known, *findings]
    places = _Places(form, columns, text)
    told = places_of([*known, *findings], form.index)
    empty = places_of([one for one in known if one.code in _WHY_EMPTY], form.index)
    position = form.index.positions.get
    known = [
        one
        for one in known
        if one.code not in _OF_LABELS or any(position(ref) not in empty for ref in one.cells)
    ]
    not_plain = [at for at in unsure if at in odd]  # of others nothing is to be said
    for _, table in groupby(not_plain, key=lambda at: refs[at].table):
        in_table = [*table]
        blank = [at for at in in_table if odd[at].status is _BLANK]
        findings += _about_blanks([at for at in blank if at not in empty], refs, odd, places)
        findings += _about_print(in_table, refs, odd)
    told |= places_of([one for one in findings if one.code in _CAUSES], form.index)
    rest = [at for at in unsure if at not in told]
    findings += _about_rest(rest, form, {at: columns.cell(at) for at in rest}, text)
    return [places.placed(finding) for finding in (*known, *findings)]


def _noteworthy(columns: CellColumns, money: frozenset[int]) -> list[int]:
    """The positions of figures that their column may not hold, of amounts, and of what is no number."""
    values = columns.values
    ats: Iterable[int] = range(len(values))
    known = cast(Iterable[int], filter(None, values))
    if min(known, default=0) >= 0:  # what is not odd is a whole number
        ats = sorted(money.union(columns.odd))
    found = [
        at
        for at in ats
        if (value := values[at])  # nothing is to be said of a 0
        and (at in money or value.__class__ is not int or value < 0)
    ]
    invalid = [at for at, cell in columns.odd.items() if cell.status is _INVALID]
    return sorted([*found, *invalid]) if invalid else found


def _about_figure(form: Form, ref: CellRef, cell: Cell, value: Value) -> Iterator[Finding]:
    quantity = form.column(ref).quantity
    if quantity is Quantity.MONEY:
        if cell.unit is None:
            yield Finding("amount_without_unit", (ref,), cell.span, {"printed": cell.raw})
    elif value != int(value) or (quantity is Quantity.COUNT and value < 0):
        yield Finding("illegal_figure", (ref,), cell.span, {"printed": cell.raw})


def _about_blanks(
    blanks: Sequence[int], refs: Sequence[CellRef], cells: Mapping[int, Cell], places: "_Places"
) -> Iterator[Finding]:
    """Blank cells of one table: those with a dash, those in rows that have figures, rows without any."""
    dashes = [at for at in blanks if cells[at].raw]
    empty = [at for at in blanks if not cells[at].raw and places.row_of(at) is None]
    between = [at for at in blanks if not cells[at].raw and places.row_of(at) is not None]
    cut = [at for at in between if places.ends_with(at)]
    between = [at for at in between if at not in cut]
    if dashes:
        first = cells[dashes[0]]
        params = {"printed": (first.raw or "").strip()}
        yield Finding("dash_cell", tuple(refs[at] for at in dashes), first.span, params)
    if between:
        yield Finding("blank_cell", tuple(refs[at] for at in between))
    if cut:
        yield Finding("text_cut", tuple(refs[at] for at in cut))
    if empty:
        yield Finding("empty_row", tuple(refs[at] for at in empty))


def _about_print(
    ats: Iterable[int], refs: Sequence[CellRef], cells: Mapping[int, Cell]
) -> Iterator[Finding]:
    """Figures of one table into which something had to be interpreted, one finding for each kind of it."""
    by_code: dict[str, list[int]] = {}
    for at in ats:
        cell = cells[at]
        if not cell.raw or cell.value is None or cell.raw == str(cell.value):
            continue
        number = read_number(cell.raw)
        for oddity in number.oddities if number else ():
            if oddity in _ODDITIES:
                by_code.setdefault(_ODDITIES[oddity], []).append(at)
    for code, found in by_code.items():
        first = cells[found[0]]
        params = {"printed": (first.raw or "").strip(), "value": first.value, "count": len(found)}
        yield Finding(code, tuple(refs[at] for at in found), first.span, params)


def _about_rest(
    ats: Sequence[int], form: Form, cells: Mapping[int, Cell], text: str
) -> Iterator[Finding]:
    """Cells of which nothing else says why they are not certain, row by row."""
    refs = form.index.refs
    end = len(text.rstrip())
    for _, row in groupby(ats, key=lambda at: (refs[at].table, refs[at].row)):
        rest = list(row)
        split = [at for at in rest if _is_split(cells[at])]
        last = max((span for at in rest if (span := cells[at].span)), default=None)
        if split:
            # Where digits were torn apart once, the rest of the row is not certain either.
            cell = cells[split[0]]
            values = "、".join(str(one.value) for one in cell.candidates)
            params = {"printed": (cell.raw or "").strip(), "values": values}
            beside = [at for at in rest if at not in split]
            named = tuple(refs[at] for at in (*split, *beside))
            yield Finding("split_number", named, cell.span, params)
            continue
        if last is not None and last.end >= end:
            yield Finding("text_cut", tuple(refs[at] for at in rest), last)
            continue
        for at in [one for one in rest if cells[one].value is not None]:
            cell = cells[at]
            raw = (cell.raw or "").strip()
            code = "leading_zero" if len(raw) > 1 and raw[0] == "0" and raw.isdigit() else ""
            if form.column(refs[at]).quantity is Quantity.MONEY:
                code = "header_missing"
            if code:
                rest.remove(at)
                yield Finding(code, (refs[at],), cell.span, {"printed": raw, "value": cell.value})
        if rest:
            yield Finding("row_doubtful", tuple(refs[at] for at in rest), cells[rest[0]].span)


def _is_split(cell: Cell) -> bool:
    """Whether two numbers stand in the cell, which may be one torn apart."""
    return cell.status is CellStatus.AMBIGUOUS and len((cell.raw or "").split()) > 1


class _Rows:
    """The rows of a Form: the positions of the cells of each, the row of each cell, and the rows of its table."""

    def __init__(self, index: CellIndex) -> None:
        numbers: dict[tuple[TableKind, str], int] = {}
        self.row_at = [numbers.setdefault(ref[:2], len(numbers)) for ref in index.refs]
        self.cells: list[list[int]] = [[] for _ in numbers]
        for at, row in enumerate(self.row_at):
            self.cells[row].append(at)
        tables = [table for table, _ in numbers]
        firsts = {table: tables.index(table) for table in tables}
        self.table_of = [range(firsts[one], firsts[one] + tables.count(one)) for one in tables]


@cache
def _rows_of(index: CellIndex) -> _Rows:
    return _Rows(index)


class _Places:
    """Where in the text cells would stand that have no place of their own: by the figures around them."""

    def __init__(self, form: Form, columns: CellColumns, text: str) -> None:
        self._form = form
        self._columns, self._text = columns, text
        self._rows = _rows_of(form.index)
        self._printed: dict[int, Span | None] = {}

    @cached_property
    def _end(self) -> int:
        return len(self._text.rstrip(_PRINTED))

    def _row(self, row: int) -> Span | None:
        """From the first to the last of what is printed in the row of that number, None where nothing is."""
        if row not in self._printed:
            whole: Span | None = None
            for at in self._rows.cells[row]:
                span = self._columns.span(at)
                if span is not None:
                    before = whole or span
                    start, end = min(before.start, span.start), max(before.end, span.end)
                    whole = Span(start, end) if end - start <= _WIDEST else before
            self._printed[row] = whole
        return self._printed[row]

    def row_of(self, at: int) -> Span | None:
        """From the first to the last of what is printed in the row of the cell, None where nothing is."""
        return self._row(self._rows.row_at[at])

    def ends_with(self, at: int) -> bool:
        """Whether the text breaks off in the row of the cell, before it."""
        row = self.row_of(at)
        return row is not None and row.end >= self._end

    def placed(self, finding: Finding) -> Finding:
        """`finding` with a place, if it has none and the cells that it is about have neighbours that do."""
        if finding.span is not None or not finding.cells:
            return finding
        first = self._form.index.positions[finding.cells[0]]
        span = self._columns.span(first) or self.row_of(first) or self._between_rows(first)
        return finding if span is None else replace(finding, span=span)

    def _between_rows(self, at: int) -> Span | None:
        """Where the label of a row without figures stands, between the rows around it; else where one would."""
        row = self._rows.row_at[at]
        table = self._rows.table_of[row]
        above = map(self._row, reversed(range(table.start, row)))
        below = map(self._row, range(row + 1, table.stop))
        before, behind = next(filter(None, above), None), next(filter(None, below), None)
        if before is None and behind is None:
            return None
        if before is not None and behind is not None and behind.start < before.end:
            return before
        start = before.end if before else max(0, behind.start - _AROUND) if behind else 0
        end = behind.start if behind else start + _AROUND
        ref = self._form.index.refs[at]
        return self._label(ref, start, end) or self._line(start, end) or before or behind

    def _label(self, ref: CellRef, start: int, end: int) -> Span | None:
        """The label of the row in text[start:end], where it stands there in one piece."""
        whole = strip_note(fold(self._form.row(ref).label)).strip()
        folded = fold(self._text[start:end])
        for label in (whole, bare(whole).strip()):
            at = folded.rfind(label)
            if label and at >= 0:
                return Span(start + at, start + at + len(label))
        return None

    def _line(self, start: int, end: int) -> Span | None:
        """The first line with something on it in text[start:end]."""
        text = self._text[start : min(end, start + _WIDEST)]
        left = len(text) - len(text.lstrip(_PRINTED))
        if left == len(text):
            return None
        line_end = text.find("\n", left)
        line = text[left : line_end if line_end >= 0 else len(text)].rstrip(_PRINTED)
        return Span(start + left, start + left + len(line))
