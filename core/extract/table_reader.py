"""Owns reading one table of a Form: from the places where it stands in the text to its Cells and Findings."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.cells import MISSING_CELL, CellRef, CellStatus, Span
from core.extract.align import RowAligner
from core.extract.align_line import LINE, align_line
from core.extract.complete_rows import CompleteRows
from core.extract.equations import Sums, places_of_rows
from core.extract.headers import HeaderReader
from core.extract.lexicon import Lexicon
from core.extract.locate import Cluster
from core.extract.make_cells import Source
from core.extract.odd_tables import DOUBTFUL, OddPlan, OddTables
from core.extract.prints import Found, differing
from core.extract.remarks import Remark, TableReading
from core.extract.sections import is_heading
from core.extract.separation import without_spaces
from core.extract.tokens import PlacedPassage, Tokens
from core.findings import Finding
from core.forms import Arrangement, Form, FormTable
from core.tables import CellColumns

_MEMORY = 1_000
_LARGE = 20_000
"""Characters of a table that is remembered; larger ones are no tables of one report."""
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
_OF_TABLE = DOUBTFUL | {"header_order", "header_replaced", "scattered_figures"}
_OF_ROWS = frozenset(_MANY) - {"lost_label", "misspelt_label"}
"""What is said of single rows, and goes without saying where figures are scattered over the whole table."""


class _Plan(NamedTuple):
    """Where the rows of one print of the table stand and what its headers say, in tokens counted from its first,
    so that it holds wherever the same table stands again.

    `odd` tells what is to be done where not every row is `complete`, or something is to be said of them.
    """

    rows: TableReading
    complete: CompleteRows
    odd: OddPlan | None


class _Print(NamedTuple):
    """One print of the table: its Cells, which of them stand in rows that are not there, and what was noticed."""

    columns: CellColumns
    absent: frozenset[int]
    remarks: list[Remark]

    def found(self) -> Found:
        """The Cells one by one."""
        count, cell = len(self.columns), self.columns.cell
        return [None if at in self.absent else cell(at) for at in range(count)]


class TableReader:
    """Reads one table of a Form; made once, used for every text."""

    def __init__(self, form: Form, table: FormTable, lexicon: Lexicon) -> None:
        self.kind = table.kind
        self._lexicon = lexicon
        self._table = table
        self._refs = tuple(table.refs())
        self._refs_of: dict[str, list[CellRef]] = {}
        for ref in self._refs:
            self._refs_of.setdefault(ref.row, []).append(ref)
        self._first = form.index.positions[self._refs[0]]
        self._places = places_of_rows(form, table)
        self._widths = [place.width for place in self._places]
        self._sums = Sums(
            [
                equation.moved(place.first - self._first)
                for place in self._places
                for equation in place.within
            ]
        )
        self._odd = OddTables(form, table, self._places)
        self._headers = HeaderReader(form, table)
        self._plans: dict[tuple[object, ...], _Plan] = {}
        self._by_passage: dict[tuple[object, ...], _Plan] = {}
        self._aligner = None
        if table.arrangement is not Arrangement.SIDE_BY_SIDE:
            self._aligner = RowAligner(form, table, lexicon)

    def read(
        self, clusters: Sequence[Cluster], tokens: Tokens, source: Source, findings: list[Finding]
    ) -> CellColumns:
        """The Cells of the table, which stands at each of `clusters`; what was noticed is added to `findings`."""
        if not clusters:
            return CellColumns.repeated(MISSING_CELL, len(self._refs))
        prints = [self._print(cluster, tokens, source) for cluster in clusters]
        best = 0
        if len(prints) > 1:
            best = max(range(len(prints)), key=lambda at: _certain(prints[at].found()))
        columns, absent, remarks = prints[best]
        if remarks:
            findings += self._findings(remarks, clusters[best], tokens, source)
        if absent:
            findings.append(Finding("row_missing", tuple(self._refs[at] for at in sorted(absent))))
        if len(prints) > 1:
            self._compare(prints, best, clusters, tokens, source, findings)
        if self._sums.are_mostly_wrong(columns.values):
            findings.append(Finding("line_slid", self._refs, None, {"table": self.kind.value}))
            columns.infer(at for at in range(len(columns)) if at not in absent)
        for at in absent:
            columns.put(at, MISSING_CELL)
        return columns

    def _compare(
        self,
        prints: Sequence[_Print],
        best: int,
        clusters: Sequence[Cluster],
        tokens: Tokens,
        source: Source,
        findings: list[Finding],
    ) -> None:
        """Offer in the `best` of the `prints` what others say as well; findings tell that there are several."""
        every = [one.found() for one in prints]
        others = [found for at, found in enumerate(every) if at != best and _says(found)]
        # Headers that a page's end or a PDF's order repeats, with a figure or two under them, are no print.
        alike = max(map(_certain, others), default=0) * 2 >= len(self._refs)
        unlike = differing(every[best], others)
        if not others or not (alike or unlike):
            return
        for at, cell in unlike.items():
            prints[best].columns.put(at, cell)
        again = next(one for at, one in enumerate(clusters) if at != best)
        span = _begin(again, tokens, source)
        code = "tables_differ" if unlike else "table_twice"
        refs = tuple(self._refs[at] for at in unlike)
        findings.append(Finding(code, refs, span, {"table": self.kind.value}))

    def _plan(self, cluster: Cluster, tokens: Tokens, found: PlacedPassage | None) -> _Plan:
        """Where the rows of one print of the table stand, and what its headers say.

        It is remembered, as tables of one office after the other look the same but for their figures: by the
        passage `found` that the print stands in, else by its labels and borders.
        """
        start, end = cluster.start, cluster.end
        if found is None:
            return self._plan_by_shape(cluster, tokens)[0]
        first, passage = found.first, found.passage
        context: tuple[object, ...] = ()
        if not passage.has_figures_before(
            start - first
        ):  # else all that is looked at is the passage
            context = self._headers.context(cluster, tokens)
        behind = () if end < found.end else tokens.behind(end)
        key = (passage, start - first, end - first, cluster.lead, *behind, *context)
        known = self._by_passage.get(key)
        if known is None:
            known, is_lasting = self._plan_by_shape(cluster, tokens)
            known = known._replace(complete=known.complete.in_passage(passage, start - first))
            if is_lasting:
                if len(self._by_passage) >= _MEMORY:
                    self._by_passage.clear()
                self._by_passage[key] = known
        return known

    def _plan_by_shape(self, cluster: Cluster, tokens: Tokens) -> tuple[_Plan, bool]:
        """The plan of one print by its labels and borders, and whether it may be remembered.

        Where every row is complete under its own label, spaces between the cells and what stands around the table
        had no say in it.
        """
        start, end = cluster.start, cluster.end
        context = self._headers.context(cluster, tokens)
        gaps = tokens.gaps(start, end)
        gap, kind = tokens.behind(end)
        marks = without_spaces([*gaps, gap])
        shape = (cluster.lead, tokens.shape(start, end), marks, kind, *context)
        known = self._plans.get(shape)
        if known is not None:
            return known, True
        borders = (shape, *gaps, *tokens.surroundings(start, end))
        known = self._plans.get(borders)
        if known is not None:
            return known, True
        headers = self._headers.read(cluster, tokens)
        if self._aligner is None:
            reading = align_line(self._table, self._lexicon, cluster, tokens)
        else:
            reading = self._aligner.align(cluster, tokens)
        by_labels = reading.is_by_labels and len(reading.complete) == len(self._places)
        by_labels = by_labels and not reading.remarks
        reading.remarks.extend(headers.remarks)
        rows, odd = reading.moved(-start), None
        if not by_labels or reading.remarks or headers.is_contradicted or headers.unread:
            odd = self._odd.plan(rows, headers)
        plan = _Plan(rows, self._odd.complete(rows, headers), odd)
        is_lasting = tokens.reach(end) - tokens.starts[start] < _LARGE and reading.is_lasting
        if is_lasting:
            if len(self._plans) >= _MEMORY:
                self._plans.clear()
            self._plans[shape if by_labels else borders] = plan
        return plan, is_lasting

    def _print(self, cluster: Cluster, tokens: Tokens, source: Source) -> _Print:
        """What one print of the table says."""
        start = cluster.start
        passage = tokens.passage(start, cluster.end)
        _, complete, odd = self._plan(cluster, tokens, passage)
        columns = complete.columns(start, tokens, source, passage)
        if odd is None:
            return _Print(columns, frozenset(), [])
        remarks = self._odd.fill(columns, complete, odd, start, tokens, source)
        return _Print(columns, odd.absent, remarks)

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
        is_whole = LINE in remark.rows or remark.code in _OF_TABLE
        refs = self._refs
        if not is_whole:
            own = [row for row in self._refs_of if row in remark.rows]
            refs = tuple([ref for row in own for ref in self._refs_of[row]])
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


def _certain(cells: Found) -> int:
    return sum(1 for cell in cells if cell is not None and cell.status is CellStatus.READ)


def _says(cells: Found) -> bool:
    """Whether a print of the table holds anything but empty cells: a blank form beside a report says nothing."""
    return any(
        cell is not None and (cell.status is CellStatus.READ or cell.raw is not None)
        for cell in cells
    )
