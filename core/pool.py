"""Owns running one function over many items in worker processes: in order, cancellable, crash by crash.

Processes are spawned, never forked (Qt may be running), and import only what the function's module imports.
A worker that dies costs the one item it was at. No process outlives the iteration, nor the parent.
"""

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Generic, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

PATIENCE_S = 120.0
"""A worker that is silent for so long over one item is taken for hung."""

_PULSE_S = 0.1
_TOGETHER_S = 0.05
_LARGEST_CHUNK = 32
_LOOKAHEAD = 2000  # items handed out beyond the next one to yield, so that memory stays bounded
_START_FAILURES = 3


def available_workers() -> int:
    """How many worker processes are worth starting on this machine."""
    usable = os.cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        usable = len(os.sched_getaffinity(0))  # a container may grant fewer than there are
    return max(1, min(usable, 8))


def map_in_processes(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    workers: int,
    lost: Callable[[Item, str], Result],
    pulse: Callable[[], None],
    patience_s: float = PATIENCE_S,
) -> Iterator[Result]:
    """`function` of each item, in the order of `items`; of the first in this process.

    `function` must be importable and must not raise; `lost(item, reason)` stands in for its result where
    the worker died over the item. `pulse` is called while nothing arrives and may raise to end the job.
    """
    pool = _Pool(function, items, lost, pulse, patience_s)
    pool.start(workers)
    try:
        yield from pool.run()
    finally:
        pool.close()


