"""Owns where the figures of a table's rows stand, counted in cells from their labels or from their line's start.

A row with blank cells shows fewer figures than it has columns. The rows of one table are laid out alike, so all
of them together tell where the first column stands; it is told only where a single place explains every row.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

_FEWEST = 2
"""Complete rows that show where all rows begin or end."""
_FEWEST_KIN = 3
"""Rows quite alike, so many that what all of them have in common is no accident."""


class Extent(NamedTuple):
    """Where the figures of one row stand: `lead` borders behind its label, over `extent` cells, `trail` borders
    before the row ends.

    `figures` stand in these cells; the form has `width` columns there. `like` is what rows share whose
    figures stand equally far from their labels: the label cells that they have on the form, and the cell of
    their own label in its line; `first` the number of the first figure's cell within its line
    (-1 where lines are no rows).
    """

    width: int
    figures: int
    like: tuple[int, int]
    lead: int
    extent: int
    trail: int
    first: int = -1

    @property
    def total(self) -> int:
        """The borders from the label to the row's end."""
        return self.lead + self.extent - 1 + self.trail


class Geometry:
    """What the rows of one table have in common.

    `closing` borders stand behind a row's last cell; `labels` is the number of label columns.
    """

    def __init__(self, rows: Iterable[Extent], closing: int, labels: int) -> None:
        self._rows = [row for row in rows if row.extent <= row.width]
        self._closing = closing
        self._labels = labels

    @cached_property
    def keeps_blanks(self) -> bool:
        """Whether blank cells leave their borders: some stand between figures, before them all, or behind where
        no row is filled up."""
        if any(row.extent > row.figures or row.lead > self._labels for row in self._rows):
            return True
        return self._ends_at_last_column and any(row.trail > self._closing for row in self._rows)

    @cached_property
    def is_padded(self) -> bool:
        """Whether rows go on behind their last column, so that borders there tell nothing by themselves."""
        return any(row.total > row.width + self._closing for row in self._rows)

    def column_by_alike(self, row: Extent) -> int | None:
        """The column of the first figure of `row`, by complete rows that are alike and have as many borders.

        Not where most of those that are quite alike have others: a border may be lost in the few. Rows of fewer
        columns than others stand in blocks of their own, each laid out in its way.
        """
        complete = [one for one in self._rows if one.extent == one.width == row.width]
        totals = [one.total for one in complete if one.like == row.like]
        is_widest = all(one.width <= row.width for one in self._rows)
        if is_widest and totals and 2 * totals.count(row.total) <= len(totals):
            return None
        columns = {
            row.lead - one.lead
            for one in complete
            if one.like[1] == row.like[1] and one.total == row.total
        }
        return columns.pop() if len(columns) == 1 else None

    def column_by_padding(self, row: Extent) -> int | None:
        """The column of the first figure of `row`, where labels are padded to their width and just as many cells
        follow as columns."""
        if not self.keeps_blanks or not self._pads_labels:
            return None
        padding = self._labels - row.like[0]
        if row.total != row.width + self._closing + padding:
            return None
        column = row.lead - 1 - padding
        return column if column >= 0 else None

    @cached_property
    def _pads_labels(self) -> bool:
        merged = [one for one in self._complete if one.like[0] < self._labels]
        return bool(merged) and all(
            one.lead - 1 == self._labels - one.like[0] and one.trail == self._closing
            for one in merged
        )

    def column_by_place(self, row: Extent) -> int | None:
        """The column of the first figure of `row`, where complete rows show that all begin, or end, at one place.

        If rows with the widest merged labels begin right behind these, every row does. If labels are padded
        instead, and no row goes on behind its last column, every row ends there.
        """
        blank = row.trail - self._closing
        if self._begins_next_to_labels and row.like[0] >= min(self._depths):
            column = row.lead - 1
            return column if blank >= row.width - column - row.extent >= 0 else None
        if self._ends_at_last_column:
            column = row.width - row.extent - blank
            return column if blank >= 0 <= column < row.lead else None
        return None

    @cached_property
    def _begins_next_to_labels(self) -> bool:
        leads = [one.lead for one in self._complete]
        return self.keeps_blanks and len(leads) >= _FEWEST and {*leads} == {1}

    @cached_property
    def _depths(self) -> set[int]:
        """The label cells of the complete rows; the fewer, the more label columns the last of them covers."""
        return {one.like[0] for one in self._complete}

    @cached_property
    def _ends_at_last_column(self) -> bool:
        is_padded = any(one.lead > 1 for one in self._complete)
        ends = {one.trail for one in self._complete}
        return is_padded and len(self._complete) >= _FEWEST and ends == {self._closing}

    @cached_property
    def _complete(self) -> list[Extent]:
        widest = max((row.width for row in self._rows), default=0)
        return [row for row in self._rows if row.extent == row.width == widest]

    def column_by_kin(self, row: Extent) -> int | None:
        """The column of the first figure of `row`, where rows quite alike have as many borders each, and one of
        them has a figure right behind its label: nothing can stand before that."""
        kin = [one for one in self._rows if one.like == row.like and one.width == row.width]
        if len(kin) < _FEWEST_KIN or any(one.total != row.total for one in kin):
            return None
        if row.total < row.width + self._closing or min(one.lead for one in kin) > 1:
            return None
        return row.lead - 1

    def stands_further(self, row: Extent) -> bool:
        """Whether its figures stand further from its label than those of complete rows that are alike."""
        full = [one for one in self._rows if one.figures == one.extent == one.width == row.width]
        leads = [one.lead for one in full if one.like == row.like]
        return bool(leads) and row.lead > max(leads)

    def column_by_all(self, row: Extent) -> int | None:
        """The column of the first figure of `row`, where one place of the first column explains all rows."""
        like = [one for one in self._rows if one.like == row.like]
        leads = _leads(like)
        columns = {row.lead - lead for lead in leads}
        if len(leads) != 1:
            columns = set(self._columns_by_others(row))
        if len(columns) != 1:
            return None
        column = columns.pop()
        return column if self._ends_alike(row, column, like) else None

    def _columns_by_others(self, row: Extent) -> Iterator[int]:
        """The column of the first figure, if all rows begin equally far from their label; or from the line's start.

        Either is considered if it explains every row, and those rows that tell it by themselves agree.
        """
        leads, firsts = (
            _leads(self._rows),
            _bounds([(one.first, one.extent, one.width) for one in self._rows]),
        )
        if len(leads) == 1 and self._told["lead"] == set(leads):
            yield row.lead - leads[0]
        if row.first >= 0 and len(firsts) == 1 and self._told["first"] == set(firsts):
            yield row.first - firsts[0]

    @cached_property
    def _told(self) -> dict[str, set[int]]:
        """Where the first column stands by rows that are alike, as far as they tell it by themselves."""
        told: dict[str, set[int]] = {"lead": set(), "first": set()}
        for like in {row.like for row in self._rows}:
            rows = [row for row in self._rows if row.like == like]
            leads = _leads(rows)
            if len(leads) == 1:
                told["lead"].add(leads[0])
                told["first"].add(rows[0].first - rows[0].lead + leads[0])
        return told

    def _ends_alike(self, row: Extent, column: int, like: Sequence[Extent]) -> bool:
        """Whether as many borders follow the row's blank last cells as follow such rows that have none."""
        missing = row.width - column - row.extent
        if column < 0 or missing <= 0:
            return column >= 0 and missing == 0
        base = row.lead - column
        return any(
            one.trail == row.trail - missing
            for one in like
            if one.lead + one.extent == base + one.width
        )

    def column_by_count(self, row: Extent) -> int | None:
        """The column of the first figure of `row`, where the label is followed by just as many cells as columns."""
        if self.is_padded or row.total != row.width + self._closing:
            return None
        reached = any(one.lead + one.extent - 1 == one.width for one in self._rows)
        return row.lead - 1 if reached else None


def _leads(rows: Iterable[Extent]) -> range:
    """How far behind their labels the first column may stand: not at all before them, and next to them if
    that lets some row reach its last column."""
    leads = _bounds([(row.lead, row.extent, row.width) for row in rows])
    return leads[:1] if leads and leads[0] == 1 else leads


def _bounds(rows: Iterable[tuple[int, int, int]]) -> range:
    """Where the first column may stand, so that each row (first cell, extent, width) lies within its columns."""
    lowest, highest = 0, None
    for first, extent, width in rows:
        lowest = max(lowest, first + extent - width)
        highest = first if highest is None else min(highest, first)
    return range(lowest, highest + 1) if highest is not None else range(0)
