"""Jobs beside the GUI thread: their news arrive in it, in order, and always end."""

import threading

import pytest

from core.errors import FolderError
from core.progress import Cancelled
from gui.workers import Handlers, Workers


class Log:
    """What arrived, and in which thread."""

    def __init__(self) -> None:
        self.news: list[tuple[str, object]] = []
        self.threads: set[int] = set()

    def note(self, what: str):
        def noted(*values: object) -> None:
            self.news.append((what, values[0] if len(values) == 1 else values))
            self.threads.add(threading.get_ident())

        return noted

    def handlers(self) -> Handlers:
        names = ("done", "failed", "cancelled", "progressed", "delivered", "ended")
        return Handlers(**{name: self.note(name) for name in names})


@pytest.fixture
def workers(qapp):
    made = Workers()
    yield made
    made.shut_down()
    assert not made.is_busy


def wait(qtbot, log: Log) -> None:
    qtbot.waitUntil(lambda: bool(log.news) and log.news[-1][0] == "ended")


def test_pieces_progress_and_result_arrive_in_the_gui_thread(qtbot, workers: Workers) -> None:
    log = Log()

    def work(job):
        for number in range(5):
            job.deliver(number)
        job.progress(5, 5)
        assert threading.get_ident() not in log.threads
        return "all"

    workers.start(work, log.handlers())
    wait(qtbot, log)
    assert [value for what, value in log.news if what == "delivered"] == list(range(5))
    assert log.news[-3:] == [("progressed", (5, 5)), ("done", "all"), ("ended", ())]
    assert log.threads == {threading.get_ident()}


def test_a_failure_is_news_like_success(qtbot, workers: Workers) -> None:
    log = Log()
    error = FolderError(path="x", reason="y")

    def work(job):
        raise error

    workers.start(work, log.handlers())
    wait(qtbot, log)
    assert log.news == [("failed", error), ("ended", ())]


def test_a_bug_is_raised_where_the_crash_report_finds_it(qtbot, workers: Workers) -> None:
    log = Log()

    def work(job):
        raise ZeroDivisionError

    with qtbot.capture_exceptions() as raised:
        workers.start(work, log.handlers())
        wait(qtbot, log)
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert not workers.is_busy


def test_a_job_that_runs_ahead_of_the_window_waits_and_can_be_cancelled(
    qtbot, workers: Workers
) -> None:
    log = Log()
    delivered: list[int] = []

    def work(job):
        for number in range(1_000_000):
            job.deliver(number)
            delivered.append(number)

    job = workers.start(work, log.handlers())
    assert len(delivered) <= 2  # nobody has taken anything yet
    qtbot.waitUntil(lambda: len(log.news) > 20)
    job.cancel()
    wait(qtbot, log)
    assert ("cancelled", ()) in log.news
    assert len(delivered) < 1_000_000


def test_cancelling_ends_a_job_at_its_next_report(qtbot, workers: Workers) -> None:
    log = Log()
    begun = threading.Event()

    def work(job):
        begun.set()
        while True:
            job.progress(0, 1)

    job = workers.start(work, log.handlers())
    begun.wait(5)
    job.cancel()
    wait(qtbot, log)
    assert log.news[-2:] == [("cancelled", ()), ("ended", ())]
    with pytest.raises(Cancelled):
        job.progress(0, 1)


def test_shutting_down_waits_and_hands_the_last_news_over(workers: Workers) -> None:
    log = Log()

    def work(job):
        try:
            while True:
                job.deliver("piece")
        finally:
            log.note("left")()

    workers.start(work, log.handlers())
    workers.shut_down()
    assert not workers.is_busy
    assert log.news[-2:] == [("cancelled", ()), ("ended", ())]
