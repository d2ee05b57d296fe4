"""Owns an invented report as a document: paragraphs and tables in order, and what it truly says."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from random import Random

from core.cells import CellRef, TableKind, Value
from core.forms import Form
from core.layout import PrintedKind
from core.reports import ReportKind
from tests.corpus.figures import Scale, any_scale, balanced_figures, disturbed
from tests.corpus.grid import (
    Grid,
    form_grid,
    plain_grid,
    split_services,
    total_in_first_header_row,
    with_extra_row,
    without_corner,
)
from tests.corpus.labels import LabelStyle, any_label_style, relabelled, short_dispute_header
from tests.corpus.model import BLANK, MISSING, UNSURE, TruthCell
from tests.corpus.names import (
    Unit,
    any_title,
    any_unit,
    any_year,
    plain_source,
    telling_source,
)
from tests.corpus.prose import Narrator, chrome_after, chrome_before, meta_rows
from tests.corpus.values import PrintedValue, ValueStyle, any_style, money_header, print_values


class ParagraphKind(Enum):
    """What a paragraph is to its document."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    CHROME = "chrome"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; line feeds inside are line breaks."""

    text: str
    kind: ParagraphKind = ParagraphKind.TEXT


Part = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Traits:
    """What is peculiar about a document; None: chosen by the seed."""

    form: str | None = None
    scale: Scale | None = None
    values: ValueStyle | None = None
    labels: LabelStyle | None = None
    chrome: bool | None = None
    tables: tuple[TableKind, ...] | None = None
    headings: str | None = None  # official, bare, arabic, none, wrong
    errors: bool | None = None
    total_first: bool | None = None
    no_corner: bool | None = None
    merged_dispute_header: bool = False
    sentence_before_table: bool | None = None
    extra_row: bool | None = None
    split_services: bool = False
    twice: bool = False
    plain: bool = False  # nothing peculiar that is not asked for


@dataclass(frozen=True, slots=True)
class Document:
    """A report before it is laid out. `cells` is the truth as far as the document goes; layouts and damage
    take from it what they hide."""

    form: Form
    unit: Unit
    year: int
    source: str
    parts: tuple[Part, ...]
    cells: Mapping[CellRef, TruthCell]
    units: tuple[str, ...]
    form_told: bool = True
    year_told: bool = True
    kinds: tuple[ReportKind, ...] = (ReportKind.ANNUAL_REPORT,)
    excused: frozenset[str] = frozenset()
    notes: tuple[str, ...] = field(default=())

    def grids(self) -> list[Grid]:
        """The statutory tables in the document's order."""
        return [p for p in self.parts if isinstance(p, Grid) and p.kind is not None]


_SECTIONS = {
    TableKind.PROACTIVE: ("主动公开政府信息情况", "行政机关主动公开政府信息情况"),
    TableKind.REQUESTS: ("收到和处理政府信息公开申请情况", "收到和处理政府信息公开申请情况"),
    TableKind.DISPUTES: (
        "政府信息公开行政复议、行政诉讼情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "行政复议、诉讼和举报投诉情况",
    ),
}
_NUMERALS = "一二三四五六七八九十"


def make_document(
    forms: Mapping[str, Form], number: int, rng: Random, traits: Traits | None = None
) -> Document:
    """An invented report with `traits`; what they leave open is chosen by `rng`."""
    traits = _settled(traits or Traits(), rng)
    form = forms[traits.form or "2021"]
    scale = traits.scale or Scale.OFFICE
    style, labels = traits.values or ValueStyle(), traits.labels or LabelStyle()
    unit, year = any_unit(scale, rng), any_year(form.id, rng)
    figures = balanced_figures(form, scale, rng)
    if traits.errors:
        figures = disturbed(figures, rng)
    printed = print_values(form, figures, style, rng)
    order = traits.tables or tuple(form.tables)
    grids = {kind: _grid(form, kind, printed, traits, rng) for kind in order}
    grids = {
        kind: relabelled(grid, labels, money_header(style), rng) for kind, grid in grids.items()
    }
    cells = {
        ref: TruthCell(value.value, value.accept, unit=value.unit) for ref, value in printed.items()
    }
    cells = _without_absent(cells, order, traits)
    parts, units, told = _parts(grids, unit, year, figures, traits, rng)
    return Document(
        form,
        unit,
        year,
        plain_source(number, rng) if told else telling_source(unit, year, rng),
        tuple(parts),
        cells,
        units,
        form_told=set(order) != {TableKind.DISPUTES},
        excused=_excuses(form, year, traits, cells),
        notes=(f"scale:{scale.value}", f"form:{form.id}"),
    )


