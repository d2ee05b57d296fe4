"""Owns weighing the choices of several ambiguous lines against each other by the equations across them.

A choice that no choice of the other lines can balance becomes dearer (bounds propagation); those of one
joint choice that balances everywhere come first, so that taking up the first of each line fits together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.cells import Value
from core.suggestions.equations import Problem

_ROUNDS = 4
_STEPS = 4_000
_AGAINST = 4.0
"""For a choice that the equations across the line tell against."""
_TOGETHER = 3.0
"""For the choices of a joint choice that balances."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading of the ambiguous cells of one line, None for a blank; `settled` are the checks that hold then."""

    cells: Mapping[int, Value | None]
    settled: int
    cost: float


@dataclass(slots=True)
class Lane:
    """The ambiguous cells of one line and its choices, the most plausible first."""

    cells: list[int]
    choices: list[Choice]


def weigh_across(problem: Problem, lanes: Sequence[Lane]) -> None:
    """Weigh the choices of each line by the equations that cross it, and sort them again.

    Nothing is dropped: another line's true reading may be none of its choices. Where a line would be left
    without any (the report itself is out of balance), the equations across tell nothing.
    """
    across = _Across(problem, lanes)
    left = across.bounded()
    if left is None:
        return
    together = across.together(left)
    for number, lane in enumerate(lanes):
        fitting = {id(choice) for choice in left[number]}
        weighed = []
        for choice in lane.choices:
            cost = choice.cost + (0.0 if id(choice) in fitting else _AGAINST)
            if together.get(number) is choice:
                cost -= _TOGETHER
            weighed.append(replace(choice, cost=cost))
        lane.choices = sorted(weighed, key=lambda choice: choice.cost)


class _Across:
    """The equations whose unknown cells all lie in lines with choices, and what each choice adds to them."""

    def __init__(self, problem: Problem, lanes: Sequence[Lane]) -> None:
        self._lanes = lanes
        lane_of = {cell: number for number, lane in enumerate(lanes) for cell in lane.cells}
        self._known: list[Value] = []
        self._terms: list[dict[int, list[tuple[int, int]]]] = []
        for check, terms in enumerate(problem.equations.terms):
            known: Value = 0
            by_lane: dict[int, list[tuple[int, int]]] = {}
            for cell, sign in terms:
                number = problem.numbers[cell]
                if number is not None:
                    known += sign * number
                elif cell in lane_of:
                    by_lane.setdefault(lane_of[cell], []).append((cell, sign))
                else:
                    break
            else:
                if len(by_lane) > 1 and check not in problem.left_out:
                    self._known.append(known)
                    self._terms.append(by_lane)

    def bounded(self) -> list[list[Choice]] | None:
        """The choices of each line that the others can balance, None where a line would have none."""
        left = [list(lane.choices) for lane in self._lanes]
        for _ in range(_ROUNDS):
            changed = False
            for at in range(len(self._known)):
                for number, kept in self._bounded_by(at, left):
                    if not kept:
                        return None
                    changed = changed or len(kept) < len(left[number])
                    left[number] = kept
            if not changed:
                break
        return left

    def _bounded_by(
        self, at: int, left: Sequence[list[Choice]]
    ) -> Iterator[tuple[int, list[Choice]]]:
        """For each line of equation `at` the choices for which the others can make up the difference."""
        sums = {n: [_amount(terms, c) for c in left[n]] for n, terms in self._terms[at].items()}
        low = self._known[at] + sum(min(values) for values in sums.values())
        high = self._known[at] + sum(max(values) for values in sums.values())
        for number, values in sums.items():
            least, most = min(values), max(values)
            yield (
                number,
                [
                    choice
                    for choice, value in zip(left[number], values, strict=True)
                    if low - least + value <= 0 <= high - most + value
                ],
            )

    def together(self, left: Sequence[list[Choice]]) -> dict[int, Choice]:
        """One choice a line so that every equation holds, empty where none is found soon enough."""
        order = sorted({n for terms in self._terms for n in terms}, key=lambda n: len(left[n]))
        amounts = {
            n: [[_amount(terms.get(n, ()), c) for terms in self._terms] for c in left[n]]
            for n in order
        }
        rests = self._rests(order, amounts)
        chosen: dict[int, Choice] = {}
        steps = _STEPS

        def extend(depth: int, sums: list[Value]) -> bool:
            nonlocal steps
            if depth == len(order):
                return True
            number = order[depth]
            low, high = rests[depth + 1]
            for choice, added in zip(left[number], amounts[number], strict=True):
                steps -= 1
                if steps < 0:
                    return False
                after = [a + b for a, b in zip(sums, added, strict=True)]
                if all(
                    value + least <= 0 <= value + most
                    for value, least, most in zip(after, low, high, strict=True)
                ):
                    chosen[number] = choice
                    if extend(depth + 1, after):
                        return True
            chosen.pop(number, None)
            return False

        return chosen if extend(0, list(self._known)) else {}

    def _rests(
        self, order: Sequence[int], amounts: Mapping[int, list[list[Value]]]
    ) -> list[tuple[list[Value], list[Value]]]:
        """For each place in `order` the least and the most that the lines from there on can add."""
        count = len(self._known)
        rests: list[tuple[list[Value], list[Value]]] = [([0] * count, [0] * count)]
        for number in reversed(order):
            low, high = rests[0]
            columns = list(zip(*amounts[number], strict=True))
            rests.insert(
                0,
                (
                    [a + min(column) for a, column in zip(low, columns, strict=True)],
                    [a + max(column) for a, column in zip(high, columns, strict=True)],
                ),
            )
        return rests


def _amount(terms: Sequence[tuple[int, int]], choice: Choice) -> Value:
    total: Value = 0
    for cell, sign in terms:
        total += sign * (choice.cells[cell] or 0)
    return total
