"""What a grid says of a cell: to the mouse, to assistive technology, in either language."""

from PySide6.QtCore import QEvent, Qt, QTranslator
from PySide6.QtGui import QAccessible, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QToolTip

from gui.views.grid_keys import GridCommand
from tests.gui.grids import ENTER, REQUESTS, Driver, at, invalid, review


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
