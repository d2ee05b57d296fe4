"""Owns what waits to be written: entries, and what is cached of reports, as one transaction takes them along."""

from collections.abc import Sequence
from dataclasses import replace

from core.audit import AuditEntry
from core.reports import Reading
from core.store.cache import KnownReport


class Waiting:
    """What one transaction takes along."""

    __slots__ = ("entries", "readings", "readings_by_form", "reports")

    def __init__(self) -> None:
        self.entries: list[AuditEntry] = []
        self.reports: dict[int, KnownReport] = {}
        self.readings: dict[int, bytes] = {}
        self.readings_by_form: dict[tuple[int, str], Reading] = {}

    def put_before(self, later: "Waiting") -> None:
        """Wait again, in front of what has come since: what is newer stays."""
        later.entries[:0] = self.entries
        later.reports = self.reports | later.reports
        later.readings = self.readings | later.readings
        later.readings_by_form = self.readings_by_form | later.readings_by_form

    def __bool__(self) -> bool:
        return bool(self.entries or self.reports or self.readings or self.readings_by_form)

    def chain_to(self, head: tuple[int, str]) -> None:
        """Have the entries stand behind `head`, which is not where they were chained to."""
        if not self.entries:
            return
        former = [entry.seq for entry in self.entries]
        self.entries = chain_to(self.entries, head)
        moved = dict(zip(former, self.entries, strict=True))
        for id, known in self.reports.items():
            if known.last_seq in moved:
                last = moved[known.last_seq]
                self.reports[id] = known.after(last.seq, last.hash)


def chain_to(entries: Sequence[AuditEntry], head: tuple[int, str]) -> list[AuditEntry]:
    """The same entries behind `head`, under the numbers that follow it."""
    first = entries[0].seq
    shift = head[0] + 1 - first
    chained = []
    for entry in entries:
        refers_to = entry.refers_to
        if refers_to is not None and refers_to >= first:
            refers_to += shift
        again = replace(entry, seq=entry.seq + shift, before=head[1], refers_to=refers_to)
        chained.append(again)
        head = (again.seq, again.hash)
    return chained
