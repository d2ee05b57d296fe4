"""Labels between whose parts the figures of their row stand, as PDF text prints narrow cells."""

import pytest

from core.cells import CellRef, CellStatus, TableKind
from core.extract.reader import read_report
from tests.core.extract.made import FORM, HEADINGS, report, table

(BLOCK,) = FORM.tables[TableKind.REQUESTS].blocks


def figures_of(number: int) -> list[int]:
    """Figures of row `number` that no other row has, and their total."""
    figures = [100 * number + column for column in range(6)]
    return [*figures, sum(figures)]


def wrapped(keep: int) -> str:
    """Table three whose labels are broken behind `keep` characters, their figures beside the first part."""
    lines = [" ".join(column.label for column in BLOCK.columns)]
    for number, row in enumerate(BLOCK.rows, 1):
        head, tail = row.label[:keep], row.label[keep:]
        lines += [" ".join([head, *map(str, figures_of(number))]), *([tail] if tail else [])]
    return "\n".join(lines)


@pytest.mark.parametrize("keep", [5, 6, 7, 8])
def test_a_label_wrapped_around_its_figures_names_their_row(keep: int) -> None:
    tables = {kind: table(kind) for kind in HEADINGS} | {TableKind.REQUESTS: wrapped(keep)}
    reading = read_report(report(tables=tables), form=FORM.id)
    wrong = []
    for number, row in enumerate(BLOCK.rows, 1):
        for column, figure in zip(BLOCK.columns, figures_of(number), strict=True):
            cell = reading.cells[CellRef(TableKind.REQUESTS, row.key, column.key)]
            if (cell.value, cell.status) != (figure, CellStatus.READ):
                wrong.append((row.key, column.key, cell))
    assert wrong == []
