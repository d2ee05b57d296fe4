"""Owns telling how the figures of one row stand: beside or below its label, on how many lines, in which cells."""

from collections.abc import Sequence

from core.extract.rows.anchors import RowPlan
from core.extract.rows.borders import Borders, Joint
from core.extract.rows.figures import Group
from core.extract.rows.row_cells import RowCells
from core.extract.rows.segments import Segment

_LONG = 5
"""Figures of a row that is long enough to stand under headers that are not merged."""


class RowLayout:
    """How the rows of one table stand; `has_figures_beside` where some single figures stand beside their label."""

    def __init__(
        self, plans: Sequence[RowPlan], borders: Borders, cells: RowCells, has_figures_beside: bool
    ) -> None:
        self._plans = plans
        self._borders = borders
        self._cells = cells
        self._has_figures_beside = has_figures_beside
        self.widest = max(plan.width for plan in plans)

    def is_plainly_complete(self, segment: Segment) -> bool:
        """Whether the row has just its figures, each in a cell of its own on one line of the table."""
        return (
            not segment.texts
            and is_complete(segment, self._plans)
            and not self.empty_before(segment)
            and self._borders.is_one_line(segment.figures)
            and not self.is_astray(segment)
            and not self.skips_cell(segment.figures)
            and not segment.is_interrupted
            and not self._borders.is_uneven(segment.figures)
        )

    def is_astray(self, segment: Segment) -> bool:
        """Whether the one figure of a row stands below its label though others stand beside theirs."""
        if not self._has_figures_beside or self._plans[segment.first].width > 1:
            return False
        return bool(segment.figures) and is_beneath(segment, self._borders)

    def is_below(self, segment: Segment) -> bool:
        """Whether the figures stand on another line of the table than their label."""
        if not self._borders.tracks_empty_cells or not segment.figures:
            return False
        return self._borders.breaks(segment.anchor.at, segment.figures[0])

    def skips_cell(self, figures: Sequence[int]) -> bool:
        """Whether an empty cell stands among the figures; narrow rows may stand under merged headers."""
        return len(figures) >= _LONG and self._borders.skips_cell(figures)

    def empty_before(self, segment: Segment) -> int:
        """How many empty cells stand before the figures of a row that has fewer columns than others."""
        width = self._plans[segment.first].width
        if not 1 < width < self.widest or not self._borders.tracks_empty_cells:
            return 0
        return self._cells.empty_before(segment.anchor.at, segment.figures[0])

    def is_behind_empty_row(self, segment: Segment) -> bool:
        """Whether as many empty cells as the row has stand between its label and the figures."""
        if self._borders.separation is None or not segment.figures:
            return False
        empty = self._cells.empty_before(segment.anchor.at, segment.figures[0])
        return empty >= self._plans[segment.first].width

    def groups(self, segment: Segment) -> list[Group]:
        """The figures of a segment, one Group a printed line of the table."""
        firsts: list[list[int]] = []
        lasts: list[list[int]] = []
        previous = -1
        for at in segment.figures:
            joint = self._borders.joint(previous, at) if firsts else Joint.NEXT_LINE
            if joint is Joint.NEXT_LINE:
                firsts.append([at])
                lasts.append([at])
            elif joint is Joint.SAME_CELL:
                lasts[-1][-1] = at
            else:
                firsts[-1].append(at)
                lasts[-1].append(at)
            previous = at
        return [Group(first, last) for first, last in zip(firsts, lasts, strict=True)]


def is_complete(segment: Segment, plans: Sequence[RowPlan]) -> bool:
    """Whether the row has as many figures as it should."""
    return len(segment.figures) == plans[segment.first].width


def is_beneath(segment: Segment, borders: Borders) -> bool:
    """Whether the figures stand on another line of the text than their label."""
    return borders.is_line_between(segment.anchor.at, segment.figures[0])
