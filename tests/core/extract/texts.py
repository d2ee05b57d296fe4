"""Writes small reports for tests of the reader: given figures, everything else 0, in a layout by its name."""

from collections.abc import Callable, Mapping
from random import Random

from core.cells import Cell, CellRef
from core.extract.reader import read_report
from core.forms import load_forms
from core.text import source_text
from tests.corpus.effects import Effects
from tests.corpus.grid import Grid, form_grid
from tests.corpus.layouts import LAYOUTS
from tests.corpus.marks import without_marks
from tests.corpus.values import PrintedValue

_LAYOUTS = {layout.maker: layout for layout in LAYOUTS}
Change = Callable[[Grid], Grid]


def report(
    layout: str, printed: Mapping[str, str], form: str = "2021", change: Change | None = None
) -> str:
    """The text of a report in `layout`: what is `printed`, by cell or by row (`requests.granted`: its seven
    figures, divided by commas), 0 in every other cell. `change` alters each table before it is written."""
    chosen = load_forms()[form]
    texts = dict.fromkeys(chosen.index.refs, "0")
    for name, text in printed.items():
        row = [ref for ref in texts if ref.name == name or ref.name.rsplit(".", 1)[0] == name]
        texts |= dict(zip(row, text.split(","), strict=True))
    values = {ref: PrintedValue(text.strip(), None) for ref, text in texts.items()}
    parts = ["清河街道办事处2022年政府信息公开工作年度报告", "一、总体情况"]
    for table in chosen.tables.values():
        grid = form_grid(chosen, table, values)
        if change is not None:
            grid = change(grid)
        parts += [table.title, _LAYOUTS[layout].write(grid, Random(1), Effects())]
    parts += ["五、存在的主要问题及改进情况", "六、其他需要报告的事项", "无"]
    return without_marks("\n".join(parts))


def cells(text: str) -> dict[str, Cell]:
    """What is read of `text`, by the names of the cells."""
    return {ref.name: cell for ref, cell in read_report(source_text(text)).cells.items()}


def said(text: str, row: str) -> str:
    """What is read of the cells of `row` in `text`: a figure, in brackets if it is not certain; `_` blank, `?` open."""
    return " ".join(
        _said(cell) for name, cell in cells(text).items() if CellRef.parse(name).row == row
    )


def _said(cell: Cell) -> str:
    marks = {"read": "{}", "inferred": "({})", "blank": "_", "missing": "-", "invalid": "!"}
    return marks.get(cell.status.value, "?").format(cell.value)
