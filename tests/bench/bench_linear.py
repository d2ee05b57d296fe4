"""Whether reading costs in proportion to the length of a text, whatever its shape: time(2n) / time(n).

The shapes are those that tests/fuzz/shapes.py makes: noise, endless lines and rows, tables by the thousand,
markup that never ends, drawn tables. Read the ratios: 2 is linear, 4 quadratic. The time a character is for
the worst of what a file may hold.
"""

import argparse
import sys
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from core.extract.reader import _Reader  # noqa: E402
from core.forms import load_forms  # noqa: E402
from core.text import source_text  # noqa: E402
from tests.fuzz.shapes import SHAPES  # noqa: E402

CHOSEN = (
    "one giant line",
    "digits and spaces",
    "noise around",
    "labels around",
    "labels without values",
    "tables with other figures",
    "tables on one line",
    "incomplete tables",
    "row of figures",
    "row of texts",
    "line of fragments",
    "short texts behind",
    "open comments",
    "nested tables",
    "drawn pipes",
    "box corners",
)
ROUNDS = 3


def seconds(shape: str, size: int) -> tuple[float, int]:
    """The least time that a reader that has read nothing needs for the shape, and its length in characters."""
    text = source_text(SHAPES[shape](size))
    least = float("inf")
    for _ in range(ROUNDS):
        reader = _Reader(load_forms())
        began = process_time()
        reader.read(text, "", None)
        least = min(least, process_time() - began)
    return least, len(text.text)


def main() -> None:
    """Print a line a shape."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=50_000, help="characters of the shorter text")
    parser.add_argument("--all", action="store_true", help="every shape there is")
    arguments = parser.parse_args()
    seconds("noise around", 1000)  # what is made once a process
    print(f"{'':28}{'n ms':>9}{'2n ms':>9}{'ratio':>7}{'us/char':>9}")
    for shape in SHAPES if arguments.all else CHOSEN:
        (once, _), (twice, length) = (seconds(shape, arguments.size * by) for by in (1, 2))
        print(
            f"{shape:28}{once * 1e3:9.1f}{twice * 1e3:9.1f}{twice / once:7.2f}"
            f"{twice / length * 1e6:9.2f}"
        )


if __name__ == "__main__":
    main()
