"""Owns the sheet of corrections: every decision of the reviewers, what the source says, who, when and why."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from core.cells import Cell, CellRef
from core.decision_words import DecisionWords
from core.edits import Edit, IdentityField, SetCorrection, SetDismissal, SetIdentity, SetMark
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
        self._words = DecisionWords(context.wording)
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
        yield self._words.kind(step.edit)
        yield self._words.about(step.edit, subject.review.form)
        yield from self._source(step, subject)
        yield None if step.inverse is None else self._words.value(step.inverse)
        yield self._words.value(step.edit)
        yield _money_unit(step.edit)
        yield _reason(step)
        yield entry.reviewer if entry else ""
        yield entry.at.isoformat(" ", "seconds") if entry else ""
        yield context.say(f"act.{entry.kind.value}") if entry else ""
        yield context.say("yes") if step.is_current else ""
        yield _name(step.edit)

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


def _look(column: str, field: Content) -> Style:
    look = _LOOKS.get(column, TEXT)
    return replace(look, format=number_format(field)) if isinstance(field, Decimal) else look


def _name(edit: Edit) -> str:
    match edit:
        case SetCorrection(ref, _):
            return ref.name
        case SetMark(check, _):
            return check
        case SetIdentity(field, _):
            return field.value
        case SetDismissal(finding, _):
            return finding
    return ""


def _money_unit(edit: Edit) -> str | None:
    return edit.correction.unit if isinstance(edit, SetCorrection) and edit.correction else None


def _reason(step: TrailStep) -> str:
    edit = step.edit
    if isinstance(edit, SetCorrection) and edit.correction and edit.correction.reason:
        return edit.correction.reason
    return step.entry.reason if step.entry else ""
