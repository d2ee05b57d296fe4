"""Owns running one function over many items in worker processes: in order, cancellable, crash by crash.

Processes are spawned, never forked (Qt may be running), and import only what the function's module imports.
A worker that dies costs the one item it was at: where it was at several, each is tried again by itself. No
process outlives the iteration, nor the parent.
"""

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Generic, NamedTuple, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

PATIENCE_S = 120.0
"""A worker that is silent for so long over one item is taken for hung."""

_PULSE_S = 0.1
_TOGETHER_S = 0.05
_LARGEST_CHUNK = 64
_LOOKAHEAD = 2000  # items handed out beyond the next one to yield, so that memory stays bounded
_START_FAILURES = 3


def available_workers() -> int:
    """How many worker processes are worth starting on this machine."""
    usable = os.cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        usable = len(os.sched_getaffinity(0))  # a container may grant fewer than there are
    return max(1, min(usable, 8))


def map_in_processes(
    function: Callable[[Sequence[Item]], Iterable[Result]],
    items: Sequence[Item],
    *,
    workers: int,
    lost: Callable[[Item, str], Result],
    pulse: Callable[[], None],
    patience_s: float = PATIENCE_S,
) -> Iterator[Result]:
    """What `function` gives for each item, in the order of `items`; for the first in this process.

    `function` is given some of the items and gives a result for each, in order. It must be importable and must
    not raise; `lost(item, reason)` stands in for its result where the worker died over the item. `pulse` is
    called while nothing arrives and may raise to end the job.
    """
    pool = _Pool(function, items, lost, pulse, patience_s)
    pool.start(workers)
    try:
        yield from pool.run()
    finally:
        pool.close()


class _Handed(NamedTuple, Generic[Item]):
    """An item that a worker has to answer: its number, itself, and which of the chunks it came with."""

    number: int
    item: Item
    chunk: int


class _Worker(Generic[Item]):
    """One process, the items it has still to answer, and for how long it has been silent over them."""

    def __init__(self, function: Callable[[Sequence[Item]], Iterable[object]]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._done = context.RawValue("L", 0)  # by the worker: how many items
        self._answered = 0
        self.process = context.Process(
            target=_serve, args=(theirs, function, self._done), daemon=True
        )
        with _deaf_to_ctrl_c():
            self.process.start()
        theirs.close()
        self.is_ready = False
        self.silent_s = 0.0
        self._chunks = 0
        self.outstanding: deque[_Handed[Item]] = deque()

    def hand(self, chunk: Sequence[tuple[int, Item]]) -> None:
        """Let the process answer more items, each with its number."""
        self._chunks += 1
        self.outstanding.extend(_Handed(*numbered, self._chunks) for numbered in chunk)
        with suppress(
            OSError
        ):  # it has ended: whoever listens finds that, after what it still said
            self.connection.send([item for _, item in chunk])

    def answered(self) -> int:
        """Take note of one more answer: the number of the item that it is for."""
        self._answered += 1
        return self.outstanding.popleft().number

    def at_fault(self) -> "list[_Handed[Item]]":
        """The items that the process is or was at; those before them are done, though their answers are lost."""
        at = min(max(0, self._done.value - self._answered), len(self.outstanding) - 1)
        chunk = self.outstanding[at].chunk
        return [one for one in [*self.outstanding][at:] if one.chunk == chunk]

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
        function: Callable[[Sequence[Item]], Iterable[Result]],
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
        self._alone: set[int] = set()  # items that are tried by themselves
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
            self._do_first()
        while self._next < self._total:
            if self._next in self._results:
                self._next += 1
                yield self._results.pop(self._next - 1)
            elif not self._workers:
                self._do_first()
            else:
                self._feed()
                self._collect()

    def _do_first(self) -> None:
        """Do the first item of the queue in this process."""
        index, item = self._queue.popleft()
        (self._results[index],) = self._function([item])

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
            chunk = self._take(size)
            if chunk:
                worker.hand(chunk)
                self._chunk = min(self._chunk * 2, _LARGEST_CHUNK)

    def _take(self, size: int) -> list[tuple[int, Item]]:
        """So many items from the queue; fewer where one is to be tried by itself, or the first is far behind."""
        chunk: list[tuple[int, Item]] = []
        while self._queue and len(chunk) < size:
            first = self._queue[0][0]
            is_alone = first in self._alone
            if first > self._next + _LOOKAHEAD or (is_alone and chunk):
                break
            chunk.append(self._queue.popleft())
            if is_alone:
                break
        return chunk

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
        """The item that the worker was at is lost; the others go back to the queue; another worker starts.

        Where it was at several, each of them is tried by itself.
        """
        del self._workers[worker.connection]
        worker.stop()
        if worker.outstanding:
            at_fault = worker.at_fault()
            if len(at_fault) == 1:
                (one,) = at_fault
                self._results[one.number] = self._lost(one.item, reason)
                worker.outstanding.remove(one)
            self._alone.update(one.number for one in at_fault)
            again = [(one.number, one.item) for one in worker.outstanding]
            self._queue.extendleft(reversed(again))
        if not worker.is_ready:
            self._failed_starts += 1
        if self._failed_starts < _START_FAILURES and self._queue:
            self._start()


def _serve(
    connection: Connection,
    function: Callable[[Sequence[object]], Iterable[object]],
    done: "Number",
) -> None:
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
            for answer in function(connection.recv()):
                done.value += 1
                answers.append(answer)
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
