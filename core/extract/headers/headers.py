"""Owns reading column headers: whether they stand in the form's order, and the unit that they give money."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

import regex

from core.cells import CellRef, Quantity
from core.extract.folding.fold import FILLER
from core.extract.headers.column_order import AS_ON_FORM, ColumnOrder, Header, column_order
from core.extract.headers.line_order import LineLabel, line_order
from core.extract.headers.strange_headers import StrangeHeaders, is_replaced
from core.extract.places.locate import Cluster
from core.extract.rows.remarks import Remark
from core.extract.tokens.lexicon import Entry, Role, key_of
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


class _Meaning(NamedTuple):
    """What one printed label names in this table: columns, those under it if it is a merged header, and the
    block whose row it may name."""

    columns: tuple[str, ...]
    covers: tuple[str, ...]
    names_row: bool
    block: int | None


_NOTHING = _Meaning((), (), False, None)


class HeaderReader:
    """Reads the column headers of one table of a Form; made once, used for every text."""

    def __init__(self, form: Form, table: FormTable) -> None:
        self._form = form.id
        self._table = table
        self._strange = StrangeHeaders(form.id, table)
        self._meanings: dict[Entry, _Meaning] = {}
        self._orders: dict[tuple[int, tuple[Header, ...]], ColumnOrder] = {}
        self._covered: dict[str, tuple[str, ...]] = {}
        for block in table.blocks:
            for column in block.columns:
                for group in column.path[:-1]:
                    self._covered[group] = (*self._covered.get(group, ()), column.key)
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
            order = (
                self._line_order(cluster, tokens) if is_line else self._order(block, run, tokens)
            )
            replaced = self._has_replaced(block, run, cluster, tokens)
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
        return HeaderReading(units, frozenset(unread), contradicted, remarks, moved, covers)

    def _are_others(self, cluster: Cluster, tokens: Tokens) -> bool:
        """Whether a block stands under headers none of which is the form's: 上年数, 一季度."""
        has_header = False
        seen: set[int] = set()
        for at in cluster.labels:
            entry = tokens.pieces[at].entry
            columns, _, names_row, block = self._meaning(entry) if entry else _NOTHING
            if columns and (has_header or not names_row):
                has_header = True
            elif names_row and block is not None:
                if block not in seen and not has_header:
                    of = self._table.blocks[block]
                    keys = [column.key for column in of.columns]
                    if is_replaced(of, keys, self._strange_before(at, tokens)):
                        return True
                seen.add(block)
                has_header = False
        return False

    def _covers(self, block: int, run: list[int], tokens: Tokens) -> tuple[int, ...]:
        """The column of each of the headers `run` of `block`, the first where one may name several."""
        order = [column.key for column in self._table.blocks[block].columns]
        columns = [self._meaning(tokens.label(at)).columns for at in run]
        return tuple([order.index(keys[0]) if keys[0] in order else -1 for keys in columns])

    def _meaning(self, entry: Entry) -> _Meaning:
        meaning = self._meanings.get(entry)
        if meaning is None:
            kind = self._table.kind
            rows = entry.named(Role.ROW, kind, self._form)
            blocks = (
                number
                for number, block in enumerate(self._table.blocks)
                if any(row.key in rows for row in block.rows)
            )
            columns = entry.named(Role.COLUMN, kind, self._form)
            groups = entry.named(Role.COLUMN_GROUP, kind, self._form)
            covers = tuple(key for group in groups for key in self._covered[group])
            meaning = _Meaning(columns, covers, bool(rows), next(blocks, None))
            self._meanings[entry] = meaning
        return meaning

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
            elif columns and not (names_row and not run):
                run.append(at)
            elif names_row and run:
                if block is not None and block not in used:
                    used.add(block)
                    yield block, run
                run = []
        if is_line:
            yield 0, run

    def _line_order(self, cluster: Cluster, tokens: Tokens) -> ColumnOrder:
        """The order of a table whose rows stand side by side."""
        labels: list[LineLabel] = []
        for at in cluster.labels:
            entry = tokens.pieces[at].entry
            if entry is None:
                return AS_ON_FORM  # headers that are printed one character under the other
            rows = entry.named(Role.ROW, self._table.kind, self._form)
            columns = self._meaning(entry).columns
            if rows or columns:
                figures = tokens.figures_behind(at)
                row, column = next(iter(rows), None), next(iter(columns), None)
                labels.append(LineLabel(row, None if row else column, figures))
        return line_order(self._table.blocks[0], labels)

    def _has_replaced(self, block: int, run: list[int], cluster: Cluster, tokens: Tokens) -> bool:
        """Whether another header stands for one of those of `block`, among its headers `run`."""
        if not run or self._table.arrangement is Arrangement.SIDE_BY_SIDE:
            return False
        of = self._table.blocks[block]
        before = self._before(run[0], tokens) if self._covered else []
        named = {key for at in before + run for key in self._meaning(tokens.label(at)).columns}
        missing = [column.key for column in of.columns if column.key not in named]
        if not missing:
            return False
        if self._names_twice(before + run, tokens):
            return True
        end = run[-1] + 1
        while end < cluster.end and tokens.kinds[end] > Kind.LABEL:
            end += 1
        strange = self._strange_before(run[0], tokens)
        strange += self._strange.among(tokens, range(run[0], end))
        return is_replaced(of, missing, strange)

    def _names_twice(self, ats: list[int], tokens: Tokens) -> bool:
        """Whether two headers, each in words of its own, name one column: 合计 beside 总计."""
        printed: dict[tuple[str, ...], str] = {}
        for at in ats:
            columns = self._meaning(tokens.label(at)).columns
            key = key_of(tokens.text(at))
            if len(columns) == 1 and printed.setdefault(columns, key) != key:
                return True
        return False

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

    def _order(self, block: int, run: list[int], tokens: Tokens) -> ColumnOrder:
        """The order of the columns of `block`, by its headers `run` and the merged ones among them."""
        ats = self._headers(run, tokens) if self._covered and run else run
        lines = tokens.lines(ats)
        headers = []
        for at, line in zip(ats, lines, strict=True):
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

    def _strange_before(self, at: int, tokens: Tokens) -> list[str]:
        """The headers that the form does not have before the label at `at`, the form's own among them."""
        first = next(iter(self._before(at, tokens)), at)
        return self._strange.before(tokens, first, at)

    def context(self, cluster: Cluster, tokens: Tokens) -> tuple[object, ...]:
        """What stands before the table at `cluster` and is looked at as its headers are read."""
        start = cluster.labels[0]
        before = self._before(start, tokens)
        strange = self._strange_before(start, tokens)
        entries = [tokens.pieces[at].entry for at in before]
        return (*entries, *tokens.lines([*before, start]), *strange)

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
