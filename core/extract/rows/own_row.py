"""Owns reading a row that stands under its own label but is not plainly complete.

Words may stand among its figures, cells be empty or merged, figures be lost, torn over lines, or of another row.
"""

from collections.abc import Sequence

from core.extract.rows.anchors import RowPlan
from core.extract.rows.borders import Borders
from core.extract.rows.figures import Group
from core.extract.rows.found_rows import FoundRows
from core.extract.rows.remarks import EMPTY, Slot, Trust
from core.extract.rows.row_cells import RowCells
from core.extract.rows.row_layout import RowLayout
from core.extract.rows.row_words import RowWords
from core.extract.rows.segments import Segment


class OwnRowReader:
    """Reads such rows of one table; what it tells goes to `found`."""

    def __init__(
        self,
        plans: Sequence[RowPlan],
        borders: Borders,
        cells: RowCells,
        layout: RowLayout,
        words: RowWords,
        found: FoundRows,
    ) -> None:
        self._plans = plans
        self._borders = borders
        self._cells = cells
        self._layout = layout
        self._words = words
        self._found = found

    def read(self, segment: Segment) -> None:
        """Read the one row of `segment`."""
        row, width = segment.first, self._plans[segment.first].width
        groups = self._layout.groups(segment)
        filled = self._words.filled(segment, groups, width)
        if filled is not None:
            self._found.add(row, filled)
            return
        if segment.is_interrupted and not segment.figures:
            # Its figures may stand below the headers, as where a page ends.
            self._found.leave(row)
            self._found.remark("lost_value", (row,), (segment.anchor.at,), found=0, expected=width)
            return
        torn = self._words.torn(segment)
        if torn or self._words.lead(segment):
            self._leave_unread(segment, torn)
            return
        groups, below = self._before_words(segment, groups)
        if len(groups) > 1 and len(groups[0]) == width:
            # A dash on a line of its own is none of the digits that may have been wrapped there.
            groups[1:] = [group for group in groups[1:] if not self._words.are_marks(group.lasts)]
        if not groups and self._words.are_among_figures(segment, width):
            self._leave_unread(segment, ())
            return
        is_one_line = len(groups) == 1
        if len(groups) > 1 and self._is_placed_before_words(segment, groups[0]):
            self._found.trust(row, Trust.CUT)
            self._remark_beside(segment, groups[0])
            return
        if is_one_line and self._take_merged(segment, groups[0]):
            return
        slots = [slot for group in groups for slot in group.slots]
        if len(slots) == width:
            self._take_full(segment, slots, is_one_line, below)
            return
        fitting = [group for group in groups if len(group) == width]
        if len(fitting) == 1 and not is_one_line:
            self._take_line(segment, fitting[0], fitting[0] is groups[0])
        elif is_one_line and self._is_placed_before_words(segment, groups[0]):
            if below:
                self._found.trust(row, below)
        else:
            self._take_unsure(segment, slots, is_sure_of_place=len(groups) < 2 and not below)

    # --- words among the figures --------------------------------------------------------------------

    def _leave_unread(self, segment: Segment, torn: Sequence[int]) -> None:
        """Leave a row unread in whose cells words stand, or a figure that was `torn` apart."""
        row, texts = segment.first, segment.texts
        is_filled = len(segment.figures) + len(texts) == self._plans[row].width
        if torn or is_filled or self._words.are_like_figures(texts[:1]):
            self._found.remark("unread_row", (row,), torn or texts)
        else:  # the row is split: 其他对外管理服务事项 into 行政检查, 行政确认
            self._found.remark("sub_rows", (row,), texts[:1])
        self._found.leave(row)

    def _before_words(
        self, segment: Segment, groups: list[Group]
    ) -> tuple[list[Group], Trust | None]:
        """The figures before a text that is no part of the label, and how far to trust them where others may be
        the rest of theirs.

        What stands behind such a text belongs to something the form does not have, if that has a label; a
        row that goes on after a page's end has none.
        """
        if not segment.texts:
            return groups, None
        limit = segment.texts[0]
        behind, alone = self._words.figures_behind(segment)
        below = None
        if not all(self._words.is_of_other_row(segment, at) for at in behind):
            below = Trust.CUT
            self._found.remark("stray_beside", (segment.first,), behind[:1])
        elif behind:
            self._found.remark("unknown_row", (), (limit,))
        if alone and not below:
            below = Trust.BESIDE if len(alone) == 1 else Trust.CUT
            self._found.remark("stray_beside", (segment.first,), alone[:1])
        groups = [group.up_to(limit) for group in groups]
        return [group for group in groups if len(group)], below

    # --- figures ------------------------------------------------------------------------------------

    def _place(self, segment: Segment, group: Group) -> bool:
        """Take the row with its empty cells, if the borders tell which these are; whether they do."""
        plan = self._plans[segment.first]
        placed = self._cells.place(segment.anchor.at, len(plan.row.path), group, plan.width)
        if placed is None:
            return False
        self._found.add(segment.first, placed.slots)
        self._found.trust(segment.first, placed.trust)
        return True

    def _is_placed_before_words(self, segment: Segment, group: Group) -> bool:
        """Take the row with its empty cells; but where words stand in one of its cells, no border tells which
        others are empty."""
        width = self._plans[segment.first].width
        if self._words.are_beside(segment) and self._borders.tracks_empty_cells:
            return self._borders.extent(group.lasts) == width and self._place(segment, group)
        return self._place(segment, group)

    def _take_merged(self, segment: Segment, group: Group) -> bool:
        """Take a row that begins with empty cells for one of which some are merged; whether it is one.

        Then it has as many cells as the widest. If it has not, its figures may be those of other columns.
        """
        empty = self._layout.empty_before(segment)
        if not empty:
            return False
        slots = [EMPTY] * empty + group.slots
        if len(slots) == self._layout.widest:
            self._found.add(segment.first, slots, is_whole=False)
            return True
        if len(group) == self._plans[segment.first].width:
            self._found.add(segment.first, group.slots)
            self._found.trust(segment.first, Trust.PLACED)
            return True
        return False

    def _take_full(
        self, segment: Segment, slots: Sequence[Slot], is_one_line: bool, below: Trust | None
    ) -> None:
        """Take as many figures as the row should have."""
        row = segment.first
        self._found.add(row, slots)
        if not is_one_line or self._is_joined(slots) or self._layout.is_astray(segment):
            # A row broken over lines; or one that lost a figure, and a page number behind it.
            self._found.trust(row, Trust.PLACED)
        elif self._layout.skips_cell([first for first, _ in slots]):
            # With the empty cell among them they are one too many: one does not belong there.
            self._found.trust(row, Trust.PLACED)
            count = self._borders.extent(segment.figures)
            self._found.remark(
                "surplus_value", (row,), segment.figures, found=count, expected=len(slots)
            )
        elif segment.is_interrupted:
            # A page may end in the row, and its number stand for a figure.
            self._found.trust(row, Trust.PLACED)
        elif below:
            self._found.trust(row, below)
        elif self._borders.is_uneven(segment.figures):
            self._found.trust(row, Trust.UNEVEN)
        if not is_one_line or self._layout.is_below(segment):
            self._found.remark("split_row", (row,), segment.figures)

    def _is_joined(self, slots: Sequence[Slot]) -> bool:
        """Whether numbers were put together to fill the row though nothing marks its cells."""
        return not self._borders.tracks_empty_cells and any(first != last for first, last in slots)

    def _take_line(self, segment: Segment, line: Group, is_first: bool) -> None:
        """Take the one printed line that has just what the row needs.

        What stands on other lines may be a page number, or the rest of figures that were wrapped within their
        cells: so it is not certain.
        """
        self._found.add(segment.first, line.slots)
        others = [at for at in segment.figures if not line.firsts[0] <= at <= line.lasts[-1]]
        below = Trust.CUT
        if len(others) == 1 and self._borders.is_alone(others[0]):
            below = Trust.BESIDE
        self._found.trust(segment.first, below if is_first else Trust.PLACED)
        self._remark_beside(segment, line)

    def _take_unsure(self, segment: Segment, slots: Sequence[Slot], is_sure_of_place: bool) -> None:
        """Take too few figures or too many: which column each belongs to is left open."""
        row = segment.first
        if slots:
            width = self._plans[row].width
            code = "lost_value" if len(slots) < width else "surplus_value"
            self._found.remark(code, (row,), segment.figures, found=len(slots), expected=width)
        self._found.add(row, slots, is_whole=False)
        if not is_sure_of_place:
            self._found.trust(row, Trust.PLACED)

    def _remark_beside(self, segment: Segment, taken: Group) -> None:
        """Remark the first figures that stand with the row's own (`taken`) and do not belong to it."""
        own = range(taken.firsts[0], taken.lasts[-1] + 1)
        others = [at for at in segment.figures if at not in own]
        first = [at for number, at in enumerate(others) if at == others[0] + number]
        self._found.remark("stray_beside", (segment.first,), first)
