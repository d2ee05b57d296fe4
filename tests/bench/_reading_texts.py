"""Owns the texts of the reading bench: the sample reports over and over, each copy with other words and figures.

Whatever a reader remembers of one copy helps it little with the next: figures, unit and prose differ, labels
and layout stay, as in the folder of a county whose offices all sent in the same kind of file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from core.cells import CellRef, CellStatus, Value
from core.extract.reader import read_report
from core.forms import Form, load_forms
from core.layout import PrintedKind, printed_table
from core.text import source_text
from tests.corpus.figures import any_scale, balanced_figures

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
_PROSE = 25
"""A line of so many characters is prose: one of as many characters in it becomes another."""
_HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子"
)
_OFFICES = ("街道办事处", "镇人民政府", "乡人民政府", "区教育局", "县水利局")


@dataclass(frozen=True, slots=True)
class Written:
    """A copy: its text, and the figures that stand where the sample was read with certainty."""

    text: str
    form: Form
    figures: Mapping[CellRef, Value]


class Template:
    """One sample, cut at its figures."""

    def __init__(self, path: Path) -> None:
        text = source_text(path.read_text(encoding="utf-8"))
        reading = read_report(text)
        self._form = load_forms()[reading.form]
        self._unit = reading.unit.value if reading.unit else ""
        printed = [
            (cell.span, ref)
            for ref, cell in reading.cells.items()
            if cell.span is not None and cell.status is CellStatus.READ
        ]
        printed.sort()
        self._refs = [ref for _, ref in printed]
        ends = [0, *(span.end for span, _ in printed)]
        starts = [*(span.start for span, _ in printed), len(text.text)]
        self._between = [text.text[end:start] for end, start in zip(ends, starts, strict=True)]

    def copy(self, rng: Random) -> Written:
        """A copy with other figures, another unit and other words."""
        figures = balanced_figures(self._form, any_scale(rng), rng)
        unit = "".join(rng.choices(_HAN, k=2)) + rng.choice(_OFFICES)
        pieces: list[str] = []
        for between, ref in zip(self._between, [*self._refs, None], strict=True):
            pieces.append(between if len(between) < _PROSE else self._reworded(between, unit, rng))
            if ref is not None:
                pieces.append(str(figures[ref]))
        return Written("".join(pieces), self._form, {ref: figures[ref] for ref in self._refs})

    def _reworded(self, text: str, unit: str, rng: Random) -> str:
        if self._unit:
            text = text.replace(self._unit, unit)
        lines = text.split("\n")
        for number, line in enumerate(lines):
            if len(line) >= _PROSE and "。" in line:  # headings and labels have none
                chars = list(line)
                for at in range(rng.randrange(_PROSE), len(chars), _PROSE):
                    if "\u4e00" <= chars[at] < "\ua000":
                        chars[at] = rng.choice(_HAN)
                lines[number] = "".join(chars)
        return "\n".join(lines)


def copies(count: int, seed: int = 1) -> list[Written]:
    """`count` copies of the samples in turn."""
    templates = [Template(path) for path in sorted(SAMPLES.glob("*.txt"))]
    rng = Random(seed)
    return [templates[number % len(templates)].copy(rng) for number in range(count)]


def write_folder(folder: Path, count: int) -> list[Written]:
    """Fill `folder` with `count` copies; what was written, in the order of the names."""
    folder.mkdir()
    written = copies(count)
    for number, one in enumerate(written):
        (folder / f"{number:05}.txt").write_text(one.text, encoding="utf-8")
    return written


def official_html(written: Written) -> str:
    """The tables of a copy as HTML in the official form with its merged cells, and nothing besides."""
    figures = balanced_figures(written.form, any_scale(Random(2)), Random(2)) | dict(
        written.figures
    )
    tables = []
    for table in written.form.tables.values():
        printed = printed_table(table)
        rows: list[list[str]] = [[] for _ in range(printed.row_count)]
        for cell in sorted(printed.cells, key=lambda cell: (cell.row, cell.column)):
            text = cell.text if cell.ref is None else str(figures[cell.ref])
            tag = "th" if cell.kind is PrintedKind.COLUMN_LABEL else "td"
            rows[cell.row].append(
                f'<{tag} rowspan="{cell.row_span}" colspan="{cell.column_span}">{text}</{tag}>'
            )
        body = "".join(f"<tr>{''.join(row)}</tr>\n" for row in rows)
        tables.append(f'<table border="1">\n{body}</table>')
    return "<html><body>" + "\n".join(tables) + "</body></html>"
