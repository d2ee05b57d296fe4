"""Owns the figures of an invented report: balanced as the form demands, or with errors of its own."""

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from random import Random

from core.cells import CellRef, Quantity, TableKind, Value
from core.forms import Form

APPLICANTS = (
    "natural_person",
    "enterprise",
    "research",
    "public_interest",
    "legal_service",
    "other",
)
OUTCOMES = ("upheld", "corrected", "other", "pending")


class Scale(Enum):
    """How large a unit is; DENSE has hardly a zero, so that a wrong alignment shows."""

    EMPTY = "empty"
    OFFICE = "office"
    COUNTY = "county"
    PROVINCE = "province"
    DENSE = "dense"


SCALE_WEIGHTS = {
    Scale.EMPTY: 22,
    Scale.OFFICE: 33,
    Scale.COUNTY: 20,
    Scale.PROVINCE: 9,
    Scale.DENSE: 16,
}


def any_scale(rng: Random) -> Scale:
    """A scale, the commonest most often."""
    return rng.choices(list(SCALE_WEIGHTS), list(SCALE_WEIGHTS.values()))[0]


def balanced_figures(form: Form, scale: Scale, rng: Random) -> dict[CellRef, Value]:
    """Figures for every cell of `form` for which all its checks hold."""
    figures: dict[CellRef, Value] = {}
    _requests(form, scale, rng, figures)
    _disputes(form, scale, rng, figures)
    for ref in form.tables[TableKind.PROACTIVE].refs():
        figures[ref] = _proactive(form, ref, scale, rng)
    return {ref: figures[ref] for ref in form.index.refs}


def disturbed(figures: Mapping[CellRef, Value], rng: Random) -> dict[CellRef, Value]:
    """`figures` with one to three errors such as units do publish: totals of 0, sums that are wrong."""
    changed = dict(figures)
    tables = (TableKind.REQUESTS, TableKind.DISPUTES)
    refs = [ref for ref in figures if ref.table in tables]
    totals = [ref for ref in refs if ref.column == "total" or ref.row == "results_total"]
    for _ in range(rng.randint(1, 3)):
        ref = rng.choice(totals if rng.random() < 0.6 else refs)
        old = int(changed[ref])
        changed[ref] = rng.choice([0, old + 1, max(old - 1, 0), old * 10, old + rng.randint(2, 9)])
    return changed


def _amount(scale: Scale, rng: Random, *, common: bool) -> int:
    """A count; `common` for the few rows that hold most of a unit's figures."""
    if scale is Scale.EMPTY:
        return 0
    if scale is Scale.OFFICE:
        return rng.randint(1, 12) if rng.random() < (0.35 if common else 0.02) else 0
    if scale is Scale.COUNTY:
        return rng.randint(1, 260) if rng.random() < (0.85 if common else 0.18) else 0
    if scale is Scale.PROVINCE:
        return rng.randint(1, 9 ** rng.randint(2, 6)) if common or rng.random() < 0.7 else 0
    return rng.randint(1, 99)


def _requests(form: Form, scale: Scale, rng: Random, figures: dict[CellRef, Value]) -> None:
    table = form.tables[TableKind.REQUESTS]
    rows = [row.key for row in table.rows()]
    results = [row.key for row in table.rows() if row.group == "results"]
    common_rows = {"granted", "partly_granted", "unavailable_not_held"}
    for column in APPLICANTS:
        done = {
            row: _amount(
                scale, rng, common=row in common_rows and column in ("natural_person", "enterprise")
            )
            for row in results
        }
        total = sum(done.values())
        left = _amount(scale, rng, common=False) % 40 if total else 0
        carried = min(_amount(scale, rng, common=False) % 40, total + left)
        column_figures = {
            **done,
            "results_total": total,
            "carried_out": left,
            "carried_in": carried,
            "received": total + left - carried,
        }
        for row in rows:
            figures[CellRef(TableKind.REQUESTS, row, column)] = column_figures[row]
    for row in rows:
        parts = [figures[CellRef(TableKind.REQUESTS, row, column)] for column in APPLICANTS]
        figures[CellRef(TableKind.REQUESTS, row, "total")] = sum(map(int, parts))


def _disputes(form: Form, scale: Scale, rng: Random, figures: dict[CellRef, Value]) -> None:
    for row in form.tables[TableKind.DISPUTES].rows():
        total = 0
        for column in OUTCOMES:
            count = _amount(scale, rng, common=False)
            total += count
            figures[CellRef(TableKind.DISPUTES, row.key, column)] = count
        figures[CellRef(TableKind.DISPUTES, row.key, "total")] = total


def _proactive(form: Form, ref: CellRef, scale: Scale, rng: Random) -> Value:
    quantity = form.column(ref).quantity
    if ref.row == "regulations" and scale in (Scale.OFFICE, Scale.COUNTY):
        return 0
    if quantity is Quantity.MONEY:
        return _money(scale, rng)
    if scale is Scale.EMPTY:
        return 0 if rng.random() < 0.9 else rng.randint(1, 9)
    if scale is Scale.PROVINCE:
        count = rng.randint(0, 9 ** rng.randint(1, 8))
    elif scale is Scale.COUNTY:
        count = rng.choice([0, rng.randint(1, 60), rng.randint(1, 9000)])
    elif scale is Scale.OFFICE:
        count = rng.choice([0, 0, 0, rng.randint(1, 40)])
    else:
        count = rng.randint(1, 999)
    if quantity is Quantity.CHANGE and rng.random() < 0.4:
        return -min(count, 500)
    return min(count, 99_999_999)


def _money(scale: Scale, rng: Random) -> Value:
    if scale is Scale.EMPTY or (scale is Scale.OFFICE and rng.random() < 0.7):
        return 0
    whole = rng.randint(1, {Scale.PROVINCE: 9_000_000}.get(scale, 3000))
    decimals = rng.choice([0, 1, 2, 2, 3, 4, 4])
    if decimals == 0:
        return whole
    return Decimal(f"{whole}.{rng.randint(1, 10**decimals - 1):0{decimals}d}")
