"""Owns the intentions of a reviewer: each is a small frozen value that a Review can apply and invert."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from core.cells import CellRef, Value
from core.checks import CheckId


class Verdict(Enum):
    """A reviewer's judgement of one Check."""

    PASSES = "passes"
    FAILS = "fails"  # the report's own error
    NOT_APPLICABLE = "not_applicable"


class ReviewState(Enum):
    """Where the review of one report stands."""

    UNREVIEWED = "unreviewed"
    REVIEWED = "reviewed"
    LATER = "later"


class IdentityField(Enum):
    """What identifies a report beside its text."""

    UNIT = "unit"
    YEAR = "year"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Correction:
    """A reviewer's value for a Cell; `value` None says that the cell is blank. Lies over the Cell.

    `unit` is the money unit that the reviewer typed or kept, None for counts and where none is stated.
    """

    value: Value | None
    unit: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A reviewer's verdict on a Check, with a note. `judged` are the values it was given for."""

    verdict: Verdict
    note: str = ""
    judged: tuple[tuple[CellRef, Value | None], ...] = ()


@dataclass(frozen=True, slots=True)
class SetCorrection:
    """Lay `correction` over the cell; None takes an existing one away (back to the source)."""

    ref: CellRef
    correction: Correction | None


@dataclass(frozen=True, slots=True)
class SetMark:
    """Give the check this mark; None takes an existing one away."""

    check: CheckId
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class SetNote:
    """Set the reviewer's note on the report as a whole; empty takes it away."""

    text: str


@dataclass(frozen=True, slots=True)
class SetState:
    """Set where the review of the report stands."""

    state: ReviewState


@dataclass(frozen=True, slots=True)
class SetIdentity:
    """Correct unit, year or form of the report; None takes the correction away."""

    field: IdentityField
    value: str | None


@dataclass(frozen=True, slots=True)
class SetDismissal:
    """Dismiss the finding whose key is given (or take the dismissal back): the reviewer has looked at it."""

    finding: str
    dismissed: bool


@dataclass(frozen=True, slots=True)
class EditGroup:
    """Several edits that are one step for the reviewer (a pasted block, a suggestion)."""

    edits: tuple["Edit", ...]


Edit: TypeAlias = (
    SetCorrection | SetMark | SetNote | SetState | SetIdentity | SetDismissal | EditGroup
)


def as_one_step(edits: Sequence[Edit]) -> Edit | None:
    """All of `edits` as one step for the reviewer; None where there are none."""
    if len(edits) > 1:
        return EditGroup(tuple(edits))
    return edits[0] if edits else None


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit did: the cells and checks that may look different now, and the edit that undoes it."""

    edit: Edit
    inverse: Edit
    cells: frozenset[CellRef]
    checks: frozenset[CheckId]
    form_changed: bool = False
