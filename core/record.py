"""Owns the extraction record: one report as one line of JSON, as the command line prints it.

The line is written out directly rather than through a dictionary: it keeps amounts exact (json has no
Decimal) and costs a third as much, which counts at 10,000 reports.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring

from core.cells import Cell, CellRef, CellStatus, Quantity, Span, Value
from core.checks import CheckId, CheckResult
from core.examination import examine
from core.findings import Finding
from core.forms import Form
from core.reports import Report
from core.suggestions import SuggestionWords
from core.wording import Language, Wording, wording_in

# Characters that end a line for some readers, and halves of surrogate pairs, which UTF-8 cannot hold.
_UNSAFE = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


def record_line(
    report: Report,
    form: Form,
    wording: Wording,
    *,
    results: Mapping[CheckId, CheckResult] | None = None,
    findings: Iterable[Finding] | None = None,
    suggestions: Iterable[Mapping[str, object]] = (),
) -> str:
    """The record of `report` as JSON text without any line break; keys in the order of the contract.

    `form` is the Form of the reading. `results` are the checks on the reading where they are known
    already, `findings` all there are where more are known than those of the reading. `suggestions` are
    written as they come, best first.
    """
    reading = report.reading
    if results is None:
        results = form.check_plan.run(reading.cells)
    if findings is None:
        findings = reading.findings
    parts = (
        f'"source": {_text(report.source)}',
        f'"unit": {_text(reading.unit.value if reading.unit else None)}',
        f'"year": {_number(reading.year_number)}',
        f'"form": {_text(form.id)}',
        f'"kind": {_text(reading.kind.value)}',
        f'"cells": {{{", ".join(_cells(reading.cells.in_order, form))}}}',
        f'"checks": {{{", ".join(map(_check, results.values()))}}}',
        f'"findings": [{", ".join(_finding(f, form, wording) for f in findings)}]',
        f'"suggestions": {_any(list(suggestions))}',
    )
    return "{" + ", ".join(parts) + "}"


@dataclass(frozen=True, slots=True)
class RecordJob:
    """Makes of a Report its record with the line end behind it; picklable, for worker processes."""

    language: Language

    def __call__(self, report: Report) -> str:
        """The record of `report`, with all findings and suggestions."""
        found, wording = examine(report), wording_in(self.language)
        form = found.review.form
        line = record_line(
            report,
            form,
            wording,
            results=found.review.results,
            findings=found.findings,
            suggestions=[
                SuggestionWords(wording).record(suggestion, form)
                for suggestion in found.suggestions
            ],
        )
        return line + "\n"


@lru_cache(maxsize=16)
def _beginnings(form: Form) -> tuple[tuple[str, bool], ...]:
    """For each cell of `form`: the text up to its value, and whether it carries a money unit."""
    return tuple(
        (f'"{name}": {{"value": ', form.column(ref).quantity is Quantity.MONEY)
        for ref, name in zip(form.index.refs, form.index.names, strict=True)
    )


_ENDINGS = {status: f', "status": "{status.value}"' for status in CellStatus}
_NOTHING = {
    status: f'null, "raw": null, "span": null, "status": "{status.value}"' for status in CellStatus
}


def _cells(cells: Iterable[Cell], form: Form) -> list[str]:
    """One `"name": {…}` a cell, in the order of the form."""
    lines = []
    for (beginning, is_money), cell in zip(_beginnings(form), cells, strict=True):
        value, raw, span, status, unit, candidates = cell
        if value is None and raw is None:
            line = beginning + _NOTHING[status]
        elif raw is not None and span is not None and raw.isdigit() and raw.isascii():
            # The plain figure, nearly every cell of nearly every report.
            place = f'"raw": "{raw}", "span": [{span[0]}, {span[1]}]'
            line = f"{beginning}{_number(value)}, {place}{_ENDINGS[status]}"
        else:
            place = "null" if span is None else f"[{span[0]}, {span[1]}]"
            ending = _ENDINGS[status]
            line = f'{beginning}{_number(value)}, "raw": {_text(raw)}, "span": {place}{ending}'
        if candidates:
            line += f', "candidates": [{", ".join(_number(c.value) for c in candidates)}]'
        if is_money:
            line += f', "unit": {_text(unit)}'
        lines.append(line + "}")
    return lines


def _check(result: CheckResult) -> str:
    line = (
        f'"{result.check}": {{"outcome": "{result.outcome.value}", '
        f'"left": {_number(result.left)}, "right": {_number(result.right)}'
    )
    if result.assumed:
        line += f', "assumed": {_names(result.assumed)}'
    return line + "}"


def _finding(finding: Finding, form: Form, wording: Wording) -> str:
    return (
        f'{{"code": {_text(finding.code)}, "cells": {_names(finding.cells)}, '
        f'"span": {_span(finding.span)}, "severity": "{wording.severity(finding.code).value}", '
        f'"message": {_text(wording.finding(finding, form))}}}'
    )


def _names(refs: Iterable[CellRef]) -> str:
    return "[" + ", ".join(f'"{ref.name}"' for ref in refs) + "]"


def _span(span: Span | None) -> str:
    return "null" if span is None else f"[{span.start}, {span.end}]"


def _number(value: Value | None) -> str:
    """`value` as a JSON number: an amount with the decimals it was printed with."""
    if value is None:
        return "null"
    return str(value) if isinstance(value, int) else format(value, "f")


def _text(text: str | None) -> str:
    if text is None:
        return "null"
    quoted = encode_basestring(text)
    if text.isascii():
        return quoted
    return str(_UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", quoted))


def _any(data: object) -> str:
    """Plain data as JSON, amounts as exact numbers."""
    match data:
        case Mapping():
            return "{" + ", ".join(f"{_text(str(k))}: {_any(v)}" for k, v in data.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_any, data)) + "]"
        case Decimal():
            return _number(data)
        case CellRef():
            return _text(data.name)
        case str():
            return _text(data)
        case _:
            return json.dumps(data, ensure_ascii=False)
