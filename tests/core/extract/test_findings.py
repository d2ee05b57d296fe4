"""Why a cell is not certain, in a reviewer's words and at its place: one finding a cause, not one a cell."""

from collections.abc import Iterator, Mapping

import pytest

from core.cells import CellRef, CellStatus, TableKind
from core.extract.reader import read_report
from core.findings import Finding
from core.forms import load_forms
from core.reports import Reading
from core.text import SourceText, source_text
from core.wording import Language, Wording
from tests.core.extract.made import FORM, report, table
from tests.corpus.causes import causes_of
from tests.corpus.kept import kept_cases, kept_families

ALL = "requests.granted.natural_person"


def found(reading: Reading, code: str) -> Finding:
    (finding,) = (one for one in reading.findings if one.code == code)
    return finding


def quoted(text: SourceText, finding: Finding) -> str:
    assert finding.span is not None
    return text.at(finding.span)


@pytest.mark.parametrize("family", kept_families())
def test_every_cell_that_is_not_certain_has_a_cause(family: str) -> None:
    lone = [
        (case.id, ref.name, cell.status)
        for case, reading in _kept(family)
        for ref, cell in reading.cells.items()
        if cell.status is not CellStatus.READ and not any(causes_of(reading, ref))
    ]
    assert lone == []


@pytest.mark.parametrize("family", kept_families())
def test_sentences_are_complete_and_places_within_the_text(family: str) -> None:
    wordings = [Wording(language) for language in Language]
    for case, reading in _kept(family):
        text = source_text(case.text)
        for finding in reading.findings:
            for wording in wordings:
                sentence = wording.finding(finding, load_forms()[reading.form])
                assert not {"{", "}", "None"} & set(sentence.split()), sentence
                assert "：。" not in sentence
                assert len(sentence) < 400
            if finding.span is not None:
                assert text.at(finding.span).strip(), (case.id, finding)


def _kept(family: str) -> Iterator[tuple[object, Reading]]:
    for case in kept_cases(family, load_forms()):
        yield case, read_report(source_text(case.text), case.source)


@pytest.mark.parametrize(
    ("printed", "code", "quote"),
    [
        ("", "blank_cell", None),
        ("/", "dash_cell", "/"),
        ("无", "dash_cell", "无"),
        ("1O", "letter_for_digit", "1O"),
        ("1,23", "odd_grouping", "1,23"),
        ("12*", "footnote_mark", "12*"),
        ("6 22", "split_number", "6 22"),
        ("约三件", "unread_row", "约三件"),
    ],
)
def test_what_is_odd_about_one_cell_is_said_and_shown(
    printed: str, code: str, quote: str | None
) -> None:
    text = report({ALL: printed})
    reading = read_report(text)
    finding = found(reading, code)
    assert finding.cells[0] == CellRef.parse(ALL)
    if quote is not None:
        assert quoted(text, finding) == quote
    assert "（一）予以公开" in Wording().finding(finding, FORM)


def test_a_row_without_figures_is_shown_by_its_label() -> None:
    rows = table(TableKind.REQUESTS).split("\n")
    at = next(n for n, row in enumerate(rows) if "2.重复申请" in row)
    rows[at] = "\t2.重复申请" + "\t" * 7
    text = report(tables=_with(TableKind.REQUESTS, "\n".join(rows)))
    finding = found(read_report(text), "empty_row")
    assert {ref.row for ref in finding.cells} == {"unprocessed_repeat"}
    assert quoted(text, finding) == "2.重复申请"


def test_many_rows_with_too_few_figures_are_one_finding() -> None:
    rows = [
        row.replace("\t0", " 0", 6 if number % 3 == 0 else 7).removesuffix("\t0")
        for number, row in enumerate(table(TableKind.REQUESTS).split("\n"))
    ]
    text = report(tables=_with(TableKind.REQUESTS, "\n".join(rows)))
    reading = read_report(text)
    assert not [one for one in reading.findings if one.code == "lost_value"]
    finding = found(reading, "lost_values")
    assert finding.params["count"] == len({ref.row for ref in finding.cells}) > 3
    assert "等 " in Wording().finding(finding, FORM)


