"""Owns remembering which review file of a folder a user works in, where that is not the one in the folder."""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from core.store.places import place_of_memory


class Why(Enum):
    """Why a review is where it is; the value is what the file holds."""

    MOVED = "moved"  # it could not be written where it was and went on here
    SECOND = "second"  # an independent second review
    CHOSEN = "chosen"  # of several it was the one that was asked for


@dataclass(frozen=True, slots=True)
class Remembered:
    """A review file of a folder, who reviews in it, and why it is there."""

    path: Path
    reviewer: str
    why: Why


def remember(folder: Path, remembered: Remembered) -> None:
    """Keep this for the next time the folder is opened; where nothing can be kept, one is asked again then."""
    place = place_of_memory(folder)
    data = {
        "folder": str(folder),
        "file": str(remembered.path),
        "reviewer": remembered.reviewer,
        "why": remembered.why.value,
    }
    partial = place.with_name(f"{place.name}.{os.getpid()}.part")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(json.dumps(data), encoding="ascii")
        os.replace(partial, place)  # noqa: PTH105 - replaces on Windows too


def recall(folder: Path) -> Remembered | None:
    """What was remembered for the folder."""
    try:
        data = json.loads(place_of_memory(folder).read_text(encoding="ascii"))
        return Remembered(Path(data["file"]), str(data["reviewer"]), Why(data["why"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def remember_move(folder: Path, before: Path, now: Path, reviewer: str) -> None:
    """The review goes on at `now`; a second review stays one."""
    last = recall(folder)
    is_second = last is not None and last.path == before and last.why is Why.SECOND
    remember(folder, Remembered(now, reviewer, Why.SECOND if is_second else Why.MOVED))


def forget(folder: Path) -> None:
    """Remember nothing of the folder."""
    with suppress(OSError):
        place_of_memory(folder).unlink(missing_ok=True)
