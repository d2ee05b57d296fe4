"""Owns cutting folded text into tokens.

Cells may be separated by line ends, tabs, pipes or spaces, whatever made the text. A text is cut at its prose
first, into passages, and these at their plain figures: what stands between the figures of a table is the same
in one report after the other, so that it is looked at once and then known as a whole.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain, groupby
from operator import add, attrgetter
from typing import NamedTuple

from core.extract.tokens.fields import LONGEST_REMEMBERED, FieldCutter, figure_piece
from core.extract.tokens.known_passages import KnownPassages
from core.extract.tokens.laid import Laid
from core.extract.tokens.lexicon import FOREIGN, Entry, Lexicon
from core.extract.tokens.passages import Passage, Stretch
from core.extract.tokens.pieces import (
    LEAST_PROSE,
    LONGEST_LABEL,
    MONEY_UNITS,
    PLAIN,
    Field,
    Kind,
    Piece,
)
from core.extract.tokens.plain_figures import PRINTED, values_of
from core.extract.tokens.tokens import Tokens

_Joined = tuple[int, int, Piece]
"""The first and the last of the tokens that are one, and what they are together."""

_FIGURE = re.compile(rf"([\n\t|] *)({PRINTED})(?= *[\n\t|])")
"""A plain figure that has its field to itself; the separator before it."""
_PLAIN_FIELD: Field = (PLAIN,)
_JOINS = 14
_LONGEST_REMEMBERED = 400
"""Characters between two figures of a text that is remembered: the headers of a table are fewer."""
_MEMORY = 20_000
_LONGEST_NARRATIVE = 20_000
"""Characters beside a known passage that are taken for prose at first; more may be anything, figures above all."""
_KIND = attrgetter("kind")
_LABEL, _NOISE = Kind.LABEL, Kind.NOISE
"""By themselves: looking one up in its Enum takes Python ten times as long."""
_BEFORE_TEXT = -1
"""Where the first separator is put: before the text."""


class _Prose(NamedTuple):
    """Whether a text, if it is not empty, begins with prose, and whether it ends so."""

    begins_so: bool
    ends_so: bool


class Tokenizer:
    """Cuts texts into Tokens. Remembers passages it has seen, and what stands between two figures."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._cutter = FieldCutter(lexicon)
        self._known = KnownPassages()
        self._without_prose: set[str] = set()
        self._labels: dict[str, Piece] = {}

    def tokens(self, folded: str) -> Tokens:
        """The tokens of `folded`."""
        text = f"\n{folded}\n"  # all figures have a separator on either side
        laid = self._around_known(text)
        if laid is None:
            laid = Laid(_BEFORE_TEXT)
            self._lay(text, laid)
        return laid.tokens(folded)

    def _around_known(self, text: str) -> Laid | None:
        """`text` laid where a passage that was met often stands in it with nothing but prose beside it; else None."""
        found = self._known.find(text)
        if found is None:
            return None
        laid = Laid(_BEFORE_TEXT)
        if self._lay_beside(text[: found.start], laid, is_behind=False):
            laid.add_passage(found.passage, found.printed, found.values)
            if self._lay_beside(text[found.end :], laid, is_behind=True):
                return laid
        self._known.forget(found)
        return None

    def _lay_beside(self, text: str, laid: Laid, *, is_behind: bool) -> bool:
        """Lay all that stands before a known passage, or `is_behind` it; False where what is next to it is no prose.

        All of it is prose then, but for plain figures.
        """
        if not text:
            return True
        if len(text) <= _LONGEST_NARRATIVE:
            fields = _fields(text)
            if len(fields[0 if is_behind else -1]) <= LEAST_PROSE:
                return False
            found = self._cutter.cut(fields)
            if not (_begin_with_prose(found) if is_behind else _ends_with_prose(found[-1])):
                return False
            tokens = self._laid_out(text, fields, found)
            if Kind.NUMBER not in tokens.kinds:
                laid.add(tokens, len(text))
                return True
        prose = self._lay(text, laid, has_figure=is_behind, is_end=is_behind)
        return prose.begins_so if is_behind else prose.ends_so

    def _lay(
        self, text: str, laid: Laid, has_figure: bool = False, is_end: bool = True
    ) -> "_Prose":
        """Lay `text`, before which `has_figure` tells that figures stand, `is_end` that nothing stands behind it;
        whether prose stands at its ends."""
        parts = _FIGURE.split(text)
        printed = parts[2::3]
        between = [*map(add, parts[0:-1:3], parts[1::3]), parts[-1]]
        passage: list[str] = []
        done = 0
        begins_so = not text
        cut: dict[str, list[Field]] = {}
        known = self._without_prose
        for at, one in enumerate(between):
            if len(one) <= LEAST_PROSE or one in known:
                continue
            follows_figure = has_figure or bool(passage) or at > done
            prose = self._prose(one, follows_figure, is_end and one is between[-1], cut)
            if prose is None:
                continue
            start, end, tokens = prose
            begins_so |= at == start == 0
            self._lay_passage((*passage, *between[done:at], one[:start]), printed[:at], cut, laid)
            laid.add(tokens, end - start)
            passage, done = [one[end:]], at + 1
        rest = (*passage, *between[done:])
        self._lay_passage(rest, printed, cut, laid)
        return _Prose(begins_so, rest == ("",))

    def _lay_passage(
        self,
        between: tuple[str, ...],
        printed: list[str],
        cut: Mapping[str, list[Field]],
        laid: Laid,
    ) -> None:
        """Lay what has the last of the figures `printed` `between` these texts, some of which were `cut` already."""
        if len(between) > 1:
            own = printed[1 - len(between) :]
            laid.add_passage(self._passage(between, cut), own, values_of(own))
        elif between[0]:
            laid.add(self._cut(between, cut), len(between[0]))

    def _prose(
        self, text: str, has_figure: bool, is_end: bool, cut: dict[str, list[Field]]
    ) -> tuple[int, int, Stretch] | None:
        """Where prose begins and ends in `text`, and its tokens; None where it has none.

        `has_figure` tells whether figures stand before `text`: else all of it up to the prose is taken for prose;
        `is_end` that nothing stands behind it: then so is all behind the prose.
        No label that was broken up may reach beyond its ends. What is left of a long `text` is put into `cut`.
        """
        fields = _fields(text)
        longer = [at for at, field in enumerate(fields) if len(field) > LEAST_PROSE]
        found = self._cutter.cut(fields) if longer else []
        last = next((at for at in reversed(longer) if _ends_with_prose(found[at])), -1)
        first = 0
        if has_figure and last >= 0:
            first = next(at for at in longer if any(piece.is_prose for piece in found[at]))
            if any(piece.may_open for piece in chain.from_iterable(found[:first])):
                first = next((at for at in longer if found[at] and found[at][0].is_prose), last + 1)
        if first > last:
            if len(text) <= _LONGEST_REMEMBERED:
                if len(self._without_prose) >= _MEMORY:
                    self._without_prose.clear()
                self._without_prose.add(text)
            elif longer:
                cut[text] = found
            return None
        start = sum(map(len, fields[:first])) + first
        if is_end:
            last = len(fields) - 1
        end = start + sum(map(len, fields[first : last + 1])) + last - first
        if start > _LONGEST_REMEMBERED:
            cut[text[:start]] = [*found[:first], ()]
        if len(text) - end > _LONGEST_REMEMBERED:
            cut[text[end:]] = [(), *found[last + 1 :]]
        part = slice(first, last + 1)
        return start, end, self._laid_out(text[start:end], fields[part], found[part])

    def _passage(self, between: tuple[str, ...], cut: Mapping[str, list[Field]]) -> Passage:
        """The passage whose figures stand `between` these texts, some of which were `cut` already."""
        known = self._known.get(between)
        if known is None:
            known = Passage.of(self._cut(between, cut), between)
            self._known.keep(between, known)
        return known

    def _cut(self, between: Sequence[str], cut: Mapping[str, list[Field]]) -> Stretch:
        """The tokens of the texts `between` plain figures and of these, as if they were empty: PLAIN each.

        Some of the texts were `cut` already. A figure has a field to itself: what is left of that is blank.
        """
        text = "".join(between)
        fields = _fields(text)
        found = self._found(between, cut) if cut else self._cutter.cut(fields)
        separators = {one: _separators(one) for one in set(between)}
        for at in accumulate(map(separators.__getitem__, between[:-1])):
            found[at] = _PLAIN_FIELD
        figures = accumulate(map(len, between[:-1]))
        return self._laid_out(text, fields, found, [*figures] if " " in text else ())

    def _found(self, between: Sequence[str], cut: Mapping[str, list[Field]]) -> list[Field]:
        """What the fields of the texts `between` figures are cut into, some of which were `cut` already."""
        found: list[Field] = []
        for is_cut, texts in groupby(between, key=cut.__contains__):
            several = [*texts]
            if is_cut:
                parts = [cut[text] for text in several]
            else:
                parts = [self._cutter.cut(_fields("".join(several)))]
            for part in parts:
                found += part[1:] if found else part
        return found

    def _laid_out(
        self, text: str, fields: list[str], found: list[Field], figures: Sequence[int] = ()
    ) -> Stretch:
        """The tokens of `text`, whose `fields` were cut into what was `found`; PLAIN stands at the places `figures`,
        which are told unless it stands just behind separators."""
        pieces: list[Piece] = []
        starts: list[int] = []
        ends: list[int] = []
        place = 0
        for field, several in zip(fields, found, strict=True):
            for piece in several:
                pieces.append(piece)
                starts.append(place + piece.offset)
                ends.append(place + piece.stop)
            place += len(field) + 1
        if figures:
            plain = [at for at, piece in enumerate(pieces) if piece is PLAIN]
            for at, place in zip(plain, figures, strict=True):
                starts[at] = ends[at] = place
        joined = self._joined(text, pieces, starts, ends)
        if joined:
            pieces, starts, ends = _with_joined(joined, pieces, starts, ends)
        return Stretch(pieces, bytes(map(_KIND, pieces)), starts, ends)

    def _joined(
        self, folded: str, pieces: list[Piece], starts: list[int], ends: list[int]
    ) -> list[_Joined]:
        """What was broken over several tokens: labels (商业 / 企业; one character a line), amounts and their unit."""
        joined: list[_Joined] = []
        free = 0
        for at in [at for at, piece in enumerate(pieces) if piece.may_open]:
            if at < free:
                continue
            figure = pieces[at - 1].number if at > free else None
            if figure is not None and figure.unit is None:
                behind = folded[ends[at - 1] : ends[at]].lstrip(" ")
                if behind in MONEY_UNITS:
                    length = ends[at] - starts[at - 1]
                    amount = figure_piece(figure._replace(unit=behind), 0, length)
                    joined.append((at - 1, at, amount))
                    free = at + 1
                    continue
            label = self._broken_label(pieces, at)
            if label is None and folded[ends[at] - 1] == "(":
                label = self._broken_note(folded, pieces, at, starts, ends)
            if label is not None:
                last, entry = label
                text = folded[starts[at] : ends[last]]
                piece = self._labels.get(text)
                if piece is None or piece.entry is not entry:
                    piece = Piece(Kind.LABEL, 0, len(text), entry)
                    if len(text) <= LONGEST_REMEMBERED and len(self._labels) < _MEMORY:
                        self._labels[text] = piece
                joined.append((at, last, piece))
                free = last + 1
        return joined

    def _broken_note(
        self, folded: str, pieces: list[Piece], at: int, starts: list[int], ends: list[int]
    ) -> tuple[int, Entry] | None:
        """The label whose note is broken behind its bracket (本年( / 2023)制发件数): its last piece, and what it is."""
        last = at + 1
        if (
            last >= len(pieces)
            or pieces[last].kind < _LABEL
            or ends[last] - starts[last] > LONGEST_LABEL
        ):
            return None
        if ")" not in folded[starts[last] : ends[last]]:
            return None
        entry = self._lexicon.look_up(folded[starts[at] : ends[last]])
        return (last, entry) if entry is not None else None

    def _broken_label(self, pieces: list[Piece], at: int) -> tuple[int, Entry] | None:
        """The longest label that begins with the piece at `at`: its last piece, and what it may name."""
        entries, prefixes = self._lexicon.entries, self._lexicon.prefixes
        first = pieces[at]
        key = first.key
        best = None
        for ahead in range(at + 1, min(at + _JOINS, len(pieces))):
            following = pieces[ahead]
            if following.kind < _LABEL or following.key == FOREIGN:
                break
            if following.stop - following.offset > LONGEST_LABEL:
                break
            if following.kind is _NOISE:
                continue
            if first.kind is _LABEL and following.kind is _LABEL:
                break
            entry = entries.get(key + following.key)
            if entry is None and following.key_without_note:  # nothing is left of a numbering
                entry = entries.get(key + following.key_without_note)
            key += following.key
            if entry is not None:
                best = (ahead, entry)
            if key not in prefixes:
                break
        return best


