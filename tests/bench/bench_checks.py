"""What the checks cost: over a folder beside bare column sums, and after one edit beside pandas."""

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import pandas as pd

from core.cells import CellRef, CellStatus, TableKind
from core.checks import rerun_check
from core.edits import Correction, SetCorrection
from core.forms import Form
from core.frame import ReportFrame, check_frame, frame_of_values
from core.review import Review
from tests.corpus.figures import any_scale, balanced_figures
from tests.factories import form_of, report_of, review_of

REPORTS = 10_000
ROUNDS = 9


def timed(
    variants: dict[str, Callable[[], object]], rounds: int = ROUNDS, repeats: int = 1
) -> dict[str, list[float]]:
    """Milliseconds of each variant, in turn, `rounds` times after one to warm up.

    With `repeats` each round runs a variant so often in a row and counts the mean.
    """
    times: dict[str, list[float]] = {name: [] for name in variants}
    for round_number in range(rounds + 1):
        for name, variant in variants.items():
            started = perf_counter()
            for _ in range(repeats):
                variant()
            if round_number:
                times[name].append((perf_counter() - started) * 1000 / repeats)
    return times


def bare_sums(frame: ReportFrame) -> Callable[[], object]:
    """Both sides of every check as numpy sums over the columns, without a thought for missing cells."""
    positions = frame.form.index.positions
    by_cell = np.ascontiguousarray(frame.numbers.T)
    sides = [
        ([positions[ref] for ref in check.left], [positions[ref] for ref in check.right])
        for check in frame.form.checks
    ]

    def run() -> object:
        return [by_cell[left].sum(axis=0) == by_cell[right].sum(axis=0) for left, right in sides]

    return run


def bare_additions(frame: ReportFrame) -> Callable[[], object]:
    """The least there is to do: every column added into its sum in place."""
    positions = frame.form.index.positions
    sides = [
        [positions[ref] for ref in side]
        for check in frame.form.checks
        for side in (check.left, check.right)
    ]
    columns = frame.numbers

    def run() -> object:
        total = np.zeros(len(frame.sources), dtype=np.int64)
        for side in sides:
            total.fill(0)
            for at in side:
                np.add(total, columns[:, at], out=total)
        return total

    return run


def pandas_sums(frame: ReportFrame) -> Callable[[], object]:
    """The same sums on a pandas frame."""
    data = pd.DataFrame(frame.numbers, columns=list(frame.form.index.names))
    sides = [
        ([ref.name for ref in check.left], [ref.name for ref in check.right])
        for check in frame.form.checks
    ]

    def run() -> object:
        return [data[left].sum(axis=1) == data[right].sum(axis=1) for left, right in sides]

    return run


def pandas_recheck(form: Form) -> Callable[[], object]:
    """Table 三 of one report as a pandas frame, all its checks after one edit."""
    table = form.tables[TableKind.REQUESTS]
    refs = list(table.refs())
    columns = list(dict.fromkeys(ref.column for ref in refs))
    rows = list(dict.fromkeys(ref.row for ref in refs))
    data = pd.DataFrame(0, index=rows, columns=columns)
    results = [row.key for row in table.rows() if row.group == "results"]

    def run() -> object:
        data.loc["granted", "natural_person"] += 1
        flow = (
            data.loc["received"] + data.loc["carried_in"]
            == data.loc["results_total"] + data.loc["carried_out"]
        )
        sums = data.loc[results].sum() == data.loc["results_total"]
        across = data[columns[:-1]].sum(axis=1) == data["total"]
        return flow, sums, across

    return run


def recheck(review: Review, ref: CellRef) -> Callable[[], object]:
    """The checks that an edit of one cell touches, as Review.apply runs them."""
    form = review.form

    def run() -> object:
        return [
            rerun_check(form.checks_by_id[id], review.results[id], ref, 1, 2, review.look)
            for id in form.checks_by_cell[ref]
        ]

    return run


def show(times: dict[str, list[float]], base: str, scale: float, unit: str) -> None:
    """One line a variant: median, range, ratio to `base`."""
    for name, measured in times.items():
        low, middle, high = min(measured), median(measured), max(measured)
        print(
            f"  {name:52} {middle * scale:10.2f} {unit} ({low * scale:.2f}-{high * scale:.2f})"
            f"   {middle / median(times[base]):7.2f} x {base}"
        )


def main() -> None:
    """Print both comparisons and whether they reach their goals."""
    form = form_of("2021")
    rng = Random(7)
    kinds = [balanced_figures(form, any_scale(rng), rng) for _ in range(200)]
    rows: list[tuple[str, list[Any]]] = []
    for number in range(REPORTS):
        figures = kinds[number % len(kinds)]
        cells: list[Any] = [(int(figures[ref]), CellStatus.READ) for ref in form.index.refs]
        if number % 10 == 0:
            cells[rng.randrange(len(cells))] = (None, CellStatus.MISSING)
        if number % 7 == 0:
            cells[rng.randrange(len(cells))] = (None, CellStatus.BLANK)
        rows.append((f"{number}.txt", cells))
    frame = frame_of_values(form, rows)

    print(f"{REPORTS} reports x {len(form.index)} cells x {len(form.checks)} checks")
    whole = timed(
        {
            "numpy column sums": bare_sums(frame),
            "numpy additions in place": bare_additions(frame),
            "check_frame (three-valued, exact)": lambda: check_frame(frame),
            "pandas column sums": pandas_sums(frame),
        }
    )
    show(whole, "numpy column sums", 1, "ms")
    ratio = median(whole["check_frame (three-valued, exact)"]) / median(whole["numpy column sums"])
    print(f"  goal: at most 2 x numpy column sums: {'reached' if ratio <= 2 else 'MISSED'}")

    review = review_of(report_of(form, kinds[0]))
    ref = CellRef(TableKind.REQUESTS, "granted", "natural_person")
    edits = [SetCorrection(ref, Correction(value)) for value in (1, 2)]
    turn = iter(range(10**9))
    print("the checks of one report after one edit")
    one = timed(
        {
            "pandas, table 三": pandas_recheck(form),
            "the checks that the edit touches": recheck(review, ref),
            "the whole edit (Review.apply)": lambda: review.apply(edits[next(turn) % 2]),
        },
        rounds=60,
        repeats=10,
    )
    show(one, "pandas, table 三", 1000, "us")
    part = median(one["the checks that the edit touches"]) / median(one["pandas, table 三"])
    print(
        f"  goal: at most a hundredth of pandas: {part:.4f}, {'reached' if part <= 0.01 else 'MISSED'}"
    )


if __name__ == "__main__":
    main()
