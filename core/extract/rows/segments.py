"""Owns what stands between the labels of a table: the figures of each label's rows, and the words among them."""

from collections.abc import Sequence
from operator import is_not
from typing import NamedTuple

import regex

from core.cells import TableKind
from core.extract.places.locate import Cluster
from core.extract.rows.anchors import Anchor, RowPlan
from core.extract.rows.figures import is_torn
from core.extract.tokens.lexicon import Lexicon, Role, bare, key_of
from core.extract.tokens.pieces import Kind
from core.extract.tokens.tokens import Tokens

_LIKE_FIGURE = regex.compile(r"\p{N}|^[〇零一二两三四五六七八九十百千万]+$")
REMARK_HEADERS = frozenset({"备注", "说明", "备注说明"})
_BLANK, _LABEL, _NOISE = Kind.BLANK, Kind.LABEL, Kind.NOISE
"""By themselves: looking one up in its Enum takes Python ten times as long."""
_HEADERS = bytes((Kind.LABEL, Kind.NOISE))
_MOST_OF_NOTE = 50
"""Pieces that a label with a note in brackets may be broken up in: notes of some offices are long."""


class Segment(NamedTuple):
    """What stands under one anchor: rows `first` up to `last`, its figures and the texts among them."""

    anchor: Anchor
    first: int
    last: int
    figures: Sequence[int]
    texts: Sequence[int]
    is_interrupted: bool = False  # headers stand in it, and a further figure behind

    @property
    def is_one_row(self) -> bool:
        """Whether it is one row under its own label."""
        return self.last - self.first == 1 and not self.anchor.is_group


