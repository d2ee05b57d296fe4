"""Owns Claims, and comparing them with the cells that they may be about."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from core.cells import CellRef, CellStatus, Span, Value
from core.checks import Look
from core.findings import Finding


class ClaimKind(Enum):
    """What a claim is about; the value is its name in resources/narrative.toml."""

    RECEIVED = "received"
    NEWLY_RECEIVED = "newly_received"
    CARRIED_IN = "carried_in"
    CLOSED = "closed"
    CARRIED_OUT = "carried_out"
    GRANTED = "granted"
    PARTLY_GRANTED = "partly_granted"
    DENIED = "denied"
    UNAVAILABLE = "unavailable"
    UNPROCESSED = "unprocessed"
    OTHER_RESULTS = "other_results"
    RECONSIDERATION = "reconsideration"
    LITIGATION = "litigation"


@dataclass(frozen=True, slots=True)
class Claim:
    """A number (or a phrase that says 0) in the narrative, and the sums of cells that it may be about.

    `span` is the number or phrase, `sentence` the sentence it stands in, both in the source text.
    `is_certain`: the only number of its sentence, exact, and about this report's year.
    """

    kind: ClaimKind
    value: int
    span: Span
    sentence: Span
    meanings: tuple[tuple[CellRef, ...], ...]
    is_certain: bool


class Agreement(Enum):
    """How a claim stands to the tables."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """What became of a claim: `cells` is the meaning that agrees, or the only one; `table` its sum."""

    claim: Claim
    agreement: Agreement
    cells: tuple[CellRef, ...]
    table: Value | None


@dataclass(frozen=True, slots=True)
class Parts:
    """A total stated with its listed parts, whose sum differs from it."""

    total: int
    parts: tuple[int, ...]
    span: Span


def compare_claims(claims: Iterable[Claim], look: Look) -> tuple[ClaimResult, ...]:
    """Each claim against the values that `look` gives.

    Where two claims of one kind contradict each other and one agrees, the other is uncertain.
    """
    results = [_compare(claim, look) for claim in claims]
    agreeing = {r.claim.kind for r in results if r.agreement is Agreement.AGREES}
    return tuple(
        ClaimResult(r.claim, Agreement.UNCERTAIN, r.cells, r.table)
        if r.agreement is Agreement.DIFFERS and r.claim.kind in agreeing
        else r
        for r in results
    )


def confirming(results: Sequence[ClaimResult]) -> Iterator[ClaimResult]:
    """The results that confirm their cells: certain, or in a sentence all of whose claims agree."""
    doubtful = {r.claim.sentence for r in results if r.agreement is not Agreement.AGREES}
    for result in results:
        if result.agreement is Agreement.AGREES and (
            result.claim.is_certain or result.claim.sentence not in doubtful
        ):
            yield result


def narrative_findings(results: Iterable[ClaimResult], parts: Iterable[Parts]) -> Iterator[Finding]:
    """Findings for claims that differ from the tables, and for parts that do not add up."""
    for result in results:
        if result.agreement is Agreement.DIFFERS:
            yield Finding(
                "narrative_differs",
                result.cells,
                result.claim.span,
                {"stated": result.claim.value, "table": result.table},
            )
    for listed in parts:
        params = {"total": listed.total, "sum": sum(listed.parts), "count": len(listed.parts)}
        yield Finding("parts_do_not_sum", (), listed.span, params)


def _compare(claim: Claim, look: Look) -> ClaimResult:
    sums: list[tuple[tuple[CellRef, ...], Value | None, bool]] = []
    for meaning in claim.meanings:
        total: Value = 0
        is_known = True
        is_assumed = False
        for ref in meaning:
            value, status = look(ref)
            if value is not None:
                total += value
            elif status is CellStatus.BLANK:
                is_assumed = True
            else:
                is_known = False
        sums.append((meaning, total if is_known else None, is_assumed))
    for meaning, table, _ in sums:
        if table == claim.value:
            return ClaimResult(claim, Agreement.AGREES, meaning, table)
    if not sums:
        return ClaimResult(claim, Agreement.UNCERTAIN, (), None)
    meaning, table, _ = sums[0]
    is_clear = table is not None and all(s == table and not assumed for _, s, assumed in sums)
    agreement = Agreement.DIFFERS if claim.is_certain and is_clear else Agreement.UNCERTAIN
    return ClaimResult(claim, agreement, meaning, table)
