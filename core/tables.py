"""Owns how the Cells of a report are held, and their read-only look-up by address.

All Cells of one Form share one index. Nearly all of them are plain figures, which stand in lists, a property
each: reading a folder makes no object a cell, and a Cell is made when somebody asks for it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import compress, count
from typing import Final, cast

from core.cells import STATUS_LETTERS, Cell, CellRef, CellStatus, Span, Value

# Named tuples made without a look at their fields: half the time that it takes to make all Cells of a report.
_new_span = cast(Callable[[tuple[int, int]], Span], partial(tuple.__new__, Span))
_new_cell = cast(Callable[[tuple[object, ...]], Cell], partial(tuple.__new__, Cell))

_LETTER_OF = {status: ord(letter) for status, letter in STATUS_LETTERS.items()}
_STATUS_OF = {letter: status for status, letter in _LETTER_OF.items()}
_READ, _INFERRED = _LETTER_OF[CellStatus.READ], _LETTER_OF[CellStatus.INFERRED]
_NOTHING = bytes([_LETTER_OF[CellStatus.BLANK], _LETTER_OF[CellStatus.MISSING]])
_PLAIN_STATUSES = frozenset({CellStatus.READ, CellStatus.INFERRED})
_UNSURE = bytes([letter != _READ for letter in range(256)])
"""For each letter of a status whether it is another than READ."""


class CellIndex:
    """The addresses of a Form in printed order, and the position of each. Built once per Form."""

    __slots__ = ("names", "positions", "refs")

    def __init__(self, refs: Sequence[CellRef]) -> None:
        self.refs: Final[tuple[CellRef, ...]] = tuple(refs)
        self.names: Final[tuple[str, ...]] = tuple(ref.name for ref in self.refs)
        self.positions: Final[dict[CellRef, int]] = {ref: at for at, ref in enumerate(self.refs)}

    def __len__(self) -> int:
        return len(self.refs)


@dataclass(slots=True)
class CellColumns:
    """Consecutive Cells, a column a property.

    A plain figure is a whole number printed as just its digits, without unit and candidates, READ or INFERRED. It
    stands in `values`, `printed` and `starts`, where its span begins (None where it has no place in a text); the
    span is as long as what is printed. Every other Cell is in `odd`, by its position among these; its value is in
    `values` as well, None in `printed` and `starts`. `statuses` holds the letter of each one's status, odd or not.
    """

    values: list[Value | None] = field(default_factory=list)
    printed: list[str | None] = field(default_factory=list)
    starts: list[int | None] = field(default_factory=list)
    statuses: bytearray = field(default_factory=bytearray)
    odd: dict[int, Cell] = field(default_factory=dict)

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> "CellColumns":
        """`cells` as columns."""
        columns = cls()
        values, printed, starts = columns.values, columns.printed, columns.starts
        for at, cell in enumerate(cells):
            values.append(cell.value)
            columns.statuses.append(_LETTER_OF[cell.status])
            if _is_plain(cell):
                printed.append(cell.raw)
                starts.append(None if cell.span is None else cell.span[0])
            else:
                printed.append(None)
                starts.append(None)
                columns.odd[at] = cell
        return columns

    @classmethod
    def empty(cls, count: int) -> "CellColumns":
        """Room for `count` Cells, each of which is still to be put in."""
        return cls.read([None] * count, [None] * count, [None] * count)

    @classmethod
    def read(
        cls, values: list[Value | None], printed: list[str | None], starts: list[int | None]
    ) -> "CellColumns":
        """Plain figures that are READ; None in all three where a Cell is still to be put in."""
        return cls(values, printed, starts, bytearray([_READ]) * len(values))

    @classmethod
    def repeated(cls, cell: Cell, count: int) -> "CellColumns":
        """`cell`, which is no plain figure, `count` times."""
        none = [None] * count
        statuses = bytearray([_LETTER_OF[cell.status]]) * count
        odd = dict.fromkeys(range(count), cell)
        return cls([cell.value] * count, [*none], [*none], statuses, odd)

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cells())

    def extend(self, others: "CellColumns") -> None:
        """Take `others` in behind these."""
        first = len(self.values)
        self.values += others.values
        self.printed += others.printed
        self.starts += others.starts
        self.statuses += others.statuses
        for at, cell in others.odd.items():
            self.odd[first + at] = cell

    def known(self) -> list[Value]:
        """The value of each, 0 where it has none."""
        if self.odd:  # no plain figure is without
            return [value or 0 for value in self.values]
        return cast(list[Value], self.values)

    def figures(self) -> "CellColumns":
        """The values, statuses and units alone: as if each value were printed in digits, at no place."""
        values, printed, statuses = self.values.copy(), self.printed.copy(), self.statuses.copy()
        figures = CellColumns(values, printed, [None] * len(self), statuses)
        for at, (value, _, _, status, unit, _) in self.odd.items():
            digits = None if value is None else str(value)
            figures.put(at, Cell(value, digits, None, status, unit))
        return figures

    def unsure(self) -> list[int]:
        """The positions of the Cells that were not read with certainty, in order."""
        return [*compress(count(), self.statuses.translate(_UNSURE))]

    def hold_nothing(self, first: int, end: int) -> bool:
        """Whether each of the Cells at the positions from `first` up to `end` is BLANK or MISSING."""
        return not self.statuses[first:end].strip(_NOTHING)

    def status(self, at: int) -> CellStatus:
        """The status of the Cell at position `at`."""
        return _STATUS_OF[self.statuses[at]]

    def span(self, at: int) -> Span | None:
        """Where the Cell at position `at` is printed."""
        printed, start = self.printed[at], self.starts[at]
        if printed is None:
            return self.odd[at].span
        return None if start is None else Span(start, start + len(printed))

    def put_figure(self, at: int, value: Value | None, printed: str, start: int) -> None:
        """Put a plain figure that is READ at position `at`, instead of what stands there."""
        self.values[at], self.printed[at], self.starts[at] = value, printed, start
        self.statuses[at] = _READ
        self.odd.pop(at, None)

    def put(self, at: int, cell: Cell) -> None:
        """Put `cell` at position `at`, instead of what stands there."""
        self.values[at] = cell.value
        self.statuses[at] = _LETTER_OF[cell.status]
        if _is_plain(cell):
            self.printed[at] = cell.raw
            self.starts[at] = None if cell.span is None else cell.span[0]
            self.odd.pop(at, None)
        else:
            self.printed[at] = self.starts[at] = None
            self.odd[at] = cell

    def infer(self, cells: Iterable[int]) -> None:
        """Take those of `cells` (by position) that are READ for INFERRED."""
        statuses, odd = self.statuses, self.odd
        for at in cells:
            if statuses[at] == _READ:
                statuses[at] = _INFERRED
                if at in odd:
                    odd[at] = odd[at]._replace(status=CellStatus.INFERRED)

    def cell(self, at: int) -> Cell:
        """The Cell at position `at`."""
        printed = self.printed[at]
        if printed is None:
            return self.odd[at]
        return Cell(self.values[at], printed, self.span(at), self.status(at))

    def cells(self) -> tuple[Cell, ...]:
        """All of them."""
        odd, status_of = self.odd, _STATUS_OF
        rows = zip(self.values, self.printed, self.starts, self.statuses, strict=True)
        return tuple(
            [
                odd[at]
                if printed is None
                else _new_cell(
                    (
                        value,
                        printed,
                        None if start is None else _new_span((start, start + len(printed))),
                        status_of[letter],
                        None,
                        (),
                    )
                )
                for at, (value, printed, start, letter) in enumerate(rows)
            ]
        )


def _is_plain(cell: Cell) -> bool:
    """Whether `cell` is a plain figure, as CellColumns has it."""
    value, raw, span, status, unit, candidates = cell
    return (
        status in _PLAIN_STATUSES
        and value.__class__ is int
        and raw == str(value)
        and unit is None
        and not candidates
        and (span is None or span[1] - span[0] == len(raw))
    )


class Cells(Mapping[CellRef, Cell]):
    """All Cells of one report in the order of its Form; immutable, looked up by CellRef.

    `columns` are what they are made of, each at the position of its address, for whoever has to look at all of
    them at once; they belong to this object and are not to be changed.
    """

    __slots__ = ("_in_order", "_index", "columns")

    def __init__(self, index: CellIndex, columns: CellColumns) -> None:
        if len(columns) != len(index):
            raise ValueError(f"{len(columns)} cells for {len(index)} addresses")
        self._index = index
        self.columns: Final = columns
        self._in_order: tuple[Cell, ...] | None = None

    @classmethod
    def of(cls, index: CellIndex, cells: Iterable[Cell]) -> "Cells":
        """`cells` under the addresses of `index`, in its order."""
        return cls(index, CellColumns.of(cells))

    @property
    def index(self) -> CellIndex:
        """The addresses these Cells are in the order of."""
        return self._index

    @property
    def in_order(self) -> tuple[Cell, ...]:
        """The Cells themselves; made when they are first asked for."""
        if self._in_order is None:
            self._in_order = self.columns.cells()
        return self._in_order

    def unsure(self) -> list[CellRef]:
        """The addresses of the Cells that were not read with certainty, in order."""
        refs = self._index.refs
        return [refs[at] for at in self.columns.unsure()]

    def look(self, ref: CellRef) -> tuple[Value | None, CellStatus]:
        """Value and status of the Cell at that address."""
        at, columns = self._index.positions[ref], self.columns
        return columns.values[at], columns.status(at)

    def __getitem__(self, ref: CellRef) -> Cell:
        at = self._index.positions[ref]
        return self.columns.cell(at) if self._in_order is None else self._in_order[at]

    def __iter__(self) -> Iterator[CellRef]:
        return iter(self._index.refs)

    def __len__(self) -> int:
        return len(self.columns)

    def __contains__(self, ref: object) -> bool:
        return ref in self._index.positions

    def __reduce__(self) -> tuple[object, ...]:
        return (Cells, (self._index, self.columns))
