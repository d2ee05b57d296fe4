"""Owns the prose of a report: its text folded for reading sentences, without tables and plans."""

from collections.abc import Iterator
from functools import lru_cache

import regex

from core.cells import Span, TableKind
from core.extract.fold import FILLER, Squeezed, fold, squeeze
from core.reports import Reading
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
    folded = fold(text.text)
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


def sentences_of(text: str, end: regex.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch of `text` between matches of `end`, empty ones left out."""
    start = 0
    for match in end.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def table_spans(reading: Reading) -> tuple[Span, ...]:
    """From the first to the last figure of each table, in the order of the text."""
    by_table: dict[TableKind, list[Span]] = {}
    refs = reading.cells.index.refs
    for ref, cell in zip(refs, reading.cells.in_order, strict=True):
        if cell.span is not None:
            if ref.table in by_table:
                by_table[ref.table].append(cell.span)
            else:
                by_table[ref.table] = [cell.span]
    return tuple(
        sorted(
            Span(min(spans).start, max(span.end for span in spans)) for spans in by_table.values()
        )
    )


def words_of(text: SourceText, reading: Reading) -> str:
    """The folded text of a report without its tables: what is its own to say."""
    folded = fold(text.text)
    start = 0
    kept = []
    for span in table_spans(reading):
        kept.append(folded[start : max(start, span.start)])
        start = max(start, span.end)
    return "".join((*kept, folded[start:])).replace(FILLER, "")