class _Worker(Generic[Item]):
    """One process, the items it has still to answer, and for how long it has been silent over them."""

    def __init__(self, function: Callable[[Item], object]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._begun = context.RawValue("L", 0)  # by the worker: how many items
        self._answered = 0
        self.process = context.Process(
            target=_serve, args=(theirs, function, self._begun), daemon=True
        )
        with _deaf_to_ctrl_c():
            self.process.start()
        theirs.close()
        self.is_ready = False
        self.silent_s = 0.0
        self.outstanding: deque[tuple[int, Item]] = deque()

    def answered(self) -> int:
        """Take note of one more answer: the number of the item that it is for."""
        self._answered += 1
        return self.outstanding.popleft()[0]

    def take_fault(self) -> tuple[int, Item]:
        """The item that the process is or was at; those before it are done, though their answers are lost."""
        at = max(0, self._begun.value - self._answered - 1)
        index_and_item = self.outstanding[at]
        del self.outstanding[at]
        return index_and_item

    def stop(self) -> None:
        """End the process now, whatever it is at."""
        self.connection.close()
        self.process.terminate()
        self.process.join(2)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """What is started within never hears Ctrl-C, from its birth on: it is this process's to handle.

    A blocked signal stays blocked in the child; here it only waits until the child is under way.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # starting it with the first child would unblock the signal
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Pool(Generic[Item, Result]):
    def __init__(
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        lost: Callable[[Item, str], Result],
        pulse: Callable[[], None],
        patience_s: float,
    ) -> None:
        self._function = function
        self._lost = lost
        self._pulse = pulse
        self._patience_s = patience_s
        self._queue: deque[tuple[int, Item]] = deque(enumerate(items))
        self._results: dict[int, Result] = {}
        self._next = 0
        self._total = len(items)
        self._chunk = 1  # small at first, so that the first results come at once
        self._failed_starts = 0
        self._workers: dict[Connection, _Worker[Item]] = {}

    def start(self, workers: int) -> None:
        for _ in range(workers):
            self._start()

    def run(self) -> Iterator[Result]:
        if self._queue:  # the first at once, while the processes are still starting
            index, item = self._queue.popleft()
            self._results[index] = self._function(item)
        while self._next < self._total:
            if self._next in self._results:
                self._next += 1
                yield self._results.pop(self._next - 1)
            elif not self._workers:
                index, item = self._queue.popleft()
                self._results[index] = self._function(item)
            else:
                self._feed()
                self._collect()

    def close(self) -> None:
        for worker in self._workers.values():
            worker.stop()
        self._workers.clear()

    def _start(self) -> None:
        try:
            worker = _Worker(self._function)
        except (
            OSError
        ):  # no process or no pipe to be had: the others go on, or this process does it
            return
        self._workers[worker.connection] = worker

    def _feed(self) -> None:
        """Keep each worker a piece ahead of the one that it is at, so that it never waits for the next.

        What is left at the end is handed out in small pieces, so that all end together.
        """
        for worker in list(self._workers.values()):
            size = min(self._chunk, 1 + len(self._queue) // (2 * len(self._workers)))
            if not worker.is_ready or len(worker.outstanding) > size:
                continue
            chunk: list[tuple[int, Item]] = []
            while self._queue and len(chunk) < size:
                if self._queue[0][0] > self._next + _LOOKAHEAD:
                    break
                chunk.append(self._queue.popleft())
            if not chunk:
                continue
            worker.outstanding.extend(chunk)
            self._chunk = min(self._chunk * 2, _LARGEST_CHUNK)
            with suppress(OSError):  # it has ended: `_receive` finds that, after what it still said
                worker.connection.send([item for _, item in chunk])

    def _collect(self) -> None:
        """Take what has arrived; wait a moment where nothing has."""
        began = time.monotonic()
        ready = wait(list(self._workers), _PULSE_S)
        if not ready:
            self._pulse()
            self._blame_silent(time.monotonic() - began)
        for connection in ready:
            worker = self._workers.get(connection)  # type: ignore[call-overload]
            if worker is not None:
                self._receive(worker)

    def _receive(self, worker: _Worker[Item]) -> None:
        try:
            answers: list[Result] = pickle.loads(worker.connection.recv_bytes())  # noqa: S301 - our own
        except (EOFError, OSError):
            worker.process.join(2)
            code = worker.process.exitcode
            self._bury(worker, f"the worker process ended ({code})")
            return
        worker.silent_s = 0.0
        if not worker.is_ready:
            worker.is_ready = True
            return
        for result in answers:
            self._results[worker.answered()] = result

    def _blame_silent(self, waited_s: float) -> None:
        for worker in list(self._workers.values()):
            if worker.outstanding or not worker.is_ready:
                worker.silent_s += waited_s
            if worker.silent_s > self._patience_s:
                self._bury(worker, f"no answer in {self._patience_s:.0f} s")

    def _bury(self, worker: _Worker[Item], reason: str) -> None:
        """The item that the worker was at is lost; the others go back to the queue; another worker starts."""
        del self._workers[worker.connection]
        worker.stop()
        if worker.outstanding:
            index, item = worker.take_fault()
            self._results[index] = self._lost(item, reason)
            self._queue.extendleft(reversed(worker.outstanding))
        if not worker.is_ready:
            self._failed_starts += 1
        if self._failed_starts < _START_FAILURES and self._queue:
            self._start()


def _serve(connection: Connection, function: Callable[[object], object], begun: "Number") -> None:
    """The worker process: answers each item of each chunk until the parent closes or dies.

    Answers go together where they come quickly: each message costs the parent as much as a small report.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it could not be blocked at the start
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _be_modest()
    try:
        _send(connection, [])
        while True:
            answers: list[object] = []
            since = time.monotonic()
            for item in connection.recv():
                begun.value += 1
                answers.append(function(item))
                if time.monotonic() - since > _TOGETHER_S:
                    _send(connection, answers)
                    answers, since = [], time.monotonic()
            if answers:
                _send(connection, answers)
    except (EOFError, OSError):
        return


def _send(connection: Connection, answers: list[object]) -> None:
    """Plainly pickled: what multiprocessing looks up for each object, answers have none of."""
    connection.send_bytes(pickle.dumps(answers, pickle.HIGHEST_PROTOCOL))


class Number(Protocol):
    """A number that two processes see."""

    value: int


def _end_with_parent() -> None:
    """However the parent ends and whatever this process is at: nobody waits for it any more."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _be_modest() -> None:
    """Leave the processor to the window where both want it, and start no threads to compute with."""
    os.environ["OPENBLAS_NUM_THREADS"] = (
        "1"  # numpy's: starting them takes half as long as importing it
    )
    if sys.platform == "win32":
        import ctypes

        below_normal = 0x4000
        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), below_normal)
    else:
        os.nice(5)
