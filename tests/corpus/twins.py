"""Owns following values through converters that know nothing of marks.

A document is converted twice: as it is, and as its twin, in which the digits of every value are replaced by a
letter that stands for that cell alone. Where both results agree but for these letters, it is known which
characters of the text came from which cell, which values were lost, and which stand glued together.

Where widths decide the layout (PDF), letters will not do: there four twins stand in, in which the digits of
every value spell the cell's number, a digit a twin.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from core.cells import Span
from core.layout import PrintedKind
from tests.corpus.document import Document
from tests.corpus.effects import Effects, is_blank, refs_of
from tests.corpus.grid import Grid, GridCell
from tests.corpus.marks import END, marked, without_marks
from tests.corpus.model import ANY


def _letters() -> str:
    """Letters as wide as a digit that no normalisation changes, enough for every cell."""
    codes = (*range(0x0180, 0x0250), *range(0x1E00, 0x1F00), *range(0x0400, 0x0530))
    return "".join(
        char
        for char in map(chr, codes)
        if unicodedata.east_asian_width(char) == "N"
        and unicodedata.normalize("NFKC", char) == char
        and unicodedata.category(char) in ("Lu", "Ll")
    )


LETTERS = _letters()[:260]
_NUMBER = {letter: number for number, letter in enumerate(LETTERS)}
_LETTER = re.compile(f"[{LETTERS}]+")
_DIGIT = re.compile("[0-9]")
_UNIT = re.compile("[万亿]?元")
_TAG = re.compile("<[^>]*>")


def twin_text(text: str) -> str:
    """Marked `text` with the ASCII digits of every value replaced by its cell's letter, marks removed."""
    parts = []
    at = 0
    for number, match in marked(text):
        parts += [text[at : match.start()], _DIGIT.sub(LETTERS[number], match[2])]
        at = match.end()
    return without_marks("".join([*parts, text[at:]]))


def digit_twin_text(text: str, turn: int) -> str:
    """Marked `text` with every digit of a value replaced by digit `turn` (0 to 3) of its cell's code."""
    parts = []
    at = 0
    for number, match in marked(text):
        parts += [text[at : match.start()], _DIGIT.sub(_code(number)[turn], match[2])]
        at = match.end()
    return without_marks("".join([*parts, text[at:]]))


def _code(number: int) -> str:
    """Four digits that are never all the same: the number, and its last digit's complement to 9."""
    return f"{number:03d}{9 - number % 10}"


def letters_from_digits(real: str, twins: list[str]) -> str | None:
    """The letter twin that four digit twins stand for; None where they do not run alike."""
    if any(len(twin) != len(real) for twin in twins):
        return None
    chars = []
    for char, *codes in zip(real, *twins, strict=True):
        if len(set(codes)) == 1:
            if codes[0] != char:
                return None
            chars.append(char)
            continue
        code = "".join(codes)
        if not (char.isdigit() and code.isdigit() and code == _code(int(code[:3]))):
            return None
        chars.append(LETTERS[int(code[:3])])
    return "".join(chars)


def followed(real: str, twin: str) -> dict[int, list[Span]] | None:
    """Where the values stand in `real`, by cell number; None where the two do not run alike."""
    if len(real) == len(twin):
        pairs = [(Span(0, len(real)), Span(0, len(twin)))]
    else:
        ours = [Span(*m.span()) for m in re.finditer(r"\S+", real)]
        theirs = [Span(*m.span()) for m in re.finditer(r"\S+", twin)]
        if len(ours) != len(theirs):
            return None
        pairs = list(zip(ours, theirs, strict=True))
    spans: dict[int, list[Span]] = {}
    for our, their in pairs:
        a, b = real[our.start : our.end], twin[their.start : their.end]
        if len(a) != len(b):
            return None
        for x, y in zip(a, b, strict=True):
            if x != y and not (y in _NUMBER and x.isdigit()):
                return None
        for number, start, end in _runs(b):
            span = Span(our.start + start, our.start + end)
            spans.setdefault(number, []).append(span)
    return spans


