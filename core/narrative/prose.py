"""Owns the prose of a report: its text folded for reading sentences, without tables and plans."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

import regex

from core.cells import Span
from core.extract.folding.fold import FILLER, Squeezed, folded_report, squeeze
from core.extract.identity.marks import places_of_marks
from core.reports import Reading
from core.tables import CellIndex
from core.text import SourceText

# A line that runs on in the next: long, without an end of sentence, and no heading follows.
_WRAP = regex.compile(
    r"(?<=[^\n]{25}[\p{Han}\d,、])\n(?=[\p{Han}\d])(?![一二三四五六七八九十]+、|\d+[.、])"
)
_PROBLEMS = regex.compile(r"^[^\n]{0,12}存在[^\n]{0,8}问题[^\n]{0,16}$", regex.MULTILINE)
_OTHERS = regex.compile(r"^[^\n]{0,8}其他需要?报告", regex.MULTILINE)


@lru_cache(maxsize=4)
def prose_of(text: SourceText, tables: tuple[Span, ...] = ()) -> Squeezed:
    """The text folded, lines that run on joined; `tables` and section 五 (problems and plans) are left out."""
    folded = folded_report(text.text)
    for span in tables:
        folded = _silenced(folded, span.start, span.end)
    folded = _WRAP.sub(FILLER, folded)
    start = _PROBLEMS.search(folded)
    if start:
        end = _OTHERS.search(folded, start.end())
        folded = _silenced(folded, start.end(), end.start() if end else len(folded))
    return squeeze(folded)


def _silenced(folded: str, start: int, end: int) -> str:
    """`folded` with nothing but an end of line from `start` to `end`; its length stays."""
    if end <= start:
        return folded
    return folded[:start] + "\n" + FILLER * (end - start - 1) + folded[end:]


class Sentences:
    """Parts of a text that end with one of some marks."""

    def __init__(self, marks: str) -> None:
        self._marks = marks
        self._behind = re.compile(f"[{re.escape(marks)}]")

    def with_words(self, text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
        """Start and end, without its mark, of each sentence of `text` with one of `words` in it, in order."""
        end = 0
        for at in places_of_marks(text, words):
            if at >= end:
                before = max([text.rfind(mark, end, at) for mark in self._marks])
                behind = self._behind.search(text, at)
                start = before + 1 if before >= 0 else end
                end = behind.start() if behind else len(text)
                yield start, end


def table_spans(reading: Reading) -> tuple[Span, ...]:
    """From the first to the last figure of each table, in the order of the text."""
    columns = reading.cells.columns
    odd = sorted((at, cell.span) for at, cell in columns.odd.items() if cell.span is not None)
    found: list[Span] = []
    for first, end in _ranges(reading.cells.index):
        plain = columns.starts[first:end]
        starts = [start for start in plain if start is not None]
        ends: list[int] = []
        if starts:  # no figure reaches beyond the last one
            last = max(starts)
            digits = columns.printed[first + plain.index(last)]
            ends.append(last + len(digits or ""))
        for _, span in odd[bisect_left(odd, (first,)) : bisect_left(odd, (end,))]:
            starts.append(span.start)
            ends.append(span.end)
        if starts:
            found.append(Span(min(starts), max(ends)))
    return tuple(sorted(found))


@cache
def _ranges(index: CellIndex) -> tuple[tuple[int, int], ...]:
    """From which position to which the cells of each table stand."""
    tables = [ref.table for ref in index.refs]
    bounds = [at for at in range(1, len(tables)) if tables[at] is not tables[at - 1]]
    return tuple(pairwise([0, *bounds, len(tables)]))


def words_of(text: SourceText, reading: Reading) -> str:
    """The folded text of a report without its tables: what is its own to say."""
    folded = folded_report(text.text)
    start = 0
    kept = []
    for span in table_spans(reading):
        kept.append(folded[start : max(start, span.start)])
        start = max(start, span.end)
    return "".join((*kept, folded[start:])).replace(FILLER, "")
