"""Owns what an aligner hands on: the RowReadings of one table and what it noticed on the way."""

from dataclasses import dataclass, field

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


@dataclass(slots=True)
class TableReading:
    """What stands in one table of the text: a RowReading a row found, and remarks."""

    rows: dict[str, RowReading]
    remarks: list[Remark]
    cluster: Cluster
