"""Owns aligning the Tokens of one table to the rows of its Form, by their labels and their order.

The labels that a text kept are matched to the form's rows as the heaviest increasing sequence; what stands
between two of them belongs to the rows between. Lines and separators are used as evidence only where the
figures alone leave a choice.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from core.cells import Quantity, Span
from core.extract.fold import FILLER
from core.extract.lexicon import Lexicon, Role, key_of
from core.extract.locate import Cluster
from core.extract.rows import (
    BLANK,
    Figure,
    Hypothesis,
    Printed,
    RowReading,
    Trust,
    exact,
    readings,
)
from core.extract.tokens import Kind, Token
from core.forms import Form, FormTable, Row


class RowPlan(NamedTuple):
    """A row of the form as the aligner needs it."""

    row: Row
    quantities: tuple[Quantity, ...]

    @property
    def width(self) -> int:
        """The number of figures that the row holds."""
        return len(self.quantities)


class Anchor(NamedTuple):
    """A label at token `at` that stands for row number `row` (or, as a group, stands before it)."""

    at: int
    row: int
    is_group: bool
    weight: int
    note: str = ""  # the official key, where the printed label differs from it


@dataclass(slots=True)
class Remark:
    """Something the aligner noticed: a finding's code, rows it is about, where, and its parameters."""

    code: str
    rows: tuple[str, ...] = ()
    span: Span | None = None
    params: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class TableReading:
    """What stands in one table of the text: a RowReading a row found, and remarks."""

    rows: dict[str, RowReading]
    remarks: list[Remark]
    cluster: Cluster

    @property
    def complete_rows(self) -> int:
        """How many rows have just one reading under their own label."""
        return sum(
            1
            for row in self.rows.values()
            if len(row.hypotheses) == 1 and row.trust is Trust.LABELLED and row.found
        )


class Separation(NamedTuple):
    """How cells are separated in a table: `unit` between two figures of one row, `mark` its telling character."""

    unit: str
    mark: str

    def count(self, gap: str) -> int:
        """How many cell borders `gap` holds."""
        return gap.count(self.mark) // max(1, self.unit.count(self.mark))

    def breaks(self, gap: str) -> bool:
        """Whether a row ends within `gap`."""
        if self.mark == " " or "\n" not in self.unit:
            return "\n" in gap
        if self.mark == "|":
            return "\n||" in gap
        if self.mark == "\t":
            return gap.count("\n") > gap.count("\t") or "\n\n" in gap
        return False

    def before_break(self, gap: str) -> str:
        """The part of `gap` that still belongs to the row."""
        if "\n" not in self.unit:
            return gap.split("\n", 1)[0]
        border = "\n||" if self.mark == "|" else "\n\n"
        return gap.split(border, 1)[0] if self.mark != "\n" else gap


def plans_of(table: FormTable) -> list[RowPlan]:
    """The rows of `table` in printed order."""
    return [
        RowPlan(row, tuple(column.quantity for column in block.columns))
        for block in table.blocks
        for row in block.rows
    ]


class RowAligner:
    """Aligns tables whose rows carry labels (blocks and matrix)."""

    def __init__(self, form: Form, table: FormTable, lexicon: Lexicon) -> None:
        self.form = form
        self.table = table
        self.lexicon = lexicon
        self.plans = plans_of(table)
        self.number = {plan.row.key: at for at, plan in enumerate(self.plans)}
        self.groups: dict[str, int] = {}
        for at, plan in enumerate(self.plans):
            for label in plan.row.path[:-1]:
                self.groups.setdefault(label, at)

    def align(self, cluster: Cluster, tokens: Sequence[Token], folded: str) -> TableReading:
        """What the table at `cluster` holds."""
        return _Alignment(self, cluster, tokens, folded).run()


class _Segment(NamedTuple):
    """What stands under one anchor: rows `first` up to `last`, its figures and the texts among them."""

    anchor: Anchor
    first: int
    last: int
    figures: list[int]
    texts: list[int]
    end: int


