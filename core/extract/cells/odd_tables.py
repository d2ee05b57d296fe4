"""Owns tables that are not plain: with rows that are not complete, or with something to be said of them.

Which of a table's rows are complete, and how far each is trusted, is known from where its labels and borders
stand, and is worked out once a print; what equations and headers leave certain of its figures is told here.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from core.cells import Value
from core.extract.cells.complete_rows import CompleteRows, Money
from core.extract.cells.equations import Place, equations_of
from core.extract.cells.line_figures import put_cells
from core.extract.cells.make_cells import Source, complete_cells
from core.extract.cells.prints import Found, differing
from core.extract.cells.resolve import Across, Line, resolve
from core.extract.headers.headers import HeaderReading
from core.extract.rows.figures import figure_of
from core.extract.rows.remarks import LINE, CompleteRow, FoundRow, Remark, TableReading, Trust
from core.extract.rows.rows import OddRow, RowReading, exact, reading_of, run_of
from core.extract.tokens.tokens import Tokens
from core.forms import Arrangement, Form, FormTable
from core.sums import Sides, SidesOnceMore
from core.tables import CellColumns

DOUBTFUL = frozenset({"figures_before_labels", "column_missing"})
"""Remarks after which no figure of the table is certain to stand under its column and beside its row."""
_SCATTERED = frozenset({"scattered_figures", "column_missing"})
"""Of these, and such, those that adding up confutes for a row that has all of its figures."""
_BESIDE = frozenset({"stray_beside", "stray_figures"})
"""Remarks about figures that stand with a row and do not belong to it."""
_PLACED = Trust.PLACED
"""By itself: looking one up in its Enum takes Python ten times as long."""
_ALIKE = 3
"""So many rows of a scattered table must add up before it holds for any of them that its figures are its own."""
_SLIPS = 3
"""So many times more rows must add up than do not, where only position tells which row is which."""


class _Doubted(NamedTuple):
    """Complete rows that are certain only if they add up: their cells by their number. Some are told by their place.

    `sides` adds up the equations within them over the cells of the table, `summed` tells which row each is of.
    """

    cells: dict[int, range]
    placed: frozenset[int]
    sides: Sides
    summed: list[int]


class Settled(NamedTuple):
    """The rows of a print that need no remark: `merged` ones, whose merged cells were written into each column that
    they cover, and `uncut` ones, below which just a page number stands."""

    merged: set[str]
    uncut: set[str]

    def leaves(self, remark: Remark) -> bool:
        """Whether the remark still holds."""
        rows = remark.rows
        if remark.code in _BESIDE:
            return self.merged.isdisjoint(rows) and self.uncut.isdisjoint(rows)
        return self.merged.isdisjoint(rows)


@dataclass(frozen=True, slots=True)
class OddPlan:
    """What is known of one print of a table whatever its figures are, beside its complete rows; tokens are counted
    from its first, cells from the table's.

    `absent` are the cells of rows that are not in the text, `units` the units that headers of money give (by
    position in the form), `unread` cells of money whose header was not found.
    """

    doubted: _Doubted
    odd: list[OddRow]
    again: list[CompleteRow]
    absent: frozenset[int]
    units: dict[int, str | None]
    unread: list[int]
    is_doubtful: bool
    is_scattered: bool


class OddTables:
    """Makes the Cells of one table of a Form where it is not plain; made once, used for every text."""

    def __init__(self, form: Form, table: FormTable, places: Sequence[Place]) -> None:
        self._first = first = places[0].first
        self._size = sum(place.width for place in places)
        self._places = places
        self._widths = [place.width for place in places]
        self._cells = [range(one.first - first, one.first - first + one.width) for one in places]
        self._widest = max(block.width for block in table.blocks)
        equations = [one.moved(-first) for one in equations_of(form, table.kind)]
        self._across = Across(self._cells, equations)
        is_line = table.arrangement is Arrangement.SIDE_BY_SIDE
        self._keys = [LINE] if is_line else [row.key for row in table.rows()]

    def complete(self, reading: TableReading, headers: HeaderReading) -> CompleteRows:
        """The complete rows of a print that reads so."""
        rows = sorted(reading.complete, key=itemgetter(0))
        figures = figures_of(rows, self._widths, headers)
        cells = chain.from_iterable([self._cells[row.row] for row in rows])
        ats = dict(zip(cells, figures, strict=True))
        units = [(cell - self._first, unit) for cell, unit in headers.units.items()]
        money = [Money(cell, ats[cell], unit) for cell, unit in units if cell in ats]
        empty = [cell for cell in range(self._size) if cell not in ats]
        return CompleteRows(self._size, [*ats], [*ats.values()], money, empty)

    def plan(self, reading: TableReading, headers: HeaderReading) -> OddPlan | None:
        """What is to be done with each print that reads so, and whose headers say so; None where it is plain."""
        codes = {remark.code for remark in reading.remarks}
        is_scattered = not codes.isdisjoint(_SCATTERED)
        is_doubtful = headers.is_contradicted or not codes.isdisjoint(DOUBTFUL - _SCATTERED)
        doubted = self._doubted(reading.complete, is_scattered)
        if not (doubted.cells or reading.rows or reading.again or headers.unread or is_doubtful):
            return None
        return OddPlan(
            doubted,
            [self._odd_row(found, headers) for found in reading.rows],
            reading.again,
            self.absent(reading),
            headers.units,
            [at - self._first for at in headers.unread],
            is_doubtful,
            is_scattered,
        )

    def absent(self, reading: TableReading) -> frozenset[int]:
        """The cells of rows that are not in the text of a print that reads so."""
        held = {one.row for one in reading.complete} | {one.row for one in reading.rows}
        if len(held) == len(self._cells):
            return frozenset()
        return frozenset(range(self._size)).difference(*[self._cells[row] for row in held])

    def _doubted(self, complete: Sequence[CompleteRow], is_scattered: bool) -> _Doubted:
        placed = frozenset([one.row for one in complete if one.trust is _PLACED])
        rows = sorted(
            one.row
            for one in complete
            if one.row in placed or (is_scattered and self._places[one.row].within)
        )
        equations = [
            (row, equation.moved(self._cells[row].start))
            for row in rows
            for equation in self._places[row].within
        ]
        sides = SidesOnceMore([(equation.left, equation.right) for _, equation in equations])
        cells = {row: self._cells[row] for row in rows}
        return _Doubted(cells, placed, sides, [row for row, _ in equations])

    def _odd_row(self, found: FoundRow, headers: HeaderReading) -> OddRow:
        place, printed_at = self._places[found.row], headers.printed_at.get(found.row)
        if printed_at is not None:
            place = place.as_printed(printed_at)
        covers = headers.covers.get(found.row)
        return OddRow(found, place, run_of(found.slots), self._widest, printed_at, covers)

    def fill(
        self,
        columns: CellColumns,
        complete: CompleteRows,
        plan: OddPlan,
        start: int,
        tokens: Tokens,
        source: Source,
    ) -> Settled:
        """Put into the `columns` of a print, which begins at the token `start`, what is not `complete`, and take
        what is for what it is worth; the rows of which remarks no longer hold."""
        values = complete.known(columns)
        rows = [reading_of(row, tokens, start) for row in plan.odd]
        for row in self._contradicted(plan.doubted, values, columns):
            cells = self._cells[row]
            first = bisect_left(complete.cells, cells.start)
            ats = complete.ats[first : first + len(cells)]
            figures = [figure_of(tokens, start + at) for at in ats]
            rows.append(RowReading(row, figures, exact(figures), Trust.PLACED))
        if plan.is_doubtful:
            columns.infer(complete.cells)
        lines = [self._line(row) for row in rows]
        if lines:
            resolve(lines, self._across, values, plan.absent)
        is_doubtful = plan.is_doubtful or plan.is_scattered
        for line in lines:
            put_cells(line, columns, source, plan.units, is_doubtful)
        for at in plan.unread:
            if at not in plan.absent and columns.cell(at).unit is None:
                columns.infer((at,))
        self._compare(columns, plan, start, tokens, source)
        return Settled(
            {self._keys[row.row] for row in rows if row.is_merged},
            {self._keys[line.reading.row] for line in lines if line.is_uncut},
        )

    def _contradicted(
        self, doubted: _Doubted, values: Sequence[Value], columns: CellColumns
    ) -> list[int]:
        """Take the complete rows that are doubted for less certain, but for those that adding up confirms.

        What is left are the rows that only their position tells and that contradict themselves, where those told
        so do not add up but for a few, which then are slips of the report.
        """
        summed = [*zip(doubted.summed, *doubted.sides(values), strict=True)]
        failing = {row for row, left, right in summed if left != right}
        holding = {row for row, left, right in summed if left and left == right} - failing
        placed = doubted.placed
        if len(holding) < _ALIKE:
            holding &= placed  # one may add up by accident
        contradicted = failing & placed
        if len(holding & placed) > _SLIPS * len(contradicted):
            contradicted.clear()
        for row, cells in doubted.cells.items():
            if row not in contradicted and (row in placed or row not in holding):
                columns.infer(cells)
        return sorted(contradicted)

    def _line(self, row: RowReading) -> Line:
        number = row.row
        return Line(self._places[number], self._cells[number], row, row.hypotheses)

    def _compare(
        self, columns: CellColumns, plan: OddPlan, start: int, tokens: Tokens, source: Source
    ) -> None:
        """Offer both figures where a row stands in the table once more with another."""
        for row, first, _ in plan.again:
            own = self._cells[row]
            figures = range(start + first, start + first + len(own))
            other: Found = [*complete_cells(tokens, figures, source)]
            cells: Found = [None if at in plan.absent else columns.cell(at) for at in own]
            for at, cell in differing(cells, [other]).items():
                columns.put(own[at], cell)


def figures_of(
    rows: Iterable[CompleteRow], widths: Sequence[int], headers: HeaderReading
) -> list[int]:
    """The tokens of the figures of complete `rows`, each in the order of the form."""
    ats: list[int] = []
    for row, first, _ in rows:
        printed_at = headers.printed_at.get(row)
        if printed_at is None:
            ats += range(first, first + widths[row])
        else:
            ats += [first + at for at in printed_at]
    return ats
