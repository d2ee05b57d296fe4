"""Two years of one unit, and a parent with its children."""

from pathlib import Path

import pytest

from core.across import Scope, compare_years, report_key, unit_name, year_findings
from core.cells import CellRef, Value
from core.checks import Outcome
from core.errors import UnitFileError, UnwritableFileError
from core.neighbours import Neighbours
from core.review import Review
from core.unit_sums import UnitSum, unit_findings
from core.units import (
    UNIT_FILE,
    OwnFigures,
    Unit,
    UnitTree,
    load_units,
    save_units,
    tree_from_folders,
)
from core.wording import Language, Wording
from tests.factories import form_of, report_of, review_of, zeros


def ref(name: str) -> CellRef:
    return CellRef.parse(name)


def review(
    year: int,
    unit: str = "清河街道",
    form: str | None = None,
    source: str = "",
    **values: Value | None,
) -> Review:
    kind = form_of(form or ("2019" if year < 2021 else "2021"))
    figures: dict[CellRef, Value | None] = dict(zeros(kind))
    figures |= {ref(name.replace("__", ".")): value for name, value in values.items()}
    return review_of(
        report_of(kind, figures, unit=unit, year=year, source=source or f"{unit}{year}.txt")
    )


# --- years ----------------------------------------------------------------------------------------


def test_what_is_carried_over_must_agree_in_all_seven_columns() -> None:
    last = review(2021, requests__carried_out__enterprise=3, requests__carried_out__total=3)
    this = review(2022, requests__carried_in__natural_person=3, requests__carried_in__total=3)
    results = compare_years(this, last)
    carried = {r.check.id: r.outcome for r in results if r.check.rule == "years.carried_over"}
    assert len(carried) == 7
    assert {id for id, outcome in carried.items() if outcome is Outcome.FAIL} == {
        "years.carried_over.natural_person",
        "years.carried_over.enterprise",
    }
    findings = list(year_findings(results))
    assert [finding.code for finding in findings] == ["years.carried_over"] * 2
    assert findings[0].cells == (ref("requests.carried_in.natural_person"),)
    sentence = Wording(Language.CHINESE).finding(findings[0], this.form)
    assert "本年为 3" in sentence
    assert last.report.source in sentence


def test_carry_over_applies_across_the_change_of_forms_and_documents_in_force_do_not() -> None:
    last, this = review(2020), review(2021, proactive__regulations__in_force=9)
    rules = {result.check.rule for result in compare_years(this, last)}
    assert rules == {"years.carried_over"}


def test_documents_in_force_continue_between_reports_on_the_new_form() -> None:
    last = review(2021, proactive__normative_documents__in_force=10)
    good = review(
        2022,
        proactive__normative_documents__in_force=11,
        proactive__normative_documents__issued=3,
        proactive__normative_documents__repealed=2,
    )
    assert not list(year_findings(compare_years(good, last)))
    (finding,) = year_findings(
        compare_years(review(2022, proactive__normative_documents__in_force=11), last)
    )
    assert finding.code == "years.in_force"
    assert Wording().severity(finding.code).value == "warning"


def test_previous_items_continue_between_reports_on_the_old_form() -> None:
    last = review(2019, proactive__penalty__previous=18, proactive__penalty__change=-2)
    assert not list(
        year_findings(compare_years(review(2020, proactive__penalty__previous=16), last))
    )
    (finding,) = year_findings(compare_years(review(2020, proactive__penalty__previous=18), last))
    assert finding.code == "years.previous_items"


def test_last_years_matters_and_this_years_change_are_not_the_decisions() -> None:
    filled = review(
        2020,
        proactive__licensing__previous=10,
        proactive__licensing__change=-2,
        proactive__licensing__decisions=42,
    )
    assert not list(
        year_findings(compare_years(filled, review(2019, proactive__licensing__previous=10)))
    )


def test_a_blank_is_tried_as_0_and_a_missing_cell_leaves_it_undecided() -> None:
    last = review(2021, requests__carried_out__total=3)
    blank = review(2022, requests__carried_in__total=None)
    held = {r.check.id: r.outcome for r in compare_years(blank, last)}
    assert held["years.carried_over.total"] is Outcome.UNDECIDED
    assert held["years.carried_over.enterprise"] is Outcome.PASS


def year_pairs(reviews: list[Review]) -> list[tuple[int | None, int | None]]:
    known = Neighbours(reviews, UnitTree())
    pairs = [(review, known.last_year(review.report.source)) for review in reviews]
    return [(this.year, last.year) for this, last in pairs if last is not None]


def test_reports_are_paired_by_unit_scope_and_year() -> None:
    reviews = [
        review(2021, "清河街道办事处"),
        review(2022, "清河 街道"),
        review(2022, "河清街道"),
        review(2020, "清河街道（全系统）"),
    ]
    assert year_pairs(reviews) == [(2022, 2021)]


def test_a_key_that_two_reports_have_is_compared_with_nothing() -> None:
    twice = [review(2022, source="a.txt"), review(2022, source="b.txt"), review(2021)]
    assert year_pairs(twice) == []


@pytest.mark.parametrize(
    ("name", "plain", "scope"),
    [
        ("站南街道办事处", "站南街道", Scope.UNSTATED),
        ("龍門街道", "龙门街道", Scope.UNSTATED),
        ("城关镇人民政府", "城关镇", Scope.UNSTATED),
        ("清河县人民政府", "清河县人民政府", Scope.UNSTATED),
        ("海关总署（本级机关）", "海关总署", Scope.OWN),
        ("市税务局全系统", "市税务局", Scope.SYSTEM),
    ],
)
def test_names_of_units_are_told_apart(name: str, plain: str, scope: Scope) -> None:
    key = report_key(review(2022, name))
    assert key is not None
    assert (unit_name(name), key.scope) == (plain, scope)


