"""Owns small dealings with SQLite: transactions, and text that is no text."""

import sqlite3
from types import TracebackType

from core.canonical import Json


class transaction:  # noqa: N801 - reads as what it is in a with statement
    """All or nothing, and on the disk when it ends. A class, as each edit of a reviewer waits for one."""

    __slots__ = ("_database",)

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> None:
        self._database.execute("BEGIN IMMEDIATE")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._database.execute("COMMIT")
        finally:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")


def to_column(text: str) -> str | bytes:
    """`text` for a column; a file name that is no text (lone surrogates) goes as bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def from_column(stored: Json) -> str:
    """The inverse of `to_column`. TypeError where the column holds neither."""
    if isinstance(stored, bytes):
        return stored.decode("utf-8", "surrogatepass")
    if isinstance(stored, str):
        return stored
    raise TypeError(f"not a text: {stored!r}")


def unsound(reason: str) -> sqlite3.DatabaseError:
    """The error that SQLite raises for a damaged file, for damage that it cannot see."""
    error = sqlite3.DatabaseError(reason)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error
