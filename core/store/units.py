"""Owns how a change of the tree of units stands in the journal."""

from core.canonical import Json
from core.units import OwnFigures, Unit, UnitTree


def difference_of_units(before: UnitTree, now: UnitTree) -> dict[str, Json]:
    """By unit what it was and what it is, each [own figures, children] or None where it had no children."""
    was = {unit.name: unit for unit in before.units}
    units = {unit.name: unit for unit in now.units}
    return {
        name: [_told(was.get(name)), _told(units.get(name))]
        for name in {**was, **units}
        if was.get(name) != units.get(name)
    }


def _told(unit: Unit | None) -> Json:
    if unit is None:
        return None
    own = None if unit.own is OwnFigures.UNKNOWN else unit.own_name
    return [own, list(unit.children)]
