"""Owns reading a whole report: the stages in their order, and the findings about the text as a whole."""

from collections.abc import Mapping, Sequence
from functools import cache

from core.cells import MISSING_CELL, Candidate, Cell, CellRef, CellStatus, Quantity, TableKind
from core.extract.align import RowAligner
from core.extract.align_line import LINE, align_line
from core.extract.fold import fold
from core.extract.headers import HeaderReading, read_headers
from core.extract.identity import identify
from core.extract.lexicon import Lexicon, build_lexicon
from core.extract.locate import Cluster, choose_form, find_clusters, has_dropped_lines
from core.extract.markup import mask_markup
from core.extract.nature import nature_of
from core.extract.remarks import Remark, TableReading
from core.extract.resolve import Line, Source, cells_of, plain_cell, resolve
from core.extract.rows import Trust
from core.extract.ruled import view_of
from core.extract.sections import section_findings
from core.extract.tokens import Token, Tokenizer
from core.findings import Finding
from core.forms import Arrangement, Form, FormTable, load_forms
from core.reports import Identified, Reading, ReportKind
from core.tables import Cells
from core.text import SourceText

READER_VERSION = 1
"""Rises whenever the same text may be read differently, so that cached readings are made anew."""


def read_report(text: SourceText, source: str = "", form: str | None = None) -> Reading:
    """What `text` says, cell by cell.

    `source` is the path within the folder, trusted for unit and year where the text names neither.
    `form` is the id of the Form to read under; without it, the labels decide. Pure: the same text always
    gives the same Reading.
    """
    return _reader().read(text, source, form)


@cache
def _reader() -> "_Reader":
    return _Reader(load_forms())


class _Reader:
    """Everything that reading needs and that does not depend on the text."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self._forms = forms
        self._lexicon: Lexicon = build_lexicon(tuple(forms.values()))
        self._tokenizer = Tokenizer(self._lexicon)
        self._aligners = {
            (form.id, table.kind): RowAligner(form, table, self._lexicon)
            for form in forms.values()
            for table in form.tables.values()
            if table.arrangement is not Arrangement.SIDE_BY_SIDE
        }

    def read(self, source_text: SourceText, source: str, form_id: str | None) -> Reading:
        text = source_text.text
        masked = mask_markup(fold(text))
        view = view_of(text, masked)
        folded = view.folded
        tokens = self._tokenizer.tokens(folded)
        clusters = find_clusters(tokens, folded, next(iter(self._forms.values())))
        unit, year = identify(masked, text, source)
        if form_id is None:
            number = int(year.value) if year else None
            form = choose_form(clusters, tokens, tuple(self._forms.values()), number)
        else:
            form = self._forms[form_id]
        cells: dict[CellRef, Cell] = {}
        findings: list[Finding] = []
        for kind, table in form.tables.items():
            here = [cluster for cluster in clusters if cluster.table is kind]
            readings = [self._align(form, table, cluster, tokens, folded) for cluster in here]
            read = _TableCells(form, table, tokens, Source(text, view))
            cells.update(read.merged(readings, findings))
        if has_dropped_lines(tokens, clusters, folded):
            cells = {ref: _without_certainty(cell) for ref, cell in cells.items()}
            findings.append(Finding("lines_dropped"))
        kind_of_report = nature_of(masked, clusters, cells)
        ordered = Cells(form.index, [cells.get(ref, MISSING_CELL) for ref in form.index.refs])
        findings = _whole_report(kind_of_report, form, year, clusters, self._forms) + findings
        if kind_of_report is ReportKind.ANNUAL_REPORT:
            findings += section_findings(masked)
        findings += _about_cells(form, ordered)
        return Reading(kind_of_report, form.id, unit, year, ordered, tuple(findings))

    def _align(
        self,
        form: Form,
        table: FormTable,
        cluster: Cluster,
        tokens: Sequence[Token],
        folded: str,
    ) -> TableReading:
        if table.arrangement is Arrangement.SIDE_BY_SIDE:
            return align_line(table, self._lexicon, cluster, tokens, folded)
        return self._aligners[form.id, table.kind].align(cluster, tokens, folded)


class _TableCells:
    """From the TableReadings of one table (it may be printed more than once) to its Cells and Findings."""

    def __init__(
        self, form: Form, table: FormTable, tokens: Sequence[Token], source: Source
    ) -> None:
        self._form = form
        self._table = table
        self._tokens = tokens
        self._source = source
        self._refs_of_row = {
            row.key: tuple(CellRef(table.kind, row.key, column.key) for column in block.columns)
            for block in table.blocks
            for row in block.rows
        }

    def merged(
        self, readings: Sequence[TableReading], findings: list[Finding]
    ) -> Mapping[CellRef, Cell]:
        """The cells of the table; what was noticed is added to `findings`."""
        if not readings:
            return {}
        every = [self._cells(reading) for reading in readings]
        best = max(range(len(every)), key=lambda at: _certain(every[at][0]))
        cells, remarks = every[best]
        kind = self._table.kind
        findings += map(self._finding, remarks)
        missing = tuple(ref for ref in self._table.refs() if ref not in cells)
        if missing:
            findings.append(Finding("row_missing", missing))
        others = [found for at, (found, _) in enumerate(every) if at != best and _certain(found)]
        if others:
            cells = dict(cells)
            differing = _differing(cells, others)
            for ref, cell in differing.items():
                cells[ref] = cell
            label = self._tokens[readings[best].cluster.start]
            span = self._source.view.span(label.start, label.end)
            code = "tables_differ" if differing else "table_twice"
            findings.append(Finding(code, tuple(differing), span, {"table": kind.value}))
        return cells

    def _cells(self, reading: TableReading) -> tuple[dict[CellRef, Cell], list[Remark]]:
        headers = read_headers(
            self._table, self._form, reading.cluster, self._tokens, self._source.view.folded
        )
        remarks = reading.remarks + headers.remarks
        doubtful = headers.is_contradicted or any(
            remark.code == "figures_before_labels" for remark in remarks
        )
        lines = self._lines(reading)
        resolve(lines, self._form)
        cells: dict[CellRef, Cell] = {}
        for line in lines:
            row = line.reading
            if len(row.hypotheses) == 1 and row.trust is Trust.LABELLED:
                for ref, figure in zip(line.refs, row.hypotheses[0].figures, strict=True):
                    unit = self._unit(ref, headers, figure.number.unit if figure.number else None)
                    cells[ref] = plain_cell(figure, self._source, unit, doubtful)
            else:
                cells.update(cells_of(line, self._form, self._source, headers.units, doubtful))
        return cells, remarks

    def _unit(self, ref: CellRef, headers: HeaderReading, own: str | None) -> str | None:
        if self._form.column(ref).quantity is not Quantity.MONEY:
            return None
        return own or headers.units.get(ref)

    def _lines(self, reading: TableReading) -> list[Line]:
        if LINE in reading.rows:
            row = reading.rows[LINE]
            return [Line(tuple(self._table.refs()), row, row.hypotheses)]
        return [
            Line(self._refs_of_row[key], row, row.hypotheses) for key, row in reading.rows.items()
        ]

    def _finding(self, remark: Remark) -> Finding:
        rows = [key for key in remark.rows if key in self._refs_of_row]
        refs = tuple(ref for key in rows for ref in self._refs_of_row[key])
        if LINE in remark.rows:
            refs = tuple(self._table.refs())
        params = dict(remark.params)
        params.setdefault("table", self._table.kind.value)
        span = None
        if remark.span is not None:
            printed, span = self._source.printed(*remark.span)
            params.setdefault("printed", " ".join(printed.split())[:60])
        return Finding(remark.code, refs, span, params)


def _without_certainty(cell: Cell) -> Cell:
    """The cell in a text that lost lines: an empty one is missing, a figure may be another cell's."""
    if cell.status is CellStatus.BLANK:
        return MISSING_CELL
    if cell.status is CellStatus.READ:
        return cell._replace(status=CellStatus.INFERRED)
    return cell


