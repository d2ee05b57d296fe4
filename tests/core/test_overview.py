"""Which checks fail in how many reports of a folder, all at once: the same as report by report."""

from random import Random

from core.cells import CellRef
from core.overview import FamilyCount, failing_families
from tests.factories import form_of, report_of, review_of, zeros

FAMILIES = ("requests.flow", "requests.results", "requests.sum", "disputes.sum")


def test_it_counts_as_the_reports_do_by_themselves() -> None:
    rng = Random(7)
    reviews = []
    for number in range(60):
        form = form_of(rng.choice(("2019", "2021")))
        figures = zeros(form)
        for _ in range(rng.randrange(4)):
            figures[rng.choice(form.index.refs)] = rng.randrange(1, 10**18)
        review = review_of(report_of(form, figures, source=f"{number}.txt"))
        review.rules_off = frozenset(rng.sample(FAMILIES, rng.randrange(2)))
        reviews.append(review)
    told = {one.family: one for one in failing_families(reviews)}
    assert set(told) == set(FAMILIES)
    for family, one in told.items():
        failing = [
            sum(review.form.checks_by_id[id].family == family for id in review.failing)
            for review in reviews
        ]
        assert one == FamilyCount(family, sum(map(bool, failing)), sum(failing))


def test_what_fails_in_most_reports_comes_first_and_what_holds_is_not_said() -> None:
    form = form_of("2021")
    total = CellRef.parse("disputes.reconsideration.total")
    received = CellRef.parse("requests.received.total")
    reviews = [
        review_of(report_of(form, zeros(form) | figures, source=f"{at}.txt"))
        for at, figures in enumerate(({total: 3}, {total: 2, received: 4}, {}))
    ]
    found = failing_families(reviews)
    assert found[0] == FamilyCount("disputes.sum", 2, 2)
    assert {one.family for one in found} == {"disputes.sum", "requests.flow", "requests.sum"}
