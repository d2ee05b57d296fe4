"""Owns choosing a reading for the current cell of a grid, where it was not read with certainty."""

from PySide6.QtCore import QObject, QRect, QTimer, Signal

from core.cells import CellRef
from gui.models.grid_edits import correction_edit
from gui.models.table_grid import TableGridModel
from gui.theme import Role
from gui.views.grid_bubble import Bubble
from gui.views.grid_readings import Offer, ReadingsPopup, offers
from gui.views.grid_view import GridView


class GridChoosing(QObject):
    """Opens the list of readings at the current cell; the one that is chosen becomes an edit."""

    edit_requested = Signal(object)  # a SetCorrection
    place_pointed_at = Signal(
        object
    )  # a Span of the source: where the reading that is looked at was found

    def __init__(
        self,
        model: TableGridModel,
        view: GridView,
        popup: ReadingsPopup,
        bubble: Bubble,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._view = view
        self._popup = popup
        self._bubble = bubble
        view.sign_clicked.connect(self._on_sign_clicked)
        popup.chosen.connect(self._on_chosen)
        popup.looked_at.connect(self._on_looked_at)

    def open(self) -> None:
        """List what may be chosen for the current cell."""
        ref, review = self._view.current_ref(), self._model.review
        if ref is None or review is None:
            return
        found = offers(review.cell(ref), review.form.column(ref), review.report.text)
        if not found:
            self._bubble.say(self.tr("There are no readings to choose from here."), ref, Role.LOOK)
            return
        self._view.bring_into_sight(ref)
        rect = self._view.cell_rect(ref)
        top_left = self._view.viewport().mapToGlobal(rect.topLeft())
        self._popup.open(found, QRect(top_left, rect.size()))

    def _on_chosen(self, offer: Offer) -> None:
        ref, review = self._view.current_ref(), self._model.review
        if ref is None or review is None:
            return
        edit = correction_edit(review, ref, offer.correction)
        if edit is not None:
            self.edit_requested.emit(edit)

    def _on_looked_at(self, offer: Offer) -> None:
        if offer.span is not None:
            self.place_pointed_at.emit(offer.span)

    def _on_sign_clicked(self, ref: CellRef) -> None:
        # After the press has been dealt with: a popup that opens within it would take the release.
        if ref == self._view.current_ref():
            QTimer.singleShot(0, self, self.open)
