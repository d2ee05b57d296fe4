"""Owns making the list of known reports again from the journal alone."""

from collections.abc import Iterable, Sequence

from core.audit import AuditEntry
from core.decisions import decisions_after
from core.reports import ReportKind
from core.store.cache import KnownReport, known_report
from core.summary import Summary


def rebuild_reports(entries: Iterable[AuditEntry]) -> list[KnownReport]:
    """What `entries` tell of each report. Without a stamp: the file is read again, and its line made anew."""
    by_key: dict[str, list[AuditEntry]] = {}
    for entry in entries:
        if entry.report is not None:
            by_key.setdefault(entry.report, []).append(entry)
    return [_report(id, key, own) for id, (key, own) in enumerate(by_key.items(), start=1)]


def _report(id: int, key: str, entries: Sequence[AuditEntry]) -> KnownReport:
    last = entries[-1]
    source, digest, reader = last.source or "", last.digest or "", last.reader or ""
    decisions = decisions_after(entry.edit for entry in entries if entry.edit is not None)
    counts = (0, 0, 0, 0, len(decisions.corrections), len(decisions.marks))
    summary = Summary(source, ReportKind.ANNUAL_REPORT, "", "", None, decisions.state, *counts)
    return known_report(id, key, digest, None, reader, summary, last=(last.seq, last.hash))
