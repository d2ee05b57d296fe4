"""Owns the long table: one line a cell, tidy, for statistics programs and pivot tables.

The column names and the codes in it are the vocabulary of the record and the same in every language; labels
are those of the form. Text from a report never becomes a formula.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from typing import Protocol, TypeAlias

from core.cells import Value
from core.forms import Form, load_forms
from core.reports import Report

COLUMNS = (
    "source",
    "unit",
    "year",
    "form",
    "table",
    "row",
    "column",
    "cell",
    "row_label",
    "column_label",
    "raw",
    "value",
    "money_unit",
    "status",
    "start",
    "end",
)

Field: TypeAlias = str | Value | None


class Sink(Protocol):
    """Something that takes text."""

    def write(self, text: str, /) -> object: ...


def long_rows(report: Report, form: Form) -> Iterator[tuple[Field, ...]]:
    """The lines of `report`, one a cell in the order of its form; fields as in COLUMNS."""
    reading = report.reading
    beginning = (report.source, reading.unit.value if reading.unit else None, reading.year_number)
    for address, cell in zip(_addresses(form), reading.cells.in_order, strict=True):
        start, end = cell.span or (None, None)
        yield (
            *beginning,
            *address,
            cell.raw,
            cell.value,
            cell.unit,
            cell.status.value,
            start,
            end,
        )


@lru_cache(maxsize=16)
def _addresses(form: Form) -> tuple[tuple[str, ...], ...]:
    """For each cell of `form`: the fields from `form` to `column_label`."""
    return tuple(
        (
            form.id,
            ref.table.value,
            ref.row,
            ref.column,
            ref.name,
            " ".join(form.row(ref).path),
            " ".join(form.column(ref).path),
        )
        for ref in form.index.refs
    )


# What a spreadsheet may take for a formula, full width too, unless it is just a signed number.
_FORMULA_LIKE = re.compile(r"[=+\-@\t\r＝＋－＠](?![0-9]+(\.[0-9]+)?$)")


def _harmless(row: Iterable[Field]) -> list[Field]:
    return [
        "'" + field if isinstance(field, str) and _FORMULA_LIKE.match(field) else field
        for field in row
    ]


BEGINNING = "\ufeff" + ",".join(COLUMNS) + "\r\n"
"""What a CSV file begins with: the mark by which Excel takes it for UTF-8, and the column names."""


@dataclass(frozen=True, slots=True)
class CsvJob:
    """Makes of a Report its lines as CSV, ending in CR LF; picklable, for worker processes.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """

    def __call__(self, report: Report) -> str:
        """The lines of `report`."""
        lines = StringIO()
        rows = long_rows(report, load_forms()[report.reading.form])
        csv.writer(lines).writerows(map(_harmless, rows))
        return lines.getvalue()


@dataclass(frozen=True, slots=True)
class RowsJob:
    """Makes of a Report its lines as rows of fields; picklable, for worker processes."""

    def __call__(self, report: Report) -> list[tuple[Field, ...]]:
        """The lines of `report`."""
        return list(long_rows(report, load_forms()[report.reading.form]))
