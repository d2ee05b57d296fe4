"""The rules: what the form, the words and the figures of a report say against it, and how rules are kept."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cells import Cell, CellRef, CellStatus, Value
from core.checks import CheckId, Severity
from core.edits import Correction, Mark, SetCorrection, SetDismissal, SetMark, Verdict
from core.findings import Finding
from core.form_findings import _patterns
from core.review import Review, finding_key
from core.rules import (
    Context,
    RuleKind,
    all_findings,
    count_rules,
    load_rules,
    narrative_context,
    open_findings,
)
from core.similarity import Twins
from core.wording import Language, Wording
from tests.factories import form_of, report_of, review_of, zeros


def ref(name: str) -> CellRef:
    return CellRef.parse(name)


def review(
    narrative: str = "",
    *,
    after: str = "",
    unit: str = "清河街道办事处",
    year: int = 2022,
    **values: Value,
) -> Review:
    form = form_of("2019" if year < 2021 else "2021")
    figures = zeros(form) | {ref(name.replace("__", ".")): v for name, v in values.items()}
    return review_of(
        report_of(form, figures, narrative=narrative, after=after, unit=unit, year=year)
    )


def codes(made: Review) -> list[str]:
    return [finding.code for finding in all_findings(made, narrative_context(made))]


def test_a_clean_report_has_no_finding() -> None:
    assert codes(review("本报告统计期限为2022年1月1日至12月31日。\n未收到政府信息公开申请。")) == []


@pytest.mark.parametrize(
    ("unit", "is_found"),
    [
        ("清河街道办事处", True),
        ("城关镇人民政府", True),
        ("站南街道", True),
        ("清河县财政局", True),
        ("杭州市人民政府", False),
        ("新乡人民政府", False),
        ("江西省景德镇人民政府", False),
        ("国家税务总局", False),
        ("甘孜藏族自治州人民政府", False),
    ],
)
def test_regulations_are_not_made_by_towns_and_streets(unit: str, is_found: bool) -> None:
    made = review(unit=unit, proactive__regulations__issued=1)
    assert ("regulations_unlikely" in codes(made)) is is_found


def test_negative_amounts_and_more_disclosed_than_in_all() -> None:
    assert codes(review(proactive__fees__amount=Decimal("-1.5"))) == ["negative_amount"]
    values: dict[str, Value] = {
        "proactive__normative_documents__disclosed": 9,
        "proactive__normative_documents__total": 4,
    }
    assert codes(review(year=2020, **values)) == ["disclosed_exceeds_total"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("20XX年，我单位认真贯彻落实条例。", "template_words"),
        ("主动公开政府信息××条。", "template_words"),
        ("该部分以表格形式报告。", "instruction_left"),
        ("（此处填写单位名称）", "template_words"),
        ("[bookmark: _GoBack]一、总体情况", "markup_left"),
        ("{{ title }}", "markup_left"),
        ("统计期限为2022年1月1日至2022年12月30日。", "period_wrong"),
        ("数据统计期限自2021年1月1日起至2021年12月31日止。", "period_wrong"),
        ("按照国办公开办函〔2019〕60号要求编制。", "old_notice"),
    ],
)
def test_words_that_give_a_report_away(text: str, code: str) -> None:
    made = review(text)
    (finding,) = all_findings(made, narrative_context(made))
    assert finding.code == code
    assert finding.span is not None
    assert made.report.text.at(finding.span) in text


@pytest.mark.parametrize(
    "text",
    [
        "统计期限为2022年1月1日至2022年12月31日。",
        "统计期限自2022年1月1日起至12月31日止。",
        "培训于2022年1月1日至2022年6月30日举行。",  # not the period of the report
        "按照国办公开办函〔2021〕30号要求编制，国办公开办函〔2019〕60号同时废止。",
        "微信公众号XX直播全年3场。",
    ],
)
def test_words_that_are_in_order(text: str) -> None:
    assert codes(review(text)) == []


def test_fees_of_section_six_belong_into_the_table() -> None:
    stated = "2022年发出收费通知3件，收取信息处理费1200元。"
    assert codes(review(after=stated)) == ["fee_not_in_table"]
    assert codes(review(after=stated, proactive__fees__amount=Decimal("0.12"))) == []
    assert codes(review(after="2022年未收取信息处理费。")) == []
    # Other charges exist: an amount in the table needs no word in section six.
    assert codes(review(proactive__fees__amount=Decimal("3.5"))) == []


def test_a_doubtful_figure_gives_no_rise_to_a_finding_of_the_form() -> None:
    cell = CellRef.parse("proactive.regulations.issued")
    form = form_of("2021")
    made = review_of(
        report_of(
            form,
            zeros(form) | {cell: 3},
            cells={cell: Cell(3, "3", None, CellStatus.INFERRED)},
            unit="清河街道办事处",
            year=2022,
        )
    )
    assert codes(made) == []
    made.apply(SetCorrection(cell, Correction(3)))
    assert codes(made) == ["regulations_unlikely"]


def test_fees_called_for_and_not_paid_want_a_word() -> None:
    rows: dict[str, Value] = {
        f"requests__{row}__{column}": 1
        for row in ("received", "other_unpaid", "results_total")
        for column in ("natural_person", "total")
    }
    assert codes(review(**rows)) == ["fee_not_stated"]
    assert codes(review(after="本年度收取信息处理费0元。", **rows)) == []


def test_context_from_beside_the_report_is_said() -> None:
    made = review("未收到政府信息公开申请。", requests__received__total=3)
    assert "narrative_differs" in codes(made)
    twins = Twins("other.txt", made.report.source, 0.934)
    across = Finding("units_missing", (), None, {"year": 2022, "missing": "财政局"})
    found = all_findings(made, Context(across=(across,), twins=twins))
    assert [finding.code for finding in found] == ["units_missing", "same_text"]
    assert found[1].params == {"other": "other.txt", "percent": 93}


def test_every_finding_can_be_said_in_both_languages() -> None:
    made = review("20XX年。", requests__received__total=3)
    for language in Language:
        wording = Wording(language)
        for finding in all_findings(made, narrative_context(made)):
            assert wording.finding(finding, made.form)


# --- rules ----------------------------------------------------------------------------------------


def test_rules_are_families_of_checks_and_codes_of_findings() -> None:
    rules = load_rules()
    assert rules["requests.flow"].kind is RuleKind.CHECK
    assert rules["requests.flow"].severity is Severity.ERROR
    assert rules["years.in_force"].severity is Severity.WARNING
    assert rules["parts_do_not_sum"].severity is Severity.INFORMATION
    assert all(rule.titles["zh"] and rule.titles["en"] for rule in rules.values())


def test_a_rule_that_is_off_says_nothing() -> None:
    made = review("20XX年。", disputes__reconsideration__total=2)
    off = frozenset({"template_words", "disputes.sum"})
    assert all_findings(made, off=off) == ()


def test_dismissals_are_counted_by_rule_and_the_noisiest_comes_first() -> None:
    one = review("20XX年。", disputes__reconsideration__total=2)
    two = review("20XX年。", disputes__reconsideration__total=2)
    reviewed = [(made, all_findings(made)) for made in (one, two)]
    for made, findings in reviewed:
        made.apply(SetDismissal(finding_key(findings[0]), True))
        assert open_findings(made, findings) == ()
    check = CheckId("disputes.sum.reconsideration")
    one.apply(SetMark(check, one.mark_for(check, Mark(Verdict.NOT_APPLICABLE))))
    two.apply(SetMark(check, two.mark_for(check, Mark(Verdict.FAILS))))
    counts = count_rules(reviewed)
    assert list(counts) == ["template_words", "disputes.sum"]
    assert (counts["template_words"].raised, counts["template_words"].dismissed) == (2, 2)
    assert counts["disputes.sum"].share_dismissed == 0.5


LEFT_IN = (
    "20", "X", "x", "×", "ⅩⅩ", "年", "月", "条", "此处", "请在此", "请", "填写", "填报", "填表", "填入", "插入",
    "删除", "模板", "范本", "样本", ")", ":", "该", "本", "部分", "以", "应", "表格", "报告", "说明",
    "[bookmark:", "]", "{{", "}}", "a",
)  # fmt: skip


@given(st.lists(st.sampled_from(LEFT_IN), max_size=12).map("".join))
def test_whatever_was_left_in_has_its_sign(text: str) -> None:
    patterns = _patterns()
    for one in (*patterns.template, *patterns.instruction, *patterns.markup):
        for match in one.pattern.finditer(text):
            assert any(sign in match.group() for sign in one.signs)
