"""Whose report it is and of which year: from title, narrative, signature and path, in that order of trust."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract.folding.fold import fold, squeeze
from core.extract.identity.mentions import same_unit
from core.extract.identity.titles import titles
from core.extract.reader import read_report
from core.text import source_text
from tests.core.extract.texts import report

BODY = "\n根据《中华人民共和国政府信息公开条例》要求，编制本报告。\n2023年，我单位主动公开政府信息12条。\n"

UNITS = (
    "国家税务总局合肥市税务局", "合肥市城市管理局（合肥市综合行政执法局）", "天津经济技术开发区管理委员会",
    "安徽省人民政府办公厅", "合肥水务集团有限公司", "番禺区供销合作社联合社", "中国人民银行永康市支行",
    "东街道办事处", "和平街道办事处", "同义镇政府", "敖汉旗新惠镇", "海关总署", "农业农村部", "城关镇",
    "太平镇太平村", "大厂回族自治县", "县政务服务中心", "长沙市第一医院", "安徽大学", "天门市卫健委",
    "垫江县发展改革委", "重庆高新区", "市委网信办", "向阳林场", "乾安县人民政府", "北镇市人民政府",
)  # fmt: skip
TITLES = (
    "{unit}2023年政府信息公开工作年度报告",
    "{unit}\n2023年政府信息公开工作年度报告",
    "{unit}2023年度\n政府信息公开工作年度报告",
    "2023年{unit}政府信息公开工作年度报告",
    "{unit}政府信息公开工作年度报告（2023年）",
    "{unit}政府信息公开工作年度报告\n（2023年度）",
    "{unit}政府信息公开工作2023年度报告",
    "关于{unit}2023年度政府信息公开工作情况的报告",
    "{unit}二〇二三年度政府信息公开年报",
    "首页 > 政务公开\n政府信息公开年报\n## {unit} 2023 年政府信息公开工作年度报告",
    "名称\t{unit}2023年政府信息公开工作年度报告\t文号\t无",
)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("unit", UNITS)
def test_a_title_names_the_unit_whatever_it_is_called(unit: str, title: str) -> None:
    text = source_text(title.format(unit=unit) + BODY)
    reading = read_report(text, "a.txt")
    assert reading.unit is not None
    assert reading.year is not None
    assert reading.unit.span is not None
    assert (reading.unit.value, reading.unit.place) == (unit, "title")
    assert text.at(reading.unit.span) == unit
    assert (reading.year.value, reading.year.place) == ("2023", "title")


def test_a_title_begins_a_text_that_is_all_one_line() -> None:
    text = f"西山林场2023年政府信息公开工作年度报告 {BODY} 本年新收 0 0 0".replace("\n", " ")
    found = read_report(source_text(text), "a.txt").unit
    assert found is not None
    assert (found.value, found.place) == ("西山林场", "title")


def test_the_line_above_a_title_within_the_tables_is_no_unit() -> None:
    """As where a page ends in a table, and the next begins with the report's title."""
    body = report("spaces", {}).split("\n", 1)[1]
    title = "现行有效件数\n政府信息公开工作年度报告\n行政强制"
    found = read_report(source_text(body.replace("行政强制", title, 1)), "a.txt").unit
    assert found is None


def test_a_name_keeps_the_script_of_the_source() -> None:
    reading = read_report(source_text("乾縣漢壽鄉人民政府2020年政府信息公開工作年度報告"))
    assert reading.unit is not None
    assert reading.unit.value == "乾縣漢壽鄉人民政府"


def test_bracketed_pinyin_is_no_part_of_a_name() -> None:
    text = source_text("樂(le)山市教育局2020年政府信息公開(kai)工作年度報告(gao)")
    unit = read_report(text).unit
    assert unit is not None
    assert unit.span is not None
    assert unit.value == fold("樂山市教育局")  # what is left of the folded name
    assert text.at(unit.span) == "樂(le)山市教育局"


def test_the_government_over_a_street_is_no_part_of_its_name() -> None:
    reading = read_report(source_text("垫江县人民政府桂溪街道办事处2020年政府信息公开工作年度报告"))
    assert reading.unit is not None
    assert reading.unit.value == "桂溪街道办事处"


@pytest.mark.parametrize(
    ("text", "source", "unit", "place"),
    [
        ("现公布讷河市司法局2022年度政府信息公开工作年度报告。", "x.txt", "讷河市司法局", "narrative"),
        ("2022年，讷河市司法局坚持公开。请与讷河市人民政府办公室联系。", "x.txt", "讷河市司法局", "narrative"),
        ("2022年，双塔镇政府信息公开工作有序。", "x.txt", "双塔镇", "narrative"),
        ("2022年，双塔镇有序公开。", "麻江县双塔镇人民政府.txt", "麻江县双塔镇人民政府", "file_name"),
        ("2022年，我局有序公开。\n　　讷河市司法局\n2023年1月9日", "x.txt", "讷河市司法局", "signature"),
        ("2022年，我局有序公开。", "讷河市司法局/2022年.txt", "讷河市司法局", "folder_name"),
        ("2022年，弥勒市坚持公开为常态。", "x.txt", "弥勒市", "narrative"),
        ("有疑问请与讷河市司法局办公室联系（地址：人民路1号）。", "x.txt", "讷河市司法局", "narrative"),
    ],
)  # fmt: skip
def test_without_a_title_other_places_are_trusted_in_turn(
    text: str, source: str, unit: str, place: str
) -> None:
    found = read_report(source_text(text), source).unit
    assert found is not None
    assert (found.value, found.place) == (unit, place)


@pytest.mark.parametrize(
    ("text", "source", "year", "place"),
    [
        ("本报告的统计期限自2021年1月1日起。2022年、2022年。", "x.txt", "2021", "narrative"),
        ("2021年公开9条，2021年收到1件。2022年，将继续。", "x.txt", "2021", "narrative"),
        ("我局公开9条。\n讷河市司法局\n2022年1月9日", "x.txt", "2021", "signature"),
        ("我局公开9条。", "2021年/a.txt", "2021", "folder_name"),
        ("我局公开9条。", "txt/004_2028f98909.txt", None, None),
        ("上一篇：讷河市司法局2020年政府信息公开工作年度报告\n2021年公开。", "x.txt", "2021", "narrative"),
    ],
)  # fmt: skip
def test_the_year_without_a_title(
    text: str, source: str, year: str | None, place: str | None
) -> None:
    found = read_report(source_text(text), source).year
    assert (found and found.value, found and found.place) == (year, place)


def test_names_of_one_unit_and_of_two() -> None:
    assert same_unit("铁西区站南街道办事处", "站南街道")
    assert same_unit("麻江縣人民政府", "麻江县政府")
    assert not same_unit("铁西区教育局", "铁西区司法局")


@given(st.text(alphabet="政府信息公开工作年度报告2023年局\n \t|（）：关于", max_size=120))
def test_any_title_stays_within_the_text(text: str) -> None:
    squeezed = squeeze(fold(text))
    for title in titles(squeezed.text, len(squeezed.text)):
        for span in (title.unit, title.year):
            if span is not None:
                assert 0 <= span[0] < span[1] <= len(squeezed.text)
                assert "\n" not in squeezed.text[slice(*span)]
