"""Owns structured faults over several lines: blocks and whole rows or columns that slid or were exchanged.

As with one line, the fault is undone on paper and what then stands there is offered as one slip.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from core.cells import Value
from core.suggestions.equations import Change, Line, LineKind, Problem, Standing
from core.suggestions.model import Slip
from core.suggestions.moves import MoveSet, crossing_needs
from core.suggestions.patterns import COSTS, solve

_LINES_EXCHANGED = 3.0
_BLOCK_EXCHANGED = 6.0
"""Any two columns have many blocks of rows: one of them balances by chance more easily."""
_BLOCK = 0.8
"""That several rows slid rather than one."""
_WHOLE_ROWS = 3.5
"""Whole rows slide less often than figures within one."""
_SOLVED = 0.8
"""For each figure that the fault destroyed and the equations restore: they then say less of the rest."""
_SURPLUS = 1.5
"""Figures that a fault would have put in from nowhere."""
_PER_CELL = 0.05


def find_in_blocks(moves: MoveSet) -> None:
    """Offer every structured fault over several lines that the equations allow."""
    _slid_blocks(moves)
    _exchanged_lines(moves)
    _exchanged_blocks(moves)
    _shifted_rows(moves)


def _slid_blocks(moves: MoveSet) -> None:
    """Neighbouring rows that all slid the same way; each row's own check restores what it lost."""
    problem = moves.problem
    rows = [line for line in problem.equations.lines if line.kind is LineKind.ROW]
    by_table: dict[object, list[Line]] = {}
    for row in rows:
        by_table.setdefault((row.table, len(row.cells)), []).append(row)
    for lines in by_table.values():
        failing = [at for at, line in enumerate(lines) if _row_fails(problem, line)]
        if len(failing) < 2:
            continue
        block = [
            line
            for line in lines[failing[0] : failing[-1] + 1]
            if any(problem.numbers[cell] for cell in line.cells)
        ]
        if len(block) > len(failing):
            continue  # a row between them has figures and holds: it did not slide
        for at in range(len(block[0].cells)):
            for slip in (Slip.SLID_RIGHT, Slip.SLID_LEFT):
                changes = _slide_all(problem, block, at, slip)
                if changes:
                    moves.offer(changes, slip, COSTS[slip] + _BLOCK + _PER_CELL * len(changes))


def _row_fails(problem: Problem, line: Line) -> bool:
    """Whether the check along the row fails."""
    return any(
        problem.standing[check] is Standing.FAILS and set(line.cells) >= _cells_of(problem, check)
        for check, _ in problem.equations.of_cell[line.cells[-1]]
    )


def _cells_of(problem: Problem, check: int) -> set[int]:
    return {cell for cell, _ in problem.equations.terms[check]}


def _slide_all(
    problem: Problem, block: Sequence[Line], at: int, slip: Slip
) -> dict[int, Value] | None:
    changes: dict[int, Value] = {}
    for line in block:
        values = [problem.numbers[cell] for cell in line.cells]
        if slip is Slip.SLID_RIGHT:
            restored = [*values[:at], *values[at + 1 :], None]
        else:
            restored = [*values[:at], None, *values[at:-1]]
        own: dict[int, Value] = {}
        lost: list[int] = []
        for cell, value, old in zip(line.cells, restored, values, strict=True):
            if value is None:
                lost.append(cell)
            elif value != old:
                own[cell] = value
        for cell in lost:
            value = _along_row(problem, line, own, cell)
            if value is None or not problem.legal(cell, value):
                return None
            if value != problem.numbers[cell]:
                own[cell] = value
        changes |= own
    return changes


def _along_row(problem: Problem, line: Line, changes: Change, cell: int) -> Value | None:
    """The value of `cell` that the check along its row demands after `changes`."""
    here = set(line.cells)
    for check, coefficient in problem.equations.of_cell[cell]:
        others = [(at, sign) for at, sign in problem.equations.terms[check] if at != cell]
        if not here.issuperset(at for at, _ in others):
            continue
        numbers = [(sign, changes.get(at, problem.numbers[at])) for at, sign in others]
        known = [sign * number for sign, number in numbers if number is not None]
        if len(known) == len(numbers):
            return -sum(known) * coefficient
    return None


def _neighbours(problem: Problem, kind: LineKind) -> Iterator[tuple[Line, Line]]:
    lines = [line for line in problem.equations.lines if line.kind is kind]
    for first, second in pairwise(lines):
        if first.table is second.table and len(first.cells) == len(second.cells):
            yield first, second


