"""Owns tables that are not plain: with rows that are not complete, or with something to be said of them.

Which of a table's rows are complete, and how far each is trusted, is known from where its labels and borders
stand; what equations and headers leave certain of them is told here.
"""

from collections.abc import Iterable, Sequence
from typing import cast

from core.cells import Cell, Value
from core.extract.equations import Place, equations_of
from core.extract.figures import figure_of
from core.extract.headers import HeaderReading
from core.extract.make_cells import Source, complete_cells, less_certain, measure, tried
from core.extract.prints import Found, differing
from core.extract.remarks import CompleteRow, Remark, TableReading, Trust
from core.extract.resolve import Line, cells_of, resolve
from core.extract.rows import RowHeaders, RowReading, exact, reading_of
from core.extract.tokens import Tokens
from core.forms import Form, FormTable

_Made = list[Cell]
DOUBTFUL = frozenset({"figures_before_labels", "column_missing"})
"""Remarks after which no figure of the table is certain to stand under its column and beside its row."""
_SLIPS = 3
"""So many times more rows must add up than do not, where only position tells which row is which."""


class OddTables:
    """Makes the Cells of one table of a Form where it is not plain; made once, used for every text."""

    def __init__(self, form: Form, table: FormTable, places: Sequence[Place]) -> None:
        self._first = places[0].first
        self._size = sum(place.width for place in places)
        self._places = places
        self._widths = [place.width for place in places]
        self._widest = max(block.width for block in table.blocks)
        self._equations = equations_of(form, table.kind)
        self._keys = [row.key for row in table.rows()]

    def cells(
        self, reading: TableReading, headers: HeaderReading, tokens: Tokens, source: Source
    ) -> tuple[Found, list[Remark]]:
        """The Cells of one print of the table, and the remarks that still hold."""
        codes = {remark.code for remark in reading.remarks}
        doubtful = headers.is_contradicted or not codes.isdisjoint(DOUBTFUL)
        scattered = "scattered_figures" in codes
        cells = self._complete(reading, headers, tokens, source)
        rows = [
            reading_of(
                found,
                self._places[found.row],
                tokens,
                RowHeaders(
                    self._widest, headers.printed_at.get(found.row), headers.covers.get(found.row)
                ),
            )
            for found in reading.rows
        ]
        are_placed = self._are_confirmed(reading.complete, cells)
        for complete in reading.complete:
            place = self._places[complete.row]
            own = slice(place.first - self._first, place.first - self._first + place.width)
            made = cast(_Made, cells[own])
            is_placed = complete.trust is Trust.PLACED
            if is_placed and not are_placed and place.is_contradicted(list(map(tried, made))):
                figures = [
                    figure_of(tokens, at) for at in _tokens_of(complete, place.width, headers)
                ]
                rows.append(RowReading(complete.row, exact(figures), Trust.PLACED))
                cells[own] = [None] * place.width
                continue
            doubted = scattered and bool(place.within)
            if is_placed or (doubted and not place.is_confirmed(list(map(tried, made)))):
                cells[own] = map(less_certain, made)
        if doubtful:
            cells = [cell and less_certain(cell) for cell in cells]
        lines = [Line(self._places[row.row], row, row.hypotheses) for row in rows]
        if lines:
            resolve(lines, self._known(cells, lines), self._equations)
        for line in lines:
            start = line.place.first - self._first
            cells[start : start + line.place.width] = cells_of(
                line, source, headers.units, doubtful or scattered
            )
        for at in headers.unread:
            cell = cells[at - self._first]
            if cell is not None and cell.unit is None:
                cells[at - self._first] = less_certain(cell)
        self._compare(cells, reading.again, tokens, source)
        merged = {self._keys[row.row] for row in rows if row.is_merged}
        if merged:
            return cells, [remark for remark in reading.remarks if not merged & {*remark.rows}]
        return cells, reading.remarks

    def _are_confirmed(self, rows: Iterable[CompleteRow], cells: Found) -> bool:
        """Whether the rows that are told by their position add up but for a few, which then are slips of the report."""
        confirmed = contradicted = 0
        for row, _, trust in rows:
            if trust is Trust.PLACED:
                place = self._places[row]
                start = place.first - self._first
                values = [cell and tried(cell) for cell in cells[start : start + place.width]]
                confirmed += place.is_confirmed(values)
                contradicted += place.is_contradicted(values)
        return confirmed > _SLIPS * contradicted

    def _compare(
        self, cells: Found, again: Sequence[CompleteRow], tokens: Tokens, source: Source
    ) -> None:
        """Offer both figures where a row stands in the table once more with another."""
        for row, first, _ in again:
            place = self._places[row]
            start = place.first - self._first
            own = slice(start, start + place.width)
            figures = list(range(first, first + place.width))
            other: Found = [*complete_cells(tokens, figures, source)]
            for at, cell in differing(cells[own], [other]).items():
                cells[start + at] = cell

    def _complete(
        self, reading: TableReading, headers: HeaderReading, tokens: Tokens, source: Source
    ) -> Found:
        """The Cells of the rows that are complete, at their places."""
        cells: Found = [None] * self._size
        ats: list[int] = [0] * len(cells)
        figures = figures_of(reading.complete, self._widths, headers)
        made = complete_cells(tokens, figures, source)
        done = 0
        for complete in reading.complete:
            place = self._places[complete.row]
            own = slice(place.first - self._first, place.first - self._first + place.width)
            cells[own] = made[done : done + place.width]
            ats[own] = figures[done : done + place.width]
            done += place.width
        measure(cells, ats, headers.units, self._first, tokens)
        return cells

    def _known(self, cells: Found, lines: Iterable[Line]) -> dict[int, Value | None]:
        """The figures of complete rows, where an open line may need them; blank as 0."""
        if not any(line.is_open for line in lines):
            return {}
        return {at: tried(cell) for at, cell in enumerate(cells, self._first) if cell is not None}


def figures_of(
    rows: Iterable[CompleteRow], widths: Sequence[int], headers: HeaderReading
) -> list[int]:
    """The tokens of the figures of complete `rows`, each in the order of the form."""
    ats: list[int] = []
    for complete in rows:
        ats += _tokens_of(complete, widths[complete.row], headers)
    return ats


def _tokens_of(complete: CompleteRow, width: int, headers: HeaderReading) -> Sequence[int]:
    row, first, _ = complete
    printed_at = headers.printed_at.get(row)
    if printed_at is None:
        return range(first, first + width)
    return [first + at for at in printed_at]
