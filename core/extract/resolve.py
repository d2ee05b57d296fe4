"""Owns deciding between readings: which of them the balance equations leave, and what each Cell then is.

Nothing is repaired: only readings of what is printed compete. An equation may decide between readings only
where it holds with figures other than 0; what is decided that way is INFERRED, never READ.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from core.cells import Candidate, Cell, CellRef, CellStatus, Quantity, Span, Value
from core.checks import Check
from core.extract.rows import Figure, Hypothesis, Printed, RowReading, Trust, is_plain
from core.extract.ruled import View
from core.forms import Form

_MOST_COMBINATIONS = 3000
_MOST_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from: the source text, and the view of it in which their positions count."""

    text: str
    view: View

    def printed(self, start: int, end: int) -> tuple[str, Span]:
        """What the source prints at view positions `start` to `end`, and where."""
        span = self.view.span(start, end)
        return self.text[span.start : span.end], span


@dataclass(slots=True)
class Line:
    """A RowReading with the cells it fills, and the readings still possible (all of them at first)."""

    refs: tuple[CellRef, ...]
    reading: RowReading
    left: tuple[Hypothesis, ...]

    @property
    def is_open(self) -> bool:
        """Whether more than one reading is possible."""
        return len(self.left) > 1


def resolve(lines: Sequence[Line], form: Form) -> None:
    """Drop the readings that the balance equations exclude."""
    for line in lines:
        if line.is_open:
            line.left = _balanced(line, _inner(line, form))
        elif line.left and line.reading.trust is Trust.PLACED and _is_contradicted(line, form):
            line.left = ()
    open_lines = [line for line in lines if line.is_open]
    if open_lines:
        _resolve_across(lines, open_lines, form)


def _inner(line: Line, form: Form) -> list[Check]:
    return [check for check in form.checks if _within(check, line.refs)]


def _is_contradicted(line: Line, form: Form) -> bool:
    """Whether the equations of a row that was told by its position alone do not hold."""
    values = dict(zip(line.refs, map(_tried, line.left[0].figures), strict=True))
    return any(_verdict(check, values) == "fails" for check in _inner(line, form))


def _within(check: Check, refs: tuple[CellRef, ...]) -> bool:
    return all(ref in refs for ref in check.cells)


def _balanced(line: Line, checks: Sequence[Check]) -> tuple[Hypothesis, ...]:
    """The readings that no equation of the line contradicts, if figures other than 0 prove them."""
    if not checks:
        return line.left
    kept: list[Hypothesis] = []
    for hypothesis in line.left:
        values = dict(zip(line.refs, map(_tried, hypothesis.figures), strict=True))
        verdicts = [_verdict(check, values) for check in checks]
        if "fails" in verdicts:
            continue
        if "holds" not in verdicts and "unknown" not in verdicts:
            return line.left  # it holds as 0 = 0, which excludes nothing
        kept.append(hypothesis)
    return tuple(kept) or line.left


def _verdict(check: Check, values: Mapping[CellRef, Value | None]) -> str:
    """holds (with figures other than 0), trivial (0 = 0), fails, or unknown (a figure is lost)."""
    left = [values[ref] for ref in check.left]
    right = [values[ref] for ref in check.right]
    known_left = sum(value for value in left if value is not None)
    known_right = sum(value for value in right if value is not None)
    if None in left or None in right:
        if None not in left and known_right > known_left:
            return "fails"
        if None not in right and known_left > known_right:
            return "fails"
        return "unknown"
    if known_left != known_right:
        return "fails"
    return "holds" if known_left else "trivial"


def _tried(figure: Figure) -> Value | None:
    """The figure as equations try it: blank as 0, lost and invalid as unknown."""
    if figure.printed is Printed.BLANK:
        return 0
    return figure.value


def _resolve_across(lines: Sequence[Line], open_lines: list[Line], form: Form) -> None:
    """Choose jointly between the readings of several lines by the equations that run across them."""
    combinations = 1
    for line in open_lines:
        combinations *= len(line.left)
    if combinations > _MOST_COMBINATIONS:
        return
    varying = {
        ref
        for line in open_lines
        for column, ref in enumerate(line.refs)
        if len({_tried(hypothesis.figures[column]) for hypothesis in line.left}) > 1
    }
    fixed: dict[CellRef, Value | None] = {}
    for line in lines:
        if line.left:
            fixed.update(zip(line.refs, map(_tried, line.left[0].figures), strict=True))
    checks = [
        check
        for check in form.checks
        if any(ref in varying for ref in check.cells)
        and all(ref in fixed for ref in check.cells)
        and not any(_within(check, line.refs) for line in open_lines)
    ]
    if not checks:
        return
    kept: list[tuple[Hypothesis, ...]] = []
    for combination in product(*(line.left for line in open_lines)):
        values = dict(fixed)
        for line, hypothesis in zip(open_lines, combination, strict=True):
            values.update(zip(line.refs, map(_tried, hypothesis.figures), strict=True))
        verdicts = [_verdict(check, values) for check in checks]
        if "fails" in verdicts:
            continue
        if "holds" not in verdicts:
            return
        kept.append(combination)
    for at, line in enumerate(open_lines):
        remaining = tuple(dict.fromkeys(combination[at] for combination in kept))
        if remaining:
            line.left = tuple(h for h in line.left if h in remaining)


# --- from readings to cells ---------------------------------------------------------------------------


