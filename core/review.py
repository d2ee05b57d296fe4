"""Owns a Review: a report's Reading under Corrections, Marks, identity and state, and how edits change it.

A Correction never alters the extracted Cell: it lies over it, and the Checks run on the result.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from core.cells import Cell, CellRef, CellStatus, Quantity, Value
from core.checks import CheckId, CheckResult, Outcome, rerun_check, run_checks
from core.decisions import Decisions
from core.edits import (
    Change,
    Correction,
    Edit,
    EditGroup,
    IdentityField,
    Mark,
    ReviewState,
    SetCorrection,
    SetDismissal,
    SetIdentity,
    SetMark,
    SetNote,
    SetState,
)
from core.errors import EditError
from core.findings import Finding
from core.forms import Form
from core.reports import Reading, Report

K = TypeVar("K")
V = TypeVar("V")

Reread = Callable[[Report, str], Reading]
"""Reads a report again under the Form with the given id (the reviewer corrected the form)."""


@dataclass(frozen=True, slots=True)
class EffectiveCell:
    """A Cell as the reviewer sees it: what the source says, and the Correction over it, if any."""

    source: Cell
    correction: Correction | None

    @property
    def value(self) -> Value | None:
        """The corrected value where there is a Correction, else what was read."""
        return self.source.value if self.correction is None else self.correction.value

    @property
    def unit(self) -> str | None:
        """The unit of money, as corrected or as read."""
        return self.source.unit if self.correction is None else self.correction.unit

    @property
    def status(self) -> CellStatus:
        """READ once a reviewer gave a value (BLANK where blank), else the status of the reading."""
        if self.correction is None:
            return self.source.status
        return CellStatus.BLANK if self.correction.value is None else CellStatus.READ

    @property
    def needs_look(self) -> bool:
        """Whether nobody has settled a cell that was not read with certainty."""
        return self.correction is None and self.source.status.needs_look


class Review:
    """One report under review. The only thing in core that changes; it changes only by `apply`.

    `forms` are all Forms by id. `reread` is called when the reviewer corrects the form.
    """

    def __init__(self, report: Report, forms: Mapping[str, Form], reread: Reread) -> None:
        self.report = report
        self._forms = forms
        self._reread = reread
        self._readings: dict[str, Reading] = {report.reading.form: report.reading}
        self.reading: Reading = report.reading
        self.form: Form = forms[report.reading.form]
        self.corrections: dict[CellRef, Correction] = {}
        self.marks: dict[CheckId, Mark] = {}
        self.identity: dict[IdentityField, str] = {}
        self.dismissed: set[str] = set()
        self.note = ""
        self.state = ReviewState.UNREVIEWED
        self.returned: tuple[Finding, ...] = ()
        """Cells whose reading changed since a reviewer saw them (the file or the reader changed)."""
        self.told: tuple[Finding, ...] | None = None
        """All findings under the folder's rules, once somebody has looked for them (`core.rules`)."""
        self.rules_off: frozenset[str] = frozenset()
        """The rules that are switched off for the folder: their checks fail for nobody."""
        self._results: dict[CheckId, CheckResult] | None = None

    # --- what a reviewer sees ---------------------------------------------------------------------

    @property
    def results(self) -> dict[CheckId, CheckResult]:
        """What every check says now; worked out when it is first asked for, and kept up from then on."""
        if self._results is None:
            self._results = self.form.check_plan.run(self.reading.cells)
        return self._results

    @property
    def unit(self) -> str:
        """Unit name, as corrected or recognised; empty where unknown."""
        read = self.report.reading.unit
        return self.identity.get(IdentityField.UNIT, read.value if read else "")

    @property
    def year(self) -> int | None:
        """Report year, as corrected or recognised."""
        text = self.identity.get(IdentityField.YEAR)
        return int(text) if text else self.report.reading.year_number

    def cell(self, ref: CellRef) -> EffectiveCell:
        """The cell `ref` of the current Form."""
        return EffectiveCell(self.reading.cells[ref], self.corrections.get(ref))

    def look(self, ref: CellRef) -> tuple[Value | None, CellStatus]:
        """Effective value and status of `ref`: what the Checks run on."""
        correction = self.corrections.get(ref)
        if correction is None:
            return self.reading.cells.look(ref)
        status = CellStatus.BLANK if correction.value is None else CellStatus.READ
        return correction.value, status

    def mark_is_current(self, check: CheckId) -> bool:
        """Whether the mark on `check` was given for the values that the check has now."""
        mark = self.marks[check]
        return all(self.look(ref)[0] == value for ref, value in mark.judged)

    @property
    def failing(self) -> tuple[CheckId, ...]:
        """The checks that fail now, in the order of the Form, but for those of rules that are off."""
        if self._results is None:  # nothing was changed, and what each check says is not asked for
            failing: Iterable[CheckId] = self.form.check_plan.failing(self.reading.cells)
        else:
            every = self._results.items()
            failing = (id for id, result in every if result.outcome is Outcome.FAIL)
        return tuple(id for id in failing if not self.is_off(id))

    def is_off(self, check: CheckId) -> bool:
        """Whether the rule of `check` is switched off for the folder."""
        return bool(self.rules_off) and self.form.checks_by_id[check].family in self.rules_off

    @property
    def open_checks(self) -> tuple[CheckId, ...]:
        """Failing checks that nobody has judged for their present values."""
        return tuple(
            id for id in self.failing if id not in self.marks or not self.mark_is_current(id)
        )

    @property
    def open_cells(self) -> tuple[CellRef, ...]:
        """Cells that were not read with certainty and that nobody has settled.

        A Correction settles a cell, and so does dismissing what the reading has to say about it.
        """
        settled = self._cells_of(is_open=False) if self.dismissed else frozenset()
        return tuple(
            ref
            for ref in self.reading.cells.unsure()
            if ref not in self.corrections and ref not in settled
        )

    @property
    def lone_cells(self) -> tuple[CellRef, ...]:
        """Open cells that no open finding of the reading is about."""
        unsettled = self.open_cells
        covered = self._cells_of(is_open=True) if unsettled else frozenset()
        return tuple(ref for ref in unsettled if ref not in covered)

    def _cells_of(self, *, is_open: bool) -> frozenset[CellRef]:
        """The cells of the open, else of the dismissed findings of the reading, of rules that are on."""
        dismissed = self.dismissed
        return frozenset(
            ref
            for finding in self.read_findings
            if finding.code not in self.rules_off
            and (not dismissed or finding_key(finding) not in dismissed) is is_open
            for ref in finding.cells
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What there is to look at besides checks, as far as it was looked for."""
        return self.read_findings if self.told is None else self.told

    @property
    def read_findings(self) -> tuple[Finding, ...]:
        """What reading has brought up: cells that came back first, then the findings of the Reading."""
        return self.returned + self.reading.findings

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """Findings that nobody has dismissed."""
        if not self.dismissed:
            return self.findings
        return tuple(f for f in self.findings if finding_key(f) not in self.dismissed)

    @property
    def decisions(self) -> Decisions:
        """All that was decided, as one value that no later edit changes."""
        return Decisions(
            dict(self.corrections),
            dict(self.marks),
            dict(self.identity),
            frozenset(self.dismissed),
            self.note,
            self.state,
        )

    # --- what a reviewer does ---------------------------------------------------------------------

    def apply(self, edit: Edit) -> Change:
        """Carry out `edit`. Raises EditError, and changes nothing, where it does not fit this report."""
        self._validate(edit)
        return self._apply(edit)

    def replay(self, edit: Edit) -> Change:
        """Carry out an edit that fitted when it was made (undo, an earlier standing), whatever the form is now."""
        return self._apply(edit)

    def resume(self, decisions: Decisions, returned: tuple[Finding, ...] = ()) -> None:
        """Put everything where `decisions` says, as saved by an earlier session."""
        self.corrections = dict(decisions.corrections)
        self.marks = dict(decisions.marks)
        self.identity = dict(decisions.identity)
        self.dismissed = set(decisions.dismissed)
        self.note = decisions.note
        self.state = decisions.state
        self.returned = returned
        self._follow_form()

    def mark_for(self, check: CheckId, mark: Mark) -> Mark:
        """`mark` bound to the values that `check` has now."""
        judged = tuple((ref, self.look(ref)[0]) for ref in self.form.checks_by_id[check].cells)
        return Mark(mark.verdict, mark.note, judged)

    def _apply(self, edit: Edit) -> Change:
        none: frozenset[CellRef] = frozenset()
        unchecked: frozenset[CheckId] = frozenset()
        match edit:
            case SetCorrection(ref, correction):
                inverse: Edit = SetCorrection(ref, self.corrections.get(ref))
                if ref not in self.reading.cells:  # replayed under another form: kept aside
                    _set_or_drop(self.corrections, ref, correction)
                    return Change(edit, inverse, none, unchecked)
                before, results = self.look(ref)[0], self.results
                _set_or_drop(self.corrections, ref, correction)
                after = self.look(ref)[0]
                touched = self.form.checks_by_cell.get(ref, ())
                for id in touched:
                    check = self.form.checks_by_id[id]
                    results[id] = rerun_check(check, results[id], ref, before, after, self.look)
                return Change(edit, inverse, frozenset((ref,)), frozenset(touched))
            case SetMark(check, mark):
                inverse = SetMark(check, self.marks.get(check))
                _set_or_drop(self.marks, check, mark)
                return Change(edit, inverse, none, frozenset((check,)))
            case SetNote(text):
                inverse = SetNote(self.note)
                self.note = text
                return Change(edit, inverse, none, unchecked)
            case SetState(state):
                inverse = SetState(self.state)
                self.state = state
                return Change(edit, inverse, none, unchecked)
            case SetDismissal(finding, dismissed):
                inverse = SetDismissal(finding, finding in self.dismissed)
                (self.dismissed.add if dismissed else self.dismissed.discard)(finding)
                return Change(edit, inverse, none, unchecked)
            case SetIdentity(field, value):
                inverse = SetIdentity(field, self.identity.get(field))
                _set_or_drop(self.identity, field, value)
                if field is not IdentityField.FORM:
                    return Change(edit, inverse, none, unchecked)
                self._follow_form()
                refs = frozenset(self.form.index.refs)
                return Change(edit, inverse, refs, frozenset(self.results), form_changed=True)
            case EditGroup(edits):
                changes = [self._apply(part) for part in edits]
                return Change(
                    edit,
                    EditGroup(tuple(change.inverse for change in reversed(changes))),
                    none.union(*(change.cells for change in changes)),
                    unchecked.union(*(change.checks for change in changes)),
                    any(change.form_changed for change in changes),
                )

    def _follow_form(self) -> None:
        """Show the report under the corrected form. Corrections of cells that it lacks are kept aside."""
        form = self.identity.get(IdentityField.FORM, self.report.reading.form)
        if form not in self._forms:  # chosen in a version that had more forms
            form = self.report.reading.form
        if form not in self._readings:
            self._readings[form] = self._reread(self.report, form)
        self.reading = self._readings[form]
        self.form = self._forms[form]
        self._results = run_checks(self.form.checks, self.look) if self.corrections else None

    def _validate(self, edit: Edit) -> None:
        match edit:
            case SetCorrection(ref, correction):
                if ref not in self.reading.cells:
                    raise EditError(reason=f"no cell {ref}")
                if correction is not None and correction.value is not None:
                    _validate_value(correction.value, self.form.column(ref).quantity)
            case SetMark(check, _):
                if check not in self.form.checks_by_id:
                    raise EditError(reason=f"no check {check}")
            case SetIdentity(IdentityField.FORM, value):
                if value is not None and value not in self._forms:
                    raise EditError(reason=f"no form {value}")
            case SetIdentity(IdentityField.YEAR, value):
                if value is not None and not (
                    value.isascii() and value.isdigit() and len(value) == 4
                ):
                    raise EditError(reason=f"no year {value}")
            case EditGroup(edits):
                for part in edits:
                    self._validate(part)


def finding_key(finding: Finding) -> str:
    """What a dismissal names: the code and the cells, so that it survives a new reading of the text.

    Findings without cells (two wrong section numbers) are told apart by what is printed there.
    """
    if not finding.cells and (printed := finding.params.get("printed")):
        return f"{finding.code}|{printed}"
    return "|".join((finding.code, *(ref.name for ref in finding.cells)))


def _validate_value(value: Value, quantity: Quantity) -> None:
    whole = isinstance(value, int) or (
        isinstance(value, Decimal) and value == value.to_integral_value()
    )
    if quantity is not Quantity.MONEY and not whole:
        raise EditError(reason="a count is whole")


def _set_or_drop(mapping: dict[K, V], key: K, value: V | None) -> None:
    if value is None:
        mapping.pop(key, None)
    else:
        mapping[key] = value
