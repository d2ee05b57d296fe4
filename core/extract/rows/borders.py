"""Owns cell borders: how the cells of one table are separated, and how far its tokens stand apart.

Nothing is assumed about the layout. The separator is learned from the figures of rows that are complete, or
from the column headers; where rows start and end, from its repetition.
"""

from collections import Counter
from collections.abc import Sequence
from enum import Enum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from core.extract.places.locate import Cluster
from core.extract.rows.separation import Separation, marks_of, unit_of
from core.extract.tokens.lexicon import Role
from core.extract.tokens.tokens import Tokens
from core.forms import FormTable

_FEW = 5
"""One row in so many is few."""
_ALIKE = 3
"""Rows that must be alike before the others are measured by them."""


class Joint(Enum):
    """How a figure follows the one before."""

    NEXT_CELL = "next_cell"
    SAME_CELL = "same_cell"
    NEXT_LINE = "next_line"


def _single(gaps: Counter[str]) -> Counter[str]:
    """The one mark that parts cells in all of `gaps`, once and several times in a row; else nothing."""
    units = {*map(unit_of, gaps)}
    mark = min(units, default="")
    return Counter(mark) if mark in ("\t", "|") and {*"".join(units)} == {mark} else Counter()


class PlainRow(NamedTuple):
    """One row under its own label (token position) and nothing but figures (token positions) behind it.

    `depth` is the number of label cells the row has on the form.
    """

    width: int
    depth: int
    label: int
    figures: Sequence[int]


