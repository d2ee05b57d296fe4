"""Owns the values that equations demand: of empty cells, where one value follows, and of suspect ones.

What follows from balance equations and from counts being at least 0 is deductive imputation as in De
Waal, Pannekoek and Scholtus (Handbook of Statistical Data Editing and Imputation, 2011, chapter 9) and the
R package deductive: an equation with one unknown gives its value, and unknowns of one sign that must sum
to 0 are all 0.
"""

from core.cells import CellRef, Value
from core.suggestions.equations import Equations, Problem, Standing


def empty_demands(problem: Problem) -> dict[int, Value]:
    """For each cell without a value the one that its equations demand, where they demand one."""
    equations = problem.equations
    known: dict[int, Value] = {
        at: value for at, value in enumerate(problem.values) if value is not None
    }
    found: dict[int, Value] = {}
    contested: set[int] = set()
    queue = [
        check
        for check, terms in enumerate(equations.terms)
        if check not in problem.left_out and any(cell not in known for cell, _ in terms)
    ]
    while queue:
        check = queue.pop()
        for cell, value in _solved(equations, check, known | found).items():
            if not problem.legal(cell, value):
                contested.add(cell)
                continue
            found[cell] = value
            queue += [
                c for c, _ in equations.of_cell[cell] if c != check and c not in problem.left_out
            ]
    return {
        cell: value
        for cell, value in found.items()
        if cell not in contested and _agreed(equations, cell, known | found, problem.left_out)
    }


def _solved(equations: Equations, check: int, known: dict[int, Value]) -> dict[int, Value]:
    """The unknown cells of `check` that it settles."""
    rest: Value = 0
    unknown: list[tuple[int, int]] = []
    for cell, sign in equations.terms[check]:
        if cell in known:
            rest += sign * known[cell]
        else:
            unknown.append((cell, sign))
    if len(unknown) == 1:
        ((cell, sign),) = unknown
        return {cell: -rest * sign}
    if rest == 0 and len({sign for _, sign in unknown}) == 1:
        return {cell: 0 for cell, _ in unknown}
    return {}


def _agreed(
    equations: Equations, cell: int, known: dict[int, Value], left_out: frozenset[int]
) -> bool:
    """Whether no equation of `cell` contradicts its value."""
    for check, _ in equations.of_cell[cell]:
        if check in left_out:
            continue
        terms = equations.terms[check]
        if all(at in known for at, _ in terms) and sum(s * known[at] for at, s in terms) != 0:
            return False
    return True


def suspect_demands(problem: Problem) -> dict[int, Value]:
    """For each cell of a failing check the value for which all its checks hold, if it is the only such cell."""
    equations = problem.equations
    found: dict[int, Value] = {}
    rivals: dict[int, int] = {}
    for check in problem.failing:
        for cell, _ in equations.terms[check]:
            number = problem.numbers[cell]
            demands = {
                -sign * residual
                for other, sign in equations.of_cell[cell]
                if (residual := problem.residuals[other]) is not None
                and problem.standing[other] is not Standing.OPEN
            }
            if len(demands) == 1 and number is not None:
                value = number + next(iter(demands))
                if problem.legal(cell, value):
                    found[cell] = value
                    rivals[check] = rivals.get(check, 0) + 1
    return {
        cell: value
        for cell, value in found.items()
        if all(rivals.get(check, 1) == 1 for check, _ in equations.of_cell[cell])
    }


def by_ref(equations: Equations, values: dict[int, Value]) -> dict[CellRef, Value]:
    """`values` by address, in the order of the Form."""
    refs = equations.form.index.refs
    return {refs[cell]: values[cell] for cell in sorted(values)}
