"""Owns invented units, titles, years and file names."""

from dataclasses import dataclass
from random import Random

from tests.corpus.figures import Scale

_PLACES = (
    ("辽宁省", "沈阳市", "铁西区"), ("陕西省", "榆林市", "佳县"), ("湖南省", "怀化市", "鹤城区"),
    ("安徽省", "合肥市", "瑶海区"), ("四川省", "攀枝花市", "盐边县"), ("广东省", "广州市", "番禺区"),
    ("重庆市", "", "垫江县"), ("北京市", "", "通州区"), ("浙江省", "金华市", "永康市"),
    ("云南省", "红河州", "弥勒市"), ("内蒙古自治区", "赤峰市", "敖汉旗"), ("山东省", "淄博市", "张店区"),
    ("贵州省", "黔东南州", "麻江县"), ("河南省", "洛阳市", "老城区"), ("吉林省", "长春市", "宽城区"),
    ("江苏省", "无锡市", "锡山区"), ("湖北省", "天门市", ""), ("广西壮族自治区", "河池市", "宜州区"),
    ("新疆维吾尔自治区", "喀什地区", "叶城县"), ("黑龙江省", "齐齐哈尔市", "讷河市"),
)  # fmt: skip
_STREETS = (
    "龙门",
    "洛浦",
    "站南",
    "桂溪",
    "欣园",
    "乾安",
    "云台",
    "钟家",
    "里仁",
    "万寿路",
    "六合",
    "三元里",
)
_TOWNS = ("太平", "板桥", "驼峰", "中和", "石柱", "双塔", "白塔", "九龙", "复兴", "谷城")
_BUREAUS = (
    "教育局", "财政局", "司法局", "民政局", "自然资源局", "生态环境局", "住房和城乡建设局", "交通运输局",
    "水利局", "农业农村局", "文化和旅游局", "卫生健康局", "应急管理局", "审计局", "市场监督管理局", "统计局",
    "医疗保障局", "信访局", "林业局", "城市管理综合执法局", "发展和改革局", "人力资源和社会保障局",
)  # fmt: skip
_DEPARTMENTS = (
    "教育厅",
    "公安厅",
    "财政厅",
    "自然资源厅",
    "水利厅",
    "发展和改革委员会",
    "卫生健康委员会",
)

TITLES = (
    "{unit}{year}年政府信息公开工作年度报告",
    "{unit}{year}年政府信息公开工作年度报告",
    "{unit}{year}年度政府信息公开工作年度报告",
    "{unit}\n{year}年政府信息公开工作年度报告",
    "{unit}{year}年度\n政府信息公开工作年度报告",
    "{year}年{unit}政府信息公开工作年度报告",
    "{unit}政府信息公开工作年度报告（{year}年）",
    "{unit}政府信息公开工作{year}年度报告",
    "{unit}关于{year}年度政府信息公开工作情况的报告",
    "{unit}{year}年政府信息公开年报",
    "{unit} {year} 年政府信息公开工作年度报告",
    "关于{unit}{year}年政府信息公开工作年度报告",
    "{unit}政府信息公开工作年度报告\n（{year}年度）",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A publishing unit: `full` as its title says, `short` as its narrative calls it, `we` as it says we."""

    full: str
    short: str
    we: str
    city: str


def any_unit(scale: Scale, rng: Random) -> Unit:
    """An invented unit of a size that fits `scale`."""
    province, city, county = rng.choice(_PLACES)
    home = county or city
    upper = city or province
    if scale is Scale.PROVINCE:
        kind = rng.choice(["province", "department", "city"])
        if kind == "department":
            name = province + rng.choice(_DEPARTMENTS)
            return Unit(name, name, "我厅", province)
        name = (province if kind == "province" else upper) + "人民政府"
        return Unit(
            name, name.removesuffix("人民政府"), "我省" if kind == "province" else "我市", upper
        )
    if scale is Scale.COUNTY:
        full = rng.choice([home + "人民政府", upper + home + "人民政府", home + "人民政府办公室"])
        full = full.replace("天门市天门市", "天门市")
        return Unit(full, home, "我县" if home.endswith("县") else "我区", upper)
    kind = rng.choice(["street", "street", "town", "bureau", "bureau", "town"])
    prefix = rng.choice([home, home, upper + home if county else home, ""])
    if kind == "street":
        name = rng.choice(_STREETS) + "街道"
        full = prefix + name + rng.choice(["办事处", "办事处", "", "办事处"])
        if prefix and rng.random() < 0.15:
            full = f"{home}人民政府{name}办事处"
        return Unit(full, name, rng.choice(["我街道", "我办"]), upper)
    if kind == "town":
        suffix = rng.choice(["镇", "镇", "乡"])
        name = rng.choice(_TOWNS) + suffix
        full = prefix + name + rng.choice(["人民政府", "人民政府", ""])
        return Unit(full, name, f"我{suffix}", upper)
    bureau = rng.choice(_BUREAUS)
    return Unit((prefix or home) + bureau, home + bureau, "我局", upper)


def any_year(form_id: str, rng: Random) -> int:
    """A year for the form; now and then units publish on the form of another year."""
    if form_id == "2019":
        return rng.choice([2019, 2020, 2020, 2019, 2020, 2020, 2019, 2022, 2023])
    return rng.choice([2021, 2022, 2023, 2024, 2025, 2021, 2022, 2023])


def any_title(unit: Unit, year: int, rng: Random) -> str:
    """A title naming unit and year, sometimes on two lines."""
    return rng.choice(TITLES).format(unit=unit.full, year=year)


def plain_source(number: int, rng: Random) -> str:
    """A file name that says nothing."""
    return rng.choice(["reports/", "", "txt/"]) + f"{number:03d}_{rng.randrange(16**12):012x}.txt"


def telling_source(unit: Unit, year: int, rng: Random) -> str:
    """A file name that names unit and year."""
    return rng.choice(
        [
            f"{unit.full}{year}年政府信息公开工作年度报告.txt",
            f"{year}年/{unit.full}.txt",
            f"{unit.full}/{year}年政府信息公开年报.txt",
            f"{year}/{unit.full}{year}年政府信息公开工作年度报告.txt",
        ]
    )
