"""Owns what stands in one field of a text, between two separators: labels, figures, blank marks, other text."""

import re
from typing import cast

import regex

from core.cells import CellStatus
from core.extract.folding.fold import FILLER
from core.extract.tokens.foreign import MANY, ForeignFields
from core.extract.tokens.lexicon import EMPTY, FOREIGN, LONGEST_PRINTED, Lexicon, key_of, strip_note
from core.extract.tokens.pieces import (
    LEAST_PROSE,
    LONGEST_LABEL,
    MONEY_UNITS,
    Field,
    Kind,
    Piece,
)
from core.numbers import (
    Oddity,
    PrintedNumber,
    is_blank_mark,
    read_number,
    read_plain_number,
)

LONGEST_REMEMBERED = 120
"""Characters of a field that is remembered; longer ones are prose, which is never printed twice."""
_NOISE = regex.compile(
    r"[:+]?[-=_─━┄┅┈┉]{3,}[:+]?|(?!--$)[┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋─━═+=-]{2,}|:?-{1,2}:|:-{1,2}"
    r"|[-~·•]\s*\d{1,4}\s*[-~·•]|第\s*\d{1,4}\s*页.{0,12}|\d{1,3}\s*/\s*\d{1,3}|page\s*\d+.{0,10}",
    regex.IGNORECASE,
)
"""Rules and page numbers."""
_PAGE_OF_PAGES = regex.compile(
    r"第\s*\d{1,4}\s*页[\s/,]*共\s*\d{1,4}|page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|[1-9]\d{0,2}\s*/\s*[1-9]\d{0,2}",
    regex.IGNORECASE,
)
"""Page numbers that end in a figure and are one piece all the same."""
_MAY_BE_FIGURE = regex.compile(r"[0-9OoＯｏ〇○lIｌ]|[-/\\无*~]")
_MAY_BE_NO_TEXT = re.compile(r"[\dOoＯｏ〇○lIｌ/\\无*~:+=_─-╿-]")
"""All of what is no text has one of these: digits, what stands for them, marks, and what rules are drawn with."""
_ENDS_IN_FIGURE = regex.compile(r"\S\s+[-+]?[0-9][0-9,.]*$|[^\s0-9]\s+[-/]$")
"""A label and its figures, or dashes, on one line: they are cut apart before the label is looked up."""
_RUN_ON = regex.compile(r"(.*\D)([0-9]{1,9})")
_FIGURE_ENDS = frozenset("0123456789,.-/")
_FIGURES_INSIDE = regex.compile(r"(?:\s++[0-9]++(?=\s)){3}")
"""A table whose line ends became spaces: prose has no three numbers in a row."""
_FEWEST_WORDS = 4
"""Words of a text that cannot hold three numbers in a row between others."""
_LONGEST_FIGURE = 24
_LONGEST_ROW = 120
"""Characters of a label and its figures on one line."""
_MEMORY = 20_000


