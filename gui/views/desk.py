"""Owns the panes of the window and their arrangement: list, source text, tables, and what is below them."""

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QTabBar,
    QTabWidget,
    QWidget,
)

from core.cells import TableKind
from core.forms import Form
from gui.edit_words import EditWords
from gui.entry_words import EntryWords
from gui.icons import Icons
from gui.models.differences import DifferencesModel
from gui.theme import SPACE, Theme
from gui.views.checks_pane import ChecksPane
from gui.views.comparison_pane import ComparisonPane
from gui.views.docks import Dock
from gui.views.findings_pane import FindingsPane
from gui.views.focus_strip import NoteEdit
from gui.views.history_pane import HistoryPane
from gui.views.identity_bar import IdentityBar
from gui.views.layouts import pile
from gui.views.pages import NotePage
from gui.views.report_list import ReportList
from gui.views.source_pane import SourcePane
from gui.views.suggestions_pane import SuggestionsPane
from gui.views.table_grid import TableGrid
from gui.wording import Speech

_LIST_WIDTH, _SOURCE_WIDTH, _BELOW_HEIGHT = 212, 388, 232
_STATE_VERSION = 1


class Below(IntEnum):
    """The tabs below the tables."""

    CHECKS = 0
    FINDINGS = 1
    HISTORY = 2
    COMPARISON = 3


class Panes:
    """The panes themselves, not yet arranged."""

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        speech: Speech,
        forms: Mapping[str, Form],
        grids: Mapping[TableKind, TableGrid],
    ) -> None:
        self.report_list = ReportList(theme, icons, speech)
        self.identity = IdentityBar(theme, speech, forms)
        self.source = SourcePane(theme)
        self.grids = dict(grids)
        self.checks = ChecksPane(theme, speech)
        self.suggestions = SuggestionsPane(theme, speech)
        self.findings = FindingsPane(theme, speech)
        self.history = HistoryPane(theme, EntryWords(EditWords(speech), speech))
        differences = DifferencesModel(theme, EditWords(speech), speech)
        self.comparison = ComparisonPane(theme, speech, differences)


