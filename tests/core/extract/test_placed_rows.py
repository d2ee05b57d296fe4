"""Rows whose labels are lost are told by their position: never certain, and open where most do not add up."""

import pytest

from tests.core.extract.texts import report, said

LOST = ["labels-zero", "labels-zero-rows", "labels-empty", "labels-gone"]
DENIED = [
    "state_secret", "prohibited_by_law", "security_stability", "third_party", "internal_affairs",
    "process", "enforcement_file", "inquiry",
]  # fmt: skip


def figures(totals: list[int]) -> dict[str, str]:
    return {
        f"requests.denied_{key}": f"1,{at},2,0,0,5,{total}"
        for at, (key, total) in enumerate(zip(DENIED, totals, strict=True))
    }


@pytest.mark.parametrize("layout", LOST)
def test_one_slip_of_the_report_does_not_open_the_rows_that_add_up(layout: str) -> None:
    right = [8 + at for at in range(8)]
    text = report(layout, figures([*right[:2], 99, *right[3:]]))
    assert said(text, "denied_third_party") == "(1) (3) (2) (0) (0) (5) (11)"
    assert said(text, "denied_security_stability") == "(1) (2) (2) (0) (0) (5) (99)"


@pytest.mark.parametrize("layout", LOST)
def test_rows_that_mostly_do_not_add_up_stay_open(layout: str) -> None:
    text = report(layout, figures([99, 98, 97, 96, 12, 13, 14, 15]))
    assert set(said(text, "denied_state_secret").split()) == {"?"}
