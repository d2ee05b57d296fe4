"""Owns texts that are no report, or a report without figures: interpretation, blank form, instruction, news."""

from collections.abc import Mapping
from random import Random

from core.cells import CellRef
from core.forms import Form
from core.reports import ReportKind
from tests.corpus.document import Document, Paragraph, Traits, make_document
from tests.corpus.effects import Effects, finished_case
from tests.corpus.figures import Scale, any_scale, balanced_figures
from tests.corpus.grid import form_grid
from tests.corpus.layouts import LAYOUTS, lay_out
from tests.corpus.model import GONE, Case, Truth, TruthCell
from tests.corpus.names import Unit, any_unit, any_year, plain_source
from tests.corpus.prose import Narrator, chrome_before
from tests.corpus.values import PrintedValue

_INSTRUCTION = """{city}政务公开办公室关于做好{year}年政府信息公开工作年度报告编制发布工作的通知
各县（市、区）人民政府，市政府各部门：
根据《条例》第四十九条、第五十条规定，现就做好{year}年度报告编制工作通知如下。
一、报告格式。严格按照《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）执行，包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六个部分。
二、填报说明。“规章”由省政府和设区的市政府填报；“行政规范性文件”的本年制发件数、废止件数、现行有效件数须与司法行政部门核对；“行政许可”“行政处罚”“行政强制”填报本年处理决定数量；“行政事业性收费”单位为万元，保留4位小数。
三、表格三须满足：本年新收数量加上年结转数量之和，等于办理结果总计加结转下年度继续办理数量之和。
四、时限要求。各部门于{next}年1月31日前、各县（市、区）于3月31日前公布。联系电话：0{area}-{phone}，共{d}个单位。
{next}年1月{d}日"""
_NEWS = """{city}召开政府信息公开工作推进会
{year}年{d}月{d}日，{city}召开政府信息公开工作推进会，{full}等{a}家单位参加。会议通报了上半年政府信息公开工作情况，全市主动公开政府信息{n}条，收到政府信息公开申请{a}件，行政复议{d}件，行政诉讼{d}件。
会议要求，各单位要对照年度报告格式，抓好行政许可、行政处罚、行政强制等信息公开，做好{next}年度报告编制准备。"""
_STATISTICS = """{full}{year}年上半年政府信息公开工作统计
指标名称 单位 统计数
一、主动公开政府信息数 条 {n}
其中：主动公开规范性文件数 条 {d}
二、通过不同渠道和方式公开政府信息的情况
1.政府公报公开政府信息数 条 {a}
2.政府网站公开政府信息数 条 {n}
3.政务微博公开政府信息数 条 {b}
三、收到申请数 件 {b}
1.当面申请数 件 {d}
2.网络申请数 件 {b}
四、行政复议数量 件 {d}
五、行政诉讼数量 件 {d}"""
_BUDGET = """{full}{year}年度部门决算公开说明
一、收入支出决算总体情况。{year}年度收入总计{n}.{b}万元，支出总计{n}.{b}万元。
二、行政事业性收费收入{a}.{b}万元，政府集中采购支出{a}万元。
项目 | 预算数 | 决算数 |
基本支出 | {n} | {n} |
项目支出 | {a} | {a} |
合计 | {n} | {n} |"""


def interpretation(unit: Unit, year: int, narrator: Narrator, rng: Random) -> str:
    """解读 of a report: its words and numbers, no table."""
    lines = [
        f"《{unit.full}{year}年政府信息公开工作年度报告》解读",
        f"近日，{unit.full}发布了{year}年政府信息公开工作年度报告，现解读如下。",
        "一、编制背景",
        "根据《中华人民共和国政府信息公开条例》第五十条规定，编制本年度报告。",
        "二、主要内容",
        *narrator.overview(),
        f"行政许可{rng.randint(0, 90)}件，行政处罚{rng.randint(0, 90)}件，行政强制{rng.randint(0, 9)}件，"
        f"行政复议{rng.randint(0, 9)}件，行政诉讼{rng.randint(0, 9)}件。",
        "三、下一步打算",
        *narrator.problems(),
    ]
    return "\n".join(lines)


