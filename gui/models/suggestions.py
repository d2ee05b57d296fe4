"""Owns the rows of the suggestions: what would mend what fails, those that concern the focus first."""

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from core.forms import Form
from core.review import Review
from gui.looks import Target
from gui.models.roles import ALIGNMENT, DISPLAY, FOREGROUND, TOOL_TIP, Index
from gui.models.rows import RowsModel
from gui.theme import Role, Theme
from gui.wording import Speech

if TYPE_CHECKING:
    from core.suggestions import Suggestion


_TOP_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class SuggestionColumn(IntEnum):
    """The columns of the pane."""

    KIND = 0
    WORDS = 1


def open_suggestions(
    review: Review, suggestions: "Sequence[Suggestion]"
) -> "tuple[Suggestion, ...]":
    """Those about checks that nobody has judged and cells that nobody has settled."""
    open_checks = frozenset(review.open_checks)
    return tuple(
        suggestion
        for suggestion in suggestions
        if not open_checks.isdisjoint(suggestion.mends)
        or any(
            review.cell(ref).needs_look and review.cell(ref).source.candidates
            for ref in suggestion.cells
        )
    )


class SuggestionsModel(RowsModel):
    """The open Suggestions of the report on the screen, best first within what concerns the focus."""

    columns = SuggestionColumn

    def __init__(self, theme: Theme, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._speech = speech
        self._form: Form | None = None
        self._ranked: tuple[Suggestion, ...] = ()
        self._shown: list[Suggestion] = []

    def set_suggestions(
        self, review: Review | None, suggestions: "Sequence[Suggestion]", target: Target
    ) -> None:
        """Show these, best first as given.

        They are worded by the form of now: the review may go over to another before new ones are there, and
        those about cells that its form does not have are of no use any more.
        """
        self.beginResetModel()
        self._form = None if review is None else review.form
        cells = {} if self._form is None else self._form.index.positions
        self._ranked = tuple(one for one in suggestions if one.cells.keys() <= cells.keys())
        self._shown = _arranged(self._ranked, target)
        self.endResetModel()

    def arrange(self, target: Target) -> None:
        """Put those that concern `target` before the others."""
        shown = _arranged(self._ranked, target)
        if shown != self._shown:
            self.beginResetModel()
            self._shown = shown
            self.endResetModel()

    def suggestion_at(self, row: int) -> "Suggestion":
        """The Suggestion in `row`."""
        return self._shown[row]

    def row_of(self, suggestion: "Suggestion") -> int | None:
        """The row of `suggestion`, None where it is no longer one."""
        return self._shown.index(suggestion) if suggestion in self._shown else None

    def sentence(self, suggestion: "Suggestion") -> str:
        """`suggestion` in one sentence."""
        from core.suggestions import SuggestionWords

        if self._form is None:
            return ""
        return SuggestionWords(self._speech.wording).sentence(suggestion, self._form)

    def note(self, suggestion: "Suggestion") -> str:
        """What stays with it once it is taken up."""
        from core.suggestions import SuggestionWords

        if self._form is None:
            return ""
        return SuggestionWords(self._speech.wording).note(suggestion, self._form)

    def count(self) -> int:
        """How many rows there are."""
        return len(self._shown)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        suggestion = self._shown[index.row()]
        is_kind = index.column() == SuggestionColumn.KIND
        if role == DISPLAY:
            return self._kind(suggestion)[0] if is_kind else self.sentence(suggestion)
        if role == TOOL_TIP:
            return self.sentence(suggestion)
        if role == FOREGROUND:
            return self._theme.colour(self._kind(suggestion)[1] if is_kind else Role.TEXT)
        if role == ALIGNMENT:
            return _TOP_LEFT
        return None

    def _kind(self, suggestion: "Suggestion") -> tuple[str, Role]:
        """Who is to blame, with a sign, and its ink."""
        from core.suggestions import Slip, SuggestionKind

        if any(reason.slip is Slip.CHOICE for reason in suggestion.reasons):
            return "? " + self.tr("choose a reading"), Role.LOOK
        if suggestion.kind is SuggestionKind.READING:
            return "✎ " + self.tr("correct the reading"), Role.CORRECTED
        return "✗ " + self.tr("the report’s own error"), Role.FAIL


def _arranged(suggestions: "Sequence[Suggestion]", target: Target) -> "list[Suggestion]":
    return sorted(suggestions, key=lambda suggestion: not _concerns(suggestion, target))


def _concerns(suggestion: "Suggestion", target: Target) -> bool:
    if target.check is not None:
        return target.check in suggestion.mends
    return target.cell is not None and target.cell in suggestion.cells
