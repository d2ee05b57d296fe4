"""Owns what must hold of the Reading of any text whatever."""

import json
from collections.abc import Iterator
from itertools import repeat

from core.cells import Cell, CellStatus, Quantity, Span
from core.extract.folding.fold import fold, squeeze
from core.extract.folding.markup import mask_markup
from core.extract.reader import _Reader
from core.forms import load_forms
from core.numbers import read_number
from core.reading_codec import decode_reading, encode_reading
from core.record import RecordJob
from core.reports import Reading, Report
from core.text import SourceText
from core.wording import Language

_SURROUNDINGS = ("", "**\n", "<td>")
"""What a text may hold elsewhere that decides what is markup in it."""
_WITH_VALUE = (CellStatus.READ, CellStatus.INFERRED)


class Readers:
    """Two readers: one that remembers whatever it read before, and one that starts afresh each time."""

    def __init__(self) -> None:
        self._warm = _Reader(load_forms())
        self._fresh = _Reader(load_forms())
        lexicon = self._fresh._lexicon  # which all readers share
        lexicon._damaged.clear()
        lexicon._fragments.clear()
        self._memories = [*_empty_dicts(self._fresh, set())]

    def read(self, text: SourceText, source: str = "") -> Reading:
        """The Reading of `text`, found equal by both."""
        warm = self.read_by_one(text, source)
        for memory in self._memories:
            memory.clear()
        assert self._fresh.read(text, source, None) == warm, "what was read before shows"
        return warm

    def read_by_one(self, text: SourceText, source: str = "") -> Reading:
        """The Reading of `text` by the one that remembers."""
        return self._warm.read(text, source, None)


def _empty_dicts(part: object, seen: set[int]) -> Iterator[dict[object, object]]:
    """Whatever a reader that has read nothing may fill as it reads."""
    if id(part) in seen:
        return
    seen.add(id(part))
    if isinstance(part, dict):
        if not part:
            yield part
        for value in part.values():
            yield from _empty_dicts(value, seen)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _empty_dicts(value, seen)
    elif type(part).__module__.startswith("core.extract."):
        names = [*getattr(part, "__dict__", ()), *getattr(part, "__slots__", ())]
        for name in names:
            yield from _empty_dicts(getattr(part, name), seen)


def assert_sound(text: SourceText, reading: Reading) -> None:
    """Whatever the text: spans lie in it and say the value, statuses fit, it can be kept and printed."""
    form = load_forms()[reading.form]
    for ref, cell in zip(form.index.refs, reading.cells.in_order, strict=True):
        _assert_cell(cell, text, is_money=form.column(ref).quantity is Quantity.MONEY)
    spans = [finding.span for finding in reading.findings]
    spans += [found.span for found in (reading.unit, reading.year) if found]
    for span in filter(None, spans):
        _assert_inside(span, text)
    assert decode_reading(encode_reading(reading), load_forms()) == reading


def assert_printable(text: SourceText, reading: Reading) -> None:
    """Whatever the text: its record with all findings and suggestions is one line of JSON."""
    line = RecordJob(Language.CHINESE)(Report("a.txt", text, reading))
    assert line.encode().count(b"\n") == 1
    record = json.loads(line)
    assert len(record["cells"]) == len(reading.cells)


def _assert_cell(cell: Cell, text: SourceText, *, is_money: bool) -> None:
    assert (cell.value is not None) == (cell.status in _WITH_VALUE), cell
    assert bool(cell.candidates) == (cell.status is CellStatus.AMBIGUOUS), cell
    assert is_money or cell.unit is None, cell
    if cell.status is CellStatus.READ:
        assert cell.span is not None, cell
    assert (cell.raw is None) == (cell.span is None), cell
    if cell.span is None or cell.raw is None:
        return
    _assert_inside(cell.span, text)
    assert text.at(cell.span) == cell.raw, cell
    if cell.value is not None:
        assert str(cell.value) in map(_reread, _SURROUNDINGS, repeat(cell.raw)), cell


def _reread(before: str, raw: str) -> str | None:
    """What `raw` prints in a text that begins with `before`."""
    number = read_number(squeeze(mask_markup(fold(before + raw))[len(before) :]).text)
    return None if number is None else str(number.value)


def _assert_inside(span: Span, text: SourceText) -> None:
    assert 0 <= span.start <= span.end <= len(text.text), span
