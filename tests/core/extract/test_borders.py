"""Cell borders: learned from complete rows, then telling which cells of other rows are empty."""

import pytest

from core.cells import TableKind
from core.extract.borders import Borders, Joint, PlainRow
from core.extract.figures import Group
from core.extract.remarks import EMPTY
from core.extract.tokens import Kind, Tokens
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

    def __init__(self, rows: list[str], separator: str = "\t", row_end: str = "\n") -> None:
        lines = [HEAD.format(separator)]
        lines += [f"{label}{separator}{row}" for label, row in zip(self.LABELS, rows, strict=False)]
        text = row_end.join(lines) + row_end
        self.tokens, (cluster,) = clusters_of(text)
        self.borders = Borders(cluster, self.tokens, form().tables[TableKind.REQUESTS])
        self.rows = self._rows(self.tokens)
        self.borders.learn([PlainRow(WIDTH, label, figures) for label, figures in self.rows])

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

    def placed(self, row: int, depth: int = 1) -> list[str | None] | None:
        """What stands in each cell of the row, None for an empty one; None where the borders leave it open."""
        label, figures = self.rows[row]
        place = self.borders.place(label, depth, Group(figures, figures), WIDTH)
        if place is None:
            return None
        return [None if slot == EMPTY else self.tokens.text(slot[0]) for slot in place.slots]


FULL = ["1", "0", "0", "0", "0", "0", "1"]


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


def test_an_empty_cell_leaves_its_border() -> None:
    table = Table(["\t".join(FULL), "\t".join(FULL), "1\t\t0\t0\t0\t0\t1", "\t0\t0\t0\t0\t0\t"])
    assert table.placed(2) == ["1", None, "0", "0", "0", "0", "1"]
    assert table.placed(3) == [None, "0", "0", "0", "0", "0", None]


def test_a_row_without_the_borders_of_others_stays_open() -> None:
    table = Table(["\t".join(FULL), "\t".join(FULL), "0\t0\t0\t0\t0\t1"])
    assert table.placed(2) is None


def test_a_row_with_more_cells_than_columns_stays_open() -> None:
    table = Table(["\t".join(FULL), "\t".join(FULL), "\t".join([*FULL, "1"])])
    assert table.placed(2) is None


@pytest.mark.parametrize("separator", ["\n", " "])
def test_without_a_mark_of_their_own_empty_cells_leave_no_trace(separator: str) -> None:
    table = Table([separator.join(FULL), separator.join(FULL[:-1])], separator, "\n")
    assert not table.borders.tracks_empty_cells
    assert table.placed(1) is None


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


def test_a_figure_in_the_place_of_a_label_is_dropped() -> None:
    table = Table(["\t".join(FULL), "\t".join(FULL), "\t".join(["0", *FULL])])
    _, figures = table.rows[2]
    group = Group(figures, figures)
    assert table.borders.drop_overwritten(group, WIDTH).slots == group.slots[1:]
    whole = Group(table.rows[0][1], table.rows[0][1])
    assert table.borders.drop_overwritten(whole, WIDTH) == whole


def test_columns_are_counted_on_the_line_of_the_cell() -> None:
    table = Table(["\t".join(FULL), "\t\t3"])
    assert table.borders.field(table.rows[0][0]) == 0
    assert [table.borders.field(at) for at in table.rows[0][1]] == [1, 2, 3, 4, 5, 6, 7]
    assert [table.borders.field(at) for at in table.rows[1][1]] == [3]
