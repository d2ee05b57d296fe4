"""Readings of rows against their plain definition: every way to take figures for columns, every equation tried."""

from collections.abc import Sequence
from itertools import chain, combinations, product

from hypothesis import given
from hypothesis import strategies as st

from core.cells import Quantity, Value
from core.extract.cells.equations import Balance, Equation, Place, Verdict
from core.extract.cells.resolve import Across, Line, resolve
from core.extract.rows.figures import BLANK, LOST, Figure, Printed, join, part, tried
from core.extract.rows.remarks import Trust
from core.extract.rows.rows import RowReading, readings
from core.numbers import read_number

WIDTH = 4
SUM = Equation.of([3], [0, 1, 2])


def place(row: int = 0, quantity: Quantity = Quantity.COUNT) -> Place:
    first = row * WIDTH
    return Place(first, WIDTH, range(first, first + WIDTH), (quantity,) * WIDTH, (SUM,))


@st.composite
def figures(draw: st.DrawFn, sizes: st.SearchStrategy[int]) -> list[Figure]:
    """Figures one behind the other, now and then a dash, a fraction, or words."""
    found: list[Figure] = []
    at = 1
    for _ in range(draw(sizes)):
        text = draw(st.sampled_from(["0", "1", "2", "3", "12", "21", "-", "1.5", "+4", "x", "03"]))
        number = read_number(text)
        kind = Printed.BLANK if text == "-" else Printed.INVALID
        value = None
        if number is not None:
            kind, value = Printed.NUMBER, number.value
        if text.isdigit() and text != "03":
            number = None  # nothing but its digits
        found.append(Figure(kind, value, at, at + len(text), number))
        at += len(text) + 1
    return found


def fits(row: Sequence[Figure]) -> bool:
    """Whether counts alone stand in the row."""
    numbers = [figure.number for figure in row if figure.number is not None]
    return not any(one.decimals or one.unit or one.is_signed for one in numbers)


def every_reading(row: list[Figure]) -> list[tuple[Figure, ...]]:
    """Every way to take `row` for WIDTH counts."""
    found = len(row)
    if found == WIDTH:
        return [tuple(row)]
    if found == 0:
        return [(BLANK,) * WIDTH]
    ways: list[tuple[Figure, ...]] = []
    if found < WIDTH:
        ways += [
            tuple(row[kept.index(at)] if at in kept else LOST for at in range(WIDTH))
            for kept in combinations(range(WIDTH), found)
        ]
    else:
        ways += combinations(row, WIDTH)
    if found == WIDTH + 1:
        for at in range(WIDTH):
            joined = join(row[at], row[at + 1])
            if joined is not None:
                ways.append((*row[:at], joined, *row[at + 2 :]))
    ways = [way for way in ways if fits(way)] or ways
    if found == WIDTH - 1:
        for at, figure in enumerate(row):
            for pair in part(figure):
                parted = (*row[:at], *pair, *row[at + 1 :])
                if SUM.verdict(tried(parted)) is Verdict.HOLDS:
                    ways.append(parted)
    return ways


@given(figures(st.integers(0, WIDTH + 2)))
def test_a_row_is_read_in_every_way_that_its_figures_may_stand(row: list[Figure]) -> None:
    read, hypotheses = readings(row, place())
    found = [tuple(read[pick] for pick in one.picks) for one in hypotheses]
    assert sorted(map(repr, found)) == sorted(map(repr, every_reading(row)))
    assert [one.tried for one in hypotheses] == [tuple(tried(one)) for one in found]
    costs = [one.cost for one in hypotheses]
    assert costs == sorted(costs)


def plain_verdict(equation: Equation, values: Sequence[Value | None]) -> Verdict:
    """What the equation says, side by side."""
    left, right = ([values[key] for key in side] for side in (equation.left, equation.right))
    known = [sum(value for value in side if value is not None) for side in (left, right)]
    if None in left and None in right:
        return Verdict.UNKNOWN
    if None in left:
        return Verdict.FAILS if known[0] > known[1] else Verdict.UNKNOWN
    if None in right:
        return Verdict.FAILS if known[1] > known[0] else Verdict.UNKNOWN
    if known[0] != known[1]:
        return Verdict.FAILS
    return Verdict.HOLDS if known[0] else Verdict.TRIVIAL


