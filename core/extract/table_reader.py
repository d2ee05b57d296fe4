"""Owns reading one table of a Form: from the places where it stands in the text to its Cells and Findings."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from core.cells import MISSING_CELL, Candidate, Cell, CellStatus, Value
from core.extract.align import RowAligner
from core.extract.align_line import LINE, align_line
from core.extract.figures import figure_of
from core.extract.headers import HeaderReader, HeaderReading
from core.extract.lexicon import Lexicon
from core.extract.locate import Cluster
from core.extract.make_cells import Source, complete_cells
from core.extract.remarks import CompleteRow, Remark, TableReading
from core.extract.resolve import (
    Line,
    Place,
    cells_of,
    equations_of,
    is_confirmed,
    is_contradicted,
    places_of_rows,
    resolve,
)
from core.extract.rows import RowReading, Trust, exact
from core.extract.tokens import Tokens
from core.findings import Finding
from core.forms import Arrangement, Form, FormTable

_Found = list[Cell | None]
"""A Cell for each of the table's addresses, None where the row is not in the text."""
_MEMORY = 1_000
_LARGE = 1_000


class _Plan(NamedTuple):
    rows: TableReading
    headers: HeaderReading


class TableReader:
    """Reads one table of a Form; made once, used for every text."""

    def __init__(self, form: Form, table: FormTable, lexicon: Lexicon) -> None:
        self.kind = table.kind
        self._lexicon = lexicon
        self._table = table
        self._refs = tuple(table.refs())
        self._first = form.index.positions[self._refs[0]]
        self._places = places_of_rows(form, table)
        self._equations = equations_of(form, table.kind)
        self._headers = HeaderReader(form, table)
        self._known_plans: dict[tuple[object, ...], _Plan] = {}
        self._aligner = None
        if table.arrangement is not Arrangement.SIDE_BY_SIDE:
            self._aligner = RowAligner(form, table, lexicon)

    def read(
        self, clusters: Sequence[Cluster], tokens: Tokens, source: Source, findings: list[Finding]
    ) -> list[Cell]:
        """The Cells of the table, which stands at each of `clusters`; what was noticed is added to `findings`."""
        if not clusters:
            return [MISSING_CELL] * len(self._refs)
        prints = [self._cells(cluster, tokens, source) for cluster in clusters]
        best = max(range(len(prints)), key=lambda at: _certain(prints[at][0]))
        cells, remarks = prints[best]
        findings += [self._finding(remark, source) for remark in remarks]
        if None in cells:
            missing = [ref for ref, cell in zip(self._refs, cells, strict=True) if cell is None]
            findings.append(Finding("row_missing", tuple(missing)))
        others = [found for at, (found, _) in enumerate(prints) if at != best and _certain(found)]
        if others:
            differing = _differing(cells, others)
            cells = [differing.get(at, cell) for at, cell in enumerate(cells)]
            label = clusters[best].start
            span = source.view.span(tokens.starts[label], tokens.ends[label])
            code = "tables_differ" if differing else "table_twice"
            refs = tuple(self._refs[at] for at in differing)
            findings.append(Finding(code, refs, span, {"table": self.kind.value}))
        return [cell or MISSING_CELL for cell in cells]

    def _plan(self, cluster: Cluster, tokens: Tokens) -> _Plan:
        """Where the rows of one print of the table stand, and what its headers say.

        Both are remembered for tables in which every row is complete under its own label: then neither the
        figures nor the borders have a say in it, and tables of one office after the other look the same.
        """
        start = cluster.start
        shape = tokens.shape(start, cluster.end)
        known = self._known_plans.get(shape)
        if known is not None:
            rows = [CompleteRow(row, start + at, trust) for row, at, trust in known.rows.complete]
            return _Plan(TableReading(rows, {}, []), known.headers)
        headers = self._headers.read(cluster, tokens)
        if self._aligner is None:
            return _Plan(align_line(self._table, self._lexicon, cluster, tokens), headers)
        reading = self._aligner.align(cluster, tokens)
        is_plain = not (reading.rows or reading.remarks or headers.remarks)
        if is_plain and len(reading.complete) == len(self._places) and len(shape) < _LARGE:
            if len(self._known_plans) >= _MEMORY:
                self._known_plans.clear()
            rows = [CompleteRow(row, at - start, trust) for row, at, trust in reading.complete]
            self._known_plans[shape] = _Plan(TableReading(rows, {}, []), headers)
        return _Plan(reading, headers)

    def _cells(
        self, cluster: Cluster, tokens: Tokens, source: Source
    ) -> tuple[_Found, list[Remark]]:
        """The Cells of one print of the table."""
        reading, headers = self._plan(cluster, tokens)
        remarks = reading.remarks + headers.remarks
        codes = {remark.code for remark in remarks}
        doubtful = headers.is_contradicted or "figures_before_labels" in codes
        scattered = "scattered_figures" in codes
        cells: _Found = [None] * len(self._refs)
        for complete in reading.complete:
            place = self._places[complete.row]
            start = place.first - self._first
            made = self._complete(complete, place, headers.units, tokens, source)
            if complete.trust is Trust.PLACED and is_contradicted(place, list(map(_tried, made))):
                figures = [
                    figure_of(tokens, complete.first + column) for column in range(place.width)
                ]
                reading.rows[complete.row] = RowReading(
                    complete.row, place.width, exact(figures), Trust.PLACED
                )
                continue
            doubted = scattered and bool(place.within) and not is_confirmed(place, made)
            if doubtful or doubted or complete.trust is Trust.PLACED:
                made = [_less_certain(cell) for cell in made]
            cells[start : start + place.width] = made
        lines = [Line(self._places[at], row, row.hypotheses) for at, row in reading.rows.items()]
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
                cells[at - self._first] = _less_certain(cell)
        return cells, remarks

    def _complete(
        self,
        row: CompleteRow,
        place: Place,
        units: Mapping[int, str | None],
        tokens: Tokens,
        source: Source,
    ) -> list[Cell]:
        made = complete_cells(tokens, row.first, row.first + place.width, source)
        for column in place.money:
            number = tokens.pieces[row.first + column].number
            unit = number.unit if number is not None else None
            made[column] = made[column]._replace(unit=unit or units[place.first + column])
        return made

    def _known(self, cells: _Found, lines: Iterable[Line]) -> dict[int, Value | None]:
        """The figures of complete rows, where an open line may need them; blank as 0."""
        if not any(line.is_open for line in lines):
            return {}
        return {at: _tried(cell) for at, cell in enumerate(cells, self._first) if cell is not None}

    def _finding(self, remark: Remark, source: Source) -> Finding:
        keys = set(remark.rows)
        refs = tuple(ref for ref in self._refs if LINE in keys or ref.row in keys)
        params = dict(remark.params)
        params.setdefault("table", self.kind.value)
        span = None
        if remark.span is not None:
            printed, span = source.printed(*remark.span)
            params.setdefault("printed", " ".join(printed.split())[:60])
        return Finding(remark.code, refs, span, params)


def _tried(cell: Cell) -> Value | None:
    """The cell as equations try it: blank as 0."""
    return 0 if cell.status is CellStatus.BLANK else cell.value


def _less_certain(cell: Cell) -> Cell:
    return cell._replace(status=CellStatus.INFERRED) if cell.status is CellStatus.READ else cell


def _certain(cells: _Found) -> int:
    return sum(1 for cell in cells if cell is not None and cell.status is CellStatus.READ)


def _differing(cells: _Found, others: Sequence[_Found]) -> dict[int, Cell]:
    """Cells that another print of the table gives another value for, with all values as candidates."""
    differing: dict[int, Cell] = {}
    for other in others:
        for at, cell in enumerate(other):
            mine = differing.get(at) or cells[at]
            if mine is None or cell is None or cell.value is None or mine.value == cell.value:
                continue
            candidates = mine.candidates or (Candidate(mine.value, mine.raw, mine.span),)
            if cell.value not in (candidate.value for candidate in candidates):
                candidates += (Candidate(cell.value, cell.raw, cell.span),)
            differing[at] = mine._replace(
                value=None, status=CellStatus.AMBIGUOUS, candidates=candidates
            )
    return differing
