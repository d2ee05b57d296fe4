"""Owns the entries of the trail: who did what, when and why, each chained to the one before by its hash.

An entry is stored as one line of canonical JSON, its body; its hash is the SHA-256 of that line. The body
names the hash of the entry before, so that a changed, removed or inserted entry breaks the chain.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import TypeAlias

from core.canonical import Json, expect, expect_or_none, to_canonical
from core.edit_codec import decode_edit, encode_edit
from core.edits import Edit

Clock: TypeAlias = Callable[[], datetime]
"""Gives the time with its zone."""

NO_HASH = "0" * 64
"""What the first entry of a file names as the hash before it."""


def local_time() -> datetime:
    """Now, with the offset of the local zone."""
    return datetime.now().astimezone()


class EntryKind(Enum):
    """What happened; the value is what the file holds."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    RESTORE = "restore"  # an earlier standing was brought back
    ADJUDICATION = "adjudication"  # two reviewers differed and one value was picked
    MERGE = "merge"  # taken over from another review file
    REREAD = "reread"  # the file or the reader changed, and with it the reading
    RULE = "rule"  # a rule was switched on or off for the folder
    UNITS = "units"  # the folder's tree of units was changed
    RECOVERY = "recovery"  # the file was damaged; what could be read was taken over

    @property
    def is_step(self) -> bool:
        """Whether it is a step that undo takes back."""
        return self in (EntryKind.EDIT, EntryKind.RESTORE, EntryKind.ADJUDICATION, EntryKind.MERGE)


@dataclass(frozen=True)
class AuditEntry:
    """One entry of the trail, never changed once written.

    `report` is the key of the report's review, `source` and `digest` the file and the text as they were,
    `reader` names the reader whose reading was before the reviewer; all None for what concerns the whole
    folder. `edit` says what holds after it, `inverse` what held before. `refers_to` is the entry that was
    undone or redone, or the one that was gone back to. `facts` is whatever else belongs to it, by kind: what
    the source said of each corrected cell, the rule switched.
    """

    seq: int
    kind: EntryKind
    reviewer: str
    at: datetime
    before: str
    report: str | None = None
    source: str | None = None
    digest: str | None = None
    edit: Edit | None = None
    inverse: Edit | None = None
    reason: str = ""
    refers_to: int | None = None
    reader: str | None = None
    facts: Mapping[str, Json] = field(default_factory=dict)

    @cached_property
    def body(self) -> str:
        """The line that is stored and hashed; what is absent is left out."""
        data: dict[str, Json] = {
            "seq": self.seq,
            "kind": self.kind.value,
            "by": self.reviewer,
            "at": self.at.isoformat(),
            "before": self.before,
            "report": self.report,
            "source": self.source,
            "digest": self.digest,
            "edit": None if self.edit is None else encode_edit(self.edit),
            "inverse": None if self.inverse is None else encode_edit(self.inverse),
            "reason": self.reason or None,
            "of": self.refers_to,
            "reader": self.reader,
            "facts": dict(self.facts) or None,
        }
        return to_canonical({name: value for name, value in data.items() if value is not None})

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the body (hexadecimal)."""
        return hash_of(self.body)


def hash_of(body: str) -> str:
    """The hash of an entry whose body is given."""
    return hashlib.sha256(body.encode()).hexdigest()


def read_entry(body: str) -> AuditEntry:
    """The entry that `body` holds. Raises ValueError where it holds none."""
    try:
        data = json.loads(body)
        edit, inverse = data.get("edit"), data.get("inverse")
        entry = AuditEntry(
            expect(data["seq"], int),
            EntryKind(data["kind"]),
            expect(data["by"], str),
            datetime.fromisoformat(data["at"]),
            expect(data["before"], str),
            expect_or_none(data.get("report"), str),
            expect_or_none(data.get("source"), str),
            expect_or_none(data.get("digest"), str),
            None if edit is None else decode_edit(edit),
            None if inverse is None else decode_edit(inverse),
            expect(data.get("reason", ""), str),
            expect_or_none(data.get("of"), int),
            expect_or_none(data.get("reader"), str),
            expect(data.get("facts", {}), dict),
        )
        entry.__dict__["body"] = body  # the very line that was hashed, whoever wrote it
        return entry
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not an entry: {error!r}") from error
