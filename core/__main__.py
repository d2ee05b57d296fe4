"""Starts the command line alone: `python -m core …`, without a window and without Qt."""

import sys


def _main() -> int:
    try:
        from core.cli import main

        return main()
    except KeyboardInterrupt:  # Ctrl-C while the program was still being loaded
        return 130


if __name__ == "__main__":
    sys.exit(_main())
