"""Owns making any text fit into an Excel cell: nothing is lost unseen, and nothing becomes a formula."""

import re

LENGTH_LIMIT = 32_767
"""Characters an Excel cell holds (counted in UTF-16 there, so the cut is made a little earlier)."""

# Excel reads _x0041_ as "A"; a text that really says so has its first underline written as _x005F_.
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# What XML cannot hold; tab and line feed it can.
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def excel_text(text: str) -> str:
    """`text` as a cell can hold it: control characters become their pictures (␀ ␁ …), overlong text ends in …"""
    if len(text) > LENGTH_LIMIT // 2 and _utf16_length(text) > LENGTH_LIMIT:
        text = text.encode("utf-16-le", "replace")[: 2 * (LENGTH_LIMIT - 1)].decode(
            "utf-16-le", "ignore"
        )
        text += "…"
    if _ILLEGAL.search(text):
        text = _ILLEGAL.sub(_picture, text)
    return _ESCAPE_LIKE.sub("_x005F_", text) if "_x" in text else text


def _picture(match: "re.Match[str]") -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
