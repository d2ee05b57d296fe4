"""Owns the first sheet: what the workbook holds, what its colours and outcomes mean, and who made it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from core.agreement import Agreement
from core.checks import Outcome
from core.edits import ReviewState
from core.forms import Form
from core.rules import load_rules
from core.version import VERSION
from core.workbook.context import COMMENT_LIMIT, Context
from core.workbook.looks import HEADING, NUMBER, PLACEMENT, PROSE, TITLE, Paint, Style, height_of
from core.workbook.sheets import Content, Entry, Formula, Layout, Merge, Sheet

_WIDTHS = (12.0, 90.0)
_SHARES = ("share", "kappa")
_FRACTION = Style(format="0.0000", across="right")
_LEGEND = (
    ("plain", Paint.PLAIN, 61),
    ("corrected", Paint.CORRECTED, 61),
    ("inferred", Paint.INFERRED, 61),
    ("ambiguous", Paint.AMBIGUOUS, None),
    ("invalid", Paint.INVALID, None),
    ("missing", Paint.MISSING, None),
    ("blank", Paint.BLANK, None),
)


@dataclass(frozen=True, slots=True)
class Totals:
    """What the sheet counts. `column_of(name)` of each list gives ranges for the live counts."""

    reports: int
    unread: int
    reviewed: int
    outcomes: dict[Outcome, int]
    failing_off: int
    outcome_ranges: tuple[str, ...]
    state_ranges: tuple[str, ...]
    corrected: int
    open_cells: int
    open_findings: int


class NotesSheet:
    """Writes the sheet of notes."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.sheet = Sheet(context.say("sheets.notes"), context.styles)
        self.sheet.layout = Layout(widths=_WIDTHS)

    def write(
        self,
        totals: Totals,
        forms: Iterable[Form],
        reviewers: Iterable[str],
        rules_off: Iterable[str],
        made_at: datetime,
        agreement: Agreement | None = None,
    ) -> None:
        """Writes everything."""
        say, number = self._context.say, self._context.styles.number
        self.sheet.add([Entry(say("title"), number(TITLE))], height=30)
        self._prose(say("notes.lead"))
        self._heading("counts")
        for words, content in self._counts(totals):
            self._beside(Entry(content, number(NUMBER)), words)
        if agreement is not None:
            self._agreement(agreement)
        self._heading("colours")
        for name, paint, example in _LEGEND:
            swatch = Style(paint, format=NUMBER.format, across="right")
            self._beside(Entry(example, number(swatch)), say(f"notes.look_{name}"))
        self._beside(
            Entry(None, number(PLACEMENT)), say("notes.comment_limit", limit=COMMENT_LIMIT)
        )
        self._heading("reading")
        for name in ("outcome", "pass", "money", "mark"):
            self._prose(say(f"notes.rule_{name}"))
        rules, language = load_rules(), self._context.wording.language.value
        titles = [rules[rule].titles[language] for rule in sorted(rules_off) if rule in rules]
        if titles:
            self._prose(say("notes.rules_off", rules=say("mark_list").join(titles)))
        self._heading("forms")
        for form in forms:
            self._prose(self._form(form))
        self._heading("made")
        self._prose(say("notes.version", version=VERSION))
        self._prose(say("notes.made_at", when=made_at.isoformat(" ", "seconds")))
        if names := say("mark_list").join(sorted(reviewers)):
            self._prose(say("notes.reviewers", names=names))

    def _agreement(self, agreement: Agreement) -> None:
        """How far two reviewers agree, who worked without seeing each other's review."""
        say, number = self._context.say, self._context.styles.number
        self._heading("agreement")
        join = say("mark_list").join
        first, second = join(agreement.first_reviewers), join(agreement.second_reviewers)
        self._prose(say("notes.agreement_of", first=first, second=second))
        share, kappa = agreement.share, agreement.kappa
        for content, name in (
            (agreement.reports, "reports"),
            (agreement.cells, "cells"),
            (agreement.equal, "equal"),
            (None if share is None else _rounded(share), "share"),
            (agreement.marked, "marked"),
            (agreement.agreed, "alike"),
            (None if kappa is None else _rounded(kappa), "kappa"),
        ):
            style = _FRACTION if name in _SHARES else NUMBER
            self._beside(Entry(content, number(style)), say(f"notes.agreement_{name}"))

    def _counts(self, totals: Totals) -> Iterator[tuple[str, Content]]:
        say, term = self._context.say, self._context.wording.term
        yield say("notes.count_reports"), totals.reports
        yield say("notes.count_unread"), totals.unread
        reviewed = term(ReviewState.REVIEWED)
        yield say("notes.count_reviewed"), _counted(totals.state_ranges, reviewed, totals.reviewed)
        yield say("notes.count_checks"), sum(totals.outcomes.values()) + totals.failing_off
        for outcome in Outcome:
            words, count = term(outcome), totals.outcomes[outcome]
            yield (
                say(f"notes.count_{outcome.value}"),
                _counted(totals.outcome_ranges, words, count),
            )
        if totals.failing_off:
            off = _counted(totals.outcome_ranges, say("outcome.fails_off"), totals.failing_off)
            yield say("notes.count_fail_off"), off
        yield say("notes.count_corrected"), totals.corrected
        yield say("notes.count_open_cells"), totals.open_cells
        yield say("notes.count_open_findings"), totals.open_findings

    def _heading(self, name: str) -> None:
        number = self._context.styles.number
        self.sheet.add([Entry(None, number(PLACEMENT))], height=10)
        words = self._context.say(f"notes.{name}")
        self.sheet.add([Entry(words, number(HEADING))], height=20)

    def _prose(self, words: str) -> None:
        row = self.sheet.add(
            [Entry(words, self._context.styles.number(PROSE))],
            height=height_of(words, sum(_WIDTHS)),
        )
        self.sheet.merges.append(Merge(row, 1, row, len(_WIDTHS)))

    def _beside(self, first: Entry, words: str) -> None:
        prose = self._context.styles.number(PROSE)
        self.sheet.add([first, Entry(words, prose)], height=height_of(words, _WIDTHS[1]))

    def _form(self, form: Form) -> str:
        say = self._context.say
        if form.last_year is None:
            years = say("notes.years_from", first=form.first_year)
        else:
            years = say("notes.years_between", first=form.first_year, last=form.last_year)
        return say("notes.form", title=form.title, document=form.document, years=years)


def _rounded(share: Fraction) -> Decimal:
    """With four digits behind the point; only the whole is 1."""
    shown = Decimal(share.numerator) / Decimal(share.denominator)
    rounded = shown.quantize(Decimal("0.0001"))
    return Decimal("0.9999") if share < 1 and rounded == 1 else rounded


def _counted(ranges: Iterable[str], words: str, value: int) -> Formula:
    parts = [f'COUNTIF({cells},"{words}")' for cells in ranges]
    return Formula("+".join(parts) or "0", value)