def _exchanged_lines(moves: MoveSet) -> None:
    """Two whole rows or columns beside each other in each other's place, where the checks can tell."""
    for kind in (LineKind.ROW, LineKind.COLUMN):
        for first, second in _neighbours(moves.problem, kind):
            changes = _swapped(moves.problem, zip(first.cells, second.cells, strict=True))
            if changes is not None and len(changes) > 2:
                cost = _LINES_EXCHANGED + _PER_CELL * len(changes)
                moves.offer(changes, Slip.LINES_EXCHANGED, cost)


def _swapped(problem: Problem, pairs: Iterable[tuple[int, int]]) -> dict[int, Value] | None:
    """The figures of each pair in each other's place, None where one is unknown."""
    changes: dict[int, Value] = {}
    for one, other in pairs:
        a, b = problem.numbers[one], problem.numbers[other]
        if a is None or b is None:
            return None
        if a != b:
            changes |= {one: b, other: a}
    return changes


def _exchanged_blocks(moves: MoveSet) -> None:
    """Some neighbouring rows of two columns beside each other in each other's place."""
    problem = moves.problem
    for first, second in _neighbours(problem, LineKind.COLUMN):
        target = _failing_of(problem, first, second)
        if target is None:
            continue
        check, residual = target
        signs = problem.equations.signs[check]
        moved: list[Value] = []
        for one, other in zip(first.cells, second.cells, strict=True):
            a, b = problem.numbers[one], problem.numbers[other]
            moved.append(0 if a is None or b is None else signs.get(one, 0) * (b - a))
        for start in range(len(moved)):
            total: Value = 0
            for end in range(start, len(moved)):
                total += moved[end]
                if end > start and residual + total == 0 and moved[end] and moved[start]:
                    pairs = zip(
                        first.cells[start : end + 1], second.cells[start : end + 1], strict=True
                    )
                    changes = _swapped(problem, pairs)
                    if changes and len(changes) > 2:
                        cost = _BLOCK_EXCHANGED + _PER_CELL * len(changes)
                        moves.offer(changes, Slip.BLOCK_EXCHANGED, cost)


def _failing_of(problem: Problem, first: Line, second: Line) -> tuple[int, Value] | None:
    """A failing check along the first of two columns, if the second has one too."""
    found = []
    for line in (first, second):
        here = set(line.cells)
        found.append(
            next((c for c in problem.failing if len(here & _cells_of(problem, c)) > 1), None)
        )
    check = found[0]
    if check is None or found[1] is None:
        return None
    residual = problem.residuals[check]
    assert residual is not None
    return check, residual


def _shifted_rows(moves: MoveSet) -> None:
    """Whole rows that stand one row too high or too low, up to the end of the table.

    The row at the start of the shift is solved from its equations where they say enough.
    """
    problem = moves.problem
    by_table: dict[object, list[Line]] = {}
    for line in problem.equations.lines:
        if line.kind is LineKind.ROW:
            by_table.setdefault(line.table, []).append(line)
    for rows in by_table.values():
        failing = sum(1 for row in rows if _crossing_fails(problem, row))
        if failing < 2 or len(rows) < 4:
            continue
        for start in range(len(rows) - 1):
            for slip in (Slip.SLID_DOWN, Slip.SLID_UP):
                changes = _shift(problem, rows, start, slip)
                if not changes or len(changes) <= 2:
                    continue
                first, last = rows[start].cells, rows[-1].cells
                overwritten, solved = (first, last) if slip is Slip.SLID_DOWN else (last, first)
                cost = COSTS[slip] + _WHOLE_ROWS + _PER_CELL * len(changes)
                cost += _SOLVED * sum(1 for cell in solved if changes.get(cell))
                cost += _SURPLUS * any(problem.numbers[cell] for cell in overwritten)
                moves.offer(changes, slip, cost)


def _crossing_fails(problem: Problem, row: Line) -> bool:
    return any(need for need in crossing_needs(problem, row))


def _shift(
    problem: Problem, rows: Sequence[Line], start: int, slip: Slip
) -> dict[int, Value] | None:
    changes: dict[int, Value] = {}
    unknown: list[int] = []
    down = slip is Slip.SLID_DOWN
    for at in range(start, len(rows)):
        source = at + 1 if down else at - 1
        inside = start <= source < len(rows)
        for column, cell in enumerate(rows[at].cells):
            if not inside:
                unknown.append(cell)
                continue
            value = problem.numbers[rows[source].cells[column]]
            if value is None:
                return None
            if value != problem.numbers[cell]:
                changes[cell] = value
    return changes if changes and solve(problem, changes, unknown) else None
