"""Garbage is not searched for while a report is read, and less often in a process that reads many."""

import gc
from collections.abc import Iterator

import pytest

from core.collector import collect_seldom, collector_paused


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)


def test_no_garbage_is_searched_for_in_a_pause() -> None:
    with collector_paused():
        assert not gc.isenabled()
        with collector_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_garbage_is_searched_for_less_often_but_still_is() -> None:
    gc.set_threshold(700, 10, 10)
    collect_seldom()
    assert gc.isenabled()
    assert gc.get_threshold()[0] > 700
    assert gc.get_threshold()[1:] == (10, 10)


@pytest.mark.parametrize("young", [0, 1_000_000])
def test_who_searches_even_less_often_is_left_alone(young: int) -> None:
    gc.set_threshold(young, 10, 10)
    collect_seldom()
    assert gc.get_threshold() == (young, 10, 10)
