"""Owns the emulators of the layout families: a document as the text that each family makes of it.

Families and letters are those of the domain notes. Each emulator is deterministic by its seed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from core.cells import TableKind
from core.layout import PrintedKind
from tests.corpus.document import Document, Paragraph, ParagraphKind
from tests.corpus.effects import Effects, is_blank, refs_of, swallow_blanks
from tests.corpus.grid import Grid, GridCell, Slot
from tests.corpus.marks import is_marked, without_marks

Writer = Callable[[Grid, Random, Effects], str]


@dataclass(frozen=True, slots=True)
class Layout:
    """One variant of a family: how a table is written and what stands between parts."""

    family: str
    maker: str
    write: Writer
    separators: tuple[str, ...] = ("\n", "\n\n")
    keeps_blanks: bool = True


def lay_out(document: Document, layout: Layout, rng: Random, effects: Effects) -> str:
    """`document` as marked text."""
    separator = rng.choice(layout.separators)
    texts = []
    for part in document.parts:
        if isinstance(part, Paragraph):
            prefix = "## " if layout.family == "V8" and part.kind is ParagraphKind.HEADING else ""
            texts.append(prefix + part.text)
        else:
            if not layout.keeps_blanks:
                swallow_blanks(part, effects)
            texts.append(layout.write(part, rng, effects))
    return separator.join(texts)


def _one_line(text: str) -> str:
    return text.replace("\n", "")


def _present(grid: Grid, *, blanks: bool) -> list[list[str]]:
    """The texts of each row's own cells; without empty labels, and without blank values unless `blanks`."""
    return [
        [
            _one_line(cell.text)
            for cell in row
            if cell.text.strip() or (blanks and cell.kind is PrintedKind.VALUE)
        ]
        for row in grid.rows()
    ]


# --- V1 CELL-BLANK ----------------------------------------------------------------------------------


def _cell_blank(separator: str, *, blanks: bool, broken: str = "") -> Writer:
    def write(grid: Grid, rng: Random, effects: Effects) -> str:
        lines: list[str] = []
        for row in grid.rows():
            values = [cell for cell in row if cell.kind is PrintedKind.VALUE]
            if blanks and any(map(is_blank, values)) and not all(map(is_blank, values)):
                effects.doubtful(refs_of(values))  # only empty lines tell which cells are blank
            for cell in row:
                text = cell.text
                if cell.kind is not PrintedKind.VALUE and broken:
                    text = _broken(text, broken, rng)
                if text.strip() or (blanks and (is_blank(cell) or grid.kind is None)):
                    lines.append(text)
        return separator.join(lines)

    return write


def _broken(text: str, separator: str, rng: Random) -> str:
    """A label broken over lines where narrow cells break it."""
    if len(text) < 4 or rng.random() < 0.6:
        return text
    if "）" in text[1:5]:
        at = text.index("）") + 1
    else:
        at = 3 if text.startswith("本年") else 2
    return text[:at] + separator + text[at:] if 0 < at < len(text) else text


# --- V2 TAB-CELL ------------------------------------------------------------------------------------


def _distinct(row: list[Slot]) -> list[Slot]:
    """One slot for each cell that covers the row, continued cells from above included."""
    return [slot for slot in row if not slot.from_left]


def _tab_cell(*, ragged: bool = False) -> Writer:
    def write(grid: Grid, rng: Random, effects: Effects) -> str:
        rows = []
        for row in grid.slots():
            lines = []
            for slot in _distinct(row):
                text = slot.text
                if ragged and slot.cell.kind is PrintedKind.VALUE and rng.random() < 0.3:
                    text = " " + text + rng.choice(["", " "])
                lines.append("\t" + text)
            rows.append("\n".join(lines))
        return "\n\n".join(rows) + ("\n" if rng.random() < 0.7 else "")

    return write


# --- V3 TAB-ROW -------------------------------------------------------------------------------------


def _tab_row(style: str) -> Writer:
    def write(grid: Grid, rng: Random, effects: Effects) -> str:
        trailing = rng.choice(["", "\t", "\t\t"]) if style in ("short", "slid") else ""
        lines = []
        for row in grid.slots():
            texts = _tab_texts(row, style)
            line = "\t".join(map(_one_line, texts)) + trailing
            lines.append(line.rstrip("\t") if style == "stripped" else line)
        return "\n".join(lines)

    return write


