"""Owns the command `gouji`: sub-commands go to core without Qt, a folder or nothing opens the window."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from core.request import Request


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out the command line and give the exit status."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()  # a worker process of the bundle ends here
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or _is_just_a_folder(arguments):
        return _open_window(Request(Path(arguments[0])) if arguments else None)
    import core.cli

    return core.cli.main(arguments, _open_window)


def _is_just_a_folder(arguments: Sequence[str]) -> bool:
    """Whether nothing but a window on a folder can be meant, so that the command line is not even imported."""
    first = arguments[0]
    may_be_command = first.startswith("-") or first.isalpha()
    return len(arguments) == 1 and not may_be_command and Path(first).is_dir()


def _open_window(request: Request | None) -> int:
    from gui import screen

    if not screen.is_there(os.environ, sys.platform):
        from gui import headless

        return headless.run(request)
    import gui.app

    return gui.app.run(request)


if __name__ == "__main__":
    sys.exit(main())
