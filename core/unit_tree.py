"""Owns the tree of units as a person edits it: a forest of nodes, and one function for each way to change it.

Forests never change; every function gives another one and where the node in question stands in it now, or
None where there is nothing to do. A node with children is a unit whose report holds sums; one child may be
the report of its own figures (本级).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from core.across import unit_name
from core.folder import natural_key
from core.units import OwnFigures, Unit, UnitTree


@dataclass(frozen=True, slots=True)
class Node:
    """A unit. `is_own`: its report holds the own figures of the unit above it; `is_bare`: it has none itself."""

    name: str
    children: tuple["Node", ...] = ()
    is_own: bool = False
    is_bare: bool = False

    @property
    def own(self) -> OwnFigures:
        """What is known of its own figures."""
        if any(child.is_own for child in self.children):
            return OwnFigures.REPORTED
        return OwnFigures.NONE if self.is_bare else OwnFigures.UNKNOWN


Forest: TypeAlias = tuple[Node, ...]
At: TypeAlias = tuple[int, ...]
"""Where a node stands: its place among the roots, then among the children of each node on the way."""

Edited: TypeAlias = tuple[Forest, At]


def forest_of(tree: UnitTree, units: Iterable[str] = ()) -> Forest:
    """The forest that `tree` says, and behind it those of `units` that it does not name, in natural order."""
    by_name = {unit_name(unit.name): unit for unit in tree.units}
    below = {unit_name(child) for unit in tree.units for child in unit.children}

    seen: set[str] = set()

    def node(name: str) -> Node:
        unit = by_name.get(unit_name(name))
        if unit is None or unit.name in seen:  # names may be alike but for what they vary in
            return Node(name)
        seen.add(unit.name)
        own = (Node(unit.own_name, is_own=True),) if unit.own_name else ()
        children = own + tuple(node(child) for child in unit.children)
        return Node(unit.name, children, is_bare=unit.own is OwnFigures.NONE)

    roots = tuple(node(unit.name) for unit in tree.units if unit_name(unit.name) not in below)
    named = {unit_name(found.name) for _, found in walk(roots)}
    others = {unit_name(name): name for name in units if name and unit_name(name) not in named}
    return roots + tuple(Node(name) for name in sorted(others.values(), key=natural_key))


def tree_of(forest: Forest) -> UnitTree:
    """The tree that `forest` says: its nodes with children, those above before those below."""
    return UnitTree(
        tuple(
            Unit(
                node.name,
                tuple(child.name for child in node.children if not child.is_own),
                node.own,
                next((child.name for child in node.children if child.is_own), ""),
            )
            for _, node in walk(forest)
            if node.children or node.is_bare
        )
    )


def walk(forest: Forest, above: At = ()) -> Iterator[tuple[At, Node]]:
    """Every node and where it stands, each before its children."""
    for at, node in enumerate(forest):
        yield (*above, at), node
        yield from walk(node.children, (*above, at))


def node_at(forest: Forest, at: At) -> Node:
    """The node at `at`."""
    first, *rest = at
    return node_at(forest[first].children, tuple(rest)) if rest else forest[first]


def place_of(forest: Forest, name: str, *, is_own: bool = False) -> At | None:
    """Where the unit called `name` stands."""
    plain = unit_name(name)
    found = [(at, node) for at, node in walk(forest) if unit_name(node.name) == plain]
    exact = (at for at, node in found if node.is_own is is_own)
    return next(exact, found[0][0] if found else None)


def is_free(forest: Forest, name: str, but: At | None = None) -> bool:
    """Whether no node (but the one at `but`) is the unit called `name`."""
    plain = unit_name(name)
    return bool(plain) and all(
        unit_name(node.name) != plain or at == but for at, node in walk(forest)
    )


# --- the ways to change it ------------------------------------------------------------------------


def add_below(forest: Forest, at: At | None, name: str) -> Edited | None:
    """A new unit as the last child of the node at `at`, or as a root."""
    name = name.strip()
    if not is_free(forest, name):
        return None
    if at is None:
        return (*forest, Node(name)), (len(forest),)
    count = len(node_at(forest, at).children)
    return _with(forest, at, partial(_with_child, Node(name))), (*at, count)


def rename(forest: Forest, at: At, name: str) -> Edited | None:
    """The node at `at` under another name, unless another unit has it."""
    name = name.strip()
    node = node_at(forest, at)
    if name == node.name or not is_free(forest, name, at):
        return None
    return _with(forest, at, lambda node: replace(node, name=name)), at


def remove(forest: Forest, at: At) -> Edited | None:
    """Without the node at `at`; its children take its place."""
    node = node_at(forest, at)
    up = tuple(replace(child, is_own=False) for child in node.children)

    def without(siblings: Forest) -> Forest:
        return siblings[: at[-1]] + up + siblings[at[-1] + 1 :]

    return _among(forest, at[:-1], without), at


def indent(forest: Forest, at: At) -> Edited | None:
    """The node at `at` as the last child of the one before it."""
    if at[-1] == 0:
        return None
    before = (*at[:-1], at[-1] - 1)
    return put_below(forest, at, before)


def outdent(forest: Forest, at: At) -> Edited | None:
    """The node at `at` behind the one that it is a child of."""
    if len(at) < 2:
        return None
    node = replace(node_at(forest, at), is_own=False)
    above, place = at[:-2], at[-2] + 1
    rest = _without(forest, at)
    moved = _among(rest, above, lambda nodes: (*nodes[:place], node, *nodes[place:]))
    return moved, (*above, place)


def shift(forest: Forest, at: At, by: int) -> Edited | None:
    """The node at `at` one place further down (`by` 1) or up (-1) among its siblings."""
    siblings = node_at(forest, at[:-1]).children if len(at) > 1 else forest
    there = at[-1] + by
    if not 0 <= there < len(siblings):
        return None

    def swapped(nodes: Forest) -> Forest:
        low, high = sorted((at[-1], there))
        return (*nodes[:low], nodes[high], *nodes[low + 1 : high], nodes[low], *nodes[high + 1 :])

    return _among(forest, at[:-1], swapped), (*at[:-1], there)


def put_below(forest: Forest, at: At, target: At) -> Edited | None:
    """The node at `at` as the last child of the one at `target`, which may not be below it."""
    if target[: len(at)] == at or (at[:-1] == target and len(at) == len(target) + 1):
        return None
    node = replace(node_at(forest, at), is_own=False)
    place = _after_removal(target, at)
    rest = _without(forest, at)
    count = len(node_at(rest, place).children)
    return _with(rest, place, partial(_with_child, node)), (*place, count)


def turn_own(forest: Forest, at: At) -> Edited | None:
    """Say, or say no more, that the report of the child at `at` holds the own figures of the unit above it."""
    node = node_at(forest, at)
    if len(at) < 2 or node.children:
        return None

    def turned(above: Node) -> Node:
        children = tuple(
            replace(child, is_own=not child.is_own if place == at[-1] else False)
            for place, child in enumerate(above.children)
        )
        return replace(above, children=children, is_bare=False)

    return _with(forest, at[:-1], turned), at


def turn_bare(forest: Forest, at: At) -> Edited | None:
    """Say, or say no more, that the unit at `at` has no figures of its own: its sums are its children's."""
    node = node_at(forest, at)
    if not node.children and not node.is_bare:
        return None
    children = tuple(replace(child, is_own=False) for child in node.children)
    return _with(
        forest, at, lambda node: replace(node, is_bare=not node.is_bare, children=children)
    ), at


