"""Owns the table view of a grid: its parts, what is selected, and moving about as in a spreadsheet."""

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from core.cells import CellRef
from gui.models.grid_looks import Sign
from gui.models.grid_shape import GridShape, Position
from gui.models.table_grid import TableGridModel
from gui.theme import Role, Theme
from gui.views.grid_headers import Corner, LabelPainter, MergedHeader
from gui.views.grid_keys import GridCommand, command_of, is_escape, is_text
from gui.views.grid_lines import grid_lines
from gui.views.grid_metrics import GridMetrics
from gui.views.grid_moves import Move, moved
from gui.views.grid_overlay import Overlay
from gui.views.grid_signs import sign_rect

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


_MOVES = {
    QAbstractItemView.CursorAction.MoveUp: Move.UP,
    QAbstractItemView.CursorAction.MoveDown: Move.DOWN,
    QAbstractItemView.CursorAction.MoveLeft: Move.LEFT,
    QAbstractItemView.CursorAction.MoveRight: Move.RIGHT,
    QAbstractItemView.CursorAction.MoveNext: Move.NEXT,
    QAbstractItemView.CursorAction.MovePrevious: Move.PREVIOUS,
    QAbstractItemView.CursorAction.MoveHome: Move.ROW_START,
    QAbstractItemView.CursorAction.MoveEnd: Move.ROW_END,
    QAbstractItemView.CursorAction.MovePageUp: Move.PAGE_UP,
    QAbstractItemView.CursorAction.MovePageDown: Move.PAGE_DOWN,
}
_FAR = {
    Move.UP: Move.TOP,
    Move.DOWN: Move.BOTTOM,
    Move.LEFT: Move.ROW_START,
    Move.RIGHT: Move.ROW_END,
    Move.ROW_START: Move.FIRST,
    Move.ROW_END: Move.LAST,
}


