"""Owns accounting for the words that a table's headers are made of: which columns they name, and which are strange.

A column of the form has gone, and another has come in its place, where nothing names the one and something stands
among the headers that the form does not print there: words of its own (上年总计, 行次), a header printed once too
often, or a piece of a label that is there besides, whole (法人 beside 法人或其他组织). A piece of a label that is not
there whole is no stranger: narrow columns break labels over lines, in which those of neighbours stand.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from core.extract.headers.header_labels import (
    CORNER,
    WHOLE_LINE,
    HeaderLabels,
    is_above,
    key_of_name,
)
from core.extract.headers.header_rests import Rest, is_taken
from core.extract.headers.header_zone import header_key, is_prose
from core.extract.tokens.pieces import Kind
from core.extract.tokens.tokens import Tokens


class Words(NamedTuple):
    """What the headers of a block say.

    `missing` are the columns (and rows side by side) that nothing names, `pieces` the tokens each of which names a
    column by the one piece of its label, or by a misprint. `strange` are the keys of what the form does not print
    there, `unlike` those of them that are no piece of any header of the form.
    """

    missing: tuple[str, ...]
    pieces: dict[int, tuple[str, ...]]
    strange: list[str]
    unlike: list[str]

    @property
    def is_replaced(self) -> bool:
        """Whether another header stands for one of the form's."""
        return bool(self.missing and self.strange)


NO_WORDS = Words((), {}, [], [])


class HeaderWords:
    """Accounts for the headers of one table of a Form; made once, used for every text."""

    def __init__(self, labels: HeaderLabels) -> None:
        self._labels = labels

    def account(self, tokens: Tokens, ats: Iterable[int], block: int) -> Words:
        """What the headers of `block` say, which are made of the tokens `ats`."""
        found: Counter[str] = Counter()
        texts: list[tuple[int, str]] = []
        corner = -1  # what stands before it belongs to no column
        for at in ats:
            entry = tokens.pieces[at].entry
            names = self._labels.named(entry) if entry is not None else ()
            found.update(names)
            if is_above(names):
                corner = at
            elif not names and tokens.kinds[at] in (Kind.TEXT, Kind.LABEL):
                text = tokens.text(at)
                if not is_prose(text):
                    texts.append((at, header_key(text)))
        if found[WHOLE_LINE]:
            found.update(self._labels.outermost)
        rests = self._rests(block, found)
        strange = [
            key
            for at, key in sorted(texts, key=lambda one: -len(one[1]))
            if key and not is_taken(at, key, rests) and at > corner
        ]
        unlike = [key for key in strange if not self._labels.is_piece(key)]
        misprints: dict[int, tuple[str, ...]] = {}
        cut: dict[int, tuple[str, ...]] = {}
        missing: list[str] = []
        for rest in rests:
            if not self._is_told(rest):
                strange += [key for _, key in rest.taken]
                if self._is_wanted(rest.name):
                    missing.append(rest.name)
            elif len(rest.taken) == 1 and rest.name in self._labels.columns[block]:
                (misprints if rest.is_found else cut)[rest.taken[0][0]] = (key_of_name(rest.name),)
        if self._may_be_of_other_rows(block, found):
            strange = unlike
        elif missing:
            told = Counter(rest.name for rest in rests if rest.taken and rest.name not in missing)
            strange += self._too_often(block, found + told)
        # Where several are cut they are broken over lines, and pieces stand in any order.
        pieces = misprints | cut if len(cut) == 1 else misprints
        return Words(tuple(map(key_of_name, missing)), pieces, strange, unlike)

    def _rests(self, block: int, found: Counter[str]) -> list[Rest]:
        """The headers that are not printed whole, each as often as it should be."""
        labels = self._labels
        columns, often = labels.columns[block], labels.side_by_side
        if labels.is_line:  # what spans two rows may be printed in each of them
            often = min(max(often, *[found[name] for name in columns]), 2 * often)
        rests = [
            Rest(name, keys) for name, keys in columns.items() for _ in range(often - found[name])
        ]
        rests += [Rest(name, keys) for name, keys in labels.merged.items() if not found[name]]
        return rests + [
            Rest(name, keys, is_loose=True)
            for name, keys in labels.of_block(block).items()
            if not found[name]
        ]

    def _is_wanted(self, name: str) -> bool:
        """Whether a header that lacks leaves figures without a name."""
        is_merged = name in self._labels.merged
        return name not in self._labels.others and (self._labels.is_line or not is_merged)

    def _is_told(self, rest: Rest) -> bool:
        """Whether what was found of a header is enough to tell that it is there.

        A single piece names a column if no other header has it; long notes are cut off at a page's edge.
        """
        if rest.is_found or not rest.taken:
            return rest.is_found
        if rest.is_loose:
            return rest.is_mostly_taken
        if not self._is_wanted(rest.name):
            return False
        if len(rest.taken) > 1:
            return rest.is_mostly_taken
        return not self._labels.is_piece_of_columns(rest.taken[0][1], rest.name)

    def _may_be_of_other_rows(self, block: int, found: Counter[str]) -> bool:
        """Whether headers of further rows side by side were dropped, as repeated: pieces may be theirs."""
        columns = self._labels.columns[block]
        return self._labels.is_line and 0 < sum(found[name] for name in columns) <= len(columns)

    def _too_often(self, block: int, found: Counter[str]) -> Sequence[str]:
        """The headers that are printed more often than others of their kind.

        Those that span two rows, or columns, may be printed in each of them.
        """
        labels = self._labels
        columns, outer = labels.columns[block], labels.outer[block]
        if labels.is_line:
            counts = Counter(found[name] for name in columns)
            usual = max(counts.most_common(1)[0][0], labels.side_by_side)
            often = [name for name in columns if found[name] > usual]
            is_once = usual == labels.side_by_side
        else:
            often = [name for name in columns if name not in outer and found[name] > 1]
            times = {found[name] for name in outer} or {1}
            if len(times) > 1 and max(times) > 1:
                often += outer
            is_once = max(times) == 1
        if is_once:
            often += [name for name in (*labels.merged, CORNER) if found[name] > 1]
        else:
            often += [name for name, span in labels.spans.items() if found[name] > span]
        return often
