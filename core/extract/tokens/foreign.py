"""Owns telling at a glance that fields hold nothing but words that no label has, for texts that have very many.

Whatever a huge text holds besides a report is new each time: looked at one by one, its fields would take longer
than all the rest.
"""

import re
from collections.abc import Sequence

from core.extract.folding.fold import FILLER
from core.extract.tokens.lexicon import FOREIGN, NUMBERING_CHARS, Lexicon
from core.extract.tokens.pieces import LEAST_PROSE, MONEY_UNITS, Field, Kind, Piece

MANY = 10_000
"""New fields: from so many on it pays to look at all of them at once."""
LEAST_SHARING = 2 * MANY
"""Characters of a folded text in which words may share their Piece: so many new fields have at least as many."""
_LONGEST = 120
"""Characters of a line that is cut into words."""
_NO_PLAIN_WORD = rf"\s{FILLER}()\dOoＯｏ〇○lIｌ/\\无*~:+=_─-╿,.-"
"""What may be part of a figure, a mark, a rule or a note."""


class ForeignFields:
    """Cuts fields of plainly foreign words; made once for the labels of a Lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        foreign = lexicon.foreign_chars
        start = rf"(?![{NUMBERING_CHARS}]|(?:{'|'.join(MONEY_UNITS)})(?: |\Z))"
        word = rf"{start}[^{_NO_PLAIN_WORD}{foreign}]*+[{foreign}][^{_NO_PLAIN_WORD}]*+"
        self._words = re.compile(rf"{word}(?: +{word})*+")

    def cut(self, fields: Sequence[str]) -> list[Field | None]:
        """For each of the `fields` its words; None where a longer look is needed.

        Words that stand alike behind their separator share one Piece: nothing but their text tells them apart.
        """
        shared = _Shared()
        matches = map(self._words.fullmatch, fields)
        return [
            shared.words(field) if match is not None and len(field) <= _LONGEST else None
            for field, match in zip(fields, matches, strict=True)
        ]


class _Shared(dict[tuple[int, int], Piece]):
    """The Pieces of foreign words, by offset and stop."""

    def __missing__(self, place: tuple[int, int]) -> Piece:
        piece = Piece(Kind.TEXT, *place, key=FOREIGN, key_without_note=FOREIGN)
        self[place] = piece
        return piece

    def words(self, field: str) -> Field | None:
        """The words of `field`; None where one of them is long enough to be prose."""
        pieces: list[Piece] = []
        stop = -1
        for word in field.split(" "):
            offset = stop + 1
            stop = offset + len(word)
            if stop - offset > LEAST_PROSE:
                return None
            if word:
                pieces.append(self[offset, stop])
        return tuple(pieces)
