"""Owns aligning the Tokens of one table to the rows of its Form, by their labels and their order.

What stands between two labels belongs to the rows between them. Lines and borders are used as evidence only
where the figures alone leave a choice.
"""

from collections import Counter
from collections.abc import Sequence

from core.extract.anchors import Anchor, AnchorFinder, RowPlan, plans_of
from core.extract.borders import Borders, Joint, PlainRow
from core.extract.figures import Group, is_torn
from core.extract.lexicon import Lexicon
from core.extract.locate import Cluster
from core.extract.pieces import Kind
from core.extract.remarks import (
    EMPTY,
    CompleteRow,
    FoundRow,
    Remark,
    Slot,
    TableReading,
    Trust,
)
from core.extract.row_cells import RowCells
from core.extract.segments import Segment, SegmentFinder, is_like_figure, is_open
from core.extract.tokens import Tokens
from core.forms import Form, FormTable

_LONGEST_CELL = 16
"""Characters of the longest words that may stand where a figure should."""
_SENTENCE_ENDS = ("。", ";", "!")
_MANY = 5
"""Rows, and columns, of which it says something that all of them are alike."""


class RowAligner:
    """Aligns tables whose rows carry labels (blocks and matrix); made once for a table of a Form."""

    def __init__(self, form: Form, table: FormTable, lexicon: Lexicon) -> None:
        self.table = table
        self.lexicon = lexicon
        self.plans = plans_of(table)
        widths = [plan.width for plan in self.plans]
        self.widest = max(widths)
        self.has_narrow = any(1 < width < self.widest for width in widths)
        self.finder = AnchorFinder(form, table, lexicon)

    def align(self, cluster: Cluster, tokens: Tokens) -> TableReading:
        """What the table at `cluster` holds."""
        return _Alignment(self, cluster, tokens).run()


