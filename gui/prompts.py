"""Owns what the window asks a person: choosers and questions behind one small object, so tests can answer."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

if TYPE_CHECKING:
    from core.store.choosing import FoundReview


class Prompts(QObject):
    """The questions; each returns None where the person thinks better of it."""

    def folder(self, parent: QWidget, start: Path | None) -> Path | None:
        """A folder of reports to open."""
        chosen = QFileDialog.getExistingDirectory(
            parent, self.tr("Open a folder of reports"), str(start or Path.home())
        )
        return Path(chosen) if chosen else None

    def workbook(self, parent: QWidget, suggestion: Path) -> Path | None:
        """Where to save the workbook."""
        chosen, _ = QFileDialog.getSaveFileName(
            parent, self.tr("Export workbook"), str(suggestion), self.tr("Excel workbook (*.xlsx)")
        )
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")

    def elsewhere(self, parent: QWidget, suggestion: Path) -> Path | None:
        """Where the review goes on when its file cannot be written."""
        return self._sqlite_to_save(parent, self.tr("Save the review elsewhere"), suggestion)

    def other_review(self, parent: QWidget, start: Path) -> Path | None:
        """The review file of somebody else."""
        chosen, _ = QFileDialog.getOpenFileName(
            parent, self.tr("Another review of this folder"), str(start), self._sqlite_files()
        )
        return Path(chosen) if chosen else None

    def which_review(
        self, parent: QWidget, folder: Path, reviews: "Sequence[FoundReview]"
    ) -> "FoundReview | None":
        """Which of the folder's reviews is meant."""
        from gui.views.review_dialogs import WhichReviewDialog

        dialog = WhichReviewDialog(folder, reviews, parent)
        return dialog.chosen if dialog.exec() else None

    def second_review(
        self, parent: QWidget, place: Callable[[str], Path]
    ) -> tuple[str, Path] | None:
        """Who reviews a second time, and in which file; `place` proposes one for a name."""
        from gui.views.review_dialogs import SecondReviewDialog

        dialog = SecondReviewDialog(place, parent)
        return dialog.chosen if dialog.exec() else None

    def hand_over(self, parent: QWidget, suggestion: Path) -> Path | None:
        """Where to put the review as one file."""
        return self._sqlite_to_save(parent, self.tr("Hand the review over"), suggestion)

    def _sqlite_files(self) -> str:
        return self.tr("Review file (*.sqlite)")

    def _sqlite_to_save(self, parent: QWidget, title: str, suggestion: Path) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            parent, title, str(suggestion), self._sqlite_files()
        )
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == ".sqlite" else path.with_name(f"{path.name}.sqlite")

    def reviewer(self, parent: QWidget, present: str) -> str | None:
        """The name that goes into the journal; empty for the system's user."""
        name, accepted = QInputDialog.getText(
            parent,
            self.tr("Reviewer name"),
            self.tr("This name is stored with every correction, mark and state:"),
            QLineEdit.EchoMode.Normal,
            present,
        )
        return name.strip() if accepted else None

    def may_lose(self, parent: QWidget, steps: int) -> bool:
        """Whether to go on although `steps` could not be saved and will be lost."""
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            self.tr("Not saved"),
            self.tr("Steps that could not be saved and would be lost: %n", "", steps),
            QMessageBox.StandardButton.NoButton,
            parent,
        )
        stay = box.addButton(self.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        leave = box.addButton(self.tr("Lose them"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is leave
