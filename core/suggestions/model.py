"""Owns what a Suggestion is: values that would mend failed checks, and why they are believed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from core.cells import CellRef, Value
from core.checks import CheckId


class SuggestionKind(Enum):
    """Who is to blame for what a Suggestion would mend."""

    READING = "reading"  # the source says so: the reading, or a correction, is wrong
    REPORT = (
        "report"  # the source says otherwise: the report's own error, the cell stays as printed
    )


class Slip(Enum):
    """How a right figure, or a line of figures, became the one at hand."""

    # one figure
    MISREAD = "misread"  # a digit taken for one that looks like it (0 and 6, 1 and 7, 3 and 8 …)
    TRANSPOSED = "transposed"  # two digits beside each other exchanged
    DIGIT_LOST = "digit_lost"
    DIGIT_ADDED = "digit_added"
    DIGIT_CHANGED = "digit_changed"
    MAGNITUDE = "magnitude"  # zeros too many or too few at the end
    SIGN = "sign"
    LEFT_OUT = "left_out"  # 0 or nothing stands where a figure belongs
    NOT_ZERO = "not_zero"  # a figure stands where 0 belongs
    OTHER = "other"
    # several figures
    EXCHANGED = "exchanged"  # two figures of a line beside each other
    EXCHANGED_APART = "exchanged_apart"  # two figures of a line that do not stand beside each other
    SLID_RIGHT = "slid_right"  # figures stand one place too far to the right, and one fell off
    SLID_LEFT = "slid_left"
    SLID_DOWN = "slid_down"
    SLID_UP = "slid_up"
    SPLIT = "split"  # one number was read as two
    THOUSANDS_SPLIT = "thousands_split"  # a number was cut at its thousands separator
    GLUED = "glued"  # two numbers were read as one
    TOTAL_STALE = "total_stale"  # totals were not brought up to date
    ROW_EMPTY = "row_empty"  # a whole row was left out
    LINES_EXCHANGED = "lines_exchanged"  # two whole rows or columns beside each other
    BLOCK_EXCHANGED = "block_exchanged"  # several rows of two columns beside each other
    SEVERAL = "several"  # figures of one line, without a pattern
    CHOICE = "choice"  # one of the readings that the reader offers for ambiguous cells


class Witness(Enum):
    """What confirms a value besides the equations."""

    SOURCE = "source"
    NARRATIVE = "narrative"
    LAST_YEAR = "last_year"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a value is suggested: `slip` says how the figures of `cells` went wrong."""

    slip: Slip
    cells: tuple[CellRef, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Values that would mend the checks `mends` and break none; never applied by itself.

    `cells` are the values to put, in the order of the Form, None where an ambiguous cell would be blank;
    `before` is what stands there now (None: no value). `witnesses` say what confirms which of them
    besides the equations. `cost` grows with implausibility and only ranks the suggestions of one report.
    """

    cells: Mapping[CellRef, Value | None]
    before: Mapping[CellRef, Value | None]
    mends: tuple[CheckId, ...]
    kind: SuggestionKind
    reasons: tuple[Reason, ...]
    witnesses: Mapping[CellRef, tuple[Witness, ...]] = field(default_factory=dict)
    cost: float = 0.0
