"""Owns measuring whether each cell that is not certain has a finding that says why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.cells import CellRef, CellStatus
from core.findings import Finding
from core.reports import Reading, ReportKind
from tests.corpus.score import CaseScore

_WHOLE_REPORT = frozenset(kind.value for kind in ReportKind) | {"lines_dropped"}
"""Codes of findings that are about the whole report, so that they name no cells."""


@dataclass(slots=True)
class CauseTally:
    """Sums over texts: cells that are not READ, those that a finding explains, by code; where none does."""

    unsure: int = 0
    caused: int = 0
    placed: int = 0
    by_code: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    spans: Counter[str] = field(default_factory=Counter)
    texts: int = 0
    without: list[str] = field(default_factory=list)

    def add(self, score: CaseScore) -> None:
        """Counts one text."""
        reading = score.reading
        self.texts += 1
        for finding in reading.findings:
            self.findings[finding.code] += 1
            self.spans[finding.code] += finding.span is not None
        lone: list[str] = []
        for ref, cell in reading.cells.items():
            if cell.status is CellStatus.READ:
                continue
            self.unsure += 1
            causes = list(causes_of(reading, ref))
            if not causes:
                lone.append(f"{ref.name} [{cell.status.value}]")
                continue
            self.caused += 1
            self.placed += any(one.span is not None for one in causes)
            self.by_code[causes[0].code] += 1
        if lone:
            self.without.append(f"{score.case.id}  {len(lone)}: {' '.join(lone[:3])}")

    @property
    def share(self) -> float:
        """Explained cells of those that are not certain, from 0 to 1."""
        return self.caused / self.unsure if self.unsure else 1.0


def causes_of(reading: Reading, ref: CellRef) -> Iterator[Finding]:
    """The findings of `reading` that say why the cell `ref` is not certain."""
    for finding in reading.findings:
        if ref in finding.cells or (not finding.cells and finding.code in _WHOLE_REPORT):
            yield finding


def cause_lines(tallies: dict[str, CauseTally], most: int) -> Iterator[str]:
    """How many uncertain cells have a cause: by family, by code, and where some have none."""
    whole = CauseTally()
    yield f"{'cells not certain':24}{'cells':>8}{'caused':>8}{'share':>8}{'placed':>8}"
    for name, one in tallies.items():
        yield f"{name:24}{one.unsure:8}{one.caused:8}{100 * one.share:8.2f}{one.placed:8}"
        whole.unsure += one.unsure
        whole.caused += one.caused
        whole.placed += one.placed
        for mine, theirs in (
            (whole.by_code, one.by_code), (whole.findings, one.findings), (whole.spans, one.spans),
        ):  # fmt: skip
            mine.update(theirs)
        whole.without += one.without
    yield f"{'all':24}{whole.unsure:8}{whole.caused:8}{100 * whole.share:8.2f}{whole.placed:8}"
    yield "\ncause, cells that it comes first for, findings, those with a place:"
    for code, count in whole.findings.most_common():
        yield f"{code:26}{whole.by_code[code]:8}{count:8}{whole.spans[code]:8}"
    yield f"\ntexts with cells without cause ({len(whole.without)}):"
    yield from whole.without[:most]
