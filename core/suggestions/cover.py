"""Owns putting Moves together: which of them, taken at once, mend all failing checks most plausibly.

That is the tree search of Scholtus (Automatic correction of simple typing errors in numerical data with
balance edits, Statistics Netherlands, 2009) for the best set of compatible single corrections, done best
first, so that the most plausible combinations come out in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from core.cells import Value
from core.suggestions.moves import Move

_STEPS = 3000
"""So many combinations are looked at before the search contents itself with what it has."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Compatible Moves that together mend every check of a set."""

    moves: tuple[Move, ...]

    @property
    def cost(self) -> float:
        """What all its slips cost."""
        return sum(move.cost for move in self.moves)

    @property
    def changes(self) -> dict[int, Value]:
        """All its new values."""
        return {cell: value for move in self.moves for cell, value in move.changes.items()}


def best_covers(moves: Sequence[Move], failing: int, count: int) -> list[Cover]:
    """Up to `count` Covers of the checks in the bit set `failing`, the most plausible first."""
    by_check: dict[int, list[Move]] = {}
    for move in moves:
        for check in _bits(move.mended):
            by_check.setdefault(check, []).append(move)
    if any(check not in by_check for check in _bits(failing)):
        return []
    share = {
        check: min(move.cost / move.mended.bit_count() for move in options)
        for check, options in by_check.items()
    }
    order = sorted(_bits(failing), key=lambda check: len(by_check[check]))
    found: list[Cover] = []
    # An entry: lower bound of the whole cost, tie breaker, cost so far, checks left, Moves chosen.
    heap: list[tuple[float, int, float, int, tuple[Move, ...]]] = []
    serial = 0
    heappush(heap, (sum(share[c] for c in order), serial, 0.0, failing, ()))
    for _ in range(_STEPS):
        if not heap or len(found) == count:
            break
        _, _, cost, left, chosen = heappop(heap)
        if not left:
            found.append(Cover(chosen))
            continue
        check = next(c for c in order if left >> c & 1)
        for move in by_check[check]:
            if move.mended & ~left or not _is_compatible(move, chosen):
                continue
            serial += 1
            rest = left & ~move.mended
            spent = cost + move.cost
            bound = spent + sum(share[c] for c in _bits(rest))
            heappush(heap, (bound, serial, spent, rest, (*chosen, move)))
    return found


def _is_compatible(move: Move, chosen: Sequence[Move]) -> bool:
    """Whether `move` shares no cell with those chosen, and settles no undecided check that they settle."""
    return all(
        move.changes.keys().isdisjoint(other.changes) and not move.settled & other.settled
        for other in chosen
    )


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found