def _with_child(child: Node, above: Node) -> Node:
    """`above` with another child; it holds sums now, so not the own figures of a unit."""
    return replace(above, children=(*above.children, child), is_own=False)


def _with(forest: Forest, at: At, change: Callable[[Node], Node]) -> Forest:
    first, *rest = at
    node = forest[first]
    if rest:
        node = replace(node, children=_with(node.children, tuple(rest), change))
    else:
        node = change(node)
    return (*forest[:first], node, *forest[first + 1 :])


def _among(forest: Forest, above: At, change: Callable[[Forest], Forest]) -> Forest:
    """`forest` with the children of the node at `above` (the roots for none) changed."""
    if not above:
        return change(forest)
    return _with(forest, above, lambda node: replace(node, children=change(node.children)))


def _without(forest: Forest, at: At) -> Forest:
    return _among(forest, at[:-1], lambda nodes: nodes[: at[-1]] + nodes[at[-1] + 1 :])


def _after_removal(target: At, removed: Sequence[int]) -> At:
    """Where the node at `target` stands once the one at `removed` is gone."""
    depth = len(removed) - 1
    if len(target) > depth and target[:depth] == tuple(removed[:-1]):
        if target[depth] > removed[depth]:
            return (*target[:depth], target[depth] - 1, *target[depth + 1 :])
    return target
