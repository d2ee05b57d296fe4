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
    real = os.path.realpath(folder)
    name = hashlib.sha256(os.fsencode(os.path.normcase(real))).hexdigest()[:16]
    return user_data_dir() / "reviews" / f"{folder.name or 'folder'}-{name}.sqlite"
