"""Owns reading one table of a Form: from the places where it stands in the text to its Cells and Findings."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, cast

from core.cells import MISSING_CELL, Candidate, Cell, CellStatus, Span, Value
from core.extract.align import RowAligner
from core.extract.align_line import LINE, align_line
from core.extract.equations import Verdict, equations_of, places_of_rows
from core.extract.figures import figure_of
from core.extract.headers import HeaderReader, HeaderReading
from core.extract.lexicon import Lexicon
from core.extract.locate import Cluster
from core.extract.make_cells import MOST_CANDIDATES, Source, complete_cells
from core.extract.remarks import CompleteRow, Remark, TableReading, Trust
from core.extract.resolve import Line, cells_of, resolve
from core.extract.rows import RowHeaders, RowReading, exact, reading_of
from core.extract.sections import is_heading
from core.extract.tokens import Tokens
from core.findings import Finding
from core.forms import Arrangement, Form, FormTable

_Found = list[Cell | None]
"""A Cell for each of the table's addresses, None where the row is not in the text."""
_Made = list[Cell]
_DOUBTFUL = frozenset({"figures_before_labels", "column_missing"})
"""Remarks after which no figure of the table is certain to stand under its column and beside its row."""
_MEMORY = 1_000
_LARGE = 20_000
"""Characters of a table that is remembered; larger ones are no tables of one report."""
_SLIPS = 3
"""So many times more rows must add up than do not, where only position tells which row is which."""
_FEW = 4
"""From so many rows on, what is odd about each of them is told once."""
_MANY = {
    "lost_value": "lost_values",
    "surplus_value": "surplus_values",
    "split_row": "split_rows",
    "stray_figures": "stray_lines",
    "stray_beside": "stray_lines",
    "lost_label": "lost_label",
    "misspelt_label": "misspelt_labels",
}
_OF_TABLE = _DOUBTFUL | {"header_order", "scattered_figures"}
_OF_ROWS = frozenset(_MANY) - {"lost_label", "misspelt_label"}
"""What is said of single rows, and goes without saying where figures are scattered over the whole table."""


class _Plan(NamedTuple):
    """Where the rows of one print of the table stand and what its headers say; all remarks are with the rows.

    `figures` are the tokens of its figures, one a cell, where every row is complete and nothing is to be said.
    """

    rows: TableReading
    headers: HeaderReading
    figures: list[int] | None = None

    def moved(self, by: int) -> "_Plan":
        """The same `by` tokens further on."""
        if self.figures is not None:
            return _Plan(self.rows, self.headers, [at + by for at in self.figures])
        return _Plan(self.rows.moved(by), self.headers)