def _certain(cells: Mapping[CellRef, Cell]) -> int:
    return sum(1 for cell in cells.values() if cell.status is CellStatus.READ)


def _differing(
    cells: Mapping[CellRef, Cell], others: Sequence[Mapping[CellRef, Cell]]
) -> dict[CellRef, Cell]:
    """Cells that another print of the table gives another value for, with all values as candidates."""

    differing: dict[CellRef, Cell] = {}
    for other in others:
        for ref, cell in other.items():
            mine = differing.get(ref) or cells.get(ref)
            if mine is None or cell.value is None or mine.value == cell.value:
                continue
            candidates = mine.candidates or (Candidate(mine.value, mine.raw, mine.span),)
            if cell.value not in (candidate.value for candidate in candidates):
                candidates += (Candidate(cell.value, cell.raw, cell.span),)
            differing[ref] = mine._replace(
                value=None, status=CellStatus.AMBIGUOUS, candidates=candidates
            )
    return differing


def _whole_report(
    kind: ReportKind,
    form: Form,
    year: Identified | None,
    clusters: Sequence[Cluster],
    forms: Mapping[str, Form],
) -> list[Finding]:
    """Findings about the report as such: what it is, which tables it lacks, whether the form is the year's."""
    if kind is not ReportKind.ANNUAL_REPORT:
        return [Finding(kind.value)]
    findings = []
    present = {cluster.table for cluster in clusters}
    for table in TableKind:
        if table not in present:
            refs = tuple(form.tables[table].refs())
            findings.append(Finding("table_missing", refs, None, {"table": table.value}))
    if year is not None and not form.covers(int(year.value)):
        expected = next((one for one in forms.values() if one.covers(int(year.value))), None)
        if expected is not None:
            params = {"year": year.value, "form": form.title, "expected": expected.title}
            findings.append(Finding("wrong_form", (), year.span, params))
    return findings


def _about_cells(form: Form, cells: Cells) -> list[Finding]:
    """Findings that single cells give rise to: blanks by table, words, amounts without unit, illegal figures."""
    findings: list[Finding] = []
    blanks: dict[TableKind, list[CellRef]] = {}
    for ref, cell in zip(form.index.refs, cells.in_order, strict=True):
        status = cell.status
        if status is CellStatus.BLANK:
            blanks.setdefault(ref.table, []).append(ref)
        elif status is CellStatus.INVALID:
            findings.append(Finding("not_a_number", (ref,), cell.span, {"printed": cell.raw}))
        elif cell.value:
            quantity = form.column(ref).quantity
            if quantity is Quantity.MONEY:
                if cell.unit is None:
                    params = {"printed": cell.raw}
                    findings.append(Finding("amount_without_unit", (ref,), cell.span, params))
            elif not _is_whole(cell) or (quantity is Quantity.COUNT and cell.value < 0):
                findings.append(Finding("illegal_figure", (ref,), cell.span, {"printed": cell.raw}))
    for refs in blanks.values():
        spans = [cells[ref].span for ref in refs]
        findings.append(Finding("blank_cell", tuple(refs), next(filter(None, spans), None)))
    return findings


def _is_whole(cell: Cell) -> bool:
    value = cell.value
    return isinstance(value, int) or value == int(value or 0)
