"""The command line as a person or a script meets it: output, exit status, encodings, interruptions."""

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import tomllib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from core.cells import CellRef
from core.checks import CheckId
from core.cli import main, system_language
from core.edits import Correction, Edit, Mark, SetCorrection, SetDismissal, SetMark, Verdict
from core.export.long_table import COLUMNS
from core.export.long_workbook import LongWorkbook
from core.folder import list_reports, read_one, reread
from core.forms import load_forms
from core.request import Request
from core.review import Review, finding_key
from core.store import OpenMode, ReviewFile
from core.units import UNIT_FILE, OwnFigures, Unit, UnitTree, save_units
from core.version import VERSION
from core.wording import Language
from tests.factories import printed_report

REPOSITORY = Path(__file__).resolve().parent.parent.parent
FORMS = load_forms()
GOUJI = [sys.executable, "-m", "core"]


def _environment(**more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in {"LC_ALL", "LANGUAGE"}}
    return kept | {"LANG": "zh_CN.UTF-8", "PYTHONPATH": str(REPOSITORY)} | more


def _run(
    *arguments: str | Path, cwd: Path, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*GOUJI, *map(str, arguments)],
        cwd=cwd,
        env=_environment(**environment),
        capture_output=True,
        check=False,
        timeout=100,
    )


def _out(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stdout.decode("utf-8")


def _err(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode("utf-8")


@pytest.fixture
def here(samples: Path) -> Path:
    """The folder that holds the folder `samples`."""
    return samples.parent


# --- extract --------------------------------------------------------------------------------------


def test_extract_prints_a_record_a_report_on_a_line(here: Path) -> None:
    done = _run("extract", "samples", cwd=here)
    assert (done.returncode, done.stderr) == (0, b"")
    lines = _out(done).split("\n")
    assert lines.pop() == ""
    sources = [json.loads(line)["source"] for line in lines]
    assert sources == [f"samples/{source}" for source in list_reports(here / "samples")]


@pytest.mark.parametrize("given", ["samples/", "./samples", "{here}/samples", "samples/../samples"])
def test_sources_in_a_folder_read_like_the_path_as_given(given: str, here: Path) -> None:
    given = given.format(here=here)
    done = _run("extract", given, cwd=here)
    first = json.loads(_out(done).split("\n")[0])["source"]
    assert first == given.rstrip("/") + "/" + list_reports(here / "samples")[0]


def test_files_and_folders_in_the_order_given_named_as_given(here: Path) -> None:
    names = list_reports(here / "samples")
    below = here / "samples" / "2020"
    below.mkdir()
    (here / "samples" / names[4]).rename(below / names[4])
    done = _run("extract", f"./samples/{names[2]}", "samples/2020", cwd=here)
    sources = [json.loads(line)["source"] for line in _out(done).splitlines()]
    assert sources == [f"./samples/{names[2]}", f"samples/2020/{names[4]}"]


def test_a_file_gives_the_same_alone_as_in_its_folder(here: Path) -> None:
    together = [
        json.loads(line) for line in _out(_run("extract", "samples", cwd=here)).splitlines()
    ]
    files = [f"samples/{source}" for source in list_reports(here / "samples")]
    alone = [json.loads(line) for line in _out(_run("extract", *files, cwd=here)).splitlines()]
    assert alone == together


def test_many_files_are_read_in_worker_processes_in_order(here: Path) -> None:
    text = (here / "samples" / list_reports(here / "samples")[0]).read_bytes()
    many = here / "many"
    many.mkdir()
    for number in range(60):
        (many / f"报告{number}.txt").write_bytes(text)
    done = _run("extract", "many", cwd=here)
    assert (done.returncode, done.stderr) == (0, b"")
    sources = [json.loads(line)["source"] for line in _out(done).splitlines()]
    assert sources == [f"many/报告{number}.txt" for number in range(60)]


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "gbk"},
    ],
)
def test_output_is_utf8_whatever_the_locale(environment: dict[str, str], here: Path) -> None:
    done = _run("extract", "samples", cwd=here, **environment)
    assert done.returncode == 0
    assert [json.loads(line)["unit"] for line in _out(done).splitlines()]
    assert "街道" in _out(done)


def test_messages_in_the_record_are_chinese_unless_asked_for_otherwise(here: Path) -> None:
    def messages(*more: str) -> str:
        done = _run("extract", "samples", *more, cwd=here, LANG="en_US.UTF-8")
        records = [json.loads(line) for line in _out(done).splitlines()]
        return "".join(f["message"] for record in records for f in record["findings"])

    assert "章节" in messages()
    assert "Section number" in messages("--lang", "en")


