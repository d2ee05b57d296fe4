"""Owns the list of the folder's reports: search, filter and order."""

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from gui.icons import Icons
from gui.listed import ListedReport
from gui.models.report_list import Order, ReportListModel, Shown
from gui.theme import SPACE, Role, Theme
from gui.views.report_row import CONDITION_WORDS, ReportDelegate, row_title
from gui.wording import QT_TRANSLATE_NOOP, Speech

_SEARCH_PAUSE_MS = 150
"""So long after the last key the list is searched: texts of a large folder take a moment."""

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
