"""Owns the tree of units in a folder: who reports for whom, from a small file or from the folders.

The file `gouji-units.toml` lies in the folder of reports and may be edited by hand or in the window:

    [[units]]
    name = "清河县人民政府"          # whose report holds the sums
    own = "清河县人民政府办公室"     # who reports its own figures; "" where it has none; absent: not known
    children = ["城关镇人民政府", "清河县财政局"]
"""

import json
import os
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from core.errors import UnitFileError, UnwritableFileError

UNIT_FILE = "gouji-units.toml"


class OwnFigures(Enum):
    """What is known of a parent's own figures, beside those of its children."""

    REPORTED = "reported"  # another report holds them
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit whose report holds the sum of its own figures and those of `children`, all by name."""

    name: str
    children: tuple[str, ...]
    own: OwnFigures = OwnFigures.UNKNOWN
    own_name: str = ""


@dataclass(frozen=True, slots=True)
class UnitTree:
    """The units that have children."""

    units: tuple[Unit, ...] = ()


def load_units(folder: Path) -> UnitTree | None:
    """The tree in the unit file of `folder`, None where there is none. Raises UnitFileError."""
    path = folder / UNIT_FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnitFileError(path=str(path), reason=str(error)) from error
    try:
        return UnitTree(tuple(_unit(item) for item in data.get("units", ())))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnitFileError(path=str(path), reason=str(error)) from error


def _unit(item: Mapping[str, object]) -> Unit:
    name, children, own = item["name"], item["children"], item.get("own")
    if not isinstance(name, str) or not name or not isinstance(children, list):
        raise ValueError(f"name {name!r}, children {children!r}")
    if not all(isinstance(child, str) and child for child in children):
        raise ValueError(f"children of {name}: {children!r}")
    if own is None:
        return Unit(name, tuple(children))
    if not isinstance(own, str):
        raise ValueError(f"own of {name}: {own!r}")
    return Unit(name, tuple(children), OwnFigures.REPORTED if own else OwnFigures.NONE, own)


def save_units(tree: UnitTree, folder: Path) -> None:
    """Write the unit file of `folder`, replacing it as a whole. Raises UnwritableFileError."""
    lines = ["# 单位层级：name 的报告等于 own（本级）与 children（下级）之和。\n"]
    for unit in tree.units:
        lines += ["\n[[units]]\n", f"name = {_quoted(unit.name)}\n"]
        if unit.own is not OwnFigures.UNKNOWN:
            lines.append(f"own = {_quoted(unit.own_name)}\n")
        children = ",\n    ".join(_quoted(child) for child in unit.children)
        lines.append(f"children = [\n    {children},\n]\n" if children else "children = []\n")
    path = folder / UNIT_FILE
    beside = path.with_suffix(".toml.new")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UnwritableFileError(path=str(path), reason=error.strerror or str(error)) from error


def _quoted(text: str) -> str:
    """`text` as a TOML basic string (JSON's escapes are TOML's, but for the one of DEL)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def tree_from_folders(units: Mapping[str, str]) -> UnitTree:
    """The tree that the folders show; `units` gives the unit of each report by its source.

    A folder whose name is, or begins, the name of a unit reported on in it belongs to that unit; all
    else in it, and the units of the folders below, are its children. Own figures stay unknown.
    """
    here: dict[str, set[str]] = defaultdict(set)
    below: dict[str, set[str]] = defaultdict(set)
    for source, unit in units.items():
        folder = source.rpartition("/")[0]
        if unit:
            here[folder].add(unit)
        while folder:
            above = folder.rpartition("/")[0]
            below[above].add(folder)
            folder = above
    children: dict[str, set[str]] = defaultdict(set)

    def units_under(folder: str) -> set[str]:
        """The units that a folder hands up: the one it belongs to, else all of its own and below."""
        found = set(here[folder])
        for inner in below[folder]:
            found |= units_under(inner)
        head = _head(folder.rpartition("/")[2], here[folder])
        if head is None:
            return found
        children[head] |= found - {head}
        return {head}

    units_under("")
    return UnitTree(
        tuple(Unit(head, tuple(sorted(found))) for head, found in sorted(children.items()) if found)
    )


def _head(name: str, units: set[str]) -> str | None:
    """The unit that a folder called `name` belongs to: of the same name, else the only one it begins."""
    if not name:
        return None
    if name in units:
        return name
    begun = [unit for unit in units if unit.startswith(name) and unit[len(name) :] in _ENDINGS]
    return begun[0] if len(begun) == 1 else None


_ENDINGS = frozenset({"人民政府", "政府", "人民政府办公室", "办事处", "人民政府办公厅"})
