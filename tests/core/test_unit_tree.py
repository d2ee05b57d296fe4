"""The tree of units under a person's hands: every way to change it, and that nothing gets lost."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.unit_tree import (
    At,
    Edited,
    Forest,
    Node,
    add_below,
    forest_of,
    indent,
    is_free,
    node_at,
    outdent,
    place_of,
    put_below,
    remove,
    rename,
    shift,
    tree_of,
    turn_bare,
    turn_own,
    walk,
)
from core.units import OwnFigures, Unit, UnitTree

COUNTY = UnitTree(
    (
        Unit("清河县", ("城关镇", "财政局"), OwnFigures.REPORTED, "县政府办"),
        Unit("城关镇", ("东街社区",)),
    )
)


def shape(forest: Forest) -> str:
    """The forest in one line: a(b c) for children, * for own figures, - for none of its own."""

    def say(node: Node) -> str:
        below = f"({shape(node.children)})" if node.children else ""
        return f"{node.name}{'*' * node.is_own}{'-' * node.is_bare}{below}"

    return " ".join(map(say, forest))


def edited(result: Edited | None) -> tuple[str, At]:
    assert result is not None
    return shape(result[0]), result[1]


def test_a_tree_becomes_a_forest_and_a_tree_again() -> None:
    forest = forest_of(COUNTY, ["站南街道办事处", "城关镇人民政府", "财政局"])
    assert shape(forest) == "清河县(县政府办* 城关镇(东街社区) 财政局) 站南街道办事处"
    assert tree_of(forest) == COUNTY


def test_the_whole_and_the_own_organ_may_have_one_name() -> None:
    tree = UnitTree((Unit("海关总署", ("广州海关",), OwnFigures.REPORTED, "海关总署"),))
    assert shape(forest_of(tree, ["海关总署"])) == "海关总署(海关总署* 广州海关)"
    assert tree_of(forest_of(tree)) == tree


def test_units_are_added_renamed_and_removed() -> None:
    forest = forest_of(COUNTY)
    assert edited(add_below(forest, None, " 乙县 "))[0].endswith(" 乙县")
    grown, at = add_below(forest, (0, 1), "西街社区") or (forest, ())
    assert shape(grown) == "清河县(县政府办* 城关镇(东街社区 西街社区) 财政局)"
    assert node_at(grown, at).name == "西街社区"
    assert add_below(forest, None, "城关镇人民政府") is None  # it is there already
    assert add_below(forest, None, "  ") is None
    assert edited(rename(forest, (0, 2), "审计局"))[0] == (
        "清河县(县政府办* 城关镇(东街社区) 审计局)"
    )
    assert rename(forest, (0, 2), "县政府办") is None
    assert edited(rename(forest, (0, 1), "城关镇人民政府"))[1] == (0, 1)
    assert edited(remove(forest, (0, 1)))[0] == "清河县(县政府办* 东街社区 财政局)"
    assert edited(remove(forest, (0,)))[0] == "县政府办 城关镇(东街社区) 财政局"


def test_units_are_put_below_and_beside_each_other() -> None:
    forest: Forest = (Node("甲"), Node("乙"), Node("丙", (Node("丁"),)))
    assert indent(forest, (0,)) is None
    assert edited(indent(forest, (1,))) == ("甲(乙) 丙(丁)", (0, 0))
    assert edited(indent(forest, (2,))) == ("甲 乙(丙(丁))", (1, 0))
    assert outdent(forest, (1,)) is None
    assert edited(outdent(forest, (2, 0))) == ("甲 乙 丙 丁", (3,))
    assert edited(shift(forest, (2,), -1)) == ("甲 丙(丁) 乙", (1,))
    assert shift(forest, (2,), 1) is None
    assert edited(put_below(forest, (0,), (2,))) == ("乙 丙(丁 甲)", (1, 1))
    assert put_below(forest, (2,), (2, 0)) is None
    assert put_below(forest, (2, 0), (2,)) is None  # it stands there


def test_own_figures_are_in_one_child_or_nowhere() -> None:
    forest = forest_of(COUNTY)
    assert edited(turn_own(forest, (0, 2)))[0] == "清河县(县政府办 城关镇(东街社区) 财政局*)"
    assert edited(turn_own(forest, (0, 0)))[0] == "清河县(县政府办 城关镇(东街社区) 财政局)"
    assert turn_own(forest, (0, 1)) is None  # it holds sums itself
    assert turn_own(forest, (0,)) is None
    bare, _ = turn_bare(forest, (0,)) or (forest, ())
    assert shape(bare) == "清河县-(县政府办 城关镇(东街社区) 财政局)"
    assert tree_of(bare).units[0].own is OwnFigures.NONE
    assert edited(turn_own(bare, (0, 2)))[0] == "清河县(县政府办 城关镇(东街社区) 财政局*)"
    assert edited(outdent(forest, (0, 0)))[0] == "清河县(城关镇(东街社区) 财政局) 县政府办"


@pytest.mark.parametrize(
    ("name", "free"), [("城关镇人民政府", False), ("城 关镇", False), ("丁", True)]
)
def test_names_are_told_apart_as_reports_are(name: str, free: bool) -> None:
    assert is_free(forest_of(COUNTY), name) is free


STEPS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 30), st.integers(0, 30)), max_size=25)


@given(STEPS)
def test_whatever_is_done_no_unit_is_lost_and_it_stays_a_tree(
    steps: list[tuple[int, int, int]],
) -> None:
    forest = forest_of(COUNTY, ["甲", "乙", "丙", "丁"])
    names = Counter(node.name for _, node in walk(forest))
    for what, first, second in steps:
        places = [at for at, _ in walk(forest)]
        at, there = places[first % len(places)], places[second % len(places)]
        name = node_at(forest, at).name
        result = [
            lambda: indent(forest, at),  # noqa: B023 - called at once
            lambda: outdent(forest, at),  # noqa: B023
            lambda: shift(forest, at, 1),  # noqa: B023
            lambda: shift(forest, at, -1),  # noqa: B023
            lambda: put_below(forest, at, there),  # noqa: B023
            lambda: turn_own(forest, at),  # noqa: B023
            lambda: turn_bare(forest, at),  # noqa: B023
            lambda: None,
        ][what]()
        if result is None:
            continue
        forest, at = result
        assert node_at(forest, at).name == name
        assert Counter(node.name for _, node in walk(forest)) == names
        tree = tree_of(forest)
        again = forest_of(tree, names)
        assert tree_of(again) == tree
        assert Counter(node.name for _, node in walk(again)) == names
        assert place_of(again, name) is not None