def test_csv_is_a_tidy_table_that_excel_opens(here: Path) -> None:
    done = _run("extract", "samples", "--format", "csv", cwd=here)
    assert done.stdout.startswith(b"\xef\xbb\xbfsource,unit,year")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"), newline="")))
    records = [json.loads(line) for line in _out(_run("extract", "samples", cwd=here)).splitlines()]
    assert len(rows) == sum(len(record["cells"]) for record in records)
    by_name = {(row["source"], row["cell"]): row for row in rows}
    for record in records:
        for name, cell in record["cells"].items():
            row = by_name[record["source"], name]
            assert row["status"] == cell["status"]
            assert row["raw"].lstrip("'") == (cell["raw"] or "")
            assert (row["value"] == "") == (cell["value"] is None)
            if cell["value"] is not None:
                assert float(row["value"]) == cell["value"]
            assert row["money_unit"] == (cell.get("unit") or "")
            start, end = cell["span"] or ("", "")
            assert (row["start"], row["end"]) == (str(start), str(end))
            assert f"{row['table']}.{row['row']}.{row['column']}" == name
    granted = by_name[records[0]["source"], "requests.granted.natural_person"]
    assert granted["row_label"] == "三、本年度办理结果 （一）予以公开"
    assert granted["column_label"] == "申请人情况 自然人"


