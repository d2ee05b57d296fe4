"""What the panes of a report cost: switching reports, one edit by keys, and the jump to a figure's place.

Each is measured beside what one would write first, in turn, in one run; read the ratios.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

from core.cells import CellRef, Span, TableKind
from core.edits import Edit
from core.review import Review
from core.settings import Appearance, LanguageChoice
from gui.models.grid_shape import GridShape, grid_shape
from gui.theme import Role, Theme
from gui.views.source_pane import SourcePane
from gui.views.table_grid import TableGrid
from gui.wording import Speech
from tests.corpus.figures import Scale, balanced_figures, disturbed
from tests.factories import form_of, report_of, review_of, zeros

ROUNDS = 60
TEXT_HEIGHT = 800
FORM = "2021"
Anyhow = QModelIndex | QPersistentModelIndex


def timed(
    variants: dict[str, Callable[[int], object]], rounds: int = ROUNDS
) -> dict[str, list[float]]:
    """Milliseconds until painted of each variant, in turn, after three rounds to warm up."""
    times: dict[str, list[float]] = {name: [] for name in variants}
    for number in range(rounds + 3):
        for name, variant in variants.items():
            started = perf_counter()
            variant(number)
            QApplication.processEvents()
            if number >= 3:
                times[name].append((perf_counter() - started) * 1000)
    return times


def show(title: str, times: dict[str, list[float]], against: str) -> None:
    """Print the median, the slow end and the ratio to the variant `against`."""
    print(f"\n{title}")
    base = median(times[against])
    for name, values in times.items():
        slow = sorted(values)[int(len(values) * 0.99) - 1]
        middle = median(values)
        print(f"  {name:34} {middle:8.2f} ms   p99 {slow:8.2f}   {middle / base:6.2f} x {against}")


def sample_reviews() -> list[Review]:
    """Two reports of about 7 KB with figures in every cell, with an error or two as units publish them."""
    found = []
    for seed in (1, 2):
        random = Random(seed)
        values = disturbed(balanced_figures(form_of(FORM), Scale.DENSE, random), random)
        narrative = "本报告所列数据的统计期限自2020年1月1日起至12月31日止，公开情况如下。\n" * 60
        found.append(review_of(report_of(form_of(FORM), values, narrative=narrative)))
    return found


# --- what one would write first --------------------------------------------------------------------


class UsualModel(QAbstractTableModel):
    """A table model as the manual shows it."""

    def __init__(self, shape: GridShape) -> None:
        super().__init__()
        self.shape = shape
        self.review: Review | None = None

    def show_review(self, review: Review) -> None:
        self.beginResetModel()
        self.review = review
        self.endResetModel()

    def rowCount(self, parent: Anyhow = QModelIndex()) -> int:  # noqa: B008, N802
        return self.shape.rows

    def columnCount(self, parent: Anyhow = QModelIndex()) -> int:  # noqa: B008, N802
        return self.shape.columns

    def data(self, index: Anyhow, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        ref = self.shape.at(index.row(), index.column())
        if self.review is None or ref is None:
            return None
        cell = self.review.cell(ref)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return "" if cell.value is None else str(cell.value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return None
        if role == Qt.ItemDataRole.BackgroundRole:
            return None
        return None


class Rival(QWidget):
    """Three table views and a text pane with a highlight for every figure."""

    def __init__(self, is_usual: bool) -> None:
        super().__init__()
        layout = QGridLayout(self)
        self.is_usual = is_usual
        self.shapes = {k: grid_shape(form_of(FORM).tables[k]) for k in TableKind}
        self.models: dict[TableKind, UsualModel | QStandardItemModel] = {}
        self.views: dict[TableKind, QTableView] = {}
        for at, (kind, shape) in enumerate(self.shapes.items()):
            view = QTableView(self)
            if is_usual:
                self.models[kind] = UsualModel(shape)
            else:
                model = QStandardItemModel(shape.rows, shape.columns)
                for row in range(shape.rows):
                    for column in range(shape.columns):
                        item = QStandardItem()
                        item.setTextAlignment(Qt.AlignmentFlag.AlignRight)
                        model.setItem(row, column, item)
                self.models[kind] = model
            view.setModel(self.models[kind])
            layout.addWidget(view, at, 0)
            self.views[kind] = view
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        layout.addWidget(self.text, 0, 1, 3, 1)
        self.text.setFixedHeight(TEXT_HEIGHT)
        self.resize(1500, 1500)
        layout.setRowStretch(1, 5)
        layout.setRowStretch(0, 3)
        layout.setRowStretch(2, 1)

    def fill_grids(self, review: Review) -> None:
        for kind, model in self.models.items():
            if isinstance(model, UsualModel):
                model.show_review(review)
                continue
            model.blockSignals(True)
            for ref in self.shapes[kind].refs:
                value = review.cell(ref).value
                row, column = self.shapes[kind].positions[ref]
                model.item(row, column).setText("" if value is None else str(value))
            model.blockSignals(False)
            last = model.index(model.rowCount() - 1, model.columnCount() - 1)
            model.dataChanged.emit(model.index(0, 0), last)

    def fill_text(self, review: Review) -> None:
        self.text.setPlainText(review.report.text.text)
        form = QTextCharFormat()
        form.setBackground(Qt.GlobalColor.yellow)
        selections = []
        for cell in review.reading.cells.in_order:
            if cell.span is not None:
                selection = QTextEdit.ExtraSelection()
                cursor = QTextCursor(self.text.document())
                cursor.setPosition(cell.span.start)
                cursor.setPosition(cell.span.end, QTextCursor.MoveMode.KeepAnchor)
                selection.cursor, selection.format = cursor, form  # type: ignore[attr-defined]
                selections.append(selection)
        self.text.setExtraSelections(selections)


class Ours(QWidget):
    """The same four panes, ours."""

    def __init__(self) -> None:
        super().__init__()
        theme = Theme(Appearance.LIGHT)
        layout = QGridLayout(self)
        self.grids: dict[TableKind, TableGrid] = {}
        for at, kind in enumerate(TableKind):
            self.grids[kind] = TableGrid(kind, theme, Speech(LanguageChoice.ENGLISH), self)
            layout.addWidget(self.grids[kind], at, 0)
        self.source = SourcePane(theme, self)
        layout.addWidget(self.source, 0, 1, 3, 1)
        self.source.setFixedHeight(TEXT_HEIGHT)
        self.resize(1500, 1500)
        layout.setRowStretch(1, 5)
        layout.setRowStretch(0, 3)
        layout.setRowStretch(2, 1)

    def fill_grids(self, review: Review) -> None:
        for grid in self.grids.values():
            grid.show_review(review)

    def fill_text(self, review: Review) -> None:
        self.source.show_report(review.report, review.reading)


def bench_switch(reviews: list[Review]) -> None:
    windows: dict[str, Rival | Ours] = {
        "usual models": Rival(is_usual=True),
        "bare all-C++ models": Rival(is_usual=False),
        "ours": Ours(),
    }
    for window in windows.values():
        window.show()
    QApplication.processEvents()

    def grids(window: Rival | Ours) -> Callable[[int], object]:
        return lambda number: window.fill_grids(reviews[number % 2])

    def text(window: Rival | Ours) -> Callable[[int], object]:
        return lambda number: window.fill_text(reviews[number % 2])

    def both(window: Rival | Ours) -> Callable[[int], object]:
        def run(number: int) -> None:
            window.fill_grids(reviews[number % 2])
            window.fill_text(reviews[number % 2])

        return run

    for title, make in (
        ("switch report: three grids, text and highlights", both),
        ("of it the grids", grids),
        ("of it the text and its highlights", text),
    ):
        times = timed({name: make(window) for name, window in windows.items()})
        show(title, times, "usual models")
    for window in windows.values():
        window.hide()


def bench_edit(review: Review) -> None:
    kind = TableKind.REQUESTS
    ref = CellRef(kind, "granted", "research")
    grid = TableGrid(kind, Theme(Appearance.LIGHT), Speech(LanguageChoice.ENGLISH))
    grid.show_review(review)

    def apply(edit: Edit) -> None:
        grid.refresh(review.apply(edit).cells)

    grid.edit_requested.connect(apply)
    shape = grid_shape(review.form.tables[kind])
    bare = QTableView()
    model = QStandardItemModel(shape.rows, shape.columns)
    for place in shape.positions.values():
        model.setItem(*place, QStandardItem("0"))
    bare.setModel(model)
    usual = QTableView()
    usual_model = UsualModel(shape)
    usual_model.flags = lambda index: (  # type: ignore[method-assign]
        Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
    )
    usual_model.setData = lambda *_: True  # type: ignore[method-assign]
    usual_model.show_review(review)
    usual.setModel(usual_model)
    for window in (grid, bare, usual):
        window.resize(700, 800)
    enters: dict[str, list[float]] = {"bare all-C++ model": [], "usual model": [], "ours": []}
    wholes: dict[str, list[float]] = {name: [] for name in enters}

    def key(widget: QWidget, name: str, number: int) -> None:
        focused = widget.focusWidget() or widget
        started = perf_counter()
        QTest.keyClicks(focused, "4")
        editor = widget.findChild(QLineEdit)
        QTest.keyClicks(editor, str(10 + number % 80))
        QApplication.processEvents()
        entered = perf_counter()
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()
        ended = perf_counter()
        if number >= 3:
            enters[name].append((ended - entered) * 1000)
            wholes[name].append((ended - started) * 1000)

    for name, widget in (("bare all-C++ model", bare), ("usual model", usual), ("ours", grid)):
        widget.show()
        widget.activateWindow()
        QApplication.processEvents()
        for number in range(ROUNDS + 3):
            if isinstance(widget, TableGrid):
                widget.select(ref)
                widget.setFocus()
            else:
                view: QTableView = widget
                view.setCurrentIndex(view.model().index(*shape.positions[ref]))
                view.setFocus()
            QApplication.processEvents()
            key(widget, name, number)
        widget.hide()
    show("Enter: taken, rechecked, painted (saving is the session's)", enters, "bare all-C++ model")
    show("a whole edit: editor, three digits, Enter", wholes, "bare all-C++ model")


def bench_jump(review: Review) -> None:
    report = review.report
    short = report.text.text
    panes: dict[str, tuple[SourcePane, list[Span]]] = {}
    line = "本报告所列数据的统计期限自2020年1月1日起至12月31日止，公开情况如下。\n"
    for name, before in (
        ("7 KB", ""),
        ("5 MB", line * 24_000),
        ("5 MB on one line", "公开 12 " * 480_000),
    ):
        grown = report_of(
            form_of(FORM), zeros(form_of(FORM)), narrative=before or short[:0], after=before
        )
        spans = [cell.span for cell in grown.reading.cells.in_order if cell.span is not None]
        pane = SourcePane(Theme(Appearance.LIGHT))
        pane.resize(500, 800)
        pane.show()
        started = perf_counter()
        pane.show_report(grown, grown.reading)
        QApplication.processEvents()
        shown = (perf_counter() - started) * 1000
        started = perf_counter()
        pane.mark([], spans[120])
        QApplication.processEvents()
        first = (perf_counter() - started) * 1000
        size = len(grown.text.text.encode()) / 1e6
        print(f"  {name:20} {size:6.2f} MB shown in {shown:7.1f} ms, first jump {first:6.2f} ms")
        panes[name] = (pane, spans)

    def jump(name: str) -> Callable[[int], object]:
        pane, spans = panes[name]
        return lambda number: pane.mark([], spans[(number * 97) % len(spans)])

    show("jump to a figure's place", timed({name: jump(name) for name in panes}), "7 KB")


def main() -> None:
    app = QApplication(sys.argv)
    app.setStyle("fusion")
    app.setPalette(Theme(Appearance.LIGHT).palette())
    reviews = sample_reviews()
    size = len(reviews[0].report.text.text.encode()) / 1000
    print(f"a report of {size:.1f} KB, {len(reviews[0].form.index)} cells; role {Role.SPAN.value}")
    bench_switch(reviews)
    bench_edit(sample_reviews()[0])
    bench_jump(reviews[0])


if __name__ == "__main__":
    main()
