"""Owns reading one table of a Form: from the places where it stands in the text to its Cells and Findings."""

from collections.abc import Sequence
from typing import NamedTuple

from core.cells import MISSING_CELL, CellStatus
from core.extract.cells.complete_rows import CompleteRows
from core.extract.cells.equations import Sums, equations_of, places_of_rows
from core.extract.cells.make_cells import Source
from core.extract.cells.odd_tables import OddPlan, OddTables
from core.extract.cells.prints import Found, differing
from core.extract.cells.slid_rows import SlidRows
from core.extract.findings.table_findings import Draft, TableFindings, begin
from core.extract.headers.headers import HeaderReader
from core.extract.places.locate import Cluster
from core.extract.rows.align import RowAligner
from core.extract.rows.align_line import align_line
from core.extract.rows.remarks import TableReading
from core.extract.rows.separation import without_spaces
from core.extract.tokens.lexicon import Lexicon
from core.extract.tokens.tokens import PlacedPassage, Tokens
from core.findings import Finding
from core.forms import Arrangement, Form, FormTable
from core.tables import CellColumns

_MEMORY = 1_000
_LARGE = 20_000
"""Characters of a table that is remembered; larger ones are no tables of one report."""


class _Plan(NamedTuple):
    """Where the rows of one print of the table stand and what its headers say, in tokens counted from its first,
    so that it holds wherever the same table stands again.

    `odd` tells what is to be done where not every row is `complete`, or certain. `absent` are the cells of rows
    that are not in the text, `drafts` what is to be said. `is_bordered` where tabs or pipes part the figures.
    """

    rows: TableReading
    complete: CompleteRows
    odd: OddPlan | None
    absent: frozenset[int]
    drafts: list[Draft]
    is_bordered: bool


class _Print(NamedTuple):
    """One print of the table: its Cells, which of them stand in rows that are not there, and what was noticed;
    whether tabs or pipes part its figures."""

    columns: CellColumns
    absent: frozenset[int]
    drafts: list[Draft]
    is_bordered: bool

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
        self._told = TableFindings(table.kind, self._refs)
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
        self._slid = SlidRows(self._places, self._first, equations_of(form, table.kind))
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
        columns, absent, drafts, is_bordered = prints[best]
        if drafts:
            findings += self._told.found(drafts, clusters[best], tokens, source)
        if absent:
            findings.append(Finding("row_missing", tuple(self._refs[at] for at in sorted(absent))))
        if len(prints) > 1:
            self._compare(prints, best, clusters, tokens, source, findings)
        for at in absent:
            columns.put(at, MISSING_CELL)
        wrong = self._sums.wrong(columns)
        if self._sums.are_most(wrong, columns):
            slid = self._filled(columns)
            refs = tuple(self._refs[at] for at in slid)
            findings.append(Finding("line_slid", refs, None, {"table": self.kind.value}))
            columns.infer(slid)
        elif wrong and not is_bordered:
            slid = self._slid.doubt(columns, wrong)
            if slid:
                findings.append(Finding("row_slid", tuple(self._refs[at] for at in slid)))
        return columns

    def _filled(self, columns: CellColumns) -> list[int]:
        """The cells of rows with any figure but 0: the others say the same wherever their figures belong."""
        values = columns.values
        rows = [
            range(one.first - self._first, one.first - self._first + one.width)
            for one in self._places
        ]
        return [at for row in rows if any(values[at] for at in row) for at in row]

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
        span = begin(again, tokens, source)
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
        behind = () if end < found.end else tokens.behind(end)
        key: tuple[object, ...] = (passage, start - first, end - first, cluster.lead, *behind)
        known = self._by_passage.get(key)
        if known is None and not self._headers.are_within(found, cluster, tokens):
            key += self._headers.context(cluster, tokens)
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
        rows = reading.moved(-start)
        plan = _Plan(
            rows,
            self._odd.complete(rows, headers),
            self._odd.plan(rows, headers),
            self._odd.absent(rows),
            self._told.drafts(rows.remarks),
            self._is_bordered(rows, gaps),
        )
        is_lasting = tokens.reach(end) - tokens.starts[start] < _LARGE and reading.is_lasting
        if is_lasting:
            if len(self._plans) >= _MEMORY:
                self._plans.clear()
            self._plans[shape if by_labels else borders] = plan
        return plan, is_lasting

    def _is_bordered(self, rows: TableReading, gaps: Sequence[str]) -> bool:
        """Whether a tab or a pipe stands between any two figures of a complete row; `gaps` are those of the print."""
        return all(
            "\t" in gap or "|" in gap
            for row, first, _ in rows.complete
            for gap in gaps[first : first + self._widths[row] - 1]
        )

    def _print(self, cluster: Cluster, tokens: Tokens, source: Source) -> _Print:
        """What one print of the table says."""
        start = cluster.start
        passage = tokens.passage(start, cluster.end)
        rows, complete, odd, absent, drafts, is_bordered = self._plan(cluster, tokens, passage)
        columns = complete.columns(start, tokens, source, passage)
        if odd is not None:
            settled = self._odd.fill(columns, complete, odd, start, tokens, source)
            if settled.merged or settled.uncut:
                drafts = self._told.drafts(list(filter(settled.leaves, rows.remarks)))
        return _Print(columns, absent, drafts, is_bordered)


def _certain(cells: Found) -> int:
    return sum(1 for cell in cells if cell is not None and cell.status is CellStatus.READ)


def _says(cells: Found) -> bool:
    """Whether a print of the table holds anything but empty cells: a blank form beside a report says nothing."""
    return any(
        cell is not None and (cell.status is CellStatus.READ or cell.raw is not None)
        for cell in cells
    )
