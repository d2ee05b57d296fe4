"""Printed numbers: every value form that published reports hold, and what is none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cells import Value
from core.numbers import Oddity, is_blank_mark, read_number


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("0", 0),
        (" 0\u00a0", 0),
        ("\u300061\u3000", 61),
        ("+10", 10),
        ("-2", -2),
        ("－5", -5),
        ("减3", -3),
        ("５６", 56),
        ("1,234", 1234),
        ("1，234", 1234),
        ("145540.00", Decimal("145540.00")),
        ("26.55", Decimal("26.55")),
        ("12345678", 12345678),
    ],
)
def test_plain_numbers_are_read_as_printed(printed: str, value: Value) -> None:
    number = read_number(printed)
    assert number is not None
    assert (number.value, number.oddities) == (value, ())


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("75.058万元", Decimal("75.058"), "万元"),
        ("1646.5 万元", Decimal("1646.5"), "万元"),
        ("251000元", 251000, "元"),
        ("2億元", 2, "亿元"),
    ],
)
def test_money_keeps_its_unit_and_is_not_converted(printed: str, value: Value, unit: str) -> None:
    number = read_number(printed)
    assert number is not None
    assert (number.value, number.unit) == (value, unit)


@pytest.mark.parametrize(
    ("printed", "oddity"),
    [
        ("O", Oddity.LETTER_FOR_DIGIT),
        ("1l", Oddity.LETTER_FOR_DIGIT),
        ("12,34", Oddity.BAD_GROUPING),
        ("3*", Oddity.FOOTNOTE_MARK),
        ("12件", Oddity.COUNTER),
    ],
)
def test_what_was_interpreted_is_said(printed: str, oddity: Oddity) -> None:
    number = read_number(printed)
    assert number is not None
    assert oddity in number.oddities


@pytest.mark.parametrize("printed", ["", "一", "3%", "1.5.3", "1 6", "oo", "第5", "9" * 5000])
def test_what_is_no_number_is_none(printed: str) -> None:
    assert read_number(printed) is None


@pytest.mark.parametrize("printed", ["", " ", "/", "／", "—", "--", "无", "無", "\u200b"])
def test_blank_marks_hold_no_figure(printed: str) -> None:
    assert is_blank_mark(printed)


def test_zero_is_not_blank() -> None:
    assert not is_blank_mark("0")


@given(st.integers(-(10**12), 10**12))
def test_every_whole_number_reads_back(value: int) -> None:
    number = read_number(str(value))
    assert number is not None
    assert number.value == value


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = read_number(text)
    assert number is None or isinstance(number.value, int | Decimal)
