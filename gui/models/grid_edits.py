"""Owns what typing, pasting, clearing and reverting mean: the edits for a Review, or why there are none.

Nothing here writes to a Review. A block is taken whole or not at all.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from core.cells import CellRef, CellStatus
from core.edits import Correction, SetCorrection
from core.entry import Refusal, entry_text, parse_entry
from core.review import Review
from gui.models.grid_shape import GridShape, Position


class BlockTrouble(Enum):
    """Why a block as a whole does not fit."""

    EMPTY = "empty"  # nothing to paste
    TOO_HIGH = "too_high"
    TOO_WIDE = "too_wide"
    UNEVEN = "uneven"  # lines of different length
    MERGED = "merged"  # a figure for the covered part of a merged cell


@dataclass(frozen=True, slots=True)
class BlockRefusal:
    """Why a block is not pasted: `cell` is where; `row` and `column` count within the block, from 1."""

    cell: CellRef
    row: int
    column: int
    reason: Refusal | BlockTrouble


def correction_edit(review: Review, ref: CellRef, correction: Correction) -> SetCorrection | None:
    """The edit that gives `ref` this value; None where it has it already.

    What the source says with certainty needs no Correction, so that an existing one is taken away. A
    reading that is not certain is settled by giving the same value.
    """
    cell = review.cell(ref)
    old = cell.correction
    source = cell.source
    is_as_read = (
        source.status is CellStatus.READ
        and source.value == correction.value
        and source.unit == correction.unit
    )
    if is_as_read:
        return None if old is None else SetCorrection(ref, None)
    if old is not None and (old.value, old.unit) == (correction.value, correction.unit):
        return None
    return SetCorrection(ref, correction)


def typed_edit(review: Review, ref: CellRef, text: str) -> SetCorrection | Refusal | None:
    """The edit that `text`, typed into `ref`, means; None where it changes nothing."""
    entry = parse_entry(text, review.form.column(ref), review.cell(ref).unit)
    if isinstance(entry, Refusal):
        return entry
    return correction_edit(review, ref, entry)


def cleared(review: Review, refs: Iterable[CellRef]) -> list[SetCorrection]:
    """The edits that make `refs` blank."""
    edits = [correction_edit(review, ref, Correction(None, _unit(review, ref))) for ref in refs]
    return [edit for edit in edits if edit is not None]


def reverted(review: Review, refs: Iterable[CellRef]) -> list[SetCorrection]:
    """The edits that take the Corrections of `refs` away: back to the source."""
    return [SetCorrection(ref, None) for ref in refs if ref in review.corrections]


def accepted(review: Review, refs: Iterable[CellRef]) -> list[SetCorrection]:
    """The edits that settle `refs` as they were read: inferred values, and blanks as blank."""
    edits: list[SetCorrection] = []
    for ref in refs:
        cell = review.cell(ref)
        if cell.correction is None and cell.status in (CellStatus.INFERRED, CellStatus.BLANK):
            unit = _unit(review, ref)
            edits.append(SetCorrection(ref, Correction(cell.value, unit)))
    return edits


def _unit(review: Review, ref: CellRef) -> str | None:
    return review.cell(ref).unit or review.form.column(ref).unit


# --- blocks ----------------------------------------------------------------------------------------


def refs_in(shape: GridShape, first: Position, last: Position) -> list[CellRef]:
    """The cells that start within the rectangle, in printed order."""
    return [
        ref
        for ref in shape.refs
        if first[0] <= shape.positions[ref][0] <= last[0]
        and first[1] <= shape.positions[ref][1] <= last[1]
    ]


def block_text(review: Review, shape: GridShape, first: Position, last: Position) -> str:
    """The figures of the rectangle as spreadsheets exchange them: tabs within a line, a line a row.

    Blank and undecided cells are empty, never 0, and so is the covered part of a merged cell. Lines of
    labels are left out.
    """
    lines: list[str] = []
    for row in shape.value_rows():
        if not first[0] <= row <= last[0]:
            continue
        texts: list[str] = []
        for column in range(first[1], last[1] + 1):
            ref = shape.at(row, column)
            if ref is None or shape.positions[ref] != (row, column):
                texts.append("")
                continue
            cell = review.cell(ref)
            texts.append(entry_text(cell.value, cell.unit, review.form.column(ref)))
        lines.append("\t".join(texts))
    return "\n".join(lines)


def read_block(text: str) -> list[list[str]]:
    """The lines and fields of a block as spreadsheets exchange it; no lines where there is nothing."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not text:
        return []
    if '"' not in text:
        return [line.split("\t") for line in text.split("\n")]
    try:
        return [row or [""] for row in csv.reader(io.StringIO(text), delimiter="\t")]
    except csv.Error:
        return [line.split("\t") for line in text.split("\n")]


def pasted(
    review: Review, shape: GridShape, first: Position, last: Position, block: Sequence[list[str]]
) -> list[SetCorrection] | BlockRefusal:
    """The edits that put `block` at `first`; one single field fills the whole rectangle to `last`."""
    start = shape.at(*first) or shape.refs[0]
    if not block:
        return BlockRefusal(start, 1, 1, BlockTrouble.EMPTY)
    if len(block) == 1 and len(block[0]) == 1:
        targets = [(ref, 1, 1, block[0][0]) for ref in refs_in(shape, first, last)]
    else:
        placed = _placed(shape, start, first, block)
        if isinstance(placed, BlockRefusal):
            return placed
        targets = placed
    edits: list[SetCorrection] = []
    for ref, row, column, text in targets:
        edit = typed_edit(review, ref, text)
        if isinstance(edit, Refusal):
            return BlockRefusal(ref, row, column, edit)
        if edit is not None:
            edits.append(edit)
    return edits


def _placed(
    shape: GridShape, start: CellRef, first: Position, block: Sequence[list[str]]
) -> list[tuple[CellRef, int, int, str]] | BlockRefusal:
    """Each field of `block` with the cell it is for and its place in the block."""
    rows = [row for row in shape.value_rows() if row >= first[0]]
    width = len(block[0])
    if len(block) > len(rows):
        return BlockRefusal(start, len(rows) + 1, 1, BlockTrouble.TOO_HIGH)
    if first[1] + width > shape.columns:
        return BlockRefusal(start, 1, shape.columns - first[1] + 1, BlockTrouble.TOO_WIDE)
    placed: list[tuple[CellRef, int, int, str]] = []
    for row_number, (row, fields) in enumerate(zip(rows, block, strict=False), start=1):
        if len(fields) != width:
            return BlockRefusal(start, row_number, len(fields) + 1, BlockTrouble.UNEVEN)
        for column_number, text in enumerate(fields, start=1):
            column = first[1] + column_number - 1
            ref = shape.at(row, column)
            if ref is not None and shape.positions[ref] == (row, column):
                placed.append((ref, row_number, column_number, text))
            elif text.strip():
                place = ref or start
                return BlockRefusal(place, row_number, column_number, BlockTrouble.MERGED)
    return placed
