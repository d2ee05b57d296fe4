"""Owns the family of errors that core raises for trouble in the world.

Trouble in a report's data is never an exception but a CellStatus or a Finding (see `core.findings`).
An error carries a stable `code` and parameters; the sentence for the user comes from
`resources/messages/errors.toml`, so that window and command line say the same in both languages.
"""

from typing import Self


class GoujiError(Exception):
    """Something outside the program prevents what was asked.

    `code` names the sentence in resources/messages/errors.toml; `params` fill its placeholders.
    """

    code = "unknown"

    def __init__(self, **params: object) -> None:
        self.params: dict[str, object] = params
        super().__init__(f"{self.code}: {params}")

    @classmethod
    def at(cls, path: object, error: Exception) -> Self:
        """What the system's `error` at `path` is to us, where path and reason are the params."""
        reason = getattr(error, "strerror", None) or str(error)
        return cls(path=str(path), reason=reason)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.params))  # errors travel from worker processes


def _rebuild(kind: type[GoujiError], params: dict[str, object]) -> GoujiError:
    return kind(**params)


class UnreadableFileError(GoujiError):
    """The file cannot be opened or read (rights, missing, device). Params: path, reason."""

    code = "unreadable_file"


class UndecodableTextError(GoujiError):
    """The bytes are in none of the encodings that reports come in. Params: path."""

    code = "undecodable_text"


class FileTooLargeError(GoujiError):
    """The file is larger than a report can be. Params: path, size_mb, limit_mb."""

    code = "file_too_large"


class UnsupportedFileError(GoujiError):
    """The file is of a kind that is not read. Params: path, kind."""

    code = "unsupported_file"


class ReaderError(GoujiError):
    """The reader itself failed over the file, which is our fault. Params: path, reason."""

    code = "reader_failed"


class FolderError(GoujiError):
    """The folder is missing or cannot be listed. Params: path, reason."""

    code = "unreadable_folder"


class UnwritableFileError(GoujiError):
    """The target cannot be written (locked, rights, full disk). Params: path, reason."""

    code = "unwritable_file"


class ReviewFileError(GoujiError):
    """The review file cannot be used. Params: path, reason."""

    code = "review_file"


class NewerReviewFileError(ReviewFileError):
    """The review file was written by a newer version. Params: path, version."""

    code = "review_file_newer"


class DamagedReviewFileError(ReviewFileError):
    """The review file is not whole. Params: path, reason."""

    code = "review_file_damaged"


class ReviewFileLockedError(ReviewFileError):
    """Another window or person holds the review file. Params: path, holder."""

    code = "review_file_locked"


class SeveralReviewsError(ReviewFileError):
    """The folder has several reviews, and nobody said which one is meant.

    Params: path, names, reviews (core.store.choosing.FoundReview each).
    """

    code = "review_several"


class NotAReviewFileError(ReviewFileError):
    """The file is there and is another program's, or it is not there at all. Params: path."""

    code = "review_file_foreign"


class ReadOnlyReviewFileError(ReviewFileError):
    """The review file was opened only to be read. Params: path."""

    code = "review_file_read_only"


class ResourceError(GoujiError):
    """A file in resources/ is missing or says something impossible. Params: path, reason."""

    code = "resource"


class EditError(GoujiError):
    """The edit does not fit the Review (unknown cell, value of the wrong kind). Params: reason."""

    code = "edit"


class UnitFileError(GoujiError):
    """The file with the tree of units cannot be understood. Params: path, reason."""

    code = "unit_file"


class TangledUnitsError(UnitFileError):
    """The file with the tree of units names a unit twice, or in a circle. Params: path, unit."""

    code = "unit_file_tangled"


class UnitFileChangedError(UnitFileError):
    """The file with the tree of units was changed by somebody else meanwhile. Params: path."""

    code = "unit_file_changed"
