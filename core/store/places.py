"""Owns where the review file of a folder is: in the folder, or with the user's data where that is unwritable."""

import hashlib
import os
from pathlib import Path

from core.paths import user_data_dir

FILE_NAME = "gouji-review.sqlite"


def place_in(folder: Path) -> Path:
    """The review file inside the folder."""
    return folder / FILE_NAME


def place_elsewhere(folder: Path) -> Path:
    """The review file of a folder that cannot be written: with the user's data, named by the folder's path."""
    return _with_user_data(f"{folder.name or 'folder'}-{_digest(folder)}.sqlite")


def place_of_rescue(review_file: Path) -> Path:
    """Where entries are kept that could not be written to the review file."""
    return _with_user_data(f"rescue-{_digest(review_file)}.sqlite")


def _with_user_data(name: str) -> Path:
    return user_data_dir() / "reviews" / name


def _digest(path: Path) -> str:
    real = os.path.normcase(os.path.realpath(path))
    return hashlib.sha256(os.fsencode(real)).hexdigest()[:16]
