"""Owns the narrative of invented reports: the sections in words, full of numbers that are no figures."""

from collections.abc import Mapping
from random import Random

from core.cells import CellRef, Value
from tests.corpus.names import Unit

_OPENING = (
    "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）要求，结合{we}工作实际，编制本报告。",
    "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
    "存在的主要问题及改进情况、其他需要报告的事项六个部分组成。",
    "本报告中所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
    "本报告电子版可在{short}门户网站下载，如对本报告有疑问，请与{office}联系（地址：{city}人民路{n}号，"
    "邮编：{zip}，电话：0{area}-{phone}，电子邮箱：zwgk{n}@163.com）。",
    "现公布{full}{year}年度政府信息公开工作年度报告。",
)
_OVERVIEW = (
    "{year}年，{short}坚持以习近平新时代中国特色社会主义思想为指导，认真贯彻落实党的二十大精神，"
    "全面推进决策、执行、管理、服务、结果“五公开”。",
    "{we}严格按照“公正、公平、便民”的总体原则，切实推进政府信息公开工作。",
    "全年主动公开政府信息{n}条，其中政策文件{a}条、政务动态{b}条、财政预决算信息{c}条，较上年增长{p}%。",
    "根据《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
    "（国办公开办函〔2021〕30号）要求，现将有关情况报告如下。",
)
_ACTIVE = (
    "（一）主动公开情况。{year}年通过门户网站公开信息{a}条，微信公众号推送{b}篇，阅读量达{n}次；"
    "办理行政许可{c}件，公示行政处罚{d}件。",
    "（一）主动公开。全年更新机构职能类信息{a}条，公开重大项目{b}个，规范性文件{d}件，召开新闻发布会{d}场。",
    "1、围绕“六稳”“六保”加强政策发布解读。发布相关信息{a}条，其中疫情防控信息{b}条，环境保护信息{d}条。",
)
_MANAGED = (
    "（三）政府信息管理情况。清理现行有效行政规范性文件{d}件，废止{d}件，对{a}个栏目逐一核查，整改问题{b}处。",
    "（三）政府信息管理。落实“三审三校”制度，坚持先审后发，全年审核信息{n}条，退回{d}条。",
    "（四）平台建设情况。网站全年独立用户访问总量{n}个，总访问量{n}次，政务新媒体开设{d}个，粉丝{a}人。",
    "（四）政府信息公开平台建设。优化门户网站{d}个专栏，设置公开查阅点{b}个，发放宣传册{n}份。",
    "（五）监督保障情况。安排专职人员{d}名、兼职人员{d}名，开展培训{d}次，参训{a}人次，考核占比{p}%，"
    "社会评议满意率{p}.{d}%，未发生责任追究情况。",
)
_PROBLEMS = (
    "{year}年，{short}政府信息公开工作虽然取得了一定成效，但仍存在一些不足：一是公开内容不够全面，二是更新不够及时，"
    "三是队伍建设有待加强。",
    "（一）存在问题。1.主动公开意识不强；2.政策解读形式单一，图解仅{d}篇；3.依申请公开办理不够规范。",
    "（二）改进情况。{next}年，将重点做好以下工作：一是健全机制，每季度开展1次检查；二是加强培训，全年不少于{d}次；"
    "三是拓宽渠道，进一步提高{p}%以上的群众知晓率。",
    "1.强化组织领导，压实工作责任。\n2.加强业务学习，提高公开质量。\n3.完善制度，规范流程。",
)
_FEES = (
    "无",
    "无。",
    "无其他需要报告的事项。",
    "按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）规定，"
    "{year}年{we}未收取信息处理费。",
    "本年度发出收费通知{d}件，收取信息处理费总金额{n}元。",
    "一是{year}年政务公开工作要点任务共{a}项，已全部落实；二是办理人大代表建议{b}件、政协提案{d}件。",
)


