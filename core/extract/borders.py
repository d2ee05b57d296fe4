"""Owns cell borders: how the cells of one table are separated, and what that says about empty cells.

Nothing is assumed about the layout. The separator is learned from the figures of rows that are complete, or
from the column headers; where rows start and end, from its repetition.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from core.extract.fold import FILLER
from core.extract.lexicon import Role
from core.extract.locate import Cluster
from core.extract.rows import BLANK, Figure, Printed
from core.extract.tokens import Kind, Token
from core.forms import Arrangement, FormTable


class Group(NamedTuple):
    """Figures that stand on one printed line of a table: token positions, and the Figures made of them."""

    ats: list[int]
    figures: list[Figure]


class Separation(NamedTuple):
    """How cells are separated: `unit` between two figures of one row, `mark` its telling character."""

    unit: str
    mark: str

    @classmethod
    def of(cls, unit: str) -> "Separation":
        """The Separation whose unit is `unit`."""
        return cls(unit, next((mark for mark in "|\t\n" if mark in unit), " "))

    @property
    def is_tracked(self) -> bool:
        """Whether an empty cell leaves a trace: a tab or pipe of its own."""
        return self.mark in "\t|"

    def count(self, gap: str) -> int:
        """How many cell borders `gap` holds."""
        return gap.count(self.mark) // max(1, self.unit.count(self.mark))

    def breaks(self, gap: str) -> bool:
        """Whether a row ends within `gap`."""
        if self.mark == " " or "\n" not in self.unit:
            return "\n" in gap
        if self.mark == "|":
            return "\n||" in gap
        if self.mark == "\t":
            return gap.count("\n") > gap.count("\t") or "\n\n" in gap
        return False

    def before_break(self, gap: str) -> str:
        """The part of `gap` that still belongs to the row."""
        if "\n" not in self.unit:
            return gap.split("\n", 1)[0]
        if self.mark == "\n":
            return gap
        return gap.split("\n||" if self.mark == "|" else "\n\n", 1)[0]


class Borders:
    """The cell borders of one table in one text."""

    def __init__(self, tokens: Sequence[Token], folded: str) -> None:
        self._tokens = tokens
        self._folded = folded
        self.separation: Separation | None = None
        self._offsets: dict[tuple[int, int], Counter[tuple[int, int]]] = {}
        self._window: int | None = None
        self._label_columns = 0

    # --- learning -----------------------------------------------------------------------------------

    def learn_unit(
        self, rows: Iterable[tuple[int, list[int]]], cluster: Cluster, table: FormTable
    ) -> None:
        """Learn the separator from `rows` (width, figures): from complete ones, else headers, else any."""
        complete: Counter[str] = Counter()
        every: Counter[str] = Counter()
        for width, ats in rows:
            gaps = [self._gap(a, b) for a, b in pairwise(ats) if b == a + 1]
            every.update(gaps)
            if len(ats) == width > 1:
                complete.update(gaps)
        gaps_found = complete or self._header_gaps(cluster, table) or every
        if gaps_found:
            self.separation = Separation.of(gaps_found.most_common(1)[0][0])
        if self.separation is not None and self.separation.is_tracked:
            if "\n" not in self.separation.unit and table.arrangement is Arrangement.MATRIX:
                self._window = self._first_column(cluster, table)
                self._label_columns = max(len(row.path) for row in table.rows())

    def learn_offsets(self, rows: Iterable[tuple[int, int, list[int]]]) -> None:
        """Learn from `rows` (width, label, figures) how far figures stand from label and row end."""
        separation = self.separation
        if separation is None or not separation.is_tracked:
            return
        for width, label, ats in rows:
            if ats and self._extent(ats) == width:
                lead = separation.count(self.between(label, ats[0]))
                self._offsets.setdefault(self._like(width, label), Counter())[
                    lead, self._trail(ats[-1])
                ] += 1

    def _header_gaps(self, cluster: Cluster, table: FormTable) -> Counter[str]:
        gaps: Counter[str] = Counter()
        for first, second in pairwise(cluster.labels):
            if second == first + 1 and all(self._is_column(at, table) for at in (first, second)):
                gaps[self._gap(first, second)] += 1
        return gaps

    def _is_column(self, at: int, table: FormTable) -> bool:
        entry = self._tokens[at].entry
        return entry is not None and bool(entry.named(Role.COLUMN, table.kind))

    def _first_column(self, cluster: Cluster, table: FormTable) -> int | None:
        """The field in which the first figure of a row stands, by the innermost headers; None if unclear."""
        (block,) = table.blocks
        order = [column.key for column in block.columns]
        starts: Counter[int] = Counter()
        for at in cluster.labels:
            entry = self._tokens[at].entry
            if entry is None or entry.has_row:
                continue
            for key in set(entry.named(Role.COLUMN, table.kind)):
                starts[self.field(at) - order.index(key)] += 1
        if not starts:
            return None
        (start, count), *others = starts.most_common()
        return start if count >= 4 and start > 0 and not others else None

    # --- asking -------------------------------------------------------------------------------------

    def field(self, at: int) -> int:
        """The number of borders between the beginning of the line and the token (line-wise tables)."""
        start = self._tokens[at].start
        line = self._folded.rfind("\n", 0, start) + 1
        return self._folded.count(self.separation.mark if self.separation else "\t", line, start)

    def between(self, first: int, second: int) -> str:
        """The borders and line ends between two tokens, over whatever stands between them."""
        text = self._folded[self._tokens[first].end : self._tokens[second].start]
        return "".join(char for char in text if char in "\n\t|") or " "

    def breaks(self, first: int, second: int) -> bool:
        """Whether a row ends between two tokens."""
        return self.separation is not None and self.separation.breaks(self.between(first, second))

    def share_cell(self, first: int, second: int) -> bool:
        """Whether two figures stand in one cell: only spaces between them where cells are not so separated."""
        if self.separation is None or self.separation.mark == " " or second != first + 1:
            return False
        gap = self._folded[self._tokens[first].end : self._tokens[second].start]
        return not gap.strip(" " + FILLER)

    def place(self, label: int, depth: int, group: Group, width: int) -> list[Figure] | None:
        """The row of `group` with its empty cells, where the borders tell which these are; else None.

        `depth` is the number of label cells the row has on the form, 0 where its own label is lost.
        """
        separation = self.separation
        if separation is None or not separation.is_tracked or not group.ats:
            return None
        if len(group.ats) != len(group.figures) or len(group.figures) > width:
            return None
        extent = self._extent(group.ats)
        if extent > width:
            return None
        column = 0 if extent == width else self._column(label, depth, group, width, extent)
        if column is None or column < 0 or column + extent > width:
            return None
        slots = [BLANK] * width
        for figure, step in zip(group.figures, [*self._steps(group.ats), 0], strict=True):
            slots[column] = figure
            column += step
        return slots

    def drop_overwritten(self, group: Group, width: int) -> Group:
        """`group` without the figure that stands where the row's label should."""
        if not group.ats or len(group.ats) != len(group.figures):
            return group
        tracked = self.separation is not None and self.separation.is_tracked
        extent = self._extent(group.ats) if tracked else len(group.ats)
        outside = self._window is not None and self.field(group.ats[0]) < self._window
        if extent == width + 1 or (outside and len(group.ats) > 1):
            return Group(group.ats[1:], group.figures[1:])
        return group

    def _column(self, label: int, depth: int, group: Group, width: int, extent: int) -> int | None:
        """The column of the first figure; None where the borders leave it open."""
        separation = self.separation
        assert separation is not None
        lead = separation.count(self.between(label, group.ats[0]))
        trail = self._trail(group.ats[-1])
        offsets = self._offsets.get(self._like(width, label))
        if (
            depth
            and offsets
            and not (separation.mark == "|" and self._may_be_padded(label, offsets))
        ):
            total = lead + extent - 1 + trail
            columns = {
                lead - usual_lead
                for usual_lead, usual_trail in offsets
                if usual_lead + width - 1 + usual_trail == total
            }
            if len(columns) == 1:
                return columns.pop()
        if self._window is not None:
            return self._column_in_window(label, depth, group, width)
        if depth and not self._offsets and lead + extent - 1 == width:
            return (
                lead - 1
            )  # each border after the label is a cell; the figures end in the last one
        return None

    def _column_in_window(self, label: int, depth: int, group: Group, width: int) -> int | None:
        """The column by the headers above, where the row is surely not slid beside them.

        It is not where its innermost label stands just before the figures' columns, or where its label
        stands in place and its last figure in the last column.
        """
        assert self._window is not None
        column = self.field(group.ats[0]) - self._window
        if not depth:
            return column
        label_field = self.field(label)
        if depth == self._label_columns:
            return column if label_field == self._window - 1 else None
        in_place = label_field == self._window - self._label_columns + depth - 1
        ends_in_last = self.field(group.ats[-1]) == self._window + width - 1
        return column if in_place and ends_in_last else None

    def _may_be_padded(self, label: int, offsets: Counter[tuple[int, int]]) -> bool:
        """Whether rows may be padded at their end, which hides where a swallowed cell was.

        Tables whose lines begin with a pipe of their own keep their empty cells.
        """
        start = self._tokens[label].start
        line = self._folded.rfind("\n", 0, start) + 1
        leads = self._folded[line:start].lstrip(" " + FILLER).startswith("|")
        return not leads or len(offsets) > 1 or any(trail > 1 for _, trail in offsets)

    def _like(self, width: int, label: int) -> tuple[int, int]:
        """What rows have in common whose figures stand equally far from their labels.

        Line by line, that is where the label stands: a slid row has its label in another column.
        """
        separation = self.separation
        is_linewise = separation is not None and "\n" not in separation.unit
        return width, self.field(label) if is_linewise else 0

    def _steps(self, ats: list[int]) -> list[int]:
        separation = self.separation
        assert separation is not None
        return [max(1, separation.count(self.between(a, b))) for a, b in pairwise(ats)]

    def _extent(self, ats: list[int]) -> int:
        return sum(self._steps(ats)) + 1

    def _trail(self, at: int) -> int:
        separation = self.separation
        assert separation is not None
        if at + 1 >= len(self._tokens):
            return 0
        return separation.count(separation.before_break(self.between(at, at + 1)))

    def _gap(self, first: int, second: int) -> str:
        gap = self._folded[self._tokens[first].end : self._tokens[second].start]
        return gap.replace(FILLER, "").replace(" ", "") or " "


def figure_of(token: Token) -> Figure:
    """The Figure that a figure's or blank mark's Token prints."""
    if token.kind is Kind.BLANK or token.number is None:
        return Figure(Printed.BLANK, None, token.start, token.end)
    return Figure(Printed.NUMBER, token.number.value, token.start, token.end, token.number)


def split_figure(first: Figure, second: Figure) -> Figure:
    """Two numbers in one cell: digits that a space split, or two figures run together."""
    parts = tuple(value for value in (first.value, second.value) if value is not None)
    text = "".join(str(part) for part in parts)
    value = int(text) if text.isdigit() else None
    return Figure(Printed.SPLIT, value, first.start, second.end, None, parts)
