"""Owns what is known of a report from beside it: the survey of the folder, and what its rules said there."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui import folder_jobs
from gui.workers import Handlers, Job, Workers

if TYPE_CHECKING:
    from core.rules import Context, RuleCount
    from core.store import ReviewFile
    from core.summary import Summary
    from core.survey import Survey


class Surroundings(QObject):
    """Looks over the whole folder beside the window; a later look takes the place of one under way."""

    looked_over = Signal(object)  # list[Summary] of the reports in which nothing was done meanwhile
    failed = Signal(object)  # GoujiError: the unit file cannot be read, and why
    rules_counted = Signal(object)  # RuleCount by rule: what was put aside in this folder

    def __init__(self, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._survey: Job[Survey] | None = None
        self._counting: Job[Mapping[str, RuleCount]] | None = None
        self._counted: ReviewFile | None = None
        self._contexts: Mapping[str, Context] = {}
        self._round = 0
        self._changed_since: set[str] = set()
        """The reports in which something was done since the last survey began: it does not know."""

    def of(self, source: str) -> "Context | None":
        """What the last survey knows of the report, None where it has not seen it."""
        return self._contexts.get(source)

    def note_change(self, source: str) -> None:
        """Something was done in the report."""
        self._changed_since.add(source)

    def look_over(self, folder: Path, file: "ReviewFile", sources: Sequence[str]) -> None:
        """Survey the folder; `looked_over` tells."""
        self._stop()
        self._changed_since.clear()
        self._survey = self._workers.start(
            partial(_survey, folder, file, tuple(sources)),
            Handlers(done=partial(self._on_surveyed, self._round), failed=self.failed.emit),
        )

    def count_rules(self, file: "ReviewFile") -> None:
        """Count what the rules said of the reports that somebody has worked on; `rules_counted` tells."""
        if self._counting is not None:
            self._counting.cancel()
        self._counted = file
        self._counting = self._workers.start(
            partial(_count_rules, file),
            Handlers(done=partial(self._on_rules_counted, file)),
        )

    def forget(self) -> None:
        """Another folder: nothing is known."""
        self._stop()
        if self._counting is not None:
            self._counting.cancel()
        self._survey = self._counting = self._counted = None
        self._contexts = {}

    def _stop(self) -> None:
        self._round += 1  # what a job brings that ended just now is of no use any more
        if self._survey is not None:
            self._survey.cancel()

    def _on_surveyed(self, round: int, survey: "Survey") -> None:
        if round != self._round:
            return
        self._contexts = survey.contexts
        known: list[Summary] = [
            summary
            for summary in survey.summaries.values()
            if summary.source not in self._changed_since
        ]
        self.looked_over.emit(known)

    def _on_rules_counted(self, file: "ReviewFile", counts: object) -> None:
        if file is self._counted:
            self.rules_counted.emit(counts)


def _survey(
    folder: Path, file: "ReviewFile", sources: Sequence[str], job: "Job[Survey]"
) -> "Survey":
    return folder_jobs.survey(folder, file, sources, job)


def _count_rules(
    file: "ReviewFile", job: "Job[Mapping[str, RuleCount]]"
) -> "Mapping[str, RuleCount]":
    return folder_jobs.count_rules(file, job)
