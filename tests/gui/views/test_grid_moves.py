"""Moving about in a grid as in a spreadsheet: labels are stepped over, a merged cell is one step."""

from PySide6.QtCore import Qt

from tests.gui.grids import CTRL, ENTER, SHIFT, TAB, at


def test_moving_as_in_a_spreadsheet(grid):
    first, last = at("received.natural_person"), at("carried_out.total")
    grid.keys(Qt.Key.Key_Home, held=CTRL)
    assert grid.here == first
    grid.keys(Qt.Key.Key_Up, Qt.Key.Key_Left)
    assert grid.here == first
    grid.keys(Qt.Key.Key_End)
    assert grid.here == at("received.total")
    grid.keys(TAB)
    assert grid.here == at("carried_in.natural_person")
    grid.keys(Qt.Key.Key_Backtab, held=SHIFT)
    assert grid.here == at("received.total")
    grid.keys(Qt.Key.Key_Home)
    assert grid.here == first
    grid.keys(ENTER)
    assert grid.here == at("carried_in.natural_person")
    grid.keys(ENTER, held=SHIFT)
    assert grid.here == first
    grid.keys(Qt.Key.Key_End, held=CTRL)
    assert grid.here == last
    grid.keys(Qt.Key.Key_Down, Qt.Key.Key_Right, TAB)
    assert grid.here == last
    grid.keys(Qt.Key.Key_Up, held=CTRL)
    assert grid.here == at("received.total")
    grid.keys(Qt.Key.Key_PageDown)
    assert grid.here.column == "total"
    assert grid.here != at("received.total")


def test_labels_are_stepped_over_and_a_merged_cell_is_one_step(blocks):
    blocks.go("proactive.normative_documents.in_force")
    blocks.keys(Qt.Key.Key_Down)
    assert blocks.here == at("proactive.licensing.decisions")
    blocks.keys(Qt.Key.Key_Up)
    assert blocks.here == at("proactive.normative_documents.in_force")
    blocks.keys(TAB)
    assert blocks.here == at("proactive.licensing.decisions")
    blocks.keys(Qt.Key.Key_Right)
    assert blocks.here == at("proactive.licensing.decisions")
    blocks.keys(TAB)
    assert blocks.here == at("proactive.penalty.decisions")


def test_a_merged_cell_is_one_cell_wherever_it_is_clicked(blocks):
    rect = blocks.view.visualRect(blocks.model.index_of(at("proactive.licensing.decisions")))
    for x in (rect.left() + 4, rect.center().x(), rect.right() - 4):
        blocks.go("proactive.fees.amount")
        point = rect.center()
        point.setX(x)
        blocks.click_at(point)
        assert blocks.here == at("proactive.licensing.decisions")
    blocks.keys("4", ENTER)
    assert blocks.value("proactive.licensing.decisions") == 4


def test_a_label_is_neither_selected_nor_edited(blocks):
    blocks.go("proactive.licensing.decisions")
    label = next(x for x in blocks.model.shape.body_labels if not x.is_heading)
    rect = blocks.view.visualRect(blocks.model.index(label.row, label.column))
    blocks.click_at(rect.center())
    assert blocks.here == at("proactive.licensing.decisions")


def test_selecting_tells_which_cell_and_brings_it_into_sight(grid, qtbot):
    grid.grid.resize(400, 200)
    with qtbot.waitSignal(grid.grid.current_changed) as seen:
        grid.go("carried_out.total")
    assert seen.args == [at("carried_out.total")]
    rect = grid.view.visualRect(grid.model.index_of(at("carried_out.total")))
    assert grid.view.viewport().rect().contains(rect)
    grid.go("disputes.reconsideration.total")
    assert grid.here == at("carried_out.total")
