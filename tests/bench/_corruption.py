"""Owns the experiment on Suggestions: balanced tables, faults put into them, and what arithmetic can tell.

Pure and seeded: the same experiment gives the same figures everywhere. tests/data/faults.toml lists the
experiments and what they must reach; the bench prints them in full, the tests run a small version.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from core.cells import CellRef, TableKind, Value
from core.forms import Form
from core.suggestions.equations import equations_of
from tests.corpus.figures import Scale, balanced_figures
from tests.factories import form_of

Figures = dict[CellRef, Value]
EXPERIMENTS = Path(__file__).resolve().parent.parent / "data" / "faults.toml"
_APPLICANT_COLUMNS = 7


@dataclass(frozen=True, slots=True)
class Experiment:
    """One line of the list: `goal` is the least share of true repairs that must come first."""

    name: str
    fault: str
    forms: tuple[str, ...]
    scales: tuple[Scale, ...]
    seed: int
    count: int
    goal: float
    only_identifiable: bool
    is_source_right: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One faulty table: what is right, what is read, and whether arithmetic alone can tell."""

    form: Form
    right: Figures
    faulty: Figures
    is_identifiable: bool

    @property
    def repair(self) -> Figures:
        """The cells that differ, with their right values."""
        return {ref: v for ref, v in self.right.items() if self.faulty[ref] != v}


def experiments() -> list[Experiment]:
    """All experiments of tests/data/faults.toml."""
    data: dict[str, Any] = tomllib.loads(EXPERIMENTS.read_text(encoding="utf-8"))
    return [
        Experiment(
            name=item["name"],
            fault=item["fault"],
            forms=tuple(item.get("forms", ("2019", "2021"))),
            scales=tuple(Scale(scale) for scale in item["scales"]),
            seed=item["seed"],
            count=item["count"],
            goal=item["goal"],
            only_identifiable=item.get("only_identifiable", False),
            is_source_right=item.get("is_source_right", False),
        )
        for item in data["experiments"]
    ]


def cases(experiment: Experiment, count: int | None = None, *, ask: bool = True) -> Iterator[Case]:
    """The cases of `experiment`, or the first `count` of them.

    Without `ask` whether arithmetic can tell is only found out where the experiment depends on it.
    """
    rng = Random(experiment.seed)
    made = 0
    while made < (count or experiment.count):
        form = form_of(rng.choice(experiment.forms))
        right = balanced_figures(form, rng.choice(experiment.scales), rng)
        if sum(1 for ref, value in right.items() if ref.table is TableKind.REQUESTS and value) < 10:
            continue  # a trivial report: nothing to tell cells apart by
        faulty = FAULTS[experiment.fault](form, right, rng)
        if faulty is None or faulty == right:
            continue
        is_asked = ask or experiment.only_identifiable
        case = Case(form, right, faulty, is_asked and _is_identifiable(form, right, faulty))
        if experiment.only_identifiable and not case.is_identifiable:
            continue
        made += 1
        yield case


# --- faults ---------------------------------------------------------------------------------------


def slipped(value: int, rng: Random) -> int:
    """`value` after a slip of one of the usual kinds; never `value` itself."""
    digits = str(value)
    at = rng.randrange(len(digits))
    kind = rng.choice(["digit", "transposed", "lost", "added", "zero", "near", "any"])
    if kind == "digit":
        new = int(digits[:at] + str(rng.randrange(10)) + digits[at + 1 :])
    elif kind == "transposed" and at + 1 < len(digits):
        new = int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
    elif kind == "lost" and len(digits) > 1:
        new = int(digits[:at] + digits[at + 1 :])
    elif kind == "added":
        new = int(digits[:at] + str(rng.randrange(10)) + digits[at:])
    elif kind == "zero":
        new = 0
    elif kind == "near":
        new = max(value + rng.choice([-3, -2, -1, 1, 2, 3]), 0)
    else:
        new = rng.randrange(2 * value + 20)
    return new if new != value else value + 1


def _rows(form: Form) -> list[list[CellRef]]:
    refs = list(form.tables[TableKind.REQUESTS].refs())
    return [refs[at : at + _APPLICANT_COLUMNS] for at in range(0, len(refs), _APPLICANT_COLUMNS)]


def _cells(count: int) -> Any:
    def fault(form: Form, right: Figures, rng: Random) -> Figures | None:
        faulty = dict(right)
        for ref in rng.sample(list(form.tables[TableKind.REQUESTS].refs()), count):
            faulty[ref] = slipped(int(right[ref]), rng)
        return faulty

    return fault


def _neighbours(form: Form, right: Figures, rng: Random) -> Figures | None:
    pairs = [
        (row[at], row[at + 1])
        for row in _rows(form)
        for at in range(len(row) - 1)
        if right[row[at]] != right[row[at + 1]]
    ]
    if not pairs:
        return None
    first, second = rng.choice(pairs)
    return right | {first: right[second], second: right[first]}


def _changed_row(change: Any) -> Any:
    def fault(form: Form, right: Figures, rng: Random) -> Figures | None:
        rows = [row for row in _rows(form) if sum(1 for ref in row if right[ref]) > 2]
        if not rows:
            return None
        row = rng.choice(rows)
        values = change([int(right[ref]) for ref in row], rng)
        return None if values is None else right | dict(zip(row, values, strict=True))

    return fault


