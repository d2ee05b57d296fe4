"""Owns what a Reading holds besides its columns, as JSON: what was identified, candidates, findings."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from json.encoder import encode_basestring as quoted

from core.canonical import Json, to_canonical, value_from_json, value_to_json
from core.cells import Candidate, CellRef, Span
from core.findings import Finding
from core.reports import Identified
from core.tables import CellIndex

_PLAIN = frozenset({str, int, bool, type(None)})
"""What parameters of findings nearly always are, and JSON has."""
_QUICK = frozenset({str, int})


class PlacesAsText(dict[CellRef, str]):
    """How cells are stored: those of a Form by their position, others by name."""

    def __missing__(self, ref: CellRef) -> str:
        return quoted(ref.name)


class StoredRefs(dict[str | int, CellRef]):
    """The addresses that positions in a Form and names stand for, those of the Form at hand."""

    def __missing__(self, stored: Json) -> CellRef:
        return CellRef.parse(stored)


@cache
def places_as_text(index: CellIndex) -> PlacesAsText:
    """The position of each cell of the Form, as JSON."""
    return PlacesAsText({ref: str(at) for ref, at in index.positions.items()})


@cache
def stored_refs(index: CellIndex) -> StoredRefs:
    """The cell of each position and of each name of the Form."""
    refs = StoredRefs(enumerate(index.refs))
    refs.update(zip(index.names, index.refs, strict=True))
    return refs


def _encode_span(span: Span | None) -> str:
    return "null" if span is None else f"[{span[0]},{span[1]}]"


def _decode_span(data: Json) -> Span | None:
    return None if data is None else Span(*data)


def encode_identified(found: Identified | None) -> str:
    """`found` as JSON text."""
    if found is None:
        return "null"
    return f"[{quoted(found.value)},{_encode_span(found.span)},{quoted(found.place)}]"


def decode_identified(data: Json) -> Identified | None:
    """The inverse of `encode_identified`."""
    return None if data is None else Identified(data[0], _decode_span(data[1]), data[2])


def encode_candidate(candidate: Candidate) -> Json:
    """`candidate` as a part of what becomes JSON."""
    return [value_to_json(candidate.value), candidate.raw, candidate.span]


def decode_candidate(data: Json) -> Candidate:
    """The inverse of `encode_candidate`."""
    return Candidate(value_from_json(data[0]), data[1], _decode_span(data[2]))


def encode_finding(finding: Finding, places: PlacesAsText) -> str:
    """`finding` as JSON text."""
    cells = ",".join(map(places.__getitem__, finding.cells))
    span, params = _encode_span(finding.span), encode_params(finding.params)
    return f"[{quoted(finding.code)},[{cells}],{span},{params}]"


def decode_finding(data: Json, refs: StoredRefs) -> Finding:
    """The inverse of `encode_finding`."""
    code, cells, span, params = data
    if not _PLAIN.issuperset(map(type, params.values())):
        params = {key: _decode_param(value) for key, value in params.items()}
    return Finding(code, tuple(map(refs.__getitem__, cells)), _decode_span(span), params)


def encode_params(params: Mapping[str, object]) -> str:
    """`params` as JSON text, their names in order."""
    if not _QUICK.issuperset(map(type, params.values())):
        return to_canonical({key: _encode_param(value) for key, value in params.items()})
    told = [
        f"{quoted(key)}:{quoted(value) if isinstance(value, str) else value}"
        for key, value in sorted(params.items())
    ]
    return f"{{{','.join(told)}}}"


def _encode_param(value: object) -> Json:
    """Plain JSON values as they are, decimals exactly, anything else as what the sentence would show."""
    if value.__class__ in _PLAIN:
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
