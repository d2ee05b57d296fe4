"""Owns aligning a table that is one line of figures under merged headers (review and litigation).

Its figures follow their headers in one run; some texts print them block by block, each under its own headers.
"""

from collections import Counter
from itertools import pairwise

from core.cells import Quantity, Span
from core.extract.figures import Figure, Printed, figure_of, join
from core.extract.lexicon import Lexicon
from core.extract.locate import Cluster
from core.extract.remarks import CompleteRow, Remark, TableReading
from core.extract.rows import RowReading, Trust, exact, readings
from core.extract.separation import Separation, unit_of
from core.extract.tokens import Kind, Tokens
from core.forms import FormTable

LINE = "*"
"""Stands in a remark for all rows, which stand side by side."""


def align_line(
    table: FormTable, lexicon: Lexicon, cluster: Cluster, tokens: Tokens
) -> TableReading:
    """What the table at `cluster` holds: one row over all its cells."""
    (block,) = table.blocks
    width = len(block.rows) * block.width
    chunks = _chunks(lexicon, cluster, tokens)
    remarks: list[Remark] = []
    if not chunks:
        empty = RowReading(0, width, readings([], width, ()), Trust.LABELLED)
        return TableReading([], {0: empty}, remarks)
    run = _whole_run(chunks, width, block.width)
    lines = _lines(run, tokens)
    if len(lines) == 1 and len(run) == width == run[-1] - run[0] + 1:
        if all(figure.printed is not Printed.SPLIT for figure in lines[0]):
            return TableReading([CompleteRow(0, run[0])], {}, remarks)
    span = Span(tokens.starts[run[0]], tokens.ends[run[-1]])
    figures = [figure for line in lines for figure in line]
    fitting = [line for line in lines if len(line) == width]
    if len(figures) != width and len(fitting) == 1:
        figures = fitting[0]
        remarks.append(Remark("stray_figures", (), span))
    if len(figures) == width:
        hypotheses = exact(figures)
    else:
        if figures:
            code = "lost_value" if len(figures) < width else "surplus_value"
            remarks.append(Remark(code, (LINE,), span, {"found": len(figures), "expected": width}))
        hypotheses = readings(figures, width, (Quantity.COUNT,) * width)
    loose = () if hypotheses else tuple(figures)
    is_torn = len(chunks) > 1 and not _is_even([len(chunk) for chunk in chunks], block.width)
    trust = Trust.PLACED if is_torn else Trust.LABELLED
    row = RowReading(0, width, hypotheses, trust, loose)
    return TableReading([], {0: row}, remarks)


def _chunks(lexicon: Lexicon, cluster: Cluster, tokens: Tokens) -> list[list[int]]:
    """Runs of figures, a new one after each label; other text ends the last of them."""
    chunks: list[list[int]] = []
    open_chunk = False
    for at in range(cluster.start, cluster.end):
        kind = tokens.kinds[at]
        if kind <= Kind.BLANK:
            if not open_chunk:
                chunks.append([])
                open_chunk = True
            chunks[-1].append(at)
        elif kind == Kind.LABEL:
            open_chunk = False
        elif kind == Kind.TEXT and not lexicon.is_fragment(tokens.text(at)):
            if chunks and at > cluster.labels[-1]:
                break
            open_chunk = False
    return chunks


def _whole_run(chunks: list[list[int]], width: int, block_width: int) -> list[int]:
    """The figures of the table: all chunks where they make up blocks or single cells, else the last run."""
    sizes = [len(chunk) for chunk in chunks]
    if sum(sizes) == width and _is_even(sizes, block_width):
        return [at for chunk in chunks for at in chunk]
    if len(chunks) > 1 and sum(sizes) <= width + 1:
        return [at for chunk in chunks for at in chunk]
    return chunks[-1] if sizes[-1] >= block_width else max(chunks, key=len)


def _is_even(sizes: list[int], block_width: int) -> bool:
    """Whether the runs are what a print block by block, or cell by cell, leaves: all of one kind."""
    return set(sizes) in ({1}, {block_width}, {block_width, 2 * block_width}) or len(sizes) == 1


def _lines(run: list[int], tokens: Tokens) -> list[list[Figure]]:
    """The figures, one list a printed line; two numbers within one cell become one SPLIT figure."""
    gaps = [unit_of(tokens.folded[tokens.ends[a] : tokens.starts[b]]) for a, b in pairwise(run)]
    lines = [[figure_of(tokens, run[0])]]
    if not gaps:
        return lines
    separation = Separation.of(Counter(gaps).most_common(1)[0][0])
    for at, gap in zip(run[1:], gaps, strict=True):
        figure = figure_of(tokens, at)
        if separation.breaks(gap):
            lines.append([figure])
        elif gap == " " and separation.mark != " ":
            joined = join(lines[-1][-1], figure)
            if joined is None:
                lines[-1].append(figure)
            else:
                lines[-1][-1] = joined._replace(printed=Printed.SPLIT)
        else:
            lines[-1].append(figure)
    return lines
