"""Finding names of units in prose, and telling them from phrases that end like one."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from core.extract.identity.names import _NOT_HAN, names


def found(text: str) -> list[str]:
    """The names in `text`, without what leads in to them."""
    known = names()
    said = []
    for start, end in known.find(text):
        lead, is_name = known.trimmed(text[start:end])
        if is_name:
            said.append(text[start + lead : end])
    return said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年,双塔镇政府信息公开工作有序推进。", ["双塔镇"]),
        ("双塔镇人民政府信息公开工作有序推进。", ["双塔镇人民政府"]),
        ("由麻江县双塔镇人民政府编制。", ["麻江县双塔镇人民政府"]),
        ("合肥市城市管理局(合肥市综合行政执法局)公开。", ["合肥市城市管理局(合肥市综合行政执法局)"]),
        ("桂溪街道办事处党工委书记", ["桂溪街道办事处"]),
        ("本报告电子版可在讷河市司法局网站查阅。", ["讷河市司法局"]),
        ("年报可从双塔镇人民政府网站下载。", ["双塔镇人民政府"]),
        ("由番禺区经济和信息化局编制。", ["番禺区经济和信息化局"]),
        ("从化区教育局,本溪市机关事务管理局", ["从化区教育局", "本溪市机关事务管理局"]),
        ("天津经济技术开发区管理委员会公开。", ["天津经济技术开发区管理委员会"]),
        ("各乡镇、街道和有关部门", []),
        ("本局、我局、该局", []),
        ("做好政务服务中心工作", []),
    ],
)  # fmt: skip
def test_names_in_prose(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("name", "parent"),
    [
        ("垫江县人民政府桂溪街道办事处", "垫江县人民政府"),
        ("垫江县人民政府办公室", ""),
        ("垫江县人民政府", ""),
    ],
)
def test_the_government_over_a_unit(name: str, parent: str) -> None:
    assert name[: names().parent(name)] == parent


@given(st.text(alphabet="县镇街道办事处人民政府局厅委员会双塔我各(·)、。", max_size=60))
def test_names_lie_one_behind_the_other_within_the_text(text: str) -> None:
    last = 0
    for start, end in names().find(text):
        assert last <= start < end <= len(text)
        last = end


@given(st.characters(exclude_categories=["Cn", "Co", "Cs"]))
def test_names_are_made_of_chinese_characters_whatever_module_says_so(char: str) -> None:
    assert (_NOT_HAN.match(char) is None) == (regex.match(r"\p{Han}", char) is not None)
