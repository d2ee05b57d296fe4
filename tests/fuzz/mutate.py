"""Owns damaging reports and stored data at random, the way bad copies and bad luck do."""

from collections.abc import Callable, Iterator, MutableMapping, MutableSequence
from random import Random
from typing import Any

HOSTILE = (
    # controls and what some readers take for a line end
    *"\x00\x01\x07\x08\x0b\x0c\x1a\x1b\x1c\x1d\x1e\x1f\x7f\x85\u2028\u2029\r\n\t",
    # spaces, invisible marks, directions, variation selectors
    *"\xa0\u1680\u2000\u2003\u2004\u2009\u200a\u202f\u205f\u3000\u180e\u2800\u3164",
    *"\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\u2060\u00ad\ufeff\ufe0f\U000e0100",
    # combining marks, halves of surrogate pairs, noncharacters, private and astral characters
    *"\u0300\u0308\u20dd\u3099\ud800\udbff\udc00\udfff\ufdd0\ufffe\uffff\ufffd\ue000",
    *"\U0001f600\U00020000\U0002a6d6\U000f0000\U0010ffff",
    # digits of other scripts, fractions, circled and full-width figures, roman numerals
    *"٣३๓৩０９²½①⑳㈠㊀Ⅷ〇○零一壹OolI𝟎𝟗",
    # what separates, encloses, marks up
    *"|｜│┃¦/\\-—–−＋+,，.．'’*_#<>&;()（）[]〔〕【】《》\"“”「」:：%％",
    *"├┤┼┌┐└┘─━═╪╬",
)
FRAGMENTS = (
    *("|||", "\n\n", "\r\n", "\t\t\t", "|---|---|", "<td>", "</td>", "<tr>", "<table>", "<br/>"),
    *(
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<td colspan=3>",
        "&nbsp;",
        "**",
        "\\-",
        "+---+",
        "├──┼──┤",
    ),
    *(
        "(he)",
        "(hé)",
        "(jī)(jī)",
        "2020年",
        "〔2021〕30号",
        "第 3 页",
        "- 12 -",
        "1,234",
        "1，234",
        "1, 234",
    ),
    *(
        "12.50万元",
        "3 元",
        "251000元",
        "+10",
        "-2",
        "减3",
        "1 6",
        "9" * 41,
        "0" * 30,
        "1O",
        "l2",
        "3*",
        "3件",
    ),
    *(
        "无",
        "/",
        "—",
        "总计",
        "其他",
        "行政许可",
        "（七）总计",
        "自然人",
        "结果维持",
        "信息内容",
        "本年新",
    ),
)


def _at(text: str, random: Random) -> int:
    return random.randrange(len(text) + 1)


def _span(text: str, random: Random, longest: int) -> tuple[int, int]:
    start = _at(text, random)
    return start, min(len(text), start + random.randrange(1, longest + 1))


def _character(text: str, random: Random) -> str:
    at = _at(text, random)
    return text[:at] + random.choice(HOSTILE) * random.choice((1, 1, 1, 2, 30)) + text[at:]


def _any_character(text: str, random: Random) -> str:
    at = _at(text, random)
    return text[:at] + chr(random.randrange(0x110000)) + text[at:]


def _fragment(text: str, random: Random) -> str:
    at = _at(text, random)
    return text[:at] + random.choice(FRAGMENTS) + text[at:]


def _lost(text: str, random: Random) -> str:
    start, end = _span(text, random, random.choice((1, 2, 10, 200)))
    return text[:start] + text[end:]


def _replaced(text: str, random: Random) -> str:
    """One character everywhere becomes another: tabs to spaces, zeros to circles."""
    if not text:
        return text
    old = random.choice(text)
    new = random.choice((*HOSTILE, ""))
    return text.replace(old, new, random.choice((-1, 1, 5)))


def _figure(text: str, random: Random) -> str:
    places = [at for at, char in enumerate(text) if char.isdigit()]
    if not places:
        return text
    at = random.choice(places)
    new = random.choice(("", str(random.randrange(10**6)), random.choice(HOSTILE), f"{text[at]} "))
    return text[:at] + new + text[at + 1 :]


