"""The process pool: in order, one item lost where one dies, nothing left behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from core.pool import available_workers, map_in_processes
from core.progress import Cancelled
from tests.core.pool_jobs import die_from_one_on, misbehave, pid_and_double, spin_from_one_on

REPOSITORY = Path(__file__).resolve().parent.parent.parent


def _no_pulse() -> None:
    pass


def _lost(item: int, reason: str) -> str:
    return f"lost {item}: {reason}"


def _lost_pair(item: int, reason: str) -> tuple[int, int]:
    return 0, -1


def _lost_number(item: int, reason: str) -> int:
    return -1


def test_results_come_in_order_from_other_processes() -> None:
    results = list(
        map_in_processes(
            partial(map, pid_and_double),
            range(300),
            workers=2,
            lost=_lost_pair,
            pulse=_no_pulse,
        )
    )
    assert [double for _, double in results] == [2 * number for number in range(300)]
    first, *others = [pid for pid, _ in results]
    assert first == os.getpid()  # while the others start
    assert os.getpid() not in others
    assert not multiprocessing.active_children()


def test_a_worker_that_dies_or_hangs_costs_the_one_item() -> None:
    results = list(
        map_in_processes(
            partial(map, misbehave),
            range(60),
            workers=2,
            lost=_lost,
            pulse=_no_pulse,
            patience_s=1.0,
        )
    )
    odd = {number: said for number, said in enumerate(results) if said != str(number)}
    assert sorted(odd) == [13, 17, 19]
    assert odd[13] == "lost 13: the worker process ended (3)"
    assert odd[17] == "lost 17: the worker process ended (-9)"
    assert odd[19].startswith("lost 19: no answer in")


def test_every_item_is_answered_where_every_worker_dies() -> None:
    results = list(
        map_in_processes(
            partial(map, die_from_one_on), range(5), workers=2, lost=_lost, pulse=_no_pulse
        )
    )
    assert [said.split(":")[0] for said in results] == ["0", *(f"lost {n}" for n in range(1, 5))]


def test_cancelling_while_nothing_arrives_ends_the_workers() -> None:
    def cancel() -> None:
        raise Cancelled

    running = map_in_processes(
        partial(map, spin_from_one_on), range(4), workers=2, lost=_lost_number, pulse=cancel
    )
    with pytest.raises(Cancelled):
        list(running)
    assert not multiprocessing.active_children()


def test_leaving_early_ends_the_workers() -> None:
    running = map_in_processes(
        partial(map, pid_and_double), range(1000), workers=2, lost=_lost_pair, pulse=_no_pulse
    )
    assert [double for _, double in (next(running), next(running))] == [0, 2]
    running.close()
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_workers_do_not_outlive_a_killed_parent() -> None:
    script = (
        "from functools import partial\nfrom core.pool import map_in_processes\n"
        "from tests.core.pool_jobs import spin_from_one_on\n"
        "def pulse(): print('running', flush=True)\n"
        "spin = partial(map, spin_from_one_on)\n"
        "list(map_in_processes(spin, range(4), workers=2, lost=None, pulse=pulse))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=REPOSITORY, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        for _ in range(20):  # by then the workers are up and busy
            assert parent.stdout.readline() == b"running\n"
        parent.send_signal(signal.SIGKILL)
        parent.stdout.read()  # ends when the last process that holds the pipe has ended


def test_there_is_at_least_one_worker() -> None:
    assert 1 <= available_workers() <= 8
