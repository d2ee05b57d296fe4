"""Owns the command `gouji`: sub-commands go to core without Qt, a folder or nothing opens the window."""

import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out the command line and give the exit status."""
    multiprocessing.freeze_support()
    import core.cli

    return core.cli.main(argv, _open_window)


def _open_window(folder: Path | None) -> int:
    from gui import screen

    if not screen.is_there(os.environ, sys.platform):
        from gui import headless

        return headless.run(folder)
    import gui.app

    return gui.app.run(folder)


if __name__ == "__main__":
    sys.exit(main())
