"""Owns finding where words may stand by their marks: characters of which every one of the words has one.

To try many words at every place costs far more than to find a single character, and marks are chosen (as
data, beside the words) from those that are rare in prose.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple


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


class _Sought(NamedTuple):
    """The words of one mark: two characters of each, of which it is one (or it alone, of a word of one), and the
    words that have it at one place, by that place, without those that only go on where another one ends."""

    mark: str
    pairs: frozenset[str]
    by_lead: tuple[tuple[int, tuple[str, ...]], ...]


class MarkedWords:
    """Words, found by their marks."""

    def __init__(self, words: Iterable[str], marks: Iterable[str]) -> None:
        """Every word has one of the `marks`; it is sought by the first that it has."""
        by_mark: dict[str, dict[int, tuple[str, ...]]] = {mark: {} for mark in marks}
        for word in words:
            mark = next(mark for mark in by_mark if mark in word)
            lead = word.index(mark)
            by_mark[mark][lead] = (*by_mark[mark].get(lead, ()), word)
        self._sought = [
            _Sought(
                mark,
                frozenset(
                    word[lead : lead + 2] if lead + 1 < len(word) else word[-2:]
                    for lead, words in by_lead.items()
                    for word in words
                ),
                tuple((lead, _shortest(words)) for lead, words in by_lead.items()),
            )
            for mark, by_lead in by_mark.items()
        ]

    def places(self, text: str, end: int | None = None) -> list[int]:
        """Where the words begin in text[:end], each place once, from left to right."""
        found: set[int] = set()
        find, startswith = text.find, text.startswith
        for mark, pairs, by_lead in self._sought:
            is_word = mark in pairs
            at = find(mark, 0, end)
            while at >= 0:
                # Nearly always it is none of a word, which a look at its neighbours tells most quickly.
                if is_word or text[at : at + 2] in pairs or text[at - 1 : at + 1] in pairs:
                    for lead, words in by_lead:
                        if lead <= at and startswith(words, at - lead, end):
                            found.add(at - lead)
                at = find(mark, at + 1, end)
        return sorted(found)


def _shortest(words: Collection[str]) -> tuple[str, ...]:
    """Those of `words` that begin with no other of them."""
    return tuple(word for word in words if not any(word[:end] in words for end in range(len(word))))
