"""Owns aligning a table that is one line of figures under merged headers (review and litigation).

Its figures follow their headers in one run; some texts print them block by block, each under its own headers.
"""

from collections import Counter
from itertools import pairwise

from core.extract.places.locate import Cluster
from core.extract.rows.figures import figure_in, figure_of, is_torn, join
from core.extract.rows.line_cells import LineCells
from core.extract.rows.remarks import LINE, CompleteRow, FoundRow, Remark, Slot, TableReading, Trust
from core.extract.rows.segments import has_border, is_like_figure
from core.extract.rows.separation import Separation, unit_of
from core.extract.tokens.lexicon import Lexicon
from core.extract.tokens.pieces import Kind
from core.extract.tokens.tokens import Tokens
from core.forms import FormTable

_BLANK, _LABEL, _TEXT, _NOISE = Kind.BLANK, Kind.LABEL, Kind.TEXT, Kind.NOISE
"""By themselves: looking one up in its Enum takes Python ten times as long."""
_LONGEST_CELL = 16
"""Characters of the longest words that may stand where a figure should."""
_NEAR = 15
"""Cells further on, a figure says nothing of a word."""


def align_line(
    table: FormTable, lexicon: Lexicon, cluster: Cluster, tokens: Tokens
) -> TableReading:
    """What the table at `cluster` holds: one row over all its cells."""
    (block,) = table.blocks
    width = len(block.rows) * block.width
    chunks, end = _chunks(lexicon, cluster, tokens)
    remarks: list[Remark] = []
    if not chunks:
        words = _words_for_figures(cluster, tokens)
        if len(words) < block.width:
            return TableReading([], [FoundRow(0, (), False)], remarks)
        remarks.append(Remark("unread_row", (LINE,), (words[0], words[-1])))
        return TableReading([], [FoundRow(0, None, False)], remarks)
    torn = [at for at in range(cluster.start, end) if is_torn(tokens, at)]
    if torn:
        remarks.append(Remark("unread_row", (LINE,), (torn[0], torn[-1])))
        return TableReading([], [FoundRow(0, None, False)], remarks)
    run = _whole_run(chunks, width, block.width)
    if len(run) == width - 1 and run[-1] + 1 == end < cluster.end and _is_in_cell(tokens, end):
        run.append(end)  # a word in the last cell
    lines, is_lasting, is_tracked = _lines(run, tokens)
    stray = _stray(end, cluster.end, tokens)
    if len(lines) == 1 and len(lines[0]) == len(run) == width == run[-1] - run[0] + 1:
        others = [
            at for chunk in chunks if chunk[0] != run[0] and len(chunk) >= width for at in chunk
        ]
        return _full_line(run, others, stray, tokens, is_lasting, block.width)
    where = (run[0], run[-1])
    if len(run) < width:
        figures = lines[0] if len(lines) == 1 else [(at, at) for at in run]
        placed = _with_blanks(cluster, tokens, table, figures)
        if placed is not None:
            return TableReading([], [placed], remarks, is_lasting)
    slots = [slot for line in lines for slot in line]
    fitting = _fitting(lines, width, tokens)
    trust = Trust.LABELLED
    if len(slots) != width and len(fitting) == 1:
        slots = fitting[0]
        # What stands on other lines may be the rest of figures that were wrapped within their cells.
        below = Trust.BESIDE if [len(line) for line in lines[1:]] == [1] else Trust.CUT
        trust = below if fitting[0] is lines[0] else Trust.PLACED
        remarks.append(Remark("stray_figures", (LINE,), where))
    elif stray:
        trust = Trust.PLACED
    if len(slots) != width:
        code = "lost_value" if len(slots) < width else "surplus_value"
        remarks.append(Remark(code, (LINE,), where, {"found": len(slots), "expected": width}))
    pieces = chunks if len(chunks) > 1 or len(slots) != width else lines
    sizes = [len(piece) for piece in pieces]
    if trust is not Trust.BESIDE and len(sizes) > 1 and not _is_even(sizes, block.width):
        # As many as there should be, over several lines: one may be a page number, unless they add up.
        is_full = trust is Trust.LABELLED and len(slots) == width
        trust = Trust.BESIDE if is_full else Trust.PLACED
    elif not is_tracked and any(first != last for first, last in slots):
        # Numbers were put together to fill the row, though nothing marks its cells.
        trust = Trust.PLACED
    row = FoundRow(0, tuple(slots), len(slots) == width, trust)
    return TableReading([], [row], remarks, is_lasting)


