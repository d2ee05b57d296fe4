"""Owns tables that are a grid: lines of as many cells each, in which every figure stands below its header.

There a blank cell is plain to see, whatever stands in the other rows.
"""

from collections import Counter
from collections.abc import Iterable

from core.extract.places.locate import Cluster
from core.extract.rows.borders import Borders
from core.extract.tokens.lexicon import Role
from core.extract.tokens.tokens import Tokens
from core.forms import Arrangement, FormTable

_MOST_HEADERS = 2
"""As many headers may be missing above a grid: those of merged cells, which some converters leave out."""


class Grid:
    """One table by its cells: its first column is cell number `first` of each line."""

    def __init__(self, first: int, label_columns: int, borders: Borders) -> None:
        self._first = first
        self._label_columns = label_columns
        self._borders = borders

    @classmethod
    def of(
        cls,
        cluster: Cluster,
        tokens: Tokens,
        table: FormTable,
        borders: Borders,
        labels: Iterable[int],
    ) -> "Grid | None":
        """The grid at `cluster`, whose rows have the `labels`; None if the table is not plainly one."""
        separation = borders.separation
        if separation is None or not separation.is_linewise:
            return None
        if table.arrangement is not Arrangement.MATRIX:
            return None
        (block,) = table.blocks
        order = {column.key: number for number, column in enumerate(block.columns)}
        firsts: Counter[int] = Counter()
        headers: set[str] = set()
        lines: set[tuple[int, int]] = set()
        for at in cluster.labels:
            entry = tokens.pieces[at].entry
            if entry is None or entry.has_row:
                continue
            named = set(entry.named(Role.COLUMN, table.kind)) & {*order}
            if not named:
                continue
            firsts.update({borders.field(at) - order[key] for key in named})
            headers |= named
            lines.add((tokens.line_start(at), tokens.line_end(at)))
        if len(firsts) != 1 or len(headers) < block.width - _MOST_HEADERS:
            return None
        lines |= {(tokens.line_start(at), tokens.line_end(at)) for at in labels}
        cells = {tokens.folded.count(separation.mark, *line) for line in lines}
        label_columns = max(len(row.path) for row in table.rows())
        (first,) = firsts
        if len(cells) != 1 or first < label_columns or cells.pop() < first + block.width - 1:
            return None
        return cls(first, label_columns, borders)

    def column(self, label: int, depth: int, figure: int) -> int | None:
        """The column in which `figure` stands; None where its row's label, of that depth, is out of its place."""
        at = self._borders.field(label)
        if at not in (self._first - self._label_columns + depth - 1, self._first - 1):
            return None
        return self._borders.field(figure) - self._first
