"""Owns how an edit is called: short in the menu (撤销 修改 …), with old and new value in the journal."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject

from core.canonical import Json, value_from_json
from core.cells import CellRef, Value
from core.checks import CheckId
from core.deciders import Decider
from core.edits import (
    Correction,
    Edit,
    EditGroup,
    IdentityField,
    Mark,
    SetCorrection,
    SetDismissal,
    SetIdentity,
    SetMark,
    SetNote,
    SetState,
)
from core.forms import Form, load_forms
from core.review import Review, finding_key
from gui.equations import format_value
from gui.wording import Speech

Said = Mapping[str, Json]
"""What the source said of corrected cells when they were corrected: by name, as the journal keeps it."""

_NOTHING: Said = {}


class EditWords(QObject):
    """Says edits in the language in force. `review` is the report, None for one that is not on the screen."""

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech

    def name(self, edit: Edit, review: Review | None) -> str:
        """What the step is called in the menu."""
        match edit:
            case SetCorrection(ref, None):
                return self.tr("back to source: %1").replace("%1", self.cell(ref, review))
            case SetCorrection(ref, _):
                return self.tr("correction of %1").replace("%1", self.cell(ref, review))
            case SetMark(check, None):
                return self.tr("taking away the mark on %1").replace(
                    "%1", self.check(check, review)
                )
            case SetMark(check, _):
                return self.tr("mark on %1").replace("%1", self.check(check, review))
            case SetNote(_):
                return self.tr("note on the report")
            case SetState(state):
                term = self._speech.wording.term(state)
                return self.tr("state “%1”").replace("%1", term)
            case SetIdentity(field, _):
                term = self._speech.wording.term(field)
                return self.tr("correction of the %1").replace("%1", term)
            case SetDismissal(_, True):
                return self.tr("finding looked at")
            case SetDismissal(_, _):
                return self.tr("finding to be looked at again")
            case EditGroup(edits):
                return self._group_name(edits, review)

    def in_full(
        self, edit: Edit, inverse: Edit, review: Review | None, said: Said = _NOTHING
    ) -> str:
        """What the journal says of it, with what was there before."""
        match edit, inverse:
            case SetCorrection(ref, new), SetCorrection(_, old):
                cell = self.cell(ref, review)
                before, after = (self._value(ref, value, review, said) for value in (old, new))
                text = f"{cell}: {before} → {after}"
                if new is None:
                    text = self.tr("%1 (back to source)").replace("%1", text)
                return text
            case SetMark(check, new_mark), SetMark(_, old_mark):
                before, after = self._mark(old_mark), self._mark(new_mark)
                return f"{self.check(check, review)}: {before} → {after}"
            case SetIdentity(field, new_value), SetIdentity(_, old_value):
                before = self._identity(field, old_value, review)
                after = self._identity(field, new_value, review)
                return f"{self._speech.wording.term(field)}: {before} → {after}"
            case SetNote(new_note), SetNote(old_note):
                title = self.tr("Note on the report")
                return f"{title}: {old_note or '–'} → {new_note or '–'}"
            case SetDismissal(key, dismissed), _:
                done = self.tr("looked at") if dismissed else self.tr("to be looked at again")
                return f"{self._finding(key, review)} → {done}"
            case EditGroup(edits), EditGroup(inverses):
                pairs = zip(edits, reversed(inverses), strict=False)
                return "; ".join(self.in_full(part, back, review, said) for part, back in pairs)
            case _:
                return self.name(edit, review)

    def after(self, edit: Edit, review: Review | None, said: Said = _NOTHING) -> str:
        """What holds after a single edit, without saying of what."""
        match edit:
            case SetCorrection(ref, correction):
                return self._value(ref, correction, review, said)
            case SetMark(_, mark):
                return self._mark(mark)
            case SetIdentity(field, value):
                return self._identity(field, value, review)
            case _:
                return self.name(edit, review)

    def decided(self, decider: Decider | None) -> str:
        """Who decided something, when, and why; nothing where nobody did."""
        if decider is None:
            return ""
        when = decider.at[:16].replace("T", " ")
        words = f"{decider.reviewer} {when}".strip()
        return f"{words}: {decider.reason}" if decider.reason else words

    def cell(self, ref: CellRef, review: Review | None) -> str:
        """The cell in the labels of a form that has it, the present one before others."""
        form = self._form_of(ref, review)
        return self._speech.wording.cell(ref, form) if form is not None else ref.name

    def _group_name(self, edits: Sequence[Edit], review: Review | None) -> str:
        name = self._parts_name(edits, review)
        return self.tr("suggestion (%1)").replace("%1", name) if _is_suggestion(edits) else name

    def _parts_name(self, edits: Sequence[Edit], review: Review | None) -> str:
        if len(edits) == 1:
            return self.name(edits[0], review)
        if all(isinstance(edit, SetMark) for edit in edits):
            return self.tr("marks on checks: %n", "", len(edits))
        return self.tr("changes: %n", "", len(edits))

    def _form_of(self, ref: CellRef, review: Review | None) -> Form | None:
        """The present form, where it has the cell: a step may be older than a correction of the form."""
        if review is not None and ref in review.form.index.positions:
            return review.form
        return next(
            (form for form in load_forms().values() if ref in form.index.positions),
            None,
        )

    def check(self, id: CheckId, review: Review | None) -> str:
        """The equation of the check in words."""
        forms = [review.form] if review is not None else []
        for form in (*forms, *load_forms().values()):
            check = form.checks_by_id.get(id)
            if check is not None:
                return check.words[self._speech.language.value]
        return str(id)

    def _value(
        self, ref: CellRef, correction: Correction | None, review: Review | None, said: Said
    ) -> str:
        value: Value | None
        unit: str | None = None
        if correction is not None:
            value, unit = correction.value, correction.unit
        elif ref.name in said:  # what it said then, whatever it says now
            value = value_from_json(said[ref.name][2])
        elif review is not None and ref in review.form.index.positions:
            source = review.reading.cells[ref]
            value, unit = source.value, source.unit
        else:
            return self.tr("as in the source")
        return f"{format_value(value) or '–'}{unit or ''}"

    def _mark(self, mark: Mark | None) -> str:
        if mark is None:
            return "–"
        term = self._speech.wording.term(mark.verdict)
        return f"{term} ({mark.note})" if mark.note else term

    def _identity(self, field: IdentityField, value: str | None, review: Review | None) -> str:
        if value is not None:
            return value
        if review is None:
            return self.tr("as in the source")
        reading = review.report.reading
        match field:
            case IdentityField.UNIT:
                return reading.unit.value if reading.unit else "–"
            case IdentityField.YEAR:
                return reading.year.value if reading.year else "–"
            case IdentityField.FORM:
                return reading.form

    def _finding(self, key: str, review: Review | None) -> str:
        if review is not None:
            for finding in review.findings:
                if finding_key(finding) == key:
                    return self._speech.wording.finding(finding, review.form)
        # A finding that the report no longer has, or of a report that is not open: its cells name it.
        _, *names = key.split("|")
        cells = [self.cell(CellRef.parse(name), review) for name in names]
        return (
            self.tr("finding on %1").replace("%1", ", ".join(cells))
            if cells
            else (self.tr("finding on the report"))
        )


def _is_suggestion(edits: Sequence[Edit]) -> bool:
    """Whether all parts give one and the same reason: that is how a Suggestion is taken up."""
    reasons = set()
    for edit in edits:
        match edit:
            case SetCorrection(_, Correction(reason=reason)):
                reasons.add(reason)
            case SetMark(_, Mark(note=note)):
                reasons.add(note)
            case _:
                return False
    return len(reasons) == 1 and "" not in reasons
