"""Owns a corpus text and the truth about it: what each cell holds and how sure a reader may be of it."""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.cells import CellRef, CellStatus, Span, Value
from core.forms import Form
from core.reports import ReportKind

READ = frozenset({CellStatus.READ})
BLANK = frozenset({CellStatus.BLANK})
LIKELY = frozenset({CellStatus.READ, CellStatus.INFERRED})
GONE = frozenset({CellStatus.BLANK, CellStatus.MISSING})
MISSING = frozenset({CellStatus.MISSING})
# Every status but READ: for cells that the text does not tell.
UNSURE = frozenset(CellStatus) - READ
ANY = frozenset(CellStatus)


@dataclass(frozen=True, slots=True)
class TruthCell:
    """What is printed for one cell, and which statuses an honest reader may give it.

    `value`: as printed, None where nothing (or no number) is printed. `knowable`: whether the text alone
    tells it. A status that carries a value is only acceptable with the right value. `spans`: where it stands
    (several where the table is printed twice; none where that was not followed).
    """

    value: Value | None
    accept: frozenset[CellStatus] = READ
    knowable: bool = True
    unit: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Truth:
    """What a report says. `form`, `year` None and `units` empty where the text leaves them open; any of
    `kinds` is right.

    `cells_form` is the Form whose addresses `cells` uses. `excused`: finding codes that are right for this
    text, besides those for its failed checks.
    """

    kinds: tuple[ReportKind, ...]
    cells_form: str
    form: str | None
    units: tuple[str, ...]
    year: int | None
    cells: Mapping[CellRef, TruthCell]
    excused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """One corpus text. `family` is the layout family (V1 …) or kind of damage, `maker` what wrote the text
    (an emulator's variant or a converter)."""

    id: str
    family: str
    maker: str
    source: str
    text: str
    truth: Truth
    notes: tuple[str, ...] = field(default=())


def default_accept(value: Value | None) -> frozenset[CellStatus]:
    """The statuses that a plainly printed cell may have."""
    return BLANK if value is None else READ


def case_record(case: Case, form: Form) -> dict[str, Any]:
    """`case` as a JSON object; cells stand in the order of `form`."""
    cells = [case.truth.cells[ref] for ref in form.index.refs]
    exceptions = {
        str(at): sorted(status.value for status in cell.accept)
        for at, cell in enumerate(cells)
        if cell.accept != default_accept(cell.value)
    }
    truth = case.truth
    return {
        "id": case.id,
        "family": case.family,
        "maker": case.maker,
        "source": case.source,
        "notes": list(case.notes),
        "kinds": [kind.value for kind in truth.kinds],
        "cells_form": truth.cells_form,
        "form": truth.form,
        "units": list(truth.units),
        "year": truth.year,
        "excused": sorted(truth.excused),
        "values": [None if cell.value is None else str(cell.value) for cell in cells],
        "money": {str(at): cell.unit for at, cell in enumerate(cells) if cell.unit},
        "accept": exceptions,
        "unknowable": [at for at, cell in enumerate(cells) if not cell.knowable],
        "spans": [[n for span in cell.spans for n in span] for cell in cells],
        "text": case.text,
    }


def case_from_record(data: Mapping[str, Any], forms: Mapping[str, Form]) -> Case:
    """The Case that `data` describes (see case_record)."""
    form = forms[data["cells_form"]]
    unknowable = set(data["unknowable"])
    cells = {}
    for at, ref in enumerate(form.index.refs):
        value = _value(data["values"][at])
        accept = data["accept"].get(str(at))
        flat = data["spans"][at]
        cells[ref] = TruthCell(
            value,
            frozenset(map(CellStatus, accept)) if accept else default_accept(value),
            at not in unknowable,
            data["money"].get(str(at)),
            tuple(Span(*pair) for pair in zip(flat[::2], flat[1::2], strict=True)),
        )
    truth = Truth(
        tuple(map(ReportKind, data["kinds"])),
        data["cells_form"],
        data["form"],
        tuple(data["units"]),
        data["year"],
        cells,
        frozenset(data["excused"]),
    )
    return Case(
        data["id"],
        data["family"],
        data["maker"],
        data["source"],
        data["text"],
        truth,
        tuple(data["notes"]),
    )


def _value(text: str | None) -> Value | None:
    if text is None:
        return None
    return Decimal(text) if "." in text else int(text)


def write_cases(path: Path, cases: Iterable[Case], forms: Mapping[str, Form]) -> int:
    """Writes `cases` as gzipped JSON lines, byte for byte the same for the same cases."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("wb") as raw, gzip.GzipFile("", "wb", mtime=0, fileobj=raw) as packed:
        for case in cases:
            record = case_record(case, forms[case.truth.cells_form])
            line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
            packed.write(line.encode("utf-8", "surrogatepass") + b"\n")
            count += 1
    return count


def read_cases(path: Path, forms: Mapping[str, Form]) -> Iterator[Case]:
    """The cases in `path`, in order."""
    with gzip.open(path, "rb") as packed:
        for line in packed:
            yield case_from_record(json.loads(line.decode("utf-8", "surrogatepass")), forms)
