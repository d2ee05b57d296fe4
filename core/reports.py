"""Owns what the product holds of one report: where it came from, its text, and its Reading."""

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from core.cells import Span
from core.errors import GoujiError
from core.findings import Finding
from core.tables import Cells
from core.text import SourceText


class ReportKind(Enum):
    """What a file turned out to be."""

    ANNUAL_REPORT = "annual_report"
    NO_TABLE_TEXT = "no_table_text"  # a report whose tables are images or were stripped
    BLANK_FORM = "blank_form"
    NOT_A_REPORT = "not_a_report"  # an interpretation, an instruction, news, anything else


@dataclass(frozen=True, slots=True)
class Identified:
    """Something about a report that was recognised: what, and where (None: from the file's name or path)."""

    value: str
    span: Span | None = None
    place: str = "text"  # title, narrative, signature, file_name, folder_name, labels


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader makes of one SourceText: pure, the same on every machine.

    `form` is the id of the Form that `cells` follow. `unit` and `year` are None where nothing says them.
    """

    kind: ReportKind
    form: str
    unit: Identified | None
    year: Identified | None
    cells: Cells
    findings: tuple[Finding, ...]

    @property
    def year_number(self) -> int | None:
        """The report year as a number."""
        return int(self.year.value) if self.year else None


class FileStamp(NamedTuple):
    """What tells without reading whether a file is still the one that was read: bytes, and nanoseconds."""

    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Report:
    """One file of the folder: `source` is its path relative to the folder, with forward slashes.

    `stamp` is None where the report did not come from a file.
    """

    source: str
    text: SourceText
    reading: Reading
    stamp: FileStamp | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class FailedReport:
    """A file of the folder that could not be read, and why."""

    source: str
    error: GoujiError
