"""Any sequence of intentions, closings among them, against a model that is too simple to be wrong."""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from core.cells import Quantity
from core.decisions import Decisions
from core.edits import (
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
    Verdict,
)
from core.folder import list_reports
from core.review import Review
from core.store import ReviewFile, verify
from tests.core.store.support import Clock, redo, restore_to, restored, undo

NOTES = st.text(max_size=10)


@dataclass
class Model:
    """A report as a pile of standings: undo takes one off, redo puts it back."""

    done: list[Decisions] = field(default_factory=lambda: [Decisions()])
    undone: list[Decisions] = field(default_factory=list)
    after: dict[int, Decisions] = field(default_factory=dict)  # by entry

    @property
    def now(self) -> Decisions:
        return self.done[-1]


@st.composite
def edits(draw: st.DrawFn, review: Review) -> Edit:
    """An edit that fits the report as it is."""
    refs = st.sampled_from(review.form.index.refs)
    checks = st.sampled_from(sorted(review.form.checks_by_id))
    ref = draw(refs)
    whole = review.form.column(ref).quantity is not Quantity.MONEY
    values = st.integers(0, 999) if whole else st.decimals(0, 99, places=2)
    single = st.one_of(
        st.builds(SetCorrection, st.just(ref), st.none() | st.builds(Correction, values)),
        st.builds(
            SetMark,
            checks,
            st.none() | st.builds(Mark, st.sampled_from(Verdict), NOTES),
        ),
        st.builds(SetNote, NOTES),
        st.builds(SetState, st.sampled_from(ReviewState)),
        st.builds(SetIdentity, st.just(IdentityField.UNIT), st.none() | NOTES),
        st.builds(SetIdentity, st.just(IdentityField.YEAR), st.sampled_from([None, "2019"])),
        st.builds(
            SetIdentity, st.just(IdentityField.FORM), st.sampled_from([None, "2019", "2021"])
        ),
        st.builds(SetDismissal, st.sampled_from(["a", "b"]), st.booleans()),
    )
    grouped = single.filter(lambda edit: not isinstance(edit, SetIdentity))
    groups = st.lists(grouped, min_size=1, max_size=4).map(lambda many: EditGroup(tuple(many)))
    edit: Edit = draw(st.one_of(single, single, groups))
    return edit


class Reviewing(RuleBasedStateMachine):
    """Two reports under review in one folder."""

    folder: Path
    template: Path

    @initialize()
    def open_folder(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="gouji-any-")) / "samples"
        shutil.copytree(self.template, self.folder)
        self.sources = list_reports(self.folder)[:2]
        self.models = [Model(), Model()]
        self.clock = Clock()
        self._open()

    def _open(self) -> None:
        self.file = ReviewFile.open(self.folder, "张三", clock=self.clock)
        self.reviews = [restored(self.file, source) for source in self.sources]

    def teardown(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
            assert verify(self.file.path).is_whole
            shutil.rmtree(self.folder.parent)

    @rule(which=st.integers(0, 1), data=st.data())
    def edit(self, which: int, data: st.DataObject) -> None:
        review, model = self.reviews[which], self.models[which]
        edit = data.draw(edits(review))
        before = model.now
        seq = self.file.record(review, review.apply(edit)).seq
        model.done.append(_after(before, edit))
        model.undone.clear()
        model.after[seq] = model.now
        self._agree(which)

    @rule(which=st.integers(0, 1))
    def undo(self, which: int) -> None:
        model = self.models[which]
        done = undo(self.file, self.reviews[which])
        assert (done is not None) == (len(model.done) > 1)
        if done is not None:
            model.undone.append(model.done.pop())
            self._note(which)
        self._agree(which)

    @rule(which=st.integers(0, 1))
    def redo(self, which: int) -> None:
        model = self.models[which]
        done = redo(self.file, self.reviews[which])
        assert (done is not None) == bool(model.undone)
        if done is not None:
            model.done.append(model.undone.pop())
            self._note(which)
        self._agree(which)

    @precondition(lambda self: any(model.after for model in self.models))
    @rule(data=st.data())
    def go_back(self, data: st.DataObject) -> None:
        which = data.draw(st.sampled_from([w for w in (0, 1) if self.models[w].after]))
        model = self.models[which]
        seq = data.draw(st.sampled_from(sorted(model.after)))
        done = restore_to(self.file, self.reviews[which], seq)
        assert (done is not None) == (model.after[seq] != model.now)
        if done is not None:
            model.done.append(model.after[seq])
            model.undone.clear()
            self._note(which)
        self._agree(which)

    @rule()
    def close_and_open(self) -> None:
        self.file.close()
        self._open()
        self._agree(0)
        self._agree(1)

    def _note(self, which: int) -> None:
        seq = self.file.trail(self.reviews[which])[-1].seq
        self.models[which].after[seq] = self.models[which].now

    def _agree(self, which: int) -> None:
        review, model = self.reviews[which], self.models[which]
        assert review.decisions == model.now
        history = self.file.history(review)
        assert len(history.done) == len(model.done) - 1
        assert len(history.undone) == len(model.undone)
        summary = self.file.reports.summary(review.report.source)
        assert summary is not None
        assert summary.corrections == len(model.now.corrections)
        assert summary.state is model.now.state


def _after(before: Decisions, edit: Edit) -> Decisions:
    """What holds after `edit`, by the plainest reading of it."""
    if isinstance(edit, EditGroup):
        for part in edit.edits:
            before = _after(before, part)
        return before
    corrections, marks = dict(before.corrections), dict(before.marks)
    identity, dismissed = dict(before.identity), set(before.dismissed)
    note, state = before.note, before.state
    if isinstance(edit, SetCorrection):
        corrections.pop(edit.ref, None)
        if edit.correction is not None:
            corrections[edit.ref] = edit.correction
    elif isinstance(edit, SetMark):
        marks.pop(edit.check, None)
        if edit.mark is not None:
            marks[edit.check] = edit.mark
    elif isinstance(edit, SetIdentity):
        identity.pop(edit.field, None)
        if edit.value is not None:
            identity[edit.field] = edit.value
    elif isinstance(edit, SetDismissal):
        dismissed.discard(edit.finding)
        if edit.dismissed:
            dismissed.add(edit.finding)
    elif isinstance(edit, SetNote):
        note = edit.text
    else:
        state = edit.state
    return Decisions(corrections, marks, identity, frozenset(dismissed), note, state)


@pytest.fixture
def template(read_samples: Path) -> Path:
    Reviewing.template = read_samples
    return read_samples


@pytest.mark.usefixtures("template")
class TestReviewing(Reviewing.TestCase):  # type: ignore[name-defined, misc]
    """A short run each time."""

    settings = settings(max_examples=15, stateful_step_count=30, deadline=None)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.usefixtures("template")
class TestReviewingLong(Reviewing.TestCase):  # type: ignore[name-defined, misc]
    """A thorough one."""

    settings = settings(max_examples=400, stateful_step_count=80, deadline=None)