class GridView(QTableView):
    """The body of a grid with its frozen labels. It shows, selects and asks; it edits nothing itself."""

    current_moved = Signal()
    commanded = Signal(object)  # a GridCommand
    typed = Signal(str)
    composed = Signal(object)  # a QInputMethodEvent; valid only during the call
    sign_clicked = Signal(object)  # a CellRef
    tip_wanted = Signal(object, object)  # a CellRef, the QHelpEvent
    scrolled = Signal()
    dismissed = Signal()  # Esc

    def __init__(
        self,
        model: TableGridModel,
        theme: Theme,
        may_leave: Callable[[], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._may_leave = may_leave
        self._theme = theme
        self._model = model
        self._labels = LabelPainter(theme)
        self._wish = 0
        self._is_block = False
        self._rows = MergedHeader(Qt.Orientation.Vertical, theme, self._labels, self)
        self._columns = MergedHeader(Qt.Orientation.Horizontal, theme, self._labels, self)
        self._corner = Corner(theme, self._labels, self)
        self._overlay = Overlay(self, model, theme, self._labels)
        self.setVerticalHeader(self._rows)
        self.setHorizontalHeader(self._columns)
        self.setModel(model)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self.follow_theme()

    # --- layout ------------------------------------------------------------------------------------

    def set_shape(self, shape: GridShape) -> None:
        """Merge cells and put the labels of `shape` in place; the model holds it already."""
        self.clearSpans()
        for row, column, rows, columns in shape.spans:
            self.setSpan(row, column, rows, columns)
        self._rows.setVisible(bool(shape.label_levels))
        self._corner.setVisible(bool(shape.label_levels))
        self._rows.set_labels(shape.row_labels)
        self._show_section(shape)

    def set_metrics(self, shape: GridShape, metrics: GridMetrics) -> None:
        """Give every part its size."""
        self._rows.set_sizes(metrics.label_widths, metrics.row_heights)
        self._columns.set_sizes(metrics.header_heights, metrics.column_widths)
        self._corner.set_sizes(metrics.label_widths, metrics.header_heights)
        self._columns.lead = sum(metrics.label_widths)
        self._overlay.lines = grid_lines(shape, metrics)
        self.updateGeometries()

    def set_font(self, font: QFont) -> None:
        """Write in `font` everywhere."""
        self.setFont(font)
        self._labels.forget()
        self._overlay.forget()

    def follow_theme(self) -> None:
        """Use the colours that are now in force."""
        self._overlay.forget()
        palette = QPalette(self._theme.palette())
        # Qt's own fill would hide what the ground of a cell says. (Fusion draws the focus with the
        # highlight's colour whatever its alpha.)
        no_fill = QColor(self._theme.colour(Role.BASE))
        no_fill.setAlpha(0)
        palette.setColor(QPalette.ColorRole.Highlight, no_fill)
        palette.setColor(QPalette.ColorRole.HighlightedText, self._theme.colour(Role.TEXT))
        self.setPalette(palette)
        self._rows.draw_anew()
        self._columns.draw_anew()
        self.viewport().update()
        self._corner.update()

    def updateGeometries(self) -> None:
        """Qt lays its parts out; the corner and the headings that run through all of them follow."""
        super().updateGeometries()
        rows, columns = self._rows, self._columns
        self._corner.setGeometry(
            self.frameWidth(), self.frameWidth(), rows.width(), columns.height()
        )
        self._corner.trail = rows.trail = min(self.viewport().width(), columns.length())

    def _on_scrolled(self) -> None:
        if self._model.shape is not None:
            self._show_section(self._model.shape)
        self.scrolled.emit()

    def _show_section(self, shape: GridShape) -> None:
        """Above the figures stand the labels of the block that is at the top of what is in sight."""
        section = shape.sections[0]
        for below in shape.sections[1:]:
            # A block's own header scrolls away as the frozen one takes over.
            if self.rowViewportPosition(below.first_row) <= -self.rowHeight(below.first_row) // 2:
                section = below
        self._columns.set_labels(section.column_labels)
        self._corner.set_labels(section.corner)

    # --- drawing -----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt draws the cells; lines, headings, signs and the current cell's frame go over them."""
        self._overlay.draw_grounds()
        super().paintEvent(event)
        self._overlay.draw(event.rect())

    # --- the selected cells ------------------------------------------------------------------------

    def current_ref(self) -> CellRef | None:
        """The cell that has the focus within this grid."""
        return self._model.ref_at(self.currentIndex())

    def selected_rect(self) -> tuple[Position, Position] | None:
        """First and last place of the selected block; that of the current cell where nothing is selected."""
        places = [
            (index.row(), index.column())
            for index in self.selectedIndexes()
            if self._model.ref_at(index) is not None
        ]
        current = self.currentIndex()
        if not places and self._model.ref_at(current) is not None:
            places = [(current.row(), current.column())]
        if not places:
            return None
        rows, columns = [row for row, _ in places], [column for _, column in places]
        return (min(rows), min(columns)), (max(rows), max(columns))

    def cell_rect(self, ref: CellRef) -> QRect:
        """Where the cell is, in the viewport."""
        return self.visualRect(self._model.index_of(ref))

    def bring_into_sight(self, ref: CellRef) -> None:
        """Scroll as far as it takes to see the cell."""
        self.scrollTo(self._model.index_of(ref))

    def forget_current(self) -> None:
        """Have no current cell, and tell nobody: another table is about to take the place of this one."""
        self.selectionModel().reset()

    def step(self, move: Move) -> None:
        """Make the cell that lies there the current one, and the only one selected."""
        place = self._moved(move)
        if place is not None:
            self._go(*place)

    def go_to(self, row: int, column: int) -> None:
        """Make the cell at that place the current one, and the only one selected."""
        self._wish = column
        self._go(row, column)

    def _go(self, row: int, column: int) -> None:
        self.selectionModel().setCurrentIndex(
            self._model.index(row, column), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def currentChanged(  # type: ignore[override]  # Qt never hands a persistent index over here
        self, current: QModelIndex, previous: QModelIndex
    ) -> None:
        """Qt tells that the current cell has changed."""
        super().currentChanged(current, previous)
        shape = self._model.shape
        ref = self._model.ref_at(current)
        if shape is None or ref is None:
            self._rows.set_current(-1)
            self._columns.set_current(-1)
        else:
            row, column = shape.positions[ref]
            self._rows.set_current(row)
            self._columns.set_current(column if len(shape.sections) == 1 else -1)
        for index in (current, previous):
            self.viewport().update(self.visualRect(index))
        self.current_moved.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Qt repaints what has changed; the veil of a block begins with its second cell."""
        super().selectionChanged(selected, deselected)
        was_block, self._is_block = self._is_block, len(self.selectedIndexes()) > 1
        if was_block or self._is_block:
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Only the frame of the current cell tells the focus; Qt would repaint the whole table."""
        self._on_focus_changed(event)
        shape = self._model.shape
        if shape is not None and self.current_ref() is None and self._model.review is not None:
            self.go_to(*shape.positions[shape.refs[0]])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """As with `focusInEvent`."""
        self._on_focus_changed(event)

    def _on_focus_changed(self, event: QFocusEvent) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.updateMicroFocus()
        self.viewport().update(self.visualRect(self.currentIndex()))
        event.accept()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a key leads: labels are stepped over and a merged cell is one step."""
        move = _MOVES[action]
        if modifiers & _CTRL:
            move = _FAR.get(move, move)
        place = self._moved(move)
        return self._model.index(*place) if place else self.currentIndex()

    def _moved(self, move: Move) -> Position | None:
        shape = self._model.shape
        ref = self.current_ref()
        if shape is None:
            return None
        here = shape.positions[ref] if ref is not None else None
        if move not in (Move.UP, Move.DOWN, Move.PAGE_UP, Move.PAGE_DOWN):
            place = moved(shape, here, move)
            self._wish = place[1]
            return place
        page = max(1, self.viewport().height() // max(1, self.rowHeight(0)) - 1)
        return moved(shape, here, move, wish=self._wish, page=page)

    # --- keys and mouse ----------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keys that mean something in a grid are not to be taken for shortcuts of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (command_of(event) is not None or is_text(event) or is_escape(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Commands, Enter, and typing; moving about is Qt's, with `moveCursor`."""
        command = command_of(event)
        if command is not None:
            self.commanded.emit(command)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shifted = event.modifiers() & _SHIFT
            if event.modifiers() & ~(_SHIFT | _KEYPAD):
                event.ignore()
                return
            self.step(Move.UP if shifted else Move.DOWN)
        elif is_escape(event):
            self.dismissed.emit()
        elif is_text(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Typing by way of an input method starts editing like any typing."""
        if event.commitString() or event.preeditString():
            self.composed.emit(event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on ? opens the readings; anywhere else Qt selects."""
        if not self._may_leave():
            return
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        ref = self._model.ref_at(index)
        if ref is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._wish = index.column()
        rect = sign_rect(self.visualRect(index))
        if self._model.looks(ref).signs & int(Sign.AMBIGUOUS) and rect.contains(
            event.position().toPoint()
        ):
            self.sign_clicked.emit(ref)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click edits, with the text kept."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._model.ref_at(index) is not None:
            self.commanded.emit(GridCommand.EDIT)
        else:
            super().mouseDoubleClickEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tooltips are made when they are wanted: a cell has much to tell, and few are asked."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            ref = self._model.ref_at(self.indexAt(event.pos()))
            if ref is not None:
                self.tip_wanted.emit(ref, event)
                return True
        return super().viewportEvent(event)
