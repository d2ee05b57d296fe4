"""Owns the way from a Review to its ranked Suggestions, and what may be done with one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from core.cells import CellRef, Value
from core.checks import CheckId
from core.edits import Correction, Edit, EditGroup, Mark, SetCorrection, SetMark, Verdict
from core.narrative import Claim
from core.review import Review
from core.suggestions.blocks import find_in_blocks
from core.suggestions.chains import find_chains
from core.suggestions.choices import find_choices
from core.suggestions.cover import Cover, best_covers
from core.suggestions.demands import by_ref, empty_demands, suspect_demands
from core.suggestions.equations import Equations, Problem, equations_of
from core.suggestions.evidence import Evidence, gather_evidence
from core.suggestions.lanes import Choice
from core.suggestions.model import Reason, Slip, Suggestion, SuggestionKind, Witness
from core.suggestions.moves import Move, MoveSet, find_in_lines, find_pairs, find_single_cells
from core.suggestions.patterns import find_confirmed, find_patterns

WHOLE_LIMIT = 4
"""At most so many repairs of a whole table are listed, and half as many of each part."""

_MARGIN = 4.0
"""A repair that costs so much more than the best of its kind is not worth a reviewer's time."""


def suggest(
    review: Review, *, claims: Iterable[Claim] = (), last_year: Review | None = None
) -> tuple[Suggestion, ...]:
    """Repairs for the failing checks and the ambiguous cells of `review`, the most plausible first.

    Those that mend all failing checks that hang together come first; where such a repair has parts that
    are independent of each other, the parts follow. `claims` are those of the report's narrative,
    `last_year` is the review of the same unit's report of the year before.
    """
    if not needs_suggestions(review):
        return ()
    problem = _problem(review)
    has_ambiguous = _has_candidates(review)
    equations = problem.equations
    evidence = gather_evidence(review, equations, claims, last_year)
    found: list[Suggestion] = []
    if problem.failing:
        moves = MoveSet(problem, evidence)
        find_single_cells(moves)
        find_pairs(moves)
        find_in_lines(moves)
        find_patterns(moves)
        find_in_blocks(moves)
        find_confirmed(moves)
        failing = sum(1 << check for check in problem.failing)
        if not best_covers(list(moves), failing, 1):
            find_chains(moves)  # nothing smaller mends everything
        positions = equations.form.index.positions
        corrected = {positions[ref] for ref in review.corrections if ref in positions}
        usable = [move for move in moves if not _accuses_reviewer(evidence, move, corrected)]
        for group in _groups(equations, problem, usable):
            found += _mending(review, problem, evidence, group)
    if has_ambiguous:
        for choices in find_choices(review, problem, evidence, WHOLE_LIMIT):
            found += [_chosen(review, problem, evidence, choice) for choice in choices]
    return tuple(found)


def needs_suggestions(review: Review) -> bool:
    """Whether a check of `review` fails or a cell has several readings: else there is nothing to suggest."""
    return bool(review.failing) or _has_candidates(review)


def _has_candidates(review: Review) -> bool:
    return any(cell.candidates for cell in review.reading.cells.columns.odd.values())


def demanded_values(review: Review) -> dict[CellRef, Value]:
    """Ghost values: what the equations demand of empty cells and of single suspects, where it is one value.

    They are for showing beside the cell, never for taking as read.
    """
    problem = _problem(review)
    values = empty_demands(problem) | suspect_demands(problem)
    return by_ref(problem.equations, values)


def suggestion_edit(review: Review, suggestion: Suggestion, note: str) -> Edit:
    """The one step that takes `suggestion` up: corrections, or marks where the report itself is wrong.

    `note` (the suggestion in words) becomes the reason of the corrections or the note of the marks.
    """
    if suggestion.kind is SuggestionKind.READING:
        return EditGroup(
            tuple(
                SetCorrection(ref, Correction(value, reason=note))
                for ref, value in suggestion.cells.items()
            )
        )
    return EditGroup(
        tuple(
            SetMark(check, review.mark_for(check, Mark(Verdict.FAILS, note)))
            for check in suggestion.mends
        )
    )


def _problem(review: Review) -> Problem:
    return Problem(equations_of(review.form), review.look, lambda id: _is_left_out(review, id))


def _is_left_out(review: Review, check: CheckId) -> bool:
    mark = review.marks.get(check)
    return mark is not None and mark.verdict is Verdict.NOT_APPLICABLE


def _groups(
    equations: Equations, problem: Problem, moves: Sequence[Move]
) -> Iterator[tuple[int, list[Move]]]:
    """The failing checks that hang together, by common cells or by a Move over both, with their Moves."""
    masks: dict[int, int] = {}
    for check in problem.failing:
        masks[equations.blocks[check]] = masks.get(equations.blocks[check], 0) | 1 << check
    groups = list(masks.values())
    for move in moves:
        touched = [mask for mask in groups if mask & move.mended]
        if len(touched) > 1:
            groups = [mask for mask in groups if not mask & move.mended]
            groups.append(sum(touched))
    for mask in sorted(groups, key=lambda mask: mask & -mask):
        yield mask, [move for move in moves if move.mended & mask]


