"""Owns what a reviewer has decided about one report, as one value: what a journal's edits add up to.

Every edit says outright what holds after it, so the last edit of each thing decides, and any earlier standing
is reached by folding fewer edits.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from core.cells import CellRef
from core.checks import CheckId
from core.edits import (
    Correction,
    Edit,
    EditGroup,
    IdentityField,
    Mark,
    ReviewState,
    SetCorrection,
    SetDismissal,
    SetIdentity,
    SetMark,
    SetNote,
    SetState,
)


@dataclass(frozen=True, slots=True)
class Decisions:
    """Corrections, Marks, identity, dismissals, note and state of one report."""

    corrections: Mapping[CellRef, Correction] = field(default_factory=dict)
    marks: Mapping[CheckId, Mark] = field(default_factory=dict)
    identity: Mapping[IdentityField, str] = field(default_factory=dict)
    dismissed: frozenset[str] = frozenset()
    note: str = ""
    state: ReviewState = ReviewState.UNREVIEWED


def single_edits(edit: Edit) -> Iterator[Edit]:
    """The edits that `edit` is made of, groups dissolved, in order."""
    if isinstance(edit, EditGroup):
        for part in edit.edits:
            yield from single_edits(part)
    else:
        yield edit


def decisions_after(edits: Iterable[Edit]) -> Decisions:
    """What holds after `edits`, in order, on a report that nobody had touched."""
    corrections: dict[CellRef, Correction | None] = {}
    marks: dict[CheckId, Mark | None] = {}
    identity: dict[IdentityField, str | None] = {}
    dismissed: set[str] = set()
    note, state = "", ReviewState.UNREVIEWED
    for group in edits:
        for edit in single_edits(group):
            match edit:
                case SetCorrection(ref, correction):
                    corrections[ref] = correction
                case SetMark(check, mark):
                    marks[check] = mark
                case SetIdentity(which, value):
                    identity[which] = value
                case SetDismissal(finding, is_dismissed):
                    (dismissed.add if is_dismissed else dismissed.discard)(finding)
                case SetNote(text):
                    note = text
                case SetState(new):
                    state = new
    return Decisions(
        {ref: kept for ref, kept in corrections.items() if kept is not None},
        {check: kept for check, kept in marks.items() if kept is not None},
        {which: kept for which, kept in identity.items() if kept is not None},
        frozenset(dismissed),
        note,
        state,
    )


def edits_between(before: Decisions, after: Decisions) -> tuple[Edit, ...]:
    """The edits that lead from one standing to the other; the form comes first, as cells depend on it."""
    edits: list[Edit] = [
        SetIdentity(which, after.identity.get(which))
        for which in (IdentityField.FORM, IdentityField.UNIT, IdentityField.YEAR)
        if before.identity.get(which) != after.identity.get(which)
    ]
    edits += [
        SetCorrection(ref, after.corrections.get(ref))
        for ref in sorted({*before.corrections, *after.corrections}, key=CellRef.__str__)
        if before.corrections.get(ref) != after.corrections.get(ref)
    ]
    edits += [
        SetMark(check, after.marks.get(check))
        for check in sorted({*before.marks, *after.marks})
        if before.marks.get(check) != after.marks.get(check)
    ]
    edits += [
        SetDismissal(finding, finding in after.dismissed)
        for finding in sorted(before.dismissed ^ after.dismissed)
    ]
    if before.note != after.note:
        edits.append(SetNote(after.note))
    if before.state is not after.state:
        edits.append(SetState(after.state))
    return tuple(edits)