class FieldCutter:
    """Cuts fields into Pieces. Remembers what it has seen, as reports repeat the same labels and figures."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._foreign = ForeignFields(lexicon)
        self._fields: dict[str, Field] = {}
        self._pieces: dict[tuple[str, int], Piece] = {}
        self._texts: dict[str, Piece] = {}

    def cut(self, fields: list[str]) -> list[Field]:
        """What each of the `fields` is cut into."""
        memory = self._fields
        if max(len(memory), len(self._pieces), len(self._texts)) >= _MEMORY:
            memory.clear()
            self._pieces.clear()
            self._texts.clear()
        found: list[Field | None] = list(map(memory.get, fields))
        if None in found:
            new = [at for at, cut in enumerate(found) if cut is None]
            if len(new) >= MANY:
                new = self._cut_foreign(new, fields, found)
            is_foreign = self._lexicon.is_foreign
            for at in new:
                field = fields[at]
                length = len(field)
                if length <= LONGEST_LABEL or FILLER in field:
                    is_prose = False
                elif " " in field:
                    is_prose = length > _LONGEST_ROW and _is_running_prose(field)
                else:
                    is_prose = not field[-1].isdigit() and (
                        length > LONGEST_PRINTED or is_foreign(field)
                    )
                # Nearly all prose there is is told so at a glance.
                found[at] = (Piece(Kind.TEXT, 0, length),) if is_prose else self._cut(field)
        return cast(list[Field], found)

    def _cut_foreign(
        self, new: list[int], fields: list[str], found: list[Field | None]
    ) -> list[int]:
        """Put what the `new` ones among the `fields` are cut into where they are foreign words; the others."""
        for at, words in zip(new, self._foreign.cut([fields[at] for at in new]), strict=True):
            found[at] = words
        return [at for at in new if found[at] is None]

    def _cut(self, field: str) -> Field:
        text = field.strip(EMPTY)
        offset = field.index(text[0]) if 0 < len(text) < len(field) else 0
        prose = self._prose(text, offset)
        if prose is not None:
            return (prose,)
        # Looked for again, as it may have stood further up in what is cut now.
        cut = self._fields.get(field)
        if cut is None:
            cut = self._pieces_of(text, offset)
            if len(field) <= LONGEST_REMEMBERED and len(self._fields) < _MEMORY:
                self._fields[field] = cut
        return cut

    def _prose(self, text: str, offset: int) -> Piece | None:
        """The Piece of a long `text` that is prose at a glance; None where it takes a longer look."""
        length = len(text)
        if length <= LEAST_PROSE or " " in text or text[-1].isdigit() or self._may_be_label(text):
            return None
        if length > LONGEST_LABEL:
            return Piece(Kind.TEXT, offset, offset + length)
        is_remote = self._lexicon.is_far(text)
        return Piece(
            Kind.TEXT,
            offset,
            offset + length,
            key=FOREIGN,
            key_without_note=FOREIGN,
            is_remote=is_remote,
        )

    def _may_be_label(self, text: str) -> bool:
        """Whether `text` is not plainly too long for a label, or unlike any."""
        length = len(text)
        is_short = length <= LONGEST_PRINTED or length - text.count(FILLER) <= LONGEST_PRINTED
        return is_short and not self._lexicon.is_foreign(text)

    def _pieces_of(self, text: str, offset: int) -> Field:
        """What a field is cut into that holds `text`, which begins so far behind its separator."""
        if not text:
            return ()
        if " " not in text:
            whole = self._piece(text, offset)
            run_on = self._run_on(text, offset) if whole.kind is Kind.TEXT else ()
            return run_on or (whole,)
        if not (
            text[-1] in _FIGURE_ENDS
            and _ENDS_IN_FIGURE.search(text)
            and not _PAGE_OF_PAGES.fullmatch(text)
        ):
            if len(text) <= _LONGEST_FIGURE or self._may_be_label(text):
                whole = self._piece(text, offset)
                if whole.kind is not Kind.TEXT:
                    return (whole,)
            if len(text) > _LONGEST_ROW and _is_running(text):
                return (Piece(Kind.TEXT, offset, offset + len(text)),)
        pieces: list[Piece] = []
        for printed in text.split(" "):
            word = printed.strip(FILLER)
            if word:
                pieces += self._word(word, offset + printed.index(word[0]))
            offset += len(printed) + 1
        return tuple(pieces)

    def _word(self, text: str, offset: int) -> Field:
        prose = self._prose(text, offset) if len(text) > LEAST_PROSE else None
        if prose is not None:
            return (prose,)
        return self._run_on(text, offset) or (self._piece(text, offset),)

    def _run_on(self, text: str, offset: int) -> Field:
        """The label of a row and the figure that nothing parts it from, where `text` is both; else nothing."""
        has_both = text[-1].isdigit() and not text.isdecimal()
        match = _RUN_ON.fullmatch(text) if has_both else None
        if match is None or self._lexicon.look_up(text) is not None:
            return ()
        label, digits = match.groups()
        entry = self._lexicon.look_up(label)
        number = read_number(digits)
        if entry is None or number is None or not entry.has_row:
            return ()
        run_on = number._replace(oddities=(*number.oddities, Oddity.RUN_ON))
        at = offset + len(label)
        return (self._piece(label, offset), figure_piece(run_on, at, at + len(digits)))

    def _piece(self, text: str, offset: int) -> Piece:
        """The Piece of `text`, the same wherever it begins so far behind its separator."""
        piece = self._pieces.get((text, offset))
        if piece is None:
            piece = self._classified(text).moved(offset)
            if len(text) <= LONGEST_REMEMBERED and len(self._pieces) < _MEMORY:
                self._pieces[text, offset] = piece
        return piece

    def _classified(self, text: str) -> Piece:
        """The Piece of `text` just behind its separator: the same things are printed at many offsets."""
        piece = self._texts.get(text)
        if piece is None:
            piece = self._number(text) or self._label_or_text(text)
            if len(text) <= LONGEST_REMEMBERED and len(self._texts) < _MEMORY:
                self._texts[text] = piece
        return piece

    def _number(self, text: str) -> Piece | None:
        """The Piece of a figure, or what else has no letters; None where `text` is neither."""
        stop = len(text)
        if stop > _LONGEST_FIGURE or not _MAY_BE_NO_TEXT.search(text):
            return None
        number = read_plain_number(text)
        if number is None:
            plain = text.replace(FILLER, "")
            if _NOISE.fullmatch(plain):
                return Piece(Kind.NOISE, 0, stop)
            if _MAY_BE_FIGURE.search(plain):
                number = read_number(plain)
                if number is None and is_blank_mark(plain):
                    return Piece(Kind.BLANK, 0, stop)
        return None if number is None else figure_piece(number, 0, stop)

    def _label_or_text(self, text: str) -> Piece:
        length = len(text)
        is_remote = LEAST_PROSE < length <= LONGEST_LABEL and self._lexicon.is_far(text)
        if self._lexicon.is_foreign(text):
            if length > LONGEST_LABEL:
                return Piece(Kind.TEXT, 0, length)
            return Piece(
                Kind.TEXT,
                0,
                length,
                key=FOREIGN,
                key_without_note=FOREIGN,
                may_open=text in MONEY_UNITS,
                is_remote=is_remote,
            )
        entry = self._lexicon.look_up(text)
        kind = Kind.TEXT if entry is None else Kind.LABEL
        if length > LONGEST_LABEL:
            return Piece(kind, 0, length, entry)
        key = key_of(text)
        return Piece(
            kind,
            0,
            length,
            entry,
            key=key,
            key_without_note=key_of(strip_note(text)),
            may_open=(length <= 40 and key in self._lexicon.prefixes) or text in MONEY_UNITS,
            is_remote=is_remote,
        )


def _is_running_prose(field: str) -> bool:
    """Whether a long field with spaces between its words, and none around them, is prose."""
    if field[-1] in _FIGURE_ENDS or len(field.strip(EMPTY)) < len(field):
        return False
    return _is_running(field)


def _is_running(text: str) -> bool:
    """Whether a long text is no row of figures, nor one of headers that wide gaps part."""
    if _has_figures_inside(text):
        return False
    return "  " not in text or len(" ".join(text.split())) > _LONGEST_ROW


def _has_figures_inside(text: str) -> bool:
    """Whether `text` is a table whose line ends became spaces."""
    return len(text.split(None, _FEWEST_WORDS)) > _FEWEST_WORDS and bool(
        _FIGURES_INSIDE.search(text)
    )


def figure_piece(number: PrintedNumber, offset: int, stop: int) -> Piece:
    """The Piece of a figure that prints `number`."""
    status = CellStatus.READ if number.is_plain else CellStatus.INFERRED
    return Piece(Kind.NUMBER, offset, stop, None, number, number.value, status)
