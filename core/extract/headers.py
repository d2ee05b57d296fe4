"""Owns reading column headers: whether they stand in the form's order, and the unit that they give money."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from core.cells import CellRef, Quantity, Span
from core.extract.lexicon import Role, key_of
from core.extract.locate import Cluster
from core.extract.remarks import Remark
from core.extract.tokens import Kind, Token
from core.forms import Arrangement, Block, Form, FormTable

_UNIT = regex.compile(r"亿元|万元|元")


class HeaderReading(NamedTuple):
    """What the headers say: the money unit of each cell that has one, and whether they contradict the form."""

    units: Mapping[CellRef, str | None]
    is_contradicted: bool
    remarks: list[Remark]


def read_headers(
    table: FormTable, form: Form, cluster: Cluster, tokens: Sequence[Token], folded: str
) -> HeaderReading:
    """What the column headers of the table at `cluster` say."""
    runs = list(_runs(table, form, cluster, tokens))
    units: dict[CellRef, str | None] = {}
    remarks: list[Remark] = []
    contradicted = False
    for block, run in runs:
        units.update(_units(table, block, run, form, tokens, folded))
        remarks += _equal_headers(run, tokens, folded)
        contradicted |= not _in_order(table, block, run, form, tokens)
    if contradicted:
        remarks.append(Remark("header_order"))
    return HeaderReading(units, contradicted, remarks)


def _runs(
    table: FormTable, form: Form, cluster: Cluster, tokens: Sequence[Token]
) -> Iterator[tuple[Block, list[int]]]:
    """The header labels of each block: those that stand before its first row."""
    if table.arrangement is Arrangement.SIDE_BY_SIDE:
        (block,) = table.blocks
        yield block, [at for at in cluster.labels if _columns(tokens[at], table, form)]
        return
    run: list[int] = []
    used: set[int] = set()
    for at in cluster.labels:
        entry = tokens[at].entry
        assert entry is not None
        rows = entry.named(Role.ROW, table.kind, form.id)
        columns = _columns(tokens[at], table, form)
        if columns and not (rows and not run):
            run.append(at)
        elif rows and run:
            number = next(
                (
                    number
                    for number, block in enumerate(table.blocks)
                    if any(row.key in rows for row in block.rows)
                ),
                None,
            )
            if number is not None and number not in used:
                used.add(number)
                yield table.blocks[number], run
            run = []


def _columns(token: Token, table: FormTable, form: Form) -> tuple[str, ...]:
    entry = token.entry
    return entry.named(Role.COLUMN, table.kind, form.id) if entry is not None else ()


def _units(
    table: FormTable,
    block: Block,
    run: list[int],
    form: Form,
    tokens: Sequence[Token],
    folded: str,
) -> Iterator[tuple[CellRef, str | None]]:
    for column in block.columns:
        if column.quantity is not Quantity.MONEY:
            continue
        unit = None
        for at in run:
            if column.key in _columns(tokens[at], table, form):
                unit = _printed_unit(at, tokens, folded)
        for row in block.rows:
            yield CellRef(table.kind, row.key, column.key), unit


def _printed_unit(at: int, tokens: Sequence[Token], folded: str) -> str | None:
    """The unit printed in the header label or in a note just behind it."""
    end = tokens[at].end
    for following in tokens[at + 1 : at + 4]:
        if following.kind is not Kind.TEXT or following.end - tokens[at].start > 60:
            break
        end = following.end
    match = _UNIT.search(folded, tokens[at].start, end)
    return match.group() if match else None


def _equal_headers(run: list[int], tokens: Sequence[Token], folded: str) -> Iterator[Remark]:
    for first, second in pairwise(run):
        one, two = tokens[first], tokens[second]
        key = key_of(folded[one.start : one.end])
        if key and key == key_of(folded[two.start : two.end]):
            yield Remark("equal_headers", (), Span(one.start, two.end), {"printed": key})


def _in_order(
    table: FormTable, block: Block, run: list[int], form: Form, tokens: Sequence[Token]
) -> bool:
    """Whether the headers that were kept stand in the form's order.

    Headers merged over two rows (自然人, 总计) are printed before or after the others by different
    converters, so only labels of the innermost header row are compared.
    """
    keys = [_columns(tokens[at], table, form) for at in run]
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
            return (
                places[0] in positions
            )  # the same headers again (a page's end) contradict nothing
        positions.append(later[0])
    return True
