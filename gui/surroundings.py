"""Owns what is known of a report from beside it: the survey of the folder, and what its rules said there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import GoujiError
from core.findings import Finding
from core.review import Review
from gui.loading import load
from gui.workers import Handlers, Job, Workers

if TYPE_CHECKING:
    from core.rules import Context, RuleCount
    from core.store import ReviewFile
    from core.summary import Summary
    from core.survey import Known, Survey
    from core.units import UnitTree


class Surroundings(QObject):
    """Looks over the whole folder beside the window; a later look takes the place of one under way."""

    looked_over = Signal()  # what the reports say of each other is known
    failed = Signal(object)  # GoujiError
    rules_counted = Signal(object)  # RuleCount by rule: what was put aside in this folder

    def __init__(self, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._workers = workers
        self._job: Job[Survey] | None = None
        self._counting: Job[Mapping[str, RuleCount]] | None = None
        self._counted: ReviewFile | None = None
        self.survey: Survey | None = None
        self._round = 0
        self._followed: Review | None = None
        self._left_since: dict[str, tuple[Known, Review]] = {}
        """The reports that were left since the last survey began: it may not know what was done there."""

    def of(self, source: str) -> "Context | None":
        """What others say of the report now, None where the last survey has not seen it."""
        return None if self.survey is None else self.survey.context(source)

    def lines(self, sources: Iterable[str]) -> "list[Summary]":
        """The lines of these reports with what others say of them now."""
        survey = self.survey
        if survey is None:
            return []
        return [survey.summary(source) for source in sources if source in survey]

    def follow(self, review: Review) -> tuple[str, ...]:
        """Something was done in the report: the sources of others that may be told something else by it."""
        self._followed = review
        return () if self.survey is None else self.survey.follow(review)

    @property
    def is_looking(self) -> bool:
        """Whether the folder is being looked over."""
        return self._job is not None

    def use_tree(self, tree: "UnitTree | None", digest: str) -> tuple[str, ...]:
        """Go by another tree of units (None: the folders); the sources of those that it concerns."""
        return () if self.survey is None else self.survey.use_tree(tree, digest)

    def leave(self, review: Review) -> None:
        """The report is left as it stands now."""
        if review is not self._followed:
            return
        from core.survey import left

        what = left(review)
        if self._job is not None:
            self._left_since[review.report.source] = what
        if self.survey is not None:
            self.survey.put_down(*what)

    def look_over(self, folder: Path, file: "ReviewFile", sources: Sequence[str]) -> None:
        """Survey the folder; `looked_over` tells."""
        self._stop()
        self._left_since.clear()
        self._job = self._workers.start(
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
        self._job = self._counting = self._counted = self.survey = self._followed = None

    def _stop(self) -> None:
        self._round += 1  # what a job brings that ended just now is of no use any more
        if self._job is not None:
            self._job.cancel()

    def _on_surveyed(self, round: int, survey: "Survey") -> None:
        if round != self._round:
            return
        for what in self._left_since.values():
            survey.put_down(*what)
        self._left_since.clear()
        self._job, self.survey = None, survey
        self.looked_over.emit()
        if survey.units.error is not None:
            self.failed.emit(survey.units.error)

    def _on_rules_counted(self, file: "ReviewFile", counts: object) -> None:
        if file is self._counted:
            self.rules_counted.emit(counts)


def _survey(
    folder: Path, file: "ReviewFile", sources: Sequence[str], job: "Job[Survey]"
) -> "Survey":
    """What the reports of the folder say of each other, and what is open in each."""
    from core.survey import survey_folder

    return survey_folder(folder, file, sources, job.progress)


def _count_rules(
    file: "ReviewFile", job: "Job[Mapping[str, RuleCount]]"
) -> "Mapping[str, RuleCount]":
    """How often each rule spoke in the reports that somebody has worked on, and was put aside there."""
    from core.rules import all_findings, count_rules

    def reviewed() -> "Iterator[tuple[Review, tuple[Finding, ...]]]":
        sources = file.reports.reviewed()
        for done, source in enumerate(sources):
            job.progress(done, len(sources))
            with suppress(GoujiError):  # the list says of the file itself that it cannot be read
                loaded = load(file, source)
                yield loaded.review, all_findings(loaded.review, loaded.context)

    return count_rules(reviewed())
