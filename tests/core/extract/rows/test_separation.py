"""How cells are separated: borders counted, rows broken, by the separator of the table."""

import pytest

from core.extract.folding.fold import FILLER
from core.extract.rows.separation import Separation, marks_of, unit_of


@pytest.mark.parametrize(
    ("gap", "marks", "unit"),
    [
        ("\t", "\t", "\t"),
        (" | ", "|", "|"),
        ("   ", " ", " "),
        ("", " ", " "),
        (f" {FILLER}\n", "\n", "\n"),
        ("a\tb|c", "\t|", "a\tb|c"),
    ],
)
def test_gaps_hold_borders_and_nothing_else_counts(gap: str, marks: str, unit: str) -> None:
    assert (marks_of(gap), unit_of(gap)) == (marks, unit)


@pytest.mark.parametrize(
    ("unit", "mark", "is_tracked", "is_linewise"),
    [
        ("\t", "\t", True, True),
        ("|", "|", True, True),
        ("\n\t", "\t", True, False),
        ("|\n", "|", True, False),
        ("\n\n", "\n", False, False),
        (" ", " ", False, False),
    ],
)
def test_the_telling_character_is_the_strongest(
    unit: str, mark: str, is_tracked: bool, is_linewise: bool
) -> None:
    separation = Separation.of(unit)
    assert separation.mark == mark
    assert (separation.is_tracked, separation.is_linewise) == (is_tracked, is_linewise)


@pytest.mark.parametrize(
    ("unit", "gap", "count"),
    [
        ("\t", "\t\t\t", 3),
        ("|", "|", 1),
        ("|\n|", "|\n||\n|", 2),
        ("\n\n", "\n\n\n\n", 2),
        (" ", " ", 1),
    ],
)
def test_borders_are_counted_in_units(unit: str, gap: str, count: int) -> None:
    assert Separation.of(unit).count(gap) == count


@pytest.mark.parametrize(
    ("unit", "gap", "breaks"),
    [
        ("\t", "\t\n\t", True),
        ("\t", "\t\t", False),
        (" ", "\n", True),
        ("\n\t", "\n\t", False),
        ("\n\t", "\n\n\t", True),
        ("|\n", "|\n", False),
        ("|\n", "|\n||\n", True),
        ("\n", "\n\n\n", False),  # one cell a line: nothing tells where a row ends
    ],
)
def test_rows_end_where_the_separator_says(unit: str, gap: str, breaks: bool) -> None:
    assert Separation.of(unit).breaks(gap) is breaks


def test_what_belongs_to_the_row_stands_before_its_end() -> None:
    assert Separation.of("\t").before_break("\t\t\n\t") == "\t\t"
    assert Separation.of("\n\t").before_break("\n\t\n\n\t") == "\n\t"
    assert Separation.of("|\n").before_break("|\n||\n|") == "|"
    assert Separation.of("\n").before_break("\n\n\n") == "\n\n\n"
