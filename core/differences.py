"""Owns what two reviewers of one folder may differ in, and what comes out of setting their reviews side by side.

No review file is needed to know a difference: the window shows them without what reads and stores reports.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from core.agreement import Agreement
from core.canonical import Json
from core.cells import Cell, CellRef
from core.checks import CheckId
from core.deciders import Decider, encoded
from core.edit_codec import encode_edit
from core.edits import Correction, Edit, IdentityField, Mark, SetCorrection, SetIdentity, SetMark


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell to which the two give different values; `line` is the source text beside, empty where none is.

    In all differences `first_by` and `second_by` are who decided so, None where it was left as read.
    """

    source: str
    ref: CellRef
    read: Cell
    line: str
    first: Correction | None
    second: Correction | None
    first_by: Decider | None = None
    second_by: Decider | None = None


@dataclass(frozen=True, slots=True)
class MarkDifference:
    """A check that the two judge differently, or that one of them has not judged."""

    source: str
    check: CheckId
    first: Mark | None
    second: Mark | None
    first_by: Decider | None = None
    second_by: Decider | None = None


@dataclass(frozen=True, slots=True)
class IdentityDifference:
    """A unit, year or form in which the two differ; None where it was left as recognised."""

    source: str
    field: IdentityField
    first: str | None
    second: str | None
    first_by: Decider | None = None
    second_by: Decider | None = None


Difference: TypeAlias = CellDifference | MarkDifference | IdentityDifference


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two reviewers make of the same folder.

    `both`, `only_first` and `only_second` are the reports that they worked on; all else is about `both`.
    Reports in which they differ about the form count no cells. `marked` and `agreed` are checks that both
    have judged, and judged alike; `kappa` is Cohen's, None where nothing can be said (no such check, or one
    verdict for all).
    """

    first_reviewers: tuple[str, ...]
    second_reviewers: tuple[str, ...]
    both: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    cells: tuple[CellDifference, ...]
    marks: tuple[MarkDifference, ...]
    identities: tuple[IdentityDifference, ...]
    cells_compared: int
    cells_equal: int
    marked: int
    agreed: int
    kappa: Fraction | None

    @property
    def figures(self) -> Agreement:
        """How far the two agree."""
        return Agreement(
            self.first_reviewers,
            self.second_reviewers,
            len(self.both),
            self.cells_compared,
            self.cells_equal,
            self.marked,
            self.agreed,
            self.kappa,
        )

    @property
    def agreement(self) -> Fraction | None:
        """The share of cells to which both give the same value."""
        return self.figures.share


def both_sides(difference: Difference) -> dict[str, Json]:
    """What the entry of an adjudication says of the two that differed: what each said, who, when and why."""
    return {
        "first": encode_edit(side(difference, is_first=True)),
        "second": encode_edit(side(difference, is_first=False)),
        "by": {
            "first": encoded(difference.first_by),
            "second": encoded(difference.second_by),
        },
    }


def side(difference: Difference, *, is_first: bool) -> Edit:
    """The edit by which one of the two would be followed."""
    match difference:
        case CellDifference():
            return SetCorrection(
                difference.ref, difference.first if is_first else difference.second
            )
        case MarkDifference():
            return SetMark(difference.check, difference.first if is_first else difference.second)
        case IdentityDifference():
            return SetIdentity(
                difference.field, difference.first if is_first else difference.second
            )
