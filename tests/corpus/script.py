"""Owns V16: marked text in Traditional script, with bracketed pinyin, Taiwan wording, inexact conversion."""

import re
from collections.abc import Callable
from random import Random
from typing import Any

_CONVERTERS: dict[str, Any] = {}

# The characters that published mirrors annotate, as one of them spells them.
_ANNOTATIONS = """
動dòng 開kāi 類lèi 機jī 構gòu 領lǐng 導dǎo 務wù 態tài 請qǐng 國guó 據jù
區qū 實shí 內nèi 規guī 細xì 責zé 認rèn 臺tái 設shè 權quán 運yùn 強qiáng
負fù 線xiàn 號hào 對duì 發fā 時shí 堅jiān 產chǎn 關guān 點diǎn 監jiān
嚴yán 準zhǔn 項xiàng 數shù 業yè 費fèi 購gòu 計jì 會huì 結jié 轉zhuǎn
穩wěn 護hù 過guò 執zhí 詢xún 無wú 沒méi 現xiàn 補bǔ 訪fǎng 報bào 復fù
當dāng 續xù 經jīng 問wèn 進jìn 學xué 習xí 簡jiǎn 質zhì 識shí 來lái
專zhuān 勵lì 獎jiǎng 擴kuò 營yíng 調diào 門mén
"""
_PINYIN = {pair[0]: pair[1:] for pair in _ANNOTATIONS.split()}
_PLAIN = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")
_ANNOTATED = re.compile("[" + "".join(_PINYIN) + "]")


def _converted(text: str, config: str) -> str:
    if config not in _CONVERTERS:
        import opencc  # here, since the converters' environment does without it

        _CONVERTERS[config] = opencc.OpenCC(config)
    return str(_CONVERTERS[config].convert(text))


def traditional(text: str) -> str:
    """(a) Traditional characters."""
    return _converted(text, "s2t")


def with_pinyin(text: str) -> str:
    """(b) Traditional with toned pinyin in brackets after polyphones."""
    return _ANNOTATED.sub(lambda m: f"{m[0]}({_PINYIN[m[0]]})", traditional(text))


def with_toneless_pinyin(text: str) -> str:
    """(c) The same without tones."""
    return _ANNOTATED.sub(lambda m: f"{m[0]}({_PINYIN[m[0]].translate(_PLAIN)})", traditional(text))


def with_doubled_pinyin(text: str) -> str:
    """(c) Toneless and doubled: 和(he)(he)."""
    return _ANNOTATED.sub(
        lambda m: f"{m[0]}({_PINYIN[m[0]].translate(_PLAIN)})({_PINYIN[m[0]].translate(_PLAIN)})",
        traditional(text),
    )


def with_full_width_pinyin(text: str) -> str:
    """(b) The same with full-width brackets."""
    return _ANNOTATED.sub(lambda m: f"{m[0]}（{_PINYIN[m[0]]}）", traditional(text))


def taiwan(text: str) -> str:
    """(d) Taiwan wording: 檔案 for 文件, 最佳化 for 优化."""
    return _converted(text, "s2twp").replace("文件", "檔案")


def inexact(text: str) -> str:
    """(e) A conversion character by character, wrong where one character has several counterparts."""
    text = traditional(text)
    for good, bad in (
        ("規範", "規范"), ("製發", "制發"), ("製作", "制作"), ("只計", "隻計"), ("於", "于"),
        ("複議", "復議"), ("裏", "里"), ("準", "准"), ("檯", "臺"), ("後", "后"), ("徵", "征"),
    ):  # fmt: skip
        text = text.replace(good, bad)
    return text


def over_converted(text: str) -> str:
    """(e) The other way: every character that may stand for another does."""
    text = traditional(text)
    for good, bad in (
        ("制發", "製發"),
        ("復議", "複議"),
        ("只計", "衹計"),
        ("裡", "裏"),
        ("台", "臺"),
    ):
        text = text.replace(good, bad)
    return text


def fullwidth_punctuation_lost(text: str) -> str:
    """Simplified text whose full-width punctuation became ASCII."""
    return text.translate(str.maketrans("（），：；“”", '(),:;""'))


SCRIPTS: dict[str, Callable[[str], str]] = {
    "traditional": traditional,
    "pinyin": with_pinyin,
    "pinyin-toneless": with_toneless_pinyin,
    "pinyin-doubled": with_doubled_pinyin,
    "pinyin-full-width": with_full_width_pinyin,
    "taiwan": taiwan,
    "inexact": inexact,
    "over-converted": over_converted,
    "ascii-punctuation": fullwidth_punctuation_lost,
}


def any_script(rng: Random) -> str:
    """The name of one of SCRIPTS."""
    return rng.choice(list(SCRIPTS))
