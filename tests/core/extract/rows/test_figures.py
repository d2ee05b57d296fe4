"""Figures in slots: split digits, figures run together, and cells that hold no number."""

import pytest

from core.cells import Value
from core.extract.rows.figures import (
    BLANK,
    LOST,
    Figure,
    Group,
    Printed,
    figure_in,
    figure_of,
    join,
    split_figure,
    tried,
)
from core.extract.rows.remarks import EMPTY
from core.numbers import LONGEST, read_number
from tests.core.extract.stages import tokens_of


def number(text: str, start: int = 0) -> Figure:
    printed = read_number(text)
    assert printed is not None
    return Figure(Printed.NUMBER, printed.value, start, start + len(text), printed)


def test_a_slot_with_one_token_is_that_token() -> None:
    tokens = tokens_of("规章\t12\t/\t甲\t")
    kinds = [figure_in((at, at), tokens).printed for at in (1, 2, 3)]
    assert kinds == [Printed.NUMBER, Printed.BLANK, Printed.INVALID]
    assert figure_in((1, 1), tokens) == figure_of(tokens, 1)
    assert figure_in(EMPTY, tokens) == BLANK


def test_numbers_that_share_a_cell_are_one_or_several_and_never_certain() -> None:
    tokens = tokens_of("规章\t1 6\t1 2 3\t")
    two, three = figure_in((1, 2), tokens), figure_in((3, 5), tokens)
    assert (two.printed, two.value, two.parts) == (Printed.SPLIT, 16, (1, 6))
    assert (three.printed, three.value) == (Printed.SPLIT, 123)
    assert not two.is_plain


def test_words_and_dashes_that_share_a_cell_are_no_number() -> None:
    blank = Figure(Printed.BLANK, None, 0, 1)
    assert split_figure(blank, blank).printed is Printed.INVALID


@pytest.mark.parametrize("count", [LONGEST + 2, 5_000])
def test_a_cell_of_many_numbers_holds_none(count: int) -> None:
    tokens = tokens_of("规章\t" + "1 " * count + "\t")
    assert figure_in((1, count), tokens).printed is Printed.INVALID


def test_a_split_number_is_not_longer_than_a_number_can_be() -> None:
    figure = split_figure(number("9" * 30), number("9" * 30))
    assert figure.value is None
    assert len(figure.parts) == 2


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [
        ("1", "6", 16),
        ("12", "0", 120),
        ("0", "6", None),  # 06 is no number a form holds
        ("1", "+6", None),
        ("-1", "6", None),
        ("1.5", "6", None),
        ("9" * 30, "9" * 30, None),
    ],
)
def test_two_figures_join_to_one_number_where_that_may_be_printed(
    first: str, second: str, value: Value | None
) -> None:
    joined = join(number(first), number(second, 50))
    assert (joined and joined.value) == value
    assert joined is None or joined.printed is Printed.JOINED


def test_equations_try_blank_as_nothing_and_lost_as_unknown() -> None:
    assert tried([BLANK, LOST, number("3")]) == [0, None, 3]


def test_groups_know_their_cells() -> None:
    run, split = Group([4, 5, 6], [4, 5, 6]), Group([4, 5], [4, 6])
    assert (run.is_run, split.is_run) == (True, False)
    assert split.slots == [(4, 4), (5, 6)]
    assert run.without_first().slots == [(5, 5), (6, 6)]
    assert run.up_to(6).slots == [(4, 4), (5, 5)]
    assert len(run.up_to(0)) == 0
