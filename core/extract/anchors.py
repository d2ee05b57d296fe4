"""Owns matching printed labels to the rows of a table: the heaviest sequence that keeps the form's order.

A label may be cut off by a line's end, misspelt, lost, or repeated in another role (其他, 总计): which of them
stand for rows is decided over the whole table, not label by label.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from core.cells import Quantity
from core.extract.lexicon import Lexicon, Role, key_of, numbering_key
from core.extract.locate import Cluster
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
    """A label at token `at` that stands for row number `row` (or, as a group's label, stands before it).

    `official` is the form's own label where the printed one differs by a typing error.
    """

    at: int
    row: int
    is_group: bool
    weight: int
    official: str = ""


def plans_of(table: FormTable) -> list[RowPlan]:
    """The rows of `table` in printed order."""
    return [
        RowPlan(row, tuple(column.quantity for column in block.columns))
        for block in table.blocks
        for row in block.rows
    ]


class AnchorFinder:
    """Finds the labels of one table of one Form; made once, used for every text."""

    def __init__(self, form: Form, table: FormTable, lexicon: Lexicon) -> None:
        self._form = form.id
        self._kind = table.kind
        self._lexicon = lexicon
        plans = plans_of(table)
        self._number = {plan.row.key: at for at, plan in enumerate(plans)}
        self._numberings = [numbering_key(plan.row.label) for plan in plans]
        self._groups: dict[str, int] = {}
        for at, plan in enumerate(plans):
            for label in plan.row.path[:-1]:
                self._groups.setdefault(label, at)

    def find(self, cluster: Cluster, tokens: Sequence[Token], folded: str) -> list[Anchor]:
        """The labels at `cluster` that stand for rows, in the order of the text and of the form."""
        found: list[Anchor] = []
        named: set[int] = set()
        for at in range(cluster.start, cluster.end):
            token = tokens[at]
            if token.kind is Kind.LABEL and token.entry is not None:
                for anchor in self._anchors_of(at, token):
                    if not anchor.is_group and not token.entry.exact:
                        anchor = self._with_numbering(anchor, cluster, tokens, folded)
                    found.append(anchor)
                    if not anchor.is_group:
                        named.add(anchor.row)
        if len(named) < len(self._number):
            damaged = self._damaged(named, cluster, tokens, folded)
            found = sorted(found + damaged, key=lambda anchor: anchor.at)
        if all(_follows(first, second) for first, second in pairwise(found)):
            return found
        return _heaviest_order(found)

    def _anchors_of(self, at: int, token: Token) -> list[Anchor]:
        entry = token.entry
        assert entry is not None
        weight = 4 if entry.exact else 1
        rows = entry.named(Role.ROW, self._kind, self._form) if entry.has_row else ()
        if rows:
            return [Anchor(at, self._number[row], False, weight) for row in rows]
        if entry.has_group:
            groups = entry.named(Role.GROUP, self._kind, self._form)
            return [Anchor(at, self._groups[g], True, 1) for g in groups if g in self._groups]
        return []

    def _with_numbering(
        self, anchor: Anchor, cluster: Cluster, tokens: Sequence[Token], folded: str
    ) -> Anchor:
        """The anchor moved to its numbering, where the row's figures stand between that and its words."""
        at = anchor.at - 1
        while at > cluster.start and tokens[at].kind in (Kind.NUMBER, Kind.BLANK):
            at -= 1
        token = tokens[at]
        if at == anchor.at - 1 or token.kind is not Kind.TEXT:
            return anchor
        key = key_of(folded[token.start : token.end])
        return anchor._replace(at=at) if key and key == self._numberings[anchor.row] else anchor

    def _damaged(
        self, named: set[int], cluster: Cluster, tokens: Sequence[Token], folded: str
    ) -> list[Anchor]:
        """Labels that a line's end cut off or a typing error changed, for rows not named otherwise."""
        found: list[Anchor] = []
        for at in range(cluster.start, cluster.end):
            token = tokens[at]
            if token.kind is not Kind.TEXT or not 3 < token.end - token.start < 90:
                continue
            piece = folded[token.start : token.end]
            entry = self._lexicon.completes(key_of(piece), self._kind)
            official, weight = "", 2
            if entry is None:
                near = self._lexicon.closest(piece, self._kind)
                if near is None:
                    continue
                entry, official = near
                weight = 3
            found += [
                Anchor(at, self._number[row], False, weight, official)
                for row in entry.named(Role.ROW, self._kind, self._form)
                if self._number[row] not in named
            ]
        return found


def _follows(first: Anchor, second: Anchor) -> bool:
    """Whether `second` may come after `first` in the form's order."""
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
