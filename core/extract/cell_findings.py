"""Owns the findings that cells give rise to: why a cell is not certain where its table has not said so, and
figures that the form does not allow. A cause that many cells share is one finding.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby

from core.cells import Cell, CellRef, CellStatus, Quantity, Span, Value
from core.extract.fold import fold
from core.extract.lexicon import bare, strip_note
from core.findings import Finding
from core.forms import Form
from core.numbers import Oddity, read_number
from core.tables import Cells

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
    findings: list[Finding] = []
    unsure: list[int] = []
    refs = form.index.refs
    for at, (value, raw, span, status, _, _) in enumerate(cells.in_order):
        if status is not CellStatus.READ:
            unsure.append(at)
        if value is None:
            if status is CellStatus.INVALID:
                findings.append(Finding("not_a_number", (refs[at],), span, {"printed": raw}))
        elif value and (at in money or value.__class__ is not int or value < 0):
            findings += _about_figure(form, refs[at], cells.in_order[at], value)
    if not unsure:
        return [*known, *findings]
    places = _Places(form, cells, text)
    told = {ref for finding in (*known, *findings) for ref in finding.cells}
    empty = {ref for finding in known if finding.code in _WHY_EMPTY for ref in finding.cells}
    known = [one for one in known if one.code not in _OF_LABELS or not empty.issuperset(one.cells)]
    for _, table in groupby(unsure, key=lambda at: refs[at].table):
        in_table = list(table)
        blank = [at for at in in_table if refs[at] not in empty]
        findings += _about_blanks(blank, refs, cells.in_order, places)
        findings += _about_print(in_table, refs, cells.in_order)
    told |= {ref for finding in findings for ref in finding.cells if finding.code in _CAUSES}
    rest = [at for at in unsure if refs[at] not in told]
    findings += _about_rest(rest, form, cells.in_order, text)
    return [places.placed(finding) for finding in (*known, *findings)]


def _about_figure(form: Form, ref: CellRef, cell: Cell, value: Value) -> Iterator[Finding]:
    quantity = form.column(ref).quantity
    if quantity is Quantity.MONEY:
        if cell.unit is None:
            yield Finding("amount_without_unit", (ref,), cell.span, {"printed": cell.raw})
    elif value != int(value) or (quantity is Quantity.COUNT and value < 0):
        yield Finding("illegal_figure", (ref,), cell.span, {"printed": cell.raw})


def _about_blanks(
    ats: Iterable[int], refs: Sequence[CellRef], cells: Sequence[Cell], places: "_Places"
) -> Iterator[Finding]:
    """Blank cells of one table: those with a dash, those in rows that have figures, rows without any."""
    blanks = [at for at in ats if cells[at].status is CellStatus.BLANK]
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
    ats: Iterable[int], refs: Sequence[CellRef], cells: Sequence[Cell]
) -> Iterator[Finding]:
    """Figures of one table into which something had to be interpreted, one finding for each kind of it."""
    by_code: dict[str, list[int]] = {}
    for at in ats:
        cell = cells[at]
        number = read_number(cell.raw) if cell.raw and cell.value is not None else None
        for oddity in number.oddities if number else ():
            if oddity in _ODDITIES:
                by_code.setdefault(_ODDITIES[oddity], []).append(at)
    for code, found in by_code.items():
        first = cells[found[0]]
        params = {"printed": (first.raw or "").strip(), "value": first.value, "count": len(found)}
        yield Finding(code, tuple(refs[at] for at in found), first.span, params)


def _about_rest(
    ats: Sequence[int], form: Form, cells: Sequence[Cell], text: str
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


class _Places:
    """Where in the text cells would stand that have no place of their own: by the figures around them."""

    def __init__(self, form: Form, cells: Cells, text: str) -> None:
        self._form = form
        self._refs, self._cells, self._text = cells.index.refs, cells.in_order, text
        self._number = cells.index.positions

    @cached_property
    def _end(self) -> int:
        return len(self._text.rstrip(_PRINTED))

    @cached_property
    def _rows(self) -> dict[tuple[object, str], Span]:
        """From the first to the last of what is printed in each row."""
        rows: dict[tuple[object, str], Span] = {}
        for ref, cell in zip(self._refs, self._cells, strict=True):
            if cell.span is not None:
                key = (ref.table, ref.row)
                before = rows.get(key, cell.span)
                start, end = min(before.start, cell.span.start), max(before.end, cell.span.end)
                rows[key] = Span(start, end) if end - start <= _WIDEST else before
        return rows

    def row_of(self, at: int) -> Span | None:
        """From the first to the last of what is printed in the row of the cell, None where nothing is."""
        ref = self._refs[at]
        return self._rows.get((ref.table, ref.row))

    def ends_with(self, at: int) -> bool:
        """Whether the text breaks off in the row of the cell, before it."""
        row = self.row_of(at)
        return row is not None and row.end >= self._end

    def placed(self, finding: Finding) -> Finding:
        """`finding` with a place, if it has none and the cells that it is about have neighbours that do."""
        if finding.span is not None or not finding.cells:
            return finding
        first = self._number[finding.cells[0]]
        own = self._cells[first].span
        span = own or self.row_of(first) or self._between_rows(first)
        return finding if span is None else replace(finding, span=span)

    def _between_rows(self, at: int) -> Span | None:
        """Where the label of a row without figures stands, between the rows around it; else where one would."""
        ref = self._refs[at]
        keys = list(
            dict.fromkeys((one.table, one.row) for one in self._refs if one.table is ref.table)
        )
        number = keys.index((ref.table, ref.row))
        above = [self._rows[key] for key in keys[:number] if key in self._rows]
        below = [self._rows[key] for key in keys[number + 1 :] if key in self._rows]
        before, behind = (above[-1] if above else None), (below[0] if below else None)
        if before is None and behind is None:
            return None
        if before is not None and behind is not None and behind.start < before.end:
            return before
        start = before.end if before else max(0, behind.start - _AROUND) if behind else 0
        end = behind.start if behind else start + _AROUND
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