# --- parents and children -------------------------------------------------------------------------

TOTAL = "requests__received__total"
TREE = UnitTree((Unit("清河县人民政府", ("城关镇", "财政局"), OwnFigures.REPORTED, "县政府办"),))


def county(parent: int, own: int, *children: int) -> list[Review]:
    names = ["清河县人民政府", "县政府办", "城关镇", "财政局"]
    figures = [parent, own, *children]
    return [
        review(2022, name, **{TOTAL: figure}) for name, figure in zip(names, figures, strict=False)
    ]


def compare_units(tree: UnitTree, reviews: list[Review]) -> tuple[UnitSum, ...]:
    known = Neighbours(reviews, tree)
    return tuple(found for review in reviews for found in known.sums(review.report.source))


def test_a_parent_is_the_sum_of_its_own_and_its_children() -> None:
    (good,) = compare_units(TREE, county(10, 1, 4, 5))
    assert (good.missing, good.differing) == ((), {})
    (bad,) = compare_units(TREE, county(11, 1, 4, 5))
    assert bad.differing == {ref("requests.received.total"): (11, 10)}
    (finding,) = unit_findings([bad])
    assert bad.parent.unit == "清河县人民政府"
    assert (finding.code, finding.params["left"], finding.params["right"]) == ("units_sum", 11, 10)


def test_nothing_is_compared_unless_every_child_is_there() -> None:
    (result,) = compare_units(TREE, county(99, 1, 4))
    assert result.missing == ("财政局",)
    assert result.differing == {}
    (finding,) = unit_findings([result])
    assert finding.code == "units_missing"
    assert "财政局" in Wording().finding(finding, form_of("2021"))


def test_a_child_on_another_form_or_of_another_year_is_missing() -> None:
    reviews = county(10, 1, 4)
    for odd in (review(2022, "财政局", form="2019"), review(2021, "财政局")):
        (result,) = compare_units(TREE, [*reviews, odd])
        assert result.missing == ("财政局",)


def test_a_parent_whose_own_figures_are_unknown_may_have_more_but_not_less() -> None:
    tree = UnitTree((Unit("清河县人民政府", ("城关镇", "财政局")),))
    reviews = [r for r in county(10, 0, 4, 5) if r.unit != "县政府办"]
    assert compare_units(tree, reviews)[0].differing == {}
    reviews = [r for r in county(8, 0, 4, 5) if r.unit != "县政府办"]
    assert compare_units(tree, reviews)[0].differing == {ref("requests.received.total"): (8, 9)}


def test_the_whole_and_the_own_organ_of_one_name_are_told_by_their_scope() -> None:
    tree = UnitTree((Unit("海关总署", ("广州海关",), OwnFigures.REPORTED, "海关总署"),))
    reviews = [
        review(2022, "海关总署（本级）", **{TOTAL: 3}),
        review(2022, "海关总署（全系统）", **{TOTAL: 7}),
        review(2022, "广州海关", **{TOTAL: 4}),
    ]
    (result,) = compare_units(tree, reviews)
    assert (result.missing, result.differing) == ((), {})


def test_a_cell_without_a_value_anywhere_is_not_compared() -> None:
    reviews = county(10, 1, 4, 5)
    reviews[2] = review(2022, "城关镇", **{TOTAL: None})
    assert compare_units(TREE, reviews)[0].differing == {}


# --- the tree -------------------------------------------------------------------------------------


def test_folders_show_the_tree() -> None:
    tree = tree_from_folders(
        {
            "清河县/清河县人民政府2022.txt": "清河县人民政府",
            "清河县/财政局.txt": "清河县财政局",
            "清河县/城关镇/城关镇人民政府.txt": "城关镇人民政府",
            "清河县/城关镇/东街社区.txt": "东街社区",
            "清河县/街道/站南街道.txt": "站南街道",
        }
    )
    assert {unit.name: unit.children for unit in tree.units} == {
        "城关镇人民政府": ("东街社区",),
        "清河县人民政府": ("城关镇人民政府", "清河县财政局", "站南街道"),
    }
    assert {unit.own for unit in tree.units} == {OwnFigures.UNKNOWN}


def test_a_flat_folder_has_no_tree() -> None:
    assert tree_from_folders({"a.txt": "甲局", "b.txt": "乙局"}) == UnitTree()


def test_the_file_of_units_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    tree = UnitTree(
        (
            *TREE.units,
            Unit("“引号”\\局", ('a"b',), OwnFigures.NONE),
            Unit("丙", ()),
        )
    )
    assert load_units(tmp_path) is None
    save_units(tree, tmp_path)
    assert load_units(tmp_path) == tree
    assert [path.name for path in tmp_path.iterdir()] == [UNIT_FILE]


@pytest.mark.parametrize(
    "text",
    ["[[units]", "[[units]]\nname = 1\nchildren = []", "[[units]]\nname = '甲'", "units = 3"],
)
def test_a_file_of_units_that_makes_no_sense_is_said_so(tmp_path: Path, text: str) -> None:
    (tmp_path / UNIT_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(UnitFileError) as caught:
        load_units(tmp_path)
    assert UNIT_FILE in Wording(Language.CHINESE).error(caught.value)


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFileError):
        save_units(TREE, tmp_path / "no such folder")
