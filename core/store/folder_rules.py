"""Owns which rules are switched off for a folder, as entries of its journal."""

import threading
from collections.abc import Mapping

from core.audit import AuditEntry, EntryKind
from core.canonical import Json
from core.store.database import translated
from core.store.folding import rules_off
from core.store.writer import Writer


class FolderRules:
    """The rules of the folder of one review file."""

    def __init__(self, writer: Writer, mutex: threading.RLock) -> None:
        self._writer = writer
        self._mutex = mutex

    @property
    def off(self) -> frozenset[str]:
        """The rules that are switched off for this folder."""
        with self._mutex, translated(self._writer.path):
            return rules_off(self._writer.folder_entries())

    def switch(
        self, rule: str, is_on: bool, reason: str = "", facts: Mapping[str, Json] | None = None
    ) -> AuditEntry:
        """Switch a rule on or off for this folder; `facts` belong to the entry.

        Raises UnsavedError, as `ReviewFile.record`.
        """
        entry = self.stage(rule, is_on, reason, facts)
        self._writer.flush()
        return entry

    def stage(
        self, rule: str, is_on: bool, reason: str = "", facts: Mapping[str, Json] | None = None
    ) -> AuditEntry:
        """The first half of `switch`; `ReviewFile.retry` is the second half."""
        self._writer.refuse_read_only()
        said = {"rule": rule, "on": is_on} | dict(facts or {})
        return self._writer.add(EntryKind.RULE, None, reason=reason, facts=said)
