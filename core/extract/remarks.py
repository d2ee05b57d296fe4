"""Owns what an aligner hands on: the RowReadings of one table and what it noticed on the way."""

from dataclasses import dataclass, field
from typing import NamedTuple

from core.cells import Span
from core.extract.rows import RowReading, Trust


@dataclass(slots=True)
class Remark:
    """Something the aligner noticed: a finding's code, rows it is about, where, and its parameters."""

    code: str
    rows: tuple[str, ...] = ()
    span: Span | None = None
    params: dict[str, object] = field(default_factory=dict)


class CompleteRow(NamedTuple):
    """Row number `row` with just its figures: one a column, from the token `first` on."""

    row: int
    first: int
    trust: Trust = Trust.LABELLED


@dataclass(slots=True)
class TableReading:
    """What stands in one table of the text: its complete rows, a RowReading for any other row found, remarks."""

    complete: list[CompleteRow]
    rows: dict[int, RowReading]
    remarks: list[Remark]