class Desk(QMainWindow):
    """The panes. It arranges them and says their names; what they show is `Showing`'s business."""

    table_shown = Signal(object)  # TableKind; the reviewer turned to another table

    def __init__(self, theme: Theme, icons: Icons, speech: Speech, panes: Panes) -> None:
        super().__init__()
        self.setWindowFlags(Qt.WindowType.Widget)
        self._speech = speech
        self._open_counts: dict[TableKind, int] = dict.fromkeys(TableKind, 0)
        self._below_counts = (0, 0)
        self._initial_state: QByteArray | None = None
        self.report_list = panes.report_list
        self.identity = panes.identity
        self.source = panes.source
        self.grids = panes.grids
        self.checks = panes.checks
        self.suggestions = panes.suggestions
        self.findings = panes.findings
        self.history = panes.history
        self.comparison = panes.comparison
        self.notice = QLabel(self)
        self.notice.setWordWrap(True)
        self.notice.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        self.notice.hide()
        self.legend = QLabel(self)
        self.legend.setWordWrap(True)
        self.legend.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        self.legend.hide()
        self.note = NotePage(self)
        self.tables = QTabWidget(self)
        self.tables.setDocumentMode(True)
        for kind, grid in self.grids.items():
            self.tables.addTab(grid, kind.value)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.tables)
        self.stack.addWidget(self.note)
        self._arrange(theme, icons)
        self.tables.tabBarClicked.connect(self._on_table_clicked)
        self.retranslate()

    # --- what others tell -----------------------------------------------------------------------------

    def show_table(self, kind: TableKind) -> None:
        """Turn to a table."""
        self.tables.setCurrentWidget(self.grids[kind])

    @property
    def grid(self) -> TableGrid:
        """The table in sight."""
        return self.grids[self.table]

    @property
    def table(self) -> TableKind:
        """Which table is in sight."""
        current = self.tables.currentWidget()
        return next(kind for kind, grid in self.grids.items() if grid is current)

    @property
    def pane_below(self) -> QWidget:
        """The pane below that is in sight."""
        panes = (self.checks, self.findings, self.history, self.comparison)
        return panes[self.below.currentIndex()]

    def show_below(self, tab: Below) -> None:
        """Turn to a pane below, bringing the dock back where it was folded away."""
        self.below_tabs.setCurrentIndex(tab)
        self.below_dock.show()
        self.below_dock.raise_()

    def offer_comparison(self, is_on: bool) -> None:
        """Whether there is a comparison to turn to."""
        if not is_on and self.below_tabs.currentIndex() == Below.COMPARISON:
            self.below_tabs.setCurrentIndex(Below.CHECKS)
        self.below_tabs.setTabVisible(Below.COMPARISON, is_on)
        self.below_tabs.updateGeometry()  # Qt 6.11 keeps the room of the tabs there were

    def set_open_counts(self, counts: Mapping[TableKind, int]) -> None:
        """How many things of each table need a look."""
        self._open_counts = {kind: counts.get(kind, 0) for kind in TableKind}
        for at, kind in enumerate(self.grids):
            name = self._speech.wording.term(kind)
            count = self._open_counts[kind]
            self.tables.setTabText(at, f"{name} ●{count}" if count else name)

    def set_below_counts(self, failing: int, findings: int) -> None:
        """How many checks fail and how many findings are open."""
        self._below_counts = (failing, findings)
        checks, found = self.tr("Checks"), self.tr("Findings")
        self.below_tabs.setTabText(Below.CHECKS, f"{checks} {failing}✗" if failing else checks)
        self.below_tabs.setTabText(Below.FINDINGS, f"{found} {findings}" if findings else found)

    def docks(self) -> tuple[Dock, ...]:
        """The panes that can be folded away."""
        return (self.list_dock, self.source_dock, self.below_dock)

    def arrangement(self) -> QByteArray:
        """Where the panes are, to be remembered."""
        return self.saveState(_STATE_VERSION)

    def arrange(self, state: QByteArray) -> None:
        """Put the panes where they were."""
        self.restoreState(state, _STATE_VERSION)

    def reset_arrangement(self) -> None:
        """Put the panes where they are at first."""
        if self._initial_state is not None:
            self.restoreState(self._initial_state, _STATE_VERSION)
        for dock in self.docks():
            dock.setFloating(False)
            dock.show()
        self._size_docks()

    def retranslate(self) -> None:
        """Say the names of the panes in the language in force."""
        self.list_dock.set_name(self.tr("Reports"))
        self.source_dock.set_name(self.tr("Source text"))
        self.below_dock.set_name(self.tr("Checks, findings, journal"))
        self.below_tabs.setTabText(Below.HISTORY, self.tr("Journal"))
        self.below_tabs.setTabText(Below.COMPARISON, self.tr("Comparison"))
        self.only_failing.setText(self.tr("Only those to look at"))
        self.legend.setText(
            self.tr(
                "○ nothing confirms the figure   ● one statement does   ●● two or more, independent of "
                "each other. That all checks pass does not mean that all is right: two rows or columns in "
                "each other’s place pass every check, and no check of one year reaches the table of "
                "proactive disclosure."
            )
        )
        self.note_edit.setPlaceholderText(self.tr("Note on this report"))
        self.note_edit.setAccessibleName(self.tr("Note on this report"))
        self.set_open_counts(self._open_counts)
        self.set_below_counts(*self._below_counts)
        self._show_hint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # --- inside -------------------------------------------------------------------------------------------

    def _arrange(self, theme: Theme, icons: Icons) -> None:
        centre = QWidget(self)
        pile(centre, self.notice, self.stack, self.legend, stretched=self.stack)
        self.setCentralWidget(centre)
        text = QWidget(self)
        pile(text, self.identity, self.source, stretched=self.source)

        self.below = QStackedWidget(self)
        history = self._under_its_bar(self.history, self.history.bar)
        comparison = self._under_its_bar(self.comparison, self.comparison.bar)
        for pane in (self._over_suggestions(), self.findings, history, comparison):
            self.below.addWidget(pane)
        self.below_tabs = QTabBar(self)
        self.below_tabs.setDrawBase(False)
        self.below_tabs.setExpanding(False)
        self.below_tabs.setUsesScrollButtons(False)
        self.below_tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for _ in Below:
            self.below_tabs.addTab("")
        self.below_tabs.setTabVisible(Below.COMPARISON, False)
        self.only_failing = QCheckBox(self)
        self.only_failing.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.note_edit = NoteEdit(self)
        self.note_edit.hide()
        self.below_tabs.currentChanged.connect(self._on_below_changed)
        self.only_failing.toggled.connect(self._on_only_failing_toggled)

        self.list_dock = Dock("reports", self.report_list, theme, icons, self)
        self.source_dock = Dock("source", text, theme, icons, self)
        self.below_dock = Dock("below", self.below, theme, icons, self)
        self.below_dock.title.lead_with(self.below_tabs)
        self.below_dock.title.add(self.only_failing)
        self.below_dock.title.add(self.note_edit)
        self.setDockNestingEnabled(True)
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.list_dock)
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.source_dock)
        self.splitDockWidget(self.list_dock, self.source_dock, Qt.Orientation.Horizontal)
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.below_dock)
        self._size_docks()
        self._initial_state = self.saveState(_STATE_VERSION)

    def _over_suggestions(self) -> QWidget:
        """The checks, and what would mend those that fail."""
        page = QWidget(self)
        pile(page, self.checks, self.suggestions, stretched=self.checks)
        return page

    def _under_its_bar(self, pane: QWidget, bar: QWidget) -> QWidget:
        """A pane below what is chosen of it."""
        page = QWidget(self)
        bar.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        pile(page, bar, pane, stretched=pane)
        return page

    def _size_docks(self) -> None:
        sides = [self.list_dock, self.source_dock]
        self.resizeDocks(sides, [_LIST_WIDTH, _SOURCE_WIDTH], Qt.Orientation.Horizontal)
        self.resizeDocks([self.below_dock], [_BELOW_HEIGHT], Qt.Orientation.Vertical)

    def _on_table_clicked(self, at: int) -> None:
        self.table_shown.emit(list(self.grids)[at])

    def _on_below_changed(self, at: int) -> None:
        self.below.setCurrentIndex(at)
        self.only_failing.setVisible(at == Below.CHECKS)
        self.note_edit.setVisible(at == Below.HISTORY)
        self._show_hint()

    def _show_hint(self) -> None:
        """The keys of the pane below that is in sight."""
        hints = {
            Below.CHECKS: self.tr("1 passes · 2 report’s own error · 3 not applicable · F2 note"),
            Below.FINDINGS: self.tr("Space: looked at · Enter: go there"),
            Below.HISTORY: self.tr("B back to this point · Enter: go there"),
            Below.COMPARISON: self.tr("1 mine · 2 theirs · 3 a third value · Enter: go there"),
        }
        self.below_dock.set_text(hints.get(Below(self.below.currentIndex()), ""))

    def _on_only_failing_toggled(self, only: bool) -> None:
        self.checks.set_only_failing(only)
