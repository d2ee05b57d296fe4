"""The review file of a folder: journal, undo and redo, cached readings, lock. `ReviewFile` is its face."""

from core.store.opening import OpenMode
from core.store.rebase import Rebase, RebaseCause
from core.store.review_file import ReviewFile, UnsavedError

__all__ = ["OpenMode", "Rebase", "RebaseCause", "ReviewFile", "UnsavedError"]
