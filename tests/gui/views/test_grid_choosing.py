"""Choosing a reading for a cell that was not read with certainty."""

import pytest
from PySide6.QtCore import Qt

from core.cells import Candidate, Cell, CellStatus, Span
from core.edits import Correction, SetCorrection
from gui.views.grid_signs import sign_rect
from tests.gui.grids import ALT, ENTER, ESC, REQUESTS, Driver, at, no_edit, review


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["1"], 0),
        (["2"], 1),
        (["3"], None),
        ([ENTER], 0),
        ([Qt.Key.Key_Down, ENTER], 1),
        ([Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, ENTER], 1),
    ],
)
def test_a_reading_is_chosen_by_keyboard(qtbot, keys, value):
    driver = _ambiguous(qtbot)
    driver.keys(Qt.Key.Key_Down, held=ALT)
    assert driver.popup.isVisible()
    for key in keys:
        qtbot.keyClick(driver.popup, key)
    assert not driver.popup.isVisible()
    ref = at("granted.enterprise")
    assert driver.edits == [SetCorrection(ref, Correction(value))]
    assert driver.review.cell(ref).status is (
        CellStatus.BLANK if value is None else CellStatus.READ
    )
    assert driver.grid.open_count() == 0


def test_the_list_of_readings_says_what_the_source_prints_and_points_there(qtbot):
    driver = _ambiguous(qtbot)
    text = driver.review.report.text
    with qtbot.waitSignal(driver.grid.place_pointed_at) as seen:
        driver.keys(Qt.Key.Key_Down, held=ALT)
    first, second, third = driver.popup.offers
    assert seen.args == [first.span]
    assert str(text.line_number(first.span.start)) in first.words
    assert "【0】" in first.words
    assert "【1】" in second.words
    assert "blank" in third.words
    qtbot.keyClick(driver.popup, ESC)
    assert not driver.popup.isVisible()
    assert driver.edits == []


def test_a_click_on_the_question_mark_opens_the_readings(qtbot):

    driver = _ambiguous(qtbot)
    rect = driver.view.visualRect(driver.model.index_of(at("granted.enterprise")))
    driver.click_at(sign_rect(rect).center())
    qtbot.waitUntil(driver.popup.isVisible)
    driver.popup.hide()
    assert driver.here == at("granted.enterprise")


def test_a_digit_typed_into_an_ambiguous_cell_is_a_value_and_no_choice(qtbot):
    driver = _ambiguous(qtbot)
    driver.keys("2", ENTER)
    assert driver.value("granted.enterprise") == 2


def test_an_inferred_value_is_offered_too_and_a_certain_one_is_not(states):
    states.go("carried_in.enterprise")
    states.keys(Qt.Key.Key_Down, held=ALT)
    assert [offer.correction for offer in states.popup.offers] == [Correction(0)]
    states.qtbot.keyClick(states.popup, "1")
    assert states.edits == [SetCorrection(at("carried_in.enterprise"), Correction(0))]
    states.go("granted.total")
    with no_edit(states):
        states.keys(Qt.Key.Key_Down, held=ALT)
    assert not states.popup.isVisible()
    assert states.grid.message


def _ambiguous(qtbot):

    plain = review({"granted.natural_person": 0, "granted.research": 1})
    zero = plain.reading.cells[at("granted.natural_person")]
    one = plain.reading.cells[at("granted.research")]
    assert isinstance(one.span, Span)
    cell = Cell(
        None,
        None,
        None,
        CellStatus.AMBIGUOUS,
        None,
        (
            Candidate(0, zero.raw, zero.span),
            Candidate(1, one.raw, one.span),
            Candidate(None, None, None),
        ),
    )
    values = {"granted.natural_person": 0, "granted.research": 1}
    driver = Driver(qtbot, REQUESTS, review(values, {"granted.enterprise": cell}), (760, 420))
    driver.go("granted.enterprise")
    return driver
