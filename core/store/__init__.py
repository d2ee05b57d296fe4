"""The review file of a folder: journal, undo and redo, cached readings, lock. `ReviewFile` is its face."""

from core.store.opening import OpenMode
from core.store.rebase import Rebase, RebaseCause
from core.store.recovery import Recovery
from core.store.review_file import ReviewFile
from core.store.verification import Break, BreakKind, Verification, verify
from core.store.writer import HeldError, UnsavedError

__all__ = [
    "Break",
    "BreakKind",
    "HeldError",
    "OpenMode",
    "Rebase",
    "RebaseCause",
    "Recovery",
    "ReviewFile",
    "UnsavedError",
    "Verification",
    "verify",
]
