"""Owns tables that are not plain: with rows that are not complete, or with something to be said of them.

Which of a table's rows are complete, and how far each is trusted, is known from where its labels and borders
stand, and is worked out once a print; what equations and headers leave certain of its figures is told here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from core.cells import CellStatus, Value
from core.extract.equations import Place, Verdict, equations_of
from core.extract.figures import figure_of
from core.extract.headers import HeaderReading
from core.extract.line_figures import cells_of
from core.extract.make_cells import (
    Source,
    complete_cells,
    less_certain,
    printed_cells,
    statuses_at,
    values_at,
)
from core.extract.prints import Found, differing
from core.extract.remarks import CompleteRow, FoundRow, Remark, TableReading, Trust
from core.extract.resolve import Across, Line, resolve
from core.extract.rows import RowHeaders, RowReading, exact, reading_of
from core.extract.tokens import Tokens
from core.forms import Form, FormTable

DOUBTFUL = frozenset({"figures_before_labels", "column_missing"})
"""Remarks after which no figure of the table is certain to stand under its column and beside its row."""
_SLIPS = 3
"""So many times more rows must add up than do not, where only position tells which row is which."""


class _Run(NamedTuple):
    """Complete rows that follow one another on the form: their cells in the table, and among the complete ones."""

    cells: slice
    figures: slice


class _Doubted(NamedTuple):
    """A complete row that is certain only if it adds up: its number, and where its figures stand among those of
    complete rows."""

    row: int
    figures: slice
    is_placed: bool


class _OddRow(NamedTuple):
    """A row that is not complete, and where it goes, with the columns in the order that they are printed in."""

    found: FoundRow
    place: Place
    told: RowHeaders


@dataclass(frozen=True, slots=True)
class OddPlan:
    """What is known of one print of a table whatever its figures are; tokens are counted from its first.

    `figures` are the tokens of all complete rows in the order of the form, `absent` the cells of rows that are not
    in the text. `money` holds, of cells of money in complete rows, the cell, its token and the unit its header
    gives; `unread` are cells of money whose header was not found. All cells are counted from the first.
    """

    figures: list[int]
    runs: list[_Run]
    doubted: list[_Doubted]
    odd: list[_OddRow]
    again: list[CompleteRow]
    absent: frozenset[int]
    units: dict[int, str | None]
    money: list[tuple[int, int, str | None]]
    unread: list[int]
    is_doubtful: bool
    is_scattered: bool
    remarks: list[Remark]


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
        self._keys = [row.key for row in table.rows()]

    def plan(self, reading: TableReading, headers: HeaderReading) -> OddPlan:
        """What is to be done with each print that reads so, and whose headers say so."""
        codes = {remark.code for remark in reading.remarks}
        is_scattered = "scattered_figures" in codes
        complete = sorted(reading.complete, key=itemgetter(0))
        odd = [self._odd_row(found, headers) for found in reading.rows]
        figures = figures_of(complete, self._widths, headers)
        ats = dict(zip(self._cells_of(complete), figures, strict=True))
        held = ats.keys() | self._cells_of(reading.rows)
        return OddPlan(
            [*ats.values()],
            self._runs(complete),
            self._doubted(complete, is_scattered),
            odd,
            reading.again,
            frozenset(range(self._size)) - held,
            headers.units,
            [
                (at - self._first, ats[at - self._first], unit)
                for at, unit in headers.units.items()
                if at - self._first in ats
            ],
            [at - self._first for at in headers.unread],
            headers.is_contradicted or not codes.isdisjoint(DOUBTFUL),
            is_scattered,
            reading.remarks,
        )

    def _cells_of(self, rows: Iterable[CompleteRow] | Iterable[FoundRow]) -> list[int]:
        return [at for row in rows for at in self._cells[row.row]]

    def _runs(self, complete: Sequence[CompleteRow]) -> list[_Run]:
        runs: list[_Run] = []
        done = 0
        for row in complete:
            cells = self._cells[row.row]
            start, first = cells.start, done
            done += len(cells)
            if runs and runs[-1].cells.stop == start:
                start, first = runs[-1].cells.start, runs.pop().figures.start
            runs.append(_Run(slice(start, cells.stop), slice(first, done)))
        return runs

    def _doubted(self, complete: Sequence[CompleteRow], is_scattered: bool) -> list[_Doubted]:
        doubted: list[_Doubted] = []
        done = 0
        for row, _, trust in complete:
            place = self._places[row]
            is_placed = trust is Trust.PLACED
            if is_placed or (is_scattered and place.within):
                doubted.append(_Doubted(row, slice(done, done + place.width), is_placed))
            done += place.width
        return doubted

    def _odd_row(self, found: FoundRow, headers: HeaderReading) -> _OddRow:
        place, printed_at = self._places[found.row], headers.printed_at.get(found.row)
        told = RowHeaders(self._widest, printed_at, headers.covers.get(found.row))
        return _OddRow(found, place if printed_at is None else place.as_printed(printed_at), told)

    def cells(
        self, plan: OddPlan, start: int, tokens: Tokens, source: Source
    ) -> tuple[Found, list[Remark]]:
        """The Cells of one print of the table, which begins at token `start`, and the remarks that still hold."""
        ats = [at + start for at in plan.figures]
        values, statuses = values_at(ats, tokens), statuses_at(ats, tokens)
        tried = [value or 0 for value in values]  # blank as 0
        rows = [reading_of(found, place, tokens, told, start) for found, place, told in plan.odd]
        contradicted = self._doubt(plan, tried, statuses)
        if plan.is_doubtful:
            statuses = _lowered(statuses)
        made = printed_cells(values, statuses, ats, tokens, source)
        cells: Found = [None] * self._size
        for run in plan.runs:
            cells[run.cells] = made[run.figures]
        for one in contradicted:
            figures = [figure_of(tokens, at) for at in ats[one.figures]]
            rows.append(RowReading(one.row, figures, exact(figures), Trust.PLACED))
        for at, token, unit in plan.money:
            cell = cells[at]
            if cell is not None:
                own = tokens.number(start + token)
                cells[at] = cell._replace(unit=(own and own.unit) or unit)
        lines = [self._line(row) for row in rows]
        if lines:
            resolve(lines, self._across, self._known(plan, tried), plan.absent)
        for line in lines:
            cells[line.cells.start : line.cells.stop] = cells_of(
                line, source, plan.units, plan.is_doubtful or plan.is_scattered
            )
        for at in plan.unread:
            cell = cells[at]
            if cell is not None and cell.unit is None:
                cells[at] = less_certain(cell)
        self._compare(cells, plan.again, start, tokens, source)
        merged = {self._keys[row.row] for row in rows if row.is_merged}
        remarks = [one.moved(start) for one in plan.remarks if merged.isdisjoint(one.rows)]
        return cells, remarks

    def _doubt(
        self, plan: OddPlan, tried: Sequence[Value], statuses: list[CellStatus]
    ) -> list[_Doubted]:
        """Take the complete rows that are doubted for less certain, but for those that adding up confirms.

        What is left are the rows that only their position tells and that contradict themselves, where those told
        so do not add up but for a few, which then are slips of the report.
        """
        verdicts = [self._places[one.row].verdict(tried[one.figures]) for one in plan.doubted]
        judged = list(zip(plan.doubted, verdicts, strict=True))
        placed = [verdict for one, verdict in judged if one.is_placed]
        are_placed = placed.count(Verdict.HOLDS) > _SLIPS * placed.count(Verdict.FAILS)
        contradicted: list[_Doubted] = []
        for one, verdict in judged:
            if one.is_placed and not are_placed and verdict is Verdict.FAILS:
                contradicted.append(one)
            elif one.is_placed or verdict is not Verdict.HOLDS:
                statuses[one.figures] = _lowered(statuses[one.figures])
        return contradicted

    def _line(self, row: RowReading) -> Line:
        number = row.row
        return Line(self._places[number], self._cells[number], row, row.hypotheses)

    def _known(self, plan: OddPlan, tried: Sequence[Value]) -> list[Value | None]:
        """The figures of complete rows by cell, 0 for others."""
        known: list[Value | None] = [0] * self._size
        for run in plan.runs:
            known[run.cells] = tried[run.figures]
        return known

    def _compare(
        self,
        cells: Found,
        again: Sequence[CompleteRow],
        start: int,
        tokens: Tokens,
        source: Source,
    ) -> None:
        """Offer both figures where a row stands in the table once more with another."""
        for row, first, _ in again:
            own = self._cells[row]
            figures = range(start + first, start + first + len(own))
            other: Found = [*complete_cells(tokens, figures, source)]
            for at, cell in differing(cells[own.start : own.stop], [other]).items():
                cells[own[at]] = cell


def _lowered(statuses: Sequence[CellStatus]) -> list[CellStatus]:
    """What is left of `statuses` where something casts doubt on them: nothing is certain."""
    read, inferred = CellStatus.READ, CellStatus.INFERRED
    return [inferred if status is read else status for status in statuses]


def figures_of(
    rows: Iterable[CompleteRow], widths: Sequence[int], headers: HeaderReading
) -> list[int]:
    """The tokens of the figures of complete `rows`, each in the order of the form."""
    ats: list[int] = []
    for row, first, _ in rows:
        printed_at = headers.printed_at.get(row)
        ats += [first + at for at in printed_at or range(widths[row])]
    return ats
