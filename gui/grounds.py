"""Owns what the findings of the open folder rest on: its rules, its tree of units, and what its reports say of each
other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.listed import Condition
from gui.open_report import OpenReport
from gui.opening import Opening
from gui.report_rows import ReportRows
from gui.saving import Saving
from gui.surroundings import Surroundings

if TYPE_CHECKING:
    from core.units import UnitTree


class Grounds(QObject):
    """Where they change, the open report and the rows of the others are told anew."""

    changed = Signal()  # what is known of the open report from beside it, or its rules

    def __init__(
        self,
        opening: Opening,
        report: OpenReport,
        rows: ReportRows,
        surroundings: Surroundings,
        saving: Saving,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._opening = opening
        self._report = report
        self._rows = rows
        self._surroundings = surroundings
        self._saving = saving
        surroundings.looked_over.connect(self._on_looked_over)

    @property
    def rules_off(self) -> frozenset[str]:
        """The rules that are switched off for the open folder."""
        file = self._opening.file
        return file.rules.off if file is not None else frozenset()

    def switch_rule(self, rule: str, is_on: bool) -> None:
        """Switch a rule on or off for the open folder; it is an entry of the folder's journal."""
        file = self._opening.file_to_write()
        if file is None:
            return
        file.rules.stage(rule, is_on)
        self._saving.save()
        review = self._report.review
        if review is not None:
            review.rules_off = file.rules.off
            self._report.tell()
            self._report.show_rows()
        self.changed.emit()
        self.look_over()

    def count_rules(self) -> None:
        """Count what the rules said of the reports that somebody has worked on; `Surroundings` tell."""
        file = self._opening.file
        if file is not None:
            self._surroundings.count_rules(file)

    def use_units(self, tree: "UnitTree | None", digest: str) -> None:
        """Go by another tree of units for the open folder, None by the one that its folders show."""
        others = self._surroundings.use_tree(tree, digest)
        self._report.tell()
        self._report.show_rows(others)
        self.changed.emit()

    def note_units(self, before: "UnitTree", now: "UnitTree") -> None:
        """Enter into the journal of the folder that its tree of units was changed."""
        file = self._opening.file
        if file is not None and file.stage_units(before, now) is not None:
            self._saving.save()

    def look_over(self) -> None:
        """Look over the whole folder beside the window, once it is read."""
        file, request = self._opening.file, self._opening.request
        if file is None or request is None or self._opening.is_reading:
            return
        rows = self._rows.all()
        readable = [row.source for row in rows if row.condition is not Condition.UNREADABLE]
        self._surroundings.look_over(request.folder, file, readable)

    def _on_looked_over(self) -> None:
        review = self._report.review
        if review is not None:
            self._surroundings.follow(review)  # it may have been changed meanwhile
            self._report.tell()
        self._report.show_rows(self._rows.sources())
        self.changed.emit()