def cells_of(
    line: Line,
    form: Form,
    source: Source,
    units: Mapping[CellRef, str | None],
    is_doubtful: bool,
) -> Iterable[tuple[CellRef, Cell]]:
    """The Cells of `line`. `is_doubtful` where the table as a whole is not certain (headers, lost lines)."""
    placed = line.reading.trust is Trust.PLACED or is_doubtful
    if not line.left:
        for column, ref in enumerate(line.refs):
            # A row told by its position that does not add up: its figures are candidates, no more.
            own = [hypothesis.figures[column] for hypothesis in line.reading.hypotheses]
            yield ref, _loose_cell(line.reading.loose or own, source)
        return
    demands = [_demanded(line, hypothesis, form) for hypothesis in line.left]
    for column, ref in enumerate(line.refs):
        first = [hypothesis.figures[column] for hypothesis in line.reading.hypotheses]
        left = [
            (hypothesis.figures[column], demand.get(ref))
            for hypothesis, demand in zip(line.left, demands, strict=True)
        ]
        cell = _cell(first, left, source)
        if placed and cell.status is CellStatus.READ:
            cell = cell._replace(status=CellStatus.INFERRED)
        if form.column(ref).quantity is Quantity.MONEY:
            cell = cell._replace(unit=_unit(left[0][0], units.get(ref)))
        yield ref, cell


def plain_cell(figure: Figure, source: Source, unit: str | None, is_doubtful: bool) -> Cell:
    """The Cell of a figure that has one reading."""
    cell = _single(figure, source)
    if is_doubtful and cell.status is CellStatus.READ:
        cell = cell._replace(status=CellStatus.INFERRED)
    return cell if unit is None else cell._replace(unit=unit)


def _unit(figure: Figure, header: str | None) -> str | None:
    number = figure.number
    if number is not None and number.unit:
        return number.unit
    return header


def _cell(first: list[Figure], left: list[tuple[Figure, Value | None]], source: Source) -> Cell:
    figure = left[0][0]
    if len(first) == 1:
        return _single(figure, source)
    values = {one.value for one in first}
    if len(values) == 1 and all(is_plain(one) for one in first):
        return _single(figure, source)
    remaining = {one.value if one.printed is not Printed.LOST else demand for one, demand in left}
    printed = {one.printed for one, _ in left}
    if printed <= {Printed.BLANK}:
        return _single(figure, source)
    if len(remaining) == 1 and not printed & {Printed.JOINED, Printed.SPLIT, Printed.BLANK}:
        value = remaining.pop()
        if value is None:
            return Cell(None, None, None, CellStatus.MISSING)
        shown = next((one for one, _ in left if one.printed is Printed.NUMBER), None)
        if shown is None:
            return Cell(value, None, None, CellStatus.INFERRED)
        return Cell(value, *source.printed(shown.start, shown.end), CellStatus.INFERRED)
    candidates: dict[Value | None, Candidate] = {}
    for one, demand in left:
        value = demand if one.printed is Printed.LOST else one.value
        if value not in candidates:
            candidates[value] = _candidate(one, value, source)
        for part in one.parts:
            candidates.setdefault(part, Candidate(part, None, None))
    kept = tuple(candidates.values())[:_MOST_CANDIDATES]
    raw, span = next(((one.raw, one.span) for one in kept if one.span), (None, None))
    return Cell(None, raw, span, CellStatus.AMBIGUOUS, None, kept)


def _single(figure: Figure, source: Source) -> Cell:
    printed = figure.printed
    if printed is Printed.LOST:
        return Cell(None, None, None, CellStatus.MISSING)
    if not figure.end:
        return Cell(None, None, None, CellStatus.BLANK)
    raw, span = source.printed(figure.start, figure.end)
    if printed is Printed.BLANK:
        return Cell(None, raw, span, CellStatus.BLANK)
    if printed is Printed.INVALID:
        return Cell(None, raw, span, CellStatus.INVALID)
    if printed is Printed.NUMBER:
        status = CellStatus.READ if is_plain(figure) else CellStatus.INFERRED
        return Cell(figure.value, raw, span, status)
    candidates = [_candidate(figure, figure.value, source)] if figure.value is not None else []
    candidates += [Candidate(part, None, None) for part in figure.parts if part != figure.value]
    return Cell(None, raw, span, CellStatus.AMBIGUOUS, None, tuple(candidates))


def _loose_cell(figures: Sequence[Figure], source: Source) -> Cell:
    """A cell of a row that can be read in too many ways: any of its figures may belong here."""
    values = {figure.value: _candidate(figure, figure.value, source) for figure in figures}
    if not values:
        return Cell(None, None, None, CellStatus.MISSING)
    values.setdefault(None, Candidate(None, None, None))
    return Cell(
        None, None, None, CellStatus.AMBIGUOUS, None, tuple(values.values())[:_MOST_CANDIDATES]
    )


def _candidate(figure: Figure, value: Value | None, source: Source) -> Candidate:
    if not figure.end:
        return Candidate(value, None, None)
    return Candidate(value, *source.printed(figure.start, figure.end))


def _demanded(line: Line, hypothesis: Hypothesis, form: Form) -> dict[CellRef, Value]:
    """What the equations of the line demand for a figure that was lost, where they demand one value."""
    lost = [
        ref
        for ref, figure in zip(line.refs, hypothesis.figures, strict=True)
        if figure.printed is Printed.LOST
    ]
    if not lost:
        return {}
    values = dict(zip(line.refs, map(_tried, hypothesis.figures), strict=True))
    demanded: dict[CellRef, Value] = {}
    for check in form.checks:
        missing = [ref for ref in check.cells if ref in lost]
        if len(missing) != 1 or not _within(check, line.refs):
            continue
        (ref,) = missing
        left = sum(values[r] or 0 for r in check.left)
        right = sum(values[r] or 0 for r in check.right)
        demanded[ref] = right - left if ref in check.left else left - right
    return demanded
