"""Tables in shapes that no converter of the corpus makes: read rightly or visibly not, never silently wrong."""

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple

import pytest

from core.cells import Cell, CellRef, CellStatus, TableKind, Value
from core.extract.reader import read_report
from core.extract.tokens.lexicon import row_group_labels
from core.forms import Form, load_forms
from core.reports import ReportKind
from core.text import source_text
from tests.corpus.figures import Scale, balanced_figures

HEADING = "三、收到和处理政府信息公开申请情况"
BEFORE = "2023年度某某区某某局政府信息公开工作年度报告\n\n一、总体情况\n我局认真贯彻落实条例。\n\n"
BEHIND = "\n\n五、存在的主要问题及改进情况\n无。\n\n六、其他需要报告的事项\n无。\n"
FORMS = load_forms()


class PrintedRow(NamedTuple):
    """A row of table three: the labels of its merged cells, its own, and its figures."""

    groups: tuple[str, ...]
    label: str
    figures: list[Value]

    @property
    def full(self) -> str:
        """All labels in one cell."""
        return "".join(self.groups) + self.label


Shape = Callable[[Sequence[str], Sequence[PrintedRow], Random], str]


def rows_of(form: Form, rng: Random, scale: Scale) -> Iterator[tuple[str, PrintedRow]]:
    """The rows of a balanced table three, by their keys."""
    figures = balanced_figures(form, scale, rng)
    table = form.tables[TableKind.REQUESTS]
    (block,) = table.blocks
    for row in block.rows:
        refs = [CellRef(table.kind, row.key, column.key) for column in block.columns]
        yield row.key, PrintedRow(row_group_labels(row), row.label, [figures[ref] for ref in refs])


def joined(mark: str, cells: Sequence[object]) -> str:
    return mark.join(str(cell) for cell in cells)


def plain(columns: Sequence[str], rows: Sequence[PrintedRow], mark: str = "\t") -> str:
    lines = [joined(mark, ["", *columns])]
    return "\n".join(lines + [joined(mark, [row.full, *row.figures]) for row in rows])


