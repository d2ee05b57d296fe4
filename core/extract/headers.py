"""Owns reading column headers: whether they stand in the form's order, and the unit that they give money."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from core.cells import CellRef, Quantity
from core.extract.lexicon import Entry, Role, key_of
from core.extract.locate import Cluster
from core.extract.remarks import Remark
from core.extract.tokens import Kind, Tokens
from core.forms import Arrangement, Block, Form, FormTable

_UNIT = regex.compile(r"亿元|万元|元")
_MEMORY = 500


class HeaderReading(NamedTuple):
    """What the headers say: the unit of each cell of money (position in the form; None where they give none),
    and whether they contradict the form. `unread` are cells of money whose header was not found, so that its
    unit is not known either."""

    units: dict[int, str | None]
    unread: frozenset[int]
    is_contradicted: bool
    remarks: list[Remark]


class _Meaning(NamedTuple):
    """What one printed label names in this table: columns, and the block whose row it may name."""

    columns: tuple[str, ...]
    names_row: bool
    block: int | None


class HeaderReader:
    """Reads the column headers of one table of a Form; made once, used for every text."""

    def __init__(self, form: Form, table: FormTable) -> None:
        self._form = form.id
        self._table = table
        self._meanings: dict[Entry, _Meaning] = {}
        self._in_order: dict[tuple[int, tuple[Entry, ...]], bool] = {}
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
        unread = set(self._money_cells)
        for block, run in self._runs(cluster, tokens):
            for column, cells in self._money[block]:
                headers = [at for at in run if column in self._meaning(tokens.label(at)).columns]
                if headers:
                    unread.difference_update(cells)
                    units.update(dict.fromkeys(cells, _printed_unit(headers[-1], tokens)))
            remarks += _equal_headers(run, tokens)
            contradicted |= not self._is_in_order(block, run, tokens)
        if contradicted:
            remarks.append(Remark("header_order"))
        return HeaderReading(units, frozenset(unread), contradicted, remarks)

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
            meaning = _Meaning(columns, bool(rows), next(blocks, None))
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
            columns, names_row, block = self._meaning(entry)
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

    def _is_in_order(self, block: int, run: list[int], tokens: Tokens) -> bool:
        entries = tuple([tokens.label(at) for at in run])
        known = self._in_order.get((block, entries))
        if known is None:
            columns = [self._meaning(entry).columns for entry in entries]
            known = _in_order(self._table, self._table.blocks[block], columns)
            if len(self._in_order) < _MEMORY and len(entries) < _MEMORY:
                self._in_order[block, entries] = known
        return known


def _printed_unit(at: int, tokens: Tokens) -> str | None:
    """The unit printed in the header label or in a note just behind it."""
    start, end = tokens.starts[at], tokens.ends[at]
    for following in range(at + 1, min(at + 4, len(tokens))):
        if tokens.kinds[following] != Kind.TEXT or tokens.ends[following] - start > 60:
            break
        end = tokens.ends[following]
    match = _UNIT.search(tokens.folded, start, end)
    return match.group() if match else None


def _equal_headers(run: list[int], tokens: Tokens) -> Iterator[Remark]:
    keys = [tokens.pieces[at].key or key_of(tokens.text(at)) for at in run]
    for (first, key), (second, other) in pairwise(zip(run, keys, strict=True)):
        if key and key == other:
            yield Remark("equal_headers", (), (first, second), {"printed": key})


def _in_order(table: FormTable, block: Block, keys: Sequence[tuple[str, ...]]) -> bool:
    """Whether the headers that were kept (the columns each may name) stand in the form's order.

    Headers merged over two rows (自然人, 总计) are printed before or after the others by different
    converters, so only labels of the innermost header row are compared.
    """
    order = [column.key for column in block.columns]
    if table.arrangement is Arrangement.SIDE_BY_SIDE:
        named = [key[0] for key in keys]
        expected = order * len(block.rows)
        return len(named) != len(expected) or named == expected
    depth = max(len(column.path) for column in block.columns)
    innermost = [column.key for column in block.columns if len(column.path) == depth]
    positions: list[int] = []
    for options in keys:
        places = [innermost.index(key) for key in options if key in innermost]
        if not places:
            if depth == 1 and not any(key in order for key in options):
                return False
            continue
        later = [place for place in places if not positions or place > positions[-1]]
        if not later:
            # The same headers again (a page's end) contradict nothing.
            return places[0] in positions
        positions.append(later[0])
    return True
