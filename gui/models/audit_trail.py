"""Owns the rows of the journal pane: who did what, when and why, the latest first, and what became of it."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject

from core.audit import AuditEntry
from core.history import Standing, standings
from core.review import Review
from gui.entry_words import EntryWords
from gui.models.roles import DISPLAY, FOREGROUND, TOOL_TIP, Index
from gui.models.rows import RowsModel
from gui.models.trail_filter import TrailFilter
from gui.theme import Role, Theme


class TrailColumn(IntEnum):
    """The columns of the pane."""

    TIME = 0
    REVIEWER = 1
    REPORT = 2
    STANDING = 3
    WORDS = 4
    REASON = 5


class AuditTrailModel(RowsModel):
    """The journal of the open report or of the whole folder, as far as the filter lets it through."""

    columns = TrailColumn

    def __init__(self, theme: Theme, words: EntryWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._review: Review | None = None
        self._filter = TrailFilter()
        self._all: list[AuditEntry] = []
        self._shown: list[AuditEntry] = []
        self._by_seq: dict[int, AuditEntry] = {}
        self._standings: dict[int, Standing] = {}

    def set_trail(self, review: Review | None, entries: Sequence[AuditEntry]) -> None:
        """Show these entries, oldest first as given; `review` is the open report."""
        self.beginResetModel()
        self._review = review
        self._all = list(reversed(entries))
        self._by_seq = {entry.seq: entry for entry in entries}
        self._standings = standings(entries)
        self._lay_out()
        self.endResetModel()

    def set_filter(self, filter: TrailFilter) -> None:
        """Show those entries alone that `filter` wants."""
        if filter != self._filter:
            self.beginResetModel()
            self._filter = filter
            self._lay_out()
            self.endResetModel()

    @property
    def people(self) -> list[str]:
        """Who made the entries, filtered or not, in order of first appearance."""
        return list(dict.fromkeys(entry.reviewer for entry in reversed(self._all)))

    @property
    def total(self) -> int:
        """How many entries there are, filtered or not."""
        return len(self._all)

    def entry_at(self, row: int) -> AuditEntry:
        """The entry in `row`."""
        return self._shown[row]

    def row_of(self, seq: int) -> int | None:
        """The row of the entry with this number, None where it is not shown."""
        return next((row for row, entry in enumerate(self._shown) if entry.seq == seq), None)

    def step_of(self, entry: AuditEntry) -> AuditEntry:
        """The entry that `entry` refers to, itself where it refers to none that is known."""
        return entry if entry.refers_to is None else self._by_seq.get(entry.refers_to, entry)

    def count(self) -> int:
        """How many rows there are."""
        return len(self._shown)

    def title(self, column: int) -> str:
        """What stands above the column."""
        match TrailColumn(column):
            case TrailColumn.TIME:
                return self.tr("Time")
            case TrailColumn.REVIEWER:
                return self.tr("Reviewer")
            case TrailColumn.REPORT:
                return self.tr("Report")
            case TrailColumn.STANDING:
                return self.tr("Standing")
            case TrailColumn.WORDS:
                return self.tr("Step")
            case TrailColumn.REASON:
                return self.tr("Reason")

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        entry = self._shown[index.row()]
        if role in (DISPLAY, TOOL_TIP):
            return self._text(entry, index.column(), is_tip=role == TOOL_TIP)
        if role == FOREGROUND:
            return self._theme.colour(self._role(entry, index.column()))
        return None

    def _text(self, entry: AuditEntry, column: int, *, is_tip: bool) -> str:
        match column:
            case TrailColumn.TIME:
                return f"{entry.at:%Y-%m-%d %H:%M:%S} {_zone(entry)}"
            case TrailColumn.REVIEWER:
                return entry.reviewer
            case TrailColumn.REPORT:
                return entry.source or self.tr("whole folder")
            case TrailColumn.STANDING:
                standing = self._standings.get(entry.seq)
                words = self._words
                return words.standing_in_full(standing) if is_tip else words.standing(standing)
            case TrailColumn.WORDS:
                return self._what(entry)
            case _:
                return entry.reason

    def _role(self, entry: AuditEntry, column: int) -> Role:
        standing = self._standings.get(entry.seq)
        if standing in (Standing.UNDONE, Standing.DISCARDED):
            return Role.TEXT_SECONDARY
        if column in (TrailColumn.TIME, TrailColumn.REVIEWER, TrailColumn.REPORT):
            return Role.TEXT_SECONDARY
        return Role.TEXT

    def _what(self, entry: AuditEntry) -> str:
        review = self._review
        if review is not None and entry.source != review.report.source:
            review = None
        return self._words.what(entry, self.step_of(entry), review)

    def _lay_out(self) -> None:
        wanted = self._filter
        shown = [entry for entry in self._all if wanted.wants(entry, self.step_of(entry))]
        if wanted.words:
            shown = [
                entry
                for entry in shown
                if _has(f"{self._what(entry)} {entry.reason} {entry.source or ''}", wanted.words)
            ]
        self._shown = shown


def _zone(entry: AuditEntry) -> str:
    """+08:00"""
    offset = f"{entry.at:%z}"
    return f"{offset[:3]}:{offset[3:5]}" if offset else ""


def _has(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold()
    return all(word.casefold() in folded for word in words)
