"""A statutory table on the screen: every figure at its labels, whole, whatever is shown next."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester

from core.cells import TableKind
from core.edits import Correction, SetCorrection
from core.forms import load_forms
from gui.models.grid_shape import grid_shape
from tests.gui.grids import CTRL, DISPUTES, ENTER, PROACTIVE, REQUESTS, Driver, at, no_edit, review


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
