"""Owns reading a whole report: the stages in their order, and the findings about the text as a whole."""

from collections.abc import Mapping
from functools import cache

from core.cells import MISSING_CELL, Cell, CellStatus, Quantity, TableKind
from core.collector import collector_paused
from core.extract.cells.make_cells import Source
from core.extract.cells.table_reader import TableReader
from core.extract.findings.cell_findings import about_cells
from core.extract.findings.nature import nature_of
from core.extract.findings.report_findings import Headings, about_dropped_lines, about_report
from core.extract.findings.sections import section_findings
from core.extract.folding.fold import fold, squeeze
from core.extract.folding.markup import mask_markup
from core.extract.folding.ruled import view_of
from core.extract.identity.identity import identify
from core.extract.places.dropped_lines import has_dropped_lines
from core.extract.places.locate import choose_form
from core.extract.places.several import first_report, starts_of
from core.extract.places.table_finder import TableFinder
from core.extract.places.traces import traced_tables
from core.extract.tokens.lexicon import Lexicon, build_lexicon
from core.extract.tokens.tokenizer import Tokenizer
from core.findings import Finding
from core.forms import Form, load_forms
from core.reports import Reading, ReportKind
from core.stages import Staged, finished
from core.tables import CellColumns, Cells
from core.text import SourceText

_TABLES = frozenset(TableKind)


def read_report(text: SourceText, source: str = "", form: str | None = None) -> Reading:
    """What `text` says, cell by cell.

    `source` is the path within the folder, trusted for unit and year where the text names neither.
    `form` is the id of the Form to read under; without it, the labels decide. Pure: the same text always
    gives the same Reading.
    """
    with collector_paused():
        return _reader().read(text, source, form)


def reading_stages(text: SourceText, source: str = "", form: str | None = None) -> Staged[Reading]:
    """`read_report` in stages, for reading many texts side by side."""
    return _reader().stages(text, source, form)


@cache
def _reader() -> "_Reader":
    return _Reader(load_forms())


class _Reader:
    """Everything that reading needs and that does not depend on the text."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self._forms = forms
        self._lexicon: Lexicon = build_lexicon(tuple(forms.values()))
        self._tokenizer = Tokenizer(self._lexicon)
        self._finder = TableFinder(next(iter(forms.values())))
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
        """Reads a text."""
        return finished(self.stages(source_text, source, form_id))

    def stages(self, source_text: SourceText, source: str, form_id: str | None) -> Staged[Reading]:
        """Reads a text, stage by stage."""
        text = source_text.text
        masked = mask_markup(fold(text))
        yield
        prose = squeeze(masked)
        view = view_of(text, masked)
        yield
        tokens = self._tokenizer.tokens(view.folded)
        yield
        clusters = self._finder.find(tokens)
        clusters, several = first_report(prose, clusters, tokens, view)
        yield
        tables = starts_of(clusters[:1], tokens, view) or [len(text)]
        unit, year = identify(prose, text, source, *tables)
        yield
        if form_id is None:
            number = int(year.value) if year else None
            form = choose_form(clusters, tokens, tuple(self._forms.values()), number)
        else:
            form = self._forms[form_id]
        printed = Source(text, view)
        columns = CellColumns()
        findings: list[Finding] = []
        may_lack_lines = has_dropped_lines(tokens, clusters)
        has_dropped = False
        for table in self._tables[form.id]:
            here = [cluster for cluster in clusters if cluster.table is table.kind]
            yield
            read = table.read(here, tokens, printed, findings)
            if (
                may_lack_lines and read.unsure()
            ):  # else no figure of the table was among those lines
                read = CellColumns.of(map(_without_certainty, read))
                has_dropped = True
            columns.extend(read)
        yield
        absent = _TABLES - {cluster.table for cluster in clusters}
        traced = traced_tables(prose.text, self._forms.values(), absent)
        headings = Headings(clusters, tokens, view, traced)
        kind = nature_of(prose.text, clusters, tokens, columns, bool(traced))
        if kind is ReportKind.NOT_A_REPORT:
            columns = CellColumns.repeated(MISSING_CELL, len(columns))
        yield
        ordered = Cells(form.index, columns)
        if has_dropped:
            findings = about_dropped_lines(ordered, headings, findings)
        whole = about_report(kind, form, year, headings, ordered, self._forms, text)
        yield
        if kind is ReportKind.ANNUAL_REPORT:
            findings = [*several, *whole, *findings, *section_findings(prose)]
            findings = about_cells(form, ordered, self._money[form.id], findings, text)
        else:
            findings = list(whole)
        return Reading(kind, form.id, unit, year, ordered, tuple(findings))


def _without_certainty(cell: Cell) -> Cell:
    """The cell in a text that lost lines: an empty one is missing, a figure may be another cell's."""
    if cell.status is CellStatus.BLANK:
        return MISSING_CELL
    if cell.status is CellStatus.READ:
        return cell._replace(status=CellStatus.INFERRED)
    return cell
