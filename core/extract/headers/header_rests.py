"""Owns what is still to be found of headers that are not printed whole: their pieces, and misprints of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

_READABLE = 3
"""Characters of a header that is known though one in so many is misread."""
_OTHER_MEANINGS = ("上年", "上一年", "去年", "往年", "历年", "累计", "小计")
"""Words that no misprint makes: a header that has one of them is of another column."""


@dataclass(slots=True)
class Rest:
    """What is still to be found of one header: of each of its printings what the pieces `taken` have `left`.

    `is_loose` where it is long and stands beside other text: a note, a title.
    """

    name: str
    left: tuple[str, ...]
    is_loose: bool = False
    taken: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_found(self) -> bool:
        """Whether pieces make up the whole of it."""
        return not all(self.left)

    @property
    def is_mostly_taken(self) -> bool:
        """Whether pieces make up more than half of it."""
        return sum(len(key) for _, key in self.taken) > min(map(len, self.left))

    def takes(self, at: int, key: str) -> bool:
        """Whether the text `key` of the token `at` is a piece of it, which then is found."""
        left = tuple(one.replace(key, "", 1) for one in self.left if key in one)
        if left:
            self.left = left
            self.taken.append((at, key))
        return bool(left)

    def takes_misprint(self, at: int, key: str) -> bool:
        """Whether the text `key` of the token `at` is a misprint of all of it, which then is found."""
        is_like = _is_like if self.is_loose else _is_misprint
        if self.taken or not any(is_like(key, one) for one in self.left):
            return False
        self.left = ("",)
        self.taken.append((at, key))
        return True


def is_taken(at: int, key: str, rests: Sequence[Rest]) -> bool:
    """Whether the text `key` of the token `at` is accounted for by one of the `rests`, or by several."""
    if any(rest.takes(at, key) for rest in rests):
        return True
    return any(rest.takes_misprint(at, key) for rest in rests) or _are_labels(key, rests)


def _are_labels(key: str, rests: Sequence[Rest]) -> bool:
    """Whether a text is several of the headers with nothing between them, which then are found."""
    run: list[Rest] = []
    for rest in sorted(rests, key=lambda one: -max(map(len, one.left))):
        whole = next((one for one in rest.left if one and one in key), "")
        if whole and not rest.taken:
            key = key.replace(whole, "", 1)
            run.append(rest)
    if key:
        return False
    for rest in run:
        rest.left = ("",)
    return True


def _is_misprint(printed: str, label: str) -> bool:
    """Whether `printed` may be `label` with few of its characters misread."""
    if any(word in printed and word not in label for word in _OTHER_MEANINGS):
        return False
    return Levenshtein.distance(printed, label) <= max(1, len(label) // _READABLE)


def _is_like(printed: str, label: str) -> bool:
    """Whether `printed` may be `label` misread, or begin with its end, the rest of it behind a line's end."""
    if any(printed.startswith(label[at:]) for at in range(len(label) - 2)):
        return True
    return Levenshtein.distance(printed, label) <= len(label) // 2