class _Alignment:
    """One run of the aligner over one table."""

    def __init__(self, aligner: RowAligner, cluster: Cluster, tokens: Tokens) -> None:
        self.aligner = aligner
        self.kind = aligner.table.kind
        self.plans = aligner.plans
        self.cluster = cluster
        self.tokens = tokens
        self.borders = Borders(cluster, tokens, aligner.table)
        self.cells = RowCells(self.borders, (), cluster, tokens, aligner.table)
        self.remarks: list[Remark] = []
        self.complete: list[CompleteRow] = []
        self.rows: dict[int, FoundRow] = {}
        self.again: list[CompleteRow] = []
        self.has_figures_beside = False

    def run(self) -> TableReading:
        anchors = self.aligner.finder.find(self.cluster, self.tokens)
        finder = SegmentFinder(
            self.kind, self.plans, self.aligner.lexicon, self.cluster, self.tokens
        )
        segments, has_remarks = finder.find(anchors)
        if has_remarks:
            self.remarks.append(Remark("extra_column"))
        plain = [segment for segment in segments if segment.is_one_row and not segment.texts]
        complete = [segment for segment in plain if self._is_complete(segment)]
        single = [segment for segment in complete if len(segment.figures) == 1]
        beneath = sum(self._is_beneath(segment) for segment in single)
        self.has_figures_beside = beneath < len(single)
        is_mixed = 0 < beneath < len(single)
        is_odd = len(complete) < len(self.plans) or is_mixed or not self._are_alike(complete)
        if is_odd:
            # Not every row stands under its label with just its figures, on as many lines as the others: a page
            # number may stand for a lost figure. Then borders are evidence.
            labelled = [
                PlainRow(
                    self.plans[segment.first].width,
                    len(self.plans[segment.first].row.path),
                    segment.anchor.at,
                    segment.figures,
                )
                for segment in plain
            ]
            self.borders.learn(labelled)
            self.cells = RowCells(
                self.borders, labelled, self.cluster, self.tokens, self.aligner.table
            )
        for segment in segments:
            self._read(segment)
        self._read_reversed(anchors, segments)
        if self._lacks_column(plain):
            self._take_without_column()
        elif self._has_unplaced(segments):
            self.remarks.append(Remark("scattered_figures"))
            self._take_no_row_for_empty()
        elif self._is_scattered(plain, len(complete)):
            self.remarks.append(Remark("scattered_figures"))
        rows = list(self.rows.values())
        return TableReading(
            self.complete, rows, self.remarks, again=self.again, is_by_labels=not is_odd
        )

    def _are_alike(self, complete: Sequence[Segment]) -> bool:
        firsts = [segment.figures[0] for segment in complete]
        if self.aligner.has_narrow and not self.tokens.are_led_alike(firsts):
            return False
        return self.tokens.are_alike(
            (segment.figures[0], len(segment.figures)) for segment in complete
        ) and self.borders.are_alike([segment.figures for segment in complete])

    def _is_scattered(self, plain: Sequence[Segment], complete: int) -> bool:
        """Whether most rows hold another number of figures than they should, and nothing tells blanks.

        Text taken from a PDF column by column scatters figures over the labels; that a row then happens to
        hold just as many as it should means nothing.
        """
        if self.borders.tracks_empty_cells:
            return False
        odd = sum(1 for segment in plain if segment.figures) - complete
        return odd > complete

    def _has_unplaced(self, segments: Sequence[Segment]) -> bool:
        """Whether more figures stand in the table than were placed, as where its columns are printed as rows.

        Those of rows whose labels are lost stand where they should.
        """
        printed = self.tokens.kinds[self.cluster.start : self.cluster.end].count(Kind.NUMBER)
        printed -= sum(len(one.figures) for one in segments if one.last - one.first > 1)
        placed = sum(self.plans[row.row].width for row in self.complete)
        placed += sum(len(row.slots) for row in self.rows.values() if row.slots is not None)
        return printed - placed > max(placed, _MANY)

    def _take_no_row_for_empty(self) -> None:
        """What seems to be an empty row may have its figures elsewhere."""
        for number, row in self.rows.items():
            if row.slots == ():
                self.rows[number] = FoundRow(number, None, False, row.trust)

    def _lacks_column(self, plain: Sequence[Segment]) -> bool:
        """Whether most rows lack as many figures, none of them among others, as where columns were dropped."""
        lengths = Counter(
            len(segment.figures) if self.borders.are_close(segment.figures) else 0
            for segment in plain
            if len(segment.figures) > 1 and self.plans[segment.first].width >= _MANY
        )
        if lengths.total() < _MANY:
            return False
        ((length, count),) = lengths.most_common(1)
        width = max(plan.width for plan in self.plans)
        return width // 2 < length < width and count > lengths.total() / 2

    def _take_without_column(self) -> None:
        """Take every row for one that lost a figure, of whatever column."""
        self.remarks = [one for one in self.remarks if one.code != "lost_value"]
        self.remarks.append(Remark("column_missing"))
        for number, row in self.rows.items():
            if row.slots is not None and row.is_whole:
                slots = tuple([slot for slot in row.slots if slot != EMPTY])
                whole = len(slots) == self.plans[number].width
                self.rows[number] = FoundRow(number, slots, whole, row.trust)

    def _is_complete(self, segment: Segment) -> bool:
        return len(segment.figures) == self.plans[segment.first].width

    # --- rows -------------------------------------------------------------------------------------

    def _read(self, segment: Segment) -> None:
        if segment.anchor.official:
            self._remark_misspelt(segment)
        if segment.anchor.is_again:
            self._read_again(segment)
            return
        if segment.anchor.is_moved:
            self._remark("row_order", (self.plans[segment.first].row.key,), (segment.anchor.at,))
        if segment.last == segment.first:
            if segment.figures:
                self._remark("stray_figures", (), segment.figures)
            return
        if not segment.is_one_row:
            self._read_several(segment, self._groups_of(segment))
        elif not self._is_plainly_complete(segment):
            self._read_one(segment, self._groups_of(segment))
        else:
            self.complete.append(CompleteRow(segment.first, segment.figures[0]))
            if self._is_below(segment):
                self._remark("split_row", (self.plans[segment.first].row.key,), segment.figures)

    def _read_again(self, segment: Segment) -> None:
        """A row that stands in the table once more: with the same figures, or it is not certain."""
        row = segment.first
        self._remark("row_twice", (self.plans[row].row.key,), segment.figures)
        if self._is_plainly_complete(segment):
            self.again.append(CompleteRow(row, segment.figures[0]))
        elif row in self.rows:
            self._trust(row, Trust.PLACED)
        else:
            self.complete = [
                one._replace(trust=Trust.PLACED) if one.row == row else one for one in self.complete
            ]

    def _is_plainly_complete(self, segment: Segment) -> bool:
        """Whether the row has just its figures, each in a cell of its own on one line of the table."""
        return (
            not segment.texts
            and self._is_complete(segment)
            and not self._empty_cells_before(segment)
            and self.borders.is_one_line(segment.figures)
            and not self._is_astray(segment)
            and not self._skips_cell(segment.figures)
            and not segment.is_interrupted
        )

    def _is_astray(self, segment: Segment) -> bool:
        """Whether the one figure of a row stands below its label though others stand beside theirs."""
        figures = segment.figures
        if not self.has_figures_beside or self.plans[segment.first].width > 1 or not figures:
            return False
        return self._is_beneath(segment)

    def _is_beneath(self, segment: Segment) -> bool:
        return "\n" in self.borders.between(segment.anchor.at, segment.figures[0])

    def _skips_cell(self, figures: Sequence[int]) -> bool:
        """Whether an empty cell stands among the figures; narrow rows may stand under merged headers."""
        return len(figures) >= _MANY and self.borders.skips_cell(figures)

    def _empty_cells_before(self, segment: Segment) -> int:
        """How many empty cells stand before the figures of a row that has fewer columns than others."""
        width = self.plans[segment.first].width
        if not 1 < width < self.aligner.widest or not self.borders.tracks_empty_cells:
            return 0
        return self.cells.empty_before(segment.anchor.at, segment.figures[0])

    def _groups_of(self, segment: Segment) -> list[Group]:
        """The figures of a segment, one Group a printed line of the table."""
        firsts: list[list[int]] = []
        lasts: list[list[int]] = []
        previous = -1
        for at in segment.figures:
            joint = self.borders.joint(previous, at) if firsts else Joint.NEXT_LINE
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

    def _read_one(self, segment: Segment, groups: list[Group]) -> None:
        plan = self.plans[segment.first]
        width = plan.width
        invalid = self._with_invalid(segment, groups, width)
        if invalid is not None:
            self._add(invalid, segment)
            return
        if self._is_left_unread(segment, width):
            return
        groups, is_cut = self._up_to_text(segment, groups)
        slots = [slot for group in groups for slot in group.slots]
        if len(groups) > 1 and self._is_placed(plan, segment, groups[0]):
            self._trust(segment.first, Trust.CUT)
            self._remark_beside(plan, segment, groups[0])
            return
        if len(groups) == 1 and self._is_merged(segment, groups[0]):
            return
        if len(slots) == width:
            self._add(slots, segment)
            if len(groups) > 1 or self._is_joined(slots) or self._is_astray(segment):
                # A row broken over lines; or one that lost a figure, and a page number behind it.
                self._trust(segment.first, Trust.PLACED)
            elif self._skips_cell([first for first, _ in slots]):
                # With the empty cell among them they are one too many: one does not belong there.
                self._trust(segment.first, Trust.PLACED)
                count = self.borders.extent(segment.figures)
                self._remark(
                    "surplus_value", (plan.row.key,), segment.figures, found=count, expected=width
                )
            elif segment.is_interrupted:
                # A page may end in the row, and its number stand for a figure.
                self._trust(segment.first, Trust.PLACED)
            elif is_cut:
                self._trust(segment.first, Trust.CUT)
            if len(groups) > 1 or self._is_below(segment):
                self._remark("split_row", (plan.row.key,), segment.figures)
            return
        fitting = [group for group in groups if len(group) == width]
        if len(fitting) == 1 and len(groups) > 1:
            # One printed line has just what the row needs. What stands on other lines may be a page number,
            # or the rest of figures that were wrapped within their cells: so it is not certain.
            self._add(fitting[0].slots, segment)
            is_first = fitting[0] is groups[0]
            self._trust(segment.first, Trust.CUT if is_first else Trust.PLACED)
            self._remark_beside(plan, segment, fitting[0])
            return
        if len(groups) == 1 and self._is_placed(plan, segment, groups[0]):
            if is_cut:
                self._trust(segment.first, Trust.CUT)
            return
        if slots:
            code = "lost_value" if len(slots) < width else "surplus_value"
            self._remark(code, (plan.row.key,), segment.figures, found=len(slots), expected=width)
        self._add(slots, segment, is_whole=False)
        if len(groups) > 1 or is_cut:
            self._trust(segment.first, Trust.PLACED)

    def _is_left_unread(self, segment: Segment, width: int) -> bool:
        """Leave a row unread in whose cells words stand, or a figure that was torn apart."""
        torn = [at for at in segment.texts if is_torn(self.tokens, at)]
        if not torn and not self._is_unreadable(segment):
            return False
        row = self.plans[segment.first].row.key
        is_filled = len(segment.figures) + len(segment.texts) == width
        if torn or is_filled or self._are_like_figures(segment.texts[:1]):
            self._remark("unread_row", (row,), torn or segment.texts)
        else:  # the row is split: 其他对外管理服务事项 into 行政检查, 行政确认
            self._remark("sub_rows", (row,), segment.texts[:1])
        self.rows[segment.first] = FoundRow(segment.first, None, False)
        return True

    def _is_merged(self, segment: Segment, group: Group) -> bool:
        """Take a row that begins with empty cells for one of which some are merged: it has as many as the widest.

        If it has not, its figures may be those of other columns.
        """
        empty = self._empty_cells_before(segment)
        if not empty:
            return False
        slots = [EMPTY] * empty + group.slots
        if len(slots) == self.aligner.widest:
            self._add(slots, segment, is_whole=False)
            return True
        if len(group) == self.plans[segment.first].width:
            self._add(group.slots, segment)
            self._trust(segment.first, Trust.PLACED)
            return True
        return False

    def _is_joined(self, slots: Sequence[Slot]) -> bool:
        """Whether numbers were put together to fill the row though nothing marks its cells."""
        return not self.borders.tracks_empty_cells and any(first != last for first, last in slots)

    def _is_placed(self, plan: RowPlan, segment: Segment, group: Group) -> bool:
        """Take the row with its empty cells, if the borders tell which these are."""
        depth = len(plan.row.path)
        placed = self.cells.place(segment.anchor.at, depth, group, plan.width)
        if placed is None:
            return False
        self._add(placed.slots, segment)
        if not placed.is_counted:
            self._trust(segment.first, Trust.FITTED)
        return True

    def _with_invalid(self, segment: Segment, groups: list[Group], width: int) -> list[Slot] | None:
        """The row with its words taken for what stands in its cells, where that just fills it."""
        separation = self.borders.separation
        texts, figures = segment.texts, segment.figures
        if not texts or len(groups) > 1 or separation is None or separation.mark == " ":
            return None
        if sum(map(len, groups)) + len(texts) != width:
            return None
        if any(self.borders.breaks(figures[0] if figures else texts[0], at) for at in texts):
            return None
        if any(self.tokens.length(at) > _LONGEST_CELL for at in texts):
            return None
        if any(self.tokens.text(at)[-1] in "。；：;:" for at in texts):
            return None  # a sentence beside the table
        if (not figures or texts[0] < figures[0]) and not self._are_like_figures(texts):
            return None  # a label that the form does not have, rather
        return sorted(
            [slot for group in groups for slot in group.slots] + [(at, at) for at in texts]
        )

    def _are_like_figures(self, texts: Sequence[int]) -> bool:
        """Whether words stand for figures: 约12件, 十二."""
        return all(is_like_figure(self.tokens.text(at)) for at in texts)

    def _is_unreadable(self, segment: Segment) -> bool:
        """Whether words stand in the row's cells before any figure: then it is neither empty nor read."""
        texts, figures = segment.texts, segment.figures
        if not texts or (figures and figures[0] < texts[0]):
            return False
        if self.borders.breaks(segment.anchor.at, texts[0]):
            return False
        if self.borders.tracks_empty_cells:
            return True
        return self.tokens.length(texts[0]) <= _LONGEST_CELL and self._are_like_figures(texts[:1])

    def _up_to_text(self, segment: Segment, groups: list[Group]) -> tuple[list[Group], bool]:
        """The figures before a text that is no part of the label, and whether others may be the rest of theirs.

        What stands behind such a text belongs to something the form does not have, if that has a label; a
        row that goes on after a page's end has none.
        """
        if not segment.texts:
            return groups, False
        limit = segment.texts[0]
        kinds = self.tokens.kinds
        behind = [
            at
            for at in segment.figures
            if at > limit and kinds[at] == Kind.NUMBER and not self.borders.is_alone(at)
        ]
        is_cut = not all(self._is_of_other_row(segment, at) for at in behind)
        if is_cut:
            self._remark("stray_beside", (self.plans[segment.first].row.key,), behind[:1])
        elif behind:
            self._remark("unknown_row", (), (limit,))
        return [group for group in [group.up_to(limit) for group in groups] if len(group)], is_cut

    def _is_of_other_row(self, segment: Segment, at: int) -> bool:
        """Whether the figure at `at` stands in a line that another label begins."""
        borders, kinds = self.borders, self.tokens.kinds
        before = at - 1
        while kinds[before] <= Kind.BLANK and not borders.breaks(before, before + 1):
            before -= 1
        if before not in segment.texts or borders.breaks(before, before + 1):
            return False
        if self.tokens.text(before).endswith(_SENTENCE_ENDS) or not borders.is_border(before):
            return False
        anchor = segment.anchor.at
        return not is_open(self.tokens.text(anchor))

    def _is_below(self, segment: Segment) -> bool:
        """Whether the figures stand on another line of the table than their label."""
        separation = self.borders.separation
        if separation is None or not separation.is_tracked or not segment.figures:
            return False
        return self.borders.breaks(segment.anchor.at, segment.figures[0])

    def _is_behind_empty_row(self, segment: Segment, width: int) -> bool:
        """Whether as many empty cells as the row has stand between its label and the figures."""
        if self.borders.separation is None or not segment.figures:
            return False
        return self.cells.empty_before(segment.anchor.at, segment.figures[0]) >= width

    def _read_several(self, segment: Segment, groups: list[Group]) -> None:
        """Rows whose labels are lost: told by position, where lines or counts leave no doubt which is which."""
        rows = self.plans[segment.first : segment.last]
        width = rows[0].width
        labelled = not segment.anchor.is_group
        found = None
        if not segment.texts and all(plan.width == width for plan in rows):
            found = self._cut(segment, groups, len(rows), width, labelled)
        if found is None:
            if labelled and groups and len(groups[0]) == width:
                self._add(groups[0].slots, segment)
                if self._is_below(segment) or self._is_behind_empty_row(segment, width):
                    # Its own figures may be lost, and these be those of the row whose label is.
                    self._trust(segment.first, Trust.PLACED)
                    self._remark("split_row", (rows[0].row.key,), segment.figures)
            elif labelled and not segment.figures:
                self._add((), segment, is_whole=False)
            return
        for number, row in enumerate(found, segment.first):
            trust = Trust.PLACED
            if labelled and number == segment.first:
                # One with empty cells may be short of one, instead of blank there.
                is_filled = isinstance(row, int) or EMPTY not in row
                trust = Trust.LABELLED if is_filled else Trust.FITTED
            if isinstance(row, int):
                self.complete.append(CompleteRow(number, row, trust))
            else:
                self.rows[number] = FoundRow(number, row, True, trust)
        lost = tuple(plan.row.key for plan in rows[1 if labelled else 0 :])
        self._remark("lost_label", lost, segment.figures)

    def _cut(
        self, segment: Segment, groups: list[Group], count: int, width: int, labelled: bool
    ) -> list[int | tuple[Slot, ...]] | None:
        """The figures of `count` rows, where lines or number agree on one cut; else None.

        Of a row that is one run of tokens only the first is given. A surplus figure at the head of each line
        is a label that was overwritten (sample: eight zeros a row).
        """
        if len(groups) == count:
            if labelled:
                groups = [groups[0], *(self.cells.drop_overwritten(g, width) for g in groups[1:])]
            else:
                groups = [self.cells.drop_overwritten(group, width) for group in groups]
            rows: list[int | tuple[Slot, ...]] = []
            for group in groups:
                if len(group) == width and group.is_run:
                    rows.append(group.firsts[0])
                    continue
                if len(group) == width:
                    rows.append(tuple(group.slots))
                    continue
                placed = self.cells.place(segment.anchor.at, 0, group, width)
                if placed is None:
                    return None
                rows.append(placed.slots)
            return rows
        if len(groups) != 1:
            return None
        for step, skipped in ((width, 0), (width + 1, 1)):
            if len(groups[0]) == count * step:
                if groups[0].is_run:
                    return [groups[0].firsts[at + skipped] for at in range(0, count * step, step)]
                all_slots = tuple(groups[0].slots)
                return [all_slots[at + skipped : at + step] for at in range(0, count * step, step)]
        return None

    def _read_reversed(self, anchors: list[Anchor], segments: list[Segment]) -> None:
        """Figures printed before their label shift every row by one: seen by the first and the last row."""
        if len(segments) < 3 or segments[-1].figures:
            return
        first = anchors[0]
        before = self.tokens.kinds[self.cluster.start : first.at].count(Kind.NUMBER)
        if before < self.plans[first.row].width:
            return
        self.remarks.append(Remark("figures_before_labels"))
        for row in [*[complete.row for complete in self.complete], *self.rows]:
            self.rows[row] = FoundRow(row, None, False, Trust.PLACED)
        self.complete.clear()

    # --- results ----------------------------------------------------------------------------------

    def _add(self, slots: Sequence[Slot], segment: Segment, is_whole: bool = True) -> None:
        """Take `slots` for the first row of `segment`."""
        self.rows[segment.first] = FoundRow(segment.first, tuple(slots), is_whole)

    def _trust(self, row: int, trust: Trust) -> None:
        """Trust the figures of the row no further than that."""
        self.rows[row] = self.rows[row]._replace(trust=trust)

    def _remark_misspelt(self, segment: Segment) -> None:
        at = segment.anchor.at
        row = self.plans[segment.first].row
        self.remarks.append(Remark("misspelt_label", (row.key,), (at, at), {"label": row.label}))

    def _remark_beside(self, plan: RowPlan, segment: Segment, taken: Group) -> None:
        """The first figures that stand with the row's own (`taken`) and do not belong to it."""
        own = range(taken.firsts[0], taken.lasts[-1] + 1)
        others = [at for at in segment.figures if at not in own]
        first = [at for number, at in enumerate(others) if at == others[0] + number]
        self._remark("stray_beside", (plan.row.key,), first)

    def _remark(
        self, code: str, rows: tuple[str, ...], figures: Sequence[int], **params: object
    ) -> None:
        where = (figures[0], figures[-1]) if figures else None
        self.remarks.append(Remark(code, rows, where, params))