def old_report(unit: Unit, year: int, narrator: Narrator, rng: Random) -> str:
    """A report from before 2019: sections, no statutory tables."""
    lines = [
        f"{unit.full}{year}年政府信息公开工作年度报告",
        "一、概述",
        *narrator.overview(),
        "二、主动公开政府信息的情况",
        f"全年主动公开政府信息{rng.randint(10, 999)}条。",
        "三、依申请公开政府信息办理情况",
        narrator.applications(),
        "四、政府信息公开的收费及减免情况",
        "未收取任何费用。",
        "五、因政府信息公开申请行政复议、提起行政诉讼的情况",
        f"行政复议{rng.randint(0, 3)}件，行政诉讼0件。",
        "六、存在的主要问题及改进措施",
        *narrator.problems(),
    ]
    return "\n".join(lines)


def other_text(forms: Mapping[str, Form], number: int, rng: Random) -> Case:
    """A text that holds no report with figures."""
    kind = rng.choice(
        ["解读", "old", "blank", "blank", "instruction", "news", "statistics", "budget"]
    )
    if kind == "blank":
        return blank_form(forms, number, rng)
    form = forms["2021"]
    scale = any_scale(rng)
    unit, year = any_unit(scale, rng), any_year("2021", rng)
    narrator = Narrator(unit, year, balanced_figures(form, scale, rng), rng)
    kinds: tuple[ReportKind, ...] = (ReportKind.NOT_A_REPORT,)
    if kind == "解读":
        text = interpretation(unit, year, narrator, rng)
    elif kind == "old":
        text = old_report(unit, rng.randint(2012, 2018), narrator, rng)
        kinds += (ReportKind.NO_TABLE_TEXT,)
    else:
        template = {
            "instruction": _INSTRUCTION, "news": _NEWS, "statistics": _STATISTICS, "budget": _BUDGET,
        }[kind]  # fmt: skip
        text = template.format(
            full=unit.full, city=unit.city, year=year, next=year + 1, n=rng.randint(100, 99999),
            a=rng.randint(10, 999), b=rng.randint(2, 99), d=rng.randint(1, 9),
            area=rng.randint(310, 999), phone=rng.randint(2000000, 8999999),
        )  # fmt: skip
    if rng.random() < 0.4:
        text = "\n".join([*chrome_before(unit, year, text.split("\n")[0], rng), text])
    cells = {ref: TruthCell(None, GONE) for ref in form.index.refs}
    excused = frozenset({"not_a_report", "no_table_text", "table_missing", "row_missing"})
    truth = Truth(kinds, form.id, None, (), None, cells, excused)
    case_id = f"V18-{kind}-{number:05d}"
    return Case(case_id, "V18", f"not-a-report-{kind}", plain_source(number, rng), text, truth)


def blank_form(forms: Mapping[str, Form], number: int, rng: Random) -> Case:
    """The official form with nothing filled in."""
    document = make_document(forms, number, rng, Traits(scale=Scale.EMPTY, plain=True))
    nothing = {ref: PrintedValue("", None) for ref in document.form.index.refs}
    parts = [
        part
        if isinstance(part, Paragraph) or part.kind is None
        else form_grid(document.form, document.form.tables[part.kind], nothing)
        for part in document.parts
    ]
    cells: dict[CellRef, TruthCell] = {ref: TruthCell(None, GONE) for ref in document.cells}
    blank = Document(
        document.form, document.unit, document.year, document.source,
        tuple(part for part in parts if not isinstance(part, Paragraph) or rng.random() < 0.5),
        cells, (), year_told=False, kinds=(ReportKind.BLANK_FORM,),
        excused=frozenset({"blank_form", "blank_cell", "section_number", "table_missing"}),
    )  # fmt: skip
    layout = rng.choice([one for one in LAYOUTS if one.family not in ("V13", "V14")])
    effects = Effects()
    text = lay_out(blank, layout, rng, effects)
    effects.cells = {}
    effects.excuse("row_missing", "lost_value", "not_a_report", "no_table_text")
    return finished_case(
        blank, text, effects, case_id=f"V18-blank-{number:05d}", family="V18", maker="blank-form"
    )