def _tab_texts(row: list[Slot], style: str) -> list[str]:
    if style == "filled":
        return [slot.cell.text for slot in row]
    texts = [slot.text for slot in row]
    labels = [at for at, slot in enumerate(row) if slot.cell.kind is PrintedKind.ROW_LABEL]
    if style in ("short", "slid") and len(labels) == 3:
        if style == "slid" and texts[labels[0]] == "" and _slides(texts[1], texts[2]):
            if texts[1] and texts[2]:
                return texts[1:]
            return [texts[2], "", *texts[3:]] if texts[2] else [texts[1], *texts[3:], "", ""]
        if row[labels[2]].from_left:
            del texts[2]
    return texts


def _slides(*labels: str) -> bool:
    """The labels that were seen at column 0 of a published table."""
    starts = ("5.要求", "（六）", "（七）", "(六)", "(七)")
    return any(label.startswith(starts) for label in labels)


# --- V4, V5 pipes, one row a line -------------------------------------------------------------------


def _pipe_row(*, padded: bool, blanks: bool, wide: int = 0, titled: str = "") -> Writer:
    def write(grid: Grid, rng: Random, effects: Effects) -> str:
        lines = [titled + " |"] if titled and grid.kind is not None else []
        width = grid.column_count + wide
        for texts in _present(grid, blanks=blanks):
            line = " | ".join(texts) + " |"
            if padded and len(texts) < width:
                line += (" " if texts else "") + "|" * (width - len(texts))
            lines.append(line)
        return "\n".join(lines)

    return write


# --- V6, V7 pipes, one cell a line ------------------------------------------------------------------


def _cell_pipe(style: str) -> Writer:
    def write(grid: Grid, rng: Random, effects: Effects) -> str:
        lines: list[str] = []
        for row, texts in zip(grid.slots(), _present(grid, blanks=True), strict=True):
            if style == "repeated":
                texts = _repeated_values(row, effects)
            cells = [f"{text} |" if text.strip() else "|" for text in texts]
            if style == "leading":
                lines.append("|")
            if style == "pairs":
                cells = [" ".join(cells[at : at + 2]) for at in range(0, len(cells), 2)]
            lines += cells
            if style in ("padded", "pairs") and len(texts) < grid.column_count:
                lines.append("|" * (grid.column_count - len(texts)))
        return "\n".join(lines)

    return write


def _repeated_values(row: list[Slot], effects: Effects) -> list[str]:
    """The texts of a row in which a merged value was written once for each column it covers.

    Beside another value nothing but the values tells it from a figure too many, as its header stands once.
    """
    texts = []
    values = {slot.cell for slot in row if slot.cell.kind is PrintedKind.VALUE}
    if len(values) > 1 and any(cell.column_span > 1 for cell in values):
        effects.likely(refs_of(values))
        effects.excuse("surplus_value", "surplus_values")
    for slot in row:
        is_value = slot.cell.kind is PrintedKind.VALUE
        if is_value and slot.cell.column_span > 1:
            effects.likely(refs_of([slot.cell]))
            texts.append(_one_line(slot.cell.text))
        elif slot.text.strip() or (is_value and not slot.from_left):
            texts.append(_one_line(slot.text))
    return texts


def _alternating(*, leading: bool) -> Writer:
    def write(grid: Grid, rng: Random, effects: Effects) -> str:
        lines: list[str] = []
        for texts in _present(grid, blanks=True):
            for at, text in enumerate(texts):
                first = leading and at == 0
                lines += [f"| {text}" if first else text, "|"] if text.strip() else ["", "|"]
        return "\n".join(lines)

    return write


# --- V8 markdown ------------------------------------------------------------------------------------


def _markdown(style: str) -> Writer:
    def write(grid: Grid, rng: Random, effects: Effects) -> str:
        lines = []
        for at, (row, texts) in enumerate(
            zip(grid.slots(), _present(grid, blanks=True), strict=True)
        ):
            if style == "full":
                texts = [_one_line(slot.text) for slot in row]
            elif style == "filled":
                texts = [_one_line(slot.cell.text) for slot in row]
            line = "| " + " | ".join(texts) + " |"
            if style in ("short", "ruled"):
                line += "|" * (grid.column_count - len(texts))
            lines.append(line)
            if at == 0 and style != "short":
                lines.append("|" + "---|" * grid.column_count)
        return "\n".join(lines)

    return write