class _Alignment:
    """One run of the aligner over one table."""

    def __init__(
        self, aligner: RowAligner, cluster: Cluster, tokens: Sequence[Token], folded: str
    ) -> None:
        self.lexicon = aligner.lexicon
        self.form = aligner.form
        self.kind = aligner.table.kind
        self.plans = aligner.plans
        self.number = aligner.number
        self.groups = aligner.groups
        self.cluster = cluster
        self.tokens = tokens
        self.folded = folded
        self.remarks: list[Remark] = []
        self.rows: dict[str, RowReading] = {}

    def run(self) -> TableReading:
        anchors = self._anchors()
        segments = self._segments(anchors)
        separation = self._separation(segments)
        offsets = self._offsets(segments, separation)
        for segment in segments:
            self._read(segment, separation, offsets)
        self._read_reversed(anchors, segments)
        return TableReading(self.rows, self.remarks, self.cluster)

    # --- labels -----------------------------------------------------------------------------------

    def _anchors(self) -> list[Anchor]:
        """The labels that stand for rows, as the heaviest sequence in the form's order."""
        found: list[Anchor] = []
        named: set[int] = set()
        for at in range(self.cluster.start, self.cluster.end):
            token = self.tokens[at]
            if token.kind is not Kind.LABEL or token.entry is None:
                continue
            for anchor in self._anchor(at, token):
                found.append(anchor)
                if not anchor.is_group:
                    named.add(anchor.row)
        if len(named) < len(self.plans):
            found = sorted(found + self._damaged(named), key=lambda anchor: anchor.at)
        if all(_follows(a, b) for a, b in pairwise(found)):
            return found
        return _heaviest_order(found)

    def _anchor(self, at: int, token: Token) -> list[Anchor]:
        entry = token.entry
        assert entry is not None
        weight = 4 if entry.exact else 1
        rows = entry.named(Role.ROW, self.kind, self.form.id) if entry.has_row else ()
        if rows:
            return [Anchor(at, self.number[row], False, weight) for row in rows]
        if entry.has_group:
            groups = entry.named(Role.GROUP, self.kind, self.form.id)
            return [Anchor(at, self.groups[g], True, 1) for g in groups if g in self.groups]
        return []

    def _damaged(self, named: set[int]) -> list[Anchor]:
        """Labels that a line's end cut off or a typing error changed, for rows not named otherwise."""
        found: list[Anchor] = []
        for at in range(self.cluster.start, self.cluster.end):
            token = self.tokens[at]
            if token.kind is not Kind.TEXT or not 3 < token.end - token.start < 90:
                continue
            piece = self.folded[token.start : token.end]
            entry = self.lexicon.completes(key_of(piece), self.kind)
            official, weight = "", 2
            if entry is None:
                near = self.lexicon.closest(piece, self.kind)
                if near is None:
                    continue
                entry, official = near
                weight = 3
            found += [
                Anchor(at, self.number[row], False, weight, official)
                for row in entry.named(Role.ROW, self.kind, self.form.id)
                if self.number[row] not in named
            ]
        return found

    # --- what stands between labels ---------------------------------------------------------------

    def _segments(self, anchors: list[Anchor]) -> list[_Segment]:
        segments: list[_Segment] = []
        for position, anchor in enumerate(anchors):
            following = anchors[position + 1] if position + 1 < len(anchors) else None
            end = following.at if following else self.cluster.end
            last = following.row if following else (anchor.row + (0 if anchor.is_group else 1))
            if anchor.is_group and following is None:
                last = anchor.row
            figures: list[int] = []
            texts: list[int] = []
            stop = end
            for at in range(anchor.at + 1, end):
                token = self.tokens[at]
                if token.kind <= Kind.BLANK:
                    figures.append(at)
                elif token.kind is Kind.LABEL:
                    if self._is_barrier_label(token):
                        stop = at
                        break
                elif token.kind is Kind.TEXT and not self._is_part_of_label(anchor, at, figures):
                    texts.append(at)
            segments.append(
                _Segment(anchor, anchor.row, max(last, anchor.row), figures, texts, stop)
            )
        return segments

    def _is_barrier_label(self, token: Token) -> bool:
        """Headers and headings end a row; a group's label beside the wrong row does not."""
        entry = token.entry
        assert entry is not None
        return any(
            label.role in (Role.HEADING, Role.CORNER, Role.COLUMN, Role.COLUMN_GROUP, Role.TITLE)
            or label.table is not self.kind
            for label in entry.labels
        )

    def _is_part_of_label(self, anchor: Anchor, at: int, figures: list[int]) -> bool:
        token = self.tokens[at]
        piece = self.folded[token.start : token.end]
        if self.lexicon.is_fragment(piece):
            return True
        if figures:
            return False
        return piece.startswith("(") or _is_open(
            self.folded[self.tokens[anchor.at].start : token.start]
        )

    # --- how cells are separated ------------------------------------------------------------------

    def _gap(self, first: int, second: int) -> str:
        gap = self.folded[self.tokens[first].end : self.tokens[second].start]
        return gap.replace(FILLER, "").replace(" ", "") or " "

    def _separation(self, segments: list[_Segment]) -> Separation | None:
        gaps: Counter[str] = Counter()
        for segment in segments:
            if len(segment.figures) == self.plans[segment.first].width > 1 and not segment.texts:
                gaps.update(self._gap(a, b) for a, b in pairwise(segment.figures) if b == a + 1)
        if not gaps:
            for segment in segments:
                gaps.update(self._gap(a, b) for a, b in pairwise(segment.figures) if b == a + 1)
        if not gaps:
            return None
        unit = gaps.most_common(1)[0][0]
        mark = next((mark for mark in "|\t\n" if mark in unit), " ")
        return Separation(unit, mark)

    def _offsets(
        self, segments: list[_Segment], separation: Separation | None
    ) -> dict[int, Counter[tuple[int, int]]]:
        """For complete rows, by width: borders between label and first figure, and after the last one."""
        offsets: dict[int, Counter[tuple[int, int]]] = {}
        if separation is None or separation.mark == " ":
            return offsets
        for segment in segments:
            width = self.plans[segment.first].width
            if (
                segment.last - segment.first == 1
                and not segment.anchor.is_group
                and len(segment.figures) == width
                and not segment.texts
            ):
                lead, trail = self._lead_and_trail(segment, separation)
                offsets.setdefault(width, Counter())[lead, trail] += 1
        return offsets

    def _lead_and_trail(self, segment: _Segment, separation: Separation) -> tuple[int, int]:
        first, last = segment.figures[0], segment.figures[-1]
        lead = separation.count(self._gap(first - 1, first))
        if last + 1 < len(self.tokens):
            trail = separation.count(separation.before_break(self._gap(last, last + 1)))
        else:
            trail = 0
        return lead, trail

    # --- rows -------------------------------------------------------------------------------------

    def _read(
        self,
        segment: _Segment,
        separation: Separation | None,
        offsets: dict[int, Counter[tuple[int, int]]],
    ) -> None:
        count = segment.last - segment.first
        if count == 0:
            if segment.figures:
                self._remark("stray_figures", (), segment.figures)
            return
        groups = self._groups_of(segment, separation)
        if segment.anchor.note:
            token = self.tokens[segment.anchor.at]
            self.remarks.append(
                Remark(
                    "misspelt_label",
                    (self.plans[segment.first].row.key,),
                    Span(token.start, token.end),
                    {"label": self.plans[segment.first].row.label},
                )
            )
        if count == 1 and not segment.anchor.is_group:
            self._read_one(segment, groups, separation, offsets)
        else:
            self._read_several(segment, groups)

    def _groups_of(self, segment: _Segment, separation: Separation | None) -> list[list[Figure]]:
        """The figures of a segment, one list a printed line of the table."""
        groups: list[list[Figure]] = []
        previous = None
        for at in segment.figures:
            figure = self._figure(at)
            if previous is None or (
                separation is not None and separation.breaks(self._gap_between(previous, at))
            ):
                groups.append([figure])
            elif self._is_split(previous, at, separation) and groups[-1]:
                groups[-1][-1] = _split(groups[-1][-1], figure)
            else:
                groups[-1].append(figure)
            previous = at
        return groups

    def _gap_between(self, first: int, second: int) -> str:
        """Like `_gap`, over label fragments between the two."""
        text = self.folded[self.tokens[first].end : self.tokens[second].start]
        return "".join(char for char in text if char in "\n\t|") or " "

    def _is_split(self, first: int, second: int, separation: Separation | None) -> bool:
        """Whether two figures stand in one cell: only spaces between them where cells are not so separated."""
        if separation is None or separation.mark == " " or second != first + 1:
            return False
        gap = self.folded[self.tokens[first].end : self.tokens[second].start]
        return not gap.strip(" " + FILLER)

    def _figure(self, at: int) -> Figure:
        token = self.tokens[at]
        if token.number is None:
            return Figure(Printed.BLANK, None, token.start, token.end)
        return Figure(Printed.NUMBER, token.number.value, token.start, token.end, token.number)

    def _read_one(
        self,
        segment: _Segment,
        groups: list[list[Figure]],
        separation: Separation | None,
        offsets: dict[int, Counter[tuple[int, int]]],
    ) -> None:
        plan = self.plans[segment.first]
        width = plan.width
        figures = [figure for group in groups for figure in group]
        invalid = self._with_invalid(segment, groups, width)
        if invalid is not None:
            self._add(plan, exact(invalid), segment, len(invalid))
            return
        figures, groups = self._up_to_text(segment, figures, groups)
        if len(figures) == width:
            self._add(plan, exact(figures), segment, width)
            if len(groups) > 1 or self._is_below(segment, separation):
                self._remark("split_row", (plan.row.key,), segment.figures)
            return
        fitting = [group for group in groups if len(group) == width]
        if len(fitting) == 1 and len(groups) > 1:
            # One printed line has just what the row needs; what stands on other lines is not of this row.
            self._add(plan, exact(fitting[0]), segment, width)
            self._remark("stray_figures", (plan.row.key,), segment.figures)
            return
        placed = self._placed(segment, figures, width, separation, offsets.get(width))
        if placed is not None:
            self._add(plan, exact(placed), segment, len(figures))
            return
        if figures and width > 1 and len(figures) != width:
            code = "lost_value" if len(figures) < width else "surplus_value"
            self._remark(code, (plan.row.key,), segment.figures, found=len(figures), expected=width)
        elif len(figures) > width:
            self._remark(
                "surplus_value",
                (plan.row.key,),
                segment.figures,
                found=len(figures),
                expected=width,
            )
        self._add(plan, readings(figures, width, plan.quantities), segment, len(figures), figures)

    def _with_invalid(
        self, segment: _Segment, groups: list[list[Figure]], width: int
    ) -> list[Figure] | None:
        """The row with its words taken for what stands in its cells, where that just fills it."""
        if not segment.texts or not segment.figures or len(groups) > 1:
            return None
        if len(segment.figures) + len(segment.texts) != width:
            return None
        if segment.texts[0] < segment.figures[0]:
            return None
        slots = [figure for group in groups for figure in group]
        for at in segment.texts:
            token = self.tokens[at]
            if token.end - token.start > 16:
                return None
            slots.append(Figure(Printed.INVALID, None, token.start, token.end))
        return sorted(slots, key=lambda figure: figure.start)

    def _up_to_text(
        self, segment: _Segment, figures: list[Figure], groups: list[list[Figure]]
    ) -> tuple[list[Figure], list[list[Figure]]]:
        """Figures behind a text that is no part of the label belong to something the form does not have."""
        if not segment.texts:
            return figures, groups
        limit = self.tokens[segment.texts[0]].start
        kept = [[figure for figure in group if figure.start < limit] for group in groups]
        if any(figure.start >= limit for figure in figures):
            token = self.tokens[segment.texts[0]]
            self.remarks.append(Remark("unknown_row", (), Span(token.start, token.end)))
        groups = [group for group in kept if group]
        return [figure for group in groups for figure in group], groups

    def _is_below(self, segment: _Segment, separation: Separation | None) -> bool:
        """Whether the figures stand on another line of the table than their label."""
        if separation is None or not segment.figures or separation.mark == "\n":
            return False
        return separation.breaks(self._gap_between(segment.anchor.at, segment.figures[0]))

    def _placed(
        self,
        segment: _Segment,
        figures: list[Figure],
        width: int,
        separation: Separation | None,
        offsets: Counter[tuple[int, int]] | None,
    ) -> list[Figure] | None:
        """The row with its empty cells, where the cell borders that were kept tell which these are."""
        if separation is None or separation.mark not in "\t|" or not offsets or not figures:
            return None
        if len(figures) != len(segment.figures) or len(figures) > width:
            return None
        lead, trail = self._lead_and_trail(segment, separation)
        inner = [separation.count(self._gap_between(a, b)) for a, b in pairwise(segment.figures)]
        total = lead + sum(inner) + trail
        starts = set()
        for usual_lead, usual_trail in offsets:
            if usual_lead + width - 1 + usual_trail != total or lead < usual_lead:
                continue
            if separation.mark == "|" and trail > usual_trail and offsets.total() > len(figures):
                return None  # padding at the row's end hides where a swallowed cell was
            starts.add(lead - usual_lead)
        if len(starts) != 1:
            return None
        column = starts.pop()
        slots = [BLANK] * width
        for figure, step in zip(figures, [*inner, 0], strict=True):
            if column >= width:
                return None
            slots[column] = figure
            column += max(step, 1)
        return slots

    def _read_several(self, segment: _Segment, groups: list[list[Figure]]) -> None:
        """Rows whose labels are lost: told by position, where lines or counts leave no doubt which is which."""
        rows = self.plans[segment.first : segment.last]
        count = len(rows)
        width = rows[0].width
        labelled = not segment.anchor.is_group
        if any(plan.width != width for plan in rows) or segment.texts:
            rows_found = None
        else:
            rows_found = _chunks(groups, count, width)
        if rows_found is None:
            if labelled and groups and len(groups[0]) == width:
                self._add(rows[0], exact(groups[0]), segment, width)
            elif labelled and not segment.figures:
                self._add(rows[0], readings([], width, rows[0].quantities), segment, 0)
            return
        for at, (plan, figures) in enumerate(zip(rows, rows_found, strict=True)):
            trust = Trust.LABELLED if at == 0 and labelled else Trust.PLACED
            self.rows[plan.row.key] = RowReading(
                plan.row.key,
                width,
                readings(figures, width, plan.quantities),
                trust,
                len(figures),
                figures[0].start,
                figures[-1].end,
            )
        lost = tuple(plan.row.key for plan in rows[1 if labelled else 0 :])
        self._remark("lost_label", lost, segment.figures)

    def _read_reversed(self, anchors: list[Anchor], segments: list[_Segment]) -> None:
        """Figures printed before their label shift every row by one: seen by the first and the last row."""
        if not anchors or not segments or segments[-1].figures:
            return
        first = anchors[0]
        before = [
            at for at in range(self.cluster.start, first.at) if self.tokens[at].kind is Kind.NUMBER
        ]
        if len(before) < self.plans[first.row].width or len(segments) < 3:
            return
        self.remarks.append(Remark("figures_before_labels"))
        for key, row in list(self.rows.items()):
            self.rows[key] = row._replace(hypotheses=(), trust=Trust.PLACED)

    # --- results ----------------------------------------------------------------------------------

    def _add(
        self,
        plan: RowPlan,
        hypotheses: tuple[Hypothesis, ...],
        segment: _Segment,
        found: int,
        loose: Sequence[Figure] = (),
    ) -> None:
        anchor = self.tokens[segment.anchor.at]
        end = self.tokens[segment.figures[-1]].end if segment.figures else anchor.end
        self.rows[plan.row.key] = RowReading(
            plan.row.key,
            plan.width,
            hypotheses,
            Trust.LABELLED,
            found,
            anchor.start,
            end,
            not hypotheses,
            tuple(loose) if not hypotheses else (),
        )

    def _remark(
        self, code: str, rows: tuple[str, ...], figures: list[int], **params: object
    ) -> None:
        span = None
        if figures:
            span = Span(self.tokens[figures[0]].start, self.tokens[figures[-1]].end)
        self.remarks.append(Remark(code, rows, span, params))


