"""The source text on the screen: exactly as it is, marked, clicked and searched."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from core.cells import Cell, CellRef, CellStatus, Span
from core.reports import Identified, Reading, Report, ReportKind
from core.settings import Appearance
from core.tables import Cells
from core.text import source_text
from gui.models.source_spans import SourceSpans
from gui.theme import Role, Theme
from gui.views.source_pane import SourcePane
from tests.factories import ambiguous, form_of, report_of, review_of, zeros

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def at(name: str) -> CellRef:
    return CellRef.parse(name)


class Driver:
    """The pane in a window, and the hands and eyes of a person before it."""

    def __init__(self, qtbot, size=(420, 320)):
        self.qtbot = qtbot
        self.window = QWidget()
        self.pane = SourcePane(Theme(Appearance.LIGHT), self.window)
        self.window.resize(*size)
        self.pane.resize(*size)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.view = self.pane.view
        self.view.setFocus()

    def show(self, report, reading=None):
        self.pane.show_report(report, reading)

    def figure_rect(self, span):
        cursor = QTextCursor(self.view.document())
        start, end = self.view.shown.qt_span(span)
        cursor.setPosition(start)
        first = self.view.cursorRect(cursor)
        cursor.setPosition(end)
        return first.united(self.view.cursorRect(cursor))

    def click(self, span):
        rect = self.figure_rect(span)
        self.click_at(QPoint(rect.left() + 3, rect.center().y()))

    def click_at(self, point):
        self.qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=point)

    def ground(self, span):
        """The colour that most of the ground of the figure at `span` has on the screen."""
        rect = self.figure_rect(span)
        image = self.view.viewport().grab(rect).toImage()
        pixels = [image.pixelColor(x, y).name() for x in range(image.width()) for y in range(2, 6)]
        return max(set(pixels), key=pixels.count)

    def has_ground(self, span, role):
        return self.ground(span) == self.view.theme.colour(role).name()

    def find(self, query):
        self.qtbot.keyClick(self.view, Qt.Key.Key_F, CTRL)
        self.pane.find_bar.open(query)
        self.qtbot.waitUntil(lambda: self.pane.find_bar.count_text != "")

    @property
    def selected(self):
        return self.pane.selected_text()


@pytest.fixture
def driver(qtbot):
    return Driver(qtbot)


def report(values=None, **more):
    found = zeros(form_of("2019"))
    found.update({at(name): value for name, value in (values or {}).items()})
    return report_of(form_of("2019"), found, **more)


def report_with(text, figures):
    """A Report over `text` whose cells are read at the given spans."""
    form = form_of("2019")
    source = source_text(text)
    cells = [
        Cell(None, None, None, CellStatus.MISSING)
        if ref not in figures
        else Cell(1, source.at(figures[ref]), figures[ref], CellStatus.READ)
        for ref in form.index.refs
    ]
    reading = Reading(
        ReportKind.ANNUAL_REPORT, "2019", Identified("x"), None, Cells.of(form.index, cells), ()
    )
    return Report("x.txt", source, reading)


# --- the text --------------------------------------------------------------------------------------


def test_the_text_is_shown_as_it_is_with_its_lines(driver):
    shown = report({"requests.received.total": 61})
    driver.show(shown)
    assert driver.view.toPlainText() == shown.text.text
    assert driver.view.blockCount() == shown.text.text.count("\n") + 1
    assert driver.view.isReadOnly()
    driver.qtbot.keyClicks(driver.view, "5")
    assert driver.view.toPlainText() == shown.text.text


def test_what_is_copied_is_the_text_of_the_source(driver):
    text = "第一行\0\u2029二\U00020000\n61\ud800"
    driver.show(report_with(text, {}))
    driver.view.selectAll()
    driver.view.copy()
    # a lone surrogate cannot be put on a clipboard; all else comes back
    assert QApplication.clipboard().text()[: len(text) - 1] == text[:-1]


def test_no_report_is_an_empty_pane(driver):
    driver.show(report())
    driver.show(None)
    assert driver.view.toPlainText() == ""
    driver.pane.mark([], None)


# --- marking ---------------------------------------------------------------------------------------


def test_the_current_cell_is_marked_and_comes_comfortably_into_sight(driver):
    shown = report({"disputes.litigation_after.total": 7})
    driver.show(shown)
    for name in ("disputes.litigation_after.total", "proactive.regulations.created"):
        span = shown.reading.cells[at(name)].span
        driver.pane.mark([], span)
        rect = driver.figure_rect(span)
        height = driver.view.viewport().height()
        assert rect.top() >= 0
        assert rect.bottom() <= height
        assert driver.has_ground(span, Role.SPAN_CURRENT)


def test_a_mark_that_is_in_sight_already_moves_nothing(driver):
    shown = report()
    driver.show(shown)
    first = shown.reading.cells[at("requests.received.natural_person")].span
    driver.pane.mark([], first)
    before = driver.view.verticalScrollBar().value()
    driver.pane.mark([], shown.reading.cells[at("requests.received.total")].span)
    assert driver.view.verticalScrollBar().value() == before


def test_the_cells_of_a_check_are_marked_beside_the_current_one(driver):
    shown = report({"requests.received.total": 61})
    driver.show(shown)
    cells = shown.reading.cells
    spans = [cells[ref].span for ref in form_of("2019").index.refs if ref.row == "received"]
    beside = cells[at("requests.carried_in.total")].span
    driver.pane.mark(spans, spans[-1])
    assert all(driver.has_ground(span, Role.CHECK_CELL) for span in spans[:-1])
    assert driver.has_ground(spans[-1], Role.SPAN_CURRENT)
    assert driver.has_ground(beside, Role.SPAN)
    driver.pane.clear_marks()
    assert all(driver.has_ground(span, Role.SPAN) for span in spans)


def test_figures_are_marked_wherever_the_text_is_scrolled_to(driver):
    shown = report(narrative="一段\n" * 300)
    driver.show(shown)
    bar = driver.view.verticalScrollBar()
    last = shown.reading.cells[at("disputes.litigation_after.total")].span
    for _ in range(3):  # what is laid out on the way makes the text longer
        bar.setValue(bar.maximum())
        QApplication.processEvents()
    assert driver.has_ground(last, Role.SPAN)


def test_a_figure_that_is_broken_over_two_lines_is_marked_on_both(driver):
    text = "公开" * 14 + "1234567890" * 12
    span = Span(28, len(text))
    driver.show(report_with(text, {at("requests.received.total"): span}))
    driver.pane.mark([], span)
    rows = {driver.figure_rect(Span(at, at + 1)).top() for at in range(span.start, span.end)}
    assert len(rows) > 1
    assert driver.has_ground(Span(span.start, span.start + 1), Role.SPAN_CURRENT)
    assert driver.has_ground(Span(span.end - 2, span.end - 1), Role.SPAN_CURRENT)


STRANGE = "\U00020000\0\u2029\ufdd0\x0b\x85\u2028"


@pytest.mark.parametrize("before", [STRANGE, STRANGE * 40, "公开" * 9000, "\U00020000" * 6000])
def test_characters_that_qt_rewrites_shift_no_figure(driver, before):
    text = f"{before}61{before}07\n{before}\n08"
    refs = form_of("2019").index.refs
    spans = [Span(text.index(figure), text.index(figure) + 2) for figure in ("61", "07", "08")]
    shown = report_with(text, dict(zip(refs, spans, strict=False)))
    driver.show(shown)
    clicked = []
    driver.pane.cell_clicked.connect(clicked.append)
    for span, figure in zip(spans, ("61", "07", "08"), strict=True):
        driver.pane.mark([], span)
        assert driver.has_ground(span, Role.SPAN_CURRENT)
        assert shown.text.at(span) == figure
        driver.click(span)
    assert clicked == list(refs[:3])


# --- clicking --------------------------------------------------------------------------------------


def test_a_click_on_a_figure_tells_its_cell(driver):
    shown = report({"requests.granted.total": 123})
    driver.show(shown)
    span = shown.reading.cells[at("requests.granted.total")].span
    driver.pane.mark([], span)
    clicked, positions = [], []
    driver.pane.cell_clicked.connect(clicked.append)
    driver.pane.span_clicked.connect(positions.append)
    rect = driver.figure_rect(span)
    for x in (rect.left() + 1, rect.center().x(), rect.right() - 2):
        driver.click_at(QPoint(x, rect.center().y()))
    assert clicked == [at("requests.granted.total")] * 3
    assert all(span.start <= position < span.end for position in positions)


def test_a_click_beside_the_figures_tells_nothing(driver, qtbot):
    shown = report()
    driver.show(shown)
    with qtbot.assertNotEmitted(driver.pane.cell_clicked):
        driver.click_at(QPoint(driver.view.viewport().width() - 4, 12))
        driver.click(Span(0, 1))
        driver.click_at(QPoint(30, driver.view.viewport().height() - 2))


def test_selecting_text_is_no_click(driver, qtbot):
    shown = report()
    driver.show(shown)
    span = shown.reading.cells[at("proactive.regulations.created")].span
    driver.pane.mark([], span)
    viewport = driver.view.viewport()
    rect = driver.figure_rect(span)
    left = Qt.MouseButton.LeftButton
    with qtbot.assertNotEmitted(driver.pane.cell_clicked):
        qtbot.mousePress(viewport, left, pos=QPoint(rect.left() - 60, rect.center().y()))
        qtbot.mouseMove(viewport, QPoint(rect.left() + 3, rect.center().y()))
        qtbot.mouseRelease(viewport, left, pos=QPoint(rect.left() + 3, rect.center().y()))


def test_enter_goes_to_the_cell_at_the_caret(driver, qtbot):
    shown = report()
    driver.show(shown)
    span = shown.reading.cells[at("requests.received.total")].span
    driver.pane.mark([], span)
    with qtbot.waitSignal(driver.pane.cell_clicked) as seen:
        qtbot.keyClick(driver.view, Qt.Key.Key_Return)
    assert seen.args == [at("requests.received.total")]


def test_a_figure_of_several_readings_belongs_to_the_likeliest(driver):
    base = report({"requests.received.other": 5, "requests.received.total": 6})
    five = base.reading.cells[at("requests.received.other")].span
    six = base.reading.cells[at("requests.received.total")].span
    other = ambiguous(5, 6)
    first, second = other.candidates
    other = other._replace(candidates=(first._replace(span=five), second._replace(span=six)))
    total = other._replace(candidates=(second._replace(span=six), first._replace(span=five)))
    cells = list(base.reading.cells.in_order)
    positions = base.reading.cells.index.positions
    cells[positions[at("requests.received.other")]] = other
    cells[positions[at("requests.received.total")]] = total
    spans = SourceSpans(Cells.of(base.reading.cells.index, cells))
    assert spans.at(five.start)[1] == at("requests.received.other")
    assert spans.at(six.start)[1] == at("requests.received.total")
    assert spans.at(0) is None


# --- finding ---------------------------------------------------------------------------------------


def test_finding_steps_through_all_places(driver, qtbot):
    shown = report(narrative="公开信息，公开文件\n不公开", after="公开")
    driver.show(shown)
    driver.find("公开")
    text = shown.text.text
    count = text.count("公开")
    assert driver.pane.find_bar.count_text == f"1 / {count}"
    assert driver.selected == "公开"
    place = text.index("公开", text.index("公开") + 1)
    assert driver.has_ground(Span(place, place + 2), Role.FOUND)
    line = QApplication.focusWidget()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert driver.pane.find_bar.count_text == f"2 / {count}"
    qtbot.keyClick(line, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClick(line, Qt.Key.Key_F3, SHIFT)
    assert driver.pane.find_bar.count_text == f"{count} / {count}"
    assert driver.view.shown.to_core(driver.view.textCursor().selectionStart()) == text.rindex(
        "公开"
    )
    qtbot.keyClick(line, Qt.Key.Key_F3)
    assert driver.pane.find_bar.count_text == f"1 / {count}"
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not driver.pane.find_bar.isVisible()
    assert not driver.has_ground(Span(place, place + 2), Role.FOUND)
    assert driver.view.hasFocus()


@pytest.mark.parametrize(
    ("printed", "query"),
    [
        ("政府信息公開(kāi)申請(qǐng)情況", "公开申请"),
        ("政府信息公开申请", "公開申請"),
        ("共１２３件", "123"),
        ("（ABC）", "abc"),
        ("共𠀀件公开", "公开"),
    ],
)
def test_however_it_is_printed_it_is_found(driver, printed, query):
    driver.show(report(narrative=f"先\n{printed}\n后"))
    driver.find(query)
    assert driver.pane.find_bar.count_text.startswith("1 / ")
    assert driver.selected in printed


def test_what_is_not_there_is_said_not_to_be_found(driver):
    driver.show(report())
    driver.find("没有这句话")
    assert driver.pane.find_bar.count_text == "not found"


def test_another_report_is_searched_anew(driver, qtbot):
    driver.show(report(narrative="甲"))
    driver.find("甲")
    assert driver.pane.find_bar.count_text == "1 / 1"
    driver.show(report(narrative="甲乙甲"))
    qtbot.waitUntil(lambda: driver.pane.find_bar.count_text.endswith("/ 2"))


# --- long texts ------------------------------------------------------------------------------------


def test_a_text_of_megabytes_is_shown_marked_and_clicked(driver):
    lines = "一段很长的文字，没有数字。\n" * 60_000
    text = lines + "61\n" + lines
    span = Span(len(lines), len(lines) + 2)
    ref = at("requests.received.total")
    driver.show(report_with(text, {ref: span}))
    driver.pane.mark([], span)
    clicked = []
    driver.pane.cell_clicked.connect(clicked.append)
    driver.click(span)
    assert clicked == [ref]


def test_line_numbers_count_the_lines_of_the_source(driver):
    text = "甲\n" + "乙" * 20_000 + "\n丙 61\n"
    driver.show(report_with(text, {}))
    shown = driver.view.shown
    document = driver.view.document()
    block = document.findBlock(shown.to_qt(text.index("61"))).blockNumber()
    assert block > 2
    assert shown.line_number(block) == 3


def test_a_review_of_the_same_text_under_another_form_keeps_the_place(driver):
    shown = review_of(report(narrative="一段\n" * 200))
    driver.show(shown.report, shown.reading)
    driver.view.verticalScrollBar().setValue(150)
    driver.show(shown.report, shown.reading)
    assert driver.view.verticalScrollBar().value() == 150
