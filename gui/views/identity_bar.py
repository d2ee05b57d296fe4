"""Owns the bar that says whose report this is: unit, year and form, each corrected in place."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QPoint,
    QRegularExpression,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPolygon,
    QRegularExpressionValidator,
)
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from core.cells import Span
from core.edits import IdentityField, SetIdentity
from core.forms import Form
from core.reports import Identified
from core.review import Review
from gui.theme import SPACE, Role, Theme
from gui.wording import QT_TRANSLATE_NOOP, Speech

_YEAR = QRegularExpression("(?:(?:19|20|21)[0-9]{2})?")  # or nothing: back to what was recognised

_PLACE_WORDS = {
    "title": QT_TRANSLATE_NOOP("Identity", "from the title"),
    "narrative": QT_TRANSLATE_NOOP("Identity", "from the narrative"),
    "signature": QT_TRANSLATE_NOOP("Identity", "from the signature"),
    "file_name": QT_TRANSLATE_NOOP("Identity", "from the file name"),
    "folder_name": QT_TRANSLATE_NOOP("Identity", "from the folder name"),
    "labels": QT_TRANSLATE_NOOP("Identity", "from the labels of the tables"),
    "text": QT_TRANSLATE_NOOP("Identity", "from the text"),
}


def _mark_corner(widget: QWidget, theme: Theme) -> None:
    """The sign of a correction, as in the grids: a small triangle in the upper right corner."""
    painter = QPainter(widget)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(Role.CORRECTED))
    right = widget.width() - 1
    painter.drawPolygon(QPolygon([QPoint(right - 6, 0), QPoint(right, 0), QPoint(right, 6)]))


class IdentityEdit(QLineEdit):
    """Looks like text until it has the keyboard or the mouse; Enter submits, Esc takes back."""

    entered = Signal(str)
    pointed_at = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = ""
        self._is_corrected = False
        self.setFrame(False)
        self.returnPressed.connect(self._submit)

    def show_value(self, value: str, is_corrected: bool) -> None:
        """Show what is known."""
        self._shown = value
        self._is_corrected = is_corrected
        self.setText(value)
        self.setCursorPosition(0)
        self.colour()

    def colour(self) -> None:
        """Take the colours of the theme in force."""
        palette = QPalette(self._theme.palette())
        ground = Role.BASE if self.hasFocus() else Role.RAISED
        palette.setColor(QPalette.ColorRole.Base, self._theme.colour(ground))
        if self._is_corrected:
            palette.setColor(QPalette.ColorRole.Text, self._theme.colour(Role.CORRECTED))
        self.setPalette(palette)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._shown)
            self.selectAll()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.colour()
        self.pointed_at.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._submit()
        self.colour()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        line = Role.CURRENT if self.hasFocus() else Role.LINE_STRONG
        painter.setPen(self._theme.colour(line))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.end()
        if self._is_corrected:
            _mark_corner(self, self._theme)

    def _submit(self) -> None:
        text = self.text().strip()
        if text != self._shown:
            self.entered.emit(text)
        else:
            self.setText(self._shown)


class YearEdit(IdentityEdit):
    """Takes four digits or nothing."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setValidator(QRegularExpressionValidator(_YEAR, self))
        self.setMaxLength(4)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance("0000") + 5 * SPACE
        return QSize(width, super().sizeHint().height())

    def _submit(self) -> None:
        if self.text().strip() and not self.hasAcceptableInput():
            self.setText(self._shown)  # three digits are no year; what was there stays
            return
        super()._submit()


