"""Owns telling which cells of a row are blank, in tables whose rows carry labels.

Whichever tells: rows that are alike and complete, all rows together, the number of cells, or the headers above.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from core.extract.places.locate import Cluster
from core.extract.rows.borders import Borders, PlainRow
from core.extract.rows.figures import Group
from core.extract.rows.geometry import Extent, Geometry
from core.extract.rows.grid import EvenLines, Grid
from core.extract.rows.remarks import EMPTY, Slot, Trust
from core.extract.tokens.lexicon import Role
from core.extract.tokens.tokens import Tokens
from core.forms import Arrangement, FormTable


class PlacedRow(NamedTuple):
    """A row with its empty cells, and how far its place tells them."""

    slots: tuple[Slot, ...]
    trust: Trust


class RowCells:
    """The cells of the rows of one table, of which `rows` stand under their own labels."""

    def __init__(
        self,
        borders: Borders,
        rows: Sequence[PlainRow],
        cluster: Cluster,
        tokens: Tokens,
        table: FormTable,
    ) -> None:
        self._borders = borders
        self._cluster = cluster
        self._tokens = tokens
        self._table = table
        self._labels = [row.label for row in rows]
        self._rows = [row for row in rows if row.figures]
        if rows and table.arrangement is Arrangement.BLOCKS:
            self._rows += self._header_rows()

    def place(self, label: int, depth: int, group: Group, width: int) -> PlacedRow | None:
        """The row of `group` with its empty cells, where the borders tell which these are; else None.

        `depth` is the number of label cells the row has on the form, 0 where its own label is lost.
        """
        separation = self._borders.separation
        if separation is None or not separation.is_tracked or not 0 < len(group) <= width:
            return None
        steps = self._borders.steps(group.lasts)
        extent = sum(steps) + 1
        if extent > width or self._is_uneven(group.lasts[0]):
            return None
        column, trust = self._column_in_grid(label, depth, group), Trust.IN_GRID
        if column is None and extent < width:
            column, trust = self._column(label, depth, group, width)
        elif column is None:
            if self._has_spare_cell(label, depth, group, width):
                return None
            # But for cells that stand empty in other rows as well, or are too many here.
            is_lead = depth == 0 or self.empty_before(label, group.lasts[0]) < 1
            is_counted = is_lead and not self._borders.has_usual_gaps(width)
            column, trust = 0, Trust.LABELLED if is_counted else Trust.FITTED
        if column is None or column < 0 or column + extent > width:
            return None
        slots = [EMPTY] * width
        for slot, step in zip(group.slots, [*steps, 0], strict=True):
            slots[column] = slot
            column += step
        return PlacedRow(tuple(slots), trust)

    def _has_spare_cell(self, label: int, depth: int, group: Group, width: int) -> bool:
        """Whether cells before the figures are too many, with the empty ones among them: one of these is no cell.

        Where a row is split, those of its other line stand there.
        """
        if not depth or len(group) == width or self._borders.breaks(label, group.lasts[0]):
            return False
        row = self._row_extent(label, depth, group.lasts, width)
        return self._geometry.stands_further(row)

    def empty_before(self, label: int, figure: int) -> int:
        """How many more borders stand between label and figure than in another row."""
        lead = self._lead(label, figure)
        return lead - self._least_lead if self._rows else 0

    @cached_property
    def _least_lead(self) -> int:
        """How many borders stand between label and figures at least."""
        return min(self._lead(row.label, row.figures[0]) for row in self._rows)

    def _lead(self, label: int, figure: int) -> int:
        separation = self._borders.separation
        assert separation is not None
        return separation.count(self._borders.between(label, figure))

    def drop_overwritten(self, group: Group, width: int) -> Group:
        """`group` without the figure that stands where the row's label should."""
        if not len(group):
            return group
        tracked = self._borders.separation is not None and self._borders.separation.is_tracked
        extent = self._borders.extent(group.lasts) if tracked else len(group)
        outside = self._window is not None and self._borders.field(group.lasts[0]) < self._window
        if extent == width + 1 or (outside and len(group) > 1):
            return group.without_first()
        return group

    def _column(self, label: int, depth: int, group: Group, width: int) -> tuple[int | None, Trust]:
        """The column of the first figure, None where the borders leave it open; and how far they tell it."""
        separation = self._borders.separation
        assert separation is not None
        if depth:
            row = self._row_extent(label, depth, group.lasts, width)
            is_padded = separation.mark == "|" and self._geometry.is_padded
            keeps = separation.mark != "|" or (self._borders.leads_line(label) and not is_padded)
            column = self._geometry.column_by_alike(row) if keeps else None
            if column is not None:
                return column, Trust.LABELLED
            is_grid = separation.is_linewise and separation.mark == "\t"
            placed = likely = None
            if keeps or self._geometry.keeps_blanks:
                placed = self._geometry.column_by_padding(row)
                if placed is None:
                    placed = self._geometry.column_by_place(row)
                likely = None if is_grid else self._geometry.column_by_all(row)
            if likely is not None and placed in (likely, None):
                # Where lines are padded at their end, a figure may be lost there instead of blank.
                is_told = not is_padded or likely + row.extent == width
                weaker = Trust.FITTED if placed is None else Trust.IN_GRID
                return likely, Trust.LABELLED if is_told else weaker
            if placed is None and is_grid:
                placed = self._geometry.column_by_kin(row)
            if placed is not None:
                return placed, Trust.IN_GRID
            column = self._geometry.column_by_count(row)
            if column is not None:
                return column, Trust.LABELLED
        if self._window is not None:
            return self._column_in_window(label, depth, group, width), Trust.FITTED
        return None, Trust.FITTED

    # --- by the lines -------------------------------------------------------------------------------

    def _column_in_grid(self, label: int, depth: int, group: Group) -> int | None:
        if not depth or self._grid is None:
            return None
        return self._grid.column(label, depth, group.lasts[0])

    def _is_uneven(self, figure: int) -> bool:
        """Whether the line of `figure` has other than the number of cells it should; if the text does not end there."""
        tokens = self._tokens
        return self._lines.is_uneven(figure) and tokens.line_end(figure) < len(tokens.folded)

    @cached_property
    def _lines(self) -> EvenLines:
        return EvenLines(self._borders, self._labels)

    @cached_property
    def _grid(self) -> Grid | None:
        return Grid.of(self._cluster, self._tokens, self._table, self._borders, self._labels)

    # --- by the other rows --------------------------------------------------------------------------

    def _header_rows(self) -> Iterator[PlainRow]:
        """The lines of headers above the rows, laid out like them: 信息内容 for a label, headers for figures."""
        pieces = self._tokens.pieces
        for corner in self._tokens.labels_between(self._cluster.start, self._cluster.end):
            entry = pieces[corner].entry
            if entry is None or not entry.named(Role.CORNER, self._table.kind):
                continue
            for block in self._table.blocks:
                headers = range(corner + 1, corner + 1 + block.width)
                if headers[-1] < self._cluster.end and all(
                    self._names(at, column.key)
                    for at, column in zip(headers, block.columns, strict=True)
                ):
                    yield PlainRow(block.width, 1, corner, headers)

    def _names(self, at: int, column: str) -> bool:
        entry = self._tokens.pieces[at].entry
        return entry is not None and column in entry.named(Role.COLUMN, self._table.kind)

    @cached_property
    def _geometry(self) -> Geometry:
        separation = self._borders.separation
        assert separation is not None
        rows = [
            self._row_extent(row.label, row.depth, row.figures, row.width)
            for row in self._rows
            if not self._borders.breaks(row.label, row.figures[0])
        ]
        return Geometry(rows, self._closing, self._label_columns)

    @property
    def _closing(self) -> int:
        """How many borders stand behind the last cell of a row: a pipe, unless some line ends without one."""
        separation = self._borders.separation
        assert separation is not None
        if separation.mark != "|":
            return 0
        if not separation.is_linewise:
            return 1
        return int(all(self._borders.trail(row.figures[-1]) for row in self._rows))

    def _row_extent(self, label: int, depth: int, figures: Sequence[int], width: int) -> Extent:
        separation = self._borders.separation
        assert separation is not None
        first = self._borders.field(figures[0]) if separation.is_linewise else -1
        return Extent(
            width,
            len(figures),
            (depth, self._field_of_label(label)),
            self._lead(label, figures[0]),
            self._borders.extent(figures),
            self._borders.trail(figures[-1]),
            first,
        )

    def _field_of_label(self, label: int) -> int:
        """The cell of a label within its row: by its line, else whether the label of its group stands before it."""
        separation = self._borders.separation
        assert separation is not None
        if separation.is_linewise:
            return self._borders.field(label)
        before = self._tokens.pieces[label - 1].entry if label else None
        if before is None or not before.has_group:
            return 0
        return int(not self._borders.breaks(label - 1, label))

    # --- by the headers -----------------------------------------------------------------------------

    @cached_property
    def _window(self) -> int | None:
        """The field in which the first figure of a row stands, by the innermost headers; None if unclear."""
        separation = self._borders.separation
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
                starts[self._borders.field(at) - order.index(key)] += 1
        if not starts:
            return None
        (start, count), *others = starts.most_common()
        return start if count >= 4 and start > 0 and not others else None

    @cached_property
    def _label_columns(self) -> int:
        return max(len(row.path) for row in self._table.rows())

    def _column_in_window(self, label: int, depth: int, group: Group, width: int) -> int | None:
        """The column by the headers above, where the row is surely not slid beside them.

        It is not where its innermost label stands just before the figures' columns, or where its label
        stands in place and its last figure in the last column.
        """
        assert self._window is not None
        if not self._reaches_last_column:
            return None
        column = self._borders.field(group.lasts[0]) - self._window
        if not depth:
            return column
        label_field = self._borders.field(label)
        if depth == self._label_columns:
            return column if label_field == self._window - 1 else None
        in_place = label_field == self._window - self._label_columns + depth - 1
        ends_in_last = self._borders.field(group.lasts[-1]) == self._window + width - 1
        return column if in_place and ends_in_last else None

    @cached_property
    def _reaches_last_column(self) -> bool:
        """Whether any row has a figure below the last header; else a column may have been lost."""
        assert self._window is not None
        window = self._window
        return any(
            self._borders.field(row.figures[-1]) == window + row.width - 1 for row in self._rows
        )