class Narrator:
    """Writes the narrative of one report."""

    def __init__(
        self, unit: Unit, year: int, figures: Mapping[CellRef, Value], rng: Random
    ) -> None:
        self._unit, self._year, self._rng = unit, year, rng
        self._requests = {
            row: figures.get(CellRef.parse(f"requests.{row}.total"), 0)
            for row in ("received", "carried_in", "results_total", "carried_out")
        }

    def opening(self) -> list[str]:
        """Sentences between the title and section 一."""
        return self._some(_OPENING, self._rng.randint(0, 4))

    def overview(self) -> list[str]:
        """Section 一."""
        parts = self._some(_OVERVIEW, self._rng.randint(1, 3))
        parts += self._some(_ACTIVE, self._rng.randint(1, 2))
        parts += [self.applications()]
        return parts + self._some(_MANAGED, self._rng.randint(1, 4))

    def applications(self) -> str:
        """A sentence on the applications, as the table has it, or on none."""
        received = self._requests["received"]
        if received == 0:
            return self._rng.choice(
                [
                    f"（二）依申请公开情况。{self._year}年{self._unit.we}未收到政府信息公开申请。",
                    f"（二）依申请公开。{self._year}年度收到依申请公开0件，办结0件。",
                    "（二）依申请公开。畅通申请渠道，规范办理流程。",
                ]
            )
        counter = self._rng.choice(["件", "件", "宗", "条"])
        carried, done, left = (
            self._requests[key] for key in ("carried_in", "results_total", "carried_out")
        )
        return self._rng.choice(
            [
                f"（二）依申请公开情况。{self._year}年，共收到政府信息公开申请{received}{counter}，"
                f"上年结转{carried}{counter}，办结{done}{counter}，结转下年度{left}{counter}。",
                f"（二）依申请公开。全年收到申请{received}{counter}，均依法按期答复。",
                f"（二）依申请公开情况。受理网上申请{received}{counter}，当面申请0{counter}，信函申请0{counter}。",
            ]
        )

    def before_table(self) -> str:
        """A sentence between a heading and its table."""
        return self._rng.choice(
            [
                f"{self._year}年，{self._unit.we}主动公开政府信息{self._rng.randint(3, 900)}条，具体情况如下表：",
                "该部分以表格形式报告。",
                f"截至{self._year}年12月31日，有关数据统计如下（单位：件）：",
                self.applications(),
                "具体情况见下表。",
            ]
        )

    def problems(self) -> list[str]:
        """Section 五."""
        return self._some(_PROBLEMS, self._rng.randint(1, 3))

    def others(self) -> list[str]:
        """Section 六."""
        return self._some(_FEES, 1)

    def signature(self) -> list[str]:
        """Signature and date of publication, in the year after."""
        rng = self._rng
        day = f"{self._year + 1}年{rng.randint(1, 3)}月{rng.randint(1, 28)}日"
        return [
            rng.choice(["", "　" * 12, " " * 30]) + self._unit.full,
            rng.choice(["", " " * 40]) + day,
        ]

    def _some(self, sentences: tuple[str, ...], count: int) -> list[str]:
        chosen = self._rng.sample(range(len(sentences)), min(count, len(sentences)))
        return [self._filled(sentences[at]) for at in sorted(chosen)]

    def _filled(self, sentence: str) -> str:
        rng = self._rng
        return sentence.format(
            we=self._unit.we, short=self._unit.short, full=self._unit.full,
            office=self._unit.full.removesuffix("办公室") + "办公室", city=self._unit.city,
            year=self._year, next=self._year + 1, n=rng.randint(100, 99999), a=rng.randint(10, 999),
            b=rng.randint(2, 99), c=rng.randint(2, 400), d=rng.randint(0, 9), p=rng.randint(5, 99),
            zip=rng.randint(100000, 859999), area=rng.randint(310, 999), phone=rng.randint(2000000, 8999999),
        )  # fmt: skip


def chrome_before(unit: Unit, year: int, title: str, rng: Random) -> list[str]:
    """What a website prints before a report, paragraph by paragraph."""
    day = f"{year + 1}-0{rng.randint(1, 3)}-{rng.randint(10, 28)}"
    pieces = [
        f"首页 > 政务公开 > 法定主动公开内容 > 政府信息公开年报 > {year}年",
        f"您当前的位置：首页>>信息公开>>{unit.short}>>年度报告",
        f"发布日期：{day} 09:{rng.randint(10, 59)} 来源：{unit.full} 浏览次数：{rng.randint(1, 9999)}次",
        f"发布时间：{day}　　字号：[大] [中] [小]　　打印",
        "【字体：大 中 小】 打印 关闭 分享到：",
        f"{day} {rng.randint(8, 20)}:0{rng.randint(0, 9)}:00",
        "{{ title }}",
        f"\U0001f4c5 {day} \U0001f441 {rng.randint(1, 9999)} \U00020bb7",
        "当前位置：\n首页\n政务公开\n政府信息公开年报",
    ]
    return [title, *rng.sample(pieces, rng.randint(1, 4))]


def meta_rows(unit: Unit, year: int, title: str, rng: Random) -> list[list[str]]:
    """The table 索引号 … that information pages carry; it is no statutory table."""
    day = f"{year + 1}-01-{rng.randint(10, 31)}"
    return [
        [
            "索引号",
            f"{rng.randint(10**8, 10**9)}/{year + 1}-{rng.randint(10000, 99999)}",
            "主题分类",
            "政务公开",
        ],
        ["发布机构", unit.full, "发文日期", day],
        [
            "名称",
            title.replace("\n", ""),
            "文号",
            rng.choice(["无", "", f"〔{year + 1}〕{rng.randint(1, 90)}号"]),
        ],
    ]


def chrome_after(unit: Unit, year: int, rng: Random) -> list[str]:
    """What a website prints after a report."""
    pieces = [
        "扫一扫在手机打开当前页",
        f"上一篇：{unit.full}{year - 1}年政府信息公开工作年度报告\n下一篇：没有了",
        f"相关附件：{year}年度报告.docx",
        "【打印本页】【关闭窗口】",
        f"主办单位：{unit.full}　　承办单位：{unit.city}大数据中心\n网站标识码：{rng.randint(10**9, 9 * 10**9)}"
        f"　　ICP备案：{rng.choice('京湘粤渝')}ICP备{rng.randint(10000000, 29999999)}号　"
        f"公网安备 {rng.randint(10**13, 9 * 10**13)}号\n"
        f"联系电话：0{rng.randint(310, 999)}-{rng.randint(2000000, 8999999)}",
        "分享：\n微信\n微博",
    ]
    return rng.sample(pieces, rng.randint(1, 4))
