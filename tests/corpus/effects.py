"""Owns what layouts and damage do to the truth, and turns a finished marked text into a Case."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from core.cells import CellRef, CellStatus
from core.layout import PrintedKind
from tests.corpus.document import Document
from tests.corpus.grid import Grid, GridCell
from tests.corpus.marks import marked_numbers, take_marks
from tests.corpus.model import ANY, GONE, LIKELY, UNSURE, Case, Truth, TruthCell


@dataclass(slots=True)
class Effects:
    """What a layout hides of a document's truth; filled while the layout is written."""

    cells: dict[CellRef, tuple[frozenset[CellStatus], bool]] = field(default_factory=dict)
    excused: set[str] = field(default_factory=set)

    def unknowable(self, refs: Iterable[CellRef]) -> None:
        """The text does not tell these cells: they must not be READ."""
        self.cells |= dict.fromkeys(refs, (UNSURE, False))

    def doubtful(self, refs: Iterable[CellRef]) -> None:
        """The text may or may not tell these cells: any status, but never a wrong value."""
        for ref in refs:
            if self.cells.get(ref, (ANY, True))[0] != UNSURE:
                self.cells[ref] = (ANY, False)

    def likely(self, refs: Iterable[CellRef]) -> None:
        """The text tells these cells, though out of place: READ or INFERRED."""
        for ref in refs:
            self.cells.setdefault(ref, (LIKELY, True))

    def gone(self, refs: Iterable[CellRef]) -> None:
        """Nothing is printed for these cells: BLANK or MISSING."""
        self.cells |= dict.fromkeys(refs, (GONE, True))

    def excuse(self, *codes: str) -> None:
        """Finding codes that are right because of this layout."""
        self.excused |= set(codes)


def is_blank(cell: GridCell) -> bool:
    """Whether nothing is printed in a value cell."""
    return cell.kind is PrintedKind.VALUE and not cell.text.strip()


def refs_of(cells: Iterable[GridCell]) -> list[CellRef]:
    """The addresses of `cells`, those that have one."""
    return [cell.ref for cell in cells if cell.ref is not None]


def swallow_blanks(grid: Grid, effects: Effects) -> None:
    """Notes what is lost of `grid` where a layout prints nothing at all for a blank cell."""
    for values in grid.value_rows():
        blank = [cell for cell in values if is_blank(cell)]
        if len(blank) == len(values):
            effects.gone(refs_of(values))
        elif blank:
            effects.unknowable(refs_of(values))
            effects.excuse("lost_value", "row_missing")


def finished_case(
    document: Document,
    text: str,
    effects: Effects,
    *,
    case_id: str,
    family: str,
    maker: str,
    units: tuple[str, ...] = (),
    unfollowed: frozenset[int] = frozenset(),
) -> Case:
    """The Case of `document` laid out as the marked `text`; `units` are further right names. Cells numbered
    in `unfollowed` carry no mark in `text` though they may be there."""
    plain, spans = take_marks(text)
    positions = document.form.index.positions
    printed = {n for grid in document.grids() for c in grid.cells for n in marked_numbers(c.text)}
    cells: dict[CellRef, TruthCell] = {}
    for ref, cell in document.cells.items():
        number = positions[ref]
        accept, knowable = effects.cells.get(ref, (cell.accept, cell.knowable))
        if ref in effects.cells and cell.value is None and accept == LIKELY:
            accept = cell.accept
        lost = number in printed and number not in spans and number not in unfollowed
        if lost and ref not in effects.cells:
            accept, knowable = UNSURE, False
        cells[ref] = replace(
            cell, accept=accept, knowable=knowable, spans=tuple(spans.get(number, ()))
        )
    truth = Truth(
        document.kinds,
        document.form.id,
        document.form.id if document.form_told else None,
        document.units + units if document.units else (),
        document.year if document.year_told else None,
        cells,
        document.excused | effects.excused,
    )
    return Case(case_id, family, maker, document.source, plain, truth, document.notes)