class SegmentFinder:
    """Finds the Segments of one table in one text."""

    def __init__(
        self,
        kind: TableKind,
        plans: Sequence[RowPlan],
        lexicon: Lexicon,
        cluster: Cluster,
        tokens: Tokens,
    ) -> None:
        self._kind = kind
        self._plans = plans
        self._lexicon = lexicon
        self._cluster = cluster
        self._tokens = tokens

    def find(self, anchors: list[Anchor]) -> tuple[list[Segment], bool]:
        """The Segments under `anchors`, in their order; and whether a column of remarks was left out of them."""
        segments: list[Segment] = []
        kinds = self._tokens.kinds
        for position, anchor in enumerate(anchors):
            row = anchor.row
            if position + 1 < len(anchors):
                following = anchors[position + 1]
                end, last = following.at, following.row
                if anchor.is_free or following.is_free:
                    last = row + (not anchor.is_group)
            else:
                end, last = self._cluster.end, row + (not anchor.is_group)
            start = anchor.at + 1
            figures: Sequence[int]
            texts: Sequence[int] = ()
            is_interrupted = False
            if start < end and max(kinds[start:end]) <= _BLANK:
                figures = range(start, end)
            else:
                figures, texts, stop = self._between(anchor, start, end)
                is_interrupted = self._goes_on_behind_headers(stop, end, is_empty=not figures)
            segment = Segment(anchor, row, max(last, row), figures, texts, is_interrupted)
            segments.append(segment)
        trimmed = self._without_remarks(segments)
        return trimmed, trimmed is not segments

    def _without_remarks(self, segments: list[Segment]) -> list[Segment]:
        """The rows without the marks (无, a dash) that stand in a column of remarks beside their figures."""
        if not segments:
            return segments
        heads = range(self._cluster.start, segments[0].anchor.at)
        if not any(self._tokens.text(at) in REMARK_HEADERS for at in heads):
            return segments
        trimmed = [self._without_mark(segment, spare=1) for segment in segments]
        has_none_over = not any(map(is_not, trimmed, segments))
        if has_none_over and any(self._is_filled(segment) for segment in segments):
            return segments
        # With a mark, a row that has just enough lacks a figure, as all the others do where none is filled.
        trimmed = [
            self._without_mark(after, spare=0) if after is before else after
            for after, before in zip(trimmed, segments, strict=True)
        ]
        return trimmed if any(map(is_not, trimmed, segments)) else segments

    def _is_filled(self, segment: Segment) -> bool:
        """Whether the row has as many figures as it should, without a mark among them."""
        kinds, figures = self._tokens.kinds, segment.figures
        return (
            segment.is_one_row
            and len(figures) == self._plans[segment.first].width
            and all(kinds[at] != _BLANK for at in figures)
        )

    def _without_mark(self, segment: Segment, spare: int) -> Segment:
        """The row with so many figures to `spare` but without the mark at one of its ends."""
        figures, kinds = segment.figures, self._tokens.kinds
        if not segment.is_one_row or len(figures) != self._plans[segment.first].width + spare:
            return segment
        leads, trails = kinds[figures[0]] == _BLANK, kinds[figures[-1]] == _BLANK
        if leads == trails:
            return segment
        return segment._replace(figures=figures[1:] if leads else figures[:-1])

    def _between(
        self, anchor: Anchor, start: int, end: int
    ) -> tuple[Sequence[int], list[int], int]:
        """The figures from token `start` up to `end` and the texts among them, up to a label that ends the row;
        and where that is."""
        kinds = self._tokens.kinds
        figures: list[int] = []
        texts: list[int] = []
        stop = end
        for at in range(start, end):
            kind = kinds[at]
            if kind <= _BLANK:
                figures.append(at)
            elif kind == _LABEL:
                # Headers and headings end a row; a group's label beside the wrong row does not.
                if self._tokens.label(at).rows_of is not self._kind and not (
                    not figures and self._is_in_note(anchor, at)
                ):
                    stop = at
                    break
            elif kind == _NOISE:
                if self._is_in_cell(at):
                    texts.append(at)
            elif not self._is_part_of_label(anchor, at, figures):
                texts.append(at)
        if figures and figures[-1] - figures[0] == len(figures) - 1:
            return range(figures[0], figures[-1] + 1), texts, stop
        return figures, texts, stop

    def _goes_on_behind_headers(self, stop: int, end: int, *, is_empty: bool) -> bool:
        """Whether a figure follows the headers at `stop`, as where a page ends in a row and repeats them.

        Behind the heading of the next block it is a page number, rather, unless the row is empty else.
        """
        kinds = self._tokens.kinds
        behind = stop + len(kinds[stop:end]) - len(kinds[stop:end].lstrip(_HEADERS))
        if behind == end or kinds[behind] != Kind.NUMBER:
            return False
        if is_empty:
            return True
        entries = [self._tokens.pieces[at].entry for at in range(stop, behind)]
        roles = {label.role for entry in entries if entry for label in entry.labels}
        return roles.isdisjoint((Role.HEADING, Role.TITLE))

    def _has_cell(self, at: int) -> bool:
        """Whether the token at `at` has a cell of its own, by what stands before it."""
        tokens = self._tokens
        gap = tokens.folded[tokens.ends[at - 1] : tokens.starts[at]]
        return "|" in gap or tokens.opens_cell(at)

    def _is_in_cell(self, at: int) -> bool:
        """Whether what looks like a page number (3/12) stands in a cell: beside others, or just behind a label."""
        tokens = self._tokens
        if not is_like_figure(tokens.text(at)):
            return False
        if (
            has_border(tokens, at)
            or "\n" not in tokens.folded[tokens.ends[at - 1] : tokens.starts[at]]
        ):
            return True
        return "/" in tokens.text(at) and tokens.kinds[at - 1] == _LABEL

    def _is_part_of_label(self, anchor: Anchor, at: int, figures: list[int]) -> bool:
        if is_torn(self._tokens, at):
            return False
        piece = self._tokens.text(at)
        if not key_of(piece):
            return True
        if self._lexicon.is_fragment(piece):
            # 三 or 十 in a cell of its own stands for a figure.
            return not (is_like_figure(piece) and self._has_cell(at))
        if figures:
            return False
        if piece == self._tokens.text(anchor.at):
            return True  # a merged cell, written into each cell that it covers
        if piece.startswith("(") and bare(piece) == piece:
            return not (is_like_figure(piece) and self._has_cell(at))
        return self._is_in_note(anchor, at)

    def _is_in_note(self, anchor: Anchor, at: int) -> bool:
        """Whether a bracket that the label at `anchor` opens is still open before the token at `at`."""
        start, end = self._tokens.starts[anchor.at], self._tokens.starts[at]
        return at - anchor.at <= _MOST_OF_NOTE and is_open(self._tokens.folded[start:end])


def has_border(tokens: Tokens, at: int) -> bool:
    """Whether a tab or pipe stands beside the token at `at` on its line."""
    before = tokens.folded[tokens.ends[at - 1] if at else 0 : tokens.starts[at]].rpartition("\n")[2]
    behind = tokens.folded[tokens.ends[at] : tokens.reach(at + 1)].partition("\n")[0]
    return not {"\t", "|"}.isdisjoint(before + behind)


def is_like_figure(text: str) -> bool:
    """Whether a word stands for a figure: 约12件, 十二."""
    return _LIKE_FIGURE.search(text) is not None


def is_open(text: str) -> bool:
    """Whether a bracket is open at the end of `text`."""
    return text.count("(") > text.count(")")
