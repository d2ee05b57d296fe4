"""Owns what is done to the selected cells of a grid at once: accepting, reverting, clearing, copying and pasting."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from core.cells import CellRef
from core.edits import SetCorrection, as_one_step
from core.review import Review
from gui.models.grid_edits import (
    BlockRefusal,
    accepted,
    block_text,
    cleared,
    pasted,
    read_block,
    refs_in,
    reverted,
)
from gui.models.table_grid import TableGridModel
from gui.views.grid_bubble import Bubble
from gui.views.grid_keys import GridCommand
from gui.views.grid_view import GridView
from gui.views.grid_words import GridWords


class GridBlock(QObject):
    """The block of cells that is selected: what is done to it is one step for the reviewer."""

    edit_requested = Signal(object)  # a SetCorrection, or an EditGroup of them

    def __init__(
        self,
        model: TableGridModel,
        view: GridView,
        bubble: Bubble,
        words: GridWords,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._view = view
        self._bubble = bubble
        self._words = words

    def do(self, command: GridCommand, review: Review) -> None:
        """Do to the block what `command` says; `review` is the one that is shown."""
        block, shape = self._view.selected_rect(), self._model.shape
        if block is None or shape is None:
            return
        if command is GridCommand.COPY:
            QGuiApplication.clipboard().setText(block_text(review, shape, *block))
        elif command is not GridCommand.PASTE:
            self._request(_EDITS[command](review, refs_in(shape, *block)))
        else:
            lines = read_block(QGuiApplication.clipboard().text())
            found = pasted(review, shape, *block, lines)
            if isinstance(found, BlockRefusal):
                self._view.bring_into_sight(found.cell)
                self._bubble.say(self._words.block_refusal(found, review.form), found.cell)
            else:
                self._request(found)

    def _request(self, edits: Sequence[SetCorrection]) -> None:
        edit = as_one_step(edits)
        if edit is not None:
            self.edit_requested.emit(edit)


_EDITS: Mapping[GridCommand, Callable[[Review, Iterable[CellRef]], list[SetCorrection]]] = {
    GridCommand.ACCEPT: accepted,
    GridCommand.REVERT: reverted,
    GridCommand.CLEAR: cleared,
}
