"""Makes resources/han.txt: which Han characters fold to which. Run as `python -m tests.han`.

Each character by itself, so that OpenCC applies no phrase; compatibility and radical forms, which text of PDF
files is full of, are unified first.
"""

import unicodedata
from collections import defaultdict
from pathlib import Path

from opencc import OpenCC

HAN = Path(__file__).resolve().parent.parent / "resources" / "han.txt"

_HEAD = """\
# Han characters that are compared as one: the Simplified form, and behind it all that fold to it.
# Made of OpenCC's conversion t2s (Apache License 2.0) and Unicode's compatibility forms: python -m tests.han
"""
# Ranges whose characters may be Traditional, or compatibility and radical forms.
_RANGES = ((0x2E80, 0x2FE0), (0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))


def folded_han() -> dict[str, str]:
    """Every Han character that folds to another, and to which."""
    han = [chr(code) for start, end in _RANGES for code in range(start, end)]
    plain = [unicodedata.normalize("NFKC", char) for char in han]
    lines = "\n".join(char if len(char) == 1 else " " for char in plain)
    converted = OpenCC("t2s").convert(lines).split("\n")
    return {
        char: folded
        for char, folded in zip(han, converted, strict=True)
        if len(folded) == 1 and folded not in (" ", char)
    }


def listed(folded: dict[str, str]) -> str:
    """The content of the file: a line for each Simplified form."""
    forms: dict[str, list[str]] = defaultdict(list)
    for char, form in folded.items():
        forms[form].append(char)
    return _HEAD + "".join(f"{form}{''.join(forms[form])}\n" for form in sorted(forms))


if __name__ == "__main__":
    HAN.write_text(listed(folded_han()), encoding="utf-8", newline="\n")
