"""The official forms: as many cells as printed, every check on them, and a grid without gaps."""

import pytest

from core.cells import CellRef, TableKind
from core.forms import load_forms
from core.layout import PrintedKind, printed_table


@pytest.mark.parametrize(("form", "cells", "checks"), [("2019", 198, 40), ("2021", 200, 42)])
def test_a_form_has_the_cells_and_checks_of_its_annex(form: str, cells: int, checks: int) -> None:
    made = load_forms()[form]
    assert (len(made.index), len(made.checks)) == (cells, checks)


def test_the_year_tells_the_form() -> None:
    forms = load_forms().values()
    ids = {
        year: [form.id for form in forms if form.covers(year)]
        for year in (2018, 2019, 2020, 2021, 2030)
    }
    assert ids == {2018: [], 2019: ["2019"], 2020: ["2019"], 2021: ["2021"], 2030: ["2021"]}


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("kind", list(TableKind))
def test_printed_cells_cover_the_grid_just_once(form: str, kind: TableKind) -> None:
    table = printed_table(load_forms()[form].tables[kind])
    covered = [
        (cell.row + row, cell.column + column)
        for cell in table.cells
        for row in range(cell.row_span)
        for column in range(cell.column_span)
    ]
    assert sorted(covered) == [
        (row, column) for row in range(table.row_count) for column in range(table.column_count)
    ]
    values = [cell.ref for cell in table.cells if cell.kind is PrintedKind.VALUE]
    assert values == list(load_forms()[form].tables[kind].refs())


def test_a_cell_is_in_the_equations_that_the_form_gives_it() -> None:
    form = load_forms()["2021"]
    total = CellRef.parse("requests.results_total.natural_person")
    assert set(form.checks_by_cell[total]) == {
        "requests.flow.natural_person",
        "requests.results.natural_person",
        "requests.sum.results_total",
    }
    results = form.checks_by_id[form.checks_by_cell[total][1]]
    assert (len(results.left), len(results.right)) == (1, 21)
