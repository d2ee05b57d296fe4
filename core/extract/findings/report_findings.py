"""Owns the findings about a report as a whole: what it is, which tables it lacks or has empty, its form."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from core.cells import CellRef, Span, TableKind
from core.extract.findings.sections import is_heading
from core.extract.folding.ruled import View
from core.extract.places.locate import Cluster
from core.extract.tokens.pieces import Kind
from core.extract.tokens.tokens import Tokens
from core.findings import Finding
from core.forms import Form
from core.reports import Identified, ReportKind
from core.tables import Cells

_OF_ROWS = frozenset(
    {
        "lost_value", "lost_values", "surplus_value", "surplus_values", "split_row", "split_rows",
        "stray_figures", "stray_beside", "stray_lines", "row_missing", "scattered_figures",
    }
)  # fmt: skip
"""What goes without saying in a text that lost lines."""


_NEAR = 400
"""Tokens behind a heading among which its table's figures are sought."""
_FIGURES = 5


class Headings:
    """Where the tables of one text stand, or at least the headings over them."""

    def __init__(
        self,
        clusters: Sequence[Cluster],
        tokens: Tokens,
        view: View,
        traced: frozenset[TableKind],
    ) -> None:
        self.present = {cluster.table for cluster in clusters}
        self._traced = traced
        self._clusters, self._tokens, self._view = clusters, tokens, view

    def why_missing(self, table: TableKind) -> str:
        """The code of the finding that `table` is not in the text: without heading, without figures, or unread."""
        heading = self._heading(table)
        if table in self._traced:
            return "table_unread"
        if heading is None:
            return "table_missing"
        kinds = self._tokens.kinds
        figures = 0
        for at in range(heading + 1, min(heading + _NEAR, len(kinds))):
            if kinds[at] == Kind.TEXT and is_heading(self._tokens.text(at)):
                break
            if kinds[at] == Kind.LABEL and self._tokens.label(at).is_title:
                break
            figures += kinds[at] == Kind.NUMBER
        return "table_unread" if figures >= _FIGURES else "table_without_text"

    def has_figures(self, table: TableKind) -> bool:
        """Whether figures stand where `table` does, more of them than pages have numbers."""
        kinds = self._tokens.kinds
        here = (one for one in self._clusters if one.table is table)
        return sum(kinds.count(Kind.NUMBER, one.start, one.end) for one in here) >= _FIGURES

    def _heading(self, table: TableKind) -> int | None:
        """The token that is the heading over `table`."""
        for at in self._tokens.labels:
            entry = self._tokens.pieces[at].entry
            if entry is not None and entry.is_title and table in entry.tables:
                return at
        return None

    def of(self, table: TableKind) -> Span | None:
        """The heading over `table`, or its first label where it has none; None where it has neither."""
        heading = self._heading(table)
        if heading is not None:
            return self._span(heading)
        return next(
            (self._span(one.labels[0]) for one in self._clusters if one.table is table), None
        )

    def first(self) -> Span | None:
        """The heading over the first table that has one."""
        return next(filter(None, map(self.of, TableKind)), None)

    def _span(self, at: int) -> Span:
        return self._view.span(self._tokens.starts[at], self._tokens.ends[at])


def about_report(
    kind: ReportKind,
    form: Form,
    year: Identified | None,
    headings: Headings,
    cells: Cells,
    forms: Mapping[str, Form],
    text: str,
) -> Iterator[Finding]:
    """What there is to say of the report as such."""
    if kind is ReportKind.NOT_A_REPORT:
        span = _first_line(text)
        shown = span if span.end > span.start else None
        yield Finding(kind.value, tuple(cells.unsure()), shown)
        return
    if kind is not ReportKind.ANNUAL_REPORT:
        yield Finding(kind.value, tuple(cells.unsure()), headings.first())
        return
    for table, refs, first in _places_of_tables(form):
        if table not in headings.present:
            heading = headings.of(table)
            code = headings.why_missing(table)
            yield Finding(code, refs, heading, {"table": table.value})
        elif cells.columns.hold_nothing(first, first + len(refs)):
            code = "table_unread" if headings.has_figures(table) else "table_empty"
            yield Finding(code, refs, headings.of(table), {"table": table.value})
    if year is not None and not form.covers(int(year.value)):
        expected = next((one for one in forms.values() if one.covers(int(year.value))), None)
        if expected is not None:
            params = {"year": year.value, "form": form.title, "expected": expected.title}
            yield Finding("wrong_form", (), year.span, params)


def _first_line(text: str) -> Span:
    """The first line of `text` with anything on it; nothing in an empty text."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].rstrip()
    return Span(start, start + len(line))


@cache
def _places_of_tables(form: Form) -> tuple[tuple[TableKind, tuple[CellRef, ...], int], ...]:
    """Each table with the addresses of its Cells, and the position of the first of them on `form`."""
    all_refs = {table: tuple(form.tables[table].refs()) for table in TableKind}
    return tuple((table, refs, form.index.positions[refs[0]]) for table, refs in all_refs.items())


def about_dropped_lines(
    cells: Cells, headings: Headings, known: Sequence[Finding]
) -> list[Finding]:
    """`known` without what is only the consequence of lines that were dropped, which is said once."""
    kept = [finding for finding in known if finding.code not in _OF_ROWS]
    return [Finding("lines_dropped", tuple(cells.unsure()), headings.first()), *kept]
