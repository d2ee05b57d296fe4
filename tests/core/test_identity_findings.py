"""Doubts about unit and year: what narrative, signature and file name say against the title."""

import pytest

from core.edits import IdentityField, SetIdentity
from core.extract.folding.fold import fold, squeeze
from core.extract.reader import read_report
from core.findings import Finding
from core.forms import load_forms
from core.identity_findings import identity_findings
from core.reports import Report
from core.review import Review
from core.text import source_text
from tests.core.extract.made import BEHIND, TITLE, report

OTHER = (
    "一、总体情况\n2023年，讷河市司法局公开31条。\n讷河市司法局收到申请2件。\n讷河市司法局无收费。"
)
OTHER_YEAR = "一、总体情况\n2021年公开31条。2021年收到申请2件。"


def review_of(source: str = "a.txt", **parts: str) -> Review:
    text = report(**parts)  # type: ignore[arg-type]
    whole = Report(source, source_text(text.text), read_report(text, source))
    return Review(whole, load_forms(), lambda one, form: one.reading)


def doubts(review: Review) -> list[Finding]:
    return list(identity_findings(review, squeeze(fold(review.report.text.text))))


@pytest.mark.parametrize(
    ("code", "parts", "quote"),
    [
        ("unit_in_narrative", {"narrative": OTHER}, "讷河市司法局"),
        ("unit_in_signature", {"behind": f"{BEHIND}\n讷河市司法局\n2024年1月8日"}, "讷河市司法局"),
        ("unit_in_file_name", {"source": "讷河市司法局2023年.txt"}, "铁西区教育局"),
        ("year_in_narrative", {"narrative": OTHER_YEAR}, "2021"),
        ("year_in_signature", {"behind": f"{BEHIND}\n铁西区教育局\n2023年1月8日"}, "2023"),
        ("year_in_file_name", {"source": "铁西区教育局2021年.txt"}, "2023"),
    ],
)
def test_each_place_that_contradicts_the_title_is_told(
    code: str, parts: dict[str, str], quote: str
) -> None:
    review = review_of(**parts)
    (finding,) = doubts(review)
    assert finding.code == code
    assert finding.span is not None
    assert review.report.text.at(finding.span) == quote
    assert finding.params["line"] == 1


def test_a_report_at_one_with_itself_brings_no_doubt() -> None:
    signed = f"{BEHIND}\n铁西区教育局\n2024年1月8日"
    assert doubts(review_of("2023/铁西区教育局2023年年报.txt", behind=signed)) == []


def test_a_shorter_name_is_no_contradiction() -> None:
    title = "沈阳市铁西区人民政府站南街道办事处2023年政府信息公开工作年度报告"
    narrative = "2023年，站南街道公开31条。\n站南街道收到申请2件。"
    assert doubts(review_of("站南街道.txt", title=title, narrative=narrative)) == []


def test_signed_in_the_last_days_of_the_year_is_early_not_wrong() -> None:
    assert doubts(review_of(behind=f"{BEHIND}\n铁西区教育局\n2023年12月30日")) == []


def test_who_has_settled_the_unit_is_not_asked_again() -> None:
    review = review_of("讷河市司法局2023年.txt")
    assert TITLE.startswith("铁西区教育局")
    review.apply(SetIdentity(IdentityField.UNIT, "讷河市司法局"))
    assert doubts(review) == []
