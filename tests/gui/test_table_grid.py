"""A statutory table on the screen, driven as a person drives a spreadsheet."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, Qt, QTranslator
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QFontMetrics,
    QHelpEvent,
    QImage,
    QKeySequence,
    QPainter,
)
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip

from core.cells import MISSING_CELL, Candidate, Cell, CellStatus, Span, TableKind
from core.edits import Correction, EditGroup, Mark, SetCorrection, SetMark, Verdict
from core.entry import RefusalCode
from core.forms import load_forms
from core.settings import Appearance
from gui.models.grid_looks import Sign
from gui.models.grid_shape import grid_shape
from gui.views.grid_keys import GridCommand
from gui.views.grid_signs import sign_rect
from tests.factories import ambiguous
from tests.gui.grids import (
    DISPUTES,
    PROACTIVE,
    REQUESTS,
    Driver,
    at,
    inferred,
    invalid,
    no_edit,
    review,
)

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
ENTER, TAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape


@pytest.fixture
def grid(qtbot):
    """A grid of requests with 61 received by natural persons."""
    values = {"received.natural_person": 61, "received.total": 61}
    return Driver(qtbot, REQUESTS, review(values), (760, 520))


@pytest.fixture
def blocks(qtbot):
    """The table of blocks of the 2021 form, most of its figures in merged cells."""
    shown = review({"proactive.licensing.decisions": 3}, form="2021")
    return Driver(qtbot, PROACTIVE, shown, (560, 420))


# --- what is shown ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("kind", list(TableKind))
def test_every_figure_stands_at_its_labels(qtbot, form, kind):
    shape = grid_shape(load_forms()[form].tables[kind])
    values = {ref.name: 100 + at for at, ref in enumerate(shape.refs)}
    driver = Driver(qtbot, kind, review(values, form=form), (900, 900))
    rows, columns = driver.view.verticalHeader(), driver.view.horizontalHeader()
    for number, ref in enumerate(shape.refs):
        rect = driver.view.visualRect(driver.model.index_of(ref))
        assert driver.shown(ref.name) == str(100 + number)
        row = driver.review.form.row(ref)
        beside = [x for x in rows.labels if x.text == row.label]
        above = [x for x in columns.labels if x.text == driver.review.form.column(ref).label]
        if shape.label_levels:
            spans = [rows.label_rect(x) for x in beside]
            assert any(x.top() == rect.top() and x.bottom() == rect.bottom() for x in spans)
        if len(shape.sections) == 1:
            spans = [columns.label_rect(x) for x in above]
            assert any(x.left() == rect.left() and x.right() == rect.right() for x in spans)


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_official_labels_are_all_there(qtbot, form):
    for kind, table in load_forms()[form].tables.items():
        driver = Driver(qtbot, kind, review(form=form), (900, 900))
        shape = driver.model.shape
        texts = {x.text for x in shape.row_labels} | {x.text for x in shape.body_labels}
        for section in shape.sections:
            texts |= {x.text for x in (*section.column_labels, *section.corner)}
        for block in table.blocks:
            wanted = {label for row in block.rows for label in row.path}
            wanted |= {label for column in block.columns for label in column.path}
            wanted |= {text for text in (block.heading, table.corner) if text}
            assert wanted <= texts


def test_column_labels_stay_in_sight_when_scrolled(grid):
    grid.window.resize(400, 260)
    grid.grid.resize(400, 260)
    before = [grid.view.horizontalHeader().label_rect(x).top() for x in _column_labels(grid)]
    grid.go("carried_out.total")
    assert grid.view.verticalScrollBar().value() > 0
    assert grid.view.horizontalScrollBar().value() > 0
    after = [grid.view.horizontalHeader().label_rect(x).top() for x in _column_labels(grid)]
    assert after == before
    assert grid.view.horizontalHeader().viewport().isVisible()
    rect = grid.view.visualRect(grid.model.index_of(at("carried_out.total")))
    (label,) = [x for x in grid.view.verticalHeader().labels if "四、" in x.text]
    beside = grid.view.verticalHeader().label_rect(label)
    assert (beside.top(), beside.bottom()) == (rect.top(), rect.bottom())
    assert grid.view.viewport().rect().contains(rect)


def test_the_labels_of_the_block_at_the_top_stand_above_it(blocks):
    blocks.grid.resize(420, 100)
    assert "本年制发件数" in _column_labels_text(blocks)
    bar = blocks.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert "本年收费金额（单位：万元）" in _column_labels_text(blocks)
    bar.setValue(0)
    assert "本年制发件数" in _column_labels_text(blocks)


def _column_labels(driver):
    return driver.view.horizontalHeader().labels


def _column_labels_text(driver):
    return [label.text for label in _column_labels(driver)]


@pytest.mark.parametrize("size", [(300, 200), (480, 300), (1400, 900)])
@pytest.mark.parametrize("figure", [7, 12_345_678, 999_999_999_999_999])
def test_no_figure_is_ever_cut(qtbot, size, figure):
    places = (
        (REQUESTS, "received.other"),
        (DISPUTES, "disputes.reconsideration.upheld"),
        (PROACTIVE, "proactive.procurement.amount"),
        (PROACTIVE, "proactive.licensing.change"),
    )
    values = {at(name).name: figure for _, name in places}
    for kind, name in places:
        driver = Driver(qtbot, kind, review(values), size)
        driver.go(name)
        driver.keys(Qt.Key.Key_F2, Qt.Key.Key_Backspace, "3", ENTER)  # corrected: in heavy type
        index = driver.model.index_of(at(name))
        metrics = QFontMetrics(index.data(Qt.ItemDataRole.FontRole))
        width = driver.view.visualRect(index).width()
        assert width >= metrics.horizontalAdvance(driver.shown(name)) + 8


def test_switching_reports_of_one_form_rebuilds_nothing(grid, qtbot):
    header = grid.view.verticalHeader()
    other = review({"granted.total": 5})
    with (
        qtbot.assertNotEmitted(grid.model.modelReset),
        qtbot.assertNotEmitted(grid.model.rowsInserted),
        qtbot.assertNotEmitted(header.sectionResized),
    ):
        grid.grid.show_review(other)
    assert grid.shown("granted.total") == "5"
    assert grid.shown("received.natural_person") == "0"


def test_another_form_takes_its_place_and_the_cell_stays_where_it_is_known(grid, qtbot):
    grid.go("granted.total")
    grid.grid.show_review(review(form="2021"))
    assert grid.here == at("granted.total")
    grid.go("other_unpaid.total")
    with qtbot.waitSignal(grid.grid.current_changed) as seen:
        grid.grid.show_review(review(form="2019"))
    assert seen.args == [None]
    assert grid.here is None


def test_no_review_is_an_empty_table_that_takes_no_input(grid):
    grid.grid.show_review(None)
    assert grid.shown("received.natural_person") == ""
    assert grid.grid.open_count() == 0
    with no_edit(grid):
        grid.go("received.total")
        grid.keys("5", ENTER)
        grid.keys(Qt.Key.Key_Delete)
        grid.keys(Qt.Key.Key_V, held=CTRL)


@pytest.mark.parametrize("kind", list(TableKind))
def test_the_model_keeps_qts_rules(qtbot, kind):
    driver = Driver(qtbot, kind, review(), (500, 400))
    tester = QAbstractItemModelTester(
        driver.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    ref = driver.model.shape.refs[0]
    driver.grid.refresh(driver.review.apply(SetCorrection(ref, Correction(4))).cells)
    driver.grid.mark_cells([ref])
    driver.grid.show_review(review(form="2021"))
    driver.grid.show_review(None)
    driver.grid.show_review(review(form="2019"))
    del tester


# --- signs -----------------------------------------------------------------------------------------


@pytest.fixture
def states(qtbot):
    """One cell of each status, of the same value where it has one."""

    cells = {
        "carried_in.enterprise": inferred(0),
        "carried_in.research": invalid("无效"),
        "carried_in.public_interest": ambiguous(0, 1),
        "carried_in.legal_service": MISSING_CELL,
    }
    shown = review({"carried_in.other": None}, cells)
    shown.apply(SetCorrection(at("carried_in.natural_person"), Correction(0)))
    return Driver(qtbot, REQUESTS, shown, (760, 420))


def test_each_status_has_its_sign(states):
    assert states.signs("carried_in.enterprise") & Sign.INFERRED
    assert states.signs("carried_in.research") & Sign.INVALID
    assert states.signs("carried_in.public_interest") & Sign.AMBIGUOUS
    assert states.signs("carried_in.legal_service") & Sign.MISSING
    assert states.signs("carried_in.other") & Sign.BLANK
    assert states.signs("carried_in.natural_person") & Sign.CORRECTED
    assert states.shown("carried_in.public_interest") == ""
    assert states.shown("carried_in.research") == "无效"
    assert states.grid.open_count() == 5


def test_statuses_differ_by_shape_and_not_by_colour_alone(states):
    names = [f"carried_in.{c.key}" for c in states.review.form.tables[REQUESTS].blocks[0].columns]
    states.go("granted.total")
    picture = states.view.viewport().grab().toImage()
    shapes = {}
    for name in names:
        rect = states.view.visualRect(states.model.index_of(at(name))).adjusted(2, 2, -2, -2)
        cell = picture.copy(rect)
        ground = cell.pixel(cell.width() // 2, 1)
        shapes[name] = frozenset(
            (x, y)
            for x in range(cell.width())
            for y in range(cell.height())
            if cell.pixel(x, y) != ground
        )
    assert len(set(shapes.values())) == len(names)


def test_a_selected_cell_keeps_its_ground(states):
    for name in ("carried_in.natural_person", "carried_in.enterprise", "carried_in.legal_service"):
        point = states.view.visualRect(states.model.index_of(at(name))).topLeft()
        states.go("granted.total")
        before = states.view.viewport().grab().toImage()
        states.go(name)
        after = states.view.viewport().grab().toImage()
        for x, y in [(point.x() + x, point.y() + y) for x in range(20, 30) for y in range(4, 9)]:
            was, now = before.pixelColor(x, y), after.pixelColor(x, y)
            # Fusion lays a breath of the highlight over the cell that has the focus.
            assert abs(was.lightness() - now.lightness()) < 12
            assert abs(was.blue() - now.blue()) < 24


def test_cells_of_a_failing_check_carry_a_sign_until_it_is_mended(grid):
    assert grid.signs("received.total") & Sign.FAILING
    assert not grid.signs("received.enterprise") & Sign.FAILING
    grid.go("results_total.total")
    grid.keys("61", ENTER)
    # the total holds now against the flow, and fails against the sum of the results
    assert grid.signs("results_total.total") & Sign.FAILING
    assert not grid.signs("received.total") & Sign.FAILING
    assert grid.signs("granted.total") & Sign.PART


def test_a_judged_check_keeps_a_quiet_sign(grid):
    for id in grid.review.failing:
        mark = grid.review.mark_for(id, Mark(Verdict.FAILS))
        grid.grid.refresh(grid.review.apply(SetMark(id, mark)).cells)
    assert not grid.signs("received.total") & Sign.FAILING
    assert grid.signs("received.total") & Sign.JUDGED


def test_the_cells_of_a_chosen_check_are_emphasised_and_no_others(grid):
    grid.grid.mark_cells([at("granted.total"), at("disputes.reconsideration.total")])
    assert grid.signs("granted.total") & Sign.IN_CHECK
    grid.grid.mark_cells([at("denied_process.total")])
    assert not grid.signs("granted.total") & Sign.IN_CHECK
    assert grid.signs("denied_process.total") & Sign.IN_CHECK
    grid.grid.clear_marks()
    assert not grid.signs("denied_process.total") & Sign.IN_CHECK


def test_colours_follow_the_theme(states):

    place = states.model.shape.positions[at("carried_in.natural_person")]
    before = states.model.item(*place).foreground().color()
    states.theme.set_appearance(Appearance.DARK)
    assert states.model.item(*place).foreground().color() != before


# --- typing ----------------------------------------------------------------------------------------


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


# --- moving about ----------------------------------------------------------------------------------


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


# --- blocks ----------------------------------------------------------------------------------------


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


# --- back to the source, and readings --------------------------------------------------------------


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


# --- words -----------------------------------------------------------------------------------------


def test_the_tooltip_tells_all_about_a_cell(grid, qtbot):

    grid.go("received.total")
    grid.keys("60", ENTER)
    point = grid.middle("received.total")
    viewport = grid.view.viewport()
    event = QHelpEvent(QEvent.Type.ToolTip, point, viewport.mapToGlobal(point))
    QApplication.sendEvent(viewport, event)
    qtbot.waitUntil(QToolTip.isVisible)
    tip = QToolTip.text()
    QToolTip.hideText()
    for words in ("一、本年新收", "总计", "60", "61", "✗"):
        assert words in tip


def test_text_of_a_report_is_never_taken_for_markup(qtbot):
    cells = {"granted.total": invalid("<img src=x><b>1</b>")}
    driver = Driver(qtbot, REQUESTS, review({}, cells), (760, 420))
    tip = driver.grid._words.tip(driver.review, at("granted.total"))
    assert "<img" not in tip


def test_assistive_technology_hears_name_and_standing_of_the_current_cell(grid):

    grid.go("received.total")
    index = grid.model.index_of(at("received.total"))
    text = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "一、本年新收政府信息公开申请数量" in text
    assert "总计" in text
    assert "61" in index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    grid.keys("5", ENTER)
    assert "5" in index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    header = grid.model.headerData(6, Qt.Orientation.Horizontal)
    assert header == "申请人情况 总计"
    table = QAccessible.queryAccessibleInterface(grid.view)
    assert table is not None
    assert "三、收到和处理" in table.text(QAccessible.Text.Name)


def test_chinese_is_drawn_with_glyphs_and_not_with_boxes(grid):
    pictures = set()
    for text in "公府信":
        image = QImage(40, 30, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        painter.setFont(grid.view.font())
        painter.drawText(5, 20, text)
        painter.end()
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == 3


def test_the_language_can_be_changed(grid, qtbot):
    revert = grid.grid.commands[GridCommand.REVERT]
    before = revert.text()
    translator = _Quoting()
    QApplication.installTranslator(translator)
    try:
        qtbot.waitUntil(lambda: revert.text() == f"«{before}»")
    finally:
        QApplication.removeTranslator(translator)
    qtbot.waitUntil(lambda: revert.text() == before)


class _Quoting(QTranslator):
    """Says everything in quotation marks."""

    def translate(self, context, source, disambiguation=None, n=-1):
        return f"«{source}»"

    def isEmpty(self):  # noqa: N802
        return False
