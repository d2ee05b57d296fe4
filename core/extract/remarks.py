"""Owns what an aligner hands on: the RowReadings of one table and what it noticed on the way."""

from dataclasses import dataclass, field
from typing import NamedTuple

from core.cells import Span
from core.extract.locate import Cluster
from core.extract.rows import RowReading


@dataclass(slots=True)
class Remark:
    """Something the aligner noticed: a finding's code, rows it is about, where, and its parameters."""

    code: str
    rows: tuple[str, ...] = ()
    span: Span | None = None
    params: dict[str, object] = field(default_factory=dict)


class CompleteRow(NamedTuple):
    """Row number `row` under its own label with just its figures: one a column, the first at token `first`."""

    row: int
    first: int


@dataclass(slots=True)
class TableReading:
    """What stands in one table of the text: its complete rows, a RowReading for any other row found, remarks."""

    complete: list[CompleteRow]
    rows: dict[int, RowReading]
    remarks: list[Remark]
    cluster: Cluster
