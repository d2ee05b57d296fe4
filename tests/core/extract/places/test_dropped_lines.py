"""Texts whose repeated lines were dropped are told from those that hardly repeat any."""

from core.cells import TableKind
from core.extract.places.dropped_lines import has_dropped_lines
from tests.core.extract.made import listed_table
from tests.core.extract.stages import clusters_of


def test_a_text_without_any_line_twice_lost_lines() -> None:
    whole = listed_table(TableKind.REQUESTS)
    dropped = "\n".join(dict.fromkeys(whole.split("\n")))
    assert has_dropped_lines(*clusters_of(dropped))
    assert not has_dropped_lines(*clusters_of(whole))


def test_borders_that_were_left_though_they_repeat_keep_no_line_from_being_lost() -> None:
    """Who drops repeated lines may leave short ones."""
    cells = [f"{line} |" for line in listed_table(TableKind.REQUESTS).split("\n") if line]
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
        for number, line in enumerate(listed_table(TableKind.REQUESTS).split("\n"))
    ]
    lines[lines.index("17 |")] = "16 |"  # a figure that stands in another row as well
    dropped = "\n".join(dict.fromkeys(lines))
    assert has_dropped_lines(*clusters_of(dropped))
    assert not has_dropped_lines(*clusters_of("\n".join(lines)))
