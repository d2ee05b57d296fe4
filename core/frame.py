"""Owns the checks of a whole folder on one frame: a row a report, a column a cell, three-valued, exact.

Counts are int64 in columns that lie contiguous in memory, so that a check is a handful of column sums. What
does not fit (a fraction in a count, figures beyond 2^57, money with decimals in an equation) goes through
`core.checks` report by report: the verdicts are the same, to the last digit. Imports numpy: not for modules
that the window loads at its start.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from core.cells import Cell, CellRef, CellStatus, Value
from core.checks import Check, CheckId, CheckResult, Outcome, run_checks
from core.forms import Form
from core.review import Review

if TYPE_CHECKING:
    import pandas as pd

Counts: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]
Bits: TypeAlias = np.ndarray[Any, np.dtype[np.uint8]]

_LIMIT = 2**57
"""Below it, the sum of 63 figures stays within an int64."""

_LACKING, _BLANK = 1, 2


class Verdict(IntEnum):
    """The codes in a frame of outcomes."""

    PASS = 0
    FAIL = 1
    UNDECIDED = 2


_OUTCOMES = {
    Verdict.PASS: Outcome.PASS,
    Verdict.FAIL: Outcome.FAIL,
    Verdict.UNDECIDED: Outcome.UNDECIDED,
}
# By (lacking, blank, balances): lacking anything is undecided; a blank taken as 0 passes or is undecided.
_TABLE = np.array(
    [
        (Verdict.UNDECIDED if lacking or blank else Verdict.FAIL)
        if not balances or lacking
        else Verdict.PASS
        for balances in (False, True)
        for blank in (False, True)
        for lacking in (False, True)
    ],
    dtype=np.uint8,
)
_BALANCES = 4


@dataclass(frozen=True, slots=True)
class ReportFrame:
    """The values of reports on one Form.

    `numbers` (reports x cells, int64) holds 0 where a cell has no value; `gaps` (reports x cells) says
    there whether the cell is blank (2) or lacking (1). `others` are the figures that int64 cannot hold
    (amounts with decimals, mostly), by cell and row. `odd` are the rows in which a check has such a
    figure, with all their values and statuses.
    """

    form: Form
    sources: tuple[str, ...]
    numbers: Counts
    gaps: Bits
    others: dict[int, dict[int, Value]] = field(default_factory=dict)
    odd: dict[int, tuple[tuple[Value | None, CellStatus], ...]] = field(default_factory=dict)

    def to_pandas(self) -> "pd.DataFrame":
        """The same as a pandas frame: index source, a column a cell name, NA where there is no value.

        Columns are nullable integers, or objects (int and Decimal) where int64 cannot hold a figure.
        """
        import pandas as pd

        columns = {}
        for at, name in enumerate(self.form.index.names):
            data: Any = pd.array(self.numbers[:, at].copy(), dtype="Int64")
            data[self.gaps[:, at] != 0] = pd.NA
            if at in self.others:
                data = data.astype(object)
                for row, value in self.others[at].items():
                    data[row] = value
            columns[name] = data
        return pd.DataFrame(columns, index=pd.Index(self.sources, name="source"))


@dataclass(frozen=True, slots=True)
class FrameResults:
    """What the checks say about every report of a frame.

    `verdicts` (reports x checks) holds Verdict codes; `left` and `right` (reports x checks) the sums of
    both sides, meaningless where `lacking` is true. `exact` are the results of the odd rows.
    """

    frame: ReportFrame
    verdicts: Bits
    left: Counts
    right: Counts
    lacking: np.ndarray[Any, np.dtype[np.bool_]]
    exact: dict[int, dict[CheckId, CheckResult]]

    def outcome(self, row: int, check: int) -> Outcome:
        """The outcome of check number `check` of the Form for report number `row`."""
        return _OUTCOMES[Verdict(int(self.verdicts[row, check]))]

    def sides(self, row: int, check: int) -> tuple[Value | None, Value | None]:
        """Both sums, None where a cell that is needed has no value."""
        if row in self.exact:
            result = self.exact[row][self.frame.form.checks[check].id]
            return result.left, result.right
        if self.lacking[row, check]:
            return None, None
        return int(self.left[row, check]), int(self.right[row, check])

    def counts(self) -> dict[CheckId, dict[Outcome, int]]:
        """For every check how many reports it passes, fails and leaves undecided in."""
        return {
            check.id: {
                outcome: int((self.verdicts[:, at] == code).sum())
                for code, outcome in _OUTCOMES.items()
            }
            for at, check in enumerate(self.frame.form.checks)
        }

    def failing(self) -> list[int]:
        """The numbers of the reports in which any check fails."""
        return [int(row) for row in np.flatnonzero((self.verdicts == Verdict.FAIL).any(axis=1))]


def frame_of_cells(form: Form, reports: Iterable[tuple[str, Sequence[Cell]]]) -> ReportFrame:
    """The frame of reports given by source and cells in the order of `form`."""
    return frame_of_values(
        form, ((source, [(cell.value, cell.status) for cell in cells]) for source, cells in reports)
    )


def frame_of_reviews(form: Form, reviews: Iterable[Review]) -> ReportFrame:
    """The frame of the reviews that are on `form`, with what the reviewer corrected."""
    refs = form.index.refs
    return frame_of_values(
        form,
        (
            (review.report.source, [review.look(ref) for ref in refs])
            for review in reviews
            if review.form is form
        ),
    )


def frame_of_values(
    form: Form, reports: Iterable[tuple[str, Sequence[tuple[Value | None, CellStatus]]]]
) -> ReportFrame:
    """The frame of reports given by source and by value and status in the order of `form`."""
    sources: list[str] = []
    numbers: list[list[int]] = []
    gaps: list[bytes] = []
    others: dict[int, dict[int, Value]] = {}
    odd: dict[int, tuple[tuple[Value | None, CellStatus], ...]] = {}
    used = _used(form)
    for row, (source, cells) in enumerate(reports):
        sources.append(source)
        line = [0] * len(cells)
        holes = bytearray(len(cells))
        for at, (value, status) in enumerate(cells):
            if value is None:
                holes[at] = _BLANK if status is CellStatus.BLANK else _LACKING
            elif isinstance(value, int) and -_LIMIT < value < _LIMIT:
                line[at] = value
            else:
                others.setdefault(at, {})[row] = value
                if at in used:
                    odd[row] = tuple(cells)
        numbers.append(line)
        gaps.append(bytes(holes))
    shape = (len(sources), len(form.index))
    data = np.array(numbers, dtype=np.int64).reshape(shape)
    holes_data = np.frombuffer(b"".join(gaps), dtype=np.uint8).reshape(shape)
    return ReportFrame(
        form, tuple(sources), np.asfortranarray(data), np.asfortranarray(holes_data), others, odd
    )


def _used(form: Form) -> frozenset[int]:
    """The cells that any check has."""
    return frozenset(form.index.positions[ref] for check in form.checks for ref in check.cells)


def check_frame(frame: ReportFrame) -> FrameResults:
    """All checks of the frame's Form over all its reports."""
    checks = frame.form.checks
    reports = len(frame.sources)
    left = np.zeros((reports, len(checks)), dtype=np.int64, order="F")
    right = np.zeros_like(left)
    state = np.zeros((reports, len(checks)), dtype=np.uint8, order="F")
    for at, check in enumerate(checks):
        _add(frame, check.left, left[:, at], state[:, at])
        _add(frame, check.right, right[:, at], state[:, at])
    balances = left == right
    state += balances.view(np.uint8) * np.uint8(_BALANCES)
    verdicts = _TABLE[state]
    lacking = (state & _LACKING).astype(bool)
    exact = {row: _exactly(frame, cells, checks) for row, cells in frame.odd.items()}
    codes = {outcome: code for code, outcome in _OUTCOMES.items()}
    for row, results in exact.items():
        verdicts[row] = [codes[results[check.id].outcome] for check in checks]
        lacking[row] = [results[check.id].left is None for check in checks]
    return FrameResults(frame, verdicts, left, right, lacking, exact)


def _add(frame: ReportFrame, refs: Sequence[CellRef], total: Counts, state: Bits) -> None:
    """Add the columns of `refs` into `total` and their gaps into `state`, in place."""
    positions = frame.form.index.positions
    for ref in refs:
        at = positions[ref]
        np.add(total, frame.numbers[:, at], out=total)
        np.bitwise_or(state, frame.gaps[:, at], out=state)


def _exactly(
    frame: ReportFrame,
    cells: Sequence[tuple[Value | None, CellStatus]],
    checks: Sequence[Check],
) -> dict[CheckId, CheckResult]:
    positions = frame.form.index.positions
    return run_checks(checks, lambda ref: cells[positions[ref]])
