"""Owns the command line's output: UTF-8 whatever the locale, and quiet where the reader went away."""

import errno
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO


class ClosedOutputError(Exception):
    """Whoever read the output closed it (`gouji extract … | head`)."""


class Streams:
    """Standard output and standard error of one run.

    A terminal keeps its own encoding (what it cannot show becomes `?`); a file or a pipe gets UTF-8.
    """

    def __init__(self, out: TextIO, err: TextIO) -> None:
        self._out = out
        self._err = err
        for stream in (out, err):
            if isinstance(stream, TextIOWrapper):
                if stream.isatty():
                    stream.reconfigure(errors="replace")
                else:
                    stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")

    def has_room_for_bar(self, *, is_printing: bool) -> bool:
        """Whether a person sees standard error, and no output runs through the same terminal."""
        return self._err.isatty() and not (is_printing and self._out.isatty())

    def write(self, text: str) -> None:
        """Puts `text` on standard output. Raises ClosedOutputError."""
        try:
            self._out.write(text)
        except OSError as error:
            raise _closed(error) from error

    def flush(self) -> None:
        """Hands over what was written. Raises ClosedOutputError."""
        try:
            self._out.flush()
        except OSError as error:
            raise _closed(error) from error

    def complain(self, text: str) -> None:
        """Puts a message on standard error, after what was written before it."""
        with suppress(OSError):
            self._out.flush()
        with suppress(OSError):
            self._err.write(text.rstrip("\n") + "\n")
            self._err.flush()

    def abandon(self) -> None:
        """Lets go of standard output, so that the interpreter does not complain about it at its end."""
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _closed(error: OSError) -> BaseException:
    # Windows says EINVAL where the other end of a pipe is gone.
    if error.errno in {errno.EPIPE, errno.EINVAL}:
        return ClosedOutputError()
    return error
