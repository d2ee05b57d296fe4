"""Owns what a review file knows of its reports becoming what the folder holds, with the reviews carried over."""

from collections.abc import Mapping
from pathlib import Path

from core.audit import AuditEntry, EntryKind
from core.canonical import Json
from core.decisions import Decisions
from core.edits import IdentityField
from core.folder import PackedReport, pack, read_one, read_source, reread
from core.forms import Form
from core.reports import Reading, Report
from core.review import Review
from core.rules import tell
from core.store.cache import KnownReport
from core.store.folding import decisions_of, resume, rules_off
from core.store.known import FoundReport, KnownReports
from core.store.rebase import Rebase, RebaseCause, changed_cells, describe_change, edit_of_rebase
from core.store.writer import Writer
from core.summary import Summary, as_noted, summarize


class Settling:
    """Settles what is known of reports as they were found; the caller holds the mutex of the review file."""

    def __init__(
        self, folder: Path, forms: Mapping[str, Form], known: KnownReports, writer: Writer
    ) -> None:
        self._folder = folder
        self._forms = forms
        self._known = known
        self._writer = writer

    def put(self, known: KnownReport) -> None:
        """Know `known` from now on, and write it with the next transaction."""
        self._known.put(known)
        self._writer.put_report(known)

    def keep(self, packed: PackedReport) -> Rebase | None:
        """Cache one report; where a review may belong to it its text is wanted, too, from the folder."""
        report = None
        if self._known.may_have_review(packed.source, packed.digest):
            text, _ = read_source(self._folder, packed.source)
            if text.digest == packed.digest:
                report = packed.unpack(text, self._forms)
            else:  # changed in the moment since it was read
                report = read_one(self._folder, packed.source)
                packed = pack(report, self._forms, self._rules_off())
        found = FoundReport(packed.source, packed.digest, packed.stamp, report)
        known, rebase = self.settle(found, packed.summary)
        self._writer.put_reading(known.id, packed.reading)
        return rebase

    def settle(self, found: FoundReport, untouched: Summary) -> tuple[KnownReport, Rebase | None]:
        """Know the report as it is now; where its review was made on another reading, carry it over.

        `untouched` is the report's line as nobody has touched it.
        """
        match = self._known.match(found, untouched)
        known, report = match.known, found.report
        if not known.has_review or report is None:
            self.put(known)
            return known, None
        entries = self._writer.entries(known.key)
        rebase = None
        if match.cause is not None:
            entry, rebase = self._carry_over(known, report, match.cause, decisions_of(entries))
            entries.append(entry)
            known = known.after(entry.seq, entry.hash)
        review = Review(report, self._forms, reread)
        resume(review, entries)
        tell(review, off=self._rules_off())
        self.put(known.with_summary(as_noted(summarize(review), known.summary)))
        return known, rebase

    def _carry_over(
        self, known: KnownReport, report: Report, cause: RebaseCause, decisions: Decisions
    ) -> tuple[AuditEntry, Rebase]:
        """Enter that the review of a report goes over to another reading of it, and what is different there."""
        before, now = self._readings(known, report, decisions.identity.get(IdentityField.FORM))
        if now is not report.reading:
            self._writer.put_reading_by_form(known.id, now)
        cells = tuple(now.cells)
        facts: dict[str, Json] = {"cause": cause.value}
        if before is not None:
            cells = changed_cells(before, now)
            facts["cells"] = describe_change(before, now, cells)
        edit, inverse = edit_of_rebase(decisions, cells)
        entry = self._writer.add(EntryKind.REREAD, known, edit=edit, inverse=inverse, facts=facts)
        return entry, Rebase(known.key, report.source, cause, cells)

    def _readings(
        self, known: KnownReport, report: Report, form: str | None
    ) -> tuple[Reading | None, Reading]:
        """The cached and the present Reading, both under the form that the reviewer chose, if one."""
        native = self._known.reading(known)
        if form is None or form not in self._forms or form == report.reading.form:
            return native, report.reading
        before = self._known.reading(known, form)
        if before is None and native is not None and native.form == form:
            before = native
        return before, reread(report, form)

    def _rules_off(self) -> frozenset[str]:
        return rules_off(self._writer.folder_entries())
