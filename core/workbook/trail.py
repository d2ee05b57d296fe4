"""Owns what the trail says about one report: who decided what stands now, and every step in words of data."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from core.audit import AuditEntry
from core.cells import CellRef
from core.checks import CheckId
from core.decisions import single_edits
from core.edits import (
    Edit,
    IdentityField,
    ReviewState,
    SetCorrection,
    SetDismissal,
    SetIdentity,
    SetMark,
    SetNote,
    SetState,
)
from core.review import Review

Trail: TypeAlias = Callable[[Review], Sequence[AuditEntry]]
"""Gives the entries about one report, oldest first."""

Key: TypeAlias = CellRef | CheckId | IdentityField | type[SetNote] | type[SetState] | str
"""What a decision is about."""


def no_trail(review: Review) -> Sequence[AuditEntry]:  # noqa: ARG001 - a Trail
    """The Trail of reviews that nobody kept a journal of."""
    return ()


class TrailStep(NamedTuple):
    """One decision: what it is about, the edit, the edit that would take it back, and its entry.

    `entry` is None for a decision that stands although no entry tells of it. `is_current` says whether
    it is the one in force.
    """

    key: Key
    edit: Edit
    inverse: Edit | None
    entry: AuditEntry | None
    is_current: bool


def trail_steps(review: Review, entries: Sequence[AuditEntry]) -> list[TrailStep]:
    """All decisions on the report of `review`, oldest first; those that no entry tells of last."""
    told = [
        (_key(edit), edit, inverse, entry)
        for entry in entries
        for edit, inverse in _decisions(entry)
    ]
    last = {key: at for at, (key, *_) in enumerate(told)}
    standing = {_key(edit): edit for edit in _standing(review)}
    steps = [
        TrailStep(key, edit, inverse, entry, last[key] == at and standing.get(key) == edit)
        for at, (key, edit, inverse, entry) in enumerate(told)
    ]
    known = {step.key for step in steps if step.is_current}
    steps += [
        TrailStep(key, edit, None, None, True) for key, edit in standing.items() if key not in known
    ]
    return steps


def _decisions(entry: AuditEntry) -> Iterator[tuple[Edit, Edit | None]]:
    if entry.edit is None:
        return
    backwards = single_edits(entry.inverse) if entry.inverse is not None else ()
    before = {_key(edit): edit for edit in backwards}
    for edit in single_edits(entry.edit):
        yield edit, before.get(_key(edit))


def _standing(review: Review) -> Iterator[Edit]:
    """What stands now, as edits."""
    for ref, correction in review.corrections.items():
        yield SetCorrection(ref, correction)
    for field, value in review.identity.items():
        yield SetIdentity(field, value)
    for check, mark in review.marks.items():
        yield SetMark(check, mark)
    for finding in sorted(review.dismissed):
        yield SetDismissal(finding, True)
    if review.note:
        yield SetNote(review.note)
    if review.state is not ReviewState.UNREVIEWED:
        yield SetState(review.state)


def _key(edit: Edit) -> Key:
    match edit:
        case SetCorrection(ref, _):
            return ref
        case SetMark(check, _):
            return check
        case SetIdentity(field, _):
            return field
        case SetDismissal(finding, _):
            return "finding:" + finding
        case SetNote():
            return SetNote
        case SetState():
            return SetState
    raise TypeError(edit)  # groups are dissolved before