def one_label(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    return plain(columns, rows)


def full_width_spaces(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    return plain(columns, rows, "\u3000")


def one_line(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    return plain(columns, rows, " ").replace("\n", " ")


def one_line_of_wide_gaps(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    return plain(columns, rows, "  ").replace("\n", "  ") + "  特此说明。"


def line_numbers(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    lines = [joined("\t", ["行次", "项目", *columns])]
    for number, row in enumerate(rows, 1):
        lines.append(joined("\t", [number, row.full, *row.figures]))
    return "\n".join(lines)


def line_numbers_behind(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    lines = [joined("\t", ["项目", "行次", *columns])]
    for number, row in enumerate(rows, 1):
        lines.append(joined("\t", [row.full, number, *row.figures]))
    return "\n".join(lines)


def reordered(
    columns: Sequence[str], rows: Sequence[PrintedRow], order: Sequence[int], mark: str
) -> str:
    lines = [joined(mark, ["项目", *[columns[at] for at in order]])]
    lines += [joined(mark, [row.full, *[row.figures[at] for at in order]]) for row in rows]
    return "\n".join(lines)


def total_first(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    return reordered(columns, rows, (6, 0, 1, 2, 3, 4, 5), "\t")


def total_first_cell_by_cell(
    columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random
) -> str:
    return reordered(columns, rows, (6, 0, 1, 2, 3, 4, 5), "\n")


def total_first_in_two_rows(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    order = (6, 0, 1, 2, 3, 4, 5)
    inner = joined("\t", ["", "", "", *columns[1:6]])
    heads = f"\t总计\t自然人\t法人或其他组织\n{inner}\n"
    return heads + reordered(columns, rows, order, "\t").split("\n", 1)[1]


def columns_exchanged(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    return reordered(columns, rows, (0, 5, 2, 3, 4, 1, 6), " | ")


def columns_as_rows(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    lines = [joined("\t", ["", *[row.label for row in rows]])]
    for at, column in enumerate(columns):
        lines.append(joined("\t", [column, *[row.figures[at] for row in rows]]))
    return "\n".join(lines)


def two_years(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    lines = [joined("\t", ["", *[c + year for c in columns for year in ("2022年", "2023年")]])]
    for row in rows:
        pairs = [figure for own in row.figures for figure in (rng.randint(0, 99), own)]
        lines.append(joined("\t", [row.full, *pairs]))
    return "\n".join(lines)


def footnotes(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    marks = ("", "①", "*", "[1]", "（1）", "注2", "※")
    lines = [joined("\t", ["", *columns])]
    for row in rows:
        figures = [f"{figure}{rng.choice(marks)}" for figure in row.figures]
        lines.append(joined("\t", [row.full, *figures]))
    return "\n".join(lines)


def estimates(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    lines = [joined("\t", ["", *columns])]
    for row in rows:
        figures = [f"{rng.choice(('约', '', '近'))}{figure}余件" for figure in row.figures]
        lines.append(joined("\t", [row.full, *figures]))
    return "\n".join(lines)


def chinese_numerals(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    table = str.maketrans("0123456789", "〇一二三四五六七八九")
    lines = [joined("\t", ["", *columns])]
    printed = [[row.full, *[str(f).translate(table) for f in row.figures]] for row in rows]
    return "\n".join(lines + [joined("\t", cells) for cells in printed])


def rows_exchanged(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    changed = list(rows)
    changed[4], changed[5] = changed[5], changed[4]
    changed[0], changed[1] = changed[1], changed[0]
    return plain(columns, changed)


def labels_behind(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    return "\n".join(joined("\t", [*row.figures, row.full]) for row in rows)


def labels_below(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    return "\n".join(joined("\n", [*row.figures, row.full]) for row in rows)


def column_dropped(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    return "\n".join(joined("\t", [row.full, *row.figures[:3], *row.figures[4:]]) for row in rows)


def totals_only(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    return "\n".join(joined("\t", [row.full, row.figures[6]]) for row in rows)


def persons_and_bodies(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    lines = ["\t自然人\t法人或其他组织\t总计"]
    for row in rows:
        bodies = sum(row.figures[1:6])
        lines.append(joined("\t", [row.full, row.figures[0], bodies, row.figures[6]]))
    return "\n".join(lines)


def shares_behind(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    lines = [joined("\t", ["", *columns, "占比"])]
    printed = [[row.full, *row.figures, f"{rng.random() * 99:.1f}%"] for row in rows]
    return "\n".join(lines + [joined("\t", cells) for cells in printed])


def zeros_left_out(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    lines = [joined("\t", ["", *columns])]
    return "\n".join(lines + [joined("\t", [r.full, *[f for f in r.figures if f]]) for r in rows])


def page_numbers(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    lines = [*columns]
    for number, row in enumerate(rows):
        foot = ["5"] if number == 12 else ["- 3 -"] if number == 6 else []
        lines += [row.label, *map(str, row.figures[:4]), *foot, *map(str, row.figures[4:])]
    return "\n".join(lines)


def table_continued(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    return plain(columns, rows[:11]) + "\n\n续表\n\n" + plain(columns, rows[11:])


def example_before(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    ones = [row._replace(figures=[1] * 7) for row in rows]
    return "填写示例：\n" + plain(columns, ones) + f"\n\n{HEADING}\n" + plain(columns, rows)


def last_year_behind(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    other = [row._replace(figures=[rng.randint(0, 30) for _ in range(7)]) for row in rows]
    return plain(columns, rows) + "\n\n附：2022年度情况\n" + plain(columns, other)


def latex(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    return "\n".join(joined(" & ", [row.full, *row.figures]) + r" \\" for row in rows)


def figures_run_into_labels(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    return "\n".join(row.full + joined(" ", row.figures) for row in rows)


def notes_in_labels(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    lines = [joined("\t", ["", *columns])]
    for row in rows:
        label = f"{row.full}（含上年{rng.randint(2, 9)}件）"
        lines.append(joined("\t", [label, *row.figures]))
    return "\n".join(lines)


def subtotals(columns: Sequence[str], rows: Sequence[PrintedRow], rng: Random) -> str:
    lines = [joined("\t", ["", "", *columns])]
    for number, row in enumerate(rows):
        if number and row.groups[-1:] != rows[number - 1].groups[-1:] and len(row.groups) > 1:
            sums = [rng.randint(0, 99) for _ in range(7)]
            lines.append(joined("\t", [row.groups[-1], "小计", *sums]))
        lines.append(joined("\t", ["", row.label, *row.figures]))
    return "\n".join(lines)


# Shapes of which a careful reader has no doubt, all of their cells read or (in another order) inferred.
TOLD: tuple[Shape, ...] = (
    one_label,
    full_width_spaces,
    one_line,
    one_line_of_wide_gaps,
    total_first,
    total_first_cell_by_cell,
    total_first_in_two_rows,
    columns_exchanged,
    footnotes,
    shares_behind,
    table_continued,
    notes_in_labels,
    subtotals,
    line_numbers,
)
OTHERS: tuple[Shape, ...] = (
    line_numbers_behind,
    columns_as_rows,
    two_years,
    estimates,
    chinese_numerals,
    rows_exchanged,
    labels_behind,
    labels_below,
    column_dropped,
    totals_only,
    persons_and_bodies,
    zeros_left_out,
    page_numbers,
    example_before,
    last_year_behind,
    latex,
    figures_run_into_labels,
)
SCALES = (Scale.DENSE, Scale.COUNTY, Scale.OFFICE)


def readings(shape: Shape) -> Iterator[tuple[CellRef, Value, Cell]]:
    """Every cell of table three as it was printed and as it was read, over forms, scales and seeds."""
    for seed, scale in enumerate(SCALES):
        for form in FORMS.values():
            rng = Random(seed)
            rows = dict(rows_of(form, rng, scale))
            (block,) = form.tables[TableKind.REQUESTS].blocks
            columns = [column.label for column in block.columns]
            text = f"{BEFORE}{HEADING}\n{shape(columns, [*rows.values()], rng)}{BEHIND}"
            reading = read_report(source_text(text), form=form.id)
            assert reading.kind not in (ReportKind.BLANK_FORM, ReportKind.NOT_A_REPORT)
            for key, row in rows.items():
                for column, figure in zip(block.columns, row.figures, strict=True):
                    ref = CellRef(TableKind.REQUESTS, key, column.key)
                    yield ref, figure, reading.cells[ref]


@pytest.mark.parametrize("shape", [*TOLD, *OTHERS], ids=lambda shape: str(shape.__name__))
def test_no_figure_is_silently_wrong_and_none_is_called_blank(shape: Shape) -> None:
    wrong = [
        (ref.name, figure, cell)
        for ref, figure, cell in readings(shape)
        if (cell.value is not None and cell.value != figure)
        or (cell.status is CellStatus.BLANK and figure)
    ]
    assert wrong == []


@pytest.mark.parametrize("shape", TOLD, ids=lambda shape: str(shape.__name__))
def test_what_the_text_tells_is_read(shape: Shape) -> None:
    lost = [(ref.name, figure) for ref, figure, cell in readings(shape) if cell.value is None]
    assert lost == []


@pytest.mark.parametrize(
    "shape", [total_first, total_first_cell_by_cell, total_first_in_two_rows, columns_exchanged]
)
def test_columns_in_another_order_are_not_certain(shape: Shape) -> None:
    assert {cell.status for _, _, cell in readings(shape)} == {CellStatus.INFERRED}


def test_a_lone_table_tells_its_form_by_the_rows_under_a_label() -> None:
    """（六）其他处理 is a row on one form and the merged label of three on the other; the year may be wrong."""
    for form in FORMS.values():
        rows = [row for _, row in rows_of(form, Random(1), Scale.DENSE)]
        (block,) = form.tables[TableKind.REQUESTS].blocks
        table = plain([column.label for column in block.columns], rows)
        assert read_report(source_text(f"{BEFORE}{HEADING}\n{table}{BEHIND}")).form == form.id