def _mending(
    review: Review, problem: Problem, evidence: Evidence, group: tuple[int, list[Move]]
) -> Iterator[Suggestion]:
    """The Suggestions for one group of failing checks: whole repairs, then the parts of the best."""
    mask, moves = group
    covers = best_covers(moves, mask, WHOLE_LIMIT * 2)
    covers = [cover for cover in covers if problem.effect(cover.changes) is not None]
    whole = [
        cover
        for cover in covers
        if cover.cost <= covers[0].cost + _MARGIN and _is_one_kind(evidence, cover)
    ][:WHOLE_LIMIT]
    listed: set[frozenset[tuple[int, Value]]] = set()
    for cover in whole:
        listed.add(frozenset(cover.changes.items()))
        yield _suggestion(review, problem, evidence, cover.moves)
    if covers and len(covers[0].moves) == 1:
        return
    best = covers[0].moves if covers else _most(moves)
    for part in best:
        rivals = [
            move
            for move in moves
            if move.mended == part.mended and move.cost <= part.cost + _MARGIN
        ]
        for move in rivals[: WHOLE_LIMIT // 2]:
            key = frozenset(move.changes.items())
            if key not in listed:
                listed.add(key)
                yield _suggestion(review, problem, evidence, (move,))


def _accuses_reviewer(evidence: Evidence, move: Move, corrected: set[int]) -> bool:
    """Whether `move` would call a figure the report's error that not the report holds but a reviewer typed."""
    if corrected.isdisjoint(move.changes):
        return False
    return _kind(evidence, move.changes) is SuggestionKind.REPORT


def _is_one_kind(evidence: Evidence, cover: Cover) -> bool:
    """Whether all parts lay the blame in one place, so that the whole can be taken up in one step."""
    kinds = {_kind(evidence, move.changes) for move in cover.moves}
    return len(kinds) == 1


def _most(moves: Sequence[Move]) -> list[Move]:
    """Without a repair of everything: the most plausible Moves that do not get into each other's way."""
    chosen: list[Move] = []
    mended = 0
    for move in sorted(moves, key=lambda move: move.cost / move.mended.bit_count()):
        if not move.mended & mended and all(
            move.changes.keys().isdisjoint(other.changes) for other in chosen
        ):
            chosen.append(move)
            mended |= move.mended
    return chosen


def _kind(evidence: Evidence, changes: Mapping[int, Value]) -> SuggestionKind:
    """READING where nothing printed contradicts a new value that the source does not itself confirm."""
    for cell, value in changes.items():
        if cell in evidence.printed and evidence.printed[cell] != value:
            if Witness.SOURCE not in evidence.witnesses(cell, value):
                return SuggestionKind.REPORT
    return SuggestionKind.READING


def _suggestion(
    review: Review, problem: Problem, evidence: Evidence, moves: Sequence[Move]
) -> Suggestion:
    equations = problem.equations
    refs = equations.form.index.refs
    changes = {cell: value for move in moves for cell, value in move.changes.items()}
    order = sorted(changes)
    effect = problem.effect(changes)
    mended = effect.mended | effect.settled if effect else 0
    witnesses = {
        refs[cell]: tuple(w for w in Witness if w in evidence.witnesses(cell, changes[cell]))
        for cell in order
    }
    return Suggestion(
        cells={refs[cell]: changes[cell] for cell in order},
        before={refs[cell]: review.look(refs[cell])[0] for cell in order},
        mends=tuple(id for check, id in enumerate(equations.ids) if mended >> check & 1),
        kind=_kind(evidence, changes),
        reasons=tuple(_reasons(refs, moves)),
        witnesses={ref: told for ref, told in witnesses.items() if told},
        cost=round(sum(move.cost for move in moves), 3),
    )


def _chosen(review: Review, problem: Problem, evidence: Evidence, choice: Choice) -> Suggestion:
    equations = problem.equations
    refs = equations.form.index.refs
    order = sorted(choice.cells)
    cells = {refs[cell]: choice.cells[cell] for cell in order}
    witnesses: dict[CellRef, tuple[Witness, ...]] = {}
    for cell in order:
        value = choice.cells[cell]
        told = evidence.witnesses(cell, value) if value is not None else frozenset()
        if told:
            witnesses[refs[cell]] = tuple(w for w in Witness if w in told)
    return Suggestion(
        cells=cells,
        before={ref: review.look(ref)[0] for ref in cells},
        mends=tuple(id for check, id in enumerate(equations.ids) if choice.settled >> check & 1),
        kind=SuggestionKind.READING,
        reasons=(Reason(Slip.CHOICE, tuple(cells)),),
        witnesses=witnesses,
        cost=round(choice.cost, 3),
    )


def _reasons(refs: Sequence[CellRef], moves: Sequence[Move]) -> Iterator[Reason]:
    for move in moves:
        for slip, cells in move.slips:
            if slip is not Slip.OTHER:
                yield Reason(slip, tuple(refs[cell] for cell in sorted(cells)))