class TableReader:
    """Reads one table of a Form; made once, used for every text."""

    def __init__(self, form: Form, table: FormTable, lexicon: Lexicon) -> None:
        self.kind = table.kind
        self._lexicon = lexicon
        self._table = table
        self._refs = tuple(table.refs())
        self._first = form.index.positions[self._refs[0]]
        self._places = places_of_rows(form, table)
        self._widths = [place.width for place in self._places]
        self._equations = equations_of(form, table.kind)
        self._headers = HeaderReader(form, table)
        self._keys = [row.key for row in table.rows()]
        widths = [block.width for block in table.blocks for _ in block.rows]
        self._widest = max(widths)
        self._narrow = [row for row, width in enumerate(widths) if 1 < width < self._widest]
        self._plans: dict[tuple[object, ...], _Plan] = {}
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
        best = 0
        if len(prints) > 1:
            best = max(range(len(prints)), key=lambda at: _certain(prints[at][0]))
        cells, remarks = prints[best]
        findings += self._findings(remarks, clusters[best], tokens, source)
        if not all(cells):
            missing = [ref for ref, cell in zip(self._refs, cells, strict=True) if cell is None]
            findings.append(Finding("row_missing", tuple(missing)))
        others = [found for at, (found, _) in enumerate(prints) if at != best and _says(found)]
        # Headers that a page's end or a PDF's order repeats, with a figure or two under them, are no print.
        alike = max(map(_certain, others), default=0) * 2 >= len(self._refs)
        if others and (alike or _differing(cells, others)):
            differing = _differing(cells, others)
            cells = [differing.get(at, cell) for at, cell in enumerate(cells)]
            again = next(one for at, one in enumerate(clusters) if at != best)
            span = _begin(again, tokens, source)
            code = "tables_differ" if differing else "table_twice"
            refs = tuple(self._refs[at] for at in differing)
            findings.append(Finding(code, refs, span, {"table": self.kind.value}))
        if self._is_slid(cells):
            findings.append(Finding("line_slid", self._refs, None, {"table": self.kind.value}))
            cells = [cell and _less_certain(cell) for cell in cells]
        return [cell or MISSING_CELL for cell in cells]

    def _plan(self, cluster: Cluster, tokens: Tokens) -> _Plan:
        """Where the rows of one print of the table stand, and what its headers say.

        It is remembered, as tables of one office after the other look the same but for their figures. Where
        every row is complete under its own label, only the labels had a say in it; else the borders as well.
        """
        start, end = cluster.start, cluster.end
        context = self._headers.context(cluster, tokens)
        shape = (cluster.lead, tokens.shape(start, end), *tokens.marks_in(start, end), *context)
        known = self._plans.get(shape)
        if known is not None and self._are_alike(known, start, tokens):
            return known.moved(start)
        borders = (shape, *tokens.gaps(start, end), *tokens.surroundings(start, end))
        known = self._plans.get(borders)
        if known is not None:
            return known.moved(start)
        headers = self._headers.read(cluster, tokens)
        if self._aligner is None:
            reading = align_line(self._table, self._lexicon, cluster, tokens)
        else:
            reading = self._aligner.align(cluster, tokens)
        by_labels = (
            len(reading.complete) == len(self._places)
            and not reading.remarks
            and self._are_alike(_Plan(reading, headers), 0, tokens)
        )
        reading.remarks.extend(headers.remarks)
        figures = None
        if by_labels and not (reading.remarks or headers.is_contradicted or headers.unread):
            figures = self._figures(reading, headers)
        plan = _Plan(reading, headers._replace(remarks=[]), figures)
        if tokens.reach(end) - tokens.starts[start] < _LARGE and reading.is_lasting:
            if len(self._plans) >= _MEMORY:
                self._plans.clear()
            by_labels = by_labels and self._aligner is not None
            self._plans[shape if by_labels else borders] = plan.moved(-start)
        return plan

    def _are_alike(self, plan: _Plan, by: int, tokens: Tokens) -> bool:
        """Whether the complete rows of `plan`, `by` tokens further on, all stand on as many lines, and equally far
        behind their labels where one of them may begin with an empty cell."""
        complete, widths = plan.rows.complete, self._widths
        if plan.figures is None:
            firsts = [first + by for _, first, _ in complete]
        else:
            ends = accumulate(widths[row] for row, _, _ in complete)
            firsts = [
                plan.figures[end - widths[row]] + by
                for end, (row, _, _) in zip(ends, complete, strict=True)
            ]
        rows = [widths[row] for row, _, _ in complete]
        if self._narrow and not tokens.are_led_alike(firsts):
            return False
        return tokens.are_alike(zip(firsts, rows, strict=True))

    def _cells(
        self, cluster: Cluster, tokens: Tokens, source: Source
    ) -> tuple[_Found, list[Remark]]:
        """The Cells of one print of the table."""
        reading, headers, ats = self._plan(cluster, tokens)
        if ats is not None:
            plain: _Found = [*complete_cells(tokens, ats, source)]
            self._measure(plain, ats, headers, tokens)
            return plain, []
        codes = {remark.code for remark in reading.remarks}
        doubtful = headers.is_contradicted or not codes.isdisjoint(_DOUBTFUL)
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
            if is_placed and not are_placed and place.is_contradicted(list(map(_tried, made))):
                figures = [figure_of(tokens, at) for at in self._row(complete, headers)]
                rows.append(RowReading(complete.row, exact(figures), Trust.PLACED))
                cells[own] = [None] * place.width
                continue
            doubted = scattered and bool(place.within)
            if is_placed or (doubted and not place.is_confirmed(list(map(_tried, made)))):
                cells[own] = map(_less_certain, made)
        if doubtful:
            cells = [cell and _less_certain(cell) for cell in cells]
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
                cells[at - self._first] = _less_certain(cell)
        self._compare(cells, reading.again, tokens, source)
        merged = {self._keys[row.row] for row in rows if row.is_merged}
        if merged:
            return cells, [remark for remark in reading.remarks if not merged & {*remark.rows}]
        return cells, reading.remarks

    def _are_confirmed(self, rows: Iterable[CompleteRow], cells: _Found) -> bool:
        """Whether the rows that are told by their position add up but for a few, which then are slips of the report."""
        confirmed = contradicted = 0
        for row, _, trust in rows:
            if trust is Trust.PLACED:
                place = self._places[row]
                start = place.first - self._first
                tried = [cell and _tried(cell) for cell in cells[start : start + place.width]]
                confirmed += place.is_confirmed(tried)
                contradicted += place.is_contradicted(tried)
        return confirmed > _SLIPS * contradicted

    def _compare(
        self, cells: _Found, again: Sequence[CompleteRow], tokens: Tokens, source: Source
    ) -> None:
        """Offer both figures where a row stands in the table once more with another."""
        for row, first, _ in again:
            place = self._places[row]
            start = place.first - self._first
            own = slice(start, start + place.width)
            figures = list(range(first, first + place.width))
            other: _Found = [*complete_cells(tokens, figures, source)]
            for at, cell in _differing(cells[own], [other]).items():
                cells[start + at] = cell

    def _is_slid(self, cells: _Found) -> bool:
        """Whether most groups of a line of figures do not add up: one may be lost, a page number stand behind."""
        if self._aligner is not None or not all(cells):
            return False
        tried = [_tried(cell) for cell in cells if cell is not None]
        (place,) = self._places
        failing = [one for one in place.within if one.verdict(tried) is Verdict.FAILS]
        return len(failing) > len(place.within) // 2

    def _figures(self, reading: TableReading, headers: HeaderReading) -> list[int]:
        """The tokens of the figures of complete rows, in the order of the form."""
        ats: list[int] = []
        for complete in reading.complete:
            ats += self._row(complete, headers)
        return ats

    def _row(self, complete: CompleteRow, headers: HeaderReading) -> Sequence[int]:
        row, first, _ = complete
        printed_at = headers.printed_at.get(row)
        if printed_at is None:
            return range(first, first + self._places[row].width)
        return [first + at for at in printed_at]

    def _complete(
        self, reading: TableReading, headers: HeaderReading, tokens: Tokens, source: Source
    ) -> _Found:
        """The Cells of the rows that are complete, at their places."""
        cells: _Found = [None] * len(self._refs)
        ats: list[int] = [0] * len(cells)
        figures = self._figures(reading, headers)
        made = complete_cells(tokens, figures, source)
        done = 0
        for complete in reading.complete:
            place = self._places[complete.row]
            own = slice(place.first - self._first, place.first - self._first + place.width)
            cells[own] = made[done : done + place.width]
            ats[own] = figures[done : done + place.width]
            done += place.width
        self._measure(cells, ats, headers, tokens)
        return cells

    def _measure(
        self, cells: _Found, ats: Sequence[int], headers: HeaderReading, tokens: Tokens
    ) -> None:
        """Give amounts their unit: their own, else that of their header. `ats` are the tokens of all figures."""
        for at, unit in headers.units.items():
            number = at - self._first
            cell = cells[number]
            if cell is not None:
                own = tokens.pieces[ats[number]].number
                cells[number] = cell._replace(unit=(own and own.unit) or unit)

    def _known(self, cells: _Found, lines: Iterable[Line]) -> dict[int, Value | None]:
        """The figures of complete rows, where an open line may need them; blank as 0."""
        if not any(line.is_open for line in lines):
            return {}
        return {at: _tried(cell) for at, cell in enumerate(cells, self._first) if cell is not None}

    def _findings(
        self, remarks: Sequence[Remark], cluster: Cluster, tokens: Tokens, source: Source
    ) -> Iterator[Finding]:
        """What was noticed at `cluster`, told once where one cause runs through the table."""
        codes = Counter(remark.code for remark in remarks)
        told: set[str] = set()
        for remark in remarks:
            if "scattered_figures" in codes and remark.code in _OF_ROWS:
                continue
            if remark.code == "unknown_row" and is_heading(_text_of(remark, tokens)):
                continue
            many = _MANY.get(remark.code)
            if many is None or codes[remark.code] < _FEW:
                yield self._finding(remark, cluster, tokens, source)
            elif many not in told:
                told.add(many)
                same = [one for one in remarks if one.code == remark.code]
                rows = tuple(dict.fromkeys(row for one in same for row in one.rows))
                together = Remark(many, rows, remark.tokens, {**remark.params, "count": len(same)})
                yield self._finding(together, cluster, tokens, source)

    def _finding(self, remark: Remark, cluster: Cluster, tokens: Tokens, source: Source) -> Finding:
        """The Finding that `remark` is; some are about the whole table."""
        keys = set(remark.rows)
        is_whole = LINE in keys or remark.code in _OF_TABLE
        refs = tuple(ref for ref in self._refs if is_whole or ref.row in keys)
        params = dict(remark.params)
        params.setdefault("table", self.kind.value)
        if remark.tokens is None:
            span = _begin(cluster, tokens, source) if is_whole else None
            return Finding(remark.code, refs, span, params)
        first, last = remark.tokens
        printed, span = source.printed(tokens.starts[first], tokens.ends[last])
        params.setdefault("printed", " ".join(printed.split())[:60])
        return Finding(remark.code, refs, span, params)