def _full_line(
    run: list[int],
    others: list[int],
    stray: int,
    tokens: Tokens,
    is_lasting: bool,
    block_width: int,
) -> TableReading:
    """The line of just as many figures as there should be, `others` being those of further lines as long."""
    slots = tuple([(at, at) for at in run])
    if _skips_cell(run, tokens, block_width):
        # With the empty cell among them they are one too many: one does not belong there.
        params: dict[str, object] = {"found": len(run) + 1, "expected": len(run)}
        remark = Remark("surplus_value", (LINE,), (run[0], run[-1]), params)
        trust = Trust.PLACED
    elif others:
        # A line for each unit, or each year: nothing tells which of them is the report's.
        remark = Remark("stray_figures", (LINE,), (others[0], others[-1]))
        trust = Trust.PLACED
    elif any(tokens.kinds[at] > _BLANK for at in run):
        return TableReading([], [FoundRow(0, slots, True)], [], is_lasting)
    elif stray:
        remark = Remark("stray_figures", (LINE,), (stray, stray))
        trust = Trust.CUT
    else:
        return TableReading([CompleteRow(0, run[0])], [], [], is_lasting)
    return TableReading([], [FoundRow(0, slots, True, trust)], [remark], is_lasting)


def _with_blanks(
    cluster: Cluster, tokens: Tokens, table: FormTable, figures: list[Slot]
) -> FoundRow | None:
    """The line of `figures` with its blank cells, where borders tell which these are."""
    (block,) = table.blocks
    placed = LineCells(cluster, tokens, table).place(figures, len(block.rows) * block.width)
    if placed is None:
        return None
    # A figure may be lost instead of blank, and who padded the line at its end have hidden that.
    return FoundRow(0, placed, True, Trust.FITTED)


def _skips_cell(run: list[int], tokens: Tokens, block_width: int) -> bool:
    """Whether an empty cell stands among the figures of one line, by the borders between them.

    What parts the blocks from one another may be wider than what parts the figures of each.
    """
    gaps = [unit_of(tokens.folded[tokens.ends[a] : tokens.starts[b]]) for a, b in pairwise(run)]
    separation = Separation.of(Counter(gaps).most_common(1)[0][0])
    if separation.mark == " ":
        return False
    steps = [separation.count(gap) for gap in gaps]
    if len({*steps[block_width - 1 :: block_width]}) == 1:
        del steps[block_width - 1 :: block_width]
    return any(step > 1 for step in steps)


def _fitting(lines: list[list[Slot]], width: int, tokens: Tokens) -> list[list[Slot]]:
    """The lines with as many figures as the table has columns; a rule of dashes is none where others are."""
    fitting = [line for line in lines if len(line) == width]
    if len(fitting) < 2:
        return fitting
    return [line for line in fitting if any(tokens.kinds[at] == Kind.NUMBER for at, _ in line)]


def _stray(start: int, end: int, tokens: Tokens) -> int:
    """A figure behind the table that begins a line of figures, as the rest of a row behind a page's end; or 0.

    One that has a line to itself is a page number, rather.
    """
    for at in range(start + 1, end - 1):
        if tokens.kinds[at] != Kind.NUMBER:
            continue
        before = tokens.folded[tokens.ends[at - 1] : tokens.starts[at]]
        after = tokens.folded[tokens.ends[at] : tokens.starts[at + 1]]
        is_in_row = "\t" in after or "|" in after or tokens.kinds[at + 1] == Kind.NUMBER
        if "\n" in before and "\n" not in after[:1] and is_in_row:
            return at
    return 0