def _follows(first: Anchor, second: Anchor) -> bool:
    """Whether `second` may come after `first` in the form's order."""
    if second.is_group:
        return second.row > first.row or (first.is_group and second.row == first.row)
    return second.row > first.row or (first.is_group and second.row == first.row)


def _heaviest_order(anchors: list[Anchor]) -> list[Anchor]:
    """The heaviest subsequence in the form's order (dynamic programming over pairs)."""
    best: list[tuple[int, int]] = []
    for at, anchor in enumerate(anchors):
        weight, before = anchor.weight, -1
        for earlier in range(at):
            if anchors[earlier].at != anchor.at and _follows(anchors[earlier], anchor):
                reached = best[earlier][0] + anchor.weight
                if reached > weight:
                    weight, before = reached, earlier
        best.append((weight, before))
    if not best:
        return []
    at = max(range(len(best)), key=lambda index: best[index][0])
    chain: list[Anchor] = []
    while at >= 0:
        chain.append(anchors[at])
        at = best[at][1]
    return chain[::-1]


def _chunks(groups: list[list[Figure]], count: int, width: int) -> list[list[Figure]] | None:
    """Figures cut into `count` rows of `width`, where lines or number agree on one cut; else None.

    A surplus figure at the head of each line is a label that was overwritten (sample: eight zeros a row).
    """
    if len(groups) == count:
        sizes = {len(group) for group in groups}
        if sizes == {width}:
            return groups
        if sizes == {width + 1}:
            return [group[1:] for group in groups]
        return groups if max(sizes) <= width else None
    figures = [figure for group in groups for figure in group]
    if len(groups) <= 1 and len(figures) == count * width:
        return [figures[at : at + width] for at in range(0, len(figures), width)]
    if len(groups) <= 1 and len(figures) == count * (width + 1):
        return [figures[at + 1 : at + width + 1] for at in range(0, len(figures), width + 1)]
    return None


def _split(first: Figure, second: Figure) -> Figure:
    """Two numbers in one cell: digits that a space split, or two figures run together."""
    parts = tuple(v for v in (first.value, second.value) if v is not None)
    text = "".join(str(part) for part in parts)
    value = int(text) if text.isdigit() else None
    return Figure(Printed.SPLIT, value, first.start, second.end, None, parts)


def _is_open(text: str) -> bool:
    """Whether a bracket is open at the end of `text`."""
    return text.count("(") > text.count(")")
