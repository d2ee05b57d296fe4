"""Cells held as columns: every Cell comes back, and only plain figures are without one."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cells import MISSING_CELL, STATUS_LETTERS, Cell, CellStatus, Span
from core.tables import CellColumns, Cells
from tests.core.strategies import CELLS, exact
from tests.factories import form_of

PLAIN = st.builds(
    lambda value, start, status: Cell(
        value, str(value), Span(start, start + len(str(value))), status
    ),
    st.integers(-(10**9), 10**12),
    st.integers(0, 10**6),
    st.sampled_from([CellStatus.READ, CellStatus.INFERRED]),
)
MANY = st.lists(CELLS | PLAIN, max_size=30)
SEVEN = Cell(7, "7", Span(10, 11), CellStatus.READ)


@given(MANY)
def test_every_cell_comes_back_exactly(cells: list[Cell]) -> None:
    columns = CellColumns.of(cells)
    assert repr(columns.cells()) == repr(tuple(cells))
    assert repr([columns.cell(at) for at in range(len(columns))]) == repr(cells)
    assert [exact(value) for value in columns.values] == [exact(cell.value) for cell in cells]
    assert len(columns) == len(columns.printed) == len(columns.starts) == len(cells)


@given(MANY, MANY)
def test_columns_of_several_tables_stand_one_behind_the_other(
    first: list[Cell], second: list[Cell]
) -> None:
    columns = CellColumns.of(first)
    columns.extend(CellColumns.of(second))
    assert columns == CellColumns.of([*first, *second])


@pytest.mark.parametrize(
    "odd",
    [
        SEVEN._replace(status=CellStatus.AMBIGUOUS),
        SEVEN._replace(raw="07"),
        SEVEN._replace(raw="７"),
        SEVEN._replace(span=Span(10, 12)),
        SEVEN._replace(unit="元"),
        SEVEN._replace(value=None, status=CellStatus.BLANK),
        MISSING_CELL,
    ],
)
def test_only_plain_figures_have_no_cell_of_their_own(odd: Cell) -> None:
    placeless = SEVEN._replace(span=None, status=CellStatus.INFERRED)
    columns = CellColumns.of([SEVEN, odd, placeless])
    assert columns.odd == {1: odd}
    assert columns.printed == ["7", None, "7"]
    assert columns.starts == [10, None, None]
    assert columns.statuses.decode() == f"r{STATUS_LETTERS[odd.status]}i"


@given(MANY, st.data())
def test_what_is_inferred_was_read_before(cells: list[Cell], data: st.DataObject) -> None:
    taken = data.draw(st.lists(st.sampled_from(range(len(cells))))) if cells else []
    columns = CellColumns.of(cells)
    columns.infer(taken)
    for at in taken:
        if cells[at].status is CellStatus.READ:
            cells[at] = cells[at]._replace(status=CellStatus.INFERRED)
    assert columns == CellColumns.of(cells)


@given(MANY)
def test_the_places_and_the_doubtful_are_those_of_the_cells(cells: list[Cell]) -> None:
    columns = CellColumns.of(cells)
    assert [columns.span(at) for at in range(len(cells))] == [cell.span for cell in cells]
    doubtful = [at for at, cell in enumerate(cells) if cell.status is not CellStatus.READ]
    assert columns.unsure() == doubtful


@given(MANY, st.integers(0, 30), st.integers(0, 30))
def test_cells_hold_nothing_where_all_are_blank_or_missing(
    cells: list[Cell], first: int, end: int
) -> None:
    nothing = {CellStatus.BLANK, CellStatus.MISSING}
    expected = all(cell.status in nothing for cell in cells[first:end])
    assert CellColumns.of(cells).hold_nothing(first, end) is expected
    assert CellColumns.repeated(MISSING_CELL, 3).hold_nothing(0, 3)


@given(MANY)
def test_figures_are_the_cells_without_places_and_readings(cells: list[Cell]) -> None:
    bare = [
        Cell(value, None if value is None else str(value), None, status, unit)
        for value, _, _, status, unit, _ in cells
    ]
    assert CellColumns.of(cells).figures() == CellColumns.of(bare)


def test_one_cell_many_times() -> None:
    assert CellColumns.repeated(MISSING_CELL, 3) == CellColumns.of([MISSING_CELL] * 3)


def test_cells_are_looked_up_by_address_before_and_after_all_were_made() -> None:
    index = form_of("2019").index
    made = [SEVEN._replace(value=at, raw=str(at), span=None) for at in range(len(index))]
    cells = Cells.of(index, made)
    last = index.refs[-1]
    assert cells.look(last) == (len(index) - 1, CellStatus.READ)
    assert cells[last] == made[-1]
    assert cells.in_order == tuple(made)
    assert cells.in_order is cells.in_order
    assert cells[last] is cells.in_order[-1]
    assert dict(cells) == dict(zip(index.refs, made, strict=True))


def test_cells_travel_between_processes() -> None:
    index = form_of("2021").index
    cells = Cells.of(index, [SEVEN, *[MISSING_CELL] * (len(index) - 1)])
    again = pickle.loads(pickle.dumps(cells))  # noqa: S301 - our own bytes
    assert again == cells
    assert again.in_order == cells.in_order
    assert again.look(index.refs[-1]) == (None, CellStatus.MISSING)


def test_a_form_wants_a_cell_for_every_address() -> None:
    index = form_of("2021").index
    with pytest.raises(ValueError, match="1 cells for"):
        Cells.of(index, [SEVEN])
