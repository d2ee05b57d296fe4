"""Owns choosing among the candidates of ambiguous cells: the joint choices for which the checks hold.

Cells that stand in one line are chosen together, since what made one ambiguous (a surplus or a lost
figure) made its neighbours so.
"""

from collections.abc import Iterator, Sequence

from core.cells import CellStatus, Value
from core.review import Review
from core.suggestions.equations import Equations, LineKind, Problem
from core.suggestions.evidence import Evidence
from core.suggestions.model import Slip, Witness
from core.suggestions.moves import Move

_STEPS = 20_000
"""Assignments tried per line at most; a line of seven cells with two candidates each needs 254."""

_RANK = 1.0
_TRIVIAL = 0.5


def find_choices(
    review: Review, problem: Problem, evidence: Evidence, count: int
) -> list[list[Move]]:
    """For each line with ambiguous cells its joint choices, at most `count`, the most plausible first."""
    equations = problem.equations
    open_cells = {
        at: [c.value for c in cell.candidates if c.value is not None]
        for at, (ref, cell) in enumerate(
            zip(equations.form.index.refs, review.reading.cells.in_order, strict=True)
        )
        if cell.status is CellStatus.AMBIGUOUS and ref not in review.corrections
    }
    found = []
    taken: set[int] = set()
    lines = [line for line in equations.lines if line.kind is not LineKind.COLUMN]
    for line in sorted(lines, key=lambda line: -len(line.cells)):
        cells = [at for at in line.cells if open_cells.get(at) and at not in taken]
        groups = [cells] if line.kind is LineKind.ROW else _apart(cells, equations)
        for group in groups:
            moves = _choose(problem, group, open_cells, evidence)
            if moves:
                found.append(moves[:count])
                taken.update(group)
    return found


def _apart(cells: Sequence[int], equations: Equations) -> list[list[int]]:
    """`cells` of a printed strip in groups that no check connects."""
    groups: dict[int, list[int]] = {}
    for cell in cells:
        checks = equations.of_cell[cell]
        groups.setdefault(equations.blocks[checks[0][0]] if checks else -1 - cell, []).append(cell)
    return list(groups.values())


def _choose(
    problem: Problem,
    cells: Sequence[int],
    candidates: dict[int, list[Value]],
    evidence: Evidence,
) -> list[Move]:
    if not cells:
        return []
    moves = []
    for chosen in _assignments(problem, cells, candidates):
        effect = problem.effect(chosen)
        if effect is None or not effect.settled:
            continue
        cost = 0.0
        for cell, value in chosen.items():
            cost += _RANK * candidates[cell].index(value)
            told = evidence.witnesses(cell, value) - {Witness.SOURCE}
            cost -= 3.0 * len(told)
        if all(value == 0 for value in chosen.values()):
            cost += _TRIVIAL
        slips = ((Slip.CHOICE, tuple(chosen)),)
        moves.append(Move(chosen, effect.mended, effect.settled, slips, cost))
    return sorted(moves, key=lambda move: move.cost)


def _assignments(
    problem: Problem, cells: Sequence[int], candidates: dict[int, list[Value]]
) -> Iterator[dict[int, Value]]:
    """Every joint choice, likeliest candidates first, as long as the number of steps allows."""
    steps = _STEPS

    def extend(at: int, chosen: dict[int, Value]) -> Iterator[dict[int, Value]]:
        nonlocal steps
        if at == len(cells):
            yield dict(chosen)
            return
        for value in candidates[cells[at]]:
            steps -= 1
            if steps < 0:
                return
            if problem.legal(cells[at], value):
                yield from extend(at + 1, {**chosen, cells[at]: value})

    return extend(0, {})
