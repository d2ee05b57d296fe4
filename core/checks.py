"""Owns balance checks: what one is, and what it says about the values of one report.

A Check is a linear equation over cells of one Form. It is exact (int and Decimal, never float) and
three-valued: a Check that lacks a value is undecided, never passed and never failed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import NamedTuple, NewType, cast

from core.cells import CellRef, CellStatus, Value
from core.sums import Sides, sides_of
from core.tables import CellColumns, CellIndex, Cells

CheckId = NewType("CheckId", str)


class Severity(Enum):
    """How much a failed Check or a Finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


class Outcome(Enum):
    """What a Check says about the values it was given."""

    PASS = "pass"
    FAIL = "fail"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Check:
    """The sum of the cells `left` equals the sum of the cells `right`.

    `family` is the rule in resources/checks.toml, `subject` the row or column key that it is applied to;
    `words` is the equation in each language ("zh", "en"); `source` says where the form states it.
    """

    id: CheckId
    family: str
    subject: str
    left: tuple[CellRef, ...]
    right: tuple[CellRef, ...]
    severity: Severity
    words: Mapping[str, str]
    source: str

    @property
    def cells(self) -> tuple[CellRef, ...]:
        """Every cell of the equation, left side first."""
        return self.left + self.right


class CheckResult(NamedTuple):
    """What a Check says about one report.

    `left` and `right` are the sums of both sides, None where a cell that is needed has no value.
    `assumed` names the blank cells that were tried as 0; `lacking` the cells without any value.
    """

    check: CheckId
    outcome: Outcome
    left: Value | None
    right: Value | None
    assumed: tuple[CellRef, ...] = ()
    lacking: tuple[CellRef, ...] = ()

    @property
    def difference(self) -> Value | None:
        """Left minus right, None where either is not known."""
        if self.left is None or self.right is None:
            return None
        return self.left - self.right

    @property
    def is_trivial(self) -> bool:
        """Whether it holds only because both sides are 0, which proves nothing."""
        return self.outcome is Outcome.PASS and self.left == 0 and self.right == 0


Look = Callable[[CellRef], tuple[Value | None, CellStatus]]
"""Gives the effective value and status of a cell (corrections applied)."""


def run_check(check: Check, look: Look) -> CheckResult:
    """What `check` says about the values that `look` gives.

    A BLANK cell is tried as 0: where the equation then holds it passes and `assumed` names the cell;
    where it does not hold it is undecided (spec: nobody is accused on an assumption).
    """
    assumed: list[CellRef] = []
    lacking: list[CellRef] = []
    sums: list[Value] = []
    for side in (check.left, check.right):
        total: Value = 0
        for ref in side:
            value, status = look(ref)
            if value is not None:
                total += value
            elif status is CellStatus.BLANK:
                assumed.append(ref)
            else:
                lacking.append(ref)
        sums.append(total)
    if lacking:
        return CheckResult(check.id, Outcome.UNDECIDED, None, None, tuple(assumed), tuple(lacking))
    left, right = sums
    if left == right:
        outcome = Outcome.PASS
    elif assumed:
        outcome = Outcome.UNDECIDED
    else:
        outcome = Outcome.FAIL
    return CheckResult(check.id, outcome, left, right, tuple(assumed))


def rerun_check(
    check: Check,
    result: CheckResult,
    ref: CellRef,
    before: Value | None,
    after: Value | None,
    look: Look,
) -> CheckResult:
    """What `check` says after its cell `ref` alone went from `before` to `after`; `result` is what it said.

    The sums are moved by the difference where that is exact, instead of adding all cells up again.
    """
    left, right = result.left, result.right
    if type(before) is not int or type(after) is not int or left is None or right is None:
        return run_check(check, look)
    # Rows and columns are compared rather than addresses: a check is within one table, and this is hot.
    for other in check.left:
        if other.row == ref.row and other.column == ref.column:
            left += after - before
            break
    else:
        right += after - before
    if left == right:
        return CheckResult(check.id, Outcome.PASS, left, right, result.assumed)
    outcome = Outcome.UNDECIDED if result.assumed else Outcome.FAIL
    return CheckResult(check.id, outcome, left, right, result.assumed)


def run_checks(checks: Iterable[Check], look: Look) -> dict[CheckId, CheckResult]:
    """The results of all `checks`, in their order."""
    return {check.id: run_check(check, look) for check in checks}


class CheckPlan:
    """The Checks of a Form by the positions of their cells, so that a whole Reading is checked at once."""

    def __init__(self, checks: Sequence[Check], index: CellIndex) -> None:
        self._index = index
        self._steps = tuple(
            _Step(
                check.id,
                tuple([index.positions[ref] for ref in check.left]),
                tuple([index.positions[ref] for ref in check.right]),
            )
            for check in checks
        )

    def run(self, cells: Cells) -> dict[CheckId, CheckResult]:
        """What every Check says about `cells`, in the order of the Form: as `run_checks` does."""
        known, empty = _known(cells.columns)
        results: dict[CheckId, CheckResult] = {}
        for step, left, right in zip(self._steps, *self._sums(known), strict=True):
            without = [at for at in step.left + step.right if at in empty] if empty else []
            if without:
                results[step.check] = self._tried(step.check, left, right, without, empty)
            else:
                outcome = Outcome.PASS if left == right else Outcome.FAIL
                results[step.check] = CheckResult(step.check, outcome, left, right)
        return results

    def failing(self, cells: Cells) -> tuple[CheckId, ...]:
        """The Checks that fail over `cells`, in the order of the Form."""
        known, empty = _known(cells.columns)
        lefts, rights = self._sums(known)
        if lefts == rights:
            return ()
        return tuple(
            [
                step.check
                for step, left, right in zip(self._steps, lefts, rights, strict=True)
                if left != right and empty.keys().isdisjoint(step.left + step.right)
            ]
        )

    @cached_property
    def _sums(self) -> Sides:
        """What adds up all Checks from the values of all cells."""
        return sides_of([(step.left, step.right) for step in self._steps])

    def _tried(
        self,
        check: CheckId,
        left: Value,
        right: Value,
        without: Sequence[int],
        empty: Mapping[int, CellStatus],
    ) -> CheckResult:
        """The result where the cells at `without` have no value and were taken for 0."""
        refs = self._index.refs
        blank = [at for at in without if empty[at] is CellStatus.BLANK]
        assumed = tuple([refs[at] for at in blank])
        if len(blank) < len(without):
            lacking = [refs[at] for at in without if empty[at] is not CellStatus.BLANK]
            return CheckResult(check, Outcome.UNDECIDED, None, None, assumed, tuple(lacking))
        outcome = Outcome.PASS if left == right else Outcome.UNDECIDED
        return CheckResult(check, outcome, left, right, assumed)


class _Step(NamedTuple):
    """A Check: where the cells of either side stand among those of the Form."""

    check: CheckId
    left: tuple[int, ...]
    right: tuple[int, ...]


def _known(columns: CellColumns) -> tuple[Sequence[Value], dict[int, CellStatus]]:
    """The value of each cell, 0 where it has none, and the status of those that have none."""
    empty = {at: cell.status for at, cell in columns.odd.items() if cell.value is None}
    if not empty:
        return cast(list[Value], columns.values), empty
    known = columns.values.copy()
    for at in empty:
        known[at] = 0
    return cast(list[Value], known), empty
