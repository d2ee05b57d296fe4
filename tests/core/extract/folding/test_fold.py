"""Folding: what is compared as equal, at the same place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.extract.folding.fold import FILLER, fold, places_of, splits_figure, squeeze

ANY_TEXT = st.text(st.characters(codec=None), max_size=40) | st.text(
    "（(he)hé )1\u200b公開\ud800", max_size=40
)


@settings(deadline=None)
@given(ANY_TEXT)
def test_every_character_stays_where_it_stands(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(text) == folded


@settings(deadline=None)
@given(ANY_TEXT)
def test_spans_lead_back_from_squeezed_text(text: str) -> None:
    folded = fold(text)
    squeezed = squeeze(folded)
    assert FILLER not in squeezed.text
    for at, char in enumerate(squeezed.text):
        span = squeezed.span(at, at + 1)
        assert folded[span.start : span.end] == char
    whole = squeezed.span(0, len(squeezed.text))
    assert squeeze(folded[whole.start : whole.end]).text == squeezed.text
    end = len(squeezed.text)
    assert squeezed.span(end, end).end <= len(folded)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("規範性檔案", "规范性档案"),
        ("㈠", "㈠"),
        ("１２，３４５．６", "12,345.6"),
        ("（一）", "(一)"),
        ("〔2021〕", "(2021)"),
        ("│1｜2", "|1|2"),
        ("a\u3000b\u2004c\u1680d", "a b c d"),
        ("a\u2028b\x0bc\x85d", "a\nb\nc\nd"),
        ("－5—3", "-5-3"),
        ("乾县", "干县"),  # for comparing only: names are taken from the source
        ("\ud83d\udc00", "\ud83d\udc00"),
        ("㑮規", "𫝈规"),  # beyond what 16 bits hold
        ("\U0002f800規", "丽规"),
    ],
)
def test_variants_are_one(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("重(chóng)复", "重复"),
        ("行(xíng)(xíng)政", "行政"),
        ("长（zhang）", "长"),
        ("行\u200b政\ufeff许\u00ad可", "行政许可"),
        ("其他(he)", "其他"),
        ("共(gòng)3(件)5(jiàn)", "共3(件)5"),
        ("㑮(he)𫝈(a)\ud800(he)", "𫝈𫝈\ud800"),  # beyond what 16 bits hold
        ("（OK）", "(OK)"),
        ("(abcdefghi)", "(abcdefghi)"),
    ],
)
def test_pinyin_and_invisible_characters_are_overlooked(printed: str, seen: str) -> None:
    assert squeeze(fold(printed)).text == seen


@pytest.mark.parametrize(
    "printed", ["1(he)2", "1\u200b(he)\u200b2", "1(he)\u200b(he)2", "+(he)3", "3.(he)5"]
)
def test_pinyin_in_a_figure_keeps_its_digits_apart(printed: str) -> None:
    assert "(he)" in squeeze(fold(printed)).text


def test_a_nul_that_a_text_holds_is_not_overlooked() -> None:
    assert fold("1\x002") == "1 2"
    assert FILLER not in fold("\x00\x01\ufdd0\uffff\U0010ffff")


@pytest.mark.parametrize(
    ("before", "after", "splits"),
    [
        ("2", "30", True),
        ("-", "3", True),
        (f"2{FILLER}", f"{FILLER}3", True),
        ("2", "件", False),
        ("", "3", False),
    ],
)
def test_what_stands_in_a_figure_splits_it(before: str, after: str, splits: bool) -> None:
    assert splits_figure(before, after) is splits


def test_places_count_characters_not_bytes() -> None:
    text = "\U00020000|\n|a\n"
    assert places_of("|", text) == [1, 3]