def _runs(text: str) -> Iterable[tuple[int, int, int]]:
    """Cell number, start and end of each run of one letter; runs parted by a separator or an O belong together."""
    run: list[int] | None = None
    for at, char in enumerate(text):
        if char in _NUMBER:
            number = _NUMBER[char]
            if run and run[0] == number and all(c in ".,，O" for c in text[run[2] : at]):
                run[2] = at + 1
                continue
            if run:
                yield run[0], run[1], run[2]
            run = [number, at, at + 1]
    if run:
        yield run[0], run[1], run[2]


@dataclass(frozen=True, slots=True)
class _Line:
    """One printed row of values: its cells, their first places, and its innermost label."""

    cells: list[GridCell]
    label: str


def marked_from(real: str, spans: dict[int, list[Span]]) -> str:
    """`real` with marks around the values in `spans`, as the layouts write it."""
    parts = []
    at = 0
    ordered = sorted((s, n) for n, several in spans.items() for s in several)
    for span, number in ordered:
        parts += [real[at : span.start], chr(0xF0000 + number), real[span.start : span.end], END]
        at = span.end
    return "".join([*parts, real[at:]])


def unfollowed(document: Document) -> frozenset[int]:
    """The numbers of the cells in which no ASCII digit is printed: no twin tells where they went."""
    return frozenset(
        number
        for grid in document.grids()
        for cell in grid.cells
        for number, match in marked(cell.text)
        if not _DIGIT.search(match[2])
    )


def judge(
    document: Document, real: str, spans: dict[int, list[Span]], blanks: str, effects: Effects
) -> None:
    """Notes in `effects` what the text `real` does not tell. `blanks`: kept, lines, aligned or swallowed."""
    positions = document.form.index.positions
    for grid in document.grids():
        lines = _lines(grid)
        numbers = {
            id(cell): positions[cell.ref]
            for line in lines
            for cell in line.cells
            if cell.ref is not None and END in cell.text and _DIGIT.search(cell.text)
        }
        if not any(number in spans for number in numbers.values()):
            effects.gone(refs_of(cell for line in lines for cell in line.cells))
            effects.excuse("table_missing", "no_table_text", "row_missing")
            continue
        _judge_lines(lines, numbers, real, spans, effects)
        _judge_blanks(lines, blanks, effects)
        if not any(
            effects.cells.get(ref, (ANY, True))[1] for line in lines for ref in refs_of(line.cells)
        ):
            effects.excuse("table_missing", "no_table_text")


def _lines(grid: Grid) -> list[_Line]:
    lines = []
    for row in grid.slots():
        own = {
            id(slot.cell): slot.cell
            for slot in row
            if slot.cell.kind is PrintedKind.VALUE and not slot.from_above
        }
        if own:
            labels = [s.cell.text for s in row if s.cell.kind is PrintedKind.ROW_LABEL]
            lines.append(_Line(list(own.values()), labels[-1] if labels else ""))
    return lines