def _settled(traits: Traits, rng: Random) -> Traits:
    """`traits` with everything that is open decided."""
    odd = 0.0 if traits.plain else 1.0

    def maybe(given: bool | None, share: float) -> bool:
        return rng.random() < share * odd if given is None else given

    plain_style = ValueStyle(plus=rng.choice(["", "+"]), money=rng.choice(["header", "plain"]))
    return replace(
        traits,
        form=traits.form or rng.choice(["2019", "2021", "2021"]),
        scale=traits.scale or any_scale(rng),
        values=traits.values or (plain_style if traits.plain else any_style(rng)),
        labels=traits.labels or (LabelStyle() if traits.plain else any_label_style(rng)),
        chrome=maybe(traits.chrome, 0.3),
        tables=traits.tables or (_any_tables(rng) if odd else tuple(TableKind)),
        headings=traits.headings or (_any_headings(rng) if odd else "official"),
        errors=maybe(traits.errors, 0.12),
        total_first=maybe(traits.total_first, 0.3),
        no_corner=maybe(traits.no_corner, 0.05),
        sentence_before_table=maybe(traits.sentence_before_table, 0.25),
        extra_row=maybe(traits.extra_row, 0.05),
    )


def _any_tables(rng: Random) -> tuple[TableKind, ...]:
    kinds = list(TableKind)
    if rng.random() < 0.06:
        rng.shuffle(kinds)
    if rng.random() < 0.06:
        return tuple(kinds[: rng.choice([1, 2])])
    return tuple(kinds)


def _any_headings(rng: Random) -> str:
    return rng.choices(
        ["official", "alias", "bare", "arabic", "none", "wrong"], [70, 6, 4, 6, 4, 10]
    )[0]


def _grid(
    form: Form,
    kind: TableKind,
    printed: Mapping[CellRef, PrintedValue],
    traits: Traits,
    rng: Random,
) -> Grid:
    grid = form_grid(form, form.tables[kind], printed)
    if kind is TableKind.PROACTIVE:
        if traits.extra_row:
            documents = "规范性文件" if form.id == "2019" else "行政规范性文件"
            figures = [str(rng.randint(0, 99)) for _ in range(3)]
            grid = with_extra_row(grid, documents, "其他主动公开文件", figures)
        if traits.split_services:
            grid = split_services(grid, rng)
    if kind is TableKind.REQUESTS and traits.total_first:
        grid = total_in_first_header_row(grid)
    if kind is TableKind.REQUESTS and traits.no_corner:
        grid = without_corner(grid)
    if traits.merged_dispute_header:
        grid = short_dispute_header(grid)
    return grid


def _without_absent(
    cells: dict[CellRef, TruthCell], order: tuple[TableKind, ...], traits: Traits
) -> dict[CellRef, TruthCell]:
    """`cells` with those of tables that are not in the document missing."""
    absent = {ref: TruthCell(None, MISSING) for ref in cells if ref.table not in order}
    if traits.split_services:
        absent |= {
            ref: TruthCell(None, UNSURE, knowable=False)
            for ref in cells
            if ref.row == "other_services"
        }
    return cells | absent


def _parts(
    grids: Mapping[TableKind, Grid],
    unit: Unit,
    year: int,
    figures: Mapping[CellRef, Value],
    traits: Traits,
    rng: Random,
) -> tuple[list[Part], tuple[str, ...], bool]:
    """The document's parts, the acceptable names of its unit, and whether its text tells unit and year."""
    narrator = Narrator(unit, year, figures, rng)
    title = any_title(unit, year, rng)
    titled = traits.plain or rng.random() < 0.85
    signed = not titled or rng.random() < 0.4
    told = titled or rng.random() < 0.6
    parts: list[Part] = []
    if traits.chrome:
        chrome = chrome_before(unit, year, title, rng)
        parts += [Paragraph(text, ParagraphKind.CHROME) for text in chrome[not titled :]]
        if rng.random() < 0.4:
            parts.append(plain_grid(meta_rows(unit, year, title if titled else "年度报告", rng)))
    if titled:
        parts.append(Paragraph(title, ParagraphKind.TITLE))
    parts += map(Paragraph, narrator.opening())
    parts += _body(grids, narrator, traits, rng)
    if signed and told:
        parts += map(Paragraph, narrator.signature())
    if traits.chrome:
        after = chrome_after(unit, year, rng)
        parts += [Paragraph(text, ParagraphKind.CHROME) for text in after]
    if traits.twice:
        parts += _body(grids, narrator, replace(traits, headings="official"), rng)
    return parts, _names(unit, titled), told


