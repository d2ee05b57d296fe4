"""Owns texts that are no report, or a report without figures: interpretation, blank form, instruction, news."""

from collections.abc import Mapping
from random import Random

from core.cells import CellRef
from core.forms import Form
from core.reports import ReportKind
from tests.corpus.document import Document, Paragraph, ParagraphKind, Part, Traits, make_document
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


_GUIDE = """{full}政府信息公开指南
为了更好地提供政府信息公开服务，{full}根据《中华人民共和国政府信息公开条例》编制本指南，每年更新。
一、公开内容。主动公开政府信息的范围包括机构职能、规章、规范性文件、行政许可、行政处罚、行政强制、行政事业性收费、政府集中采购等。
二、依申请公开。申请人可以当面、信函、网上提出申请。收到申请后，能够当场答复的当场答复，否则自收到申请之日起20个工作日内答复。
三、有下列情形的不予公开：1.属于国家秘密；2.其他法律行政法规禁止公开；3.危及“三安全一稳定”；4.保护第三方合法权益。
四、监督和救济。认为本机关不依法履行政府信息公开义务的，可以申请行政复议或者提起行政诉讼。
受理机构：{full}办公室　电话：0{area}-{phone}"""
_INDEX = """首页 > 政务公开 > 政府信息公开年报
{full}
政府信息公开制度
政府信息公开指南
法定主动公开内容
政府信息公开年报
{full}{year}年政府信息公开工作年度报告 {next}-01-2{d}
{full}{before}年政府信息公开工作年度报告 {year}-01-1{d}
{city}{before}年政府信息公开工作年度报告 {year}-03-1{d}
共{a}条 每页20条 第1/{b}页 首页 上一页 下一页 尾页"""
_LAW = """{full}{year}年法治政府建设年度报告
{year}年，{full}深入学习贯彻习近平法治思想，扎实推进法治政府建设，现将有关情况报告如下。
一、总体情况
（一）规范行政决策。审查规范性文件{b}件，废止{d}件，现行有效{b}件，主动公开政府信息{n}条。
（二）严格行政执法。办理行政许可{a}件，行政处罚{b}件，行政强制{d}件。
（三）化解矛盾纠纷。办理行政复议{b}件，行政诉讼{d}件，负责人出庭应诉率{b}%；办理政府信息公开申请{b}件。
二、存在的主要问题
一是执法力量不足；二是培训不够系统。
三、下一步工作
{next}年将加强执法监督，全年开展培训不少于{d}次。"""
_ENFORCEMENT = """{full}{year}年度行政执法统计年报
根据《关于全面推行行政执法公示制度的指导意见》，现将{year}年度行政执法数据公示如下。
执法类别 | 数量（件） |
行政许可 | {n} |
行政处罚 | {a} |
行政强制 | {d} |
行政检查 | {n} |
行政征收 | {b} |
合计 | {n} |
行政复议 | {d} |
行政诉讼 | {d} |"""
_HALF_YEAR = """{full}{year}年上半年政府信息公开情况统计表
统计期限：{year}年1月1日至6月30日
指标 | 单位 | 数量 |
主动公开政府信息数 | 条 | {n} |
制发规范性文件 | 件 | {d} |
收到政府信息公开申请 | 件 | {b} |
予以公开 | 件 | {b} |
部分公开 | 件 | {d} |
不予公开 | 件 | {d} |
行政复议 | 件 | {d} |
行政诉讼 | 件 | 0 |
单位负责人：张某 审核人：李某 填报人：王某 联系电话：{phone}"""
_FILLING = """政府信息公开工作年度报告填报说明
一、第二十条第（一）项。“规章”“行政规范性文件”：
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
填报口径 | 当年印发 | 当年宣布失效或废止 | 截至12月31日仍然有效 |
核对部门 | 司法行政部门 | 司法行政部门 | 司法行政部门 |
二、第二十条第（五）项、第（六）项。“行政许可”“行政处罚”“行政强制”填报本年处理决定数量，即当年作出的决定件数，依法不公开的也计入。
三、收到和处理政府信息公开申请情况。一件申请只计一次；部分公开的，只计“（二）部分公开”这一情形，不计其他情形。第一项加第二项之和，等于第三项加第四项之和。
四、行政复议、行政诉讼情况。“结果维持”包括驳回，“结果纠正”包括撤销、变更、确认违法，“尚未审结”按12月31日的状态填报。
五、没有发生的填“0”，不得空白。"""
_ENGLISH = """{year} Annual Report on Government Information Disclosure
I. Overview
In {year}, {n} pieces of government information were disclosed on the website, {a} of them policy documents.
II. Disclosure on Request
{b} requests were received, of which {d} were carried over from the previous year. All were answered in time.
III. Reviews and Litigation
There were {d} administrative reconsiderations and 0 lawsuits.
IV. Problems and Improvements
The scope of disclosure is to be widened in {next}."""
_TEMPLATES = {
    "instruction": _INSTRUCTION, "news": _NEWS, "statistics": _STATISTICS, "budget": _BUDGET,
    "guide": _GUIDE, "index": _INDEX, "law": _LAW, "enforcement": _ENFORCEMENT,
    "half-year": _HALF_YEAR, "filling": _FILLING, "english": _ENGLISH,
}  # fmt: skip
_FORM_WORDS = (
    "根据《中华人民共和国政府信息公开条例》编制本报告。",
    "（该部分概述本年度主动公开、依申请公开、政府信息管理、平台建设、监督保障等情况，以文字形式报告。）",
    "XXXX年，XX主动公开政府信息XX条，收到政府信息公开申请XX件，办结XX件。",
    "该部分以表格形式报告。",
    "填表说明：“本年收费金额”单位为万元，保留4位小数；没有的填“0”。",
    "（该部分以文字形式报告，有其他需要报告的事项请在此填写，没有的填写“无”。）",
)


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
    kind = rng.choice(["解读", "解读", "old", "old", "blank", "blank", "blank", *_TEMPLATES])
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
        template = _TEMPLATES[kind]
        text = template.format(
            full=unit.full, city=unit.city, year=year, next=year + 1, before=year - 1,
            n=rng.randint(100, 99999), a=rng.randint(10, 999), b=rng.randint(2, 99), d=rng.randint(1, 9),
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
    """The official form with nothing filled in; or a report of which somebody left all tables empty."""
    is_form = rng.random() < 0.6
    document = make_document(forms, number, rng, Traits(scale=Scale.EMPTY, plain=True))
    nothing = {ref: PrintedValue("", None) for ref in document.form.index.refs}
    parts = [
        part
        if isinstance(part, Paragraph) or part.kind is None
        else form_grid(document.form, document.form.tables[part.kind], nothing)
        for part in document.parts
    ]
    if is_form:
        parts = [_as_form(part, rng) for part in parts]
    cells: dict[CellRef, TruthCell] = {ref: TruthCell(None, GONE) for ref in document.cells}
    excused = {"blank_cell", "section_number", "table_missing", "row_missing", "wrong_form"}
    blank = Document(
        document.form, document.unit, document.year, document.source,
        tuple(part for part in parts if not isinstance(part, Paragraph) or part.text),
        cells, () if is_form else document.units, year_told=not is_form,
        kinds=(ReportKind.BLANK_FORM if is_form else ReportKind.ANNUAL_REPORT,),
        excused=frozenset(excused | ({"blank_form"} if is_form else set())),
    )  # fmt: skip
    layout = rng.choice([one for one in LAYOUTS if one.family not in ("V13", "V14")])
    effects = Effects()
    text = lay_out(blank, layout, rng, effects)
    effects.cells = {}
    effects.excuse("row_missing", "lost_value", "not_a_report", "no_table_text")
    maker = "blank-form" if is_form else "blank-tables"
    name = "blank" if is_form else "empty"
    return finished_case(
        blank, text, effects, case_id=f"V18-{name}-{number:05d}", family="V18", maker=maker
    )


def _as_form(part: Part, rng: Random) -> Part:
    """The part as the form has it: instructions where a report has sentences, or nothing at all."""
    if not isinstance(part, Paragraph) or part.kind is ParagraphKind.HEADING:
        return part
    if part.kind is ParagraphKind.TITLE:
        words = rng.choice(
            ["中华人民共和国政府信息公开工作年度报告（格式）", "XX年政府信息公开工作年度报告", ""]
        )
        return Paragraph(words, part.kind)
    return Paragraph(rng.choice([*_FORM_WORDS, "", "", ""]))
