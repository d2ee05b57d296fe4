"""Owns overlooking markup: HTML tags, Markdown emphasis and links become separators and fillers of the same length.

A table pasted as raw HTML thereby reads like any other text, and every span stays exact.
"""

import regex

from core.extract.folding.fold import FILLER, splits_figure

_TAG = regex.compile(r"(<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]{0,3000})?/?>)")
"""A tag, the slash of one that closes, and its name."""
_UNSEEN = regex.compile(r"<(?:(script|style)\b|!--)", regex.IGNORECASE)
_SEEN_AGAIN = {
    name: regex.compile(end, regex.IGNORECASE)
    for name, end in (("script", r"</script\s*>"), ("style", r"</style\s*>"), ("", "-->"))
}
_ENTITY = regex.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#12288|#x[aA]0|#x3000);")
_EMPHASIS = regex.compile(
    r"(?:\*\*|__|(?<=[|\s])\*(?=\S)|(?<=\S)\*(?=[|\s])|\\(?=[-+.*_()\[\]#|~\s]|\Z))+"
)
_LINK = regex.compile(
    r"(?<!!)\[(?P<words>[^\[\]\n|]{0,200})\]"
    r"\((?=[^\s()<>|]{0,500}[/#:.])[^\s()<>|]{1,500}+(?: \"[^\"\n|]{0,200}\")?\)"
)
"""A link of Markdown, with what it shows; a picture is none."""
_NEAR = 8
"""Characters beside markup that are looked at: overlooked ones may stand between it and a figure."""
_SEAMLESS = frozenset({"a", "b", "em", "font", "i", "o", "span", "strong", "u", "wbr"})
"""Tags that do not separate what they stand between; a superscript behind a figure is no digit of it."""
_STRUCK = frozenset({"del", "s", "strike"})
"""Tags around what is struck through: it is printed, and is no figure any more."""
_CELLS = frozenset({"td", "th"})
_ROWS = frozenset({"tr", "table"})
"""Tags that no cell goes on behind."""
_BLOCKS = _ROWS | frozenset(
    {
        "br",
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
    # One character is sought many times faster than two.
    if ("*" in folded and "**" in folded) or "\\" in folded:
        folded = _EMPHASIS.sub(_without_emphasis, folded)
    if "]" in folded and "](" in folded:
        folded = _LINK.sub(_without_target, folded)
    if "<" not in folded or not _TAG.search(folded):
        return folded
    lowered = folded.lower()
    if "<td" not in lowered and "<th" not in lowered:
        # Stray tags in a text whose lines and separators already are those of the table.
        return str(_TAG.sub(_without_lines, folded))
    folded = _without_unseen(folded)
    folded = _ENTITY.sub(lambda match: " " * len(match.group()), folded)
    # Line ends of the markup's own layout mean nothing; those of the table come from its tags.
    parts = iter(_TAG.split(folded))
    pieces = [next(parts)]
    inside = False
    for tag, close, name, text in zip(*[parts] * (_TAG.groups + 1), strict=True):
        name = name.lower()
        if name in _CELLS:
            inside = not close
            lead = "\t" if inside else FILLER
        elif name in _BLOCKS:
            inside = inside and name not in _ROWS
            lead = " " if inside else "\n"
        else:
            lead = _lead_of(name)
        pieces += (lead + FILLER * (len(tag) - 1), _plain(text, inside) if text else text)
    return "".join(pieces)


def _without_emphasis(match: regex.Match[str]) -> str:
    text, (start, end) = match.string, match.span()
    if splits_figure(text[max(start - _NEAR, 0) : start], text[end : end + _NEAR]):
        return str(match.group())
    return FILLER * len(match.group())


def _without_target(match: regex.Match[str]) -> str:
    """What a link shows; in brackets where it is a note beside a figure: 5[1](#note) is not 51."""
    text, (start, end), words = match.string, match.span(), match["words"]
    before, behind = text[max(start - _NEAR, 0) : start], text[end : end + _NEAR]
    if splits_figure(words or before, behind):
        return str(match.group())
    shown = f"[{words}]" if splits_figure(before, words) else f"{FILLER}{words}"
    return shown.ljust(end - start, FILLER)


def _without_unseen(folded: str) -> str:
    """`folded` without scripts, style sheets and comments; one that does not end is none."""
    pieces: list[str] = []
    done = 0
    endless: set[str] = set()
    match = _UNSEEN.search(folded)
    while match is not None:
        name = (match[1] or "").lower()
        end = None if name in endless else _SEEN_AGAIN[name].search(folded, match.end())
        if end is None:
            endless.add(name)
        else:
            pieces += (folded[done : match.start()], FILLER * (end.end() - match.start()))
            done = end.end()
        match = _UNSEEN.search(folded, end.end() if end else match.end())
    return "".join([*pieces, folded[done:]])


def _without_lines(match: regex.Match[str]) -> str:
    tag, _, name = match.groups()
    return _lead_of(name.lower()) + FILLER * (len(tag) - 1)


def _lead_of(name: str) -> str:
    """What stands first for a tag that ends no cell nor line; as Markdown marks it where it strikes through."""
    return "~" if name in _STRUCK else FILLER if name in _SEAMLESS else " "


def _plain(text: str, inside: bool) -> str:
    return text.replace("\n", " ").replace("\t", " ") if inside else text