def _judge_lines(
    lines: list[_Line],
    numbers: dict[int, int],
    real: str,
    spans: dict[int, list[Span]],
    effects: Effects,
) -> None:
    previous_end = 0
    starts = [*_first_places(lines, numbers, spans), len(real)]
    for at, line in enumerate(lines):
        known = [cell for cell in line.cells if id(cell) in numbers]
        places = [spans.get(numbers[id(cell)]) for cell in known]
        if not known:
            continue
        refs = refs_of(line.cells)
        if any(place is None for place in places):
            effects.unknowable(refs)
            effects.excuse("lost_value", "row_missing")
            continue
        firsts = [place[0] for place in places if place]
        in_order = all(a.end <= b.start for a, b in itertools.pairwise(firsts))
        between = [_TAG.sub("", real[a.end : b.start]) for a, b in itertools.pairwise(firsts)]
        others = any(re.search(r"\w", gap) and len(known) == len(line.cells) for gap in between)
        if any(
            _is_torn(cell, place or [], real) for cell, place in zip(known, places, strict=True)
        ):
            effects.doubtful(refs)
            effects.unknowable(
                refs_of(c for c, p in zip(known, places, strict=True) if _is_torn(c, p or [], real))
            )
            effects.excuse("split_number", "lost_value", "surplus_value", "row_missing")
        if not in_order or others or firsts[0].start < previous_end:
            effects.doubtful(refs)
            effects.excuse("lost_value", "row_missing", "lost_label", "surplus_value")
        elif line.label and not _label_near(line.label, real[previous_end : starts[at + 1]]):
            effects.doubtful(refs)
            effects.excuse("lost_label", "row_missing", "misspelt_label")
        effects.doubtful(
            refs_of(
                c for c, p in zip(known, places, strict=True) if _has_lost_unit(c, p or [], real)
            )
        )
        for cell, place in zip(known, places, strict=True):
            _judge_glue(cell, place or [], real, effects)
        if any(place and len(place) > 1 for place in places):
            effects.likely(refs)
            effects.excuse("surplus_value", "repeated_value")
        previous_end = max(previous_end, firsts[-1].end)


def _judge_glue(cell: GridCell, places: list[Span], real: str, effects: Effects) -> None:
    for place in places:
        before = real[place.start - 1 : place.start]
        after = real[place.end : place.end + 1]
        if before.isdigit() or after.isdigit():
            effects.unknowable(refs_of([cell]))
            effects.excuse("glued_figures", "lost_value", "row_missing", "surplus_value")


def _judge_blanks(lines: list[_Line], blanks: str, effects: Effects) -> None:
    for line in lines:
        empty = [cell for cell in line.cells if is_blank(cell)]
        if not empty:
            continue
        effects.excuse("blank_cell", "value_blank", "lost_value", "row_missing")
        if len(empty) == len(line.cells):
            effects.gone(refs_of(line.cells))
        elif blanks == "swallowed":
            effects.unknowable(refs_of(line.cells))
        elif blanks in ("aligned", "lines"):
            effects.doubtful(refs_of(line.cells))


def _first_places(
    lines: list[_Line], numbers: dict[int, int], spans: dict[int, list[Span]]
) -> list[int]:
    """Where the values of each line begin in the text; a line without any begins where the next does."""
    starts: list[int] = []
    following = 1 << 60
    for line in reversed(lines):
        found = [
            spans[numbers[id(cell)]][0].start
            for cell in line.cells
            if id(cell) in numbers and numbers[id(cell)] in spans
        ]
        following = min(found, default=following)
        starts.append(following)
    return starts[::-1]


def _is_torn(cell: GridCell, places: list[Span], real: str) -> bool:
    """Whether the digits of `cell` stand in pieces."""
    digits = len(_DIGIT.findall(without_marks(cell.text)))
    return any(len(_DIGIT.findall(real[p.start : p.end])) < digits for p in places)


def _has_lost_unit(cell: GridCell, places: list[Span], real: str) -> bool:
    """Whether the unit printed in `cell` no longer stands behind its figure."""
    unit = _UNIT.search(without_marks(cell.text))
    return unit is not None and any(not real.startswith(unit[0], p.end) for p in places)


def _bare(text: str) -> str:
    plain = _TAG.sub("", without_marks(text))
    return "".join(char for char in plain if char.isalnum() and not char.isascii())


def _label_near(label: str, around: str) -> bool:
    """Whether `label` can be made out in the text around its values: whole, or broken but in order."""
    wanted, text = _bare(label), _bare(around)
    if wanted[:8] in text:
        return True
    if wanted[:2] not in text:
        return False
    found = iter(text[text.index(wanted[:2]) :])
    return sum(1 for char in wanted if char in found) == len(wanted)
