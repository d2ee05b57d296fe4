"""Builds reports from figures, for tests of what comes after reading. Pure; nothing here reads a file."""

from collections.abc import Mapping

from core.cells import MISSING_CELL, Candidate, Cell, CellRef, CellStatus, Span, TableKind, Value
from core.findings import Finding
from core.forms import Form, load_forms
from core.reports import Identified, Reading, Report, ReportKind
from core.review import Review
from core.tables import Cells
from core.text import source_text


def form_of(form: str) -> Form:
    """The Form with the id `form`."""
    return load_forms()[form]


def zeros(form: Form) -> dict[CellRef, Value]:
    """0 for every cell of `form`: a report of a small unit."""
    return dict.fromkeys(form.index.refs, 0)


def report_of(
    form: Form,
    values: Mapping[CellRef, Value | None],
    *,
    cells: Mapping[CellRef, Cell] | None = None,
    printed: Mapping[CellRef, Value | None] | None = None,
    narrative: str = "",
    after: str = "",
    unit: str = "清河街道办事处",
    year: int = 2020,
    source: str = "report.txt",
    findings: tuple[Finding, ...] = (),
) -> Report:
    """A Report whose reading holds `values`; None: a blank cell, an absent address: a missing one.

    The text shows `printed` (`values` where not given), a row a line with tabs between the figures, under
    headings, behind `narrative` and before `after`. `cells` takes the place of cells made from `values`.
    """
    shown = values if printed is None else printed
    lines = [f"{unit}{year}年政府信息公开工作年度报告", "一、总体情况", *narrative.splitlines()]
    spans: dict[CellRef, Span] = {}
    position = sum(len(line) + 1 for line in lines)
    for table in form.tables.values():
        lines.append(table.title)
        position += len(table.title) + 1
        rows = list(table.refs())
        for key in dict.fromkeys(ref.row for ref in rows):
            line = f"{key}\t" if table.kind is not TableKind.DISPUTES else f"{key}：\t"
            for ref in (ref for ref in rows if ref.row == key):
                figure = "" if shown.get(ref) is None else str(shown[ref])
                spans[ref] = Span(position + len(line), position + len(line) + len(figure))
                line += figure + "\t"
            lines.append(line)
            position += len(line) + 1
    lines += ["五、存在的主要问题及改进情况", "无", "六、其他需要报告的事项", *after.splitlines()]
    text = source_text("\n".join(lines))
    made = [
        (cells or {}).get(ref) or _cell(ref, values, spans[ref], text.at(spans[ref]))
        for ref in form.index.refs
    ]
    reading = Reading(
        ReportKind.ANNUAL_REPORT,
        form.id,
        Identified(unit, Span(0, len(unit)), "title"),
        Identified(str(year), Span(len(unit), len(unit) + 4), "title"),
        Cells.of(form.index, made),
        findings,
    )
    return Report(source, text, reading)


def _cell(ref: CellRef, values: Mapping[CellRef, Value | None], span: Span, raw: str) -> Cell:
    if ref not in values:
        return MISSING_CELL
    value = values[ref]
    status = CellStatus.BLANK if value is None else CellStatus.READ
    return Cell(value, raw, span, status) if raw else Cell(value, None, None, status)


def review_of(report: Report) -> Review:
    """A fresh Review of `report`; reading it again under another Form gives the same reading."""
    return Review(report, load_forms(), lambda report, _form: report.reading)


def ambiguous(*values: Value) -> Cell:
    """A cell with these candidates."""
    candidates = tuple(Candidate(value, None, None) for value in values)
    return Cell(None, None, None, CellStatus.AMBIGUOUS, None, candidates)


def printed_report(
    unit: str, year: int, figures: Mapping[str, int], *, narrative: str = "", form: str = "2021"
) -> str:
    """A whole report as published: 0 everywhere but for `figures` (by row key) of a natural person."""
    lines = [f"{unit}{year}年政府信息公开工作年度报告", "一、总体情况", narrative]
    for table in form_of(form).tables.values():
        lines.append(table.title)
        for block in table.blocks:
            if block.heading:
                lines.append(block.heading)
            lines.append("\t".join(["信息内容", *(column.label for column in block.columns)]))
            for row in block.rows:
                values = ["0"] * len(block.columns)
                if row.key in figures:
                    values[0] = values[-1] = str(figures[row.key])
                lines.append("\t".join([*row.path, *values]))
    return "\n".join(lines)
