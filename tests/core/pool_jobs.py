"""Jobs for the tests of the process pool: a worker process imports them by name."""

import os
import signal
import time


def pid_and_double(number: int) -> tuple[int, int]:
    """Which process did it, and twice the number."""
    return os.getpid(), 2 * number


def misbehave(number: int) -> str:
    """Dies, is killed or hangs over some numbers; says the others."""
    if number == 13:
        os._exit(3)
    if number == 17:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 19:
        time.sleep(3600)
    return str(number)


def die_from_one_on(number: int) -> str:
    """Gets nothing done but 0."""
    if number:
        os._exit(number)
    return "0"


def spin_from_one_on(number: int) -> int:
    """Is busy until the process ends, over anything but 0."""
    while number:
        number += 1
    return 0
