"""What a person types into a cell: read as meant, or refused with a reason."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cells import Quantity
from core.edits import Correction
from core.entry import DIGIT_LIMIT, Refusal, RefusalCode, entry_text, parse_entry
from core.forms import Column
from core.wording import Language, Wording

COUNT = Column("total", ("总计",))
CHANGE = Column("change", ("本年增/减",), quantity=Quantity.CHANGE)
MONEY = Column("amount", ("采购总金额",), quantity=Quantity.MONEY)
FEES = Column("amount", ("本年收费金额（单位：万元）",), quantity=Quantity.MONEY, unit="万元")


@pytest.mark.parametrize(
    ("typed", "column", "value", "unit"),
    [
        ("61", COUNT, 61, None),
        (" 61\u3000", COUNT, 61, None),
        ("６１", COUNT, 61, None),
        ("1,234", COUNT, 1234, None),
        ("1，234，567", COUNT, 1234567, None),
        ("+10", COUNT, 10, None),
        ("61.00", COUNT, 61, None),
        ("-2", CHANGE, -2, None),
        ("－２", CHANGE, -2, None),
        ("减3", CHANGE, -3, None),
        ("+10", CHANGE, 10, None),
        ("25.1万元", MONEY, Decimal("25.1"), "万元"),
        ("25.1 萬元", MONEY, Decimal("25.1"), "万元"),
        ("251000元", MONEY, 251000, "元"),
        ("1.2亿元", MONEY, Decimal("1.2"), "亿元"),
        ("145540.00", MONEY, Decimal("145540.00"), None),
        ("0.0001", FEES, Decimal("0.0001"), "万元"),
        ("251000元", FEES, 251000, "元"),
    ],
)
def test_numbers_as_people_type_them(typed, column, value, unit):
    entry = parse_entry(typed, column)
    assert entry == Correction(value, unit)
    assert type(entry.value) is type(value)


@pytest.mark.parametrize("typed", ["", "  ", "-", "—", "/", "无", "\u3000"])
@pytest.mark.parametrize("column", [COUNT, CHANGE, MONEY])
def test_nothing_and_dashes_are_blank(typed, column):
    assert parse_entry(typed, column) == Correction(None)


def test_an_amount_keeps_the_unit_of_the_cell_unless_one_is_typed():
    assert parse_entry("3", MONEY, "元") == Correction(3, "元")
    assert parse_entry("3", FEES, "元") == Correction(3, "元")
    assert parse_entry("3万元", MONEY, "元") == Correction(3, "万元")
    assert parse_entry("", FEES, None) == Correction(None, "万元")


@pytest.mark.parametrize(
    ("typed", "column", "code"),
    [
        ("abc", COUNT, RefusalCode.NOT_A_NUMBER),
        ("1 6", COUNT, RefusalCode.NOT_A_NUMBER),
        ("61%", COUNT, RefusalCode.NOT_A_NUMBER),
        ("1e5", COUNT, RefusalCode.NOT_A_NUMBER),
        ("=1+1", COUNT, RefusalCode.NOT_A_NUMBER),
        ("1\n2", COUNT, RefusalCode.NOT_A_NUMBER),
        ("٣", COUNT, RefusalCode.NOT_A_NUMBER),
        ("减3", COUNT, RefusalCode.NOT_A_NUMBER),
        ("增3", MONEY, RefusalCode.NOT_A_NUMBER),
        ("1O", COUNT, RefusalCode.LETTER),
        ("l2", COUNT, RefusalCode.LETTER),
        ("1,23", COUNT, RefusalCode.GROUPING),
        ("3件", COUNT, RefusalCode.COUNTER),
        ("3*", COUNT, RefusalCode.FOOTNOTE),
        ("3①", COUNT, RefusalCode.FOOTNOTE),
        ("2.5", COUNT, RefusalCode.NOT_WHOLE),
        ("2.5", CHANGE, RefusalCode.NOT_WHOLE),
        ("-1", COUNT, RefusalCode.NEGATIVE),
        ("-1", MONEY, RefusalCode.NEGATIVE),
        ("3元", COUNT, RefusalCode.UNIT_OF_COUNT),
        ("9" * (DIGIT_LIMIT + 1), COUNT, RefusalCode.TOO_LONG),
        ("9" * 59, MONEY, RefusalCode.TOO_LONG),
        ("9" * 9000, MONEY, RefusalCode.NOT_A_NUMBER),
        ("公开" * 1_000_000, COUNT, RefusalCode.NOT_A_NUMBER),
        ("0." + "1" * DIGIT_LIMIT, MONEY, RefusalCode.TOO_LONG),
    ],
)
def test_anything_else_is_refused_with_a_reason(typed, column, code):
    entry = parse_entry(typed, column)
    assert isinstance(entry, Refusal)
    assert entry.code is code


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("code", list(RefusalCode))
def test_every_refusal_has_its_sentence(language, code):
    params = {"text": "1O", "unit": "元", "limit": DIGIT_LIMIT}
    sentence = Wording(language).message("entry", code.value, **params)
    assert sentence
    assert "{" not in sentence


def test_a_refusal_quotes_a_long_text_shortly():
    refusal = parse_entry("很长的一句话" * 50, COUNT)
    assert isinstance(refusal, Refusal)
    assert len(Wording().message("entry", refusal.code.value, **refusal.params)) < 60


counts = st.integers(0, 10**DIGIT_LIMIT - 1)
amounts = st.decimals(0, 10**9, places=4).map(lambda d: d.normalize() + 0)
units = st.sampled_from([None, "元", "万元", "亿元"])


@given(counts)
def test_a_count_comes_back_as_it_is_written(count):
    assert parse_entry(entry_text(count, None, COUNT), COUNT) == Correction(count)
    assert parse_entry(f"{count:,}", COUNT) == Correction(count)
    wide = str(count).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert parse_entry(wide, COUNT) == Correction(count)


@given(st.integers(-(10**9), 10**9))
def test_a_change_comes_back_as_it_is_written(change):
    assert parse_entry(entry_text(change, None, CHANGE), CHANGE) == Correction(change)


@given(amounts, units, st.sampled_from([MONEY, FEES]))
def test_an_amount_comes_back_as_it_is_written(amount, unit, column):
    expected = Correction(amount, unit or column.unit)
    assert parse_entry(entry_text(amount, unit, column), column, unit) == expected


@given(st.text(max_size=40), st.sampled_from([COUNT, CHANGE, MONEY, FEES]), units)
def test_no_text_breaks_it_and_nothing_illegal_gets_through(text, column, unit):
    entry = parse_entry(text, column, unit)
    if isinstance(entry, Refusal):
        return
    if entry.value is None:
        assert not any(char.isascii() and char.isdigit() for char in text)
        return
    if column.quantity is not Quantity.CHANGE:
        assert entry.value >= 0
    if column.quantity is not Quantity.MONEY:
        assert type(entry.value) is int
        assert entry.unit is None


@given(st.from_regex(r"[+-]?[0-9Ol,.' ]{1,12}(万元|元|件)?", fullmatch=True))
def test_what_looks_like_a_number_means_what_its_digits_say(text):
    entry = parse_entry(text, MONEY)
    if isinstance(entry, Refusal) or entry.value is None:
        return
    digits = "".join(char for char in text if char in "0123456789.")
    assert entry.value == Decimal(digits)
