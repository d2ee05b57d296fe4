"""Owns the grid of one statutory table: what the window knows of it, and how typing becomes an edit.

The grid shows a Review and never writes to it. It asks for edits (`edit_requested`); whoever applied one
calls `refresh`. It stands on its own: keys and the context menu work wherever it is put.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget

from core.cells import CellRef, TableKind, Value
from core.edits import EditGroup, SetCorrection
from core.entry import Refusal
from core.forms import Form
from core.review import Review
from gui.models.grid_edits import (
    BlockRefusal,
    accepted,
    block_text,
    cleared,
    correction_edit,
    pasted,
    read_block,
    refs_in,
    reverted,
    typed_edit,
)
from gui.models.grid_looks import Looks, Sign, degree_signs, edit_text, ghost_looks
from gui.models.table_grid import TableGridModel
from gui.theme import Role, Theme
from gui.views.grid_actions import make_actions, name_actions
from gui.views.grid_editor import Bubble, CellEditor, Mode
from gui.views.grid_keys import GridCommand
from gui.views.grid_metrics import measure, needed_room
from gui.views.grid_moves import Move
from gui.views.grid_readings import Offer, ReadingsPopup, offers
from gui.views.grid_view import GridView
from gui.views.grid_words import GridWords
from gui.wording import Speech

if TYPE_CHECKING:
    from core.explanation import Explanation
    from core.suggestions import Suggestion


class TableGrid(QWidget):
    """One statutory table, drawn like the official form and edited like a spreadsheet.

    `commands` are QActions for menus; their keys are taken by the grid itself while it has the focus, so
    that they never collide with shortcuts of the window. While a cell is being edited, shortcuts of the
    window commit it first, and are held back where the text is refused.
    """

    current_changed = Signal(object)
    """A CellRef or None: the cell that has the focus within this grid."""
    edit_requested = Signal(object)
    """An Edit: a SetCorrection, or an EditGroup of them that is one step for the reviewer."""
    place_pointed_at = Signal(object)
    """A Span of the source: where the reading that is looked at in the list of readings was found."""

    def __init__(
        self, kind: TableKind, theme: Theme, speech: Speech, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._theme = theme
        self._form: str | None = None
        self._edited: CellRef | None = None
        self._room: dict[int, int] = {}
        self._explanation: Explanation | None = None
        self._words = GridWords(speech, self)
        self._model = TableGridModel(kind, theme, self)
        self._view = GridView(self._model, theme, self._may_leave, self)
        self._editor = CellEditor(theme, self._view.viewport())
        self._bubble = Bubble(theme, self)
        self._popup = ReadingsPopup(self)
        self.commands = make_actions(self, self._on_commanded)
        self.setFocusProxy(self._view)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self._connect()
        self._follow_font()
        self._retranslate()

    # --- what the window uses ----------------------------------------------------------------------

    def show_review(self, review: Review | None) -> None:
        """Show the table of `review`, or nothing. Text that is being typed is dropped: see `finish_editing`.

        The current cell stays the current one where the form is the same.
        """
        self._close_editor()
        self._bubble.hide()
        self._popup.hide()
        self._explanation = None
        ref = self.current_ref()
        if review is not None and review.form.id != self._form:
            self._take_form(review.form)
        self._model.show_review(review)
        if ref is not None:
            self._stay_at(ref)
        self._make_room()
        self._name_current()

    def prepare(self, form: Form) -> None:
        """Lay the table of `form` out before any report is shown, so that the first one is not kept waiting."""
        if self._form is None:
            self._take_form(form)

    def refresh(self, cells: Iterable[CellRef] = ()) -> None:
        """Show `cells` as they now are, and what the checks and marks now say of any cell."""
        review = self._model.review
        if review is not None and review.form.id != self._form:
            self.show_review(review)
            return
        self._model.refresh(cells)
        self._make_room()
        self._name_current()

    def select(self, ref: CellRef) -> None:
        """Make `ref` the current cell and bring it into sight; nothing where it is not in this table."""
        index = self._model.index_of(ref)
        if index.isValid():
            if ref != self._edited:
                self._close_editor()
            self._view.go_to(index.row(), index.column())
            self._view.scrollTo(index)

    def current_ref(self) -> CellRef | None:
        """The cell that has the focus within this grid."""
        return self._view.current_ref()

    def mark_cells(self, refs: Iterable[CellRef]) -> None:
        """Emphasise the cells of a check, those that are in this table."""
        self._model.mark(refs)

    def explain(
        self,
        explanation: "Explanation | None",
        suggested: "Suggestion | None" = None,
        *,
        shows_ghosts: bool,
        shows_degrees: bool,
    ) -> None:
        """Show what `explanation` has to tell beside the figures, and what `suggested` would put there."""
        review = self._model.review
        self._explanation = explanation if shows_ghosts or shows_degrees else None
        ghosts: dict[CellRef, Looks] = {}
        degrees: dict[CellRef, Sign] = {}
        if review is not None and explanation is not None:
            if shows_ghosts:
                ghosts = self._ghosts(review, explanation.demanded, is_suggested=False)
            if shows_degrees:
                degrees = degree_signs(review, explanation.confirmed)
        if review is not None and suggested is not None:
            ghosts |= self._ghosts(review, suggested.cells, is_suggested=True)
        self._model.set_ghosts(ghosts)
        self._model.set_degrees(degrees)
        self._make_room()
        self._name_current()

    def _ghosts(
        self, review: Review, values: Mapping[CellRef, Value | None], *, is_suggested: bool
    ) -> dict[CellRef, Looks]:
        return {
            ref: ghost_looks(value, review.form.column(ref), is_suggested=is_suggested)
            for ref, value in values.items()
            if ref.table is self._kind and ref in review.form.index.positions
        }

    def clear_marks(self) -> None:
        """Emphasise no check."""
        self._model.mark(())

    def open_count(self) -> int:
        """How many cells of this table were not read with certainty and are not settled yet."""
        review = self._model.review
        if review is None:
            return 0
        return sum(ref.table is self._kind for ref in review.open_cells)

    def finish_editing(self) -> bool:
        """Take what is being typed, as Enter would; False (and a reason at the cell) where it is refused.

        To be asked before anything is shown that is not this Review.
        """
        return self._commit(None)

    @property
    def is_editing(self) -> bool:
        """Whether the editor is open over a cell."""
        return self._edited is not None

    @property
    def message(self) -> str:
        """What the bubble says, empty where there is none."""
        return self._bubble.text

    # --- events ------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """The language or the font in force has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._follow_font()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the room there is."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def _connect(self) -> None:
        view, editor = self._view, self._editor
        view.current_moved.connect(self._on_current_moved)
        view.commanded.connect(self._on_commanded)
        view.typed.connect(self._on_typed)
        view.composed.connect(self._on_composed)
        view.sign_clicked.connect(self._on_sign_clicked)
        view.tip_wanted.connect(self._on_tip_wanted)
        view.scrolled.connect(self._on_scrolled)
        view.dismissed.connect(self._bubble.hide)
        editor.commit_wanted.connect(self._commit)
        editor.cancelled.connect(self._on_cancelled)
        editor.shortcut_pressed.connect(self._on_shortcut_pressed)
        editor.textEdited.connect(self._bubble.hide)
        self._popup.chosen.connect(self._on_chosen)
        self._popup.looked_at.connect(self._on_looked_at)
        self._theme.changed.connect(self._on_theme_changed)
        for action in self.commands.values():
            self.addAction(action)

    def _retranslate(self) -> None:
        name_actions(self.commands)
        self._name_current()

    def _follow_font(self) -> None:
        font = QFont(self.font())
        font.setFeature(QFont.Tag("tnum"), 1)
        self._view.set_font(font)
        self._editor.setFont(font)
        self._model.set_fonts(font)
        self._measure()

    def _on_theme_changed(self) -> None:
        self._model.follow_theme()
        self._view.follow_theme()

    # --- form and sizes ----------------------------------------------------------------------------

    def _take_form(self, form: Form) -> None:
        self._form = form.id
        self._view.forget_current()
        self._model.set_form(form)
        if self._model.shape is not None:
            self._view.set_shape(self._model.shape)
        self._view.setAccessibleName(form.tables[self._kind].title)
        self._measure()

    def _stay_at(self, ref: CellRef) -> None:
        """`ref` is the current cell, and alone selected, also where another form has taken its place."""
        index = self._model.index_of(ref)
        if index.isValid():
            self._view.go_to(index.row(), index.column())
        else:
            self.current_changed.emit(None)

    def _measure(self) -> None:
        shape = self._model.shape
        if shape is None:
            return
        bar = self._view.verticalScrollBar().sizeHint().width()
        metrics = QFontMetrics(self._view.font())
        self._room = self._figure_room()
        self._view.set_metrics(shape, measure(shape, metrics, self.width() - bar, self._room))
        self._place_editor()

    def _make_room(self) -> None:
        """Measure anew where figures need other room than before: a cut figure would be a wrong one."""
        if self._figure_room() != self._room:
            self._measure()

    def _figure_room(self) -> dict[int, int]:
        shape = self._model.shape
        if shape is None:
            return {}
        metrics = QFontMetrics(self._view.font())
        return needed_room(shape, metrics, self._model.longest_text())

    # --- editing -----------------------------------------------------------------------------------

    def _open_editor(self, text: str, mode: Mode) -> None:
        ref = self.current_ref()
        if ref is None or self._model.review is None:
            return
        self._bubble.hide()
        self._edited = ref
        self._view.scrollTo(self._model.index_of(ref))
        self._editor.open(self._cell_rect(ref), text, mode)

    def _close_editor(self) -> None:
        if self._edited is None:
            return
        self._edited = None
        # Before it is hidden: from a hidden editor the focus would go on as by Tab, to the next cell.
        if self._editor.hasFocus():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._editor.hide()

    def _commit(self, move: Move | None) -> bool:
        """Ask for the edit that the typed text means, and go on by `move`; False where it is refused."""
        ref, review = self._edited, self._model.review
        if ref is None or review is None:
            return True
        if not self._editor.is_untouched:
            edit = typed_edit(review, ref, self._editor.text())
            if isinstance(edit, Refusal):
                self._say(self._words.refusal(edit), ref)
                return False
            self._close_editor()
            if edit is not None:
                self.edit_requested.emit(edit)
        self._close_editor()
        self._bubble.hide()
        if move is not None:
            self._view.step(move)
        return True

    def _on_cancelled(self) -> None:
        self._close_editor()
        self._bubble.hide()

    def _on_shortcut_pressed(self, event: QEvent) -> None:
        """A shortcut of the window waits until the typed text is taken; a refused one holds it back."""
        event.setAccepted(not self._commit(None))

    def _may_leave(self) -> bool:
        """Whether a click may select another cell: not while the text that is being typed is refused."""
        if self._commit(None):
            return True
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _on_typed(self, text: str) -> None:
        if self.is_editing:
            self._editor.insert(text)
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._open_editor(text, Mode.REPLACE)

    def _on_composed(self, event: QInputMethodEvent) -> None:
        self._open_editor("", Mode.REPLACE)
        if self._edited is not None:
            QApplication.sendEvent(self._editor, event)

    # --- commands ----------------------------------------------------------------------------------

    def _on_commanded(self, command: GridCommand) -> None:
        review = self._model.review
        if review is None or not self._commit(None):
            return
        self._bubble.hide()
        ref = self.current_ref()
        if command is GridCommand.EDIT:
            if ref is not None:
                text = edit_text(review.cell(ref), review.form.column(ref))
                self._open_editor(text, Mode.KEEP)
        elif command is GridCommand.READINGS:
            self.open_readings()
        elif command is GridCommand.COPY:
            self._copy(review)
        elif command is GridCommand.PASTE:
            self._paste(review)
        else:
            self._request(_ON_CELLS[command](review, self._selected()))

    def _request(self, edits: Sequence[SetCorrection]) -> None:
        """Ask for `edits` as one step."""
        if len(edits) == 1:
            self.edit_requested.emit(edits[0])
        elif edits:
            self.edit_requested.emit(EditGroup(tuple(edits)))

    def _selected(self) -> list[CellRef]:
        block, shape = self._view.selected_rect(), self._model.shape
        return refs_in(shape, *block) if block is not None and shape is not None else []

    def _copy(self, review: Review) -> None:
        block, shape = self._view.selected_rect(), self._model.shape
        if block is not None and shape is not None:
            QGuiApplication.clipboard().setText(block_text(review, shape, *block))

    def _paste(self, review: Review) -> None:
        block, shape = self._view.selected_rect(), self._model.shape
        if block is None or shape is None:
            return
        lines = read_block(QGuiApplication.clipboard().text())
        found = pasted(review, shape, *block, lines)
        if isinstance(found, BlockRefusal):
            self._view.scrollTo(self._model.index_of(found.cell))
            self._say(self._words.block_refusal(found, review.form), found.cell)
        else:
            self._request(found)

    # --- readings ----------------------------------------------------------------------------------

    def open_readings(self) -> None:
        """List what may be chosen for the current cell, where it was not read with certainty."""
        ref, review = self.current_ref(), self._model.review
        if ref is None or review is None:
            return
        found = offers(review.cell(ref), review.form.column(ref), review.report.text)
        if not found:
            self._say(self.tr("There are no readings to choose from here."), ref, Role.LOOK)
            return
        self._view.scrollTo(self._model.index_of(ref))
        rect = self._cell_rect(ref)
        top_left = self._view.viewport().mapToGlobal(rect.topLeft())
        self._popup.open(found, QRect(top_left, rect.size()))

    def _on_chosen(self, offer: Offer) -> None:
        ref, review = self.current_ref(), self._model.review
        if ref is None or review is None:
            return
        edit = correction_edit(review, ref, offer.correction)
        if edit is not None:
            self._request([edit])

    def _on_looked_at(self, offer: Offer) -> None:
        if offer.span is not None:
            self.place_pointed_at.emit(offer.span)

    def _on_sign_clicked(self, ref: CellRef) -> None:
        # After the press has been dealt with: a popup that opens within it would take the release.
        if ref == self.current_ref():
            QTimer.singleShot(0, self, self.open_readings)

    # --- what is said ------------------------------------------------------------------------------

    def _say(self, text: str, ref: CellRef, role: Role = Role.FAIL) -> None:
        rect = self._cell_rect(ref)
        top_left = self._view.viewport().mapTo(self, rect.topLeft())
        self._bubble.say(text, QRect(top_left, rect.size()), role)

    def _cell_rect(self, ref: CellRef) -> QRect:
        return self._view.visualRect(self._model.index_of(ref))

    def _on_current_moved(self) -> None:
        if self._edited is None:
            self._bubble.hide()
        self._name_current()
        self.current_changed.emit(self.current_ref())

    def _name_current(self) -> None:
        """Assistive technology asks for the cell that has the focus; naming them all would be slow."""
        ref, review = self.current_ref(), self._model.review
        if ref is None or review is None:
            return
        name = self._words.name(ref, review.form)
        self._model.name_cell(ref, name, self._words.description(review, ref, self._explanation))

    def _on_tip_wanted(self, ref: CellRef, event: QHelpEvent) -> None:
        review = self._model.review
        if review is not None:
            tip = self._words.tip(review, ref, self._explanation)
            QToolTip.showText(event.globalPos(), tip, self._view)

    def _on_scrolled(self) -> None:
        self._place_editor()
        if self._edited is None:
            self._bubble.hide()

    def _place_editor(self) -> None:
        if self._edited is not None:
            self._editor.place(self._cell_rect(self._edited))


_ON_CELLS: Mapping[GridCommand, Callable[[Review, Iterable[CellRef]], list[SetCorrection]]] = {
    GridCommand.ACCEPT: accepted,
    GridCommand.REVERT: reverted,
    GridCommand.CLEAR: cleared,
}
