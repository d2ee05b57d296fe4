"""Owns matching printed labels to the rows of a table: the heaviest sequence that keeps the form's order.

A label may be cut off by a line's end, misspelt, lost, or repeated in another role (其他, 总计): which of them
stand for rows is decided over the whole table, not label by label.
"""

import re
from collections import Counter
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from core.extract.places.locate import Cluster
from core.extract.tokens.lexicon import Entry, Lexicon, Role, numbering_key
from core.extract.tokens.pieces import Kind
from core.extract.tokens.tokens import Tokens
from core.forms import Form, FormTable, Row

_BLANK = Kind.BLANK
"""By itself: looking one up in its Enum takes Python ten times as long."""
_WORD, _FIGURE = b"[%c%c]" % (Kind.LABEL, Kind.TEXT), b"[%c%c]" % (Kind.NUMBER, Kind.BLANK)
_FIGURES_AMONG_WORDS = re.compile(b"%s%s++(?=%s)" % (_WORD, _FIGURE, _WORD))
"""A label or text and the figures behind it, up to another one, by the kinds of tokens."""
_WHOLE = 4
"""The weight of a label that is printed in full, numbering and all."""


class RowPlan(NamedTuple):
    """A row of the form as the aligner needs it: `width` is the number of figures that it holds."""

    row: Row
    width: int


class Anchor(NamedTuple):
    """A label at token `at` that stands for row number `row` (or, as a group's label, stands before it).

    `official` is the form's own label where the printed one differs by a typing error. `is_moved` where it
    stands out of the form's order, `is_again` where the row has stood before.
    """

    at: int
    row: int
    is_group: bool
    weight: int
    official: str = ""
    is_moved: bool = False
    is_again: bool = False

    @property
    def is_free(self) -> bool:
        """Whether the order of the form says nothing of what stands before and behind it."""
        return self.is_moved or self.is_again


def plans_of(table: FormTable) -> list[RowPlan]:
    """The rows of `table` in printed order."""
    return [RowPlan(row, block.width) for block in table.blocks for row in block.rows]


class AnchorFinder:
    """Finds the labels of one table of one Form; made once, used for every text."""

    def __init__(self, form: Form, table: FormTable, lexicon: Lexicon) -> None:
        self._form = form.id
        self._kind = table.kind
        self._lexicon = lexicon
        plans = plans_of(table)
        self._number = {plan.row.key: at for at, plan in enumerate(plans)}
        self._numberings = [numbering_key(plan.row.label) for plan in plans]
        self._meanings: dict[Entry, tuple[tuple[int, bool, int], ...]] = {}
        self._groups: dict[str, int] = {}
        for at, plan in enumerate(plans):
            for label in plan.row.path[:-1]:
                self._groups.setdefault(label, at)

    def find(self, cluster: Cluster, tokens: Tokens) -> list[Anchor]:
        """The labels at `cluster` that stand for rows, in the order of the text.

        That is the order of the form, but for whole labels that stand before figures elsewhere.
        """
        found: list[Anchor] = []
        named: set[int] = set()
        pieces, meanings = tokens.pieces, self._meanings
        for at in tokens.labels_between(cluster.start, cluster.end):
            entry = pieces[at].entry
            if entry is None:
                continue
            meaning = meanings.get(entry)
            if meaning is None:
                meaning = meanings[entry] = self._meaning(entry)
            for row, is_group, weight in meaning:
                anchor = Anchor(at, row, is_group, weight)
                if not is_group:
                    if not entry.exact:
                        anchor = self._with_numbering(anchor, cluster, tokens)
                    named.add(row)
                found.append(anchor)
        if len(named) < len(self._number):
            wrapped = self._wrapped(named, cluster, tokens)
            named.update(anchor.row for anchor in wrapped)
            damaged = [
                self._with_numbering(anchor, cluster, tokens)
                for anchor in self._damaged(named, cluster, tokens)
            ]
            found = sorted(found + wrapped + damaged, key=attrgetter("at"))
        if all(_follows(first, second) for first, second in pairwise(found)):
            return found
        return _with_others(_heaviest_order(found), found, tokens)

    def _meaning(self, entry: Entry) -> tuple[tuple[int, bool, int], ...]:
        """What a label stands for in this table: the number of a row, whether as a group, and its weight."""
        weight = _WHOLE if entry.exact else 1
        rows = entry.named(Role.ROW, self._kind, self._form) if entry.has_row else ()
        if rows:
            return tuple((self._number[row], False, weight) for row in rows)
        groups = entry.named(Role.GROUP, self._kind, self._form) if entry.has_group else ()
        return tuple((self._groups[group], True, 1) for group in groups if group in self._groups)

    def _with_numbering(self, anchor: Anchor, cluster: Cluster, tokens: Tokens) -> Anchor:
        """The anchor moved to its numbering, where the row's figures stand between that and its words."""
        at = anchor.at - 1
        while at > cluster.start and tokens.kinds[at] <= _BLANK:
            at -= 1
        if at == anchor.at - 1 or tokens.kinds[at] != Kind.TEXT:
            return anchor
        key = tokens.pieces[at].key
        return anchor._replace(at=at) if key and key == self._numberings[anchor.row] else anchor

    def _wrapped(self, named: set[int], cluster: Cluster, tokens: Tokens) -> list[Anchor]:
        """Labels between whose parts the figures stand, for rows not named otherwise: 2.其他法, the figures,
        律行政法规禁止公开."""
        found: list[Anchor] = []
        for match in _FIGURES_AMONG_WORDS.finditer(tokens.kinds, cluster.start, cluster.end):
            at, behind = match.span()
            entry = self._lexicon.look_up(tokens.text(at) + tokens.text(behind))
            if entry is not None:
                found += [
                    Anchor(at, row, is_group, weight)
                    for row, is_group, weight in self._meaning(entry)
                    if not is_group and row not in named
                ]
        return found

    def _damaged(self, named: set[int], cluster: Cluster, tokens: Tokens) -> list[Anchor]:
        """Labels that a line's end cut off or a typing error changed, for rows not named otherwise."""
        found: list[Anchor] = []
        at = cluster.start - 1
        while (at := tokens.kinds.find(Kind.TEXT, at + 1, cluster.end)) >= 0:
            if not 3 < tokens.length(at) < 90:
                continue
            damaged = self._lexicon.damaged(tokens.text(at), self._kind)
            if damaged is not None:
                weight = 3 if damaged.official else 2
                found += [
                    Anchor(at, self._number[row], False, weight, damaged.official)
                    for row in damaged.entry.named(Role.ROW, self._kind, self._form)
                    if self._number[row] not in named
                ]
        return found


