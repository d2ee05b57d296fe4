"""Owns comparing prints of the same cells: where they say different things, all of it is offered."""

from collections.abc import Sequence

from core.cells import Candidate, Cell, CellStatus
from core.extract.cells.make_cells import MOST_CANDIDATES

Found = list[Cell | None]
"""A Cell for each of a table's addresses, None where the row is not in the text."""


def differing(cells: Found, others: Sequence[Found]) -> dict[int, Cell]:
    """Cells that another print of the table gives another value for, or leaves blank, with all as candidates."""
    unlike: dict[int, Cell] = {}
    for other in others:
        for at, cell in enumerate(other):
            mine = unlike.get(at) or cells[at]
            if mine is None or cell is None or mine.value == cell.value:
                continue
            offered = [Candidate(cell.value, cell.raw, cell.span)]
            if cell.status is CellStatus.AMBIGUOUS:
                offered = list(cell.candidates)
                if any(mine.value == candidate.value for candidate in offered):
                    continue
            elif cell.value is None and cell.status is not CellStatus.BLANK:
                continue
            candidates = mine.candidates or (Candidate(mine.value, mine.raw, mine.span),)
            told = {candidate.value for candidate in candidates}
            candidates += tuple([one for one in offered if one.value not in told])
            unlike[at] = mine._replace(
                value=None, status=CellStatus.AMBIGUOUS, candidates=candidates[:MOST_CANDIDATES]
            )
    return unlike
