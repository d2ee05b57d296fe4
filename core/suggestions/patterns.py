"""Owns structured faults of one line: figures that slid, were cut, glued or exchanged.

Each kind of fault is undone on paper first; what the line then reads is offered as one slip, and taken up
only where the equations agree. A figure that the fault destroyed is solved from its equations.
"""

from collections.abc import Iterator, Sequence

from core.cells import Value
from core.suggestions.equations import Change, Line, LineKind, Problem, Standing
from core.suggestions.model import Slip, Witness
from core.suggestions.moves import MoveSet, crossing_needs

# How plausible each fault is, as a cost on top of one slip; see slips.py for the scale.
COSTS = {
    Slip.EXCHANGED: 0.4,
    Slip.EXCHANGED_APART: 2.2,
    Slip.SLID_RIGHT: 1.8,
    Slip.SLID_LEFT: 1.8,
    Slip.SLID_DOWN: 2.4,
    Slip.SLID_UP: 2.4,
    Slip.SPLIT: 1.8,
    Slip.THOUSANDS_SPLIT: 1.2,
    Slip.GLUED: 2.0,
}
_DOWN = 1.0
"""Neighbours one under the other are exchanged less often than side by side."""


def find_patterns(moves: MoveSet) -> None:
    """Offer every structured fault of one line that the equations allow."""
    problem = moves.problem
    touched = _touched(problem)
    for line in problem.equations.lines:
        if touched.isdisjoint(line.cells):
            continue
        _exchanges(moves, line)
        if line.kind is LineKind.COLUMN:
            _vertical_slides(moves, line)
        else:
            _row_faults(moves, line)


def find_confirmed(moves: MoveSet) -> None:
    """Offer what the source, the narrative and last year's report say, cell by cell and line by line."""
    problem, evidence = moves.problem, moves.evidence
    for cell, values in evidence.values.items():
        for value in values:
            moves.offer({cell: value})
    for witness in Witness:
        told = {
            cell: value
            for cell, value in evidence.suggested(witness).items()
            if value != problem.values[cell]
        }
        if len(told) > 1:
            moves.offer(told)
            for line in problem.equations.lines:
                here = {cell: told[cell] for cell in line.cells if cell in told}
                if len(here) > 1:
                    moves.offer(here)


def _touched(problem: Problem) -> set[int]:
    terms = problem.equations.terms
    return {cell for check in problem.failing for cell, _ in terms[check]}


# --- one line -------------------------------------------------------------------------------------


def _exchanges(moves: MoveSet, line: Line) -> None:
    """Two figures of the line in each other's place."""
    problem = moves.problem
    needs = crossing_needs(problem, line)
    values = [problem.numbers[cell] for cell in line.cells]
    down = _DOWN if line.kind is LineKind.COLUMN else 0.0
    for first, a in enumerate(values):
        need = needs[first]
        if a is None or need == 0:
            continue
        for second in range(first + 1, len(values)):
            b = values[second]
            if b is None or a == b or (need is not None and b - a != need):
                continue
            other_need = needs[second]
            if other_need is not None and a - b != other_need:
                continue
            slip = Slip.EXCHANGED if second == first + 1 else Slip.EXCHANGED_APART
            changes = {line.cells[first]: b, line.cells[second]: a}
            moves.offer(changes, slip, COSTS[slip] + down)


def _row_faults(moves: MoveSet, line: Line) -> None:
    """Slides, cuts and joins along a printed row."""
    problem = moves.problem
    values = [problem.numbers[cell] for cell in line.cells]
    if not any(values):
        return
    needs = crossing_needs(problem, line)
    for slip, restored in _undone(values):
        _offer_line(moves, line, restored, needs, slip)


