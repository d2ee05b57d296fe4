"""Finding tables by their labels: where each begins and ends, which form they follow, what is no table."""

import pytest

from core.cells import TableKind
from core.extract.locate import choose_form, has_dropped_lines
from core.forms import FormTable, load_forms
from core.paths import resources_dir
from tests.core.extract.stages import clusters_of

PROACTIVE, REQUESTS, DISPUTES = TableKind


def table(kind: TableKind, form: str = "2021", figure: str = "0") -> str:
    """A table with its labels, one cell a line, each of its figures as given."""
    printed: FormTable = load_forms()[form].tables[kind]
    lines: list[str] = []
    for block in printed.blocks:
        lines += [column.label for column in block.columns]
        for row in block.rows:
            lines += [*row.path[:-1], row.label, *[figure] * block.width]
    return "\n".join(lines) + "\n"


def kinds(text: str) -> list[TableKind]:
    return [cluster.table for cluster in clusters_of(text)[1]]


@pytest.mark.parametrize("kind", [PROACTIVE, REQUESTS])
def test_a_table_reaches_from_its_first_label_to_its_last_figure(kind: TableKind) -> None:
    prose = "我局依法做好政府信息公开工作，" * 10
    tokens, (cluster,) = clusters_of(f"{prose}\n{table(kind)}{prose}\n无\n")
    assert cluster.table is kind
    assert cluster.start == 1
    assert cluster.is_table
    assert tokens.text(cluster.end - 1) == "0"


def test_tables_may_come_in_any_order_without_headings() -> None:
    assert kinds(table(REQUESTS) + table(PROACTIVE)) == [REQUESTS, PROACTIVE]


def test_a_table_printed_twice_is_found_twice() -> None:
    assert kinds(table(REQUESTS) + table(REQUESTS)) == [REQUESTS, REQUESTS]


def test_a_page_end_within_a_table_does_not_cut_it() -> None:
    lines = table(REQUESTS).splitlines()
    middle = len(lines) // 2
    text = "\n".join([*lines[:middle], "- 3 -", "某某局网站", *lines[middle:]])
    assert kinds(text) == [REQUESTS]


def test_words_of_the_form_in_prose_are_no_table() -> None:
    prose = "全年行政许可3件，行政处罚12件，行政强制1件，规章无。收到申请5件，予以公开3件，部分公开2件。\n"
    assert kinds(prose * 20) == []


def test_a_mention_of_one_row_is_no_table() -> None:
    assert kinds("行政许可\n3\n") == []


@pytest.mark.parametrize("form", load_forms())
@pytest.mark.parametrize("year", [None, 2019, 2023])
def test_labels_choose_the_form_whatever_the_year(form: str, year: int | None) -> None:
    tokens, clusters = clusters_of(table(PROACTIVE, form) + table(REQUESTS, form))
    assert choose_form(clusters, tokens, tuple(load_forms().values()), year).id == form


@pytest.mark.parametrize(
    ("year", "form"), [(2019, "2019"), (2020, "2019"), (2022, "2021"), (None, "2021")]
)
def test_without_telling_labels_the_year_chooses(year: int | None, form: str) -> None:
    tokens, clusters = clusters_of("本机关未收到申请。\n")
    assert choose_form(clusters, tokens, tuple(load_forms().values()), year).id == form


def test_a_text_without_any_line_twice_lost_lines() -> None:
    whole = table(REQUESTS)
    dropped = "\n".join(dict.fromkeys(whole.split("\n")))
    assert has_dropped_lines(*clusters_of(dropped))
    assert not has_dropped_lines(*clusters_of(whole))


def test_borders_that_were_left_though_they_repeat_keep_no_line_from_being_lost() -> None:
    """Who drops repeated lines may leave short ones."""
    cells = [f"{line} |" for line in table(REQUESTS).split("\n") if line]
    left = [*dict.fromkeys(cells)]
    for at in (30, 20, 10):
        cells.insert(at, "|")
        left.insert(at, "|")
    assert has_dropped_lines(*clusters_of("\n".join(left)))
    assert not has_dropped_lines(*clusters_of("\n".join(cells)))


def test_hardly_any_figure_need_be_lost_where_nearly_all_are_different() -> None:
    figures = iter(range(1, 1000))
    lines = [
        f"{next(figures)} |" if line == "0" else line and f"{line} {'|' * (1 + number % 3)}"
        for number, line in enumerate(table(REQUESTS).split("\n"))
    ]
    lines[lines.index("17 |")] = "16 |"  # a figure that stands in another row as well
    dropped = "\n".join(dict.fromkeys(lines))
    assert has_dropped_lines(*clusters_of(dropped))
    assert not has_dropped_lines(*clusters_of("\n".join(lines)))


def test_samples_hold_each_table_once() -> None:
    for path in (resources_dir() / "samples").glob("*.txt"):
        assert kinds(path.read_text(encoding="utf-8")) == [PROACTIVE, REQUESTS, DISPUTES]
