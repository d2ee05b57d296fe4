"""Owns Readings as compact columnar JSON: how the review file caches what was read.

Cells stand in the order of their Form, one list a property, exceptions apart: a raw text is stored only where
it is not the digits of the value, an end only where it is not start plus length.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache

from core.canonical import Json, to_canonical, value_from_json, value_to_json
from core.cells import MISSING_CELL, Candidate, Cell, CellRef, CellStatus, Span, Value
from core.findings import Finding
from core.forms import Form
from core.reports import Identified, Reading, ReportKind
from core.tables import CellIndex, Cells

VERSION = 1

_LETTERS = {
    CellStatus.READ: "r",
    CellStatus.INFERRED: "i",
    CellStatus.AMBIGUOUS: "a",
    CellStatus.BLANK: "b",
    CellStatus.INVALID: "x",
    CellStatus.MISSING: "m",
}
_STATUSES = {letter: status for status, letter in _LETTERS.items()}


def encode_reading(reading: Reading) -> str:
    """`reading` as one line of JSON: as `to_canonical` writes it, but in half the time."""
    cells = reading.cells.in_order
    values, raws, spans, statuses, units, candidates = zip(*cells, strict=True)
    stored, odd_raws = _encode_values(values, raws)
    starts, odd_ends = _encode_spans(spans, raws)
    others: dict[str, Json] = {}
    if odd_raws:
        others["raw"] = {str(at): raw for at, raw in odd_raws.items()}
    if odd_ends:
        others["end"] = {str(at): end for at, end in odd_ends.items()}
    if units.count(None) != len(units):
        others["in"] = {str(at): unit for at, unit in enumerate(units) if unit is not None}
    if any(candidates):
        others["candidates"] = {
            str(at): [_encode_candidate(candidate) for candidate in several]
            for at, several in enumerate(candidates)
            if several
        }
    told = {key: to_canonical(other) for key, other in others.items()}
    findings = "[]"
    if reading.findings:
        findings = to_canonical([_encode_finding(finding) for finding in reading.findings])
    unit = to_canonical(_encode_identified(reading.unit))
    year = to_canonical(_encode_identified(reading.year))
    letters = "".join([_LETTERS[status] for status in statuses])
    return (
        f'{{"candidates":{told.get("candidates", "{}")},"end":{told.get("end", "{}")},'
        f'"findings":{findings},"form":"{reading.form}","in":{told.get("in", "{}")},'
        f'"kind":"{reading.kind.value}","raw":{told.get("raw", "{}")},"start":{starts},'
        f'"status":"{letters}","unit":{unit},"v":{VERSION},"value":{stored},"year":{year}}}'
    )


def _encode_values(
    values: Sequence[Value | None], raws: Sequence[str | None]
) -> tuple[str, dict[int, str | None]]:
    """The values as JSON, and by position what is printed where it is not the digits of the value."""
    if None in values:
        printed = [None if value is None else str(value) for value in values]
    else:
        printed = [*map(str, values)]
    odd: dict[int, str | None] = {}
    if printed != [*raws]:
        odd = {
            at: raw for at, (raw, text) in enumerate(zip(raws, printed, strict=True)) if raw != text
        }
    stored = ["null" if text is None else text for text in printed]
    for at, value in enumerate(values):
        if value.__class__ is Decimal:
            stored[at] = f'"{stored[at]}"'
    return f"[{','.join(stored)}]", odd


def _encode_spans(
    spans: Sequence[Span | None], raws: Sequence[str | None]
) -> tuple[str, dict[int, int]]:
    """Where the cells start as JSON, and by position the end of each that is not start plus length."""
    starts = ["null" if span is None else str(span[0]) for span in spans]
    odd = {
        at: span[1]
        for at, (span, raw) in enumerate(zip(spans, raws, strict=True))
        if span is not None and span[1] - span[0] != len(raw or "")
    }
    return f"[{','.join(starts)}]", odd


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
    if data["v"] != VERSION:
        raise ValueError(f"a reading of version {data['v']}")
    raws, ends, units, candidates = data["raw"], data["end"], data["in"], data["candidates"]
    odd = {int(at) for at in (*raws, *ends, *units, *candidates)}
    read = CellStatus.READ
    cells: list[Cell] = []
    for at, (stored, start, letter) in enumerate(
        zip(data["value"], data["start"], data["status"], strict=True)
    ):
        if letter == "r" and stored.__class__ is int and at not in odd:
            # Nearly every cell of nearly every report.
            printed = str(stored)
            place = None if start is None else Span(start, start + len(printed))
            cells.append(Cell._make((stored, printed, place, read, None, ())))
            continue
        if letter == "m" and stored is None and start is None and at not in odd:
            cells.append(MISSING_CELL)
            continue
        key = str(at)
        value = value_from_json(stored)
        raw = raws[key] if key in raws else None if value is None else str(value)
        span = None
        if start is not None:
            span = Span(start, ends[key] if key in ends else start + len(raw or ""))
        readings = tuple(map(_decode_candidate, candidates.get(key, ())))
        cells.append(Cell(value, raw, span, _STATUSES[letter], units.get(key), readings))
    index = forms[data["form"]].index
    refs = _refs_by_name(index)
    return Reading(
        ReportKind(data["kind"]),
        data["form"],
        _decode_identified(data["unit"]),
        _decode_identified(data["year"]),
        Cells.of(index, cells),
        tuple(_decode_finding(finding, refs) for finding in data["findings"]),
    )


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


def _encode_finding(finding: Finding) -> Json:
    params = {key: _encode_param(value) for key, value in finding.params.items()}
    cells = [ref.name for ref in finding.cells]
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
    if value is None or isinstance(value, bool | int | str):
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
