"""The workbook says what was read, corrected and marked, proves itself by formulas, and is put in place whole."""

import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from shutil import which
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.audit import NO_HASH, AuditEntry, EntryKind
from core.cells import Candidate, Cell, CellRef, CellStatus, Span, TableKind
from core.checks import CheckId, Outcome
from core.edits import (
    Correction,
    Edit,
    IdentityField,
    Mark,
    ReviewState,
    SetCorrection,
    SetDismissal,
    SetIdentity,
    SetMark,
    SetNote,
    SetState,
    Verdict,
)
from core.errors import UnitFileError, UnreadableFileError, UnwritableFileError
from core.findings import Finding
from core.folder import list_reports, read_one, reread
from core.forms import Form, load_forms
from core.progress import Cancelled
from core.reports import FailedReport, Identified, Reading, Report, ReportKind
from core.review import Review, finding_key
from core.rules import load_rules
from core.store import ReviewFile
from core.tables import Cells
from core.text import source_text
from core.units import UNIT_FILE, OwnFigures, Unit, UnitTree, save_units
from core.wording import Language, Wording
from core.workbook import save_workbook
from core.workbook.of_folder import save_folder_workbook
from tests.core.formulas import value_of
from tests.factories import printed_report

FORMS = load_forms()
ZONE = timezone(timedelta(hours=8))
MADE_AT = datetime(2026, 11, 22, 10, 0, tzinfo=ZONE)
WORDS = Wording(Language.CHINESE)

AMOUNT = CellRef.parse("proactive.procurement.amount")
RECEIVED = CellRef.parse("requests.received.total")
GRANTED = CellRef.parse("requests.granted.natural_person")
FLOW_TOTAL = CheckId("requests.flow.total")
TEXT = "某街道 2020 年报告\n一、本年新收 61\n（七）总计 0\n"


def _figures(form: Form, number: int = 0) -> dict[CellRef, Cell]:
    """Every cell of the form, read with certainty as `number`."""
    raw = str(number)
    return {
        ref: Cell(number, raw, Span(0, len(raw)), CellStatus.READ, None) for ref in form.index.refs
    }


def _review(
    changes: Mapping[CellRef, Cell] | None = None,
    *,
    form: str = "2019",
    source: str = "某街道.txt",
    unit: str = "某街道",
    kind: ReportKind = ReportKind.ANNUAL_REPORT,
    findings: Sequence[Finding] = (),
    text: str = TEXT,
) -> Review:
    cells = _figures(FORMS[form]) | dict(changes or {})
    index = FORMS[form].index
    reading = Reading(
        kind,
        form,
        Identified(unit),
        Identified("2020"),
        Cells.of(index, [cells[ref] for ref in index.refs]),
        tuple(findings),
    )
    return Review(Report(source, source_text(text), reading), FORMS, reread)


class Desk:
    """A reviewer at work: applies edits and keeps the trail of them."""

    def __init__(self, *reviews: Review) -> None:
        self.reviews = reviews
        self._entries: dict[str, list[AuditEntry]] = {}

    def do(self, review: Review, edit: Edit, why: str = "", kind: str = "edit") -> AuditEntry:
        if isinstance(edit, SetMark) and edit.mark:
            edit = SetMark(edit.check, review.mark_for(edit.check, edit.mark))
        change = review.apply(edit)
        entries = self._entries.setdefault(review.report.source, [])
        entry = AuditEntry(
            len(entries) + 1,
            EntryKind(kind),
            "王小明",
            MADE_AT + timedelta(seconds=len(entries)),
            NO_HASH,
            "key",
            review.report.source,
            None,
            change.edit,
            change.inverse,
            why,
        )
        entries.append(entry)
        return entry

    def trail(self, review: Review) -> Sequence[AuditEntry]:
        return self._entries.get(review.report.source, ())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "审核.xlsx"


def _save(
    target: Path, *reviews: Review | FailedReport, desk: Desk | None = None, **options: int
) -> Workbook:
    save_workbook(
        reviews,
        target,
        Language.CHINESE,
        made_at=MADE_AT,
        **({"trail": desk.trail} if desk else {}),
        **options,
    )
    return openpyxl.load_workbook(target)


# --- reading a sheet back -------------------------------------------------------------------------


def _labels(sheet: Worksheet) -> dict[int, tuple[str, ...]]:
    """By column: the header labels over it, merged cells looked through, outermost first."""
    depth = _first_row(sheet) - 1
    grid = {
        (row, column): str(sheet.cell(row, column).value)
        for row in range(3, depth + 1)
        for column in range(1, sheet.max_column + 1)
    }
    for area in sheet.merged_cells.ranges:
        for place in area.cells:
            grid[place] = grid[area.min_row, area.min_col]
    labels: dict[int, tuple[str, ...]] = {}
    for column in range(1, sheet.max_column + 1):
        over = [grid[row, column] for row in range(3, depth + 1)]
        labels[column] = tuple(text for at, text in enumerate(over) if [text] != over[at - 1 : at])
    return labels


