"""Owns what a Cell is made of: the figures that may stand in it, and the source they are printed in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import cast

from core.cells import MISSING_CELL, Candidate, Cell, CellStatus, Span, Value
from core.extract.folding.ruled import View
from core.extract.rows.figures import Figure, Printed
from core.extract.tokens.tokens import Tokens
from core.tables import CellColumns

MOST_CANDIDATES = 8
_NUMBER, _BLANK, _LOST, _INVALID = Printed.NUMBER, Printed.BLANK, Printed.LOST, Printed.INVALID
_DOUBTFUL = {Printed.JOINED, Printed.PART, Printed.SPLIT, Printed.BLANK}
"""What is never more than a candidate, even where nothing else is left."""
_BLANK_CELL = Cell(None, None, None, CellStatus.BLANK)
_READ, _INFERRED, _AMBIGUOUS = CellStatus.READ, CellStatus.INFERRED, CellStatus.AMBIGUOUS

_new_span = cast(Callable[[tuple[int, int]], Span], partial(tuple.__new__, Span))
"""Makes one without a look at its fields: a table has many."""


@dataclass(frozen=True)
class Source:
    """Where figures come from: the source text, and the view of it in which their positions count."""

    text: str
    view: View

    @cached_property
    def is_plain(self) -> bool:
        """Whether figures stand in it as they do in the view: at the same place, in the same digits."""
        has_wide_digits = any(map(self.text.__contains__, "０１２３４５６７８９"))
        return self.view.positions is None and not has_wide_digits

    def printed(self, start: int, end: int) -> tuple[str, Span]:
        """What the source prints at view positions `start` to `end`, and where."""
        span = self.view.span(start, end)
        return self.text[span.start : span.end], span

    def printed_figure(self, figure: Figure) -> tuple[str, Span]:
        """What the source prints for `figure`, and where."""
        start, end = figure.start, figure.end
        if self.view.positions is None:
            return self.text[start:end], _new_span((start, end))
        if figure.printed is not _NUMBER:
            return self.printed(start, end)
        span = self.view.span_of_figure(start, end)
        return self.text[span.start : span.end], span


def complete_cells(tokens: Tokens, ats: Sequence[int], source: Source) -> list[Cell]:
    """The Cells of figures that have one reading each, which stand at the tokens `ats`."""
    columns = CellColumns.empty(len(ats))
    put_complete(range(len(ats)), columns, tokens, ats, source)
    return [*columns]


def put_complete(
    cells: Iterable[int], columns: CellColumns, tokens: Tokens, ats: Sequence[int], source: Source
) -> None:
    """Put the Cells of figures in that have one reading each, which stand at the tokens `ats`."""
    text, pieces = source.text, tokens.pieces
    places: Iterable[tuple[int, int]] = zip(
        [tokens.starts[at] for at in ats], [tokens.ends[at] for at in ats], strict=True
    )
    if source.view.positions is not None:
        places = [source.view.span_of_figure(start, end) for start, end in places]
    for cell, at, (start, end) in zip(cells, ats, places, strict=True):
        value, raw, status = tokens.value(at), text[start:end], pieces[at].status
        if status is _READ and value.__class__ is int and raw == str(value):
            columns.put_figure(cell, value, raw, start)
        else:
            columns.put(cell, Cell(value, raw, Span(start, end), status))


def cell_of(left: Sequence[tuple[Figure, Value | None]], source: Source) -> Cell:
    """The Cell that may hold one of the figures `left`, the likeliest first, which are not all the same plain number.

    Beside each stands its value; what the equations want, where it is lost.
    """
    if len({value for _, value in left}) == 1:
        printed = {one.printed for one, _ in left}
        if printed <= {_BLANK}:
            return single_cell(left[0][0], source)
        if printed.isdisjoint(_DOUBTFUL):
            return _inferred(left, source)
    candidates: dict[Value | None, Candidate] = {}
    for one, value in left:
        if value not in candidates:
            candidates[value] = _candidate(one, value, source)
        for part in one.parts:
            if part not in candidates:
                candidates[part] = Candidate(part, None, None)
    return ambiguous_cell(candidates)


def ambiguous_cell(candidates: Mapping[Value | None, Candidate]) -> Cell:
    """The Cell that may be any of `candidates`."""
    kept = tuple(candidates.values())[:MOST_CANDIDATES]
    for _, raw, span in kept:
        if span is not None:
            return Cell(None, raw, span, _AMBIGUOUS, None, kept)
    return Cell(None, None, None, _AMBIGUOUS, None, kept)


def _inferred(left: Sequence[tuple[Figure, Value | None]], source: Source) -> Cell:
    """The Cell for which all that is left says the same value."""
    value = left[0][1]
    if value is None:
        return MISSING_CELL
    for shown, _ in left:
        if shown.printed is _NUMBER:
            return Cell(value, *source.printed_figure(shown), _INFERRED)
    return Cell(value, None, None, _INFERRED)


def single_cell(figure: Figure, source: Source) -> Cell:
    """The Cell of a figure that has one reading."""
    printed = figure.printed
    if printed is _NUMBER:
        raw, span = source.printed_figure(figure)
        return Cell(figure.value, raw, span, _READ if figure.is_plain else _INFERRED)
    if printed is _LOST:
        return MISSING_CELL
    if not figure.end:
        return _BLANK_CELL
    raw, span = source.printed_figure(figure)
    if printed is _BLANK:
        return Cell(None, raw, span, CellStatus.BLANK)
    if printed is _INVALID:
        return Cell(None, raw, span, CellStatus.INVALID)
    candidates = [_candidate(figure, figure.value, source)] if figure.value is not None else []
    candidates += [Candidate(part, None, None) for part in figure.parts if part != figure.value]
    return Cell(None, raw, span, _AMBIGUOUS, None, tuple(candidates))


def loose_cell(figures: Sequence[Figure], source: Source) -> Cell:
    """A cell that may hold any of `figures`, the likeliest first; a lost one stands for nothing printed."""
    values: dict[Value | None, Candidate] = {}
    for figure in figures:
        if figure.value not in values:
            values[figure.value] = _candidate(figure, figure.value, source)
            if len(values) > MOST_CANDIDATES:
                break
    if not values.keys() - {None}:
        return MISSING_CELL
    return ambiguous_cell(values)


def _candidate(figure: Figure, value: Value | None, source: Source) -> Candidate:
    if not figure.end:
        return Candidate(value, None, None)
    return Candidate(value, *source.printed_figure(figure))
