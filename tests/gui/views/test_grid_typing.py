"""Typing over a cell: what is taken, where the key leads, and what is refused with its reason."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit

from core.edits import Correction, SetCorrection
from core.entry import RefusalCode
from gui.models.grid_looks import Sign
from tests.gui.grids import ENTER, ESC, PROACTIVE, SHIFT, TAB, Driver, at, no_edit, review


def test_typing_replaces_and_enter_goes_down(grid):
    grid.go("granted.natural_person")
    grid.keys("61", ENTER)
    assert grid.edits == [SetCorrection(at("granted.natural_person"), Correction(61))]
    assert grid.shown("granted.natural_person") == "61"
    assert grid.signs("granted.natural_person") & Sign.CORRECTED
    assert grid.here == at("partly_granted.natural_person")
    assert grid.view.hasFocus()
    assert not grid.grid.is_editing


@pytest.mark.parametrize(
    ("key", "held", "name"),
    [
        (ENTER, None, "partly_granted.research"),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, "partly_granted.research"),
        (ENTER, SHIFT, "carried_in.research"),
        (TAB, None, "granted.public_interest"),
        (Qt.Key.Key_Backtab, SHIFT, "granted.enterprise"),
        (Qt.Key.Key_Down, None, "partly_granted.research"),
        (Qt.Key.Key_Up, None, "carried_in.research"),
        (Qt.Key.Key_Right, None, "granted.public_interest"),
        (Qt.Key.Key_Left, None, "granted.enterprise"),
    ],
)
def test_what_was_typed_is_taken_and_the_key_leads_on(grid, key, held, name):
    grid.go("granted.research")
    grid.keys("7")
    grid.keys(key, held=held)
    assert grid.value("granted.research") == 7
    assert grid.here == at(name)


def test_f2_keeps_the_text_and_the_arrows_move_in_it(grid):
    grid.go("received.natural_person")
    grid.keys(Qt.Key.Key_F2)
    assert grid.editor.text() == "61"
    grid.keys(Qt.Key.Key_Left, "5", ENTER)
    assert grid.value("received.natural_person") == 651


def test_a_double_click_edits_too(grid, qtbot):
    viewport = grid.view.viewport()
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=grid.middle("received.total"))
    assert grid.editor.text() == "61"
    assert grid.editor.hasFocus()


def test_esc_leaves_the_cell_as_it_was(grid):
    grid.go("received.total")
    with no_edit(grid):
        grid.keys("99", ESC)
    assert grid.shown("received.total") == "61"
    assert grid.here == at("received.total")
    assert grid.view.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_makes_a_cell_blank_and_never_zero(grid, key):
    grid.go("received.total")
    grid.keys(key)
    assert grid.edits == [SetCorrection(at("received.total"), Correction(None))]
    assert grid.shown("received.total") == "–"
    assert grid.here == at("received.total")


def test_an_emptied_editor_means_blank(grid):
    grid.go("received.total")
    grid.keys(Qt.Key.Key_F2, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, ENTER)
    assert grid.edits == [SetCorrection(at("received.total"), Correction(None))]


def test_typing_what_the_source_says_takes_a_correction_away(grid):
    grid.go("received.total")
    grid.keys("62", ENTER)
    grid.go("received.total")
    grid.keys("61", ENTER)
    assert grid.edits[-1] == SetCorrection(at("received.total"), None)
    assert not grid.signs("received.total") & Sign.CORRECTED
    grid.go("received.total")
    with no_edit(grid):
        grid.keys("61", ENTER)


def test_typing_the_same_value_settles_a_cell_that_is_not_certain(states):
    states.go("carried_in.enterprise")
    states.keys("0", ENTER)
    assert states.edits == [SetCorrection(at("carried_in.enterprise"), Correction(0))]
    assert states.grid.open_count() == 4


def test_f2_and_enter_alone_never_make_an_uncertain_cell_blank(states):
    for name in ("carried_in.public_interest", "carried_in.legal_service", "carried_in.research"):
        states.go(name)
        with no_edit(states):
            states.keys(Qt.Key.Key_F2, ENTER)
    assert states.grid.open_count() == 5


def test_a_refused_text_stays_with_its_reason_at_the_cell(grid):
    grid.go("granted.total")
    with no_edit(grid):
        grid.keys("abc", ENTER)
        assert grid.grid.is_editing
        assert grid.editor.text() == "abc"
        wording = grid.speech.wording
        code = RefusalCode.NOT_A_NUMBER.value
        assert grid.grid.message == wording.message("entry", code, text="abc")
        bubble = grid.grid._bubble.geometry()
        assert grid.grid.rect().contains(bubble)
        assert not bubble.intersects(grid.editor.geometry().translated(grid.view.viewport().pos()))
        assert grid.here == at("granted.total")
        grid.keys(Qt.Key.Key_Tab)
        assert grid.grid.is_editing
        grid.keys(ESC)
    assert grid.grid.message == ""
    assert grid.shown("granted.total") == "0"


def test_a_refused_text_can_be_mended(grid):
    grid.go("granted.total")
    grid.keys("6x", ENTER)
    grid.keys(Qt.Key.Key_Backspace)
    assert grid.grid.message == ""
    grid.keys("1", ENTER)
    assert grid.value("granted.total") == 61


@pytest.mark.parametrize("text", ["-1", "2.5", "3%", "1O", "1,23", "3件", "9" * 30])
def test_other_texts_that_are_no_count_are_refused(grid, text):
    grid.go("granted.total")
    with no_edit(grid):
        grid.say(text)
        grid.keys(ENTER)
        assert grid.grid.message
        grid.keys(ESC)


def test_a_click_elsewhere_takes_what_was_typed(grid):
    grid.go("granted.total")
    grid.keys("5")
    grid.click("denied_process.total")
    assert grid.value("granted.total") == 5
    assert grid.here == at("denied_process.total")


def test_a_click_elsewhere_does_not_drop_a_refused_text(grid):
    grid.go("granted.total")
    with no_edit(grid):
        grid.keys("5x")
        grid.click("denied_process.total")
    assert grid.here == at("granted.total")
    assert grid.editor.text() == "5x"
    assert grid.editor.hasFocus()
    assert grid.grid.message


def test_leaving_for_another_pane_takes_what_was_typed(grid):
    other = QLineEdit(grid.window)
    other.show()
    grid.go("granted.total")
    grid.keys("5")
    other.setFocus()
    assert grid.value("granted.total") == 5
    assert other.hasFocus()
    assert not grid.grid.is_editing


def test_a_shortcut_of_the_window_comes_after_what_was_typed(grid):
    seen = []
    action = QAction(grid.window)
    action.setShortcut(QKeySequence("F8"))
    action.triggered.connect(lambda: seen.append(grid.value("granted.total")))
    grid.window.addAction(action)
    grid.go("granted.total")
    grid.keys("5", Qt.Key.Key_F8)
    assert seen == [5]
    grid.go("granted.total")
    grid.keys("5x", Qt.Key.Key_F8)
    assert seen == [5]
    assert grid.grid.is_editing
    assert grid.grid.message


def test_finish_editing_says_whether_the_text_was_taken(grid):
    grid.go("granted.total")
    assert grid.grid.finish_editing()
    grid.keys("5")
    assert grid.grid.finish_editing()
    assert grid.value("granted.total") == 5
    grid.keys("x")
    assert not grid.grid.finish_editing()
    assert grid.grid.is_editing


def test_digits_are_typed_even_where_the_window_has_them_as_shortcuts(grid):
    seen = []
    action = QAction(grid.window)
    action.setShortcut(QKeySequence("2"))
    action.triggered.connect(lambda: seen.append(2))
    grid.window.addAction(action)
    grid.go("granted.total")
    grid.keys("22", ENTER)
    assert grid.value("granted.total") == 22
    assert seen == []


def test_full_width_digits_from_an_input_method_start_editing(grid):
    grid.go("granted.total")
    grid.say("６１")
    assert grid.editor.text() == "６１"
    grid.keys(ENTER)
    assert grid.value("granted.total") == 61


def test_money_takes_a_unit_and_keeps_it(qtbot):

    driver = Driver(qtbot, PROACTIVE, review({"proactive.procurement.amount": 5}), (560, 420))
    name = "proactive.procurement.amount"
    driver.go(name)
    driver.say("25.1万元")
    driver.keys(ENTER)
    assert driver.edits[-1] == SetCorrection(at(name), Correction(Decimal("25.1"), "万元"))
    assert driver.shown(name) == "25.1万元"
    driver.go(name)
    driver.keys("30", ENTER)
    assert driver.edits[-1] == SetCorrection(at(name), Correction(30, "万元"))
