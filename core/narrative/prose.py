"""Owns the prose of a report: its text folded for reading sentences, without tables and plans."""

from collections.abc import Iterator
from functools import lru_cache

import regex

from core.cells import Span
from core.extract.fold import FILLER, Squeezed, fold, squeeze
from core.forms import Form
from core.reports import Reading
from core.text import SourceText

# A line that runs on in the next: long, without an end of sentence, and no heading follows.
_WRAP = regex.compile(
    r"(?<=[^\n]{25}[\p{Han}\d,、])\n(?=[\p{Han}\d])(?![一二三四五六七八九十]+、|\d+[.、])"
)
_PROBLEMS = regex.compile(r"^[^\n]{0,12}存在[^\n]{0,8}问题[^\n]{0,16}$", regex.MULTILINE)
_OTHERS = regex.compile(r"^[^\n]{0,8}其他需要?报告", regex.MULTILINE)


@lru_cache(maxsize=4)
def prose_of(text: SourceText) -> Squeezed:
    """The text folded, lines that run on joined, and section 五 (problems and plans) silenced."""
    folded = _WRAP.sub(FILLER, fold(text.text))
    start = _PROBLEMS.search(folded)
    if start:
        end = _OTHERS.search(folded, start.end())
        stop = end.start() if end else len(folded)
        silent = regex.sub(r"[^\n]", FILLER, folded[start.end() : stop])
        folded = folded[: start.end()] + silent + folded[stop:]
    return squeeze(folded)


def sentences_of(text: str, end: regex.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch of `text` between matches of `end`, empty ones left out."""
    start = 0
    for match in end.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def table_spans(reading: Reading, form: Form) -> list[Span]:
    """From the first to the last figure of each table."""
    by_table: dict[object, list[Span]] = {}
    for ref, cell in zip(form.index.refs, reading.cells.in_order, strict=True):
        if cell.span is not None:
            by_table.setdefault(ref.table, []).append(cell.span)
    return [
        Span(min(span.start for span in spans), max(span.end for span in spans))
        for spans in by_table.values()
    ]


def words_of(text: SourceText, reading: Reading, form: Form) -> str:
    """The folded text of a report without its tables: what is its own to say."""
    folded = fold(text.text)
    start = 0
    kept = []
    for span in sorted(table_spans(reading, form)):
        kept.append(folded[start : span.start])
        start = max(start, span.end)
    return "".join((*kept, folded[start:])).replace(FILLER, "")
