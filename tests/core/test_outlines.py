"""The outlines of a folder's reports: years, units and copies find their way to each report."""

from collections.abc import Sequence

from core.cells import CellRef
from core.outlines import Outlines, figures_of, sketch_of
from core.review import Review
from core.rules import Context, all_findings
from core.suggestions import suggest
from core.units import OwnFigures, Unit, UnitTree
from tests.factories import form_of, report_of, review_of, zeros

FORM = form_of("2021")
WORDS = "认真贯彻落实条例规范办理流程加强平台建设做好政策解读畅通申请渠道完善监督保障机制提升公开质量回应群众关切"


def review(unit: str, year: int, narrative: str = "", **values: int) -> Review:
    figures = zeros(FORM) | {
        CellRef.parse(f"requests.{k.replace('__', '.')}"): v for k, v in values.items()
    }
    source = f"{unit}{year}.txt"
    return review_of(
        report_of(FORM, figures, narrative=narrative, unit=unit, year=year, source=source)
    )


def long_text(start: int) -> str:
    """A narrative that does not repeat itself, other for each start."""
    return (
        "".join(WORDS[(start * at * at + at) % len(WORDS)] for at in range(start, start + 700))
        + "。"
    )


def compared(reviews: Sequence[Review], tree: UnitTree | None = None) -> dict[str, Context]:
    outlines = Outlines()
    for one in reviews:
        outlines.add(one.report.source, figures_of(one), sketch_of(one))
    return outlines.compare(tree)


def test_years_and_copies_reach_their_report() -> None:
    copied = long_text(3)
    reviews = [
        review("清河街道", 2021, copied, carried_out__total=2),
        review("清河街道", 2022, copied + "\n未收到政府信息公开申请。", carried_in__total=5),
        review("站南街道", 2022, long_text(11)),
    ]
    contexts = compared(reviews)
    this = contexts["清河街道2022.txt"]
    assert this.last_year is not None
    assert this.last_year.report.source == "清河街道2021.txt"
    found = [finding.code for finding in all_findings(reviews[1], this)]
    assert found == ["years.carried_over", "same_text"]
    assert contexts["站南街道2022.txt"].twins is None
    told, *_ = suggest(reviews[1], last_year=this.last_year)
    assert told.cells


def test_units_reach_the_parent() -> None:
    reviews = [review("清河县", 2022, received__total=9), review("城关镇", 2022, received__total=4)]
    tree = UnitTree((Unit("清河县", ("城关镇",), OwnFigures.NONE),))
    contexts = compared(reviews, tree)
    assert [finding.code for finding in contexts["清河县2022.txt"].across] == ["units_sum"]
    assert contexts["城关镇2022.txt"].across == ()
