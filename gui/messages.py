"""Owns what the message bar says: news of the session in sentences, with what can be done about them."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from socket import gethostname
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from core.checks import Severity
from core.errors import GoujiError, ReviewFileLockedError
from gui.opening_job import Arrival
from gui.session import ReviewSession
from gui.views.message_bar import MessageBar, Offer
from gui.walk import Walk
from gui.wording import Speech

if TYPE_CHECKING:
    from core.store import Rebase


_NAMED = 3
"""So many reports are named in a message."""


class Messages(QObject):
    """Says what happened. Nothing here waits for an answer."""

    elsewhere_asked = Signal()

    def __init__(self, session: ReviewSession, walk: Walk, bar: MessageBar, speech: Speech) -> None:
        super().__init__(bar)
        self._session = session
        self._bar = bar
        self._speech = speech
        self._says_unsaved = False
        self._walk = walk
        self._renewed: dict[str, Rebase] = {}
        session.folder_opened.connect(self._on_folder_opened)
        session.folder_failed.connect(self._on_folder_failed)
        session.locked_by_other.connect(self._on_locked_by_other)
        session.lock_waited_for.connect(self._on_lock_waited_for)
        session.lock_taken.connect(self._on_lock_taken)
        session.saving.moved.connect(self._on_moved_elsewhere)
        session.reading_ended.connect(self._on_reading_ended)
        session.reading_renewed.connect(self._on_reading_renewed)
        session.saving.saved.connect(self._on_saved)
        session.saving.failed.connect(self._on_save_failed)
        session.refused.connect(self._on_refused)
        session.editing.stands_already.connect(self._on_stands_already)
        walk.nothing_left.connect(self._on_nothing_left)
        walk.all_reviewed.connect(self._on_all_reviewed)

    def say(self, text: str) -> None:
        """Anything else, in passing."""
        self._bar.say(text)

    def say_error(self, error: GoujiError) -> None:
        """Why something could not be done."""
        self._bar.say(self._speech.wording.error(error), Severity.ERROR)

    def say_exported(self, path: Path) -> None:
        """Where the workbook is."""
        self._bar.say(
            self.tr("Workbook saved: %1").replace("%1", str(path)),
            offers=(
                Offer(self.tr("Open"), lambda: _open(path)),
                Offer(self.tr("Show folder"), lambda: _open(path.parent)),
            ),
            stays=True,
        )

    def say_handed_over(self, path: Path) -> None:
        """Where the review is as one file."""
        self._bar.say(
            self.tr("The review is in one file, to be sent and merged: %1").replace(
                "%1", str(path)
            ),
            offers=(Offer(self.tr("Show folder"), lambda: _open(path.parent)),),
            stays=True,
        )

    def say_crash(self, report: Path | None) -> None:
        """The program was wrong somewhere; what was done before is saved."""
        text = self.tr("Something in the program went wrong. What you did is saved.")
        offers: tuple[Offer, ...] = ()
        if report is not None:
            where = self.tr("Details are in %1").replace("%1", str(report))
            text = f"{text} {where}"
            offers = (Offer(self.tr("Open"), lambda: _open(report)),)
        self._bar.say(text, Severity.ERROR, offers)

    def _on_folder_opened(self) -> None:
        self._bar.clear()
        self._renewed.clear()
        arrival = self._session.arrival
        if arrival is None:
            return
        said, offers = self._where(arrival)
        said += self._what_went_wrong(arrival)
        if said:
            self._bar.say("\n".join(said), Severity.WARNING, offers, stays=True)
        elif arrival.left_by is not None:
            words = self.tr(
                "The last session ended without closing (%1). What it had saved is here."
            )
            self._bar.say(words.replace("%1", str(arrival.left_by)))

    def _where(self, arrival: Arrival) -> tuple[list[str], tuple[Offer, ...]]:
        """Which review file it is, where it is not simply the one in the folder."""
        path = str(arrival.path)
        if arrival.has_moved:
            words = self.tr("This review went on in %1 when the folder could not be written.")
            offer = Offer(self.tr("Bring it back into the folder"), self._session.bring_home)
            return [words.replace("%1", path)], (offer,)
        if arrival.is_second:
            words = self.tr(
                "Second review by %2, kept in %1. Nothing of the first review is shown."
            )
            return [words.replace("%2", self._session.reviewer).replace("%1", path)], ()
        if arrival.is_elsewhere:
            words = self.tr("This folder cannot be written; the review is kept in %1")
            return [words.replace("%1", path)], ()
        if arrival.came_home:
            words = self.tr("What was kept elsewhere is in the folder again: %1")
            return [words.replace("%1", path)], ()
        return [], ()

    def _what_went_wrong(self, arrival: Arrival) -> list[str]:
        """What an earlier session left behind."""
        said = []
        recovery = arrival.recovery
        if recovery is not None:
            words = self.tr("The review file was damaged. Entries recovered: %1. It is kept as %2")
            words = words.replace("%2", str(recovery.kept_aside))
            said.append(words.replace("%1", str(recovery.entries)))
            if recovery.lost:
                said.append(self.tr("Some entries are lost; the journal says which."))
        if arrival.diverged is not None:
            words = self.tr("Another review file of this folder went its own way: %1")
            said.append(words.replace("%1", str(arrival.diverged)))
        if arrival.rescued:
            said.append(
                self.tr("Steps that an earlier session could not save: %n", "", arrival.rescued)
            )
        return said

    def _on_folder_failed(self, folder: Path, error: GoujiError) -> None:  # noqa: ARG002
        self.say_error(error)

    def _on_locked_by_other(self, error: ReviewFileLockedError) -> None:
        words = self.tr("You can look at everything here but change nothing.")
        self._bar.say(
            f"{self._speech.wording.error(error)} {words}",
            Severity.WARNING,
            self._lock_offers(error),
            stays=True,
        )

    def _lock_offers(self, error: ReviewFileLockedError) -> tuple[Offer, ...]:
        """Waiting; taking over only what another machine holds, as this one knows who is still at work."""
        wait = Offer(self.tr("Wait for it"), self._session.wait_for_lock)
        holder = str(error.params.get("holder"))
        if f"@{gethostname()} " in holder or "@" not in holder:
            return (wait,)
        words = self.tr("Nobody uses it any more")
        return (wait, Offer(words, self._session.take_over))

    def _on_lock_waited_for(self) -> None:
        self._bar.say(
            self.tr("Waiting: as soon as the review file is free you can change things here.")
        )

    def _on_lock_taken(self) -> None:
        self._bar.say(self.tr("The review file is free. You can change things here now."))

    def _on_moved_elsewhere(self, path: Path, goes_on: bool) -> None:
        if goes_on:
            words = self.tr(
                "The review goes on in %1, and is found there when this folder is opened again."
            )
        else:
            words = self.tr(
                "The review file cannot be read any more. What was not saved is in %1 and can be merged "
                "later."
            )
        self._says_unsaved = False
        self._bar.say(words.replace("%1", str(path)), Severity.WARNING, stays=True)

    def _on_reading_ended(self, is_complete: bool) -> None:
        if not is_complete:
            self._bar.say(
                self.tr("Reading was stopped. Some files are not read yet."),
                offers=(Offer(self.tr("Go on"), self._session.refresh),),
            )

    def _on_reading_renewed(self, rebase: "Rebase") -> None:
        """What changed, report by report, and the way to the first cell that came back."""
        self._renewed[rebase.source] = rebase
        changed = [one for one in self._renewed.values() if one.cells]
        if not changed:
            words = self.tr("Read anew since the review, and every cell reads as before: %1")
            self._bar.say(words.replace("%1", _named(self._renewed.values())))
            return
        cells = sum(len(one.cells) for one in changed)
        from core.store.rebase import RebaseCause  # not before the window is up

        by_reader = all(one.cause is RebaseCause.READER for one in changed)
        if by_reader:
            words = self.tr("The program reads better than when this was reviewed: %1.")
        else:
            words = self.tr("Changed since the review: %1.")
        looks = self.tr("Cells that read differently and come back for a look: %n", "", cells)
        self._bar.say(
            f"{words.replace('%1', _named(changed))} {looks}",
            Severity.WARNING,
            (Offer(self.tr("Look at them"), partial(self._walk.open_report, changed[0].source)),),
            stays=True,
        )

    def _on_saved(self) -> None:
        if self._says_unsaved:
            self._says_unsaved = False
            self._bar.say(self.tr("Everything is saved again."))

    def _on_save_failed(self, error: GoujiError) -> None:
        self._says_unsaved = True
        kept = self.tr("Not saved yet, kept in memory: %n", "", self._session.saving.unsaved)
        self._bar.say(
            f"{self._speech.wording.error(error)} {kept}",
            Severity.ERROR,
            (
                Offer(self.tr("Try again"), self._session.saving.retry),
                Offer(self.tr("Save elsewhere…"), self.elsewhere_asked.emit),
            ),
        )

    def _on_refused(self, error: GoujiError) -> None:
        self._bar.say(self._speech.wording.error(error), Severity.WARNING)

    def _on_stands_already(self) -> None:
        self._bar.say(self.tr("This is how the report stands now."))

    def _on_nothing_left(self) -> None:
        self._bar.say(self.tr("Nothing left to look at in the reports of this list."))

    def _on_all_reviewed(self) -> None:
        self._bar.say(self.tr("Every report of this list is reviewed or put off."))


def _named(rebases: "Iterable[Rebase]") -> str:
    """The reports by their files; of many the first."""
    sources = [rebase.source for rebase in rebases]
    return ", ".join(sources) if len(sources) <= _NAMED else f"{', '.join(sources[:_NAMED])} …"


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
