"""One program writes at a time, others learn who it is, and a lock that a crash left is no obstacle."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import ReviewFileLockedError
from core.store import OpenMode, ReviewFile
from core.store.lock import FileLock, Holder, is_held, lock_path, read_holder
from core.store.network import is_on_network, type_of_mount
from core.store.processes import start_of
from core.wording import Language, Wording
from tests.conftest import REPOSITORY

HOLD = """
import sys
from core.store import ReviewFile
file = ReviewFile.open(sys.argv[1], "王五")
print("open", flush=True)
sys.stdin.read()
"""


def _hold(folder: Path) -> "subprocess.Popen[bytes]":
    """Another process that has the folder's review file open until it is told or killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"open\n"
    return process


def test_a_second_window_is_refused_with_the_name_of_the_first(tmp_path: Path) -> None:
    with ReviewFile.open(tmp_path, "张三") as file:
        with pytest.raises(ReviewFileLockedError) as caught:
            ReviewFile.open(tmp_path, "李四")
        sentence = Wording(Language.CHINESE).error(caught.value)
        assert "张三" in sentence
        assert socket.gethostname() in sentence
        assert str(file.path) in sentence
    assert not lock_path(file.path).exists()
    ReviewFile.open(tmp_path, "李四").close()


def test_a_second_process_is_refused_until_the_first_closes(tmp_path: Path) -> None:
    with _hold(tmp_path) as other:
        for mode in (OpenMode.WRITE, OpenMode.TAKE_OVER):
            with pytest.raises(ReviewFileLockedError, match="王五"):
                ReviewFile.open(tmp_path, "李四", mode=mode)
        ReviewFile.open(tmp_path, "李四", mode=OpenMode.READ_ONLY).close()
        other.communicate()
    with ReviewFile.open(tmp_path, "李四") as file:
        assert file.left_by is not None  # it ended without closing the file


def test_a_lock_left_by_a_crash_is_taken_over(tmp_path: Path) -> None:
    with _hold(tmp_path) as other:
        other.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        other.wait()
        with ReviewFile.open(tmp_path, "李四") as file:
            assert file.left_by is not None
            assert file.left_by.reviewer == "王五"
            assert file.left_by.pid == other.pid
            holder = read_holder(lock_path(file.path))
            assert holder is not None
            assert (holder.reviewer, holder.pid) == ("李四", os.getpid())


def _pretend(path: Path, **changes: object) -> None:
    """A lock file as another process or machine leaves it."""
    holder = {
        "reviewer": "王五",
        "user": "wang",
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "started": start_of(os.getpid()),
        "since": "2026-11-22T09:30:00+08:00",
    } | changes
    path.write_text(json.dumps(holder), encoding="utf-8")


def test_a_lock_of_another_machine_on_a_disk_of_this_one_is_a_leftover(tmp_path: Path) -> None:
    assert not is_on_network(tmp_path)
    _pretend(tmp_path / "x.lock", host="elsewhere")
    lock = FileLock.acquire(tmp_path / "x.lock", "李四", "now")
    assert lock.left_by is not None
    assert lock.left_by.host == "elsewhere"
    lock.release()


def _holder(host: str, pid: int, started: str | None) -> Holder:
    return Holder("王五", "wang", host, pid, started, "2026-11-22T09:30:00+08:00")


@pytest.mark.parametrize(
    ("host", "is_running", "has_locks", "is_shared", "held"),
    [
        ("here", True, True, False, False),  # the system would not have let us have the lock
        ("here", True, False, False, True),
        ("here", False, False, True, False),
        ("there", True, True, False, False),  # a disk that was carried over
        ("there", True, True, True, True),
        ("there", True, False, False, True),
    ],
)
def test_a_lock_file_says_who_holds_it_where_the_system_cannot(
    host: str, is_running: bool, has_locks: bool, is_shared: bool, held: bool
) -> None:
    started = start_of(os.getpid()) if is_running else "another start"
    holder = _holder(socket.gethostname() if host == "here" else host, os.getpid(), started)
    assert is_held(holder, has_locks=has_locks, is_shared=is_shared) is held


def test_a_lock_file_of_nonsense_is_no_obstacle(tmp_path: Path) -> None:
    for content in (b"", b"\x00\xff", b"[]", b'{"pid": 1}'):
        (tmp_path / "x.lock").write_bytes(content)
        lock = FileLock.acquire(tmp_path / "x.lock", "李四", "now")
        assert lock.left_by is None
        lock.release()


def test_a_process_is_known_by_its_start() -> None:
    assert start_of(os.getpid()) == start_of(os.getpid()) is not None
    assert start_of(1) != start_of(os.getpid())
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert start_of(ended.pid) is None
    assert start_of(0) is None
    assert start_of(-1) is None


@pytest.mark.skipif(sys.platform != "linux", reason="reads the table of mounts")
def test_the_disks_of_this_machine_are_no_network(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/"), Path("/proc"), tmp_path / "not" / "there"):
        assert not is_on_network(path)


MOUNTS = (
    b"25 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw\n"
    b"32 25 0:28 / /mnt/my\\040share rw,relatime shared:9 master:2 - cifs //server/a rw\n"
    b"33 32 0:29 / /mnt/my\\040share/local rw - ext4 /dev/vdb1 rw\n"
)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/li/报告", "ext4"),
        ("/mnt/my share", "cifs"),
        ("/mnt/my share/2020", "cifs"),
        ("/mnt/my share 2/2020", "ext4"),
        ("/mnt/my share/local/2020", "ext4"),
    ],
)
def test_a_share_is_told_by_the_table_of_mounts(path: str, kind: str) -> None:
    assert type_of_mount(path, MOUNTS) == kind
