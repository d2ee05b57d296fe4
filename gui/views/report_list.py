"""Owns the list of the folder's reports: search, filter, order, and how a row is drawn."""

from pathlib import PurePosixPath

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.icons import Icons
from gui.listed import Condition, ListedReport
from gui.models.report_list import REPORT, Order, ReportListModel, Shown
from gui.theme import SPACE, Role, Theme, small_font
from gui.wording import QT_TRANSLATE_NOOP, Speech

_SEARCH_PAUSE_MS = 150
"""So long after the last key the list is searched: texts of a large folder take a moment."""

SIGNS: dict[Condition, tuple[str, Role]] = {
    Condition.NEEDS_LOOK: ("▲", Role.LOOK),
    Condition.UNREVIEWED: ("△", Role.TEXT_SECONDARY),
    Condition.LATER: ("○", Role.ACCENT),
    Condition.REVIEWED: ("✓", Role.PASS),
    Condition.UNREAD: ("·", Role.TEXT_FAINT),
    Condition.UNREADABLE: ("!", Role.FAIL),
    Condition.NOT_A_REPORT: ("–", Role.TEXT_FAINT),
}

CONDITION_WORDS = {
    Condition.NEEDS_LOOK: QT_TRANSLATE_NOOP("Condition", "needs a look"),
    Condition.UNREVIEWED: QT_TRANSLATE_NOOP("Condition", "not yet reviewed"),
    Condition.LATER: QT_TRANSLATE_NOOP("Condition", "come back later"),
    Condition.REVIEWED: QT_TRANSLATE_NOOP("Condition", "reviewed"),
    Condition.UNREAD: QT_TRANSLATE_NOOP("Condition", "not yet read"),
    Condition.UNREADABLE: QT_TRANSLATE_NOOP("Condition", "cannot be read"),
    Condition.NOT_A_REPORT: QT_TRANSLATE_NOOP("Condition", "not an annual report"),
}

_SHOWN_WORDS = {
    Shown.ALL: QT_TRANSLATE_NOOP("ReportList", "All %1"),
    Shown.TO_DO: QT_TRANSLATE_NOOP("ReportList", "To do %1"),
    Shown.LATER: QT_TRANSLATE_NOOP("ReportList", "Later %1"),
    Shown.REVIEWED: QT_TRANSLATE_NOOP("ReportList", "Reviewed %1"),
    Shown.OTHER: QT_TRANSLATE_NOOP("ReportList", "Others %1"),
}

_ORDER_WORDS = {
    Order.FILE: QT_TRANSLATE_NOOP("ReportList", "By file"),
    Order.TO_DO_FIRST: QT_TRANSLATE_NOOP("ReportList", "To do first"),
    Order.UNIT: QT_TRANSLATE_NOOP("ReportList", "By unit"),
    Order.YEAR: QT_TRANSLATE_NOOP("ReportList", "By year"),
}

Index = QModelIndex | QPersistentModelIndex


def row_title(report: ListedReport) -> str:
    """What a row is called: the unit, or the file where none is known."""
    return report.unit or PurePosixPath(report.source).name


class ReportDelegate(QStyledItemDelegate):
    """Draws a row: sign and unit above, year and file below, counts on the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        line = QFontMetrics(option.font).height()
        small = QFontMetrics(small_font(option.font)).height()
        return QSize(160, line + small + 3 * SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        report: ListedReport = index.data(REPORT)
        colour = self._theme.colour
        painter.save()
        self._paint_ground(painter, option)
        inside = option.rect.adjusted(2 * SPACE, SPACE + 1, -2 * SPACE, -SPACE)
        font, small = option.font, small_font(option.font)
        metrics, small_metrics = QFontMetrics(font), QFontMetrics(small)
        sign, sign_role = SIGNS[report.condition]
        indent = metrics.horizontalAdvance("▲") + SPACE + 2

        painter.setFont(font)
        painter.setPen(colour(sign_role))
        upper = QRect(inside.left(), inside.top(), inside.width(), metrics.height())
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft, sign)
        upper.setLeft(upper.left() + indent)
        painter.setPen(colour(Role.TEXT if report.is_report else Role.TEXT_SECONDARY))
        title = metrics.elidedText(row_title(report), Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft, title)

        painter.setFont(small)
        lower = QRect(
            inside.left() + indent,
            inside.bottom() - small_metrics.height() + 1,
            inside.width() - indent,
            small_metrics.height(),
        )
        lower.setRight(lower.right() - self._paint_counts(painter, lower, report, small_metrics))
        painter.setPen(colour(Role.TEXT_SECONDARY))
        name = PurePosixPath(report.source).name if report.unit else ""
        below = "  ".join(part for part in (str(report.year or ""), name) if part)
        below = below or QCoreApplication.translate("Condition", CONDITION_WORDS[report.condition])
        painter.drawText(
            lower,
            Qt.AlignmentFlag.AlignLeft,
            small_metrics.elidedText(below, Qt.TextElideMode.ElideRight, lower.width()),
        )
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            role = Role.SELECTION
            painter.fillRect(option.rect, self._theme.colour(role))
            bar = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
            painter.fillRect(bar, self._theme.colour(Role.CURRENT))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self._theme.colour(Role.HOVER))

    def _paint_counts(
        self, painter: QPainter, area: QRect, report: ListedReport, metrics: QFontMetrics
    ) -> int:
        """Draw failing checks and open findings from the right; the width that they take."""
        taken = 0
        for count, sign, role in (
            (report.looks, "?", Role.LOOK),
            (report.failing, "✗", Role.FAIL if report.unjudged else Role.TEXT_SECONDARY),
        ):
            if not count:
                continue
            text = f"{count}{sign}"
            width = metrics.horizontalAdvance(text)
            painter.setPen(self._theme.colour(role))
            right = area.right() - taken
            painter.drawText(
                QRect(right - width, area.top(), width + 1, area.height()),
                Qt.AlignmentFlag.AlignLeft,
                text,
            )
            taken += width + 2 * SPACE
        return taken


class ReportListView(QListView):
    """The rows; tells which report was chosen by mouse or keys."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setItemDelegate(ReportDelegate(theme, self))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """As Qt does it, but without choosing, and thereby opening, the first row."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()


