"""Owns how a long job reports what is done and learns that it should stop."""

from typing import Protocol


class Cancelled(Exception):
    """Raised out of a progress callback to stop the job that called it; not an error."""


class Progress(Protocol):
    """Called by a long job after each piece of work; raises `Cancelled` to end the job."""

    def __call__(self, done: int, total: int) -> None: ...


def no_progress(done: int, total: int) -> None:
    """The Progress of a job that nobody watches."""
