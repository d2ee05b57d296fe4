"""Owns which review belongs to which file: by content first, so that moved and renamed files find theirs."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import GoujiError
from core.folder import KnownReading, list_reports, natural_key, read_source, stamp_of
from core.forms import Form
from core.reading_codec import decode_reading
from core.reports import FileStamp, Reading, Report
from core.store.cache import Cache, KnownReport, known_report
from core.store.opening import OpenedFile
from core.store.rebase import RebaseCause, is_same_report
from core.summary import Summary, as_noted

_KEY_LENGTH = 16
_TICK_NS = 2_000_000_000  # the coarsest clock of a file system that is still in use


@dataclass(frozen=True, slots=True)
class Match:
    """The review that a report belongs to.

    `cause` is set where the review was made on another reading.
    """

    known: KnownReport
    cause: RebaseCause | None = None


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A report as it was found in the folder; `report` is None where no review can belong to it."""

    source: str
    digest: str
    stamp: FileStamp | None
    report: Report | None

    @classmethod
    def of(cls, report: Report) -> "FoundReport":
        """`report`, read already."""
        return cls(report.source, report.text.digest, report.stamp, report)


class KnownReports:
    """The reports that the review file knows, by key and by file."""

    def __init__(
        self, opened: OpenedFile, folder: Path, forms: Mapping[str, Form], reader: str
    ) -> None:
        self._cache = Cache(opened.reading)
        self._folder = folder
        self._forms = forms
        self._reader = reader
        self._by_key = {known.key: known for known in opened.reports}
        self._by_source = {known.source: known.key for known in opened.reports}
        self._reviewed = {known.key for known in opened.reports if known.has_review}
        self._taken: dict[str, int] = {}  # by beginning of a digest: so many of its keys are in use
        self._digest_index: dict[str, set[str]] | None = None
        self._unseen_index: dict[str, set[str]] | None = None
        self._present: Sequence[str] | None = None
        self._digests: dict[str, str | None] = {}
        self._last_id = max((known.id for known in opened.reports), default=0)

    def row_of(self, key: str) -> int:
        """The row of the report with that key, a new one where it is not known."""
        known = self._by_key.get(key)
        return self._last_id + 1 if known is None else known.id

    def all(self) -> Iterable[KnownReport]:
        """Every known report, those of vanished files too, in no order."""
        return self._by_key.values()

    def by_source(self, source: str) -> KnownReport | None:
        """The report that was last read from `source`."""
        key = self._by_source.get(source)
        return None if key is None else self._by_key[key]

    def current(self, source: str) -> KnownReport | None:
        """The same, None where another reader read it."""
        known = self.by_source(source)
        return known if known is not None and known.reader == self._reader else None

    def may_have_review(self, source: str, digest: str) -> bool:
        """Whether a review may belong to a file of that name and text."""
        if self._by_source.get(source) in self._reviewed:
            return True
        return not self._reviewed.isdisjoint(self._with_digest(digest))

    def put(self, known: KnownReport) -> None:
        """Know `known` from now on, in place of what was known under its key."""
        old = self._by_key.get(known.key)
        if old is not None:
            self._with_digest(old.digest).discard(old.key)
            if known.digest != old.digest:
                self._unseen().get(old.digest, set()).discard(old.key)
            if self._by_source.get(old.source) == old.key:
                del self._by_source[old.source]
        self._last_id = max(self._last_id, known.id)
        self._by_key[known.key] = known
        self._by_source[known.source] = known.key
        self._with_digest(known.digest).add(known.key)
        if known.has_review:
            self._reviewed.add(known.key)

    def use(self, cache: Cache) -> None:
        """Take cached Readings from there from now on: the review goes on in another file."""
        self._cache = cache

    def survey(self, sources: Sequence[str]) -> None:
        """Take note of which files the folder holds now."""
        self._present = tuple(sources)
        self._digests.clear()
        self._unseen_index = None

    def is_untouched(self, source: str) -> bool:
        """Whether the file is known, looks as it did when it was read, and was read by this reader."""
        known = self.current(source)
        if known is None or known.stamp is None:
            return False
        return known.stamp == stamp_of(self._folder / source)

    def reading(self, known: KnownReport, form: str | None = None) -> Reading | None:
        """The cached Reading (under a chosen form); None where there is none or it is of forms that changed since."""
        body = self._cache.reading(known.id, form)
        try:
            return None if body is None else decode_reading(body, self._forms)
        except ValueError:
            return None

    def packed_reading(self, source: str) -> KnownReading | None:
        """The cached Reading of the file, None where this reader did not read it."""
        known = self.current(source)
        if known is None:
            return None
        body = self._cache.packed_reading(known.id)
        return None if body is None else KnownReading(known.digest, body)

    def match(self, found: FoundReport, summary: Summary) -> Match:
        """The review of a report: that of its text wherever it was, else that of its file, else a new one.

        `summary` is the report's line as nobody has touched it.
        """
        known = self.by_source(found.source)
        if known is None or known.digest != found.digest:
            moved = self._moved_here(found.digest)
            if moved is not None:
                known = moved
            elif known is not None and not self._carries_over(known, found):
                known = None
        if known is None:
            return Match(self._new(found, summary))
        is_same = known.digest == found.digest and known.reader == self._reader
        line = known.summary if known.has_review else summary
        if is_same:
            line = as_noted(line, known.summary)
        now = known_report(
            known.id,
            known.key,
            found.digest,
            _trusted(found.stamp),
            self._reader,
            line._replace(source=found.source),
            last=known.last,
        )
        if is_same or not known.has_review:
            return Match(now)
        cause = RebaseCause.READER if known.digest == now.digest else RebaseCause.TEXT
        return Match(now, cause)

    def _with_digest(self, digest: str) -> set[str]:
        """The keys of the reports with that text; made at first need, as opening a folder has none."""
        if self._digest_index is None:
            self._digest_index = self._keys_by_digest()
        return self._digest_index.setdefault(digest, set())

    def _unseen(self) -> dict[str, set[str]]:
        """By text the keys of those whose file was not seen since the last survey: each is looked for once, however
        many files have the same text."""
        if self._unseen_index is None:
            self._unseen_index = self._keys_by_digest()
        return self._unseen_index

    def _keys_by_digest(self) -> dict[str, set[str]]:
        keys: dict[str, set[str]] = {}
        for known in self._by_key.values():
            keys.setdefault(known.digest, set()).add(known.key)
        return keys

    def _new(self, found: FoundReport, summary: Summary) -> KnownReport:
        beginning = found.digest[:_KEY_LENGTH]
        number = self._taken.get(beginning, 0) + 1
        while (key := beginning if number == 1 else f"{beginning}-{number}") in self._by_key:
            number += 1
        self._taken[beginning] = number - 1
        stamp = _trusted(found.stamp)
        return known_report(self._last_id + 1, key, found.digest, stamp, self._reader, summary)

    def _moved_here(self, digest: str) -> KnownReport | None:
        """A report with this very text whose file is gone or says something else now; reviewed ones first."""
        unseen = self._unseen().get(digest)
        if not unseen:
            return None
        unseen -= {key for key in unseen if self._is_still_there(self._by_key[key])}
        return min(
            (self._by_key[key] for key in unseen),
            key=lambda known: (not known.has_review, natural_key(known.source)),
            default=None,
        )

    def _carries_over(self, known: KnownReport, found: FoundReport) -> bool:
        """Whether the review of the file's former text goes on with its present one.

        Not where the former text lies in another file now (that one takes the review along), nor where the
        file is another unit's or year's report: its figures must not be laid over this one's.
        """
        if not known.has_review or found.report is None:
            return True
        if self._lies_elsewhere(known):
            return False
        before = self.reading(known)
        return before is None or is_same_report(before, found.report.reading)

    def _is_still_there(self, known: KnownReport) -> bool:
        if self._by_source.get(known.source) != known.key:
            return False
        stamp = stamp_of(self._folder / known.source)
        if stamp is None:
            return False
        return stamp == known.stamp or self._digest_of(known.source) in (known.digest, None)

    def _lies_elsewhere(self, known: KnownReport) -> bool:
        if self._present is None:
            self._present = list_reports(self._folder)
        return any(
            self._digest_of(source) == known.digest
            for source in self._present
            if source != known.source and not self.is_untouched(source)
        )

    def _digest_of(self, source: str) -> str | None:
        """The digest of the text in a file as it is now, None where it cannot be read."""
        if source not in self._digests:
            try:
                self._digests[source] = read_source(self._folder, source)[0].digest
            except GoujiError:
                self._digests[source] = None
        return self._digests[source]


def _trusted(stamp: FileStamp | None) -> FileStamp | None:
    """`stamp`, unless the file is so new that it may be written again without changing its time."""
    if stamp is None or time.time_ns() - stamp.modified_ns < _TICK_NS:
        return None
    return stamp
