"""Owns where resources/ and the user's own data are, from a source tree and when frozen."""

import os
import sys
from pathlib import Path


def resources_dir() -> Path:
    """The folder resources/, beside core/ in a source tree and inside a PyInstaller bundle alike."""
    bundled = getattr(sys, "_MEIPASS", None)
    root = Path(bundled) if bundled else Path(__file__).resolve().parent.parent
    return root / "resources"


def user_data_dir() -> Path:
    """The folder for files of this user that belong to no report folder; it may not exist yet."""
    if sys.platform == "win32":
        base = os.environ.get("APPDATA") or str(Path.home() / "AppData" / "Roaming")
        return Path(base) / "Gouji"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Gouji"
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "gouji"
