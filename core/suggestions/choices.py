"""Owns choosing among the candidates of ambiguous cells: the joint choices for which the checks hold.

What made one cell of a printed line ambiguous (a surplus figure, a lost one, blanks that vanished) made its
neighbours so. So a line is chosen as a whole: its figures keep the order that they are printed in, none is
used twice, and the equation along the line must hold. The equations across weigh them (core.suggestions.lanes).
"""

from collections.abc import Iterator, Mapping, Sequence

from core.cells import Candidate, CellStatus, Span, Value
from core.review import Review
from core.suggestions.equations import Line, LineKind, Problem
from core.suggestions.evidence import Evidence
from core.suggestions.lanes import Choice, Lane, weigh_across
from core.suggestions.model import Witness

_STEPS = 8_000
"""Cells tried per line at most; a row of seven cells needs a few hundred."""
_KEPT = 40
"""Choices of one line that are weighed against the other lines at most."""
_RANK = 1.0
"""For each place down in the reader's order of candidates."""
_UNUSED = 3.0
"""For each printed figure that a choice leaves out."""
_TOLD = 3.0
_TRIVIAL = 0.5
_MARGIN = 6.0
"""A choice that costs so much more than the best of its line is not worth a reviewer's time."""


def find_choices(
    review: Review, problem: Problem, evidence: Evidence, count: int
) -> list[list[Choice]]:
    """For each line with ambiguous cells its joint choices, at most `count`, the most plausible first."""
    refs = problem.equations.form.index.refs
    candidates = {
        at: cell.candidates
        for at, cell in review.reading.cells.columns.odd.items()
        if cell.status is CellStatus.AMBIGUOUS
        and cell.candidates
        and refs[at] not in review.corrections
    }
    lanes = []
    for line in _lines(problem):
        cells = [at for at in line.cells if at in candidates]
        if cells:
            lanes.append(Lane(cells, _choices(problem, cells, candidates, evidence)))
    lanes = [lane for lane in lanes if lane.choices]
    weigh_across(problem, lanes)
    return [_worth_listing(lane.choices, count) for lane in lanes]


def _worth_listing(choices: Sequence[Choice], count: int) -> list[Choice]:
    """The best choices; where all figures are 0 any place would do, and the reader's first is enough."""
    best = choices[0].cost
    listed = [choice for choice in choices if choice.cost <= best + _MARGIN]
    trivial = [choice for choice in listed if not any(choice.cells.values())]
    return [c for c in listed if c not in trivial[1:]][:count]


def _lines(problem: Problem) -> Iterator[Line]:
    """The printed lines: rows, and the one line of a side-by-side table."""
    lines = problem.equations.lines
    strips = {line.table for line in lines if line.kind is LineKind.STRIP}
    for line in lines:
        if line.kind is LineKind.STRIP or (line.kind is LineKind.ROW and line.table not in strips):
            yield line


def _choices(
    problem: Problem,
    cells: Sequence[int],
    candidates: Mapping[int, tuple[Candidate, ...]],
    evidence: Evidence,
) -> list[Choice]:
    figures = {c.span for cell in cells for c in candidates[cell] if c.span is not None}
    found = []
    for chosen in _in_order(problem, cells, candidates):
        values = {cell: candidate.value for cell, (candidate, _) in chosen.items()}
        settled = _settled(problem, values)
        if not settled:
            continue
        used = {candidate.span for candidate, _ in chosen.values() if candidate.span is not None}
        cost = _UNUSED * (len(figures) - len(used))
        cost += _RANK * sum(rank for _, rank in chosen.values())
        cost += 0.0 if any(values.values()) else _TRIVIAL
        for cell, value in values.items():
            if value is not None:
                cost -= _TOLD * len(evidence.witnesses(cell, value) - {Witness.SOURCE})
        found.append(Choice(values, settled, cost))
    return sorted(found, key=lambda choice: choice.cost)[:_KEPT]


def _in_order(
    problem: Problem, cells: Sequence[int], candidates: Mapping[int, tuple[Candidate, ...]]
) -> Iterator[dict[int, tuple[Candidate, int]]]:
    """Every choice whose figures stand in the text as their cells stand in the line; with each its rank."""
    steps = _STEPS
    last_of = _last_cells(problem, cells)

    def extend(
        at: int, behind: int, chosen: dict[int, tuple[Candidate, int]]
    ) -> Iterator[dict[int, tuple[Candidate, int]]]:
        nonlocal steps
        if at == len(cells):
            yield dict(chosen)
            return
        cell = cells[at]
        for rank, candidate in enumerate(candidates[cell]):
            steps -= 1
            if steps < 0:
                return
            span: Span | None = candidate.span
            if span is not None and span.start < behind:
                continue
            if candidate.value is not None and not problem.legal(cell, candidate.value):
                continue
            chosen[cell] = (candidate, rank)
            if all(_may_hold(problem, check, chosen) for check in last_of.get(cell, ())):
                yield from extend(at + 1, behind if span is None else span.end, chosen)
            del chosen[cell]

    return extend(0, 0, {})


def _last_cells(problem: Problem, cells: Sequence[int]) -> dict[int, list[int]]:
    """For each cell the checks that are decided once it is chosen, as all their unknown cells come before."""
    place = {cell: at for at, cell in enumerate(cells)}
    found: dict[int, list[int]] = {}
    for check, terms in enumerate(problem.equations.terms):
        unknown = [cell for cell, _ in terms if problem.numbers[cell] is None]
        if unknown and check not in problem.left_out and all(cell in place for cell in unknown):
            found.setdefault(max(unknown, key=place.__getitem__), []).append(check)
    return found


def _may_hold(problem: Problem, check: int, chosen: Mapping[int, tuple[Candidate, int]]) -> bool:
    total: Value = 0
    for cell, sign in problem.equations.terms[check]:
        number = problem.numbers[cell]
        if number is None:
            number = chosen[cell][0].value or 0
        total += sign * number
    return total == 0


def _settled(problem: Problem, values: Mapping[int, Value | None]) -> int:
    """The checks that hold with `values`, of those that they decide (a blank counts as 0)."""
    settled = 0
    checks = {check for cell in values for check, _ in problem.equations.of_cell[cell]}
    for check in checks - problem.left_out:
        total: Value = 0
        for cell, sign in problem.equations.terms[check]:
            number = (values[cell] or 0) if cell in values else problem.numbers[cell]
            if number is None:
                break
            total += sign * number
        else:
            if total != 0:
                return 0
            settled |= 1 << check
    return settled
