"""Owns how a reviewer's decision is said: what kind it is, what it is about, and what holds after it."""

from core.cells import CellRef, Value
from core.checks import CheckId
from core.edits import (
    Edit,
    SetCorrection,
    SetDismissal,
    SetIdentity,
    SetMark,
    SetNote,
    SetState,
)
from core.forms import Form
from core.wording import Wording


class DecisionWords:
    """Says single edits in the language of `wording`; labels are those of the form."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def kind(self, edit: Edit) -> str:
        """What was decided: a figure corrected, a check marked …"""
        match edit:
            case SetCorrection():
                return self._say("what.correction")
            case SetMark():
                return self._say("what.mark")
            case SetIdentity(field, _):
                return self._say("what.identity", field=self._wording.term(field))
            case SetDismissal():
                return self._say("what.dismissal")
            case SetState():
                return self._say("what.state")
            case _:
                return self._say("what.note")

    def about(self, edit: Edit, form: Form) -> str:
        """The cell in all its labels or the check in words; empty where it is the report as a whole."""
        match edit:
            case SetCorrection(ref, _):
                return address(ref, form)
            case SetMark(check, _):
                return self.check(check, form)
            case _:
                return ""

    def check(self, check: CheckId, form: Form) -> str:
        """The equation of `check` in words."""
        known = form.checks_by_id.get(check)
        return known.words[self._wording.language.value] if known else check

    def value(self, edit: Edit) -> Value | str | None:
        """What holds after `edit`: a figure as a number, anything else in words."""
        match edit:
            case SetCorrection(_, correction):
                if correction is None:
                    return self._say("taken_back")
                return self._say("blank") if correction.value is None else correction.value
            case SetMark(_, mark):
                if mark is None:
                    return self._say("none")
                verdict = self._wording.term(mark.verdict)
                return self._say("noted", value=verdict, note=mark.note) if mark.note else verdict
            case SetIdentity(_, value):
                return self._say("taken_back") if value is None else value
            case SetDismissal(_, dismissed):
                return self._say("yes") if dismissed else self._say("none")
            case SetState(state):
                return self._wording.term(state)
            case SetNote(text):
                return text or self._say("none")
            case _:
                return None

    def _say(self, key: str, **params: object) -> str:
        return self._wording.message("decisions", key, **params)


def address(ref: CellRef, form: Form) -> str:
    """The cell in all the labels that tell it from others: 三、本年度办理结果 （一）予以公开 · 申请人情况 自然人.

    Just its name where `form` has no such cell: it was decided while the report was read under another form.
    """
    if ref not in form.index.positions:
        return ref.name
    return f"{' '.join(form.row(ref).path)} · {' '.join(form.column(ref).path)}"