def _parts(change: Callable[[list[str], Random], None]) -> Callable[[str, Random], str]:
    """A mutation of the lines or cells of a text."""

    def mutated(text: str, random: Random) -> str:
        separator = random.choice("\n\n\n\t|")
        parts = text.split(separator)
        change(parts, random)
        return separator.join(parts)

    return mutated


def _drop(parts: list[str], random: Random) -> None:
    start = random.randrange(len(parts))
    del parts[start : start + random.choice((1, 1, 2, 7, 30))]


def _repeat(parts: list[str], random: Random) -> None:
    start = random.randrange(len(parts))
    again = parts[start : start + random.choice((1, 1, 2, 7, 30, 200))]
    at = random.choice((start, random.randrange(len(parts) + 1)))
    parts[at:at] = again


def _swap(parts: list[str], random: Random) -> None:
    first, second = random.randrange(len(parts)), random.randrange(len(parts))
    parts[first], parts[second] = parts[second], parts[first]


def _empty(parts: list[str], random: Random) -> None:
    parts[random.randrange(len(parts))] = random.choice(("", " ", "\u3000"))


def _join(parts: list[str], random: Random) -> None:
    at = random.randrange(len(parts))
    parts[at : at + 2] = [random.choice(("", " ", ",")).join(parts[at : at + 2])]


def _shuffle(parts: list[str], random: Random) -> None:
    start = random.randrange(len(parts))
    some = parts[start : start + 20]
    random.shuffle(some)
    parts[start : start + 20] = some


MUTATIONS: tuple[Callable[[str, Random], str], ...] = (
    *(_character, _any_character, _fragment, _fragment, _lost, _replaced, _figure, _figure),
    *map(_parts, (_drop, _drop, _repeat, _swap, _empty, _join, _shuffle)),
)


def mutate(text: str, random: Random, times: int) -> str:
    """`text` with `times` random mutations."""
    for _ in range(times):
        text = random.choice(MUTATIONS)(text, random)
    return text


def cross(first: str, second: str, random: Random) -> str:
    """The beginning of one text and the end of another, cut at line ends."""
    heads, tails = first.split("\n"), second.split("\n")
    return "\n".join(
        heads[: random.randrange(len(heads) + 1)] + tails[random.randrange(len(tails)) :]
    )


def mutate_json(data: Any, random: Random, times: int) -> Any:
    """`data` (what json.loads returned) with `times` values changed, dropped, moved or of another type."""
    root = [data]
    for _ in range(times):
        parent, key = random.choice([*_places(root)])
        other, there = random.choice([*_places(root)])
        match random.randrange(5):
            case 0 if parent is not root:
                del parent[key]
            case 1:
                parent[key] = other[there]
            case 2 if isinstance(parent, list):
                parent.insert(key, parent[key])
            case 3 if isinstance(parent, dict) and isinstance(other, dict):
                parent[str(there)] = parent.pop(key)
            case _:
                parent[key] = random.choice(ODD_VALUES)
        if not root or len(str(root)) > 100_000:
            return root
    return root[0]


def _places(
    data: MutableSequence[Any] | MutableMapping[str, Any],
) -> Iterator[tuple[Any, Any]]:
    """Every value within `data`: what holds it, and under which key."""
    for key, value in list(data.items() if isinstance(data, dict) else enumerate(data)):
        yield data, key
        if isinstance(value, dict | list):
            yield from _places(value)


ODD_VALUES = (
    *(None, True, 0, 1, -1, 2**63, 10**40, 1.5, 1e400, float("nan"), "", "0", "-1", "1.50", "1E+2"),
    *(
        "NaN",
        "sNaN",
        "-Infinity",
        "1E+999999999",
        "٣",
        "requests.received.total",
        "a.b.c",
        "..",
        "\ud800",
    ),
    *(
        "read",
        "r",
        "b",
        "group",
        "2021",
        "2024-01-01T00:00:00+00:00",
        "9" * 5000,
        [],
        {},
        [[]],
        {"": 0},
    ),
    *(["a", "b"], [0, 1], {"decimal": "x"}, {"do": "group", "edits": []}),
)
