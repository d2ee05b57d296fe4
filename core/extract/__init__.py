"""Provisional reader; replaced by the aligner."""
import re
from core.cells import Cell, CellStatus, Span, TableKind, MISSING_CELL
from core.findings import Finding
from core.forms import load_forms
from core.numbers import read_number, is_blank_mark
from core.reports import Reading, ReportKind, Identified
from core.tables import Cells
from core.text import SourceText

def _norm(s):
    return re.sub(r"[\s()（）、,，.。:：“”\"]", "", s)

def read_report(text: SourceText, source: str = "", form: str | None = None) -> Reading:
    forms = load_forms()
    if form is None:
        form = "2021" if "制发" in text.text else "2019"
    f = forms[form]
    cells = {}
    labels = {}
    for t in f.tables.values():
        for b in t.blocks:
            for r in b.rows:
                for l in (r.label, *r.aliases):
                    labels[_norm(l)] = (t, b, r)
    row = None; n = 0; found = []
    for m in re.finditer(r"[^\t\n|]+", text.text):
        raw = m.group().strip("  　"); 
        if not raw: continue
        start = m.start() + m.group().index(raw)
        num = read_number(raw)
        if num is None:
            hit = labels.get(_norm(raw))
            if hit and hit[0].kind is not TableKind.DISPUTES: row, n = hit, 0
            elif "复议后起诉" in raw: row, n = (f.tables[TableKind.DISPUTES], None, None), 0
            continue
        if row is None: continue
        t, b, r = row
        if r is None:
            refs = list(t.refs())
        else:
            refs = [x for x in t.refs() if x.row == r.key]
        if n < len(refs):
            cells[refs[n]] = Cell(num.value, raw, Span(start, start + len(raw)), CellStatus.READ, num.unit)
            n += 1
    findings = []
    out = [cells.get(ref, MISSING_CELL) for ref in f.index.refs]
    miss = tuple(ref for ref in f.index.refs if ref not in cells)
    if miss: findings.append(Finding("row_missing", miss))
    y = re.search(r"(20\d\d)年", text.text)
    u = re.search(r"\w{2,12}街道(办事处)?", text.text)
    return Reading(ReportKind.ANNUAL_REPORT, form,
        Identified(u.group(), Span(*u.span()), "narrative") if u else None,
        Identified(y.group(1), Span(*y.span(1)), "narrative") if y else None, Cells(f.index, out), tuple(findings))