@pytest.mark.parametrize("name", ["=1+1.txt", "+1.txt", "-x.txt", "@a.txt", "＝a.txt"])
def test_text_never_becomes_a_formula_in_a_table(name: str, here: Path) -> None:
    (here / name).write_text("没有表格", encoding="utf-8")
    given = name if name[0] != "-" else f"./{name}"
    _run("extract", "--format", "csv", "-o", "t.csv", "--", given, cwd=here)
    text = (here / "t.csv").read_text(encoding="utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text, newline="")))
    assert row["source"] == ("./-x.txt" if name[0] == "-" else f"'{name}")
    _run("extract", "--format", "xlsx", "-o", "t.xlsx", "--", given, cwd=here)
    cell = openpyxl.load_workbook(here / "t.xlsx").active["A2"]
    assert (cell.value, cell.data_type) == (given, "s")


def test_a_signed_figure_in_a_table_stays_what_is_printed(here: Path) -> None:
    rows = csv.DictReader(
        io.StringIO(
            _run("extract", "samples", "--format", "csv", cwd=here).stdout.decode("utf-8-sig"),
            newline="",
        )
    )
    assert {"+10", "-2"} <= {row["raw"] for row in rows}


def test_xlsx_is_the_same_table(here: Path) -> None:
    done = _run("extract", "samples", "--format", "xlsx", "-o", "out.xlsx", cwd=here)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    sheet = openpyxl.load_workbook(here / "out.xlsx").active
    header, *rows = sheet.iter_rows(values_only=True)
    assert header == COLUMNS
    text = _run("extract", "samples", "--format", "csv", cwd=here).stdout.decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert len(rows) == len(table)
    at = {name: COLUMNS.index(name) for name in COLUMNS}
    for row, line in zip(rows, table, strict=True):
        for name in ("source", "cell", "raw", "status", "money_unit"):
            assert (row[at[name]] or "") == line[at[name]].removeprefix("'")
        for name in ("year", "value", "start"):
            value = row[at[name]]
            assert ("" if value is None else float(value)) == (
                line[at[name]] and float(line[at[name]])
            )


def test_the_long_table_goes_on_in_another_sheet(tmp_path: Path) -> None:
    book = LongWorkbook(row_limit=3)
    book.add([tuple(f"{row}" for _ in COLUMNS) for row in range(5)])
    book.save(tmp_path / "a.xlsx")
    sheets = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    assert [[row[0].value for row in sheet.iter_rows(min_row=2)] for sheet in sheets] == [
        ["0", "1"],
        ["2", "3"],
        ["4"],
    ]


@pytest.mark.parametrize("format", ["jsonl", "csv"])
def test_output_to_a_file_equals_standard_output(format: str, here: Path) -> None:
    shown = _run("extract", "samples", "--format", format, cwd=here).stdout
    done = _run("extract", "samples", "--format", format, "-o", "out", cwd=here)
    assert (done.returncode, done.stdout) == (0, b"")
    assert (here / "out").read_bytes() == shown
    assert _run("extract", "samples", "--format", format, "-o", "-", cwd=here).stdout == shown


# --- check ----------------------------------------------------------------------------------------


def _write_report(folder: Path, name: str, *, results_total: int) -> None:
    """A report whose checks all hold where `results_total` is 3."""
    figures = {"received": 3, "granted": 3, "results_total": results_total}
    lines = ["某街道办事处2022年政府信息公开工作年度报告"]
    for table in FORMS["2021"].tables.values():
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
    (folder / name).write_text("\n".join(lines), encoding="utf-8")


def test_check_tells_what_fails_and_ends_with_one(here: Path) -> None:
    done = _run("check", "samples", cwd=here)
    assert done.returncode == 1
    told = _out(done)
    failing = {
        check: review
        for source in list_reports(here / "samples")
        for review in [Review(read_one(here / "samples", source), FORMS, reread)]
        for check in review.failing
    }
    assert failing
    for check, review in failing.items():
        result = review.results[check]
        assert review.form.checks_by_id[check].words["zh"] in told
        assert f"差额：{result.difference}" in told
        assert f"＝ {result.left}" in told
        assert f"＝ {result.right}" in told


def test_check_ends_with_zero_where_nothing_fails(tmp_path: Path) -> None:
    _write_report(tmp_path, "even.txt", results_total=3)
    _write_report(tmp_path, "uneven.txt", results_total=4)
    assert _run("check", "even.txt", cwd=tmp_path).returncode == 0
    assert _run("check", "uneven.txt", "even.txt", cwd=tmp_path).returncode == 1


def test_what_is_no_report_fails_no_check(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("今天天气很好。", encoding="utf-8")
    done = _run("check", "a.txt", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "不像是" in _out(done)


def test_findings_come_with_severity_line_and_quote(here: Path) -> None:
    told = _out(_run("check", "samples", cwd=here))
    assert "章节序号有误" in told
    assert "提示" in told
    assert "行：" in told


NARRATIVE = (
    "本街道认真贯彻落实条例规定，把政府信息公开作为转变职能的抓手，逐级压实责任，定期研究部署。"
    "围绕居民关心的养老托幼、老旧小区改造、物业纠纷调处等事项，及时发布办事指南与进展通报，"
    "在社区公告栏设置专区，方便不会上网的老人查阅。依申请公开方面，统一接收登记、审核答复、归档流程，"
    "由司法所逐件把关，疑难件集体会商。平台方面，对栏目逐条核对，清理过期内容，修复失效链接，"
    "增设搜索入口。监督方面，邀请人大代表和居民代表评议，意见逐条反馈并公布整改结果，全年没有发生责任追究。"
    "培训方面，组织窗口人员学习典型案例，开展模拟答复练习，提高了规范办理的水平和答复文书的质量。"
)
"""Long enough to be known again in another report."""


def _neighbours(folder: Path) -> None:
    """Two years of a unit that do not join and share their text; a county whose figure is too small."""
    for name, unit, year, figures in (
        ("清河/甲2021.txt", "清水街道办事处", 2021, {"carried_in": 2, "carried_out": 2}),
        ("清河/甲2022.txt", "清水街道办事处", 2022, {"carried_in": 5, "carried_out": 5}),
        ("清河/县2022.txt", "清河县人民政府", 2022, {"carried_in": 4, "carried_out": 4}),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        text = printed_report(unit, year, figures, narrative=NARRATIVE if "甲" in name else "")
        (folder / name).write_text(text, encoding="utf-8")


def _by_report(done: subprocess.CompletedProcess[bytes]) -> dict[str, str]:
    """What `check` says of each report, by the path it names."""
    told: dict[str, str] = {}
    source = ""
    for line in _out(done).splitlines():
        if line[:1] in {"✓", "△", "✗"}:
            source = line[1:].split()[0]
        told[source] = told.get(source, "") + line + "\n"
    return told


CARRIED = "本年为 5，上年报告（{}）四、结转下年度为 2"
COPY = "正文与“{}”有 100% 相同"


def test_check_compares_the_reports_of_a_folder(tmp_path: Path) -> None:
    _neighbours(tmp_path / "a")
    done = _run("check", "a", cwd=tmp_path)
    assert (done.returncode, _err(done)) == (0, "")
    told = _by_report(done)
    assert list(told) == ["a/清河/县2022.txt", "a/清河/甲2021.txt", "a/清河/甲2022.txt"]
    last, this = told["a/清河/甲2021.txt"], told["a/清河/甲2022.txt"]
    assert CARRIED.format("a/清河/甲2021.txt") in this
    assert COPY.format("a/清河/甲2021.txt") in this
    assert COPY.format("a/清河/甲2022.txt") in last
    assert "发现 3 条" in this, "carried over, in two columns, and the copy"
    assert this.startswith("△")
    assert "结转" not in last
    assert "3 份有发现" not in told["a/清河/县2022.txt"], (
        "no unit file, and its folder is not its name"
    )


def test_check_says_nothing_of_others_where_one_report_is_given(tmp_path: Path) -> None:
    _neighbours(tmp_path / "a")
    alone = _out(_run("check", "a/清河/甲2022.txt", cwd=tmp_path))
    assert alone.startswith("✓")
    assert "上年报告" not in alone


def test_check_compares_files_given_one_by_one_and_none_with_itself(tmp_path: Path) -> None:
    _neighbours(tmp_path / "a")
    given = ("a/清河/甲2022.txt", "./a/清河/甲2022.txt")
    assert "相同" not in _out(_run("check", *given, cwd=tmp_path))
    told = _by_report(_run("check", *given, "a/清河/甲2021.txt", cwd=tmp_path))
    for source in given:
        assert CARRIED.format("a/清河/甲2021.txt") in told[source]
        assert COPY.format("a/清河/甲2021.txt") in told[source]


def test_check_adds_up_the_units_of_the_unit_file(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    _neighbours(folder)
    tree = UnitTree((Unit("清河县人民政府", ("清水街道办事处",), OwnFigures.NONE),))
    save_units(tree, folder)
    told = _by_report(_run("check", "a", cwd=tmp_path))
    assert "与1个下级单位的合计不符" in told["a/清河/县2022.txt"]
    (folder / UNIT_FILE).write_text("units = 3", encoding="utf-8")
    done = _run("check", "a", cwd=tmp_path)
    assert done.returncode == 2
    assert UNIT_FILE in _err(done)
    assert "下级单位" not in _out(done)
    assert CARRIED.format("a/清河/甲2021.txt") in _out(done)


def test_check_takes_the_folders_for_units_where_no_file_says_more(tmp_path: Path) -> None:
    _neighbours(tmp_path / "a")
    (tmp_path / "a" / "清河").rename(tmp_path / "a" / "清河县")
    told = _by_report(_run("check", "a", cwd=tmp_path))
    assert "与1个下级单位的合计不符" in told["a/清河县/县2022.txt"]
    assert "合计不符" not in _out(_run("check", "a/清河县", cwd=tmp_path)), "as in the window"


def test_check_suggests_with_last_years_report(tmp_path: Path) -> None:
    for year, figures in (
        (2021, {"carried_in": 7, "carried_out": 7}),
        (2022, {"carried_in": 0, "received": 3, "granted": 10, "results_total": 10}),
    ):
        text = printed_report("清水街道办事处", year, figures)
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    beside = _by_report(_run("check", ".", cwd=tmp_path))["./2022.txt"]
    alone = _by_report(_run("check", "2022.txt", cwd=tmp_path))["2022.txt"]
    assert "上年" in "".join(line for line in beside.splitlines() if "建议" in line)
    assert "上年报告" not in alone


def _reviewed(folder: Path, source: str, *edits: Edit, off: Sequence[str] = ()) -> None:
    """Have a reviewer do these things to the report."""
    with ReviewFile.open(folder, "王审") as file:
        review = Review(file.reports.load(source), FORMS, reread)
        file.restore(review)
        for edit in edits:
            file.record(review, review.apply(edit))
        for rule in off:
            file.rules.switch(rule, is_on=False)


def test_check_goes_by_what_was_reviewed(here: Path) -> None:
    source = "001_3ec8066f863f1309.txt"
    name = f"samples/{source}"
    before = _by_report(_run("check", "samples", cwd=here))[name]
    assert "4 项不平" in before
    assert "印有 3 个数值" in before
    review = Review(read_one(here / "samples", source), FORMS, reread)
    surplus = next(finding_key(f) for f in review.findings if f.code == "surplus_value")
    total = CellRef.parse("requests.results_total.natural_person")
    _reviewed(
        here / "samples",
        source,
        SetCorrection(total, Correction(61)),
        SetDismissal(surplus, True),
        off=("section_number",),
    )
    done = _run("check", "samples", cwd=here)
    told = _by_report(done)[name]
    assert "3 项不平" in told
    assert "印有 3 个数值" not in told
    assert "另有 1 条已看过" in told
    assert "章节" not in told
    assert "gouji-review.sqlite：1 份报告按审核后的数字核对" in _out(done)
    assert "关闭了 1 条规则，未予检查：章节序号" in _out(done)
    assert "不平的勾稽：" in _out(done)
    assert "表三各行之和 1 份（1 项）" in _out(done)
    as_read = _run("check", "samples", "--as-read", cwd=here)
    assert _by_report(as_read)[name] == before
    assert "审核文件" not in _out(as_read)
    alone = _run("check", name, cwd=here)
    assert "3 项不平" in _out(alone)
    assert "关闭了 1 条规则" in _out(alone)


def test_check_finds_the_review_of_a_renamed_report_and_says_its_marks(here: Path) -> None:
    source = "001_3ec8066f863f1309.txt"
    flow = CheckId("requests.flow.total")
    review = Review(read_one(here / "samples", source), FORMS, reread)
    mark = review.mark_for(flow, Mark(Verdict.FAILS))
    _reviewed(here / "samples", source, SetMark(flow, mark), off=("requests.results",))
    (here / "samples" / source).rename(here / "samples" / "新名.txt")
    told = _by_report(_run("check", "samples", cwd=here))["samples/新名.txt"]
    assert "2 项不平" in told
    assert "审核标记：报告本身有误" in told


def test_check_says_that_a_review_file_cannot_be_read_and_goes_on(here: Path) -> None:
    (here / "samples" / "gouji-review.sqlite").write_bytes(b"no database" * 100)
    done = _run("check", "samples", cwd=here)
    assert done.returncode == 2
    assert "gouji-review.sqlite" in _err(done)
    assert "4 项不平" in _out(done)


def test_check_says_the_same_in_worker_processes_in_order(tmp_path: Path) -> None:
    few, many = tmp_path / "few", tmp_path / "many"
    for folder in (few, many):
        _neighbours(folder)
        _write_report(folder, "uneven.txt", results_total=4)
    for number in range(50):
        (many / f"无关{number}.txt").write_text(f"第{number}份通知", encoding="utf-8")
    (many / "坏.txt").write_bytes(b"\xff\xfe\x00\xd8")
    done = _run("check", "many", cwd=tmp_path)
    assert done.returncode == 2
    assert "坏.txt" in _err(done)
    told = _by_report(done)
    readable = [source for source in list_reports(many) if source != "坏.txt"]
    assert list(told) == [f"many/{source}" for source in readable]
    for source, words in _by_report(_run("check", "few", cwd=tmp_path)).items():
        assert told[source.replace("few", "many")].split("\n\n")[0].strip() == (
            words.replace("few/", "many/").split("\n\n")[0].strip()
        )


def test_check_speaks_the_language_of_the_system_or_the_one_asked_for(here: Path) -> None:
    assert "checks:" in _out(_run("check", "samples", cwd=here, LANG="en_GB.UTF-8"))
    assert "checks:" in _out(_run("check", "samples", cwd=here, LANG="de_DE.UTF-8"))
    assert "勾稽：" in _out(_run("check", "samples", cwd=here, LANG="zh_TW.UTF-8"))
    assert "勾稽：" in _out(_run("check", "samples", "--lang", "zh", cwd=here, LANG="en_US"))
    assert "checks:" in _out(_run("--lang=en", "check", "samples", cwd=here))
    assert "checks:" in _out(_run("--lang", "en", "check", "samples", cwd=here))


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, Language.CHINESE),
        ({"LANG": "C.UTF-8"}, Language.CHINESE),
        ({"LANG": "zh_HK"}, Language.CHINESE),
        ({"LANG": "fr_FR.UTF-8"}, Language.ENGLISH),
        ({"LANG": "zh_CN", "LC_ALL": "en_US.UTF-8"}, Language.ENGLISH),
        ({"LANG": "en_US", "LANGUAGE": "zh_CN:en"}, Language.CHINESE),
    ],
)
def test_the_language_of_the_system(environment: dict[str, str], language: Language) -> None:
    assert system_language(environment) is language


# --- export ---------------------------------------------------------------------------------------


def test_export_saves_the_workbook_with_what_reviewers_saved(here: Path) -> None:
    folder = here / "samples"
    source = list_reports(folder)[1]
    ref = CellRef.parse("requests.results_total.natural_person")
    with ReviewFile.open(folder, "王小明") as file:
        file.reports.survey([source])
        review = Review(file.reports.load(source), FORMS, reread)
        file.restore(review)
        check = next(iter(review.results))
        for edit in (
            SetCorrection(ref, Correction(61)),
            SetMark(check, review.mark_for(check, Mark(Verdict.FAILS, "看过原件"))),
        ):
            file.record(review, review.apply(edit), "按原件")
    before = {path.name: path.read_bytes() for path in folder.glob("*.txt")}
    done = _run("export", "samples", "-o", "审核.xlsx", cwd=here)
    assert (done.returncode, _err(done)) == (0, "")
    assert "审核.xlsx" in _out(done)
    book = openpyxl.load_workbook(here / "审核.xlsx")
    trail = [[cell.value for cell in row] for row in book["修改记录"].iter_rows(min_row=4)]
    assert [(row[7], row[9], row[10]) for row in trail] == [
        (61, "按原件", "王小明"),
        ("报告本身有误：看过原件", "按原件", "王小明"),
    ]
    marks = [row[11].value for row in book["勾稽检查"].iter_rows(min_row=4)]
    assert marks.count("王小明") == 1
    assert {path.name: path.read_bytes() for path in folder.glob("*.txt")} == before


def test_export_works_without_a_review_file_and_makes_none(here: Path) -> None:
    done = _run("export", "samples", "-o", "out.xlsx", "--lang", "en", cwd=here)
    assert done.returncode == 0
    assert openpyxl.load_workbook(here / "out.xlsx").sheetnames[0] == "Notes"
    assert {path.suffix for path in (here / "samples").iterdir()} == {".txt"}


def test_export_says_how_far_a_second_reviewer_agrees(here: Path) -> None:
    folder = here / "samples"
    source = list_reports(folder)[1]
    ref = CellRef.parse("requests.results_total.natural_person")
    for reviewer, path, value in (("王小明", None, 61), ("李四", here / "second.sqlite", 62)):
        with ReviewFile.open(folder, reviewer, path=path) as file:
            review = Review(file.reports.load(source), FORMS, reread)
            file.restore(review)
            file.record(review, review.apply(SetCorrection(ref, Correction(value))))
    arguments = ("export", "samples", "-o", "out.xlsx", "--second", "second.sqlite")
    done = _run(*arguments, "--lang", "en", cwd=here)
    assert (done.returncode, _err(done)) == (0, "")
    notes = openpyxl.load_workbook(here / "out.xlsx")["Notes"]
    shown = {row[1].value: row[0].value for row in notes.iter_rows(min_col=1, max_col=2)}
    cells = len(review.form.index)
    assert shown["Cells compared"] == cells
    assert shown["of these, with the same value"] == cells - 1
    (kappa,) = (value for words, value in shown.items() if "kappa" in str(words))
    assert kappa is None  # nobody marked anything
    done = _run(*arguments[:-1], "nowhere.sqlite", cwd=here)
    assert done.returncode == 2
    assert "nowhere.sqlite" in _err(done)


def test_export_says_which_files_it_could_not_read(here: Path) -> None:
    (here / "samples" / "坏.txt").write_bytes(b"\xff\xfe\x00\xd8")
    done = _run("export", "samples", "-o", "out.xlsx", cwd=here)
    assert done.returncode == 2
    assert "坏.txt" in _err(done)
    rows = openpyxl.load_workbook(here / "out.xlsx")["报告"].iter_rows(values_only=True)
    assert any(row[-1] == "坏.txt" for row in rows)


# --- verify ---------------------------------------------------------------------------------------


@pytest.fixture
def reviewed(here: Path) -> Path:
    """The folder of samples after some reviewing."""
    folder = here / "samples"
    source = list_reports(folder)[1]
    ref = CellRef.parse("requests.results_total.natural_person")
    with ReviewFile.open(folder, "王小明") as file:
        file.reports.survey([source])
        review = Review(file.reports.load(source), FORMS, reread)
        file.restore(review)
        for value in (61, 62, 63):
            file.record(review, review.apply(SetCorrection(ref, Correction(value))))
    return folder


@pytest.mark.parametrize("given", ["samples", "samples/gouji-review.sqlite"])
def test_verify_says_that_a_trail_is_whole(given: str, reviewed: Path) -> None:
    done = _run("verify", given, cwd=reviewed.parent)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "完整，共 3 条" in _out(done)


def test_verify_finds_a_changed_entry(reviewed: Path) -> None:
    with closing(sqlite3.connect(reviewed / "gouji-review.sqlite")) as database, database:
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        changed = database.execute(
            "UPDATE journal SET body = replace(CAST(body AS TEXT), '62', '26') WHERE seq = 2"
        )
        assert changed.rowcount == 1
    done = _run("verify", "samples", cwd=reviewed.parent)
    assert done.returncode == 1
    assert "第 2 条与写入时不同" in _out(done)


def test_verify_without_a_review_file_says_so(here: Path) -> None:
    done = _run("verify", "samples", cwd=here)
    assert done.returncode == 2
    assert "gouji-review.sqlite" in _err(done)


# --- compare and merge ----------------------------------------------------------------------------

TOTAL = CellRef.parse("requests.results_total.natural_person")
GRANTED = CellRef.parse("requests.granted.natural_person")


def _decide(folder: Path, reviewer: str, path: Path | None, edits: Sequence[Edit]) -> None:
    source = list_reports(folder)[1]
    with ReviewFile.open(folder, reviewer, path=path) as file:
        file.reports.survey([source])
        review = Review(file.reports.load(source), FORMS, reread)
        file.restore(review)
        for edit in edits:
            file.record(review, review.apply(edit))


@pytest.fixture
def two(here: Path) -> Path:
    """The folder of samples with a review of its own and a second one beside it, `second.sqlite`."""
    folder = here / "samples"
    _decide(folder, "王小明", None, [SetCorrection(TOTAL, Correction(61))])
    theirs = [SetCorrection(TOTAL, Correction(16)), SetCorrection(GRANTED, Correction(7))]
    _decide(folder, "李四", here / "second.sqlite", theirs)
    return folder


def test_compare_tells_where_two_reviewers_differ(two: Path) -> None:
    done = _run("compare", "samples", "second.sqlite", cwd=two.parent)
    assert (done.returncode, done.stderr) == (1, b"")
    told = _out(done)
    assert "甲：王小明　乙：李四" in told
    assert "（七）总计 · 申请人情况 自然人　甲 61　乙 16" in told
    assert "（一）予以公开 · 申请人情况 自然人　甲 （按原文）　乙 7" in told
    assert "比较 198 个，一致 196 个（98.99%）" in told


def test_compare_finds_nothing_between_a_review_and_itself(two: Path) -> None:
    own = "samples/gouji-review.sqlite"
    for arguments in (["samples", own], [own, own], [own, own, "--folder", "samples"]):
        done = _run("compare", *arguments, cwd=two.parent)
        assert done.returncode == 0
        assert "没有不同" in _out(done)


def test_merge_takes_over_what_is_only_there_and_lists_conflicts(two: Path) -> None:
    def told(*more: str) -> str:
        done = _run("merge", "samples", "second.sqlite", *more, cwd=two.parent)
        assert (done.returncode, done.stderr) == (1, b"")
        return _out(done)

    def corrections() -> dict[CellRef, int]:
        source = list_reports(two)[1]
        with ReviewFile.open(two, "", mode=OpenMode.READ_ONLY) as file:
            review = Review(file.reports.load(source), FORMS, reread)
            file.restore(review)
            return {ref: value.value for ref, value in review.corrections.items()}

    trial = told("--trial")
    assert "没有写入" in trial
    assert corrections() == {TOTAL: 61}
    merged = told("--reviewer", "张三")
    for part in ("并入 1 份报告的 1 项决定（李四），冲突 1 项", "这里 61　那里 16"):
        assert part in merged
    assert corrections() == {TOTAL: 61, GRANTED: 7}
    assert "0 项决定" in told()


def test_merge_says_what_is_missing(here: Path) -> None:
    for arguments in (["samples", "nowhere.sqlite"], ["nowhere", "samples"]):
        done = _run("merge", *arguments, cwd=here)
        assert done.returncode == 2
        assert "nowhere" in _err(done)


# --- what cannot be done --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract"], "缺少参数：PATH"),
        (["extract", "samples", "--format", "pdf"], "'pdf'"),
        (["extract", "samples", "--format"], "--format"),
        (["extract", "samples", "--frobnicate"], "--frobnicate"),
        (["extract", "samples", "--format", "xlsx"], "-o"),
        (["check"], "缺少参数：PATH"),
        (["export", "samples"], "-o"),
        (["export", "samples", "-o", "out.pdf"], ".xlsx"),
        (["export", "nowhere", "-o", "out.xlsx"], "nowhere"),
        (["nowhere"], "找不到 nowhere"),
        (["samples", "more"], "more"),
    ],
)
def test_unusable_arguments_are_said_in_words(
    arguments: Sequence[str],
    said: str,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(here)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.delenv("LANGUAGE", raising=False)
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert "error" not in shown.err, "argparse's own English"


@pytest.mark.parametrize("command", ["extract", "check"])
def test_what_cannot_be_read_is_said_and_the_rest_still_done(command: str, here: Path) -> None:
    (here / "samples" / "空").mkdir()
    (here / "bad.txt").write_bytes(b"\xff\xfe\x00\xd8")
    (here / "huge.txt").touch()
    os.truncate(here / "huge.txt", 200_000_000)
    done = _run(command, "nowhere", "bad.txt", "samples/空", "huge.txt", "samples", cwd=here)
    assert done.returncode == 2
    for part in ("nowhere", "bad.txt", "samples/空", "huge.txt", "200 MB"):
        assert part in _err(done)
    assert "Traceback" not in _err(done)
    for source in list_reports(here / "samples"):
        assert source in _out(done)


def test_a_report_is_never_overwritten_by_a_slip(here: Path) -> None:
    name = list_reports(here / "samples")[0]
    before = (here / "samples" / name).read_bytes()
    for given in (f"samples/{name}", "samples"):
        done = _run("extract", given, "-o", f"samples/{name}", cwd=here)
        assert done.returncode == 2
        assert name in _err(done)
    assert (here / "samples" / name).read_bytes() == before


def test_an_unwritable_output_is_said(here: Path) -> None:
    for command in (["extract"], ["extract", "--format", "csv"], ["export"]):
        done = _run(*command, "samples", "-o", "no such folder/out.xlsx", cwd=here)
        assert done.returncode == 2
        assert "无法写入" in _err(done)
        assert "没有这个文件或文件夹" in _err(done)
        assert "Traceback" not in _err(done)


# --- help, version, the window --------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", [[], ["extract"], ["check"], ["export"], ["verify"], ["compare"], ["merge"]]
)
@pytest.mark.parametrize("language", Language)
def test_help_teaches_by_examples(
    command: list[str], language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--help", "--lang", language.value]) == 0
    told = capsys.readouterr().out
    assert ("例" if language is Language.CHINESE else "examples") in told
    assert ("用法：" if language is Language.CHINESE else "usage: ") in told
    assert told.count("gouji") >= 3
    if language is Language.ENGLISH:
        assert all(char < "\u2e80" for char in told)
    else:
        assert "options" not in told
        assert "show this" not in told


def test_the_version_is_that_of_the_project(tmp_path: Path) -> None:
    assert _out(_run("--version", cwd=tmp_path)) == f"gouji {VERSION}\n"
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    stated = project["project"].get("version", VERSION)
    assert stated == VERSION


def test_without_a_window_the_command_line_says_how_to_get_one(tmp_path: Path) -> None:
    done = _run(cwd=tmp_path)
    assert done.returncode == 2
    assert "make run" in _err(done)


def test_a_folder_or_nothing_opens_the_window(tmp_path: Path) -> None:
    opened: list[Request | None] = []

    def open_window(request: Request | None) -> int:
        opened.append(request)
        return 7

    assert main([], open_window) == 7
    assert main([str(tmp_path)], open_window) == 7
    assert opened == [None, Request(tmp_path)]
    assert main([str(tmp_path / "nowhere")], open_window) == 2
    assert len(opened) == 2


def test_a_second_review_is_asked_for_by_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[Request | None] = []

    def open_window(request: Request | None) -> int:
        opened.append(request)
        return 0

    second = tmp_path / "second.sqlite"
    arguments = ["--review", str(second), "--reviewer", "李四", str(tmp_path)]
    assert main(arguments, open_window) == 0
    assert opened == [Request(tmp_path, None, second, is_chosen=True, reviewer="李四")]
    assert main(["--review", str(second)], open_window) == 2
    assert "second.sqlite" in capsys.readouterr().err


def test_no_qt_and_nothing_heavy_for_plain_extraction(here: Path) -> None:
    script = (
        "import sys; from core.cli import main; status = main(['extract', 'samples']);"
        "loaded = {name.split('.')[0] for name in sys.modules};"
        "print(sorted(loaded & {'PySide6', 'shiboken6', 'pandas', 'openpyxl', 'tqdm'}), file=sys.stderr);"
        "sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=here,
        env=_environment(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == b"[]\n"


# --- interruptions --------------------------------------------------------------------------------


@pytest.fixture
def crowd(here: Path) -> Path:
    """A folder of so many reports that reading them takes a while."""
    folder = here / "crowd"
    folder.mkdir()
    text = (here / "samples" / list_reports(here / "samples")[0]).read_bytes()
    for number in range(3000):
        (folder / f"{number}.txt").write_bytes(text)
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGPIPE to meet")
def test_a_reader_that_goes_away_is_met_quietly(crowd: Path) -> None:
    with subprocess.Popen(
        [*GOUJI, "extract", str(crowd)],
        cwd=crowd,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        process.wait(60)
    assert json.loads(first)
    assert said == b""
    assert process.returncode == 141


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("output", [[], ["-o", "out.jsonl"]])
def test_ctrl_c_stops_cleanly(output: list[str], crowd: Path) -> None:
    work = crowd.parent
    with subprocess.Popen(
        [*GOUJI, "extract", str(crowd), *output],
        cwd=work,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        if output:
            while not list(work.glob(".out.jsonl*.tmp")):  # until it is at work
                assert process.poll() is None
                time.sleep(0.01)
        else:
            process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)  # what a terminal sends: to the workers too
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.decode() == "已停止。\n"
    assert not list(work.glob("*.jsonl*"))
    assert not list(work.glob(".*.tmp"))
