"""Owns the sheet of balance checks: live formulas over the figures, and the reviewer's marks."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from core.checks import Check, CheckResult, Outcome
from core.forms import Form
from core.workbook.context import Context, Subject
from core.workbook.looks import CENTRED, NUMBER, TEXT, ZERO
from core.workbook.series import SheetSeries
from core.workbook.sheets import ROW_LIMIT, ColourRule, Entry, Formula, Sheet
from core.workbook.table_sheet import ROW, TableSheet

COLUMNS = (
    ("unit", 24.0),
    ("year", 6.5),
    ("check", 64.0),
    ("left", 9.0),
    ("right", 9.0),
    ("difference", 9.0),
    ("lacking", 7.0),
    ("outcome", 13.0),
    ("mark", 16.0),
    ("currency", 14.0),
    ("note", 32.0),
    ("who", 12.0),
    ("when", 26.0),
    ("name", 38.0),
    ("source", 36.0),
)
_AT = {name: "ABCDEFGHIJKLMNO"[at] for at, (name, _) in enumerate(COLUMNS)}
_FIRST_FIGURE, _OUTCOME, _PRINTED = (
    [name for name, _ in COLUMNS].index(name) + 1 for name in ("left", "outcome", "when")
)
_FAILING, _UNDECIDED = ("B42318", "FBE1DE"), ("6B7785", "EDEFF2")


class Place(NamedTuple):
    """Where the checks of one report stand: the sheet, the first row and the last."""

    sheet: Sheet
    first: int
    last: int

    def tally(self, outcome: str) -> str:
        """A formula that counts the checks with that outcome (in words)."""
        column = _AT["outcome"]
        cells = f"{self.sheet.reference}!{column}{self.first}:{column}{self.last}"
        return f'COUNTIF({cells},"{outcome}")'


class _Prepared(NamedTuple):
    """What the rows of one check have in common: its table, its words and name, and where its figures are."""

    check: Check
    table: TableSheet
    entries: tuple[Entry, Entry]
    left: str
    right: str
    lacking: str


class CheckSheet:
    """Writes the checks of one report after the other."""

    def __init__(self, context: Context, row_limit: int = ROW_LIMIT) -> None:
        self._context = context
        self._words = {outcome: context.wording.term(outcome) for outcome in Outcome}
        rules = (
            ColourRule(_OUTCOME, _OUTCOME, self._words[Outcome.FAIL], *_FAILING),
            ColourRule(_OUTCOME, _OUTCOME, self._words[Outcome.UNDECIDED], *_UNDECIDED),
            ColourRule(_FIRST_FIGURE, _OUTCOME - 1, 0, ZERO),
        )
        self.series = SheetSeries(
            "checks",
            COLUMNS,
            context,
            colour_rules=rules,
            print_columns=_PRINTED,
            row_limit=row_limit,
        )
        self.counts = dict.fromkeys(Outcome, 0)
        self.count_off = 0
        self._holds, self._fails, self._open = (
            f'"{self._words[outcome]}"'
            for outcome in (Outcome.PASS, Outcome.FAIL, Outcome.UNDECIDED)
        )
        self._off = context.say("outcome.fails_off")
        self._text, self._figure, self._centred = (
            context.styles.number(style) for style in (TEXT, NUMBER, CENTRED)
        )
        self._prepared: dict[str, list[_Prepared]] = {}

    def add(self, subject: Subject, rows: Mapping[TableSheet, int]) -> Place:
        """Writes all checks of one report, whose figures stand in the given row of each table sheet."""
        review = subject.review
        prepared = self._prepared.get(review.form.id)
        if prepared is None:
            prepared = self._prepared[review.form.id] = list(self._prepare(review.form, rows))
        sheet = self.series.make_room(len(prepared))
        first = sheet.next_row
        identity = (Entry(review.unit, self._text), Entry(review.year, self._centred))
        source = Entry(review.report.source, self._text)
        for item in prepared:
            result = review.results[item.check.id]
            is_off = review.is_off(item.check.id)
            if is_off and result.outcome is Outcome.FAIL:
                self.count_off += 1  # it fails for nobody
            else:
                self.counts[result.outcome] += 1
            formulas = self._formulas(item, result, rows[item.table], sheet.next_row, is_off=is_off)
            sheet.add((*identity, *self._row(item, subject, formulas), source))
        return Place(sheet, first, sheet.row_count)

    def _prepare(self, form: Form, tables: Iterable[TableSheet]) -> Iterator[_Prepared]:
        for check in form.checks:
            table = next(table for table in tables if table.has(check))
            words = check.words[self._context.wording.language.value]
            yield _Prepared(
                check,
                table,
                (Entry(words, self._text), Entry(check.id, self._text)),
                table.places(check.left),
                table.places(check.right),
                f"{len(check.cells)}-COUNT({table.places(check.cells)})",
            )

    def _row(
        self, item: _Prepared, subject: Subject, formulas: Iterable[Formula]
    ) -> Iterator[Entry]:
        words, name = item.entries
        *figures, verdict = formulas
        yield words
        for formula in figures:
            yield Entry(formula, self._figure)
        yield Entry(verdict, self._centred)
        for said in self._mark(item.check, subject):
            yield Entry(said, self._text)
        yield name

    def _mark(self, check: Check, subject: Subject) -> Iterator[str]:
        """Mark, whether it still holds, note, who, when."""
        review, context = subject.review, self._context
        mark = review.marks.get(check.id)
        if mark is None:
            yield from ("",) * 5
            return
        yield context.wording.term(mark.verdict)
        currency = "current" if review.mark_is_current(check.id) else "outdated"
        yield context.say(f"mark.{currency}")
        yield mark.note
        step = subject.current.get(check.id)
        entry = step.entry if step else None
        yield entry.reviewer if entry else ""
        yield entry.at.isoformat(" ", "seconds") if entry else ""

    def _formulas(
        self, item: _Prepared, result: CheckResult, table_row: int, row: int, *, is_off: bool
    ) -> Iterator[Formula]:
        """Left, right, difference, how many figures lack, outcome: what `core.checks.run_check` says, live.

        Where the rule is off (`is_off`) a failure is said so, and not counted among the others.

        A cell that is blank now is tried as 0; one that is missing, ambiguous or invalid must get a figure
        before the equation says anything.
        """
        at, values = str(table_row), (result.left, result.right, result.difference)
        left, right, difference = ("" if value is None else value for value in values)
        sums = [f"SUM({places})".replace(ROW, at) for places in (item.left, item.right)]
        first, second = f"{_AT['left']}{row}", f"{_AT['right']}{row}"
        minus, holds = f"{first}-{second}", f"ROUND({_AT['difference']}{row},6)=0"
        fails = f'"{self._off}"' if is_off else self._fails
        verdict = f"IF({holds},{self._holds},IF({_AT['lacking']}{row}>0,{self._open},{fails}))"
        if result.lacking:
            needed = item.table.places(result.lacking).replace(ROW, at)
            empty = f"COUNT({needed})<{len(result.lacking)}"
            sums = [f'IF({empty},"",{total})' for total in sums]
            minus = f'IF({first}="","",{minus})'
            verdict = f'IF({first}="",{self._open},{verdict})'
        yield Formula(sums[0], left)
        yield Formula(sums[1], right)
        yield Formula(minus, difference)
        count = len(result.assumed) + len(result.lacking)
        yield Formula(item.lacking.replace(ROW, at), count)
        failed_off = is_off and result.outcome is Outcome.FAIL
        yield Formula(verdict, self._off if failed_off else self._words[result.outcome])
