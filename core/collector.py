"""Owns when Python searches for garbage: not while a report is read or packed."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
