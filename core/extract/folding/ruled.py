"""Owns tables drawn with lines (w3m, elinks, pandoc grid tables): cell by cell into one stream.

A drawn table prints the lines of neighbouring cells beside each other, so a wrapped label is interleaved
with figures. Its lines say where each cell begins and ends; a View puts the cells one after another and
knows for every character where it stands in the text.
"""

import re
from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

import regex

from core.cells import Span
from core.extract.folding.fold import FILLER, splits_figure
from core.extract.folding.strokes import stretches

_OF_RULES = "─━═┄┅┈┉-=+:"
"""What the lines between rows are drawn with."""
_SHORTEST_RULE = 5
"""Characters of the shortest line with room beside it: what is shorter is a dash in a cell."""
_CROSSINGS = "├┤┼╠╣╬┣┫╋"
_STROKES = "─━═"
_RULE_LINE = regex.compile(rf"[{_STROKES}]{{2}}|\+[-=]{{2,}}")
_PLAIN_RULE = re.compile(r"\+[-=]")


@dataclass(frozen=True, slots=True)
class View:
    """Folded text as the tokenizer reads it; `positions` leads back (None: every character in place)."""

    folded: str
    positions: "array[int] | None" = None

    def span(self, start: int, end: int) -> Span:
        """Where folded[start:end] stands in the source text."""
        if self.positions is None:
            return Span(start, end)
        if start >= end:
            return Span(self.positions[start], self.positions[start])
        return Span(self.positions[start], self.positions[end - 1] + 1)

    def span_of_figure(self, start: int, end: int) -> Span:
        """Where the figure folded[start:end] stands, without a unit that was wrapped to the next line of its cell."""
        if self.positions is None:
            return Span(start, end)
        first, last = self.positions[start], self.positions[end - 1] + 1
        if last - first == end - start:
            return Span(first, last)
        stop = start + 1
        while stop < end and self.positions[stop] == self.positions[stop - 1] + 1:
            stop += 1
        is_figure = any(map(str.isdigit, self.folded[start:stop]))
        return self.span(start, stop) if is_figure else Span(first, last)


@dataclass(slots=True)
class _Cell:
    """A drawn cell: the line it begins on, its left border, and its lines of text (start, end)."""

    top: int
    left: int
    right: int
    lines: list[tuple[int, int]] = field(default_factory=list)


def view_of(text: str, folded: str) -> View:
    """`folded` (the folded `text`) with its drawn tables put cell after cell; as it is where it has none."""
    if not _is_drawn(folded):
        return View(folded)
    pieces: list[str] = []
    positions = array("l")
    done = 0
    for start, end, lines in _blocks(folded):
        pieces.append(folded[done:start])
        positions.extend(range(done, start))
        for cell_start, cell_text, places in _relaid(text, folded, lines):
            pieces.append(cell_text)
            positions.extend(places or [cell_start])
        done = end
    if not done:
        return View(folded)
    pieces.append(folded[done:])
    positions.extend(range(done, len(folded)))
    return View("".join(pieces), positions)


def _is_drawn(folded: str) -> bool:
    """Whether lines may cross anywhere: single characters are sought in a moment, and few texts have any stroke."""
    has = folded.__contains__
    if any(map(has, _STROKES)) and any(map(has, _CROSSINGS)):
        return True
    return "+" in folded and _PLAIN_RULE.search(folded) is not None


def _blocks(folded: str) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Runs of lines that a table is drawn on: start, end, and the lines (start, end) of each."""
    run: list[tuple[int, int]] = []
    rules = 0
    for match in regex.finditer(r"[^\n]*\n?", folded):
        line = match.group()
        if line and ("|" in line or _RULE_LINE.search(line)):
            run.append((match.start(), match.start() + len(line.rstrip("\n"))))
            rules += _RULE_LINE.search(line) is not None
            continue
        if len(run) > 2 and rules > 1:
            yield run[0][0], run[-1][1], run
        run, rules = [], 0


def _relaid(
    text: str, folded: str, lines: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, str, list[int]]]:
    """The cells of one drawn table, row by row, each led by a tab, each row by a line end."""
    cells = _cells(text, folded, lines)
    # A frame around a whole table is none of its cells: its lines are no parts of one label.
    is_frame = len({(cell.left, cell.right) for cell in cells}) == 1
    row = -1
    for cell in sorted(cells, key=lambda cell: (cell.top, cell.left)):
        lead = "\t"
        if cell.top != row:
            row = cell.top
            lead = "\n\t"
        start = cell.lines[0][0] if cell.lines else lines[0][0]
        content = [lead]
        places = [start] * len(lead)
        for first, last in cell.lines:
            # Figures on two lines are not one unasked, even behind a comma.
            gap = "  " if splits_figure(content[-1], folded[first]) else " " * is_frame
            content.append(gap)
            places += [first] * len(gap)
            content.append(folded[first:last])
            places.extend(range(first, last))
        yield start, "".join(content), places
    yield lines[-1][1], "\n", [max(lines[-1][1] - 1, 0)]


def _cells(text: str, folded: str, lines: Sequence[tuple[int, int]]) -> list[_Cell]:
    closed: list[_Cell] = []
    open_cells = _OpenCells(closed)
    for line, left, right, first, last in stretches(text, folded, lines):
        printed = folded[first:last].strip(FILLER)
        content = printed.strip(" " + FILLER)
        shortest = 2 if content == printed else _SHORTEST_RULE
        if len(content) >= shortest and not content.strip(_OF_RULES):
            open_cells.close(left, right)
            continue
        cell = open_cells.at(left, right)
        if cell is None:
            open_cells.close(left, right)
            cell = open_cells.add(_Cell(line, left, right))
        if content:
            offset = folded.index(content, first, last)
            cell.lines.append((offset, offset + len(content)))
    return closed + open_cells.left()


class _OpenCells:
    """The cells that the line before ran through: no two overlap, so that they are kept from left to right."""

    def __init__(self, closed: list[_Cell]) -> None:
        self._closed = closed
        self._cells: dict[tuple[int, int], _Cell] = {}
        self._borders: list[tuple[int, int]] = []

    def at(self, left: int, right: int) -> _Cell | None:
        """The cell with just these borders."""
        return self._cells.get((left, right))

    def add(self, cell: _Cell) -> _Cell:
        """Begin a cell; those that it reaches into must have ended."""
        insort(self._borders, (cell.left, cell.right))
        self._cells[cell.left, cell.right] = cell
        return cell

    def close(self, left: int, right: int) -> None:
        """End the cells that reach into the columns `left` to `right`."""
        first = bisect_right(self._borders, left, key=itemgetter(1))
        last = bisect_left(self._borders, right, first, key=itemgetter(0))
        self._closed += map(self._cells.pop, self._borders[first:last])
        del self._borders[first:last]

    def left(self) -> list[_Cell]:
        """The cells that have not ended."""
        return list(self._cells.values())
