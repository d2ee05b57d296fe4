"""Owns running one function of core in a process of its own, for what computes all the time.

A thread that computes makes every repaint of the window several times slower; a process does not.
"""

import traceback
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Protocol, TypeVar

from core.errors import GoujiError, ReaderError
from core.progress import Progress

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_PULSE_S = 0.1


class _News(Enum):
    """What the process tells."""

    PROGRESS = "progress"
    DONE = "done"
    FAILED = "failed"
    WRONG = "wrong"


class Task(Protocol[T_co]):
    """What can be run: importable or a picklable callable, whose result can be pickled too."""

    def __call__(self, progress: Progress) -> T_co: ...


def run_in_process(task: Task[T], about: str, progress: Progress) -> T:
    """What `task` returns. Raises what it raises of GoujiError, and Cancelled out of `progress`.

    `about` names the file that is at stake where the process ends without an answer (ReaderError).
    """
    import multiprocessing  # not before the window is up

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, task))
    process.start()
    theirs.close()
    done, total = 0, 0
    try:
        while True:
            if not ours.poll(_PULSE_S):
                progress(done, total)
                continue
            try:
                kind, content = ours.recv()
            except EOFError:
                process.join()
                reason = f"the process ended ({process.exitcode})"
                raise ReaderError(path=about, reason=reason) from None
            match kind:
                case _News.DONE:
                    process.join()
                    result: T = content
                    return result
                case _News.FAILED:
                    raise content
                case _News.WRONG:
                    raise RuntimeError(content)  # a bug: the crash report holds where
            done, total = content
            progress(done, total)
    finally:
        ours.close()
        process.terminate()
        process.join()


def _serve(pipe: "Connection", task: Callable[[Progress], object]) -> None:
    """In the process: tell progress, then the result, or the error that ended it, a bug as its trace."""
    try:
        result = task(lambda done, total: pipe.send((_News.PROGRESS, (done, total))))
    except GoujiError as error:
        pipe.send((_News.FAILED, error))
    except Exception:  # noqa: BLE001 - raised again in the window
        pipe.send((_News.WRONG, traceback.format_exc()))
    else:
        pipe.send((_News.DONE, result))
    pipe.close()
