"""Owns which one thing has the focus: a cell, a check or a finding. All panes show it."""

from PySide6.QtCore import QObject, Signal

from gui.looks import Target

NOTHING = Target()


class Focus(QObject):
    """`moved` carries the Target, and whether the keyboard is to go to the pane that it belongs to."""

    moved = Signal(object, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.target = NOTHING

    def go(self, target: Target, *, take_keyboard: bool = False) -> None:
        """Give the focus to `target`."""
        if target != self.target or take_keyboard:
            self.target = target
            self.moved.emit(target, take_keyboard)

    def clear(self) -> None:
        """Nothing has the focus: another report is shown."""
        self.target = NOTHING
        self.moved.emit(NOTHING, False)