def _text_of(remark: Remark, tokens: Tokens) -> str:
    return tokens.text(remark.tokens[0]) if remark.tokens else ""


def _begin(cluster: Cluster, tokens: Tokens, source: Source) -> Span:
    """Where the table at `cluster` begins: its first label."""
    label = cluster.labels[0]
    return source.view.span(tokens.starts[label], tokens.ends[label])


def _tried(cell: Cell) -> Value | None:
    """The cell as equations try it: blank as 0."""
    return 0 if cell.status is CellStatus.BLANK else cell.value


def _less_certain(cell: Cell) -> Cell:
    value, raw, span, status, unit, candidates = cell
    if status is not CellStatus.READ:
        return cell
    return Cell(value, raw, span, CellStatus.INFERRED, unit, candidates)


def _certain(cells: _Found) -> int:
    return sum(1 for cell in cells if cell is not None and cell.status is CellStatus.READ)


def _says(cells: _Found) -> bool:
    """Whether a print of the table holds anything but empty cells: a blank form beside a report says nothing."""
    return any(
        cell is not None and (cell.status is CellStatus.READ or cell.raw is not None)
        for cell in cells
    )


def _differing(cells: _Found, others: Sequence[_Found]) -> dict[int, Cell]:
    """Cells that another print of the table gives another value for, or leaves blank, with all as candidates."""
    differing: dict[int, Cell] = {}
    for other in others:
        for at, cell in enumerate(other):
            mine = differing.get(at) or cells[at]
            if mine is None or cell is None or mine.value == cell.value:
                continue
            offered = [Candidate(cell.value, cell.raw, cell.span)]
            if cell.status is CellStatus.AMBIGUOUS:
                offered = list(cell.candidates)
                if any(mine.value == candidate.value for candidate in offered):
                    continue
            elif cell.value is None and cell.status is not CellStatus.BLANK:
                continue
            candidates = mine.candidates or (Candidate(mine.value, mine.raw, mine.span),)
            told = {candidate.value for candidate in candidates}
            candidates += tuple([one for one in offered if one.value not in told])
            differing[at] = mine._replace(
                value=None, status=CellStatus.AMBIGUOUS, candidates=candidates[:MOST_CANDIDATES]
            )
    return differing
