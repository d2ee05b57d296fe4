"""Owns cell borders: how the cells of one table are separated, and what that says about empty cells.

Nothing is assumed about the layout. The separator is learned from the figures of rows that are complete, or
from the column headers; where rows start and end, from its repetition.
"""

from collections import Counter
from collections.abc import Sequence
from enum import Enum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from core.extract.figures import Group
from core.extract.fold import FILLER
from core.extract.lexicon import Role
from core.extract.locate import Cluster
from core.extract.remarks import EMPTY, Slot
from core.extract.separation import Separation, marks_of, unit_of
from core.extract.tokens import Tokens
from core.forms import Arrangement, FormTable


class Joint(Enum):
    """How a figure follows the one before."""

    NEXT_CELL = "next_cell"
    SAME_CELL = "same_cell"
    NEXT_LINE = "next_line"


class PlainRow(NamedTuple):
    """One row under its own label (token position) and nothing but figures (token positions) behind it."""

    width: int
    label: int
    figures: Sequence[int]


class PlacedRow(NamedTuple):
    """A row with its empty cells; `is_counted` where it has as many borders as it should."""

    slots: tuple[Slot, ...]
    is_counted: bool


class Borders:
    """The cell borders of one table in one text."""

    def __init__(self, cluster: Cluster, tokens: Tokens, table: FormTable) -> None:
        self._cluster = cluster
        self._tokens = tokens
        self._table = table
        self._rows: list[PlainRow] = []
        self.separation: Separation | None = None
        self._gaps = tokens.gaps(cluster.start, cluster.end)
        self._joints: dict[str, Joint] = {}
        self._known_steps: dict[str, int] = {}

    # --- learning -----------------------------------------------------------------------------------

    def learn(self, rows: list[PlainRow]) -> None:
        """Learn the separator from `rows`: from complete ones, else from the headers, else from any."""
        self._rows = rows
        complete: Counter[str] = Counter()
        every: Counter[str] = Counter()
        for row in rows:
            gaps = self._gaps_between(row.figures)
            every.update(gaps)
            if len(row.figures) == row.width > 1:
                complete.update(gaps)
        found = complete or self._header_gaps() or every
        if not found:
            return
        units: Counter[str] = Counter()
        for gap, count in found.items():
            units[unit_of(gap)] += count
        self.separation = Separation.of(units.most_common(1)[0][0])
        self._joints = {gap: self._joint_over(gap) for gap in set(self._gaps)}

    def _gaps_between(self, ats: Sequence[int]) -> list[str]:
        """What stands between each of the tokens and the next, where they follow each other."""
        if not ats:
            return []
        base = self._cluster.start
        if isinstance(ats, range):
            return self._gaps[ats[0] - base : ats[-1] - base]
        return [self._gaps[a - base] for a, b in pairwise(ats) if b == a + 1]

    def _header_gaps(self) -> Counter[str]:
        labels = self._cluster.labels
        return Counter(
            self._gaps[first - self._cluster.start]
            for first, second in pairwise(labels)
            if second == first + 1 and self._is_column(first) and self._is_column(second)
        )

    def _is_column(self, at: int) -> bool:
        entry = self._tokens.pieces[at].entry
        return entry is not None and bool(entry.named(Role.COLUMN, self._table.kind))

    @cached_property
    def _window(self) -> int | None:
        """The field in which the first figure of a row stands, by the innermost headers; None if unclear."""
        separation = self.separation
        if separation is None or not separation.is_linewise:
            return None
        if self._table.arrangement is not Arrangement.MATRIX:
            return None
        (block,) = self._table.blocks
        order = [column.key for column in block.columns]
        starts: Counter[int] = Counter()
        for at in self._cluster.labels:
            entry = self._tokens.pieces[at].entry
            if entry is None or entry.has_row:
                continue
            for key in set(entry.named(Role.COLUMN, self._table.kind)):
                starts[self.field(at) - order.index(key)] += 1
        if not starts:
            return None
        (start, count), *others = starts.most_common()
        return start if count >= 4 and start > 0 and not others else None

    @cached_property
    def _label_columns(self) -> int:
        return max(len(row.path) for row in self._table.rows())

    @cached_property
    def _offsets(self) -> dict[tuple[int, int], Counter[tuple[int, int]]]:
        """How far figures of complete rows stand from label and row end, for rows that are alike."""
        offsets: dict[tuple[int, int], Counter[tuple[int, int]]] = {}
        separation = self.separation
        if separation is None or not separation.is_tracked:
            return offsets
        for row in self._rows:
            if row.figures and self._extent(row.figures) == row.width:
                lead = separation.count(self.between(row.label, row.figures[0]))
                like = self._like(row.width, row.label)
                offsets.setdefault(like, Counter())[lead, self._trail(row.figures[-1])] += 1
        return offsets

    # --- asking -------------------------------------------------------------------------------------

    def field(self, at: int) -> int:
        """The number of borders between the beginning of the line and the token (line-wise tables)."""
        return self._tokens.marks_before(at, self.separation.mark if self.separation else "\t")

    def between(self, first: int, second: int) -> str:
        """The borders and line ends between two tokens, over whatever stands between them."""
        return marks_of(self._tokens.folded[self._tokens.ends[first] : self._tokens.starts[second]])

    def breaks(self, first: int, second: int) -> bool:
        """Whether a row ends between two tokens."""
        return self.separation is not None and self.separation.breaks(self.between(first, second))

    def joint(self, first: int, second: int) -> Joint:
        """How the figure `second` follows the figure `first`, the one before it."""
        if self.separation is None:
            return Joint.NEXT_CELL
        if second == first + 1:
            return self._joints[self._gaps[first - self._cluster.start]]
        return Joint.NEXT_LINE if self.breaks(first, second) else Joint.NEXT_CELL

    def is_one_line(self, figures: Sequence[int]) -> bool:
        """Whether the figures follow each other on one line of the table, each in a cell of its own."""
        if not isinstance(figures, range):
            return False
        return self.separation is None or all(
            self._joints[gap] is Joint.NEXT_CELL for gap in self._gaps_between(figures)
        )

    def _joint_over(self, gap: str) -> Joint:
        separation = self.separation
        assert separation is not None
        if separation.breaks(marks_of(gap)):
            return Joint.NEXT_LINE
        # Only spaces where cells are not separated by spaces: both stand in one cell.
        if separation.mark != " " and not gap.strip(" " + FILLER):
            return Joint.SAME_CELL
        return Joint.NEXT_CELL

    @property
    def tracks_empty_cells(self) -> bool:
        """Whether an empty cell leaves a border of its own in this table."""
        return self.separation is not None and self.separation.is_tracked

    def place(self, label: int, depth: int, group: Group, width: int) -> PlacedRow | None:
        """The row of `group` with its empty cells, where the borders tell which these are; else None.

        `depth` is the number of label cells the row has on the form, 0 where its own label is lost.
        """
        separation = self.separation
        if separation is None or not separation.is_tracked or not 0 < len(group) <= width:
            return None
        steps = self._steps(group.lasts)
        extent = sum(steps) + 1
        if extent > width:
            return None
        is_counted = extent == width
        column: int | None = 0
        if not is_counted:
            column = self._counted_column(label, depth, group, width, extent)
            is_counted = column is not None
        if not is_counted:
            column = self._column(label, depth, group, width, extent)
        if column is None or column < 0 or column + extent > width:
            return None
        slots = [EMPTY] * width
        for slot, step in zip(group.slots, [*steps, 0], strict=True):
            slots[column] = slot
            column += step
        return PlacedRow(tuple(slots), is_counted)

    def drop_overwritten(self, group: Group, width: int) -> Group:
        """`group` without the figure that stands where the row's label should."""
        if not len(group):
            return group
        tracked = self.separation is not None and self.separation.is_tracked
        extent = self._extent(group.lasts) if tracked else len(group)
        outside = self._window is not None and self.field(group.lasts[0]) < self._window
        if extent == width + 1 or (outside and len(group) > 1):
            return group.without_first()
        return group

    def _counted_column(
        self, label: int, depth: int, group: Group, width: int, extent: int
    ) -> int | None:
        """The column of the first figure, where the row has as many borders as complete rows like it."""
        separation = self.separation
        assert separation is not None
        offsets = self._offsets.get(self._like(width, label))
        if not depth or not offsets:
            return None
        if separation.mark == "|" and self._may_be_padded(label, offsets):
            return None
        lead = separation.count(self.between(label, group.lasts[0]))
        total = lead + extent - 1 + self._trail(group.lasts[-1])
        columns = {
            lead - usual_lead
            for usual_lead, usual_trail in offsets
            if usual_lead + width - 1 + usual_trail == total
        }
        return columns.pop() if len(columns) == 1 else None

    def _column(self, label: int, depth: int, group: Group, width: int, extent: int) -> int | None:
        """The column of the first figure by where it stands; None where the borders leave it open."""
        separation = self.separation
        assert separation is not None
        if self._window is not None:
            return self._column_in_window(label, depth, group, width)
        lead = separation.count(self.between(label, group.lasts[0]))
        if depth and not self._offsets and lead + extent - 1 == width:
            # Each border after the label is a cell; the figures end in the last one.
            return lead - 1
        return None

    def _column_in_window(self, label: int, depth: int, group: Group, width: int) -> int | None:
        """The column by the headers above, where the row is surely not slid beside them.

        It is not where its innermost label stands just before the figures' columns, or where its label
        stands in place and its last figure in the last column.
        """
        assert self._window is not None
        column = self.field(group.lasts[0]) - self._window
        if not depth:
            return column
        label_field = self.field(label)
        if depth == self._label_columns:
            return column if label_field == self._window - 1 else None
        in_place = label_field == self._window - self._label_columns + depth - 1
        ends_in_last = self.field(group.lasts[-1]) == self._window + width - 1
        return column if in_place and ends_in_last else None

    def _may_be_padded(self, label: int, offsets: Counter[tuple[int, int]]) -> bool:
        """Whether rows may be padded at their end, which hides where a swallowed cell was.

        Tables whose lines begin with a pipe of their own keep their empty cells.
        """
        leads = self._tokens.is_led_by_pipe(label)
        return not leads or len(offsets) > 1 or any(trail > 1 for _, trail in offsets)

    def _like(self, width: int, label: int) -> tuple[int, int]:
        """What rows have in common whose figures stand equally far from their labels.

        Line by line, that is where the label stands: a slid row has its label in another column.
        """
        is_linewise = self.separation is not None and self.separation.is_linewise
        return width, self.field(label) if is_linewise else 0

    def _steps(self, ats: Sequence[int]) -> list[int]:
        """How many cells further each of the tokens stands than the one before."""
        return [self._step(gap) for gap in self._over(ats)]

    def _over(self, ats: Sequence[int]) -> list[str]:
        """What stands between each of the tokens and the next, other tokens among it."""
        if isinstance(ats, range):
            return self._gaps_between(ats)
        folded, starts, ends = self._tokens.folded, self._tokens.starts, self._tokens.ends
        return [folded[ends[a] : starts[b]] for a, b in pairwise(ats)]

    def _step(self, gap: str) -> int:
        step = self._known_steps.get(gap)
        if step is None:
            assert self.separation is not None
            step = self._known_steps[gap] = max(1, self.separation.count(marks_of(gap)))
        return step

    def _extent(self, ats: Sequence[int]) -> int:
        return sum(self._steps(ats)) + 1

    def _trail(self, at: int) -> int:
        separation = self.separation
        assert separation is not None
        if at + 1 >= len(self._tokens):
            return 0
        return separation.count(separation.before_break(self.between(at, at + 1)))
