"""Cell borders: learned from complete rows, then telling which cells of other rows are empty."""

import pytest

from core.cells import TableKind
from core.extract.rows.borders import Borders, Joint, PlainRow
from core.extract.tokens.pieces import Kind
from core.extract.tokens.tokens import Tokens
from tests.core.extract.stages import clusters_of, form

HEAD = "自然人{0}商业企业{0}科研机构{0}社会公益组织{0}法律服务机构{0}其他{0}总计"
WIDTH = 7


class Table:
    """The table of requests with rows of figures under four of its labels, and its borders."""

    LABELS = (
        "一、本年新收政府信息公开申请数量",
        "（一）予以公开",
        "2.重复申请",
        "四、结转下年度继续办理",
    )

    def __init__(
        self, rows: list[str], separator: str = "\t", row_end: str = "\n", head: str = ""
    ) -> None:
        lines = [HEAD.format(head or separator)]
        lines += [f"{label}{separator}{row}" for label, row in zip(self.LABELS, rows, strict=False)]
        text = row_end.join(lines) + row_end
        self.tokens, (cluster,) = clusters_of(text)
        self.borders = Borders(cluster, self.tokens, form().tables[TableKind.REQUESTS])
        self.rows = self._rows(self.tokens)
        self.borders.learn([PlainRow(WIDTH, 1, label, figures) for label, figures in self.rows])

    @staticmethod
    def _rows(tokens: Tokens) -> list[tuple[int, range]]:
        rows = []
        for at in tokens.labels:
            end = at + 1
            while end < len(tokens) and tokens.kinds[end] <= Kind.BLANK:
                end += 1
            if tokens.label(at).has_row and end > at + 1:
                rows.append((at, range(at + 1, end)))
        return rows


FULL = ["1", "0", "0", "0", "0", "0", "1"]


def test_the_mark_between_all_figures_is_the_separator_whatever_wraps_the_headers() -> None:
    """No row is complete, and headers have lines of their own."""
    rows = ["1\t\t\t2\t\t3\t6", "\t4\t\t\t\t\t4", "\t\t5\t6\t\t\t11"]
    separation = Table(rows, head="\n\n\t\n\n").borders.separation
    assert separation is not None
    assert separation.unit == "\t"


@pytest.mark.parametrize(
    ("separator", "row_end", "unit"),
    [
        ("\t", "\n", "\t"),
        ("|", "|\n", "|"),
        (" | ", " |\n", "|"),
        ("\n", "\n\n", "\n"),
        (" ", "\n", " "),
    ],
)
def test_the_separator_is_learned_from_complete_rows(
    separator: str, row_end: str, unit: str
) -> None:
    borders = Table([separator.join(FULL)] * 3, separator, row_end).borders
    assert borders.separation is not None
    assert borders.separation.unit == unit


def test_the_separator_is_learned_from_headers_where_no_row_is_complete() -> None:
    borders = Table(["1 2", "3"], "\t").borders
    assert borders.separation is not None
    assert borders.separation.unit == "\t"


def test_empty_cells_are_counted_by_their_borders() -> None:
    table = Table(["\t".join(FULL), "1\t\t0\t\t\t0\t1", "0\t0\t\t\t\t\t"])
    (_, full), (_, gaps), (_, short) = table.rows
    assert table.borders.steps(full) == [1] * 6
    assert table.borders.steps(gaps) == [2, 3, 1]
    assert [table.borders.extent(row) for row in (full, gaps, short)] == [7, 7, 2]
    assert [table.borders.trail(row[-1]) for row in (full, gaps, short)] == [0, 0, 5]
    assert table.borders.tracks_empty_cells


@pytest.mark.parametrize("separator", ["\n", " "])
def test_without_a_mark_of_their_own_empty_cells_leave_no_trace(separator: str) -> None:
    table = Table([separator.join(FULL), separator.join(FULL[:-1])], separator, "\n")
    assert not table.borders.tracks_empty_cells


def test_figures_join_by_what_stands_between_them() -> None:
    table = Table(["\t".join(FULL), "\t".join(FULL), "1\t0\t0 6\t0\t0\t0\n1"])
    _, figures = table.rows[2]
    joints = [table.borders.joint(at, at + 1) for at in figures[:-1]]
    assert joints == [
        *(Joint.NEXT_CELL, Joint.NEXT_CELL, Joint.SAME_CELL),
        *(Joint.NEXT_CELL, Joint.NEXT_CELL, Joint.NEXT_CELL, Joint.NEXT_LINE),
    ]
    assert not table.borders.is_one_line(figures)
    assert table.borders.is_one_line(table.rows[0][1])


def test_columns_are_counted_on_the_line_of_the_cell() -> None:
    table = Table(["\t".join(FULL), "\t\t3"])
    assert table.borders.field(table.rows[0][0]) == 0
    assert [table.borders.field(at) for at in table.rows[0][1]] == [1, 2, 3, 4, 5, 6, 7]
    assert [table.borders.field(at) for at in table.rows[1][1]] == [3]
