"""Owns Readings as compact columnar JSON: how the review file caches what was read.

Cells stand in the order of their Form, one list a property, exceptions apart: a raw text is stored only where
it is not the digits of the value, an end only where it is not start plus length.
"""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache

from core.canonical import Json, to_canonical, value_from_json, value_to_json
from core.cells import MISSING_CELL, Candidate, Cell, CellRef, CellStatus, Span
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
    """`reading` as one line of JSON."""
    cells = reading.cells.in_order
    values, raws, spans, statuses, units, candidates = zip(*cells, strict=True)
    printed = [None if value is None else str(value) for value in values]
    return to_canonical(
        {
            "v": VERSION,
            "kind": reading.kind.value,
            "form": reading.form,
            "unit": _encode_identified(reading.unit),
            "year": _encode_identified(reading.year),
            "value": [
                value if value.__class__ is int else value_to_json(value) for value in values
            ],
            "start": [None if span is None else span[0] for span in spans],
            "status": "".join([_LETTERS[status] for status in statuses]),
            "raw": {
                str(at): raw
                for at, (raw, text) in enumerate(zip(raws, printed, strict=True))
                if raw != text
            },
            "end": {
                str(at): span[1]
                for at, (span, raw) in enumerate(zip(spans, raws, strict=True))
                if span is not None and span[1] - span[0] != len(raw or "")
            },
            "in": {str(at): unit for at, unit in enumerate(units) if unit is not None},
            "candidates": {
                str(at): [_encode_candidate(candidate) for candidate in several]
                for at, several in enumerate(candidates)
                if several
            },
            "findings": [_encode_finding(finding) for finding in reading.findings],
        }
    )


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
        if letter == "r" and stored.__class__ is int and start is not None and at not in odd:
            # Nearly every cell of nearly every report.
            printed = str(stored)
            place = Span(start, start + len(printed))
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
        Cells(index, cells),
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
