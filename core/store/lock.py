"""Owns the lock beside a review file: one program at a time writes, and others learn who it is.

The operating system holds the lock and lets go of it when the process ends, however it ends; the file's
content only says who holds it. Where the file system knows no locks, the content alone has to do.
"""

import errno
import getpass
import json
import os
import socket
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from core.errors import ReviewFileLockedError
from core.store.network import is_on_network
from core.store.processes import start_of

_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})
_BYTE = 1 << 30  # Windows locks are mandatory: lock a byte behind the content, which stays readable


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a review file: the reviewer's and the account's name, machine, process, and since when."""

    reviewer: str
    user: str
    host: str
    pid: int
    started: str | None
    since: str

    def __str__(self) -> str:
        name = self.reviewer or self.user
        return f"{name}@{self.host} (pid {self.pid}, {self.since})"

    @property
    def is_here(self) -> bool:
        """Whether it is a process of this machine."""
        return self.host == socket.gethostname()

    @property
    def is_alive(self) -> bool:
        """Whether that very process still runs on this machine."""
        started = start_of(self.pid)
        return started is not None and (self.started is None or started == self.started)


class FileLock:
    """A held lock. `left_by` is who held it last without letting go: that session ended in a crash."""

    def __init__(self, path: Path, descriptor: int, left_by: Holder | None) -> None:
        self._path = path
        self._descriptor: int | None = descriptor
        self.left_by = left_by

    @classmethod
    def acquire(
        cls, path: Path, reviewer: str, since: str, *, take_over: bool = False
    ) -> "FileLock":
        """Take the lock at `path`. Raises ReviewFileLockedError, or OSError where no file can be made there.

        `take_over` takes a lock that another machine left in a way that cannot be told from holding it.
        """
        while True:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
            try:
                has_locks = _lock(descriptor)
                if has_locks and not _is_still_at(path, descriptor):
                    os.close(descriptor)  # whoever held it has just removed the file
                    continue
                before = read_holder(path)
                if before is not None and not take_over:
                    shared = is_on_network(path)
                    if is_held(before, has_locks=has_locks, is_shared=shared):
                        raise _locked(path, before)
                _write_holder(descriptor, reviewer, since)
            except BlockingIOError:
                holder = read_holder(path)
                os.close(descriptor)
                raise _locked(path, holder) from None
            except BaseException:
                os.close(descriptor)
                raise
            return cls(path, descriptor, before)

    def release(self) -> None:
        """Let go; the file is removed."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        with suppress(OSError):  # an empty lock file is held by nobody, if it cannot be removed
            os.ftruncate(descriptor, 0)
            if sys.platform != "win32":
                self._path.unlink(missing_ok=True)
        os.close(descriptor)
        if sys.platform == "win32":
            with suppress(OSError):  # another window has it open already
                self._path.unlink(missing_ok=True)


def is_free(path: Path) -> bool:
    """Whether the lock at `path` could be taken now; nothing is changed by asking."""
    try:
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    except OSError:
        return not path.exists()
    try:
        has_locks = _lock(descriptor)
        before = read_holder(path)
        return before is None or not is_held(
            before, has_locks=has_locks, is_shared=is_on_network(path)
        )
    except OSError:
        return False
    finally:
        os.close(descriptor)


def lock_path(path: Path) -> Path:
    """Where the lock of the review file at `path` is."""
    return path.with_name(f"{path.name}.lock")


def read_holder(path: Path) -> Holder | None:
    """Who the lock file at `path` names; None where nobody or where it cannot be read."""
    try:
        return Holder(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def is_held(before: Holder, *, has_locks: bool, is_shared: bool) -> bool:
    """Whether a lock file that the system lets us have is held all the same.

    Where the file system knows locks, a process of this machine that held it is gone. Another machine's is
    gone too, unless the folder is shared and its locks may not reach us; a disk that moved here is not.
    """
    if before.is_here:
        return not has_locks and before.is_alive
    return not has_locks or is_shared


def _locked(path: Path, holder: Holder | None) -> ReviewFileLockedError:
    shown = str(path.with_name(path.name.removesuffix(".lock")))
    return ReviewFileLockedError(path=shown, holder="?" if holder is None else str(holder))


def _write_holder(descriptor: int, reviewer: str, since: str) -> None:
    holder = Holder(
        reviewer, _user(), socket.gethostname(), os.getpid(), start_of(os.getpid()), since
    )
    data = json.dumps(asdict(holder), ensure_ascii=True).encode()
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, data)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name
        return "?"


def _is_still_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK):
                raise BlockingIOError from error
            if error.errno in _NO_LOCKS:
                return False
            raise
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        """Take the system's lock; False where the file system has none, BlockingIOError where it is taken."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return False
            raise
        return True
