"""Owns edits as JSON-able data: the stable shape in which the journal keeps what a reviewer did.

Each edit is a dict whose "do" says which; the names never change once released. Amounts are decimal strings,
so that 1.50 stays 1.50. Decoding raises ValueError where the data is of no known shape.
"""

from decimal import Decimal, InvalidOperation

from core.canonical import Json, expect, expect_or_none, value_from_json, value_to_json
from core.cells import CellRef, Value
from core.checks import CheckId
from core.edits import (
    Correction,
    Edit,
    EditGroup,
    IdentityField,
    Mark,
    ReviewState,
    SetCorrection,
    SetDismissal,
    SetIdentity,
    SetMark,
    SetNote,
    SetState,
    Verdict,
)


def encode_edit(edit: Edit) -> dict[str, Json]:
    """`edit` as JSON-able data."""
    match edit:
        case SetCorrection(ref, correction):
            return {"do": "correction", "cell": ref.name, "to": _encode_correction(correction)}
        case SetMark(check, mark):
            return {"do": "mark", "check": check, "to": _encode_mark(mark)}
        case SetNote(text):
            return {"do": "note", "to": text}
        case SetState(state):
            return {"do": "state", "to": state.value}
        case SetIdentity(field, value):
            return {"do": "identity", "field": field.value, "to": value}
        case SetDismissal(finding, dismissed):
            return {"do": "dismissal", "finding": finding, "to": dismissed}
        case EditGroup(edits):
            return {"do": "group", "edits": [encode_edit(part) for part in edits]}


def decode_edit(data: Json) -> Edit:
    """The inverse of `encode_edit`."""
    try:
        return _decode(data)
    except (KeyError, TypeError, AttributeError, InvalidOperation, RecursionError) as error:
        raise ValueError(f"not an edit: {error!r}") from error


def _decode(data: Json) -> Edit:
    match data["do"]:
        case "correction":
            return SetCorrection(CellRef.parse(data["cell"]), _decode_correction(data["to"]))
        case "mark":
            return SetMark(CheckId(expect(data["check"], str)), _decode_mark(data["to"]))
        case "note":
            return SetNote(expect(data["to"], str))
        case "state":
            return SetState(ReviewState(data["to"]))
        case "identity":
            return SetIdentity(IdentityField(data["field"]), expect_or_none(data["to"], str))
        case "dismissal":
            return SetDismissal(expect(data["finding"], str), expect(data["to"], bool))
        case "group":
            return EditGroup(tuple(_decode(part) for part in data["edits"]))
        case unknown:
            raise ValueError(f"not an edit: {unknown!r}")


def _encode_correction(correction: Correction | None) -> Json:
    if correction is None:
        return None
    data: dict[str, Json] = {"value": value_to_json(correction.value)}
    if correction.unit is not None:
        data["unit"] = correction.unit
    if correction.reason:
        data["reason"] = correction.reason
    return data


def _decode_correction(data: Json) -> Correction | None:
    if data is None:
        return None
    unit, reason = expect_or_none(data.get("unit"), str), expect(data.get("reason", ""), str)
    return Correction(_value(data["value"]), unit, reason)


def _encode_mark(mark: Mark | None) -> Json:
    if mark is None:
        return None
    data: dict[str, Json] = {"verdict": mark.verdict.value}
    if mark.note:
        data["note"] = mark.note
    if mark.judged:
        data["judged"] = [[ref.name, value_to_json(value)] for ref, value in mark.judged]
    return data


def _decode_mark(data: Json) -> Mark | None:
    if data is None:
        return None
    judged = tuple((CellRef.parse(name), _value(value)) for name, value in data.get("judged", ()))
    return Mark(Verdict(data["verdict"]), expect(data.get("note", ""), str), judged)


def _value(data: Json) -> Value | None:
    """The figure that is stored, None for blank; TypeError where it is none."""
    value = value_from_json(data)
    if isinstance(value, Decimal) and value.is_finite():
        return value
    return expect_or_none(value, int)
