"""Owns what can be asked of the window: a folder to open, under which review, by whom."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Request:
    """A folder to open, and how.

    `source` is the report to show first, else the first that is read. Where it `is_chosen` which of the
    folder's reviews is meant, that is `review_file`, None being the folder's own; where not, it must be
    clear. `reviewer` is who reviews there, None whoever the settings name. `came_from`: what went on there
    comes home first. `takes_over`: write although another machine has left a lock.
    """

    folder: Path
    source: str | None = None
    review_file: Path | None = None
    is_chosen: bool = False
    reviewer: str | None = None
    came_from: Path | None = None
    takes_over: bool = False
