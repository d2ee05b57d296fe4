"""Owns the item model of one statutory table: an all-C++ model that is refilled, cell by changed cell.

Qt asks an item model some two thousand times for one repaint, so the answers are kept in QStandardItems and
Python is not asked at all. What a cell shows is computed once, when it changes.
"""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QModelIndex, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QFont, QStandardItem, QStandardItemModel

from core.cells import CellRef, TableKind
from core.forms import Column, Form
from core.review import Review
from gui.models.grid_looks import (
    CheckSides,
    Looks,
    Sign,
    cell_looks,
    check_sides,
    failing_cells,
)
from gui.models.grid_shape import BodyLabel, GridShape, Position, grid_shape
from gui.models.grid_styles import PLAIN, Style, Styles
from gui.theme import Role, Theme

# Plain integers: looking an enum member up costs more than the call it is handed to.
_BACKGROUND = int(Qt.ItemDataRole.BackgroundRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_ACCESSIBLE_TEXT = int(Qt.ItemDataRole.AccessibleTextRole)
_ACCESSIBLE_DESCRIPTION = int(Qt.ItemDataRole.AccessibleDescriptionRole)

_FEW = 12
"""Up to so many changed cells are announced one by one; more as one range, which repaints the whole body."""

_NOTHING = Looks("", 0)
_INVALID = int(Sign.INVALID)
_IN_CHECK = int(Sign.IN_CHECK)
_ZERO = int(Sign.ZERO)


class TableGridModel(QStandardItemModel):
    """The body of one table. It is only ever filled from a Review and never writes to one."""

    def __init__(self, kind: TableKind, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._styles = Styles(theme)
        self._worn: list[Style] = []
        self._places: list[Position] = []
        self._review: Review | None = None
        self._items: list[QStandardItem] = []
        self._at: dict[CellRef, int] = {}
        self._columns: tuple[Column, ...] = ()
        self._across: list[tuple[int, int]] = []  # first column and columns of each cell
        self._looks: list[Looks] = []
        self._plain: list[Looks] = []
        self._checks: tuple[CheckSides, ...] = ()
        self._failing: dict[int, int] = {}  # by place in printed order, as all lists here
        self._marked: frozenset[int] = frozenset()
        self._ghosts: dict[int, Looks] = {}
        self._degrees: dict[int, int] = {}
        self.shape: GridShape | None = None
        self.signed: dict[Position, Looks] = {}
        """The cells that carry a sign besides a light zero, by their place: what is drawn over the body."""

    # --- filling -----------------------------------------------------------------------------------

    def set_form(self, form: Form) -> None:
        """Hold the table as `form` has it, empty as yet."""
        shape = self.shape = grid_shape(form.tables[self._kind])
        self._columns = tuple(form.column(ref) for ref in shape.refs)
        self._checks = check_sides(form, self._kind)
        self._review = None
        self._failing, self._marked = {}, frozenset()
        self._ghosts, self._degrees = {}, {}
        self.signed = {}
        self.clear()
        self.setRowCount(shape.rows)
        self.setColumnCount(shape.columns)
        none = Qt.ItemFlag.NoItemFlags
        for row in range(shape.rows):
            for column in range(shape.columns):
                item = QStandardItem()
                item.setFlags(none)
                self.setItem(row, column, item)
        self._items = []
        for ref in shape.refs:
            item = self.item(*shape.positions[ref])
            # Qt offers input methods, and assistive technology, only editable cells.
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsEditable
            )
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._items.append(item)
        self._at = {ref: at for at, ref in enumerate(shape.refs)}
        widths = {(row, column): columns for row, column, _, columns in shape.spans}
        self._places = [shape.positions[ref] for ref in shape.refs]
        self._across = [(place[1], widths.get(place, 1)) for place in self._places]
        self._worn = [PLAIN] * len(shape.refs)
        self._looks = [_NOTHING] * len(shape.refs)
        self._plain = list(self._looks)
        self._dress_labels()
        self._name_labels(form)

    def show_review(self, review: Review | None) -> None:
        """Show the cells of `review`, which must be on the form that `set_form` was given."""
        self._review = review
        self._marked = frozenset()
        self._ghosts, self._degrees = {}, {}
        if review is None or self.shape is None:
            self._failing = {}
            self._plain = [_NOTHING] * len(self._items)
        else:
            start = review.form.index.positions[self.shape.refs[0]]
            cells = review.reading.cells.in_order[start : start + len(self._items)]
            self._plain = [
                cell_looks(cell, None, column)
                for cell, column in zip(cells, self._columns, strict=True)
            ]
            for ref, correction in review.corrections.items():
                at = self._at.get(ref)
                if at is not None:
                    self._plain[at] = cell_looks(cells[at], correction, self._columns[at])
            self._failing = failing_cells(review, self._checks, self._plain)
        self._update(range(len(self._items)))

    def refresh(self, refs: Iterable[CellRef]) -> None:
        """Show what `refs`, and whatever the checks now say of any cell, look like after an edit."""
        review = self._review
        if review is None or self.shape is None:
            return
        changed = {self._at[ref] for ref in refs if ref in self._at}
        for at in changed:
            ref = self.shape.refs[at]
            cell = review.reading.cells[ref]
            self._plain[at] = cell_looks(cell, review.corrections.get(ref), self._columns[at])
        before = self._failing
        self._failing = failing_cells(review, self._checks, self._plain)
        changed |= {at for at, _ in before.items() ^ self._failing.items()}
        self._update(sorted(changed))

    def mark(self, refs: Iterable[CellRef]) -> None:
        """Emphasise `refs`, the cells of a check, and no others."""
        before = self._marked
        self._marked = frozenset(self._at[ref] for ref in refs if ref in self._at)
        self._update(sorted(before ^ self._marked))

    def set_ghosts(self, ghosts: Mapping[CellRef, Looks]) -> None:
        """Show these, and no others, beside the figures."""
        before = self._ghosts
        self._ghosts = {self._at[ref]: looks for ref, looks in ghosts.items() if ref in self._at}
        self._update(sorted({at for at, _ in before.items() ^ self._ghosts.items()}))

    def set_degrees(self, signs: Mapping[CellRef, Sign]) -> None:
        """Show how well each of these cells is confirmed, and nothing at the others."""
        before = self._degrees
        self._degrees = {self._at[ref]: int(s) for ref, s in signs.items() if ref in self._at}
        self._update(sorted({at for at, _ in before.items() ^ self._degrees.items()}))

    def set_fonts(self, font: QFont) -> None:
        """Use `font`, and its bold face for emphasis."""
        self._styles.set_font(font)
        self._redress()

    def follow_theme(self) -> None:
        """Use the colours that are now in force."""
        self._styles.forget()
        self._redress()

    # --- asking ------------------------------------------------------------------------------------

    @property
    def review(self) -> Review | None:
        """The Review that is shown."""
        return self._review

    def index_of(self, ref: CellRef) -> QModelIndex:
        """Where `ref` stands; an invalid index where it is not in this table."""
        if self.shape is None or ref not in self.shape.positions:
            return QModelIndex()
        return self.index(*self.shape.positions[ref])

    def ref_at(self, index: QModelIndex) -> CellRef | None:
        """The cell at `index`, None where a label stands."""
        if self.shape is None or not index.isValid():
            return None
        return self.shape.at(index.row(), index.column())

    def looks(self, ref: CellRef) -> Looks:
        """What `ref` shows now."""
        return self._looks[self._at[ref]]

    def longest_text(self) -> dict[tuple[int, int], str]:
        """The longest figure by where it stands: first column and number of columns of its cell."""
        longest: dict[tuple[int, int], str] = {}
        for across, looks in zip(self._across, self._looks, strict=True):
            text = f"{looks.text} {looks.ghost}" if looks.ghost else looks.text
            if len(text) > 1 and (looks.ghost or not looks.signs & _INVALID):
                if len(text) > len(longest.get(across, "")):
                    longest[across] = text
        return longest

    def name_cell(self, ref: CellRef, name: str, description: str) -> None:
        """Tell assistive technology what `ref` is and how it stands."""
        item = self._items[self._at[ref]]
        item.setData(name, _ACCESSIBLE_TEXT)
        item.setData(description, _ACCESSIBLE_DESCRIPTION)

    def _name_labels(self, form: Form) -> None:
        """Tell assistive technology the labels of rows and columns; blocks have no common columns."""
        shape = self.shape
        if shape is None:
            return
        rows, columns = [""] * shape.rows, [""] * shape.columns
        for (row, column), ref in zip(self._places, self._at, strict=True):
            beside, above = form.row(ref).path, form.column(ref).path
            if shape.label_levels:
                rows[row] = " ".join(beside)
                columns[column] = " ".join(above)
            else:
                columns[column] = " ".join((*beside, *above))
        self.setVerticalHeaderLabels(rows)
        if len(shape.sections) == 1:
            self.setHorizontalHeaderLabels(columns)

    # --- drawing -----------------------------------------------------------------------------------

    def _update(self, places: Iterable[int]) -> None:
        """Write what differs into the items at `places`, and announce it once."""
        if self.shape is None:
            return
        failing, marked = self._failing, self._marked
        ghosts, degrees = self._ghosts, self._degrees
        quiet = not failing and not marked and not ghosts and not degrees
        changed: list[int] = []
        blocker = QSignalBlocker(self)
        for at in places:
            looks = self._plain[at]
            if not quiet:
                extra = failing.get(at, 0) | (_IN_CHECK if at in marked else 0)
                ghost = ghosts.get(at, _NOTHING)
                extra |= ghost.signs | degrees.get(at, 0)
                if extra:
                    looks = Looks(looks.text, looks.signs | extra, ghost.ghost)
            old = self._looks[at]
            if looks == old:
                continue
            self._looks[at] = looks
            changed.append(at)
            if looks.text != old.text or (looks.signs ^ old.signs) & _INVALID:
                # What is printed instead of a number is drawn by the view, beside its sign.
                self._items[at].setText("" if looks.signs & _INVALID else looks.text)
            if looks.signs != old.signs:
                self._dress(at, looks.signs)
            if looks.signs & ~_ZERO:
                self.signed[self._places[at]] = looks
            elif old.signs & ~_ZERO:
                del self.signed[self._places[at]]
        blocker.unblock()
        self._announce(changed)

    def _announce(self, changed: list[int]) -> None:
        if not changed:
            return
        if len(changed) <= _FEW:
            for at in changed:
                index = self._items[at].index()
                self.dataChanged.emit(index, index)
        else:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _dress(self, at: int, signs: int) -> None:
        item = self._items[at]
        style, old = self._styles.style(signs), self._worn[at]
        self._worn[at] = style
        for role, new, before in zip((_BACKGROUND, _FOREGROUND, _FONT), style, old, strict=True):
            if new is not before:
                item.setData(new, role)

    def _redress(self) -> None:
        blocker = QSignalBlocker(self)
        for at, looks in enumerate(self._looks):
            self._dress(at, looks.signs)
        self._dress_labels()
        blocker.unblock()
        self._announce(list(range(len(self._items))))

    def _dress_labels(self) -> None:
        for label in self.shape.body_labels if self.shape else ():
            self._dress_label(label)

    def _dress_label(self, label: BodyLabel) -> None:
        """A label among the figures; a heading's text runs on from the row labels and is drawn by the view."""
        item = self.item(label.row, label.column)
        item.setText("" if label.is_heading else label.text)
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        item.setData(self._styles.brush(Role.HEADER), _BACKGROUND)
        item.setData(self._styles.brush(Role.HEADER_TEXT), _FOREGROUND)
        item.setData(label.text, _ACCESSIBLE_TEXT)
