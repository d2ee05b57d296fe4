"""Owns when Python searches for garbage: not while a report is read or packed, and seldom where many are."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 20_000
"""New objects after which the young ones are searched: what is kept of a thousand reports."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for garbage meanwhile: a report is thousands of objects, hardly one of which refers to itself.

    Searched through again and again, they would cost a tenth of reading, in a large text as much as reading.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def collect_seldom() -> None:
    """From now on search for garbage in this process less often than Python does unasked, for it reads folders.

    What is kept of each report is no garbage: to search through it after every few reports is in vain.
    """
    young, *others = gc.get_threshold()
    if 0 < young < _SELDOM:
        gc.set_threshold(_SELDOM, *others)
