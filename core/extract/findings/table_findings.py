"""Owns the Findings of one table: what its remarks tell, once where one cause runs through the table.

Which Findings these are is known with where the labels stand, and drafted once; where they stand in a text, and
what is printed there, is looked at each time.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from core.cells import CellRef, Span, TableKind
from core.extract.cells.make_cells import Source
from core.extract.cells.odd_tables import DOUBTFUL
from core.extract.findings.sections import is_heading
from core.extract.places.locate import Cluster
from core.extract.rows.remarks import LINE, Remark
from core.extract.tokens.tokens import Tokens
from core.findings import Finding

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


class Draft(NamedTuple):
    """A Finding but for its place in a text: it is about `tokens` (the first and the last, counted from the first of
    the print), else about where the table begins if `is_whole`."""

    code: str
    refs: tuple[CellRef, ...]
    tokens: tuple[int, int] | None
    is_whole: bool
    params: dict[str, object]


class TableFindings:
    """Makes the Findings of one table, which has the cells `refs`; made once, used for every text."""

    def __init__(self, kind: TableKind, refs: Sequence[CellRef]) -> None:
        self._table = kind.value
        self._refs = tuple(refs)
        self._refs_of: dict[str, list[CellRef]] = {}
        for ref in self._refs:
            self._refs_of.setdefault(ref.row, []).append(ref)

    def drafts(self, remarks: Sequence[Remark]) -> list[Draft]:
        """What `remarks` tell of a print of the table, their tokens being counted from its first."""
        codes = Counter(remark.code for remark in remarks)
        drafts: list[Draft] = []
        told: set[str] = set()
        for remark in remarks:
            if "scattered_figures" in codes and remark.code in _OF_ROWS:
                continue
            many = _MANY.get(remark.code)
            if many is None or codes[remark.code] < _FEW:
                drafts.append(self._draft(remark))
            elif many not in told:
                told.add(many)
                same = [one for one in remarks if one.code == remark.code]
                rows = tuple(dict.fromkeys(row for one in same for row in one.rows))
                params = {**remark.params, "count": len(same)}
                drafts.append(self._draft(Remark(many, rows, remark.tokens, params)))
        return drafts

    def _draft(self, remark: Remark) -> Draft:
        """The Finding that `remark` is; some are about the whole table."""
        is_whole = LINE in remark.rows or remark.code in _OF_TABLE
        refs = self._refs
        if not is_whole:
            own = [row for row in self._refs_of if row in remark.rows]
            refs = tuple([ref for row in own for ref in self._refs_of[row]])
        params = {"table": self._table, **remark.params}
        return Draft(remark.code, refs, remark.tokens, is_whole, params)

    def found(
        self, drafts: Sequence[Draft], cluster: Cluster, tokens: Tokens, source: Source
    ) -> list[Finding]:
        """What was drafted for the print at `cluster`, with its place in the text."""
        findings: list[Finding] = []
        for code, refs, place, is_whole, params in drafts:
            if place is None:
                span = begin(cluster, tokens, source) if is_whole else None
                findings.append(Finding(code, refs, span, params))
                continue
            first, last = place[0] + cluster.start, place[1] + cluster.start
            if code == "unknown_row" and is_heading(tokens.text(first)):
                continue
            printed, span = source.printed(tokens.starts[first], tokens.ends[last])
            shown = {"printed": " ".join(printed.split())[:60], **params}
            findings.append(Finding(code, refs, span, shown))
        return findings


def begin(cluster: Cluster, tokens: Tokens, source: Source) -> Span:
    """Where the table at `cluster` begins: its first label."""
    label = cluster.labels[0]
    return source.view.span(tokens.starts[label], tokens.ends[label])
