"""The tree of units on its page, by keys: what it says, that it is kept, and that it can be taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.cells import CellRef
from core.store import ReviewFile
from core.units import UNIT_FILE, OwnFigures, Unit, UnitTree, load_units, save_units
from gui.action_list import ActionId
from gui.models.units import UnitColumn
from gui.views.units_keys import UnitCommand
from tests.factories import printed_report

COUNTY, OFFICE, TOWN, BUREAU = (
    "清河县人民政府",
    "清河县政府办公室",
    "城关镇人民政府",
    "清河县财政局",
)
TREE = UnitTree((Unit(COUNTY, (TOWN, BUREAU), OwnFigures.REPORTED, OFFICE),))
RECEIVED = CellRef.parse("requests.received.total")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """The reports of a county for 2022; it says 2 more than the 6 of those below it. For 2023 a town lacks."""
    folder = tmp_path / "county"
    folder.mkdir()
    for year, counts in (
        (2022, {COUNTY: 8, OFFICE: 1, TOWN: 2, BUREAU: 3}),
        (2023, {COUNTY: 4, OFFICE: 1, BUREAU: 3}),
    ):
        for unit, count in counts.items():
            figures = dict.fromkeys(("received", "granted", "results_total"), count)
            text = printed_report(unit, year, figures)
            (folder / f"{unit}{year}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def at_units(person, county: Path):
    """Somebody who has turned to the page of units."""
    opens(person, county)
    return person


def opens(person, county: Path) -> None:
    with person.qtbot.waitSignal(person.session.grounds.changed, timeout=20_000):
        person.opens(county)
    person.place.actions[ActionId.SHOW_UNITS].trigger()
    assert person.place.pages.currentWidget() is page(person)


def page(person):
    return person.place.pages.units.page


def shown(person) -> list[str]:
    """The rows as they are seen: units further in behind more dashes, and what is said of their sums."""
    model = page(person).units
    found: list[str] = []

    def add(parent, depth: int) -> None:
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            total = index.siblingAtColumn(UnitColumn.SUM).data()
            found.append(f"{'-' * depth}{index.data()} {total}".strip())
            add(index, depth + 1)

    add(page(person).tree.rootIndex(), 0)
    return found


def lines(person) -> list[str]:
    model = page(person).details
    return [model.index(row).data() for row in range(model.rowCount())]


def goes_to_unit(person, name: str) -> None:
    page(person).tree.choose([(name, False)])
    page(person).tree.setFocus()


def saves(person, *keys: str) -> None:
    """Press keys that change the tree, and wait until that is in the file and in the journal."""
    with person.qtbot.waitSignal(person.session.saving.saved, timeout=10_000):
        person.press(*keys)


def files_the_county(person) -> None:
    """Put office, town and bureau below the county, and say that the office holds its own figures."""
    for name in (OFFICE, TOWN, BUREAU):
        goes_to_unit(person, name)
        person.press("Ctrl+X")
        goes_to_unit(person, COUNTY)
        saves(person, "Ctrl+V")
    goes_to_unit(person, OFFICE)
    saves(person, "O")


def test_a_tree_is_made_by_keys_and_kept_with_its_journal(at_units, county: Path) -> None:
    person = at_units
    assert all(line in {COUNTY, OFFICE, TOWN, BUREAU} for line in shown(person))
    assert not (county / UNIT_FILE).exists()
    files_the_county(person)
    assert load_units(county) == TREE
    assert shown(person) == [
        f"{COUNTY} 2022 ✗6  2023 ?1",
        f"-{OFFICE} (own figures)",
        f"-{TOWN}",
        f"-{BUREAU}",
    ]
    person.leaves()
    with ReviewFile.open(county, "Li") as file:
        entries = file.trail()
    assert {entry.kind.value for entry in entries} == {"units"}
    assert entries[-1].facts == {
        "units": {COUNTY: [[None, [OFFICE, TOWN, BUREAU]], [OFFICE, [TOWN, BUREAU]]]}
    }


def test_it_says_what_differs_what_is_missing_and_leads_there(at_units, county: Path) -> None:
    person = at_units
    files_the_county(person)
    goes_to_unit(person, COUNTY)
    said = lines(person)
    assert said[0] == "2022  ✗  6 figures are not the sum of 3 reports"
    assert said[1].strip().endswith("here 8, sum 6")
    assert any(TOWN in line and "2023" in line for line in said)
    assert f"2022  {COUNTY}2022.txt" in said
    with person.qtbot.waitSignal(person.session.report_opened):
        person.press("Return", "Down", "Down", "Return")
    assert person.place.pages.currentWidget() is person.desk
    assert person.session.source == f"{COUNTY}2022.txt"
    assert person.place.focus.target.cell == RECEIVED
    assert "units_sum" in [finding.code for finding in person.review.findings]


def test_the_sum_follows_a_correction_and_the_list_follows_the_tree(at_units, county: Path) -> None:
    person = at_units
    files_the_county(person)
    assert person.row(f"{COUNTY}2023.txt").looks == 1
    person.press("Escape")
    person.goes_to(f"{TOWN}2022.txt")
    for row in ("received", "granted", "results_total"):
        for column in ("natural_person", "total"):
            person.corrects(CellRef.parse(f"requests.{row}.{column}"), "4")
    person.place.actions[ActionId.SHOW_UNITS].trigger()
    assert shown(person)[0] == f"{COUNTY} 2022 ✓  2023 ?1"
    assert person.row(f"{COUNTY}2022.txt").looks == 0
    goes_to_unit(person, TOWN)
    saves(person, "Shift+Backtab")
    assert shown(person)[0] == f"{COUNTY} 2022 ✗6  2023 ✓"
    assert person.row(f"{COUNTY}2023.txt").looks == 0


def test_every_step_can_be_taken_back_and_repeated(at_units, county: Path) -> None:
    person = at_units
    files_the_county(person)
    whole = shown(person)
    for _ in range(4):
        person.press("Ctrl+Z")
    assert load_units(county) != TREE or person.session.saving.unsaved == 0
    assert all(line in {COUNTY, OFFICE, TOWN, BUREAU} for line in shown(person))
    person.press("Ctrl+Y", "Ctrl+Y", "Ctrl+Y", "Ctrl+Shift+Z")
    assert shown(person) == whole
    person.qtbot.waitUntil(lambda: (county / UNIT_FILE).exists() and load_units(county) == TREE)


def test_units_are_moved_renamed_added_and_taken_out(person, county: Path) -> None:
    save_units(TREE, county)
    opens(person, county)
    goes_to_unit(person, BUREAU)
    saves(person, "Alt+Up")
    assert load_units(county).units[0].children == (BUREAU, TOWN)
    goes_to_unit(person, TOWN)
    saves(person, "Tab")
    assert load_units(county).units[1] == Unit(BUREAU, (TOWN,))
    saves(person, "Alt+Left")
    goes_to_unit(person, TOWN)
    with person.qtbot.waitSignal(person.session.saving.saved):
        person.press("F2", "Ctrl+A")
        person.type("柳林镇人民政府")
        person.press("Return")
    assert load_units(county).units[0].children == (BUREAU, "柳林镇人民政府")
    goes_to_unit(person, COUNTY)
    person.press("Ins")
    person.type("清河县审计局")
    saves(person, "Return")
    assert load_units(county).units[0].children[-1] == "清河县审计局"
    person.type(BUREAU)  # it is below the county already
    person.press("Return")
    assert BUREAU in page(person)._notice.text()
    person.press("Ctrl+A")
    person.type(TOWN)  # a unit with reports that stands nowhere yet is put there
    saves(person, "Return")
    assert load_units(county).units[0].children[-1] == TOWN
    person.press("Escape")
    goes_to_unit(person, "柳林镇人民政府")
    saves(person, "Delete")
    assert load_units(county).units[0].children == (BUREAU, "清河县审计局", TOWN)
    goes_to_unit(person, COUNTY)
    saves(person, "N")
    assert load_units(county).units[0].own is OwnFigures.NONE
    saves(person, "R")
    assert not (county / UNIT_FILE).exists()


def test_a_file_that_somebody_else_changed_is_not_written_over(person, county: Path) -> None:
    save_units(TREE, county)
    opens(person, county)
    save_units(UnitTree((Unit("乙县", (TOWN,)),)), county)
    goes_to_unit(person, TOWN)
    with person.qtbot.waitSignal(person.place.pages.units.work.refused):
        person.press("Delete")
    assert UNIT_FILE in page(person)._notice.text()
    assert load_units(county).units[0].name == "乙县"
    assert f"-{TOWN}" in shown(person)


@pytest.mark.parametrize(
    "text",
    [
        "[[units]",
        f'[[units]]\nname = "{COUNTY}"\nchildren = ["{TOWN}"]\n'
        f'[[units]]\nname = "{TOWN}"\nchildren = ["{COUNTY}"]\n',
    ],
)
def test_a_file_that_makes_no_sense_is_shown_and_left_alone(
    person, county: Path, text: str
) -> None:
    (county / UNIT_FILE).write_text(text, encoding="utf-8")
    opens(person, county)
    assert UNIT_FILE in page(person)._notice.text()
    goes_to_unit(person, TOWN)
    person.press("Tab", "Delete", "O")
    assert (county / UNIT_FILE).read_text(encoding="utf-8") == text


def test_where_somebody_else_reviews_it_can_only_be_looked_at(sit_down, county: Path) -> None:
    save_units(TREE, county)
    first, second = sit_down(), sit_down()
    first.opens(county)
    second.window.activateWindow()
    opens(second, county)
    assert shown(second)[0] == f"{COUNTY} 2022 ✗6  2023 ?1"
    assert "only be looked at" in page(second)._notice.text()
    page(second).tree.choose([(TOWN, False)])
    page(second).tree.asked.emit(UnitCommand.REMOVE)
    assert load_units(county) == TREE
    index = page(second).units.index_of((TOWN, False))
    assert not page(second).units.flags(index) & Qt.ItemFlag.ItemIsEditable


def test_the_page_is_said_in_chinese(person, county: Path, compiled_translations) -> None:
    from core.settings import LanguageChoice

    opens(person, county)
    person.place._speech.set_choice(LanguageChoice.CHINESE)
    QApplication.processEvents()
    assert page(person)._title.text() == "此文件夹的单位层级"
    assert all(not button.text().isascii() for button in page(person).buttons.values())
