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


def _addition(places: Sequence[int]) -> str:
    return " + ".join([f"values[{at}]" for at in places]) or "0"