def test_a_page_number_beside_a_row_is_quoted_alone() -> None:
    tables = _with(TableKind.REQUESTS, table(TableKind.REQUESTS).replace("\t", " "))
    plain = report(tables=tables).text.replace(
        "1.属于国家秘密 0 0 0 0 0 0 0", "1.属于国家秘密 0 0 1 0 0 0 0\n7\n"
    )
    text = source_text(plain)
    finding = found(read_report(text), "stray_beside")
    assert quoted(text, finding) == "7"
    assert {ref.row for ref in finding.cells} == {"denied_state_secret"}


def test_rows_that_the_form_does_not_have_under_one_that_it_has() -> None:
    proactive = table(TableKind.PROACTIVE).replace(
        "行政处罚\t0", "行政处罚\t简易程序\t3\n\t普通程序\t4"
    )
    text = report(tables=_with(TableKind.PROACTIVE, proactive))
    reading = read_report(text)
    assert reading.cells[CellRef.parse("proactive.penalty.decisions")].value is None
    finding = found(reading, "sub_rows")
    assert [ref.name for ref in finding.cells] == ["proactive.penalty.decisions"]


def test_a_text_that_breaks_off_says_so() -> None:
    whole = report().text
    text = source_text(
        whole[: whole.index("4.保护第三方合法权益") + len("4.保护第三方合法权益\t0\t0")]
    )
    reading = read_report(text)
    finding = found(reading, "text_cut")
    row = [ref for ref in FORM.index.refs if ref.row == "denied_third_party"]
    assert list(finding.cells) == row[2:]
    assert "blank_cell" not in {one.code for one in reading.findings}


def test_the_label_of_a_merged_cell_may_be_repeated() -> None:
    """A header or label printed once for each cell that it covers is no error of the report."""
    proactive = table(TableKind.PROACTIVE).replace(
        "信息内容\t本年处理决定数量\n行政许可\t0",
        "信息内容\t本年处理决定数量\t本年处理决定数量\t本年处理决定数量\n行政许可\t0\t0\t0",
    )
    reading = read_report(report(tables=_with(TableKind.PROACTIVE, proactive)))
    assert "equal_headers" not in {one.code for one in reading.findings}


def _with(kind: TableKind, text: str) -> Mapping[TableKind, str]:
    return {one: text if one is kind else table(one) for one in TableKind}


# --- how cells are named ---------------------------------------------------------------------------


def test_a_whole_table_is_named_as_such() -> None:
    refs = tuple(FORM.tables[TableKind.DISPUTES].refs())
    assert Wording().cells(refs, FORM) == "复议诉讼整张表"


def test_of_many_rows_only_the_first_are_named() -> None:
    refs = [ref for ref in FORM.tables[TableKind.REQUESTS].refs() if ref.column == "total"]
    words = Wording().cells(refs, FORM, most=3)
    assert words.count("；") == 2
    assert words.endswith(f"等 {len(refs)} 行")
    assert Wording().cells(refs, FORM).count("；") == len(refs) - 1


def test_some_columns_of_a_row_are_counted() -> None:
    refs = [ref for ref in FORM.tables[TableKind.REQUESTS].refs() if ref.row == "granted"]
    assert Wording().cells(refs, FORM) == "（一）予以公开"
    assert Wording().cells(refs[:3], FORM) == "（一）予以公开（3 栏）"
    assert Wording().cells(refs[:1], FORM) == "（一）予以公开 · 自然人"


def test_a_table_that_lost_nothing_is_certain_in_a_text_that_dropped_repeated_lines() -> None:
    """Its figures all differ, so that none of them was among the lines that were dropped."""
    refs = list(FORM.tables[TableKind.PROACTIVE].refs())
    figures = {ref.name: str(30 + at) for at, ref in enumerate(refs)}
    whole = report(figures).text.replace("\t", "\n")
    reading = read_report(source_text("\n".join(dict.fromkeys(whole.split("\n")))))
    assert {str(reading.cells[ref].value) for ref in refs} == set(figures.values())
    assert {reading.cells[ref].status for ref in refs} == {CellStatus.READ}
    others = [cell for ref, cell in reading.cells.items() if ref.table is not TableKind.PROACTIVE]
    assert CellStatus.READ not in {cell.status for cell in others}
    assert found(reading, "lines_dropped")
