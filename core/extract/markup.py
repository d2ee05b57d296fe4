"""Owns overlooking markup: HTML tags and Markdown emphasis become separators and fillers of the same length.

A table pasted as raw HTML thereby reads like any other text, and every span stays exact.
"""

import regex

from core.extract.fold import FILLER

_TAG = regex.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]{0,3000})?/?>")
_UNSEEN = regex.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", regex.DOTALL | regex.IGNORECASE)
_ENTITY = regex.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#12288|#x[aA]0|#x3000);")
_EMPHASIS = regex.compile(r"\*\*|__|(?<=[|\s])\*(?=\S)|(?<=\S)\*(?=[|\s])|\\(?=[-+.*_()\[\]#|~])")
_CELLS = frozenset({"td", "th"})
_BLOCKS = frozenset(
    {
        "tr",
        "table",
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "li",
        "ul",
        "ol",
        "tbody",
        "thead",
        "section",
    }
)


def mask_markup(folded: str) -> str:
    """`folded` with markup replaced, of the same length."""
    if "**" in folded or "\\" in folded:
        folded = _EMPHASIS.sub(lambda match: FILLER * len(match.group()), folded)
    if "<" not in folded or not _TAG.search(folded):
        return folded
    lowered = folded.lower()
    if "<td" not in lowered and "<th" not in lowered:
        # Stray tags in a text whose lines and separators already are those of the table.
        return str(_TAG.sub(_without_lines, folded))
    folded = _UNSEEN.sub(lambda match: FILLER * len(match.group()), folded)
    folded = _ENTITY.sub(lambda match: " " * len(match.group()), folded)
    # Line ends of the markup's own layout mean nothing; those of the table come from its tags.
    pieces: list[str] = []
    end = 0
    inside = False
    for match in _TAG.finditer(folded):
        pieces.append(_plain(folded[end : match.start()], inside))
        name = match["name"].lower()
        length = match.end() - match.start()
        if name in _CELLS:
            inside = not match["close"]
            pieces.append(("\t" if inside else FILLER) + FILLER * (length - 1))
        elif name in _BLOCKS or name == "br":
            if name in ("tr", "table"):
                inside = False
            pieces.append((" " if inside else "\n") + FILLER * (length - 1))
        else:
            pieces.append(FILLER * length)
        end = match.end()
    pieces.append(_plain(folded[end:], inside))
    return "".join(pieces)


def _without_lines(match: regex.Match[str]) -> str:
    lead: str = " " if match["name"].lower() in _BLOCKS | {"br"} else FILLER
    return str(lead + FILLER * (match.end() - match.start() - 1))


def _plain(text: str, inside: bool) -> str:
    return text.replace("\n", " ").replace("\t", " ") if inside else text
