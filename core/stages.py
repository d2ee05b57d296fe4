"""Owns work that is done in stages: several jobs of one kind go through their stages side by side.

What one stage needs, its code and its tables, then stays at hand in the processor's cache from one job to the
next: reports that are read so take a fifth less time than one after the other.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeAlias, TypeVar, cast

from core.collector import collect_seldom, collector_paused

Item = TypeVar("Item")
Result = TypeVar("Result")

Staged: TypeAlias = Generator[None, None, Result]
"""A job that stops after each of its stages, and returns what comes of it."""

ABREAST = 64
"""So many jobs go side by side: more gain little, and the first results should come soon."""


def finished(job: Staged[Result]) -> Result:
    """What comes of `job`, all its stages done."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            result: Result = end.value
            return result


def each_in_step(job: Callable[[Item], Staged[Result]], items: Iterable[Item]) -> Iterator[Result]:
    """What comes of the `job` for each of the `items`, in their order. No job may raise."""
    collect_seldom()
    rest = iter(items)
    while abreast := [*islice(rest, ABREAST)]:
        yield from _in_step([job(item) for item in abreast])


def _in_step(jobs: Sequence[Staged[Result]]) -> list[Result]:
    results: list[Result | None] = [None] * len(jobs)
    under_way = [*enumerate(jobs)]
    with collector_paused():
        while under_way:
            before, under_way = under_way, []
            for number, job in before:
                try:
                    next(job)
                except StopIteration as end:
                    results[number] = end.value
                else:
                    under_way.append((number, job))
    return cast(list[Result], results)