def _follows(first: Anchor, second: Anchor) -> bool:
    """Whether `second` may come after `first` in the form's order."""
    return second.row > first.row or (first.is_group and second.row == first.row)


class _Chain(NamedTuple):
    """A sequence of anchors in the form's order: its last anchor (and which that is), and what stands before it."""

    weight: int
    number: int
    last: Anchor
    before: "_Chain | None"


def _heaviest_order(anchors: list[Anchor]) -> list[Anchor]:
    """The heaviest subsequence in the form's order; of equal ones, that which ends first.

    Of all sequences that end with the same row only the heaviest can be part of it, so that the cost grows
    with the number of labels times that of rows.
    """
    best: dict[tuple[int, bool], _Chain] = {}
    heaviest: _Chain | None = None
    number = 0
    for _, here in groupby(anchors, key=attrgetter("at")):
        grown: list[_Chain] = []
        for anchor in here:  # the meanings of one label exclude each other
            before = heaviest
            if before is not None and not _follows(before.last, anchor):
                chains = [chain for chain in best.values() if _follows(chain.last, anchor)]
                before = max(chains, key=lambda chain: (chain.weight, -chain.number), default=None)
            weight = anchor.weight + (before.weight if before else 0)
            grown.append(_Chain(weight, number, anchor, before))
            number += 1
        for chain in grown:
            key = (chain.last.row, chain.last.is_group)
            if key not in best or best[key].weight < chain.weight:
                best[key] = chain
            if heaviest is None or heaviest.weight < chain.weight:
                heaviest = chain
    order: list[Anchor] = []
    while heaviest is not None:
        order.append(heaviest.last)
        heaviest = heaviest.before
    return order[::-1]


def _with_others(order: list[Anchor], found: list[Anchor], tokens: Tokens) -> list[Anchor]:
    """`order` with the labels out of order that name their row beyond doubt and stand before figures."""
    named: dict[int, Anchor] = {}
    for anchor in order:
        if not anchor.is_group:
            named.setdefault(anchor.row, anchor)
    meanings = Counter(anchor.at for anchor in found)
    taken = {anchor.at for anchor in order}
    others: list[Anchor] = []
    label = found[0].at
    before_figures = -1  # the last label behind which figures stand
    for anchor in found:
        at = anchor.at
        if label < at:
            if min(tokens.kinds[label:at]) <= _BLANK:
                before_figures = label
            label = at
        if anchor.is_group or anchor.weight < _WHOLE or at in taken or meanings[at] > 1:
            continue
        if at + 1 >= len(tokens) or tokens.kinds[at + 1] > _BLANK:
            continue
        before = named.get(anchor.row)
        if before is None:
            named[anchor.row] = anchor
            others.append(anchor._replace(is_moved=True))
        elif before.at <= before_figures or at < before.at:
            others.append(anchor._replace(is_again=True))
    return sorted(order + others, key=attrgetter("at")) if others else order
