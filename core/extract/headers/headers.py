"""Owns reading column headers: whether they stand in the form's order, and the unit that they give money."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

import regex

from core.cells import CellRef, Quantity
from core.extract.folding.fold import FILLER
from core.extract.headers.column_order import ColumnOrder, Header, column_order
from core.extract.headers.header_labels import HeaderLabels
from core.extract.headers.header_words import NO_WORDS, HeaderWords, Words
from core.extract.headers.header_zone import HeaderZone
from core.extract.headers.line_headers import LineHeaders
from core.extract.headers.meanings import NOTHING, Meanings
from core.extract.places.locate import Cluster
from core.extract.rows.remarks import Remark
from core.extract.tokens.lexicon import Role, key_of
from core.extract.tokens.pieces import Kind
from core.extract.tokens.tokens import PlacedPassage, Tokens
from core.forms import Arrangement, Form, FormTable

_UNIT = regex.compile(r"亿元|万元|元")
_APART = regex.compile(rf"[\s{FILLER}]+")
_MOST_BEFORE = 12
"""Headers before the first label that can only be a header: 申请人情况, 总计."""
_MEMORY = 500


class HeaderReading(NamedTuple):
    """What the headers say: the unit of each cell of money (position in the form; None where they give none),
    and whether they contradict the form. `unread` are cells of money whose header was not found, so that its
    unit is not known either. `printed_at` holds, for rows (by number) whose columns are printed in another order,
    which of the row's figures stands for each column of the form; `covers`, for rows whose merged headers are
    printed once a column, which column of the form each printed one is."""

    units: dict[int, str | None]
    unread: frozenset[int]
    is_contradicted: bool
    remarks: list[Remark]
    printed_at: dict[int, tuple[int, ...]]
    covers: dict[int, tuple[int, ...]]


class HeaderReader:
    """Reads the column headers of one table of a Form; made once, used for every text."""

    def __init__(self, form: Form, table: FormTable) -> None:
        self._form = form.id
        self._table = table
        self._meanings = Meanings(form.id, table)
        self._meaning = self._meanings.of
        labels = HeaderLabels(form.id, table)
        self._zone = HeaderZone(table, labels)
        self._words = HeaderWords(labels)
        self._line = None
        if labels.is_line:
            self._line = LineHeaders(form, table, self._zone, self._words)
        self._orders: dict[tuple[int, tuple[Header, ...]], ColumnOrder] = {}
        ends = list(accumulate(len(block.rows) for block in table.blocks))
        self._rows = [
            range(end - len(b.rows), end) for b, end in zip(table.blocks, ends, strict=True)
        ]
        positions = form.index.positions
        self._money = [
            [
                (
                    column.key,
                    [positions[CellRef(table.kind, row.key, column.key)] for row in block.rows],
                )
                for column in block.columns
                if column.quantity is Quantity.MONEY
            ]
            for block in table.blocks
        ]
        self._money_cells = [at for block in self._money for _, cells in block for at in cells]

    def read(self, cluster: Cluster, tokens: Tokens) -> HeaderReading:
        """What the column headers of the table at `cluster` say."""
        units = dict.fromkeys(self._money_cells)
        remarks: list[Remark] = []
        contradicted = False
        moved: dict[int, tuple[int, ...]] = {}
        covers: dict[int, tuple[int, ...]] = {}
        unread = set(self._money_cells)
        is_line = self._table.arrangement is Arrangement.SIDE_BY_SIDE
        for block, run in self._runs(cluster, tokens):
            for column, cells in self._money[block]:
                headers = [at for at in run if column in self._meaning(tokens.label(at)).columns]
                if headers:
                    unread.difference_update(cells)
                    units.update(dict.fromkeys(cells, _printed_unit(headers[-1], tokens)))
            remarks += self._equal_headers(block, run, tokens)
            if self._line is not None:
                words = self._line.account(cluster, tokens)
                order = self._line.order(cluster, tokens)
            else:
                words = self._account(block, run, cluster, tokens)
                order = self._order(block, run, words.pieces, tokens)
            replaced = words.is_replaced
            if order.is_contradicted or replaced:
                contradicted = True
                where = (run[0], run[-1]) if run else None
                remarks.append(Remark("header_replaced" if replaced else "header_order", (), where))
            if order.printed_at is not None:
                rows = (0,) if is_line else self._rows[block]
                moved.update(dict.fromkeys(rows, order.printed_at))
            if not is_line and len(run) > self._table.blocks[block].width:
                covers.update(dict.fromkeys(self._rows[block], self._covers(block, run, tokens)))
        if not contradicted and not is_line and self._are_others(cluster, tokens):
            contradicted = True
            remarks.append(Remark("header_replaced"))
        for at in self._rows_elsewhere(cluster, tokens):
            contradicted = True
            remarks.append(Remark("header_order", (), (at, at)))
        return HeaderReading(units, frozenset(unread), contradicted, remarks, moved, covers)

    def _are_others(self, cluster: Cluster, tokens: Tokens) -> bool:
        """Whether a block stands under headers none of which is the form's: 上年数, 一季度."""
        has_header = False
        seen: set[int] = set()
        for at in cluster.labels:
            entry = tokens.pieces[at].entry
            columns, _, names_row, block = self._meaning(entry) if entry else NOTHING
            if columns and (has_header or not names_row or not tokens.figures_behind(at)):
                has_header = True
            elif names_row and block is not None:
                if block not in seen and not has_header:
                    first = next(iter(self._before(at, tokens)), at)
                    ats = [*self._zone.before(tokens, first), *range(first, at)]
                    words = self._words.account(tokens, ats, block)
                    if words.is_replaced:
                        return True
                seen.add(block)
                has_header = False
        return False

    def _rows_elsewhere(self, cluster: Cluster, tokens: Tokens) -> Iterator[int]:
        """The labels of rows that stand under the headers of other blocks, none of which their own has."""
        if len(self._table.blocks) < 2:
            return
        named: set[str] = set()
        is_open = True  # no row has stood under these headers
        for at in cluster.labels:
            entry = tokens.pieces[at].entry
            columns, _, names_row, block = self._meaning(entry) if entry else NOTHING
            if entry and entry.named(Role.HEADING, self._table.kind, self._form):
                named.clear()
            elif names_row and block is not None:
                is_open = False
                own = {column.key for column in self._table.blocks[block].columns}
                if named and own.isdisjoint(named):
                    yield at
            elif columns:
                named = {*columns} | (named if is_open else set())
                is_open = True

    def _covers(self, block: int, run: list[int], tokens: Tokens) -> tuple[int, ...]:
        """The column of each of the headers `run` of `block`, the first where one may name several."""
        order = [column.key for column in self._table.blocks[block].columns]
        columns = [self._meaning(tokens.label(at)).columns for at in run]
        return tuple([order.index(keys[0]) if keys[0] in order else -1 for keys in columns])

    def _runs(self, cluster: Cluster, tokens: Tokens) -> Iterator[tuple[int, list[int]]]:
        """The header labels of each block (its number): those that stand before its first row."""
        run: list[int] = []
        used: set[int] = set()
        is_line = self._table.arrangement is Arrangement.SIDE_BY_SIDE
        for at in cluster.labels:
            entry = tokens.pieces[at].entry
            if entry is None:
                continue
            columns, _, names_row, block = self._meaning(entry)
            if is_line:
                if columns:
                    run.append(at)
            elif columns and (run or not names_row or not tokens.figures_behind(at)):
                run.append(at)
            elif names_row and run and not self._is_among_headers(at, run, tokens):
                if block is not None and block not in used:
                    used.add(block)
                    yield block, run
                run = []
        if is_line:
            yield 0, run

    def _is_among_headers(self, at: int, run: list[int], tokens: Tokens) -> bool:
        """Whether the label of a row stands in a header's place: a further one of the headers `run` is behind it."""
        behind = tokens.pieces[at + 1].entry if at + 1 < len(tokens) else None
        if behind is None:
            return False
        further = {*self._meaning(behind).columns}
        named = {key for one in run for key in self._meaning(tokens.label(one)).columns}
        return bool(further) and any(
            named.isdisjoint(further) and named | further <= {one.key for one in block.columns}
            for block in self._table.blocks
        )

    def _account(self, block: int, run: list[int], cluster: Cluster, tokens: Tokens) -> Words:
        """What the headers of `block` say, `run` being those of its columns."""
        first = next(iter(self._before(run[0], tokens)), run[0])
        if min(tokens.kinds[first : run[-1] + 1]) <= Kind.BLANK:
            return NO_WORDS  # headers and figures of a page that was taken apart
        behind = self._zone.behind(tokens, run[-1], cluster.end)
        ats = [*self._zone.before(tokens, first), *range(first, run[-1] + 1), *behind]
        return self._words.account(tokens, ats, block)

    def _equal_headers(self, block: int, run: list[int], tokens: Tokens) -> Iterator[Remark]:
        """Neighbouring columns with one name; a merged header that is printed once a column is none."""
        of = self._table.blocks[block]
        is_line = self._table.arrangement is Arrangement.SIDE_BY_SIDE
        width = of.width * (len(of.rows) if is_line else 1)
        keys = [tokens.pieces[at].key or key_of(tokens.text(at)) for at in run]
        for (first, key), (second, other) in pairwise(zip(run, keys, strict=True)):
            if key and key == other and second == first + 1:
                is_official = len(self._meaning(tokens.label(first)).columns) == 1
                if not is_official or len(run) == width:
                    yield Remark("equal_headers", (), (first, second))

    def _order(
        self, block: int, run: list[int], pieces: dict[int, tuple[str, ...]], tokens: Tokens
    ) -> ColumnOrder:
        """The order of the columns of `block`, by its headers `run`, the merged ones among them, and `pieces` that
        name columns as well."""
        ats = self._headers(run, tokens) if self._meanings.has_merged and run else run
        ats = sorted([*ats, *pieces])
        lines = tokens.lines(ats)
        headers = []
        for at, line in zip(ats, lines, strict=True):
            if at in pieces:
                headers.append(Header(pieces[at], (), line))
                continue
            meaning = self._meaning(tokens.label(at))
            headers.append(Header(meaning.columns, () if meaning.columns else meaning.covers, line))
        key = (block, tuple(headers))
        known = self._orders.get(key)
        if known is None:
            known = column_order(self._table.blocks[block], headers)
            if len(self._orders) < _MEMORY and len(headers) < _MEMORY:
                self._orders[key] = known
        return known

    def _headers(self, run: list[int], tokens: Tokens) -> list[int]:
        """`run`, the merged headers among it, and headers just before it: 总计, which may also name a row."""
        before = self._before(run[0], tokens)
        among = tokens.labels_between(run[0], run[-1] + 1)
        kept = {*run}
        return before + [at for at in among if at in kept or self._meaning(tokens.label(at)).covers]

    def _before(self, at: int, tokens: Tokens) -> list[int]:
        """The headers just before the label at `at`, without a figure or another label between."""
        labels = tokens.labels
        end = first = bisect_left(labels, at)
        while first and end - first < _MOST_BEFORE:
            label = labels[first - 1]
            if min(tokens.kinds[label:at]) <= Kind.BLANK:
                break
            meaning = self._meaning(tokens.label(label))
            if not (meaning.covers or meaning.columns):
                break
            at = label
            first -= 1
        return labels[first:end]

    def context(self, cluster: Cluster, tokens: Tokens) -> tuple[object, ...]:
        """What stands before the table at `cluster` and is looked at as its headers are read."""
        start = cluster.labels[0]
        labels = self._before(start, tokens)
        entries = [tokens.pieces[at].entry for at in labels]
        words = map(tokens.text, self._zone.before(tokens, next(iter(labels), start)))
        return (*entries, *tokens.lines([*labels, start]), *words)

    def are_within(self, passage: PlacedPassage, cluster: Cluster, tokens: Tokens) -> bool:
        """Whether nothing before `passage` is looked at: a figure of it stands before the table, or a label that is
        no header of the table's."""
        first, start = passage.first, cluster.labels[0]
        if passage.passage.has_figures_before(cluster.start - first):
            return True
        meanings = [self._meaning(tokens.label(at)) for at in tokens.labels_between(first, start)]
        return not all(meaning.covers or meaning.columns for meaning in meanings)


def _printed_unit(at: int, tokens: Tokens) -> str | None:
    """The unit printed in the header label or in a note just behind it."""
    start, end = tokens.starts[at], tokens.ends[at]
    length = tokens.length(at)
    for following in range(at + 1, min(at + 4, len(tokens))):
        length += tokens.length(following)
        if tokens.kinds[following] != Kind.TEXT or length > 60:
            break
        end = tokens.ends[following]
    # Broken over lines, or with bracketed pinyin in it, 万元 must not be taken for 元.
    match = _UNIT.search(_APART.sub("", tokens.folded[start:end]))
    return str(match.group()) if match else None