class FormBox(QComboBox):
    """The official forms; the corner mark where the reviewer chose another one."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.is_corrected = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.is_corrected:
            _mark_corner(self, self._theme)


class IdentityBar(QWidget):
    """Unit, year and form of the open report. A correction is asked for by `edit_requested`.

    `span_asked` carries the place in the text that the field with the keyboard was read from.
    """

    edit_requested = Signal(object)
    span_asked = Signal(object)

    def __init__(
        self,
        theme: Theme,
        speech: Speech,
        forms: Mapping[str, Form],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._speech = speech
        self._review: Review | None = None
        self.unit = IdentityEdit(theme, self)
        self.year = YearEdit(theme, self)
        self.form = FormBox(theme, self)
        for form in forms.values():
            self.form.addItem(form.title, form.id)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE, SPACE, SPACE)
        row.setSpacing(2 * SPACE)
        row.addWidget(self.unit, 1)
        row.addWidget(self.year)
        row.addWidget(self.form)
        self.year.setFixedWidth(self.year.sizeHint().width())
        self.unit.entered.connect(self._on_unit_entered)
        self.year.entered.connect(self._on_year_entered)
        self.form.activated.connect(self._on_form_chosen)
        self.unit.pointed_at.connect(self._on_unit_pointed_at)
        self.year.pointed_at.connect(self._on_year_pointed_at)
        theme.changed.connect(self._on_theme_changed)
        self.setAutoFillBackground(True)
        self._on_theme_changed()
        self.retranslate()

    def show_review(self, review: Review | None) -> None:
        """Show another report, or the same one after its identity changed."""
        self._review = review
        self.setEnabled(review is not None)
        if review is None:
            self.unit.show_value("", False)
            self.year.show_value("", False)
            self.form.setCurrentIndex(-1)
            return
        corrected = review.identity
        self.unit.show_value(review.unit, IdentityField.UNIT in corrected)
        self.year.show_value(str(review.year or ""), IdentityField.YEAR in corrected)
        self.form.is_corrected = IdentityField.FORM in corrected
        self.form.setCurrentIndex(self.form.findData(review.form.id))
        self.form.update()
        reading = review.report.reading
        form_title = self.form.itemText(self.form.findData(reading.form))
        self.unit.setToolTip(self._tip(reading.unit, IdentityField.UNIT))
        self.year.setToolTip(self._tip(reading.year, IdentityField.YEAR))
        self.form.setToolTip(self._tip(Identified(form_title, place="labels"), IdentityField.FORM))

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.unit.setPlaceholderText(self.tr("unit unknown"))
        self.year.setPlaceholderText("----")
        self.unit.setAccessibleName(self._speech.wording.term(IdentityField.UNIT))
        self.year.setAccessibleName(self._speech.wording.term(IdentityField.YEAR))
        self.form.setAccessibleName(self._speech.wording.term(IdentityField.FORM))
        self.show_review(self._review)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # --- inside ----------------------------------------------------------------------------------

    def _tip(self, read: Identified | None, field: IdentityField) -> str:
        if read is None:
            said = self.tr("Not recognised in the text.")
        else:
            place = QCoreApplication.translate("Identity", _PLACE_WORDS.get(read.place, read.place))
            said = self.tr("Recognised: %1 (%2)").replace("%2", place).replace("%1", read.value)
        if self._review is not None and field in self._review.identity:
            said += "\n" + self.tr("Corrected by the reviewer; empty it to go back.")
        return f"{self._speech.wording.term(field)}\n{said}"

    def _submit(self, field: IdentityField, value: str | None, read: str | None) -> None:
        """Ask for a correction; what the text says, or nothing, is no correction but takes it away."""
        review = self._review
        if review is None:
            return
        wanted = None if not value or value == read else value
        if wanted != review.identity.get(field):
            self.edit_requested.emit(SetIdentity(field, wanted))
        else:
            self.show_review(review)

    def _on_unit_entered(self, text: str) -> None:
        if self._review is not None:
            read = self._review.report.reading.unit
            self._submit(IdentityField.UNIT, text, read.value if read else None)

    def _on_year_entered(self, text: str) -> None:
        if self._review is not None:
            read = self._review.report.reading.year
            self._submit(IdentityField.YEAR, text, read.value if read else None)

    def _on_form_chosen(self) -> None:
        if self._review is not None:
            read = self._review.report.reading.form
            self._submit(IdentityField.FORM, self.form.currentData(), read)

    def _on_unit_pointed_at(self) -> None:
        self._ask_span(self._review.report.reading.unit if self._review else None)

    def _on_year_pointed_at(self) -> None:
        self._ask_span(self._review.report.reading.year if self._review else None)

    def _ask_span(self, read: Identified | None) -> None:
        span: Span | None = read.span if read else None
        if span is not None:
            self.span_asked.emit(span)

    def _on_theme_changed(self) -> None:
        palette = self._theme.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.colour(Role.RAISED))
        self.setPalette(palette)
        self.unit.colour()
        self.year.colour()
