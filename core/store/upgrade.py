"""Owns the way from older layouts of the review file to the present one.

The journal has had its layout from the first version on. All else is laid out anew, and what it held is made
again from the journal and from the folder.
"""

import sqlite3
from collections.abc import Mapping

from core.store import schema
from core.store.cache import Cache
from core.store.journal import Journal
from core.store.rebuild import rebuild_reports
from core.store.sql import transaction

# The tables besides the journal, by the version that laid them out.
_FORMER_TABLES: Mapping[int, tuple[str, ...]] = {
    1: ("reports", "readings", "facts"),
    2: (),  # only the kinds of entries are more
}


def upgrade(database: sqlite3.Connection, version: int) -> None:
    """Bring a file of an older version to this one, in one transaction: it is of one version or the other."""
    journal, cache = Journal(database), Cache(database)
    former = _FORMER_TABLES[version]
    with transaction(database):
        for table in former:
            database.execute(f"DROP TABLE {table}")
        if former:
            for statement in filter(str.strip, schema.CACHE.split(";")):
                database.execute(statement)
            cache.put_reports(rebuild_reports(journal.all()))
            for entry in journal.of_folder():
                cache.put_last_of_folder(entry.seq, entry.hash)
        database.execute(f"PRAGMA user_version = {schema.VERSION}")
