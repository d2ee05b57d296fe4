"""Owns the commands about review files themselves: `verify`."""

import argparse
from pathlib import Path

from core.cli.inputs import UsageError
from core.cli.streams import Streams
from core.store.places import place_elsewhere, place_in
from core.store.verification import Break
from core.store.verification import verify as verify_trail
from core.wording import Wording

WHOLE, BROKEN = 0, 1


def verify(options: argparse.Namespace, wording: Wording, streams: Streams) -> int:
    """Says whether the trail of a review file is whole, and where it breaks if not (status 1)."""
    path = review_file_at(options.file, wording)
    found = verify_trail(path)
    if found.is_whole:
        words = wording.message(
            "cli", "trail.whole", path=path, entries=found.entries, head=found.head
        )
        streams.write(words + "\n")
        return WHOLE
    streams.write(wording.message("cli", "trail.broken", path=path, entries=found.entries) + "\n")
    for place in found.breaks:
        streams.write(_break(place, wording) + "\n")
    return BROKEN


def review_file_at(given: str, wording: Wording) -> Path:
    """The review file that was meant: the file itself, or that of the folder. Raises UsageError."""
    path = Path(given)
    if path.is_dir():
        path = next((place for place in _places(path) if place.exists()), place_in(path))
    if not path.exists():
        raise UsageError(wording.message("cli", "say.no_such_path", path=path))
    return path


def _places(folder: Path) -> tuple[Path, Path]:
    return place_in(folder), place_elsewhere(folder)


def _break(found: Break, wording: Wording) -> str:
    what = wording.message("cli", f"trail.{found.kind.value}")
    key = "trail.one" if found.first == found.last else "trail.several"
    return wording.message("cli", key, first=found.first, last=found.last, what=what)
