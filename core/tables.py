"""Owns the read-only look-up of a report's Cells by their address.

All Cells of one Form share one index, so a report costs a tuple of Cells and nothing more.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from core.cells import Cell, CellRef


class CellIndex:
    """The addresses of a Form in printed order, and the position of each. Built once per Form."""

    __slots__ = ("names", "positions", "refs")

    def __init__(self, refs: Sequence[CellRef]) -> None:
        self.refs: Final[tuple[CellRef, ...]] = tuple(refs)
        self.names: Final[tuple[str, ...]] = tuple(ref.name for ref in self.refs)
        self.positions: Final[dict[CellRef, int]] = {ref: at for at, ref in enumerate(self.refs)}

    def __len__(self) -> int:
        return len(self.refs)


class Cells(Mapping[CellRef, Cell]):
    """All Cells of one report in the order of its Form; immutable, looked up by CellRef."""

    __slots__ = ("_index", "in_order")

    def __init__(self, index: CellIndex, cells: Sequence[Cell]) -> None:
        if len(cells) != len(index):
            raise ValueError(f"{len(cells)} cells for {len(index)} addresses")
        self._index = index
        self.in_order: Final[tuple[Cell, ...]] = tuple(cells)

    @property
    def index(self) -> CellIndex:
        """The addresses these Cells are in the order of."""
        return self._index

    def __getitem__(self, ref: CellRef) -> Cell:
        return self.in_order[self._index.positions[ref]]

    def __iter__(self) -> Iterator[CellRef]:
        return iter(self._index.refs)

    def __len__(self) -> int:
        return len(self.in_order)

    def __contains__(self, ref: object) -> bool:
        return ref in self._index.positions

    def __reduce__(self) -> tuple[object, ...]:
        return (Cells, (self._index, self.in_order))
