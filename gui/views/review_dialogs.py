"""Owns the questions about which review of a folder is meant: one of several, or a second one of one's own."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.theme import SPACE

if TYPE_CHECKING:
    from core.store.choosing import FoundReview

_WIDTH = 160 * SPACE


class WhichReviewDialog(QDialog):
    """Which of a folder's reviews to open; the one that this user worked in last is chosen at first.

    Nothing is said of what the reviews hold but who worked in them last and when.
    """

    def __init__(self, folder: Path, reviews: "Sequence[FoundReview]", parent: QWidget) -> None:
        super().__init__(parent)
        self._reviews = tuple(reviews)
        self.setWindowTitle(self.tr("Which review?"))
        self.setMinimumWidth(_WIDTH)
        words = QLabel(
            self.tr("The folder %1 has more than one review. Which one do you work in?").replace(
                "%1", folder.name or str(folder)
            ),
            self,
        )
        words.setWordWrap(True)
        self.rows = QListWidget(self)
        # Qt 6.11 leaves no room of its own for a second line below a Chinese name, and cuts it off.
        room = QSize(0, 2 * self.fontMetrics().lineSpacing() + 2 * SPACE)
        for review in self._reviews:
            item = QListWidgetItem(self._words(review), self.rows)
            item.setSizeHint(room)
            item.setToolTip(str(review.path))
            if not self._can_be_chosen(review):
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.rows.setCurrentRow(self._first())
        self.buttons = QDialogButtonBox(self)
        ok = self.buttons.addButton(self.tr("Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        ok.setDefault(True)
        column = QVBoxLayout(self)
        column.setSpacing(3 * SPACE)
        for widget in (words, self.rows, self.buttons):
            column.addWidget(widget)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.rows.itemDoubleClicked.connect(self.accept)
        self.rows.setFocus()

    @property
    def chosen(self) -> "FoundReview | None":
        """The review in the current row."""
        row = self.rows.currentRow()
        return self._reviews[row] if 0 <= row < len(self._reviews) else None

    def _can_be_chosen(self, review: "FoundReview") -> bool:
        from core.store.choosing import Standing

        return review.is_there or review.standing is Standing.OWN

    def _first(self) -> int:
        usable = [at for at, one in enumerate(self._reviews) if self._can_be_chosen(one)]
        return next((at for at in usable if self._reviews[at].is_last), usable[0])

    def _words(self, review: "FoundReview") -> str:
        from core.store.choosing import Standing

        if review.standing is Standing.OWN:
            what = self.tr("The review of this folder")
        elif review.standing is Standing.SECOND:
            what = self.tr("Second review")
        else:
            what = self.tr("This folder's review, where it went on")
        if review.is_there:
            at = f"{review.last_at:%Y-%m-%d %H:%M}" if review.last_at is not None else ""
            who = " ".join(part for part in (review.reviewer, at) if part)
        elif review.standing is Standing.OWN:
            who = self.tr("not begun yet")
        else:
            who = self.tr("out of reach")
        return "\n".join((" · ".join(part for part in (what, who) if part), str(review.path)))


class SecondReviewDialog(QDialog):
    """Who reviews independently of the first reviewer, and in which file; `place` proposes one for a name."""

    def __init__(self, place: Callable[[str], Path], parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._is_own_path = False
        self.setWindowTitle(self.tr("Second review"))
        self.setMinimumWidth(_WIDTH)
        words = QLabel(
            self.tr(
                "An independent second review of this folder is kept in a file of its own. Nothing of "
                "the first review is shown: neither figures nor marks, notes or counts. Ctrl+M compares "
                "the two when both are done."
            ),
            self,
        )
        words.setWordWrap(True)
        self.name = QLineEdit(self)
        self.path = QLineEdit(self)
        self.browse = QPushButton(self.tr("Choose…"), self)
        self.browse.setAutoDefault(False)
        self.state = QLabel(self)
        file = QHBoxLayout()
        file.addWidget(self.path, 1)
        file.addWidget(self.browse)
        form = QFormLayout()
        form.addRow(self.tr("Reviewer"), self.name)
        form.addRow(self.tr("Review file"), file)
        form.addRow("", self.state)
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton(self.tr("Review"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.ok.setDefault(True)
        column = QVBoxLayout(self)
        column.setSpacing(3 * SPACE)
        column.addWidget(words)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.name.textChanged.connect(self._on_name_changed)
        self.path.textEdited.connect(self._on_path_edited)
        self.path.textChanged.connect(self._show_state)
        self.browse.clicked.connect(self._choose)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._show_state()
        self.name.setFocus()

    @property
    def chosen(self) -> tuple[str, Path] | None:
        """Who, and the file; None while either is lacking."""
        name, path = self.name.text().strip(), self.path.text().strip()
        if not name or not path or Path(path).is_dir():
            return None
        given = Path(path)
        if given.suffix.lower() != ".sqlite":
            given = given.with_name(f"{given.name}.sqlite")
        return name, given

    def accept(self) -> None:
        if self.chosen is not None:
            super().accept()

    def _on_name_changed(self, text: str) -> None:
        if not self._is_own_path:
            name = text.strip()
            self.path.setText(str(self._place(name)) if name else "")
        self._show_state()

    def _on_path_edited(self) -> None:
        self._is_own_path = True

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Review file"),
            self.path.text() or str(self._place("")),
            self.tr("Review file (*.sqlite)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self._is_own_path = True
            self.path.setText(chosen)

    def _show_state(self) -> None:
        chosen = self.chosen
        self.ok.setEnabled(chosen is not None)
        if chosen is None:
            self.state.setText(" ")
        elif chosen[1].exists():
            self.state.setText(self.tr("This file is there: the review in it goes on."))
        else:
            self.state.setText(self.tr("A new file."))
