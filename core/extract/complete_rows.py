"""Owns the Cells of complete rows: where their figures stand in a print of a table, and what they print.

Nearly all of them are plain figures. Where the print stands in a passage that is known, these come as columns,
straight from the text.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from core.cells import Cell, CellStatus, Span
from core.extract.make_cells import Source, complete_cells
from core.extract.passages import Passage
from core.extract.tokens import PlacedPassage, Tokens
from core.tables import CellColumns


class _Run(NamedTuple):
    """Plain figures one behind the other, in cells one behind the other: which of the passage's they are."""

    cells: slice
    figures: tuple[int, int]


@dataclass(frozen=True, slots=True)
class CompleteRows:
    """Which of the `size` cells of a table the figures of its complete rows stand in: in `cells` (in order) those
    of the tokens `ats`, counted from the first of the print.

    `units` holds cells of money and the unit that their header gives. In a known passage, `runs` are the plain
    figures, and `others` the cells and tokens of all that is not plain.
    """

    size: int
    cells: Sequence[int]
    ats: Sequence[int]
    units: dict[int, str | None]
    runs: tuple[_Run, ...] | None = None
    others: tuple[tuple[int, int], ...] = ()

    def in_passage(self, passage: Passage, first: int) -> "CompleteRows":
        """The same for a print that begins at the token `first` of `passage`."""
        numbers = {at: number for number, at in enumerate(passage.figures)}
        runs: list[_Run] = []
        others: list[tuple[int, int]] = []
        for cell, at in zip(self.cells, self.ats, strict=True):
            number = numbers.get(at + first)
            if number is None:
                others.append((cell, at))
                continue
            first_cell, first_number = cell, number
            if runs and (runs[-1].cells.stop, runs[-1].figures[1]) == (cell, number):
                before = runs.pop()
                first_cell, first_number = before.cells.start, before.figures[0]
            runs.append(_Run(slice(first_cell, cell + 1), (first_number, number + 1)))
        return replace(self, runs=tuple(runs), others=tuple(others))

    def columns(self, start: int, tokens: Tokens, source: Source) -> CellColumns:
        """The Cells of a print that begins at the token `start`; nothing is put in where no complete row is."""
        columns = CellColumns.empty(self.size)
        if self.runs is None or not source.is_plain:
            self._put(zip(self.cells, self.ats, strict=True), columns, start, tokens, source)
        else:
            passage = tokens.passage_at(start)
            assert passage is not None
            self._put_runs(self.runs, passage, columns, tokens, source)
            if self.others:
                self._put(self.others, columns, start, tokens, source)
        for cell, unit in self.units.items():
            own = None
            if columns.printed[cell] is None:
                number = tokens.number(start + self.ats[bisect_left(self.cells, cell)])
                own = number and number.unit
            if own or unit:
                columns.put(cell, columns.cell(cell)._replace(unit=own or unit))
        return columns

    def _put(
        self,
        figures: Iterable[tuple[int, int]],
        columns: CellColumns,
        start: int,
        tokens: Tokens,
        source: Source,
    ) -> None:
        """Put the Cells of single `figures` (cell, token) in."""
        several = [*figures]
        made = complete_cells(tokens, [start + at for _, at in several], source)
        for (cell, _), one in zip(several, made, strict=True):
            columns.put(cell, one)

    def _put_runs(
        self,
        runs: Iterable[_Run],
        passage: PlacedPassage,
        columns: CellColumns,
        tokens: Tokens,
        source: Source,
    ) -> None:
        """Put runs of plain figures of `passage` in."""
        plain, first = tokens.plain, passage.first_figure
        for cells, (start, stop) in runs:
            own = slice(first + start, first + stop)
            printed = plain.printed[own]
            columns.values[cells] = plain.values[own]
            columns.printed[cells] = printed
            columns.starts[cells] = plain.starts[own]
            if not "".join(printed).isdigit():  # with a sign or decimals, as the source prints them
                signed = [at for at, one in enumerate(printed) if not one.isdigit()]
                for at in signed:
                    value, begin = plain.values[own.start + at], plain.starts[own.start + at]
                    span = Span(begin, begin + len(printed[at]))
                    raw = source.text[span.start : span.end]
                    if raw != str(value) or value.__class__ is not int:
                        columns.put(cells.start + at, Cell(value, raw, span, CellStatus.READ))
