"""Owns Findings: whatever a reviewer should look at in a report besides its failed Checks.

A Finding is a stable code with parameters; its sentence, severity and advice are data in
resources/findings.toml, one entry a code, in both languages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.cells import CellRef, Span


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a report to look at: the cells and the source span it is about, either may be absent.

    `params` fill the placeholders of the code's sentence in resources/findings.toml.
    """

    code: str
    cells: tuple[CellRef, ...] = ()
    span: Span | None = None
    params: Mapping[str, object] = field(default_factory=dict)


def cells_of(findings: Iterable[Finding]) -> set[CellRef]:
    """The cells that any of the `findings` is about."""
    return set[CellRef]().union(*[finding.cells for finding in findings])
