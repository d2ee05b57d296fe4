"""Owns chains of three cells: changes each of whose amounts is settled by its neighbours in the chain.

The first cell and the last are each settled by a check of their own; the one between shares a check with
either. Three wrong figures that stand scattered over a table hang together like that wherever two of them
share a row and two a column, and no smaller change mends what they break.
"""

from collections.abc import Iterator

from core.cells import Value
from core.suggestions.equations import Problem, Standing
from core.suggestions.moves import MoveSet, demands


def find_chains(moves: MoveSet) -> None:
    """All chains of three cells after which every check of theirs holds."""
    problem = moves.problem
    ends = {check: list(_ends(problem, check)) for check in _usable(problem)}
    by_amount = {check: _by_amount(found) for check, found in ends.items()}
    for check, found in ends.items():
        residual = problem.residuals[check]
        assert residual is not None
        for first, amount in found:
            rest = -residual - amount
            if rest == 0:
                continue  # the first cell alone, with others that are none of this check's
            for middle, sign in problem.equations.terms[check]:
                if middle == first or problem.numbers[middle] is None:
                    continue
                by = sign * rest
                for other, other_sign in problem.equations.of_cell[middle]:
                    if other == check or other not in by_amount:
                        continue
                    left = problem.residuals[other]
                    assert left is not None
                    for last in by_amount[other].get(-left - other_sign * by, ()):
                        if last not in (first, middle):
                            wanted = -left - other_sign * by
                            _offer(
                                moves, (check, first, amount), (middle, by), (other, last, wanted)
                            )


def _offer(
    moves: MoveSet,
    first: tuple[int, int, Value],
    middle: tuple[int, Value],
    last: tuple[int, int, Value],
) -> None:
    problem = moves.problem
    changes: dict[int, Value] = {}
    for check, cell, amount in (first, last):
        number = problem.numbers[cell]
        assert number is not None
        changes[cell] = number + amount * problem.equations.signs[check][cell]
    cell, by = middle
    number = problem.numbers[cell]
    assert number is not None
    changes[cell] = number + by
    moves.offer(dict(sorted(changes.items())))


def _usable(problem: Problem) -> Iterator[int]:
    """The checks whose residual is known and rests on no blank."""
    for check, residual in enumerate(problem.residuals):
        if residual is not None and problem.standing[check] is not Standing.OPEN:
            yield check


def _ends(problem: Problem, check: int) -> Iterator[tuple[int, Value]]:
    """The cells of `check` whose other checks settle their amounts, with what that brings to this one."""
    for cell, sign in problem.equations.terms[check]:
        if problem.numbers[cell] is not None:
            wanted = demands(problem, cell, (check,))
            if len(wanted) == 1 and 0 not in wanted:
                yield cell, sign * next(iter(wanted))


def _by_amount(found: list[tuple[int, Value]]) -> dict[Value, list[int]]:
    cells: dict[Value, list[int]] = {}
    for cell, amount in found:
        cells.setdefault(amount, []).append(cell)
    return cells
