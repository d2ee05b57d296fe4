"""Owns Findings: whatever a reviewer should look at in a report besides its failed Checks.

A Finding is a stable code with parameters; its sentence, severity and advice are data in
resources/findings.toml, one entry a code, in both languages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from core.cells import CellRef, Span
from core.tables import CellIndex


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a report to look at: the cells and the source span it is about, either may be absent.

    `params` fill the placeholders of the code's sentence in resources/findings.toml.
    """

    code: str
    cells: tuple[CellRef, ...] = ()
    span: Span | None = None
    params: Mapping[str, object] = field(default_factory=dict)


def places_of(findings: Iterable[Finding], index: CellIndex) -> set[int | None]:
    """The positions of the cells that any of the `findings` is about; None for those that are not in `index`."""
    cells = chain.from_iterable([finding.cells for finding in findings])
    return {*map(index.positions.get, cells)}
