"""Owns Outlines: what comparing a report with the others of a folder needs of it, small enough to hold thousands.

An Outline is a Review without text, places and findings: its values in force, its identity, its checks.
"""

import pickle
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.cells import Cell, CellStatus, Value
from core.folder import reread
from core.forms import load_forms
from core.narrative import words_of
from core.neighbours import Neighbours
from core.reports import Identified, Reading, Report
from core.review import Review
from core.rules import Context
from core.tables import CellColumns, Cells
from core.text import SourceText
from core.units import UnitTree, tree_from_folders

if TYPE_CHECKING:
    from core.similarity import Twins  # imports numpy

_NO_TEXT = SourceText("", "utf-8", "")


class Outlines:
    """The Outlines of many reports by source; what is the same in many of them is held once."""

    def __init__(self) -> None:
        self._reviews: dict[str, Review] = {}
        self._sketches: dict[str, bytes] = {}
        self._odd: dict[Cell, Cell] = {}
        self._nowhere: dict[int, list[int | None]] = {}  # the places of so many cells, all None

    def add(self, source: str, figures: Reading, sketch: bytes | None) -> Review:
        """Takes the `figures_of` and the `sketch_of` a report; gives its Outline."""
        columns = figures.cells.columns
        shared = replace(
            columns,
            starts=self._nowhere.setdefault(len(columns), columns.starts),
            odd={at: self._odd.setdefault(cell, cell) for at, cell in columns.odd.items()},
        )
        review = outline_of(source, replace(figures, cells=Cells(figures.cells.index, shared)))
        self._reviews[source] = review
        if sketch is not None:
            self._sketches[source] = sketch
        return review

    def compare(self, tree: UnitTree | None = None) -> dict[str, Context]:
        """What other reports say about each, by source; claims and parts are not in it."""
        neighbours, twins = self.neighbours(tree), self.twins()
        return {
            source: context_beside(source, neighbours, twins.get(source))
            for source in self._reviews
        }

    def neighbours(self, tree: UnitTree | None = None) -> Neighbours:
        """Which of them are compared with which; `tree` None: as the folders show it."""
        neighbours = Neighbours(self._reviews.values(), tree or UnitTree())
        if tree is None:
            neighbours.use_tree(tree_from_folders(neighbours.units()))
        return neighbours

    def twins(self) -> "dict[str, Twins]":
        """For each report that shares its text with others the one most like it."""
        if len(self._sketches) < 2:
            return {}
        from core.similarity import find_twins, nearest, sketch_from_bytes  # late: imports numpy

        sketches = {source: sketch_from_bytes(data) for source, data in self._sketches.items()}
        return nearest(find_twins(sketches))


def context_beside(source: str, neighbours: Neighbours, twins: "Twins | None") -> Context:
    """What other reports say of the one at `source`; no claims, no parts."""
    return Context(
        across=neighbours.findings(source), twins=twins, last_year=neighbours.last_year(source)
    )


def figures_of(review: Review) -> Reading:
    """The values in force and the identity of `review` as a Reading without places."""
    index, columns = review.form.index, review.reading.cells.columns
    if review.corrections:  # seldom
        columns = CellColumns.of(
            _figure(*review.look(ref), review.cell(ref).unit) for ref in index.refs
        )
    return Reading(
        review.reading.kind,
        review.form.id,
        Identified(review.unit) if review.unit else None,
        Identified(str(review.year)) if review.year is not None else None,
        Cells(index, columns.figures()),
        (),
    )


def _figure(value: Value | None, status: CellStatus, unit: str | None) -> Cell:
    return Cell(value, None, None, status, unit)


def sketch_of(review: Review) -> bytes | None:
    """The sketch of the narrative of `review` (`core.similarity`), None where it is too short."""
    from core.similarity import sketch  # late: imports numpy

    made = sketch(words_of(review.report.text, review.reading))
    return None if made is None else made.tobytes()


def outline_of(source: str, figures: Reading) -> Review:
    """The Outline of the report at `source` whose `figures_of` these are."""
    return Review(Report(source, _NO_TEXT, figures), load_forms(), reread)


def shrink(value: object) -> bytes:
    """`value` as few bytes, to wait its turn in; for values of this program alone, never of a file."""
    return zlib.compress(pickle.dumps(value), 1)


def expand(data: bytes) -> Any:
    """The value that `shrink` made `data` of."""
    return pickle.loads(zlib.decompress(data))  # noqa: S301 - from this process or its own workers
