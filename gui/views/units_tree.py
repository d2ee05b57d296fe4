"""Owns the view of the tree of units: which rows are open, which are chosen, and passing on what its keys ask for."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView, QWidget

from gui.models.roles import Index
from gui.models.units import UnitColumn, UnitsModel
from gui.theme import SPACE
from gui.unit_work import Name
from gui.views.ink import InkDelegate
from gui.views.units_keys import UnitCommand, command_of


class UnitsTree(QTreeView):
    """`asked` carries the UnitCommand that a key asks for, `chosen` says that another row is the current one."""

    asked = Signal(object)
    chosen = Signal()

    def __init__(self, model: UnitsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._units = model
        self._folded: set[Name] = set()
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setUniformRowHeights(True)
        self.setItemDelegate(InkDelegate(self, is_airy=True))
        self.setAllColumnsShowFocus(True)
        self.header().setHighlightSections(False)
        self.header().setStretchLastSection(False)
        self.collapsed.connect(self._on_collapsed)
        self.expanded.connect(self._on_expanded)
        self.set_sizes()

    @property
    def current(self) -> Name | None:
        """The node that is the current one."""
        index = self.currentIndex()
        return self._units.name_at(index) if index.isValid() else None

    @property
    def chosen_names(self) -> tuple[Name, ...]:
        """The nodes that are chosen, from above, without those below another one of them."""
        rows = self.selectionModel().selectedRows()
        inner = {index for index in rows if any(_is_below(index, other) for other in rows)}
        placed = sorted(
            (self.visualRect(index).top(), index) for index in rows if index not in inner
        )
        return tuple(self._units.name_at(index) for _, index in placed)

    def refill(self) -> None:
        """Show the model's rows anew: open, chosen and scrolled as they were."""
        current, names = self.current, self.chosen_names
        top = self.verticalScrollBar().value()
        self._units.refill()
        self.expandAll()
        for name in list(self._folded):
            index = self._units.index_of(name)
            if index.isValid():
                self.setExpanded(index, False)
            self._folded.add(name)
        self.choose(names, current)
        self.verticalScrollBar().setValue(top)

    def choose(self, names: Iterable[Name], current: Name | None = None) -> None:
        """Choose these nodes; `current` (else the first) becomes the current one."""
        chosen = [index for name in names if (index := self._units.index_of(name)).isValid()]
        index = self._units.index_of(current) if current is not None else QModelIndex()
        if not index.isValid():
            index = chosen[0] if chosen else self._units.index(0, 0)
        if not index.isValid():
            self.chosen.emit()
            return
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        rows = QItemSelectionModel.SelectionFlag.Rows
        clear = QItemSelectionModel.SelectionFlag.ClearAndSelect
        # Not the view's own way, which goes by the keys that are held down just now.
        self.selectionModel().setCurrentIndex(index, clear | rows)
        for one in chosen:
            self.selectionModel().select(one, QItemSelectionModel.SelectionFlag.Select | rows)
        self.scrollTo(index)
        self.chosen.emit()

    def set_sizes(self) -> None:
        """Columns by the font."""
        character = QFontMetrics(self.font()).horizontalAdvance("0")
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(UnitColumn.UNIT, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(UnitColumn.REPORTS, 22 * character)
        self.setColumnWidth(UnitColumn.SUM, 26 * character)
        self.setIndentation(5 * SPACE)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit()

    def event(self, event: QEvent) -> bool:
        """Our keys are ours, whatever else they might do in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._asked(event) is not None:
                event.accept()
                return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            # Qt would leave the tree by these.
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.keyPressEvent(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self._asked(event)
        if command is None:
            super().keyPressEvent(event)
        else:
            self.asked.emit(command)

    def _asked(self, event: QKeyEvent) -> UnitCommand | None:
        if self.state() == QAbstractItemView.State.EditingState:
            return None  # the editor lets keys through that it has no use for
        return command_of(event)

    def _on_collapsed(self, index: QModelIndex) -> None:
        self._folded.add(self._units.name_at(index))

    def _on_expanded(self, index: QModelIndex) -> None:
        self._folded.discard(self._units.name_at(index))


def _is_below(index: QModelIndex, other: QModelIndex) -> bool:
    above = index.parent()
    while above.isValid():
        if above == other:
            return True
        above = above.parent()
    return False