def _chunks(lexicon: Lexicon, cluster: Cluster, tokens: Tokens) -> tuple[list[list[int]], int]:
    """Runs of figures, a new one after each label, and where they end: at text behind the last of them.

    What is said to be nothing (无) behind other text is no longer the table.
    """
    chunks: list[list[int]] = []
    open_chunk = False
    is_left = has_figures = False
    for at in range(cluster.start, cluster.end):
        kind = tokens.kinds[at]
        if kind <= _BLANK or _is_word(tokens, at, cluster.end):
            if not open_chunk:
                if is_left and kind == _BLANK:
                    continue
                chunks.append([])
                open_chunk = True
            chunks[-1].append(at)
            has_figures = has_figures or kind <= _BLANK
        elif kind == _LABEL:
            open_chunk = False
        elif kind == _TEXT and not lexicon.is_fragment(tokens.text(at)):
            is_left = at > cluster.labels[-1]
            if has_figures and is_left:
                return chunks, at
            open_chunk = False
    return chunks, cluster.end


def _words_for_figures(cluster: Cluster, tokens: Tokens) -> list[int]:
    """Short words like figures behind the labels of a table that has none."""
    return [
        at
        for at in range(cluster.labels[-1] + 1, cluster.end)
        if tokens.kinds[at] in (_TEXT, _NOISE)
        and tokens.length(at) <= _LONGEST_CELL
        and is_like_figure(tokens.text(at))
    ]


def _is_word(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a word stands at `at` in a cell of the line: one like a figure (约12件), or any before others."""
    if not _is_in_cell(tokens, at):
        return False
    if is_like_figure(tokens.text(at)):
        return True
    behind = next(
        (to for to in range(at + 1, min(at + _NEAR, end)) if tokens.kinds[to] <= _BLANK), end
    )
    return (
        tokens.kinds[at] == _TEXT
        and behind < end
        and "\n" not in tokens.folded[tokens.ends[at] : tokens.starts[behind]]
    )


def _is_in_cell(tokens: Tokens, at: int) -> bool:
    """Whether words short enough for a cell stand at `at`, beside a border."""
    if tokens.kinds[at] not in (_TEXT, _NOISE) or tokens.length(at) > _LONGEST_CELL:
        return False
    return has_border(tokens, at)


def _whole_run(chunks: list[list[int]], width: int, block_width: int) -> list[int]:
    """The figures of the table: all chunks where they make up blocks or single cells, else the last run."""
    sizes = [len(chunk) for chunk in chunks]
    if sum(sizes) == width and _is_even(sizes, block_width):
        return [at for chunk in chunks for at in chunk]
    if len(chunks) > 1 and sum(sizes) <= width + 1:
        return [at for chunk in chunks for at in chunk]
    return chunks[-1] if sizes[-1] >= block_width else max(chunks, key=len)


def _is_even(sizes: list[int], block_width: int) -> bool:
    """Whether the runs are what a print block by block, or so many cells a line, leaves: all of one kind."""
    if set(sizes) in ({1}, {block_width}, {block_width, 2 * block_width}) or len(sizes) == 1:
        return True
    return len(sizes) > 2 and len(set(sizes[:-1])) == 1 and sizes[-1] <= sizes[0]


def _lines(run: list[int], tokens: Tokens) -> tuple[list[list[Slot]], bool, bool]:
    """The figures, one list a printed line; whether that holds whatever they are, and whether cells are marked.

    Two numbers within one cell are one, if they can be digits of one number.
    """
    gaps = [unit_of(tokens.folded[tokens.ends[a] : tokens.starts[b]]) for a, b in pairwise(run)]
    lines: list[list[Slot]] = [[(run[0], run[0])]]
    is_lasting = True
    separation = Separation.among(Counter(gaps or " "))
    for at, gap in zip(run[1:], gaps, strict=True):
        if separation.breaks(gap):
            lines.append([(at, at)])
        elif gap == " " and separation.mark != " ":
            is_lasting = False
            last = lines[-1][-1]
            if join(figure_in(last, tokens), figure_of(tokens, at)) is None:
                lines[-1].append((at, at))
            else:
                lines[-1][-1] = (last[0], at)
        else:
            lines[-1].append((at, at))
    return lines, is_lasting, separation.is_tracked
