"""Vertical strokes: what stands between them, and in which display columns."""

import pytest

from core.extract.folding.fold import fold
from core.extract.folding.strokes import stretches


def bounds(lines: list[str]) -> list[list[tuple[int, int]]]:
    """The display columns that each stretch reaches over, line by line."""
    text = "\n".join(lines)
    places: list[tuple[int, int]] = []
    start = 0
    for line in lines:
        places.append((start, start + len(line)))
        start += len(line) + 1
    found: list[list[tuple[int, int]]] = [[] for _ in lines]
    for number, left, right, first, last in stretches(text, fold(text), places):
        assert "\n" not in text[first:last]
        assert text[first - 1] in "|│+"
        assert text[last] in "|│+"
        found[number].append((left, right))
    return found


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("|规章|1|", "|abcd|2|"),  # two columns each
        ("|规章|1|", "|ab|2|"),  # a character a column: as whoever counts characters draws
        ("|“a”|1|", "|abc|2|"),  # ambiguous ones in one column
        ("|“a”文|1|", "|abcdefg|2|"),  # ambiguous ones in two
        ("|\u05d0\u05b0a|1|", "|ab|2|"),  # a point below a letter
        ("|\U00020000a|1|", "|abc|2|"),  # beyond U+FFFF
        ("+--+-+", "|规|2|"),
    ],
)
def test_strokes_stand_below_one_another_however_wide_characters_are(
    above: str, below: str
) -> None:
    first, second = bounds([above, below])
    assert len(first) == 2
    assert first == second


def test_a_plus_is_a_stroke_only_beside_a_rule() -> None:
    assert len(bounds(["+--+", "|1+2|"])[1]) == 1


def test_a_line_without_strokes_has_no_stretches() -> None:
    assert bounds(["|a|b|", "no strokes", "one | alone", "|a|b|"])[1:3] == [[], []]
