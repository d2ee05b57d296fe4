"""Owns taking another review of the same folder into one's own: conflicts are shown, nothing is overwritten.

Each decision is compared three ways: as it was when the two reviews last agreed, as it is here, as it is there.
What changed only there is taken over, as one audited step a report that can be undone; what changed on both
sides is a conflict and stays as it is here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.audit import AuditEntry, EntryKind
from core.canonical import Json
from core.compare import Comparing, Pair, is_touched, reviewed_pairs
from core.deciders import Decider, deciders, encoded, subject_of
from core.decisions import Decisions, decisions_after, edits_between
from core.differences import Comparison
from core.edits import Edit, EditGroup, Mark, SetMark
from core.progress import Progress, no_progress
from core.store import ReviewFile
from core.store.folding import rule_of, rules_off


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that was decided differently here and there since the two reviews last agreed."""

    source: str
    here: Edit
    there: Edit


@dataclass(frozen=True, slots=True)
class MergedReport:
    """What was taken over for one report."""

    source: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class RuleSwitch:
    """A rule of the folder that was switched there; `is_conflict`: here too, and the other way round."""

    rule: str
    is_on: bool
    by: Decider
    is_conflict: bool


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging did, or would do.

    `unplaced` are files that were reviewed there and are not in this folder; `rules` what was switched there
    and is otherwise here: taken over only where that was asked for, and conflicts never.
    """

    reviewers: tuple[str, ...]
    reports: tuple[MergedReport, ...]
    conflicts: tuple[Conflict, ...]
    unplaced: tuple[str, ...]
    rules: tuple[RuleSwitch, ...]

    @property
    def rule_conflicts(self) -> tuple[RuleSwitch, ...]:
        """The rules that were switched one way here and the other way there."""
        return tuple(switch for switch in self.rules if switch.is_conflict)

    @property
    def free_rules(self) -> tuple[RuleSwitch, ...]:
        """The rules that were switched only there."""
        return tuple(switch for switch in self.rules if not switch.is_conflict)


def merge(
    here: ReviewFile,
    there: ReviewFile,
    *,
    reason: str = "",
    is_trial: bool = False,
    takes_rules: bool = False,
    progress: Progress = no_progress,
) -> Merge:
    """Take what was decided only in `there` into `here`; as a trial, only say what that would be.

    `there` is opened on the folder of `here` (`ReviewFile.open(here.folder, …, path=…)`) and not changed.
    `takes_rules`: rules that were switched only there are switched here, too. Raises
    ReadOnlyReviewFileError, UnsavedError as `ReviewFile.record`, or FolderError.
    """
    merging = Merging(here, there, reason, is_trial=is_trial)
    for pair in reviewed_pairs(here, there, progress):
        merging.add(pair)
    return merging.result(takes_rules=takes_rules)


def compare_and_try(
    first: ReviewFile, second: ReviewFile, progress: Progress = no_progress
) -> tuple[Comparison, Merge]:
    """Compare, and say what merging `second` into `first` would do; each report is brought once for both."""
    comparing, merging = Comparing(first, second), Merging(first, second, is_trial=True)
    for pair in reviewed_pairs(first, second, progress):
        comparing.add(pair)
        merging.add(pair)
    return comparing.result(), merging.result()


class Merging:
    """Merges pair by pair, as `merge` says."""

    def __init__(
        self, here: ReviewFile, there: ReviewFile, reason: str = "", *, is_trial: bool = False
    ) -> None:
        self._here, self._there = here, there
        self._reason = reason
        self._is_trial = is_trial
        self._merged: list[MergedReport] = []
        self._conflicts: list[Conflict] = []
        self._sources: set[str] = set()

    def add(self, pair: Pair) -> None:
        """Take over what was decided only there on one report."""
        source = pair.report.source
        self._sources.add(source)
        if not is_touched(pair.second):
            return
        theirs = self._there.trail(pair.second)
        taken, conflicts = _three_ways(pair, self._here.trail(pair.first), theirs)
        self._conflicts += conflicts
        if not taken:
            return
        self._merged.append(MergedReport(source, taken))
        if not self._is_trial:
            facts = _facts(self._there, theirs, taken, conflicts)
            change = pair.first.replay(EditGroup(taken))
            self._here.record(pair.first, change, self._reason, EntryKind.MERGE, facts)

    def result(self, *, takes_rules: bool = False) -> Merge:
        """What was merged; the rules of the folder come last."""
        rules = tuple(_rules(self._here.folder_entries(), self._there.folder_entries()))
        if takes_rules and not self._is_trial:
            for switch in rules:
                if not switch.is_conflict:
                    facts: dict[str, Json] = {
                        "file": self._there.path.name,
                        "by": encoded(switch.by),
                    }
                    self._here.rules.switch(switch.rule, switch.is_on, self._reason, facts)
        return Merge(
            self._there.reviewers(),
            tuple(self._merged),
            tuple(self._conflicts),
            tuple(s for s in self._there.reports.reviewed() if s not in self._sources),
            rules,
        )


def _rules(ours: Sequence[AuditEntry], theirs: Sequence[AuditEntry]) -> Iterator[RuleSwitch]:
    """The rules that somebody switched there and that are otherwise here."""
    common = {entry.hash for entry in ours} & {entry.hash for entry in theirs}
    switched_here = {rule_of(entry) for entry in ours if entry.hash not in common}
    off_here, off_there = rules_off(ours), rules_off(theirs)
    last = {rule_of(entry): entry for entry in theirs if entry.hash not in common}
    for rule, entry in sorted((rule, entry) for rule, entry in last.items() if rule is not None):
        if (rule in off_here) != (rule in off_there):
            by = Decider(entry.reviewer, entry.at.isoformat(), entry.reason)
            yield RuleSwitch(rule, rule not in off_there, by, rule in switched_here)


def _three_ways(
    pair: Pair, ours: Sequence[AuditEntry], theirs: Sequence[AuditEntry]
) -> tuple[tuple[Edit, ...], list[Conflict]]:
    """What to take over, and what was decided on both sides."""
    origin = _decisions(_common(ours, theirs))
    last, in_conflict = _last_merge(ours, theirs)
    agreed = _decisions(last) if last else origin
    here, there = pair.first.decisions, pair.second.decisions
    since = _by_subject(edits_between(agreed, there))
    # What was left in conflict by an earlier merge is still to be settled.
    since |= {
        subject: edit
        for subject, edit in _by_subject(edits_between(origin, there)).items()
        if subject in in_conflict
    }
    taken: list[Edit] = []
    conflicts: list[Conflict] = []
    for subject, edit in since.items():
        base = origin if subject in in_conflict else agreed
        own = _by_subject(edits_between(base, here)).get(subject)
        if own is None:
            taken.append(edit)
        elif not _is_same(own, edit):
            conflicts.append(Conflict(pair.report.source, own, edit))
    return tuple(taken), conflicts


def _common(ours: Sequence[AuditEntry], theirs: Sequence[AuditEntry]) -> list[AuditEntry]:
    """The entries that both have: one review began as a copy of the other."""
    hashes = {entry.hash for entry in ours}
    return [entry for entry in theirs if entry.hash in hashes]


def _last_merge(
    ours: Sequence[AuditEntry], theirs: Sequence[AuditEntry]
) -> tuple[list[AuditEntry], frozenset[str]]:
    """Their entries up to the last time they were merged here, and what was left in conflict then."""
    places = {entry.hash: place for place, entry in enumerate(theirs)}
    undone = {entry.refers_to for entry in ours if entry.kind is EntryKind.UNDO}
    for entry in reversed(ours):
        place = places.get(str(entry.facts.get("until")))
        if entry.kind is EntryKind.MERGE and place is not None and entry.seq not in undone:
            return list(theirs[: place + 1]), frozenset(entry.facts.get("conflicts", ()))
    return [], frozenset()


def _facts(
    there: ReviewFile,
    theirs: Sequence[AuditEntry],
    taken: Sequence[Edit],
    conflicts: Sequence[Conflict],
) -> dict[str, Json]:
    """Whose decisions these are, and how far theirs were merged."""
    decided = deciders(theirs)
    subjects = [subject_of(edit) for edit in taken]
    return {
        "file": there.path.name,
        "until": theirs[-1].hash,
        "by": {subject: encoded(decided[subject]) for subject in subjects if subject in decided},
        "conflicts": sorted({subject_of(conflict.there) for conflict in conflicts}),
    }


def _decisions(entries: Iterable[AuditEntry]) -> Decisions:
    return decisions_after(entry.edit for entry in entries if entry.edit is not None)


def _by_subject(edits: Iterable[Edit]) -> dict[str, Edit]:
    return {subject_of(edit): edit for edit in edits}


def _is_same(one: Edit, other: Edit) -> bool:
    """Whether both decide the same; the values that a mark was given for do not count."""
    return _without_judged(one) == _without_judged(other)


def _without_judged(edit: Edit) -> Edit:
    match edit:
        case SetMark(_, Mark() as mark):
            return replace(edit, mark=replace(mark, judged=()))
        case _:
            return edit
