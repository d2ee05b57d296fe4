"""Owns the figures of two reviewers' agreement, as screen, command line and Workbook show them."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers of the same reports agree.

    `reports` counts those that both have reviewed, `cells` their cells and `equal` those with the same value;
    `marked` the checks that both have judged, `agreed` those judged alike; `kappa` is Cohen's, None where
    nothing can be said.
    """

    first_reviewers: tuple[str, ...]
    second_reviewers: tuple[str, ...]
    reports: int
    cells: int
    equal: int
    marked: int
    agreed: int
    kappa: Fraction | None

    @property
    def share(self) -> Fraction | None:
        """The share of cells to which both give the same value; None without cells."""
        return Fraction(self.equal, self.cells) if self.cells else None
