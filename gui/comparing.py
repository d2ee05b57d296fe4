"""Owns comparing one's own review with another of the same folder: the job, what it found, and taking it over."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.agreement import Agreement
from core.differences import Difference
from gui.adjudicating import Adjudicating
from gui.asking import Asking
from gui.comparing_job import Compared, CompareTask
from gui.focus import Focus
from gui.looks import Target
from gui.models.differences import cells_of
from gui.process_job import run_in_process
from gui.session import ReviewSession
from gui.views.desk import Below, Desk
from gui.walk import Walk
from gui.wording import Speech
from gui.workers import Handlers, Job, Workers

if TYPE_CHECKING:
    from core.merge import Merge, RuleSwitch


class Comparing(QObject):
    """Compares, goes to differences, and compares again once decisions were taken over."""

    compared = Signal(object)  # Compared
    ended = Signal()
    progressed = Signal(int, int)
    finished = Signal()
    said = Signal(str)
    began = Signal()

    def __init__(
        self,
        session: ReviewSession,
        workers: Workers,
        desk: Desk,
        asking: Asking,
        focus: Focus,
        walk: Walk,
        speech: Speech,
    ) -> None:
        super().__init__(desk)
        self._session = session
        self._workers = workers
        self._desk = desk
        self._pane = desk.comparison
        self._adjudicating = Adjudicating(session, desk.comparison, speech)
        self._asking = asking
        self._focus = focus
        self._walk = walk
        self._speech = speech
        self._path: Path | None = None
        self._compared: Compared | None = None
        self._wanted: Difference | None = None
        self._job: Job[Compared] | None = None
        self._is_merging = False
        self._merged = ""
        self._pane.chosen.connect(self._on_chosen)
        self._adjudicating.said.connect(self.said)
        self._pane.bar.merge_asked.connect(self._on_merge_asked)
        self._pane.bar.close_asked.connect(self.end)
        session.report_opened.connect(self._on_report_opened)
        session.reading_ended.connect(self._on_reading_ended)
        session.merging.merged.connect(self._on_merged)
        session.merging.failed.connect(self._on_merge_failed)
        session.merging.stopped.connect(self._on_merge_stopped)
        session.merging.progressed.connect(self.progressed)
        session.folder_closed.connect(self._on_folder_closed)

    @property
    def is_on(self) -> bool:
        """Whether a comparison is shown."""
        return self._path is not None

    @property
    def agreement(self) -> Agreement | None:
        """How far the two agree, as of the last comparison; None where none is shown."""
        return None if self._compared is None else self._compared.comparison.figures

    def begin(self, path: Path) -> None:
        """Set the review file at `path` beside one's own, which is saved first."""
        own, folder = self._session.review_file, self._session.folder
        if own is not None and folder is not None:
            self._session.saving.settle(partial(self._begin, folder, own, path))

    def _begin(self, folder: Path, own: Path, path: Path, is_saved: bool) -> None:
        if not is_saved:
            return
        self._path = path
        self._job = self._workers.start(
            partial(_compare, CompareTask(folder, own, path)),
            Handlers(
                done=partial(self._on_compared, path),
                failed=self._on_failed,
                cancelled=self.end,
                progressed=self.progressed.emit,
                ended=self._on_ended,
            ),
        )
        self.began.emit()

    @property
    def is_running(self) -> bool:
        """Whether reviews are being compared or merged just now."""
        return self._job is not None or self._is_merging

    def stop(self) -> None:
        """End what is under way."""
        if self._job is not None:
            self._job.cancel()
        else:
            self._session.merging.stop()

    def _on_ended(self) -> None:
        self._job = None
        self.finished.emit()

    def end(self) -> None:
        """Show no comparison any more."""
        if self._path is None:
            return
        self._path, self._wanted, self._compared = None, None, None
        self._pane.differences.set_comparison(None)
        self._desk.offer_comparison(False)
        self.ended.emit()

    def retranslate(self) -> None:
        """Say the figures in the language in force."""
        if self._compared is not None:
            self._show_figures(self._compared)

    # --- what is compared ----------------------------------------------------------------------------

    def _on_compared(self, path: Path, compared: Compared) -> None:
        if path != self._path:
            return
        self._compared = compared
        self._pane.differences.set_comparison(compared.comparison, compared.settled)
        trial = compared.trial
        decisions = sum(len(report.edits) for report in trial.reports)
        may_write = not self._session.is_read_only
        self._pane.bar.offer_merge(decisions if may_write else 0)
        self._pane.bar.offer_rules(
            self._rules(trial.free_rules) if may_write else (), self._rules(trial.rule_conflicts)
        )
        self._show_figures(compared)
        self._desk.offer_comparison(True)
        self._desk.show_below(Below.COMPARISON)
        self._pane.go_on()
        words, self._merged = self._merged, ""
        if not self._pane.differences.rowCount():
            same = self.tr("Where both reviewed, there is no difference.")
            words = f"{words} {same}".strip()
        if words:
            self.said.emit(words)
        self.compared.emit(compared)

    def _rules(self, switches: "Sequence[RuleSwitch]") -> tuple[str, ...]:
        """What was done there to the rules, in words."""
        from core.rules import load_rules  # not before the window is up

        language, known = self._speech.language.value, load_rules()
        words = {True: self.tr("switched on: %1"), False: self.tr("switched off: %1")}
        return tuple(
            words[switch.is_on].replace(
                "%1",
                known[switch.rule].titles[language] if switch.rule in known else switch.rule,
            )
            for switch in switches
        )

    def _show_figures(self, compared: Compared) -> None:
        found, wording = compared.comparison, self._speech.wording
        share = found.agreement
        cells = wording.message(
            "cli",
            "two.cells",
            compared=found.cells_compared,
            equal=found.cells_equal,
            share="–" if share is None else f"{float(share):.2%}",
        )
        marks = wording.message(
            "cli",
            "two.marks",
            marked=found.marked,
            agreed=found.agreed,
            kappa="–" if found.kappa is None else f"{float(found.kappa):.2f}",
        )
        reports = wording.message(
            "cli",
            "two.reports",
            both=len(found.both),
            first=len(found.only_first),
            second=len(found.only_second),
        )
        short = self.tr("cells alike %1, kappa %2")
        kappa = "–" if found.kappa is None else f"{float(found.kappa):.2f}"
        alike = "–" if share is None else f"{float(share):.2%}"
        self._pane.bar.figures.setText(short.replace("%2", kappa).replace("%1", alike))
        self._pane.bar.figures.setToolTip(f"{reports}\n{cells}\n{marks}")

    def _on_failed(self, error: object) -> None:
        self.end()
        self._session.refused.emit(error)

    # --- going to a difference -----------------------------------------------------------------------

    def _on_chosen(self, difference: Difference) -> None:
        if difference.source == self._session.source and self._session.review is not None:
            self._wanted = None
            self._go_to(difference)
        elif difference.source in {row.source for row in self._session.rows}:
            self._wanted = difference
            self._walk.open_report(difference.source)

    def _on_report_opened(self) -> None:
        wanted = self._wanted
        if wanted is not None and wanted.source == self._session.source:
            self._wanted = None
            self._go_to(wanted)

    def _go_to(self, difference: Difference) -> None:
        review = self._session.review
        cells = cells_of(difference)
        if review is None or not cells or cells[0] not in review.form.index.positions:
            return
        self._focus.go(Target(cells[0]))
        for grid in self._desk.grids.values():
            grid.mark_cells(cells)
        self._desk.show_below(Below.COMPARISON)

    # --- taking over ---------------------------------------------------------------------------------

    def _on_merge_asked(self) -> None:
        if self._path is not None and self._asking.leave_editor():
            self._is_merging = True
            self._pane.bar.merge.setEnabled(False)
            self.began.emit()
            self._session.merge_from(self._path, takes_rules=self._pane.bar.rules.isChecked())

    def _on_merged(self, merge: "Merge") -> None:
        decisions = sum(len(report.edits) for report in merge.reports)
        words = self.tr("Taken over: %1. Conflicts left as they are here: %2.")
        words = words.replace("%2", str(len(merge.conflicts))).replace("%1", str(decisions))
        if merge.unplaced:
            names = ", ".join(merge.unplaced)
            words += " " + self.tr("Not in this folder: %1").replace("%1", names)
        if merge.rule_conflicts:
            names = ", ".join(self._rules(merge.rule_conflicts))
            words += " " + self.tr(
                "Rules that both switched, each another way, left as they are here: %1"
            ).replace("%1", names)
        self._merged = words  # said once the folder is open anew

    def _on_merge_stopped(self) -> None:
        self._merged = self.tr(
            "Stopped. What was taken over so far stays; the rest is offered again."
        )

    def _on_merge_failed(self) -> None:
        self._is_merging = False
        if self._compared is not None:
            self._on_compared(self._compared.path, self._compared)

    def _on_reading_ended(self) -> None:
        """After a merge the folder was opened anew: compare again, so that conflicts alone are left."""
        if self._is_merging and self._path is not None and not self._session.is_reading:
            self._is_merging = False
            self.begin(self._path)

    def _on_folder_closed(self) -> None:
        if not self._is_merging:
            self.end()


def _compare(task: CompareTask, job: Job[Compared]) -> Compared:
    return run_in_process(task, str(task.other), job.progress)
