"""Owns how labels differ from the official print in published reports (domain notes, section 1.6)."""

from dataclasses import dataclass
from random import Random

from core.cells import TableKind
from core.layout import PrintedKind
from tests.corpus.grid import Grid, GridCell

# Official label -> printings seen instead.
VARIANTS: dict[str, tuple[str, ...]] = {
    "本年废止件数": ("本年度止件数", "本年度废止件数"),
    "现行有效件数": ("现行有效件", "现行有效件数（历史累计）"),
    "本年制发件数": ("本年(2023)制发件数", "本年（2022）制发件数", "本年度制发件数"),
    "行政规范性文件": ("规范性文件",),
    "规范性文件": ("行政规范性文件", "规范性文件（含本级政府及办公室制发的文件）"),
    "规章": ("规章（仅限省、设区的市政府填报）",),
    "本年增/减": ("本年增\\减", "本年增/", "本年增／减", "本年增减", "本年增/减（减少的填负数）"),
    "第二十条第（一）项": ("第二十条(一)项", "第二十条第(一)项", "第二十条第（一）项规定的信息"),
    "第二十条第（五）项": ("第二十条(五)项", "第二十条第(五)项"),
    "第二十条第（六）项": ("第二十条(六)项", "第二十条第(六)项"),
    "第二十条第（八）项": ("第二十条(八)项", "第二十条第(八)项"),
    "第二十条第（九）项": ("第二十条(九)项", "第二十条第(九)项"),
    "本年收费金额（单位：万元）": (
        "本年收费金额（单位：万元，保留4位小数）",
        "本年收费金额(单位:万元)",
        "本年收费金额（万元）",
    ),
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）": (
        "（本列数据的钩稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)",
        "（本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和）",
    ),
    "2.其他法律行政法规禁止公开": ("2.其他法律法规禁止公开", "2．其他法律行政法规禁止公开"),
    "3.危及“三安全一稳定”": (
        "3.危及三安全一稳定",
        '3.危及"三安全一稳定"',
        "3.危及“三安全、一稳定”",
    ),
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": (
        "（二）部分公开",
        "(二)部分公开(区分处理的,只计这一情形,不计其他情形)",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形)",
    ),
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": (
        "1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请",
    ),
    "四、结转下年度继续办理": ("四、结转下年度继续办理情况", "四、结转下年度办理"),
    "（七）总计": ("(七)总计", "（七）合计"),
    "（一）予以公开": ("(一)予以公开", "（一） 予以公开"),
    "（三）不予公开": ("(三)不予公开", "（三） 不予公开"),
    "一、本年新收政府信息公开申请数量": (
        "一、本年新收政府信息公开申请数量（件）",
        "1、本年新收政府信息公开申请数量",
        "本年新收政府信息公开申请数量",
    ),
    "二、上年结转政府信息公开申请数量": ("二、上年度结转政府信息公开申请数量",),
}
_SPACED = ("结果维持", "结果纠正", "其他结果", "尚未审结", "商业企业", "科研机构", "法律服务机构")


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """`share`: how many of the labels that have variants are printed otherwise. `half_width`: (一) for （一）.
    `spaced`: 结果 维持. `cut`: both 本年新… headers cut to 本年新."""

    share: float = 0.0
    half_width: bool = False
    spaced: str = ""
    cut: bool = False


def any_label_style(rng: Random) -> LabelStyle:
    """A way of printing labels; official in most reports."""
    return LabelStyle(
        share=rng.choice([0, 0, 0, 0.15, 0.4]),
        half_width=rng.random() < 0.2,
        spaced=rng.choice(["", "", "", "", " ", "\n"]),
        cut=rng.random() < 0.06,
    )


def relabelled(grid: Grid, style: LabelStyle, money: str, rng: Random) -> Grid:
    """`grid` with labels as `style` prints them; `money` is added to the header of a 2019 amount."""
    year_note = rng.random() < 0.5

    def label(cell: GridCell) -> str:
        text = cell.text
        if cell.kind in (PrintedKind.VALUE, PrintedKind.EMPTY) or not text:
            return text
        if text == "采购总金额":
            return text + money
        if style.cut and text in ("本年新制作数量", "本年新公开数量"):
            return "本年新"
        if style.share and text in VARIANTS and rng.random() < style.share:
            text = rng.choice(VARIANTS[text])
            if "本年(" in text and not year_note:
                text = "本年制发件数"
        if style.half_width:
            text = text.replace("（", "(").replace("）", ")").replace("：", ":")
        if style.spaced and text in _SPACED:
            text = text[:2] + style.spaced + text[2:]
        return text

    return grid.with_texts(label)


def short_dispute_header(grid: Grid) -> Grid:
    """Table 四 with the header 行政复议行政诉讼 in one cell."""
    if grid.kind is not TableKind.DISPUTES:
        return grid

    def label(cell: GridCell) -> str:
        if cell.text == "行政复议":
            return "行政复议行政诉讼"
        return "" if cell.text == "行政诉讼" else cell.text

    return grid.with_texts(label)
