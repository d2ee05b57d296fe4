"""Owns the tree of units of the open folder as it is edited: undo, redo, saving, and what its reports say.

Every step shows at once and is then written beside the GUI thread; where that fails it is taken back, and
`refused` says why. The session goes by the tree as it stands here.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal

from core.errors import GoujiError
from core.review import Review
from core.unit_sums import UnitSum
from core.unit_tree import At, Edited, Forest, forest_of, node_at, place_of, tree_of
from core.units import UnitTree, save_units
from gui.session import ReviewSession
from gui.workers import Handlers, Job, Workers

if TYPE_CHECKING:
    from core.neighbours import Neighbours

Way = Callable[[Forest, At], Edited | None]
"""One of the ways to change a forest (`core.unit_tree`)."""

_State: TypeAlias = tuple[UnitTree | None, tuple[str, ...]]

Name = tuple[str, bool]
"""What a node is known by across steps: its name, and whether it stands for own figures."""


class UnitWork(QObject):
    """`forest` is what the page shows: the units of the tree, and behind them those that it does not name."""

    changed = Signal()  # the forest, or what the reports of the folder say of each other
    refused = Signal(object)  # GoujiError: a step was taken back

    def __init__(self, session: ReviewSession, workers: Workers) -> None:
        super().__init__(session)
        self._session = session
        self._workers = workers
        self._tree: UnitTree | None = None  # None: as the folders show it
        self._saved: UnitTree | None = None
        self._digest = ""
        self._added: tuple[str, ...] = ()  # units without a report that stand nowhere yet
        self._undone: list[_State] = []
        self._done: list[_State] = []
        self._is_saving = False
        self._is_ahead = False  # of the survey that is being made
        self._is_shown = False
        self.forest: Forest = ()
        session.folder_closed.connect(self._on_folder_closed)
        session.surroundings.looked_over.connect(self._on_looked_over)
        self._on_looked_over()

    # --- what the page asks ---------------------------------------------------------------------------

    def show(self, is_shown: bool) -> None:
        """Whether anybody looks: only then is the forest kept up."""
        self._is_shown = is_shown
        self._show()

    @property
    def known(self) -> "Neighbours | None":
        """What the reports say of each other, None until the folder has been looked over."""
        survey = self._session.surroundings.survey
        return None if survey is None else survey.neighbours

    @property
    def is_from_folders(self) -> bool:
        """Whether there is no unit file, so that the folders show the tree."""
        return self._tree is None

    @property
    def file_error(self) -> GoujiError | None:
        """Why the unit file of the folder cannot be gone by."""
        survey = self._session.surroundings.survey
        return None if survey is None else survey.units.error

    @property
    def is_held(self) -> bool:
        """Whether somebody else holds the review of the folder, so that it is only looked at here."""
        return self._session.is_read_only

    @property
    def is_unwritable(self) -> bool:
        """Whether nothing can be written into the folder."""
        return self._session.is_elsewhere

    @property
    def may_edit(self) -> bool:
        """Whether the tree can be changed."""
        is_kept = self.is_held or self.is_unwritable or self.file_error is not None
        return self.known is not None and not is_kept

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done) and self.may_edit

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to repeat."""
        return bool(self._undone) and self.may_edit

    def reports_of(self, name: str) -> tuple[Review, ...]:
        """The reports of a unit, by year."""
        return () if self.known is None else self.known.reports_of(name)

    def sums_of(self, name: str) -> tuple[tuple[int, UnitSum | None], ...]:
        """For each year with a report of the unit or of one below it what adding up gives; none for a leaf."""
        known = self.known
        unit = next((unit for unit in self.tree.units if unit.name == name), None)
        if known is None or unit is None:
            return ()
        names = (name, unit.own_name, *unit.children)
        years = {review.year for one in names if one for review in known.reports_of(one)}
        return tuple(
            (year, known.sum_of(unit, year)) for year in sorted(y for y in years if y is not None)
        )

    @property
    def tree(self) -> UnitTree:
        """The tree as it stands."""
        if self._tree is not None or self.known is None:
            return self._tree or UnitTree()
        return self.known.tree

    # --- what is done to it ---------------------------------------------------------------------------

    def change(self, way: Way, names: Sequence[Name]) -> tuple[Name, ...]:
        """Do one thing to each of the nodes, as one step; gives those that it could be done to, as they are now."""
        if not self.may_edit:
            return ()
        forest = self.forest
        moved: list[Name] = []
        for name in names:
            at = place_of(forest, name[0], is_own=name[1])
            result = None if at is None else way(forest, at)
            if result is not None:
                forest, at = result
                moved.append(_name_at(forest, at))
        if moved:
            self._take((tree_of(forest), self._added))
        return tuple(moved)

    def add(self, way: Callable[[Forest], Edited | None]) -> Name | None:
        """Add a node; None where its name is taken or none."""
        result = way(self.forest) if self.may_edit else None
        if result is None:
            return None
        forest, at = result
        name = _name_at(forest, at)
        self._take((tree_of(forest), (*self._added, name[0])))
        return name

    def use_folders(self) -> None:
        """Have the folders show the tree again; the unit file goes."""
        if self.may_edit and self._tree is not None:
            self._take((None, ()))

    def undo(self) -> None:
        """Take the last step back."""
        if self.can_undo:
            self._undone.append(self._state)
            self._set(self._done.pop())

    def redo(self) -> None:
        """Repeat what was taken back last."""
        if self.can_redo:
            self._done.append(self._state)
            self._set(self._undone.pop())

    # --- inside -------------------------------------------------------------------------------------------

    @property
    def _state(self) -> "_State":
        return self._tree, self._added

    def _take(self, state: "_State") -> None:
        self._done.append(self._state)
        self._undone.clear()
        self._set(state)

    def _set(self, state: "_State") -> None:
        self._tree, self._added = state
        self._is_ahead = self._session.surroundings.is_looking
        self._session.grounds.use_units(self._tree, self._digest)
        self._show()
        self._save()

    def _show(self) -> None:
        """Make the forest anew."""
        if self._is_shown:
            units = {} if self.known is None else self.known.units()
            self.forest = forest_of(self.tree, [*units.values(), *self._added])
            self.changed.emit()

    def _forget_steps(self) -> None:
        self._added = ()
        self._done.clear()
        self._undone.clear()

    def _save(self) -> None:
        folder = self._session.folder
        if folder is None or self._is_saving or self._tree == self._saved:
            return
        self._is_saving = True
        before, tree = self._saved, self._tree
        self._workers.start(
            partial(_write, folder, tree, self._digest),
            Handlers(
                done=partial(self._on_written, folder, before, tree),
                failed=partial(self._on_failed, folder),
                ended=self._on_write_ended,
            ),
        )

    def _on_written(
        self, folder: Path, before: UnitTree | None, tree: UnitTree | None, digest: str
    ) -> None:
        if folder == self._session.folder:
            self._saved, self._digest = tree, digest
            self._session.grounds.note_units(before or UnitTree(), tree or UnitTree())

    def _on_failed(self, folder: Path, error: GoujiError) -> None:
        if folder == self._session.folder:
            self._tree = self._saved
            self._forget_steps()
            self._session.grounds.use_units(self._tree, self._digest)
            self._show()
            self.refused.emit(error)

    def _on_write_ended(self) -> None:
        self._is_saving = False
        self._save()

    def _on_looked_over(self) -> None:
        survey = self._session.surroundings.survey
        if survey is None:
            return
        if self._is_ahead or self._is_saving:  # it went by the file as it was before
            self._is_ahead = False
            self._session.grounds.use_units(self._tree, self._digest)
            return
        tree = survey.neighbours.tree if survey.units.is_file else None
        if survey.units.error is not None:
            tree = UnitTree()
        if tree != self._tree:  # somebody has written another file
            self._forget_steps()
        self._tree = self._saved = tree
        self._digest = survey.units.digest
        self._show()

    def _on_folder_closed(self) -> None:
        self._tree = self._saved = None
        self._digest = ""
        self._forget_steps()
        self._show()


def _name_at(forest: Forest, at: At) -> Name:
    node = node_at(forest, at)
    return node.name, node.is_own


def _write(folder: Path, tree: UnitTree | None, digest: str, job: Job[str]) -> str:  # noqa: ARG001
    return save_units(tree, folder, digest)
