"""Owns what speaks for a value besides the equations: the source text, the narrative, last year's report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from core.cells import Cell, CellRef, CellStatus, Span, Value
from core.forms import Form
from core.narrative import Claim
from core.numbers import read_number
from core.review import Review
from core.suggestions.equations import Equations, Line, LineKind
from core.suggestions.model import Witness

# A figure that stands by itself in a cell: between white space or bars, so that no label is taken for one.
_FIGURE = regex.compile(r"(?<![^\s|])[0-9０-９OoＯ〇lI][0-9０-９OoＯ〇lI,，.]*(?![^\s|])")
_CARRIED = ("carried_in", "carried_out")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Values by cell number, and what says so. `printed` are the cells whose source is a plain figure."""

    values: Mapping[int, Mapping[Value, frozenset[Witness]]] = field(default_factory=dict)
    printed: Mapping[int, Value] = field(default_factory=dict)
    uncertain: frozenset[int] = frozenset()

    def witnesses(self, cell: int, value: Value) -> frozenset[Witness]:
        """What says that `value` belongs in `cell`."""
        return self.values.get(cell, {}).get(value, frozenset())

    def suggested(self, witness: Witness) -> dict[int, Value]:
        """The cells for which `witness` says exactly one value."""
        told = {
            cell: [value for value, witnesses in values.items() if witness in witnesses]
            for cell, values in self.values.items()
        }
        return {cell: values[0] for cell, values in told.items() if len(values) == 1}


def gather_evidence(
    review: Review,
    equations: Equations,
    claims: Iterable[Claim] = (),
    last_year: Review | None = None,
) -> Evidence:
    """What the source of `review`, its narrative claims and the report of the year before say."""
    form = equations.form
    values: dict[int, dict[Value, frozenset[Witness]]] = {}

    def say(cell: int, value: Value | None, witness: Witness) -> None:
        if value is not None:
            told = values.setdefault(cell, {})
            told[value] = told.get(value, frozenset()) | {witness}

    printed: dict[int, Value] = {}
    uncertain: set[int] = set()
    for at, (ref, cell) in enumerate(
        zip(form.index.refs, review.reading.cells.in_order, strict=True)
    ):
        number = _printed(cell, review)
        effective = review.look(ref)[0]
        if ref in review.corrections:
            say(at, cell.value, Witness.SOURCE)
        for candidate in cell.candidates:
            say(at, candidate.value, Witness.SOURCE)
        if number is not None and number != effective:
            say(at, number, Witness.SOURCE)
        if cell.status is CellStatus.READ and number is not None:
            printed[at] = number
        if cell.status is not CellStatus.READ and ref not in review.corrections:
            uncertain.add(at)
    for line in equations.lines:
        if line.kind is not LineKind.COLUMN:
            for at, number in _line_as_printed(line, review):
                say(at, number, Witness.SOURCE)
    for at, number in _claimed(claims, form, review):
        say(at, number, Witness.NARRATIVE)
    if last_year is not None:
        for at, number in _carried_over(form, last_year):
            say(at, number, Witness.LAST_YEAR)
    return Evidence(values, printed, frozenset(uncertain))


def _printed(cell: Cell, review: Review) -> Value | None:
    """The number that the source shows at the cell's place."""
    if cell.raw is None and cell.span is None:
        return None
    number = read_number(review.report.text.at(cell.span) if cell.span else cell.raw or "")
    return number.value if number else None


def _line_as_printed(line: Line, review: Review) -> list[tuple[int, Value]]:
    """What the cells of `line` hold when its figures are taken in the order they stand in the text.

    Only where that order or number differs from the reading, and the text has as many figures there as
    the line has cells.
    """
    cells = [review.reading.cells.in_order[at] for at in line.cells]
    spans = [cell.span for cell in cells if cell.span is not None]
    if len(spans) < 2:
        return []
    text = review.report.text.text
    in_order = all(a.end <= b.start for a, b in pairwise(spans))
    if in_order and len(spans) == len(cells):
        return []
    region = _region(spans, text)
    found = [
        read_number(match.group()) for match in _FIGURE.finditer(text, region.start, region.end)
    ]
    numbers = [number.value for number in found if number is not None]
    if len(numbers) != len(line.cells):
        return []
    return [
        (at, number)
        for at, cell, number in zip(line.cells, cells, numbers, strict=True)
        if number != cell.value
    ]


def _region(spans: list[Span], text: str) -> Span:
    """From the first figure of a line to the end of the printed line that holds its last."""
    start = min(span.start for span in spans)
    end = max(span.end for span in spans)
    line_end = text.find("\n", end)
    return Span(start, len(text) if line_end < 0 else line_end)


def _claimed(claims: Iterable[Claim], form: Form, review: Review) -> list[tuple[int, Value]]:
    """What the narrative says of single cells. A claim over a sum says it of the cell that is not 0."""
    told: list[tuple[int, Value]] = []
    for claim in claims:
        if not claim.is_certain:
            continue
        for meaning in claim.meanings:
            cells = [ref for ref in meaning if ref in review.reading.cells]
            if len(cells) == 1:
                told.append((form.index.positions[cells[0]], claim.value))
    return told


def _carried_over(form: Form, last_year: Review) -> list[tuple[int, Value]]:
    """What last year's report says was carried into this one (二 of this year is 四 of last)."""
    told = []
    carried_in, carried_out = _CARRIED
    for at, ref in enumerate(form.index.refs):
        if ref.row == carried_in:
            before = CellRef(ref.table, carried_out, ref.column)
            value = last_year.look(before)[0] if before in last_year.reading.cells else None
            if value is not None:
                told.append((at, value))
    return told
