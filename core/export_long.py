"""Owns the long table: one line a cell, tidy, for statistics programs and pivot tables.

The column names and the codes in it are the vocabulary of the record and the same in every language; labels
are those of the form. Text from a report never becomes a formula.
"""

import csv
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol, TypeAlias

import regex

from core.cells import Value
from core.forms import Form
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
_FORMULA_LIKE = regex.compile(r"[=+\-@\t\r＝＋－＠](?![0-9]+(\.[0-9]+)?$)")


class LongCsv:
    """Writes the long table as CSV: with a mark so that Excel takes it for UTF-8, lines end in CR LF.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """

    def __init__(self, sink: Sink) -> None:
        sink.write("\ufeff")
        self._writer = csv.writer(sink)
        self._writer.writerow(COLUMNS)

    def add(self, report: Report, form: Form) -> None:
        """Writes the lines of `report`."""
        self._writer.writerows(map(_harmless, row) for row in long_rows(report, form))


def _harmless(field: Field) -> Field:
    if isinstance(field, str) and _FORMULA_LIKE.match(field):
        return "'" + field
    return field
