"""Owns opening the SQLite file with the right settings, and saying its troubles in our own errors."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from core.errors import (
    DamagedReviewFileError,
    GoujiError,
    NewerReviewFileError,
    NotAReviewFileError,
    ReviewFileError,
    UnwritableFileError,
)
from core.store import schema
from core.store.network import is_on_network
from core.store.upgrade import upgrade

_MAGIC = b"SQLite format 3\x00"
_VERSION_AT = 60  # user_version and application_id in the header, four bytes each, big endian
_APPLICATION_AT = 68
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_HELD = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_WRITER_WAITS_MS = 20


class Access(Enum):
    """Whether the file is opened to be written or only to be read."""

    WRITE = "write"
    READ = "read"


def look_at_header(path: Path) -> int | None:
    """The schema version of the review file at `path`, None where there is none yet. Touches nothing.

    Raises NewerReviewFileError, DamagedReviewFileError, NotAReviewFileError or ReviewFileError.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ReviewFileError.at(path, error) from error
    if not head:
        return None  # created and never written
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise DamagedReviewFileError(path=str(path), reason="not a database")
    version = int.from_bytes(head[_VERSION_AT : _VERSION_AT + 4], "big")
    application = int.from_bytes(head[_APPLICATION_AT : _APPLICATION_AT + 4], "big")
    if application not in (schema.APPLICATION_ID, 0):
        raise NotAReviewFileError(path=str(path))
    if version > schema.VERSION:
        raise NewerReviewFileError(path=str(path), version=version)
    return version


def open_database(path: Path, access: Access) -> sqlite3.Connection:
    """A connection to the review file, laid out and upgraded where it is opened to be written."""
    if access is Access.READ:
        with translated(path):
            return _open_to_read(path)
    with translated(path, UnwritableFileError):
        database = _connect(path, "mode=rwc")
        try:
            _settle(database, path)
        except BaseException:
            database.close()
            raise
        return database


def open_beside(database: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """A connection that reads what `database` has written, without waiting for what it is writing.

    Without a write-ahead log there is no such thing: then it is `database` itself.
    """
    if database.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        return database
    return _connect(path, "mode=ro")


def is_held(error: sqlite3.Error) -> bool:
    """Whether nothing is wrong but that another program is using the file just now."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _HELD


@contextmanager
def translated(path: Path, otherwise: type[GoujiError] = ReviewFileError) -> Iterator[None]:
    """Trouble of SQLite as DamagedReviewFileError or, where it is not that, as `otherwise`."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGE or str(error).startswith("Could not decode"):  # the column is no UTF-8
            raise DamagedReviewFileError.at(path, error) from error
        raise otherwise.at(path, error) from error


def _connect(path: Path, options: str) -> sqlite3.Connection:
    posix = path.absolute().as_posix()
    slash = "" if posix.startswith("/") else "/"  # file:///C:/…, and file:////server/share/…
    name = quote(posix.encode("utf-8", "surrogateescape"))
    return sqlite3.connect(
        f"file://{slash}{name}?{options}",
        uri=True,
        timeout=5,
        isolation_level=None,  # transactions are ours to begin and end
        check_same_thread=False,  # serial by the locks of the Writer
    )


def _settle(database: sqlite3.Connection, path: Path) -> None:
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version > schema.VERSION:  # only the write-ahead log knew
        raise NewerReviewFileError(path=str(path), version=version)
    if version == 0 and database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise NotAReviewFileError(path=str(path))
    if is_on_network(path) or not _use_write_ahead(database):
        # Without memory shared between machines a write-ahead log is not safe.
        database.execute("PRAGMA journal_mode = DELETE")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA trusted_schema = OFF")
    # Whoever waits in SQLite keeps everybody else from the connection: the Writer waits outside.
    database.execute(f"PRAGMA busy_timeout = {_WRITER_WAITS_MS}")
    if sys.platform == "darwin":
        database.execute("PRAGMA fullfsync = ON")
        database.execute("PRAGMA checkpoint_fullfsync = ON")
    if version == 0:
        schema.create(database)
    elif version < schema.VERSION:
        upgrade(database, version)


def _use_write_ahead(database: sqlite3.Connection) -> bool:
    try:
        return bool(database.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal")
    except sqlite3.OperationalError:  # file systems without shared memory or locks
        return False


def _open_to_read(path: Path) -> sqlite3.Connection:
    """Beside a writer; from a medium where nothing can be created, and of an older version, as a copy in memory."""
    try:
        database = _connect(path, "mode=ro")
        try:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            database.execute("SELECT count(*) FROM journal").fetchone()
            if version == schema.VERSION:
                return database
        except BaseException:
            database.close()
            raise
        database.close()
    except sqlite3.OperationalError:
        if not path.is_file():
            raise
    return _copy_in_memory(path)


def _copy_in_memory(path: Path) -> sqlite3.Connection:
    with TemporaryDirectory(prefix="gouji-") as folder:
        copy = Path(folder) / path.name
        for companion in ("", "-wal", "-journal"):
            original = path.with_name(path.name + companion)
            if original.exists():
                copy.with_name(copy.name + companion).write_bytes(original.read_bytes())
        memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        with closing(_connect(copy, "mode=rw")) as database:
            database.backup(memory)
    version = memory.execute("PRAGMA user_version").fetchone()[0]
    if not 0 < version <= schema.VERSION:
        memory.close()
        raise NotAReviewFileError(path=str(path))
    if version < schema.VERSION:
        upgrade(memory, version)
    return memory
