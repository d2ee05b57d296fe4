"""Owns reading rows whose labels are lost: told by position, where lines or counts leave no doubt which is which."""

from collections.abc import Sequence

from core.extract.rows.anchors import RowPlan
from core.extract.rows.figures import Group
from core.extract.rows.found_rows import FoundRows
from core.extract.rows.remarks import EMPTY, CompleteRow, Slot, Trust
from core.extract.rows.row_cells import RowCells
from core.extract.rows.row_layout import RowLayout
from core.extract.rows.segments import Segment

_CutRow = int | tuple[Slot, ...]
"""The figures of one row: the first token of those that are one run, else the Slots."""


class LostLabels:
    """Reads what stands under one label but belongs to several rows; what it tells goes to `found`."""

    def __init__(
        self, plans: Sequence[RowPlan], cells: RowCells, layout: RowLayout, found: FoundRows
    ) -> None:
        self._plans = plans
        self._cells = cells
        self._layout = layout
        self._found = found

    def read(self, segment: Segment) -> None:
        """Read the rows of `segment`; the first of them has its label, but under a group's."""
        plans = self._plans[segment.first : segment.last]
        width = plans[0].width
        groups = self._layout.groups(segment)
        rows = None
        if not segment.texts and all(plan.width == width for plan in plans):
            rows = self._cut(segment, groups, width)
        if rows is None:
            if not segment.anchor.is_group:
                self._read_first(segment, groups, width)
            return
        has_label = not segment.anchor.is_group
        for number, row in enumerate(rows, segment.first):
            trust = Trust.PLACED
            if has_label and number == segment.first:
                # One with empty cells may be short of one, instead of blank there.
                is_filled = isinstance(row, int) or EMPTY not in row
                trust = Trust.LABELLED if is_filled else Trust.FITTED
            if isinstance(row, int):
                self._found.complete.append(CompleteRow(number, row, trust))
            else:
                self._found.add(number, row)
                self._found.trust(number, trust)
        lost = range(segment.first + has_label, segment.last)
        self._found.remark("lost_label", lost, segment.figures)

    def _read_first(self, segment: Segment, groups: Sequence[Group], width: int) -> None:
        """Read the row that has its label, where the others cannot be told apart."""
        row, texts = segment.first, segment.texts
        if texts and segment.figures and texts[0] < segment.figures[0]:
            # The words may be the label that is lost, and the figures its row's.
            self._found.leave(row)
            self._found.remark("unread_row", (row,), texts)
        elif groups and len(groups[0]) == width:
            self._found.add(row, groups[0].slots)
            below = groups[1] if len(groups) > 1 else groups[0]
            if len(below) < width:
                # What is no row may be the rest of digits that were wrapped within their cells.
                self._found.trust(row, Trust.CUT)
                self._found.remark("stray_beside", (row,), (below.firsts[0], below.lasts[-1]))
            elif self._layout.is_below(segment) or self._layout.is_behind_empty_row(segment):
                # Its own figures may be lost, and these be those of the row whose label is.
                self._found.trust(row, Trust.PLACED)
                self._found.remark("split_row", (row,), segment.figures)
        elif not segment.figures:
            self._found.add(row, (), is_whole=False)

    def _cut(
        self, segment: Segment, groups: Sequence[Group], width: int
    ) -> Sequence[_CutRow] | None:
        """The figures row by row, where lines or number agree on one cut; else None."""
        count = segment.last - segment.first
        if len(groups) == count:
            return self._by_lines(segment, groups, width)
        if len(groups) == 1:
            return _by_number(groups[0], count, width)
        return None

    def _by_lines(
        self, segment: Segment, groups: Sequence[Group], width: int
    ) -> list[_CutRow] | None:
        """A row a line; a surplus figure at the head of each is a label that was overwritten (eight zeros a row)."""
        rows: list[_CutRow] = []
        for group in groups:
            if rows or segment.anchor.is_group:
                group = self._cells.drop_overwritten(group, width)
            if len(group) == width:
                rows.append(group.firsts[0] if group.is_run else tuple(group.slots))
                continue
            placed = self._cells.place(segment.anchor.at, 0, group, width)
            if placed is None:
                return None
            rows.append(placed.slots)
        return rows


def _by_number(group: Group, count: int, width: int) -> Sequence[_CutRow] | None:
    """`count` rows on one line, if it has just their figures, or one more a row, for an overwritten label."""
    for step, skipped in ((width, 0), (width + 1, 1)):
        if len(group) == count * step:
            heads = range(0, count * step, step)
            if group.is_run:
                return [group.firsts[at + skipped] for at in heads]
            slots = tuple(group.slots)
            return [slots[at + skipped : at + step] for at in heads]
    return None
