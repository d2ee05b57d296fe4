"""Owns finding where words may stand by their marks: characters of which every one of the words has one.

To try many words at every place costs far more than to find a single character, and marks are chosen (as
data, beside the words) from those that are rare in prose.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence


def places_of_marks(text: str, marks: Iterable[str]) -> list[int]:
    """Where the `marks` stand in `text`, from left to right."""
    places: list[int] = []
    find, found = text.find, places.append
    for mark in marks:
        at = find(mark)
        while at >= 0:
            found(at)
            at = find(mark, at + 1)
    places.sort()
    return places


class MarkedWords:
    """Words, found by their marks."""

    def __init__(self, words: Iterable[str], marks: Iterable[str]) -> None:
        """Every word has one of the `marks`; it is sought by the first that it has."""
        by_mark: dict[str, dict[int, list[str]]] = {mark: {} for mark in marks}
        for word in words:
            mark = next(mark for mark in by_mark if mark in word)
            by_mark[mark].setdefault(word.index(mark), []).append(word)
        # The words of each mark by its place in them, without those that only go on where another one ends.
        self._by_lead = {
            mark: [(lead, _shortest(words)) for lead, words in by_lead.items()]
            for mark, by_lead in by_mark.items()
        }
        self._pattern = re.compile(
            "|".join(_in_place(mark, by_lead) for mark, by_lead in by_mark.items() if by_lead)
        )

    def places(self, text: str, end: int | None = None) -> list[int]:
        """Where the words begin in text[:end], each place once, from left to right."""
        found: set[int] = set()
        startswith, by_lead = text.startswith, self._by_lead
        for match in self._pattern.finditer(text, 0, len(text) if end is None else end):
            at = match.start()
            for lead, words in by_lead[match[0]]:
                if lead <= at and startswith(words, at - lead, end):
                    found.add(at - lead)
        return sorted(found)


def _in_place(mark: str, by_lead: Mapping[int, Sequence[str]]) -> str:
    """A regular expression for `mark` with a neighbour that it has in one of the words, which have it `by_lead`.

    Nearly always it is none of a word, which a look at its neighbours tells most quickly.
    """
    places = [(word, lead) for lead, words in by_lead.items() for word in words]
    if mark in dict(places):
        return re.escape(mark)
    behind = "".join(word[lead + 1] for word, lead in places if lead + 1 < len(word))
    before = "".join(word[lead - 1] for word, lead in places if lead + 1 == len(word))
    sides = [f"(?=[{re.escape(behind)}])"] if behind else []
    if before:
        sides.append(f"(?<=[{re.escape(before)}]{re.escape(mark)})")
    return f"{re.escape(mark)}(?:{'|'.join(sides)})"


def _shortest(words: Collection[str]) -> tuple[str, ...]:
    """Those of `words` that begin with no other of them."""
    return tuple(word for word in words if not any(word[:end] in words for end in range(len(word))))
