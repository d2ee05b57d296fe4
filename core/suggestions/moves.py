"""Owns Moves: changes of a few cells that hang together, each of which mends checks and breaks none.

Finding which figures to blame is the error localisation of Fellegi and Holt (A systematic approach to
automatic edit and imputation, Journal of the American Statistical Association 71, 1976): the smallest set
of fields whose change satisfies every edit. Our edits are balance equations with coefficients of +1 and
-1 in which every cell has at most three, so the sets of one and two cells are found exactly by looking at
what each equation of a cell demands of it, without a solver.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from core.cells import Value
from core.suggestions.equations import Change, Line, LineKind, Problem, Standing
from core.suggestions.evidence import Evidence
from core.suggestions.model import Slip, Witness
from core.suggestions.slips import EACH, slip_between

# What confirms a cell takes away from the cost of changing it, what speaks against it adds.
_CONFIRMED = {Witness.SOURCE: 7.5, Witness.NARRATIVE: 4.0, Witness.LAST_YEAR: 3.0}
_UNCERTAIN = 2.0
_LEAST = 0.1
"""However much confirms a change, it is not free: fewer cells are better."""
_LINE_LIMIT = 9
"""At most so many cells of one line are tried in all combinations (2 to the power of 9)."""


@dataclass(frozen=True, slots=True)
class Move:
    """New values by cell number; bit sets of the failing checks it mends and of undecided ones it settles.

    `slips` say what would have happened, each with the cells concerned.
    """

    changes: Change
    mended: int
    settled: int
    slips: tuple[tuple[Slip, tuple[int, ...]], ...]
    cost: float


class MoveSet:
    """The Moves found so far; of two with the same changes the more plausible is kept."""

    def __init__(self, problem: Problem, evidence: Evidence) -> None:
        self.problem = problem
        self.evidence = evidence
        self._moves: dict[frozenset[tuple[int, Value]], Move] = {}

    def __iter__(self) -> Iterator[Move]:
        return iter(
            sorted(self._moves.values(), key=lambda move: (move.cost, *sorted(move.changes)))
        )

    def __len__(self) -> int:
        return len(self._moves)

    def offer(self, changes: Change, slip: Slip | None = None, pattern_cost: float = 0.0) -> None:
        """Take `changes` up if they mend a failing check and break none.

        With `slip` they are one slip at `pattern_cost`; without, each cell slipped by itself.
        """
        key = frozenset(changes.items())
        known = self._moves.get(key)
        if known is None:
            effect = self.problem.effect(changes)
            if effect is None or not effect.mended:
                return
            mended, settled = effect.mended, effect.settled
        else:
            mended, settled = known.mended, known.settled
        weight = sum(self._weight(cell, value) for cell, value in changes.items())
        if slip is None:
            single = [slip_between(self.problem.values[c], v) for c, v in changes.items()]
            slips: tuple[tuple[Slip, tuple[int, ...]], ...] = tuple(
                (s, (c,)) for (s, _), c in zip(single, changes, strict=True)
            )
            cost = sum(EACH + cost for _, cost in single) + weight
        else:
            slips = ((slip, tuple(changes)),)
            cost = EACH + pattern_cost + weight
        cost = max(cost, _LEAST * len(changes))
        if known is None or cost < known.cost:
            self._moves[key] = Move(changes, mended, settled, slips, cost)

    def _weight(self, cell: int, value: Value) -> float:
        """What evidence adds to the cost of `value` in `cell`, mostly less than 0."""
        witnesses = self.evidence.witnesses(cell, value)
        weight = -sum(_CONFIRMED[witness] for witness in witnesses)
        if cell in self.evidence.uncertain and Witness.SOURCE not in witnesses:
            weight -= _UNCERTAIN
        now = self.problem.values[cell]
        if now is not None:
            against = self.evidence.witnesses(cell, now) - {Witness.SOURCE}
            weight += sum(_CONFIRMED[witness] for witness in against)
        return weight


def find_single_cells(moves: MoveSet) -> None:
    """All changes of one cell after which every check of that cell holds."""
    problem = moves.problem
    for cell in _suspects(problem):
        wanted = demands(problem, cell, ())
        if len(wanted) == 1:
            (by,) = wanted
            number = problem.numbers[cell]
            if by != 0 and number is not None:
                moves.offer({cell: number + by})


def find_pairs(moves: MoveSet) -> None:
    """All changes of two cells with a common check, whose amounts their other checks settle.

    Two cells without a common check are two single cells. Where a cell has no other check, the common one
    leaves its amount to the other cell.
    """
    problem = moves.problem
    equations = problem.equations
    suspects = _suspects(problem)
    for check, terms in enumerate(equations.terms):
        residual = problem.residuals[check]
        if residual is None or problem.standing[check] is Standing.OPEN:
            continue
        settled: list[tuple[int, Value]] = []
        loose: list[tuple[int, int]] = []
        for cell, coefficient in terms:
            if problem.numbers[cell] is None or cell not in suspects:
                continue
            wanted = demands(problem, cell, (check,))
            if not wanted:
                loose.append((cell, coefficient))
            elif len(wanted) == 1 and 0 not in wanted:
                settled.append((cell, coefficient * next(iter(wanted))))
        by_amount: dict[Value, list[int]] = {}
        for cell, amount in settled:
            by_amount.setdefault(amount, []).append(cell)
        coefficients = dict(terms)
        for cell, amount in settled:
            rest = -residual - amount
            for other in by_amount.get(rest, ()):
                if cell < other:
                    _offer_both(moves, (cell, amount), (other, rest), coefficients)
            if rest:
                for other, _ in loose:
                    _offer_both(moves, (cell, amount), (other, rest), coefficients)


def _offer_both(
    moves: MoveSet,
    first: tuple[int, Value],
    second: tuple[int, Value],
    coefficients: dict[int, int],
) -> None:
    numbers = moves.problem.numbers
    changes: dict[int, Value] = {}
    for cell, amount in (first, second):
        number = numbers[cell]
        assert number is not None
        changes[cell] = number + amount * coefficients[cell]
    moves.offer(changes)


def find_in_lines(moves: MoveSet) -> None:
    """All changes of three and more cells of one row or column that the crossing checks demand.

    A total row or column that was not brought up to date, and a row left out as a whole, are one slip.
    """
    problem = moves.problem
    for line in problem.equations.lines:
        along = _along(problem, line)
        moved = [
            (cell, need)
            for cell, need in zip(line.cells, crossing_needs(problem, line), strict=True)
            if need and problem.numbers[cell] is not None
        ]
        if len(moved) < 2:
            continue
        sizes = range(2, len(moved) + 1) if len(moved) <= _LINE_LIMIT else [len(moved)]
        for size in sizes:
            for chosen in combinations(moved, size):
                if not _balances(problem, along, chosen):
                    continue
                changes = {cell: (problem.numbers[cell] or 0) + by for cell, by in chosen}
                moves.offer(changes, Slip.SEVERAL, _several_cost(problem, changes))
                pattern = _pattern(problem, line, changes)
                if pattern is not None:
                    moves.offer(changes, *pattern)


def _balances(
    problem: Problem, along: tuple[int, ...], chosen: tuple[tuple[int, Value], ...]
) -> bool:
    """Whether the checks along a line hold after its cells changed by these amounts."""
    for check in along:
        residual = problem.residuals[check]
        if residual is None or problem.standing[check] is Standing.OPEN:
            continue
        signs = problem.equations.signs[check]
        if residual + sum(signs.get(cell, 0) * by for cell, by in chosen) != 0:
            return False
    return True


def _several_cost(problem: Problem, changes: Change) -> float:
    """Several figures of one line without a pattern: little better than as many slips."""
    single = [slip_between(problem.values[cell], value)[1] for cell, value in changes.items()]
    return sum(single) + EACH * (len(changes) - 1) - 0.5


def _pattern(problem: Problem, line: Line, changes: Change) -> tuple[Slip, float] | None:
    """What makes the changed figures of a line one slip, and its cost."""
    if all(cell in problem.equations.totals for cell in changes):
        if not any(problem.values[cell] for cell in changes):
            return Slip.TOTAL_STALE, 2.0 + 0.2 * len(changes)
        if line.kind is LineKind.ROW:
            return Slip.TOTAL_STALE, 5.0 + 0.2 * len(changes)
    if line.kind is LineKind.ROW and len(changes) > 1:
        empty = all(not problem.values[cell] for cell in line.cells)
        if empty:
            return Slip.ROW_EMPTY, 4.0 + 0.3 * len(changes)
    return None


def crossing_needs(problem: Problem, line: Line) -> list[Value | None]:
    """For each cell of `line` the change that its checks across the line demand.

    0 where they hold or contradict each other, None where there is none that says anything.
    """
    along = _along(problem, line)
    needs: list[Value | None] = []
    for cell in line.cells:
        wanted = demands(problem, cell, along)
        if not wanted:
            needs.append(None)
        else:
            needs.append(next(iter(wanted)) if len(wanted) == 1 else 0)
    return needs


def _along(problem: Problem, line: Line) -> tuple[int, ...]:
    """The checks that have two or more of the line's cells."""
    seen: dict[int, int] = {}
    for cell in line.cells:
        for check, _ in problem.equations.of_cell[cell]:
            seen[check] = seen.get(check, 0) + 1
    return tuple(check for check, count in seen.items() if count > 1)


def _suspects(problem: Problem) -> frozenset[int]:
    """The cells of the failing checks, and those that share a check with one of them."""
    terms = problem.equations.terms
    return frozenset(cell for check in problem.failing for cell, _ in terms[check])


def demands(problem: Problem, cell: int, apart_from: Iterable[int]) -> set[Value]:
    """What the decided checks of `cell` demand of it, each 0 where it holds already."""
    return {
        -coefficient * residual
        for check, coefficient in problem.equations.of_cell[cell]
        if check not in apart_from
        and (residual := problem.residuals[check]) is not None
        and problem.standing[check] is not Standing.OPEN
    }
