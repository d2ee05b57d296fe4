"""Owns the job that sets two reviews of one folder side by side, in a process of its own."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.progress import Progress

if TYPE_CHECKING:
    from core.differences import Comparison
    from core.merge import Merge


@dataclass(frozen=True, slots=True)
class Compared:
    """One's own review beside the one at `path`.

    `settled` are differences adjudicated before, by file and subject; `trial` what merging would take over.
    """

    path: Path
    comparison: "Comparison"
    settled: frozenset[tuple[str, str]]
    trial: "Merge"


@dataclass(frozen=True, slots=True)
class CompareTask:
    """Sets the review of `folder` kept at `own` beside the one at `other`; both are only read."""

    folder: Path
    own: Path
    other: Path

    def __call__(self, progress: Progress) -> "Compared":
        from core.audit import EntryKind
        from core.deciders import subject_of
        from core.decisions import single_edits
        from core.merge import compare_and_try
        from core.store import OpenMode, ReviewFile

        folder, mode = self.folder, OpenMode.READ_ONLY
        with (
            ReviewFile.open(folder, "", mode=mode, path=self.own) as here,
            ReviewFile.open(folder, "", mode=mode, path=self.other) as there,
        ):
            comparison, trial = compare_and_try(here, there, progress)
            settled = frozenset(
                (entry.source or "", subject_of(edit))
                for entry in here.entries_of_kind(EntryKind.ADJUDICATION)
                if entry.edit is not None
                for edit in single_edits(entry.edit)
            )
        return Compared(self.other, comparison, settled, trial)
