"""Owns Readings as compact columnar JSON: how the review file caches what was read.

Cells stand in the order of their Form, one list a property, exceptions apart: a raw text is stored only where
it is not the digits of the value, an end only where it is not start plus length.

Version 2 named the cells that a finding is about, 1 also held where each cell starts in the text, instead of how
far behind the one before. Both were compressed; both are still read.
"""

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import accumulate
from json.encoder import encode_basestring as quoted
from operator import sub
from typing import NoReturn, cast

from core.canonical import Json, encodable, to_canonical, value_from_json
from core.cells import STATUS_LETTERS, Cell, Span
from core.forms import Form
from core.reading_parts import (
    decode_candidate,
    decode_finding,
    decode_identified,
    encode_candidate,
    encode_finding,
    encode_identified,
    encode_params,
    places_as_text,
    stored_refs,
)
from core.reports import Reading, ReportKind
from core.tables import CellColumns, Cells

VERSION = 3
_WITH_STARTS = 1
_READABLE = range(_WITH_STARTS, VERSION + 1)

_STATUSES = {letter: status for status, letter in STATUS_LETTERS.items()}
_KINDS = {kind.value: kind for kind in ReportKind}
_OF_NO_FIGURE = re.compile("[^ri]")
"""The letters of statuses that no plain figure has."""
_PLACES = frozenset({int, type(None)})
_STORED = frozenset({int, str, type(None)})
"""What values are stored as."""


class _Digits(dict[int, str]):
    """The digits of whole numbers. Those of small ones are held once, for nearly all figures are small."""

    def __missing__(self, number: int) -> str:
        return str(number)


_DIGITS = _Digits((number, str(number)) for number in range(1000))


def _refuse(printed: str) -> NoReturn:
    raise ValueError(f"not a reading: {printed}")


_DECODER = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse)
"""Nothing stored is a float: amounts are strings."""


def encode_reading(reading: Reading) -> str:
    """`reading` as one line of JSON."""
    columns, places = reading.cells.columns, places_as_text(reading.cells.index)
    stored, starts = cast(list[str], columns.printed), columns.starts
    others: dict[str, dict[str, Json]] = {"candidates": {}, "end": {}, "in": {}, "raw": {}}
    if columns.odd:
        stored, starts = stored.copy(), starts.copy()
        for at, cell in columns.odd.items():
            stored[at] = _encode_odd(str(at), cell, others)
            starts[at] = None if cell.span is None else cell.span.start
    candidates = others.pop("candidates")
    told = f'"candidates":{to_canonical(candidates)},' if candidates else ""
    told += "".join([f'"{name}":{encode_params(some)},' for name, some in others.items() if some])
    findings = ",".join([encode_finding(finding, places) for finding in reading.findings])
    return encodable(
        f'{{{told}"findings":[{findings}],"form":{quoted(reading.form)},'
        f'"kind":{quoted(reading.kind.value)},"unit":{encode_identified(reading.unit)},"v":{VERSION},'
        f'"year":{encode_identified(reading.year)},'
        f'"status":"{columns.statuses.decode()}","step":[{_encode_starts(starts)}],'
        f'"value":[{",".join(stored)}]}}'
    )


def _encode_starts(starts: Sequence[int | None]) -> str:
    """How far each cell with a place starts behind the one before, or in the text: small numbers are read faster."""
    known = [*starts]
    without = _without_place(known) if None in known else ()
    for at in without:
        known[at] = known[at - 1] if at else 0
    behind = cast(list[int], known)
    steps = [*map(_DIGITS.__getitem__, map(sub, behind, [0, *behind]))]
    for at in without:
        steps[at] = "null"
    return ",".join(steps)


def _decode_starts(steps: list[int | None]) -> list[int | None]:
    """The inverse of `_encode_starts`. TypeError where `steps` are anything but whole numbers and None."""
    without = _without_place(steps)
    for at in without:
        steps[at] = 0
    starts: list[int | None] = []
    starts += accumulate(cast(list[int], steps), initial=0)
    del starts[0]  # of nothing
    for at in without:
        starts[at] = None
    return starts


def _without_place(places: Sequence[int | None]) -> list[int]:
    """Where None stands among `places`."""
    return [at for at, place in enumerate(places) if place is None]


