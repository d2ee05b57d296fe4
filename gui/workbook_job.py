"""Owns making the workbook beside the window: in a process of its own, as it computes all the time."""

import multiprocessing
import traceback
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from core.agreement import Agreement
from core.errors import GoujiError, ReaderError
from core.progress import Progress
from core.wording import Language

_PULSE_S = 0.1


def export(
    folder: Path,
    review_file: Path | None,
    path: Path,
    language: Language,
    progress: Progress,
    agreement: Agreement | None = None,
) -> Path:
    """Save the workbook of `folder` at `path`: every report, with all that is saved in the review file.

    `agreement` is how far a second reviewer agrees, where the two were compared.

    Raises UnwritableFileError, FolderError or ReviewFileError, and Cancelled out of `progress`; whatever was
    at `path` is then untouched.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=_serve, args=(theirs, folder, review_file, path, language, agreement)
    )
    process.start()
    theirs.close()
    done, total = 0, 0
    try:
        while True:
            if not ours.poll(_PULSE_S):
                progress(done, total)
                continue
            try:
                message = ours.recv()
            except EOFError:
                process.join()
                reason = f"the process ended ({process.exitcode})"
                raise ReaderError(path=str(path), reason=reason) from None
            if message is None:
                process.join()
                return path
            if isinstance(message, GoujiError):
                raise message
            if isinstance(message, str):
                raise RuntimeError(message)  # a bug: the crash report holds where in the process
            done, total = message
            progress(done, total)
    finally:
        ours.close()
        process.terminate()
        process.join()


def _serve(
    pipe: Connection,
    folder: Path,
    review_file: Path | None,
    path: Path,
    language: Language,
    agreement: Agreement | None,
) -> None:
    """In the process: tell progress as pairs, then None, or the error that ended it, a bug as its trace."""
    try:
        from core.workbook.of_folder import save_folder_workbook

        save_folder_workbook(
            folder,
            path,
            language,
            review_file=review_file,
            made_at=datetime.now().astimezone(),
            agreement=agreement,
            progress=lambda done, total: pipe.send((done, total)),
        )
    except GoujiError as error:
        pipe.send(error)
    except Exception:  # noqa: BLE001 - raised again in the window
        pipe.send(traceback.format_exc())
    else:
        pipe.send(None)
    pipe.close()