class Borders:
    """The cell borders of one table in one text."""

    def __init__(self, cluster: Cluster, tokens: Tokens, table: FormTable) -> None:
        self._cluster = cluster
        self._tokens = tokens
        self._table = table
        self.separation: Separation | None = None
        self._gaps = tokens.gaps(cluster.start, cluster.end)
        self._joints: dict[str, Joint] = {}
        self._complete: list[PlainRow] = []
        self._known_steps: dict[str, int] = {}

    # --- learning -----------------------------------------------------------------------------------

    def learn(self, rows: list[PlainRow]) -> None:
        """Learn the separator from `rows`: from complete ones, else from the headers, else from any.

        Where none is complete and one mark, however often, parts the figures of all, it is that.
        """
        complete: Counter[str] = Counter()
        every: Counter[str] = Counter()
        self._complete = [row for row in rows if len(row.figures) == row.width > 1]
        for row in rows:
            every.update(self._gaps_between(row.figures))
        for row in self._complete:
            complete.update(self._gaps_between(row.figures))
        found = complete or _single(every) or self._header_gaps() or every
        if not found:
            return
        units: Counter[str] = Counter()
        for gap, count in found.items():
            units[unit_of(gap)] += count
        self.separation = Separation.among(units)
        self._joints = {gap: self._joint_over(gap) for gap in set(self._gaps)}

    def are_alike(self, rows: Sequence[Sequence[int]]) -> bool:
        """Whether no row of `rows` is parted otherwise than many others, so that two figures may be one."""
        gaps_of_rows = [{*self._gaps_between(figures)} for figures in rows]
        unit_by_gap = {gap: unit_of(gap).strip("\n") or " " for gap in set().union(*gaps_of_rows)}
        if len({*unit_by_gap.values()}) < 2:
            return True
        units: Counter[str] = Counter()
        for gaps in gaps_of_rows:
            units.update({unit_by_gap[gap] for gap in gaps})
        return min(units.values()) * _FEW >= len(rows)

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

    # --- asking -------------------------------------------------------------------------------------

    def field(self, at: int) -> int:
        """The number of borders between the beginning of the line and the token (line-wise tables)."""
        return self._tokens.marks_before(at, self.separation.mark if self.separation else "\t")

    def on_line(self, at: int) -> int:
        """The number of borders on the line of the token (line-wise tables)."""
        tokens = self._tokens
        mark = self.separation.mark if self.separation else "\t"
        return tokens.folded.count(mark, tokens.line_start(at), tokens.line_end(at))

    def leads_line(self, at: int) -> bool:
        """Whether the line of the token begins with a border of its own."""
        return self._tokens.first_mark(at) == (self.separation.mark if self.separation else "\t")

    def between(self, first: int, second: int) -> str:
        """The borders and line ends between two tokens, over whatever stands between them."""
        return marks_of(self._tokens.folded[self._tokens.ends[first] : self._tokens.starts[second]])

    def is_line_between(self, first: int, second: int) -> bool:
        """Whether a line of the text ends between two tokens."""
        tokens = self._tokens
        return tokens.folded.find("\n", tokens.ends[first], tokens.starts[second]) >= 0

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

    def skips_cell(self, figures: Sequence[int]) -> bool:
        """Whether an empty cell stands among the figures that does not stand there in most rows alike, nor
        behind each figure."""
        if self.separation is None or self.separation.mark == " ":
            return False
        steps = tuple(self.steps(figures))
        return len({*steps}) > 1 and steps != self._usual_steps.get(len(steps))

    def is_uneven(self, figures: Sequence[int]) -> bool:
        """Whether figures with a line each stand otherwise apart than those of most rows: one may be a page number."""
        separation = self.separation
        if separation is None or separation.mark != "\n" or self._are_even(figures):
            return False
        even = sum(self._are_even(row.figures) for row in self._complete)
        return even >= _ALIKE and 2 * even > len(self._complete)

    def _are_even(self, figures: Sequence[int]) -> bool:
        assert self.separation is not None
        return {*map(unit_of, self._gaps_between(figures))} <= {self.separation.unit}

    def has_usual_gaps(self, width: int) -> bool:
        """Whether an empty cell stands among the figures of most complete rows of that width."""
        return any(step > 1 for step in self._usual_steps.get(width - 1, ()))

    @cached_property
    def _usual_steps(self) -> dict[int, tuple[int, ...]]:
        """How far the figures of complete rows stand apart, by their number, where most rows are alike."""
        found: dict[int, Counter[tuple[int, ...]]] = {}
        for row in self._complete:
            steps = tuple(self.steps(row.figures))
            found.setdefault(len(steps), Counter())[steps] += 1
        usual = {length: counts.most_common(1)[0] for length, counts in found.items()}
        return {
            length: steps
            for length, (steps, count) in usual.items()
            if count >= _ALIKE and 2 * count > found[length].total()
        }

    def _joint_over(self, gap: str) -> Joint:
        separation = self.separation
        assert separation is not None
        if separation.breaks(marks_of(gap)):
            return Joint.NEXT_LINE
        if separation.mark != " " and separation.mark not in gap:
            return Joint.SAME_CELL
        return Joint.NEXT_CELL

    def are_close(self, figures: Sequence[int]) -> bool:
        """Whether no empty cells stand among the figures, as far as that can be told."""
        return not self.tracks_empty_cells or self.extent(figures) == len(figures)

    def is_border(self, at: int) -> bool:
        """Whether what follows the token at `at` parts cells, as far as that can be told."""
        separation = self.separation
        if separation is None or not separation.is_tracked:
            return True
        return unit_of(self.between(at, at + 1))[:1] == separation.unit[0]

    def is_alone(self, at: int) -> bool:
        """Whether the figure at `at` has a line to itself, as a page number has, where rows are lines."""
        separation = self.separation
        if separation is None or "\n" in separation.unit or at + 1 >= len(self._tokens):
            return False
        return self.between(at - 1, at)[-1:] == "\n" and self.between(at, at + 1)[:1] == "\n"

    @property
    def tracks_empty_cells(self) -> bool:
        """Whether an empty cell leaves a border of its own in this table."""
        return self.separation is not None and self.separation.is_tracked

    def steps(self, ats: Sequence[int]) -> list[int]:
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

    def extent(self, ats: Sequence[int]) -> int:
        """How many cells the tokens stand in, from the first to the last of them."""
        return sum(self.steps(ats)) + 1

    def trail(self, at: int) -> int:
        """How many borders follow the token before its row ends."""
        separation = self.separation
        assert separation is not None
        tokens = self._tokens
        behind = marks_of(tokens.folded[tokens.ends[at] : tokens.reach(at + 1)])
        return separation.count(separation.before_break(behind))
