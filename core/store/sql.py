"""Owns small dealings with SQLite: transactions, and text that is no text."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from core.canonical import Json


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and on the disk when it ends."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def to_column(text: str) -> str | bytes:
    """`text` for a column; a file name that is no text (lone surrogates) goes as bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def from_column(stored: Json) -> str:
    """The inverse of `to_column`."""
    return stored.decode("utf-8", "surrogatepass") if isinstance(stored, bytes) else str(stored)


def unsound(reason: str) -> sqlite3.DatabaseError:
    """The error that SQLite raises for a damaged file, for damage that it cannot see."""
    error = sqlite3.DatabaseError(reason)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error
