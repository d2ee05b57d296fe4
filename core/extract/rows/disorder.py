"""Owns what is wrong with the rows of a table as a whole: a column dropped, figures scattered, or before their labels.

Any one row may look right in such a table by accident.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from core.extract.places.locate import Cluster
from core.extract.rows.anchors import RowPlan
from core.extract.rows.borders import Borders
from core.extract.rows.found_rows import FoundRows
from core.extract.rows.remarks import EMPTY, Trust
from core.extract.rows.row_layout import is_beneath, is_complete
from core.extract.rows.segments import Segment
from core.extract.tokens.pieces import Kind
from core.extract.tokens.tokens import Tokens

_MANY = 5
"""Rows, and columns, of which it says something that all of them are alike."""


class Disorder:
    """Judges the rows found in one table by all of them together."""

    def __init__(
        self, plans: Sequence[RowPlan], borders: Borders, cluster: Cluster, tokens: Tokens
    ) -> None:
        self._plans = plans
        self._borders = borders
        self._cluster = cluster
        self._tokens = tokens
        self._widest = max(plan.width for plan in plans)

    def judge(
        self, segments: Sequence[Segment], plain: Sequence[Segment], found: FoundRows
    ) -> None:
        """Take back from `found` what cannot be told, and remark why; `plain` rows have nothing but figures."""
        if self._is_reversed(segments) or self._close_lines(segments):
            found.remark("figures_before_labels")
            self._take_nothing(found)
        if self._lacks_column(plain):
            self._take_without_column(found)
        elif self._has_unplaced(segments, found):
            found.remark("scattered_figures")
            self._take_no_row_for_empty(found)
        elif self._is_scattered(segments, plain):
            found.remark("scattered_figures")

    # --- figures before their labels ----------------------------------------------------------------

    def _is_reversed(self, segments: Sequence[Segment]) -> bool:
        """Whether figures are printed before their label, which shifts every row by one.

        Seen by the first and the last row.
        """
        if len(segments) < 3 or segments[-1].figures:
            return False
        first = segments[0].anchor
        before = self._tokens.kinds[self._cluster.start : first.at].count(Kind.NUMBER)
        return before >= self._plans[first.row].width

    def _close_lines(self, segments: Sequence[Segment]) -> bool:
        """Whether labels stand at the end of the lines that their figures begin: these are below other labels."""
        filled = [pair for pair in pairwise(segments) if pair[0].figures]
        closing = [
            one
            for one, following in filled
            if is_beneath(one, self._borders)
            and not self._borders.is_line_between(one.figures[-1], following.anchor.at)
        ]
        return len(closing) > 1 and 2 * len(closing) > len(filled)

    def _take_nothing(self, found: FoundRows) -> None:
        for row in [*[complete.row for complete in found.complete], *found.rows]:
            found.leave(row, Trust.PLACED)
        found.complete.clear()

    # --- a column dropped ---------------------------------------------------------------------------

    def _lacks_column(self, plain: Sequence[Segment]) -> bool:
        """Whether most rows lack as many figures, none of them among others, as where columns were dropped.

        Not where empty cells leave borders and some rows of the widest hold all of theirs.
        """
        widest, plans = self._widest, self._plans
        whole = [one for one in plain if len(one.figures) == plans[one.first].width == widest]
        if self._borders.tracks_empty_cells and len(whole) > 1:
            return False
        lengths = Counter(
            len(segment.figures) if self._borders.are_close(segment.figures) else 0
            for segment in plain
            if len(segment.figures) > 1 and self._plans[segment.first].width >= _MANY
        )
        if lengths.total() < _MANY:
            return False
        ((length, count),) = lengths.most_common(1)
        return widest // 2 < length < widest and count > lengths.total() / 2

    def _take_without_column(self, found: FoundRows) -> None:
        """Take every row for one that lost a figure, of whatever column."""
        found.remarks = [one for one in found.remarks if one.code != "lost_value"]
        found.remark("column_missing")
        for number, row in found.rows.items():
            if row.slots is not None and row.is_whole:
                slots = tuple([slot for slot in row.slots if slot != EMPTY])
                whole = len(slots) == self._plans[number].width
                found.rows[number] = row._replace(slots=slots, is_whole=whole)

    # --- figures scattered --------------------------------------------------------------------------

    def _has_unplaced(self, segments: Sequence[Segment], found: FoundRows) -> bool:
        """Whether more figures stand in the table than were placed, as where its columns are printed as rows.

        Those of rows whose labels are lost stand where they should.
        """
        printed = self._tokens.kinds[self._cluster.start : self._cluster.end].count(Kind.NUMBER)
        printed -= sum(len(one.figures) for one in segments if one.last - one.first > 1)
        placed = sum(self._plans[row.row].width for row in found.complete)
        placed += sum(min(len(row.slots or ()), self._widest) for row in found.rows.values())
        return printed - placed > max(placed, _MANY)

    def _take_no_row_for_empty(self, found: FoundRows) -> None:
        """What seems to be an empty row may have its figures elsewhere."""
        for number, row in found.rows.items():
            if row.slots == ():
                found.leave(number, row.trust)

    def _is_scattered(self, segments: Sequence[Segment], plain: Sequence[Segment]) -> bool:
        """Whether most rows hold another number of figures than they should, and nothing tells blanks.

        Text taken from a PDF column by column scatters figures over the labels; that a row then happens to
        hold just as many as it should means nothing. But where none holds more, blank cells were left out.
        """
        if self._borders.tracks_empty_cells:
            return False
        if all(len(one.figures) <= self._plans[one.first].width for one in segments):
            return False
        complete = sum(is_complete(segment, self._plans) for segment in plain)
        odd = sum(1 for segment in plain if segment.figures) - complete
        return odd > complete
