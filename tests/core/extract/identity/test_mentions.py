"""What prose says of unit and year is found where it may stand: the same as trying each pattern everywhere."""

from random import Random

import regex
from hypothesis import given
from hypothesis import strategies as st

from core.extract.folding.fold import Squeezed, fold, squeeze
from core.extract.identity.mentions import (
    _PLACE,
    _speaking_place,
    narrated_units,
    narrated_years,
    signature,
    stated_year,
    years_in,
)
from core.extract.identity.titles import YEAR
from tests.fuzz.seeds import report_texts

PERIOD = regex.compile(
    rf"(?:统计期限|期限|时间|数据)[^。\n]{{0,24}}?(?P<year>{YEAR})\s*年\s*1\s*月\s*1\s*日"
)
UNTIL = regex.compile(
    rf"(?:截[止至]|至|到)\s*(?:到)?(?P<year>{YEAR})\s*年\s*(?:12\s*月\s*3[01]\s*日|年?底|末)"
)
SPOKEN = regex.compile(rf"(?P<year>{YEAR})\s*年度?(?!\s*\d{{1,2}}\s*月)")
SIGNED = regex.compile(
    rf"(?P<year>{YEAR})\s*年\s*[0-9一二三四五六七八九十]{{1,3}}\s*月\s*[0-9一二三四五六七八九十]{{1,3}}\s*日"
)
PIECES = (
    "统计期限", "时间", "数据", "为", "自", "从", "截止", "截至", "至", "到", "2023", "2022", "二〇二一", "二O", "20",
    "年", "年度", "1月1日", "12月31日", "3月", "起", "底", "末", "。", ",", "\n", " ", "\t", "\x1c", "公开",
)  # fmt: skip
PLACES = (
    "弥勒", "市", "县", "自治区", "区", "可在", ",", "。", "\n", " ", "2023年", "2023年度,", "坚持", "认真", "按照",
    "政府信息公开", "人民政府门户网站", "门户网站", "我", "全", "的公开和", "a", "1",
)  # fmt: skip


def prose(pieces: list[str]) -> Squeezed:
    return squeeze(fold("".join(pieces)))


def of_pieces(pieces: tuple[str, ...], most: int) -> st.SearchStrategy[Squeezed]:
    return st.lists(st.sampled_from(pieces), max_size=most).map(prose)


@given(of_pieces(PIECES, 40))
def test_the_stated_year_is_that_of_the_first_sentence_that_states_a_period(text: Squeezed) -> None:
    found = stated_year(text, years_in(text.text))
    match = PERIOD.search(text.text) or UNTIL.search(text.text)
    assert (found and found.span) == (match and match.span("year"))


@given(of_pieces(PIECES, 40))
def test_years_are_found_but_for_those_of_a_day_or_month(text: Squeezed) -> None:
    found = narrated_years(text, years_in(text.text))
    places = sorted(span for spans in found.values() for span in spans)
    assert places == [match.span("year") for match in SPOKEN.finditer(text.text)]


@given(of_pieces(PIECES, 40))
def test_the_date_of_the_signature_is_the_last_one(text: Squeezed) -> None:
    dates = list(SIGNED.finditer(text.text, max(0, len(text.text) - 300)))
    assert signature(text, text.text).at == (dates[-1].span("year") if dates else None)


@given(of_pieces(PLACES, 60))
def test_the_first_place_that_speaks_is_found(text: Squeezed) -> None:
    match = _PLACE.search(text.text)
    assert _speaking_place(text) == (match and match.span("place"))


def test_the_words_for_whom_to_turn_to_may_be_wrapped() -> None:
    name = "敖汉旗城市管理综合执法局"
    text = prose(
        [f"本报告电子版可在{name}门户网站下载,请\n   与{name}办公室联系(地址:人民路1号)。"]
    )
    assert [one.unit.value for one in narrated_units(text, text.text)] == [name]


@given(st.integers(50, 70), st.integers(0, 4))
def test_a_unit_in_the_words_for_whom_to_turn_to_is_none_that_the_text_tells_of(
    gap: int, behind: int
) -> None:
    """They reach at most 65 characters from their first word to their last."""
    name = "双塔镇人民政府"
    text = prose(["咨询", "话" * (gap - len(name)), ",", name, "话" * behind, "联系。"])
    inside = gap + 1 + behind <= 60
    assert [one.unit.value for one in narrated_units(text, text.text)] == ([] if inside else [name])


def test_places_and_years_of_damaged_reports() -> None:
    rng = Random(4)
    for text in report_texts(1):
        lines = text.split("\n")
        rng.shuffle(lines)
        squeezed = prose(["\n".join(lines)])
        match = _PLACE.search(squeezed.text)
        assert _speaking_place(squeezed) == (match and match.span("place"))
        stated = PERIOD.search(squeezed.text) or UNTIL.search(squeezed.text)
        found = stated_year(squeezed, years_in(squeezed.text))
        assert (found and found.span) == (stated and squeezed.span(*stated.span("year")))
