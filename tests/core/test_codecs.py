"""What is stored comes back exactly, whatever it is, and stays readable by itself."""

import json
import zlib
from decimal import Decimal

import pytest
from hypothesis import given

from core.canonical import Json, encodable, to_canonical
from core.cells import CellRef, TableKind
from core.checks import CheckId
from core.edit_codec import decode_edit, encode_edit
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
from core.forms import load_forms
from core.reading_codec import decode_reading, encode_reading, pack_reading, unpack_json
from core.reports import Reading
from tests.core.strategies import EDITS, readings
from tests.factories import report_of, zeros

REF = CellRef(TableKind.REQUESTS, "received", "total")

# The shape in files that users have: a change here needs an upgrade of the review file.
STORED: list[tuple[Edit, str]] = [
    (
        SetCorrection(REF, Correction(61)),
        '{"cell":"requests.received.total","do":"correction","to":{"value":61}}',
    ),
    (
        SetCorrection(REF, Correction(Decimal("1.50"), "万元", "漏印")),
        '{"cell":"requests.received.total","do":"correction",'
        '"to":{"reason":"漏印","unit":"万元","value":"1.50"}}',
    ),
    (
        SetCorrection(REF, Correction(None)),
        '{"cell":"requests.received.total","do":"correction","to":{"value":null}}',
    ),
    (
        SetCorrection(REF, None),
        '{"cell":"requests.received.total","do":"correction","to":null}',
    ),
    (
        SetMark(CheckId("requests.flow.total"), Mark(Verdict.FAILS, "x", ((REF, 3), (REF, None)))),
        '{"check":"requests.flow.total","do":"mark","to":{"judged":'
        '[["requests.received.total",3],["requests.received.total",null]],'
        '"note":"x","verdict":"fails"}}',
    ),
    (
        SetMark(CheckId("requests.flow.total"), None),
        '{"check":"requests.flow.total","do":"mark","to":null}',
    ),
    (SetNote("备注"), '{"do":"note","to":"备注"}'),
    (SetState(ReviewState.LATER), '{"do":"state","to":"later"}'),
    (
        SetIdentity(IdentityField.UNIT, "清河街道"),
        '{"do":"identity","field":"unit","to":"清河街道"}',
    ),
    (SetDismissal("row_missing|a", True), '{"do":"dismissal","finding":"row_missing|a","to":true}'),
    (
        EditGroup((SetNote(""), EditGroup(()))),
        '{"do":"group","edits":[{"do":"note","to":""},{"do":"group","edits":[]}]}',
    ),
]


@pytest.mark.parametrize(("edit", "stored"), STORED)
def test_each_edit_has_the_shape_that_files_hold(edit: Edit, stored: str) -> None:
    assert to_canonical(encode_edit(edit)) == stored
    assert decode_edit(json.loads(stored)) == edit


@given(EDITS)
def test_any_edit_comes_back_exactly(edit: Edit) -> None:
    again = decode_edit(json.loads(to_canonical(encode_edit(edit))))
    assert again == edit
    assert repr(again) == repr(edit)  # 1.50 is not 1.5


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"do": "dance"},
        {"do": "correction", "cell": "nonsense", "to": None},
        {"do": "correction", "cell": "requests.a.b", "to": {"value": "many"}},
        {"do": "state", "to": "asleep"},
        {"do": "group", "edits": [{"do": "note"}]},
    ],
)
def test_what_is_no_edit_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode_edit(data)


@given(readings())
def test_any_reading_comes_back_exactly(reading: Reading) -> None:
    again = decode_reading(encode_reading(reading), load_forms())
    assert again == reading
    assert repr(again.cells.in_order) == repr(reading.cells.in_order)


@given(readings())
def test_a_reading_is_stored_as_compact_json(reading: Reading) -> None:
    text = encode_reading(reading)
    compact = json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
    assert text == encodable(compact)


def _of_version_2(reading: Reading) -> dict[str, Json]:
    """What version 2 stored of `reading`."""
    stored: dict[str, Json] = {"candidates": {}, "end": {}, "in": {}, "raw": {}}
    stored |= json.loads(encode_reading(reading))
    for finding, told in zip(reading.findings, stored["findings"], strict=True):
        told[1] = [ref.name for ref in finding.cells]
    return stored | {"v": 2}


@given(readings())
def test_readings_of_former_versions_are_still_read(reading: Reading) -> None:
    stored = _of_version_2(reading)
    assert decode_reading(json.dumps(stored), load_forms()) == reading
    del stored["step"]
    spans = [cell.span for cell in reading.cells.in_order]
    stored |= {"v": 1, "start": [span and span.start for span in spans]}
    assert decode_reading(json.dumps(stored), load_forms()) == reading


@given(readings())
def test_what_was_compressed_is_still_unpacked(reading: Reading) -> None:
    former = to_canonical(_of_version_2(reading)).encode()
    assert unpack_json(zlib.compress(former, 1)) == former


def test_damage_to_a_packed_reading_is_found() -> None:
    form = load_forms()["2021"]
    packed = pack_reading(report_of(form, zeros(form)).reading)
    assert decode_reading(unpack_json(packed), load_forms())
    for at in range(len(packed)):
        damaged = bytearray(packed)
        damaged[at] ^= 1  # a 0 becomes a 1
        with pytest.raises(ValueError, match="not a reading"):
            unpack_json(bytes(damaged))


@pytest.mark.parametrize(
    ("column", "damaged"),
    [
        ("value", []),
        ("value", [True] * len(load_forms()["2021"].index)),
        ("value", [[]] * len(load_forms()["2021"].index)),
        ("step", [None]),
        ("step", [[]] * len(load_forms()["2021"].index)),
        ("step", [0.5] * len(load_forms()["2021"].index)),
        ("step", ["here"] * len(load_forms()["2021"].index)),
        ("status", "r"),
        ("status", "?" * len(load_forms()["2021"].index)),
        ("raw", {"1000": "1"}),
    ],
)
def test_columns_that_do_not_fit_are_refused(column: str, damaged: object) -> None:
    form = load_forms()["2021"]
    stored = json.loads(encode_reading(report_of(form, zeros(form)).reading))
    with pytest.raises(ValueError, match=r"not a reading|no columns"):
        decode_reading(json.dumps(stored | {column: damaged}), load_forms())


@given(readings())
def test_a_reading_of_other_forms_is_refused(reading: Reading) -> None:
    text = encode_reading(reading).replace('"v":3', '"v":4')
    with pytest.raises(ValueError, match="version 4"):
        decode_reading(text, load_forms())
    others = {id: form for id, form in load_forms().items() if id != reading.form}
    with pytest.raises(ValueError, match="not a reading"):
        decode_reading(encode_reading(reading), others)


def test_a_name_that_is_no_text_can_be_stored() -> None:
    name = b"\xb1\xa8\xb8\xe6.txt".decode("utf-8", "surrogateescape")
    line = to_canonical({"source": name})
    assert line.encode()
    assert json.loads(line) == {"source": name}
