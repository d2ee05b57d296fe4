"""Jobs side by side: the same comes of them as of one after the other."""

import gc
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from core.stages import ABREAST, Staged, each_in_step, finished


def _job(item: tuple[int, int]) -> Staged[int]:
    number, stages = item
    for _ in range(stages):
        yield
    return number


@given(st.lists(st.tuples(st.integers(), st.integers(0, 5)), max_size=3 * ABREAST))
def test_what_comes_of_jobs_is_in_the_order_of_the_items(items: list[tuple[int, int]]) -> None:
    assert [*each_in_step(_job, items)] == [number for number, _ in items]
    assert [finished(_job(item)) for item in items] == [number for number, _ in items]


def test_jobs_go_through_their_stages_side_by_side() -> None:
    done: list[tuple[int, int]] = []

    def job(number: int) -> Staged[int]:
        for stage in range(2):
            done.append((stage, number))
            yield
        return number

    assert [*each_in_step(job, range(3))] == [0, 1, 2]
    assert done == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]


def test_the_first_results_come_before_the_last_items_are_asked_for() -> None:
    asked: list[int] = []

    def items() -> Iterator[int]:
        for number in range(3 * ABREAST):
            asked.append(number)
            yield number

    results = each_in_step(lambda number: _job((number, 1)), items())
    assert next(results) == 0
    assert len(asked) == ABREAST


def test_garbage_is_searched_for_again_behind_them() -> None:
    assert gc.isenabled()
    results = each_in_step(_job, [(1, 1)])
    assert [*results] == [1]
    assert gc.isenabled()