def _mixed(*writers: Writer) -> Writer:
    """Another layout for each table, as pages have that were put together by hand."""

    def write(grid: Grid, rng: Random, effects: Effects) -> str:
        return rng.choice(writers)(grid, rng, effects)

    return write


# --- V9 spaces --------------------------------------------------------------------------------------


def _spaces(*, footer: bool, wrap: str) -> Writer:
    def write(grid: Grid, rng: Random, effects: Effects) -> str:
        if grid.kind is None:
            return "\n".join(" ".join(texts) for texts in _present(grid, blanks=False))
        lines = _stacked_header(grid, rng) if grid.header_rows else []
        first = grid.header_rows
        foot_at = rng.randrange(first, grid.row_count) if footer else -1
        for at, row in enumerate(grid.rows()):
            if at < first:
                continue
            if at == foot_at and at > first:
                lines += _page_break(rng)
            lines += _spaced_row(row, wrap, rng)
        return "\n".join(lines)

    return write


def _spaced_row(row: list[GridCell], wrap: str, rng: Random) -> list[str]:
    labels = [c.text.replace("\n", "") for c in row if c.kind is not PrintedKind.VALUE and c.text]
    values = " ".join(
        "".join(c.text.split()) for c in row if c.kind is PrintedKind.VALUE and not is_blank(c)
    )
    label = " ".join(labels)
    room = 13
    if wrap == "none" or len(label) <= room or not values:
        return [f"{label} {values}".strip()]
    pieces = [label[at : at + room] for at in range(0, len(label), room)]
    where = {"first": 0, "last": len(pieces) - 1, "middle": len(pieces) // 2}[wrap]
    pieces[where] = f"{pieces[where]} {values}".strip()
    return [piece.strip() for piece in pieces]


def _stacked_header(grid: Grid, rng: Random) -> list[str]:
    """Narrow column labels one character (or two) a line, side by side."""
    lines = []
    for row in grid.rows()[: grid.header_rows]:
        labels = [(without_marks(c.text).replace("\n", ""), c) for c in row if c.text]
        narrow = [t for t, c in labels if 1 < len(t) <= 6 and c.column_span == 1]
        wide = [t for t, c in labels if t not in narrow]
        lines += [" ".join(wide)] if wide else []
        step = 1 if grid.kind is TableKind.DISPUTES else 2
        stacks = [[n[at : at + step] for at in range(0, len(n), step)] for n in narrow]
        height = max(map(len, stacks), default=0)
        for level in range(height):
            # Shorter labels stand in the middle of the header's height.
            cut = [
                stack[level - (height - len(stack)) // 2]
                for stack in stacks
                if 0 <= level - (height - len(stack)) // 2 < len(stack)
            ]
            lines.append(" ".join(cut))
    return lines


def _page_break(rng: Random) -> list[str]:
    number = rng.randint(2, 9)
    return rng.choice(
        [
            [f"— {number} —"],
            [f"- {number} -"],
            [str(number)],
            [f"第 {number} 页 共 9 页"],
            ["", f"{number}", "", "政府信息公开工作年度报告", ""],
            [f"{number} / 9", "\f"],
        ]
    )


# --- V12 raw HTML -----------------------------------------------------------------------------------


def _raw_html(*, minified: bool) -> Writer:
    def write(grid: Grid, rng: Random, effects: Effects) -> str:
        gap = "" if minified else "\n"
        lines = ['<table border="1" cellspacing="0">']
        for row in grid.rows():
            cells = []
            for cell in row:
                spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
                spans += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
                text = cell.text.replace("\n", "<br/>").replace("\u00a0", "&nbsp;")
                if rng.random() < 0.3 and not minified:
                    text = f'<p style="text-align:center"><span>{text}</span></p>'
                cells.append(f"<td{spans}>{text}</td>")
            lines.append("<tr>" + gap.join(cells) + "</tr>")
        return gap.join([*lines, "</table>"])

    return write


# --- V13, V14 on top of other writers ---------------------------------------------------------------


def _labels_lost(base: Writer, text: str) -> Writer:
    """The labels 1. to 8. of （三）（四）（五） overwritten with `text`."""

    def write(grid: Grid, rng: Random, effects: Effects) -> str:
        if grid.kind is not TableKind.REQUESTS:
            return base(grid, rng, effects)
        lost = {c.row for c in grid.cells if c.kind is PrintedKind.ROW_LABEL and c.column == 2}
        blank = {c.row for c in grid.cells if is_blank(c)}
        effects.likely(refs_of(c for c in grid.cells if c.row in lost - blank))
        effects.doubtful(refs_of(c for c in grid.cells if c.row in lost & blank))
        effects.excuse("lost_label", "surplus_value", "row_missing", "misspelt_label")
        cells = tuple(
            replace(c, text=text) if c.kind is PrintedKind.ROW_LABEL and c.column == 2 else c
            for c in grid.cells
        )
        return base(replace(grid, cells=cells), rng, effects)

    return write


def _split_rows(base: Writer) -> Writer:
    """Some rows as a label row with empty cells and a label-less row that carries the values."""

    def write(grid: Grid, rng: Random, effects: Effects) -> str:
        if grid.kind is not TableKind.REQUESTS:
            return base(grid, rng, effects)
        chosen = set(rng.sample(range(grid.header_rows, grid.row_count), rng.randint(1, 3)))
        effects.excuse("split_row", "blank_cell", "value_blank", "lost_label")
        cells: list[GridCell] = []
        for cell in grid.cells:
            row = cell.row + sum(1 for at in chosen if at < cell.row)
            grown = sum(1 for at in chosen if cell.row <= at < cell.row + cell.row_span)
            if cell.row in chosen and cell.kind is PrintedKind.VALUE:
                cells.append(replace(cell, row=row, text="", ref=None))
                cells.append(replace(cell, row=row + 1))
            else:
                cells.append(replace(cell, row=row, row_span=cell.row_span + grown))
        taller = replace(grid, row_count=grid.row_count + len(chosen), cells=tuple(cells))
        return base(taller, rng, effects)

    return write


# --- V11 no table text ------------------------------------------------------------------------------


def _no_table(grid: Grid, rng: Random, effects: Effects) -> str:
    return rng.choice(["", "", "图1", "[图片]", "![](/images/table.png)"])


LAYOUTS: tuple[Layout, ...] = (
    Layout("V1", "cell-blank", _cell_blank("\n\n", blanks=True), ("\n\n", "\n")),
    Layout("V1", "cell-blank-swallowed", _cell_blank("\n\n", blanks=False), ("\n\n",), False),
    Layout("V1", "cell-line", _cell_blank("\n", blanks=False), ("\n",), False),
    Layout("V1", "cell-blank-broken", _cell_blank("\n\n", blanks=True, broken="\n\n"), ("\n\n",)),
    Layout("V1", "cell-blank-linefeed", _cell_blank("\n\n", blanks=False, broken="\n"),
           ("\n\n", "\n"), False),
    Layout("V2", "tab-cell", _tab_cell(), ("\n",)),
    Layout("V2", "tab-cell-ragged", _tab_cell(ragged=True), ("\n", "\n\n")),
    Layout("V3", "tab-row", _tab_row("full")),
    Layout("V3", "tab-row-short", _tab_row("short")),
    Layout("V3", "tab-row-slid", _tab_row("slid")),
    Layout("V3", "tab-row-filled", _tab_row("filled")),
    Layout("V4", "pipe-padded", _pipe_row(padded=True, blanks=True)),
    Layout("V4", "pipe-padded-wide", _pipe_row(padded=True, blanks=True, wide=1)),
    Layout("V4", "pipe-padded-swallowed", _pipe_row(padded=True, blanks=False),
           ("\n", "\n\n"), False),
    Layout("V4", "pipe-padded-titled",
           _pipe_row(padded=True, blanks=True, titled="政府信息公开情况统计表")),
    Layout("V5", "pipe-bare", _pipe_row(padded=False, blanks=True)),
    Layout("V5", "pipe-bare-swallowed", _pipe_row(padded=False, blanks=False),
           ("\n", "\n\n"), False),
    Layout("V6", "cell-pipe", _cell_pipe("padded"), ("\n",)),
    Layout("V6", "cell-pipe-bare", _cell_pipe("bare"), ("\n",)),
    Layout("V6", "cell-pipe-leading", _cell_pipe("leading"), ("\n",)),
    Layout("V6", "cell-pipe-repeated", _cell_pipe("repeated"), ("\n",)),
    Layout("V6", "cell-pipe-pairs", _cell_pipe("pairs"), ("\n",)),
    Layout("V7", "alternating", _alternating(leading=False), ("\n",)),
    Layout("V7", "alternating-leading", _alternating(leading=True), ("\n",)),
    Layout("V8", "markdown-short", _markdown("short")),
    Layout("V8", "markdown-ruled", _markdown("ruled")),
    Layout("V8", "markdown-full", _markdown("full")),
    Layout("V8", "markdown-filled", _markdown("filled")),
    Layout("V8", "mixed", _mixed(_markdown("short"), _markdown("full"),
                                 _pipe_row(padded=False, blanks=True), _tab_row("full"),
                                 _cell_pipe("padded"), _tab_cell())),
    Layout("V9", "spaces", _spaces(footer=False, wrap="none"), ("\n",), False),
    Layout("V9", "spaces-wrapped", _spaces(footer=False, wrap="first"), ("\n",), False),
    Layout("V9", "spaces-wrapped-last", _spaces(footer=True, wrap="last"), ("\n",), False),
    Layout("V9", "spaces-wrapped-middle", _spaces(footer=True, wrap="middle"), ("\n",), False),
    Layout("V12", "raw-html", _raw_html(minified=False)),
    Layout("V12", "raw-html-minified", _raw_html(minified=True), ("\n", "<br>")),
    Layout("V13", "labels-zero", _labels_lost(_tab_cell(), "0"), ("\n",)),
    Layout("V13", "labels-zero-rows", _labels_lost(_tab_row("full"), "0")),
    Layout("V13", "labels-empty", _labels_lost(_tab_row("full"), "")),
    Layout("V13", "labels-gone", _labels_lost(_cell_blank("\n\n", blanks=True), ""), ("\n\n",)),
    Layout("V14", "split-row", _split_rows(_tab_row("short"))),
    Layout("V14", "split-row-cells", _split_rows(_tab_cell()), ("\n",)),
    Layout("V14", "split-row-pipes", _split_rows(_pipe_row(padded=True, blanks=True))),
)  # fmt: skip

NO_TABLE = Layout("V11", "no-table", _no_table)


def deduped(text: str, *, keep_short: bool) -> str:
    """Marked `text` without lines that came before; `keep_short`: lines of one character stay."""
    seen: set[str] = set()
    lines = []
    for line in text.split("\n"):
        plain = without_marks(line).strip()
        if plain and plain in seen and not (keep_short and len(plain) < 2):
            continue
        seen.add(plain)
        lines.append(line)
    return "\n".join(lines)


def damaged_rows(
    text: str, document: Document, effects: Effects, *, keeps_borders: bool = False
) -> None:
    """Notes as unknowable every row of `document` that has lost a value in `text`, and as doubtful all other
    rows of its table.

    `keeps_borders` where a lost value leaves its borders: then only the value itself is unknowable.
    """
    for grid in document.grids():
        rows = [[cell for cell in row if cell.ref] for row in grid.value_rows()]
        lost = [
            row
            for row in rows
            if any(is_marked(c.text) and without_end(c) not in text for c in row)
        ]
        if lost:
            effects.doubtful(refs_of(cell for row in rows for cell in row))
            effects.unknowable(
                refs_of(
                    cell
                    for row in lost
                    for cell in row
                    if not keeps_borders or (is_marked(cell.text) and without_end(cell) not in text)
                )
            )
            effects.excuse("lines_dropped", "row_missing", "lost_value", "table_missing")


def without_end(cell: GridCell) -> str:
    """The marking character by which the value of `cell` is known in a text."""
    return next(char for char in cell.text if ord(char) >= 0xF0000)
