"""Owns which of a folder's review files is opened: clear where there is one, else for a person to say.

A folder may have the review that lies in it, independent second reviews, and one that went on elsewhere when
its file could not be written. None of them is ever taken silently in place of another.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from core.errors import GoujiError, SeveralReviewsError
from core.store.database import Access, look_at_header, open_database
from core.store.journal import Journal
from core.store.memory import Remembered, Why, recall
from core.store.places import place_elsewhere, place_in, reviewer_in_name, second_places


class Standing(Enum):
    """What a review file is to its folder."""

    OWN = "own"  # in the folder, or with the user's data where that cannot be written
    SECOND = "second"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class FoundReview:
    """A review file of a folder: who worked in it last and when, as far as it can be read.

    `is_there` is False for the one in the folder before anybody began, and for one that is out of reach.
    `is_last` is the one that this user worked in last.
    """

    path: Path
    standing: Standing
    is_there: bool
    is_last: bool
    reviewer: str
    last_at: datetime | None


def choose(folder: Path) -> Path | None:
    """The one review file that the folder has, None for its own, wherever that is.

    Raises SeveralReviewsError where a person must say which.
    """
    inside, last = place_in(folder), recall(folder)
    moved = last.path if last is not None and last.why is Why.MOVED else None
    seconds = _seconds(folder, last)
    if moved is not None:
        kept = inside.exists() and moved.exists()
        if kept and _holds_all_of(inside, moved):
            moved = None  # it came home
        elif not seconds and moved.exists() and (not kept or _holds_all_of(moved, inside)):
            return moved
    if moved is None and not seconds:
        return None
    reviews = reviews_of(folder)
    names = ", ".join(str(review.path) for review in reviews if review.is_there)
    raise SeveralReviewsError(path=str(folder), names=names, reviews=reviews)


def reviews_of(folder: Path) -> tuple[FoundReview, ...]:
    """All review files of the folder that are known here, its own first, whether or not it is there yet."""
    last = recall(folder)
    inside, outside = place_in(folder), place_elsewhere(folder)
    own = outside if outside.exists() and not inside.exists() else inside
    found = [_found(own, Standing.OWN, last)]
    if last is not None and last.why is Why.MOVED:
        found.append(_found(last.path, Standing.MOVED, last))
    found += [_found(path, Standing.SECOND, last) for path in _seconds(folder, last)]
    return tuple(found)


def review_file_of(folder: Path) -> Path:
    """The review file of the folder to be read, which may not be there. Raises as `choose`."""
    chosen = choose(folder)
    if chosen is not None:
        return chosen
    inside, outside = place_in(folder), place_elsewhere(folder)
    return outside if outside.exists() and not inside.exists() else inside


def _seconds(folder: Path, last: Remembered | None) -> list[Path]:
    """Those that lie where second reviews lie, and the one that this user put elsewhere."""
    paths = second_places(folder)
    if last is not None and last.why is Why.SECOND and last.path not in paths:
        paths.append(last.path)
    return paths


def _found(path: Path, standing: Standing, last: Remembered | None) -> FoundReview:
    is_last = last is not None and last.path == path
    if not path.exists():
        return FoundReview(path, standing, False, is_last, "", None)
    reviewer, at = reviewer_in_name(path) if standing is Standing.SECOND else "", None
    try:
        with closing(open_database(path, Access.READ)) as database:
            entry = Journal(database).last()
    except (GoujiError, sqlite3.Error):
        entry = None  # opening it says what is wrong with it
    if entry is not None:
        reviewer, at = entry.reviewer, entry.at
    elif is_last and last is not None:
        reviewer = last.reviewer
    return FoundReview(path, standing, True, is_last, reviewer, at)


def _holds_all_of(path: Path, other: Path) -> bool:
    """Whether the journal at `path` goes on from where that at `other` ends, or ends there too."""
    try:
        if look_at_header(other) is None:
            return True
        with (
            closing(open_database(path, Access.READ)) as database,
            closing(open_database(other, Access.READ)) as beside,
        ):
            return Journal(database).goes_on_from(Journal(beside))
    except (GoujiError, sqlite3.Error):
        return False
