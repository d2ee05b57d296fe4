"""Owns what the message bar says: news of the session in sentences, with what can be done about them."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from core.checks import Severity
from core.errors import GoujiError, ReviewFileLockedError
from gui.session import ReviewSession
from gui.views.message_bar import MessageBar, Offer
from gui.walk import Walk
from gui.wording import Speech


class Messages(QObject):
    """Says what happened. Nothing here waits for an answer."""

    def __init__(self, session: ReviewSession, walk: Walk, bar: MessageBar, speech: Speech) -> None:
        super().__init__(bar)
        self._session = session
        self._bar = bar
        self._speech = speech
        self._says_unsaved = False
        session.folder_opened.connect(self._on_folder_opened)
        session.folder_failed.connect(self._on_folder_failed)
        session.locked_by_other.connect(self._on_locked_by_other)
        session.reading_ended.connect(self._on_reading_ended)
        session.reading_renewed.connect(self._on_reading_renewed)
        session.saved.connect(self._on_saved)
        session.save_failed.connect(self._on_save_failed)
        session.refused.connect(self._on_refused)
        session.stands_already.connect(self._on_stands_already)
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
        session, said = self._session, []
        if session.is_elsewhere:
            words = self.tr("This folder cannot be written; the review is kept in %1")
            said.append(words.replace("%1", str(session.review_file)))
        recovery = session.recovery
        if recovery is not None:
            words = self.tr("The review file was damaged. Entries recovered: %1. It is kept as %2")
            words = words.replace("%2", str(recovery.kept_aside))
            said.append(words.replace("%1", str(recovery.entries)))
            if recovery.lost:
                said.append(self.tr("Some entries are lost; the journal says which."))
        if session.diverged is not None:
            words = self.tr("Another review file of this folder went its own way: %1")
            said.append(words.replace("%1", str(session.diverged)))
        if said:
            self._bar.say("\n".join(said), Severity.WARNING, stays=True)

    def _on_folder_failed(self, folder: Path, error: GoujiError) -> None:  # noqa: ARG002
        self.say_error(error)

    def _on_locked_by_other(self, error: ReviewFileLockedError) -> None:
        words = self.tr("You can look at everything here but change nothing.")
        self._bar.say(
            f"{self._speech.wording.error(error)} {words}",
            Severity.WARNING,
            (Offer(self.tr("Try again"), self._session.refresh),),
            stays=True,
        )

    def _on_reading_ended(self, is_complete: bool) -> None:
        if not is_complete:
            self._bar.say(
                self.tr("Reading was stopped. Some files are not read yet."),
                offers=(Offer(self.tr("Go on"), self._session.refresh),),
            )

    def _on_reading_renewed(self) -> None:
        self._bar.say(
            self.tr("Some files or their reading changed since the review; see the findings."),
            Severity.WARNING,
        )

    def _on_saved(self) -> None:
        if self._says_unsaved:
            self._says_unsaved = False
            self._bar.say(self.tr("Everything is saved again."))

    def _on_save_failed(self, error: GoujiError) -> None:
        self._says_unsaved = True
        kept = self.tr("Not saved yet, kept in memory: %n", "", self._session.unsaved)
        self._bar.say(
            f"{self._speech.wording.error(error)} {kept}",
            Severity.ERROR,
            (Offer(self.tr("Try again"), self._session.retry),),
        )

    def _on_refused(self, error: GoujiError) -> None:
        self._bar.say(self._speech.wording.error(error), Severity.WARNING)

    def _on_stands_already(self) -> None:
        self._bar.say(self.tr("This is how the report stands now."))

    def _on_nothing_left(self) -> None:
        self._bar.say(self.tr("Nothing left to look at in the reports of this list."))

    def _on_all_reviewed(self) -> None:
        self._bar.say(self.tr("Every report of this list is reviewed or put off."))


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
