"""Owns the official Forms: their rows, columns, labels, quantities and Checks, loaded from resources/.

A Form is data (resources/forms/*.toml, resources/checks.toml). Adding a label alias or a check is an edit
there, never here. How a Form is drawn (merged cells) is derived in `core.layout`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from core.cells import CellRef, Quantity, TableKind
from core.checks import Check, CheckId, CheckPlan, Severity
from core.errors import ResourceError
from core.paths import resources_dir
from core.tables import CellIndex


class Arrangement(Enum):
    """How a table is printed."""

    BLOCKS = "blocks"  # blocks one under the other, each with its own column headers
    MATRIX = "matrix"  # row labels on the left, column headers on top
    SIDE_BY_SIDE = "side_by_side"  # one line of figures; the rows stand beside each other


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its printed labels from the outermost merged header to the innermost."""

    key: str
    path: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    quantity: Quantity = Quantity.COUNT
    unit: str | None = None

    @property
    def label(self) -> str:
        """The innermost printed label."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its printed labels from the outermost merged cell to the innermost."""

    key: str
    path: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    group: str | None = None

    @property
    def label(self) -> str:
        """The innermost printed label."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share column headers; `heading` is printed above them, where the form has one."""

    heading: str | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    heading_aliases: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The number of value columns."""
        return len(self.columns)


@dataclass(frozen=True, slots=True)
class FormTable:
    """One statutory table of a Form."""

    kind: TableKind
    title: str
    title_aliases: tuple[str, ...]
    arrangement: Arrangement
    corner: str | None
    corner_aliases: tuple[str, ...]
    blocks: tuple[Block, ...]

    def refs(self) -> Iterator[CellRef]:
        """The addresses of its cells in printed order."""
        for block in self.blocks:
            for row in block.rows:
                for column in block.columns:
                    yield CellRef(self.kind, row.key, column.key)

    def rows(self) -> Iterator[Row]:
        """All rows in printed order."""
        for block in self.blocks:
            yield from block.rows


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """An official form: which figures a report holds and how they must add up.

    `last_year` is None where the form is still in force.
    """

    id: str
    title: str
    document: str
    first_year: int
    last_year: int | None
    tables: Mapping[TableKind, FormTable]
    checks: tuple[Check, ...] = ()
    index: CellIndex = field(default_factory=lambda: CellIndex(()))
    checks_by_cell: Mapping[CellRef, tuple[CheckId, ...]] = field(default_factory=dict)
    checks_by_id: Mapping[CheckId, Check] = field(default_factory=dict)
    check_plan: CheckPlan = field(default_factory=lambda: CheckPlan((), CellIndex(())))
    _rows: Mapping[tuple[TableKind, str], Row] = field(default_factory=dict)
    _columns: Mapping[CellRef, Column] = field(default_factory=dict)

    def row(self, ref: CellRef) -> Row:
        """The row that the cell stands in."""
        return self._rows[ref.table, ref.row]

    def column(self, ref: CellRef) -> Column:
        """The column that the cell stands in (its quantity and unit are the cell's)."""
        return self._columns[ref]

    def covers(self, year: int) -> bool:
        """Whether reports of `year` are to be published on this form."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


def load_forms(folder: Path | None = None) -> Mapping[str, Form]:
    """All Forms by id, oldest first, with their Checks. ResourceError where the data is impossible."""
    return _own_forms() if folder is None else _load_forms(folder)


@cache
def _own_forms() -> Mapping[str, Form]:
    return _load_forms(resources_dir())


@cache
def _load_forms(folder: Path) -> Mapping[str, Form]:
    families = _read_toml(folder / "checks.toml").get("families", [])
    forms = [
        _form(_read_toml(path), families, path)
        for path in sorted((folder / "forms").glob("*.toml"))
    ]
    if not forms:
        raise ResourceError(path=str(folder / "forms"), reason="no form")
    return {form.id: form for form in sorted(forms, key=lambda form: form.first_year)}


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(path=str(path), reason=str(error)) from error


def _form(data: dict[str, Any], families: list[dict[str, Any]], path: Path) -> Form:
    try:
        tables = {table.kind: table for table in map(_table, data["tables"])}
        index = CellIndex([ref for table in tables.values() for ref in table.refs()])
        checks = tuple(check for family in families for check in _family(family, tables))
    except (KeyError, ValueError) as error:
        raise ResourceError(path=str(path), reason=repr(error)) from error
    unknown = {ref for check in checks for ref in check.cells} - set(index.refs)
    if unknown:
        raise ResourceError(path=str(path), reason=f"unknown cells in checks: {sorted(unknown)}")
    by_cell: dict[CellRef, list[CheckId]] = {}
    for check in checks:
        for ref in check.cells:
            by_cell.setdefault(ref, []).append(check.id)
    blocks = [(table.kind, block) for table in tables.values() for block in table.blocks]
    return Form(
        id=data["id"],
        title=data["title"],
        document=data["document"],
        first_year=data["first_year"],
        last_year=data.get("last_year"),
        tables=tables,
        checks=checks,
        index=index,
        checks_by_cell={ref: tuple(ids) for ref, ids in by_cell.items()},
        checks_by_id={check.id: check for check in checks},
        check_plan=CheckPlan(checks, index),
        _rows={(kind, row.key): row for kind, block in blocks for row in block.rows},
        _columns={
            CellRef(kind, row.key, column.key): column
            for kind, block in blocks
            for row in block.rows
            for column in block.columns
        },
    )


def _table(data: dict[str, Any]) -> FormTable:
    if "blocks" in data:
        blocks = tuple(
            Block(
                block["heading"],
                _columns(block["columns"]),
                _rows(block["rows"]),
                tuple(block.get("heading_aliases", ())),
            )
            for block in data["blocks"]
        )
    else:
        blocks = (Block(None, _columns(data["columns"]), _rows(data["rows"])),)
    return FormTable(
        kind=TableKind(data["kind"]),
        title=data["title"],
        title_aliases=tuple(data.get("title_aliases", ())),
        arrangement=Arrangement(data["arrangement"]),
        corner=data.get("corner"),
        corner_aliases=tuple(data.get("corner_aliases", ())),
        blocks=blocks,
    )


def _columns(items: list[dict[str, Any]]) -> tuple[Column, ...]:
    return tuple(
        Column(
            key=item["key"],
            path=tuple(item["path"]),
            aliases=tuple(item.get("aliases", ())),
            quantity=Quantity(item.get("quantity", "count")),
            unit=item.get("unit"),
        )
        for item in items
    )


def _rows(items: list[dict[str, Any]]) -> tuple[Row, ...]:
    return tuple(
        Row(item["key"], tuple(item["path"]), tuple(item.get("aliases", ())), item.get("group"))
        for item in items
    )


def _family(data: dict[str, Any], tables: Mapping[TableKind, FormTable]) -> Iterator[Check]:
    """The Checks of one family: one for each column or row of its table (resources/checks.toml)."""
    kind = TableKind(data["table"])
    (block,) = tables[kind].blocks
    over_columns = {"columns": True, "rows": False}[data["over"]]
    subjects: tuple[Column | Row, ...] = block.columns if over_columns else block.rows
    for subject in subjects:
        sides = []
        for side in (data["left"], data["right"]):
            keys = [key for item in side for key in _expand(item, block)]
            sides.append(
                tuple(
                    CellRef(kind, key, subject.key)
                    if over_columns
                    else CellRef(kind, subject.key, key)
                    for key in keys
                )
            )
        yield Check(
            id=CheckId(f"{data['id']}.{subject.key}"),
            family=data["id"],
            subject=subject.key,
            left=sides[0],
            right=sides[1],
            severity=Severity(data["severity"]),
            words={
                language: text.replace(
                    "{label}", " ".join(subject.path[-2:]) if not over_columns else subject.label
                )
                for language, text in data["words"].items()
            },
            source=data["source"],
        )


def _expand(item: str, block: Block) -> Iterator[str]:
    if item.startswith("group:"):
        group = item.removeprefix("group:")
        yield from (row.key for row in block.rows if row.group == group)
    else:
        yield item
