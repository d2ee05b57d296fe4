"""Owns the verification degree: how many independent statements confirm each figure of a report.

An equation confirms its figures unless it holds only as 0 = 0 or on a blank taken as 0. All checks passing
does not mean that all is right: within one year nothing confirms table 二, and two whole rows or columns in
each other's place pass every check.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from core.cells import CellRef, TableKind
from core.checks import CheckId, Outcome
from core.narrative import Claim, compare_claims, confirming
from core.review import Review

ENOUGH = 2
"""Two independent statements count as enough; more are not told apart."""


class StatementKind(Enum):
    """What confirms a figure."""

    CHECK = "check"
    NARRATIVE = "narrative"
    LAST_YEAR = "last_year"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement that confirms a figure: the check or the claim is given where it is one."""

    kind: StatementKind
    check: CheckId | None = None
    claim: Claim | None = None


def confirmations(
    review: Review, claims: Iterable[Claim] = (), last_year: Review | None = None
) -> dict[CellRef, tuple[Statement, ...]]:
    """For every cell of `review` the statements that confirm its value; none where it has no value."""
    found: dict[CellRef, list[Statement]] = {ref: [] for ref in review.form.index.refs}
    for id, result in review.results.items():
        if result.outcome is Outcome.PASS and not result.is_trivial and not result.assumed:
            statement = Statement(StatementKind.CHECK, check=id)
            for ref in review.form.checks_by_id[id].cells:
                found[ref].append(statement)
    for told in confirming(compare_claims(claims, review.look)):
        for ref in told.cells:
            found[ref].append(Statement(StatementKind.NARRATIVE, claim=told.claim))
    if last_year is not None:
        for ref in _carried_over(review, last_year):
            found[ref].append(Statement(StatementKind.LAST_YEAR))
    return {
        ref: tuple(statements) if review.look(ref)[0] is not None else ()
        for ref, statements in found.items()
    }


def degrees(confirmed: Mapping[CellRef, tuple[Statement, ...]]) -> dict[CellRef, int]:
    """0, 1 or 2 (two or more) for each cell."""
    return {ref: min(len(statements), ENOUGH) for ref, statements in confirmed.items()}


def _carried_over(review: Review, last_year: Review) -> Iterable[CellRef]:
    """The cells 二 (carried in) that last year's 四 (carried out) confirms; 0 proves as little as 0 = 0."""
    for ref in review.form.index.refs:
        if ref.table is TableKind.REQUESTS and ref.row == "carried_in":
            before = CellRef(ref.table, "carried_out", ref.column)
            value = review.look(ref)[0]
            if value and before in last_year.reading.cells and last_year.look(before)[0] == value:
                yield ref
