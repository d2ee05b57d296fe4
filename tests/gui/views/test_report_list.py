"""The rows of the list: filter, search, order, neighbours, in folders as large as they come."""

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from core.settings import Appearance, LanguageChoice
from gui.icons import Icons
from gui.listed import Condition, ListedReport, unread
from gui.models.report_list import REPORT, Order, ReportListModel, Shown
from gui.theme import Theme
from gui.views.report_list import ReportList
from gui.wording import Speech

MANY = 10_000


def row(number: int, **facts: object) -> ListedReport:
    made = {
        "source": f"{number:05d}.txt",
        "condition": Condition.NEEDS_LOOK,
        "unit": f"第{number % 97:02d}街道",
        "year": 2019 + number % 5,
        "failing": number % 3,
        "unjudged": number % 3,
        "looks": number % 2,
    }
    return ListedReport(**{**made, **facts})


@pytest.fixture
def model(qapp) -> ReportListModel:
    made = ReportListModel(lambda report: report.unit)
    made.set_reports([row(number) for number in range(MANY)])
    return made


@pytest.fixture
def tester(model: ReportListModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)


@pytest.mark.usefixtures("tester")
def test_ten_thousand_rows_are_searched_filtered_and_sorted(model: ReportListModel) -> None:
    assert model.rowCount() == MANY
    model.set_search("第07街道 2021")
    found = [model.index(at).data(REPORT) for at in range(model.rowCount())]
    assert found
    assert all(report.unit == "第07街道" and report.year == 2021 for report in found)
    model.set_search("")
    model.set_order(Order.UNIT)
    units = [model.index(at).data(REPORT).unit for at in range(0, MANY, 500)]
    assert units == sorted(units)
    model.set_order(Order.YEAR)
    assert model.index(0).data(REPORT).year == 2023
    model.set_order(Order.TO_DO_FIRST)
    assert model.index(0).data(REPORT).unjudged == 2
    model.set_order(Order.FILE)
    assert model.source_at(0) == "00000.txt"


@pytest.mark.usefixtures("tester")
def test_rows_move_between_the_filters_as_they_change(model: ReportListModel) -> None:
    model.set_shown(Shown.REVIEWED)
    assert model.rowCount() == 0
    model.update_reports([row(5, condition=Condition.REVIEWED)])
    assert model.rowCount() == 1
    assert model.count(Shown.REVIEWED) == 1
    assert model.count(Shown.TO_DO) == MANY - 1
    model.update_reports([row(5)])
    assert model.rowCount() == 0
    assert model.row_of("00005.txt") is None


def test_a_changed_row_is_repainted_alone(qtbot, model: ReportListModel) -> None:
    with (
        qtbot.assertNotEmitted(model.modelReset),
        qtbot.waitSignal(model.dataChanged) as changed,
    ):
        model.update_reports([row(42, unit="新名街道")])
    assert changed.args[0].row() == changed.args[1].row() == 42
    assert model.index(42).data() == "新名街道"


def test_texts_that_hold_the_words_join_and_late_news_are_dropped(model: ReportListModel) -> None:
    words = model.set_search("LED")
    assert model.rowCount() == 0
    model.add_text_hits(words, {"00003.txt", "00009.txt"})
    assert model.rowCount() == 2
    model.set_search("LEDs")
    model.add_text_hits(words, {"00004.txt"})
    assert model.rowCount() == 0


def test_neighbours_go_by_the_rows_that_are_shown(model: ReportListModel) -> None:
    def any_(report: ListedReport) -> bool:
        return bool(report)

    def open_(report: ListedReport) -> bool:
        return report.is_open

    assert model.around("00004.txt", 1, any_, wrap=False) == "00005.txt"
    assert model.around("00000.txt", -1, any_, wrap=False) is None
    assert model.around("00000.txt", -1, any_, wrap=True) == f"{MANY - 1:05d}.txt"
    assert model.around(None, 1, any_, wrap=False) == "00000.txt"
    model.update_reports([row(5, condition=Condition.REVIEWED), row(6, condition=Condition.LATER)])
    assert model.around("00004.txt", 1, open_, wrap=False) == "00007.txt"
    model.set_reports([row(0)])
    assert model.around("00000.txt", 1, any_, wrap=True) is None


@pytest.fixture
def listed(qtbot) -> ReportList:
    """A list on the screen; held until the test is over, as it may be painted until then."""
    theme = Theme(Appearance.LIGHT)
    made = ReportList(theme, Icons(theme), Speech(LanguageChoice.ENGLISH))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_list_tells_a_choice_of_the_person_and_not_its_own(qtbot, listed: ReportList) -> None:
    listed.set_reports([row(0), row(1), unread("00002.txt")])
    with qtbot.assertNotEmitted(listed.chosen):
        listed.view.setFocus()
        listed.show_current("00001.txt")
        listed.update_reports([row(1, condition=Condition.REVIEWED)])
    assert listed.view.currentIndex().row() == 1
    with qtbot.waitSignal(listed.chosen) as chosen:
        listed.view.setCurrentIndex(listed.model.index(2))
    assert chosen.args == ["00002.txt"]
    tip = listed.model.index(1).data()
    assert "reviewed" in tip
    assert "failing checks: 1" in tip
    assert not listed.model.index(0, 0, QModelIndex()).data().startswith("\n")
