"""The selected cells of a grid at once: copied, pasted, cleared, accepted and reverted as one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.edits import Correction, EditGroup, SetCorrection
from gui.views.grid_keys import GridCommand
from tests.gui.grids import ALT, CTRL, ENTER, at, no_edit


def clipboard() -> str:
    return QApplication.clipboard().text()


def put(text: str) -> None:
    QApplication.clipboard().setText(text)


def test_a_block_is_copied_as_spreadsheets_exchange_it(grid):
    grid.go("carried_in.enterprise")
    grid.keys(Qt.Key.Key_Delete)
    grid.select_block("received.natural_person", "granted.research")
    grid.keys(Qt.Key.Key_C, held=CTRL)
    assert clipboard() == "61\t0\t0\n0\t\t0\n0\t0\t0"


def test_one_cell_is_copied_as_its_figure(grid):
    grid.go("received.total")
    grid.keys(Qt.Key.Key_C, held=CTRL)
    assert clipboard() == "61"


def test_the_covered_part_of_a_merged_cell_is_copied_empty(blocks):
    blocks.select_block("proactive.normative_documents.issued", "proactive.penalty.decisions")
    blocks.keys(Qt.Key.Key_C, held=CTRL)
    assert clipboard() == "0\t0\t0\n3\t\t\n0\t\t"


def test_what_was_copied_can_be_pasted_back_and_changes_nothing(grid):
    grid.select_block("received.natural_person", "carried_out.total")
    grid.keys(Qt.Key.Key_C, held=CTRL)
    with no_edit(grid):
        grid.keys(Qt.Key.Key_V, held=CTRL)


def test_a_block_from_excel_is_one_step(grid):
    put("1\t２\t\r\n1,234\t-\t5\r\n")
    grid.go("granted.enterprise")
    grid.keys(Qt.Key.Key_V, held=CTRL)
    assert len(grid.edits) == 1
    group = grid.edits[0]
    assert isinstance(group, EditGroup)
    values = {edit.ref: edit.correction.value for edit in group.edits}
    assert values == {
        at("granted.enterprise"): 1,
        at("granted.research"): 2,
        at("granted.public_interest"): None,
        at("partly_granted.enterprise"): 1234,
        at("partly_granted.research"): None,
        at("partly_granted.public_interest"): 5,
    }
    assert grid.shown("partly_granted.enterprise") == "1234"


def test_one_value_fills_the_whole_selection(grid):
    put("3\n")
    grid.select_block("granted.enterprise", "partly_granted.research")
    grid.keys(Qt.Key.Key_V, held=CTRL)
    assert [edit.correction.value for edit in grid.edits[0].edits] == [3] * 4


@pytest.mark.parametrize(
    ("text", "at_name", "told"),
    [
        ("1\t2\n3\tabc", "granted.enterprise", ["Line 2, field 2", "科研机构", "abc"]),
        ("1\t-4", "granted.enterprise", ["Line 1, field 2", "negative"]),
        ("1\t2\t3", "granted.other", ["only 2 columns"]),
        ("1\n2\n3", "results_total.other", ["only 2 lines"]),
        ("1\t2\n3", "granted.enterprise", ["line 2"]),
        ("", "granted.enterprise", ["no text"]),
    ],
)
def test_a_block_that_does_not_fit_is_refused_whole_with_its_place(grid, text, at_name, told):
    put(text)
    grid.go(at_name)
    with no_edit(grid):
        grid.keys(Qt.Key.Key_V, held=CTRL)
    for words in told:
        assert words in grid.grid.message
    grid.keys(Qt.Key.Key_Right)
    assert grid.grid.message == ""


def test_merged_cells_take_their_block_back_but_no_more(blocks):
    blocks.go("proactive.licensing.decisions")
    put("7\t\t\n8\t\t\n9\t\t")
    blocks.keys(Qt.Key.Key_V, held=CTRL)
    names = ["licensing", "penalty", "coercion"]
    assert [blocks.value(f"proactive.{name}.decisions") for name in names] == [7, 8, 9]
    put("7\t1\t2")
    with no_edit(blocks):
        blocks.keys(Qt.Key.Key_V, held=CTRL)
    assert "merged" in blocks.grid.message


def test_quoted_fields_are_read_as_spreadsheets_write_them(grid):
    put('"1"\t"2\n"\r\n3\t4\r\n')
    grid.go("granted.enterprise")
    grid.keys(Qt.Key.Key_V, held=CTRL)
    assert [edit.correction.value for edit in grid.edits[0].edits] == [1, 2, 3, 4]


def test_delete_clears_the_selected_block_as_one_step(grid):
    grid.select_block("received.natural_person", "carried_in.enterprise")
    grid.keys(Qt.Key.Key_Delete)
    assert len(grid.edits) == 1
    assert [edit.correction.value for edit in grid.edits[0].edits] == [None] * 4


def test_ctrl_backspace_goes_back_to_the_source(grid):
    grid.go("received.total")
    grid.keys("5", ENTER)
    grid.go("received.total")
    grid.keys(Qt.Key.Key_Backspace, held=CTRL)
    assert grid.edits[-1] == SetCorrection(at("received.total"), None)
    assert grid.shown("received.total") == "61"
    with no_edit(grid):
        grid.keys(Qt.Key.Key_Backspace, held=CTRL)


def test_alt_enter_accepts_what_was_inferred_or_blank_and_nothing_else(states):
    states.select_block("carried_in.natural_person", "carried_in.other")
    states.keys(ENTER, held=ALT)
    accepted = {edit.ref.column: edit.correction for edit in states.edits[0].edits}
    assert accepted == {"enterprise": Correction(0), "other": Correction(None)}
    assert states.grid.open_count() == 3


def test_commands_are_actions_that_menus_can_list(grid):

    grid.go("received.total")
    grid.keys("5", ENTER)
    grid.go("received.total")
    grid.grid.commands[GridCommand.REVERT].trigger()
    assert grid.value("received.total") == 61
    assert all(action.text() for action in grid.grid.commands.values())
    assert set(grid.grid.commands.values()) <= set(grid.grid.actions())
