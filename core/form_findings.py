"""Owns the rules of a single report that the reader does not apply: what its form, its words and its own
figures say against it. Each rule is a generator of Findings; resources/rules.toml has the words it looks for.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import chain

import regex

from core.cells import CellRef, CellStatus, Quantity, TableKind
from core.errors import ResourceError
from core.extract.folding.fold import FILLER, Squeezed, fold, folded_report, squeeze
from core.extract.identity.marks import MarkedWords
from core.findings import Finding
from core.forms import Form
from core.identity_findings import identity_findings
from core.paths import resources_dir
from core.review import Review

_NEW_FORM_FROM = 2021
_NEAR = 40
_YUAN = {None: Decimal(1), "万": Decimal(10_000)}


def form_findings(review: Review) -> tuple[Finding, ...]:
    """What the rules of the form say of `review` as it stands, with what the reviewer corrected."""
    prose = squeeze(folded_report(review.report.text.text))
    patterns, signs = _patterns(), _signs_in(prose.text)
    return (
        *identity_findings(review, prose),
        *_regulations(review),
        *_negative_amounts(review),
        *_disclosed(review),
        *_left_in(prose, "template_words", patterns.template, signs),
        *_left_in(prose, "instruction_left", patterns.instruction, signs),
        *_left_in(prose, "markup_left", patterns.markup, signs),
        *_period(review, prose),
        *_old_notice(review, prose),
        *_fees(review, prose),
    )


@dataclass(frozen=True, slots=True)
class _LeftIn:
    """A pattern of words that were to be replaced or removed; one of `signs` is in whatever it matches."""

    pattern: regex.Pattern[str]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Patterns:
    small_unit: regex.Pattern[str]
    template: tuple[_LeftIn, ...]
    instruction: tuple[_LeftIn, ...]
    markup: tuple[_LeftIn, ...]
    period: regex.Pattern[str]
    period_words: regex.Pattern[str]
    old_notice: regex.Pattern[str]
    new_notice: regex.Pattern[str]
    fee: regex.Pattern[str]
    fee_amount: regex.Pattern[str]
    fee_notice: regex.Pattern[str]
    other_matters: regex.Pattern[str]


@cache
def _patterns() -> _Patterns:
    path = resources_dir() / "rules.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))["patterns"]
        return _Patterns(
            **{
                name: tuple(
                    _LeftIn(regex.compile(item["pattern"]), tuple(item["signs"]))
                    for item in data.pop(name)
                )
                for name in ("template", "instruction", "markup")
            },
            **{name: regex.compile(text) for name, text in data.items()},
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, regex.error) as error:
        raise ResourceError(path=str(path), reason=repr(error)) from error


def _regulations(review: Review) -> Iterator[Finding]:
    """规章 above 0 for a town, a street or a county's bureau: only higher bodies make regulations."""
    cells = tuple(ref for ref in _regulation_cells(review.form) if _above_zero(review, ref))
    if not cells:
        return
    unit = fold(review.unit).replace(FILLER, "").strip()
    if unit and _patterns().small_unit.search(unit):
        span = review.reading.cells[cells[0]].span
        yield Finding("regulations_unlikely", cells, span, {"unit": review.unit})


@cache
def _regulation_cells(form: Form) -> tuple[CellRef, ...]:
    of_table = (ref for ref in form.index.refs if ref.table is TableKind.PROACTIVE)
    return tuple(ref for ref in of_table if ref.row == "regulations")


def _above_zero(review: Review, ref: CellRef) -> bool:
    """Whether a figure that is certain is above 0: on a doubtful one nobody is told off."""
    if ref not in review.reading.cells:
        return False
    value, status = review.look(ref)
    return value is not None and status is CellStatus.READ and value > 0


def _negative_amounts(review: Review) -> Iterator[Finding]:
    for ref in _money_cells(review.form):
        value = review.look(ref)[0]
        if value is not None and value < 0:
            cell = review.reading.cells[ref]
            yield Finding("negative_amount", (ref,), cell.span, {"printed": value})


@cache
def _money_cells(form: Form) -> tuple[CellRef, ...]:
    return tuple(ref for ref in form.index.refs if form.column(ref).quantity is Quantity.MONEY)


