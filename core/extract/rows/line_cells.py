"""Owns telling which cells are blank in a table that is one line of figures, by the cells of its headers.

There is no other row to learn from. But the line must have as many cells as the table has columns, or stand
cell by cell under headers that do.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise

import regex

from core.extract.places.locate import Cluster
from core.extract.rows.borders import Borders
from core.extract.rows.remarks import EMPTY, Slot
from core.extract.rows.separation import Separation
from core.extract.tokens.lexicon import Role
from core.extract.tokens.pieces import Kind
from core.extract.tokens.tokens import Tokens
from core.forms import FormTable

_PADDING = regex.compile(r"\n\|{2,}(?=\n)")


class LineCells:
    """The cells of a table of one line, at `cluster`."""

    def __init__(self, cluster: Cluster, tokens: Tokens, table: FormTable) -> None:
        self._tokens = tokens
        self._table = table
        self._borders = Borders(cluster, tokens, table)
        self._borders.learn([])
        self._start = cluster.start
        self._folded = tokens.folded

    def place(self, figures: Sequence[Slot], width: int) -> tuple[Slot, ...] | None:
        """The line of `figures` with its blank cells; None where the borders leave them open."""
        separation = self._borders.separation
        if separation is None or not separation.is_tracked:
            return None
        lasts = [last for _, last in figures]
        if any(self._borders.breaks(first, second) for first, second in pairwise(lasts)):
            return None
        if self._has_words(figures):
            return None
        if separation.is_linewise:
            columns = self._by_line(separation, lasts, width)
            if columns is None:
                columns = self._by_headers(separation, lasts, width)
        else:
            columns = self._by_count(separation, lasts, width)
        if columns is None or columns[0] < 0 or columns[-1] >= width:
            return None
        slots = [EMPTY] * width
        for column, slot in zip(columns, figures, strict=True):
            slots[column] = slot
        return tuple(slots)

    def _has_words(self, figures: Sequence[Slot]) -> bool:
        """Whether words stand among the figures, or behind them on their line: in cells that are not empty."""
        first, last = figures[0][0], figures[-1][1]
        if last - first >= sum(end - start + 1 for start, end in figures):
            return True
        behind = last + 1
        if behind >= len(self._tokens) or self._tokens.kinds[behind] != Kind.TEXT:
            return False
        return not self._borders.is_line_between(last, behind)

    # --- a row is a line ----------------------------------------------------------------------------

    def _by_line(
        self, separation: Separation, figures: Sequence[int], width: int
    ) -> list[int] | None:
        """The columns of `figures` by their fields in a line of just as many cells."""
        fields = self._fields(figures)
        first = self._first_by_line(separation, figures, fields, width) if fields else None
        return None if first is None else [field - first for field in fields]

    def _by_headers(
        self, separation: Separation, figures: Sequence[int], width: int
    ) -> list[int] | None:
        """The columns of `figures` by the fields of the headers above them."""
        fields = self._fields(figures)
        if not fields or separation.mark not in self._line(figures[0]):
            return (
                None  # a figure that is alone on its line, without any border, may be a page number
            )
        first = self._first_by_headers(figures[0], width)
        return None if first is None else [field - first for field in fields]

    def _fields(self, figures: Sequence[int]) -> list[int]:
        """The field of each of `figures`; none where they do not follow one another on a line."""
        fields = [self._borders.field(at) for at in figures]
        if any(second <= first for first, second in pairwise(fields)):
            return []
        return fields

    def _first_by_line(
        self, separation: Separation, figures: Sequence[int], fields: Sequence[int], width: int
    ) -> int | None:
        line = self._line(figures[0])
        leading = all(self._borders.leads_line(at) for at in range(self._start, figures[0]))
        closing = separation.mark == "|" and self._are_closed(figures[0])
        cells = line.count(separation.mark) + 1 - leading - closing
        # A line that is padded at its end holds fewer cells: those that are blank were swallowed.
        keeps = fields[-1] - fields[0] + 1 > len(fields) or fields[0] > leading
        if cells == width and (keeps or leading or separation.mark != "|"):
            return int(leading)
        if cells > width and keeps and self._borders.field(self._start) == leading:
            around = self._tokens
            ats = {
                (around.line_start(at), around.line_end(at)): at
                for at in range(self._start, figures[0])
            }
            lines = {self._line(at).count(separation.mark) for at in ats.values()}
            return int(leading) if lines == {line.count(separation.mark)} else None
        return None

    def _are_closed(self, figure: int) -> bool:
        """Whether lines end with a pipe: that of the figures may end with a blank cell instead."""
        return all(self._line(at).endswith("|") for at in {*range(self._start, figure), figure})

    def _line(self, at: int) -> str:
        """The line that the token stands on, without spaces at its ends."""
        start, end = self._tokens.starts[at], self._tokens.ends[at]
        first = self._folded.rfind("\n", 0, start) + 1
        last = self._folded.find("\n", end)
        return self._folded[first : last if last >= 0 else len(self._folded)].strip(" ")

    def _first_by_headers(self, figure: int, width: int) -> int | None:
        """The field of the first column, where headers stand over each of the others in the form's order."""
        (block,) = self._table.blocks
        order = [column.key for column in block.columns]
        found: set[int] = set()
        fields: list[int] = []
        for at in range(self._start, figure):
            columns = self._columns(at)
            if columns:
                field = self._borders.field(at)
                fields.append(field)
                found |= {
                    field - place
                    for place, key in enumerate(order * len(block.rows))
                    if key in columns
                }
        firsts = [
            first
            for first in found
            if sorted(fields) == list(range(first, first + width))
            and first + width - 1 == self._borders.field(figure - 1)
        ]
        return firsts[0] if len(firsts) == 1 else None

    def _columns(self, at: int) -> tuple[str, ...]:
        entry = self._tokens.pieces[at].entry
        return entry.named(Role.COLUMN, self._table.kind) if entry is not None else ()

    # --- a cell is a line ---------------------------------------------------------------------------

    def _by_count(
        self, separation: Separation, figures: Sequence[int], width: int
    ) -> list[int] | None:
        """The columns of `figures`, where just as many cells follow the last header as there are columns, or stand
        from the first figure to the last."""
        last = figures[0] - 1
        if self._tokens.kinds[last] != Kind.LABEL or not self._columns(last):
            return None
        steps = [
            separation.count(_without_padding(self._borders.between(first, second)))
            for first, second in pairwise([last, *figures])
        ]
        if self._starts_bare(separation, figures[0]):
            steps[0] += 1
        if min(steps) < 1:
            return None
        lead = steps[0] - 1
        if sum(steps[1:]) + 1 < width:
            total = sum(steps) + self._borders.trail(figures[-1])
            closing = int(separation.mark == "|")
            lead = total - width - closing
            if lead and not (lead == 1 and closing and self._leads_rows(separation)):
                return None
        return [column - 1 - lead for column in accumulate(steps)]

    def _starts_bare(self, separation: Separation, figure: int) -> bool:
        """Whether the line stands behind a break with no border of its own, as the rows of its headers do."""
        breaks = [
            gap
            for first, second in pairwise(range(self._start, figure))
            if separation.breaks(gap := self._borders.between(first, second))
        ]
        if not breaks or any(map(separation.count, breaks)):
            return False
        return separation.breaks(self._borders.between(figure - 1, figure))

    def _leads_rows(self, separation: Separation) -> bool:
        """Whether each row begins with a border of its own: the headers do."""
        header = next((at for at in range(self._start, len(self._tokens)) if self._columns(at)), 0)
        if header <= self._start:
            return False
        return separation.count(self._borders.between(header - 1, header)) > 1


def _without_padding(gap: str) -> str:
    """`gap` without lines of several pipes, which fill up a row behind its last cell."""
    return str(_PADDING.sub("", gap))
