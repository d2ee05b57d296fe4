"""Owns what is told by lines of as many cells each: which line has lost a cell, and in which column a figure stands.

Where every figure stands below its header a table is a grid: a blank cell is plain to see there, whatever stands
in the other rows.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from core.extract.places.locate import Cluster
from core.extract.rows.borders import Borders
from core.extract.tokens.lexicon import Role
from core.extract.tokens.tokens import Tokens
from core.forms import Arrangement, FormTable

_MOST_HEADERS = 2
"""As many headers may be missing above a grid: those of merged cells, which some converters leave out."""

_EVEN = 5
"""Lines of as many cells each that show that all should have as many; one in so many may have not."""


class EvenLines:
    """How many cells nearly all lines of one table have, those of the row `labels`; nothing if they differ."""

    def __init__(self, borders: Borders, labels: Sequence[int]) -> None:
        self._borders = borders
        self._usual: int | None = None
        if borders.separation is not None and borders.separation.is_linewise and labels:
            counts = Counter(map(borders.on_line, labels))
            ((borders_on_line, count),) = counts.most_common(1)
            if count >= _EVEN and counts.total() - count <= count // _EVEN:
                self._usual = borders_on_line

    def is_uneven(self, at: int) -> bool:
        """Whether the line of the token has more or fewer cells: one was lost, or is too many."""
        return self._usual is not None and self._borders.on_line(at) != self._usual


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
        cells = set(map(borders.on_line, labels))
        for at in cluster.labels:
            entry = tokens.pieces[at].entry
            if entry is None or entry.has_row:
                continue
            named = set(entry.named(Role.COLUMN, table.kind)) & {*order}
            if not named:
                continue
            firsts.update({borders.field(at) - order[key] for key in named})
            headers |= named
            cells.add(borders.on_line(at))
        if len(firsts) != 1 or len(headers) < block.width - _MOST_HEADERS:
            return None
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
