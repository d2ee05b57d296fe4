"""Owns telling whether a process of this machine is still the one it was: by the time it started."""

import os
import sys
from pathlib import Path


def start_of(pid: int) -> str | None:
    """When the process started, in whatever count the system has; None where there is no such process.

    Where the system does not say (macOS), a process that exists has started at "".
    """
    if pid <= 0:
        return None
    if sys.platform == "win32":
        return _start_on_windows(pid)
    if sys.platform == "linux":
        return _start_on_linux(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except OSError:
        pass  # it is there and belongs to somebody else
    return ""


def _start_on_linux(pid: int) -> str | None:
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return None
    # The command stands in brackets and may hold anything; field 22 of the line is the start.
    return f"{boot}:{status.rpartition(')')[2].split()[19]}"


def _start_on_windows(pid: int) -> str | None:
    if sys.platform != "win32":
        raise OSError(sys.platform)  # asked for on Windows alone
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.windll.kernel32
    kernel.OpenProcess.restype = wintypes.HANDLE
    query_limited = 0x1000
    still_active = 259
    handle = kernel.OpenProcess(query_limited, False, pid)
    if not handle:
        return None
    try:
        code = wintypes.DWORD()
        kernel.GetExitCodeProcess(wintypes.HANDLE(handle), ctypes.byref(code))
        times = [wintypes.FILETIME() for _ in range(4)]
        kernel.GetProcessTimes(wintypes.HANDLE(handle), *map(ctypes.byref, times))
        if code.value != still_active:
            return None
        return str(times[0].dwHighDateTime << 32 | times[0].dwLowDateTime)
    finally:
        kernel.CloseHandle(wintypes.HANDLE(handle))
