"""Owns taking another review of the same folder into one's own: conflicts are shown, nothing is overwritten.

Each decision is compared three ways: as it was when the two reviews last agreed, as it is here, as it is there.
What changed only there is taken over, as one audited step a report that can be undone; what changed on both
sides is a conflict and stays as it is here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.audit import AuditEntry, EntryKind
from core.canonical import Json
from core.compare import Pair, is_touched, reviewed_pairs, reviewers_of
from core.decisions import Decisions, decisions_after, edits_between, single_edits
from core.edit_codec import encode_edit
from core.edits import (
    Edit,
    EditGroup,
    Mark,
    SetCorrection,
    SetDismissal,
    SetIdentity,
    SetMark,
    SetNote,
    SetState,
)
from core.progress import Progress, no_progress
from core.store import ReviewFile


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
class Merge:
    """What merging did, or would do.

    `unplaced` are files that were reviewed there and are not in this folder; `rules_off` the rules that are
    switched off there and not here, which is for the reviewer to decide.
    """

    reviewers: tuple[str, ...]
    reports: tuple[MergedReport, ...]
    conflicts: tuple[Conflict, ...]
    unplaced: tuple[str, ...]
    rules_off: frozenset[str]


def merge(
    here: ReviewFile,
    there: ReviewFile,
    *,
    reason: str = "",
    is_trial: bool = False,
    progress: Progress = no_progress,
) -> Merge:
    """Take what was decided only in `there` into `here`; as a trial, only say what that would be.

    `there` is opened on the folder of `here` (`ReviewFile.open(here.folder, …, path=…)`) and not changed.
    Raises ReadOnlyReviewFileError, UnsavedError as `ReviewFile.record`, or FolderError.
    """
    merged: list[MergedReport] = []
    conflicts: list[Conflict] = []
    sources = set()
    for pair in reviewed_pairs(here, there, progress):
        sources.add(pair.report.source)
        if not is_touched(pair.second):
            continue
        theirs = there.trail(pair.second)
        taken, open_conflicts = _three_ways(pair, here.trail(pair.first), theirs)
        conflicts += open_conflicts
        if taken:
            merged.append(MergedReport(pair.report.source, taken))
            if not is_trial:
                facts = _facts(there, theirs, taken, open_conflicts)
                change = pair.first.replay(EditGroup(taken))
                here.record(pair.first, change, reason, EntryKind.MERGE, facts)
    return Merge(
        reviewers_of(there.trail()),
        tuple(merged),
        tuple(conflicts),
        tuple(source for source in there.reviewed() if source not in sources),
        there.rules_off() - here.rules_off(),
    )


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
    """Whose decisions these are: for each subject the last entry there that decided it."""
    decided: dict[str, AuditEntry] = {}
    for entry in theirs:
        for edit in single_edits(entry.edit or EditGroup(())):
            decided[subject_of(edit)] = entry
    deciders = {subject_of(edit): decided.get(subject_of(edit)) for edit in taken}
    by = {
        subject: [entry.reviewer, entry.at.isoformat()]
        for subject, entry in deciders.items()
        if entry is not None
    }
    return {
        "file": there.path.name,
        "until": theirs[-1].hash,
        "by": by,
        "conflicts": sorted({subject_of(conflict.there) for conflict in conflicts}),
    }


def _decisions(entries: Iterable[AuditEntry]) -> Decisions:
    return decisions_after(entry.edit for entry in entries if entry.edit is not None)


def _by_subject(edits: Iterable[Edit]) -> dict[str, Edit]:
    return {subject_of(edit): edit for edit in edits}


def subject_of(edit: Edit) -> str:
    """What an edit decides, whatever it decides."""
    match edit:
        case SetCorrection(ref, _):
            return f"correction {ref.name}"
        case SetMark(check, _):
            return f"mark {check}"
        case SetIdentity(field, _):
            return f"identity {field.value}"
        case SetDismissal(finding, _):
            return f"dismissal {finding}"
        case SetNote() | SetState() | EditGroup():
            return str(encode_edit(edit)["do"])


def _is_same(one: Edit, other: Edit) -> bool:
    """Whether both decide the same; the values that a mark was given for do not count."""
    return _without_judged(one) == _without_judged(other)


def _without_judged(edit: Edit) -> Edit:
    match edit:
        case SetMark(_, Mark() as mark):
            return replace(edit, mark=replace(mark, judged=()))
        case _:
            return edit
