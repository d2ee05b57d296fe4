"""Owns making the workbook beside the window."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.agreement import Agreement
from core.progress import Progress
from core.wording import Language
from gui.process_job import run_in_process


@dataclass(frozen=True, slots=True)
class WorkbookTask:
    """Saves the workbook of `folder` at `path`: every report, with all that is saved in the review file.

    `agreement` is how far a second reviewer agrees, where the two were compared.
    """

    folder: Path
    review_file: Path | None
    path: Path
    language: Language
    agreement: Agreement | None = None

    def __call__(self, progress: Progress) -> None:
        from core.workbook.of_folder import save_folder_workbook

        save_folder_workbook(
            self.folder,
            self.path,
            self.language,
            made_at=datetime.now().astimezone(),
            review_file=self.review_file,
            agreement=self.agreement,
            progress=progress,
        )


def export(task: WorkbookTask, progress: Progress) -> Path:
    """Do it in a process of its own; where the workbook is then.

    Raises UnwritableFileError, FolderError or ReviewFileError, and Cancelled out of `progress`; whatever was
    at its place is then untouched.
    """
    run_in_process(task, str(task.path), progress)
    return task.path
