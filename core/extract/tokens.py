"""Owns cutting folded text into tokens: printed labels, figures, blank marks and other text, with positions.

Cells may be separated by line ends, tabs, pipes or spaces, whatever made the text. Nothing is decided here
about which separator means what: the characters between two tokens stay available as their gap.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import accumulate, chain, compress, pairwise, repeat
from operator import add
from typing import cast

import regex

from core.cells import CellStatus, Value
from core.extract.fold import FILLER, line_starts, places_of
from core.extract.lexicon import FOREIGN, Entry, Lexicon, key_of, strip_note
from core.numbers import Oddity, PrintedNumber, is_blank_mark, read_number, read_plain_number


class Kind(IntEnum):
    """What a token is."""

    NUMBER = 0
    BLANK = 1  # a dash, a slash, 无
    LABEL = 2
    TEXT = 3
    NOISE = 4  # a page number or rule, to be overlooked


@dataclass(
    slots=True, eq=False
)  # not frozen, which would make it three times as dear: there are thousands
class Piece:
    """What one printed thing may be, wherever it stands. Never changed once it is made.

    `offset` is how far behind the last separator it begins, `stop` how far behind it it ends. `value` and
    `status` are those of a Cell that it stands in alone. `key` and `key_without_note` are how labels and short
    texts are compared; `may_open` tells whether a label that was broken up may begin with it, or whether it
    may be the money unit of the figure before; `is_remote`, that it is too long for a cell and unlike any label.
    """

    kind: Kind
    offset: int
    stop: int
    entry: Entry | None = None
    number: PrintedNumber | None = None
    value: Value | None = None
    status: CellStatus = CellStatus.BLANK
    key: str = ""
    key_without_note: str = ""
    may_open: bool = False
    is_remote: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The tokens of one text, in order: a Piece each, and where it starts and ends in `folded`.

    `kinds` holds the Kind of each as a byte, `labels` the positions of those that are labels.
    """

    folded: str
    pieces: list[Piece]
    starts: list[int]
    ends: list[int]
    kinds: bytes
    labels: list[int]
    _found: dict[str, list[int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.pieces)

    def text(self, at: int) -> str:
        """What the token at `at` prints, folded."""
        return self.folded[self.starts[at] : self.ends[at]]

    def length(self, at: int) -> int:
        """The number of characters of the token at `at`."""
        return self.ends[at] - self.starts[at]

    def shape(self, start: int, end: int) -> tuple[object, ...]:
        """The tokens from `start` up to `end` but for what an aligner does not go by.

        Figures are without their values. Of prose behind the last figure it only counts that it is there.
        Of labels with no figure between them it tells whether they stand on one line.
        """
        shape: list[object] = [
            piece if piece.number is None else Kind.NUMBER for piece in self.pieces[start:end]
        ]
        prose = start + len(self.kinds[start:end].rstrip(_PROSE_KINDS))
        if start < prose < end and self.kinds[prose - 1] <= Kind.BLANK:
            for at in range(prose, end):
                if self.pieces[at].is_remote:
                    shape[at - start] = Kind.TEXT
        breaks = [
            self.folded.count("\n", self.ends[first], self.starts[second])
            for first, second in pairwise(self.labels_between(start, end))
            if second == first + 1 or min(self.kinds[first + 1 : second]) > Kind.BLANK
        ]
        return (*shape, *breaks)

    def gaps(self, start: int, end: int) -> list[str]:
        """What stands between each of the tokens from `start` up to `end` and the next."""
        folded = self.folded
        places = zip(self.ends[start : end - 1], self.starts[start + 1 : end], strict=True)
        return [folded[before:after] for before, after in places]

    def lines(self, ats: Sequence[int]) -> list[int]:
        """For each of the tokens `ats`, in order, the number of its line, counted from that of the first."""
        starts = [self.starts[at] for at in ats]
        breaks = [self.folded.count("\n", a, b) for a, b in pairwise(starts)]
        return list(accumulate(breaks, initial=0)) if ats else []

    def line_start(self, at: int) -> int:
        """Where the line of the token at `at` begins."""
        start = self.starts[at]
        before = self.folded.rfind("\n", max(0, start - _AT_HAND), start)
        if before >= 0:
            return before + 1
        line_ends = self._places("\n")
        line = bisect_left(line_ends, start)
        return line_ends[line - 1] + 1 if line else 0

    def line_end(self, at: int) -> int:
        """Where the line of the last character of the token at `at` ends."""
        end = self.ends[at]
        behind = self.folded.find("\n", end, end + _AT_HAND)
        if behind >= 0:
            return behind
        line_ends = self._places("\n")
        line = bisect_left(line_ends, end)
        return line_ends[line] if line < len(line_ends) else len(self.folded)

    def marks_before(self, at: int, mark: str) -> int:
        """How many of the character `mark` stand before the token at `at` on its line."""
        return self._count(mark, self.line_start(at), self.starts[at])

    def _count(self, mark: str, start: int, end: int) -> int:
        if end - start <= _AT_HAND:
            return self.folded.count(mark, start, end)
        marks = self._places(mark)
        return bisect_left(marks, end) - bisect_left(marks, start)

    def first_mark(self, at: int) -> str:
        """What the line of the token at `at` begins with, spaces apart; nothing where that is the token."""
        match = _LEADING_SPACES.match(self.folded, self.line_start(at))
        return self.folded[match.end()] if match.end() < self.starts[at] else ""

    def _places(self, char: str) -> list[int]:
        """Where `char` stands in the text; found once, however many tables the text holds."""
        places = self._found.get(char)
        if places is None:
            places = self._found[char] = places_of(char, self.folded)
        return places

    def reach(self, end: int) -> int:
        """Where the token at `end` starts; where the text ends if there is none."""
        return self.starts[end] if end < len(self) else len(self.folded)

    def surroundings(self, start: int, end: int) -> tuple[object, ...]:
        """What the tokens from `start` up to `end` stand in, as far as cell borders tell it.

        The tabs and the pipes before the first of them on its line, what that line begins with, and the merged
        row label before it; what stands between the last of them and the next token or the end of the text, the
        tabs and the pipes behind it on its line, and what that line ends with.
        """
        last = end - 1
        entry = self.pieces[start - 1].entry if start else None
        group = None
        if entry is not None and entry.has_group:
            group = (entry, self.folded[self.ends[start - 1] : self.starts[start]])
        before = self.marks_before(start, "\t"), self.marks_before(start, "|")
        line_end = self.line_end(last)
        behind = [self._count(mark, self.ends[last], line_end) for mark in "\t|"]
        closing = self.folded[max(self.ends[last], line_end - _NEAR) : line_end].rstrip(" ")[-1:]
        gap = self.folded[self.ends[last] : self.reach(end)]
        return (*before, self.first_mark(start), group, *behind, closing, gap)

    def marks_in(self, start: int, end: int) -> tuple[int, int, int]:
        """The number of line ends, tabs and pipes from the token `start` to the end of the one before `end`."""
        count, first, last = self.folded.count, self.starts[start], self.ends[end - 1]
        return count("\n", first, last), count("\t", first, last), count("|", first, last)

    def labels_between(self, start: int, end: int) -> list[int]:
        """The labels among the tokens from `start` up to `end`."""
        return self.labels[bisect_left(self.labels, start) : bisect_left(self.labels, end)]

    def are_alike(self, rows: Iterable[tuple[int, int]]) -> bool:
        """Whether as many lines end within each of the `rows` (first token, width) as within others as wide."""
        folded, starts, ends = self.folded, self.starts, self.ends
        breaks: dict[int, int] = {}
        for first, width in rows:
            found = folded.count("\n", ends[first], starts[first + width - 1])
            if breaks.setdefault(width, found) != found:
                return False
        return True

    def are_led_alike(self, ats: Iterable[int]) -> bool:
        """Whether as many borders stand before each of the tokens, behind the token before it."""
        folded, starts, ends = self.folded, self.starts, self.ends
        places = [(ends[at - 1], starts[at]) for at in ats]
        return len({folded.count("|", *one) + folded.count("\t", *one) for one in places}) < 2

    def figures_behind(self, at: int) -> int:
        """The number of figures and blank marks that follow the token at `at` with nothing between."""
        end = at + 1
        while end < len(self.kinds) and self.kinds[end] <= Kind.BLANK:
            end += 1
        return end - at - 1

    def opens_cell(self, at: int) -> bool:
        """Whether the token at `at` stands just behind a tab or a pipe."""
        start = self.ends[at - 1] if at else 0
        return self.folded[start : self.starts[at]].rstrip(" " + FILLER).endswith(("\t", "|"))

    def label(self, at: int) -> Entry:
        """What the label at `at` may name."""
        entry = self.pieces[at].entry
        assert entry is not None
        return entry


_Field = tuple[Piece, ...]
"""What stands between two separators."""

_Joined = tuple[int, int, Piece]
"""The first and the last of the tokens that are one, and what they are together."""

_SPACE = " \t\n\r\x0b\x0c\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_WORD = regex.compile(rf"[^\s{FILLER}](?:[^\s]*[^\s{FILLER}])?")
_RULE = regex.compile(
    r"[:+]?[-=_─━┄┅┈┉]{3,}[:+]?|(?!--$)[┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋─━═+=-]{2,}|:?-{1,2}:|:-{1,2}"
)
_PAGE_NUMBER = regex.compile(
    r"[-~·•]\s*\d{1,4}\s*[-~·•]|第\s*\d{1,4}\s*页.{0,12}|\d{1,3}\s*/\s*\d{1,3}|page\s*\d+.{0,10}",
    regex.IGNORECASE,
)
_PAGE_OF_PAGES = regex.compile(
    r"第\s*\d{1,4}\s*页[\s/,]*共\s*\d{1,4}|page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|[1-9]\d{0,2}\s*/\s*[1-9]\d{0,2}",
    regex.IGNORECASE,
)
"""Page numbers that end in a figure and are one piece all the same."""
_LEADING_SPACES = regex.compile(rf"[ {FILLER}]*+")
_MAY_BE_FIGURE = regex.compile(r"[0-9OoＯｏ〇○lIｌ]|[-/\\无*~]")
_ENDS_IN_FIGURE = regex.compile(r"\S\s+[-+]?[0-9][0-9,.]*$|[^\s0-9]\s+[-/]$")
"""A label and its figures, or dashes, on one line: they are cut apart before the label is looked up."""
_RUN_ON = regex.compile(r"(.*\D)([0-9]{1,9})")
_FIGURE_ENDS = frozenset("0123456789,.-/")
_FIGURES_INSIDE = regex.compile(r"(?:\s[0-9]+(?=\s)){3}")
"""A table whose line ends became spaces: prose has no three numbers in a row."""
_NEAR = 64
"""Characters at a line's end that are looked at: many spaces may stand there."""
_LONGEST_FIGURE = 24
_AT_HAND = 1_000
"""Characters that are simply searched; beyond, the places of a mark are found once a text."""
_PROSE_KINDS = bytes((Kind.TEXT, Kind.NOISE))
_PROSE = 120
_NO_LABEL = 60
_UNITS = frozenset(("元", "万元", "亿元"))
_JOINS = 14
_MEMORY = 20_000


class Tokenizer:
    """Cuts texts into Tokens. Remembers pieces it has seen, as reports repeat the same labels and figures."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._fields: dict[str, _Field] = {}
        self._pieces: dict[tuple[str, int], Piece] = {}
        self._labels: dict[str, Piece] = {}

    def tokens(self, folded: str) -> Tokens:
        """The tokens of `folded`."""
        flat = folded.replace("\t", "\n").replace("|", "\n")
        fields = flat.split("\n")
        found = self._found(fields)
        filled = list(filter(None, found))
        pieces = list(chain.from_iterable(filled))
        places = list(compress(line_starts(flat), found))
        if len(pieces) > len(filled):
            places = list(chain.from_iterable(map(repeat, places, map(len, filled))))
        starts = list(map(add, places, [piece.offset for piece in pieces]))
        ends = list(map(add, places, [piece.stop for piece in pieces]))
        joined = self._joined(folded, pieces, starts, ends)
        if joined:
            pieces, starts, ends = _with_joined(joined, pieces, starts, ends)
        kinds = bytes([piece.kind for piece in pieces])
        label = int(Kind.LABEL)
        labels = [at for at, kind in enumerate(kinds) if kind == label]
        return Tokens(folded, pieces, starts, ends, kinds, labels)

    def _found(self, fields: list[str]) -> list[_Field]:
        memory = self._fields
        if len(memory) >= _MEMORY or len(self._pieces) >= _MEMORY:
            memory.clear()
            self._pieces.clear()
        found: list[_Field | None] = list(map(memory.get, fields))
        at = -1
        with suppress(ValueError):  # raised where no unknown field is left
            while True:
                at = found.index(None, at + 1)
                field = fields[at]
                # Looked for again, as it may have stood further up in this text.
                cut = memory.get(field)
                if cut is None:
                    cut = _plain_figure(field) or self._cut(field)
                found[at] = cut
                if len(field) <= _PROSE and len(memory) < _MEMORY:
                    memory[field] = cut
        return cast(list[_Field], found)

    def _cut(self, field: str) -> _Field:
        text = field.lstrip(_SPACE + FILLER)
        offset = len(field) - len(text)
        text = text.rstrip(_SPACE + FILLER)
        if not text:
            return ()
        if " " not in text or not (
            text[-1] in _FIGURE_ENDS
            and _ENDS_IN_FIGURE.search(text)
            and not _PAGE_OF_PAGES.fullmatch(text)
        ):
            whole = self._piece(text, offset)
            if whole.kind is not Kind.TEXT:
                return (whole,)
            if " " not in text:
                return self._run_on(text, offset) or (whole,)
            if len(text) > _PROSE and not _FIGURES_INSIDE.search(text):
                return (whole,)
        pieces: list[Piece] = []
        for match in _WORD.finditer(text):
            word, at = match.group(), offset + match.start()
            pieces += self._run_on(word, at) or (self._piece(word, at),)
        return tuple(pieces)

    def _run_on(self, text: str, offset: int) -> _Field:
        """The label of a row and the figure that nothing parts it from, where `text` is both; else nothing."""
        match = _RUN_ON.fullmatch(text) if text[-1].isdigit() else None
        if match is None or self._lexicon.look_up(text) is not None:
            return ()
        label, digits = match.groups()
        entry = self._lexicon.look_up(label)
        number = read_number(digits)
        if entry is None or number is None or not entry.has_row:
            return ()
        run_on = number._replace(oddities=(*number.oddities, Oddity.RUN_ON))
        at = offset + len(label)
        return (self._piece(label, offset), _figure(run_on, at, at + len(digits)))

    def _piece(self, text: str, offset: int) -> Piece:
        piece = self._pieces.get((text, offset))
        if piece is None:
            piece = self._classified(text, offset, offset + len(text))
            if len(text) <= _PROSE and len(self._pieces) < _MEMORY:
                self._pieces[text, offset] = piece
        return piece

    def _classified(self, text: str, offset: int, stop: int) -> Piece:
        length = stop - offset
        if length <= _LONGEST_FIGURE:
            plain = text.replace(FILLER, "")
            if _RULE.fullmatch(plain) or _PAGE_NUMBER.fullmatch(plain):
                return Piece(Kind.NOISE, offset, stop)
            if _MAY_BE_FIGURE.search(plain):
                number = read_number(plain)
                if number is not None:
                    return _figure(number, offset, stop)
                if is_blank_mark(plain):
                    return Piece(Kind.BLANK, offset, stop)
        is_foreign, is_far = self._lexicon.is_foreign(text)
        is_remote = is_far and length > _LONGEST_FIGURE
        if is_foreign:
            key = FOREIGN if length <= _NO_LABEL else ""
            return Piece(
                Kind.TEXT,
                offset,
                stop,
                key=key,
                key_without_note=key,
                may_open=text in _UNITS,
                is_remote=is_remote,
            )
        entry = self._lexicon.look_up(text)
        kind = Kind.TEXT if entry is None else Kind.LABEL
        if length > _NO_LABEL:
            return Piece(kind, offset, stop, entry, is_remote=is_remote)
        key = key_of(text)
        return Piece(
            kind,
            offset,
            stop,
            entry,
            key=key,
            key_without_note=key_of(strip_note(text)),
            may_open=(length <= 40 and key in self._lexicon.prefixes) or text in _UNITS,
            is_remote=is_remote,
        )

    def _joined(
        self, folded: str, pieces: list[Piece], starts: list[int], ends: list[int]
    ) -> list[_Joined]:
        """What was broken over several tokens: labels (商业 / 企业; one character a line), amounts and their unit."""
        joined: list[_Joined] = []
        free = 0
        for at in [at for at, piece in enumerate(pieces) if piece.may_open]:
            if at < free:
                continue
            if at > free and _is_unit(folded, pieces, starts, ends, at):
                joined.append((at - 1, at, _with_unit(folded, pieces, starts, ends, at)))
                free = at + 1
                continue
            label = self._broken_label(pieces, at)
            if label is not None:
                last, entry = label
                text = folded[starts[at] : ends[last]]
                piece = self._labels.get(text)
                if piece is None or piece.entry is not entry:
                    piece = Piece(Kind.LABEL, 0, len(text), entry)
                    if len(text) <= _PROSE and len(self._labels) < _MEMORY:
                        self._labels[text] = piece
                joined.append((at, last, piece))
                free = last + 1
        return joined

    def _broken_label(self, pieces: list[Piece], at: int) -> tuple[int, Entry] | None:
        """The longest label that begins with the piece at `at`: its last piece, and what it may name."""
        entries, prefixes = self._lexicon.entries, self._lexicon.prefixes
        first = pieces[at]
        key = first.key
        best = None
        for ahead in range(at + 1, min(at + _JOINS, len(pieces))):
            following = pieces[ahead]
            if following.kind < Kind.LABEL or following.stop - following.offset > _NO_LABEL:
                break
            if following.kind is Kind.NOISE:
                continue
            if first.kind is Kind.LABEL and following.kind is Kind.LABEL:
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


def _is_unit(folded: str, pieces: list[Piece], starts: list[int], ends: list[int], at: int) -> bool:
    """Whether a money unit stands at `at` behind a figure, apart from it by spaces only."""
    figure = pieces[at - 1].number
    return (
        figure is not None
        and figure.unit is None
        and folded[starts[at] : ends[at]] in _UNITS
        and not folded[ends[at - 1] : starts[at]].strip(" ")
    )


def _with_unit(
    folded: str, pieces: list[Piece], starts: list[int], ends: list[int], at: int
) -> Piece:
    number = pieces[at - 1].number
    assert number is not None
    unit = folded[starts[at] : ends[at]]
    return _figure(number._replace(unit=unit), 0, ends[at] - starts[at - 1])


def _plain_figure(field: str) -> _Field | None:
    """What a field is that holds a plain number, as nearly all do that were not met before; else None."""
    text = field.strip(" ")
    number = read_plain_number(text) if len(text) <= _LONGEST_FIGURE else None
    if number is None:
        return None
    offset = field.index(text)
    stop = offset + len(text)
    return (Piece(Kind.NUMBER, offset, stop, None, number, number.value, CellStatus.READ),)


def _figure(number: PrintedNumber, offset: int, stop: int) -> Piece:
    status = CellStatus.READ if number.is_plain else CellStatus.INFERRED
    return Piece(Kind.NUMBER, offset, stop, None, number, number.value, status)
