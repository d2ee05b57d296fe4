"""Suggestions in words: what changes, what it mends, who is to blame, in both languages."""

import pytest

from core.cells import CellRef
from core.narrative import read_claims
from core.suggestions import Slip, SuggestionWords, suggest
from core.wording import Language, Wording
from tests.factories import ambiguous, form_of, report_of, review_of, zeros

FORM = form_of("2019")
TOTAL = [
    CellRef.parse(f"requests.results_total.{column}") for column in ("natural_person", "total")
]


def stale_total() -> dict[CellRef, int | None]:
    values: dict[CellRef, int | None] = dict(zeros(FORM))
    for row in ("received", "granted"):
        for column in ("natural_person", "total"):
            values[CellRef.parse(f"requests.{row}.{column}")] = 61
    return values


def words(language: Language) -> SuggestionWords:
    return SuggestionWords(Wording(language))


def test_the_reports_own_error_in_both_languages() -> None:
    first, *_ = suggest(review_of(report_of(FORM, stale_total())))
    chinese = words(Language.CHINESE).sentence(first, FORM)
    assert "（七）总计·自然人、总计应为 61（印作 0）" in chinese
    assert "4 项校验即平" in chinese
    assert "合计没有随各项更新" in chinese
    assert "（自然人、总计列收结相等，自然人、总计列结果之和）" in chinese
    assert "是报告本身有误" in chinese
    assert "单元格保持原样" in chinese
    english = words(Language.ENGLISH).sentence(first, FORM)
    assert "should be 61 (printed 0)" in english
    assert "4 checks hold" in english
    assert "the report itself is wrong" in english


def test_what_stays_once_it_is_taken_up_is_the_reason_alone() -> None:
    first, *_ = suggest(review_of(report_of(FORM, stale_total())))
    assert words(Language.CHINESE).note(first, FORM) == (
        "（七）总计·自然人、总计应为 61（印作 0）：合计没有随各项更新，报告本身有误"
    )


def test_a_wrong_reading_names_both_figures_and_the_source() -> None:
    printed = stale_total() | dict.fromkeys(TOTAL, 61)
    first, *_ = suggest(review_of(report_of(FORM, stale_total(), printed=printed)))
    chinese = words(Language.CHINESE).sentence(first, FORM)
    assert "（七）总计·自然人、总计由 0 改为 61" in chinese
    assert "原文即印作此数" in chinese
    assert "是读数有误" in chinese


def test_a_choice_is_left_to_the_reviewer() -> None:
    upheld, corrected, total = (
        CellRef.parse(f"disputes.litigation_after.{column}")
        for column in ("upheld", "corrected", "total")
    )
    cells = {upheld: ambiguous(0, 1), corrected: ambiguous(1, 0)}
    review = review_of(report_of(FORM, zeros(FORM) | {total: 1}, cells=cells))
    first, *_ = suggest(review)
    sentence = words(Language.CHINESE).sentence(first, FORM)
    assert "结果维持取 0" in sentence
    assert "结果纠正取 1" in sentence
    assert "“复议后起诉各结果之和”即平" in sentence
    assert "请对照原文选定" in sentence


def test_the_record_is_that_of_the_contract() -> None:
    first, *_ = suggest(review_of(report_of(FORM, stale_total())))
    record = words(Language.ENGLISH).record(first, FORM)
    assert record["cells"] == {ref.name: 61 for ref in TOTAL}
    assert record["mends"] == list(first.mends)
    assert record["why"] == words(Language.ENGLISH).sentence(first, FORM)
    assert record["kind"] == "report"


def test_what_the_narrative_confirms_is_said() -> None:
    total = CellRef.parse("disputes.reconsideration.total")
    values = zeros(FORM) | {CellRef.parse("disputes.reconsideration.upheld"): 2, total: 7}
    report = report_of(FORM, values, narrative="因政府信息公开被申请行政复议2件。", year=2020)
    claims = read_claims(report.text, report.reading, FORM)
    first, *_ = suggest(review_of(report), claims=claims)
    assert first.cells == {total: 2}
    assert "正文叙述与此相符" in words(Language.CHINESE).sentence(first, FORM)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("slip", [slip for slip in Slip if slip not in (Slip.OTHER, Slip.SEVERAL)])
def test_every_slip_has_words(language: Language, slip: Slip) -> None:
    assert slip.value in words(language)._words["slip"]
    assert words(language)._say("slip", slip.value)
