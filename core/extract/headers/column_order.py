"""Owns the order in which a table's columns are printed: whether its headers stand in the form's order."""

from collections.abc import Sequence
from typing import NamedTuple

from core.forms import Block


class Header(NamedTuple):
    """One printed header: the columns that it may name, or the columns under it if it is a merged one.

    `line` tells headers on one line of the text from those on another.
    """

    columns: tuple[str, ...]
    covers: tuple[str, ...] = ()
    line: int = 0


class ColumnOrder(NamedTuple):
    """What the headers of a block say about its columns.

    `printed_at`: for each column of the form, which of a row's figures is printed for it; None for the form's own
    order. `is_contradicted`: whether the headers are at odds with the form.
    """

    printed_at: tuple[int, ...] | None
    is_contradicted: bool


AS_ON_FORM = ColumnOrder(None, False)
UNCLEAR = ColumnOrder(None, True)


def column_order(block: Block, headers: Sequence[Header]) -> ColumnOrder:
    """The order of the columns of `block`, whose headers were printed as `headers`.

    Headers merged over two rows (自然人, 总计) are printed before or after the others by different converters;
    they only say something where no merged header stands above them.
    """
    order = [column.key for column in block.columns]
    depth = max(len(column.path) for column in block.columns)
    innermost = [column.key for column in block.columns if len(column.path) == depth]
    leaves = [_columns_of(header, order) for header in headers if not header.covers]
    is_flat = not any(header.covers for header in headers)
    if is_flat and all(len(options) == 1 for options in leaves):
        printed = [options[0] for options in leaves]
        if len(printed) > len(order) and printed[: len(order)] * 2 == printed[: 2 * len(order)]:
            printed = printed[: len(order)]  # printed again, at a page's end
        if sorted(printed) == sorted(order) and not _is_row_by_row(printed, order, innermost):
            return ColumnOrder(_positions(printed, order), True)
    outer = [key for key in order if key not in innermost]
    if not _in_order(innermost, leaves, order if depth == 1 else None):
        return UNCLEAR
    if any(_is_among(key, innermost, leaves) for key in outer):
        return UNCLEAR
    return _order_of_outer(headers, order, outer, innermost) if outer else AS_ON_FORM


def _columns_of(header: Header, order: Sequence[str]) -> tuple[str, ...]:
    return tuple(key for key in header.columns if key in order)


def _is_row_by_row(printed: Sequence[str], order: Sequence[str], innermost: Sequence[str]) -> bool:
    """Whether the headers are the form's, or its two header rows one after the other without merged labels."""
    outer = [key for key in order if key not in innermost]
    return list(printed) in (list(order), [*outer, *innermost])


def _positions(printed: Sequence[str], order: Sequence[str]) -> tuple[int, ...]:
    return tuple(printed.index(key) for key in order)


def _in_order(
    innermost: Sequence[str], leaves: Sequence[tuple[str, ...]], only: Sequence[str] | None
) -> bool:
    """Whether the innermost headers that were kept stand in the form's order; `only`: what may stand at all."""
    positions: list[int] = []
    for options in leaves:
        places = [innermost.index(key) for key in options if key in innermost]
        if not places:
            if only is not None:
                return False
            continue
        later = [place for place in places if not positions or place > positions[-1]]
        if not later:
            # The same headers again (a page's end) contradict nothing.
            return places[0] in positions
        positions.append(later[0])
    return True


def _is_among(outer: str, innermost: Sequence[str], leaves: Sequence[tuple[str, ...]]) -> bool:
    """Whether an outer header (自然人) only stands where innermost ones stand before it and behind it."""
    places = [at for at, options in enumerate(leaves) if options == (outer,)]
    inner = [at for at, options in enumerate(leaves) if {*options} & {*innermost}]
    return bool(places and inner) and all(inner[0] < at < inner[-1] for at in places)


def _order_of_outer(
    headers: Sequence[Header],
    order: Sequence[str],
    outer: Sequence[str],
    innermost: Sequence[str],
) -> ColumnOrder:
    """Whether the outer headers (自然人, 总计) change places: 总计 before 自然人 with nothing above both."""
    first = next((at for at, header in enumerate(headers) if set(header.columns) & {*outer}), None)
    if first is None:
        return AS_ON_FORM
    seen = [key for header in headers[first:] for key in header.columns if key in outer]
    if len(set(seen)) < len(outer) or seen[: len(outer)] == list(outer):
        return AS_ON_FORM
    second = next(at for at, header in enumerate(headers) if outer[0] in header.columns)
    is_beside = headers[first].line == headers[second].line
    above = (header for header in headers[:first] if set(header.covers) >= {*order})
    if any(not is_beside or header.line == headers[first].line for header in above):
        return AS_ON_FORM  # 申请人情况 | 总计 may be the first row, and 自然人 below the former
    printed: list[str] = []
    for header in headers:
        if set(header.covers) == {*innermost}:
            printed += innermost
        elif len(header.columns) == 1:
            printed += header.columns
    unique = list(dict.fromkeys(key for key in printed if key in order))
    if sorted(unique) != sorted(order):
        return UNCLEAR
    return ColumnOrder(_positions(unique, order), True)
