"""Owns telling whether a path lies on a network file system, where locks and shared memory end at the machine."""

import os
import sys
from pathlib import Path

_NETWORK_TYPES = frozenset(
    {"9p", "afs", "afpfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "lustre", "ncpfs", "nfs"}
    | {"nfs4", "smb2", "smb3", "smbfs", "webdav", "vboxsf", "fuse.sshfs", "fuse.rclone"}
    | {"fuse.davfs", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.glusterfs"}
)


def is_on_network(path: Path) -> bool:
    """Whether another machine may have the same file open; where it cannot be told on macOS, yes."""
    path = path.absolute()
    if sys.platform == "win32":
        import ctypes

        if path.drive.startswith("\\\\"):
            return True
        remote = 4
        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\") == remote)
    if sys.platform == "darwin":
        return path.parts[:2] == ("/", "Volumes")  # network or removable: slower, and safe
    try:
        mounts = Path("/proc/self/mountinfo").read_bytes()
    except OSError:
        return False
    return type_of_mount(os.path.realpath(path), mounts) in _NETWORK_TYPES


def type_of_mount(path: str, mounts: bytes) -> str:
    """The file system type of the innermost mount above `path`, by Linux' table of mounts; empty where none is."""
    real = os.fsencode(path)
    best, found = -1, b""
    for line in mounts.splitlines():
        before, _, after = line.partition(b" - ")
        fields = before.split(b" ")
        if len(fields) < 5 or not after:
            continue
        mount = fields[4].replace(b"\\040", b" ").replace(b"\\011", b"\t")
        mount = mount.replace(b"\\012", b"\n").replace(b"\\134", b"\\")
        inside = real == mount or real.startswith(mount.rstrip(b"/") + b"/")
        if inside and len(mount) >= best:
            best, found = len(mount), after.split(b" ")[0]
    return found.decode("ascii", "replace")
