"""Owns the Cells of complete rows: where their figures stand in a print of a table, and what they print.

Nearly all of them are plain figures. Where the print stands in a passage that is known, these come as columns,
straight from the text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, cast

from core.cells import Cell, CellStatus, Span, Value
from core.extract.cells.make_cells import Source, put_complete
from core.extract.tokens.passages import Passage
from core.extract.tokens.tokens import PlacedPassage, Tokens
from core.tables import CellColumns


class Money(NamedTuple):
    """A cell for money: its figure's token, counted from the first of the print, and the unit its header gives."""

    cell: int
    at: int
    unit: str | None


@dataclass(frozen=True, slots=True)
class CompleteRows:
    """Which of the `size` cells of a table the figures of its complete rows stand in: in `cells` (in order) those
    of the tokens `ats`, counted from the first of the print; `money` are those with a unit, `empty` the other cells.

    In a known passage, `plain` takes the plain figures, and `others` are the cells and tokens of the rest.
    """

    size: int
    cells: Sequence[int]
    ats: Sequence[int]
    money: Sequence[Money]
    empty: Sequence[int]
    plain: "_Plain | None" = None
    others: tuple[Sequence[int], Sequence[int]] = ((), ())

    def in_passage(self, passage: Passage, first: int) -> "CompleteRows":
        """The same for a print that begins at the token `first` of `passage`."""
        figures = passage.figures
        before = bisect_left(figures, first + min(self.ats, default=0))
        behind = bisect_right(figures, first + max(self.ats, default=0))
        numbers = {at - first: number for number, at in enumerate(figures[before:behind], before)}
        places = [*zip(self.cells, self.ats, strict=True)]
        plain = {cell: numbers[at] for cell, at in places if at in numbers}
        others = [place for place in places if place[1] not in numbers]
        cells, ats = zip(*others, strict=True) if others else ((), ())
        return replace(self, plain=_Plain.of(plain, self.size), others=(cells, ats))

    def columns(
        self, start: int, tokens: Tokens, source: Source, passage: PlacedPassage | None
    ) -> CellColumns:
        """The Cells of a print that begins at the token `start`; nothing is put in where no complete row is.

        `passage` is the one that it stands in.
        """
        if self.plain is None or passage is None or not source.is_plain:
            columns = CellColumns.empty(self.size)
            cells, ats = self.cells, self.ats
        else:
            columns = self.plain.columns(passage.first_figure, tokens, source)
            cells, ats = self.others
        if cells:
            put_complete(cells, columns, tokens, [start + at for at in ats], source)
        for cell, at, unit in self.money:
            number = tokens.pieces[start + at].number  # a plain figure has no unit of its own
            unit = (number and number.unit) or unit
            if unit:
                columns.put(cell, columns.cell(cell)._replace(unit=unit))
        return columns

    def known(self, columns: CellColumns) -> list[Value]:
        """What the Cells in `columns` say as equations try it: 0 where one is blank, or no complete row."""
        known = columns.values.copy()
        for at in self.empty:
            known[at] = 0
        for at, cell in columns.odd.items():
            known[at] = cell.value or 0
        return cast(list[Value], known)


class _Plain(NamedTuple):
    """The plain figures of a passage that stand in a table: some of those from number `first` up to `stop`.

    `cells` is the cell of each that does. `runs` are those of cells one behind the other: which of the figures they
    hold, as many None where they hold something else.
    """

    first: int
    stop: int
    cells: dict[int, int]
    runs: Sequence[slice | list[None]]

    @classmethod
    def of(cls, numbers: dict[int, int], size: int) -> "_Plain":
        """Those with such `numbers`, by the cell, in a table of `size` cells."""
        first = min(numbers.values(), default=0)
        stop = max(numbers.values(), default=-1) + 1
        runs: list[slice | list[None]] = []
        cell = 0
        while cell < size:
            end = cell + 1
            if cell in numbers:
                while numbers.get(end) == numbers[cell] + end - cell:
                    end += 1
                place = numbers[cell] - first
                runs.append(slice(place, place + end - cell))
            else:
                runs.append([None])
            cell = end
        return cls(first, stop, {number: cell for cell, number in numbers.items()}, runs)

    def columns(self, before: int, tokens: Tokens, source: Source) -> CellColumns:
        """The Cells of the table, where so many plain figures stand `before` the passage."""
        plain, own = tokens.plain, slice(before + self.first, before + self.stop)
        printed = plain.printed[own]
        columns = CellColumns.read(
            self._by_cell(plain.values[own]),
            self._by_cell(printed),
            self._by_cell(plain.starts[own]),
        )
        if not "".join(printed).encode().isdigit():
            self._put_signed(printed, columns, before, tokens, source)
        return columns

    def _by_cell(self, figures: list[Any]) -> list[Any]:
        """The `figures` in the order of the cells, None where a cell holds something else."""
        runs = self.runs
        if len(runs) == 1:
            return figures
        by_cell: list[Any] = []
        for run in runs:
            by_cell += figures[run] if isinstance(run, slice) else run
        return by_cell

    def _put_signed(
        self,
        printed: Sequence[str],
        columns: CellColumns,
        before: int,
        tokens: Tokens,
        source: Source,
    ) -> None:
        """Put the Cells of those in that have a sign or decimals, as the source prints them."""
        starts, values = tokens.plain.starts, tokens.plain.values
        for number in [at for at, one in enumerate(printed, self.first) if not one.isdigit()]:
            start, value = starts[before + number], values[before + number]
            end = start + len(printed[number - self.first])
            raw = source.text[start:end]
            is_plain = value.__class__ is int and raw == str(value)
            if number in self.cells and not is_plain:
                cell = Cell(value, raw, Span(start, end), CellStatus.READ)
                columns.put(self.cells[number], cell)
