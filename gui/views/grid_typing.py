"""Owns typing over a cell of a grid: the editor is opened there, and what is typed becomes an edit or is refused."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from core.cells import CellRef
from core.entry import Refusal
from gui.models.grid_edits import typed_edit
from gui.models.grid_looks import edit_text
from gui.models.table_grid import TableGridModel
from gui.views.grid_bubble import Bubble
from gui.views.grid_editor import CellEditor, Mode
from gui.views.grid_moves import Move
from gui.views.grid_view import GridView
from gui.views.grid_words import GridWords


class GridTyping(QObject):
    """At most one cell is typed over. While it is, shortcuts of the window commit it first."""

    edit_requested = Signal(object)  # a SetCorrection

    def __init__(
        self,
        model: TableGridModel,
        view: GridView,
        editor: CellEditor,
        bubble: Bubble,
        words: GridWords,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._view = view
        self._editor = editor
        self._bubble = bubble
        self._words = words
        self.cell: CellRef | None = None
        """The cell that is typed over."""
        view.typed.connect(self._on_typed)
        view.composed.connect(self._on_composed)
        editor.commit_wanted.connect(self.commit)
        editor.cancelled.connect(self._on_cancelled)
        editor.shortcut_pressed.connect(self._on_shortcut_pressed)
        editor.textEdited.connect(bubble.hide)

    def begin(self) -> None:
        """Edit the current cell with its text kept."""
        ref, review = self._view.current_ref(), self._model.review
        if ref is not None and review is not None:
            self._open(edit_text(review.cell(ref), review.form.column(ref)), Mode.KEEP)

    def commit(self, move: Move | None = None) -> bool:
        """Ask for the edit that the typed text means, and go on by `move`; False where it is refused."""
        ref, review = self.cell, self._model.review
        if ref is None or review is None:
            return True
        if not self._editor.is_untouched:
            edit = typed_edit(review, ref, self._editor.text())
            if isinstance(edit, Refusal):
                self._bubble.say(self._words.refusal(edit), ref)
                return False
            self.close()
            if edit is not None:
                self.edit_requested.emit(edit)
        self.close()
        self._bubble.hide()
        if move is not None:
            self._view.step(move)
        return True

    def close(self) -> None:
        """Drop what is typed."""
        if self.cell is None:
            return
        self.cell = None
        # Before it is hidden: from a hidden editor the focus would go on as by Tab, to the next cell.
        if self._editor.hasFocus():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._editor.hide()

    def may_leave(self) -> bool:
        """Whether a click may select another cell: not while the text that is being typed is refused."""
        if self.commit():
            return True
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def follow_cell(self) -> None:
        """The cell may be elsewhere now, or of another size: the editor goes there."""
        if self.cell is not None:
            self._editor.place(self._view.cell_rect(self.cell))

    def _open(self, text: str, mode: Mode) -> None:
        ref = self._view.current_ref()
        if ref is None or self._model.review is None:
            return
        self._bubble.hide()
        self.cell = ref
        self._view.bring_into_sight(ref)
        self._editor.open(self._view.cell_rect(ref), text, mode)

    def _on_typed(self, text: str) -> None:
        if self.cell is not None:
            self._editor.insert(text)
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._open(text, Mode.REPLACE)

    def _on_composed(self, event: QInputMethodEvent) -> None:
        self._open("", Mode.REPLACE)
        if self.cell is not None:
            QApplication.sendEvent(self._editor, event)

    def _on_cancelled(self) -> None:
        self.close()
        self._bubble.hide()

    def _on_shortcut_pressed(self, event: QEvent) -> None:
        """A shortcut of the window waits until the typed text is taken; a refused one holds it back."""
        event.setAccepted(not self.commit())
