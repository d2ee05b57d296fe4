"""Owns the grid of one statutory table: what the window knows of it, its sizes, and what it says of its cells.

The grid shows a Review and never writes to it. It asks for edits (`edit_requested`); whoever applied one
calls `refresh`. It stands on its own: keys and the context menu work wherever it is put.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QHelpEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from core.cells import CellRef, TableKind, Value
from core.forms import Form
from core.review import Review
from gui.models.grid_looks import Looks, Sign, degree_signs, ghost_looks
from gui.models.table_grid import TableGridModel
from gui.theme import Theme
from gui.views.grid_actions import make_actions, name_actions
from gui.views.grid_block import GridBlock
from gui.views.grid_bubble import Bubble
from gui.views.grid_choosing import GridChoosing
from gui.views.grid_editor import CellEditor
from gui.views.grid_keys import GridCommand
from gui.views.grid_metrics import measure, needed_room
from gui.views.grid_readings import ReadingsPopup
from gui.views.grid_typing import GridTyping
from gui.views.grid_view import GridView
from gui.views.grid_words import GridWords
from gui.views.layouts import pile
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
        self._room: dict[int, int] = {}
        self._explanation: Explanation | None = None
        self._words = GridWords(speech, self)
        self._model = TableGridModel(kind, theme, self)
        self._view = GridView(self._model, theme, self._may_leave, self)
        self._editor = CellEditor(theme, self._view.viewport())
        self._bubble = Bubble(theme, self._view, self)
        self._popup = ReadingsPopup(self)
        self._typing = GridTyping(
            self._model, self._view, self._editor, self._bubble, self._words, self
        )
        self._choosing = GridChoosing(self._model, self._view, self._popup, self._bubble, self)
        self._block = GridBlock(self._model, self._view, self._bubble, self._words, self)
        self.commands = make_actions(self, self._on_commanded)
        self.setFocusProxy(self._view)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        pile(self, self._view)
        self._connect()
        self._follow_font()
        self._retranslate()

    # --- what the window uses ----------------------------------------------------------------------

    def show_review(self, review: Review | None) -> None:
        """Show the table of `review`, or nothing. Text that is being typed is dropped: see `finish_editing`.

        The current cell stays the current one where the form is the same.
        """
        self._typing.close()
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
            if ref != self._typing.cell:
                self._typing.close()
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
        return self._typing.commit()

    @property
    def is_editing(self) -> bool:
        """Whether the editor is open over a cell."""
        return self._typing.cell is not None

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
        view = self._view
        view.current_moved.connect(self._on_current_moved)
        view.commanded.connect(self._on_commanded)
        view.tip_wanted.connect(self._on_tip_wanted)
        view.scrolled.connect(self._on_scrolled)
        view.dismissed.connect(self._bubble.hide)
        for part in (self._typing, self._choosing, self._block):
            part.edit_requested.connect(self.edit_requested)
        self._choosing.place_pointed_at.connect(self.place_pointed_at)
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
        self._typing.follow_cell()

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

    # --- commands ----------------------------------------------------------------------------------

    def _may_leave(self) -> bool:
        return self._typing.may_leave()

    def _on_commanded(self, command: GridCommand) -> None:
        review = self._model.review
        if review is None or not self._typing.commit():
            return
        self._bubble.hide()
        if command is GridCommand.EDIT:
            self._typing.begin()
        elif command is GridCommand.READINGS:
            self._choosing.open()
        else:
            self._block.do(command, review)

    # --- what is said ------------------------------------------------------------------------------

    def _on_current_moved(self) -> None:
        if not self.is_editing:
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
        self._typing.follow_cell()
        if not self.is_editing:
            self._bubble.hide()
