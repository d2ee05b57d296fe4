"""Owns how wide and high the parts of a grid are: from the labels, the font and the room there is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from gui.models.grid_shape import GridShape, Label
from gui.theme import SPACE

WRAP = Qt.TextFlag.TextWordWrap
SIGN_ROOM = 3 * SPACE
"""Pixels at the left of a cell that its signs may take."""

_LABEL_LINES = 3
"""Longer row labels are cut; the whole label is in the tooltip."""

_FIGURE_MARGIN = 2 * SPACE
_STEP = 4 * SPACE
_FEW_DIGITS = 2
"""Figures of so many digits have room in any column."""


@dataclass(frozen=True, slots=True)
class GridMetrics:
    """All sizes of one grid in pixels: by label level, header level, column and row of the body."""

    label_widths: tuple[int, ...]
    header_heights: tuple[int, ...]
    column_widths: tuple[int, ...]
    row_heights: tuple[int, ...]


def measure(
    shape: GridShape, font: QFontMetrics, available: int, figures: Mapping[int, int]
) -> GridMetrics:
    """The sizes of `shape` where `available` pixels are there across.

    `figures` is how wide columns must be for their figures: none is ever cut, the grid rather scrolls.
    """
    em = font.horizontalAdvance("国")
    least, most = _column_limits(shape, em)
    needs = [max(least, figures.get(column, 0)) for column in range(shape.columns)]
    labels = _label_widths(shape, font, available - sum(needs))
    spare = max(0, available - sum(labels) - sum(needs)) // shape.columns
    columns = tuple(max(need, min(most, need + spare)) for need in needs)
    return GridMetrics(
        labels, _header_heights(shape, font, columns, labels), columns, _rows(shape, font, labels)
    )


def figure_width(font: QFontMetrics, text: str) -> int:
    """The width of a column that shows the figure `text` whole, in heavy type, with its signs.

    In steps, so that a digit more does not lay the whole table out anew.
    """
    width = font.horizontalAdvance(text) * 11 // 10 + SIGN_ROOM + _FIGURE_MARGIN
    return -(-width // _STEP) * _STEP


def text_height(font: QFontMetrics, text: str, width: int) -> int:
    """How high `text` is when wrapped to `width`."""
    return font.boundingRect(QRect(0, 0, max(width, 1), 10_000), int(WRAP), text).height()


def needed_room(
    shape: GridShape, font: QFontMetrics, texts: Mapping[tuple[int, int], str]
) -> dict[int, int]:
    """How wide columns must be for the longest figures `texts`, those that have not the room anyway.

    `texts` are by first column and number of columns of their cell; a merged cell shares its need out.
    """
    least, _ = _column_limits(shape, font.horizontalAdvance("国"))
    needs: dict[int, int] = {}
    for (first, columns), text in texts.items():
        if len(text) <= _FEW_DIGITS:
            continue
        share = -(-figure_width(font, text) // columns)
        for column in range(first, first + columns):
            if share > max(least, needs.get(column, 0)):
                needs[column] = share
    return needs


def _column_limits(shape: GridShape, em: int) -> tuple[int, int]:
    """Least and most width of one column: few columns have long headers, many must be narrow."""
    if shape.columns <= 4:
        return 6 * em, 12 * em
    if shape.columns <= 8:
        return 3 * em + 3 * SPACE, 7 * em
    return 2 * em + 4 * SPACE, 5 * em


def _label_widths(shape: GridShape, font: QFontMetrics, room: int) -> tuple[int, ...]:
    """Merged outer labels stand in narrow columns, as printed; the innermost take the room there is."""
    if not shape.label_levels:
        return ()
    em, line = font.horizontalAdvance("国"), font.height()
    last = shape.label_levels - 1
    outer = [
        _outer_width([x for x in shape.row_labels if x.level == at and x.levels == 1], em, line)
        for at in range(last)
    ]
    texts = [x.text for x in shape.row_labels if x.level == last and not x.is_heading]
    natural = max(font.horizontalAdvance(text) for text in texts) + 4 * SPACE
    inner = min(natural, max(room - sum(outer), 8 * em), 15 * em)
    return (*outer, inner)


def _outer_width(labels: Iterable[Label], em: int, line: int) -> int:
    """The narrowest of three widths in which every label takes at most three fifths of its rows."""
    for characters in (2, 4, 7):
        if all(
            -(-len(label.text) // characters) * line <= 0.6 * label.span * (line + 2 * SPACE)
            for label in labels
        ):
            return characters * em + 3 * SPACE
    return 7 * em + 3 * SPACE


def _header_heights(
    shape: GridShape, font: QFontMetrics, columns: tuple[int, ...], labels: tuple[int, ...]
) -> tuple[int, ...]:
    heights = [font.height() + 2 * SPACE] * shape.header_levels
    every = [label for section in shape.sections for label in section.column_labels]
    for label in sorted(every, key=lambda label: label.levels):
        width = sum(columns[label.start : label.start + label.span]) - 2 * SPACE
        need = text_height(font, label.text, width) + 2 * SPACE
        last = label.level + label.levels
        lacking = need - sum(heights[label.level : last])
        if lacking > 0:
            heights[last - 1] += lacking
    for label in shape.sections[0].corner:
        width = sum(labels[label.start : label.start + label.span]) - 2 * SPACE
        lacking = text_height(font, label.text, width) + 2 * SPACE
        lacking -= sum(heights[label.level : label.level + label.levels])
        if lacking > 0 and not label.is_heading:
            heights[-1] += lacking
    return tuple(heights)


def _rows(shape: GridShape, font: QFontMetrics, labels: tuple[int, ...]) -> tuple[int, ...]:
    line = font.height()
    least = line + 2 * SPACE if shape.rows > 1 else 2 * line + 2 * SPACE
    heights = [least] * shape.rows
    for label in shape.row_labels:
        if label.span == 1 and not label.is_heading:
            width = sum(labels[label.level : label.level + label.levels]) - 3 * SPACE
            height = min(text_height(font, label.text, width), _LABEL_LINES * line)
            heights[label.start] = max(least, height + 2 * SPACE)
    return tuple(heights)