def _encode_odd(key: str, cell: Cell, others: Mapping[str, dict[str, Json]]) -> str:
    """The value of a cell that is no plain figure, as JSON; what else there is to say of it goes to `others`."""
    value, raw, span, _, unit, candidates = cell
    digits = None if value is None else str(value)
    if raw != digits:
        others["raw"][key] = raw
    if span is not None and span.end - span.start != len(raw or ""):
        others["end"][key] = span.end
    if unit is not None:
        others["in"][key] = unit
    if candidates:
        others["candidates"][key] = [encode_candidate(candidate) for candidate in candidates]
    if digits is None:
        return "null"
    return f'"{digits}"' if value.__class__ is Decimal else digits


def pack_reading(reading: Reading) -> bytes:
    """`reading` as the review file keeps it."""
    return pack_json(encode_reading(reading))


def pack_json(encoded: str) -> bytes:
    """An encoded Reading as the review file keeps it: with a sum by which damage is found, and not compressed.

    That would take as long as to make the text; the file would be half as large.
    """
    return zlib.compress(encoded.encode(), zlib.Z_NO_COMPRESSION)


def unpack_json(packed: bytes) -> bytes:
    """The inverse of `pack_json`, as UTF-8; ValueError where `packed` is damaged."""
    try:
        return zlib.decompress(packed)
    except zlib.error as error:
        raise ValueError(f"not a reading: {error}") from error


def decode_reading(text: str | bytes, forms: Mapping[str, Form]) -> Reading:
    """The inverse of `encode_reading`; ValueError where `text` does not fit the forms of this version."""
    if isinstance(text, bytes):
        text = text.decode()
    try:
        return _decode(_DECODER.decode(text), forms)
    except _NOT_A_READING as error:
        raise ValueError(f"not a reading: {error!r}") from error


def _decode(data: Json, forms: Mapping[str, Form]) -> Reading:
    if data["v"] not in _READABLE:
        raise ValueError(f"a reading of version {data['v']}")
    index = forms[data["form"]].index
    refs = stored_refs(index)
    return Reading(
        _KINDS[data["kind"]],
        data["form"],
        decode_identified(data["unit"]),
        decode_identified(data["year"]),
        Cells(index, _decode_columns(data)),
        tuple([decode_finding(finding, refs) for finding in data["findings"]]),
    )


def _decode_columns(data: Json) -> CellColumns:
    values, letters, starts = data["value"], data["status"], _starts_in(data)
    kinds = [*map(type, values)]
    if not len(values) == len(starts) == len(letters) or not _STORED.issuperset(kinds):
        raise ValueError("no columns of one report")
    others = [data.get(name, {}) for name in ("raw", "end", "in", "candidates")]
    told = {int(at) for other in others for at in other}
    odd = {*told}
    if kinds.count(int) < len(kinds):
        odd.update([at for at, kind in enumerate(kinds) if kind is not int])
    odd.update([found.start() for found in _OF_NO_FIGURE.finditer(letters)])
    statuses = bytearray(letters, "ascii")
    columns = CellColumns(values, [*map(_DIGITS.__getitem__, values)], starts, statuses)
    for at in sorted(odd):
        value, start, status = value_from_json(values[at]), starts[at], _STATUSES[letters[at]]
        digits = None if value is None else str(value)
        if at in told:
            cell = _decode_odd(str(at), Cell(value, digits, None, status), start, others)
        else:
            span = None if start is None else Span(start, start + len(digits or ""))
            cell = Cell(value, digits, span, status)
        columns.odd[at] = cell
        values[at] = value
        columns.printed[at] = columns.starts[at] = None
    return columns


def _starts_in(data: Json) -> list[int | None]:
    """Where each cell starts, None where it has no place."""
    if data["v"] != _WITH_STARTS:
        return _decode_starts(data["step"])
    starts: list[int | None] = data["start"]
    if not _PLACES.issuperset(map(type, starts)):
        raise ValueError("no places of cells")
    return starts


def _decode_odd(key: str, cell: Cell, start: int | None, others: Sequence[Json]) -> Cell:
    """`cell`, which starts there, with what `_encode_odd` has told of it besides."""
    raws, ends, units, candidates = others
    raw = raws.get(key, cell.raw)
    span = None if start is None else Span(start, ends.get(key, start + len(raw or "")))
    several = tuple(map(decode_candidate, candidates.get(key, ())))
    return Cell(cell.value, raw, span, cell.status, units.get(key), several)


_NOT_A_READING = (
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    InvalidOperation,
    OverflowError,
    RecursionError,
)
