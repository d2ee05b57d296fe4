"""Owns where review files are: in the folder, or with the user's data; a second reviewer's beside the first's."""

import hashlib
import os
import re
from pathlib import Path

from core.paths import user_data_dir

FILE_NAME = "gouji-review.sqlite"

_STEM, _SUFFIX = "gouji-review", ".sqlite"
_ASIDE = re.compile(r"\.(damaged|home)-\d{8}-\d{6}(-\d+)?$")  # see core.store.transfer.set_aside
# What Windows keeps for devices, and what some file system does not take in a name.
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)")
_UNUSABLE = re.compile(r'[<>:"/\\|?*.\x00-\x1f\x7f\ud800-\udfff]+')
_NAME_BYTES = 120


def place_in(folder: Path) -> Path:
    """The review file inside the folder."""
    return folder / FILE_NAME


def place_elsewhere(folder: Path) -> Path:
    """The review file of a folder that cannot be written: with the user's data, named by the folder's path."""
    return _with_user_data(f"{_named(folder)}{_SUFFIX}")


def place_of_second(folder: Path, reviewer: str) -> Path:
    """The review file of somebody who reviews the folder independently: beside the first, or with their data."""
    name = _in_a_file_name(reviewer)
    if os.access(folder, os.W_OK):
        return folder / f"{_STEM}.{name}{_SUFFIX}"
    return _with_user_data(f"{_named(folder)}.{name}{_SUFFIX}")


def second_places(folder: Path) -> list[Path]:
    """The review files of second reviewers of the folder, wherever they are, by name."""
    found = [
        path
        for place, stem in ((folder, _STEM), (_with_user_data(""), _named(folder)))
        for path in _listed(place)
        if path.name.startswith(f"{stem}.")
        and path.suffix == _SUFFIX
        and path.stem != stem
        and not _ASIDE.search(path.stem)
    ]
    return sorted(found)


def reviewer_in_name(path: Path) -> str:
    """Whose review a second reviewer's file is, by its name; empty where that says nothing."""
    return path.stem.rpartition(".")[2] if "." in path.stem else ""


def place_of_memory(folder: Path) -> Path:
    """Where it is kept which review file of the folder this user works in."""
    return _with_user_data(f"{_named(folder)}.place.json")


def place_of_rescue(review_file: Path) -> Path:
    """Where entries are kept that could not be written to the review file."""
    return _with_user_data(f"rescue-{_digest(review_file)}{_SUFFIX}")


def _with_user_data(name: str) -> Path:
    return user_data_dir() / "reviews" / name


def _named(folder: Path) -> str:
    return f"{folder.name or 'folder'}-{_digest(folder)}"


def _digest(path: Path) -> str:
    real = os.path.normcase(os.path.realpath(path))
    return hashlib.sha256(os.fsencode(real)).hexdigest()[:16]


def _in_a_file_name(name: str) -> str:
    """`name` as every file system takes it, not too long in bytes and never empty."""
    usable = _UNUSABLE.sub("_", name).strip(" _")
    usable = usable.encode()[:_NAME_BYTES].decode(errors="ignore") or "_"
    return f"{usable}_" if _DEVICES.fullmatch(usable) else usable


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
