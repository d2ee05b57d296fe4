"""Owns building the corpus: which texts of which family and damage, each from its own seed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from random import Random

from core.cells import TableKind
from core.forms import Form
from core.reports import ReportKind
from tests.corpus.damage import GRID_DAMAGE, TEXT_DAMAGE, WITHOUT_PLACES, lines_dropped
from tests.corpus.damage_more import DOCUMENT_DAMAGE, MORE_GRID_DAMAGE, MORE_TEXT_DAMAGE
from tests.corpus.document import Document, Traits, make_document
from tests.corpus.effects import Effects, finished_case, refs_of
from tests.corpus.figures import Scale
from tests.corpus.grid import Grid
from tests.corpus.labels import LabelStyle
from tests.corpus.layouts import LAYOUTS, NO_TABLE, Layout, lay_out
from tests.corpus.marks import is_marked, without_marks
from tests.corpus.model import Case
from tests.corpus.nonreports import other_text
from tests.corpus.script import SCRIPTS, traditional
from tests.corpus.values import ValueStyle

SEED = 20260101
FAMILIES = (*(f"V{number}" for number in range(1, 19)), "DAMAGE", "DAMAGE2", "BLANK")
_LINED = ("V2", "V3", "V4", "V5", "V8", "V9")


def emulated(
    forms: Mapping[str, Form], families: tuple[str, ...], count: int, seed: int = SEED
) -> Iterator[Case]:
    """`count` texts for each of `families`, the variants of a family in turn."""
    for family in families:
        for number in range(count):
            rng = Random(f"{seed}/{family}/{number}")
            yield _MAKERS.get(family, _layout_case)(forms, family, number, rng)


def _case(
    document: Document, text: str, effects: Effects, family: str, maker: str, number: int,
    units: tuple[str, ...] = (),
) -> Case:  # fmt: skip
    case_id = f"{family}-{maker}-{number:05d}"
    return finished_case(
        document, text, effects, case_id=case_id, family=family, maker=maker, units=units
    )


def _layout_case(forms: Mapping[str, Form], family: str, number: int, rng: Random) -> Case:
    """A text of one of the plain layout families."""
    layouts = [layout for layout in LAYOUTS if layout.family == family]
    layout = layouts[number % len(layouts)]
    document = make_document(forms, number, rng, _stratum(number // len(layouts), rng))
    effects = Effects()
    text = lay_out(document, layout, rng, effects)
    return _case(document, text, effects, family, layout.maker, number)


def _stratum(turn: int, rng: Random) -> Traits:
    """What a text of a layout stresses: by turns whatever comes, blank cells, large figures, a plain text."""
    if turn % 4 == 1:
        zero, scope = rng.choice(
            [("", "all"), ("", "parts"), ("", "some"), ("/", "some"), ("—", "all")]
        )
        return Traits(
            values=ValueStyle(zero, scope), scale=rng.choice([Scale.OFFICE, Scale.COUNTY])
        )
    if turn % 4 == 2:
        return Traits(scale=rng.choice([Scale.DENSE, Scale.PROVINCE]), errors=rng.random() < 0.3)
    return Traits(plain=turn % 4 == 3)


def _unfilled_case(forms: Mapping[str, Form], family: str, number: int, rng: Random) -> Case:
    """A text of any layout, in turn, whose table is blank here and there, whatever belongs there."""
    layouts = [layout for layout in LAYOUTS if layout.keeps_blanks]
    layout = layouts[number % len(layouts)]
    document = make_document(forms, number, rng, unfilled_traits(number // len(layouts), rng))
    effects = Effects()
    text = lay_out(document, layout, rng, effects)
    return _case(document, text, effects, family, f"unfilled-{layout.maker}", number)


def unfilled_traits(turn: int, rng: Random) -> Traits:
    """By turns: the totals left blank, cells anywhere, and both with every 0."""
    unfilled = ("totals", "any", "totals", "any")[turn % 4]
    zero = "0" if turn % 4 == 1 else ""
    scale = rng.choice([Scale.OFFICE, Scale.COUNTY, Scale.COUNTY, Scale.DENSE])
    return Traits(values=ValueStyle(zero, unfilled=unfilled), scale=scale)


def _any_layout(rng: Random, families: tuple[str, ...] = ()) -> Layout:
    return rng.choice(
        [one for one in LAYOUTS if not families or one.family in families]
        if families
        else [one for one in LAYOUTS if one.family not in ("V9", "V13", "V14")]
    )


def _deduped_case(forms: Mapping[str, Form], family: str, number: int, rng: Random) -> Case:
    by_line = number % 3 == 2
    layout = _any_layout(rng, ("V3", "V4") if by_line else ("V1", "V2", "V6", "V7"))
    document = make_document(forms, number, rng)
    effects = Effects()
    text = lay_out(document, layout, rng, effects)
    text = lines_dropped(text, document, rng, effects, lone_borders=layout.family == "V7")
    effects.excuse("lines_dropped", "section_number")
    return _case(document, text, effects, family, f"deduped-{layout.maker}", number)


def _no_table_case(forms: Mapping[str, Form], family: str, number: int, rng: Random) -> Case:
    document = make_document(forms, number, rng, Traits(extra_row=False, twice=False))
    document = replace(
        document,
        kinds=(ReportKind.NO_TABLE_TEXT,),
        form_told=False,
        excused=document.excused | {"no_table_text", "table_missing", "row_missing"},
    )
    effects = Effects()
    effects.gone(document.cells)
    if number % 3 == 0:  # sections 二 to 四 are not there at all
        kinds = [part for part in document.parts if not isinstance(part, Grid)]
        parts = [
            part
            for part in kinds
            if not any(
                word in part.text for word in ("主动公开政府信息情况", "行政诉讼情况", "申请情况")
            )
            or len(part.text) > 40
        ]
        document = replace(document, parts=tuple(parts))
    text = lay_out(document, NO_TABLE, rng, effects)
    effects.cells = {}
    effects.gone(document.cells)
    return _case(document, text, effects, family, "no-table", number)


def _header_case(forms: Mapping[str, Form], family: str, number: int, rng: Random) -> Case:
    variants = {
        "total-first": Traits(total_first=True),
        "no-corner": Traits(no_corner=True),
        "merged-dispute-header": Traits(merged_dispute_header=True),
        "sentence-before": Traits(sentence_before_table=True),
        "labels": Traits(labels=LabelStyle(share=0.7)),
        "labels-spaced": Traits(labels=LabelStyle(spaced=rng.choice([" ", "\n"]), half_width=True)),
        "headers-cut": Traits(form="2019", labels=LabelStyle(cut=True)),
        "no-headings": Traits(headings="none"),
        "wrong-numbers": Traits(headings="wrong"),
        "extra-row": Traits(extra_row=True),
        "services-split": Traits(form="2019", split_services=True),
        "one-table": Traits(tables=(rng.choice(list(TableKind)),)),
        "two-tables": Traits(tables=tuple(rng.sample(list(TableKind), 2))),
        "order": Traits(tables=tuple(rng.sample(list(TableKind), 3))),
    }
    name = list(variants)[number % len(variants)]
    document = make_document(forms, number, rng, variants[name])
    layout = _any_layout(rng)
    effects = Effects()
    text = lay_out(document, layout, rng, effects)
    return _case(document, text, effects, family, f"{name}-{layout.maker}", number)


def _script_case(forms: Mapping[str, Form], family: str, number: int, rng: Random) -> Case:
    name = list(SCRIPTS)[number % len(SCRIPTS)]
    document = make_document(forms, number, rng)
    layout = _any_layout(rng)
    effects = Effects()
    effects.excuse("misspelt_label")
    text = SCRIPTS[name](lay_out(document, layout, rng, effects))
    units = tuple(
        {change(unit) for unit in document.units for change in (traditional, SCRIPTS["inexact"],
         SCRIPTS["over-converted"], SCRIPTS["taiwan"])}
    )  # fmt: skip
    units = tuple(sorted(set(units) - set(document.units)))
    return _case(document, text, effects, family, f"{name}-{layout.maker}", number, units)


def _chrome_case(forms: Mapping[str, Form], family: str, number: int, rng: Random) -> Case:
    document = make_document(forms, number, rng, Traits(chrome=True))
    layout = _any_layout(rng)
    effects = Effects()
    text = lay_out(document, layout, rng, effects)
    case = _case(document, text, effects, family, f"chrome-{layout.maker}", number)
    if number % 4 == 3:  # spans count in the text with its line ends folded
        case = replace(case, text=case.text.replace("\n", "\r\n"))
    return case


def _twice_or_other(forms: Mapping[str, Form], family: str, number: int, rng: Random) -> Case:
    if number % 3:
        return other_text(forms, number, rng)
    layout = _any_layout(rng)
    effects = Effects()
    if number % 9 == 6:
        return _two_reports(forms, number, layout, rng)
    document = make_document(forms, number, rng, Traits(twice=True))
    maker = "twice"
    if number % 9 == 3:
        document, maker = _with_other_figures(document, rng, effects), "twice-differing"
    text = lay_out(document, layout, rng, effects)
    return _case(document, text, effects, family, f"{maker}-{layout.maker}", number)


def _with_other_figures(document: Document, rng: Random, effects: Effects) -> Document:
    """`document`, whose tables stand in it twice, with a few other figures the second time."""
    seen: set[TableKind | None] = set()
    parts = []
    for part in document.parts:
        if isinstance(part, Grid) and part.kind in seen:
            values = [c for c in part.cells if c.ref and is_marked(c.text)]
            changed = rng.sample(values, min(len(values), rng.randint(1, 3)))
            effects.unknowable(refs_of(changed))
            effects.excuse("tables_differ")
            part = replace(
                part,
                cells=tuple(
                    replace(c, text=_other_figure(c.text, rng), ref=None) if c in changed else c
                    for c in part.cells
                ),
            )
        elif isinstance(part, Grid):
            seen.add(part.kind)
        parts.append(part)
    return replace(document, parts=tuple(parts))


def _other_figure(text: str, rng: Random) -> str:
    """A figure other than the marked `text`."""
    figure = str(rng.randint(100, 999))
    return figure if figure != without_marks(text) else f"{figure}0"


def _two_reports(forms: Mapping[str, Form], number: int, layout: Layout, rng: Random) -> Case:
    """Two reports of different years and figures in one text; which one is meant, nobody can tell."""
    traits = Traits(plain=True, form=rng.choice(["2019", "2021"]))
    first, second = (make_document(forms, number, rng, traits) for _ in range(2))
    effects = Effects()
    text = lay_out(first, layout, rng, effects)
    other = without_marks(lay_out(second, layout, rng, Effects()))
    effects.doubtful(first.cells)
    effects.excuse(
        "several_reports", "tables_differ", "table_twice", "section_number", "wrong_form"
    )
    first = replace(first, year_told=False, units=())
    return _case(first, f"{text}\n{other}", effects, "V18", f"two-reports-{layout.maker}", number)


def _damage_case(forms: Mapping[str, Form], family: str, number: int, rng: Random) -> Case:
    names = [*GRID_DAMAGE, *TEXT_DAMAGE]
    return _damaged(forms, family, number, rng, (names[number % len(names)],))


def _further_damage_case(forms: Mapping[str, Form], family: str, number: int, rng: Random) -> Case:
    """Every other text with one further damage, the rest with any two at once."""
    further = [*DOCUMENT_DAMAGE, *MORE_GRID_DAMAGE, *MORE_TEXT_DAMAGE]
    if number % 2 == 0:
        return _damaged(forms, family, number, rng, (further[number // 2 % len(further)],))
    names = rng.sample([*_ALL_DAMAGE, *DOCUMENT_DAMAGE], 2)
    if _SHORT.intersection(names) and _LONG.intersection(names):
        names = names[
            :1
        ]  # one figure less and one more in a row: the text just says something else
    return _damaged(forms, family, number, rng, tuple(names))


_SHORT = frozenset({"value-lost", "row-shifted"})
_LONG = frozenset({"value-surplus", "line-doubled", "digits-split", "footer-inside"})
_GRID_DAMAGE = {**GRID_DAMAGE, **MORE_GRID_DAMAGE}
_TEXT_DAMAGE = {**TEXT_DAMAGE, **MORE_TEXT_DAMAGE}
_ALL_DAMAGE = (*_GRID_DAMAGE, *_TEXT_DAMAGE)


def _damaged(
    forms: Mapping[str, Form], family: str, number: int, rng: Random, names: tuple[str, ...]
) -> Case:
    """A text with the damage called `names`."""
    values = ValueStyle(plus=rng.choice(["", "+"]), money=rng.choice(["plain", "header", "unit"]))
    scale = rng.choice([Scale.OFFICE, Scale.COUNTY, Scale.DENSE, Scale.DENSE, Scale.PROVINCE])
    traits = Traits(values=values, scale=scale, extra_row=False, tables=tuple(TableKind))
    document = make_document(forms, number, rng, traits)
    without_places = not WITHOUT_PLACES.isdisjoint(names)
    families = ("V1", "V4", "V5", "V9") if without_places else (*_LINED, "V1", "V6", "V7")
    layout = _any_layout(rng, families)
    effects, laid_out = Effects(), Effects()
    for name in names:
        if name in DOCUMENT_DAMAGE:
            document = DOCUMENT_DAMAGE[name](document, rng)
    for damage in [_GRID_DAMAGE[name] for name in names if name in _GRID_DAMAGE]:
        parts = tuple(
            damage(part, rng, effects) if isinstance(part, Grid) else part
            for part in document.parts
        )
        document = replace(document, parts=parts)
    text = lay_out(document, layout, rng, laid_out)
    effects.excuse(*laid_out.excused)
    for name in names:
        if name in _TEXT_DAMAGE:
            text = _TEXT_DAMAGE[name](text, document, rng, effects)
    return _case(document, text, effects, family, f"{'+'.join(names)}-{layout.maker}", number)


_Maker = Callable[[Mapping[str, Form], str, int, Random], Case]
_MAKERS: dict[str, _Maker] = {
    "V10": _deduped_case,
    "V11": _no_table_case,
    "V15": _header_case,
    "V16": _script_case,
    "V17": _chrome_case,
    "V18": _twice_or_other,
    "DAMAGE": _damage_case,
    "DAMAGE2": _further_damage_case,
    "BLANK": _unfilled_case,
}
