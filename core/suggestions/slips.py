"""Owns how plausible it is that one figure became another by a slip of the hand or of the eye.

Costs are on a logarithmic scale and only compared with each other: 0 is the commonest slip, one more is
about a third as common. The kinds are those of Damerau (one character lost, added, changed, or two
exchanged), which Scholtus (Algorithms for correcting some obvious inconsistencies and rounding errors in
business survey data, 2008; Automatic correction of simple typing errors in numerical data with balance
edits, 2009) uses for figures under balance edits; misread digits and figures left at 0 are ours.
"""

from decimal import Decimal
from functools import lru_cache
from math import log10

from core.cells import Value
from core.suggestions.model import Slip

EACH = 8.0
"""What one more slip, independent of the others, costs: more than the least plausible kind of one."""

KIND_COSTS = {
    Slip.MISREAD: 0.6,
    Slip.TRANSPOSED: 0.7,
    Slip.DIGIT_LOST: 1.0,
    Slip.DIGIT_ADDED: 1.0,
    Slip.DIGIT_CHANGED: 1.6,
    Slip.LEFT_OUT: 1.5,
    Slip.MAGNITUDE: 1.5,
    Slip.SIGN: 1.0,
    Slip.NOT_ZERO: 2.6,
    Slip.OTHER: 3.5,
}
_LOOK_ALIKE = frozenset(
    frozenset(pair) for pair in ("06", "08", "68", "17", "38", "35", "56", "27", "49", "89", "58")
)
_SHORT = 1


@lru_cache(maxsize=65536)
def slip_between(old: Value | None, new: Value) -> tuple[Slip, float]:
    """The likeliest slip that makes `old` of the right figure `new`, and its cost."""
    slip = _kind(old, new)
    cost = KIND_COSTS[slip]
    if slip is Slip.OTHER and old is not None:
        cost += min(abs(_magnitude(old) - _magnitude(new)), 2.0)
    elif slip is Slip.DIGIT_CHANGED and len(_digits(new)) == _SHORT:
        cost += 0.6  # any one-digit figure is one changed digit away from any other
    return slip, cost


def _magnitude(value: Value) -> float:
    return log10(abs(float(value)) + 1)


def _digits(value: Value) -> str:
    if isinstance(value, Decimal) and value == value.to_integral_value():
        value = int(value)
    return str(abs(value))


def _kind(old: Value | None, new: Value) -> Slip:
    if old is None or old == 0:
        return Slip.LEFT_OUT
    if new == 0:
        return Slip.NOT_ZERO
    if old == -new:
        return Slip.SIGN
    was, is_right = _digits(old), _digits(new)
    if len(was) == len(is_right):
        differing = [at for at, (a, b) in enumerate(zip(was, is_right, strict=True)) if a != b]
        if len(differing) == 1:
            (at,) = differing
            alike = frozenset((was[at], is_right[at])) in _LOOK_ALIKE
            return Slip.MISREAD if alike else Slip.DIGIT_CHANGED
        if len(differing) == 2:
            first, second = differing
            crossed = was[first] == is_right[second] and was[second] == is_right[first]
            if second == first + 1 and crossed:
                return Slip.TRANSPOSED
    elif len(was) + 1 == len(is_right) and _is_less_one(was, is_right):
        return Slip.DIGIT_LOST
    elif len(is_right) + 1 == len(was) and _is_less_one(is_right, was):
        return Slip.DIGIT_ADDED
    elif was.rstrip("0") == is_right.rstrip("0"):
        return Slip.MAGNITUDE
    return Slip.OTHER


def _is_less_one(short: str, long: str) -> bool:
    """Whether `short` is `long` without one of its characters."""
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