def _table_sheet(book: Workbook, kind: TableKind, form: str) -> Worksheet:
    names = {TableKind.PROACTIVE: "表二", TableKind.REQUESTS: "表三", TableKind.DISPUTES: "表四"}
    return book[f"{names[kind]}（{form}）"]


def _columns(sheet: Worksheet, form: Form, kind: TableKind) -> dict[CellRef, int]:
    """Where each figure stands, told by the printed labels alone."""
    by_labels: dict[tuple[str, ...], list[int]] = {}
    for at, labels in _labels(sheet).items():
        by_labels.setdefault(labels, []).append(at)
    columns: dict[CellRef, int] = {}
    for block in form.tables[kind].blocks:
        for row in block.rows:
            for column in block.columns:
                ref = CellRef(kind, row.key, column.key)
                heading = (block.heading,) if block.heading else ()
                columns[ref] = by_labels[(*heading, *row.path, *column.path)].pop(0)
    return columns


def _first_row(sheet: Worksheet) -> int:
    return sheet[sheet.freeze_panes].row


def _rows(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows of a list sheet by the labels of their columns."""
    header = _first_row(sheet) - 1
    labels = [cell.value for cell in sheet[header]]
    return [
        dict(zip(labels, (cell.value for cell in row), strict=True))
        for row in sheet.iter_rows(min_row=header + 1)
    ]


def _checks(book: Workbook) -> Iterator[tuple[str, str, int]]:
    """Source, check and row number of every check."""
    sheet = book["勾稽检查"]
    for number, row in enumerate(_rows(sheet), start=_first_row(sheet)):
        yield str(row["来源文件"]), str(row["名称"]), number


# --- the tables -----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_every_figure_stands_under_its_official_labels(form: Form, target: Path) -> None:
    numbered = {
        ref: Cell(at, str(at), Span(0, 1), CellStatus.READ)
        for at, ref in enumerate(form.index.refs, start=1)
    }
    review = _review(numbered, form=form.id)
    book = _save(target, review)
    seen = 0
    for kind in form.tables:
        sheet = _table_sheet(book, kind, form.id)
        for ref, column in _columns(sheet, form, kind).items():
            assert sheet.cell(_first_row(sheet), column).value == numbered[ref].value, ref
            seen += 1
    assert seen == len(form.index)


def test_official_headers_are_merged_as_printed(target: Path) -> None:
    sheet = _save(target, _review())["表三（2019）"]
    merged = {
        str(sheet.cell(area.min_row, area.min_col).value): (area.size["columns"], area.size["rows"])
        for area in sheet.merged_cells.ranges
    }
    assert merged["一、本年新收政府信息公开申请数量"] == (7, 3)
    assert merged["三、本年度办理结果"] == (20 * 7, 1)
    assert merged["（三）不予公开"] == (8 * 7, 1)
    assert merged["（七）总计"] == (7, 2)
    assert merged["法人或其他组织"] == (5, 1)
    assert merged["申请人情况"] == (7, 1)
    disputes = _save(target, _review())["表四（2019）"]
    spans = {
        str(disputes.cell(area.min_row, area.min_col).value): area.size["columns"]
        for area in disputes.merged_cells.ranges
    }
    assert (spans["行政复议"], spans["行政诉讼"], spans["未经复议直接起诉"]) == (5, 10, 5)


def test_merged_areas_do_not_overlap(target: Path) -> None:
    for sheet in _save(target, _review(), _review(form="2021", source="b.txt")).worksheets:
        covered = [cell for area in sheet.merged_cells.ranges for cell in area.cells]
        assert len(covered) == len(set(covered))


def test_a_report_is_a_row_with_unit_year_and_source(target: Path) -> None:
    book = _save(target, _review(unit="甲"), _review(unit="乙", source="夹/乙.txt"))
    sheet = book["表二（2019）"]
    first = _first_row(sheet)
    rows = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=first)]
    assert rows == [["甲", 2020, "某街道.txt"], ["乙", 2020, "夹/乙.txt"]]


def test_each_form_has_sheets_of_its_own(target: Path) -> None:
    book = _save(target, _review(form="2021"), _review(source="b.txt"))
    assert book.sheetnames == [
        "说明",
        "报告",
        "表二（2019）",
        "表二（2021）",
        "表三（2019）",
        "表三（2021）",
        "表四（2019）",
        "表四（2021）",
        "勾稽检查",
        "修改记录",
        "发现",
    ]


def test_amounts_keep_their_decimals_and_show_their_unit(target: Path) -> None:
    cell = Cell(Decimal("145540.00"), "145540.00", Span(0, 9), CellStatus.READ, "元")
    sheet = _save(target, _review({AMOUNT: cell}))["表二（2019）"]
    column = _columns(sheet, FORMS["2019"], TableKind.PROACTIVE)[AMOUNT]
    amount = sheet.cell(_first_row(sheet), column)
    assert (amount.value, amount.data_type) == (145540, "n")
    assert amount.number_format == "#,##0.00"
    assert sheet.cell(_first_row(sheet), column + 1).value == "元"


@pytest.mark.parametrize(
    "status",
    [CellStatus.BLANK, CellStatus.MISSING, CellStatus.INVALID, CellStatus.AMBIGUOUS],
)
def test_a_cell_without_a_figure_is_empty_and_never_zero(status: CellStatus, target: Path) -> None:
    sheet = _save(target, _review({RECEIVED: Cell(None, None, None, status)}))["表三（2019）"]
    column = _columns(sheet, FORMS["2019"], TableKind.REQUESTS)[RECEIVED]
    assert sheet.cell(_first_row(sheet), column).value is None


def test_every_status_has_a_pattern_of_its_own_and_certain_figures_are_plain(target: Path) -> None:
    statuses = list(CellStatus)
    reviews = [
        _review({GRANTED: Cell(None, None, None, status)}, source=f"{status.value}.txt")
        for status in statuses
    ]
    sheet = _save(target, *reviews)["表三（2019）"]
    column = _columns(sheet, FORMS["2019"], TableKind.REQUESTS)[GRANTED]
    first = _first_row(sheet)
    fills = [sheet.cell(first + at, column).fill for at in range(len(statuses))]
    patterns = {status: fill.patternType for status, fill in zip(statuses, fills, strict=True)}
    assert patterns.pop(CellStatus.READ) is None
    assert len(set(patterns.values()) | {None, "solid"}) == len(patterns) + 2
    assert len({fill.bgColor.rgb for fill in fills}) == len(fills)  # where patterns are not drawn


def test_uncertain_cells_say_what_to_look_at(target: Path) -> None:
    candidates = (Candidate(1, "1", Span(0, 1)), Candidate(0, "0", Span(0, 1)))
    cell = Cell(None, None, None, CellStatus.AMBIGUOUS, candidates=candidates)
    sheet = _save(target, _review({GRANTED: cell}))["表三（2019）"]
    column = _columns(sheet, FORMS["2019"], TableKind.REQUESTS)[GRANTED]
    comment = sheet.cell(_first_row(sheet), column).comment
    assert comment is not None
    assert "1、0" in comment.text
    assert WORDS.term(CellStatus.AMBIGUOUS) in comment.text


def test_a_corrected_cell_is_coloured_and_says_what_the_source_had(target: Path) -> None:
    source = Cell(0, "0", Span(TEXT.rindex("0"), TEXT.rindex("0") + 1), CellStatus.READ)
    review = _review({GRANTED: source})
    desk = Desk(review)
    desk.do(review, SetCorrection(GRANTED, Correction(61)), "印刷有误")
    sheet = _save(target, review, desk=desk)["表三（2019）"]
    cell = sheet.cell(
        _first_row(sheet), _columns(sheet, FORMS["2019"], TableKind.REQUESTS)[GRANTED]
    )
    assert cell.value == 61
    assert cell.fill.fgColor.rgb == "FFFFE08A"
    assert cell.comment is not None
    said = cell.comment.text
    for part in ("“0”（第 3 行）", "改为：61", "印刷有误", "王小明", "2026-11-22 10:00+08:00"):
        assert part in said


def test_a_cell_corrected_to_blank_is_empty_but_coloured(target: Path) -> None:
    review = _review({GRANTED: _figures(FORMS["2019"], 5)[GRANTED]})
    review.apply(SetCorrection(GRANTED, Correction(None)))
    sheet = _save(target, review)["表三（2019）"]
    column = _columns(sheet, FORMS["2019"], TableKind.REQUESTS)[GRANTED]
    cell = sheet.cell(_first_row(sheet), column)
    assert cell.value is None
    assert cell.fill.fgColor.rgb == "FFFFE08A"


def test_corrected_identity_is_shown_and_coloured(target: Path) -> None:
    review = _review(unit="误读的单位")
    review.apply(SetIdentity(IdentityField.UNIT, "真正的单位"))
    sheet = _save(target, review)["表二（2019）"]
    cell = sheet.cell(_first_row(sheet), 1)
    assert cell.value == "真正的单位"
    assert cell.comment is not None
    assert "误读的单位" in cell.comment.text


def test_a_file_that_is_no_report_is_listed_but_has_no_figures(target: Path) -> None:
    book = _save(target, _review(), _review(source="新闻.txt", kind=ReportKind.NOT_A_REPORT))
    assert {source for source, _, _ in _checks(book)} == {"某街道.txt"}
    listed = {row["来源文件"]: row["类别"] for row in _rows(book["报告"])}
    assert listed["新闻.txt"] == WORDS.term(ReportKind.NOT_A_REPORT)


def test_an_unreadable_file_is_listed_with_the_reason(target: Path) -> None:
    failed = FailedReport("坏.txt", UnreadableFileError(path="坏.txt", reason="拒绝访问"))
    (row,) = _rows(_save(target, failed)["报告"])
    assert row["来源文件"] == "坏.txt"
    assert "拒绝访问" in str(row["备注"])


# --- text from a report ---------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A1", "＝1"])
def test_text_from_a_report_never_becomes_a_formula(text: str, target: Path) -> None:
    finding = Finding("not_a_number", (GRANTED,), Span(0, len(text)), {"printed": text})
    invalid = Cell(None, text, Span(0, len(text)), CellStatus.INVALID)
    review = _review({GRANTED: invalid}, unit=text, source=text, findings=[finding], text=text)
    desk = Desk(review)
    desk.do(review, SetCorrection(GRANTED, Correction(2)), text)
    desk.do(review, SetMark(FLOW_TOTAL, Mark(Verdict.FAILS, text)))
    desk.do(review, SetNote(text))
    book = _save(target, review, desk=desk)
    found = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == text:
                    assert cell.data_type == "s"
                    assert cell.quotePrefix, "would become a formula when edited"
                    found += 1
    assert found > 10


def test_control_characters_are_shown_by_their_pictures(target: Path) -> None:
    sheet = _save(target, _review(unit="甲\x00乙\x0b丙\ud800"))["表二（2019）"]
    assert sheet.cell(_first_row(sheet), 1).value == "甲␀乙␋丙\N{REPLACEMENT CHARACTER}"


def test_a_text_that_looks_like_an_escape_stays_as_it_is(target: Path) -> None:
    # Excel reads _x0041_ as "A" and _x005F_ as "_"; openpyxl reads neither, so the file's text is compared.
    sheet = _save(target, _review(unit="a_x0041_b"))["表二（2019）"]
    assert sheet.cell(_first_row(sheet), 1).value == "a_x005F_x0041_b"


def test_an_overlong_text_ends_visibly(target: Path) -> None:
    sheet = _save(target, _review(unit="字" * 40_000))["表二（2019）"]
    text = str(sheet.cell(_first_row(sheet), 1).value)
    assert len(text) == 32_767
    assert text.endswith("字…")


# --- the checks prove themselves ------------------------------------------------------------------


def _uneven() -> Review:
    """A review whose checks pass, fail and are undecided, for want of a figure and for a blank."""
    number = _figures(FORMS["2019"], 7)[RECEIVED]
    nothing = {
        "requests.granted.enterprise": CellStatus.BLANK,
        "requests.granted.other": CellStatus.BLANK,
        "requests.received.research": CellStatus.MISSING,
        "requests.carried_out.legal_service": CellStatus.AMBIGUOUS,
        "requests.other.legal_service": CellStatus.BLANK,
        "disputes.reconsideration.upheld": CellStatus.INVALID,
        "disputes.litigation_after.total": CellStatus.BLANK,
    }
    cells = {CellRef.parse(name): Cell(None, None, None, s) for name, s in nothing.items()}
    cells[CellRef.parse("requests.received.natural_person")] = number
    cells[CellRef.parse("requests.granted.natural_person")] = number
    cells[CellRef.parse("requests.results_total.other")] = number
    cells[CellRef.parse("disputes.litigation_after.upheld")] = number
    return _review(cells)


def _verdicts(book: Workbook) -> dict[str, tuple[object, object, object, object]]:
    """By check: left, right, difference and outcome, computed from the formulas."""
    return {
        name: tuple(value_of(book, "勾稽检查", f"{column}{row}") for column in "DEFH")
        for _, name, row in _checks(book)
    }


def _expected(review: Review) -> dict[str, tuple[object, object, object, object]]:
    return {
        id: (
            *("" if v is None else v for v in (result.left, result.right, result.difference)),
            WORDS.term(result.outcome),
        )
        for id, result in review.results.items()
    }


def test_formulas_say_what_the_checks_say(target: Path) -> None:
    review = _uneven()
    assert {result.outcome for result in review.results.values()} == set(Outcome)
    assert _verdicts(_save(target, review)) == _expected(review)


def test_formulas_carry_their_values_for_programs_that_do_not_compute(target: Path) -> None:
    book = _save(target, _uneven(), _review(form="2021", source="b.txt"))
    shown = openpyxl.load_workbook(target, data_only=True)
    count = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    stored = shown[sheet.title][cell.coordinate].value
                    computed = value_of(book, sheet.title, cell.coordinate)
                    assert computed in (stored or "", stored), cell.coordinate
                    count += 1
    assert count > 5 * len(FORMS["2019"].checks)


@pytest.mark.parametrize(
    "name",
    [
        "requests.received.natural_person",  # a figure
        "requests.granted.other",  # a blank
        "requests.received.research",  # missing
        "requests.carried_out.legal_service",  # ambiguous
        "disputes.reconsideration.upheld",  # invalid
        "disputes.litigation_after.total",
    ],
)
def test_a_changed_figure_flows_through_to_the_outcome(name: str, target: Path) -> None:
    book = _save(target, _uneven())
    ref = CellRef.parse(name)
    sheet = _table_sheet(book, ref.table, "2019")
    column = _columns(sheet, FORMS["2019"], ref.table)[ref]
    for value in (0, 7, 12, None):
        review = _uneven()
        sheet.cell(_first_row(sheet), column).value = value
        if value is not None or review.look(ref)[0] is not None:
            review.apply(SetCorrection(ref, Correction(value)))  # else it stays as empty as it was
        assert _verdicts(book) == _expected(review)


def test_both_sides_refer_to_the_figures_of_their_own_report(target: Path) -> None:
    cells = {ref: c for ref, c in _figures(FORMS["2019"], 3).items() if ref == RECEIVED}
    reviews = [_review(source="a.txt"), _review(cells, source="b.txt"), _review(source="c.txt")]
    book = _save(target, *reviews)
    by_source: dict[str, set[object]] = {}
    for source, _, row in _checks(book):
        by_source.setdefault(source, set()).add(value_of(book, "勾稽检查", f"H{row}"))
    passes, fails = WORDS.term(Outcome.PASS), WORDS.term(Outcome.FAIL)
    assert by_source == {"a.txt": {passes}, "b.txt": {passes, fails}, "c.txt": {passes}}


def test_checks_are_told_in_the_words_of_the_form(target: Path) -> None:
    rows = _rows(_save(target, _review())["勾稽检查"])
    assert [row["勾稽关系"] for row in rows] == [c.words["zh"] for c in FORMS["2019"].checks]


def test_counts_on_other_sheets_follow_the_outcomes(target: Path) -> None:
    review = _uneven()
    book = _save(target, review, _review(source="b.txt"))
    sheet = book["报告"]
    labels = [cell.value for cell in sheet[3]]
    failing = f"{'ABCDEFGHIJKLM'[labels.index('不平')]}4"
    assert value_of(book, "报告", failing) == len(review.failing)
    notes = book["说明"]
    said = {
        row[1].value: value_of(book, "说明", row[0].coordinate)
        for row in notes.iter_rows(min_col=1, max_col=2)
    }
    assert said["其中不平"] == len(review.failing)
    assert said["报告"] == 2


# --- marks, trail, findings -----------------------------------------------------------------------


def test_marks_stand_beside_their_check_and_age_with_the_values(target: Path) -> None:
    review = _review()
    desk = Desk(review)
    desk.do(review, SetMark(FLOW_TOTAL, Mark(Verdict.FAILS, "报告自己写错")))
    other = CheckId("requests.flow.enterprise")
    desk.do(review, SetMark(other, Mark(Verdict.NOT_APPLICABLE)))
    desk.do(review, SetCorrection(RECEIVED, Correction(9)))
    rows = {row["名称"]: row for row in _rows(_save(target, review, desk=desk)["勾稽检查"])}
    aged = rows[FLOW_TOTAL]
    assert aged["审核标记"] == WORDS.term(Verdict.FAILS)
    assert aged["备注"] == "报告自己写错"
    assert aged["标记时效"] == "已过期"
    assert (aged["审核人"], aged["时间"]) == ("王小明", "2026-11-22 10:00:00+08:00")
    assert rows[other]["标记时效"] == "有效"
    assert rows["requests.flow.research"]["审核标记"] is None


def test_the_trail_says_what_who_when_and_why(target: Path) -> None:
    review = _review({GRANTED: Cell(0, "○", Span(0, 1), CellStatus.READ)})
    desk = Desk(review)
    desk.do(review, SetCorrection(GRANTED, Correction(61)), "看原件")
    desk.do(review, SetCorrection(GRANTED, Correction(16, reason="又看了一遍")))
    desk.do(review, SetCorrection(GRANTED, Correction(61)), kind="undo")
    rows = _rows(_save(target, review, desk=desk)["修改记录"])
    assert [(row["改前"], row["改后"], row["现行"], row["操作"]) for row in rows] == [
        ("（按原文）", 61, None, "录入"),
        (61, 16, None, "录入"),
        (16, 61, "是", "撤销"),
    ]
    first = rows[0]
    assert first["名称"] == GRANTED.name
    assert first["单元格或勾稽关系"] == "三、本年度办理结果 （一）予以公开 · 申请人情况 自然人"
    assert (first["原文"], first["读出"]) == ("○", 0)
    assert (first["审核人"], first["时间"]) == ("王小明", "2026-11-22 10:00:00+08:00")
    assert [row["理由"] for row in rows] == ["看原件", "又看了一遍", None]


def test_every_kind_of_decision_is_in_the_trail(target: Path) -> None:
    finding = Finding("not_a_report")
    review = _review(findings=[finding])
    desk = Desk(review)
    amount = Correction(Decimal("12.50"), "万元")
    for edit in (
        SetCorrection(AMOUNT, amount),
        SetMark(FLOW_TOTAL, Mark(Verdict.PASSES, "看过")),
        SetIdentity(IdentityField.YEAR, "2021"),
        SetDismissal(finding_key(finding), True),
        SetNote("联系过"),
        SetState(ReviewState.REVIEWED),
    ):
        desk.do(review, edit)
    rows = _rows(_save(target, review, desk=desk)["修改记录"])
    assert [(row["事项"], row["改后"]) for row in rows] == [
        ("改正数值", 12.5),
        ("标记", "通过：看过"),
        ("改正年度", "2021"),
        ("发现已看过", "是"),
        ("备注", "联系过"),
        ("审核状态", "已审"),
    ]
    assert rows[0]["金额单位"] == "万元"
    assert all(row["现行"] == "是" for row in rows)


def test_a_decision_that_no_entry_tells_of_is_not_left_out(target: Path) -> None:
    review = _review()
    review.apply(SetCorrection(GRANTED, Correction(4)))
    (row,) = _rows(_save(target, review)["修改记录"])
    assert (row["改后"], row["现行"], row["审核人"]) == (4, "是", None)


def test_findings_are_listed_with_their_place_and_dismissals(target: Path) -> None:
    place = Span(TEXT.index("61"), TEXT.index("61") + 2)
    seen, unseen = Finding("surplus_value", (GRANTED,), place, {"found": 8, "expected": 7}), None
    unseen = Finding("not_a_report")
    review = _review(findings=[seen, unseen])
    review.apply(SetDismissal(finding_key(seen), True))
    first, second = _rows(_save(target, review)["发现"])
    assert first["发现"] == WORDS.finding(seen, FORMS["2019"])
    assert first["原文位置"] == "第 2 行：“61”"
    assert (first["已看过"], second["已看过"]) == ("是", None)
    assert (first["名称"], second["名称"]) == ("surplus_value", "not_a_report")


def test_the_narrative_is_heard_unless_a_rule_is_off(samples: Path, target: Path) -> None:
    review = Review(read_one(samples, list_reports(samples)[4]), FORMS, reread)
    codes = {str(row["名称"]) for row in _rows(_save(target, review)["发现"])}
    assert codes > {finding.code for finding in review.findings}
    off = codes - {finding.code for finding in review.findings}
    save_workbook([review], target, Language.CHINESE, made_at=MADE_AT, rules_off=frozenset(off))
    book = openpyxl.load_workbook(target)
    assert {str(row["名称"]) for row in _rows(book["发现"])} == codes - off
    notes = [str(row[0].value) for row in book["说明"].iter_rows()]
    said = next(text for text in notes if text.startswith("此文件夹关闭了这些规则"))
    for rule in off:
        assert load_rules()[rule].titles["zh"] in said


def test_other_findings_can_be_handed_in(target: Path) -> None:
    save_workbook(
        [_review()],
        target,
        Language.CHINESE,
        made_at=MADE_AT,
        findings=lambda _: [Finding("not_a_report")],
    )
    (row,) = _rows(openpyxl.load_workbook(target)["发现"])
    assert row["名称"] == "not_a_report"


# --- a whole folder -------------------------------------------------------------------------------

SAID = "".join(
    f"第{number}项工作由{who}牵头，{what}，"
    for number, (who, what) in enumerate(
        [
            ("综合办公室", "把栏目内容逐条核对并清理过期信息"),
            ("司法所", "对每一件答复文书审核把关后再行送达"),
            ("社区服务中心", "在公告栏设置专区方便老人查阅政策"),
            ("财政所", "按时公布预算决算以及专项资金使用去向"),
            ("城管中队", "公示执法依据和处罚结果接受群众监督"),
            ("民政科", "把救助对象名单和发放标准张贴到小区"),
            ("安监站", "通报检查发现的隐患以及整改落实情况"),
            ("文化站", "组织培训并邀请代表评议提出改进意见"),
            ("信访办", "汇总来信来访反映的热点按月回应关切"),
            ("规划科", "公开征地拆迁方案听取居民的不同想法"),
        ],
        start=1,
    )
)
"""A narrative long enough to be known again."""
LAST, THIS, COUNTY = "清水2021.txt", "清水2022.txt", "清河县2022.txt"


@pytest.fixture
def neighbours(tmp_path: Path) -> Path:
    """Two years of a unit that do not join and share their text, and its county, whose sum is too small."""
    folder = tmp_path / "neighbours"
    folder.mkdir()
    for name, unit, carried, said in (
        (LAST, "清水街道办事处", 2, SAID),
        (THIS, "清水街道办事处", 5, SAID),
        (COUNTY, "清河县人民政府", 4, ""),
    ):
        figures = {"carried_in": carried, "carried_out": carried}
        text = printed_report(unit, int(name[-8:-4]), figures, narrative=said)
        (folder / name).write_text(text, encoding="utf-8")
    save_units(UnitTree((Unit("清河县人民政府", ("清水街道办事处",), OwnFigures.NONE),)), folder)
    return folder


def _beside(folder: Path, target: Path) -> list[tuple[object, object]]:
    """Report and rule of the findings that need other reports, as the workbook of `folder` lists them."""
    save_folder_workbook(folder, target, Language.CHINESE, made_at=MADE_AT)
    rows = _rows(openpyxl.load_workbook(target)["发现"])
    return [
        (row["来源文件"], row["名称"])
        for row in rows
        if str(row["名称"]).startswith(("years", "units", "same"))
    ]


ALL_BESIDE = [
    (LAST, "same_text"),
    (THIS, "years.carried_over"),
    (THIS, "years.carried_over"),
    (THIS, "same_text"),
    (COUNTY, "units_sum"),
]


def test_a_folders_workbook_lists_what_reports_say_of_each_other(
    neighbours: Path, target: Path
) -> None:
    assert _beside(neighbours, target) == ALL_BESIDE
    for number in range(45):  # enough for worker processes
        (neighbours / f"无关{number}.txt").write_text(f"第{number}份通知", encoding="utf-8")
    assert _beside(neighbours, target) == ALL_BESIDE


def test_what_a_reviewer_saved_holds_for_what_reports_say_of_each_other(
    neighbours: Path, target: Path
) -> None:
    copy = Finding("same_text", (), None, {"other": LAST, "percent": 100})
    natural, total = (
        CellRef.parse(f"requests.carried_in.{c}") for c in ("natural_person", "total")
    )
    with ReviewFile.open(neighbours, "王小明") as file:
        file.reports.survey(list_reports(neighbours))
        review = Review(file.reports.load(THIS), FORMS, reread)
        file.restore(review)
        for edit in (SetCorrection(natural, Correction(2)), SetDismissal(finding_key(copy), True)):
            file.record(review, review.apply(edit))
    assert _beside(neighbours, target).count((THIS, "years.carried_over")) == 1
    rows = _rows(openpyxl.load_workbook(target)["发现"])
    (carried,) = [row for row in rows if row["名称"] == "years.carried_over"]
    assert WORDS.cells((total,), FORMS["2021"]) in str(carried["发现"])
    seen = {row["来源文件"]: row["已看过"] for row in rows if row["名称"] == "same_text"}
    assert seen == {LAST: None, THIS: "是"}


def test_rules_that_are_off_are_left_out_of_what_reports_say_of_each_other(
    neighbours: Path, target: Path
) -> None:
    with ReviewFile.open(neighbours, "王小明") as file:
        file.rules.switch("same_text", is_on=False)
    assert _beside(neighbours, target) == [one for one in ALL_BESIDE if one[1] != "same_text"]


def test_a_broken_unit_file_is_said_and_no_workbook_is_written(
    neighbours: Path, target: Path
) -> None:
    (neighbours / UNIT_FILE).write_text("units = [", encoding="utf-8")
    with pytest.raises(UnitFileError):
        save_folder_workbook(neighbours, target, Language.CHINESE, made_at=MADE_AT)
    assert not target.exists()


def test_reading_is_the_first_half_of_the_progress_and_writing_the_second(
    neighbours: Path, target: Path
) -> None:
    told: list[tuple[int, int]] = []
    save_folder_workbook(
        neighbours,
        target,
        Language.CHINESE,
        made_at=MADE_AT,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == sorted(told)
    assert (told[0], told[-1]) == ((0, 3), (3, 3))
    assert len(told) == 1 + 2 * 3


def test_the_note_and_the_state_of_a_report_are_listed(target: Path) -> None:
    review = _review()
    review.apply(SetNote("等回复"))
    review.apply(SetState(ReviewState.LATER))
    (row,) = _rows(_save(target, review)["报告"])
    assert (row["审核状态"], row["备注"]) == ("稍后再看", "等回复")


# --- the file -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_sheet_names_fit_excel_in_both_languages(language: Language, target: Path) -> None:
    reviews = [_review(), _review(form="2021", source="b.txt")]
    save_workbook(reviews, target, language, made_at=MADE_AT)
    names = openpyxl.load_workbook(target).sheetnames
    assert len(names) == len({name.casefold() for name in names})
    for name in names:
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\")


def test_english_words_but_official_labels(target: Path) -> None:
    save_workbook([_review()], target, Language.ENGLISH, made_at=MADE_AT)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames[0] == "Notes"
    sheet = book["Table 3 Requests (2019)"]
    assert _labels(sheet)[1] == ("Unit",)
    assert _labels(sheet)[4][0] == "一、本年新收政府信息公开申请数量"
    rows = _rows(book["Balance checks"])
    assert rows[0]["Check"] == FORMS["2019"].checks[0].words["en"]
    assert {value_of(book, "Balance checks", f"H{row}") for row in range(4, 9)} == {"holds"}


def test_headers_stay_in_sight_and_on_every_printed_page(target: Path) -> None:
    book = _save(target, _review())
    for sheet in book.worksheets[1:]:
        frozen = _first_row(sheet)
        assert frozen > 3
        assert sheet.print_title_rows == f"$1:${frozen - 1}"
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
    assert book["表三（2019）"].auto_filter.ref == "A8:C9"
    assert book["表三（2019）"].print_title_cols == "$A:$B"


def test_readers_that_stream_find_every_row_and_column(target: Path) -> None:
    whole = _save(target, _uneven(), _review(source="b.txt"))
    streamed = openpyxl.load_workbook(target, read_only=True)
    for sheet in whole.worksheets:
        rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
        assert [tuple(row) for row in streamed[sheet.title].iter_rows(values_only=True)] == rows
    streamed.close()


def test_equal_reviews_make_equal_files(tmp_path: Path) -> None:
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    for target in (first, second):
        _save(target, _uneven())
    assert first.read_bytes() == second.read_bytes()


def test_lists_go_on_in_another_sheet_where_one_is_full(target: Path) -> None:
    reviews = [_review(source=f"{at}.txt", findings=[Finding("not_a_report")]) for at in range(5)]
    checks = len(FORMS["2019"].checks)
    book = _save(target, *reviews, row_limit=3 + 2 * checks)
    parts = [name for name in book.sheetnames if name.startswith("勾稽检查")]
    assert parts == ["勾稽检查", "勾稽检查 2", "勾稽检查 3"]
    assert [len(_rows(book[name])) for name in parts] == [2 * checks, 2 * checks, checks]
    notes = book["说明"]
    said = {row[1].value: row[0].coordinate for row in notes.iter_rows(min_col=1, max_col=2)}
    assert value_of(book, "说明", said["其中平"]) == 5 * checks


def test_an_empty_folder_makes_a_workbook_without_tables(target: Path) -> None:
    assert _save(target).sheetnames == ["说明", "报告", "勾稽检查", "修改记录", "发现"]


def test_progress_is_told_and_may_stop_everything(target: Path) -> None:
    told: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise Cancelled

    target.write_bytes(b"before")
    with pytest.raises(Cancelled):
        save_workbook(
            [_review(), _review(), _review()],
            target,
            Language.CHINESE,
            made_at=MADE_AT,
            progress=watch,
        )
    assert told == [(1, 3), (2, 3)]
    assert target.read_bytes() == b"before"
    assert list(target.parent.iterdir()) == [target]


def test_a_target_that_cannot_be_written_is_said_and_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "ordner.xlsx"
    folder.mkdir()
    read_only = tmp_path / "read-only.xlsx"
    read_only.write_bytes(b"precious")
    read_only.chmod(0o444)
    for target in (folder, read_only, tmp_path / "no such folder" / "a.xlsx"):
        with pytest.raises(UnwritableFileError):
            _save(target, _review())
    assert read_only.read_bytes() == b"precious"
    assert sorted(tmp_path.iterdir()) == [folder, read_only]


def test_the_file_that_was_there_is_replaced_and_keeps_its_mode(target: Path) -> None:
    target.write_bytes(b"before")
    target.chmod(0o640)
    _save(target, _review())
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(target.parent.iterdir()) == [target]


def test_the_sample_reports_say_the_same_on_the_sheets_as_in_core(
    samples: Path, target: Path
) -> None:
    reviews = [Review(read_one(samples, source), FORMS, reread) for source in list_reports(samples)]
    book = _save(target, *reviews)
    expected = {
        (review.report.source, id): WORDS.term(result.outcome)
        for review in reviews
        for id, result in review.results.items()
    }
    found = {
        (source, name): value_of(book, "勾稽检查", f"H{row}") for source, name, row in _checks(book)
    }
    assert found == expected


@pytest.mark.long
@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_computes_the_same(tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    reviews = [_uneven(), _review(form="2021", source="b.txt")]
    book = _save(target, *reviews)
    bare = tmp_path / "bare.xlsx"
    with ZipFile(target) as parts, ZipFile(bare, "w") as out:
        for name in parts.namelist():  # without their values, so that they must be computed
            out.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f>", parts.read(name)))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(tmp_path / "out"),
            str(bare),
        ],
        check=True,
        capture_output=True,
        timeout=100,
    )
    computed = openpyxl.load_workbook(tmp_path / "out" / "bare.xlsx", data_only=True)
    seen = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    theirs = computed[sheet.title][cell.coordinate].value
                    ours = value_of(book, sheet.title, cell.coordinate)
                    assert ours in (theirs or "", theirs), (sheet.title, cell.coordinate)
                    seen += 1
    assert seen > 400


def test_checks_of_a_rule_that_is_off_say_so_and_are_not_counted(
    samples: Path, target: Path
) -> None:
    with ReviewFile.open(samples, "王审") as file:
        file.rules.switch("requests.flow", is_on=False)
    save_folder_workbook(samples, target, Language.CHINESE, made_at=MADE_AT, workers=1)
    shown = openpyxl.load_workbook(target, data_only=True)
    outcomes = [row["结论"] for row in _rows(shown["勾稽检查"])]
    assert outcomes.count("不平·已关闭") == 2
    assert outcomes.count("不平") == 2
    listed = {row["来源文件"]: row["不平"] for row in _rows(shown["报告"])}
    assert listed["001_3ec8066f863f1309.txt"] == 2
    counted = {row[1].value: row[0].value for row in shown["说明"].iter_rows()}
    assert counted["其中不平"] == 2
    assert counted["其中不平但规则已关闭"] == 2
    assert counted["勾稽检查（项）"] == len(outcomes)
    formulas = [str(row["结论"]) for row in _rows(openpyxl.load_workbook(target)["勾稽检查"])]
    assert sum("已关闭" in formula for formula in formulas) == 5 * 7, "one a column and report"
