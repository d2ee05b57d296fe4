"""Owns what one cell of a grid shows: its text, and the signs of what a reviewer should see about it."""

from collections.abc import Mapping, Sequence
from enum import IntFlag
from typing import TYPE_CHECKING, NamedTuple

from core.cells import Cell, CellRef, CellStatus, TableKind, Value
from core.checks import CheckId, Outcome
from core.edits import Correction
from core.entry import entry_text, shorten
from core.forms import Column, Form
from core.review import EffectiveCell, Review

if TYPE_CHECKING:
    from core.verification import Statement

BLANK_TEXT = "–"
"""What a blank cell shows; paler than any figure."""


class Sign(IntFlag):
    """What is drawn about a cell besides its figure; each has a shape and not only a colour."""

    NONE = 0
    ZERO = 1  # printed lightly
    CORRECTED = 2  # corner mark, heavier
    INFERRED = 4  # dotted underline
    AMBIGUOUS = 8  # ?
    BLANK = 16  # a pale dash
    INVALID = 32  # ! and what is printed there
    MISSING = 64  # hatched
    FAILING = 128  # ✗: in a check that fails
    PART = 256  # a thin bar: one of the many zeros of a sum that fails
    JUDGED = 512  # a quiet ✗: in checks that fail, all of them judged by the reviewer
    IN_CHECK = 1024  # framed: in the check that is looked at
    GHOST = 2048  # pale, italic, in brackets: what the equations demand; never a value
    SUGGESTED = 4096  # behind an arrow: what the chosen Suggestion would put
    UNCONFIRMED = 8192  # a ring: nothing confirms the figure
    CONFIRMED_ONCE = 16384  # a dot
    CONFIRMED = 32768  # two dots: two independent statements or more


class Looks(NamedTuple):
    """What a cell shows."""

    text: str
    signs: int
    ghost: str = ""  # what stands beside the figure and is none


_BY_STATUS: Mapping[CellStatus, int] = {
    CellStatus.READ: 0,
    CellStatus.INFERRED: int(Sign.INFERRED),
    CellStatus.AMBIGUOUS: int(Sign.AMBIGUOUS),
    CellStatus.BLANK: int(Sign.BLANK),
    CellStatus.INVALID: int(Sign.INVALID),
    CellStatus.MISSING: int(Sign.MISSING),
}
_FEW_TERMS = 2
_DEGREES = (Sign.UNCONFIRMED, Sign.CONFIRMED_ONCE, Sign.CONFIRMED)
_FAILING, _PART, _JUDGED = int(Sign.FAILING), int(Sign.PART), int(Sign.JUDGED)
_WEIGHT = {0: 0, _JUDGED: 1, _PART: 2, _FAILING: 3}
"""Which of them a cell shows that is in several checks."""

_READ = CellStatus.READ
_ZERO = Looks("0", int(Sign.ZERO))


def cell_looks(cell: Cell, correction: Correction | None, column: Column) -> Looks:
    """What a cell shows by itself, whatever the checks say."""
    if correction is not None:
        if correction.value is None:
            return Looks(BLANK_TEXT, int(Sign.CORRECTED | Sign.BLANK))
        text = entry_text(correction.value, correction.unit, column)
        return Looks(text, int(Sign.CORRECTED))
    status = cell.status
    value = cell.value
    if value is not None:
        if status is _READ and value == 0 and cell.unit == column.unit:
            return _ZERO
        text = entry_text(value, cell.unit, column)
        return Looks(text, _BY_STATUS[status] | (int(Sign.ZERO) if value == 0 else 0))
    if status is CellStatus.BLANK:
        return Looks(BLANK_TEXT, int(Sign.BLANK))
    if status is CellStatus.INVALID:
        return Looks(shorten(cell.raw or "", 12), int(Sign.INVALID))
    return Looks("", _BY_STATUS[status])


class CheckSides(NamedTuple):
    """One check of a table, by the places of its cells in that table (from 0, in printed order)."""

    id: CheckId
    sides: tuple[tuple[int, ...], tuple[int, ...]]


def check_sides(form: Form, kind: TableKind) -> tuple[CheckSides, ...]:
    """The checks over the cells of table `kind`."""
    first = form.index.positions[next(form.tables[kind].refs())]
    places = {ref: at - first for ref, at in form.index.positions.items() if ref.table is kind}
    return tuple(
        CheckSides(
            check.id,
            (tuple(places[ref] for ref in check.left), tuple(places[ref] for ref in check.right)),
        )
        for check in form.checks
        if check.cells[0].table is kind
    )


def failing_cells(
    review: Review, checks: Sequence[CheckSides], looks: Sequence[Looks]
) -> dict[int, int]:
    """The places of cells in failing checks, each with FAILING, PART or JUDGED; `looks` are the cells' own.

    The zeros of a long sum are told apart from the rest, or a form full of zeros would turn red as a whole.
    """
    found: dict[int, int] = {}
    for id, sides in checks:
        if review.results[id].outcome is not Outcome.FAIL or review.is_off(id):
            continue
        is_judged = id in review.marks and review.mark_is_current(id)
        for side in sides:
            is_long = len(side) > _FEW_TERMS
            for at in side:
                is_part = is_long and looks[at].text == "0"
                if is_judged:
                    sign = 0 if is_part else _JUDGED
                else:
                    sign = _PART if is_part else _FAILING
                if _WEIGHT[sign] > _WEIGHT[found.get(at, 0)]:
                    found[at] = sign
    return found


def ghost_looks(value: Value | None, column: Column, *, is_suggested: bool) -> Looks:
    """What a value looks like that is not there: [61] is demanded, →61 suggested."""
    text = BLANK_TEXT if value is None else entry_text(value, column.unit, column)
    if is_suggested:
        return Looks("", int(Sign.SUGGESTED), f"→{text}")
    return Looks("", int(Sign.GHOST), f"[{text}]")


def degree_signs(
    review: Review, confirmed: "Mapping[CellRef, tuple[Statement, ...]]"
) -> dict[CellRef, Sign]:
    """How well each cell that has a value is confirmed: by nothing, once, or more often."""
    return {
        ref: _DEGREES[min(len(statements), len(_DEGREES) - 1)]
        for ref, statements in confirmed.items()
        if review.look(ref)[0] is not None
    }


def edit_text(cell: EffectiveCell, column: Column) -> str:
    """What the editor of the cell starts with when its text is kept."""
    if cell.value is None and cell.correction is None and cell.status is CellStatus.INVALID:
        return cell.source.raw or ""
    return entry_text(cell.value, cell.unit, column)
