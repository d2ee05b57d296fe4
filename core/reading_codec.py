"""Owns Readings as compact columnar JSON: how the review file caches what was read.

Cells stand in the order of their Form, one list a property, exceptions apart: a raw text is stored only where
it is not the digits of the value, an end only where it is not start plus length.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import accumulate
from operator import sub
from typing import cast

from core.canonical import Json, to_canonical, value_from_json, value_to_json
from core.cells import STATUS_LETTERS, Candidate, Cell, CellRef, Span
from core.findings import Finding
from core.forms import Form
from core.reports import Identified, Reading, ReportKind
from core.tables import CellColumns, CellIndex, Cells

VERSION = 2
_WITH_STARTS = 1
"""The version that held where each cell starts in the text, instead of how far behind the one before."""

_STATUSES = {letter: status for status, letter in STATUS_LETTERS.items()}
_OF_FIGURES = "ri"
"""The statuses that a plain figure has."""
_PLACES = frozenset({int, type(None)})
_PLAIN_PARAMS = frozenset({str, int, bool, type(None)})


class _Digits(dict[int, str]):
    """The digits of whole numbers. Those of small ones are held once, for nearly all figures are small."""

    def __missing__(self, number: int) -> str:
        return str(number)


_DIGITS = _Digits((number, str(number)) for number in range(1000))


def encode_reading(reading: Reading) -> str:
    """`reading` as one line of JSON."""
    columns, names = reading.cells.columns, _names_by_ref(reading.cells.index)
    stored, starts = cast(list[str], columns.printed), columns.starts
    others: dict[str, dict[str, Json]] = {"candidates": {}, "end": {}, "in": {}, "raw": {}}
    if columns.odd:
        stored, starts = stored.copy(), starts.copy()
        for at, cell in columns.odd.items():
            stored[at] = _encode_odd(str(at), cell, others)
            starts[at] = None if cell.span is None else cell.span.start
    told = to_canonical(
        {
            **others,
            "findings": [_encode_finding(finding, names) for finding in reading.findings],
            "form": reading.form,
            "kind": reading.kind.value,
            "unit": _encode_identified(reading.unit),
            "v": VERSION,
            "year": _encode_identified(reading.year),
        }
    )
    return (
        f'{told[:-1]},"status":"{columns.statuses.decode()}","step":[{_encode_starts(starts)}],'
        f'"value":[{",".join(stored)}]}}'
    )


def _encode_starts(starts: Sequence[int | None]) -> str:
    """How far each cell with a place starts behind the one before, or in the text: small numbers are read faster."""
    try:
        return ",".join(map(_DIGITS.__getitem__, map(sub, starts, [0, *starts])))
    except TypeError:  # some of them have no place
        pass
    lasts = accumulate(starts, lambda last, start: last if start is None else start, initial=0)
    return ",".join(
        [
            "null" if start is None else _DIGITS[start - last]
            for last, start in zip(lasts, starts, strict=False)
        ]
    )


def _decode_starts(steps: Sequence[int | None]) -> list[int | None]:
    """The inverse of `_encode_starts`."""
    try:
        return list(accumulate(steps))
    except TypeError:  # some of them have no place
        pass
    places = accumulate([step or 0 for step in steps])
    return [None if step is None else place for step, place in zip(steps, places, strict=True)]


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
        others["candidates"][key] = [_encode_candidate(candidate) for candidate in candidates]
    if digits is None:
        return "null"
    return f'"{digits}"' if value.__class__ is Decimal else digits


def pack_reading(reading: Reading) -> bytes:
    """`reading` as the review file keeps it."""
    return pack_json(encode_reading(reading))


def pack_json(encoded: str) -> bytes:
    """An encoded Reading as the review file keeps it."""
    return zlib.compress(encoded.encode(), 1)


def unpack_json(packed: bytes) -> bytes:
    """The inverse of `pack_json`, as UTF-8; ValueError where `packed` is damaged."""
    try:
        return zlib.decompress(packed)
    except zlib.error as error:
        raise ValueError(f"not a reading: {error}") from error


def decode_reading(text: str | bytes, forms: Mapping[str, Form]) -> Reading:
    """The inverse of `encode_reading`; ValueError where `text` does not fit the forms of this version."""
    try:
        return _decode(json.loads(text), forms)
    except _NOT_A_READING as error:
        raise ValueError(f"not a reading: {error!r}") from error


def _decode(data: Json, forms: Mapping[str, Form]) -> Reading:
    if data["v"] not in (_WITH_STARTS, VERSION):
        raise ValueError(f"a reading of version {data['v']}")
    index = forms[data["form"]].index
    refs = _refs_by_name(index)
    return Reading(
        ReportKind(data["kind"]),
        data["form"],
        _decode_identified(data["unit"]),
        _decode_identified(data["year"]),
        Cells(index, _decode_columns(data)),
        tuple(_decode_finding(finding, refs) for finding in data["findings"]),
    )


def _decode_columns(data: Json) -> CellColumns:
    values, letters = data["value"], data["status"]
    starts = data["start"] if data["v"] == _WITH_STARTS else _decode_starts(data["step"])
    if not len(values) == len(starts) == len(letters) or not _PLACES.issuperset(map(type, starts)):
        raise ValueError("no columns of one report")
    others = [data[name] for name in ("raw", "end", "in", "candidates")]
    told = {int(at) for other in others for at in other}
    odd = told | {at for at, value in enumerate(values) if value.__class__ is not int}
    if letters.strip(_OF_FIGURES):
        odd.update([at for at, letter in enumerate(letters) if letter not in _OF_FIGURES])
    statuses = bytearray(letters, "ascii")
    columns = CellColumns(values, list(map(_DIGITS.__getitem__, values)), starts, statuses)
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


def _decode_odd(key: str, cell: Cell, start: int | None, others: Sequence[Json]) -> Cell:
    """`cell`, which starts there, with what `_encode_odd` has told of it besides."""
    raws, ends, units, candidates = others
    raw = raws.get(key, cell.raw)
    span = None if start is None else Span(start, ends.get(key, start + len(raw or "")))
    several = tuple(map(_decode_candidate, candidates.get(key, ())))
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


@cache
def _names_by_ref(index: CellIndex) -> Mapping[CellRef, str]:
    return dict(zip(index.refs, index.names, strict=True))


@cache
def _refs_by_name(index: CellIndex) -> Mapping[str, CellRef]:
    return dict(zip(index.names, index.refs, strict=True))


def _encode_span(span: Span | None) -> Json:
    return None if span is None else [span.start, span.end]


def _decode_span(data: Json) -> Span | None:
    return None if data is None else Span(*data)


def _encode_identified(found: Identified | None) -> Json:
    return None if found is None else [found.value, _encode_span(found.span), found.place]


def _decode_identified(data: Json) -> Identified | None:
    return None if data is None else Identified(data[0], _decode_span(data[1]), data[2])


def _encode_candidate(candidate: Candidate) -> Json:
    return [value_to_json(candidate.value), candidate.raw, _encode_span(candidate.span)]


def _decode_candidate(data: Json) -> Candidate:
    return Candidate(value_from_json(data[0]), data[1], _decode_span(data[2]))


def _encode_finding(finding: Finding, names: Mapping[CellRef, str]) -> Json:
    params = {key: _encode_param(value) for key, value in finding.params.items()}
    cells = [names.get(ref) or ref.name for ref in finding.cells]
    return [finding.code, cells, _encode_span(finding.span), params]


def _decode_finding(data: Json, refs: Mapping[str, CellRef]) -> Finding:
    code, cells, span, params = data
    return Finding(
        code,
        tuple(refs.get(name) or CellRef.parse(name) for name in cells),
        _decode_span(span),
        {key: _decode_param(value) for key, value in params.items()},
    )


def _encode_param(value: object) -> Json:
    """Plain JSON values as they are, decimals exactly, anything else as what the sentence would show."""
    if value.__class__ in _PLAIN_PARAMS:
        return value
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, tuple | list):
        return [_encode_param(part) for part in value]
    return str(value)


def _decode_param(data: Json) -> object:
    if isinstance(data, dict):
        return Decimal(data["decimal"])
    if isinstance(data, list):
        return tuple(map(_decode_param, data))
    return data
