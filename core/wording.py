"""Owns core's sentences: from codes and keys to words, in Chinese and English, out of resources/messages."""

import errno
import os
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from core.cells import CellRef, CellStatus, TableKind
from core.checks import Outcome, Severity
from core.edits import IdentityField, ReviewState, Verdict
from core.errors import GoujiError, ResourceError
from core.findings import Finding
from core.forms import Form
from core.paths import resources_dir
from core.reports import ReportKind


class Language(Enum):
    """The languages that the product speaks."""

    CHINESE = "zh"
    ENGLISH = "en"


_TERM_GROUPS: Mapping[type[Enum], str] = {
    CellStatus: "status",
    Outcome: "outcome",
    Verdict: "verdict",
    ReviewState: "state",
    Severity: "severity",
    ReportKind: "kind",
    TableKind: "table",
    IdentityField: "identity",
}


_ROWS_NAMED = 3
"""So many rows a sentence names before it only counts them."""

_LONGEST_LABEL = 18
_NOTE = re.compile(r"（[^（）]{6,}）$")

_SYMBOLS = {os.strerror(number): symbol for number, symbol in errno.errorcode.items()}
"""By what the operating system says of an error: its symbol, for example ENOENT."""


class Wording:
    """Says codes and keys in one language."""

    def __init__(self, language: Language = Language.CHINESE) -> None:
        self.language = language
        folder = self._folder = resources_dir()
        self._messages: dict[str, Any] = {}
        self._errors = _load(folder / "messages" / "errors.toml")
        self._terms = _load(folder / "messages" / "terms.toml")
        self._findings = _load(folder / "findings.toml")

    def term(self, value: Enum) -> str:
        """The short name of a status, outcome, verdict, state, severity, report kind, table or identity field."""
        words = self._terms[_TERM_GROUPS[type(value)]][value.value]
        return str(words[self.language.value])

    def error(self, error: GoujiError) -> str:
        """The sentence for `error`; what the operating system said is put in the language too."""
        params = dict(error.params)
        symbol = _SYMBOLS.get(str(params.get("reason")))
        if symbol in self._errors["reasons"]:
            params["reason"] = self._errors["reasons"][symbol][self.language.value]
        return self._fill(self._errors[error.code], params)

    def message(self, file: str, key: str, /, **params: object) -> str:
        """The sentence `key` of resources/messages/`file`.toml; a dot in `key` leads into a table."""
        words = self._messages.get(file)
        if words is None:
            words = self._messages[file] = _load(self._folder / "messages" / f"{file}.toml")
        for part in key.split("."):
            words = words[part]
        return self._fill(words, params)

    def finding(self, finding: Finding, form: Form) -> str:
        """The sentence for `finding`, with cells named by the labels of `form`."""
        params = dict(finding.params)
        params.setdefault("cells", self.cells(finding.cells, form, most=_ROWS_NAMED))
        table = params.get("table")
        if isinstance(table, str):
            params["table"] = self.term(TableKind(table))
        return self._fill(self._findings[finding.code], params)

    def severity(self, code: str) -> Severity:
        """How much findings with `code` weigh."""
        return Severity(self._findings[code]["severity"])

    def cell(self, ref: CellRef, form: Form) -> str:
        """The cell in the form's own labels, for example （一）予以公开 · 自然人."""
        return f"{form.row(ref).label} · {form.column(ref).label}"

    def cells(self, refs: Iterable[CellRef], form: Form, *, most: int | None = None) -> str:
        """Several cells, those of one row together: row labels with their columns where not all are meant.

        A table of which every cell is meant is named as such; of more than `most` rows only the first are named.
        """
        by_row: dict[tuple[TableKind, str], list[CellRef]] = {}
        for ref in refs:
            by_row.setdefault((ref.table, ref.row), []).append(ref)
        parts = []
        for table, printed in form.tables.items():
            rows = [row for (of, _), row in by_row.items() if of is table]
            if rows and sum(map(len, rows)) == sum(1 for _ in printed.refs()):
                parts.append(self.message("terms", "cells.table", table=self.term(table)))
            else:
                parts += [self._row(row, form, is_brief=most is not None) for row in rows]
        left_out = len(parts) - most if most else 0
        if left_out > 1:
            named = "；".join(parts[:most])
            return self.message("terms", "cells.more", named=named, count=left_out, all=len(parts))
        return "；".join(parts)

    def _row(self, refs: Sequence[CellRef], form: Form, *, is_brief: bool) -> str:
        """Cells of one row: its label alone where all its cells are meant."""
        label = form.row(refs[0]).label
        if is_brief:
            label = _brief(label)
        width = sum(1 for ref in form.tables[refs[0].table].refs() if ref.row == refs[0].row)
        if len(refs) == width > 1:
            return label
        if len(refs) > 2:
            return self.message("terms", "cells.columns", row=label, count=len(refs))
        return f"{label} · {'、'.join(form.column(ref).label for ref in refs)}"

    def _fill(self, words: Mapping[str, Any], params: Mapping[str, object]) -> str:
        return str(words[self.language.value]).format_map({k: str(v) for k, v in params.items()})


def _brief(label: str) -> str:
    """A row's label as a sentence has it: without the note behind it, and cut where it is a sentence itself."""
    label = _NOTE.sub("", label)
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 2]}…"


@cache
def wording_in(language: Language) -> Wording:
    """The Wording of `language`, built once (worker processes ask for it report by report)."""
    return Wording(language)


@cache
def _load(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(path=str(path), reason=str(error)) from error
