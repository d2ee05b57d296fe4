"""Owns adding up many equations over the same values at once."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias, cast

from core.cells import Value

Sides: TypeAlias = Callable[[Sequence[Value]], tuple[list[Value], list[Value]]]
"""Gives the left and the right sides of equations from values."""


def sides_of(equations: Iterable[tuple[Sequence[int], Sequence[int]]]) -> Sides:
    """What adds up both sides of all `equations`, which say where the values on their left and right stand.

    It is one expression with all additions written out: Python takes five times as long to go through the
    positions of each side and add up.
    """
    several = [*equations]
    lefts = ", ".join([_addition(left) for left, _ in several])
    rights = ", ".join([_addition(right) for _, right in several])
    return cast(Sides, eval(f"lambda values: ([{lefts}], [{rights}])"))  # noqa: S307 - nothing but positions


class SidesOnceMore:
    """`sides_of` for equations that may be asked for but once: written out when they are asked for again, for that
    takes a hundred times as long as adding up."""

    def __init__(self, equations: Iterable[tuple[Sequence[int], Sequence[int]]]) -> None:
        self._equations = [*equations]
        self._sides: Sides | None = None
        self._was_asked = False

    def __call__(self, values: Sequence[Value]) -> tuple[list[Value], list[Value]]:
        """The left and the right sides from `values`."""
        if self._sides is None and self._was_asked:
            self._sides = sides_of(self._equations)
        if self._sides is not None:
            return self._sides(values)
        self._was_asked = True
        lefts = [sum([values[at] for at in left]) for left, _ in self._equations]
        return lefts, [sum([values[at] for at in right]) for _, right in self._equations]


def _addition(places: Sequence[int]) -> str:
    return " + ".join([f"values[{at}]" for at in places]) or "0"