def _disclosed(review: Review) -> Iterator[Finding]:
    """2019 form: what was newly disclosed this year is part of what is disclosed in all."""
    for ref, whole in _disclosed_cells(review.form):
        (disclosed, status), (total, total_status) = review.look(ref), review.look(whole)
        is_certain = status is total_status is CellStatus.READ
        if is_certain and disclosed is not None and total is not None and disclosed > total:
            params = {"disclosed": disclosed, "total": total}
            span = review.reading.cells[ref].span
            yield Finding("disclosed_exceeds_total", (ref, whole), span, params)


@cache
def _disclosed_cells(form: Form) -> tuple[tuple[CellRef, CellRef], ...]:
    """What was newly disclosed, each with the total of its row."""
    of_table = (ref for ref in form.index.refs if ref.table is TableKind.PROACTIVE)
    return tuple(
        (ref, CellRef(ref.table, ref.row, "total")) for ref in of_table if ref.column == "disclosed"
    )


def _signs_in(text: str) -> frozenset[str]:
    """The signs in `text` of words that were to be replaced or removed: looked for together, as most have none."""
    signs, marked = _signs()
    places = marked.places(text)
    return frozenset(sign for at in places for sign in signs if text.startswith(sign, at))


@cache
def _signs() -> tuple[tuple[str, ...], MarkedWords]:
    """The signs of all such words, and what finds where one begins."""
    patterns = _patterns()
    every = chain(patterns.template, patterns.instruction, patterns.markup)
    signs = tuple(dict.fromkeys(sign for one in every for sign in one.signs))
    return signs, MarkedWords(signs, [sign[0] for sign in signs])


def _left_in(
    prose: Squeezed, code: str, patterns: Iterable[_LeftIn], signs: frozenset[str]
) -> Iterator[Finding]:
    """Words that were to be replaced or removed, each said once; `signs` are those in the text."""
    seen: set[str] = set()
    for one in patterns:
        if signs.isdisjoint(one.signs):
            continue
        for match in one.pattern.finditer(prose.text):
            if match.group() not in seen:
                seen.add(match.group())
                span = prose.span(match.start(), match.end())
                yield Finding(code, (), span, {"printed": match.group()})


def _period(review: Review, prose: Squeezed) -> Iterator[Finding]:
    """The period is the calendar year of the report, where the text calls it its period."""
    patterns = _patterns()
    for match in patterns.period.finditer(prose.text):
        before = prose.text[max(match.start() - _NEAR, 0) : match.start()]
        if not patterns.period_words.search(before) or review.year is None:
            continue
        start, end, month, day = match.groups()
        years = {int(start), int(end or start)}
        if years != {review.year} or (int(month), int(day)) != (12, 31):
            span = prose.span(match.start(), match.end())
            params = {"printed": match.group(), "year": review.year}
            yield Finding("period_wrong", (), span, params)


def _old_notice(review: Review, prose: Squeezed) -> Iterator[Finding]:
    patterns = _patterns()
    if (
        review.year is None
        or review.year < _NEW_FORM_FROM
        or patterns.new_notice.search(prose.text)
    ):
        return
    match = patterns.old_notice.search(prose.text)
    if match:
        span = prose.span(match.start(), match.end())
        yield Finding("old_notice", (), span, {"printed": match.group(), "year": review.year})


def _fees(review: Review, prose: Squeezed) -> Iterator[Finding]:
    """信息处理费 is a charge of 第（八）项: what section 六 states (in yuan) must not be 0 in the table.

    Not the other way round: there are other charges. Fees called for and not paid ((六)2) want a word in
    section 六, where the text has that section.
    """
    patterns = _patterns()
    amount = CellRef(TableKind.PROACTIVE, "fees", "amount")
    if amount in review.reading.cells and review.look(amount)[0] == 0:
        for match in patterns.fee_amount.finditer(prose.text):
            stated = Decimal(match[1]) * _YUAN[match[2]]
            if stated > 0:
                span = prose.span(match.start(), match.end())
                yield Finding("fee_not_in_table", (amount,), span, {"stated": f"{stated:f}"})
    unpaid = CellRef(TableKind.REQUESTS, "other_unpaid", "total")
    has_section = patterns.other_matters.search(prose.text) is not None
    if _above_zero(review, unpaid) and has_section and not _speaks_of_fees(prose):
        yield Finding("fee_not_stated", (unpaid,), review.reading.cells[unpaid].span)


def _speaks_of_fees(prose: Squeezed) -> bool:
    """Whether fees are spoken of outside the labels of the tables."""
    labels = ("收费通知要求", "行政事业性收费", "本年收费金额")
    text = prose.text
    for label in labels:
        text = text.replace(label, "")
    return _patterns().fee_notice.search(text) is not None