def _slid_right(values: list[int], rng: Random) -> list[int]:
    at = rng.randrange(len(values) - 1)
    return [*values[:at], 0, *values[at:-1]]


def _slid_left(values: list[int], rng: Random) -> list[int]:
    at = rng.randrange(len(values) - 1)
    return [*values[:at], *values[at + 1 :], 0]


def _split(values: list[int], rng: Random) -> list[int] | None:
    long = [at for at, value in enumerate(values[:-1]) if value > 9]
    if not long:
        return None
    at = rng.choice(long)
    digits = str(values[at])
    cut = rng.randrange(1, len(digits))
    if digits[cut] == "0":
        return None
    return [*values[:at], int(digits[:cut]), int(digits[cut:]), *values[at + 1 : -1]]


def _glued(values: list[int], rng: Random) -> list[int] | None:
    fit = [at for at in range(len(values) - 1) if values[at]]
    if not fit:
        return None
    at = rng.choice(fit)
    return [*values[:at], int(f"{values[at]}{values[at + 1]}"), *values[at + 2 :], 0]


def _stale_total(form: Form, right: Figures, rng: Random) -> Figures | None:
    row = [ref for ref in _rows(form)[-2] if right[ref]]
    if len(row) < 2 or row[0].row != "results_total":
        return None
    return right | dict.fromkeys(row, 0)


def _slid_block(form: Form, right: Figures, rng: Random) -> Figures | None:
    rows = _rows(form)
    start = rng.randrange(len(rows) - 2)
    block = rows[start : start + rng.randint(2, 5)]
    if sum(1 for row in block if any(right[ref] for ref in row)) < 2:
        return None
    faulty = dict(right)
    for row in block:
        values = [int(right[ref]) for ref in row]
        faulty |= dict(zip(row, [0, *values[:-1]], strict=True))
    return faulty


FAULTS: Mapping[str, Any] = {
    "one cell": _cells(1),
    "two cells": _cells(2),
    "three cells": _cells(3),
    "neighbours exchanged": _neighbours,
    "row slid right": _changed_row(_slid_right),
    "row slid left": _changed_row(_slid_left),
    "number split": _changed_row(_split),
    "numbers glued": _changed_row(_glued),
    "totals not updated": _stale_total,
    "block slid": _slid_block,
}


# --- what arithmetic can tell ---------------------------------------------------------------------


def _is_identifiable(form: Form, right: Figures, faulty: Figures) -> bool:
    """Whether no other change of as few cells, counts at least 0, makes every check hold.

    Told by linear algebra over all cells and pairs of cells, independently of the search under test.
    Faults of more than two cells count as identifiable: what else would explain them is not enumerated.
    """
    size = sum(1 for ref in right if right[ref] != faulty[ref])
    if size > 2:
        return True
    matrix, numbers = _matrix(form), np.array([int(faulty[ref]) for ref in form.index.refs])
    residual = matrix @ numbers
    if not residual.any():
        return False
    if size == 1:
        return len(_singles(matrix, numbers, residual)) == 1
    return not _singles(matrix, numbers, residual) and _pair_count(matrix, numbers, residual) == 1


def _matrix(form: Form) -> np.ndarray[Any, np.dtype[np.int64]]:
    terms = equations_of(form).terms
    matrix = np.zeros((len(terms), len(form.index)), dtype=np.int64)
    for check, cells in enumerate(terms):
        for cell, sign in cells:
            matrix[check, cell] = sign
    return matrix


def _singles(matrix: Any, numbers: Any, residual: Any) -> list[int]:
    found = []
    for cell in np.flatnonzero(matrix.any(axis=0)):
        column = matrix[:, cell]
        by = -residual[np.flatnonzero(column)[0]] * column[np.flatnonzero(column)[0]]
        if by and numbers[cell] + by >= 0 and not (residual + column * by).any():
            found.append(int(cell))
    return found


def _pair_count(matrix: Any, numbers: Any, residual: Any) -> int:
    """How many pairs of cells can be changed so that all checks hold."""
    used = np.flatnonzero(matrix.any(axis=0))
    columns = matrix[:, used].astype(float)
    gram = columns.T @ columns
    onto = columns.T @ residual.astype(float)
    norms = np.diag(gram)
    determinant = norms[:, None] * norms[None, :] - gram**2
    with np.errstate(divide="ignore", invalid="ignore"):
        first = (onto[:, None] * norms[None, :] - gram * onto[None, :]) / determinant
        second = (onto[None, :] * norms[:, None] - gram * onto[:, None]) / determinant
        left = residual @ residual - first * onto[:, None] - second * onto[None, :]
    count = 0
    for a, b in zip(*np.nonzero((np.abs(left) < 1e-6) & (determinant > 0)), strict=True):
        if a < b:
            by = (-round(first[a, b]), -round(second[a, b]))
            moved = residual + matrix[:, used[a]] * by[0] + matrix[:, used[b]] * by[1]
            legal = numbers[used[a]] + by[0] >= 0 and numbers[used[b]] + by[1] >= 0
            count += bool(all(by) and legal and not moved.any())
    return count