def _names(unit: Unit, titled: bool) -> tuple[str, ...]:
    """The names that a reader may give `unit`: as its title says; without the county government in front of
    a street office; as the narrative calls it where there is no title."""
    names = [unit.full] if titled else [unit.full, unit.short]
    if "人民政府" in unit.full.removesuffix("人民政府") and unit.full.endswith("办事处"):
        names.append(unit.full.partition("人民政府")[2])
    return tuple(dict.fromkeys(names))


def _body(
    grids: Mapping[TableKind, Grid], narrator: Narrator, traits: Traits, rng: Random
) -> list[Part]:
    """The six sections."""
    sections: list[tuple[str, list[Part]]] = [
        (
            rng.choice(["总体情况", "总体情况", "工作基本情况"]),
            [*map(Paragraph, narrator.overview())],
        )
    ]
    for kind, grid in grids.items():
        names = _SECTIONS[kind]
        name = rng.choice(names[1:]) if traits.headings == "alias" else names[0]
        before: list[Part] = (
            [Paragraph(narrator.before_table())] if traits.sentence_before_table else []
        )
        sections.append((name, [*before, grid]))
    problems: list[Part] = [*map(Paragraph, narrator.problems())]
    sections.append(("存在的主要问题及改进情况", problems))
    sections.append(("其他需要报告的事项", [*map(Paragraph, narrator.others())]))
    parts: list[Part] = []
    number = 0
    for at, (name, content) in enumerate(sections):
        number += 0 if traits.headings == "wrong" and at and rng.random() < 0.3 else 1
        heading = _heading(name, number, traits.headings or "official")
        if heading:
            parts.append(Paragraph(heading, ParagraphKind.HEADING))
        parts += content
    return parts


def _heading(name: str, number: int, style: str) -> str:
    if style == "none":
        return ""
    if style == "bare":
        return name
    if style == "arabic":
        return f"{number}、{name}"
    return f"{_NUMERALS[number - 1]}、{name}"


def _excuses(
    form: Form, year: int, traits: Traits, cells: Mapping[CellRef, TruthCell]
) -> frozenset[str]:
    """The finding codes that are right for such a document."""
    codes = set()
    if not form.covers(year):
        codes.add("wrong_form")
    if any(cell.accept == BLANK for cell in cells.values()):
        codes |= {"blank_cell", "value_blank"}
    if traits.headings in ("wrong", "arabic", "bare", "none") or len(traits.tables or ()) < 3:
        codes.add("section_number")
    if tuple(traits.tables or ()) != tuple(TableKind):
        codes |= {"section_number", "table_missing", "table_order", "row_missing"}
    if traits.labels and (traits.labels.share or traits.labels.cut):
        codes |= {"misspelt_label", "equal_headers", "lost_label"}
    if traits.extra_row or traits.split_services:
        codes |= {"surplus_value", "extra_row", "row_missing", "unknown_row"}
    if traits.twice:
        codes |= {"table_twice", "several_reports", "section_number"}
    style = traits.values or ValueStyle()
    if style.money != "unit":
        codes.add("amount_without_unit")
    if style.counter or style.letter or style.thousands or style.full_width:
        codes |= {"odd_number", "letter_for_digit", "counter", "not_a_number"}
    if traits.scale is not None:
        codes.add("regulations_unlikely")
    return frozenset(codes)


def values_of(grid: Grid) -> list[CellRef]:
    """The addresses printed in `grid`, in printed order."""
    return [
        cell.ref
        for row in grid.rows()
        for cell in row
        if cell.kind is PrintedKind.VALUE and cell.ref is not None
    ]
