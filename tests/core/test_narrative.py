"""What the narrative says of the figures, how sure that is, and when it contradicts a table."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cells import CellRef, CellStatus
from core.extract.reader import read_report
from core.narrative import (
    Agreement,
    Claim,
    ClaimKind,
    chinese_number,
    compare_claims,
    confirming,
    narrative_findings,
    read_claims,
    read_parts,
)
from core.narrative.patterns import claim_rules
from core.narrative.prose import Sentences, table_spans
from core.narrative.reading import _Taken
from core.reports import Report
from core.text import read_text, source_text
from tests.factories import form_of, report_of, review_of, zeros

DATA = Path(__file__).resolve().parents[1] / "data"
DIFFERS = Agreement.DIFFERS
SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
FORM = form_of("2021")
YEAR = 2022


def ref(name: str) -> CellRef:
    return CellRef.parse(name)


def report(narrative: str, after: str = "", **values: int) -> Report:
    figures = zeros(FORM) | {ref(name.replace("__", ".")): v for name, v in values.items()}
    return report_of(FORM, figures, narrative=narrative, after=after, year=YEAR)


def claims(narrative: str, after: str = "") -> list[Claim]:
    made = report(narrative, after)
    return list(read_claims(made.text, made.reading, FORM))


@pytest.mark.parametrize(
    ("sentence", "kind", "value"),
    [
        ("2022年，我办共收到政府信息公开申请61件。", ClaimKind.RECEIVED, 61),
        ("全年受理依申请信息56条。", ClaimKind.RECEIVED, 56),
        ("依申请公开受理３宗。", ClaimKind.RECEIVED, 3),
        ("共收到8份政府信息公开申请。", ClaimKind.RECEIVED, 8),
        ("收到政府信息公开申请一百零六起。", ClaimKind.RECEIVED, 106),
        ("收到政府信息公开申请1,234件。", ClaimKind.RECEIVED, 1234),
        ("收到政府信息公开申请１，２３４件。", ClaimKind.RECEIVED, 1234),
        ("我局未收到政府信息公开申请。", ClaimKind.RECEIVED, 0),
        ("本年度，未收到依申请公开事项。", ClaimKind.RECEIVED, 0),
        ("本年政府信息公开申请新收12件。", ClaimKind.NEWLY_RECEIVED, 12),
        ("政府信息公开申请上年结转2件。", ClaimKind.CARRIED_IN, 2),
        ("政府信息公开申请共办结59件。", ClaimKind.CLOSED, 59),
        ("政府信息公开申请结转下年度继续办理3件。", ClaimKind.CARRIED_OUT, 3),
        ("收到的依申请公开申请均已办结。", ClaimKind.CARRIED_OUT, 0),
        ("对申请予以公开5件。", ClaimKind.GRANTED, 5),
        ("对申请部分公开4件。", ClaimKind.PARTLY_GRANTED, 4),
        ("对申请不予公开3件。", ClaimKind.DENIED, 3),
        ("对申请无法提供2件。", ClaimKind.UNAVAILABLE, 2),
        ("对申请不予处理1件。", ClaimKind.UNPROCESSED, 1),
        ("对申请作其他处理6件。", ClaimKind.OTHER_RESULTS, 6),
        ("因政府信息公开引起的行政复议3宗。", ClaimKind.RECONSIDERATION, 3),
        ("政府信息公开行政诉讼案件2起。", ClaimKind.LITIGATION, 2),
        ("没有因政府信息公开引发的行政复议。", ClaimKind.RECONSIDERATION, 0),
    ],
)
def test_a_claim_is_read_with_its_place(sentence: str, kind: ClaimKind, value: int) -> None:
    made = report(sentence)
    found = [c for c in read_claims(made.text, made.reading, FORM) if c.kind is kind]
    assert [(claim.value, claim.is_certain) for claim in found] == [(value, True)]
    assert made.text.at(found[0].sentence).strip() == sentence.rstrip("。")
    assert made.text.at(found[0].span) in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "收到政府信息公开申请12件，上年结转1件，办结12件，结转下年度1件。",
        "2021年收到政府信息公开申请12件。",
        "收到政府信息公开申请12余件。",
        "约收到政府信息公开申请12件。",
        "自条例施行以来收到政府信息公开申请12件。",
        "政府信息公开行政复议、行政诉讼共3件。",
        "政府信息公开申请均已按期答复12件。",
    ],
)
def test_several_numbers_other_years_and_round_figures_are_uncertain(sentence: str) -> None:
    found = claims(sentence)
    assert found
    assert not [claim for claim in found if claim.value and claim.is_certain]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年受理行政许可申请300件。",
        "办结12345热线工单300件。",
        "办理行政审批事项42件，登记户籍申请12件。",
        "主动公开政府信息106条。",
        "未收到因政府信息公开申请行政复议的案件。",
        "无正当理由大量反复申请的情形。",
        "比去年增加3件。",
        "受理网上申请12件。",
    ],
)
def test_other_business_is_no_claim_on_requests(sentence: str) -> None:
    kinds = {claim.kind for claim in claims(sentence)}
    assert not kinds & {ClaimKind.RECEIVED, ClaimKind.CLOSED, ClaimKind.GRANTED}


def _sentences() -> list[tuple[str, list[str]]]:
    data = tomllib.loads((DATA / "claims.toml").read_text(encoding="utf-8"))
    return [(item["text"], item["claims"]) for item in data["sentences"]]


@pytest.mark.parametrize(("sentence", "expected"), _sentences())
def test_sentences_of_reports_claim_what_they_say_and_no_more(
    sentence: str, expected: list[str]
) -> None:
    found = claims(sentence)
    told = [f"{c.kind.value}{'' if c.is_certain else '?'}={c.value}" for c in found]
    assert sorted(told) == sorted(expected)


@pytest.mark.parametrize(("sentence", "expected"), _sentences())
def test_an_uncertain_claim_never_accuses(sentence: str, expected: list[str]) -> None:
    """No figure is one that a sentence names: whatever is certain and has one meaning differs, no more."""
    figures = dict.fromkeys(FORM.index.refs, 777_777)
    several = (ClaimKind.RECEIVED, ClaimKind.LITIGATION)
    made = review_of(report_of(FORM, figures, narrative=sentence, year=YEAR))
    results = compare_claims(read_claims(made.report.text, made.reading, FORM), made.look)
    accused = {f"{r.claim.kind.value}={r.claim.value}" for r in results if r.agreement is DIFFERS}
    certain = {claim for claim in expected if "?" not in claim}
    assert accused == {c for c in certain if ClaimKind(c.partition("=")[0]) not in several}


def test_disputes_of_other_kinds_are_not_certain() -> None:
    (claim,) = claims("全年办理行政复议案件300件。")
    assert not claim.is_certain


def test_plans_of_section_five_are_not_read() -> None:
    made = source_text(
        "一、总体情况\n收到政府信息公开申请3件。\n"
        "五、存在的主要问题及改进情况\n收到政府信息公开申请8件。\n"
        "六、其他需要报告的事项\n未收到政府信息公开申请。"
    )
    reading = report("").reading
    emptied = report_of(FORM, {}).reading
    found = read_claims(made, emptied, FORM)
    assert [claim.value for claim in found] == [3, 0]
    assert reading.form == emptied.form


def test_a_sentence_wrapped_over_lines_is_one() -> None:
    made = report(
        "2022年，我办认真落实条例要求，不断规范依申请公开办理流程，共收到政府信\n息公开申请61件。"
    )
    (claim,) = read_claims(made.text, made.reading, FORM)
    assert (claim.value, made.text.at(claim.span)) == (61, "61")


def test_figures_of_tables_are_no_claims() -> None:
    assert claims("") == []


def test_a_certain_claim_that_differs_is_a_finding() -> None:
    made = report("共收到政府信息公开申请61件。", requests__received__total=16)
    review = review_of(made)
    results = compare_claims(read_claims(made.text, made.reading, FORM), review.look)
    (finding,) = narrative_findings(results, ())
    assert finding.code == "narrative_differs"
    assert finding.cells == (ref("requests.received.total"),)
    assert finding.params == {"stated": 61, "table": 16}
    assert finding.span is not None
    assert made.text.at(finding.span) == "61"


def test_received_may_include_what_was_carried_in() -> None:
    sentence = "共收到政府信息公开申请61件。"
    with_both = report(sentence, requests__received__total=60, requests__carried_in__total=1)
    (agreed,) = compare_claims(
        read_claims(with_both.text, with_both.reading, FORM), review_of(with_both).look
    )
    assert agreed.agreement is Agreement.AGREES
    neither = report(sentence, requests__received__total=50, requests__carried_in__total=1)
    (result,) = compare_claims(
        read_claims(neither.text, neither.reading, FORM), review_of(neither).look
    )
    assert result.agreement is Agreement.UNCERTAIN


def test_litigation_may_be_either_kind_or_both() -> None:
    made = report(
        "政府信息公开行政诉讼3件。",
        disputes__litigation_direct__total=1,
        disputes__litigation_after__total=2,
    )
    (result,) = compare_claims(read_claims(made.text, made.reading, FORM), review_of(made).look)
    assert result.agreement is Agreement.AGREES
    assert {cell.row for cell in result.cells} == {"litigation_direct", "litigation_after"}


def test_nobody_is_accused_where_a_cell_is_missing_or_blank() -> None:
    made = report("共收到政府信息公开申请61件。")
    told = read_claims(made.text, made.reading, FORM)
    for status in (CellStatus.BLANK, CellStatus.MISSING, CellStatus.AMBIGUOUS):
        (result,) = compare_claims(told, lambda _ref, status=status: (None, status))  # type: ignore[misc]
        assert result.agreement is Agreement.UNCERTAIN


def test_a_claim_is_not_held_against_one_that_agrees() -> None:
    made = report(
        "共收到政府信息公开申请61件。\n其中区本级收到政府信息公开申请5件。",
        requests__received__total=61,
    )
    results = compare_claims(read_claims(made.text, made.reading, FORM), review_of(made).look)
    assert [r.agreement for r in results] == [Agreement.AGREES, Agreement.UNCERTAIN]


def test_a_sentence_all_of_whose_numbers_agree_confirms_them() -> None:
    sentence = "收到政府信息公开申请12件，上年结转1件，办结12件，结转下年度1件。"
    made = report(
        sentence,
        requests__received__total=12,
        requests__carried_in__total=1,
        requests__results_total__total=12,
        requests__carried_out__total=1,
    )
    told = read_claims(made.text, made.reading, FORM)
    assert len(list(confirming(compare_claims(told, review_of(made).look)))) == 4
    other = review_of(report(sentence, requests__received__total=12))
    assert list(confirming(compare_claims(told, other.look))) == []


def test_sample_004_lists_parts_that_do_not_add_up() -> None:
    text = read_text(next(SAMPLES.glob("004_*.txt")))
    (parts,) = read_parts(text)
    assert (parts.total, sum(parts.parts), len(parts.parts)) == (106, 102, 9)
    assert text.at(parts.span).startswith("106条：")
    (finding,) = narrative_findings((), (parts,))
    assert (finding.code, finding.params["sum"]) == ("parts_do_not_sum", 102)


@pytest.mark.parametrize(
    ("sentence", "is_wrong"),
    [
        ("公开信息10条：政策3条、动态7条。", False),
        ("公开信息10条：政策3条、动态6条。", True),
        ("公开信息10条，其中政策3条、动态6条。", False),  # of which: need not be complete
        ("公开信息10条，其中政策6条、动态7条。", True),
        ("公开信息10条：政策6条，其中解读2条，动态4条。", False),  # parts of parts
        ("公开信息10条：政策9条。", False),  # a single part is an example
        ("召开会议10次：培训3次、宣传4次。", False),  # not a counter of reports
    ],
)
def test_listed_parts_are_held_against_their_total(sentence: str, is_wrong: bool) -> None:
    assert bool(read_parts(source_text(sentence))) is is_wrong


def test_sample_003_traditional_text_with_pinyin_is_read() -> None:
    path = next(SAMPLES.glob("003_*.txt"))
    text = read_text(path)
    reading = read_report(text, path.name)
    (claim,) = read_claims(text, reading, form_of(reading.form))
    assert (claim.kind, claim.value, claim.is_certain) == (ClaimKind.RECEIVED, 0, True)
    assert text.at(claim.span) == "未收到政府信息公開(kāi)申請"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零六", 106),
        ("三百二十一", 321),
        ("一千零五", 1005),
        ("一万二千", 12000),
        ("二〇", 20),
        ("三百二", None),
        ("一二十", None),
        ("件", None),
        ("", None),
    ],
)
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert chinese_number(text) == value


PIECES = (
    "收到", "受理", "未", "没有", "无", "公开", "申请", "依申请公开", "信息公开申请", "新收", "上年", "结转",
    "至下年度", "本年度", "办结", "办理完毕", "办理完结", "均已", "全部", "答复", "予以公开", "同意公开", "决定公开",
    "部分公开", "不予公开", "无法提供", "不予处理", "其他处理", "行政复议", "行政诉讼", "提起诉讼", "数量", "为", "零",
    "0", "3件", "12条", "一百件", ",", "的", "共",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_sentences_without_the_words_of_a_claim_hold_none(sentence: str) -> None:
    for rule in claim_rules().rules:
        for pattern in rule.patterns:
            for match in pattern.expression.finditer(sentence):
                assert any(word in match.group() for word in rule.words)


@given(st.text(alphabet="申请公开:其中。;\n,", max_size=60))
def test_sentences_with_words_are_those_of_all_sentences(text: str) -> None:
    words = (":", "其中", "申请")
    plain = []
    start = 0
    for sentence in re.split(r"([。;\n])", text):
        if any(word in sentence for word in words):
            plain.append((start, start + len(sentence)))
        start += len(sentence)
    assert list(Sentences("。;\n").with_words(text, words)) == plain


def test_tables_stand_from_their_first_figure_to_their_last() -> None:
    for path in SAMPLES.glob("*.txt"):
        reading = read_report(read_text(path), path.name)
        spans: dict[str, list[tuple[int, int]]] = {}
        for at, cell in reading.cells.items():
            if cell.span is not None:
                spans.setdefault(at.table.value, []).append(tuple(cell.span))
        plain = sorted((min(of)[0], max(end for _, end in of)) for of in spans.values())
        assert [tuple(span) for span in table_spans(reading)] == plain


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda pair: (pair[0], sum(pair)))
KINDS = st.sampled_from((ClaimKind.RECEIVED, ClaimKind.CLOSED, ClaimKind.DENIED))


@given(st.lists(st.tuples(SPANS, KINDS, st.booleans()), max_size=20))
def test_a_number_is_claimed_once_and_nothing_once_of_each_kind(
    wanted: list[tuple[tuple[int, int], ClaimKind, bool]],
) -> None:
    taken = _Taken()
    plain: list[tuple[tuple[int, int], ClaimKind | None]] = []
    for place, kind, is_zero in wanted:
        is_over = any(
            place[0] < end and start < place[1] and of in (kind, None) for (start, end), of in plain
        )
        assert taken.overlaps(place, kind) is is_over
        if not is_over:
            taken.add(place, kind if is_zero else None)
            plain.append((place, kind if is_zero else None))