class ReportList(QWidget):
    """Search line, filter, order and rows. `chosen` carries the source of the report to open.

    `text_search_asked` carries the words that are to be looked for in the texts, none to stop looking.
    """

    chosen = Signal(str)
    text_search_asked = Signal(object)
    counted = Signal()  # the numbers in the title may be others now

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        speech: Speech,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._speech = speech
        self._icons = icons
        self._current: str | None = None
        self.model = ReportListModel(self._say, self)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self._search_icon = QAction(self)
        self.search.addAction(self._search_icon, QLineEdit.ActionPosition.LeadingPosition)
        self.shown = QComboBox(self)
        self.order = QComboBox(self)
        for box in (self.shown, self.order):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(5)
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for shown in Shown:
            self.shown.addItem("", shown)
        for order in Order:
            self.order.addItem("", order)
        self.view = ReportListView(theme, self)
        self.view.setModel(self.model)

        boxes = QHBoxLayout()
        boxes.setSpacing(SPACE)
        boxes.addWidget(self.shown, 1)
        boxes.addWidget(self.order, 1)
        head = QVBoxLayout()
        head.setContentsMargins(SPACE, SPACE, SPACE, 0)
        head.setSpacing(SPACE)
        head.addWidget(self.search)
        head.addLayout(boxes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)

        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self._on_search_paused)
        self.search.textEdited.connect(self._on_search_edited)
        self.search.returnPressed.connect(self._on_search_entered)
        self.search.textChanged.connect(self._on_search_changed)
        self.shown.activated.connect(self._on_shown_chosen)
        self.order.activated.connect(self._on_order_chosen)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.model.modelReset.connect(self._on_model_reset)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.retranslate()

    # --- what the window tells ----------------------------------------------------------------------

    def set_reports(self, reports: list[ListedReport]) -> None:
        """Show another folder."""
        self._current = None
        self.model.set_reports(reports)
        self._recount()

    def update_reports(self, reports: list[ListedReport]) -> None:
        """Show these reports as they are now."""
        self.model.update_reports(reports)
        self._recount()

    def show_current(self, source: str | None) -> None:
        """Mark the report that is open."""
        self._current = source
        row = self.model.row_of(source) if source is not None else None
        index = self.model.index(row) if row is not None else QModelIndex()
        if index != self.view.currentIndex():
            self.view.setCurrentIndex(index)
        if index.isValid():
            self.view.scrollTo(index)

    def focus_search(self) -> None:
        """Put the keyboard into the search line."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.search.setPlaceholderText(self.tr("Unit, file or text"))
        self.shown.setToolTip(self.tr("Which reports are listed"))
        self.order.setToolTip(self.tr("In which order"))
        self.view.setAccessibleName(self.tr("Reports"))
        for at in range(self.order.count()):
            words = _ORDER_WORDS[self.order.itemData(at)]
            self.order.setItemText(at, QCoreApplication.translate("ReportList", words))
        self._recount()
        self.view.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return
        super().keyPressEvent(event)

    # --- inside ----------------------------------------------------------------------------------------

    def _recount(self) -> None:
        for at in range(self.shown.count()):
            shown = self.shown.itemData(at)
            words = QCoreApplication.translate("ReportList", _SHOWN_WORDS[shown])
            self.shown.setItemText(at, words.replace("%1", str(self.model.count(shown))))
        self.counted.emit()

    def _say(self, report: ListedReport) -> str:
        """The row in words."""
        condition = QCoreApplication.translate("Condition", CONDITION_WORDS[report.condition])
        parts = [row_title(report), str(report.year or ""), condition]
        if report.failing:
            parts.append(
                self.tr("failing checks: %1, not yet judged: %2")
                .replace("%1", str(report.failing))
                .replace("%2", str(report.unjudged))
            )
        if report.looks:
            parts.append(self.tr("open findings: %1").replace("%1", str(report.looks)))
        if report.error is not None:
            parts.append(self._speech.wording.error(report.error))
        return "\n".join([" · ".join(part for part in parts if part), report.source])

    def _on_search_edited(self) -> None:
        self._pause.start()

    def _on_search_changed(self, text: str) -> None:
        if not text:
            self._on_search_paused()

    def _on_search_entered(self) -> None:
        self._on_search_paused()
        if self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index(0))

    def _on_search_paused(self) -> None:
        self._pause.stop()
        self.text_search_asked.emit(self.model.set_search(self.search.text()))

    def _on_shown_chosen(self) -> None:
        self.model.set_shown(self.shown.currentData())

    def _on_order_chosen(self) -> None:
        self.model.set_order(self.order.currentData())

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            source = self.model.source_at(current.row())
            if source != self._current:
                self._current = source
                self.chosen.emit(source)

    def _on_model_reset(self) -> None:
        self.show_current(self._current)

    def _on_theme_changed(self) -> None:
        self._search_icon.setIcon(self._icons.icon("search", Role.TEXT_SECONDARY))
        self.view.viewport().update()
