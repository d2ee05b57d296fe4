"""Finding tables by their labels: where each begins and ends, which form they follow, what is no table."""

import pytest

from core.cells import TableKind
from core.extract.places.locate import choose_form
from core.forms import load_forms
from core.paths import resources_dir
from tests.core.extract.made import listed_table
from tests.core.extract.stages import clusters_of

PROACTIVE, REQUESTS, DISPUTES = TableKind


def kinds(text: str) -> list[TableKind]:
    return [cluster.table for cluster in clusters_of(text)[1]]


@pytest.mark.parametrize("kind", [PROACTIVE, REQUESTS])
def test_a_table_reaches_from_its_first_label_to_its_last_figure(kind: TableKind) -> None:
    prose = "我局依法做好政府信息公开工作，" * 10
    tokens, (cluster,) = clusters_of(f"{prose}\n{listed_table(kind)}{prose}\n无\n")
    assert cluster.table is kind
    assert cluster.start == 1
    assert cluster.is_table
    assert tokens.text(cluster.end - 1) == "0"


def test_tables_may_come_in_any_order_without_headings() -> None:
    assert kinds(listed_table(REQUESTS) + listed_table(PROACTIVE)) == [REQUESTS, PROACTIVE]


def test_a_table_printed_twice_is_found_twice() -> None:
    assert kinds(listed_table(REQUESTS) + listed_table(REQUESTS)) == [REQUESTS, REQUESTS]


def test_a_page_end_within_a_table_does_not_cut_it() -> None:
    lines = listed_table(REQUESTS).splitlines()
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
    tokens, clusters = clusters_of(listed_table(PROACTIVE, form) + listed_table(REQUESTS, form))
    assert choose_form(clusters, tokens, tuple(load_forms().values()), year).id == form


@pytest.mark.parametrize(
    ("year", "form"), [(2019, "2019"), (2020, "2019"), (2022, "2021"), (None, "2021")]
)
def test_without_telling_labels_the_year_chooses(year: int | None, form: str) -> None:
    tokens, clusters = clusters_of("本机关未收到申请。\n")
    assert choose_form(clusters, tokens, tuple(load_forms().values()), year).id == form


def test_samples_hold_each_table_once() -> None:
    for path in (resources_dir() / "samples").glob("*.txt"):
        assert kinds(path.read_text(encoding="utf-8")) == [PROACTIVE, REQUESTS, DISPUTES]
