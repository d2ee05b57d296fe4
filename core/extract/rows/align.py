"""Owns aligning the Tokens of one table to the rows of its Form, by their labels and their order.

What stands between two labels belongs to the rows between them. Lines and borders are used as evidence only
where the figures alone leave a choice.
"""

from collections.abc import Sequence

from core.extract.places.locate import Cluster
from core.extract.rows.anchors import AnchorFinder, plans_of
from core.extract.rows.borders import Borders, PlainRow
from core.extract.rows.disorder import Disorder
from core.extract.rows.found_rows import FoundRows
from core.extract.rows.lost_labels import LostLabels
from core.extract.rows.own_row import OwnRowReader
from core.extract.rows.remarks import CompleteRow, TableReading, Trust
from core.extract.rows.row_cells import RowCells
from core.extract.rows.row_layout import RowLayout, is_beneath, is_complete
from core.extract.rows.row_words import RowWords
from core.extract.rows.segments import Segment, SegmentFinder
from core.extract.tokens.lexicon import Lexicon
from core.extract.tokens.tokens import Tokens
from core.forms import Form, FormTable


class RowAligner:
    """Aligns tables whose rows carry labels (blocks and matrix); made once for a table of a Form."""

    def __init__(self, form: Form, table: FormTable, lexicon: Lexicon) -> None:
        self._table = table
        self._lexicon = lexicon
        self._plans = plans_of(table)
        widths = [plan.width for plan in self._plans]
        self._has_narrow = any(1 < width < max(widths) for width in widths)
        self._finder = AnchorFinder(form, table, lexicon)

    def align(self, cluster: Cluster, tokens: Tokens) -> TableReading:
        """What the table at `cluster` holds."""
        found = FoundRows(self._plans)
        finder = SegmentFinder(self._table.kind, self._plans, self._lexicon, cluster, tokens)
        segments, has_remarks = finder.find(self._finder.find(cluster, tokens))
        if has_remarks:
            found.remark("extra_column")
        plain = [segment for segment in segments if segment.is_one_row and not segment.texts]
        complete = [segment for segment in plain if is_complete(segment, self._plans)]
        borders = Borders(cluster, tokens, self._table)
        single = [segment for segment in complete if len(segment.figures) == 1]
        beneath = sum(is_beneath(segment, borders) for segment in single)
        is_by_labels = (
            len({segment.first for segment in complete}) == len(self._plans)
            and beneath in (0, len(single))
            and self._are_alike(complete, borders, tokens)
        )
        labelled: list[PlainRow] = []
        if not is_by_labels:
            # Not every row stands under its label with just its figures, on as many lines as the others: a page
            # number may stand for a lost figure. Then borders are evidence.
            labelled = [self._labelled(segment) for segment in plain]
            borders.learn(labelled)
        cells = RowCells(borders, labelled, cluster, tokens, self._table)
        layout = RowLayout(self._plans, borders, cells, has_figures_beside=beneath < len(single))
        reader = _SegmentReader(
            layout,
            OwnRowReader(self._plans, borders, cells, layout, RowWords(borders, tokens), found),
            LostLabels(self._plans, cells, layout, found),
            found,
        )
        for segment in segments:
            reader.read(segment)
        Disorder(self._plans, borders, cluster, tokens).judge(segments, plain, found)
        return found.reading(is_by_labels)

    def _are_alike(self, complete: Sequence[Segment], borders: Borders, tokens: Tokens) -> bool:
        """Whether the rows that hold as many figures as they should hold them in the same way."""
        firsts = [segment.figures[0] for segment in complete]
        if self._has_narrow and not tokens.are_led_alike(firsts):
            return False
        return tokens.are_alike(
            (segment.figures[0], len(segment.figures)) for segment in complete
        ) and borders.are_alike([segment.figures for segment in complete])

    def _labelled(self, segment: Segment) -> PlainRow:
        plan = self._plans[segment.first]
        return PlainRow(plan.width, len(plan.row.path), segment.anchor.at, segment.figures)


class _SegmentReader:
    """Has the rows of each Segment of one table read by who reads such rows."""

    def __init__(
        self, layout: RowLayout, own_row: OwnRowReader, lost_labels: LostLabels, found: FoundRows
    ) -> None:
        self._layout = layout
        self._own_row = own_row
        self._lost_labels = lost_labels
        self._found = found

    def read(self, segment: Segment) -> None:
        """Read the rows of `segment`."""
        row, anchor = segment.first, segment.anchor
        if anchor.official:
            self._found.remark_misspelt(row, anchor.at)
        if anchor.is_again:
            self._read_again(segment)
            return
        if anchor.is_moved:
            self._found.remark("row_order", (row,), (anchor.at,))
        if segment.last == row:
            if segment.figures:
                self._found.remark("stray_figures", (), segment.figures)
        elif not segment.is_one_row:
            self._lost_labels.read(segment)
        elif not self._layout.is_plainly_complete(segment):
            self._own_row.read(segment)
        else:
            self._found.complete.append(CompleteRow(row, segment.figures[0]))
            if self._layout.is_below(segment):
                self._found.remark("split_row", (row,), segment.figures)

    def _read_again(self, segment: Segment) -> None:
        """Read a row that stands in the table once more: with the same figures, or it is not certain."""
        row = segment.first
        self._found.remark("row_twice", (row,), segment.figures)
        if self._layout.is_plainly_complete(segment):
            self._found.again.append(CompleteRow(row, segment.figures[0]))
        else:
            self._found.trust(row, Trust.PLACED)
