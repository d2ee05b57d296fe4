"""Owns reading one table of a Form: from the places where it stands in the text to its Cells and Findings."""

from collections.abc import Iterable, Sequence

from core.cells import MISSING_CELL, Candidate, Cell, CellStatus, Value
from core.extract.align import RowAligner
from core.extract.align_line import LINE, align_line
from core.extract.headers import HeaderReader
from core.extract.lexicon import Lexicon
from core.extract.locate import Cluster
from core.extract.make_cells import Source, complete_cells
from core.extract.remarks import Remark, TableReading
from core.extract.resolve import Line, cells_of, equations_of, places_of_rows, resolve
from core.extract.tokens import Tokens
from core.findings import Finding
from core.forms import Arrangement, Form, FormTable

_Found = list[Cell | None]
"""A Cell for each of the table's addresses, None where the row is not in the text."""


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
        self._aligner = None
        if table.arrangement is not Arrangement.SIDE_BY_SIDE:
            self._aligner = RowAligner(form, table, lexicon)

    def read(
        self, clusters: Sequence[Cluster], tokens: Tokens, source: Source, findings: list[Finding]
    ) -> list[Cell]:
        """The Cells of the table, which stands at each of `clusters`; what was noticed is added to `findings`."""
        if not clusters:
            return [MISSING_CELL] * len(self._refs)
        prints = [self._cells(self._align(cluster, tokens), tokens, source) for cluster in clusters]
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

    def _align(self, cluster: Cluster, tokens: Tokens) -> TableReading:
        if self._aligner is None:
            return align_line(self._table, self._lexicon, cluster, tokens)
        return self._aligner.align(cluster, tokens)

    def _cells(
        self, reading: TableReading, tokens: Tokens, source: Source
    ) -> tuple[_Found, list[Remark]]:
        """The Cells of one print of the table."""
        headers = self._headers.read(reading.cluster, tokens)
        remarks = reading.remarks + headers.remarks
        doubtful = headers.is_contradicted or any(
            remark.code == "figures_before_labels" for remark in remarks
        )
        cells: _Found = [None] * len(self._refs)
        for row, first in reading.complete:
            place = self._places[row]
            start = place.first - self._first
            made = complete_cells(tokens, first, first + place.width, source)
            for column in place.money:
                number = tokens.pieces[first + column].number
                unit = number.unit if number is not None else None
                made[column] = made[column]._replace(
                    unit=unit or headers.units[place.first + column]
                )
            cells[start : start + place.width] = made
        if doubtful:
            cells = [_less_certain(cell) for cell in cells]
        lines = [Line(self._places[at], row, row.hypotheses) for at, row in reading.rows.items()]
        if lines:
            resolve(lines, self._known(cells, lines), self._equations)
        for line in lines:
            start = line.place.first - self._first
            cells[start : start + line.place.width] = cells_of(
                line, source, headers.units, doubtful
            )
        return cells, remarks

    def _known(self, cells: _Found, lines: Iterable[Line]) -> dict[int, Value | None]:
        """The figures of complete rows, where an open line may need them; blank as 0."""
        if not any(line.is_open for line in lines):
            return {}
        return {
            at: 0 if cell.status is CellStatus.BLANK else cell.value
            for at, cell in enumerate(cells, self._first)
            if cell is not None
        }

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


def _less_certain(cell: Cell | None) -> Cell | None:
    if cell is not None and cell.status is CellStatus.READ:
        return cell._replace(status=CellStatus.INFERRED)
    return cell


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