counts = st.none() | st.integers(0, 4)


@given(
    st.permutations(range(6)),
    st.integers(0, 6),
    st.lists(st.tuples(*[counts] * 6), min_size=1, max_size=5),
)
def test_an_equation_says_the_same_of_several_readings_as_of_each(
    keys: list[int], middle: int, rows: list[tuple[Value | None, ...]]
) -> None:
    equation = Equation.of(keys[:middle], keys[middle:])
    wanted = [plain_verdict(equation, row) for row in rows]
    assert [equation.verdict(row) for row in rows] == wanted
    nothing = Balance(0, 0, False, False)
    assert equation.verdicts(list(zip(*rows, strict=True)), nothing) == wanted


@given(st.permutations(range(6)), st.integers(0, 6), st.tuples(*[counts] * 6), st.integers(1, 5))
def test_what_is_settled_of_an_equation_counts_once(
    keys: list[int], middle: int, row: tuple[Value | None, ...], opened: int
) -> None:
    equation = Equation.of(keys[:middle], keys[middle:])
    settled = [0 if at < opened else value for at, value in enumerate(row)]
    own = equation.over({at: at for at in range(opened)})
    verdicts = own.verdicts([[value] for value in row[:opened]], equation.balance(settled))
    assert verdicts == ([plain_verdict(equation, row)] if own.keys else [])


@given(
    st.lists(figures(st.integers(1, WIDTH + 1)), min_size=2, max_size=3),
    st.lists(st.integers(0, 6), min_size=WIDTH, max_size=WIDTH),
    st.sets(st.integers(0, WIDTH - 1), max_size=1),
)
def test_what_is_left_of_several_rows_is_what_the_equations_leave(
    rows: list[list[Figure]], totals: list[int], absent: set[int]
) -> None:
    below = range(1, len(rows) + 1)  # the first row of the table holds their sums
    cells = [range(row * WIDTH, (row + 1) * WIDTH) for row in range(len(rows) + 1)]
    columns = [Equation.of([at], [row * WIDTH + at for row in below]) for at in range(WIDTH)]
    lines = []
    for number, row in zip(below, rows, strict=True):
        read, hypotheses = readings(row, place(number))
        reading = RowReading(number, read, hypotheses, Trust.LABELLED)
        lines.append(Line(place(number), cells[number], reading, hypotheses))
    wanted = left_by_definition(lines, totals, absent, columns)
    known = [*totals, *[0] * (WIDTH * len(rows))]
    resolve(lines, Across(cells, columns), known, absent)
    assert [[one.picks for one in line.left] for line in lines] == wanted


def left_by_definition(
    lines: Sequence[Line], totals: list[int], absent: set[int], columns: Sequence[Equation]
) -> list[list[tuple[int, ...]]]:
    """The readings left of each line: those that its sum leaves, and of these the ones of a whole that balances."""
    kept = []
    for line in lines:
        verdicts = [plain_verdict(SUM, one.tried) for one in line.left]
        possible = list(zip(line.left, verdicts, strict=True))
        if len(line.left) > 1 and Verdict.TRIVIAL not in verdicts:
            possible = [one for one in possible if one[1] is not Verdict.FAILS] or possible
        kept.append([hypothesis for hypothesis, _ in possible])
    unchanged = [[one.picks for one in line] for line in kept]
    whole = [
        (one, [*totals, *chain.from_iterable(line.tried for line in one)]) for one in product(*kept)
    ]
    varying = [
        at for at in range(WIDTH) if any(len({one.tried[at] for one in line}) > 1 for line in kept)
    ]
    asked = [columns[at] for at in varying if at not in absent]
    if not asked or len(whole) > 400:
        return unchanged
    balanced = []
    for one, values in whole:
        verdicts = [plain_verdict(equation, values) for equation in asked]
        if Verdict.FAILS in verdicts:
            continue
        if Verdict.HOLDS not in verdicts:
            return unchanged
        balanced.append(one)
    if not balanced:
        return unchanged
    return [
        [one.picks for one in line if any(one is chosen[at] for chosen in balanced)]
        for at, line in enumerate(kept)
    ]