def _undone(values: Sequence[Value | None]) -> Iterator[tuple[Slip, list[Value | None]]]:
    """What a row read before a fault, with None for a figure that the fault destroyed."""
    width = len(values)
    for at in range(width):
        # Something stood in at `at`, all behind it moved right, the last figure fell off.
        yield Slip.SLID_RIGHT, [*values[:at], *values[at + 1 :], None]
        # The figure at `at` was lost, all behind it moved left, the last place was filled up.
        yield Slip.SLID_LEFT, [*values[:at], None, *values[at:-1]]
    for at in range(width - 1):
        first, second = values[at], values[at + 1]
        if isinstance(first, int) and isinstance(second, int) and first > 0 and second >= 0:
            rest = [*values[at + 2 :], None]
            yield Slip.SPLIT, [*values[:at], int(f"{first}{second}"), *rest]
            if 100 <= second < 1000:
                yield Slip.THOUSANDS_SPLIT, [*values[:at], first * 1000 + second, *rest]
    for at, value in enumerate(values[:-1]):
        if isinstance(value, int) and value > 9:
            digits = str(value)
            for cut in range(1, len(digits)):
                if digits[cut] == "0" and cut + 1 < len(digits):
                    continue  # no figure begins with 0
                parts = [int(digits[:cut]), int(digits[cut:])]
                yield Slip.GLUED, [*values[:at], *parts, *values[at + 1 : -1]]


def _offer_line(
    moves: MoveSet,
    line: Line,
    restored: Sequence[Value | None],
    needs: Sequence[Value | None],
    slip: Slip,
) -> None:
    """Offer `restored` for the line if the checks across it agree; unknown figures are solved."""
    problem = moves.problem
    changes: dict[int, Value] = {}
    unknown: list[int] = []
    for cell, value, need in zip(line.cells, restored, needs, strict=True):
        number = problem.numbers[cell]
        if value is None:
            unknown.append(cell)
        elif number is None:
            changes[cell] = value
        elif value != number:
            if need is not None and value - number != need:
                return
            changes[cell] = value
        elif need:
            return
    if not changes or not solve(problem, changes, unknown):
        return
    if _constraints(problem, changes) <= len(unknown):
        return  # the equations restore the figure and are left with nothing to say of the slide
    moves.offer(changes, slip, COSTS[slip] + 0.15 * len(changes))


def _constraints(problem: Problem, changes: Change) -> int:
    """How many checks have a value to compare once the cells are changed."""
    checks = {check for cell in changes for check, _ in problem.equations.of_cell[cell]}
    return sum(1 for check in checks if problem.standing[check] is not Standing.UNKNOWN)


def solve(problem: Problem, changes: dict[int, Value], unknown: Sequence[int]) -> bool:
    """Add to `changes` the value of each of `unknown` that its checks demand; False where none fits."""
    for cell in unknown:
        value = _demanded(problem, changes, cell)
        if value is None or not problem.legal(cell, value):
            return False
        if value != problem.values[cell]:
            changes[cell] = value
    return True


def _demanded(problem: Problem, changes: Change, cell: int) -> Value | None:
    """The value of `cell` by the first of its checks in which, after `changes`, all else is known."""
    for check, coefficient in problem.equations.of_cell[cell]:
        rest: Value = 0
        for other, sign in problem.equations.terms[check]:
            if other == cell:
                continue
            number = changes.get(other, problem.numbers[other])
            if number is None:
                break
            rest += sign * number
        else:
            return -rest * coefficient
    return None


def _vertical_slides(moves: MoveSet, line: Line) -> None:
    """A run of figures of one column that stands one row too high or too low."""
    problem = moves.problem
    needs = crossing_needs(problem, line)
    hit = [at for at, need in enumerate(needs) if need]
    if len(hit) < 2:
        return
    values = [problem.numbers[cell] for cell in line.cells]
    low, high = hit[0], hit[-1]
    for start in {low, max(low - 1, 0)}:
        for end in {high, min(high + 1, len(values) - 1)}:
            run = values[start : end + 1]
            moved_down = [*values[:start], *run[1:], None, *values[end + 1 :]]
            moved_up = [*values[:start], None, *run[:-1], *values[end + 1 :]]
            _offer_line(moves, line, moved_down, needs, Slip.SLID_DOWN)
            _offer_line(moves, line, moved_up, needs, Slip.SLID_UP)
