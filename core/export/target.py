"""Owns putting a finished file in place: written beside its target under another name, then renamed over it.

Until the last moment the target stays as it was; where anything fails it still does, and nothing is left over.
"""

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.errors import UnwritableFileError


@contextmanager
def put_in_place(path: Path) -> Iterator[Path]:
    """Gives the path of a new empty file to write; on leaving without an error it becomes `path`.

    Raises UnwritableFileError where the target is a folder, read-only or locked, or the disk does not take
    it; what the target held is then untouched. A link is followed: what it points to is replaced.
    """
    try:
        target = path.resolve()
        mode = _existing_mode(target)
        draft = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.tmp")
        draft.touch(exist_ok=False)
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: links in a circle
        raise UnwritableFileError.at(path, error) from error
    try:
        yield draft
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        if mode is not None:
            draft.chmod(mode)
        draft.replace(target)
    except OSError as error:
        raise UnwritableFileError.at(path, error) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _existing_mode(target: Path) -> int | None:
    """The access mode of the file to be replaced, None where there is none. OSError where it must stay."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not mode & 0o222:  # a rename would get past it, but somebody made it read-only
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    with target.open("r+b"):  # fails on Windows while Excel holds the file: before any work is done
        return stat.S_IMODE(mode)