def _ends_with_prose(field: Field) -> bool:
    """Whether the last thing in `field` is prose."""
    return bool(field) and field[-1].is_prose


def _begin_with_prose(fields: Sequence[Field]) -> bool:
    """Whether prose stands in the first of the `fields`, and ends one of them."""
    if _ends_with_prose(fields[0]):
        return True
    return any(piece.is_prose for piece in fields[0]) and any(map(_ends_with_prose, fields))


def _fields(text: str) -> list[str]:
    """What stands in `text` between its separators."""
    return text.replace("\t", "\n").replace("|", "\n").split("\n")


def _separators(text: str) -> int:
    """How many separators stand in `text`."""
    return text.count("\n") + text.count("\t") + text.count("|")


def _with_joined(
    joined: list[_Joined], pieces: list[Piece], starts: list[int], ends: list[int]
) -> tuple[list[Piece], list[int], list[int]]:
    """The tokens with those that belong together made one."""
    all_pieces: list[Piece] = []
    all_starts: list[int] = []
    all_ends: list[int] = []
    done = 0
    for first, last, piece in [*joined, (len(pieces), len(pieces), None)]:
        all_pieces += pieces[done:first]
        all_starts += starts[done:first]
        all_ends += ends[done:first]
        if piece is not None:
            all_pieces.append(piece)
            all_starts.append(starts[first])
            all_ends.append(ends[last])
        done = last + 1
    return all_pieces, all_starts, all_ends
