"""Owns reading a whole report: the stages in their order, and the findings about the text as a whole."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from core.cells import MISSING_CELL, Cell, CellRef, CellStatus, Quantity, TableKind, Value
from core.extract.fold import fold, squeeze
from core.extract.identity import identify
from core.extract.lexicon import Lexicon, build_lexicon
from core.extract.locate import Cluster, choose_form, find_clusters, has_dropped_lines
from core.extract.make_cells import Source
from core.extract.markup import mask_markup
from core.extract.nature import nature_of
from core.extract.ruled import view_of
from core.extract.sections import section_findings
from core.extract.table_reader import TableReader
from core.extract.tokens import Tokenizer
from core.findings import Finding
from core.forms import Form, load_forms
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
        self._tables = {
            form.id: [TableReader(form, table, self._lexicon) for table in form.tables.values()]
            for form in forms.values()
        }
        self._money = {
            form.id: frozenset(
                at
                for at, ref in enumerate(form.index.refs)
                if form.column(ref).quantity is Quantity.MONEY
            )
            for form in forms.values()
        }

    def read(self, source_text: SourceText, source: str, form_id: str | None) -> Reading:
        text = source_text.text
        masked = mask_markup(fold(text))
        prose = squeeze(masked)
        view = view_of(text, masked)
        tokens = self._tokenizer.tokens(view.folded)
        clusters = find_clusters(tokens, next(iter(self._forms.values())))
        unit, year = identify(prose, text, source)
        if form_id is None:
            number = int(year.value) if year else None
            form = choose_form(clusters, tokens, tuple(self._forms.values()), number)
        else:
            form = self._forms[form_id]
        cells: list[Cell] = []
        findings: list[Finding] = []
        for table in self._tables[form.id]:
            here = [cluster for cluster in clusters if cluster.table is table.kind]
            cells += table.read(here, tokens, Source(text, view), findings)
        if has_dropped_lines(tokens, clusters):
            cells = [_without_certainty(cell) for cell in cells]
            findings.append(Finding("lines_dropped"))
        kind = nature_of(prose.text, clusters, cells, tokens)
        ordered = Cells(form.index, cells)
        findings = _whole_report(kind, form, year, clusters, self._forms) + findings
        if kind is ReportKind.ANNUAL_REPORT:
            findings += section_findings(prose)
        findings += _about_cells(form, ordered, self._money[form.id])
        return Reading(kind, form.id, unit, year, ordered, tuple(findings))


def _without_certainty(cell: Cell) -> Cell:
    """The cell in a text that lost lines: an empty one is missing, a figure may be another cell's."""
    if cell.status is CellStatus.BLANK:
        return MISSING_CELL
    if cell.status is CellStatus.READ:
        return cell._replace(status=CellStatus.INFERRED)
    return cell


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


def _about_cells(form: Form, cells: Cells, money: frozenset[int]) -> list[Finding]:
    """Findings that single cells give rise to: blanks by table, words, amounts without unit, illegal figures."""
    findings: list[Finding] = []
    blanks: dict[TableKind, list[int]] = {}
    refs = form.index.refs
    for at, cell in enumerate(cells.in_order):
        value, status = cell.value, cell.status
        if value is None:
            if status is CellStatus.BLANK:
                blanks.setdefault(refs[at].table, []).append(at)
            elif status is CellStatus.INVALID:
                params = {"printed": cell.raw}
                findings.append(Finding("not_a_number", (refs[at],), cell.span, params))
        elif value and (at in money or value.__class__ is not int or value < 0):
            findings += _about_figure(form, refs[at], cell, value)
    for places in blanks.values():
        spans = [cells.in_order[at].span for at in places]
        blank = tuple(refs[at] for at in places)
        findings.append(Finding("blank_cell", blank, next(filter(None, spans), None)))
    return findings


def _about_figure(form: Form, ref: CellRef, cell: Cell, value: Value) -> Iterator[Finding]:
    quantity = form.column(ref).quantity
    if quantity is Quantity.MONEY:
        if cell.unit is None:
            yield Finding("amount_without_unit", (ref,), cell.span, {"printed": cell.raw})
    elif value != int(value) or (quantity is Quantity.COUNT and value < 0):
        yield Finding("illegal_figure", (ref,), cell.span, {"printed": cell.raw})
