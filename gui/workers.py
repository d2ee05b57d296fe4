"""Owns the threads beside the GUI thread: one call of a core function each, with progress and Cancel.

A job receives frozen values and returns a frozen value; it knows no widget. Whatever it hands over arrives in
the GUI thread. Heavy work does not run in these threads but in processes that they wait for: a Python
thread that computes makes every repaint several times slower.
"""

import itertools
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot

from core.errors import GoujiError
from core.progress import Cancelled

T = TypeVar("T")

_PROGRESS_EVERY_S = 0.05
_AHEAD = 2
"""How many pieces a job may hand over before the window has taken the first: never a flood of events."""


class Job(Generic[T]):
    """One running call. What the function is given of it: `progress`, `deliver`; what the window: `cancel`."""

    def __init__(self, number: int, workers: "Workers") -> None:
        self.number = number
        self._workers = workers
        self._cancelled = threading.Event()
        self._room = threading.Semaphore(_AHEAD)
        self._reported_at = 0.0

    # --- called in the job's own thread ------------------------------------------------------------

    def progress(self, done: int, total: int) -> None:
        """Tell the window how far the job is; raises Cancelled once it was told to stop."""
        if self._cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if done >= total or now - self._reported_at >= _PROGRESS_EVERY_S:
            self._reported_at = now
            self._workers.progressed.emit(self.number, done, total)

    def deliver(self, piece: object) -> None:
        """Hand a part of the result over, waiting while earlier ones are not taken; raises Cancelled."""
        while True:
            if self._cancelled.is_set():
                raise Cancelled
            if self._room.acquire(timeout=0.1):
                break
        self._workers.delivered.emit(self.number, piece)

    # --- called in the GUI thread -------------------------------------------------------------------

    def cancel(self) -> None:
        """Ask the job to stop; it ends as cancelled at its next report of progress."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancelled.is_set()

    def taken(self) -> None:
        """The window has taken one part."""
        self._room.release()


class Handlers(Generic[T]):
    """What the window does with a job's news; each runs in the GUI thread.

    `failed` gets a GoujiError. Anything else that a job raises is a bug and is raised again in the GUI
    thread, where the crash report finds it. `ended` is called last in every case.
    """

    def __init__(
        self,
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[GoujiError], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        progressed: Callable[[int, int], None] | None = None,
        delivered: Callable[[object], None] | None = None,
        ended: Callable[[], None] | None = None,
    ) -> None:
        self.done = done
        self.failed = failed
        self.cancelled = cancelled
        self.progressed = progressed
        self.delivered = delivered
        self.ended = ended


class Workers(QObject):
    """Starts jobs, brings their news to the GUI thread, and waits for them when the window closes."""

    progressed = Signal(int, int, int)
    delivered = Signal(int, object)
    finished = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._running: dict[int, tuple[Job[object], Handlers[object], threading.Thread]] = {}
        queued = Qt.ConnectionType.QueuedConnection
        self.progressed.connect(self._on_progressed, queued)
        self.delivered.connect(self._on_delivered, queued)
        self.finished.connect(self._on_finished, queued)

    @property
    def is_busy(self) -> bool:
        """Whether any job runs."""
        return bool(self._running)

    def start(self, function: Callable[[Job[T]], T], handlers: Handlers[T]) -> Job[T]:
        """Run `function` in a thread of its own."""
        number = next(self._numbers)
        job: Job[T] = Job(number, self)
        thread = threading.Thread(
            target=self._run, args=(job, function), name=f"gouji-job-{number}"
        )
        self._running[number] = (job, handlers, thread)  # type: ignore[assignment]
        thread.start()
        return job

    def shut_down(self) -> None:
        """Cancel every job, wait until its thread has ended, and hand its last news over."""
        while self._running:
            for job, _, _ in self._running.values():
                job.cancel()
            for _, _, thread in list(self._running.values()):
                thread.join()
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def _run(self, job: Job[T], function: Callable[[Job[T]], T]) -> None:
        result: object = None
        error: BaseException | None = None
        try:
            result = function(job)
        except BaseException as caught:  # noqa: BLE001 - raised again in the GUI thread
            error = caught
        self.finished.emit(job.number, result, error)

    @Slot(int, int, int)
    def _on_progressed(self, number: int, done: int, total: int) -> None:
        if number in self._running:
            job, handlers, _ = self._running[number]
            if handlers.progressed is not None and not job.is_cancelled:
                handlers.progressed(done, total)

    @Slot(int, object)
    def _on_delivered(self, number: int, piece: object) -> None:
        if number in self._running:
            job, handlers, _ = self._running[number]
            job.taken()
            if handlers.delivered is not None:
                handlers.delivered(piece)

    @Slot(int, object, object)
    def _on_finished(self, number: int, result: object, error: BaseException | None) -> None:
        if number not in self._running:
            return
        _, handlers, thread = self._running.pop(number)
        thread.join()
        try:
            if isinstance(error, Cancelled):
                if handlers.cancelled is not None:
                    handlers.cancelled()
            elif error is None:
                if handlers.done is not None:
                    handlers.done(result)
            elif isinstance(error, GoujiError):
                if handlers.failed is not None:
                    handlers.failed(error)
            else:
                raise error
        finally:
            if handlers.ended is not None:
                handlers.ended()
