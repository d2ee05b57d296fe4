"""Owns the page of units: the tree, what its keys do, and what is known of the unit that is chosen."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import GoujiError
from core.unit_tree import (
    At,
    Edited,
    Forest,
    add_below,
    indent,
    outdent,
    place_of,
    put_below,
    remove,
    rename,
    shift,
    turn_bare,
    turn_own,
    walk,
)
from core.units import UNIT_FILE
from gui.models.unit_details import UnitDetailsModel
from gui.models.units import UnitsModel
from gui.theme import SPACE, Theme
from gui.unit_work import Name, UnitWork
from gui.views.ink import InkDelegate
from gui.views.units_keys import KEYS, UnitCommand
from gui.views.units_tree import UnitsTree
from gui.wording import QT_TRANSLATE_NOOP, Speech

_WAYS: dict[UnitCommand, Callable[[Forest, At], Edited | None]] = {
    UnitCommand.REMOVE: remove,
    UnitCommand.INDENT: indent,
    UnitCommand.OUTDENT: outdent,
    UnitCommand.UP: lambda forest, at: shift(forest, at, -1),
    UnitCommand.DOWN: lambda forest, at: shift(forest, at, 1),
    UnitCommand.OWN: turn_own,
    UnitCommand.BARE: turn_bare,
}
_FROM_BELOW = (UnitCommand.DOWN, UnitCommand.OUTDENT)
"""What is done to several nodes from the last to the first, so that they keep their order."""

_NAMES = {
    UnitCommand.ADD: QT_TRANSLATE_NOOP("UnitsPage", "Add below"),
    UnitCommand.RENAME: QT_TRANSLATE_NOOP("UnitsPage", "Rename"),
    UnitCommand.REMOVE: QT_TRANSLATE_NOOP("UnitsPage", "Take out"),
    UnitCommand.INDENT: QT_TRANSLATE_NOOP("UnitsPage", "Further in"),
    UnitCommand.OUTDENT: QT_TRANSLATE_NOOP("UnitsPage", "Further out"),
    UnitCommand.UP: QT_TRANSLATE_NOOP("UnitsPage", "Up"),
    UnitCommand.DOWN: QT_TRANSLATE_NOOP("UnitsPage", "Down"),
    UnitCommand.PICK_UP: QT_TRANSLATE_NOOP("UnitsPage", "Pick up"),
    UnitCommand.PUT_DOWN: QT_TRANSLATE_NOOP("UnitsPage", "Put down below"),
    UnitCommand.OWN: QT_TRANSLATE_NOOP("UnitsPage", "Holds own figures"),
    UnitCommand.BARE: QT_TRANSLATE_NOOP("UnitsPage", "None of its own"),
    UnitCommand.UNDO: QT_TRANSLATE_NOOP("UnitsPage", "Undo"),
    UnitCommand.REDO: QT_TRANSLATE_NOOP("UnitsPage", "Redo"),
    UnitCommand.FOLDERS: QT_TRANSLATE_NOOP("UnitsPage", "As the folders show"),
}


class UnitsPage(QWidget):
    """A sheet in place of the desk; Esc closes it. `report_asked` carries a source and a CellRef or None."""

    closed = Signal()
    report_asked = Signal(str, object)

    def __init__(self, theme: Theme, speech: Speech, work: UnitWork, parent: QWidget) -> None:
        super().__init__(parent)
        self._speech = speech
        self._work = work
        self._picked_up: tuple[Name, ...] = ()
        self._said: Callable[[], str] | None = None
        self.units = UnitsModel(theme, work, self)
        self.details = UnitDetailsModel(theme, speech, work, self)
        self.tree = UnitsTree(self.units, self)
        self.lines = QListView(self)
        self.lines.setModel(self.details)
        self.lines.setFrameShape(QFrame.Shape.NoFrame)
        self.lines.setItemDelegate(InkDelegate(self.lines, is_airy=True))
        self.lines.setWordWrap(True)
        self.lines.setResizeMode(QListView.ResizeMode.Adjust)
        self.name = QLineEdit(self)
        self.name.hide()
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.setCompleter(completer)
        self._title, self._words, self._notice = QLabel(self), QLabel(self), QLabel(self)
        self._about = QLabel(self)
        for label in (self._words, self._notice):
            label.setWordWrap(True)
        for label in (self._title, self._about):
            heavy = QFont(self.font())
            heavy.setBold(True)
            label.setFont(heavy)
        self.buttons = {command: QToolButton(self) for command in KEYS}
        self._arrange()
        self.setFocusProxy(self.tree)
        self._connect(theme)
        self.retranslate()

    def begin(self) -> None:
        """The page is turned to."""
        self._said = None
        self.name.hide()
        self._work.show(True)
        if self.tree.current is None:
            self.tree.choose(())

    def end(self) -> None:
        """Another page is turned to."""
        self._work.show(False)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self._title.setText(self.tr("Units of this folder"))
        self._words.setText(
            self.tr(
                "The report of a unit above is the sum of its own figures and of all reports below it. "
                "✓ adds up   ✗ figures differ   ? a report is missing, so that nothing can be said   "
                "– the unit has no report of that year   (Enter: what differs; Esc: back)"
            )
        )
        for command, button in self.buttons.items():
            keys = QKeySequence(KEYS[command]).toString(QKeySequence.SequenceFormat.NativeText)
            words = QCoreApplication.translate("UnitsPage", _NAMES[command])
            button.setText(f"{words}  {keys}")
        self.units.repaint_all()
        self._show_chosen()
        self._show_state()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self.tree.set_sizes()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, from the lines and from the name to the tree first."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.tree.hasFocus():
            self.closed.emit()
        else:
            self.name.hide()
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- inside -------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        left, right = QWidget(self), QWidget(self)
        for side, widgets in (
            (left, (self.tree, self.name)),
            (right, (self._about, self.lines)),
        ):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(SPACE)
            for widget in widgets:
                column.addWidget(widget)
        halves = QSplitter(self)
        halves.addWidget(left)
        halves.addWidget(right)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 2)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(4 * SPACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 5 * SPACE, 6 * SPACE, 4 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(self._notice)
        column.addWidget(halves, 1)
        buttons = list(self.buttons.values())
        for part in (buttons[: len(buttons) // 2], buttons[len(buttons) // 2 :]):
            row = QHBoxLayout()
            row.setSpacing(SPACE)
            for button in part:
                button.setAutoRaise(True)
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)

    def _connect(self, theme: Theme) -> None:
        self._work.changed.connect(self._on_changed)
        self._work.refused.connect(self._on_refused)
        self.tree.asked.connect(self._on_asked)
        self.tree.chosen.connect(self._show_chosen)
        # Queued: the rows are made anew by it, and the editor is still at work on them.
        queued = Qt.ConnectionType.QueuedConnection
        self.units.rename_asked.connect(self._on_rename_asked, queued)
        self.lines.activated.connect(self._on_line_activated)
        self.name.returnPressed.connect(self._on_name_entered)
        theme.changed.connect(self.units.repaint_all)
        for command, button in self.buttons.items():
            button.setObjectName(command.value)
            button.clicked.connect(self._on_button_clicked)

    def _on_button_clicked(self) -> None:
        self._on_asked(UnitCommand(self.sender().objectName()))

    def _on_asked(self, command: UnitCommand) -> None:
        self._said = None
        if command in _WAYS:
            chosen = self.tree.chosen_names
            order = chosen[::-1] if command in _FROM_BELOW else chosen
            self._choose(self._work.change(_WAYS[command], order))
        elif command is UnitCommand.UNDO:
            self._work.undo()
        elif command is UnitCommand.REDO:
            self._work.redo()
        elif command is UnitCommand.FOLDERS:
            self._work.use_folders()
        elif command is UnitCommand.DETAILS and self.details.rowCount():
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
            self.lines.setCurrentIndex(self.details.index(0))
        elif command is UnitCommand.CLOSE:
            self.closed.emit()
        elif self._work.may_edit:
            self._begin(command)
        self._show_state()

    def _begin(self, command: UnitCommand) -> None:
        """What takes more than the one key."""
        if command is UnitCommand.PICK_UP:
            self._picked_up = self.tree.chosen_names
        elif command is UnitCommand.PUT_DOWN:
            self._put_down()
        elif command is UnitCommand.ADD:
            self._ask_name()
        elif command is UnitCommand.RENAME:
            self.tree.edit(self.tree.currentIndex())

    def _choose(self, names: tuple[Name, ...]) -> None:
        if names:
            self.tree.choose(names, names[0])

    def _put_down(self) -> None:
        target, picked = self.tree.current, self._picked_up
        if target is None or not picked:
            return

        def way(forest: Forest, at: At) -> Edited | None:
            below = place_of(forest, target[0], is_own=target[1])
            return None if below is None else put_below(forest, at, below)

        moved = self._work.change(way, picked)
        if moved:
            self._picked_up = ()
            self._choose(moved)

    def _ask_name(self) -> None:
        self._names.setStringList([node.name for _, node in walk(self._work.forest)])
        self.name.show()
        self.name.clear()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_name_entered(self) -> None:
        """A new unit below the chosen one, or one that stands nowhere yet, is put there."""
        name, target = self.name.text().strip(), self.tree.current
        if not name:
            self.name.hide()
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        forest = self._work.forest
        below = None if target is None else place_of(forest, target[0], is_own=target[1])
        known = place_of(forest, name)
        if known is None:
            added = self._work.add(lambda forest: add_below(forest, below, name))
        elif len(known) == 1 and below is not None:
            known_name = (next(node.name for at, node in walk(forest) if at == known), False)
            moved = self._work.change(lambda forest, at: put_below(forest, at, below), [known_name])
            added = moved[0] if moved else None
        else:
            added = None
        self._said = (
            None if added else lambda: self.tr("%1 is in the tree already").replace("%1", name)
        )
        if added:
            self.name.clear()
        if target is not None:
            self.tree.choose((target,), target)
        self._show_state()

    def _on_rename_asked(self, name: Name, new: str) -> None:
        moved = self._work.change(lambda forest, at: rename(forest, at, new), [name])
        if moved:
            self._choose(moved)
        elif new.strip() != name[0]:
            self._said = lambda: self.tr(
                "%1 cannot be called that: the name is taken, or it is the one in its reports"
            ).replace("%1", name[0])
        self._show_state()

    def _on_line_activated(self, index: QModelIndex) -> None:
        line = self.details.line_at(index.row())
        if line.source is not None:
            self.report_asked.emit(line.source, line.cell)

    def _on_changed(self) -> None:
        self.tree.refill()
        self._show_state()

    def _on_refused(self, error: GoujiError) -> None:
        self._said = lambda: self._speech.wording.error(error)
        self._show_state()

    def _show_chosen(self) -> None:
        current = self.tree.current
        name = None if current is None else current[0]
        self._about.setText(name or "")
        self.details.show_unit(name)
        self.name.setPlaceholderText(
            self.tr("Name of a unit to add below %1").replace("%1", name or "–")
        )

    def _show_state(self) -> None:
        self._notice.setText(self._said() if self._said is not None else self._state())
        may_edit = self._work.may_edit
        for button in self.buttons.values():
            button.setEnabled(may_edit)
        self.buttons[UnitCommand.UNDO].setEnabled(self._work.can_undo)
        self.buttons[UnitCommand.REDO].setEnabled(self._work.can_redo)
        self.buttons[UnitCommand.PUT_DOWN].setEnabled(may_edit and bool(self._picked_up))
        self.buttons[UnitCommand.FOLDERS].setEnabled(may_edit and not self._work.is_from_folders)

    def _state(self) -> str:
        """Where the tree is kept, or why it can only be looked at."""
        work = self._work
        if work.known is None:
            return self.tr("The folder is still being read; the tree comes in a moment.")
        if work.file_error is not None:
            error = self._speech.wording.error(work.file_error)
            return self.tr("%1. Correct the file and read the folder again (F5).").replace(
                "%1", error
            )
        if work.is_held:
            return self.tr("Somebody else reviews this folder: the tree can only be looked at.")
        if work.is_unwritable:
            return self.tr(
                "Nothing can be written into this folder: the tree can only be looked at."
            )
        if work.is_from_folders:
            words = self.tr(
                "As the folders show it. The first change is kept in %1, beside the reports."
            )
        else:
            words = self.tr("Kept in %1, beside the reports.")
        return words.replace("%1", UNIT_FILE)
