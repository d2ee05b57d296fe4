"""Owns the sheet of corrections: every decision of the reviewers, what the source says, who, when and why."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from core.cells import Cell, CellRef
from core.checks import CheckId
from core.edits import (
    Edit,
    IdentityField,
    SetCorrection,
    SetDismissal,
    SetIdentity,
    SetMark,
    SetNote,
    SetState,
)
from core.workbook.context import Context, Subject
from core.workbook.looks import CENTRED, TEXT, WRAPPED, Style, number_format
from core.workbook.series import SheetSeries
from core.workbook.sheets import ROW_LIMIT, Content, Entry
from core.workbook.trail import TrailStep

COLUMNS = (
    ("unit", 24.0),
    ("year", 6.5),
    ("what", 12.0),
    ("object", 48.0),
    ("raw", 22.0),
    ("read", 13.0),
    ("before", 19.0),
    ("after", 22.0),
    ("money_unit", 9.0),
    ("why", 32.0),
    ("who", 12.0),
    ("when", 25.0),
    ("act", 10.0),
    ("current", 7.0),
    ("name", 38.0),
    ("source", 36.0),
)
_PRINTED = 14  # up to `current`
_WRAPPED = ("object", "after", "why")
_LOOKS = dict.fromkeys(_WRAPPED, WRAPPED) | {"year": CENTRED, "current": CENTRED}


class TrailSheet:
    """Writes the decisions about one report after the other, each in the order in which it was taken."""

    def __init__(self, context: Context, row_limit: int = ROW_LIMIT) -> None:
        self._context = context
        self.series = SheetSeries(
            "trail", COLUMNS, context, print_columns=_PRINTED, row_limit=row_limit
        )
        self.reviewers: set[str] = set()

    def add(self, subject: Subject) -> None:
        """Writes the decisions about one report."""
        review = subject.review
        for step in subject.steps:
            if step.entry:
                self.reviewers.add(step.entry.reviewer)
            fields = (review.unit, review.year, *self._fields(step, subject), review.report.source)
            entries = [
                Entry(field, self._context.styles.number(_look(name, field)))
                for (name, _), field in zip(COLUMNS, fields, strict=True)
            ]
            self.series.add(entries, wrapped=_WRAPPED)

    def _fields(self, step: TrailStep, subject: Subject) -> Iterator[Content]:
        """The fields from `what` to `name`."""
        context, entry = self._context, step.entry
        what, about, name = self._subject(step.edit, subject)
        yield what
        yield about
        yield from self._source(step, subject)
        yield None if step.inverse is None else self._value(step.inverse)
        yield self._value(step.edit)
        yield _money_unit(step.edit)
        yield _reason(step)
        yield entry.reviewer if entry else ""
        yield entry.at.isoformat(" ", "seconds") if entry else ""
        yield context.say(f"act.{entry.kind.value}") if entry else ""
        yield context.say("yes") if step.is_current else ""
        yield name

    def _subject(self, edit: Edit, subject: Subject) -> tuple[str, str, str]:
        """What was decided, about what in words, and its name."""
        say, form = self._context.say, subject.review.form
        match edit:
            case SetCorrection(ref, _):
                return say("what.correction"), self._context.address(ref, form), ref.name
            case SetMark(check, _):
                return say("what.mark"), self._check(check, subject), check
            case SetIdentity(field, _):
                term = self._context.wording.term(field)
                return say("what.identity", field=term), "", field.value
            case SetDismissal(finding, _):
                return say("what.dismissal"), "", finding
            case SetState():
                return say("what.state"), "", ""
            case _:
                return say("what.note"), "", ""

    def _check(self, check: CheckId, subject: Subject) -> str:
        known = subject.review.form.checks_by_id.get(check)
        return known.words[self._context.wording.language.value] if known else check

    def _source(self, step: TrailStep, subject: Subject) -> Iterator[Content]:
        """What the source says, and what was read from it."""
        match step.key:
            case CellRef() as ref:
                cell = subject.source_cell(ref)
                yield self._raw(cell)
                yield cell.value if cell else None
            case IdentityField() as field if field is not IdentityField.FORM:
                read = getattr(subject.review.report.reading, field.value)
                yield read.value if read else self._context.say("none")
                yield read.value if read else None
            case IdentityField():
                yield None
                yield subject.review.report.reading.form
            case _:
                yield from (None, None)

    def _raw(self, cell: Cell | None) -> str:
        if cell is None or cell.raw is None:
            return self._context.say("none")
        return cell.raw

    def _value(self, edit: Edit) -> Content:
        """What holds after `edit`: a figure as a number, anything else in words."""
        say, wording = self._context.say, self._context.wording
        match edit:
            case SetCorrection(_, correction):
                if correction is None:
                    return say("taken_back")
                return say("blank") if correction.value is None else correction.value
            case SetMark(_, mark):
                if mark is None:
                    return say("none")
                return wording.term(mark.verdict) + (f"：{mark.note}" if mark.note else "")
            case SetIdentity(_, value):
                return say("taken_back") if value is None else value
            case SetDismissal(_, dismissed):
                return say("yes") if dismissed else say("none")
            case SetState(state):
                return wording.term(state)
            case SetNote(text):
                return text or say("none")
            case _:
                return None


def _look(column: str, field: Content) -> Style:
    look = _LOOKS.get(column, TEXT)
    return replace(look, format=number_format(field)) if isinstance(field, Decimal) else look


def _money_unit(edit: Edit) -> str | None:
    return edit.correction.unit if isinstance(edit, SetCorrection) and edit.correction else None


def _reason(step: TrailStep) -> str:
    edit = step.edit
    if isinstance(edit, SetCorrection) and edit.correction and edit.correction.reason:
        return edit.correction.reason
    return step.entry.reason if step.entry else ""
